/**
 * The ternary rule key and how it is cut into the chunks of the LUT-RAM TCAM.
 *
 * Each chunk of {@link chunkBits} key bits addresses a small RAM whose word has one bit a rule: 1 when a rule accepts
 * that chunk value. The AND over all chunks is the match vector; the lowest rule number wins.
 */
import { type Field, widthOf } from '../field.ts';

export const ruleKeyFields = [
  { name: 'function', bits: 8, doc: 'Destination function of a unicast frame; 0xff for a group frame.' },
  { name: 'group', bits: 1, doc: 'The destination MAC is a group address (broadcast or multicast).' },
  { name: 'ethertype', bits: 16, doc: 'EtherType after all VLAN tags; that of SNAP where there is one.' },
  { name: 'ipv4', bits: 1, doc: 'A well-formed IPv4 header is present.' },
  { name: 'ipv6', bits: 1, doc: 'A well-formed IPv6 header is present.' },
  { name: 'laterFragment', bits: 1, doc: 'IP fragment with a non-zero offset: no L4 header.' },
  {
    name: 'l4',
    bits: 1,
    doc: 'A whole TCP, UDP, UDP-Lite, SCTP, ICMP, ICMPv6 or IGMP header start is present, so the ports are valid.',
  },
  {
    name: 'ipProtocol',
    bits: 8,
    doc: 'IPv4 protocol or IPv6 next header, behind the extension headers that were read; 0 when not IP.',
  },
  { name: 'srcPort', bits: 16, doc: 'Source port; type of ICMP, ICMPv6 and IGMP; 0 when l4 is 0.' },
  { name: 'dstPort', bits: 16, doc: 'Destination port; code of ICMP and ICMPv6; 0 when l4 is 0.' },
  { name: 'srcIp', bits: 128, doc: 'Source address; an IPv4 address stands in the low 32 bits; 0 when not IP.' },
  { name: 'dstIp', bits: 128, doc: 'Destination address, as srcIp.' },
] as const satisfies readonly Field[];

export type RuleKeyField = (typeof ruleKeyFields)[number]['name'];

/** Width of the rule key in bits: 325 = 65 chunks of 5. */
export const ruleKeyBits = widthOf(ruleKeyFields);

/** Key bits a chunk: 5 address bits fill a 32-deep LUT RAM, the densest shape per key bit. */
export const chunkBits = 5;
export const chunkRows = 1 << chunkBits;
export const chunkCount = Math.ceil(ruleKeyBits / chunkBits);

/** Value of the `function` key field for frames to a group address. */
export const groupFunction = 0xff;
