// SPDX-License-Identifier: Apache-2.0
/** The library with one fault in it: a source file changed in one place, and loaded as the module that it then is. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const packageFolder = join(import.meta.dirname, '../..');
const libraryFolder = join(packageFolder, 'src/lib');

/** Text on one line, without comment lines, so that a change of layout hides nothing. */
const onOneLine = (text: string): string =>
  text
    .replaceAll(/^\s*\/\/.*$/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** What stands in a source, exactly once, and what is to stand there instead. */
export type Edit = readonly [from: string, to: string];

/** The source of `file` with the edits made. */
const changed = (file: string, edits: readonly Edit[]): string =>
  edits.reduce(
    (source, [from, to]) => {
      const parts = source.split(onOneLine(from));
      if (parts.length !== 2) throw new Error(`src/lib/${file}.ts has '${from}' ${parts.length - 1} times, not once`);
      return parts.join(to);
    },
    onOneLine(readFileSync(join(libraryFolder, `${file}.ts`), 'utf8')),
  );

/** A faulty library: the file that is wrong, how, and the file whose exports are wanted, when it is one that imports it. */
export interface FaultyLibrary {
  readonly file: string;
  readonly edits: readonly Edit[];
  readonly entry?: string;
}

/** Runs `body` with what the faulty library exports. */
export const withFault = async <T>(
  { file, edits, entry = file }: FaultyLibrary,
  body: (library: any) => Promise<T>,
): Promise<T> => {
  const folder = mkdtempSync(join(packageFolder, '.fault-'));
  try {
    for (const name of new Set([file, entry])) {
      const text = name === file ? changed(file, edits) : readFileSync(join(libraryFolder, `${name}.ts`), 'utf8');
      // Everything but the faulty file itself is imported from its own place.
      const imports = text.replaceAll(/'(\.\.?\/[^']+\.ts)'/g, (whole, path) =>
        path === `./${file}.ts` ? whole : `'${join(libraryFolder, path)}'`,
      );
      writeFileSync(join(folder, `${name}.ts`), `${imports}\n`);
    }
    return await body(await import(join(folder, `${entry}.ts`)));
  } finally {
    rmSync(folder, { recursive: true });
  }
};
