/** The command line: `typescript-hdl prove FILE...`. */
import yargs from 'yargs';
import { ProofError } from './engines.ts';
import { type Proof, proofsOf, proveAll } from './proof.ts';
import type { ProofResult } from './result.ts';

interface Arguments {
  readonly files: readonly string[];
  readonly only: string | undefined;
  readonly folder: string | undefined;
  readonly depth: number | undefined;
  readonly seconds: number | undefined;
}

/** Undefined when the command line asks for help or the version, which are printed at once. */
const parse = async (args: readonly string[]): Promise<Arguments | undefined> => {
  let found: Arguments | undefined;
  await yargs([...args])
    .scriptName('typescript-hdl')
    .command(
      'prove <files..>',
      'Prove what the files export with proof(name, component); exit with 1 unless everything is proved',
      command =>
        command
          .positional('files', { type: 'string', array: true, demandOption: true })
          .option('only', { type: 'string', describe: 'Only proofs whose name contains this' })
          .option('folder', { type: 'string', describe: 'Where logs and waveforms go (default build/proofs)' })
          .option('depth', { type: 'number', describe: 'Most clocks' })
          .option('seconds', { type: 'number', describe: 'Most seconds for each engine' }),
      ({ files, only, folder, depth, seconds }) => {
        found = { files, only, folder, depth, seconds };
      },
    )
    .demandCommand(1, 'Name a command; there is prove.')
    .strict()
    .help()
    .version(false)
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new ProofError(message);
    })
    .parseAsync();
  return found;
};

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

/** Runs the command that `args` name; returns the exit code: 0 when everything is proved, 1 when not, 2 on a mistake. */
export const runCommandLine = async (args: readonly string[]): Promise<number> => {
  try {
    const chosen = await parse(args);
    return chosen === undefined || (await proveFiles(chosen)) ? 0 : 1;
  } catch (error) {
    const known = error instanceof Error && ['ProofError', 'HdlError', 'YError'].includes(error.name);
    process.stderr.write(`typescript-hdl: ${known ? (error as Error).message : ((error as Error).stack ?? error)}\n`);
    return 2;
  }
};
