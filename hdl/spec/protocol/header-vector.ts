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
 * - A type below 0x0600 is an 802.3 length, and LLC follows; what is behind that length is padding. If LLC says SNAP with
 *   OUI 0, the type of SNAP takes the place of `ethertype` and `l3Offset` is behind it. Other LLC is payload; `ethertype`
 *   stays the length and `l3Offset` the start of LLC.
 * - Behind MPLS and PPPoE, `ethertype` stays theirs and `l3Offset` is where their payload starts.
 * - A later fragment has no transport header. An IPv6 fragment header with offset 0 and no more fragments (RFC 6946) does
 *   not make the packet a fragment.
 * - One tunnel is read; what a second one carries is payload.
 */
import { type Field, widthOf } from '../field.ts';
import { headerNames } from './headers.ts';

/** Width of a byte offset: the parser looks at 256 bytes, and an unchecked length may reach 60 beyond. */
const offsetBits = 9;

export const headerVectorFields = [
  {
    name: 'headers',
    bits: headerNames.length,
    doc: 'Which headers are present: one bit a header, in the order of the table of headers.',
  },
  { name: 'dstMac', bits: 48, doc: 'Destination MAC, first byte on the wire in the highest byte.' },
  { name: 'srcMac', bits: 48, doc: 'Source MAC, as dstMac.' },
  { name: 'vlanCount', bits: 3, doc: 'VLAN tags read, 0 to 4.' },
  { name: 'vlan', bits: 12, doc: 'VLAN id of the outermost tag; 0 without a tag.' },
  { name: 'priority', bits: 3, doc: 'Priority code point of the outermost tag.' },
  { name: 'vlan2', bits: 12, doc: 'VLAN id of the second tag; 0 without it.' },
  { name: 'vlan3', bits: 12, doc: 'VLAN id of the third tag; 0 without it.' },
  { name: 'vlan4', bits: 12, doc: 'VLAN id of the fourth tag; 0 without it.' },
  { name: 'ethertype', bits: 16, doc: 'EtherType (or 802.3 length) after the tags; that of SNAP where there is one.' },
  { name: 'llc', bits: 1, doc: 'An 802.3 length with LLC behind it.' },
  { name: 'snap', bits: 1, doc: 'LLC says SNAP with OUI 0, so `ethertype` is that of SNAP.' },
  { name: 'mplsCount', bits: 3, doc: 'MPLS labels read, 0 to 5.' },
  { name: 'mplsLabel', bits: 20, doc: 'Outermost MPLS label; 0 without one.' },
  { name: 'mplsTrafficClass', bits: 3, doc: 'Traffic class of the outermost MPLS label (RFC 5462).' },
  { name: 'mplsLabel2', bits: 20, doc: 'Second MPLS label; 0 without it.' },
  { name: 'mplsLabel3', bits: 20, doc: 'Third MPLS label; 0 without it.' },
  { name: 'mplsLabel4', bits: 20, doc: 'Fourth MPLS label; 0 without it.' },
  { name: 'mplsLabel5', bits: 20, doc: 'Fifth MPLS label; 0 without it.' },
  { name: 'pppoe', bits: 1, doc: 'A PPPoE session header is present.' },
  { name: 'pppoeSession', bits: 16, doc: 'Session of PPPoE.' },
  { name: 'l3Offset', bits: offsetBits, doc: 'Byte offset of what follows the EtherType, the MPLS labels or PPPoE.' },
  { name: 'arp', bits: 1, doc: 'ARP with its 28 bytes present.' },
  { name: 'macControl', bits: 1, doc: 'A MAC control frame.' },
  { name: 'pause', bits: 1, doc: 'A MAC control frame that pauses the link.' },
  { name: 'priorityPause', bits: 1, doc: 'A MAC control frame that pauses priorities (PFC).' },
  { name: 'lacp', bits: 1, doc: 'A frame of the link aggregation control protocol.' },
  { name: 'lldp', bits: 1, doc: 'A frame of the link layer discovery protocol, which carries DCBX.' },
  { name: 'ptp', bits: 1, doc: 'A precision time protocol message, on Ethernet or UDP.' },
  { name: 'ptpMessage', bits: 4, doc: 'Its message type.' },
  { name: 'fcoe', bits: 1, doc: 'Fibre Channel over Ethernet with a whole Fibre Channel header.' },
  { name: 'fcRouting', bits: 8, doc: 'R_CTL of the Fibre Channel header.' },
  { name: 'fcDestination', bits: 24, doc: 'D_ID of the Fibre Channel header.' },
  { name: 'fcSource', bits: 24, doc: 'S_ID of the Fibre Channel header.' },
  { name: 'fip', bits: 1, doc: 'A frame of the FCoE initialisation protocol.' },
  { name: 'globalRoute', bits: 1, doc: 'A global route header is present: RoCE v1.' },
  { name: 'roce', bits: 1, doc: 'A base transport header of RoCE is present: v1 behind globalRoute, v2 behind UDP.' },
  { name: 'rdmaOpcode', bits: 8, doc: 'Opcode of the base transport header.' },
  { name: 'rdmaQueuePair', bits: 24, doc: 'Destination queue pair of the base transport header.' },
  { name: 'ipv4', bits: 1, doc: 'A well-formed IPv4 header is present.' },
  { name: 'ipv4HeaderWords', bits: 4, doc: 'Length of the IPv4 header in words of 4 bytes.' },
  { name: 'ipv4Checksum', bits: 2, doc: 'Verdict on the IPv4 header checksum.' },
  { name: 'ipv6', bits: 1, doc: 'A well-formed IPv6 header is present.' },
  { name: 'ipLength', bits: 16, doc: 'Total length of IPv4 or payload length of IPv6, in bytes.' },
  { name: 'dscp', bits: 6, doc: 'Differentiated services code point (RFC 2474).' },
  { name: 'ecn', bits: 2, doc: 'Explicit congestion notification (RFC 3168).' },
  { name: 'ttl', bits: 8, doc: 'Time to live of IPv4, hop limit of IPv6.' },
  { name: 'fragment', bits: 1, doc: 'The packet is an IP fragment, first or later.' },
  { name: 'laterFragment', bits: 1, doc: 'IP fragment with a non-zero offset: no L4 header.' },
  { name: 'authentication', bits: 1, doc: 'An authentication header is present.' },
  { name: 'segmentsLeft', bits: 1, doc: 'A routing header has segments left, so `dstIp` is not the last destination.' },
  {
    name: 'addressOptions',
    bits: 1,
    doc: 'The packet may name other addresses than `srcIp` and `dstIp`, with which its sender computed checksums: options of 8 bytes or more in IPv4 (source route), an options header of 24 bytes or more (home address) or a segment routing header in IPv6.',
  },
  { name: 'ipProtocol', bits: 8, doc: 'IPv4 protocol or IPv6 next header; that of the last extension header read.' },
  { name: 'srcIp', bits: 128, doc: 'Source address; an IPv4 address stands in the low 32 bits.' },
  { name: 'dstIp', bits: 128, doc: 'Destination address, as srcIp.' },
  { name: 'l4Offset', bits: offsetBits, doc: 'Byte offset of what follows the IP headers; 0 without IP.' },
  { name: 'tcp', bits: 1, doc: 'TCP header present.' },
  { name: 'udp', bits: 1, doc: 'UDP header present.' },
  { name: 'udpLite', bits: 1, doc: 'UDP-Lite header present.' },
  { name: 'sctp', bits: 1, doc: 'SCTP common header present.' },
  { name: 'icmp', bits: 1, doc: 'ICMP or ICMPv6 header present.' },
  { name: 'igmp', bits: 1, doc: 'IGMP header present.' },
  { name: 'srcPort', bits: 16, doc: 'Source port; type (one byte) of ICMP, ICMPv6 and IGMP.' },
  { name: 'dstPort', bits: 16, doc: 'Destination port; ICMP code (one byte) for ICMP and ICMPv6.' },
  { name: 'tcpFlags', bits: 8, doc: 'TCP flags CWR..FIN.' },
  { name: 'udpLength', bits: 16, doc: 'Length field of UDP, checksum coverage of UDP-Lite.' },
  { name: 'udpChecksum', bits: 1, doc: 'The checksum field of UDP is not 0: the sender computed one.' },
  { name: 'iscsi', bits: 1, doc: 'TCP from or to a port of iSCSI.' },
  { name: 'nvme', bits: 1, doc: 'TCP from or to a port of NVMe/TCP.' },
  {
    name: 'payloadOffset',
    bits: offsetBits,
    doc: 'Byte offset of what follows TCP with its options, UDP, UDP-Lite, SCTP or GRE; else 0.',
  },
  { name: 'tunnel', bits: 4, doc: 'Kind of tunnel that the outer headers announce.' },
  {
    name: 'tunnelId',
    bits: 32,
    doc: 'VNI of VXLAN and Geneve, key of GRE, VSID of NVGRE, session of ERSPAN, endpoint of GTP-U, call of PPTP, instance of LISP.',
  },
  {
    name: 'innerOffset',
    bits: offsetBits,
    doc: 'Byte offset of what the tunnel carries; 0 without one, and behind source routes of GRE.',
  },
  { name: 'innerEthernet', bits: 1, doc: 'An Ethernet header is present inside the tunnel.' },
  { name: 'innerDstMac', bits: 48, doc: 'Its destination MAC.' },
  { name: 'innerSrcMac', bits: 48, doc: 'Its source MAC.' },
  { name: 'innerVlanCount', bits: 2, doc: 'VLAN tags behind it that were read, 0 to 2.' },
  { name: 'innerVlan', bits: 12, doc: 'VLAN id of the first of them.' },
  { name: 'innerVlan2', bits: 12, doc: 'VLAN id of the second of them.' },
  { name: 'innerEthertype', bits: 16, doc: 'EtherType after the inner tags.' },
  {
    name: 'innerL3Offset',
    bits: offsetBits,
    doc: 'Byte offset of what follows the inner EtherType, or the tunnel header.',
  },
  { name: 'innerIpv4', bits: 1, doc: 'As ipv4, inside the tunnel.' },
  { name: 'innerIpv4HeaderWords', bits: 4, doc: 'As ipv4HeaderWords, inside the tunnel.' },
  { name: 'innerIpv4Checksum', bits: 2, doc: 'As ipv4Checksum, inside the tunnel.' },
  { name: 'innerIpv6', bits: 1, doc: 'As ipv6, inside the tunnel.' },
  { name: 'innerIpLength', bits: 16, doc: 'As ipLength, inside the tunnel.' },
  { name: 'innerDscp', bits: 6, doc: 'As dscp, inside the tunnel.' },
  { name: 'innerEcn', bits: 2, doc: 'As ecn, inside the tunnel.' },
  { name: 'innerTtl', bits: 8, doc: 'As ttl, inside the tunnel.' },
  { name: 'innerFragment', bits: 1, doc: 'As fragment, inside the tunnel.' },
  { name: 'innerLaterFragment', bits: 1, doc: 'As laterFragment, inside the tunnel.' },
  { name: 'innerAuthentication', bits: 1, doc: 'As authentication, inside the tunnel.' },
  { name: 'innerSegmentsLeft', bits: 1, doc: 'As segmentsLeft, inside the tunnel.' },
  { name: 'innerAddressOptions', bits: 1, doc: 'As addressOptions, inside the tunnel.' },
  { name: 'innerIpProtocol', bits: 8, doc: 'As ipProtocol, inside the tunnel.' },
  { name: 'innerSrcIp', bits: 128, doc: 'As srcIp, inside the tunnel.' },
  { name: 'innerDstIp', bits: 128, doc: 'As dstIp, inside the tunnel.' },
  { name: 'innerL4Offset', bits: offsetBits, doc: 'As l4Offset, inside the tunnel.' },
  { name: 'innerTcp', bits: 1, doc: 'As tcp, inside the tunnel.' },
  { name: 'innerUdp', bits: 1, doc: 'As udp, inside the tunnel.' },
  { name: 'innerUdpLite', bits: 1, doc: 'As udpLite, inside the tunnel.' },
  { name: 'innerSctp', bits: 1, doc: 'As sctp, inside the tunnel.' },
  { name: 'innerIcmp', bits: 1, doc: 'As icmp, inside the tunnel.' },
  { name: 'innerSrcPort', bits: 16, doc: 'As srcPort, inside the tunnel.' },
  { name: 'innerDstPort', bits: 16, doc: 'As dstPort, inside the tunnel.' },
  { name: 'innerTcpFlags', bits: 8, doc: 'As tcpFlags, inside the tunnel.' },
  { name: 'innerUdpLength', bits: 16, doc: 'As udpLength, inside the tunnel.' },
  { name: 'innerUdpChecksum', bits: 1, doc: 'As udpChecksum, inside the tunnel.' },
  { name: 'innerIscsi', bits: 1, doc: 'As iscsi, inside the tunnel.' },
  { name: 'innerNvme', bits: 1, doc: 'As nvme, inside the tunnel.' },
  { name: 'innerPayloadOffset', bits: offsetBits, doc: 'As payloadOffset, inside the tunnel.' },
  { name: 'exception', bits: 3, doc: 'Why the walk stopped early; see parserExceptions.' },
  {
    name: 'exceptionHeader',
    bits: 7,
    doc: 'Number of the header at which it stopped: the missing one, or the last one read before too many. 0 without an exception.',
  },
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
 * Verdicts on checksums that cover the whole packet: they leave the parser behind the last byte of the frame, later than the
 * header vector.
 *
 * What is covered begins at `l4Offset`. It ends with the IP packet, `ipLength` bytes behind `l3Offset` and for IPv6 40 more;
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
