// SPDX-License-Identifier: Apache-2.0
/** Random rules of every kind that the policy language has, close enough to each other to overlap and to share keys. */
import {
  ethertypes,
  type IpPrefix,
  type Match,
  type PortRange,
  protocols,
  type Rule,
  tierOf,
} from '../../../firmware/policy/policy.ts';
import { ruleTiers } from '../../../hdl/spec/tables/bank-mask.ts';
import { pick, type Random } from '../fuzz/random.ts';

const ipv4Network = 0x0a00_0000n;
const ipv6Network = 0xfd00n << 112n;

/** An address of few networks: its bytes are drawn from short lists. */
export const randomAddress = (random: Random, version: 4 | 6): bigint => {
  if (version === 4) return ipv4Network | BigInt((random(3) << 22) | (random(4) << 14) | random(64));
  return ipv6Network | (BigInt(random(4)) << 90n) | (BigInt(random(4)) << 62n) | BigInt(random(32));
};

/** Lengths of IPv6 prefixes as people write them; one in twelve is another, which takes several rules. */
const ipv6Lengths = [0, 16, 32, 48, 56, 64, 96, 112, 128];
const oddIpv6Lengths = [31, 33, 65, 127];

const randomPrefix = (random: Random, version: 4 | 6): IpPrefix => {
  const bits = version === 4 ? 32 : 128;
  const ipv6 = (): number => pick(random, random(12) === 0 ? oddIpv6Lengths : ipv6Lengths);
  const prefixLength = random(3) === 0 ? bits : version === 4 ? random(33) : ipv6();
  const hosts = 1n << BigInt(bits - prefixLength);
  const address = randomAddress(random, version);
  return { version, address: address - (address % hosts), prefixLength };
};

const randomRange = (random: Random): PortRange => {
  const kind = random(4);
  const first = kind === 0 ? random(65_536) : pick(random, [0, 22, 80, 443, 1024, 8080, 32_768, 65_535]);
  const length = pick(random, [0, 0, 1, 9, 255, 1023, 5000, 65_535]);
  return { first, last: Math.min(65_535, first + length) };
};

const maybe = <T extends object>(random: Random, odds: number, make: () => T): T | Record<string, never> =>
  random(odds) === 0 ? make() : {};

const ipMatch = (random: Random): Match => {
  const version = random(3) === 0 ? 6 : 4;
  const hasPorts = random(3) > 0;
  const icmp = version === 4 ? protocols.icmp : protocols.icmpv6;
  const protocol = hasPorts
    ? pick(random, [protocols.tcp, protocols.udp, protocols.sctp])
    : pick(random, [icmp, protocols.tcp, 47, 0, undefined]);
  const source = maybe(random, 2, () => ({ source: randomPrefix(random, version) }));
  const destination = maybe(random, 3, () => ({ destination: randomPrefix(random, version) }));
  const named = 'source' in source || 'destination' in destination || protocol === icmp || random(4) === 0;
  return {
    ...(named && { ipVersion: version }),
    ...source,
    ...destination,
    ...(protocol !== undefined && { protocol }),
    ...(hasPorts && maybe(random, 3, () => ({ sourcePort: randomRange(random) }))),
    ...(hasPorts && maybe(random, 2, () => ({ destinationPort: randomRange(random) }))),
    ...(protocol === icmp && maybe(random, 2, () => ({ icmpType: pick(random, [0, 3, 8, 134]) }))),
    ...(!hasPorts && protocol !== icmp && maybe(random, 4, () => ({ fragment: 'later' as const }))),
    ...maybe(random, 12, () => ({ ethertype: version === 4 ? ethertypes.ipv4 : ethertypes.ipv6 })),
  };
};

const otherMatch = (random: Random): Match => {
  const type = pick(random, [
    ethertypes.arp,
    ethertypes.ipv4,
    ethertypes.ipv6,
    ethertypes.lldp,
    ethertypes.mpls,
    0x9000,
  ]);
  return random(12) === 0 ? {} : { ethertype: type };
};

/** A rule to one of some VMs, to group addresses or to any. */
export const randomRule = (random: Random, vmNames: readonly string[]): Rule => {
  const to = random(6);
  return {
    to: to === 0 ? { kind: 'any' } : to === 1 ? { kind: 'group' } : { kind: 'vm', name: pick(random, vmNames) },
    match: random(12) === 0 ? otherMatch(random) : ipMatch(random),
    action: random(3) === 0 ? 'deny' : 'allow',
    queue: 0,
    position: { line: 1, column: 1 },
    positions: {},
  };
};

/** A rule of any tier, from anybody, with any action. */
export const randomTierRule = (random: Random, vmNames: readonly string[]): Rule => {
  const rule = randomRule(random, vmNames);
  const tier = pick(random, ruleTiers);
  const name = pick(random, vmNames);
  const from =
    random(3) === 0 ? ({ kind: 'vm', name } as const) : random(4) === 0 ? ({ kind: 'wire' } as const) : undefined;
  return {
    ...rule,
    ...{ tier, ...(from && !(tier === 'egress' && from.kind === 'wire') && { from }) },
    ...(tierOf({ tier }) !== 'ingress' && random(4) === 0 && { to: { kind: 'wire' } as const }),
    ...(random(6) === 0 && { match: { ...rule.match, vlan: random(3) } }),
    action: random(4) === 0 ? 'pass' : rule.action,
  };
};
