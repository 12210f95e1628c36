/** How the command line ends when something goes wrong: what it prints and the exit code. */
import { isSystemError, systemReason } from './system-error.ts';

/** Exit codes: refused input, a missing program or a failed build; and a defect of Sluice itself. */
export const exitCodes = { refused: 1, defect: 2 } as const;

/**
 * Errors whose message is written for the user: refused input (src), a refused policy (firmware), a simulation that cannot
 * be built (sim). Told apart by name, so that reporting an error loads none of those modules.
 */
const userErrors: ReadonlySet<string> = new Set(['InputError', 'PolicyError', 'BuildError']);

export interface ErrorReport {
  readonly text: string;
  readonly exitCode: number;
}

/** Failures of the system that any write may meet in the middle of a command, wherever it is made. */
const systemFailures: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE']);

const systemSentence = (error: Error): string | undefined => {
  if (!isSystemError(error) || !systemFailures.has(error.code ?? '')) return undefined;
  return `${error.path ?? 'the system'}: ${systemReason(error)}; make room and run it again.`;
};

/** What to print for a thrown value. `debug` adds the stack (SLUICE_DEBUG=1); without it no report shows one. */
export const reportError = (thrown: unknown, debug: boolean): ErrorReport => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const sentence = userErrors.has(error.name) ? error.message : systemSentence(error);
  if (sentence !== undefined) {
    return { text: `sluice: ${debug ? (error.stack ?? sentence) : sentence}`, exitCode: exitCodes.refused };
  }
  if (debug) return { text: `sluice: ${error.stack ?? error.message}`, exitCode: exitCodes.defect };
  const hint = 'This is a defect of Sluice; set SLUICE_DEBUG=1 to see where it happened.';
  return { text: `sluice: unexpected error: ${error.message}\n${hint}`, exitCode: exitCodes.defect };
};
