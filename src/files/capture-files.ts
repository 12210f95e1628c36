// SPDX-License-Identifier: Apache-2.0
/** Captures named by one path. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from 'typescript-hdl/command-line';

const captureName = /\.(pcap|pcapng|cap)(\.gz)?$/;

/** The path itself if it is a file, else every capture in the directory, sorted; an InputError when it holds none. */
export const captureFiles = async (path: string): Promise<readonly string[]> => {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) return [path];
  const names = (await readdir(path, { recursive: true })).filter(name => captureName.test(name)).sort();
  if (names.length > 0) return names.map(name => join(path, name));
  throw new InputError({
    where: path,
    what: 'the directory holds no capture',
    remedy: 'name one with files that end in .pcap, .pcapng or .cap (also with .gz)',
  });
};
