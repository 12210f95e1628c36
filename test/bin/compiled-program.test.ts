// SPDX-License-Identifier: Apache-2.0
/** The compiled form of the command line: made once, made anew when a source changes, and never in the way. */
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeEach, expect, onTestFinished, test } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;
const tree = mkdtempSync(join(tmpdir(), 'sluice-compiled-'));
afterAll(() => rmSync(tree, { recursive: true, force: true }));

const write = (path: string, text: string): void => {
  mkdirSync(join(tree, path, '..'), { recursive: true });
  writeFileSync(join(tree, path), text);
};

/** Prints the URL of the compiled program, and what it says. */
const script = (place: string): string => `
  import { compiledProgram } from '${place}/bin/compiled-program.js';
  const url = await compiledProgram();
  console.log(url ?? 'none', url ? (await import(url)).said : '');
`;
const run = async (place = tree): Promise<readonly [url: string, said: string]> => {
  // What is written in the same millisecond as it is compiled is compiled again.
  await new Promise(resolve => setTimeout(resolve, 20));
  const { stdout } = await execa(process.execPath, ['--input-type=module', '-e', script(place)]);
  return stdout.split(' ') as [string, string];
};

beforeEach(() => {
  rmSync(join(tree, 'build'), { recursive: true, force: true });
  cpSync(join(root, 'bin/compiled-program.js'), join(tree, 'bin/compiled-program.js'));
  for (const path of ['package-lock.json', 'packages/typescript-hdl/package.json', 'tsconfig.json']) write(path, '{}');
  write('package.json', '{ "type": "module" }');
  write('src/words.ts', `export const word: string = new URL('.', import.meta.url).pathname;\n`);
  write('src/cli.ts', `import { word } from './words.ts';\nexport const said: string = word;\n`);
  rmSync(join(tree, 'node_modules'), { force: true });
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
});

test('a source knows its place, and the program is made once', async () => {
  const [first, said] = await run();
  expect(said).toBe(join(tree, 'src/'));
  expect(await run()).toEqual([first, said]);
});

test('a source that changes, also one that is imported, is compiled anew', async () => {
  const [first] = await run();
  write('src/words.ts', `export const word = 'changed';\n`);
  const [second, said] = await run();
  expect(said).toBe('changed');
  expect(second).not.toBe(first);
});

test.each([
  ['tsconfig.json', '{ "compilerOptions": {} }'],
  ['package.json', '{ "type": "module", "version": "2.0.0" }'],
])('%s that changes compiles it anew', async (path, text) => {
  const [first] = await run();
  write(path, text);
  expect((await run())[0]).not.toBe(first);
});

test('in a tree that was moved or copied it is compiled anew: a source knows its new place', async () => {
  await run();
  const copy = `${tree}-copy`;
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  cpSync(tree, copy, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  expect((await run(copy))[1]).toBe(join(copy, 'src/'));
  const moved = `${tree}-moved`;
  onTestFinished(() => rmSync(moved, { recursive: true, force: true }));
  renameSync(copy, moved);
  expect((await run(moved))[1]).toBe(join(moved, 'src/'));
});

test('what cannot be compiled, or not be kept, is left to the sources', async () => {
  write('src/cli.ts', 'export const = ;\n');
  expect((await run())[0]).toBe('none');
  write('src/cli.ts', `export const said = 'good';\n`);
  rmSync(join(tree, 'build'), { recursive: true });
  write('build', 'a file where the directory would be');
  expect((await run())[0]).toBe('none');
  rmSync(join(tree, 'build'));
  expect((await run())[1]).toBe('good');
});

test('a manifest that makes no sense, or names a program that is gone, is written anew', async () => {
  await run();
  write('build/program/manifest.json', '{ "sources": [');
  expect((await run())[1]).toBe(join(tree, 'src/'));
  const [url] = await run();
  rmSync(new URL('.', url), { recursive: true });
  expect((await run())[1]).toBe(join(tree, 'src/'));
});
