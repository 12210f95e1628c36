// SPDX-License-Identifier: Apache-2.0
/**
 * Every sentence of every diagnostic: the wrong example of the catalog raises it word by word as its page says, at the lines
 * that the page says; the mended one raises nothing. `UPDATE_GOLDEN=1` writes the pages anew.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { type DiagnosticCode, diagnosticCodes } from 'typescript-hdl';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from './diagnostics/catalog.ts';
import { indexText, pageText } from './diagnostics/page.ts';
import { lintExamples, type Raised, raisingSites, runExample, writeProject } from './diagnostics/run-example.ts';

const packageFolder = new URL('..', import.meta.url).pathname;
const pages = join(packageFolder, 'docs/diagnostics');
const scratch = mkdtempSync(join(packageFolder, '.snippet-'));
const folders = Object.fromEntries(
  ['wrong', 'right', 'lint'].map(name => {
    const folder = join(scratch, name);
    mkdirSync(folder);
    return [name, folder];
  }),
) as { readonly wrong: string; readonly right: string; readonly lint: string };
afterAll(() => rmSync(scratch, { recursive: true }));

/** Folders of tools around the language, whose errors are about files and commands. */
const tools = /^(api-pages|command-line|fuzz|lint|prove)\//;

const codes = Object.keys(diagnosticCodes) as DiagnosticCode[];
const isLint = (code: DiagnosticCode): boolean => code.startsWith('LINT-');
const nameOf = (code: DiagnosticCode, index: number): string => `${code.toLowerCase()}-${index + 1}`;
const raisedSites = new Set<string>();

/** What the wrong example says, and what the right one does. */
const sentences = async (
  code: DiagnosticCode,
): Promise<{ said: (Raised | undefined)[]; mended: (Raised | undefined)[] }> => {
  const said: (Raised | undefined)[] = [];
  const mended: (Raised | undefined)[] = [];
  for (const [i, { wrong, right }] of catalog[code].examples.entries()) {
    said.push(await runExample(folders.wrong, nameOf(code, i), wrong));
    mended.push(await runExample(folders.right, nameOf(code, i), right));
  }
  for (const raised of said) if (raised) raisedSites.add(raised.site);
  return { said, mended };
};

const checkPage = (code: DiagnosticCode, says: readonly string[]): void => {
  const examples = catalog[code].examples.map((example, i) => ({ ...example, says: says[i]! }));
  const text = pageText(code, catalog[code], examples);
  const path = join(pages, `${code}.md`);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(path, text);
  expect(text).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
};

describe('the page of', () => {
  it.each(codes.filter(code => !isLint(code)))('%s', async code => {
    const { said, mended } = await sentences(code);
    expect(said.map(raised => raised?.code)).toEqual(catalog[code].examples.map(() => code));
    expect(mended).toEqual(catalog[code].examples.map(() => undefined));
    checkPage(
      code,
      said.map(raised => raised!.message),
    );
  });

  describe('the lint rule', () => {
    const lintCodes = codes.filter(isLint);
    let said: ReadonlyMap<string, string>;
    beforeAll(() => {
      const programs = lintCodes.flatMap(code =>
        catalog[code].examples.flatMap(({ wrong, right }, i) => [
          [`${nameOf(code, i)}-wrong`, wrong] as const,
          [`${nameOf(code, i)}-right`, right] as const,
        ]),
      );
      said = lintExamples(folders.lint, new Map(programs));
    });

    it.each(lintCodes)('%s', code => {
      const { examples } = catalog[code];
      expect(examples.map((_, i) => said.get(`${nameOf(code, i)}-right`))).toEqual(examples.map(() => ''));
      const says = examples.map((_, i) => said.get(`${nameOf(code, i)}-wrong`)!);
      for (const text of says) expect(text).toContain(code);
      checkPage(code, says);
    });
  });

  it('every code is in the index, and no page is left over', () => {
    const path = join(pages, 'README.md');
    if (process.env['UPDATE_GOLDEN']) writeFileSync(path, indexText());
    expect(indexText()).toBe(readFileSync(path, 'utf8'));
    expect(readdirSync(pages).sort()).toEqual([...codes.map(code => `${code}.md`), 'README.md'].sort());
  });
});

describe('the catalog', () => {
  it('has an example of every line that raises a diagnostic', () => {
    const files = readdirSync(join(packageFolder, 'src'), { recursive: true, encoding: 'utf8' });
    const sites = raisingSites(
      join(packageFolder, 'src'),
      files.filter(path => path.endsWith('.ts') && path !== 'diagnostic.ts'),
    );
    expect(sites.length).toBeGreaterThan(100);
    // The writer of expressions refuses an operator that it does not know; the type of operators leaves none.
    const unreachable = /^emit\/expression\.ts:/;
    expect(sites.filter(site => !raisedSites.has(site) && !unreachable.test(site))).toEqual([]);
  });

  it('raises nothing but diagnostics in the language and its library', () => {
    const files = readdirSync(join(packageFolder, 'src'), { recursive: true, encoding: 'utf8' }).filter(
      path => path.endsWith('.ts') && !tools.test(path),
    );
    const plain = files.flatMap(path =>
      readFileSync(join(packageFolder, 'src', path), 'utf8')
        .split('\n')
        .flatMap((line, i) => (/throw new (Range|Type|Syntax)?Error\(/.test(line) ? [`${path}:${i + 1}`] : [])),
    );
    expect(plain).toEqual([]);
  });

  it('mends with programs that the compiler accepts', async () => {
    writeProject(folders.right);
    const { stdout } = await execa('npx', ['tsc', '-p', folders.right], { reject: false });
    expect(stdout).toBe('');
  });
});
