// SPDX-License-Identifier: Apache-2.0
/**
 * Lowered rules to places: banks first, port ranges cut at blocks of ports where too many rules would share a key, and what is
 * left over to the ternary array.
 */
import { type Config, slotsPerBucket } from '../../../hdl/spec/configs.ts';
import { type BankMask, hashFields, ruleTiers } from '../../../hdl/spec/tables/bank-mask.ts';
import { bankSlots } from '../../../hdl/spec/tables/bank-slot.ts';
import { bucketOf, drawHashRows, type HashRows } from '../../../hdl/spec/tables/key-hash.ts';
import { type BankShape, hashOf, type BankMask as ItemMask, packLevels } from './bank-items.ts';
import type { BankRule } from './bank-rules.ts';
import type { BankSlots } from './bank-slots.ts';
import { ternaryCost } from './bank-ternary.ts';
import { piecesOf } from './pieces.ts';
import { type ItemPlacement, placeItems } from './place-items.ts';
import { blockSizes } from './range-blocks.ts';
import { isWide, itemsOfRules } from './rule-items.ts';

/** Rules and where they are. */
export interface RulePlacement {
  /** The rules, some of them cut at blocks of ports. */
  readonly rules: readonly BankRule[];
  readonly slots: BankSlots;
  readonly rows: HashRows;
  /** By bank; undefined for a bank that is not used. */
  readonly masks: readonly (BankMask | undefined)[];
  /** Indices of rules in the ternary array, ascending. */
  readonly ternary: readonly number[];
  /** Indices of rules that have no place, ascending. */
  readonly left: readonly number[];
}

/** Sizes of a configuration's banks, and the bucket of each hash. */
export const shapeOf = (config: Config): BankShape => ({
  banks: config.ruleBanks,
  buckets: config.bucketsPerBank,
  slots: slotsPerBucket,
  bucketOf: (bank, hash) => bucketOf(config, bank, hash),
});

/** Slots that rules take. */
export const slotsOf = (rules: readonly BankRule[]): number =>
  rules.reduce((sum, rule) => sum + (isWide(rule) ? slotsPerBucket : 1), 0);

export const maskOf = (mask: ItemMask | undefined): BankMask | undefined =>
  mask && {
    ...(Object.fromEntries(hashFields.map((field, i) => [field, mask.levels[i]!])) as Omit<BankMask, 'tier'>),
    tier: ruleTiers[mask.tier]!,
  };

interface Attempt {
  readonly rules: readonly BankRule[];
  readonly placement: ItemPlacement;
  readonly leftCost: number;
}

const attempt = (rules: readonly BankRule[], config: Config, rows: HashRows, room: number): Attempt => {
  const costs = rules.map(ternaryCost);
  const placement = placeItems(itemsOfRules(rules, rows, costs), shapeOf(config), room);
  return { rules, placement, leftCost: placement.left.reduce((sum, item) => sum + costs[item]!, 0) };
};

/** Items that fix the same of every field as one of those left: they meet in one bucket of every bank. */
const sharingKeys = ({ placement: { slots, left } }: Attempt): ReadonlySet<number> => {
  const { items } = slots;
  const keyOf = (item: number): string => {
    const levels = items.levels.map(of => of[item]!);
    return `${packLevels([items.tier[item]!, ...levels])} ${hashOf(items, levels, item)}`;
  };
  const crowded = new Set(left.map(keyOf));
  return new Set([...slots.items.cost.keys()].filter(item => crowded.has(keyOf(item))));
};

/** Cuts rules at blocks of ports as long as fewer are left by it: those left alone, or all that share a key with them. */
const withBlocks = (first: Attempt, config: Config, rows: HashRows, room: number): Attempt => {
  const slots = bankSlots(config);
  let best = first;
  for (const size of blockSizes) {
    const from = best;
    for (const chosen of [new Set(from.placement.left), sharingKeys(from)]) {
      if (best.leftCost <= room) return best;
      const cut = from.rules.flatMap((rule, item) => (chosen.has(item) ? piecesOf(rule, size) : [rule]));
      if (cut.length === from.rules.length || slotsOf(cut) > slots) continue;
      const next = attempt(cut, config, rows, room);
      if (next.leftCost < best.leftCost) best = next;
    }
  }
  return best;
};

/** As many of the rules left as the ternary array has room for, those first that take least of it. */
export const fillTernary = (
  rules: readonly BankRule[],
  left: readonly number[],
  room: number,
): { readonly ternary: readonly number[]; readonly left: readonly number[] } => {
  const costs = new Map(left.map(item => [item, ternaryCost(rules[item]!)]));
  let free = room;
  const ternary = new Set(
    left
      .toSorted((a, b) => costs.get(a)! - costs.get(b)! || a - b)
      .filter(item => {
        if (costs.get(item)! > free) return false;
        free -= costs.get(item)!;
        return true;
      }),
  );
  return { ternary: left.filter(item => ternary.has(item)), left: left.filter(item => !ternary.has(item)) };
};

/**
 * Places rules; `room` is what the ternary array has for them, in entries. Equal rules, configurations and secrets give equal
 * places.
 */
export const placeRules = (
  rules: readonly BankRule[],
  config: Config,
  secret: Uint8Array,
  room: number,
): RulePlacement => {
  const rows = drawHashRows(secret);
  const best = withBlocks(attempt(rules, config, rows, room), config, rows, room);
  const { slots, masks, left } = best.placement;
  return { rules: best.rules, slots, rows, masks: masks.map(maskOf), ...fillTernary(best.rules, left, room) };
};
