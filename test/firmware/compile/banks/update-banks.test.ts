// SPDX-License-Identifier: Apache-2.0
/** A changed policy beside the live image: few writes, the right answers before and after, and nothing live is touched. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BankTables } from '../../../../firmware/compile/banks/bank-tables.ts';
import { compileBanks } from '../../../../firmware/compile/banks/compile-banks.ts';
import { keepPriorities, longestIncreasing } from '../../../../firmware/compile/banks/keep-priorities.ts';
import { updateBanks } from '../../../../firmware/compile/banks/update-banks.ts';
import type { Policy, Rule } from '../../../../firmware/policy/policy.ts';
import { configs } from '../../../../hdl/spec/configs.ts';
import { type CardTables, type EntryWrite, loadWrites } from '../../../../hdl/spec/tables/load-writes.ts';
import type { TableImages } from '../../../../hdl/spec/tables/table-images.ts';
import { randomNumbers } from '../../../../src/verify/fuzz/random.ts';
import { compareAnswers, randomRules } from '../../../../src/verify/tables/compare-answers.ts';
import { PlacedTables } from '../../../../src/verify/tables/table-answer.ts';
import { verifyTables } from '../../../../src/verify/tables/verify-tables.ts';
import { handMadeImages } from '../../../support/table-images.ts';

const config = configs['100g'];
const policy = randomRules(randomNumbers(33), config, 90);
const { tables: live } = compileBanks(policy, config, new Uint8Array(16).fill(1));

const changed = (rules: readonly Rule[]): Policy => ({ ...policy, rules });

/** An image of which the banks alone matter. */
const imagesOf = ({ slots }: BankTables): TableImages => ({
  ...handMadeImages({ config: config.name, forwarding: [] }),
  ruleSlots: slots,
});

/** The card with an image live and nothing of it in the other. */
const card: CardTables = { swaps: 0, images: [imagesOf(live), 'cleared'] };

/** Slots that are written when `tables` are loaded beside the live image. */
const slotWrites = (tables: BankTables): readonly EntryWrite[] =>
  loadWrites(config, card, imagesOf(tables)).filter(({ table }) => table === 'rule_slot');

/** Slots that say something else than before, or belong to one image alone. */
const changedSlots = (tables: BankTables): number =>
  tables.slots.filter((word, slot) => word !== live.slots[slot]).length;

const wrong = (of: Policy, tables: BankTables, image: 0 | 1): number =>
  compareAnswers(of, new PlacedTables(tables, image), randomNumbers(4), 150).disagreements.length;

/** A rule that asks for a port that no other asks for. */
const another: Rule = {
  ...policy.rules[0]!,
  to: { kind: 'vm', name: 'vm1' },
  match: { protocol: 6, destinationPort: { first: 31_337, last: 31_337 } },
  action: 'allow',
};

describe('changed slots', () => {
  test('none for a policy that did not change', () => {
    const { newTernary, left, tables } = updateBanks(policy, config, live);
    expect([newTernary, left]).toEqual([0, []]);
    expect(tables.slots).toEqual(live.slots);
  });

  test('one for a new rule, wherever it is in the policy', () => {
    for (const at of [0, 45, 90]) {
      const { tables, newTernary } = updateBanks(changed(policy.rules.toSpliced(at, 0, another)), config, live);
      expect([changedSlots(tables), newTernary]).toEqual([1, 0]);
    }
  });

  test('one for each slot of a rule that goes', () => {
    const { tables } = updateBanks(changed(policy.rules.toSpliced(40, 1)), config, live);
    const slots = live.rules.filter(rule => rule === 40).length;
    expect(slots).toBeGreaterThan(0);
    expect(changedSlots(tables)).toBe(slots);
  });

  test('few for a rule that changes', () => {
    const { tables } = updateBanks(changed(policy.rules.with(40, another)), config, live);
    expect(changedSlots(tables)).toBe(1 + live.rules.filter(rule => rule === 40).length);
  });
});

describe('while it is loaded', () => {
  const next = changed(policy.rules.toSpliced(10, 3, another).toSpliced(60, 0, policy.rules[0]!));
  const update = updateBanks(next, config, live);

  test('both answer, each by its valid bits', () => {
    expect(update.left).toEqual([]);
    const slots = live.slots.map(word => word & ~ofImage1);
    for (const { index, entry } of slotWrites(update.tables)) slots[index] = entry;
    expect(wrong(policy, { ...live, slots: slots.map(word => only(word, 0)) }, 0)).toBe(0);
    expect(wrong(next, { ...update.tables, slots: slots.map(word => only(word, 1)) }, 1)).toBe(0);
    expect(verifyTables(next, update.tables).problems).toEqual([]);
  });

  test('no write touches what is live but its valid bit of the new image', () => {
    const writes = slotWrites(update.tables);
    expect(writes.length).toBeGreaterThan(0);
    for (const { index, entry } of writes) {
      const before = live.slots[index]!;
      if (before !== 0n) expect(entry & ~ofImage1).toBe(before & ~ofImage1);
    }
  });
});

/** The valid bit of image 1. */
const ofImage1 = 1n << 213n;

/** A slot as an image sees it: nothing, if it does not belong to it. */
const only = (word: bigint, image: number): bigint => ((word >> BigInt(212 + image)) & 1n ? word : 0n);

test('a long row of changes stays right', () => {
  const random = randomNumbers(8);
  let current = policy;
  let tables = live;
  for (let step = 0; step < 8; step++) {
    const at = random(current.rules.length);
    const [fresh] = randomRules(random, config, 1).rules;
    const rules =
      step % 3 === 0 ? current.rules.toSpliced(at, 1) : current.rules.toSpliced(at, step % 3 === 1 ? 0 : 1, fresh!);
    current = changed(rules);
    const update = updateBanks(current, config, tables);
    expect(update.left).toEqual([]);
    tables = update.tables;
    expect(wrong(current, tables, 0)).toBe(0);
  }
});

describe('priorities', () => {
  test('the longest increasing subsequence', () => {
    expect(longestIncreasing([5, 1, undefined, 2, 9, 3, 4])).toEqual([1, 3, 5, 6]);
    expect(longestIncreasing([])).toEqual([]);
  });

  test('ascend, keep what can be kept, and make room where there is none', () => {
    const former = fc.array(fc.option(fc.nat(40), { nil: undefined }), { maxLength: 30 });
    fc.assert(
      fc.property(former, given => {
        const found = keepPriorities(given, 41);
        expect(found.length).toBe(given.length);
        for (const [i, priority] of found.entries()) {
          expect(Number.isInteger(priority) && priority >= 0 && priority < 41).toBe(true);
          if (i > 0) expect(priority).toBeGreaterThan(found[i - 1]!);
        }
      }),
    );
  });

  test('one rule more changes one priority when there is room', () => {
    const former = [100, 200, undefined, 300];
    expect(keepPriorities(former, 1000)).toEqual([100, 200, 250, 300]);
  });

  test('too many rules are refused', () => expect(() => keepPriorities([undefined, 1], 1)).toThrow(RangeError));
});
