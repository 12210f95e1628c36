// SPDX-License-Identifier: Apache-2.0
/** The snippets of the README run, and print what their comments say. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { typescriptHdl } from '../src/commands/program.ts';

const folder = new URL('..', import.meta.url).pathname;
const snippets = [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(
  match => match[1]!,
);

it('has snippets', () => expect(snippets.length).toBeGreaterThan(0));

it('names every command', () => {
  const page = readFileSync(join(folder, 'README.md'), 'utf8');
  const commands = typescriptHdl.commands.map(({ name }) => name);
  expect(commands).toContain('locate');
  expect(commands.filter(name => !page.includes(`| \`typescript-hdl ${name}`))).toEqual([]);
});

it.each(snippets)('runs snippet %#', async snippet => {
  const scratch = mkdtempSync(join(folder, '.snippet-'));
  try {
    writeFileSync(join(scratch, 'snippet.ts'), snippet);
    const { stdout } = await execa('node', ['--import', 'tsx', join(scratch, 'snippet.ts')]);
    for (const [, expected] of snippet.matchAll(/console\.log\([^\n]*\); \/\/ (.*)/g))
      expect(stdout).toContain(expected);
  } finally {
    rmSync(scratch, { recursive: true });
  }
});
