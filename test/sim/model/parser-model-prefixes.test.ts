/** Every prefix of representative frames, written out byte by byte: where the frame ends decides how far the walk gets. */
import { expect, test } from 'vitest';
import { emptyHeaderVector, exceptionId, type HeaderVector } from '../../../sim/model/header-vector.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { hexBytes } from '../../support/frames.ts';

const truncated = exceptionId('truncated');
const macs = '525400000010 0200000000aa ';
const link = { dstMac: 0x525400000010n, srcMac: 0x0200000000aan } as const;
const ip6Addresses = '20010db8000000000000000000000001 20010db8000000000000000000000002 ';

/** Expects, for each prefix length, the fields of the last row whose length it reaches; `exception` too. */
const expectPrefixes = (hex: string, rows: readonly (readonly [number, Partial<HeaderVector>])[]): void => {
  const frame = hexBytes(hex);
  expect(frame.length).toBeGreaterThan(rows.at(-1)![0]);
  for (let length = 0; length <= frame.length; length += 1) {
    const [, fields] = rows.findLast(([from]) => from <= length)!;
    expect(parseFrame(frame.subarray(0, length)), `${length} bytes`).toEqual({ ...emptyHeaderVector(), ...fields });
  }
};

test('prefixes of a tagged IPv4 packet with options and TCP', () => {
  const tag = { ...link, vlanCount: 1, vlan: 10, priority: 1, ethertype: 0x0800, l3Offset: 18 } as const;
  const ip = { ...tag, ipv4: 1, ipProtocol: 6, srcIp: 0x0a000001n, dstIp: 0x0a000002n, l4Offset: 42 } as const;
  const ipHeader = '4600 002e 1234 0000 4006 0000 0a000001 0a000002 01010101';
  const tcpHeader = '0016 c000 00000001 00000002 5012 ffff 0000 0000';
  expectPrefixes(`${macs} 8100 200a 0800 ${ipHeader} ${tcpHeader} 6869`, [
    [0, { exception: truncated }],
    [14, { ...link, ethertype: 0x8100, l3Offset: 14, exception: truncated }],
    [18, { ...tag, exception: truncated }],
    [42, { ...ip, exception: truncated }],
    [62, { ...ip, tcp: 1, srcPort: 22, dstPort: 0xc000, tcpFlags: 0x12 }],
  ]);
});

test('prefixes of a twice tagged, fragmented IPv6 packet with ICMPv6', () => {
  const outer = { ...link, vlanCount: 1, vlan: 7, ethertype: 0x8100, l3Offset: 18 } as const;
  const tags = { ...outer, vlanCount: 2, vlan2: 8, ethertype: 0x86dd, l3Offset: 22 } as const;
  const ip = {
    ...tags,
    ipv6: 1,
    ipProtocol: 44,
    srcIp: 0x20010db8_00000000_00000000_00000001n,
    dstIp: 0x20010db8_00000000_00000000_00000002n,
    l4Offset: 62,
  } as const;
  const fragment = { ...ip, ipProtocol: 58, fragment: 1, l4Offset: 70 } as const;
  const ipHeader = `60000000 0010 2c40 ${ip6Addresses}`;
  expectPrefixes(`${macs} 88a8 0007 8100 0008 86dd ${ipHeader} 3a00 0001 00000001 8001 0000 0001 0001`, [
    [0, { exception: truncated }],
    [14, { ...link, ethertype: 0x88a8, l3Offset: 14, exception: truncated }],
    [18, { ...outer, exception: truncated }],
    [22, { ...tags, exception: truncated }],
    [62, { ...ip, exception: truncated }],
    [70, { ...fragment, exception: truncated }],
    [74, { ...fragment, icmp: 1, srcPort: 128, dstPort: 1 }],
  ]);
});

test('prefixes of ARP', () => {
  const arp = { ...link, ethertype: 0x0806, l3Offset: 14 } as const;
  expectPrefixes(`${macs} 0806 0001 0800 0604 0002 0200000000aa 0a000001 525400000010 0a000002 0000`, [
    [0, { exception: truncated }],
    [14, { ...arp, exception: truncated }],
    [42, { ...arp, arp: 1 }],
  ]);
});

test('prefixes of a malformed IPv4 header: its first 20 bytes come before their contents', () => {
  const ip = { ...link, ethertype: 0x0800, l3Offset: 14 } as const;
  expectPrefixes(`${macs} 0800 3000 ${'00'.repeat(20)}`, [
    [0, { exception: truncated }],
    [14, { ...ip, exception: truncated }],
    [34, { ...ip, exception: exceptionId('ipv4_header') }],
  ]);
});

test('prefixes of a malformed IPv6 header: its 40 bytes come before their contents', () => {
  const ip = { ...link, ethertype: 0x86dd, l3Offset: 14 } as const;
  expectPrefixes(`${macs} 86dd 50 ${'00'.repeat(41)}`, [
    [0, { exception: truncated }],
    [14, { ...ip, exception: truncated }],
    [54, { ...ip, exception: exceptionId('ipv6_header') }],
  ]);
});
