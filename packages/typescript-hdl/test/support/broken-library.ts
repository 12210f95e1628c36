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

/** The source of `file` with `from`, which must stand in it exactly once, replaced by `to`. */
const changed = (file: string, from: string, to: string): string => {
  const source = onOneLine(readFileSync(join(libraryFolder, `${file}.ts`), 'utf8'));
  const parts = source.split(onOneLine(from));
  if (parts.length !== 2) throw new Error(`src/lib/${file}.ts has '${from}' ${parts.length - 1} times, not once`);
  return parts.join(to);
};

/** Runs `body` with the exports of `src/lib/<file>.ts` in which `from` reads `to`. */
export const withFault = async <T>(
  file: string,
  [from, to]: readonly [from: string, to: string],
  body: (library: any) => Promise<T>,
): Promise<T> => {
  const folder = mkdtempSync(join(packageFolder, '.fault-'));
  try {
    const text = changed(file, from, to).replaceAll(
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
