// SPDX-License-Identifier: Apache-2.0
/** The pages about the parser: their generated parts are what hdl/spec says now; UPDATE_GOLDEN=1 rewrites them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parserPages, parserSections, withParserSections } from '../src/generate/parser-sections.ts';

const root = new URL('..', import.meta.url).pathname;
const sections = parserSections();

test.each(Object.entries(parserPages))('%s has its parts, up to date', (page, names) => {
  const path = root + page;
  const fresh = withParserSections(readFileSync(path, 'utf8'), sections);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(path, fresh);
  const text = readFileSync(path, 'utf8');
  expect(text).toBe(fresh);
  const found = [...text.matchAll(/<!-- generated: (\w+) -->/g)].map(([, name]) => name);
  expect(found).toEqual(names);
});

test('every part that is made is in one page', () => {
  expect(Object.values(parserPages).flat().sort()).toEqual(Object.keys(sections).sort());
});

test('a stale part is replaced, an unknown one refused', () => {
  const stale = 'a\n<!-- generated: x -->\nold\n<!-- end -->\nb\n';
  expect(withParserSections(stale, { x: 'new' })).toBe('a\n<!-- generated: x -->\n\nnew\n\n<!-- end -->\nb\n');
  expect(() => withParserSections(stale, {})).toThrow('asks for the part "x"');
});
