// SPDX-License-Identifier: Apache-2.0
/** Where tshark judges checksums differently, and why the parser is right to. */
import { frameLayers } from '../../../parse/frame-layers.ts';
import {
  type Difference,
  type DifferenceClass,
  fieldsBehind,
  innerPacketEnd,
  lacking,
  layersNamed,
  packetEnd,
  when,
  word,
} from '../difference-class.ts';

const tool = 'tshark';

/** The length of UDP is not that of what the IP packet, or the frame, has of it. */
const hasOddUdpLength = (difference: Difference): boolean => {
  const { udp, udpLength, l4Offset } = difference.ours;
  return udp === 1 && l4Offset + udpLength !== Math.min(packetEnd(difference), difference.frame.length);
};

const hasOddInnerUdpLength = (difference: Difference): boolean => {
  const { innerUdp, innerUdpLength, innerL4Offset } = difference.ours;
  return (
    innerUdp === 1 && innerL4Offset + innerUdpLength !== Math.min(innerPacketEnd(difference), difference.frame.length)
  );
};

/** Options or segments of the packet may hold other addresses than its IP header. */
const mayNameAddresses = ({ frame, ours }: Difference, prefix: '' | 'inner'): boolean =>
  frameLayers(frame, ours)
    .filter(({ name }) => name.startsWith('inner') === (prefix === 'inner'))
    .some(({ name, offset }) => {
      if (/ipv4$/i.test(name)) return (frame[offset]! & 15) >= 7;
      if (/options\d$/i.test(name)) return frame[offset + 1]! >= 2;
      return /routing\d$/i.test(name) && frame[offset + 2] === 4;
    });

export const verdicts: readonly DifferenceClass[] = [
  {
    tool,
    name: 'other_zero',
    doc: 'tshark calls a checksum field of 0xffff wrong where the sum of the rest is 0xffff too, since senders write 0x0000 there (RFC 1624). To a receiver both are right (RFC 1071): the sum over all is 0xffff.',
    fields: '`ipv4Checksum`, `l4Checksum`, inside too',
    explains: ({ frame, ours }) => [
      ...when(ours.ipv4 === 1 && word(frame, ours.l3Offset + 10) === 0xffff, ['ipv4Checksum'] as const),
      ...when(ours.innerIpv4 === 1 && word(frame, ours.innerL3Offset + 10) === 0xffff, ['innerIpv4Checksum'] as const),
      ...when(ours.tcp === 1 && word(frame, ours.l4Offset + 16) === 0xffff, ['l4Checksum'] as const),
      ...when(ours.icmp === 1 && word(frame, ours.l4Offset + 2) === 0xffff, ['l4Checksum'] as const),
      ...when(ours.innerTcp === 1 && word(frame, ours.innerL4Offset + 16) === 0xffff, ['innerL4Checksum'] as const),
      ...when(ours.innerIcmp === 1 && word(frame, ours.innerL4Offset + 2) === 0xffff, ['innerL4Checksum'] as const),
    ],
  },
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
    name: 'address_options',
    doc: 'tshark reads home addresses, source routes and segments, and judges checksums with them. The parser gives no verdict where there may be such: with 8 bytes of IPv4 options, an options header of 24 bytes, or a segment routing header.',
    fields: '`l4Checksum`, `innerL4Checksum`',
    explains: difference => [
      ...when(mayNameAddresses(difference, ''), ['l4Checksum'] as const),
      ...when(mayNameAddresses(difference, 'inner'), ['innerL4Checksum'] as const),
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
    doc: 'tshark takes a packet to end where the 802.3 length, the PPPoE payload, the outer packet or its UDP datagram ends, whatever its own length says. The parser judges its checksum by its own length.',
    fields: '`l4Checksum`, `innerL4Checksum`',
    explains: difference => {
      const { pppoe, l3Offset, udp, l4Offset, udpLength } = difference.ours;
      const pppoeEnd = l3Offset - 2 + word(difference.frame, l3Offset - 4);
      const carrierEnd = Math.min(packetEnd(difference), udp === 1 ? l4Offset + udpLength : Number.POSITIVE_INFINITY);
      const [llc] = layersNamed(difference, 'llc');
      const llcEnd = llc ? llc.offset + word(difference.frame, llc.offset - 2) : Number.POSITIVE_INFINITY;
      return [
        ...when(packetEnd(difference) > llcEnd, ['l4Checksum', 'innerL4Checksum'] as const),
        ...when(pppoe === 1 && packetEnd(difference) > pppoeEnd, ['l4Checksum', 'innerL4Checksum'] as const),
        ...when(innerPacketEnd(difference) > carrierEnd, ['innerL4Checksum'] as const),
      ];
    },
  },
  {
    tool,
    name: 'udp_length',
    doc: 'tshark reads nothing after a UDP length of 0, which leaves the length to the packet (RFC 2675, 4). It also judges checksums where the length is beyond the packet; the parser gives no verdict there.',
    fields: 'those of headers after UDP that tshark does not read, `l4Checksum`, `innerL4Checksum`',
    explains: difference => [
      ...when(difference.ours.udp === 1 && difference.ours.udpLength === 0, lacking(difference, fieldsBehind('udp'))),
      ...when(hasOddUdpLength(difference) && difference.ours.l4Checksum === 0, ['l4Checksum'] as const),
      ...when(hasOddInnerUdpLength(difference) && difference.ours.innerL4Checksum === 0, ['innerL4Checksum'] as const),
    ],
  },
];
