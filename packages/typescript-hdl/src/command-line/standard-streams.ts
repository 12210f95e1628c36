// SPDX-License-Identifier: Apache-2.0
/** What happens when the other end of standard output or error goes away, or has no room. */
import { writeSync } from 'node:fs';
import { InputError } from './input-error.ts';
import type { Program } from './program.ts';
import { reportError } from './report-error.ts';
import { systemReason } from './system-error.ts';

const standardError = 2;

/** Says on standard error why standard output takes no more; what cannot be said either is left to the exit code. */
const failOutput = (program: Program, error: NodeJS.ErrnoException): never => {
  const what = systemReason(error) ?? error.message;
  const failure = new InputError({ where: 'standard output', what, remedy: 'send it to another place' });
  try {
    writeSync(standardError, `${reportError(program, failure, false).text}\n`);
  } catch {}
  process.exit(program.exitCodes.refused);
};

const guarded = new WeakSet<NodeJS.WritableStream>();

const guard = (stream: NodeJS.WritableStream, onError: (error: NodeJS.ErrnoException) => void): void => {
  if (guarded.has(stream)) return;
  guarded.add(stream);
  stream.on('error', onError);
};

/**
 * Ends the process quietly when the reader of its output goes away early (`sluice ... | head`), and with one sentence when
 * the output cannot be written (`> /dev/full`).
 */
export const guardStandardStreams = (program: Program): void => {
  guard(process.stdout, error => {
    if (error.code === 'EPIPE') process.exit(0);
    failOutput(program, error);
  });
  guard(process.stderr, error => process.exit(error.code === 'EPIPE' ? 0 : program.exitCodes.refused));
};
