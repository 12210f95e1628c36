// SPDX-License-Identifier: Apache-2.0
/** The package as a program: its commands, how it speaks of itself and how it ends. */
import { type Program, runProgram } from '../command-line/index.ts';
import { depth } from './depth.ts';
import { emit } from './emit.ts';
import { explain } from './explain.ts';
import { fuzz } from './fuzz.ts';
import { lint } from './lint.ts';
import { locate } from './locate.ts';
import { prove } from './prove.ts';
import { withExcerpts } from './source-excerpts.ts';

export { endDescendants } from '../command-line/index.ts';

/**
 * `typescript-hdl`. Exit code 1 is left to what a command looks for (not proved, not found, too deep); a mistake in the command
 * line or in a description is 2, and so is an exception of a description, whose stack says where it is.
 */
export const typescriptHdl: Program = {
  name: 'typescript-hdl',
  about: 'A hardware description language embedded in TypeScript.',
  commands: [depth, emit, explain, fuzz, lint, locate, prove],
  epilogue: 'Errors name what is wrong and what to do; TYPESCRIPT_HDL_DEBUG=1 adds the place in the source.',
  userErrors: new Set(['ProofError', 'HdlError']),
  describeUserError: withExcerpts,
  exitCodes: { refused: 2, defect: 2 },
  debugVariable: 'TYPESCRIPT_HDL_DEBUG',
  describeDefect: error => error.stack ?? error.message,
};

/**
 * Runs the command that `args` name (without `node` and script) and returns the exit code: 0 when it went well, 1 when
 * something is not proved, not found or too deep, 2 on a mistake in the command line or in a description.
 */
export const runCommandLine = (args: readonly string[]): Promise<number> => runProgram(typescriptHdl, args);
