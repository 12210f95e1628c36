// SPDX-License-Identifier: Apache-2.0
/** The system packages that Sluice needs, from the list that `make setup` installs from. */
import { accessSync, constants, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

export interface NeededPackage {
  readonly debianPackage: string;
  /** Name of a program on the PATH, or an absolute path, that is there once the package is. */
  readonly proof: string;
  readonly reason: string;
}

const list = new URL('./packages.txt', import.meta.url);

/** Every package of packages.txt, in its order. */
export const neededPackages = async (): Promise<readonly NeededPackage[]> => {
  const lines = (await readFile(list, 'utf8')).split('\n').filter(line => line.trim() !== '' && !line.startsWith('#'));
  return lines.map(line => {
    const [debianPackage, proof, reason] = line.split('|').map(part => part.trim());
    if (!debianPackage || !proof || !reason) throw new Error(`packages.txt: "${line}" has not three parts`);
    return { debianPackage, proof, reason };
  });
};

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where the proof of a package was found; undefined when the package is missing. */
export const findProof = (proof: string, path = process.env.PATH ?? ''): string | undefined => {
  if (proof.startsWith('/')) return existsSync(proof) ? proof : undefined;
  const candidates = path.split(delimiter).filter(directory => directory !== '');
  return candidates.map(directory => join(directory, proof)).find(isExecutable);
};
