/** Where tshark reads a frame differently, and why the parser is right to. */

import { tunnels } from '../../../hdl/layout/headers.ts';
import { frameLayers } from '../../parse/frame-layers.ts';
import {
  type Difference,
  type DifferenceClass,
  fieldsBehind,
  fieldsFrom,
  fromStop,
  innerPacketEnd,
  lacking,
  layersNamed,
  packetEnd,
  when,
  word,
} from '../difference-class.ts';
import type { AnswerField } from '../parser-answer.ts';

const tool = 'tshark';

/** Where the walk stopped early. */
const stopped: readonly DifferenceClass[] = [
  {
    tool,
    name: 'header_cut',
    doc: 'tshark shows the fields of a header that the frame cuts as far as they go, and what it takes to be behind it. The parser counts such a header as absent.',
    fields: 'those of the cut header and of headers behind it',
    explains: fromStop('truncated'),
  },
  {
    tool,
    name: 'header_malformed',
    doc: 'tshark shows the fields of headers that cannot be (of another version, with a length below the least) and warns. The parser counts them as absent and says `malformed`.',
    fields: 'those of the malformed header and of headers behind it',
    explains: fromStop('malformed'),
  },
  {
    tool,
    name: 'no_room',
    doc: 'tshark shows as much of a header as the IP length leaves of it. The parser counts such a header as absent.',
    fields: 'those of the header without room and of headers behind it',
    explains: fromStop('no_room'),
  },
  {
    tool,
    name: 'too_deep',
    doc: 'tshark reads headers at any depth; the parser says `too_deep`.',
    fields: 'those of the header beyond the depth and of headers behind it',
    explains: fromStop('too_deep'),
  },
  {
    tool,
    name: 'too_many',
    doc: 'tshark reads any number of tags, labels and extension headers; the parser says `too_many`.',
    fields: 'those of the last header read and of headers behind it',
    explains: fromStop('too_many'),
  },
];

/** The furthest byte behind headers that the parser read. */
const headersEnd = ({ ours }: Difference): number =>
  Math.max(
    ...[ours.l3Offset, ours.l4Offset, ours.payloadOffset, ours.innerOffset],
    ...[ours.innerL3Offset, ours.innerL4Offset, ours.innerPayloadOffset],
  );

const isTagged8021ad = ({ frame, ours }: Difference): boolean =>
  ours.vlanCount > 0 && word(frame, 8 + 4 * ours.vlanCount) === 0x88a8;

/** The 802.3 length that leads to LLC. */
const llcLength = (difference: Difference): number | undefined => {
  const [llc] = layersNamed(difference, 'llc');
  return llc && word(difference.frame, llc.offset - 2);
};

const link: readonly DifferenceClass[] = [
  {
    tool,
    name: 'raw_ipx',
    doc: 'Novell sent IPX right behind the 802.3 length; tshark knows it by its checksum field 0xffff. To the parser that is LLC with both service access points 0xff, and payload.',
    fields: '`llc`',
    explains: difference => {
      const [llc] = layersNamed(difference, 'llc');
      return when(llc !== undefined && word(difference.frame, llc.offset) === 0xffff, ['llc']);
    },
  },
  {
    tool,
    name: 'undefined_length',
    doc: 'tshark reads nothing behind a length of 0, and nothing behind 1501 to 1535, which IEEE 802.3 (3.2.6) gives no meaning. The parser takes them for lengths, so that LLC and SNAP behind them are seen.',
    fields: 'those of LLC and of headers behind it',
    explains: difference => {
      const length = llcLength(difference);
      return when(length === 0 || (length ?? 0) > 1500, ['ethertype', 'l3Offset', ...fieldsFrom('llc')]);
    },
  },
  {
    tool,
    name: 'llc_length',
    doc: 'tshark reads what an 802.3 length leaves. The parser does not hold the length against the headers and packets behind it, so that a wrong one hides nothing.',
    fields: 'those of LLC and of headers behind it',
    explains: difference => {
      const [llc] = layersNamed(difference, 'llc');
      const end = llc ? llc.offset + word(difference.frame, llc.offset - 2) : Number.POSITIVE_INFINITY;
      return when(end < Math.max(headersEnd(difference), packetEnd(difference), innerPacketEnd(difference)), [
        'ethertype',
        'l3Offset',
        ...fieldsFrom('llc'),
      ]);
    },
  },
  {
    tool,
    name: 'ppp_compressed_protocol',
    doc: 'tshark takes an odd first byte of the PPP protocol for all of it. RFC 2516 (7) advises against that compression, and the parser reads two bytes.',
    fields: 'those of headers behind PPPoE',
    explains: difference =>
      when(
        layersNamed(difference, 'pppoe').some(({ offset }) => (difference.frame[offset + 6]! & 1) === 1),
        ['l3Offset', ...fieldsFrom('ipv4')],
      ),
  },
  {
    tool,
    name: 'llc_behind_service_tag',
    doc: 'tshark takes a length behind an 802.1ad tag for an unknown EtherType. The parser reads LLC behind every tag.',
    fields: 'those of LLC and of headers behind it',
    explains: difference =>
      when(llcLength(difference) !== undefined && isTagged8021ad(difference), [
        'ethertype',
        'l3Offset',
        ...fieldsFrom('llc'),
      ]),
  },
  {
    tool,
    name: 'fcoe_before_standard',
    doc: 'Where the reserved bytes of an FCoE header are not 0, tshark reads the layout of drafts before the standard. The parser reads that of FC-BB-5 and does not look at them.',
    fields: 'those of FCoE',
    explains: difference =>
      when(
        layersNamed(difference, 'fcoe').some(({ offset }) => word(difference.frame, offset) !== 0),
        ['fcoe', 'fcRouting', 'fcDestination', 'fcSource'],
      ),
  },
  {
    tool,
    name: 'fc_extended_header',
    doc: 'Behind a virtual fabric tagging header (R_CTL 0x50) tshark shows the Fibre Channel header that follows. The parser gives the first one.',
    fields: '`fcRouting`, `fcDestination`, `fcSource`',
    explains: ({ ours }) => when(ours.fcRouting === 0x50, ['fcRouting', 'fcDestination', 'fcSource']),
  },
];

const network: readonly DifferenceClass[] = [
  {
    tool,
    name: 'source_route',
    doc: 'With a loose or strict source route option, tshark shows the last hop as the destination and judges checksums with it. The parser does not read options: it gives the destination field (RFC 791, 3.1) and judges with that.',
    fields: '`dstIp`, `l4Checksum`, inside too',
    explains: difference => [
      ...when(hasSourceRoute(difference, 'ipv4'), ['dstIp', 'l4Checksum'] as const),
      ...when(hasSourceRoute(difference, 'innerIpv4'), ['innerDstIp', 'innerL4Checksum'] as const),
    ],
  },
];

const hasSourceRoute = (difference: Difference, name: 'ipv4' | 'innerIpv4'): boolean =>
  layersNamed(difference, name).some(({ offset }) => {
    const { frame } = difference;
    const options = frame.subarray(offset + 20, offset + (frame[offset]! & 15) * 4);
    return options.some(byte => byte === 0x83 || byte === 0x89);
  });

const dataOffset = (difference: Difference, name: 'tcp' | 'innerTcp'): number => {
  const [tcp] = layersNamed(difference, name);
  return tcp ? difference.frame[tcp.offset + 12]! >> 4 : 5;
};

const transport: readonly DifferenceClass[] = [
  {
    tool,
    name: 'tcp_data_offset',
    doc: 'tshark reads no TCP flags where the data offset is below 5 words. The parser reads the 20 bytes that every TCP header has and puts the payload behind them, so that a wrong offset hides nothing.',
    fields: '`tcpFlags`, `payloadOffset`, inside too',
    explains: difference => [
      ...when(dataOffset(difference, 'tcp') < 5, ['tcpFlags', 'payloadOffset'] as const),
      ...when(dataOffset(difference, 'innerTcp') < 5, ['innerTcpFlags', 'innerPayloadOffset'] as const),
    ],
  },
];

/** Message types of GTP-U (3GPP TS 29.281, table 6.1-1). */
const gtpMessages = [1, 2, 26, 31, 253, 254, 255];

const tunnel: readonly DifferenceClass[] = [
  {
    tool,
    name: 'other_port_first',
    doc: 'tshark asks what the lower of two UDP ports means first: from the port of some other protocol to that of a tunnel, it reads no tunnel. The parser goes by the destination port.',
    fields: 'those of headers behind UDP that tshark does not read',
    explains: difference => {
      const { udp, srcPort, dstPort } = difference.ours;
      return when(udp === 1 && srcPort < dstPort, lacking(difference, fieldsBehind('udp')));
    },
  },
  {
    tool,
    name: 'gtp_message',
    doc: 'tshark dissects nothing of a GTP-U packet of a message type that it does not know. The parser reads the header, and nothing behind it.',
    fields: '`tunnel`, `tunnelId`, `innerOffset`, `innerL3Offset`',
    explains: difference =>
      when(
        layersNamed(difference, 'gtpu').some(({ offset }) => !gtpMessages.includes(difference.frame[offset + 1]!)),
        lacking(difference, ['tunnel', 'tunnelId', 'innerOffset', 'innerL3Offset']),
      ),
  },
  {
    tool,
    name: 'gtp_longest_ipv4',
    doc: 'tshark takes a first byte of 0x4f in GTP-U for compressed IPv6, not for IPv4 with a header of 60 bytes. The parser goes by the version.',
    fields: 'those of headers inside GTP-U that tshark does not read',
    explains: difference =>
      when(
        difference.ours.tunnel === tunnels.gtpu && difference.frame[difference.ours.innerOffset] === 0x4f,
        lacking(difference, fieldsFrom('innerIpv4')),
      ),
  },
  {
    tool,
    name: 'gtp_extensions',
    doc: 'tshark reads GTP-U extension headers of any length. Behind one of more than 16 bytes the parser reads nothing.',
    fields: 'those of headers behind the extension header',
    explains: ({ frame, ours }) => {
      const last = frameLayers(frame, ours).at(-1);
      return when(last?.name.startsWith('gtpuExtension') === true && frame[last.offset]! > 4, fieldsBehind('gtpu'));
    },
  },
  {
    tool,
    name: 'erspan_version',
    doc: 'tshark goes by the version of an ERSPAN header: 1 for type II, 2 for type III, nothing behind others. The parser goes by the protocol of GRE, and does not look at the version.',
    fields: 'those of ERSPAN and of headers behind it',
    explains: difference =>
      when(
        layersNamed(difference, 'erspan2', 'erspan3').some(
          ({ name, offset }) => difference.frame[offset]! >> 4 !== (name === 'erspan2' ? 1 : 2),
        ),
        fieldsFrom('erspan2'),
      ),
  },
  {
    tool,
    name: 'gpe_without_next_protocol',
    doc: 'tshark goes by the next protocol of VXLAN-GPE even where the P flag says that there is none. Without it the packet is VXLAN and carries Ethernet (draft-ietf-nvo3-vxlan-gpe, 3.1).',
    fields: 'those of headers behind VXLAN-GPE',
    explains: difference =>
      when(
        layersNamed(difference, 'vxlanGpe').some(({ offset }) => (difference.frame[offset]! & 4) === 0),
        fieldsBehind('vxlanGpe'),
      ),
  },
];

/** Where UDP says that it is longer than the IP packet, or shorter than its header. */
const liesUdp = ({ frame, ours }: Difference, scope: 'outer' | 'inner', end: number): boolean => {
  const [udp, length, start] =
    scope === 'outer'
      ? [ours.udp, ours.udpLength, ours.l4Offset]
      : [ours.innerUdp, ours.innerUdpLength, ours.innerL4Offset];
  return udp === 1 && (length < 8 || start + length > Math.min(end, frame.length));
};

const verdicts: readonly DifferenceClass[] = [
  {
    tool,
    name: 'segments_left',
    doc: 'Where a routing header has segments left, tshark judges checksums with a destination that is on the way. The parser gives no verdict: the pseudo-header holds the last destination (RFC 8200, 8.1).',
    fields: '`l4Checksum`, `innerL4Checksum`',
    explains: ({ ours }) => [
      ...when(ours.segmentsLeft === 1, ['l4Checksum'] as const),
      ...when(ours.innerSegmentsLeft === 1, ['innerL4Checksum'] as const),
    ],
  },
  {
    tool,
    name: 'fragment',
    doc: 'tshark judges the SCTP and ICMP checksums of a first fragment as if it were the packet, and none inside a fragment. The parser gives no verdict on fragments, and judges whole packets inside.',
    fields: '`l4Checksum`, `innerL4Checksum`',
    explains: ({ ours }) => [
      ...when(ours.fragment === 1, ['l4Checksum', 'innerL4Checksum'] as const),
      ...when(ours.innerFragment === 1, ['innerL4Checksum'] as const),
    ],
  },
  {
    tool,
    name: 'packet_longer_than_frame',
    doc: 'tshark judges a checksum over the bytes that are there, even where the IP length says that there are more. The parser gives no verdict.',
    fields: '`l4Checksum`, `innerL4Checksum`',
    explains: difference => [
      ...when(packetEnd(difference) > difference.frame.length, ['l4Checksum', 'innerL4Checksum'] as const),
      ...when(innerPacketEnd(difference) > difference.frame.length, ['innerL4Checksum'] as const),
    ],
  },
  {
    tool,
    name: 'packet_longer_than_carrier',
    doc: 'tshark takes a packet to end where the PPPoE payload, the outer packet or its UDP datagram ends, whatever its own length says. The parser judges its checksum by its own length.',
    fields: '`l4Checksum`, `innerL4Checksum`',
    explains: difference => {
      const { pppoe, l3Offset, udp, l4Offset, udpLength } = difference.ours;
      const pppoeEnd = l3Offset - 2 + word(difference.frame, l3Offset - 4);
      const carrierEnd = Math.min(packetEnd(difference), udp === 1 ? l4Offset + udpLength : Number.POSITIVE_INFINITY);
      return [
        ...when(pppoe === 1 && packetEnd(difference) > pppoeEnd, ['l4Checksum', 'innerL4Checksum'] as const),
        ...when(innerPacketEnd(difference) > carrierEnd, ['innerL4Checksum'] as const),
      ];
    },
  },
  {
    tool,
    name: 'udp_length',
    doc: 'tshark judges the checksum of, and reads on behind, UDP whose length is below 8 or more than the IP packet has in its own way. The parser gives no verdict and reads on by the port.',
    fields: 'verdicts, and those of headers behind UDP that tshark does not read',
    explains: difference => [
      ...when(liesUdp(difference, 'outer', packetEnd(difference)), [
        'l4Checksum',
        ...lacking(difference, fieldsBehind('udp')),
      ] as const),
      ...when(liesUdp(difference, 'inner', innerPacketEnd(difference)), ['innerL4Checksum'] as const),
    ],
  },
];

const gaveUp: readonly DifferenceClass[] = [
  {
    tool,
    name: 'gave_up',
    doc: 'tshark stops with `Malformed Packet` where contents that the parser skips make no sense to it (options, short ICMP messages, payloads of storage and time), and then lacks that header or those behind.',
    fields: 'those that tshark leaves empty, and the offsets and types that it saw before',
    explains: difference =>
      when(difference.notes?.some(note => note !== 'short') === true, [
        ...lacking(difference, fieldsFrom('arp')),
        ...seenBefore(difference),
      ]),
  },
];

/** Offsets and types of the header before, where tshark stopped at one that the parser read. */
const seenBefore = ({ ours, theirs }: Difference): readonly AnswerField[] => [
  ...when((theirs.l4Offset ?? ours.l4Offset) < ours.l4Offset, ['l4Offset', 'ipProtocol'] as const),
  ...when((theirs.innerL4Offset ?? ours.innerL4Offset) < ours.innerL4Offset, [
    'innerL4Offset',
    'innerIpProtocol',
  ] as const),
];

export const tsharkDifferences: readonly DifferenceClass[] = [
  ...stopped,
  ...link,
  ...network,
  ...transport,
  ...tunnel,
  ...verdicts,
  ...gaveUp,
];
