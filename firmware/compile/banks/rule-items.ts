// SPDX-License-Identifier: Apache-2.0
/** Rules as items of the placement: what of each field a rule fixes, and the hashes of what it fixes. */
import { type HashField, hashFields, menuOf, ruleTiers } from '../../../hdl/spec/tables/bank-mask.ts';
import { slotAddressBits } from '../../../hdl/spec/tables/bank-slot.ts';
import { fieldHashes, type HashRows } from '../../../hdl/spec/tables/key-hash.ts';
import type { IpPrefix, PortRange } from '../../policy/policy.ts';
import type { BankItems } from './bank-items.ts';
import type { BankRule } from './bank-rules.ts';
import type { Conjunction } from './conjunction.ts';
import { fixedPortBits } from './range-blocks.ts';

/** What a rule fixes of a field: the IP version whose menu counts, and how many leading bits of which value. */
interface Fixed {
  readonly version: 'ipv4' | 'ipv6';
  readonly value: bigint;
  readonly bits: number;
}

const addressBits = 128;

/** An address as the key holds it: from the first bit down. */
export const keyAddress = ({ version, address }: IpPrefix): bigint => (version === 4 ? address << 96n : address);

const ofPrefix = (prefix: IpPrefix | undefined): Fixed | undefined =>
  prefix && {
    version: prefix.version === 4 ? 'ipv4' : 'ipv6',
    value: keyAddress(prefix),
    bits: prefix.prefixLength,
  };

const ofRange = (range: PortRange): Fixed => ({
  version: 'ipv4',
  value: BigInt(range.first),
  bits: fixedPortBits(range),
});

const ofNumber = (value: number | undefined): Fixed | undefined =>
  value === undefined ? undefined : { version: 'ipv4', value: BigInt(value), bits: addressBits };

/** What a conjunction fixes of each field; of those that it does not name it fixes nothing. */
const fixes: Readonly<Partial<Record<HashField, (one: Conjunction) => Fixed | undefined>>> = {
  source: one => ofPrefix(one.source),
  destination: one => ofPrefix(one.destination),
  sourcePort: one => ofRange(one.sourcePort),
  destinationPort: one => ofRange(one.destinationPort),
  protocol: one => ofNumber(one.protocol),
  receiver: one => ofNumber(one.receiver),
  sender: one => ofNumber(one.sender),
  vlan: one => ofNumber(one.vlan),
};

/** Hashes of fields by place in the menu, computed once for each value. */
class FieldHasher {
  readonly #rows: HashRows;
  readonly #known = new Map<string, readonly number[]>();

  constructor(rows: HashRows) {
    this.#rows = rows;
  }

  of(field: HashField, { version, value }: Fixed): readonly number[] {
    const key = `${field} ${version} ${value}`;
    const found = this.#known.get(key);
    if (found) return found;
    const hashes = fieldHashes(this.#rows, field, version, value);
    this.#known.set(key, hashes);
    return hashes;
  }
}

/** The last place in a menu that asks for no more bits than are fixed. */
const levelOf = (menu: readonly number[], bits: number): number => menu.findLastIndex(asked => asked <= bits);

/** Whether a rule takes both slots of a bucket. */
export const isWide = ({ source, destination }: Conjunction): boolean =>
  [source, destination].some(prefix => prefix?.version === 6 && prefix.prefixLength > slotAddressBits);

/** Items of rules, under the rows of a secret; `costs` is what it costs to leave a rule out. */
export const itemsOfRules = (rules: readonly BankRule[], rows: HashRows, costs: readonly number[]): BankItems => {
  const hasher = new FieldHasher(rows);
  const levels = hashFields.map(() => new Uint8Array(rules.length));
  const hashes = hashFields.map(field => menuOf(field, 'ipv4').map(() => new Uint32Array(rules.length)));
  for (const [dimension, field] of hashFields.entries()) {
    const fixed = fixes[field];
    if (!fixed) continue;
    for (const [item, rule] of rules.entries()) {
      const found = fixed(rule);
      if (!found) continue;
      const level = levelOf(menuOf(field, found.version), found.bits);
      levels[dimension]![item] = level;
      if (level === 0) continue;
      const of = hasher.of(field, found);
      for (let place = 1; place <= level; place++) hashes[dimension]![place]![item] = of[place]!;
    }
  }
  return {
    count: rules.length,
    levels,
    hashes,
    wide: Uint8Array.from(rules, rule => (isWide(rule) ? 1 : 0)),
    tier: Uint8Array.from(rules, ({ tier }) => ruleTiers.indexOf(tier)),
    cost: Uint32Array.from(costs),
  };
};
