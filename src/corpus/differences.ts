/** Where another tool reads a frame differently, and the named classes that say why that is right. */
import { exceptionName, type HeaderVector } from '../../sim/model/header-vector.ts';

export const toolNames = ['ovs', 'tshark', 'dpdk'] as const;
export type ToolName = (typeof toolNames)[number];
export type VectorField = keyof HeaderVector;

/** One frame that a tool reads differently. */
export interface Difference {
  readonly frame: Uint8Array;
  readonly ours: HeaderVector;
  /** Fields on which the two differ, with what the tool says. */
  readonly theirs: Partial<HeaderVector>;
}

/** Why a tool may differ: a difference belongs to the first class that applies and names all its fields. */
export interface DifferenceClass {
  readonly tool: ToolName;
  readonly name: string;
  readonly doc: string;
  /** Fields that may differ for this reason. */
  readonly fields: readonly VectorField[];
  readonly applies: (difference: Difference) => boolean;
}

const ip: readonly VectorField[] = [
  'ipv4',
  'ipv6',
  'srcIp',
  'dstIp',
  'ipProtocol',
  'fragment',
  'laterFragment',
  'l4Offset',
];
const transport: readonly VectorField[] = ['tcp', 'udp', 'icmp', 'srcPort', 'dstPort', 'tcpFlags'];
const extensionProtocols: readonly number[] = [0, 43, 44, 51, 60, 135, 139, 140];

const word = (frame: Uint8Array, offset: number): number => (frame[offset] ?? 0) * 256 + (frame[offset + 1] ?? 0);

/** Where the IP packet ends by its own account; 0 without an IP header. */
const packetEnd = ({ frame, ours: { ipv4, ipv6, l3Offset } }: Difference): number => {
  if (ipv4 === 1) return l3Offset + word(frame, l3Offset + 2);
  return ipv6 === 1 ? l3Offset + 40 + word(frame, l3Offset + 4) : 0;
};

const isLongerThanFrame = (difference: Difference): boolean => packetEnd(difference) > difference.frame.length;

const hasExtensionHeader = ({ ours: { ipv6, ipProtocol, laterFragment } }: Difference): boolean =>
  ipv6 === 1 && (laterFragment === 1 || extensionProtocols.includes(ipProtocol));

const hasOddDataOffset = (difference: Difference): boolean => {
  const { frame, ours } = difference;
  if (ours.tcp === 0) return false;
  const end = ours.l4Offset + (frame[ours.l4Offset + 12]! >> 4) * 4;
  return end < ours.l4Offset + 20 || end > Math.min(frame.length, packetEnd(difference));
};

const stoppedBy =
  (...names: readonly string[]) =>
  ({ ours }: Difference): boolean =>
    names.includes(exceptionName(ours.exception));

const hasSourceRoute = ({ frame, ours: { ipv4, l3Offset, l4Offset } }: Difference): boolean => {
  const options = ipv4 === 1 ? frame.subarray(l3Offset + 20, l4Offset) : new Uint8Array();
  return options.some(byte => byte === 0x83 || byte === 0x89);
};

/** Every class, the first that applies first. */
export const differenceClasses: readonly DifferenceClass[] = [
  {
    tool: 'ovs',
    name: 'ip_longer_than_frame',
    doc: 'Open vSwitch reads nothing of an IP packet that claims more bytes than the frame has (captures are often cut). The parser believes the length: every header that is whole is read, so that policy still sees cut traffic.',
    fields: [...ip, ...transport],
    applies: isLongerThanFrame,
  },
  {
    tool: 'ovs',
    name: 'ipv4_header_malformed',
    doc: 'Open vSwitch calls the frame IPv4 by its EtherType alone and leaves its fields 0. The parser counts a malformed header as absent and says `ipv4_header`.',
    fields: ip,
    applies: stoppedBy('ipv4_header'),
  },
  {
    tool: 'ovs',
    name: 'ipv6_header_malformed',
    doc: 'Open vSwitch does not check the version of IPv6 packets. The parser does, as RFC 8200 (3) fixes it, and says `ipv6_header`.',
    fields: [...ip, ...transport],
    applies: stoppedBy('ipv6_header'),
  },
  {
    tool: 'ovs',
    name: 'header_cut',
    doc: 'Open vSwitch names the protocol of a header that the frame or the IP length cuts, with ports 0. The parser counts such a header as absent.',
    fields: [...ip, ...transport],
    applies: stoppedBy('truncated', 'l4_header'),
  },
  {
    tool: 'ovs',
    name: 'ipv6_extension_headers',
    doc: 'Open vSwitch walks further IPv6 extension headers than the parser, and calls the protocol of a later fragment 44.',
    fields: [...ip, ...transport],
    applies: hasExtensionHeader,
  },
  {
    tool: 'ovs',
    name: 'tcp_data_offset',
    doc: 'Open vSwitch reads no TCP header whose data offset is below 5 words or beyond the packet. The parser reads the 20 bytes that are there, so that a deny by port cannot be dodged by a wrong offset.',
    fields: transport,
    applies: hasOddDataOffset,
  },
  {
    tool: 'ovs',
    name: 'more_than_two_tags',
    doc: 'Open vSwitch reads two VLAN tags and nothing behind them. The parser reads four.',
    fields: ['vlanCount', 'ethertype', ...ip, ...transport],
    applies: ({ ours }) => ours.vlanCount > 2,
  },
  {
    tool: 'tshark',
    name: 'header_cut',
    doc: 'tshark shows the fields of a header that the frame or the IP length cuts, as far as they go. The parser counts such a header as absent.',
    fields: [...ip, ...transport, 'arp', 'llc', 'snap'],
    applies: stoppedBy('truncated', 'l4_header'),
  },
  {
    tool: 'tshark',
    name: 'ipv4_header_malformed',
    doc: 'tshark dissects an IPv4 header with a total length of 0 (which some captures of segmentation offload show) or below the header. The parser counts it as absent and says `ipv4_header`: what arrives on a wire has a length.',
    fields: [...ip, ...transport],
    applies: stoppedBy('ipv4_header'),
  },
  {
    tool: 'tshark',
    name: 'ipv6_header_malformed',
    doc: 'tshark dissects an IPv6 header of another version. The parser counts it as absent and says `ipv6_header`.',
    fields: [...ip, ...transport],
    applies: stoppedBy('ipv6_header'),
  },
  {
    tool: 'tshark',
    name: 'source_route',
    doc: 'With a loose or strict source route option, tshark shows the last hop as the destination. The parser gives the destination field (RFC 791, 3.1).',
    fields: ['dstIp'],
    applies: hasSourceRoute,
  },
  {
    tool: 'tshark',
    name: 'more_than_four_tags',
    doc: 'tshark reads any number of VLAN tags. The parser stops with `too_many_tags`.',
    fields: ['vlanCount', 'ethertype', 'l3Offset', 'arp', ...ip, ...transport],
    applies: stoppedBy('too_many_tags'),
  },
  {
    tool: 'tshark',
    name: 'raw_ipx',
    doc: 'Novell sent IPX right behind the 802.3 length; tshark knows it by its checksum field 0xffff. To the parser that is LLC with both service access points 0xff, and payload.',
    fields: ['llc'],
    applies: ({ frame, ours }) => ours.llc === 1 && word(frame, ours.l3Offset) === 0xffff,
  },
  {
    tool: 'tshark',
    name: 'llc_behind_service_tag',
    doc: 'tshark takes a length behind an 802.1ad tag for an unknown EtherType. The parser reads LLC behind every tag.',
    fields: ['ethertype', 'l3Offset', 'llc', 'snap', 'arp', ...ip, ...transport],
    applies: ({ frame, ours }) =>
      ours.llc === 1 && ours.vlanCount > 0 && word(frame, 8 + 4 * ours.vlanCount) === 0x88a8,
  },
  {
    tool: 'tshark',
    name: 'tag_behind_snap',
    doc: 'tshark reads VLAN tags behind SNAP as if they stood before it. A station that sends SNAP puts its tags before the length, so the parser takes what follows for payload.',
    fields: [
      'vlanCount',
      'vlan',
      'vlan2',
      'vlan3',
      'vlan4',
      'ethertype',
      'l3Offset',
      'llc',
      'snap',
      'arp',
      ...ip,
      ...transport,
    ],
    applies: ({ ours }) => ours.snap === 1 && (ours.ethertype === 0x8100 || ours.ethertype === 0x88a8),
  },
  {
    tool: 'dpdk',
    name: 'header_unchecked',
    doc: 'DPDK checks neither versions nor lengths and takes headers as present that are malformed or cut; the parser says which header stops it.',
    fields: ['l3Offset', ...ip, ...transport],
    applies: stoppedBy('truncated', 'l4_header', 'ipv4_header', 'ipv6_header'),
  },
  {
    tool: 'dpdk',
    name: 'tags',
    doc: 'DPDK 22.11 reads one tag behind an 802.1Q type and takes two for granted behind an 802.1ad type. The parser goes by the type in each tag.',
    fields: ['l3Offset', ...ip, ...transport],
    applies: ({ frame, ours }) => ours.vlanCount >= 2 || (ours.vlanCount === 1 && word(frame, 12) === 0x88a8),
  },
  {
    tool: 'dpdk',
    name: 'snap',
    doc: 'DPDK reads nothing behind an 802.3 length. The parser reads the packet behind SNAP.',
    fields: ['l3Offset', ...ip, ...transport],
    applies: ({ ours }) => ours.snap === 1,
  },
  {
    tool: 'dpdk',
    name: 'atomic_fragment',
    doc: 'DPDK calls every IPv6 packet with a fragment header a fragment. One with offset 0 and no more fragments is whole (RFC 6946), and the parser reads its L4 header.',
    fields: ['fragment', 'l4Offset', ...transport],
    applies: ({ ours }) => ours.ipv6 === 1 && ours.fragment === 0 && ours.l4Offset === ours.l3Offset + 48,
  },
  {
    tool: 'dpdk',
    name: 'ipv6_extension_headers',
    doc: 'DPDK skips further IPv6 extension headers than the parser.',
    fields: [...ip, ...transport],
    applies: hasExtensionHeader,
  },
];

/** Name of the class that a tool's difference belongs to; undefined when none explains all of it. */
export const classify = (tool: ToolName, difference: Difference): string | undefined => {
  const fields = Object.keys(difference.theirs) as VectorField[];
  return differenceClasses.find(
    one => one.tool === tool && fields.every(field => one.fields.includes(field)) && one.applies(difference),
  )?.name;
};
