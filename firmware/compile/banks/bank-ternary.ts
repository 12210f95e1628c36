// SPDX-License-Identifier: Apache-2.0
/** What the banks have no room for, as words of the ternary array: ranges become prefixes there. */

import { ethertypes } from '../../../hdl/spec/protocol/headers.ts';
import { groupReceiver, keyVersions, networkReceiver, unreadNumbers } from '../../../hdl/spec/tables/bank-key.ts';
import { slotFlags } from '../../../hdl/spec/tables/bank-slot.ts';
import { networkFunction, type RuleKeyField } from '../../../hdl/spec/tables/rule-key.ts';
import type { IpPrefix, PortRange } from '../../policy/policy.ts';
import { rangeToPrefixes } from '../lower.ts';
import { anything, combine, fieldIs, type Ternary } from '../ternary.ts';
import type { Conjunction } from './conjunction.ts';

type Words = readonly Ternary[];

const has = (bits: number, bit: number): boolean => ((bits >> bit) & 1) === 1;

/** Wanted value of a flag, undefined where it is not compared. */
const flagOf = ({ flags, flagMask }: Conjunction, name: (typeof slotFlags)[number]): 0 | 1 | undefined => {
  const bit = slotFlags.indexOf(name);
  return has(flagMask, bit) ? (has(flags, bit) ? 1 : 0) : undefined;
};

const when = (wanted: number | undefined, name: RuleKeyField): Words => [
  wanted === undefined ? anything : fieldIs(name, wanted),
];

const versionWords = ({ versions }: Conjunction): Words => {
  const [notIp, ipv4, ipv6] = keyVersions.map((_, v) => has(versions, v));
  const isIpv4 = fieldIs('ipv4', 1);
  const isIpv6 = fieldIs('ipv6', 1);
  if (notIp && ipv4 && ipv6) return [anything];
  if (ipv4 && ipv6) return [isIpv4, isIpv6];
  if (notIp && (ipv4 || ipv6)) return [fieldIs(ipv4 ? 'ipv6' : 'ipv4', 0)];
  return notIp ? combine([[fieldIs('ipv4', 0)], [fieldIs('ipv6', 0)]]) : [ipv4 ? isIpv4 : isIpv6];
};

const receiverWords = (receiver: number | undefined): Words => {
  if (receiver === undefined) return [anything];
  if (receiver === groupReceiver) return [fieldIs('group', 1)];
  const number = receiver === networkReceiver ? networkFunction : receiver;
  return combine([[fieldIs('group', 0)], [fieldIs('function', number)]]);
};

const addressWords = (name: 'srcIp' | 'dstIp', prefix: IpPrefix | undefined): Words => {
  if (!prefix) return [anything];
  const { version, address, prefixLength } = prefix;
  if (version === 6) return [fieldIs(name, address, 128 - prefixLength)];
  const { value, mask } = fieldIs(name, address, 32 - prefixLength);
  return [{ value, mask: mask & ~fieldIs(name, 0, 32).mask }];
};

const rangeWords = (name: RuleKeyField, range: PortRange): Words =>
  rangeToPrefixes(range).map(([value, freeBits]) => fieldIs(name, value, freeBits));

/** Where there are no ports, the range of destination ports is that of the EtherType. */
const portWords = (one: Conjunction): Words => {
  const destination = flagOf(one, 'l4') === 0 ? 'ethertype' : 'dstPort';
  return combine([rangeWords('srcPort', one.sourcePort), rangeWords(destination, one.destinationPort)]);
};

const unreadBits = ['unreadPorts', 'unreadProtocol', 'unreadNetwork', 'unreadEthertype'] as const;

/** Numbers least..most: bits up to `least` are set, bits after `most` are not. */
const unreadWords = ({ unread }: Conjunction): Words => {
  const taken = unreadNumbers.map((_, n) => n).filter(n => has(unread, n));
  const [least, most] = [taken[0]!, taken.at(-1)!];
  if (most - least + 1 !== taken.length) throw new RangeError('a rule takes numbers of unread levels with a gap');
  return combine(unreadBits.map((name, i) => [i < least ? fieldIs(name, 1) : i >= most ? fieldIs(name, 0) : anything]));
};

const plainWords = (one: Conjunction): Words => {
  const plain = flagOf(one, 'plain');
  if (plain === undefined) return [anything];
  const ipv4 = one.versions === 1 << keyVersions.indexOf('ipv4');
  if (plain === 0 || (!ipv4 && one.versions !== 1 << keyVersions.indexOf('ipv6')))
    throw new RangeError('the ternary key says of one IP version alone whether its EtherType is its own');
  return [fieldIs('ethertype', ipv4 ? ethertypes.ipv4 : ethertypes.ipv6)];
};

/** The ternary words that together match what the conjunction matches. */
export const ternaryWords = (one: Conjunction): Words =>
  combine([
    receiverWords(one.receiver),
    when(one.sender, 'sender'),
    when(one.vlan, 'vlan'),
    versionWords(one),
    addressWords('srcIp', one.source),
    addressWords('dstIp', one.destination),
    [one.protocol === undefined ? anything : fieldIs('ipProtocol', one.protocol)],
    unreadWords(one),
    when(flagOf(one, 'l4'), 'l4'),
    when(flagOf(one, 'laterFragment'), 'laterFragment'),
    when(flagOf(one, 'unreadFragment'), 'unreadFragment'),
    plainWords(one),
    portWords(one),
  ]);

/** How many words these are. */
export const ternaryCost = (one: Conjunction): number =>
  versionWords(one).length * rangeToPrefixes(one.sourcePort).length * rangeToPrefixes(one.destinationPort).length;
