// SPDX-License-Identifier: Apache-2.0
/** Compares a key with the two slots of a bucket. */
import { cat, component, input, lit, mux, output, pick, type Rd, u, unpack, type Val } from 'typescript-hdl';
import { delayed, registered } from 'typescript-hdl/lib';
import {
  anyVlan,
  labelLength,
  restStep,
  slotAddressBits,
  slotBits,
  slotFlags,
  slotVerdicts,
} from '../../../spec/tables/bank-slot.ts';
import { candidateShape, type LookUp, lookUpShape, rankBits, restSlotShape, ruleSlotShape } from './bank-shapes.ts';
import { bitsFromTop, differencesIn, greaterThanEach } from './prefix-differences.ts';

/** Clocks from a bucket to its answer: parts of the comparison, hits, the better slot. */
export const bucketMatchLatency = 3;

type RuleSlot = Rd<typeof ruleSlotShape>;
type RestSlot = Rd<typeof restSlotShape>;

/** Bits of an address, and of the rest of one, whose differences are joined before the first register. */
const bitsPerDifference = 8;
const restBitsPerDifference = 12;

const unreadable = slotVerdicts.indexOf('unreadable');

/** Whether the leading bits of an address, or of its label, are those of a slot: several bits, all of which must be 1. */
const addressAgrees = (stored: Val, length: Val, address: Val, label: Val): readonly Val<1>[] => {
  const first = address.slice(address.width - slotAddressBits, slotAddressBits);
  const counted = greaterThanEach(length);
  const isLabel = bitsFromTop(counted, labelLength, 1);
  const unlabelled = slotAddressBits - label.width;
  const looked = cat(mux(isLabel, label, first.slice(unlabelled, label.width)), first.slice(0, unlabelled));
  const ofAddress = bitsFromTop(counted, 0, slotAddressBits).and(isLabel.not().repeat(slotAddressBits));
  const ofLabel = cat(bitsFromTop(counted, labelLength, label.width), lit(0, unlabelled));
  const mask = ofAddress.or(ofLabel);
  return differencesIn(bitsPerDifference, stored, looked, mask).map(differs => differs.not());
};

const flagsOf = (key: LookUp['key']): Val => cat(...slotFlags.map(flag => key[flag] as Val).reverse());

/** The bit of an accept set that a number names; a number beyond the set is not accepted. */
const accepts = (set: Val, number: Val): Val<1> =>
  Array.from({ length: set.width }, (_, i) => number.eq(i).and(set.bit(i))).reduce((a, b) => a.or(b));

/** Conditions of a slot, of which all must hold; none of them is more than four LUTs deep. */
const conditionsOf = (slot: RuleSlot, { key, image }: LookUp): readonly Val<1>[] => [
  ...addressAgrees(slot.source, slot.sourceLength, key.source, key.sourceLabel),
  ...addressAgrees(slot.destination, slot.destinationLength, key.destination, key.destinationLabel),
  slot.sourcePortFirst.le(key.sourcePort),
  slot.sourcePortLast.ge(key.sourcePort),
  slot.destinationPortFirst.le(key.destinationPort),
  slot.destinationPortLast.ge(key.destinationPort),
  slot.anyProtocol.or(slot.protocol.eq(key.protocol)),
  slot.anyReceiver.or(slot.receiver.eq(key.receiver)),
  slot.anySender.or(slot.sender.eq(key.sender)),
  slot.vlan.eq(key.vlan).or(slot.vlan.eq(anyVlan)),
  accepts(slot.versions, key.version).and(mux(image, slot.valid.bit(1), slot.valid.bit(0))),
  accepts(slot.unread, key.unread),
  slot.flags.xor(flagsOf(key)).and(slot.flagMask).orR().not(),
];

/** Whether the rest of both addresses is that of the second slot. */
const restConditionsOf = (rest: RestSlot, { key, image }: LookUp): readonly Val<1>[] => {
  const agrees = (stored: Val, length: Val, address: Val): readonly Val<1>[] => {
    const counted = greaterThanEach(length);
    const steps = Array.from({ length: stored.width / restStep }, (_, i) =>
      bitsFromTop(counted, i, 1).repeat(restStep),
    );
    return differencesIn(restBitsPerDifference, stored, address.trunc(stored.width), cat(...steps)).map(differs =>
      differs.not(),
    );
  };
  return [
    ...agrees(rest.sourceRest, rest.sourceRestLength, key.source),
    ...agrees(rest.destinationRest, rest.destinationRestLength, key.destination),
    rest.wide.and(mux(image, rest.valid.bit(1), rest.valid.bit(0))),
  ];
};

/** Registers a list of conditions as one word. */
const registeredBits = (name: string, bits: readonly Val<1>[]): Val =>
  registered(name, { bits: cat(...[...bits].reverse()) }).bits;

/** The better of two slots, of which slot 1 comes first by its priority if `second` is 1. */
const betterOf = (hits: readonly [Val<1>, Val<1>], second: Val<1>, priorities: readonly [Val, Val]) => {
  const isSecond = hits[1].and(hits[0].not().or(second));
  return { isSecond, rank: cat(hits[0].or(hits[1]).not(), mux(isSecond, priorities[1], priorities[0])) };
};

/**
 * Gives the best match among the slots of a bucket, as `bank-slot.ts` says when one matches; `best.slot` is its number in the
 * bucket. `passedOver` is the rank of the best that may match or not and was passed over. One bucket and its look-up a clock, always
 * `bucketMatchLatency` clocks; logic depth 4 LUTs at 10g.
 */
export const bucketMatch = component(
  'bucket_match',
  {},
  {
    slots: input({ first: u(slotBits), second: u(slotBits) }),
    lookUp: input(lookUpShape),
    best: output(candidateShape(1)),
    passedOver: output(u(rankBits)),
  },
  ({ slots, lookUp, best, passedOver }) => {
    const both = [unpack(ruleSlotShape, slots.first), unpack(ruleSlotShape, slots.second)] as const;
    const [first, second] = both;
    const rest = unpack(restSlotShape, slots.second);

    const parts = both.map((slot, i) => registeredBits(`conditions_${i}`, conditionsOf(slot, lookUp)));
    const restParts = registeredBits('rest', restConditionsOf(rest, lookUp));
    const compared = registered('compared', {
      firstWide: first.wide,
      secondWide: second.wide,
      second: second.priority.lt(first.priority),
      overFirst: first.verdict.eq(unreadable).and(lookUp.reports),
      overSecond: second.verdict.eq(unreadable).and(lookUp.reports),
    });
    const carried = { priority: ruleSlotShape.priority, verdict: ruleSlotShape.verdict };
    const later = both.map((slot, i) => delayed(`slot_${i}`, carried, pick(carried, slot), 2));

    const hits = [
      parts[0]!.andR().and(compared.firstWide.not().or(restParts.andR())),
      parts[1]!.andR().and(compared.secondWide.not()),
    ] as const;
    const found = registered('found', {
      first: hits[0].and(compared.overFirst.not()),
      second: hits[1].and(compared.overSecond.not()),
      overFirst: hits[0].and(compared.overFirst),
      overSecond: hits[1].and(compared.overSecond),
      secondLeads: compared.second,
    });

    const priorities = [later[0]!.priority, later[1]!.priority] as const;
    const certain = betterOf([found.first, found.second], found.secondLeads, priorities);
    const over = betterOf([found.overFirst, found.overSecond], found.secondLeads, priorities);
    const answer = registered('answer', {
      rank: certain.rank,
      verdict: mux(certain.isSecond, later[1]!.verdict, later[0]!.verdict),
      slot: certain.isSecond,
      over: over.rank,
    });
    best.set({ rank: answer.rank, verdict: answer.verdict, slot: answer.slot });
    passedOver.set(answer.over);
  },
  { maxDepth: 4, doc: 'Compares a key with the two slots of a bucket and gives the better match.' },
);
