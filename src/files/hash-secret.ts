// SPDX-License-Identifier: Apache-2.0
/** The secret of a card's hashes: a file of hexadecimal digits, drawn at random when there is none. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { InputError, writeOutputFile } from 'typescript-hdl/command-line';
import { leastSecretBytes } from '../../hdl/spec/tables/key-hash.ts';
import { readTextFile } from './read-text-file.ts';

/** Mode of a file that only its owner reads. */
const ownersOnly = 0o600;

const wanted = `name a hash secret (${2 * leastSecretBytes} hexadecimal digits or more)`;

export interface HashSecret {
  readonly secret: Uint8Array;
  /** It was drawn now. */
  readonly isNew: boolean;
  /** Writes it into its file, if that did not exist. */
  readonly keep: () => Promise<void>;
}

/** The secret in a file, or a new one. An InputError says what is wrong with the file. */
export const hashSecret = async (path: string): Promise<HashSecret> => {
  if (existsSync(path)) {
    const digits = (await readTextFile(path, wanted)).trim();
    if (!/^([0-9a-f]{2})+$/i.test(digits) || digits.length < 2 * leastSecretBytes)
      throw new InputError({ where: path, what: 'this is not a hash secret', remedy: wanted });
    return { secret: Uint8Array.from(Buffer.from(digits, 'hex')), isNew: false, keep: async () => {} };
  }
  const drawn = randomBytes(leastSecretBytes);
  const keep = (): Promise<void> =>
    writeOutputFile(path, `${drawn.toString('hex')}\n`, { option: 'secret', mode: ownersOnly });
  return { secret: Uint8Array.from(drawn), isNew: true, keep };
};
