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

/** Runs `body` with the exports of `src/lib/<file>.ts` after the edits. */
export const withFault = async <T>(
  file: string,
  edits: readonly Edit[],
  body: (library: any) => Promise<T>,
): Promise<T> => {
  const folder = mkdtempSync(join(packageFolder, '.fault-'));
  try {
    const text = changed(file, edits).replaceAll(
      /'(\.\.?\/[^']+\.ts)'/g,
      (_, path) => `'${join(libraryFolder, path)}'`,
    );
    const copy = join(folder, `${file}.ts`);
    writeFileSync(copy, `${text}\n`);
    return await body(await import(copy));
  } finally {
    rmSync(folder, { recursive: true });
  }
};
