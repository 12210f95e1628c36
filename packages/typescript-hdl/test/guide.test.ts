// SPDX-License-Identifier: Apache-2.0
/** The guide: every snippet compiles, runs, and prints what its chapter shows. UPDATE_GUIDE=1 writes the shown output anew. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from 'typescript-hdl/lib';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '../src/commands/program.ts';
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

it('names everything that the library exports', () => {
  const chapter = chapters.find(({ name }) => name === '08-library.md')!.page;
  expect(Object.keys(library).filter(name => !chapter.includes(`\`${name}\``))).toEqual([]);
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

/** A command line of a chapter; its output where the chapter shows one. */
interface ShownCommand {
  readonly line: string;
  readonly output: string | undefined;
}

/** Command lines stand in `text` blocks; after a `$ ` with their output below them. */
const commandsOf = (page: string): ShownCommand[] =>
  [...page.matchAll(/^```text\n((?:\$ )?typescript-hdl [\s\S]*?)^```$/gm)].flatMap(([, block]): ShownCommand[] => {
    const lines = block!.trimEnd().split('\n');
    return lines[0]!.startsWith('$ ')
      ? [{ line: lines[0]!.slice(2), output: lines.slice(1).join('\n') }]
      : lines.map(line => ({ line, output: undefined }));
  });

/** Runs a command line of the package's folder in this process, with `build` in the scratch folder. */
const runShown = async (line: string): Promise<string> => {
  const said: unknown[] = [];
  const spies = [process.stdout, process.stderr].map(stream =>
    vi.spyOn(stream, 'write').mockImplementation(text => said.push(text) > 0),
  );
  try {
    const words = line.split(' ').slice(1);
    await runCommandLine(
      words.map(word => word.replace(/^examples\//, `${folder}examples/`).replace(/^build\//, `${scratch}/build/`)),
    );
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  const own = `${folder.slice(process.cwd().length + 1)}`;
  return said
    .join('')
    .trimEnd()
    .replaceAll(`${scratch.slice(process.cwd().length + 1)}/`, '')
    .replaceAll(own, '');
};

const shown = chapters.map(({ name, page }) => ({ name, commands: commandsOf(page) }));

it.each(shown.filter(({ commands }) => commands.length > 0))(
  'the command lines of $name work',
  async ({ commands }) => {
    for (const { line, output } of commands) {
      const said = await runShown(line);
      if (output === undefined) expect(said).not.toMatch(/^typescript-hdl: /);
      else expect(said).toBe(output);
    }
  },
);
