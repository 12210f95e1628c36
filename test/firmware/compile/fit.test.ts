// SPDX-License-Identifier: Apache-2.0
/** Whether policies fit the large classifier: what they take, who is to blame when they do not, and that others still compile. */
import { describe, expect, test } from 'vitest';
import { compileBanks } from '../../../firmware/compile/banks/compile-banks.ts';
import { fitPolicy } from '../../../firmware/compile/fit.ts';
import { parsePolicy } from '../../../firmware/policy/parse.ts';
import type { Policy, Rule } from '../../../firmware/policy/policy.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { randomNumbers } from '../../../src/verify/fuzz/random.ts';
import { cloudPolicy } from '../../../src/verify/policies/cloud-policy.ts';
import { compareAnswers, functionsOf } from '../../../src/verify/tables/compare-answers.ts';
import { cornerKeys } from '../../../src/verify/tables/corner-keys.ts';
import { PlacedTables } from '../../../src/verify/tables/table-answer.ts';
import { verifyTables } from '../../../src/verify/tables/verify-tables.ts';

const secret = Uint8Array.from({ length: 16 }, (_, i) => i + 1);
const cloud = (config: string, vms: number, rules: number): Policy =>
  parsePolicy(cloudPolicy({ config, vms, rules, seed: 3 }), 'cloud.yaml');

/** TCP rules that only a range of ports tells apart. */
const portRanges = (count: number, to: Rule['to'], step: number, length: number): readonly Rule[] =>
  Array.from({ length: count }, (_, i) => ({
    to,
    match: { protocol: 6, destinationPort: { first: step * i, last: Math.min(65_535, step * i + length) } },
    action: 'allow' as const,
    queue: 0,
    position: { line: i + 1, column: 1 },
    positions: {},
  }));

describe('policies that fit', () => {
  const policy = cloud('10g', 7, 700);
  const fit = fitPolicy(policy, configs['10g'], secret);

  test('are told what they take', () => {
    expect(fit).toMatchObject({ fits: true, rules: 700, refused: [], overflows: [], findings: [], replaceable: true });
    expect(fit.slots.of).toBe(16_384);
    expect(fit.slots.used).toBeGreaterThan(500);
    expect(fit.banks.reduce((sum, { slots }) => sum + slots.used, 0)).toBe(fit.slots.used);
  });

  test('compile to tables that the verification takes', () => {
    const { tables } = compileBanks(policy, configs['10g'], secret);
    expect(verifyTables(policy, tables).problems).toEqual([]);
  });

  test('give the same tables again, and other places under another secret', () => {
    const [a, b] = [0, 1].map(() => compileBanks(policy, configs['10g'], secret).tables);
    expect(a).toEqual(b);
    const other = compileBanks(policy, configs['10g'], secret.with(0, 99)).tables;
    expect(other.slots).not.toEqual(a!.slots);
  });
});

describe('rules that share a key', () => {
  const rules = portRanges(999, { kind: 'any' }, 60, 1500);
  const policy: Policy = { ...cloud('100g', 3, 1), rules };

  test('are cut at blocks of ports, and so have room', () => {
    expect(fitPolicy(policy, configs['100g'], secret)).toMatchObject({ fits: true, overflows: [] });
    const { tables, placement } = compileBanks(policy, configs['100g'], secret);
    expect(placement.rules.length).toBeGreaterThan(rules.length);
    expect(compareAnswers(policy, new PlacedTables(tables, 0), randomNumbers(1), 300).disagreements).toEqual([]);
    expect(verifyTables({ ...policy, rules: rules.slice(0, 120) }, tables).problems).toEqual([]);
  });

  test('are refused with their key where that is not enough', () => {
    const fit = fitPolicy(policy, configs['10g-ecp5'], secret);
    expect(fit.fits).toBe(false);
    expect(fit.refused).toEqual([null]);
    expect(fit.overflows.every(({ tenant, key }) => tenant === null && key.startsWith('protocol tcp'))).toBe(true);
  });
});

describe('a tenant whose rules have no room', () => {
  const quiet = cloud('10g', 7, 210);
  const loud = portRanges(2000, { kind: 'vm', name: 'vm2' }, 1, 40_000);
  const policy: Policy = { ...quiet, rules: [...quiet.rules.slice(0, 105), ...loud, ...quiet.rules.slice(105)] };
  const { tables, placement } = compileBanks(policy, configs['10g'], secret);

  test('is named, with its key and what a larger configuration would do', () => {
    const fit = fitPolicy(policy, configs['10g'], secret);
    expect(fit).toMatchObject({ fits: false, refused: ['vm2'] });
    expect(fit.overflows[0]).toMatchObject({ tenant: 'vm2', key: 'to vm2, protocol tcp', shortage: 'key' });
    expect(fit.overflows[0]!.left).toBeGreaterThan(1500);
    expect(fit.larger).toMatchObject({ config: '25g', fits: false });
  });

  test('is refused alone: the rules of others are there', () => {
    expect(placement.refused.map(({ tenant }) => tenant)).toEqual([2]);
    const answers = new PlacedTables(tables, 0);
    const functions = functionsOf(policy);
    let found = 0;
    for (const [index, rule] of policy.rules.entries()) {
      if (rule.to.kind !== 'vm' || rule.to.name === 'vm2') continue;
      const [corner] = cornerKeys(rule, functions, false);
      expect(answers.answer(corner!, false)!.rule).toBeLessThanOrEqual(index);
      found++;
    }
    expect(found).toBeGreaterThan(150);
  });

  test('gets nothing: some of its rules alone might let in what others of them deny', () => {
    const answers = new PlacedTables(tables, 0);
    const functions = functionsOf(policy);
    for (const rule of policy.rules.filter(({ to }) => to.kind === 'vm' && to.name === 'vm2').slice(0, 200))
      for (const key of cornerKeys(rule, functions, false))
        if (key.function === 2) expect(answers.answer(key, false)).toMatchObject({ verdict: 'deny', rule: -1 });
  });
});

describe('more rules than slots', () => {
  const small = cloud('tiny', 1, 10);

  test('are refused as such', () => {
    const policy = { ...cloud('tiny', 1, 400), vms: small.vms };
    const fit = fitPolicy(policy, configs.tiny, secret);
    expect(fit).toMatchObject({ fits: false, refused: ['vm1'], larger: { config: '10g-ecp5', fits: true } });
    expect(fit.overflows[0]).toMatchObject({ tenant: 'vm1', shortage: 'slots' });
  });

  test('the tenants with most rules go first, and the others stay', () => {
    const policy = cloud('10g-ecp5', 7, 700);
    const big = portRanges(900, { kind: 'vm', name: 'vm3' }, 70, 3);
    const fit = fitPolicy({ ...policy, rules: [...big, ...policy.rules] }, configs['10g-ecp5'], secret);
    expect(fit.refused).toEqual(['vm3']);
  });
});

test('more rules than priorities are refused', () => {
  const [rule] = portRanges(1, { kind: 'any' }, 1, 1);
  const policy = { ...cloud('100g', 1, 1), rules: Array.from({ length: 131_073 }, () => rule!) };
  expect(() => fitPolicy(policy, configs['100g'], secret)).toThrow(
    'the policy has 131073 rules, but priorities tell no more than 131072 apart; remove 1',
  );
});

test('VMs beyond the functions of a configuration are told of, and their rules left out', () => {
  const fit = fitPolicy(cloud('100g', 12, 120), configs['10g'], secret);
  expect(fit.fits).toBe(false);
  expect(fit.findings.map(({ message }) => message).join('\n')).toContain('has functions for 7 VMs');
  expect(fit.overflows).toEqual([]);
});
