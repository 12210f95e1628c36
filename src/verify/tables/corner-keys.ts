// SPDX-License-Identifier: Apache-2.0
/** Headers at the corners of a rule: all of its lowest and highest values together, and one step beyond each border. */
import type { IpPrefix, Match, PortRange, Rule, Target } from '../../../firmware/policy/policy.ts';
import { ethertypes } from '../../../hdl/spec/protocol/headers.ts';
import { networkSender } from '../../../hdl/spec/tables/bank-key.ts';
import { groupFunction, networkFunction } from '../../../hdl/spec/tables/rule-key.ts';
import type { RuleKey } from '../../../sim/model/rule-key-model.ts';

type Change = Partial<RuleKey>;

const widthOf = ({ version }: IpPrefix): number => (version === 4 ? 32 : 128);

const lastOf = (prefix: IpPrefix): bigint =>
  prefix.address + (1n << BigInt(widthOf(prefix) - prefix.prefixLength)) - 1n;

const addressEdges = (name: 'srcIp' | 'dstIp', prefix: IpPrefix | undefined): readonly Change[] =>
  prefix ? [{ [name]: prefix.address }, { [name]: lastOf(prefix) }] : [{}];

const addressBeyond = (name: 'srcIp' | 'dstIp', prefix: IpPrefix | undefined): readonly Change[] => {
  if (!prefix || prefix.prefixLength === 0) return [];
  const width = widthOf(prefix);
  return [prefix.address - 1n, lastOf(prefix) + 1n].map(address => ({ [name]: BigInt.asUintN(width, address) }));
};

const portEdges = (name: 'srcPort' | 'dstPort', range: PortRange | undefined): readonly Change[] =>
  range ? [{ [name]: range.first }, { [name]: range.last }] : [{}];

const portBeyond = (name: 'srcPort' | 'dstPort', range: PortRange | undefined): readonly Change[] =>
  range
    ? [range.first - 1, range.last + 1].filter(port => port >= 0 && port < 65_536).map(port => ({ [name]: port }))
    : [];

const combined = (lists: readonly (readonly Change[])[]): readonly Change[] =>
  lists.reduce<readonly Change[]>((all, list) => all.flatMap(one => list.map(other => ({ ...one, ...other }))), [{}]);

/** Transports that have ports or a type. */
const hasTransport = ({ sourcePort, destinationPort, icmpType }: Match): boolean =>
  sourcePort !== undefined || destinationPort !== undefined || icmpType !== undefined;

const functionTo = (to: Target, functions: ReadonlyMap<string, number>): number => {
  if (to.kind === 'vm') return functions.get(to.name)!;
  return { any: 1, group: groupFunction, wire: networkFunction }[to.kind];
};

/** A header inside the rule, of the version that it asks for. */
const inside = ({ from, to, match }: Rule, functions: ReadonlyMap<string, number>): RuleKey => {
  const isOther = match.ethertype !== undefined && match.ipVersion === undefined && match.protocol === undefined;
  const implied = match.ethertype === ethertypes.ipv6 ? 6 : 4;
  const version = isOther ? undefined : (match.ipVersion ?? implied);
  const l4 = version !== undefined && hasTransport(match);
  return {
    function: functionTo(to, functions),
    group: to.kind === 'group' ? 1 : 0,
    ethertype: match.ethertype ?? (version === 6 ? ethertypes.ipv6 : ethertypes.ipv4),
    ipv4: version === 4 ? 1 : 0,
    ipv6: version === 6 ? 1 : 0,
    laterFragment: match.fragment ? 1 : 0,
    l4: l4 ? 1 : 0,
    ipProtocol: version === undefined ? 0 : (match.protocol ?? 6),
    srcPort: match.icmpType ?? match.sourcePort?.first ?? 0,
    dstPort: match.destinationPort?.first ?? 0,
    srcIp: match.source?.address ?? 0n,
    dstIp: match.destination?.address ?? 0n,
    unreadEthertype: 0,
    unreadNetwork: 0,
    unreadProtocol: 0,
    unreadPorts: 0,
    unreadFragment: 0,
    sender: from?.kind === 'vm' ? functions.get(from.name)! : networkSender,
    vlan: match.vlan ?? 0,
  };
};

/** The header with everything from a level on unknown: 1 ports, 2 protocol, 3 network, 4 EtherType. */
const unread = (key: RuleKey, level: number): RuleKey => ({
  ...key,
  l4: 0,
  laterFragment: level >= 3 ? 0 : key.laterFragment,
  ...(level >= 3 && { ipv4: 0, ipv6: 0, ipProtocol: 0, srcIp: 0n, dstIp: 0n }),
  unreadPorts: 1,
  unreadProtocol: level >= 2 ? 1 : 0,
  unreadNetwork: level >= 3 ? 1 : 0,
  unreadEthertype: level >= 4 ? 1 : 0,
  unreadFragment: level >= 3 ? 1 : 0,
});

/** Protocols of which a frame may have ports, or a type in their place. */
const portProtocols: readonly number[] = [1, 6, 17, 58, 132, 136];

/** All that the rule leaves open as low, or as high, as it can be. */
const open = ({ match }: Rule, base: RuleKey, high: boolean): Change => {
  const isIp = base.ipv4 === 1 || base.ipv6 === 1;
  const port = high ? 65_535 : 0;
  const address = high ? (1n << (base.ipv6 === 1 ? 128n : 32n)) - 1n : 0n;
  const hasPorts = isIp && !match.fragment && portProtocols.includes(Number(base.ipProtocol));
  return {
    ...(hasPorts && { l4: 1 }),
    ...(isIp && !match.source && { srcIp: address }),
    ...(isIp && !match.destination && { dstIp: address }),
    ...(!match.sourcePort && match.icmpType === undefined && { srcPort: port }),
    ...(!match.destinationPort && { dstPort: port }),
  };
};

/** Ports of the smallest blocks at which ranges may be cut. */
const blockPorts = 256;

/** Both sides of every place at which a range may be cut. */
const cuts = (name: 'srcPort' | 'dstPort', range: PortRange | undefined): readonly Change[] => {
  if (!range) return [];
  const first = Math.floor(range.first / blockPorts) + 1;
  const count = Math.max(0, Math.floor(range.last / blockPorts) - first + 1);
  const borders = Array.from({ length: count }, (_, i) => (first + i) * blockPorts);
  return borders.flatMap(border => [{ [name]: border - 1 }, { [name]: border }]);
};

/**
 * Up to sixteen corners, the steps beyond them, what the rule leaves open at its ends, and the header unread to each level; of a rule that may be cut (`isCut`) also
 * both sides of each place where its ranges may be.
 */
export const cornerKeys = (rule: Rule, functions: ReadonlyMap<string, number>, isCut: boolean): readonly RuleKey[] => {
  const { match } = rule;
  const base = inside(rule, functions);
  const corners = combined([
    addressEdges('srcIp', match.source),
    addressEdges('dstIp', match.destination),
    portEdges('srcPort', match.sourcePort),
    portEdges('dstPort', match.destinationPort),
  ]);
  const beyond = [
    open(rule, base, false),
    open(rule, base, true),
    ...(isCut ? [...cuts('srcPort', match.sourcePort), ...cuts('dstPort', match.destinationPort)] : []),
    ...addressBeyond('srcIp', match.source),
    ...addressBeyond('dstIp', match.destination),
    ...portBeyond('srcPort', match.sourcePort),
    ...portBeyond('dstPort', match.destinationPort),
    ...(match.protocol === undefined ? [] : [{ ipProtocol: match.protocol ^ 1 }]),
    ...(rule.to.kind === 'vm' ? [{ function: groupFunction, group: 1 }] : []),
    ...(rule.to.kind === 'group' ? [{ function: 1, group: 0 }] : []),
    ...(rule.to.kind === 'wire' ? [{ function: 1 }] : [{ function: networkFunction, group: 0 }]),
    ...(rule.from ? [{ sender: 0 }, { sender: base.sender === 1 ? 2 : 1 }] : [{ sender: 1 }]),
    { vlan: 1 },
    { vlan: 4094 },
  ];
  return [
    ...[...corners, ...beyond].map(change => ({ ...base, ...change })),
    ...[1, 2, 3, 4].map(level => unread(base, level)),
  ];
};
