// SPDX-License-Identifier: Apache-2.0
/**
 * The packet header vector (PHV): what the parser says about one frame. A field whose header is absent reads 0.
 *
 * Rules that RTL and model both follow; `headers.ts` states them for each header:
 * - A header counts as present only if the frame holds all its bytes; the first header cut short by the end of the frame
 *   stops the walk with `truncated`, one that reaches beyond the bytes the parser looks at with `too_deep`. FCS is not part
 *   of the frame; padding is.
 * - Where a length around a header (of 802.3, PPPoE, IP, UDP or GTP-U; the tightest counts) leaves less than its first
 *   bytes need, the walk stops with `no_room`, padding or not; that is checked before the end of the frame. A header
 *   whose optional parts reach beyond it stops the walk so too, if the frame holds them.
 * - Where the walk stops, the headers before it keep their fields: `ethertype` and `ipProtocol` name the header that is
 *   missing (a TPID for a cut tag, 44 for a cut fragment header) and `l3Offset` or `l4Offset` is where it starts.
 * - A type below 0x0600 is an 802.3 length, and LLC follows; what is after that length is padding. If LLC says SNAP with
 *   OUI 0, the type of SNAP takes the place of `ethertype` and `l3Offset` is after it. Other LLC is payload; `ethertype`
 *   stays the length and `l3Offset` the start of LLC.
 * - After MPLS and PPPoE, `ethertype` stays theirs and `l3Offset` is where their payload starts.
 * - Of a header of TCP or SCTP that is cut short, the ports are given if its first 8 bytes are there: as much as every first
 *   fragment holds (RFC 791, 3.2).
 * - A later fragment has no transport header. An IPv6 fragment header with offset 0 and no more fragments (RFC 6946) does
 *   not make the packet a fragment.
 * - One tunnel is read; what a second one carries is payload.
 */
import { type Field, widthOf } from '../field.ts';
import { headerNames } from './headers.ts';
import { namedVectorFields } from './vector-fields.ts';

export const headerVectorFields = [
  {
    name: 'headers',
    bits: headerNames.length,
    doc: 'Which headers are present: one bit a header, in the order of the table of headers.',
  },
  ...namedVectorFields,
] as const satisfies readonly Field[];

export type HeaderVectorField = (typeof headerVectorFields)[number]['name'];

/** Width of the packed header vector. */
export const headerVectorBits = widthOf(headerVectorFields);

export const parserExceptions = [
  { id: 0, name: 'none', doc: 'The walk ended at a payload.' },
  { id: 1, name: 'truncated', doc: 'The frame ends inside a header.' },
  { id: 2, name: 'too_deep', doc: 'A header reaches beyond the bytes the parser looks at.' },
  {
    id: 3,
    name: 'too_many',
    doc: 'More tags, labels or extension headers, or longer extension headers of GTP-U, than are read.',
  },
  { id: 4, name: 'malformed', doc: 'A header says something that cannot be.' },
  { id: 5, name: 'no_room', doc: 'A length around the header leaves no room for it.' },
] as const;

export type ParserException = (typeof parserExceptions)[number]['name'];

/** What the parser says about a checksum: `none` where there is none to judge, or not all of what it covers. */
export const checksumVerdicts = { none: 0, good: 1, bad: 2 } as const;

/**
 * Verdicts on checksums that cover the whole packet: they leave the parser after the last byte of the frame, later than the
 * header vector.
 *
 * What is covered begins at `l4Offset`. It ends with the IP packet, `ipLength` bytes after `l3Offset` and for IPv6 40 more;
 * UDP covers `udpLength` bytes, and so does UDP-Lite unless that is 0. The pseudo-header (none for SCTP and ICMP over IPv4)
 * holds `ipProtocol` and the length of what the packet holds from `l4Offset` on, for UDP `udpLength`. The sum (RFC 1071) is
 * good when it is all ones.
 *
 * `none` without such a transport header, for fragments, where segments are left, where `addressOptions` is set and there is
 * a pseudo-header, for a UDP checksum of 0, for an IP packet that reaches beyond the end of the frame, and where `udpLength`
 * is below 8 (0 of UDP-Lite excepted) or reaches beyond the end of the IP packet. Other lengths around the packet, those of
 * PPPoE and of the outer packet, do not matter.
 */
export const packetChecksumFields = [
  { name: 'l4Checksum', bits: 2, doc: 'Verdict on the checksum of TCP, UDP, UDP-Lite, SCTP (CRC32c), ICMP or ICMPv6.' },
  { name: 'innerL4Checksum', bits: 2, doc: 'The same inside the tunnel.' },
] as const satisfies readonly Field[];
