// SPDX-License-Identifier: Apache-2.0
/** The mutants are of the sources as they are, and a run of one tells a fault that is found from one that is not. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { allMutants } from '../../../../src/verify/mutants/all-mutants.ts';
import { type Mutant, mutated } from '../../../../src/verify/mutants/mutant.ts';
import { runMutants } from '../../../../src/verify/mutants/run-mutants.ts';

const root = new URL('../../../../', import.meta.url).pathname;
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('the list', () => {
  test('has sixty mutants and more, of different names, for the rules that are of logic', () => {
    expect(allMutants.length).toBeGreaterThanOrEqual(60);
    expect(new Set(allMutants.map(({ name }) => name)).size).toBe(allMutants.length);
    const rules = new Set(allMutants.map(({ rule }) => rule));
    expect([...rules].sort()).toEqual(['I1', 'I10', 'I11', 'I12', 'I14', 'I2', 'I3', 'I4', 'I6', 'I8', 'I9']);
  });

  test.each(allMutants.map(one => [one.name, one] as const))('%s changes its source, and its tests exist', (_, one) => {
    const text = read(one.file);
    expect(mutated(one, text)).not.toBe(text);
    for (const path of one.tests) expect(existsSync(join(root, path)), path).toBe(true);
  });

  test('a text that is not there, or twice, is refused', () => {
    const mutant: Mutant = { ...allMutants[0]!, find: 'abc' };
    expect(() => mutated(mutant, 'x')).toThrow('its text occurs 0 times');
    expect(() => mutated(mutant, 'abc abc')).toThrow('its text occurs 2 times');
  });
});

describe('a run', () => {
  const directory = mkdtempSync(join(tmpdir(), 'sluice-mutants-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const real = allMutants.find(({ name }) => name === 'window-without-last')!;
  const harmless: Mutant = { ...real, name: 'harmless', find: 'logic depth', replace: 'Logic depth' };
  const nonsense: Mutant = { ...real, name: 'nonsense', find: "'window_check',", replace: "'window_check',," };
  const some = [
    real,
    { ...harmless, find: 'Window check: does', replace: 'Window check:  does' },
    nonsense,
    { ...harmless, name: 'argued', find: 'Window check: does', replace: '-', equivalent: 'only a comment' },
  ];
  const outcomes: string[] = [];
  const hooks = { begin: (one: Mutant) => outcomes.push(`begins ${one.name}`), report: () => {} };

  test('tells what is caught, what survives, and what is no design; and goes on where it was', async () => {
    const results = await runMutants(some, directory, hooks);
    expect(results.map(({ outcome }) => outcome)).toEqual(['caught', 'survived', 'broken', 'equivalent']);
    expect(results[0]!.by).toContain('as arithmetic');
    expect(outcomes).toHaveLength(4);
    expect(await runMutants(some, directory, hooks)).toEqual(results);
    expect(outcomes).toHaveLength(4);
    expect(JSON.parse(readFileSync(join(directory, 'results.json'), 'utf8'))).toEqual(results);
  }, 600_000);
});
