import { readFile } from 'node:fs/promises';
import { InputError } from '../input-error.ts';

/** Reasons why a file cannot be opened, in words, by the error code of the operating system. */
const reasons: Readonly<Record<string, Pick<InputError['problem'], 'what' | 'remedy'>>> = {
  ENOENT: { what: 'there is no such file', remedy: 'check the path' },
  ENOTDIR: { what: 'a part of the path is not a directory', remedy: 'check the path' },
  EISDIR: { what: 'this is a directory', remedy: 'name a file in it' },
  EACCES: { what: 'the file may not be read', remedy: 'change its permissions' },
  EPERM: { what: 'the file may not be read', remedy: 'change its permissions' },
  ERR_FS_FILE_TOO_LARGE: { what: 'the file is larger than 2 GiB', remedy: 'split it (editcap -c 1000000 IN OUT)' },
};

/** Reads a whole file that the user named; a file that cannot be read is an InputError. */
export const readInputFile = async (path: string): Promise<Uint8Array> => {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
    if (reason === undefined) throw error;
    throw new InputError({ where: path, ...reason }, { cause: error });
  }
};
