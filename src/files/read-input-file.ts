// SPDX-License-Identifier: Apache-2.0
/** Files that the user named for reading; `-` is standard input. */
import { constants, createReadStream, openSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { InputError } from 'typescript-hdl/command-line';

/** Reasons why a file cannot be read, in words, by the error code of the operating system. */
const reasons: Readonly<Record<string, Pick<InputError['problem'], 'what' | 'remedy'>>> = {
  ENOENT: { what: 'there is no such file', remedy: 'check the path' },
  ENOTDIR: { what: 'a part of the path is not a directory', remedy: 'check the path' },
  ENAMETOOLONG: { what: 'the name is longer than any file has', remedy: 'check the path' },
  ELOOP: { what: 'the path leads in a circle of links', remedy: 'check the path' },
  EISDIR: { what: 'this is a directory', remedy: 'name a file in it' },
  EACCES: { what: 'the file may not be read', remedy: 'change its permissions' },
  EPERM: { what: 'the file may not be read', remedy: 'change its permissions' },
};

/** What messages call an input that the user named. */
export const inputName = (path: string): string => (path === '-' ? 'standard input' : path);

const inputFileError = (path: string, error: unknown): unknown => {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === 'ERR_INVALID_ARG_VALUE')
    return new InputError({ where: path, what: 'the name holds a NUL', remedy: 'check the path' });
  if (syscall === undefined) return error;
  const reason = reasons[code ?? ''] ?? { what: `it cannot be read (${code})`, remedy: 'check the file' };
  return new InputError({ where: inputName(path), ...reason }, { cause: error });
};

/**
 * A named pipe is waited for by the event loop: a read that blocks a thread of the pool would also hold the end of the
 * process. Opened without blocking, it gives its end when a writer has come and gone, not before.
 */
const openPipe = (path: string): Readable =>
  new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), readable: true, writable: false });

let stdinIsTaken = false;

const openInput = async (path: string): Promise<Readable> => {
  if (path === '-') {
    // A second reader would find it at its end, as if it were empty.
    if (stdinIsTaken)
      throw new InputError({
        where: inputName(path),
        what: 'it can be read once, but is named twice',
        remedy: 'name a file in place of one "-"',
      });
    stdinIsTaken = true;
    return process.stdin;
  }
  return (await stat(path)).isFIFO() ? openPipe(path) : createReadStream(path);
};

/** The bytes of a file as they arrive, also of a pipe that is still written; a file that cannot be read is an InputError. */
export async function* inputChunks(path: string): AsyncGenerator<Uint8Array, void, void> {
  try {
    for await (const chunk of await openInput(path)) yield chunk;
  } catch (error) {
    throw inputFileError(path, error);
  }
}

/** Reads a whole file of at most `most` bytes, no further; any other is an InputError, which ends in `remedy` if it is longer. */
export const readInputFile = async (path: string, most: number, remedy: string): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of inputChunks(path)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length <= most) continue;
    throw new InputError({ where: inputName(path), what: `this is longer than ${most / 2 ** 20} MiB`, remedy });
  }
  return Buffer.concat(chunks);
};
