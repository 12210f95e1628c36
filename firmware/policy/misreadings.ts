// SPDX-License-Identifier: Apache-2.0
/**
 * Values that mean something else to the card than they read as to a person: refused where the meaning cannot be wanted,
 * else said in a warning.
 */
import { ipProtocols, ethertypes as layoutTypes } from '../../hdl/spec/protocol/headers.ts';
import { parserTables } from '../../hdl/spec/protocol/parser-tables.ts';
import { error, type Finding, warning } from './finding.ts';
import { ethertypes, type Located, type Match, type PortRange, type Rule } from './policy.ts';
import { embeddedIpv4 } from './policy-values.ts';

/** What has conditions, and places of them. */
type Conditional = Pick<Rule, 'match'> & Located;

type Finder = (rule: Conditional) => readonly Finding[];

/** EtherTypes that the card reads as those of VLAN tags. */
export const tagTypes: readonly number[] = [
  layoutTypes.tag,
  ...parserTables.flatMap(({ name, defaults }) => (name === 'serviceTagTypes' ? defaults : [])),
];

/** Conditions look at the type after the tags. */
const typeOfTag: Finder = rule => {
  const { ethertype } = rule.match;
  if (ethertype === undefined || !tagTypes.includes(ethertype)) return [];
  const text = `0x${ethertype.toString(16)}`;
  const message = `ethertype ${text} is that of a VLAN tag, but a condition sees the type after the tags; write that type, and the VLAN as vlan of the VM`;
  return [error(rule, 'match.ethertype', message)];
};

/** IPv6 extension headers that are stepped over, by number. */
const extensions: Readonly<Record<number, string>> = {
  [ipProtocols.hopByHop]: 'hop-by-hop options',
  [ipProtocols.routing]: 'a routing header',
  [ipProtocols.fragment]: 'a fragment header',
  [ipProtocols.destination]: 'destination options',
};

/** The header that the card steps over whose number a protocol is, so that no packet has it as its protocol; undefined if it is none. */
export const steppedOver = (protocol: number, version: 4 | 6): string | undefined =>
  protocol === ipProtocols.authentication
    ? 'the authentication header'
    : version === 6
      ? extensions[protocol]
      : undefined;

/** The IP version of all packets that are matched: that of the other conditions, or of the EtherType. */
const versionOf = ({ ipVersion, ethertype }: Match): 4 | 6 | undefined =>
  ipVersion ?? (ethertype === ethertypes.ipv4 ? 4 : ethertype === ethertypes.ipv6 ? 6 : undefined);

/** Conditions look at the protocol after extension headers and the authentication header. */
const protocolOfExtension: Finder = rule => {
  const { protocol, fragment } = rule.match;
  const version = versionOf(rule.match);
  if (protocol === ipProtocols.authentication) {
    const message = `protocol ${protocol} is the authentication header, but a condition sees the protocol after it; write that protocol`;
    return [error(rule, 'match.protocol', message)];
  }
  const header = extensions[protocol ?? -1];
  if (header === undefined || version === 4) return [];
  const meant = protocol === ipProtocols.fragment && fragment === undefined ? ', or fragment: later' : '';
  if (version === 6) {
    const message = `protocol ${protocol} is ${header} in IPv6, but a condition sees the protocol after it; write that protocol${meant}`;
    return [error(rule, 'match.protocol', message)];
  }
  const message = `protocol ${protocol} matches IPv4 packets only: in IPv6 it is ${header}, and a condition sees the protocol after it; write that protocol${meant}, or add source: 0.0.0.0/0 when IPv4 is meant`;
  return [warning(rule, 'match.protocol', message)];
};

/** IPv4 packets carry IPv4 addresses, however programs write them. */
const ipv4InIpv6: Finder = rule =>
  (['source', 'destination'] as const).flatMap(field => {
    const prefix = rule.match[field];
    const ipv4 = prefix && embeddedIpv4(prefix);
    if (ipv4 === undefined) return [];
    const message = `${field} is an IPv4 address in the form of IPv6, which no IPv4 packet has on the wire; write ${ipv4}`;
    return [error(rule, `match.${field}`, message)];
  });

const nearlyAll = ({ first, last }: PortRange): boolean => first <= 1 && last >= 65534 && last - first < 65535;

/** `1-65535` is written for "any port" and is sixteen entries that leave out port 0. */
const nearlyEveryPort: Finder = rule =>
  (['sourcePort', 'destinationPort'] as const).flatMap(field => {
    const range = rule.match[field];
    if (!range || !nearlyAll(range)) return [];
    const left = [...(range.first === 1 ? ['0'] : []), ...(range.last === 65534 ? ['65535'] : [])].join(' and ');
    const message = `${field} ${range.first}-${range.last} leaves out port ${left}; write 0-65535 when every port is meant`;
    return [warning(rule, `match.${field}`, message)];
  });

const finders: readonly Finder[] = [typeOfTag, protocolOfExtension, ipv4InIpv6, nearlyEveryPort];

/** Every value of conditions that reads as something else than it means. */
export const misreadingsOf = (rule: Conditional): readonly Finding[] => finders.flatMap(find => find(rule));
