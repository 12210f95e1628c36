// SPDX-License-Identifier: Apache-2.0
/**
 * docs/depth.md and docs/depth-fit.json: the table is what was measured, and what was measured is what the estimate says now, for
 * every module whose Verilog is still the same.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fitSection, withFit } from '../src/generate/depth-page.ts';
import { estimateOf, type FitRecord, type FitRow, fitDesign, fitOf } from '../src/verify/depth/fit.ts';
import { fitModules } from '../src/verify/depth/fit-modules.ts';

const at = (name: string): string => new URL(`../docs/${name}`, import.meta.url).pathname;
const record = JSON.parse(readFileSync(at('depth-fit.json'), 'utf8')) as FitRecord;

test('the page shows the record', () => {
  const fresh = withFit(readFileSync(at('depth.md'), 'utf8'), record);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(at('depth.md'), fresh);
  expect(readFileSync(at('depth.md'), 'utf8')).toBe(fresh);
  expect(() => withFit('no place', record)).toThrow('no place for the comparison');
});

test('the record holds modules that there are; no estimate is too high, and half of them are exact', () => {
  const names = fitModules.map(({ name, size }) => `${name} ${size}`);
  for (const { name, size } of record.rows) expect(names).toContain(`${name} ${size}`);
  const { modules, exact, below, above } = fitOf(record.rows);
  expect(modules).toBeGreaterThanOrEqual(24);
  expect(exact / modules).toBeGreaterThan(0.5);
  expect(above).toBe(0);
  // More than that would be more than carry chains explain: see the page.
  expect(below).toBeLessThanOrEqual(5);
});

describe('what was measured', () => {
  const rows = record.rows.filter(row => row.name !== 'whole machine');
  const moduleOf = (row: FitRow) => fitModules.find(({ name, size }) => name === row.name && size === row.size)!;
  const current = rows.filter(row => fitDesign(moduleOf(row)).hash === row.hash);

  test('is of the Verilog as it is, of some modules at least', () => {
    expect(current.length, 'run `npx sluice depth --calibrate` once more').toBeGreaterThanOrEqual(6);
  });
  test.each(current)('$name ($size) has the estimate that was recorded', row => {
    expect(estimateOf(moduleOf(row)).levels).toBe(row.estimate.levels);
  });
});

test('the difference and the sentence follow from the figures', () => {
  const row = {
    name: 'a',
    size: 's',
    hash: '',
    estimate: { levels: 3, milliseconds: 1 },
    yosys: { levels: 5, seconds: 9 },
  };
  const section = fitSection({ tool: 'Yosys X', rows: [row, { ...row, name: 'b', yosys: { levels: 3, seconds: 9 } }] });
  expect(section).toContain('| a | s | 3 | 5 | -2 | 1 | 9 |\n| b | s | 3 | 3 | 0 | 1 | 9 |');
  expect(section).toContain('1 of 2 estimates are exact; the others are at most 2 too low and 0 too high. Yosys X,');
});
