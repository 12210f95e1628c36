// SPDX-License-Identifier: Apache-2.0
/** How a program ends when something goes wrong: what it prints and the exit code. */
import type { Program } from './program.ts';
import { isSystemError, systemReason } from './system-error.ts';

/** How a program ends: a text for standard error, and its exit code. */
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

const sentenceOf = ({ userErrors, describeUserError }: Program, error: Error): string | undefined => {
  if (userErrors.has(error.name)) return describeUserError?.(error.message) ?? error.message;
  return error.name === 'InputError' ? error.message : systemSentence(error);
};

/** What to print for a thrown value. `debug` adds the stack; without it a refusal shows none. */
export const reportError = (program: Program, thrown: unknown, debug: boolean): ErrorReport => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { name, exitCodes, describeDefect } = program;
  const sentence = sentenceOf(program, error);
  const short = sentence ?? describeDefect(error);
  return {
    text: `${name}: ${debug ? (error.stack ?? short) : short}`,
    exitCode: sentence === undefined ? exitCodes.defect : exitCodes.refused,
  };
};
