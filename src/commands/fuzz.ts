import type { Command } from './command.ts';

interface FuzzCommandOptions {
  readonly seconds: number;
  readonly seed: number | undefined;
  readonly rounds: number | undefined;
  readonly config: string | undefined;
  readonly out: string;
}

const wholeNumber = async (name: string, value: number, least: number): Promise<number> => {
  if (Number.isSafeInteger(value) && value >= least) return value;
  const { InputError } = await import('../input-error.ts');
  throw new InputError({ what: `--${name} is ${value}`, remedy: `give a whole number from ${least} on` });
};

const runFuzz = async ({ seconds, seed: given, rounds, config: name, out }: FuzzCommandOptions): Promise<void> => {
  const { join } = await import('node:path');
  const { namedConfig } = await import('../named-config.ts');
  const { fuzz } = await import('../verify/fuzz/fuzz.ts');
  const config = namedConfig(name);
  const seed = await wholeNumber('seed', given ?? Date.now() % 1_000_000, 0);
  const result = await fuzz({
    config,
    seed,
    seconds: await wholeNumber('seconds', seconds, 1),
    rounds: rounds === undefined ? Number.POSITIVE_INFINITY : await wholeNumber('rounds', rounds, 1),
  });
  console.log(
    `seed ${seed}: ${result.rounds} rounds, ${result.frames} frames, ${result.situations} situations, ${result.pool} frames in the pool`,
  );
  const { failure } = result;
  if (failure === undefined) return;
  const { writePcap } = await import('../files/write-pcap.ts');
  const { writeOutputFile } = await import('../files/write-output-file.ts');
  const { InputError } = await import('../input-error.ts');
  const file = join(out, `seed-${seed}.pcap`);
  const captured = failure.frames.map(bytes => ({ timestampNs: 0n, bytes, originalLength: bytes.length }));
  await writeOutputFile(file, writePcap(captured));
  const repeat = `sluice fuzz --seed ${seed} --rounds ${failure.round} --config ${config.name}`;
  const what = `round ${failure.round}: ${failure.what}; it is the last frame of ${file}`;
  throw new InputError({ what, remedy: `repeat it with "${repeat}"` });
};

/** `sluice fuzz`: mutated frames through the Verilated header parser, held against the model. */
export const fuzz: Command<FuzzCommandOptions> = {
  command: 'fuzz',
  describe: 'Look for frames that confuse the header parser, with mutated frames',
  builder: yargs =>
    yargs
      .option('seconds', { type: 'number', requiresArg: true, default: 60, describe: 'Time after which it ends' })
      .option('seed', {
        type: 'number',
        requiresArg: true,
        describe: 'Seed of everything random; default by the clock',
      })
      .option('rounds', {
        type: 'number',
        requiresArg: true,
        describe: 'Rounds of 1,000 frames; default as time allows',
      })
      .option('config', { type: 'string', requiresArg: true, describe: 'Configuration of the hardware; default 10g' })
      .option('out', {
        type: 'string',
        requiresArg: true,
        default: 'build/fuzz',
        describe: 'Directory for the frames of a failure',
      }),
  handler: runFuzz,
};
