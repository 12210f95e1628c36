// SPDX-License-Identifier: Apache-2.0
/** Findings with the line that they are about: the value underlined, whatever the line is like. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePolicy } from '../../../firmware/compile/compile.ts';
import { PolicyError } from '../../../firmware/policy/diagnostic.ts';
import { excerptOf, withExcerpts } from '../../../firmware/policy/excerpt.ts';

const said = (text: string): string => {
  try {
    withExcerpts(text, () => compilePolicy(text, 'p.yaml'));
    return '';
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.message;
  }
};

test('a finding is followed by its line', () => {
  const text =
    'vms:\n  - { name: web, mac: 52:54:00:00:00:10, quota: 10000 } # small\nrules:\n  - { to: "wbe", action: allow }\n';
  expect(said(text).split('\n')).toEqual([
    'p.yaml:2:49: quota "10000" is not a multiple of the 64-byte cell of the packet buffer; write 10048',
    '    2 |   - { name: web, mac: 52:54:00:00:00:10, quota: 10000 } # small',
    `      | ${' '.repeat(48)}^^^^^`,
    'p.yaml:4:11: to "wbe" names no VM; did you mean web?',
    '    4 |   - { to: "wbe", action: allow }',
    `      | ${' '.repeat(10)}^^^^^`,
  ]);
});

test.each([
  ['  vlans: 20', 3, '  ^^^^^'],
  ['    action: alow # no', 13, '            ^^^^'],
  ['  - { match: { source: 10.0.0.1/24 }, action: deny }', 24, `${' '.repeat(23)}^^^^^^^^^^^`],
  ['  - { match: [1, 2] }', 14, `${' '.repeat(13)}^^^^^^^^`],
  ["  - { name: 'it''s' }", 13, `${' '.repeat(12)}^^^^^^^`],
  ['  mac: 52:54:00:00:00:10', 8, `${' '.repeat(7)}${'^'.repeat(17)}`],
])('%s', (line, column, underline) => {
  expect(excerptOf(`first\n${line}\nlast`, { line: 2, column })).toEqual([`    2 | ${line}`, `      | ${underline}`]);
});

test('a long line is shown around the place, and any place of any text is harmless', () => {
  const [line, mark] = excerptOf(`${'x'.repeat(500)} value`, { line: 1, column: 502 })!;
  expect(line!.length).toBeLessThan(140);
  expect(line!.slice(mark!.indexOf('^'), mark!.lastIndexOf('^') + 1)).toBe('value');
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 400 }),
      (text, at, column) => {
        const shown = excerptOf(text, { line: at, column });
        expect(shown === undefined || (shown.length === 2 && shown[1]!.includes('^'))).toBe(true);
      },
    ),
  );
});
