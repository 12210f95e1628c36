// SPDX-License-Identifier: Apache-2.0
import { command, outputDirectory, wholeNumber } from 'typescript-hdl/command-line';
import { configName } from '../config-name.ts';
import { isQuiet, jsonFlag, type OutputFlags, printResult, quietFlag } from '../output-flags.ts';

interface FuzzCommandOptions extends OutputFlags {
  readonly seconds: number;
  readonly seed: number | undefined;
  readonly rounds: number | undefined;
  readonly config: string | undefined;
  readonly out: string;
}

const runFuzz = async ({
  seconds,
  seed: given,
  rounds,
  config: name,
  out,
  ...flags
}: FuzzCommandOptions): Promise<void> => {
  const { join } = await import('node:path');
  const { namedConfig } = await import('../named-config.ts');
  const { fuzz } = await import('../verify/fuzz/fuzz.ts');
  const config = namedConfig(name);
  const seed = given ?? Date.now() % 1_000_000;
  const { Progress } = await import('../progress.ts');
  using progress = new Progress({ quiet: isQuiet(flags) });
  const began = performance.now();
  progress.step(`mutated frames from seed ${seed} (the first time with a build of a minute)`, rounds ?? seconds);
  const result = await fuzz({
    config,
    seed,
    seconds,
    rounds: rounds ?? Number.POSITIVE_INFINITY,
    progress: state => progress.at(rounds === undefined ? (performance.now() - began) / 1000 : state.rounds),
  });
  progress.clear();
  printResult(
    flags,
    { seed, ...result, failure: result.failure && { round: result.failure.round, what: result.failure.what } },
    `seed ${seed}: ${result.rounds} rounds, ${result.frames} frames, ${result.situations} situations, ${result.pool} frames in the pool`,
  );
  const { failure } = result;
  if (failure === undefined) return;
  const { writePcap } = await import('../files/write-pcap.ts');
  const { writeOutputFile } = await import('typescript-hdl/command-line');
  const { InputError } = await import('typescript-hdl/command-line');
  const file = join(out, `seed-${seed}.pcap`);
  const captured = failure.frames.map(bytes => ({ timestampNs: 0n, bytes, originalLength: bytes.length }));
  await writeOutputFile(file, writePcap(captured));
  const repeat = `sluice fuzz --seed ${seed} --rounds ${failure.round} --config ${config.name}`;
  const what = `round ${failure.round}: ${failure.what}; it is the last frame of ${file}`;
  throw new InputError({ what, remedy: `repeat it with "${repeat}"` });
};

/** `sluice fuzz`: mutated frames through the Verilated header parser, held against the model. */
export const fuzz = command({
  name: 'fuzz',
  describe: 'Look for frames that confuse the header parser, with mutated frames',
  arguments: {},
  options: {
    seconds: wholeNumber('Time after which it ends', { least: 1, fallback: 60 }),
    seed: wholeNumber('Seed of everything random; default by the clock', { least: 0 }),
    rounds: wholeNumber('Rounds of 1,000 frames; default as time allows', { least: 1 }),
    config: configName('Configuration of the hardware; default 10g'),
    quiet: quietFlag,
    json: jsonFlag,
    out: outputDirectory('Directory for the frames of a failure', 'build/fuzz'),
  },
  run: runFuzz,
});
