// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  figuresSection,
  figuresStaleness,
  type RecordedFigures,
  withFigures,
} from '../../../src/generate/measured-figures.ts';

const root = new URL('../../../', import.meta.url).pathname;
const readme = readFileSync(`${root}README.md`, 'utf8');
const recorded: RecordedFigures = JSON.parse(readFileSync(`${root}docs/measurements.json`, 'utf8'));

test('the README shows the recorded figures', () => {
  expect(readme).toContain(figuresSection(recorded));
});

test('the section is replaced as a whole, and a change of a figure shows', () => {
  const changed = { ...recorded, lineRate: recorded.lineRate.map((row, i) => ({ ...row, value: i === 0 ? 7 : 0 })) };
  const after = withFigures(readme, changed);
  expect(after).toContain('host reads 800 ns | 7 |');
  expect(after).not.toContain(figuresSection(recorded));
  expect(withFigures(after, recorded)).toBe(readme);
});

test('a text without the section is refused', () => {
  expect(() => withFigures('nothing here', recorded)).toThrow('the text has no lines <!-- numbers: begin -->');
});

test('figures of other Verilog are shown as such', () => {
  const { verilog } = recorded;
  expect(figuresSection(recorded)).toContain(`fingerprint \`${verilog}\``);
  expect(figuresStaleness(recorded, verilog)).toEqual([]);
  expect(figuresStaleness(recorded, 'another')).toEqual([expect.stringContaining('the machine changed since')]);
});
