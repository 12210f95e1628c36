// SPDX-License-Identifier: Apache-2.0
/**
 * What a rule bank hashes: how many leading bits of each field of the key, chosen from a menu. A rule may live in any bank
 * whose mask asks for no bit that the rule leaves open. Pure data.
 */
import type { Config } from '../configs.ts';
import { type Field, packFields, unpackFields, widthOf } from '../field.ts';
import { type BankKeyField, bankKeyFields } from './bank-key.ts';

/**
 * Tiers in the order in which they are asked. `egress` rules are those of the sender, `ingress` rules those of the receiver;
 * between functions both must allow. `pass`, and no match, go on to the next.
 */
export const ruleTiers = ['admin', 'egress', 'ingress', 'baseline'] as const;
export type RuleTier = (typeof ruleTiers)[number];

/**
 * Leading bits of each field that a mask can ask for. Addresses have a menu for each version, of which the mask names a
 * place: a bank may hold rules of both. Frames that are not IP are hashed as IPv4. Six or eight bits of a port are a block
 * of 1,024 or 256 ports: for rules that nothing but a range of ports tells apart.
 */
export const prefixMenus = {
  ipv4: [0, 8, 12, 16, 20, 24, 28, 32],
  ipv6: [0, 32, 40, 48, 56, 64, 112, 128],
} as const;
const portMenu = [0, 6, 8, 16] as const;

const whole = (bits: number) => [0, bits] as const;

/** Menus of the fields that are hashed alike whatever the IP version. */
const otherMenus = {
  sourcePort: portMenu,
  destinationPort: portMenu,
  protocol: whole(8),
  receiver: whole(7),
  sender: whole(7),
  vlan: whole(12),
  sourceLabel: whole(16),
  destinationLabel: whole(16),
} as const satisfies Partial<Readonly<Record<BankKeyField, readonly number[]>>>;

/** Fields of the key that can be hashed, in the order of their chunks. */
export const hashFields = [
  'source',
  'destination',
  ...(Object.keys(otherMenus) as (keyof typeof otherMenus)[]),
] as const;
export type HashField = (typeof hashFields)[number];

/** Leading bits that a mask can ask of a field of a frame of this version. */
export const menuOf = (field: HashField, version: 'ipv4' | 'ipv6'): readonly number[] =>
  field === 'source' || field === 'destination' ? prefixMenus[version] : otherMenus[field];

const docs = new Map<string, string>(bankKeyFields.map(({ name, doc }) => [name, doc]));

/** The mask word of a bank: the place in the menu of each field, and the tier that the bank belongs to. */
export const bankMaskFields = [
  ...hashFields.map(name => ({
    name,
    bits: Math.log2(menuOf(name, 'ipv4').length),
    doc: `Place in the menu of ${name}. ${docs.get(name)}`,
  })),
  {
    name: 'tier' as const,
    bits: Math.log2(ruleTiers.length),
    doc: 'Number of the tier of all rules in the bank and in the other of its pair.',
  },
] satisfies readonly Field[];

export const bankMaskBits = widthOf(bankMaskFields);

/** What a bank hashes, and its tier. */
export type BankMask = Readonly<Record<HashField, number>> & { readonly tier: RuleTier };

/** The mask word of a bank. */
export const packMask = ({ tier, ...places }: BankMask): number =>
  Number(packFields(bankMaskFields, { ...places, tier: ruleTiers.indexOf(tier) }));

/** What a mask word says. */
export const unpackMask = (word: number): BankMask => {
  const { tier, ...places } = unpackFields(bankMaskFields, BigInt(word));
  const numbers = Object.fromEntries(Object.entries(places).map(([name, place]) => [name, Number(place)]));
  return { ...(numbers as Record<HashField, number>), tier: ruleTiers[Number(tier)]! };
};

/**
 * Masks of both images: number `image * banks + bank`. A frame is hashed by the masks of its image. Banks 2i and 2i + 1
 * are a pair and belong to one tier: what is looked at is that of bank 2i.
 */
export const bankMaskEntries = (config: Config): number => 2 * config.ruleBanks;
