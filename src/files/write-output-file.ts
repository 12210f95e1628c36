import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../input-error.ts';

/** Reasons why a file cannot be written, in words, by the error code of the operating system. */
const reasons: Readonly<Record<string, InputError['problem']['what']>> = {
  EEXIST: 'a part of the path is a file, not a directory',
  ENOTDIR: 'a part of the path is a file, not a directory',
  EISDIR: 'there is a directory of this name',
  EACCES: 'the file may not be written',
  EPERM: 'the file may not be written',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

/** Writes a file that the user asked for, with the directories above it; a place that cannot be written is an InputError. */
export const writeOutputFile = async (path: string, contents: string | Uint8Array): Promise<void> => {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents);
  } catch (error) {
    const what = reasons[(error as NodeJS.ErrnoException).code ?? ''];
    if (what === undefined) throw error;
    throw new InputError({ where: path, what, remedy: 'name another place with --out' }, { cause: error });
  }
};
