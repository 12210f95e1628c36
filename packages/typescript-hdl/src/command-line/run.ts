/** The command line `typescript-hdl COMMAND ...`. */
import yargs from 'yargs';
import { proveCommand } from '../prove/command-line.ts';
import { depthCommand } from './depth.ts';
import { emitCommand } from './emit.ts';
import { explainCommand } from './explain.ts';
import { fuzzCommand } from './fuzz.ts';
import { lintCommand } from './lint.ts';
import { locateCommand } from './locate.ts';
import { UsageError } from './usage-error.ts';

/** Errors whose message is written for the user. */
const known: ReadonlySet<string> = new Set(['UsageError', 'ProofError', 'HdlError', 'YError']);

/**
 * Runs the command that `args` name. Returns the exit code: 0 when it went well, 1 when something is not proved or not
 * found, 2 on a mistake in the command line or in a description.
 */
export const runCommandLine = async (args: readonly string[]): Promise<number> => {
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await yargs([...args])
      .scriptName('typescript-hdl')
      .command(depthCommand)
      .command(emitCommand)
      .command(explainCommand)
      .command(fuzzCommand)
      .command(lintCommand)
      .command(locateCommand)
      .command(proveCommand)
      .demandCommand(1, 'Name a command; there are depth, emit, explain, fuzz, lint, locate, prove.')
      .strict()
      .help()
      .version(false)
      .exitProcess(false)
      .fail((message, error) => {
        throw error ?? new UsageError(message);
      })
      .parseAsync();
    return Number(process.exitCode);
  } catch (error) {
    const forUser = error instanceof Error && known.has(error.name);
    process.stderr.write(`typescript-hdl: ${forUser ? error.message : ((error as Error).stack ?? error)}\n`);
    return 2;
  } finally {
    process.exitCode = before;
  }
};
