// SPDX-License-Identifier: Apache-2.0
import { InputError } from 'typescript-hdl/command-line';
import { inputName, readInputFile } from './read-input-file.ts';

/** Longest text that is read, in bytes: some 100,000 rules. */
export const mostTextBytes = 8 * 2 ** 20;

/** Reads a text file in UTF-8 that the user named; anything else is an InputError that ends in `remedy`. */
export const readTextFile = async (path: string, remedy: string): Promise<string> => {
  const bytes = await readInputFile(path, mostTextBytes, remedy);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new InputError({ where: inputName(path), what: 'this is not a text file in UTF-8', remedy }, { cause });
  }
};
