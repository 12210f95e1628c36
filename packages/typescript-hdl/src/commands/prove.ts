// SPDX-License-Identifier: Apache-2.0
/** The command `typescript-hdl prove FILE...`. */
import { command, InputError, manyArguments, outputDirectory, text, wholeNumber } from '../command-line/index.ts';
import type { Proof, ProofResult } from '../prove/index.ts';
import { quote } from '../words.ts';

interface ProveOptions {
  readonly files: readonly string[];
  readonly only: string | undefined;
  readonly folder: string;
  readonly depth: number | undefined;
  readonly seconds: number | undefined;
}

const resultLine = (name: string, { outcome, elapsed, message }: ProofResult): string =>
  `${outcome.padEnd(8)} ${name} (${elapsed.toFixed(1)} s)\n         ${message}\n`;

/** The proofs of the files whose names contain `only`. */
const chosenProofs = async (files: readonly string[], only: string | undefined): Promise<readonly Proof[]> => {
  const { proofsOf } = await import('../prove/index.ts');
  const { checkSourceFile } = await import('./source-file.ts');
  for (const file of files) checkSourceFile(file);
  const found: Proof[] = [];
  for (const file of files) found.push(...(await proofsOf(file)));
  if (only === undefined) return found;
  const chosen = found.filter(({ name }) => name.includes(only));
  if (chosen.length > 0) return chosen;
  const what = `no proof has ${quote(only)} in its name`;
  throw new InputError({ what, remedy: `there are ${found.map(({ name }) => name).join(', ')}` });
};

const proveFiles = async ({ files, only, folder, depth, seconds }: ProveOptions): Promise<void> => {
  const proofs = await chosenProofs(files, only);
  const { proveAll } = await import('../prove/index.ts');
  const results = await proveAll(proofs, {
    folder,
    ...(depth === undefined ? {} : { depth }),
    ...(seconds === undefined ? {} : { seconds }),
    report: ({ name }, result) => process.stdout.write(resultLine(name, result)),
  });
  if ([...results.values()].some(({ outcome }) => outcome !== 'proved')) process.exitCode = 1;
};

/** Proves what files export; exit code 1 unless everything is proved. */
export const prove = command({
  name: 'prove',
  describe: 'Prove what the files export with proof(name, component); exit with 1 unless everything is proved',
  arguments: { files: manyArguments('TypeScript files', { required: true }) },
  options: {
    only: text('Only proofs whose name contains this', 'PART'),
    folder: outputDirectory('Where logs and waveforms go', 'build/proofs'),
    depth: wholeNumber('Most clocks; default as each proof says', { least: 1 }),
    seconds: wholeNumber('Most seconds for each engine; default 60', { least: 1 }),
  },
  run: proveFiles,
});
