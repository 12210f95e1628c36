// SPDX-License-Identifier: Apache-2.0
/** Files that a user asks for: whether they can be written, and writing them. */
import { access, constants, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from './input-error.ts';
import { systemReason } from './system-error.ts';

const refuse = (where: string, error: unknown, option: string): unknown => {
  const what = systemReason(error);
  if (what === undefined) return error;
  return new InputError({ where, what, remedy: `name another place with --${option}` }, { cause: error });
};

/** Whether there is a directory; a file in its place is an error. */
const isDirectory = async (path: string, error: unknown): Promise<boolean> => {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return true;
  if (found) throw error;
  return false;
};

/**
 * Makes a directory and those above it; gives the first that was made, if any. mkdir's own `recursive` never returns where
 * the kernel says ENOENT of a directory whose parent is there, as /proc does (Node.js 20).
 */
const makeDirectory = async (path: string): Promise<string | undefined> => {
  try {
    await mkdir(path);
    return path;
  } catch (error) {
    if (await isDirectory(path, error)) return undefined;
    const parent = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path) throw error;
    const made = await makeDirectory(parent);
    if (made === undefined) throw error;
    await mkdir(path);
    return made;
  }
};

/**
 * Writes a file that the user asked for, with the directories above it; a new one can be given a mode. A place that cannot be
 * written is an InputError, which says to name another with the option.
 */
export const writeOutputFile = async (
  path: string,
  contents: string | Uint8Array,
  { option = 'out', mode }: { readonly option?: string; readonly mode?: number } = {},
): Promise<void> => {
  try {
    await makeDirectory(dirname(path));
    await writeFile(path, contents, { mode });
  } catch (error) {
    throw refuse(path, error, option);
  }
};

/**
 * Tries, before work that may take minutes, whether files can be made in a directory; makes it for that, and takes away what
 * was not there. An InputError says why they cannot, and to name another place with the option.
 */
export const checkOutputDirectory = async (path: string, option = 'out'): Promise<void> => {
  try {
    const made = await makeDirectory(path);
    await access(path, constants.W_OK | constants.X_OK);
    if (made !== undefined) await rm(made, { recursive: true });
  } catch (error) {
    throw refuse(path, error, option);
  }
};
