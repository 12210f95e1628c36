// SPDX-License-Identifier: Apache-2.0
/** Placed rules as the words of the tables: masks of the banks, slots, and the entries of the ternary array. */

import type { Config } from '../../../hdl/spec/configs.ts';
import { packFields } from '../../../hdl/spec/field.ts';
import { type BankMask, hashFields, packMask, type RuleTier, ruleTiers } from '../../../hdl/spec/tables/bank-mask.ts';
import {
  anyVlan,
  bankSlots,
  restBits,
  restSlotFields,
  restStep,
  type SlotVerdict,
  slotAddressBits,
  slotEntryFields,
  slotVerdicts,
} from '../../../hdl/spec/tables/bank-slot.ts';
import type { HashRows } from '../../../hdl/spec/tables/key-hash.ts';
import { inBothImages } from '../../../hdl/spec/tables/table-entry.ts';
import type { IpPrefix } from '../../policy/policy.ts';
import type { Ternary } from '../ternary.ts';
import { tierBank } from './bank-items.ts';
import type { BankRule } from './bank-rules.ts';
import { none } from './bank-slots.ts';
import { ternaryWords } from './bank-ternary.ts';
import type { RulePlacement } from './place-rules.ts';
import { isWide, keyAddress } from './rule-items.ts';

/** A word of the ternary array and what it says. */
export interface TernaryEntry extends Ternary {
  readonly tier: RuleTier;
  readonly verdict: SlotVerdict;
  readonly priority: number;
  /** Receive queue of a frame that it allows; 0 leaves it to RSS. */
  readonly queue: number;
  /** Index of the policy's rule. */
  readonly rule: number;
}

/** The rules of one image. */
export interface BankTables {
  readonly config: string;
  /** One word a bank. */
  readonly masks: readonly number[];
  /** One word a slot; 0 for one that holds nothing. */
  readonly slots: readonly bigint[];
  readonly rows: HashRows;
  /** In the order of their priorities; in each tier the lowest wins over banks and ternary array alike. */
  readonly ternary: readonly TernaryEntry[];
  /** By slot: index of the policy's rule, or -1. */
  readonly rules: Int32Array;
}

/** The mask of a bank that is not used, in the tier of the pair that it belongs to. */
const unusedMask = (tier: RuleTier = ruleTiers[0]): BankMask => ({
  ...(Object.fromEntries(hashFields.map(field => [field, 0])) as Omit<BankMask, 'tier'>),
  tier,
});

interface AddressParts {
  readonly first: bigint;
  readonly firstLength: number;
  readonly rest: bigint;
  readonly restLength: number;
}

/** An address as the two slots of a rule hold it. */
const addressParts = (prefix: IpPrefix | undefined): AddressParts => {
  const address = prefix ? keyAddress(prefix) : 0n;
  const length = prefix?.prefixLength ?? 0;
  return {
    first: address >> BigInt(restBits),
    firstLength: Math.min(length, slotAddressBits),
    rest: BigInt.asUintN(restBits, address),
    restLength: Math.max(0, length - slotAddressBits),
  };
};

/** The word of a rule, or of all but the rest of its addresses; `valid` has bit i for image i. */
export const packRule = (rule: BankRule, valid: number): bigint => {
  const source = addressParts(rule.source);
  const destination = addressParts(rule.destination);
  return packFields(slotEntryFields, {
    source: source.first,
    sourceLength: source.firstLength,
    destination: destination.first,
    destinationLength: destination.firstLength,
    sourcePortFirst: rule.sourcePort.first,
    sourcePortLast: rule.sourcePort.last,
    destinationPortFirst: rule.destinationPort.first,
    destinationPortLast: rule.destinationPort.last,
    protocol: rule.protocol ?? 0,
    anyProtocol: rule.protocol === undefined ? 1 : 0,
    receiver: rule.receiver ?? 0,
    anyReceiver: rule.receiver === undefined ? 1 : 0,
    sender: rule.sender ?? 0,
    anySender: rule.sender === undefined ? 1 : 0,
    vlan: rule.vlan ?? anyVlan,
    versions: rule.versions,
    unread: rule.unread,
    flags: rule.flags,
    flagMask: rule.flagMask,
    verdict: slotVerdicts.indexOf(rule.verdict),
    priority: rule.priority,
    valid,
    wide: isWide(rule) ? 1 : 0,
    reserved: 0,
    queue: rule.queue,
  });
};

/** The word of the second slot of a rule of two. */
export const packRest = (rule: BankRule, valid: number): bigint => {
  const source = addressParts(rule.source);
  const destination = addressParts(rule.destination);
  return packFields(restSlotFields, {
    sourceRest: source.rest,
    sourceRestLength: source.restLength / restStep,
    destinationRest: destination.rest,
    destinationRestLength: destination.restLength / restStep,
    unused: 0,
    valid,
    wide: 1,
    reserved: 0,
  });
};

/** A rule as entries of the ternary array. */
export const ternaryEntries = (rule: BankRule): readonly TernaryEntry[] =>
  ternaryWords(rule).map(word => ({
    ...word,
    tier: rule.tier,
    verdict: rule.verdict,
    priority: rule.priority,
    queue: rule.queue,
    rule: rule.rule,
  }));

/** Entries by their priorities: in the array the first match of a tier wins. */
export const inOrder = (entries: readonly TernaryEntry[]): readonly TernaryEntry[] =>
  entries.toSorted((a, b) => a.priority - b.priority);

/**
 * Tables of placed rules whose slots have these valid bits, bit i for image i; `others` are entries that only the ternary array
 * can hold.
 */
export const bankTables = (
  placement: RulePlacement,
  config: Config,
  others: readonly TernaryEntry[] = [],
  valid = inBothImages,
): BankTables => {
  const { rules, slots: places, masks, rows, ternary } = placement;
  const slots = Array.from({ length: bankSlots(config) }, () => 0n);
  const ruleOfSlot = new Int32Array(slots.length).fill(none);
  const slotsOfBucket = places.shape.slots;
  for (const [item, rule] of rules.entries()) {
    const bucket = places.homeOf(item);
    if (bucket === none) continue;
    for (let slot = 0; slot < slotsOfBucket; slot++) {
      if (places.itemAt(bucket, slot) !== item) continue;
      const isRest = slot > 0 && isWide(rule);
      slots[bucket * slotsOfBucket + slot] = isRest ? packRest(rule, valid) : packRule(rule, valid);
      ruleOfSlot[bucket * slotsOfBucket + slot] = rule.rule;
    }
  }
  return {
    config: config.name,
    masks: masks.map((mask, bank) => packMask(mask ?? unusedMask(masks[tierBank(bank)]?.tier))),
    slots,
    rows,
    ternary: inOrder([...others, ...ternary.flatMap(item => ternaryEntries(rules[item]!))]),
    rules: ruleOfSlot,
  };
};
