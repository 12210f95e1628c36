// SPDX-License-Identifier: Apache-2.0
/** Runs the examples of the catalog: what they say, which line of the language says it, and what the lint rule says. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as language from 'typescript-hdl';
import { HdlError } from 'typescript-hdl';
import * as benches from 'typescript-hdl/bench';
import * as library from 'typescript-hdl/lib';
import * as proofs from 'typescript-hdl/prove';
import { findFootGuns } from '../../src/lint/foot-guns.ts';

/** Types that examples name. */
const types = ['Val', 'Shape'];
const modules = {
  'typescript-hdl': language,
  'typescript-hdl/bench': benches,
  'typescript-hdl/lib': library,
  'typescript-hdl/prove': proofs,
};

/** Whether a program has a name of its own like one of the language. */
const declares = (text: string, name: string): boolean => new RegExp(`\\bconst ${name}\\b`).test(text);

/** The program with the imports that it needs, all on one line in front of it. */
export const withImports = (text: string): string => {
  const words = new Set(text.match(/[A-Za-z]+\w*/g));
  const imports = Object.entries(modules).map(([from, exported]) => {
    const names = Object.keys(exported).filter(name => words.has(name) && !declares(text, name));
    if (from === 'typescript-hdl') names.push(...types.filter(name => words.has(name)).map(name => `type ${name}`));
    return names.length === 0 ? '' : `import { ${names.join(', ')} } from '${from}'; `;
  });
  return `${imports.join('')}\n${text}\nexport {};\n`;
};

/** What an example raised: its whole message with the example's own lines, and the line of the language that raised it. */
export interface Raised {
  readonly message: string;
  readonly code: string;
  readonly site: string;
}

/** Lines of messages that cite the example, counted as the reader of the page sees them. */
const asOnPage = (message: string, file: string): string =>
  message
    .split('\n')
    .map(line => {
      const [, path = '', number = ''] = /^ {2}at (.*):(\d+)$/.exec(line) ?? [];
      if (path === '') return line;
      if (file.endsWith(path)) return `  at example.ts:${Number(number) - 1}`;
      return `  at typescript-hdl/lib/${path.split('/').at(-1)}`;
    })
    .join('\n');

const sourceFrame = /packages\/typescript-hdl\/src\/([^:?)]+\.ts)[^:)]*:(\d+):\d+/;

/** The line of the language at which an error was made: the innermost one outside the module of diagnostics. */
const siteOf = (error: Error): string => {
  for (const line of (error.stack ?? '').split('\n    at ').slice(1)) {
    const [, path, number] = sourceFrame.exec(line) ?? [];
    if (path && path !== 'diagnostic.ts') return `${path}:${number}`;
  }
  return 'nowhere';
};

/** Runs a program; undefined when it raises nothing. Errors that are no diagnostics are thrown on. */
export const runExample = async (folder: string, name: string, text: string): Promise<Raised | undefined> => {
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, withImports(text));
  try {
    await import(/* @vite-ignore */ file);
    return undefined;
  } catch (error) {
    if (!(error instanceof HdlError)) throw error;
    return { message: asOnPage(error.message, file), code: error.code, site: siteOf(error) };
  }
};

/** What the lint rule says of programs by their names, a line for each complaint. */
export const lintExamples = (folder: string, programs: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
  for (const [name, text] of programs) writeFileSync(join(folder, `${name}.ts`), withImports(text));
  writeProject(folder);
  const said = new Map([...programs.keys()].map(name => [name, [] as string[]]));
  for (const { file, line, column, code, message } of findFootGuns(join(folder, 'tsconfig.json'), file =>
    file.startsWith(folder),
  )) {
    said
      .get(file.slice(folder.length + 1).replace('.ts', ''))
      ?.push(`example.ts:${line - 1}:${column} ${code}: ${message}`);
  }
  return new Map([...said].map(([name, lines]) => [name, lines.join('\n')]));
};

/** Writes the project file that the examples in a folder are checked under. */
export const writeProject = (folder: string): void => {
  const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../../../tsconfig.json', compilerOptions, include: ['*.ts'] }),
  );
};

/** Every place of the language's sources that raises a diagnostic, as `file.ts:line`. */
export const raisingSites = (folder: string, files: readonly string[]): string[] =>
  files.flatMap(path =>
    readFileSync(join(folder, path), 'utf8')
      .split('\n')
      .flatMap((line, i) => (/\bnew HdlError\(|(?<!const )\bcheckParameter\(/.test(line) ? [`${path}:${i + 1}`] : [])),
  );
