// SPDX-License-Identifier: Apache-2.0
/** The command `typescript-hdl fuzz`. */
import { command, oneOf, outputDirectory, wholeNumber } from '../command-line/index.ts';
import { targets } from '../fuzz/family.ts';
import type { FuzzFailure, Target } from '../fuzz/index.ts';

interface FuzzOptions {
  readonly designs: number;
  readonly seed: number;
  readonly clocks: number;
  readonly batch: number;
  readonly 'shrink-seconds': number;
  readonly folder: string;
  readonly family: Target | undefined;
  readonly jobs: number;
}

const failureText = ({ seed, family, finding, signal, verilog }: FuzzFailure, folder: string): string =>
  [
    `Seed ${seed}, ${finding.kind} (${finding.tool}):`,
    finding.text,
    ...(signal === undefined
      ? []
      : [`The first signal that goes wrong is ${signal}; its logic alone, made as small as it got:`]),
    '',
    ...(verilog === undefined ? [] : [verilog, `The smallest design found and its stimulus are in ${folder}.`]),
    `Repeat with: typescript-hdl fuzz --designs 1 --seed ${seed} --family ${family}`,
    '',
  ].join('\n');

const runFuzz = async ({ 'shrink-seconds': shrinkSeconds, family, ...options }: FuzzOptions): Promise<void> => {
  const { fuzz: runDesigns } = await import('../fuzz/index.ts');
  const start = Date.now();
  const result = await runDesigns({
    ...options,
    shrinkSeconds,
    ...(family !== undefined && { family }),
    report: progress => {
      const seconds = ((Date.now() - start) / 1000).toFixed(0);
      process.stdout.write(`${progress.designs} designs, ${progress.lines} lines of Verilog, ${seconds} s\n`);
    },
  });
  if (!result.failure) return;
  process.stdout.write(failureText(result.failure, options.folder));
  process.exitCode = 1;
};

/** Runs random designs on the built-in simulator, Icarus, Verilator and as netlists until they differ or all have passed. */
export const fuzz = command({
  name: 'fuzz',
  describe: 'Run random designs on three simulators and as synthesised netlists; exit with 1 where they differ',
  arguments: {},
  options: {
    designs: wholeNumber('Number of designs', { least: 1, fallback: 100 }),
    seed: wholeNumber('Seed of the first design; the others follow one by one', { least: 0, fallback: 1 }),
    clocks: wholeNumber('Clocks that each design runs', { least: 1, fallback: 40 }),
    batch: wholeNumber('Designs that share a build', { least: 1, fallback: 16 }),
    'shrink-seconds': wholeNumber('Time for making a failing design smaller', { least: 0, fallback: 60 }),
    folder: outputDirectory('Where a failing design is left', 'build/fuzz'),
    family: oneOf('Device of the netlists, none for no netlists; all in turn, one a build, when absent', targets),
    jobs: wholeNumber('Builds that run at once', { least: 1, fallback: 1 }),
  },
  run: runFuzz,
});
