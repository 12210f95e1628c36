// SPDX-License-Identifier: Apache-2.0
/**
 * Conditions as a slot of a rule bank can hold them, all of which must be true: ranges, prefixes and sets as they are, not cut
 * into words of bits. They speak of the fields of `hdl/spec/tables/bank-key.ts`.
 */
import { type KeyVersion, keyVersions, unreadNumbers } from '../../../hdl/spec/tables/bank-key.ts';
import { slotFlags } from '../../../hdl/spec/tables/bank-slot.ts';
import type { IpPrefix, PortRange } from '../../policy/policy.ts';

export interface Conjunction {
  /** Bit v is set for each version of the key that is taken. */
  readonly versions: number;
  /** Only with one version, that of the prefix. */
  readonly source?: IpPrefix;
  readonly destination?: IpPrefix;
  readonly sourcePort: PortRange;
  readonly destinationPort: PortRange;
  readonly protocol?: number;
  readonly receiver?: number;
  readonly sender?: number;
  readonly vlan?: number;
  /** Bit n is set for each number of `unreadNumbers` that is taken. */
  readonly unread: number;
  /** Wanted values of `slotFlags`; 0 where `flagMask` is 0. */
  readonly flags: number;
  readonly flagMask: number;
}

const allOf = (names: readonly unknown[]): number => (1 << names.length) - 1;

export const allPorts: PortRange = { first: 0, last: 0xffff };

export const everything: Conjunction = {
  versions: allOf(keyVersions),
  sourcePort: allPorts,
  destinationPort: allPorts,
  unread: allOf(unreadNumbers),
  flags: 0,
  flagMask: 0,
};

export const ofVersions = (...names: readonly KeyVersion[]): Conjunction => ({
  ...everything,
  versions: names.reduce((bits, name) => bits | (1 << keyVersions.indexOf(name)), 0),
});

/** Frames of which a flag has a value. */
export const flagIs = (name: (typeof slotFlags)[number], value: 0 | 1): Conjunction => {
  const bit = slotFlags.indexOf(name);
  return { ...everything, flags: value << bit, flagMask: 1 << bit };
};

/** Frames of which so much could not be read, as numbers of `unreadNumbers`. */
export const unreadFromTo = (least: number, most: number): Conjunction => ({
  ...everything,
  unread: allOf(unreadNumbers.slice(0, most + 1)) & ~allOf(unreadNumbers.slice(0, least)),
});

const width = ({ version }: IpPrefix): number => (version === 4 ? 32 : 128);

/** The longer of two prefixes of one version when it lies in the other. */
const bothPrefixes = (a: IpPrefix, b: IpPrefix): IpPrefix | undefined => {
  const [outer, inner] = a.prefixLength <= b.prefixLength ? [a, b] : [b, a];
  const free = BigInt(width(outer) - outer.prefixLength);
  return outer.version === inner.version && outer.address >> free === inner.address >> free ? inner : undefined;
};

/** What `meet` finds where there is nothing in common. */
const nothing = Symbol('nothing');

/** Both of two optional conditions. */
const bothGiven = <T>(
  a: T | undefined,
  b: T | undefined,
  join: (a: T, b: T) => T | undefined,
): T | undefined | typeof nothing => (a === undefined ? b : b === undefined ? a : (join(a, b) ?? nothing));

const same = <T>(a: T, b: T): T | undefined => (a === b ? a : undefined);

const bothRanges = (a: PortRange, b: PortRange): PortRange => ({
  first: Math.max(a.first, b.first),
  last: Math.min(a.last, b.last),
});

const isEmpty = ({ first, last }: PortRange): boolean => first > last;

/** Keys that fulfil both; undefined when the conditions contradict each other. */
export const meet = (a: Conjunction, b: Conjunction): Conjunction | undefined => {
  if (a === everything) return b;
  if (b === everything) return a;
  const source = bothGiven(a.source, b.source, bothPrefixes);
  const destination = bothGiven(a.destination, b.destination, bothPrefixes);
  const protocol = bothGiven(a.protocol, b.protocol, same);
  const receiver = bothGiven(a.receiver, b.receiver, same);
  const sender = bothGiven(a.sender, b.sender, same);
  const vlan = bothGiven(a.vlan, b.vlan, same);
  const sourcePort = bothRanges(a.sourcePort, b.sourcePort);
  const destinationPort = bothRanges(a.destinationPort, b.destinationPort);
  const versions = a.versions & b.versions;
  const unread = a.unread & b.unread;
  if (source === nothing || destination === nothing || protocol === nothing) return undefined;
  if (receiver === nothing || sender === nothing || vlan === nothing) return undefined;
  if (versions === 0 || unread === 0 || isEmpty(sourcePort) || isEmpty(destinationPort)) return undefined;
  if (((a.flags ^ b.flags) & a.flagMask & b.flagMask) !== 0) return undefined;
  return {
    versions,
    ...(source && { source }),
    ...(destination && { destination }),
    sourcePort,
    destinationPort,
    ...(protocol !== undefined && { protocol }),
    ...(receiver !== undefined && { receiver }),
    ...(sender !== undefined && { sender }),
    ...(vlan !== undefined && { vlan }),
    unread,
    flags: a.flags | b.flags,
    flagMask: a.flagMask | b.flagMask,
  };
};

/** All combinations of one conjunction from each list; contradictions are left out. */
export const meetAll = (lists: readonly (readonly Conjunction[])[]): readonly Conjunction[] =>
  lists.reduce<readonly Conjunction[]>(
    (found, list) => found.flatMap(one => list.flatMap(other => meet(one, other) ?? [])),
    [everything],
  );

const prefixText = (prefix: IpPrefix | undefined): string =>
  prefix ? `${prefix.version}:${prefix.address}/${prefix.prefixLength}` : '';

/** The same text for the same conditions, and no other. */
export const conjunctionText = (c: Conjunction): string =>
  [
    c.versions,
    prefixText(c.source),
    prefixText(c.destination),
    c.sourcePort.first,
    c.sourcePort.last,
    c.destinationPort.first,
    c.destinationPort.last,
    c.protocol ?? '',
    c.receiver ?? '',
    c.sender ?? '',
    c.vlan ?? '',
    c.unread,
    c.flags,
    c.flagMask,
  ].join(' ');
