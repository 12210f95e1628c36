// SPDX-License-Identifier: Apache-2.0
/** What a stranger looks for before using the project: license, a way to report, one command that tests, the same in CI. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { isLicensed, isSource, licensed, sourcesBelow } from './support/license-lines.ts';

const root = new URL('..', import.meta.url).pathname;
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
interface Manifest {
  readonly license?: string;
  readonly scripts?: Record<string, string>;
  readonly engines?: { readonly node: string };
}
const manifest = (path: string): Manifest => JSON.parse(read(path));

test('every package is under the license of the repository', () => {
  expect(read('LICENSE')).toMatch(/^\s+Apache License\n\s+Version 2\.0, January 2004/);
  for (const path of ['package.json', 'packages/typescript-hdl/package.json']) {
    expect(manifest(path).license, path).toBe('Apache-2.0');
  }
});

test('every package asks for the Node.js that its packages ask for, and so does the command', async () => {
  const command: { isSupported: (version: string) => boolean } = await import(`${root}bin/node-version.js`);
  const { node } = manifest('node_modules/yargs/package.json').engines!;
  for (const path of ['package.json', 'packages/typescript-hdl/package.json'])
    expect(manifest(path).engines?.node, path).toBe(node);
  expect(node).toBe('^20.19.0 || ^22.12.0 || >=23');
  expect(
    ['20.19.0', '20.20.1', '22.12.0', '23.0.0', '24.1.0', '100.0.0'].filter(one => !command.isSupported(one)),
  ).toEqual([]);
  expect(['18.20.0', '20.18.9', '21.7.3', '22.11.0', '2.20.0'].filter(command.isSupported)).toEqual([]);
});

/** Without its line a source does not say its license once it is copied; UPDATE_GOLDEN=1 writes the lines that lack. */
test('every source names its license', () => {
  const sources = sourcesBelow(root);
  for (const path of ['Makefile', '.ci/run', 'hdl/top.ts', 'sim/harness/core/main.cpp', 'bin/sluice.js']) {
    expect(sources).toContain(path);
  }
  const lacking = sources.filter(path => !isLicensed(path, read(path)));
  if (process.env['UPDATE_GOLDEN']) for (const path of lacking) writeFileSync(root + path, licensed(path, read(path)));
  expect(lacking.filter(path => !isLicensed(path, read(path)))).toEqual([]);
});

test('a source without the line, or with it elsewhere, is told', () => {
  const line = '// SPDX-License-Identifier: Apache-2.0\n';
  expect(isLicensed('hdl/new.ts', `${line}/** New. */\n`)).toBe(true);
  expect(isLicensed('hdl/new.ts', '/** New. */\n')).toBe(false);
  expect(isLicensed('hdl/new.ts', `/** New. */\n${line}`)).toBe(false);
  expect(isLicensed('hdl/new.ts', line.replace('Apache-2.0', 'MIT'))).toBe(false);
  expect(isLicensed('run.sh', `#!/bin/sh\n${line.replace('//', '#')}`)).toBe(true);
  expect(licensed('run.sh', '#!/bin/sh\ntrue\n')).toBe(`#!/bin/sh\n${line.replace('//', '#')}true\n`);
  expect(licensed('a.hpp', '#pragma once\n')).toBe(`${line}#pragma once\n`);
  expect(['a.md', 'test/golden/a.v', 'node_modules/a.ts'].filter(isSource)).toEqual([]);
});

test('npm test, make test and continuous integration are one', () => {
  expect(manifest('package.json').scripts?.['test']).toBe('make test');
  expect(read('.ci/run')).toMatch(/^make test$/m);
  const jobs = read('.github/workflows/ci.yml');
  expect([...jobs.matchAll(/- run: (.*)/g)].map(match => match[1]).at(-1)).toBe('.ci/run');
  for (const system of ['debian:12', 'debian:13']) expect(jobs).toContain(`'${system}'`);
});

test('generated files are marked as such', () => {
  const attributes = read('.gitattributes');
  for (const path of [
    'test/golden/*.v',
    'packages/typescript-hdl/docs/api/*.md',
    'docs/registers.md',
    'sim/harness/core/numbers.hpp',
  ]) {
    expect(attributes).toContain(`${path} linguist-generated\n`);
  }
});

test('a fault is reported with its input, and a vulnerability in private', () => {
  const form = parse(read('.github/ISSUE_TEMPLATE/fault.yml')) as {
    body: { id?: string; attributes: { value?: string }; validations?: { required: boolean } }[];
  };
  const required = form.body.filter(({ validations }) => validations?.required).map(({ id }) => id);
  expect(required).toEqual(['seen', 'expected', 'input', 'versions']);
  expect(form.body[0]!.attributes.value).toContain('SECURITY.md');
  expect(read('CODE_OF_CONDUCT.md')).toContain('(SECURITY.md)');
});

test('what is cited is what is published', () => {
  const cited = parse(read('CITATION.cff')) as Record<string, unknown>;
  const { license, version } = JSON.parse(read('package.json')) as Record<string, unknown>;
  expect(cited).toMatchObject({ 'cff-version': '1.2.0', type: 'software', title: 'Sluice', license, version });
  expect(cited['authors']).toEqual([{ name: 'The Sluice authors' }]);
});

test('the targets that templates and the dev container name exist', () => {
  const makefile = read('Makefile');
  const named = [read('.github/PULL_REQUEST_TEMPLATE.md'), read('.devcontainer/devcontainer.json')]
    .flatMap(text => [...text.matchAll(/\bmake ([\w-]+)/g)])
    .map(match => match[1]!);
  expect(new Set(named)).toEqual(new Set(['lint', 'test', 'setup']));
  for (const target of named) expect(makefile).toMatch(new RegExp(`^${target}:`, 'm'));
});
