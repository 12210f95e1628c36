// SPDX-License-Identifier: Apache-2.0
/// <reference types="node" preserve="true" />
/** Errors of the operating system in words. */

/** What is wrong with a place that is written, by error code. */
const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'a part of the path is a file, not a directory',
  ENOTDIR: 'a part of the path is a file, not a directory',
  ENOENT: 'no file can be made there',
  EISDIR: 'there is a directory of this name',
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'the file is too large for the file system',
  EIO: 'the disk has an input or output error',
  ENAMETOOLONG: 'the name is longer than any file has',
  ELOOP: 'the path leads in a circle of links',
  EMFILE: 'too many files are open',
  EINVAL: 'the file system does not take this name or these bytes',
  EBUSY: 'it is in use',
  EBADF: 'it is closed',
};

/** Whether an error came from the operating system, about a file. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'code' in error;

/** What is wrong, as a clause, for an error of the operating system about writing; undefined for another error. */
export const systemReason = (error: unknown): string | undefined => {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_ARG_VALUE')
    return 'the name holds a NUL';
  return isSystemError(error) ? (reasons[error.code ?? ''] ?? `the system refuses it (${error.code})`) : undefined;
};
