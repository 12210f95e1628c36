// SPDX-License-Identifier: Apache-2.0
/**
 * The ternary rule key and how it is cut into the chunks of the LUT-RAM TCAM.
 *
 * Each chunk of {@link chunkBits} key bits addresses a small RAM whose word has one bit a rule: 1 when a rule accepts
 * that chunk value. The AND over all chunks is the match vector; the lowest rule number wins.
 */
import { type Field, widthOf } from '../field.ts';

export const ruleKeyFields = [
  {
    name: 'function',
    bits: 8,
    doc: 'Destination function of a unicast frame; 0xff for a group frame, 0xfe for one that no function gets.',
  },
  { name: 'group', bits: 1, doc: 'The destination MAC is a group address (broadcast or multicast).' },
  { name: 'ethertype', bits: 16, doc: 'EtherType after all VLAN tags; that of SNAP where there is one.' },
  { name: 'ipv4', bits: 1, doc: 'A well-formed IPv4 header is present; after MPLS, one that passes all its checks.' },
  { name: 'ipv6', bits: 1, doc: 'The same for IPv6.' },
  { name: 'laterFragment', bits: 1, doc: 'IP fragment with a non-zero offset: no L4 header.' },
  {
    name: 'l4',
    bits: 1,
    doc: 'The ports are known: the start of a TCP, UDP, UDP-Lite, SCTP, ICMP, ICMPv6 or IGMP header was read.',
  },
  {
    name: 'ipProtocol',
    bits: 8,
    doc: 'IPv4 protocol or IPv6 next header, after the extension headers that were read; 0 when not IP.',
  },
  { name: 'srcPort', bits: 16, doc: 'Source port; type of ICMP, ICMPv6 and IGMP; without meaning when l4 is 0.' },
  { name: 'dstPort', bits: 16, doc: 'Destination port; code of ICMP and ICMPv6; without meaning when l4 is 0.' },
  {
    name: 'srcIp',
    bits: 128,
    doc: 'Source address; an IPv4 address is in the low 32 bits; without meaning when not IP.',
  },
  { name: 'dstIp', bits: 128, doc: 'Destination address, as srcIp.' },
  { name: 'unreadEthertype', bits: 1, doc: 'The EtherType after all tags is unknown (`unread.ts`), and all below.' },
  { name: 'unreadNetwork', bits: 1, doc: 'IP version, addresses, whether it is a later fragment, and all below.' },
  { name: 'unreadProtocol', bits: 1, doc: 'The IP protocol is unknown, and the ports.' },
  { name: 'unreadPorts', bits: 1, doc: 'Ports, and types in their place, are unknown.' },
  { name: 'unreadFragment', bits: 1, doc: 'Whether it is a later fragment is unknown; 1 as well with unreadNetwork.' },
  { name: 'sender', bits: 7, doc: 'Function that sent it; 0x7f for a frame from the network.' },
  { name: 'vlan', bits: 12, doc: 'VLAN id of the outermost tag; 0 for untagged and priority-tagged frames.' },
] as const satisfies readonly Field[];

export type RuleKeyField = (typeof ruleKeyFields)[number]['name'];

/** Width of the rule key in bits: 349, in 70 chunks of 5. */
export const ruleKeyBits = widthOf(ruleKeyFields);

/** Key bits a chunk: 5 address bits fill a 32-deep LUT RAM, the densest shape per key bit. */
export const chunkBits = 5;
export const chunkRows = 1 << chunkBits;
export const chunkCount = Math.ceil(ruleKeyBits / chunkBits);

/** Value of the `function` key field for frames to a group address. */
export const groupFunction = 0xff;
/** And for frames that no function gets: they leave for the network. */
export const networkFunction = 0xfe;
