// SPDX-License-Identifier: Apache-2.0
/**
 * Lowered rules to places: banks first, port ranges cut at blocks of ports where too many rules would share a key, and what is
 * left over to the ternary array.
 */
import { type Config, slotsPerBucket } from '../../../hdl/spec/configs.ts';
import { type BankMask, hashFields, ruleTiers } from '../../../hdl/spec/tables/bank-mask.ts';
import { bucketOf, drawHashRows, type HashRows } from '../../../hdl/spec/tables/key-hash.ts';
import type { BankShape, BankMask as ItemMask } from './bank-items.ts';
import type { BankRule } from './bank-rules.ts';
import type { BankSlots } from './bank-slots.ts';
import { ternaryCost } from './bank-ternary.ts';
import { type ItemPlacement, placeItems } from './place-items.ts';
import { blockSizes, blocksTouched, cutAtBlocks } from './range-blocks.ts';
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

/** Rules whose range of ports is cut into more pieces are not cut: they would take the banks from others. */
const mostPieces = 64;

/** Pieces of a rule whose ranges each lie in one block of a size; the rule itself where that is too many, or one. */
const piecesOf = (rule: BankRule, size: number): readonly BankRule[] => {
  const sources = rule.sourcePort;
  const destinations = rule.destinationPort;
  const touched = (range: BankRule['sourcePort']): number => blocksTouched(range, size);
  // One range is enough to tell rules apart; the one in fewer blocks is the cheaper one.
  const bySource = touched(destinations) === 1 || (touched(sources) > 1 && touched(sources) < touched(destinations));
  const pieces = touched(bySource ? sources : destinations);
  if (pieces < 2 || pieces > mostPieces) return [rule];
  return bySource
    ? cutAtBlocks(sources, size).map(sourcePort => ({ ...rule, sourcePort }))
    : cutAtBlocks(destinations, size).map(destinationPort => ({ ...rule, destinationPort }));
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

/** Cuts the rules left at blocks of ports, as long as fewer are left by it. */
const withBlocks = (first: Attempt, config: Config, rows: HashRows, room: number): Attempt => {
  const slots = config.ruleBanks * config.bucketsPerBank * slotsPerBucket;
  let best = first;
  for (const size of blockSizes) {
    if (best.leftCost <= room) break;
    const left = new Set(best.placement.left);
    const cut = best.rules.flatMap((rule, item) => (left.has(item) ? piecesOf(rule, size) : [rule]));
    if (cut.length === best.rules.length || slotsOf(cut) > slots) continue;
    const next = attempt(cut, config, rows, room);
    if (next.leftCost < best.leftCost) best = next;
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
