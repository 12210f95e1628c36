// SPDX-License-Identifier: Apache-2.0
/**
 * What a slot of a rule bank holds: a rule with its ranges as they are, compared with the whole key of a frame. Pure data.
 *
 * A rule takes one slot. One that asks for more than the first 32 bits of an IPv6 address takes both slots of a bucket: slot 0
 * holds what any slot holds, and slot 1 the rest of the addresses.
 *
 * A slot matches a key when all its conditions hold and it is valid in the image of the frame. A slot of two (`wide`) matches
 * only together with the rest; a rest matches nothing by itself. The queue of a rule is written with its slot and is in a
 * memory of its own under the number of the slot; a rule of two slots has that of slot 0.
 *
 * Among the matches of a tier the lowest priority wins, and of equal ones the lowest number of a slot. A rule that may match
 * or not (verdict `unreadable`) is left out for frames of which all functions only report such rules.
 */
import { type Config, slotsPerBucket } from '../configs.ts';
import { type Field, widthOf } from '../field.ts';

/**
 * What the rule says; `unreadable` drops a frame that may match the rule or not, as `deny` does under another reason.
 */
export const slotVerdicts = ['allow', 'deny', 'pass', 'unreadable'] as const;
export type SlotVerdict = (typeof slotVerdicts)[number];

/** Width of a priority; 0 comes first. */
export const priorityBits = 17;

/** Leading bits of an address that are compared in its own slot. */
export const slotAddressBits = 32;
/** `sourceLength` and `destinationLength` from here on compare that many bits more of the label, not the address. */
export const labelLength = 32;
/** The value of `vlan` that takes any. */
export const anyVlan = 0xfff;

/** The last bits of every slot: whether it is valid, and whether it is one of two. */
const lastFields = [
  { name: 'valid', bits: 2, doc: 'Bit i: the slot belongs to image i.' },
  { name: 'wide', bits: 1, doc: 'It is one of two slots that make one rule.' },
  { name: 'reserved', bits: 1, doc: 'Written as 0.' },
] as const satisfies readonly Field[];

/** A rule, or of a rule of two slots all but the rest of its addresses. */
export const ruleSlotFields = [
  {
    name: 'source',
    bits: slotAddressBits,
    doc: 'First 32 bits of the source address, or its label in the upper 16 of them.',
  },
  {
    name: 'sourceLength',
    bits: 6,
    doc: 'Leading bits of source that are compared: 0 to 32 with the address; 33 to 48, less 32, with the label.',
  },
  { name: 'destination', bits: slotAddressBits, doc: 'As source.' },
  { name: 'destinationLength', bits: 6, doc: 'As sourceLength.' },
  { name: 'sourcePortFirst', bits: 16, doc: 'Lowest source port.' },
  { name: 'sourcePortLast', bits: 16, doc: 'Highest source port.' },
  {
    name: 'destinationPortFirst',
    bits: 16,
    doc: 'Lowest destination port; of the EtherType when the key has no ports.',
  },
  { name: 'destinationPortLast', bits: 16, doc: 'Highest destination port.' },
  { name: 'protocol', bits: 8, doc: 'IP protocol.' },
  { name: 'anyProtocol', bits: 1, doc: 'The protocol is not compared.' },
  { name: 'receiver', bits: 7, doc: 'Function, 0x7f for group frames, or 0x7e for those to the network.' },
  { name: 'anyReceiver', bits: 1, doc: 'The receiver is not compared.' },
  { name: 'sender', bits: 7, doc: 'Function, or 0x7f for the network.' },
  { name: 'anySender', bits: 1, doc: 'The sender is not compared.' },
  { name: 'vlan', bits: 12, doc: 'VLAN id; 0xfff is not compared.' },
  { name: 'versions', bits: 3, doc: 'Bit v: takes frames of version v of the key, which are not IP, IPv4 and IPv6.' },
  { name: 'unread', bits: 5, doc: 'Bit n: takes frames of which as much could not be read as n in the key says.' },
  { name: 'flags', bits: 4, doc: 'Wanted values of l4, laterFragment, unreadFragment and plain, from bit 0.' },
  { name: 'flagMask', bits: 4, doc: 'Which of them are compared.' },
  { name: 'verdict', bits: 2, doc: 'Number of the verdict among slotVerdicts.' },
  { name: 'priority', bits: priorityBits, doc: 'Place among the rules of its tier, 0 first.' },
  ...lastFields,
] as const satisfies readonly Field[];

/** The flags of the key in the order of their bits in `flags` and `flagMask`. */
export const slotFlags = ['l4', 'laterFragment', 'unreadFragment', 'plain'] as const;

/** Bits of an address that the second slot of a rule compares, in steps of so many: other prefixes are several rules. */
export const restBits = 128 - slotAddressBits;
export const restStep = 4;

/** The second slot of a rule of two: the rest of its addresses, always with `wide` 1; its valid bits are those of the rule. */
export const restSlotFields = [
  { name: 'sourceRest', bits: restBits, doc: 'Bits of the source address after the first 32.' },
  { name: 'sourceRestLength', bits: 5, doc: 'Leading bits of them that are compared, in steps of four: 0 to 24.' },
  { name: 'destinationRest', bits: restBits, doc: 'As sourceRest.' },
  { name: 'destinationRestLength', bits: 5, doc: 'As sourceRestLength.' },
  { name: 'unused', bits: 10, doc: 'Written as 0.' },
  ...lastFields,
] as const satisfies readonly Field[];

/** Width of a slot: two of them fill six block RAMs of 72 bits. */
export const slotBits = widthOf(ruleSlotFields);

/** A slot as it is written: what the bank compares, and what becomes of a frame that the rule allows. */
export const slotEntryFields = [
  ...ruleSlotFields,
  { name: 'queue', bits: 7, doc: 'Receive queue of the function that gets the frame; 0 leaves it to RSS.' },
] as const satisfies readonly Field[];

/** Width of a slot as it is written. */
export const slotEntryBits = widthOf(slotEntryFields);

/**
 * Words of 32 bits in which a slot is written, lowest first and one after the other; the last one makes the whole slot live.
 * Word w of a slot is entry `slotNumber << slotWordBits | w`.
 */
const slotWords = Math.ceil(slotEntryBits / 32);

/** Bits of the number of a word in its slot. */
export const slotWordBits = Math.ceil(Math.log2(slotWords));

/** Slots of all banks; slot s of bucket b in bank k is number `(k * bucketsPerBank + b) * slotsPerBucket + s`. */
export const bankSlots = ({ ruleBanks, bucketsPerBank }: Config): number => ruleBanks * bucketsPerBank * slotsPerBucket;

/** Width of the number of a rule wherever it is: the number of its slot, or under the highest bit that of its ternary entry. */
export const ruleNumberBits = (config: Config): number => Math.log2(bankSlots(config)) + 1;

/** The number of the rule in an entry of a table; undefined for a table without rules. */
export const ruleNumberOf = (config: Config, table: string, index: number): number | undefined =>
  table === 'rule_slot' ? index : table === 'rule_action' ? bankSlots(config) + index : undefined;

/** Number of a slot in the table of slots. */
export const slotNumber = ({ bucketsPerBank }: Config, bank: number, bucket: number, slot: number): number =>
  (bank * bucketsPerBank + bucket) * slotsPerBucket + slot;
