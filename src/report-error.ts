/** How the command line ends when something goes wrong: what it prints and the exit code. */

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

/** What to print for a thrown value. `debug` adds the stack (SLUICE_DEBUG=1); without it no report shows one. */
export const reportError = (thrown: unknown, debug: boolean): ErrorReport => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (userErrors.has(error.name)) {
    const text = debug ? `sluice: ${error.stack ?? error.message}` : `sluice: ${error.message}`;
    return { text, exitCode: exitCodes.refused };
  }
  if (debug) return { text: `sluice: ${error.stack ?? error.message}`, exitCode: exitCodes.defect };
  const hint = 'This is a defect of Sluice; set SLUICE_DEBUG=1 to see where it happened.';
  return { text: `sluice: unexpected error: ${error.message}\n${hint}`, exitCode: exitCodes.defect };
};
