// SPDX-License-Identifier: Apache-2.0
/** The documents keep up with the product: every command in them exists and every relative link leads somewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../src/commands/index.ts';
import { anchorsOf, commandLinesOf, type KnownCommands, linksOf, refusalOf } from './support/documents.ts';
import { wordsToAvoid } from './support/words.ts';

const root = new URL('..', import.meta.url).pathname;
const directories = ['docs', 'packages', 'hdl', 'firmware', 'sim', 'src', 'examples', 'boards', 'test'];
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const documents = [
  ...readdirSync(root).filter(name => name.endsWith('.md')),
  ...directories
    .filter(directory => existsSync(join(root, directory)))
    .flatMap(directory =>
      readdirSync(join(root, directory), { recursive: true })
        .map(name => `${directory}/${name}`)
        .filter(path => path.endsWith('.md') && !path.includes('node_modules')),
    ),
];

const known: KnownCommands = {
  targets: new Set([...read('Makefile').matchAll(/^([a-z-]+):.*## /gm)].map(match => match[1]!)),
  commands: new Set(commands.map(({ name }) => name)),
  exists: path => existsSync(join(root, path)),
};

describe.each(documents)('%s', path => {
  const text = read(path);

  test('names only commands that exist', () => {
    const refusals = commandLinesOf(text).flatMap(line => refusalOf(line, known) ?? []);
    expect(refusals).toEqual([]);
  });

  test('links only to what is there', () => {
    const broken = linksOf(text).filter(link => {
      const [file, anchor] = link.split('#');
      const target = file === '' ? join(root, path) : join(root, dirname(path), file!);
      if (!existsSync(target)) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  test('is in plain words', () => {
    expect(wordsToAvoid(text)).toEqual([]);
  });
});

test('the README gives the commands that a new user needs', () => {
  const lines = commandLinesOf(read('README.md'));
  for (const line of ['make demo', 'make test', 'make help', 'npx sluice --help']) expect(lines).toContain(line);
});

describe('the check itself', () => {
  const some: KnownCommands = {
    targets: new Set(['test']),
    commands: new Set(['emit']),
    exists: path => path === 'test/a.test.ts' || path === 'examples/run.sh',
  };

  test.each([
    'make test',
    'V=1 make test',
    'npx sluice --help',
    'SLUICE_DEBUG=1 npx sluice emit --out x',
    'node bin/sluice.js emit',
    'npx vitest run test/a.test.ts',
    'sudo examples/run.sh --install',
  ])('accepts "%s"', line => {
    expect(refusalOf(line, some)).toBeUndefined();
  });

  test.each([
    'make tests',
    'make',
    'npx sluice emti',
    'npx sluice',
    'npx vitest run test/b.test.ts',
    'examples/walk.sh',
    'cargo build',
  ])('refuses "%s"', line => {
    expect(refusalOf(line, some)).toContain(line);
  });

  test('finds command lines in sh blocks alone, without comments', () => {
    const text = '```sh\nmake a  # why\n\n# note\nmake b \\\n  -j\n```\n```ts\nmake c\n```\nmake d\n';
    expect(commandLinesOf(text)).toEqual(['make a', 'make b -j']);
  });

  test.each([
    ['what stands after it', ['line 1: "stands"; write is, are, or was']],
    ['a\nbehind the parser', ['line 2: "behind"; write after, or beyond']],
    ['understands `what stands behind`, outstanding reads; it stands for a wire, and the line behind it', []],
    ['```\nit stands\n```\n[a](stands.md)', []],
  ])('finds words that are not plain in %j', (text, found) => {
    expect(wordsToAvoid(text)).toEqual(found);
  });

  test('finds links outside code and anchors of headings', () => {
    const text =
      '# Two `words`, here\n[a](b.md) [c](https://example.test/x) `[d](e.md)` [f](#g)\n```\n[h](i.md)\n```\n';
    expect(linksOf(text)).toEqual(['b.md', '#g']);
    expect(anchorsOf(text)).toEqual(['two-words-here']);
  });
});
