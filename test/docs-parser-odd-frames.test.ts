// SPDX-License-Identifier: Apache-2.0
/** The odd frames of docs/parser.md: every row of the table has a case here, and says what the parser does with it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { configs } from '../hdl/spec/configs.ts';
import { headerNames } from '../hdl/spec/protocol/headers.ts';
import { ingressError } from '../sim/model/ingress-model.ts';
import { packetChecksums } from '../sim/model/packet-checksum-model.ts';
import { parseFrame } from '../sim/model/parser-model.ts';
import { exceptionName, type HeaderVector } from '../sim/model/vector-model.ts';
import {
  cut,
  ethernet,
  fragmentHeader,
  icmp,
  ipv4,
  ipv6,
  llc,
  optionsHeader,
  type Packet,
  packetOf,
  payloadOf,
  type Segment,
  segmentOf,
  snap,
  tcp,
  udp,
  vlan,
} from './support/frames.ts';
import { mpls, pppoe } from './support/link-frames.ts';
import { authenticationHeader, routingHeader, tcpWithOptions, udpWith } from './support/transport-frames.ts';
import { geneve, gre, gtpu, ipInIp, vxlan } from './support/tunnel-frames.ts';

const page = readFileSync(new URL('../docs/parser.md', import.meta.url), 'utf8');
const rows = page
  .split('<!-- odd frames -->')[1]!
  .split(/^[^|\n]/m)[0]!
  .split('\n')
  .filter(line => line.startsWith('| '))
  .slice(1)
  .map(line => line.split('|')[1]!.trim());

const macs = { destination: '52:54:00:00:00:10' };
const ip4 = { source: '10.0.0.1', destination: '10.0.0.2' };
const ip6 = { source: 'fd00::1', destination: 'fd00::2' };
const ports = { sourcePort: 1000, destinationPort: 2000 };
const four = (segment: Segment, more: Partial<Parameters<typeof ipv4>[0]> = {}): Uint8Array =>
  ethernet(macs, ipv4({ ...ip4, ...more }, segment));
const six = (segment: Segment, more: Partial<Parameters<typeof ipv6>[0]> = {}): Uint8Array =>
  ethernet(macs, ipv6({ ...ip6, ...more }, segment));
const over = (destinationPort: number, data: Uint8Array): Uint8Array => four(udp({ ...ports, destinationPort }, data));
const inner = ipv4(ip4, tcp(ports, payloadOf(4)));

/** Expects these fields; `stops` is the exception and its header, `none` without one. */
const expectFrame = (frame: Uint8Array, stops: string, fields: Partial<HeaderVector> = {}): void => {
  const vector = parseFrame(frame);
  const exception = exceptionName(vector.exception);
  const stopped = exception === 'none' ? 'none' : `${exception} at ${headerNames[vector.exceptionHeader]}`;
  expect({ stopped, ...vector }).toMatchObject({ stopped: stops, ...fields });
};

const verdict = (frame: Uint8Array): number => packetChecksums(frame, parseFrame(frame)).l4Checksum;

const tagged = (count: number): Uint8Array =>
  ethernet(
    macs,
    Array.from({ length: count }).reduce<Packet>(packet => vlan({ id: 7 }, packet), inner),
  );
const labelled = (count: number, payload = inner.bytes): Uint8Array =>
  ethernet(macs, mpls(Array<{ label: number }>(count).fill({ label: 7 }), payload));

/** One case for each row, by its first cell. */
const cases: Readonly<Record<string, () => void>> = {
  'the frame ends inside a header': () => {
    for (let length = 34; length < 54; length++)
      expectFrame(cut(four(tcp(ports)), length), 'truncated at tcp', { tcp: 0 });
  },
  'fewer than 14 bytes': () =>
    expectFrame(cut(four(tcp(ports)), 13), 'truncated at ethernet', { dstMac: 0n, l3Offset: 0 }),
  'no bytes at all': () => expectFrame(new Uint8Array(), 'truncated at ethernet'),
  'a runt': () => {
    expectFrame(four(udp(ports)), 'none', { udp: 1 });
    expect(ingressError(configs['10g'], { bytes: four(udp(ports)) })).toBe('runt');
  },
  'a frame longer than the longest allowed': () => {
    const bytes = four(udp(ports, payloadOf(9100)));
    expectFrame(bytes, 'none', { udp: 1 });
    expect(ingressError(configs['10g'], { bytes })).toBe('oversize');
  },
  'headers beyond the bytes that are looked at': () => {
    const frame = six(optionsHeader(0, optionsHeader(60, tcp(ports, payloadOf(90)), 20), 3));
    expectFrame(frame, 'too_deep at tcp', { tcp: 0 });
    expectFrame(cut(frame, 256), 'truncated at tcp', { tcp: 0 });
  },
  'IPv4 or IPv6 of another version than its type says': () => {
    expectFrame(four(tcp(ports), { lie: { version: 6 } }), 'malformed at ipv4', { ethertype: 0x0800, ipv4: 0 });
    expectFrame(six(tcp(ports), { lie: { version: 4 } }), 'malformed at ipv6', { ethertype: 0x86dd, ipv6: 0 });
  },
  'IPv4 with IHL below 5': () => {
    for (const ihl of [0, 1, 4]) expectFrame(four(tcp(ports), { lie: { ihl } }), 'malformed at ipv4');
  },
  'IPv4 total length 0 or less than its header': () => {
    for (const totalLength of [0, 19]) expectFrame(four(tcp(ports), { lie: { totalLength } }), 'malformed at ipv4');
    expectFrame(four(tcp(ports), { options: [1], lie: { totalLength: 23 } }), 'malformed at ipv4');
  },
  'an IP length beyond the frame': () => {
    for (const frame of [
      four(tcp(ports), { lie: { totalLength: 1500 } }),
      six(tcp(ports), { lie: { payloadLength: 65535 } }),
    ]) {
      expectFrame(frame, 'none', { tcp: 1 });
      expect(verdict(frame)).toBe(0);
    }
  },
  'an IP length short of the frame': () => {
    expectFrame(four(tcp(ports), { lie: { totalLength: 39 } }), 'no_room at tcp');
    expectFrame(four(udp(ports, payloadOf(30)), { lie: { totalLength: 28 } }), 'none', { udp: 1 });
  },
  'IPv6 payload length 0 (jumbograms, RFC 2675)': () =>
    expectFrame(six(tcp(ports), { lie: { payloadLength: 0 } }), 'no_room at tcp', { ipv6: 1 }),
  'IPv4 options of zero or absurd length': () => {
    for (const options of [
      [7, 0, 4, 0],
      [0x83, 255, 4, 0],
      [0x44, 1, 0, 0],
    ]) {
      expectFrame(four(tcp(ports), { options }), 'none', { tcp: 1, l4Offset: 38 });
    }
  },
  'IPv6 options of zero or absurd length': () => {
    for (const option of [
      [5, 0, 0, 0, 0, 0],
      [0xc2, 255, 0, 0, 0, 0],
    ]) {
      const bytes = [6, 0, ...option, ...tcp(ports).bytes(new Uint8Array(32))];
      expectFrame(six(segmentOf(0, bytes)), 'none', { tcp: 1, l4Offset: 62 });
    }
  },
  'an extension header longer than the packet, not longer than the frame': () => {
    const frame = six(optionsHeader(0, tcp(ports), 2), { lie: { payloadLength: 8 } });
    expectFrame(frame, 'no_room at options1', { l4Offset: 54, ipProtocol: 0 });
  },
  'an extension header longer than the frame': () => {
    const frame = six(optionsHeader(0, tcp(ports), 20));
    expectFrame(cut(frame, 100), 'truncated at options1', { ipProtocol: 0, l4Offset: 54 });
  },
  'more than six IPv6 extension headers, also ones that repeat': () => {
    const chain = (count: number): Segment =>
      Array.from({ length: count }).reduce<Segment>(segment => optionsHeader(0, segment), tcp(ports));
    expectFrame(six(chain(6)), 'none', { tcp: 1 });
    expectFrame(six(chain(7)), 'too_many at options6', { tcp: 0, ipProtocol: 0 });
  },
  'extension headers in another order than RFC 8200 recommends': () => {
    const chain = fragmentHeader({}, routingHeader({ segmentsLeft: 0, route: [] }, optionsHeader(0, udp(ports))));
    expectFrame(six(chain), 'none', { udp: 1, l4Offset: 78 });
  },
  'an IPv6 fragment header with offset 0 and no more fragments': () =>
    expectFrame(six(fragmentHeader({}, udp(ports))), 'none', { fragment: 0, udp: 1 }),
  'a later fragment': () => {
    const fields = { fragment: 1, laterFragment: 1, udp: 0, ipProtocol: 17 };
    expectFrame(four(udp(ports), { fragmentOffset: 8 }), 'none', fields);
    expectFrame(six(fragmentHeader({ offset: 8 }, udp(ports))), 'none', fields);
  },
  'two IPv6 fragment headers': () => {
    const first = fragmentHeader({ more: true }, fragmentHeader({}, udp(ports)));
    expectFrame(six(first), 'none', { fragment: 1, laterFragment: 0, udp: 1 });
  },
  'an authentication header with length 0': () =>
    expectFrame(four(segmentOf(51, [6, 0, ...payloadOf(40)])), 'malformed at ipv4Authentication', {
      authentication: 0,
    }),
  'ESP, and protocols that are not listed': () => {
    for (const protocol of [50, 89, 253]) {
      expectFrame(four(segmentOf(protocol, payloadOf(40))), 'none', { ipProtocol: protocol, l4Offset: 34, tcp: 0 });
    }
  },
  'a TCP data offset below 5 or beyond the packet': () => {
    for (const dataOffset of [0, 4, 15]) {
      const payloadOffset = 34 + Math.max(20, 4 * dataOffset);
      expectFrame(four(tcpWithOptions({ ...ports, dataOffset })), 'none', { tcp: 1, dstPort: 2000, payloadOffset });
    }
  },
  'a UDP length below 8 or beyond the packet': () => {
    for (const length of [0, 7, 13, 65535]) {
      const frame = four(udpWith({ ...ports, length }, payloadOf(4)));
      expectFrame(frame, 'none', { udp: 1, dstPort: 2000, udpLength: length });
      expect(verdict(frame)).toBe(0);
    }
  },
  'a tunnel after a UDP length that does not hold it': () => {
    const tunnel = vxlan({ identifier: 9 }, ethernet(macs, inner));
    const frame = (length: number) => four(udpWith({ ...ports, destinationPort: 4789, length }, tunnel));
    for (const length of [7, 8, 15])
      expectFrame(frame(length), 'no_room at vxlan', { udp: 1, dstPort: 4789, tunnel: 0 });
    expectFrame(frame(16), 'no_room at innerEthernet', { tunnelId: 9 });
    expectFrame(frame(8 + tunnel.length), 'none', { innerTcp: 1 });
    for (const length of [0, 65535]) expectFrame(frame(length), 'none', { innerTcp: 1 });
  },
  'bytes after the end of the UDP length': () => {
    const datagram = udp(ports, payloadOf(4)).bytes(Uint8Array.of(10, 0, 0, 1, 10, 0, 0, 2));
    for (const last of [0, 99]) expect(verdict(four(segmentOf(17, [...datagram, 1, last])))).toBe(1);
  },
  'an 802.3 length instead of an EtherType': () => {
    expectFrame(ethernet(macs, llc(0x42, payloadOf(40))), 'none', { llc: 1, snap: 0, ethertype: 43, l3Offset: 14 });
    expectFrame(ethernet(macs, snap(inner)), 'none', { llc: 1, snap: 1, ethertype: 0x0800, l3Offset: 22, tcp: 1 });
    expectFrame(ethernet(macs, snap(inner, [0, 0, 12])), 'none', { llc: 1, snap: 0, ipv4: 0 });
  },
  'an 802.3 length short of the frame': () => {
    const frame = (length: number) => ethernet(macs, packetOf(length, snap(inner).bytes));
    for (const length of [0, 2]) expectFrame(frame(length), 'no_room at llc', { llc: 0 });
    for (const length of [3, 7]) expectFrame(frame(length), 'no_room at snap', { llc: 1, snap: 0, ethertype: length });
    for (const length of [8, 27]) expectFrame(frame(length), 'no_room at ipv4', { ethertype: 0x0800, ipv4: 0 });
    expectFrame(frame(8 + 39), 'no_room at tcp', { ipv4: 1 });
    expectFrame(frame(8 + 40), 'none', { tcp: 1 });
  },
  'an 802.3 length beyond the frame': () =>
    expectFrame(ethernet(macs, packetOf(1500, snap(inner).bytes)), 'none', { tcp: 1 }),
  'a VLAN tag after SNAP': () =>
    expectFrame(ethernet(macs, snap(vlan({ id: 5 }, inner))), 'none', { vlanCount: 0, ethertype: 0x8100, ipv4: 0 }),
  'more than four VLAN tags': () => {
    expectFrame(tagged(4), 'none', { vlanCount: 4, tcp: 1 });
    expectFrame(tagged(5), 'too_many at tag4', { vlanCount: 4, ethertype: 0x8100, tcp: 0 });
  },
  'more than five MPLS labels': () => {
    expectFrame(labelled(5), 'none', { mplsCount: 5, tcp: 1 });
    expectFrame(labelled(6), 'too_many at mplsLabel5', { mplsCount: 5, tcp: 0 });
  },
  'after MPLS, neither 4 nor 6 in the first four bits': () => {
    for (const first of [0, 0x10, 0x52]) {
      const payload = payloadOf(40).with(0, first);
      expectFrame(labelled(1, payload), 'none', { mplsCount: 1, ethertype: 0x8847, l3Offset: 18, ipv4: 0, ipv6: 0 });
    }
  },
  'a PPPoE length that is not that of IP': () => {
    const packet = (length: number) => pppoe({ session: 1, protocol: 0x21, lie: { length } }, inner.bytes);
    for (const length of [42, 1500]) expectFrame(ethernet(macs, packet(length)), 'none', { tcp: 1 });
    expectFrame(ethernet(macs, packet(2)), 'no_room at ipv4');
    expectFrame(ethernet(macs, packet(2 + 39)), 'no_room at tcp', { ipv4: 1 });
    expectFrame(ethernet(macs, packet(1)), 'malformed at pppoe');
  },
  'PPPoE of another version, type or code': () => {
    for (const lie of [{ versionAndType: 0x12 }, { versionAndType: 0x21 }, { code: 0x07 }]) {
      expectFrame(ethernet(macs, pppoe({ session: 1, protocol: 0x21, lie }, inner.bytes)), 'malformed at pppoe');
    }
  },
  'GRE of version 1: PPTP': () => {
    const pptp = { protocol: 0x880b, key: 0x00040055, version: 1 };
    const fields = { tunnel: 9, tunnelId: 0x55, innerIpv4: 0 };
    expectFrame(four(gre(pptp, inner.bytes)), 'none', { ...fields, payloadOffset: 42 });
    expectFrame(four(gre({ ...pptp, sequence: 1, acknowledgment: 2 }, payloadOf(4))), 'none', {
      ...{ ...fields, payloadOffset: 50, innerOffset: 50 },
    });
  },
  'GRE of another version': () =>
    expectFrame(four(gre({ protocol: 0x0800, key: 5, version: 2 }, inner.bytes)), 'malformed at gre', { tunnel: 0 }),
  'GRE with source routes': () =>
    expectFrame(four(segmentOf(47, [0x60, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 5, ...inner.bytes])), 'none', {
      ...{ tunnel: 2, tunnelId: 5, payloadOffset: 0, innerOffset: 0, innerIpv4: 0 },
    }),
  'GRE, Geneve or an extension header whose optional parts reach into padding': () => {
    const padding = new Uint8Array(40).fill(0x55);
    const short = (segment: Segment, room: number) => four(segment, { lie: { totalLength: 20 + room } });
    expectFrame(short(segmentOf(47, [0x20, 0, 0x99, 0x99, ...padding]), 4), 'no_room at gre', {
      tunnel: 0,
      tunnelId: 0,
    });
    const options = geneve({ identifier: 9, protocol: 0x0800, options: Array(8).fill(1) }, padding);
    expectFrame(short(udp({ ...ports, destinationPort: 6081 }, options), 8 + 15), 'no_room at geneve', { tunnel: 0 });
  },
  'VXLAN without its I flag': () => {
    const data = vxlan({ identifier: 9 }, ethernet(macs, inner)).with(0, 0);
    expectFrame(over(4789, data), 'none', { tunnelId: 9, innerTcp: 1 });
  },
  'Geneve or GTP-U of another version': () => {
    const options = { identifier: 9, protocol: 0x0800, version: 2 };
    expectFrame(over(6081, geneve(options, inner.bytes)), 'malformed at geneve', { tunnel: 0 });
    expectFrame(over(2152, gtpu({ endpoint: 9 }, inner.bytes).with(0, 0x50)), 'malformed at gtpu', { tunnel: 0 });
  },
  'a GTP-U length short of the packet': () => {
    const data = gtpu({ endpoint: 9 }, inner.bytes);
    const short = (length: number) => over(2152, data.with(2, length >> 8).with(3, length & 255));
    expectFrame(short(0), 'no_room at tunnelPayload', { tunnelId: 9, innerIpv4: 0 });
    expectFrame(short(19), 'no_room at innerIpv4', { innerIpv4: 0 });
    expectFrame(short(39), 'no_room at innerTcp', { innerIpv4: 1 });
    expectFrame(short(1500), 'none', { innerTcp: 1 });
  },
  'a GTP-U extension header of more than 16 bytes': () => {
    const long = { type: 0x85, content: [...payloadOf(18)] };
    expectFrame(over(2152, gtpu({ endpoint: 9, extensions: [long] }, inner.bytes)), 'too_many at gtpuExtension1', {
      innerIpv4: 0,
    });
  },
  'GTP-U messages that carry no packet': () =>
    expectFrame(over(2152, gtpu({ endpoint: 9, message: 1 }, inner.bytes)), 'none', { tunnelId: 9, innerIpv4: 0 }),
  'an inner length beyond the outer one': () => {
    const long = ipv4({ ...ip4, lie: { totalLength: 1500 } }, tcp(ports));
    expectFrame(four(ipInIp(long)), 'none', { innerTcp: 1, innerIpLength: 1500 });
    const padding = payloadOf(40);
    const cutInside = ipv4({ ...ip4, lie: { totalLength: 60 } }, segmentOf(6, padding));
    expectFrame(four(ipInIp(cutInside), { lie: { totalLength: 20 + 39 } }), 'no_room at innerTcp', { innerIpv4: 1 });
  },
  'an inner header that the outer length leaves no room for': () =>
    expectFrame(four(ipInIp(inner), { lie: { totalLength: 39 } }), 'no_room at innerIpv4', { tunnel: 1, innerIpv4: 0 }),
  'a tunnel in a tunnel': () => {
    const nested = udp({ ...ports, destinationPort: 4789 }, vxlan({ identifier: 9 }, ethernet(macs, inner)));
    expectFrame(four(ipInIp(ipv4(ip4, nested))), 'none', { tunnel: 1, innerUdp: 1, innerEthernet: 0 });
    expectFrame(four(ipInIp(ipv4(ip4, ipInIp(inner)))), 'none', { innerIpv4: 1, innerIpProtocol: 4, innerTcp: 0 });
  },
  'more than two inner VLAN tags': () =>
    expectFrame(over(4789, vxlan({ identifier: 9 }, tagged(3))), 'too_many at innerTag2', { innerVlanCount: 2 }),
  'bytes after the last header': () => {
    const frame = four(icmp({ type: 8 }, payloadOf(20)));
    const other = frame.with(frame.length - 1, 0xff);
    expect(parseFrame(other)).toEqual(parseFrame(frame));
    expect([verdict(frame), verdict(other)]).toEqual([1, 2]);
  },
};

describe('odd frames of docs/parser.md', () => {
  test('every row has a case, every case a row', () => {
    expect(rows).toEqual(Object.keys(cases));
    expect(rows.length).toBeGreaterThan(40);
  });

  test.each(rows)('%s', row => cases[row]?.());
});

test('an authentication header does not hide the ports after it', () => {
  expectFrame(four(authenticationHeader(tcp(ports))), 'none', { authentication: 1, tcp: 1, dstPort: 2000 });
});
