// SPDX-License-Identifier: Apache-2.0
/** The snippets of the page on simulation run and print what their comments say. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, it } from 'vitest';

const folder = new URL('..', import.meta.url).pathname;
const snippets = [...readFileSync(join(folder, 'docs/simulation.md'), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(
  match => match[1]!,
);
const scratch = mkdtempSync(join(folder, '.snippet-'));
afterAll(() => rmSync(scratch, { recursive: true }));

it('has snippets', () => expect(snippets).toHaveLength(4));

it.each(snippets)('runs snippet %#', async snippet => {
  const expected = [...snippet.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(match => match[1]!);
  expect(expected.length).toBeGreaterThan(0);
  writeFileSync(join(scratch, 'snippet.ts'), snippet);
  const { stdout } = await execa('node', ['--import', 'tsx', 'snippet.ts'], { cwd: scratch });
  expect(stdout.split('\n')).toEqual(expected);
});
