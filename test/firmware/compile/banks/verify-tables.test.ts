// SPDX-License-Identifier: Apache-2.0
/** The verification of placed tables: sound ones pass, and each kind of fault is told. */
import { describe, expect, test } from 'vitest';
import { compileBanks } from '../../../../firmware/compile/banks/compile-banks.ts';
import { configs } from '../../../../hdl/spec/configs.ts';
import { packFields, unpackFields } from '../../../../hdl/spec/field.ts';
import { ruleSlotFields } from '../../../../hdl/spec/tables/bank-slot.ts';
import { randomNumbers } from '../../../../src/verify/fuzz/random.ts';
import { randomRules } from '../../../../src/verify/tables/compare-answers.ts';
import { verifyTables } from '../../../../src/verify/tables/verify-tables.ts';

const config = configs['100g'];
const policy = randomRules(randomNumbers(21), config, 80);
const { tables, fits } = compileBanks(policy, config, new Uint8Array(16).fill(9));

type SlotFields = Record<(typeof ruleSlotFields)[number]['name'], bigint>;

const isPlain = (word: bigint): boolean => word !== 0n && unpackFields(ruleSlotFields, word).wide === 0n;

/** The tables with one slot changed: the first that `chosen` takes. */
const withSlot = (chosen: (slot: SlotFields) => boolean, change: (slot: SlotFields) => Partial<SlotFields>) => {
  const index = tables.slots.findIndex(word => isPlain(word) && chosen(unpackFields(ruleSlotFields, word)));
  expect(index).toBeGreaterThanOrEqual(0);
  const slot = unpackFields(ruleSlotFields, tables.slots[index]!);
  return { ...tables, slots: tables.slots.with(index, packFields(ruleSlotFields, { ...slot, ...change(slot) })) };
};

test('sound tables have no problem', () => {
  expect(fits).toBe(true);
  const { problems, entries, corners } = verifyTables(policy, tables);
  expect(problems).toEqual([]);
  expect(entries).toBeGreaterThanOrEqual(80);
  expect(corners).toBeGreaterThan(700);
});

describe('it tells of', () => {
  test('a slot that its bank cannot find', () => {
    const changed = withSlot(
      slot => slot.anyReceiver === 0n,
      () => ({ anyReceiver: 1n }),
    );
    expect(verifyTables(policy, changed).problems.join('\n')).toMatch(
      /leaves open what its bank asks of receiver|takes a header/,
    );
  });

  test('a slot in another bucket', () => {
    const index = tables.slots.findIndex(isPlain);
    const empty = tables.slots.findIndex((word, i) => word === 0n && i > index && i % 2 === 0);
    const slots = tables.slots.with(empty, tables.slots[index]!).with(index, 0n);
    const rules = tables.rules.slice();
    rules[empty] = rules[index]!;
    expect(verifyTables(policy, { ...tables, slots, rules }).problems.join('\n')).toContain(
      'is in a bucket that its keys do not lead to',
    );
  });

  test('priorities out of order', () => {
    const changed = withSlot(
      slot => slot.priority > 9000n,
      () => ({ priority: 1n }),
    );
    expect(verifyTables(policy, changed).problems.join('\n')).toMatch(/has priority/);
  });

  test('a rule that is missing', () => {
    const first = tables.rules.indexOf(Math.min(...tables.rules.filter(rule => rule >= 0)));
    const { problems } = verifyTables(policy, { ...tables, slots: tables.slots.with(first, 0n) });
    expect(problems.join('\n')).toContain('is not found at one of its corners');
  });

  test.each([
    [
      'too wide a range',
      (slot: SlotFields) => slot.destinationPortLast < 60_000n,
      () => ({ destinationPortLast: 60_000n }),
    ],
    [
      'a range that is too narrow',
      (slot: SlotFields) => slot.destinationPortLast === 65_535n && slot.flagMask === 1n,
      () => ({ destinationPortLast: 65_534n }),
    ],
    ['another verdict', (slot: SlotFields) => slot.verdict === 0n, () => ({ verdict: 1n })],
    [
      'a shorter prefix',
      (slot: SlotFields) => slot.sourceLength > 8n,
      (slot: SlotFields) => ({ sourceLength: slot.sourceLength - 1n }),
    ],
  ] as const)('%s', (_, chosen, change) => {
    expect(verifyTables(policy, withSlot(chosen, change)).problems.length).toBeGreaterThan(0);
  });
});
