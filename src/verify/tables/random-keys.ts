// SPDX-License-Identifier: Apache-2.0
/** Random headers, as the fields of the ternary key: most of them at the borders of a rule, one step inside or outside. */
import {
  ethertypes,
  type IpPrefix,
  type Origin,
  type PortRange,
  protocols,
  type Rule,
} from '../../../firmware/policy/policy.ts';
import { networkSender } from '../../../hdl/spec/tables/bank-key.ts';
import { groupFunction, networkFunction } from '../../../hdl/spec/tables/rule-key.ts';
import type { RuleKey } from '../../../sim/model/rule-key-model.ts';
import { pick, type Random } from '../fuzz/random.ts';
import { randomAddress } from './random-rules.ts';

const edgeOf = (random: Random, first: number, last: number, most: number): number => {
  const edge = pick(random, [first, last, first - 1, last + 1, first + random(last - first + 1)]);
  return Math.min(most, Math.max(0, edge));
};

const portAt = (random: Random, range: PortRange | undefined): number =>
  range
    ? edgeOf(random, range.first, range.last, 0xffff)
    : random(4) === 0
      ? random(65_536)
      : pick(random, [0, 8, 80, 443]);

const addressAt = (random: Random, prefix: IpPrefix | undefined, version: 4 | 6): bigint => {
  if (prefix?.version !== version) return randomAddress(random, version);
  const bits = version === 4 ? 32 : 128;
  const hosts = 1n << BigInt(bits - prefix.prefixLength);
  const inside = prefix.address + BigInt.asUintN(bits - prefix.prefixLength, randomAddress(random, version));
  const edge = pick(random, [
    prefix.address,
    prefix.address + hosts - 1n,
    prefix.address - 1n,
    prefix.address + hosts,
    inside,
    inside,
  ]);
  return BigInt.asUintN(bits, edge);
};

const withPorts: readonly number[] = [protocols.tcp, protocols.udp, protocols.sctp, protocols.icmp, protocols.icmpv6];

const senderNear = (random: Random, from: Origin | undefined, functions: ReadonlyMap<string, number>): number => {
  if (from && random(4) > 0) return from.kind === 'wire' ? networkSender : functions.get(from.name)!;
  return pick(random, [networkSender, 0, ...functions.values()]);
};

/** A key that a frame can have, near what a rule asks for. */
export const randomKey = (
  random: Random,
  { tier, from, to, match }: Rule,
  functions: ReadonlyMap<string, number>,
): RuleKey => {
  const group = to.kind === 'group' ? random(6) > 0 : random(12) === 0;
  const others = [...functions.values(), 1];
  const isToWire = to.kind === 'wire' ? random(6) > 0 : tier !== undefined && random(6) === 0;
  const named = isToWire
    ? networkFunction
    : to.kind === 'vm' && random(8) > 0
      ? functions.get(to.name)!
      : pick(random, others);
  // How much is unknown: 0 nothing, 1 ports, 2 protocol, 3 network, 4 ethertype.
  const unread = random(6) === 0 ? random(5) : 0;
  const wanted = match.ipVersion ?? pick(random, [4, 6] as const);
  const isIp =
    unread < 3 && (match.ethertype === undefined || match.ipVersion !== undefined ? random(10) > 0 : random(3) === 0);
  const version = isIp ? (random(12) === 0 ? 4 : wanted) : undefined;
  const ipProtocol = !isIp
    ? 0
    : ((random(8) > 0 ? match.protocol : undefined) ?? pick(random, [6, 17, 132, 1, 58, 47, 0]));
  const unreadFragment = unread >= 3 || (unread === 2 && random(2) === 0);
  const laterFragment = isIp && !unreadFragment && (match.fragment ? random(4) > 0 : random(16) === 0);
  const l4 = isIp && unread === 0 && !laterFragment && withPorts.includes(ipProtocol) && random(16) > 0;
  const own = version === 4 ? ethertypes.ipv4 : ethertypes.ipv6;
  const other =
    random(4) === 0 ? pick(random, [ethertypes.arp, ethertypes.ipv4, ethertypes.ipv6, 0]) : (match.ethertype ?? 0x9000);
  const bit = (value: boolean): number => (value ? 1 : 0);
  return {
    function: group ? groupFunction : named,
    group: bit(group),
    ethertype: version === undefined ? other : random(8) > 0 ? own : pick(random, [ethertypes.mpls, ethertypes.pppoe]),
    ipv4: bit(version === 4),
    ipv6: bit(version === 6),
    laterFragment: bit(laterFragment),
    l4: bit(l4),
    ipProtocol,
    srcPort: l4 && match.icmpType !== undefined && random(3) > 0 ? match.icmpType : portAt(random, match.sourcePort),
    dstPort: portAt(random, match.destinationPort),
    srcIp: version === undefined ? 0n : addressAt(random, match.source, version),
    dstIp: version === undefined ? 0n : addressAt(random, match.destination, version),
    unreadEthertype: bit(unread === 4),
    unreadNetwork: bit(unread >= 3),
    unreadProtocol: bit(unread >= 2),
    unreadPorts: bit(unread >= 1),
    unreadFragment: bit(unreadFragment),
    sender: tier === undefined && !from ? networkSender : senderNear(random, from, functions),
    vlan: match.vlan !== undefined && random(4) > 0 ? match.vlan : tier === undefined ? 0 : random(3),
  };
};
