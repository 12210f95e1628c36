/** The command `typescript-hdl prove FILE...`. */

import type { CommandModule } from 'yargs';
import { type Proof, proofsOf, proveAll } from './proof.ts';
import { ProofError } from './proof-error.ts';
import type { ProofResult } from './result.ts';

interface Arguments {
  readonly files: readonly string[];
  readonly only: string | undefined;
  readonly folder: string | undefined;
  readonly depth: number | undefined;
  readonly seconds: number | undefined;
}

const resultLine = (name: string, { outcome, elapsed, message }: ProofResult): string =>
  `${outcome.padEnd(8)} ${name} (${elapsed.toFixed(1)} s)\n         ${message}\n`;

const proveFiles = async ({ files, only, folder, depth, seconds }: Arguments): Promise<boolean> => {
  const found: Proof[] = [];
  for (const file of files) found.push(...(await proofsOf(file)));
  const chosen = found.filter(({ name }) => only === undefined || name.includes(only));
  if (chosen.length === 0) {
    throw new ProofError(`No proof has '${only}' in its name; there are ${found.map(({ name }) => name).join(', ')}.`);
  }
  const results = await proveAll(chosen, {
    ...(folder === undefined ? {} : { folder }),
    ...(depth === undefined ? {} : { depth }),
    ...(seconds === undefined ? {} : { seconds }),
    report: ({ name }, result) => process.stdout.write(resultLine(name, result)),
  });
  return [...results.values()].every(({ outcome }) => outcome === 'proved');
};

/** Proves what files export; exit code 1 unless everything is proved. */
export const proveCommand: CommandModule<object, Arguments> = {
  command: 'prove <files..>',
  describe: 'Prove what the files export with proof(name, component); exit with 1 unless everything is proved',
  builder: yargs =>
    yargs
      .positional('files', { type: 'string', array: true, demandOption: true })
      .option('only', { type: 'string', describe: 'Only proofs whose name contains this' })
      .option('folder', { type: 'string', describe: 'Where logs and waveforms go (default build/proofs)' })
      .option('depth', { type: 'number', describe: 'Most clocks' })
      .option('seconds', { type: 'number', describe: 'Most seconds for each engine' }),
  handler: async args => {
    if (!(await proveFiles(args))) process.exitCode = 1;
  },
};
