// SPDX-License-Identifier: Apache-2.0
/** The figures about large policies, on small ones. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parsePolicy } from '../../../../firmware/policy/parse.ts';
import { cloudPolicy } from '../../../../src/verify/policies/cloud-policy.ts';
import {
  classbenchSets,
  measureComparison,
  measurePlacement,
  measureRefusal,
} from '../../../../src/verify/tables/measure-rules.ts';

const directory = mkdtempSync(join(tmpdir(), 'sluice-sets-'));
afterAll(() => rmSync(directory, { recursive: true }));

const filters = (count: number): string =>
  Array.from(
    { length: count },
    (_, i) => `@10.0.${i >> 8}.${i & 255}/32\t0.0.0.0/0\t0 : 65535\t80 : 80\t0x06/0xFF\t0x0/0x0\n`,
  ).join('');

describe('filter sets', () => {
  test('are those of a directory; of a large one also its beginning', async () => {
    writeFileSync(join(directory, 'small'), filters(30));
    writeFileSync(join(directory, 'large'), filters(4100));
    writeFileSync(join(directory, 'notes.txt'), 'no filters');
    const sets = await classbenchSets(directory);
    expect(sets.map(({ name, config }) => `${name} at ${config}`)).toEqual([
      'large at 100g',
      'large, first 4000 at 10g',
      'small at 100g',
    ]);
    expect(sets.map(set => set.read().rules.length)).toEqual([4100, 4000, 30]);
  });

  test('are placed, and none of their rules is left', async () => {
    const [, , small] = await classbenchSets(directory);
    expect(measurePlacement(small!)).toMatchObject([
      { name: 'policy_compile_seconds', unit: 's', config: '100g', rules: 'small (30 rules)' },
      { name: 'rules_left', value: 0, unit: 'rules', config: '100g', rules: 'small (30 rules)' },
    ]);
  });

  test('a directory without any is refused', async () => {
    const empty = mkdtempSync(join(directory, 'empty-'));
    await expect(classbenchSets(empty)).rejects.toThrow(/there is no ClassBench filter set/);
  });
});

test('rules without a place are counted', () => {
  const text = Array.from({ length: 200 }, (_, i) => `@0.0.0.0/0 0.0.0.0/0 0:65535 ${i}:${i + 50_000} 0x06/0xFF\n`);
  writeFileSync(join(directory, 'crowd'), text.join(''));
  return classbenchSets(join(directory, 'crowd')).then(([set]) => {
    const [, left] = measurePlacement({ ...set!, config: 'tiny' });
    expect(left!.value).toBeGreaterThan(150);
  });
});

test('the report about a policy that is too large is timed', () => {
  expect(measureRefusal(400, 'tiny')).toMatchObject({ name: 'overflow_report_seconds', config: 'tiny' });
  expect(() => measureRefusal(5, '10g')).toThrow(RangeError);
});

test('tables and rules agree on random headers', () => {
  expect(measureComparison(1500)).toMatchObject({ name: 'tables_wrong_headers', value: 0 });
});

describe('generated policies', () => {
  const sizes = { config: '100g', vms: 24, rules: 333, seed: 4 };

  test('are the same for the same seed, and others for another', () => {
    expect(cloudPolicy(sizes)).toBe(cloudPolicy(sizes));
    expect(cloudPolicy({ ...sizes, seed: 5 })).not.toBe(cloudPolicy(sizes));
  });

  test('have as many VMs and rules as asked for', () => {
    for (const rules of [1, 23, 24, 25, 333]) {
      const policy = parsePolicy(cloudPolicy({ ...sizes, rules }), 'generated');
      expect([policy.vms.length, policy.rules.length]).toEqual([24, rules]);
    }
  });
});
