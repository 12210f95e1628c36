// SPDX-License-Identifier: Apache-2.0
/** Places items in banks: masks first, then every item where it can be, then masks again for those that are left. */
import type { BankItems, BankMask, BankShape } from './bank-items.ts';
import { BankSlots, none } from './bank-slots.ts';
import { MaskChooser } from './choose-masks.ts';

export interface ItemPlacement {
  readonly slots: BankSlots;
  /** Mask of each bank; undefined where a bank is not used. */
  readonly masks: readonly (BankMask | undefined)[];
  /** Items without a place, ascending. */
  readonly left: readonly number[];
}

/** Banks that are given another mask on trial, in all. */
const mostTrials = 96;

/** Items by what it costs to leave them out, dearest first; of equal ones those that come first. */
const byCost = (items: BankItems, of: readonly number[]): readonly number[] =>
  of.toSorted((a, b) => items.cost[b]! - items.cost[a]! || a - b);

const homeless = (slots: BankSlots, count: number): readonly number[] =>
  Array.from({ length: count }, (_, item) => item).filter(item => slots.homeOf(item) === none);

/** Inserts items, those first that cost most; those are returned for which there is no way. */
export const insertAll = (items: BankItems, slots: BankSlots, wanted: readonly number[]): readonly number[] =>
  byCost(items, wanted).filter(item => slots.insert(item) === 0);

const costOf = (items: BankItems, of: readonly number[]): number =>
  of.reduce((sum, item) => sum + items.cost[item]!, 0);

/** Gives single banks the mask that suits those left best, as long as fewer are left by it. */
const improve = (
  items: BankItems,
  slots: BankSlots,
  chooser: MaskChooser,
  first: readonly number[],
  enough: number,
): readonly number[] => {
  let left = first;
  let trials = mostTrials;
  for (let bank = 0, failures = 0; costOf(items, left) > enough && failures < slots.shape.banks && trials > 0; ) {
    trials--;
    chooser.forget();
    const best = chooser.best(bank);
    if (!best) {
      failures++;
      bank = (bank + 1) % slots.shape.banks;
      continue;
    }
    const before = { mask: slots.masks[bank], places: slots.snapshot() };
    const evicted = slots.setMask(bank, best.candidate.mask);
    const now = insertAll(items, slots, [...left, ...evicted]);
    if (costOf(items, now) < costOf(items, left)) {
      left = now;
      failures = 0;
    } else {
      slots.setMask(bank, before.mask);
      slots.restore(before.places);
      failures++;
    }
    bank = (bank + 1) % slots.shape.banks;
  }
  return left;
};

/**
 * Places as many items as it can, dear ones rather than cheap ones, and tries harder while what is left costs more than
 * `enough`. Equal items and shapes give equal placements.
 */
export const placeItems = (items: BankItems, shape: BankShape, enough: number): ItemPlacement => {
  const slots = new BankSlots(items, shape);
  const chooser = new MaskChooser(items, slots);
  for (let bank = 0; bank < shape.banks; bank++) {
    // The other bank of a pair may be closed to all items that are left.
    const best = chooser.best(bank);
    if (best) chooser.fill(bank, best.candidate);
  }
  const left = insertAll(items, slots, homeless(slots, items.count));
  const still = improve(items, slots, chooser, left, enough);
  return { slots, masks: slots.masks, left: still.toSorted((a, b) => a - b) };
};
