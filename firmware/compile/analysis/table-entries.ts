// SPDX-License-Identifier: Apache-2.0
/** Entries of the compiled rule tables as boxes of the keys that they match, read from the tables as they are stored. */
import { type Config, slotsPerBucket } from '../../../hdl/spec/configs.ts';
import { type PlacedField, placeFields, unpackFields } from '../../../hdl/spec/field.ts';
import { ethertypes } from '../../../hdl/spec/protocol/headers/numbers.ts';
import { groupReceiver, keyVersions, networkReceiver, networkSender } from '../../../hdl/spec/tables/bank-key.ts';
import { type RuleTier, unpackMask } from '../../../hdl/spec/tables/bank-mask.ts';
import {
  anyVlan,
  labelLength,
  restBits,
  restSlotFields,
  restStep,
  type SlotVerdict,
  slotAddressBits,
  slotEntryFields,
  slotFlags,
  slotVerdicts,
} from '../../../hdl/spec/tables/bank-slot.ts';
import { groupFunction, networkFunction, type RuleKeyField, ruleKeyFields } from '../../../hdl/spec/tables/rule-key.ts';
import { type UnreadLevel, unreadLevels } from '../../../hdl/spec/tables/unread.ts';
import { tierBank } from '../banks/bank-items.ts';
import type { BankTables, TernaryEntry } from '../banks/bank-tables.ts';
import { type Box, both, type Dimension } from './box.ts';
import { unreadFrom } from './key-space.ts';
import { masked, only, type Ranges, span, without } from './ranges.ts';

/** Who sends a frame to whom. */
export interface FramePath {
  /** Function that sends it; undefined for the network. */
  readonly sender: number | undefined;
  /** Function of a unicast frame, or that it is to a group address, or to nobody on the card. */
  readonly receiver: number | 'group' | 'network';
  readonly vlan: number;
}

export interface TableEntry {
  readonly tier: RuleTier;
  readonly priority: number;
  readonly verdict: SlotVerdict;
  readonly queue: number;
  /** Index of the policy's rule; negative for one that comes from none. */
  readonly rule: number;
  /** Keys that it matches, as disjoint boxes. */
  readonly boxes: readonly Box[];
  readonly isFor: (path: FramePath) => boolean;
}

const versions = keyVersions.map((_, number) => number);
const widthOf = [1, 32, 128] as const;
const numbersOf = (bits: bigint, count: number): Ranges =>
  only(...Array.from({ length: count }, (_, n) => n).filter(n => ((bits >> BigInt(n)) & 1n) === 1n));

type Slot = Readonly<Record<(typeof slotEntryFields)[number]['name'], bigint>>;
type Rest = Readonly<Record<(typeof restSlotFields)[number]['name'], bigint>>;

/** Values of an address of a version that begin as the slot asks; undefined when none does. */
const slotAddress = (version: number, slot: Slot, rest: Rest | undefined, side: 'source' | 'destination') => {
  const first = slot[side];
  const length = Number(slot[`${side}Length`]);
  // No frame has a label yet: the label of every address is 0.
  if (length > labelLength)
    return first >> BigInt(slotAddressBits - (length - labelLength)) === 0n ? everyAddress(version) : undefined;
  const restLength = rest ? Number(rest[`${side}RestLength`]) * restStep : 0;
  if (restLength > 0 && length < slotAddressBits)
    throw new RangeError('a slot asks for the rest of an address, and not for all before');
  const ones = (count: number, width: number): bigint => ((1n << BigInt(count)) - 1n) << BigInt(width - count);
  const mask = (ones(length, slotAddressBits) << BigInt(restBits)) | ones(restLength, restBits);
  const value = (first << BigInt(restBits)) | (rest?.[`${side}Rest`] ?? 0n);
  if (version === 2) return masked(value, mask, 128);
  // An IPv4 address fills the first 32 bits; after it, as in place of no address, is 0.
  const below = version === 1 ? BigInt.asUintN(restBits, value & mask) : value & mask;
  if (below !== 0n) return undefined;
  return version === 1 ? masked(value >> BigInt(restBits), mask >> BigInt(restBits), 32) : everyAddress(0);
};

const everyAddress = (version: number): Ranges => masked(0n, 0n, widthOf[version]!);

const typeOf = (version: number): Ranges =>
  version === 0 ? [] : only(version === 1 ? ethertypes.ipv4 : ethertypes.ipv6);

const flagDimensions = { l4: 'l4', laterFragment: 'fragment', unreadFragment: 'unreadFragment' } as const;

/** What a slot asks for by its flags; `plain` compares the type with that of the version. */
const slotFlagBox = (slot: Slot, version: number): Box | undefined => {
  let box: Box | undefined = {};
  for (const [bit, name] of slotFlags.entries()) {
    if (((slot.flagMask >> BigInt(bit)) & 1n) === 0n) continue;
    const wanted = (slot.flags >> BigInt(bit)) & 1n;
    const types = wanted === 1n ? typeOf(version) : without(span(0, 0xffff), typeOf(version));
    const asked: Box = name === 'plain' ? { ethertype: types } : { [flagDimensions[name]]: only(wanted) };
    if (name === 'plain' && types.length === 0) return undefined;
    box = box && both(box, asked);
  }
  return box;
};

const slotBoxes = (slot: Slot, rest: Rest | undefined): readonly Box[] =>
  versions.flatMap(version => {
    const flags = slotFlagBox(slot, version);
    const source = slotAddress(version, slot, rest, 'source');
    const destination = slotAddress(version, slot, rest, 'destination');
    if (((slot.versions >> BigInt(version)) & 1n) === 0n || !flags || !source || !destination) return [];
    const asked: Box = {
      ...{ version: only(version), unread: numbersOf(slot.unread, unreadLevels.length + 1), source, destination },
      ...(slot.anyProtocol === 0n && { protocol: only(slot.protocol) }),
      sourcePort: span(slot.sourcePortFirst, slot.sourcePortLast),
    };
    const last = span(slot.destinationPortFirst, slot.destinationPortLast);
    // In place of a port that is not known is the type.
    const either: readonly Box[] = [
      { l4: only(0), ethertype: last },
      { l4: only(1), destinationPort: last },
    ];
    const limited = both(asked, flags);
    return limited ? either.flatMap(one => both(limited, one) ?? []) : [];
  });

const slotReceivers = { group: groupReceiver, network: networkReceiver } as const;
const keyFunctions = { group: groupFunction, network: networkFunction } as const;

const isForSlot =
  (slot: Slot) =>
  ({ sender = networkSender, receiver, vlan }: FramePath): boolean =>
    (slot.anyReceiver === 1n ||
      slot.receiver === BigInt(typeof receiver === 'number' ? receiver : slotReceivers[receiver])) &&
    (slot.anySender === 1n || slot.sender === BigInt(sender)) &&
    (slot.vlan === BigInt(anyVlan) || slot.vlan === BigInt(vlan));

const bankEntries = ({ slots, masks, rules }: BankTables, config: Config): readonly TableEntry[] =>
  slots.flatMap((word, number) => {
    if (word === 0n) return [];
    const slot = unpackFields(slotEntryFields, word);
    const isWide = slot.wide === 1n;
    if (isWide && number % slotsPerBucket !== 0) return [];
    const rest = isWide ? unpackFields(restSlotFields, slots[number + 1]!) : undefined;
    const bank = Math.floor(number / (config.bucketsPerBank * slotsPerBucket));
    return [
      {
        ...{
          tier: unpackMask(masks[tierBank(bank)]!).tier,
          priority: Number(slot.priority),
          queue: Number(slot.queue),
        },
        ...{ verdict: slotVerdicts[Number(slot.verdict)]!, rule: rules[number]! },
        ...{ boxes: slotBoxes(slot, rest), isFor: isForSlot(slot) },
      },
    ];
  });

const keyFields = new Map<string, PlacedField>(placeFields(ruleKeyFields).map(field => [field.name, field]));

/** What a ternary entry asks of a field. */
const askedOf = ({ value, mask }: TernaryEntry, name: RuleKeyField) => {
  const { bits, lsb } = keyFields.get(name)!;
  const part = (word: bigint): bigint => BigInt.asUintN(bits, word >> BigInt(lsb));
  return { value: part(value), mask: part(mask), bits };
};

const bitDimensions = { laterFragment: 'fragment', unreadFragment: 'unreadFragment', l4: 'l4' } as const;
const wordDimensions = {
  ethertype: 'ethertype',
  ipProtocol: 'protocol',
  srcPort: 'sourcePort',
  dstPort: 'destinationPort',
} as const;
const addressDimensions = { srcIp: 'source', dstIp: 'destination' } as const;
const unreadFields = {
  ethertype: 'unreadEthertype',
  network: 'unreadNetwork',
  protocol: 'unreadProtocol',
  ports: 'unreadPorts',
} as const satisfies Readonly<Record<UnreadLevel, RuleKeyField>>;

const accepts = ({ value, mask }: { readonly value: bigint; readonly mask: bigint }, given: number): boolean =>
  (BigInt(given) & mask) === (value & mask);

const ternaryBoxes = (entry: TernaryEntry): readonly Box[] => {
  const direct = Object.entries({ ...bitDimensions, ...wordDimensions }).map(([field, dimension]): Box => {
    const { value, mask, bits } = askedOf(entry, field as RuleKeyField);
    return mask === 0n ? {} : { [dimension]: masked(value, mask, bits) };
  });
  const unread = [0, ...unreadLevels.map(unreadFrom)].filter(number =>
    unreadLevels.every(level => accepts(askedOf(entry, unreadFields[level]), number >= unreadFrom(level) ? 1 : 0)),
  );
  return versions.flatMap(version => {
    const isOf =
      accepts(askedOf(entry, 'ipv4'), version === 1 ? 1 : 0) && accepts(askedOf(entry, 'ipv6'), version === 2 ? 1 : 0);
    const width = widthOf[version]!;
    const ofAddresses = Object.entries(addressDimensions).map(([field, dimension]): Box | undefined => {
      const { value, mask } = askedOf(entry, field as RuleKeyField);
      // Above the address of the version is 0.
      if ((value & mask) >> BigInt(version === 0 ? 0 : width) !== 0n) return undefined;
      return { [dimension satisfies Dimension]: masked(value, BigInt.asUintN(width, mask), width) };
    });
    if (!isOf || unread.length === 0) return [];
    let box: Box | undefined = { version: only(version), unread: only(...unread) };
    for (const one of [...direct, ...ofAddresses]) box = box && one && both(box, one);
    return box ? [box] : [];
  });
};

const ternaryEntry = (entry: TernaryEntry): TableEntry => {
  const { tier, priority, verdict, queue, rule } = entry;
  const isFor = ({ sender = networkSender, receiver, vlan }: FramePath): boolean =>
    accepts(askedOf(entry, 'group'), receiver === 'group' ? 1 : 0) &&
    accepts(askedOf(entry, 'function'), typeof receiver === 'number' ? receiver : keyFunctions[receiver]) &&
    accepts(askedOf(entry, 'sender'), sender) &&
    accepts(askedOf(entry, 'vlan'), vlan);
  return { tier, priority, verdict, queue, rule, boxes: ternaryBoxes(entry), isFor };
};

/** All entries, those of the banks first and so before others of their priority. */
export const tableEntries = (tables: BankTables, config: Config): readonly TableEntry[] =>
  [...bankEntries(tables, config), ...tables.ternary.map(ternaryEntry)].toSorted((a, b) => a.priority - b.priority);
