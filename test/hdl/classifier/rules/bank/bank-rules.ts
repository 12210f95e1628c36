// SPDX-License-Identifier: Apache-2.0
/** Rules as the banks know them, random ones, what they match read naively, and their place in slots. */
import { type Config, slotsPerBucket } from '../../../../../hdl/spec/configs.ts';
import { packFields } from '../../../../../hdl/spec/field.ts';
import { type BankKey, bankKeyFields } from '../../../../../hdl/spec/tables/bank-key.ts';
import {
  type BankMask,
  hashFields,
  menuOf,
  type RuleTier,
  ruleTiers,
} from '../../../../../hdl/spec/tables/bank-mask.ts';
import {
  restSlotFields,
  ruleSlotFields,
  type SlotVerdict,
  slotNumber,
  slotVerdicts,
} from '../../../../../hdl/spec/tables/bank-slot.ts';
import { bucketOf, type HashRows, keyHash } from '../../../../../hdl/spec/tables/key-hash.ts';
import type { Random } from '../../../../support/random.ts';

/** Leading bits of an address, or of its label. */
export interface Side {
  readonly of: 'address' | 'label';
  readonly value: bigint;
  readonly length: number;
}
type Range = readonly [first: bigint, last: bigint];

export interface BankRule {
  readonly tier: RuleTier;
  readonly priority: number;
  readonly verdict: SlotVerdict;
  readonly source: Side;
  readonly destination: Side;
  readonly sourcePort: Range;
  readonly destinationPort: Range;
  readonly protocol: bigint | undefined;
  readonly receiver: bigint | undefined;
  readonly sender: bigint | undefined;
  readonly vlan: bigint | undefined;
  /** Versions and numbers of unread levels that it takes. */
  readonly versions: readonly bigint[];
  readonly unread: readonly bigint[];
  readonly flags: Partial<Record<(typeof flagNames)[number], bigint>>;
}

const flagNames = ['l4', 'laterFragment', 'unreadFragment', 'plain'] as const;

const leads = ({ of, value, length }: Side, address: bigint, label: bigint): boolean => {
  const [looked, width] = of === 'label' ? [label, 16] : [address, 128];
  return length === 0 || looked >> BigInt(width - length) === value >> BigInt(width - length);
};
const isIn = ([first, last]: Range, port: bigint): boolean => first <= port && port <= last;
const isOr = (wanted: bigint | undefined, value: bigint): boolean => wanted === undefined || wanted === value;

/** Whether every condition of a rule holds, one after the other. */
export const ruleMatches = (rule: BankRule, key: BankKey): boolean =>
  leads(rule.source, key.source, key.sourceLabel) &&
  leads(rule.destination, key.destination, key.destinationLabel) &&
  isIn(rule.sourcePort, key.sourcePort) &&
  isIn(rule.destinationPort, key.destinationPort) &&
  isOr(rule.protocol, key.protocol) &&
  isOr(rule.receiver, key.receiver) &&
  isOr(rule.sender, key.sender) &&
  isOr(rule.vlan, key.vlan) &&
  rule.versions.includes(key.version) &&
  rule.unread.includes(key.unread) &&
  flagNames.every(name => isOr(rule.flags[name], key[name]));

/** The rule of a tier that comes first for a key by linear search, passing over `unreadable` ones if the frame reports. */
export const firstRule = (
  rules: readonly BankRule[],
  tier: RuleTier,
  key: BankKey,
  reports: boolean,
): { readonly rule: BankRule | undefined; readonly passedOver: boolean } => {
  const matching = rules
    .filter(rule => rule.tier === tier && ruleMatches(rule, key))
    .toSorted((a, b) => a.priority - b.priority);
  const rule = matching.find(({ verdict }) => !(reports && verdict === 'unreadable'));
  return { rule, passedOver: rule !== matching[0] };
};

// Values come from small pools, so that rules overlap and share keys.
const addresses = [0x0a000001n << 96n, 0x0a000102n << 96n, 0x0a80ff03n << 96n, 0xc0a80001n << 96n];
const addresses6 = [
  0x20010db8000000010000000000000001n,
  0x20010db8000000010000000000008001n,
  0x20010db9_0000_0000_0000_0000_0000_0001n,
];
const lengths4 = [0, 0, 1, 8, 13, 16, 22, 24, 31, 32];
const lengths6 = [0, 0, 7, 32, 36, 48, 56, 64, 100, 112, 124, 128];
const ports = [0n, 22n, 80n, 443n, 1023n, 1024n, 8080n, 65535n];
const labels = [0n, 5n, 0x8005n, 0xffffn];

export const anyRule = {
  verdict: 'allow',
  source: { of: 'address', value: 0n, length: 0 },
  destination: { of: 'address', value: 0n, length: 0 },
  sourcePort: [0n, 65535n],
  destinationPort: [0n, 65535n],
  protocol: undefined,
  receiver: undefined,
  sender: undefined,
  vlan: undefined,
  versions: [0n, 1n, 2n],
  unread: [0n, 1n, 2n, 3n, 4n],
  flags: {},
} as const satisfies Partial<BankRule>;

const randomSide = (random: Random, version: bigint | undefined): Side => {
  if (random.chance(0.15)) return { of: 'label', value: random.pick(labels), length: random.pick([1, 4, 15, 16]) };
  if (version === undefined || version === 0n) return anyRule.source;
  const six = version === 2n;
  return {
    of: 'address',
    value: random.pick(six ? addresses6 : addresses),
    length: random.pick(six ? lengths6 : lengths4),
  };
};

const randomRange = (random: Random): Range => {
  const [a, b] = [random.pick(ports), random.pick(ports)];
  if (random.chance(0.4)) return [0n, 65535n];
  return random.chance(0.5) ? [a, a] : [a < b ? a : b, a < b ? b : a];
};

/** A rule of a tier; priorities may repeat. */
export const randomRule = (random: Random, tier: RuleTier): BankRule => {
  const version = random.pick([undefined, 0n, 1n, 1n, 1n, 2n, 2n]);
  const sometimes = (values: readonly bigint[]): bigint | undefined =>
    random.chance(0.5) ? random.pick(values) : undefined;
  const flags = Object.fromEntries(
    flagNames.filter(() => random.chance(0.15)).map(name => [name, BigInt(random.between(0, 1))]),
  );
  return {
    tier,
    priority: random.between(0, 2 ** 17 - 1),
    verdict: random.pick(slotVerdicts),
    source: randomSide(random, version),
    destination: randomSide(random, version),
    sourcePort: randomRange(random),
    destinationPort: randomRange(random),
    protocol: sometimes([6n, 17n]),
    receiver: sometimes([1n, 2n, 0x7fn]),
    sender: sometimes([1n, 2n, 0x7fn]),
    vlan: random.chance(0.2) ? random.pick([0n, 5n, 0x805n]) : undefined,
    versions: version === undefined ? [0n, 1n, 2n] : [version],
    unread: random.chance(0.3) ? [0n, 1n, 2n, 3n, 4n].filter(() => random.chance(0.6)) : anyRule.unread,
    flags,
  };
};

/** A key of small pools. */
const randomKey = (random: Random): BankKey => {
  const version = random.pick([0n, 1n, 1n, 1n, 2n, 2n]);
  const address = (): bigint => (version === 0n ? 0n : random.pick(version === 2n ? addresses6 : addresses));
  return {
    source: address(),
    destination: address(),
    sourcePort: random.pick(ports),
    destinationPort: random.pick(ports),
    protocol: random.pick([6n, 17n, 58n]),
    receiver: random.pick([1n, 2n, 3n, 0x7fn, 0x7en]),
    sender: random.pick([1n, 2n, 3n, 0x7fn]),
    vlan: random.pick([0n, 5n, 0x805n]),
    sourceLabel: random.pick(labels),
    destinationLabel: random.pick(labels),
    version,
    unread: random.pick([0n, 0n, 0n, 1n, 2n, 3n, 4n]),
    l4: random.pick([0n, 1n]),
    laterFragment: random.pick([0n, 1n]),
    unreadFragment: random.pick([0n, 1n]),
    plain: random.pick([0n, 1n]),
  };
};

const randomBits = (random: Random, width: number): bigint =>
  random.bytes(Math.ceil(width / 8)).reduce((word, byte) => (word << 8n) | BigInt(byte), 0n) &
  ((1n << BigInt(width)) - 1n);

/** A value whose leading bits are those of a side, the others at random. */
const inside = (random: Random, { value, length }: Side, width: number): bigint => {
  const free = BigInt(width - length);
  return ((value >> free) << free) | (randomBits(random, width - length || 1) % (1n << free));
};

/** A key that a rule matches, at the edges of its ranges; what the rule leaves open is random. */
const matchingKey = (random: Random, rule: BankRule): BankKey => {
  const any = randomKey(random);
  const version = random.pick(rule.versions);
  const side = (name: 'source' | 'destination'): bigint => {
    const { of } = rule[name];
    const address = of === 'address' && rule[name].length > 0 ? inside(random, rule[name], 128) : any[name];
    return version === 1n ? (address >> 96n) << 96n : version === 0n ? 0n : address;
  };
  const label = (name: 'source' | 'destination', otherwise: bigint): bigint =>
    rule[name].of === 'label' ? inside(random, rule[name], 16) : otherwise;
  return {
    ...any,
    source: side('source'),
    destination: side('destination'),
    sourceLabel: label('source', any.sourceLabel),
    destinationLabel: label('destination', any.destinationLabel),
    sourcePort: random.pick(rule.sourcePort),
    destinationPort: random.pick(rule.destinationPort),
    protocol: rule.protocol ?? any.protocol,
    receiver: rule.receiver ?? any.receiver,
    sender: rule.sender ?? any.sender,
    vlan: rule.vlan ?? any.vlan,
    version,
    unread: rule.unread.length > 0 ? random.pick(rule.unread) : any.unread,
    ...rule.flags,
  };
};

/** The key with one bit of one field turned, or a port beside an edge. */
const beside = (random: Random, key: BankKey): BankKey => {
  const { name, bits } = random.pick(bankKeyFields.filter(field => field.name !== 'version'));
  if (/Port$/.test(name) && random.chance(0.7)) {
    return { ...key, [name]: BigInt.asUintN(16, key[name] + random.pick([1n, -1n])) };
  }
  // The addresses of IPv4 end after 32 bits.
  const low = /^(source|destination)$/.test(name) && key.version !== 2n ? 96 : 0;
  return { ...key, [name]: key[name] ^ (1n << BigInt(random.between(low, bits - 1))) };
};

/** Keys for rules: of them, beside them, and any. */
export const keyFor = (random: Random, rules: readonly BankRule[]): BankKey => {
  if (rules.length === 0 || random.chance(0.1)) return randomKey(random);
  const key = matchingKey(random, random.pick(rules));
  return random.chance(0.5) ? beside(random, key) : key;
};

/** Whether a bank with this mask can hold the rule: it asks for no bit that the rule leaves open. */
const fits = (rule: BankRule, mask: BankMask): boolean => {
  if (rule.tier !== mask.tier) return false;
  const version = rule.versions.includes(2n) ? 'ipv6' : 'ipv4';
  const isOfOne = rule.versions.length === 1;
  const known = (field: (typeof hashFields)[number]): number => {
    if (field === 'source' || field === 'destination') {
      return rule[field].of === 'address' && isOfOne ? rule[field].length : 0;
    }
    if (field === 'sourceLabel' || field === 'destinationLabel') {
      const side = field === 'sourceLabel' ? rule.source : rule.destination;
      return side.of === 'label' ? side.length : 0;
    }
    if (field === 'sourcePort' || field === 'destinationPort') {
      const [first, last] = rule[field];
      return [16, 8, 6].find(bits => first >> BigInt(16 - bits) === last >> BigInt(16 - bits)) ?? 0;
    }
    return rule[field] === undefined ? 0 : 12;
  };
  return hashFields.every(field => menuOf(field, version)[mask[field]]! <= known(field));
};

/** A key from which every mask that the rule fits takes the bits that the rule asks for. */
const keyOfRule = (rule: BankRule): BankKey => ({
  ...(Object.fromEntries(bankKeyFields.map(({ name }) => [name, 0n])) as unknown as BankKey),
  source: rule.source.of === 'address' ? rule.source.value : 0n,
  destination: rule.destination.of === 'address' ? rule.destination.value : 0n,
  sourceLabel: rule.source.of === 'label' ? rule.source.value : 0n,
  destinationLabel: rule.destination.of === 'label' ? rule.destination.value : 0n,
  sourcePort: rule.sourcePort[0],
  destinationPort: rule.destinationPort[0],
  protocol: rule.protocol ?? 0n,
  receiver: rule.receiver ?? 0n,
  sender: rule.sender ?? 0n,
  vlan: rule.vlan ?? 0n,
  version: rule.versions.includes(2n) ? 2n : 1n,
});

/** Slot contents of a rule: one, or two of which the second is the rest; `valid` has a bit an image. */
export const slotsOf = (rule: BankRule, valid: number): readonly bigint[] => {
  const isWide = [rule.source, rule.destination].some(({ of, length }) => of === 'address' && length > 32);
  const first = ({ of, value, length }: Side): readonly [bigint, number] =>
    of === 'label' ? [value << 16n, 32 + length] : [value >> 96n, Math.min(32, length)];
  const rest = ({ of, length }: Side): number => (of === 'address' && length > 32 ? (length - 32) / 4 : 0);
  const bitsOf = (numbers: readonly bigint[]): bigint => numbers.reduce((set, n) => set | (1n << n), 0n);
  const [source, sourceLength] = first(rule.source);
  const [destination, destinationLength] = first(rule.destination);
  const last = { valid, wide: isWide ? 1 : 0, reserved: 0 };
  const head = packFields(ruleSlotFields, {
    ...{ source, sourceLength, destination, destinationLength },
    sourcePortFirst: rule.sourcePort[0],
    sourcePortLast: rule.sourcePort[1],
    destinationPortFirst: rule.destinationPort[0],
    destinationPortLast: rule.destinationPort[1],
    ...{ protocol: rule.protocol ?? 0n, anyProtocol: rule.protocol === undefined ? 1 : 0 },
    ...{ receiver: rule.receiver ?? 0n, anyReceiver: rule.receiver === undefined ? 1 : 0 },
    ...{ sender: rule.sender ?? 0n, anySender: rule.sender === undefined ? 1 : 0 },
    vlan: rule.vlan ?? 0xfff,
    versions: bitsOf(rule.versions),
    unread: bitsOf(rule.unread),
    flags: flagNames.reduce((word, name, i) => word | ((rule.flags[name] ?? 0n) << BigInt(i)), 0n),
    flagMask: flagNames.reduce((word, name, i) => word | (rule.flags[name] === undefined ? 0n : 1n << BigInt(i)), 0n),
    verdict: slotVerdicts.indexOf(rule.verdict),
    priority: rule.priority,
    ...last,
  });
  if (!isWide) return [head];
  const below = (1n << 96n) - 1n;
  const tail = packFields(restSlotFields, {
    sourceRest: rule.source.of === 'address' ? rule.source.value & below : 0n,
    sourceRestLength: rest(rule.source),
    destinationRest: rule.destination.of === 'address' ? rule.destination.value & below : 0n,
    destinationRestLength: rest(rule.destination),
    unused: 0,
    ...last,
  });
  return [head, tail];
};

/** One image: its masks, rows of its hash, and the rules that found a place. */
export interface BankImage {
  readonly masks: readonly BankMask[];
  readonly rows: HashRows;
  readonly rules: readonly { readonly rule: BankRule; readonly slots: readonly number[] }[];
}

/** Random masks: the first pair of each tier asks for nothing, so that every rule fits somewhere. */
export const randomMasks = (random: Random, config: Config): readonly BankMask[] =>
  Array.from({ length: config.ruleBanks }, (_, bank) => {
    const tier = ruleTiers[(bank >> 1) % ruleTiers.length]!;
    const open = bank % 2 === 0 && bank < 2 * ruleTiers.length;
    const places = hashFields.map(field => {
      const least = open || random.chance(0.85) ? 0 : random.between(0, menuOf(field, 'ipv4').length - 1);
      return [field, least] as const;
    });
    return { ...(Object.fromEntries(places) as Record<(typeof hashFields)[number], number>), tier };
  });

/** Puts rules into banks that they fit, wherever slots that are not `taken` are free; those without a place are left out. */
export const placeRules = (
  random: Random,
  config: Config,
  { masks, rows }: Pick<BankImage, 'masks' | 'rows'>,
  rules: readonly BankRule[],
  taken: Set<number> = new Set(),
): BankImage['rules'] =>
  rules.flatMap(rule => {
    const width = slotsOf(rule, 0).length;
    const banks = masks.flatMap((mask, bank) => (fits(rule, mask) ? [bank] : []));
    const places = banks.flatMap(bank => {
      const bucket = bucketOf(config, bank, keyHash(rows, masks[bank]!, keyOfRule(rule)));
      const slots = Array.from({ length: slotsPerBucket }, (_, slot) => slotNumber(config, bank, bucket, slot));
      if (width === 2) return slots.every(slot => !taken.has(slot)) ? [slots] : [];
      return slots.filter(slot => !taken.has(slot)).map(slot => [slot]);
    });
    if (places.length === 0) return [];
    const slots = random.pick(places);
    for (const slot of slots) taken.add(slot);
    return [{ rule, slots }];
  });
