// SPDX-License-Identifier: Apache-2.0
/** Placed tables against a linear search over the rules that they were made of: random rules of every kind, headers at their borders. */
import { describe, expect, test } from 'vitest';
import { compileBanks } from '../../../../firmware/compile/banks/compile-banks.ts';
import { configs } from '../../../../hdl/spec/configs.ts';
import { randomNumbers } from '../../../../src/verify/fuzz/random.ts';
import { compareAnswers, compareCompiled, randomRules } from '../../../../src/verify/tables/compare-answers.ts';
import { PlacedTables } from '../../../../src/verify/tables/table-answer.ts';

const secret = Uint8Array.from({ length: 16 }, (_, i) => 3 * i);

describe.each([
  ['tiny', 12, 6],
  ['10g-ecp5', 40, 4],
  ['100g', 160, 3],
] as const)('%s: policies of %i rules', (name, rules, policies) => {
  test('every header gets the verdict of the first rule that decides', () => {
    let compared = 0;
    let decided = 0;
    let headers = 0;
    for (let seed = 1; compared < policies; seed++) {
      expect(seed, 'seeds tried').toBeLessThan(10 * policies);
      const random = randomNumbers(seed);
      const policy = randomRules(random, configs[name], rules);
      const comparison = compareCompiled(policy, configs[name], random, 800);
      if (!comparison) continue;
      expect(comparison.disagreements).toEqual([]);
      compared += 1;
      decided += comparison.decided;
      headers += comparison.headers;
    }
    expect(decided / headers).toBeGreaterThan(0.3);
  });
});

describe('a comparison finds', () => {
  const random = randomNumbers(5);
  const policy = randomRules(random, configs['100g'], 120);
  const { tables, fits } = compileBanks(policy, configs['100g'], secret, { valid: 0b01 });
  const disagreements = (changed: Partial<typeof tables>): number =>
    compareAnswers(policy, new PlacedTables({ ...tables, ...changed }, 0), randomNumbers(9), 2500).disagreements.length;

  test('nothing in sound tables', () => expect([fits, disagreements({})]).toEqual([true, 0]));

  test('a rule that is gone', () => {
    const first = tables.rules.reduce((best, rule) => (rule >= 0 && rule < best ? rule : best), policy.rules.length);
    const used = tables.rules.indexOf(first);
    expect(disagreements({ slots: tables.slots.with(used, 0n) })).toBeGreaterThan(0);
  });

  test('a bank with another mask', () => {
    expect(disagreements({ masks: tables.masks.with(0, tables.masks[0]! ^ 1) })).toBeGreaterThan(0);
  });

  test('another hash', () => {
    const rows = tables.rows.map((row, i) => (i % 16 === 1 ? row ^ 0x5a5a : row));
    expect(disagreements({ rows })).toBeGreaterThan(0);
  });

  test('slots of the other image', () => {
    const { disagreements: found } = compareAnswers(policy, new PlacedTables(tables, 1), randomNumbers(9), 500);
    expect(found.length).toBeGreaterThan(0);
  });

  test('a ternary entry that is gone', () => {
    expect(tables.ternary.length).toBeGreaterThan(0);
    expect(disagreements({ ternary: [] })).toBeGreaterThan(0);
  });
});
