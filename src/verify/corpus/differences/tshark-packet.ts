/** Where tshark reads IP and TCP differently, and why the parser is right to. */
import { type Difference, type DifferenceClass, layersNamed, when } from '../difference-class.ts';

const tool = 'tshark';

export const network: readonly DifferenceClass[] = [
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

export const transport: readonly DifferenceClass[] = [
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
