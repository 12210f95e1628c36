// SPDX-License-Identifier: Apache-2.0
/** The direction of imports, and that there are no cycles: in the repository, and on made-up trees that break each rule. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  areaOf,
  entriesOf,
  forbiddenImports,
  importCycles,
  importsOf,
  type SourceTree,
  sharedNames,
} from './support/import-rules.ts';

const root = new URL('..', import.meta.url).pathname;
const directories = ['packages', 'hdl', 'firmware', 'sim', 'src', 'bin', 'test'];

const repository = (): SourceTree => {
  const files = directories
    .flatMap(directory => readdirSync(join(root, directory), { recursive: true }).map(name => `${directory}/${name}`))
    .filter(path => /\.(ts|js)$/.test(path) && !path.includes('node_modules'));
  return new Map(files.map(path => [path, readFileSync(join(root, path), 'utf8')]));
};

const entries = entriesOf(JSON.parse(readFileSync(join(root, 'packages/typescript-hdl/package.json'), 'utf8')));

/** A tree from a list of `path: import, import`. */
const madeUp = (files: Readonly<Record<string, readonly string[]>>): SourceTree =>
  new Map(
    Object.entries(files).map(([path, imports]) => [
      path,
      imports.map(name => `import { x } from '${name}';`).join('\n'),
    ]),
  );

describe('the repository', () => {
  const tree = repository();

  test('is read: every area has sources', () => {
    const areas = new Set([...tree.keys()].map(areaOf));
    for (const area of [
      'language',
      'hdl/spec',
      'hdl/lib',
      'firmware/oracle',
      'sim',
      'sim/model',
      'src',
      'bin',
      'test',
    ]) {
      expect(areas).toContain(area);
    }
  });

  test('imports only in the directions that its layout allows', () => {
    expect(forbiddenImports({ tree, entries })).toEqual([]);
  });

  test('has no import cycles', () => {
    expect(importCycles({ tree, entries })).toEqual([]);
  });

  test('names no two files of machine, firmware and models alike', () => {
    expect(sharedNames(tree, ['hdl', 'firmware', 'sim/model'])).toEqual([]);
  });

  test('has a source for every entry of the language', () => {
    expect(entries.get('typescript-hdl/locate')).toBe('packages/typescript-hdl/src/locate/index.ts');
    expect([...entries].filter(([, file]) => !tree.has(file))).toEqual([]);
  });
});

describe('the rules', () => {
  const sound = madeUp({
    'packages/typescript-hdl/src/index.ts': ['./bits.ts'],
    'packages/typescript-hdl/src/bits.ts': ['node:fs'],
    'packages/typescript-hdl/test/bits.test.ts': ['../src/bits.ts', 'vitest'],
    'packages/typescript-hdl/src/words.ts': [],
    'packages/typescript-hdl/src/names.ts': [],
    'packages/typescript-hdl/src/ir/signal.ts': ['../names.ts'],
    'hdl/spec/field.ts': [],
    'hdl/lib/fifo.ts': ['typescript-hdl'],
    'hdl/parser/parser.ts': ['typescript-hdl', '../spec/field.ts', '../lib/fifo.ts', './walk.ts'],
    'hdl/parser/walk.ts': [],
    'hdl/dma/host/window.ts': [],
    'hdl/virtqueue/ring.ts': ['../dma/host/window.ts'],
    'hdl/dma/rx/rx.ts': ['../../virtqueue/ring.ts', '../host/window.ts'],
    'hdl/buffer/buffer.ts': [],
    'hdl/top.ts': ['./parser/parser.ts', './dma/rx/rx.ts'],
    'firmware/policy/policy.ts': ['../../hdl/spec/field.ts', 'typescript-hdl/words', 'yaml'],
    'firmware/compile/compile.ts': ['../policy/policy.ts'],
    'hdl/spec/configs.ts': [],
    'firmware/oracle/oracle.ts': ['../policy/policy.ts', '../../hdl/spec/configs.ts'],
    'sim/model/parser.ts': ['../../hdl/spec/field.ts'],
    'sim/run.ts': ['typescript-hdl', '../hdl/top.ts', './model/parser.ts'],
    'src/cli.ts': ['../sim/run.ts', '../firmware/compile/compile.ts', '../hdl/top.ts'],
    'bin/sluice.js': ['../src/cli.ts'],
    'test/cli.test.ts': ['../src/cli.ts', '../packages/typescript-hdl/test/bits.test.ts'],
  });

  test('accept a sound tree', () => {
    expect(forbiddenImports({ tree: sound, entries })).toEqual([]);
    expect(importCycles({ tree: sound, entries })).toEqual([]);
  });

  test.each([
    ['packages/typescript-hdl/src/bits.ts', '../../../hdl/spec/field.ts', 'language', 'hdl/spec'],
    ['hdl/spec/field.ts', 'typescript-hdl', 'hdl/spec', 'language'],
    ['hdl/spec/field.ts', '../lib/fifo.ts', 'hdl/spec', 'hdl/lib'],
    ['hdl/lib/fifo.ts', '../parser/parser.ts', 'hdl/lib', 'hdl/stage/parser'],
    ['hdl/parser/parser.ts', '../buffer/buffer.ts', 'hdl/stage/parser', 'hdl/stage/buffer'],
    ['hdl/buffer/buffer.ts', '../virtqueue/ring.ts', 'hdl/stage/buffer', 'hdl/virtqueue'],
    ['hdl/virtqueue/ring.ts', '../dma/rx/rx.ts', 'hdl/virtqueue', 'hdl/dma/rx'],
    ['hdl/dma/host/window.ts', '../../virtqueue/ring.ts', 'hdl/dma/host', 'hdl/virtqueue'],
    ['hdl/dma/rx/rx.ts', '../../top.ts', 'hdl/dma/rx', 'hdl/top'],
    ['firmware/compile/compile.ts', '../../sim/model/parser.ts', 'firmware/compile', 'sim/model'],
    ['firmware/oracle/oracle.ts', '../compile/compile.ts', 'firmware/oracle', 'firmware/compile'],
    ['firmware/oracle/oracle.ts', '../../hdl/spec/field.ts', 'firmware/oracle', 'hdl/spec'],
    ['firmware/policy/policy.ts', 'typescript-hdl', 'firmware/policy', 'language'],
    ['packages/typescript-hdl/src/words.ts', './bits.ts', 'language/words', 'language'],
    ['packages/typescript-hdl/src/ir/signal.ts', '../bits.ts', 'language/ir', 'language'],
    ['firmware/policy/policy.ts', '../oracle/oracle.ts', 'firmware/policy', 'firmware/oracle'],
    ['sim/model/parser.ts', '../../firmware/policy/policy.ts', 'sim/model', 'firmware/policy'],
    ['sim/model/parser.ts', '../run.ts', 'sim/model', 'sim'],
    ['sim/run.ts', '../src/cli.ts', 'sim', 'src'],
    ['src/cli.ts', '../test/cli.test.ts', 'src', 'test'],
    ['hdl/top.ts', '../src/cli.ts', 'hdl/top', 'src'],
  ])('refuse %s importing %s', (from, specifier, fromArea, toArea) => {
    const broken = new Map(sound).set(from, `import type { y } from '${specifier}';`);
    const complaints = forbiddenImports({ tree: broken, entries });
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toMatch(new RegExp(`^${from} \\(${fromArea}\\) may not import \\S+ \\(${toArea}\\)$`));
  });

  test('refuse a missing file and a way round the package name', () => {
    const broken = madeUp({
      'packages/typescript-hdl/src/index.ts': [],
      'hdl/lib/fifo.ts': ['./missing.ts', '../../packages/typescript-hdl/src/index.ts'],
    });
    expect(forbiddenImports({ tree: broken, entries })).toEqual([
      'hdl/lib/fifo.ts imports ./missing.ts, which does not exist',
      'hdl/lib/fifo.ts reaches into the package by ../../packages/typescript-hdl/src/index.ts; import typescript-hdl',
    ]);
  });

  test('find a cycle, also through another area', () => {
    const cyclic = madeUp({
      'hdl/lib/a.ts': ['./b.ts'],
      'hdl/lib/b.ts': ['typescript-hdl', './c.ts'],
      'hdl/lib/c.ts': ['./b.ts'],
      'packages/typescript-hdl/src/index.ts': ['./index.ts'],
    });
    expect(importCycles({ tree: cyclic, entries })).toEqual([
      'packages/typescript-hdl/src/index.ts -> packages/typescript-hdl/src/index.ts',
      'hdl/lib/b.ts -> hdl/lib/c.ts -> hdl/lib/b.ts',
    ]);
  });

  test.each(['packages/typescript-hdl/src', 'hdl/lib'])('find a cycle of types too: %s', directory => {
    const tree = new Map([
      [`${directory}/a.ts`, "import { b } from './b.ts';"],
      [`${directory}/b.ts`, "import type { a } from './a.ts';"],
    ]);
    expect(importCycles({ tree, entries })).toEqual([`${directory}/a.ts -> ${directory}/b.ts -> ${directory}/a.ts`]);
  });

  test('know the entries of the package and no others', () => {
    const tree = madeUp({
      'packages/typescript-hdl/src/index.ts': [],
      'packages/typescript-hdl/src/lib/index.ts': [],
      'hdl/lib/a.ts': ['typescript-hdl', 'typescript-hdl/lib', 'typescript-hdl/secret'],
      'hdl/spec/b.ts': ['typescript-hdl/lib'],
    });
    expect(forbiddenImports({ tree, entries })).toEqual([
      'hdl/lib/a.ts imports typescript-hdl/secret, which does not exist',
      'hdl/spec/b.ts (hdl/spec) may not import packages/typescript-hdl/src/lib/index.ts (language)',
    ]);
  });

  test('find files that share a name', () => {
    const tree = madeUp({ 'hdl/a/key.ts': [], 'firmware/b/key.ts': [], 'src/key.ts': [], 'hdl/a/other.ts': [] });
    expect(sharedNames(tree, ['hdl', 'firmware'])).toEqual(['key: hdl/a/key.ts, firmware/b/key.ts']);
  });

  test('see every form of import and nothing in comments or text', () => {
    const source = [
      "import a from 'a';",
      "import type { b } from 'b';",
      "import {\n  type c,\n  d,\n} from 'c';",
      "import 'd';",
      "export * from 'e';",
      "export type { f } from 'f';",
      "const g = await import('g');",
      "// import x from 'comment';",
      "/** import x from 'doc'; */",
      "const path = 'x'; // import('trailing')",
      "const text = `see https://example.test`; import h from 'ignored-not-at-line-start';",
      "export const from = 'not-an-import';",
    ].join('\n');
    const found = importsOf(source);
    expect(found.map(({ specifier }) => specifier)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(found.filter(({ typeOnly }) => typeOnly).map(({ specifier }) => specifier)).toEqual(['b', 'f']);
  });
});
