// SPDX-License-Identifier: Apache-2.0
/** Every prefix of representative frames, written out byte by byte: where the frame ends decides how far the walk gets. */
import { expect, test } from 'vitest';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { type ExpectedVector, expectedVectorOf, type Fields } from '../../support/expect-vector.ts';
import { hexBytes } from '../../support/frames.ts';

const macs = '525400000010 0200000000aa ';
const link = { dstMac: 0x525400000010n, srcMac: 0x0200000000aan } as const;
const ip6Addresses = '20010db8000000000000000000000001 20010db8000000000000000000000002 ';

/** From so many bytes on: these headers, these fields, and what stops the walk. */
type Row = readonly [number, string, Fields, ExpectedVector['stops']?];

/** Expects, for each prefix length, what the last row says whose length it reaches. */
const expectPrefixes = (hex: string, rows: readonly Row[]): void => {
  const frame = hexBytes(hex);
  expect(frame.length).toBeGreaterThan(rows.at(-1)![0]);
  for (let length = 0; length <= frame.length; length += 1) {
    const [, layers, fields, stops] = rows.findLast(([from]) => from <= length)!;
    const expected = expectedVectorOf({ layers, fields, ...(stops && { stops }) }, length);
    expect(parseFrame(frame.subarray(0, length)), `${length} bytes`).toEqual(expected);
  }
};

test('prefixes of a tagged IPv4 packet with options and TCP', () => {
  const tag = { ...link, vlanCount: 1, vlan: 10, priority: 1, ethertype: 0x0800, l3Offset: 18 } as const;
  const ip = {
    ...{ ...tag, ipv4: 1, ipv4HeaderWords: 6, ipv4Checksum: 2, ipLength: 46, ttl: 64, ipProtocol: 6 },
    ...{ srcIp: 0x0a000001n, dstIp: 0x0a000002n, l4Offset: 42 },
  } as const;
  const ipHeader = '4600 002e 1234 0000 4006 0000 0a000001 0a000002 01010101';
  const tcpHeader = '0016 c000 00000001 00000002 5012 ffff 0000 0000';
  expectPrefixes(`${macs} 8100 200a 0800 ${ipHeader} ${tcpHeader} 6869`, [
    [0, '', {}, ['truncated', 'ethernet']],
    [14, 'ethernet', { ...link, ethertype: 0x8100, l3Offset: 14 }, ['truncated', 'tag1']],
    [18, 'ethernet tag1', tag, ['truncated', 'ipv4']],
    [42, 'ethernet tag1 ipv4', ip, ['truncated', 'tcp']],
    // Ports count as soon as the eight bytes are there that every first fragment holds.
    [50, 'ethernet tag1 ipv4', { ...ip, ports: 1, srcPort: 22, dstPort: 0xc000 }, ['truncated', 'tcp']],
    [62, 'ethernet tag1 ipv4 tcp', { ...ip, tcp: 1, srcPort: 22, dstPort: 0xc000, tcpFlags: 0x12, payloadOffset: 62 }],
  ]);
});

test('prefixes of a twice tagged, fragmented IPv6 packet with ICMPv6', () => {
  const outer = { ...link, vlanCount: 1, vlan: 7, ethertype: 0x8100, l3Offset: 18 } as const;
  const tags = { ...outer, vlanCount: 2, vlan2: 8, ethertype: 0x86dd, l3Offset: 22 } as const;
  const ip = {
    ...{ ...tags, ipv6: 1, ipLength: 16, ttl: 64, ipProtocol: 44 },
    srcIp: 0x20010db8_00000000_00000000_00000001n,
    dstIp: 0x20010db8_00000000_00000000_00000002n,
    l4Offset: 62,
  } as const;
  const fragment = { ...ip, ipProtocol: 58, fragment: 1, l4Offset: 70 } as const;
  const ipHeader = `60000000 0010 2c40 ${ip6Addresses}`;
  const layers = 'ethernet tag1 tag2 ipv6 fragment1';
  expectPrefixes(`${macs} 88a8 0007 8100 0008 86dd ${ipHeader} 3a00 0001 00000001 8001 0000 0001 0001`, [
    [0, '', {}, ['truncated', 'ethernet']],
    [14, 'ethernet', { ...link, ethertype: 0x88a8, l3Offset: 14 }, ['truncated', 'tag1']],
    [18, 'ethernet tag1', outer, ['truncated', 'tag2']],
    [22, 'ethernet tag1 tag2', tags, ['truncated', 'ipv6']],
    [62, 'ethernet tag1 tag2 ipv6', ip, ['truncated', 'fragment1']],
    [70, layers, fragment, ['truncated', 'icmp']],
    [74, `${layers} icmp`, { ...fragment, icmp: 1, srcPort: 128, dstPort: 1 }],
  ]);
});

test('prefixes of ARP', () => {
  const arp = { ...link, ethertype: 0x0806, l3Offset: 14 } as const;
  expectPrefixes(`${macs} 0806 0001 0800 0604 0002 0200000000aa 0a000001 525400000010 0a000002 0000`, [
    [0, '', {}, ['truncated', 'ethernet']],
    [14, 'ethernet', arp, ['truncated', 'arp']],
    [42, 'ethernet arp', { ...arp, arp: 1 }],
  ]);
});

test('prefixes of VXLAN: outer UDP, tunnel, inner Ethernet, inner IPv4 with an option, inner ICMP', () => {
  const ip = {
    ...{ ...link, ethertype: 0x0800, l3Offset: 14, ipv4: 1, ipv4HeaderWords: 5, ipv4Checksum: 2, ipLength: 78 },
    ...{ ttl: 64, ipProtocol: 17, srcIp: 0x0a000001n, dstIp: 0x0a000002n, l4Offset: 34 },
  } as const;
  const udp = { ...ip, udp: 1, srcPort: 0xc001, dstPort: 4789, udpLength: 58, payloadOffset: 42 } as const;
  const vxlan = { ...udp, tunnel: 5, tunnelId: 0x1234, innerOffset: 50, innerL3Offset: 50 } as const;
  const ethernet = {
    ...{ ...vxlan, innerEthernet: 1, innerDstMac: 0x0600000000bbn, innerSrcMac: 0x0600000000ccn },
    ...{ innerEthertype: 0x0800, innerL3Offset: 64 },
  } as const;
  const inner = {
    ...{ ...ethernet, innerIpv4: 1, innerIpv4HeaderWords: 6, innerIpv4Checksum: 2, innerIpLength: 28, innerTtl: 32 },
    ...{ innerIpProtocol: 1, innerSrcIp: 0xc0a80001n, innerDstIp: 0xc0a80002n, innerL4Offset: 88 },
  } as const;
  const outerHeaders = '4500 004e 0001 0000 4011 0000 0a000001 0a000002 c001 12b5 003a 0000 08000000 00123400';
  const innerHeaders = '0600000000bb 0600000000cc 0800 4600 001c 0002 0000 2001 0000 c0a80001 c0a80002 94040000';
  const tunnel = 'ethernet ipv4 udp vxlan';
  // The identifier has 24 bits; 8 reserved bits follow it.
  expectPrefixes(`${macs} 0800 ${outerHeaders} ${innerHeaders} 0800 f7ff 0000`, [
    [0, '', {}, ['truncated', 'ethernet']],
    [14, 'ethernet', { ...link, ethertype: 0x0800, l3Offset: 14 }, ['truncated', 'ipv4']],
    [34, 'ethernet ipv4', ip, ['truncated', 'udp']],
    [42, 'ethernet ipv4 udp', udp, ['truncated', 'vxlan']],
    [50, tunnel, vxlan, ['truncated', 'innerEthernet']],
    [64, `${tunnel} innerEthernet`, ethernet, ['truncated', 'innerIpv4']],
    [88, `${tunnel} innerEthernet innerIpv4`, inner, ['truncated', 'innerIcmp']],
    [92, `${tunnel} innerEthernet innerIpv4 innerIcmp`, { ...inner, innerIcmp: 1, innerSrcPort: 8 }],
  ]);
});

test('prefixes of a malformed IPv4 header: its first 20 bytes come before their contents', () => {
  const ip = { ...link, ethertype: 0x0800, l3Offset: 14 } as const;
  expectPrefixes(`${macs} 0800 3000 ${'00'.repeat(20)}`, [
    [0, '', {}, ['truncated', 'ethernet']],
    [14, 'ethernet', ip, ['truncated', 'ipv4']],
    [34, 'ethernet', ip, ['malformed', 'ipv4']],
  ]);
});

test('prefixes of a malformed IPv6 header: its 40 bytes come before their contents', () => {
  const ip = { ...link, ethertype: 0x86dd, l3Offset: 14 } as const;
  expectPrefixes(`${macs} 86dd 50 ${'00'.repeat(41)}`, [
    [0, '', {}, ['truncated', 'ethernet']],
    [14, 'ethernet', ip, ['truncated', 'ipv6']],
    [54, 'ethernet', ip, ['malformed', 'ipv6']],
  ]);
});
