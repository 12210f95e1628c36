// SPDX-License-Identifier: Apache-2.0
/** A file or a directory that a command is told to read. */
import { statSync } from 'node:fs';
import { InputError } from '../command-line/index.ts';

/** Refuses what is no file to read TypeScript from. */
export const checkSourceFile = (file: string): void => {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new InputError({ where: file, what: 'there is no such file', remedy: 'name a TypeScript file' });
  if (found.isDirectory()) {
    throw new InputError({ where: file, what: 'it is a directory', remedy: 'name a TypeScript file' });
  }
};

/** Refuses what is no directory. */
export const checkDirectory = (path: string): void => {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new InputError({ where: path, what: 'there is no such directory', remedy: 'name a directory of the project' });
};
