/** What happens when the other end of standard output or error goes away, or has no room. */
import { writeSync } from 'node:fs';
import { InputError } from '../input-error.ts';
import { exitCodes, reportError } from '../report-error.ts';
import { systemReason } from '../system-error.ts';

const standardError = 2;

/** Says on standard error why standard output takes no more; what cannot be said either is left to the exit code. */
const failOutput = (error: NodeJS.ErrnoException): never => {
  const what = systemReason(error) ?? error.message;
  const failure = new InputError({ where: 'standard output', what, remedy: 'send it to another place' });
  try {
    writeSync(standardError, `${reportError(failure, false).text}\n`);
  } catch {}
  process.exit(exitCodes.refused);
};

/**
 * Ends the process quietly when the reader of its output goes away early (`sluice ... | head`), and with one sentence when
 * the output cannot be written (`> /dev/full`).
 */
export const guardStandardStreams = (): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    failOutput(error);
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? 0 : exitCodes.refused),
  );
};
