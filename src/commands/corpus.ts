// SPDX-License-Identifier: Apache-2.0
import { command, optionalArgument, outputDirectory, someOf, wholeNumber } from 'typescript-hdl/command-line';
import { configName } from '../config-name.ts';
import { isQuiet, jsonFlag, type OutputFlags, printResult, quietFlag } from '../output-flags.ts';

interface CorpusCommandOptions extends OutputFlags {
  readonly corpus: string | undefined;
  readonly generated: number;
  readonly seed: number;
  readonly config: string | undefined;
  readonly widths: readonly number[];
  readonly out: string;
}

const shown = 10;
const allWidths = [64, 128, 256, 512];

const runCorpusCommand = async (options: CorpusCommandOptions): Promise<void> => {
  const { join } = await import('node:path');
  const { namedConfig } = await import('../named-config.ts');
  const { runCorpus } = await import('../verify/corpus/run-corpus.ts');
  const { corpusTable } = await import('../generate/corpus-table.ts');
  const { writeOutputFile } = await import('typescript-hdl/command-line');
  const { InputError } = await import('typescript-hdl/command-line');
  const { corpus: path, out } = options;
  const count = options.generated;
  if (path === undefined && count === 0) {
    throw new InputError({
      what: 'there is nothing to compare',
      remedy: 'name captures, or give --generated a number',
    });
  }
  const { Progress } = await import('../progress.ts');
  using progress = new Progress({ quiet: isQuiet(options) });
  const report = await runCorpus({
    begin: what => progress.step(what),
    ...(path !== undefined && { corpus: path }),
    ...(count > 0 && { generated: { count, seed: options.seed } }),
    config: namedConfig(options.config),
    widths: options.widths,
    buildDirectory: join(out, 'tools'),
  });
  const file = join(out, 'report.json');
  await writeOutputFile(file, `${JSON.stringify(report, null, 2)}\n`);
  progress.clear();
  printResult(options, report, `${corpusTable(report)}\n\nreport  ${file}`);
  const mismatches = report.hardware.flatMap(({ width, mismatches: all }) => all.map(one => ({ ...one, width })));
  for (const { capture, frame, fields, width } of mismatches.slice(0, shown)) {
    console.error(`${capture} frame ${frame}: hardware of ${width} bits and model differ in ${fields.join(', ')}`);
  }
  for (const { capture, frame, tool, fields } of report.unclassified.slice(0, shown)) {
    const values = Object.entries(fields).map(([field, { ours, theirs }]) => `${field} is ${ours}, not ${theirs}`);
    console.error(`${capture} frame ${frame}, ${tool}: ${values.join('; ')}`);
  }
  if (mismatches.length + report.unclassified.length === 0) return;
  const what = `${mismatches.length} frames differ between model and hardware, ${report.unclassified.length} answers of other tools are unexplained`;
  throw new InputError({ what, remedy: `see ${file}` });
};

/** `sluice corpus`: model, hardware and other people's parsers on captures of foreign traffic and on generated frames. */
export const corpus = command({
  name: 'corpus',
  describe: "Compare model, hardware and other people's parsers on captures",
  arguments: { corpus: optionalArgument('Capture, or directory of captures') },
  options: {
    generated: wholeNumber(
      'Frames to generate besides: every path of the protocol graph, and frames cut and spoilt at random',
      { least: 0, fallback: 0 },
    ),
    seed: wholeNumber('Seed of the generated frames', { least: 0, fallback: 1 }),
    config: configName('Configuration of the hardware; default 10g'),
    widths: someOf('Bits a beat of the hardware to ask, or none', allWidths, allWidths),
    quiet: quietFlag,
    json: jsonFlag,
    out: outputDirectory('Directory for the report', 'build/corpus'),
  },
  run: runCorpusCommand,
});
