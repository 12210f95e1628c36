// SPDX-License-Identifier: Apache-2.0
/** Frames whose checksums cannot be judged, or whose verdict hangs on one rule of `packetChecksumFields`. */
import { checksumVerdicts } from '../../../hdl/spec/protocol/header-vector.ts';
import {
  cut,
  ethernet,
  fragmentHeader,
  icmp,
  icmpv6,
  ipv4,
  ipv6,
  optionsHeader,
  packetOf,
  padded,
  payloadOf,
  type Segment,
  segmentOf,
  tcp,
  udp,
} from '../../support/frames.ts';
import { igmp, routingHeader, sctp, udpLite, udpWith } from '../../support/transport-frames.ts';
import { vxlan } from '../../support/tunnel-frames.ts';

const { none, good, bad } = checksumVerdicts;

/** A frame and the verdicts on it, outside and inside. */
export interface OddFrame {
  readonly name: string;
  readonly frame: Uint8Array;
  readonly outer: number;
  readonly inner: number;
}

const macs = { destination: '52:54:00:00:00:10', source: '02:00:00:00:00:99' };
const v4 = { source: '10.1.2.3', destination: '192.168.200.100' };
const v6 = { source: '2001:db8::1:2:3', destination: 'fe80::fedc:ba98:7654:3210' };
const ports = { sourcePort: 0xbeef, destinationPort: 443 };
const data = payloadOf(33);

const over4 = (segment: Segment, header: Partial<Parameters<typeof ipv4>[0]> = {}): Uint8Array =>
  padded(ethernet(macs, ipv4({ ...v4, ...header }, segment)));
const over6 = (segment: Segment, header: Partial<Parameters<typeof ipv6>[0]> = {}): Uint8Array =>
  padded(ethernet(macs, ipv6({ ...v6, ...header }, segment)));

const odd = (name: string, frame: Uint8Array, outer: number, inner: number = none): OddFrame => ({
  name,
  frame,
  outer,
  inner,
});

/** A datagram whose sum, without its checksum field, is all ones: the checksum that is sent is all ones too. */
const sumOfOnes = (): Segment => {
  const segment = udp(ports, [0, 0, 0]);
  const addresses = Uint8Array.from([10, 1, 2, 3, 192, 168, 200, 100]);
  const checksum = segment.bytes(addresses).subarray(6, 8);
  return udp(ports, [...checksum, 0]);
};

/** The last tunnel is opened by a port; the frame inside is given. */
const inVxlan = (frame: Uint8Array, checksum?: number): Uint8Array =>
  over4(
    udpWith(
      { sourcePort: 0xc0de, destinationPort: 4789, ...(checksum === undefined ? {} : { checksum }) },
      vxlan({ identifier: 7 }, frame),
    ),
  );

export const oddFrames: readonly OddFrame[] = [
  odd('no IP', padded(ethernet(macs, packetOf(0x88b5, data))), none),
  odd('IGMP', over4(igmp(0x16, '224.0.0.1')), none),
  odd('another protocol', over4(segmentOf(99, data)), none),
  odd('a first fragment', over4(tcp(ports, data), { moreFragments: true }), none),
  odd('a later fragment', over4(tcp(ports, data), { fragmentOffset: 64 }), none),
  odd('a first fragment of IPv6', over6(fragmentHeader({ more: true }, udp(ports, data))), none),
  odd('an atomic fragment of IPv6', over6(fragmentHeader({}, udp(ports, data))), good),
  odd('segments left', over6(routingHeader({ segmentsLeft: 1, route: ['::1', '::2'] }, udp(ports, data))), none),
  odd(
    'no segments left',
    over6(routingHeader({ type: 0, segmentsLeft: 0, route: ['::1', '::2'] }, udp(ports, data))),
    good,
  ),
  odd('segment routing', over6(routingHeader({ segmentsLeft: 0, route: ['::1', '::2'] }, udp(ports, data))), none),
  odd('an options header of 16 bytes', over6(optionsHeader(60, udp(ports, data), 1)), good),
  odd('an options header with room for a home address', over6(optionsHeader(60, udp(ports, data), 2)), none),
  odd('the same before ICMPv6', over6(optionsHeader(60, icmpv6({ type: 128 }, data), 2)), none),
  odd('the same before SCTP, which does not count addresses', over6(optionsHeader(60, sctp(ports, data), 2)), good),
  odd(
    'IPv4 options with room for a source route',
    over4(tcp(ports, data), { options: [7, 7, 4, 0, 0, 0, 0, 0] }),
    none,
  ),
  odd('the same before ICMP', over4(icmp({ type: 8 }, data), { options: [7, 7, 4, 0, 0, 0, 0, 0] }), good),
  odd(
    'options of the packet inside',
    inVxlan(ethernet(macs, ipv4({ ...v4, options: [7, 7, 4, 0, 0, 0, 0, 0] }, tcp(ports, data)))),
    good,
    none,
  ),
  odd('UDP without a checksum', over4(udpWith({ ...ports, checksum: 0 }, data)), none),
  odd('UDP over IPv6 without a checksum', over6(udpWith({ ...ports, checksum: 0 }, data)), none),
  odd('UDP whose sum is all ones', over4(sumOfOnes()), good),
  odd('UDP with a checksum that is wrong by 0x8000', over4(udpWith({ ...ports, checksum: 0x1234 }, data)), bad),
  odd('ICMP of zeros', over4(segmentOf(1, new Uint8Array(33))), bad),
  odd('ICMP whose sum is all ones without data', over4(segmentOf(1, [0, 0, 0xff, 0xff])), good),
  odd('ICMPv6 summed as if it were ICMP', over6(segmentOf(58, icmp({ type: 128 }, data).bytes(new Uint8Array()))), bad),
  odd(
    'ICMP summed as if it were ICMPv6',
    over4(segmentOf(1, icmpv6({ type: 8 }, data).bytes(new Uint8Array(8).fill(1)))),
    bad,
  ),
  odd('a UDP length of 0', over4(udpWith({ ...ports, length: 0 }, data)), none),
  odd('a UDP length of 7', over4(udpWith({ ...ports, length: 7 }, data)), none),
  odd('a UDP length of 8 before data', over4(lengthBelow(8)), good),
  odd('a UDP length that leaves the last byte out', over4(lengthBelow(40)), good),
  odd('a UDP length of one byte too many', over4(udpWith({ ...ports, length: 42 }, data)), none),
  odd('a UDP length of 65535', over4(udpWith({ ...ports, length: 65535 }, data)), none),
  ...[1, 7, 42, 65535].map(coverage =>
    odd(`a UDP-Lite coverage of ${coverage}`, over4(udpLite({ ...ports, coverage }, data)), none),
  ),
  ...[0, 8, 9, 40, 41].map(coverage =>
    odd(`a UDP-Lite coverage of ${coverage}`, over6(udpLite({ ...ports, coverage }, data)), good),
  ),
  odd('IPv4 that ends one byte after the frame', cut(over4(tcp(ports, data)), 14 + 20 + 20 + 32), none),
  odd('IPv6 that ends one byte after the frame', cut(over6(sctp(ports, data)), 14 + 40 + 12 + 32), none),
  odd('IPv4 that ends 64 KiB after the frame', over4(tcp(ports, data), { lie: { totalLength: 65535 } }), none),
  odd('IPv4 that ends 16 KiB after the frame', over4(udp(ports, data), { lie: { totalLength: 61 + 16384 } }), none),
  odd('IPv6 that ends 64 KiB after the frame', over6(udp(ports, data), { lie: { payloadLength: 65535 } }), none),
  odd('IPv4 that ends inside its segment', over4(tcp(ports, data), { lie: { totalLength: 72 } }), bad),
  odd('IPv4 that ends inside a datagram', over4(udp(ports, data), { lie: { totalLength: 60 } }), none),
  odd('IPv4 that ends inside TCP', over4(tcp(ports, data), { lie: { totalLength: 39 } }), none),
  odd('an IPv6 payload length of 0', over6(udp(ports, data), { lie: { payloadLength: 0 } }), none),
  odd('padding that is not zero', paddedWith(ethernet(macs, ipv4(v4, udp(ports, [1, 2, 3])))), good),
  odd('TCP in a tunnel without a checksum of its own', inVxlan(over4(tcp(ports, data)), 0), none, good),
  odd('TCP in a tunnel with a wrong checksum of its own', inVxlan(over4(tcp(ports, data)), 0x4711), bad, good),
  odd('SCTP in a tunnel', inVxlan(over6(sctp(ports, data))), good, good),
  odd('a fragment in a tunnel', inVxlan(over4(udp(ports, data), { moreFragments: true })), good, none),
  odd(
    'a frame in a tunnel that says to be one byte longer',
    inVxlan(ethernet(macs, ipv4({ ...v4, lie: { totalLength: 62 } }, udp(ports, data)))),
    good,
    none,
  ),
];

/** A datagram of 41 bytes that says to have fewer, with the checksum of those. */
function lengthBelow(length: number): Segment {
  return {
    protocol: 17,
    bytes: addresses => {
      const part = udp(ports, data.subarray(0, length - 8)).bytes(addresses);
      return Uint8Array.from([...part, ...data.subarray(length - 8)]);
    },
  };
}

/** A frame filled up to 60 bytes with ones. */
function paddedWith(frame: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: Math.max(60, frame.length) }, (_, i) => frame[i] ?? 0xff);
}
