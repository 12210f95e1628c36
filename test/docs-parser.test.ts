// SPDX-License-Identifier: Apache-2.0
/** docs/parser.md: its generated parts are what hdl/spec says now; UPDATE_GOLDEN=1 rewrites them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parserSections, withParserSections } from '../src/generate/parser-sections.ts';

const path = new URL('../docs/parser.md', import.meta.url).pathname;
const sections = parserSections();

test('every part is in the page, and up to date', () => {
  const fresh = withParserSections(readFileSync(path, 'utf8'), sections);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(path, fresh);
  const page = readFileSync(path, 'utf8');
  expect(page).toBe(fresh);
  for (const name of Object.keys(sections)) expect(page).toContain(`<!-- generated: ${name} -->`);
});

test('a stale part is replaced, an unknown one refused', () => {
  const stale = 'a\n<!-- generated: x -->\nold\n<!-- end -->\nb\n';
  expect(withParserSections(stale, { x: 'new' })).toBe('a\n<!-- generated: x -->\n\nnew\n\n<!-- end -->\nb\n');
  expect(() => withParserSections(stale, {})).toThrow('asks for the part "x"');
});
