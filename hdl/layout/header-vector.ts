/**
 * The packet header vector (PHV): what the parser says about one frame. A field whose header is absent reads 0.
 *
 * Rules that RTL and model both follow:
 * - Tags: up to four VLAN tags (TPID 0x8100 or 0x88a8). A fifth tag stops the walk with `too_many_tags`; `ethertype`
 *   is then that fifth TPID.
 * - A type below 0x0600 is an 802.3 length, and LLC follows: 6 bytes are read, the last 3 of which are the OUI of SNAP. If
 *   they say SNAP with OUI 0 (AA AA 03 00 00 00), its type takes the place of `ethertype`, tags are not read behind it, and
 *   `l3Offset` is behind it. Other LLC is payload; `ethertype` stays the length and `l3Offset` the start of LLC. The length
 *   itself is not compared with the frame.
 * - A header counts as present only if the frame holds all its bytes; the first header cut short by the end of the frame
 *   stops the walk with `truncated`. FCS is not part of the frame; padding is.
 * - IPv4 (20 bytes first, then IHL * 4): version not 4, IHL < 5 or total length < IHL * 4 stops with `ipv4_header`.
 * - IPv6 (40 bytes): version not 6 stops with `ipv6_header`. One fragment header (next header 44, 8 bytes) directly after
 *   it is read; other extension headers are reported as the protocol and have no L4.
 * - L4 is read for TCP (20 bytes), UDP (8), ICMP over IPv4 (4) and ICMPv6 over IPv6 (4), never in a later fragment. If
 *   the IP length leaves less than those bytes for it, the walk stops with `l4_header`, padding or not; that is checked
 *   before the end of the frame.
 * - Where the walk stops, the headers before it keep their fields: `ethertype` and `ipProtocol` name the header that is
 *   missing (a TPID for a cut tag, 44 for a cut fragment header) and `l3Offset` or `l4Offset` is where it starts.
 *   Presence of all bytes is checked before the contents of a header.
 * - An IPv6 fragment header with offset 0 and no more fragments (RFC 6946) does not make the packet a fragment.
 */
import { type Field, widthOf } from './field.ts';

export const headerVectorFields = [
  { name: 'dstMac', bits: 48, doc: 'Destination MAC, first byte on the wire in the highest byte.' },
  { name: 'srcMac', bits: 48, doc: 'Source MAC, as dstMac.' },
  { name: 'vlanCount', bits: 3, doc: 'VLAN tags read, 0 to 4.' },
  { name: 'vlan', bits: 12, doc: 'VLAN id of the outermost tag; 0 without a tag.' },
  { name: 'priority', bits: 3, doc: 'Priority code point of the outermost tag.' },
  { name: 'vlan2', bits: 12, doc: 'VLAN id of the second tag; 0 without it.' },
  { name: 'vlan3', bits: 12, doc: 'VLAN id of the third tag; 0 without it.' },
  { name: 'vlan4', bits: 12, doc: 'VLAN id of the fourth tag; 0 without it.' },
  { name: 'ethertype', bits: 16, doc: 'EtherType (or 802.3 length) after the tags; that of SNAP where there is one.' },
  { name: 'l3Offset', bits: 8, doc: 'Byte offset of what follows the EtherType.' },
  { name: 'llc', bits: 1, doc: 'An 802.3 length with 6 bytes of LLC behind it.' },
  { name: 'snap', bits: 1, doc: 'LLC says SNAP with OUI 0, so `ethertype` is that of SNAP.' },
  { name: 'arp', bits: 1, doc: 'ARP with its 28 bytes present.' },
  { name: 'ipv4', bits: 1, doc: 'A well-formed IPv4 header is present.' },
  { name: 'ipv6', bits: 1, doc: 'A well-formed IPv6 header is present.' },
  { name: 'fragment', bits: 1, doc: 'The packet is an IP fragment, first or later.' },
  { name: 'laterFragment', bits: 1, doc: 'IP fragment with a non-zero offset: no L4 header.' },
  { name: 'ipProtocol', bits: 8, doc: 'IPv4 protocol, IPv6 next header, or the one in the fragment header.' },
  { name: 'srcIp', bits: 128, doc: 'Source address; an IPv4 address stands in the low 32 bits.' },
  { name: 'dstIp', bits: 128, doc: 'Destination address, as srcIp.' },
  { name: 'l4Offset', bits: 8, doc: 'Byte offset of what follows the IP headers; 0 without IP.' },
  { name: 'tcp', bits: 1, doc: 'TCP header present.' },
  { name: 'udp', bits: 1, doc: 'UDP header present.' },
  { name: 'icmp', bits: 1, doc: 'ICMP or ICMPv6 header present.' },
  { name: 'srcPort', bits: 16, doc: 'Source port; ICMP type (one byte) for ICMP and ICMPv6.' },
  { name: 'dstPort', bits: 16, doc: 'Destination port; ICMP code (one byte) for ICMP and ICMPv6.' },
  { name: 'tcpFlags', bits: 8, doc: 'TCP flags CWR..FIN.' },
  { name: 'exception', bits: 3, doc: 'Why the walk stopped early; see parserExceptions.' },
] as const satisfies readonly Field[];

export type HeaderVectorField = (typeof headerVectorFields)[number]['name'];

/** Width of the packed header vector. */
export const headerVectorBits = widthOf(headerVectorFields);

export const parserExceptions = [
  { id: 0, name: 'none', doc: 'The walk ended at a payload.' },
  { id: 1, name: 'truncated', doc: 'The frame ended inside a header.' },
  { id: 2, name: 'too_many_tags', doc: 'More than four VLAN tags.' },
  { id: 3, name: 'ipv4_header', doc: 'Malformed IPv4 header.' },
  { id: 4, name: 'ipv6_header', doc: 'Malformed IPv6 header.' },
  { id: 5, name: 'l4_header', doc: 'The IP length leaves no room for the L4 header.' },
] as const;

export type ParserException = (typeof parserExceptions)[number]['name'];
