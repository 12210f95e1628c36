// SPDX-License-Identifier: Apache-2.0
/** The command line: what bin/sluice.js calls. */
import { runProgram } from 'typescript-hdl/command-line';
import { sluice } from './program.ts';

export { endDescendants } from 'typescript-hdl/command-line';

/** Runs the command that `args` name (without `node` and script) and returns the process's exit code. */
export const runCommandLine = (args: readonly string[]): Promise<number> => runProgram(sluice, args);
