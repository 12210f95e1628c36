// SPDX-License-Identifier: Apache-2.0
/** Random tables and header vectors that share small pools, so that every outcome is met often. */
import fc from 'fast-check';
import { type Config, findConfig } from '../../../hdl/spec/configs.ts';
import { packFields } from '../../../hdl/spec/field.ts';
import { headerVectorFields, parserExceptions } from '../../../hdl/spec/protocol/header-vector.ts';
import { networkSender } from '../../../hdl/spec/tables/bank-key.ts';
import { type HashField, hashFields, packMask, ruleTiers } from '../../../hdl/spec/tables/bank-mask.ts';
import { slotEntryFields, slotVerdicts } from '../../../hdl/spec/tables/bank-slot.ts';
import {
  drawForwardingRows,
  forwardingSlotFields,
  forwardingSlots,
  forwardingSlotsOf,
} from '../../../hdl/spec/tables/forwarding-slot.ts';
import { identityEntriesPerFunction, identitySettingsFields } from '../../../hdl/spec/tables/identity.ts';
import { drawHashRows } from '../../../hdl/spec/tables/key-hash.ts';
import { chunkCount, chunkRows } from '../../../hdl/spec/tables/rule-key.ts';
import { groupMac } from '../../../hdl/spec/tables/table-entry.ts';
import { type TableImages, withoutRss } from '../../../hdl/spec/tables/table-images.ts';
import { type HeaderVector, unpackHeaderVector } from '../../../sim/model/vector-model.ts';

const unicastMacs = Array.from({ length: 6 }, (_, i) => 0x52_5400_0000_10n + BigInt(i));
const groupMacs = [groupMac, 0x01_005e_0000_01n, 0x33_3300_0000_01n];
const vlans = [0, 4095];

const bits = (width: number): fc.Arbitrary<bigint> => fc.bigInt({ min: 0n, max: (1n << BigInt(width)) - 1n });

/** Any vector that a parser can give, well-formed or not, whose destination is likely to be in the table. */
export const arbitraryHeaders: fc.Arbitrary<HeaderVector> = fc
  .tuple(
    fc.oneof(fc.constantFrom(...unicastMacs, ...groupMacs), bits(48)),
    fc.constantFrom(...vlans),
    ...headerVectorFields.map(field => bits(field.bits)),
  )
  .map(([dstMac, vlan, ...values]) => {
    const word = headerVectorFields.reduce(
      ({ lsb, packed }, field, i) => ({ lsb: lsb + field.bits, packed: packed | (values[i]! << BigInt(lsb)) }),
      { lsb: 0, packed: 0n },
    ).packed;
    const vector = unpackHeaderVector(word);
    // The parser gives 32 bits of an IPv4 address.
    const address = (of: bigint): bigint => (vector.ipv4 ? BigInt.asUintN(32, of) : of);
    return {
      ...{ ...vector, dstMac, vlan, exception: vector.exception % parserExceptions.length },
      ...{ srcIp: address(vector.srcIp), dstIp: address(vector.dstIp) },
    };
  });

const rows = drawForwardingRows(new Uint8Array(16).fill(7));

/** Entries of different destinations in slots where they are looked for, some of them not valid; those without a free slot are left out. */
const arbitraryForwarding = (config: Config): fc.Arbitrary<readonly bigint[]> => {
  // Bit 0 is for the image that is looked at.
  const place = fc.record({ vlan: fc.constantFrom(...vlans), valid: fc.constantFrom(3, 3, 1, 2, 0) });
  const unicast = fc
    .tuple(place, fc.constantFrom(...unicastMacs), fc.nat(config.functions - 1))
    .map(([at, mac, f]) => ({ ...at, mac, functions: 1n << BigInt(f) }));
  const group = fc
    .tuple(place, fc.bigInt({ min: 1n, max: (1n << BigInt(config.functions)) - 1n }))
    .map(([at, functions]) => ({ ...at, mac: groupMac, functions }));
  const entry = fc.oneof({ weight: 3, arbitrary: unicast }, { weight: 1, arbitrary: group });
  return fc
    .uniqueArray(entry, { minLength: 8, maxLength: 12, selector: ({ mac, vlan }) => `${mac} ${vlan}` })
    .map(entries => {
      const slots = new Array<bigint>(forwardingSlots(config)).fill(0n);
      for (const one of entries) {
        const free = forwardingSlotsOf(config, rows, one.mac, one.vlan).find(slot => slots[slot] === 0n);
        if (free !== undefined) slots[free] = packFields(forwardingSlotFields(config), one);
      }
      return slots;
    });
};

/** A match RAM row that refuses each rule so rarely that about half of all keys of 65 chunks match one of 16 rules. */
const arbitraryRow = (rules: number): fc.Arbitrary<bigint> =>
  fc
    .array(fc.noBias(fc.nat(19)), { minLength: rules, maxLength: rules })
    .map(dice => dice.reduce((row, die, rule) => row | (die === 0 ? 0n : 1n << BigInt(rule)), 0n));

/** Priorities of a few steps that rise with the number of the rule, some of them alike. */
const arbitraryActions = (rules: number): fc.Arbitrary<readonly number[]> =>
  fc
    .array(fc.tuple(fc.nat(0x7ff), fc.nat(mostPriorities - 1), fc.nat(3)), { minLength: rules, maxLength: rules })
    .map(entries => {
      const priorities = entries.map(([, priority]) => priority).toSorted((a, b) => a - b);
      return entries.map(([action, , valid], i) => action + priorities[i]! * 2 ** 11 + valid * 2 ** 28);
    });

/** Priorities that meet each other often. */
const mostPriorities = 24;

/**
 * Banks that hash nothing, so that every key is looked up in their first buckets, with rules of all tiers there that take some receivers
 * and some frames, in one image or both.
 */
const arbitraryBanks = (config: Config) => {
  const size = config.bucketsPerBank * 2;
  const rule = fc.record({
    receiver: fc.nat(config.functions - 1),
    anyReceiver: fc.constantFrom(0, 1),
    sender: fc.oneof(fc.constant(networkSender), fc.nat(config.functions - 1)),
    anySender: fc.constantFrom(0, 1, 1),
    versions: fc.constantFrom(1, 2, 3, 4, 6, 7),
    verdict: fc.nat(slotVerdicts.length - 1),
    priority: fc.nat(mostPriorities - 1),
    valid: fc.constantFrom(0, 2, 3, 3, 3),
    queue: fc.nat(127),
  });
  const slots = fc.array(fc.tuple(rule, fc.noBias(fc.nat(3))), {
    minLength: 2 * config.ruleBanks,
    maxLength: 2 * config.ruleBanks,
  });
  return {
    ruleSlots: slots.map(rules => {
      const words = new Array<bigint>(config.ruleBanks * size).fill(0n);
      for (const [i, [one, die]] of rules.entries())
        if (die === 0) words[(i >> 1) * size + (i & 1)] = packFields(slotEntryFields, { ...openSlot, ...one });
      return words;
    }),
    ruleMasks: fc
      .array(fc.constantFrom(...ruleTiers), { minLength: config.ruleBanks, maxLength: config.ruleBanks })
      .map(tiers => tiers.map(tier => packMask({ ...hashesNothing, tier }))),
    ruleHashRows: fc.constant([...drawHashRows(new Uint8Array(16).fill(9))]),
  };
};

/** A slot whose rule takes every frame that can be read. */
const openSlot = {
  ...{ source: 0, sourceLength: 0, destination: 0, destinationLength: 0 },
  ...{ sourcePortFirst: 0, sourcePortLast: 0xffff, destinationPortFirst: 0, destinationPortLast: 0xffff },
  ...{ protocol: 0, anyProtocol: 1, vlan: 0xfff, unread: 0x1f, flags: 0, flagMask: 0 },
  ...{ wide: 0, reserved: 0 },
};
const noSettings = Object.fromEntries(identitySettingsFields.map(({ name }) => [name, 0])) as Record<
  (typeof identitySettingsFields)[number]['name'],
  number
>;
const hashesNothing = Object.fromEntries(hashFields.map(field => [field, 0])) as Record<HashField, number>;

/** Images of any content; rows need not come from ternary rules. */
export const arbitraryImages = (name: string, ruleDefault: number): fc.Arbitrary<TableImages> => {
  const config = findConfig(name)!;
  const matchRows = chunkCount * chunkRows;
  return fc.record({
    config: fc.constant(name),
    forwarding: arbitraryForwarding(config),
    forwardingRows: fc.constant([...rows]),
    ruleRows: fc.array(arbitraryRow(config.ternaryRules), { minLength: matchRows, maxLength: matchRows }),
    ruleActions: arbitraryActions(config.ternaryRules),
    ...arbitraryBanks(config),
    ruleDefault: fc.constant(ruleDefault),
    // Most of these vectors are of no frame, and come faster than frames do: what is hashed of them has no meaning.
    rssProfiles: fc.constant(withoutRss(config).rssProfiles),
    rssKeys: fc.constant(withoutRss(config).rssKeys),
    rssQueues: fc.constant(withoutRss(config).rssQueues),
    identities: fc.array(fc.boolean(), { minLength: config.functions, maxLength: config.functions }).map(denies =>
      denies.flatMap(denied => {
        const entries = new Array<bigint>(identityEntriesPerFunction).fill(0n);
        entries[0] = packFields(identitySettingsFields, { ...noSettings, egressDenied: denied ? 1 : 0 });
        return entries;
      }),
    ),
    weights: fc.constant([]),
    rates: fc.constant([]),
    groupRate: fc.constant(0),
    conditions: fc.array(fc.nat(3), { minLength: config.functions, maxLength: config.functions }),
    quotaCells: fc.constant([]),
  });
};
