/** What a stranger looks for before using the project: license, a way to report, one command that tests, the same in CI. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
const manifest = (path: string): { license?: string; scripts?: Record<string, string> } => JSON.parse(read(path));

test('every package is under the license of the repository', () => {
  expect(read('LICENSE')).toMatch(/^\s+Apache License\n\s+Version 2\.0, January 2004/);
  for (const path of ['package.json', 'packages/typescript-hdl/package.json']) {
    expect(manifest(path).license, path).toBe('Apache-2.0');
  }
});

test('npm test, make test and continuous integration are one', () => {
  expect(manifest('package.json').scripts?.['test']).toBe('make test');
  expect(read('.ci/run')).toMatch(/^make test$/m);
  const jobs = read('.github/workflows/ci.yml');
  expect([...jobs.matchAll(/- run: (.*)/g)].map(match => match[1])).toEqual(['.ci/run']);
});

test('generated files are marked as such', () => {
  const attributes = read('.gitattributes');
  for (const path of ['test/golden/*.v', 'packages/typescript-hdl/docs/api/*.md', 'docs/registers.md']) {
    expect(attributes).toContain(`${path} linguist-generated\n`);
  }
});
