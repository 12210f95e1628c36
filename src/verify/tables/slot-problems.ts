// SPDX-License-Identifier: Apache-2.0
/**
 * Whether every key that a slot matches is looked up where the slot is: the mask of its bank asks for nothing that the slot leaves
 * open, and the hash of one such key, which is then that of all, names its bucket.
 */
import type { BankTables } from '../../../firmware/compile/banks/bank-tables.ts';
import { type Config, slotsPerBucket } from '../../../hdl/spec/configs.ts';
import { unpackFields } from '../../../hdl/spec/field.ts';
import { type BankKey, bankKeyFields, keyVersions } from '../../../hdl/spec/tables/bank-key.ts';
import { type HashField, hashFields, menuOf, unpackMask } from '../../../hdl/spec/tables/bank-mask.ts';
import {
  anyVlan,
  labelLength,
  restSlotFields,
  restStep,
  ruleSlotFields,
  slotAddressBits,
} from '../../../hdl/spec/tables/bank-slot.ts';
import { bucketOf, hashFieldBits, keyHash } from '../../../hdl/spec/tables/key-hash.ts';

/** What a slot fixes of a field: how many leading bits of which value. */
interface Fixed {
  readonly bits: number;
  readonly value: bigint;
}

const nothing: Fixed = { bits: 0, value: 0n };

type Slot = Readonly<Record<(typeof ruleSlotFields)[number]['name'], bigint>>;
type Rest = Readonly<Record<(typeof restSlotFields)[number]['name'], bigint>>;

const address = (first: bigint, length: bigint, rest: bigint, restLength: bigint): Fixed => {
  if (length > BigInt(labelLength)) return nothing;
  return {
    bits: Number(length) + Number(restLength) * restStep,
    value: (first << BigInt(128 - slotAddressBits)) | rest,
  };
};

const label = (first: bigint, length: bigint): Fixed =>
  length > BigInt(labelLength) ? { bits: Number(length) - labelLength, value: first >> 16n } : nothing;

/** Leading bits that the ends of a range have in common. */
const range = (first: bigint, last: bigint): Fixed => {
  let bits = 16;
  while (first >> BigInt(16 - bits) !== last >> BigInt(16 - bits)) bits--;
  return { bits, value: first };
};

const number = (field: HashField, isAny: boolean, value: bigint): Fixed =>
  isAny ? nothing : { bits: hashFieldBits(field), value };

const fixedFields = (slot: Slot, rest: Rest | undefined): Readonly<Record<HashField, Fixed>> => ({
  source: address(slot.source, slot.sourceLength, rest?.sourceRest ?? 0n, rest?.sourceRestLength ?? 0n),
  destination: address(
    slot.destination,
    slot.destinationLength,
    rest?.destinationRest ?? 0n,
    rest?.destinationRestLength ?? 0n,
  ),
  sourcePort: range(slot.sourcePortFirst, slot.sourcePortLast),
  destinationPort: range(slot.destinationPortFirst, slot.destinationPortLast),
  protocol: number('protocol', slot.anyProtocol === 1n, slot.protocol),
  receiver: number('receiver', slot.anyReceiver === 1n, slot.receiver),
  sender: number('sender', slot.anySender === 1n, slot.sender),
  vlan: number('vlan', slot.vlan === BigInt(anyVlan), slot.vlan),
  sourceLabel: label(slot.source, slot.sourceLength),
  destinationLabel: label(slot.destination, slot.destinationLength),
});

/** Versions of the key that a slot takes. */
const versionsOf = ({ versions }: Slot): readonly number[] =>
  keyVersions.map((_, v) => v).filter(v => ((versions >> BigInt(v)) & 1n) === 1n);

/** What is wrong with the place of a slot, in a sentence; undefined when nothing is. */
const problemOf = (tables: BankTables, config: Config, slotIndex: number, slot: Slot): string | undefined => {
  const bucket = Math.floor(slotIndex / slotsPerBucket);
  const bank = Math.floor(bucket / config.bucketsPerBank);
  const mask = unpackMask(tables.masks[bank]!);
  const isWide = slot.wide === 1n;
  if (isWide && slotIndex % slotsPerBucket !== 0) return undefined;
  const rest = isWide ? unpackFields(restSlotFields, tables.slots[slotIndex + 1]!) : undefined;
  if (rest && (rest.wide !== 1n || rest.valid !== slot.valid)) return 'lacks the second slot of its rule';
  const fixed = fixedFields(slot, rest);
  for (const version of versionsOf(slot)) {
    const menus = keyVersions[version] === 'ipv6' ? 'ipv6' : 'ipv4';
    const open = hashFields.find(field => menuOf(field, menus)[mask[field]]! > fixed[field].bits);
    if (open !== undefined) return `leaves open what its bank asks of ${open}`;
    const key: BankKey = {
      ...(Object.fromEntries(bankKeyFields.map(({ name }) => [name, 0n])) as BankKey),
      ...(Object.fromEntries(hashFields.map(field => [field, fixed[field].value])) as Pick<BankKey, HashField>),
      version: BigInt(version),
    };
    if (bucketOf(config, bank, keyHash(tables.rows, mask, key)) !== bucket % config.bucketsPerBank)
      return 'is in a bucket that its keys do not lead to';
  }
  return undefined;
};

/** Everything that is wrong with the places of the slots. */
export const slotProblems = (tables: BankTables, config: Config): readonly string[] =>
  tables.slots.flatMap((word, index) => {
    if (word === 0n) return [];
    const problem = problemOf(tables, config, index, unpackFields(ruleSlotFields, word));
    return problem === undefined ? [] : [`slot ${index} (rule ${tables.rules[index]! + 1}) ${problem}`];
  });
