// SPDX-License-Identifier: Apache-2.0
import { command, flag, InputError, outputDirectory, text, wholeNumber } from 'typescript-hdl/command-line';
import type { Config } from '../../hdl/spec/configs.ts';
import type { HostBytesRow } from '../../sim/benchmarks/host-bytes.ts';
import type { LatencyRow } from '../../sim/benchmarks/latency.ts';
import type { LineRateRow } from '../../sim/benchmarks/line-rate.ts';
import type { Measurement } from '../../sim/benchmarks/measurement.ts';
import { configName } from '../config-name.ts';
import type { RecordedFigures } from '../generate/measured-figures.ts';
import { isQuiet, jsonFlag, type OutputFlags, printResult, quietFlag, say } from '../output-flags.ts';
import type { Progress } from '../progress.ts';

interface BenchOptions extends OutputFlags {
  readonly config: string | undefined;
  readonly frames: number;
  readonly out: string;
  readonly record: boolean;
  readonly corpus: string | undefined;
  readonly classbench: string | undefined;
}

/** Frames sent for one size: long frames take long to simulate, and a tenth of them fills every buffer as often. */
const framesOf = (size: number, frames: number): number => (size > 256 ? Math.ceil(frames / 10) : frames);

/** Frames of each direction for the bytes of the host bus. */
const hostBytesFrames = 2048;

const lineRate = async (
  { config, frames, out, ...flags }: BenchOptions,
  progress: Progress,
): Promise<readonly LineRateRow[]> => {
  const { join } = await import('node:path');
  const { emitVerilog } = await import('typescript-hdl');
  const { top } = await import('../../hdl/top.ts');
  const { lineRateSizes, measureLineRate } = await import('../../sim/benchmarks/line-rate.ts');
  const { writeOutputFile } = await import('typescript-hdl/command-line');
  const { namedConfig } = await import('../named-config.ts');
  const chosen = namedConfig(config);
  const design = emitVerilog(top(chosen));
  const rows: LineRateRow[] = [];
  progress.step('line rate of every frame size', lineRateSizes.length);
  for (const size of lineRateSizes) {
    progress.at(rows.length, `line rate of frames of ${size} bytes`);
    const row = await measureLineRate(design, chosen, size, framesOf(size, frames));
    progress.clear();
    say(flags, `${`${size} B at ${row.mpps.toFixed(3)} Mpps`.padEnd(28)} ${row.value} of ${row.frames} frames lost`);
    rows.push(row);
  }
  await writeOutputFile(join(out, 'line-rate.json'), `${JSON.stringify(rows, null, 2)}\n`);
  return rows;
};

/** Frames for the parser model: those of the captures named, else the example captures and frames that cover the graph. */
const parserFrames = async (corpus: string | undefined) => {
  const { captureFiles } = await import('../files/capture-files.ts');
  const { readCaptureFile } = await import('../files/read-capture.ts');
  const paths = await captureFiles(corpus ?? 'examples/captures');
  const captures = await Promise.all(paths.map(path => readCaptureFile(path)));
  const captured = captures.flat().map(({ bytes }) => bytes);
  if (corpus !== undefined) return { frames: captured, of: 'corpus' };
  const { headerLayers } = await import('../../hdl/spec/protocol/headers.ts');
  const { coverageFrames } = await import('../verify/fuzz/coverage-frames.ts');
  return { frames: [...captured, ...coverageFrames(headerLayers)], of: 'examples and graph' };
};

/** Bytes of a PCIe link a frame, for both rings. */
const hostBytes = async (config: string | undefined): Promise<readonly HostBytesRow[]> => {
  const { emitVerilog } = await import('typescript-hdl');
  const { top } = await import('../../hdl/top.ts');
  const { measureHostBytes } = await import('../../sim/benchmarks/host-bytes.ts');
  const { namedConfig } = await import('../named-config.ts');
  const chosen = namedConfig(config);
  const design = emitVerilog(top(chosen));
  const rows = [];
  for (const direction of ['rx', 'duplex'] as const) {
    for (const ring of ['split', 'packed'] as const) {
      rows.push(...(await measureHostBytes(design, chosen, { direction, ring, frames: hostBytesFrames })));
    }
  }
  return rows;
};

/** Frames on each way for the latencies. */
const latencyFrames = 200;

/** How long a short frame is under way, alone and beside others, for both rings. */
const latencies = async (config: string | undefined): Promise<readonly LatencyRow[]> => {
  const { emitVerilog } = await import('typescript-hdl');
  const { top } = await import('../../hdl/top.ts');
  const { latencyLoads, measureLatencies } = await import('../../sim/benchmarks/latency.ts');
  const { namedConfig } = await import('../named-config.ts');
  const chosen = namedConfig(config);
  // Eight functions have a part in it.
  if (chosen.functions < 8) return [];
  const design = emitVerilog(top(chosen));
  const rows = [];
  for (const load of latencyLoads) {
    for (const ring of ['split', 'packed'] as const) {
      rows.push(...(await measureLatencies(design, chosen, { load, ring, frames: latencyFrames, seed: 1 })));
    }
  }
  return rows;
};

const totalLoss = (rows: readonly LineRateRow[], config: string): Measurement => {
  const lost = rows.reduce((sum, row) => sum + row.value, 0);
  return { name: 'line_rate_loss_frames', value: lost, unit: 'frames', config };
};

/** Keeps the figures in the repository, where the README shows them, and says so. */
const keep = async (figures: RecordedFigures): Promise<string> => {
  const { readTextFile } = await import('../files/read-text-file.ts');
  const { writeOutputFile } = await import('typescript-hdl/command-line');
  const { withFigures } = await import('../generate/measured-figures.ts');
  await writeOutputFile('docs/measurements.json', `${JSON.stringify(figures, null, 2)}\n`);
  const readme = await readTextFile('README.md', 'run this at the root of the repository');
  await writeOutputFile('README.md', withFigures(readme, figures));
  return 'recorded in docs/measurements.json and README.md';
};

/** Headers on which tables and rules are compared. */
const comparedHeaders = 1_000_000;

/** Placement of generated policies and of the filter sets of a directory, and whether the tables say what the rules say. */
const ruleFigures = async (classbench: string | undefined): Promise<readonly Measurement[]> => {
  const { classbenchSets, generatedSets, measureComparison, measurePlacement, measureRefusal } = await import(
    '../verify/tables/measure-rules.ts'
  );
  const sets = [...generatedSets(), ...(classbench === undefined ? [] : await classbenchSets(classbench))];
  return [...sets.flatMap(measurePlacement), measureRefusal(), measureComparison(comparedHeaders)];
};

/** Figures of everything but the line rate, each a step. */
const allFigures = async (options: BenchOptions, progress: Progress): Promise<readonly Measurement[]> => {
  const { emitVerilog } = await import('typescript-hdl');
  const { top } = await import('../../hdl/top.ts');
  const { measureHarness } = await import('../../sim/benchmarks/harness-speed.ts');
  const { measureLanguage } = await import('../../sim/benchmarks/language-speed.ts');
  const { measureElaboration, measureSimulation } = await import('../../sim/benchmarks/machine-speed.ts');
  const { measureSwaps } = await import('../../sim/benchmarks/image-swaps.ts');
  const { measureParserModel } = await import('../../sim/benchmarks/parser-model-speed.ts');
  const { namedConfig } = await import('../named-config.ts');
  const config = namedConfig(options.config);
  const design = () => emitVerilog(top(config));
  // What cannot be read is refused before minutes of work.
  const parsed = await parserFrames(options.corpus);
  const steps: readonly (readonly [string, () => Promise<readonly Measurement[]>])[] = [
    // First, for a tool that is missing shows at once.
    ['speed of a unit bench', measureHarness],
    ['describing the design', () => measureElaboration(config)],
    [
      'speed of the co-simulation (the first time with a build of some minutes)',
      async () => [await measureSimulation(design(), config)],
    ],
    ['speed of the language', () => measureLanguage(config)],
    ['speed of the parser model', () => measureParserModel(parsed.frames, parsed.of)],
    ['placement of rules', () => ruleFigures(options.classbench)],
    ['swaps of the policy under traffic', () => measureSwaps(design(), config)],
  ];
  const figures: Measurement[] = [];
  for (const [title, measure] of steps) {
    progress.step(title);
    figures.push(...(await measure()));
  }
  return figures;
};

/** A line of the table: figure, value, unit, and what it was measured with. */
const figureLine = ({
  name,
  value,
  unit,
  config,
  rules = '',
  direction = '',
  ring = '',
  load = '',
}: Measurement): string => {
  const what = [config, rules, direction, ring, load].filter(word => word !== '').join(' ');
  return `${name.padEnd(44)} ${value.toFixed(3).padStart(12)} ${unit}  ${what}`;
};

/** Refuses a configuration without functions for the hypervisor and the VMs of the benchmarks. */
const demandFunctions = ({ name, functions }: Config, vms: number): void => {
  if (functions > vms) return;
  const what = `the benchmarks need ${vms} VMs, and ${name} has ${functions - 1} beside the hypervisor`;
  throw new InputError({ what, remedy: 'choose a larger configuration with --config' });
};

const runBench = async (options: BenchOptions): Promise<void> => {
  const { config, out, record } = options;
  const { join } = await import('node:path');
  const { writeOutputFile } = await import('typescript-hdl/command-line');
  const { verilogOf } = await import('../verify/recorded-figures.ts');
  const { namedConfig } = await import('../named-config.ts');
  const { vmCount } = await import('../../sim/benchmarks/four-vms.ts');
  demandFunctions(namedConfig(config), vmCount);
  const { Progress: Line } = await import('../progress.ts');
  using progress = new Line({ quiet: isQuiet(options) });
  const figures = await allFigures(options, progress);
  const rows = await lineRate(options, progress);
  progress.step('bytes of the host bus');
  const bytes = await hostBytes(config);
  progress.step('latencies');
  const times = await latencies(config);
  progress.clear();
  const results: readonly Measurement[] = [...figures, totalLoss(rows, namedConfig(config).name), ...bytes, ...times];
  const path = join(out, 'results.json');
  await writeOutputFile(path, `${JSON.stringify(results, null, 2)}\n`);
  say(options, '');
  printResult(options, results, results.map(figureLine).join('\n'));
  say(options, `\nwritten to ${path}; line rate by size in ${join(out, 'line-rate.json')}`);
  if (record) say(options, await keep({ verilog: verilogOf(namedConfig(config)), results, lineRate: rows }));
};

/** `sluice bench`: measures line rate, elaboration and simulation speed. */
export const bench = command({
  name: 'bench',
  describe: 'Measure line rate at every critical frame size, elaboration and simulation speed',
  arguments: {},
  options: {
    config: configName(),
    frames: wholeNumber('Frames of each size up to 256 bytes; a tenth of larger ones', { least: 1, fallback: 20_000 }),
    corpus: text(
      'Capture or directory whose frames the parser model reads; default the examples and generated frames',
      'PATH',
    ),
    classbench: text('File or directory of ClassBench filter sets whose placement is measured as well', 'PATH'),
    record: flag('Also keep the figures in docs/measurements.json and the README'),
    quiet: quietFlag,
    json: jsonFlag,
    out: outputDirectory('Directory for the results', 'build/bench'),
  },
  run: runBench,
});
