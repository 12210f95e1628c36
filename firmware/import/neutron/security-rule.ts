// SPDX-License-Identifier: Apache-2.0
/** One rule of a security group as conditions of a policy (OpenStack Networking API v2.0, security group rules). */
import { ipProtocols } from '../../../hdl/spec/protocol/headers.ts';
import { portProtocols, protocols } from '../../policy/policy.ts';
import { embeddedIpv4, formatPrefix, Refusal, readPrefix } from '../../policy/policy-values.ts';
import { type Conditions, protocolText, rangeText } from '../conditions.ts';
import type { Item } from './document.ts';

/** Protocols by the names that the API has for them. */
const names: Readonly<Record<string, number>> = {
  ...{ ah: 51, dccp: 33, egp: 8, esp: 50, gre: 47, icmp: 1, icmpv6: 58, igmp: 2, ipip: 4, 'ipv6-encap': 41 },
  ...{ 'ipv6-frag': 44, 'ipv6-icmp': 58, 'ipv6-nonxt': 59, 'ipv6-opts': 60, 'ipv6-route': 43, ospf: 89, pgm: 113 },
  ...{ rsvp: 46, sctp: 132, tcp: 6, udp: 17, udplite: 136, vrrp: 112 },
};

export const versionOf = (rule: Item): 4 | 6 => {
  const ethertype = rule.text('ethertype') ?? 'IPv4';
  if (ethertype.toLowerCase() === 'ipv4') return 4;
  if (ethertype.toLowerCase() === 'ipv6') return 6;
  throw rule.refusal('ethertype', `ethertype ${ethertype} is none of a security group; write IPv4 or IPv6`);
};

/** Headers that the card steps over, so that no packet has their number as its protocol. */
const steppedOver = (version: 4 | 6): readonly (readonly [protocol: number, name: string])[] => [
  [ipProtocols.authentication, 'authentication header'],
  ...(version === 6
    ? ([
        [ipProtocols.routing, 'routing header'],
        [ipProtocols.fragment, 'fragment header'],
        [ipProtocols.destination, 'header of destination options'],
      ] as const)
    : []),
];

/** The protocol that a rule asks for; undefined for any. In IPv6, icmp is that of IPv6. */
const protocolOf = (rule: Item): number | undefined => {
  const text = rule.text('protocol')?.toLowerCase();
  if (text === undefined || text === '' || text === 'any' || text === '0') return undefined;
  const number = names[text] ?? (/^\d+$/.test(text) ? Number(text) : undefined);
  if (number === undefined || number > 255)
    throw rule.refusal('protocol', `protocol ${text} is unknown; write its number`);
  const protocol = versionOf(rule) === 6 && number === protocols.icmp ? protocols.icmpv6 : number;
  const header = steppedOver(versionOf(rule)).find(([number]) => number === protocol);
  if (protocol === protocols.icmpv6 && versionOf(rule) === 4)
    throw rule.refusal('protocol', `protocol ${text} is of IPv6, but the rule is about IPv4; correct it, or ethertype`);
  if (header)
    throw rule.refusal(
      'protocol',
      `the ${header[1]} is no condition of a policy, which sees the protocol after it; remove the rule`,
    );
  return protocol;
};

/** A bound of a range, which is a type or a code of ICMP as well. */
const bound = (rule: Item, key: string, most: number): number | undefined => {
  const text = rule.text(key);
  if (text === undefined || text === '') return undefined;
  if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
  throw rule.refusal(key, `${key} ${text} is not a number from 0 to ${most}; correct it`);
};

const portsOf = (rule: Item, protocol: number | undefined): Conditions => {
  const isIcmp = protocol === protocols.icmp || protocol === protocols.icmpv6;
  const most = isIcmp ? 255 : 65_535;
  const first = bound(rule, 'port_range_min', most);
  const last = bound(rule, 'port_range_max', most);
  if (first === undefined && last === undefined) return {};
  if (isIcmp) {
    if (last !== undefined)
      throw rule.refusal(
        'port_range_max',
        `code ${last} of ICMP is no condition of a policy; remove the rule, or its code`,
      );
    return { icmpType: `${first}` };
  }
  if (!portProtocols.includes(protocol ?? -1))
    throw rule.refusal('port_range_min', 'ports need protocol tcp, udp, udplite or sctp; add it, or remove the ports');
  if (first === undefined || last === undefined)
    throw rule.refusal('port_range_min', 'a range of ports has two ends; write port_range_min and port_range_max');
  if (last < first)
    throw rule.refusal('port_range_max', `port_range_max ${last} is below port_range_min ${first}; exchange them`);
  if (first === 0 && last === 65_535) return {};
  return { destinationPort: rangeText({ first, last }) };
};

/** What of the packet a rule asks for, whoever is at the other end. */
export const packetConditions = (rule: Item): Conditions => {
  const protocol = protocolOf(rule);
  return {
    ethertype: versionOf(rule) === 4 ? 'ipv4' : 'ipv6',
    ...(protocol !== undefined && { protocol: protocolText(protocol) }),
    ...portsOf(rule, protocol),
  };
};

/** Prefixes of the other end, of which one holds its address; undefined for any. `members` gives the addresses of a group. */
export const remotePrefixes = (
  rule: Item,
  members: (group: string) => readonly string[] | undefined,
): readonly string[] | undefined => {
  const version = versionOf(rule);
  if (rule.text('remote_address_group_id') !== undefined)
    throw rule.refusal('remote_address_group_id', 'address groups are not read; write a rule for each prefix');
  const group = rule.text('remote_group_id');
  const prefixText = rule.text('remote_ip_prefix');
  if (group !== undefined) {
    if (prefixText !== undefined)
      throw rule.refusal('remote_ip_prefix', 'a rule has one other end; remove remote_ip_prefix or remote_group_id');
    const found = members(group);
    if (!found) throw rule.refusal('remote_group_id', `there is no security group ${group}; add it to the file`);
    return found.filter(address => address.includes(':') === (version === 6));
  }
  if (prefixText === undefined) return undefined;
  const prefix = readPrefix(prefixText);
  if (prefix instanceof Refusal)
    throw rule.refusal('remote_ip_prefix', `remote_ip_prefix ${prefixText} ${prefix.reason}`);
  if (prefix.version !== version)
    throw rule.refusal(
      'remote_ip_prefix',
      `remote_ip_prefix ${prefixText} is not of IPv${version}; correct it, or ethertype`,
    );
  const ipv4 = embeddedIpv4(prefix);
  if (ipv4 !== undefined)
    throw rule.refusal(
      'remote_ip_prefix',
      `remote_ip_prefix ${prefixText} is IPv4 in the form of IPv6, which no packet has on the wire; write ${ipv4} with ethertype IPv4`,
    );
  return prefix.prefixLength === 0 ? undefined : [formatPrefix(prefix)];
};
