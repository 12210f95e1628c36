// SPDX-License-Identifier: Apache-2.0
/** Verdicts on transport checksums, on packets whose checksums the frame builder computes apart from the model. */
import { describe, expect, test } from 'vitest';
import { crc32c } from '../../../sim/model/crc32c.ts';
import { internetSum } from '../../../sim/model/internet-checksum.ts';
import { packetChecksums } from '../../../sim/model/packet-checksum-model.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import {
  cut,
  ethernet,
  fragmentHeader,
  hexBytes,
  icmp,
  icmpv6,
  ipv4,
  ipv6,
  optionsHeader,
  padded,
  payloadOf,
  type Segment,
  segmentOf,
  tcp,
} from '../../support/frames.ts';
import {
  authenticationHeader,
  igmp,
  routingHeader,
  sctp,
  tcpWithOptions,
  udpLite,
  udpWith,
} from '../../support/transport-frames.ts';
import { ipInIp } from '../../support/tunnel-frames.ts';

const [none, good, bad] = [0, 1, 2];
const macs = { destination: '52:54:00:00:00:10' };
const ip4 = { source: '10.1.2.3', destination: '192.168.77.88' };
const ip6 = { source: '2001:db8::1:2', destination: 'fe80::ffff:1' };
const ports = { sourcePort: 0xfedc, destinationPort: 0x1234 };

const four = (segment: Segment): Uint8Array => ethernet(macs, ipv4(ip4, segment));
const six = (segment: Segment): Uint8Array => ethernet(macs, ipv6(ip6, segment));
const outerVerdict = (frame: Uint8Array): number => packetChecksums(frame, parseFrame(frame)).l4Checksum;
const innerVerdict = (frame: Uint8Array): number => packetChecksums(frame, parseFrame(frame)).innerL4Checksum;

/** Expects good, and bad for every single bit flipped between two bytes counted from the end. */
const expectCovered = (frame: Uint8Array, from: number, to: number, verdictOf = outerVerdict): void => {
  expect(verdictOf(frame)).toBe(good);
  for (let at = frame.length - from; at < frame.length - to; at += 1) {
    const flipped = frame.with(at, frame[at]! ^ (1 << (at % 8)));
    expect(verdictOf(flipped), `byte ${at}`).toBe(bad);
  }
};

describe('the sums themselves', () => {
  test('the example of RFC 1071, 3', () => {
    // Words 0001 f203 f4f5 f6f7 sum up to ddf2 with carries folded in.
    expect(internetSum(hexBytes('0001 f203 f4f5 f6f7'), 0, 8)).toBe(0xddf2);
    expect(internetSum(hexBytes('0001 f203 f4'), 0, 5)).toBe(0xe605);
  });

  test('the check value of CRC32c and the example of RFC 3720, B.4', () => {
    expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
  });
});

describe('every transport, every byte it covers', () => {
  const data = payloadOf(7, 0x40);
  // With the last bytes of the header that say nothing of lengths.
  test.each<[string, Segment, number]>([
    ['TCP', tcp(ports, data), 20],
    ['TCP with options', tcpWithOptions({ ...ports, options: [1, 1, 1, 0] }, data), 20],
    ['UDP', udpWith(ports, data), 2],
    ['UDP-Lite', udpLite(ports, data), 2],
    ['SCTP', sctp(ports, data), 12],
  ])('%s over IPv4 and IPv6', (_, segment, headerBytes) => {
    for (const frame of [four(segment), six(segment)]) expectCovered(frame, data.length + headerBytes, 0);
  });

  test('ICMP without and ICMPv6 with a pseudo header', () => {
    expectCovered(four(icmp({ type: 8 }, data)), 8 + data.length, 0);
    expectCovered(six(icmpv6({ type: 135 }, data)), 8 + data.length, 0);
  });

  test('the addresses are covered, the hop limit is not', () => {
    const frame = six(tcp(ports, data));
    expect(outerVerdict(frame.with(21, 1))).toBe(good);
    expect(outerVerdict(frame.with(30, 1))).toBe(bad);
  });

  test('after IPv4 options, IPv6 extension headers and an authentication header', () => {
    const segments = [tcp(ports, data), udpWith(ports, data), sctp(ports, data)];
    for (const segment of segments) {
      expect(outerVerdict(ethernet(macs, ipv4({ ...ip4, options: [7, 4, 4, 0] }, segment)))).toBe(good);
      expect(outerVerdict(six(optionsHeader(0, authenticationHeader(segment), 1)))).toBe(good);
    }
  });

  test('padding is not covered', () => {
    for (const segment of [tcp(ports), udpWith(ports, [1]), icmp({ type: 0 }), sctp(ports), udpLite(ports, [1])]) {
      const frame = padded(four(segment), 64);
      expect(outerVerdict(frame)).toBe(good);
      expect(outerVerdict(frame.with(63, 0xff))).toBe(good);
    }
  });

  test('no bit of a packet beyond the 256 bytes that are looked at for headers is left out', () => {
    expectCovered(four(udpWith(ports, payloadOf(900))), 40, 0);
    expectCovered(six(sctp(ports, payloadOf(900))), 40, 0);
  });
});

describe('no verdict', () => {
  const data = payloadOf(9);

  test('without such a transport header', () => {
    for (const segment of [igmp(0x11, '0.0.0.0'), segmentOf(253, data), segmentOf(50, data)]) {
      expect(outerVerdict(four(segment))).toBe(none);
    }
    expect(outerVerdict(ethernet(macs, { ethertype: 0x88b5, bytes: payloadOf(60) }))).toBe(none);
  });

  test('for a UDP checksum of 0', () => {
    expect(outerVerdict(four(udpWith({ ...ports, checksum: 0 }, data)))).toBe(none);
    expect(outerVerdict(six(udpWith({ ...ports, checksum: 0 }, data)))).toBe(none);
  });

  test('for fragments, first and later', () => {
    for (const fragment of [{ moreFragments: true }, { fragmentOffset: 8 }]) {
      expect(outerVerdict(ethernet(macs, ipv4({ ...ip4, ...fragment }, tcp(ports, data))))).toBe(none);
    }
    expect(outerVerdict(six(fragmentHeader({ more: true }, tcp(ports, data))))).toBe(none);
    expect(outerVerdict(six(fragmentHeader({}, tcp(ports, data))))).toBe(good);
  });

  test('for a packet of which the frame lacks the last byte', () => {
    for (const segment of [tcp(ports, data), udpWith(ports, data), icmp({ type: 8 }, data), sctp(ports, data)]) {
      const frame = four(segment);
      expect(outerVerdict(cut(frame, frame.length - 1))).toBe(none);
    }
  });

  test('while segments are left, since the last destination is elsewhere', () => {
    const route = ['2001:db8::77'];
    for (const type of [0, 2]) {
      expect(outerVerdict(six(routingHeader({ type, segmentsLeft: 1, route }, tcp(ports, data))))).toBe(none);
      expect(outerVerdict(six(routingHeader({ type, segmentsLeft: 0, route }, tcp(ports, data))))).toBe(good);
    }
  });

  test('after a segment routing header, whose last segment may hold several (RFC 9800)', () => {
    for (const segmentsLeft of [0, 1])
      expect(outerVerdict(six(routingHeader({ segmentsLeft, route: ['::7', '::8'] }, tcp(ports, data))))).toBe(none);
  });

  test.each([0, 7, 18, 0xffff])('for a UDP length of %i over 17 bytes', length => {
    expect(outerVerdict(four(udpWith({ ...ports, length }, data)))).toBe(none);
  });

  test.each([1, 7, 18, 0xffff])('for a UDP-Lite coverage of %i over 17 bytes', coverage => {
    expect(outerVerdict(four(udpLite({ ...ports, coverage }, data)))).toBe(none);
  });
});

describe('lengths inside the packet', () => {
  test('UDP ends where its length says; what is after it is not covered', () => {
    const datagram = udpWith(ports, payloadOf(6)).bytes(Uint8Array.of(10, 1, 2, 3, 192, 168, 77, 88));
    const frame = four(segmentOf(17, [...datagram, 0xaa, 0xbb]));
    expect(outerVerdict(frame)).toBe(good);
    expect(outerVerdict(frame.with(frame.length - 1, 0))).toBe(good);
    expect(outerVerdict(frame.with(frame.length - 3, 0xff))).toBe(bad);
  });

  test('UDP-Lite covers as many bytes as it says', () => {
    for (const coverage of [8, 11, 12, 15]) {
      const frame = four(udpLite({ ...ports, coverage }, payloadOf(7, 1)));
      expect(outerVerdict(frame)).toBe(good);
      const [covered, uncovered] = [frame.length - 15 + coverage - 1, frame.length - 15 + coverage];
      expect(outerVerdict(frame.with(covered, frame[covered]! ^ 0x10))).toBe(bad);
      if (coverage < 15) expect(outerVerdict(frame.with(uncovered, frame[uncovered]! ^ 0x10))).toBe(good);
    }
  });
});

describe('inside a tunnel', () => {
  test('inner and outer are judged apart', () => {
    const frame = six(ipInIp(ipv4(ip4, tcp(ports, payloadOf(7)))));
    expect(packetChecksums(frame, parseFrame(frame))).toEqual({ l4Checksum: none, innerL4Checksum: good });
    expectCovered(frame, 7, 0, innerVerdict);
    const sixInFour = four(ipInIp(ipv6(ip6, icmpv6({ type: 128 }, payloadOf(5)))));
    expectCovered(sixInFour, 5, 0, innerVerdict);
  });

  test('inner fragments and cut inner packets have no verdict', () => {
    const fragment = four(ipInIp(ipv4({ ...ip4, moreFragments: true }, tcp(ports))));
    expect(innerVerdict(fragment)).toBe(none);
    const frame = four(ipInIp(ipv4(ip4, tcp(ports, payloadOf(7)))));
    expect(innerVerdict(cut(frame, frame.length - 1))).toBe(none);
  });
});
