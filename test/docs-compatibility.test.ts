// SPDX-License-Identifier: Apache-2.0
/** The page of drivers: it has a row for each test that `make e2e` runs and no other, as its results are. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configs } from '../hdl/spec/configs.ts';
import { compatibilityPage } from '../src/generate/compatibility-page.ts';
import { caseName, type E2eResult, e2eCases, withResult } from '../src/verify/e2e/run-e2e.ts';

const page = readFileSync(new URL('../docs/compatibility.md', import.meta.url), 'utf8');
const cellsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter(line => line.startsWith('| ') && !line.startsWith('| driver'))
    .map(line => line.slice(2, -2).split(' | '));

test('docs/compatibility.md has the tests of today ("make e2e" writes it)', () => {
  const rows = cellsOf(page).map(([driver, , ring, features, vms, what]) => {
    const kind = driver!.startsWith('DPDK') ? 'dpdk' : 'linux';
    return caseName({ driver: kind, ring: ring as 'split', features: features!, vms: Number(vms), test: what! });
  });
  expect(rows).toEqual(e2eCases.map(caseName));
});

test('names of tests are different', () => {
  expect(new Set(e2eCases.map(caseName)).size).toBe(e2eCases.length);
});

const [{ run: _, ...known }] = e2eCases as [(typeof e2eCases)[number]];
const result: E2eResult = { ...known, version: 'DPDK 1', result: 'passed', frames: 1000, seconds: 10, cycles: 156_250 };

test('a row says how a test ended and what it took, or that it was not run', () => {
  const rowOf = (one: E2eResult): string[] => cellsOf(compatibilityPage(configs['10g'], [one]))[0]!.slice(6);
  expect(rowOf(result)).toEqual(['passed', '1000', '156', '1.00 us', '100']);
  expect(rowOf({ ...result, result: 'failed', reason: 'why\nmore' })).toEqual(['failed: why', '', '', '', '']);
  expect(cellsOf(compatibilityPage(configs['10g'], []))[0]![6]).toBe('skipped: not run yet');
});

test('a result takes the place of the former one of its test, and results of tests that are no more go', () => {
  const gone: E2eResult = { ...result, test: 'of long ago' };
  const again: E2eResult = { ...result, result: 'failed' };
  expect(withResult([gone, result], again)).toEqual([again]);
});

test('a test that is skipped keeps the result that it has, in the record and on the page', () => {
  const skipped: E2eResult = { ...result, version: '', result: 'skipped', reason: 'no tools', frames: 0 };
  expect(withResult([result], skipped)).toEqual([result]);
  expect(withResult([skipped], result)).toEqual([result]);
  expect(withResult([], skipped)).toEqual([skipped]);
  const config = configs['10g'];
  const former = compatibilityPage(config, [result]);
  expect(compatibilityPage(config, [skipped], former)).toBe(former);
  expect(compatibilityPage(config, [], page)).toBe(page);
  const failed: E2eResult = { ...result, version: 'DPDK 2', result: 'failed', reason: 'why' };
  expect(cellsOf(compatibilityPage(config, [failed], former))[0]!.slice(6, 7)).toEqual(['failed: why']);
  expect(cellsOf(compatibilityPage(config, [skipped], compatibilityPage(config, [])))[0]![6]).toBe('skipped: no tools');
});
