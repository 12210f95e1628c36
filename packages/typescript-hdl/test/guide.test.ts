/** The guide: every snippet compiles, runs, and prints what its chapter shows. UPDATE_GUIDE=1 writes the shown output anew. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runSnippet, snippetsOf, typeErrors } from './support/snippets.ts';

const folder = new URL('..', import.meta.url).pathname;
const guide = join(folder, 'docs/guide');
const scratch = mkdtempSync(join(folder, '.guide-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const chapters = readdirSync(guide)
  .filter(name => /^\d\d-.*\.md$/.test(name))
  .map(name => {
    const page = readFileSync(join(guide, name), 'utf8');
    const snippets = snippetsOf(page).map((snippet, i) => {
      const path = join(scratch, `chapter-${name.slice(0, 2)}-${i + 1}.ts`);
      writeFileSync(path, snippet.code);
      return { ...snippet, path };
    });
    return { name, page, snippets };
  });

it('has all chapters, linked from its list in order', () => {
  const links = [...readFileSync(join(guide, 'README.md'), 'utf8').matchAll(/\]\((\d\d-[^)]*\.md)\)/g)];
  expect(chapters.length).toBeGreaterThanOrEqual(13);
  expect(links.map(match => match[1])).toEqual(chapters.map(({ name }) => name));
});

it('compiles', () => {
  expect(typeErrors(scratch.replace(/\/$/, ''), '../../../tsconfig.json')).toEqual([]);
});

describe.each(chapters)('$name', ({ name, page, snippets }) => {
  const outputs = new Map<string, string>();
  it.each(snippets)('prints what it shows at line $line', async ({ path, expected }) => {
    const printed = await runSnippet(path);
    outputs.set(path, printed.join('\n'));
    if (process.env['UPDATE_GUIDE']) return;
    expect(printed).toEqual(expected);
    expect(printed.length).toBeGreaterThan(0);
  });
  afterAll(() => {
    if (!process.env['UPDATE_GUIDE']) return;
    let text = page;
    for (const { output, path } of snippets.toReversed()) {
      if (output) text = `${text.slice(0, output[0])}${outputs.get(path)}\n${text.slice(output[1])}`;
    }
    writeFileSync(join(guide, name), text);
  });
});
