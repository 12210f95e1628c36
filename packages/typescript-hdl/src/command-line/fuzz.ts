/** The command `typescript-hdl fuzz`. */
import type { CommandModule } from 'yargs';
import { type Family, type FuzzFailure, families, fuzz } from '../fuzz/index.ts';
import { UsageError } from './usage-error.ts';

interface Arguments {
  readonly designs: number;
  readonly seed: number;
  readonly clocks: number;
  readonly batch: number;
  readonly shrinkSeconds: number;
  readonly folder: string;
  readonly family: Family | undefined;
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

const runFuzz = async ({
  designs,
  seed,
  clocks,
  batch,
  shrinkSeconds,
  folder,
  family,
  jobs,
}: Arguments): Promise<void> => {
  for (const [name, value] of Object.entries({ designs, clocks, batch, jobs })) {
    if (!Number.isInteger(value) || value < 1)
      throw new UsageError(`--${name} is a whole number from 1, not ${value}.`);
  }
  if (!Number.isInteger(seed) || seed < 0) throw new UsageError(`--seed is a whole number from 0, not ${seed}.`);
  if (!(shrinkSeconds >= 0)) throw new UsageError(`--shrink-seconds is a number from 0, not ${shrinkSeconds}.`);
  const start = Date.now();
  const result = await fuzz({
    designs,
    seed,
    clocks,
    batch,
    shrinkSeconds,
    folder,
    jobs,
    ...(family === undefined ? {} : { family }),
    report: progress => {
      const seconds = ((Date.now() - start) / 1000).toFixed(0);
      process.stdout.write(`${progress.designs} designs, ${progress.lines} lines of Verilog, ${seconds} s\n`);
    },
  });
  if (!result.failure) return;
  process.stdout.write(failureText(result.failure, folder));
  process.exitCode = 1;
};

/** Runs random designs on the built-in simulator, Icarus, Verilator and as netlists until they differ or all have passed. */
export const fuzzCommand: CommandModule<object, Arguments> = {
  command: 'fuzz',
  describe: 'Run random designs on three simulators and as synthesised netlists; exit with 1 where they differ',
  builder: yargs =>
    yargs
      .option('designs', { type: 'number', default: 100, describe: 'Number of designs' })
      .option('seed', {
        type: 'number',
        default: 1,
        describe: 'Seed of the first design; the others follow one by one',
      })
      .option('clocks', { type: 'number', default: 40, describe: 'Clocks that each design runs' })
      .option('batch', { type: 'number', default: 16, describe: 'Designs that share a build' })
      .option('shrinkSeconds', {
        alias: 'shrink-seconds',
        type: 'number',
        default: 60,
        describe: 'Time for making a failing design smaller',
      })
      .option('folder', { type: 'string', default: 'build/fuzz', describe: 'Where a failing design is left' })
      .option('family', {
        choices: families,
        describe: 'Device of the netlists; all in turn, one a build, if not given',
      })
      .option('jobs', { type: 'number', default: 1, describe: 'Builds that run at once' }),
  handler: runFuzz,
};
