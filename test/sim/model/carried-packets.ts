// SPDX-License-Identifier: Apache-2.0
/** What the tunnels of the model's tests carry, and the fields that the carried packets give. */
import { type ExpectedVector, expectVector, type Fields } from '../../support/expect-vector.ts';
import { ethernet, ipv4, ipv6, payloadOf, type Segment, tcp, udp } from '../../support/frames.ts';

/** MACs of the outer frames. */
export const macs = { destination: '52:54:00:00:00:10', source: '02:00:00:00:00:aa' };
/** Addresses of the outer packets. */
export const ip4 = { source: '10.0.0.1', destination: '10.0.0.2' };
/** Fields of an outer IPv4 packet but for length and protocol. */
export const four = {
  ...{ dstMac: 0x525400000010n, srcMac: 0x0200000000aan, ethertype: 0x0800, l3Offset: 14 },
  ...{ ipv4: 1, ipv4HeaderWords: 5, ipv4Checksum: 1, ttl: 64, l4Offset: 34, srcIp: 0x0a000001n, dstIp: 0x0a000002n },
} as const;

/** MACs of the carried frames. */
export const innerMacs = { destination: '06:00:00:00:00:01', source: '06:00:00:00:00:02' };
/** Ports of the carried packets. */
export const innerPorts = { sourcePort: 0xabcd, destinationPort: 443 };
/** A carried IPv4 packet with TCP, a carried IPv6 packet with UDP, and the first in a frame. */
export const innerFour = ipv4(
  { source: '192.168.0.1', destination: '192.168.0.2', ttl: 7 },
  tcp({ ...innerPorts, flags: 2 }),
);
export const innerSix = ipv6({ source: '::a', destination: '::b', hopLimit: 9 }, udp(innerPorts, payloadOf(3)));
export const innerFrame = ethernet(innerMacs, innerFour);

/** Fields of `innerFour` when it begins at a byte. */
export const innerFourAt = (at: number): Fields => ({
  ...{ innerL3Offset: at, innerIpv4: 1, innerIpv4HeaderWords: 5, innerIpv4Checksum: 1, innerIpLength: 40, innerTtl: 7 },
  ...{ innerIpProtocol: 6, innerSrcIp: 0xc0a80001n, innerDstIp: 0xc0a80002n, innerL4Offset: at + 20 },
  ...{ innerTcp: 1, innerSrcPort: 0xabcd, innerDstPort: 443, innerTcpFlags: 2, innerPayloadOffset: at + 40 },
});
/** Fields of `innerSix` when it begins at a byte. */
export const innerSixAt = (at: number): Fields => ({
  ...{ innerL3Offset: at, innerIpv6: 1, innerIpLength: 11, innerTtl: 9, innerIpProtocol: 17 },
  ...{ innerSrcIp: 10n, innerDstIp: 11n, innerL4Offset: at + 40 },
  ...{ innerUdp: 1, innerSrcPort: 0xabcd, innerDstPort: 443, innerUdpLength: 11, innerUdpChecksum: 1 },
  innerPayloadOffset: at + 48,
});
/** Fields of `innerFrame` when it begins at a byte. */
export const innerFrameAt = (at: number): Fields => ({
  ...{ innerOffset: at, innerEthernet: 1, innerDstMac: 0x060000000001n, innerSrcMac: 0x060000000002n },
  ...{ innerEthertype: 0x0800, ...innerFourAt(at + 14) },
});
/** Headers of `innerFrame`. */
export const frameLayers = 'innerEthernet innerIpv4 innerTcp';

/** Expects of an IPv4 packet with this segment; `ipLength` follows from its bytes. */
export const expectFour = (segment: Segment, layers: string, fields: Fields, stops?: ExpectedVector['stops']): void => {
  const frame = ethernet(macs, ipv4(ip4, segment));
  const outer = { ...four, ipLength: frame.length - 14, ipProtocol: segment.protocol };
  expectVector(frame, { layers: `ethernet ipv4 ${layers}`, fields: { ...outer, ...fields }, ...(stops && { stops }) });
};

/** The same over UDP to a port; 8 bytes of UDP lie at 34. */
export const expectUdp = (
  port: number,
  data: Uint8Array,
  layers: string,
  fields: Fields,
  stops?: ExpectedVector['stops'],
) =>
  expectFour(
    udp({ sourcePort: 0xc000, destinationPort: port }, data),
    `udp ${layers}`.trim(),
    {
      ...{ udp: 1, srcPort: 0xc000, dstPort: port, udpLength: 8 + data.length, udpChecksum: 1, payloadOffset: 42 },
      ...fields,
    },
    stops,
  );
