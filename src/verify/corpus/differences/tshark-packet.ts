// SPDX-License-Identifier: Apache-2.0
/** Where tshark reads IP and TCP differently, and why the parser is right to. */
import { type Difference, type DifferenceClass, layersNamed, when } from '../difference-class.ts';

const tool = 'tshark';

export const network: readonly DifferenceClass[] = [
  {
    tool,
    name: 'source_route',
    doc: 'With a loose or strict source route option, tshark shows the last hop as the destination. The parser does not read options: it gives the destination field (RFC 791, 3.1).',
    fields: '`dstIp`, inside too',
    explains: difference => [
      ...when(hasSourceRoute(difference, 'ipv4'), ['dstIp'] as const),
      ...when(hasSourceRoute(difference, 'innerIpv4'), ['innerDstIp'] as const),
    ],
  },
  {
    tool,
    name: 'icmp_of_other_ip',
    doc: 'tshark reads ICMP and IGMP after IPv6, and ICMPv6 after IPv4. The parser reads each after its own IP.',
    fields: '`icmp`, `igmp`, `srcPort`, `dstPort`, `l4Checksum`, inside too',
    explains: ({ ours }) => [
      ...when((ours.ipv6 === 1 && [1, 2].includes(ours.ipProtocol)) || (ours.ipv4 === 1 && ours.ipProtocol === 58), [
        'icmp',
        'igmp',
        'srcPort',
        'dstPort',
        'l4Checksum',
      ] as const),
      ...when(
        (ours.innerIpv6 === 1 && ours.innerIpProtocol === 1) || (ours.innerIpv4 === 1 && ours.innerIpProtocol === 58),
        ['innerIcmp', 'innerSrcPort', 'innerDstPort', 'innerL4Checksum'] as const,
      ),
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

export const transport: readonly DifferenceClass[] = [
  {
    tool,
    name: 'tcp_data_offset',
    doc: 'tshark reads no TCP flags where the data offset is below 5 words. The parser reads the 20 bytes that every TCP header has and puts the payload after them, so that a wrong offset hides nothing.',
    fields: '`tcpFlags`, `payloadOffset`, inside too',
    explains: difference => [
      ...when(dataOffset(difference, 'tcp') < 5, ['tcpFlags', 'payloadOffset'] as const),
      ...when(dataOffset(difference, 'innerTcp') < 5, ['innerTcpFlags', 'innerPayloadOffset'] as const),
    ],
  },
];
