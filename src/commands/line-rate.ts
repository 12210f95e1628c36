// SPDX-License-Identifier: Apache-2.0
import { command, InputError, oneOf, outputDirectory, wholeNumber } from 'typescript-hdl/command-line';
import { type WireDirection, wireDirections } from '../../sim/benchmarks/wire-direction.ts';
import type { WireSpeedLoad, WireSpeedRow } from '../../sim/benchmarks/wire-speed.ts';
import { configName } from '../config-name.ts';
import { isQuiet, jsonFlag, type OutputFlags, printResult, quietFlag, say } from '../output-flags.ts';

interface LineRateOptions extends OutputFlags {
  readonly config: string | undefined;
  readonly ring: 'split' | 'packed' | undefined;
  readonly direction: WireDirection | undefined;
  readonly vms: number | undefined;
  readonly from: number;
  readonly to: number | undefined;
  readonly frames: number;
  readonly seed: number;
  readonly out: string;
}

/** Sizes with FCS of Ethernet frames, and of the longest jumbo frame that hosts send. */
const [shortest, longest, jumbo] = [64, 1518, 9018];
const rings = ['split', 'packed'] as const;

/** What was measured of this machine, by this very Verilog: a run that was broken off goes on after it. */
const kept = async (path: string, hash: string): Promise<Record<string, WireSpeedRow>> => {
  const { existsSync, readFileSync } = await import('node:fs');
  if (!existsSync(path)) return {};
  const file = JSON.parse(readFileSync(path, 'utf8')) as { hash: string; runs: Record<string, WireSpeedRow> };
  return file.hash === hash ? file.runs : {};
};

const show = ({ value, frames, gbps, direction, ring, functions, lost }: WireSpeedRow): string => {
  const why = Object.entries(lost).map(([event, count]) => `${count} ${event}`);
  const vms = functions === 1 ? '1 VM' : `${functions} VMs`;
  return `${direction.padEnd(6)} ${ring.padEnd(6)} ${vms.padEnd(6)} ${gbps.toFixed(3).padStart(7)} Gb/s: ${value} of ${frames} frames lost${why.length > 0 ? ` (${why.join(', ')})` : ''}`;
};

/**
 * Every combination that was asked for; what was not named is each in turn. One VM alone sends as fast as its share of the tags for reads lets
 * it, which is not what is asked here.
 */
const loadsOf = ({ direction, ring, vms }: LineRateOptions, most: number) =>
  (direction ? [direction] : wireDirections).flatMap(way =>
    (ring ? [ring] : rings).flatMap(kind =>
      (vms ? [vms] : way === 'rx' ? [most, 1] : [most]).map(functions => ({ direction: way, ring: kind, functions })),
    ),
  );

const runLineRate = async (options: LineRateOptions): Promise<void> => {
  const { createHash } = await import('node:crypto');
  const { join } = await import('node:path');
  const { emitVerilog } = await import('typescript-hdl');
  const { writeOutputFile } = await import('typescript-hdl/command-line');
  const { top } = await import('../../hdl/top.ts');
  const { measureWireSpeed } = await import('../../sim/benchmarks/wire-speed.ts');
  const { namedConfig } = await import('../named-config.ts');
  const { Progress } = await import('../progress.ts');
  const config = namedConfig(options.config);
  const { from, to = longest } = options;
  const ordinary = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  const sizes = options.to === undefined ? [...ordinary, jumbo] : ordinary;
  if (sizes.length === 0)
    throw new InputError({ what: `no frame size lies from ${from} to ${to}`, remedy: 'give --from the smaller one' });
  const design = emitVerilog(top(config));
  const hash = createHash('sha256').update(design.verilog).digest('hex');
  const path = join(options.out, `${config.name}.json`);
  const runs = await kept(path, hash);
  using progress = new Progress({ quiet: isQuiet(options) });
  const rows: WireSpeedRow[] = [];
  for (const shape of loadsOf(options, Math.min(8, config.functions))) {
    const load: WireSpeedLoad = { ...shape, sizes, frames: options.frames, seed: options.seed };
    const key = JSON.stringify(load);
    const title = `${config.name}, ${load.direction}, ${load.ring}, ${load.functions} VMs`;
    const total = sizes.length * options.frames;
    if (runs[key] === undefined)
      progress.step(`${title}: ${total} frames (the first time with a build of some minutes)`, total);
    runs[key] ??= await measureWireSpeed(design, config, load, sent => progress.at(sent));
    progress.clear();
    rows.push(runs[key]);
    say(options, `${config.name.padEnd(6)} ${show(runs[key])}`);
    await writeOutputFile(path, `${JSON.stringify({ hash, runs }, null, 2)}\n`);
  }
  printResult(options, rows, `written to ${path}`);
};

/** `sluice line-rate`: every frame size at the pace of the wire, without a gap. */
export const lineRate = command({
  name: 'line-rate',
  describe: 'Send frames of every size at the pace of the wire, in one run without a gap, and count what is lost',
  arguments: {},
  options: {
    config: configName(),
    ring: oneOf('Kind of the rings; default both, one after the other', rings),
    direction: oneOf('Way of the frames: to VMs, from VMs, or both at once; default each in turn', wireDirections),
    vms: wholeNumber('VMs that the frames go to, or come from, in turns; default 8, and to VMs then 1', { least: 1 }),
    from: wholeNumber('Shortest frame, with FCS', { least: shortest, most: longest, fallback: shortest }),
    to: wholeNumber('Longest frame, with FCS; default 1518, and jumbo frames of 9018 bytes', {
      least: shortest,
      most: longest,
    }),
    frames: wholeNumber('Frames of each size', { least: 1, fallback: 400 }),
    seed: wholeNumber('Order of the frames, and noise of the host', { least: 0, fallback: 1 }),
    quiet: quietFlag,
    json: jsonFlag,
    out: outputDirectory('Directory for the results; a run that was broken off goes on from there', 'build/line-rate'),
  },
  run: runLineRate,
});
