// SPDX-License-Identifier: Apache-2.0
/** Frames written out byte by byte, with the header vector worked out by hand from the rules, not by any code of ours. */
import { describe, test } from 'vitest';
import { type ExpectedVector, expectVector, type Fields } from '../../support/expect-vector.ts';
import { hexBytes } from '../../support/frames.ts';

const macs = '525400000010 0200000000aa ';
const link = { dstMac: 0x525400000010n, srcMac: 0x0200000000aan } as const;
/** The IPv4 header of these frames has a checksum of 0, which is wrong (verdict 2), and a TTL of 64. */
const ip4 = {
  ...link,
  ...{ ethertype: 0x0800, l3Offset: 14, ipv4: 1, ipv4HeaderWords: 5, ipv4Checksum: 2, ttl: 64 },
  ...{ srcIp: 0x0a000001n, dstIp: 0x0a000002n, l4Offset: 34 },
} as const;
const ip6 = {
  ...link,
  ...{ ethertype: 0x86dd, l3Offset: 14, ipv6: 1, ttl: 64, l4Offset: 54 },
  srcIp: 0x20010db8_00000000_00000000_00000001n,
  dstIp: 0x20010db8_00000000_00000000_00000002n,
} as const;
const ip6Addresses = '20010db8000000000000000000000001 20010db8000000000000000000000002 ';

const expectFrame = (hex: string, layers: string, fields: Fields, stops?: ExpectedVector['stops']): void =>
  expectVector(hexBytes(hex), { layers, fields, ...(stops && { stops }) });

describe('plain frames', () => {
  test('UDP over IPv4, padded to 60 bytes', () => {
    // Total length 32: 20 header, 8 UDP, 4 data; 14 bytes of padding follow.
    const ipHeader = '4500 0020 1234 0000 4011 0000 0a000001 0a000002';
    expectFrame(`${macs} 0800 ${ipHeader} 1f90 0035 000c 0000 deadbeef ${'00'.repeat(14)}`, 'ethernet ipv4 udp', {
      ...ip4,
      ...{ ipLength: 32, ipProtocol: 17, udp: 1, srcPort: 0x1f90, dstPort: 0x35, udpLength: 12, payloadOffset: 42 },
    });
  });

  test('the header checksum of RFC 1071, 3 over its own words', () => {
    // Words 4500 0073 0000 4000 4011 c0a8 0001 c0a8 00c7 sum up to 2479c, folded 479e, complement b861.
    const ipHeader = '4500 0073 0000 4000 4011 b861 c0a80001 c0a800c7';
    expectFrame(`${macs} 0800 ${ipHeader} 1f90 0035 005f 1234 ${'00'.repeat(87)}`, 'ethernet ipv4 udp', {
      ...ip4,
      ...{ ipv4Checksum: 1, srcIp: 0xc0a80001n, dstIp: 0xc0a800c7n },
      ...{ ipLength: 115, ipProtocol: 17, udp: 1, srcPort: 0x1f90, dstPort: 0x35, udpLength: 95, payloadOffset: 42 },
      udpChecksum: 1,
    });
  });

  test('TCP over IPv4, all eight flags, DSCP and ECN', () => {
    // Type of service 0xbb: DSCP 46 (expedited forwarding), ECN 3.
    const ipHeader = '45bb 0028 1234 4000 ff06 0000 0a000001 0a000002';
    const tcp = 'c001 0050 00000001 00000002 50d3 ffff 0000 0000';
    expectFrame(`${macs} 0800 ${ipHeader} ${tcp} ${'00'.repeat(6)}`, 'ethernet ipv4 tcp', {
      ...ip4,
      ...{ ipLength: 40, dscp: 46, ecn: 3, ttl: 255, ipProtocol: 6 },
      ...{ tcp: 1, srcPort: 0xc001, dstPort: 80, tcpFlags: 0xd3, payloadOffset: 54 },
    });
  });

  test('TCP with 12 bytes of options: the payload begins after them', () => {
    const ipHeader = '4500 0034 1234 4000 4006 0000 0a000001 0a000002';
    const tcp = '0016 c000 00000001 00000002 8010 ffff 0000 0000 0101080a 00000001 00000002';
    expectFrame(`${macs} 0800 ${ipHeader} ${tcp}`, 'ethernet ipv4 tcp', {
      ...ip4,
      ...{ ipLength: 52, ipProtocol: 6, tcp: 1, srcPort: 22, dstPort: 0xc000, tcpFlags: 0x10, payloadOffset: 66 },
    });
  });

  test('ICMP echo after 4 bytes of IPv4 options', () => {
    const ipHeader = '4600 0020 1234 0000 4001 0000 0a000001 0a000002 94040000';
    expectFrame(`${macs} 0800 ${ipHeader} 0803 f7fd 0000 0000 ${'00'.repeat(14)}`, 'ethernet ipv4 icmp', {
      ...ip4,
      ...{ ipv4HeaderWords: 6, ipLength: 32, l4Offset: 38, ipProtocol: 1, icmp: 1, srcPort: 8, dstPort: 3 },
    });
  });

  test('TCP after the longest IPv4 header, 60 bytes', () => {
    const ipHeader = `4f00 0050 1234 0000 4006 0000 0a000001 0a000002 ${'01'.repeat(40)}`;
    expectFrame(`${macs} 0800 ${ipHeader} 0016 0017 00000001 00000002 5002 ffff 0000 0000`, 'ethernet ipv4 tcp', {
      ...ip4,
      ...{ ipv4HeaderWords: 15, ipLength: 80, l4Offset: 74, ipProtocol: 6, addressOptions: 1 },
      ...{ tcp: 1, srcPort: 22, dstPort: 23, tcpFlags: 2, payloadOffset: 94 },
    });
  });

  test('ICMPv6 neighbour solicitation, DSCP and ECN across two bytes', () => {
    // Version 6, traffic class 0x2e (DSCP 11, ECN 2), flow label 0xabcde.
    expectFrame(`${macs} 86dd 62eabcde 0008 3aff ${ip6Addresses} 8700 0000 00000000`, 'ethernet ipv6 icmp', {
      ...ip6,
      ...{ ipLength: 8, dscp: 11, ecn: 2, ttl: 255, ipProtocol: 58, icmp: 1, srcPort: 135 },
    });
  });

  test('ARP', () => {
    const arp = '0001 0800 06 04 0001 0200000000aa 0a000001 000000000000 0a000002';
    expectFrame(`ffffffffffff 0200000000aa 0806 ${arp} ${'00'.repeat(18)}`, 'ethernet arp', {
      ...{ dstMac: 0xffffffffffffn, srcMac: 0x0200000000aan, ethertype: 0x0806, l3Offset: 14, arp: 1 },
    });
  });

  test.each([
    ['an EtherType nobody reads', '88b5', 0x88b5],
    ['the old QinQ TPID 0x9100, which is no tag unless a table says so', '9100', 0x9100],
  ])('%s', (_, type, ethertype) => {
    expectFrame(`${macs} ${type} ${'45'.repeat(46)}`, 'ethernet', { ...link, ethertype, l3Offset: 14 });
  });
});

describe('802.3 lengths', () => {
  const arpBytes = '00'.repeat(28);
  const length = { ...link, ethertype: 0x2e, linkLength: 0x2e, l3Offset: 14 } as const;

  test('LLC that is not SNAP is payload after its length', () => {
    expectFrame(`${macs} 002e ${'45'.repeat(46)}`, 'ethernet llc', { ...length, llc: 1 });
  });

  test('SNAP with OUI 0 gives the EtherType', () => {
    expectFrame(`${macs} 002e aaaa03 000000 0806 ${arpBytes}`, 'ethernet llc snap arp', {
      ...link,
      ...{ linkLength: 0x2e, llc: 1, snap: 1, ethertype: 0x0806, l3Offset: 22, arp: 1 },
    });
  });

  test.each([
    ['another OUI', 'aaaa03 00000c', 'ethernet llc snap'],
    ['another DSAP', 'ab aa03 000000', 'ethernet llc'],
    ['another control', 'aaaa13 000000', 'ethernet llc'],
  ])('%s is payload', (_, service, layers) => {
    expectFrame(`${macs} 002e ${service} 0806 ${arpBytes}`, layers, { ...length, llc: 1 });
  });

  test('a tag after SNAP is payload, a length after SNAP is one', () => {
    const snap = { ...link, linkLength: 0x2e, llc: 1, snap: 1, l3Offset: 22 } as const;
    const layers = 'ethernet llc snap';
    expectFrame(`${macs} 002e aaaa03 000000 8100 0001 0806 ${arpBytes}`, layers, { ...snap, ethertype: 0x8100 });
    expectFrame(`${macs} 002e aaaa03 000000 0010 ${arpBytes}`, layers, { ...snap, ethertype: 0x10 });
  });

  test.each([
    [0x05ff, 1],
    [0x0600, 0],
  ])('type %i has LLC: %i', (type, llc) => {
    const hex = type.toString(16).padStart(4, '0');
    const layers = llc === 1 ? 'ethernet llc' : 'ethernet';
    const linkLength = llc === 1 ? type : 0;
    expectFrame(`${macs} ${hex} ${'42'.repeat(46)}`, layers, {
      ...link,
      ethertype: type,
      linkLength,
      l3Offset: 14,
      llc,
    });
  });

  test('cut before the end of LLC or SNAP', () => {
    expectFrame(`${macs} 002e aaaa`, 'ethernet', length, ['truncated', 'llc']);
    expectFrame(`${macs} 002e aaaa0300000008`, 'ethernet llc', { ...length, llc: 1 }, ['truncated', 'snap']);
  });

  test('what is after the length is padding', () => {
    const ip = `4500 0028 1234 0000 4006 549a 0a000001 0a000002 ${'00'.repeat(20)}`;
    const llc = { ...link, l3Offset: 14, llc: 1 } as const;
    expectFrame(
      `${macs} 0008 aaaa03 000000 0800 ${ip}`,
      'ethernet llc snap',
      { ...llc, snap: 1, ethertype: 0x0800, linkLength: 8, l3Offset: 22 },
      ['no_room', 'ipv4'],
    );
    expectFrame(`${macs} 0007 aaaa03 000000 0800 ${ip}`, 'ethernet llc', { ...llc, ethertype: 7, linkLength: 7 }, [
      'no_room',
      'snap',
    ]);
    expectFrame(`${macs} 0003 4242f3 ${'00'.repeat(43)}`, 'ethernet llc', { ...llc, ethertype: 3, linkLength: 3 });
    expectFrame(
      `${macs} 0002 4242f3 ${'00'.repeat(43)}`,
      'ethernet',
      { ...link, ethertype: 2, linkLength: 2, l3Offset: 14 },
      ['no_room', 'llc'],
    );
  });
});

describe('tags', () => {
  test('one 802.1Q tag: priority, drop eligible bit and id', () => {
    // TCI 0xbabc: priority 5, DEI 1, id 0xabc.
    expectFrame(`${macs} 8100 babc 88b5 ${'00'.repeat(42)}`, 'ethernet tag1', {
      ...{ ...link, vlanCount: 1, vlan: 0xabc, priority: 5, ethertype: 0x88b5, l3Offset: 18 },
    });
  });

  test('two tags: the priority is that of the outer one', () => {
    expectFrame(`${macs} 88a8 6064 8100 e0c8 0806 ${'00'.repeat(40)}`, 'ethernet tag1 tag2 arp', {
      ...{ ...link, vlanCount: 2, vlan: 100, vlan2: 0xc8, priority: 3, ethertype: 0x0806, l3Offset: 22, arp: 1 },
    });
  });

  test('a priority tag has id 0', () => {
    expectFrame(`${macs} 8100 e000 88b5 ${'00'.repeat(42)}`, 'ethernet tag1', {
      ...{ ...link, vlanCount: 1, priority: 7, ethertype: 0x88b5, l3Offset: 18 },
    });
  });

  test('four tags: every id, and the headers after them', () => {
    const tags = '88a8 6001 8100 e002 8100 1003 88a8 0abc';
    expectFrame(`${macs} ${tags} 0806 ${'00'.repeat(40)}`, 'ethernet tag1 tag2 tag3 tag4 arp', {
      ...{ ...link, vlanCount: 4, vlan: 1, vlan2: 2, vlan3: 3, vlan4: 0xabc, priority: 3 },
      ...{ ethertype: 0x0806, l3Offset: 30, arp: 1 },
    });
  });

  test.each(['8100', '88a8'])('a fifth tag %s ends the walk', tpid => {
    const tags = '8100 0001 8100 0002 88a8 0003 8100 0004';
    expectFrame(
      `${macs} ${tags} ${tpid} 0005 0800 4500 ${'00'.repeat(34)}`,
      'ethernet tag1 tag2 tag3 tag4',
      {
        ...{ ...link, vlanCount: 4, vlan: 1, vlan2: 2, vlan3: 3, vlan4: 4 },
        ...{ ethertype: Number.parseInt(tpid, 16), l3Offset: 30 },
      },
      ['too_many', 'tag4'],
    );
  });
});

describe('IPv4 lies and fragments', () => {
  const udpHeader = '1f90 0035 0008 0000';
  const ports = { udp: 1, srcPort: 0x1f90, dstPort: 0x35, udpLength: 8, payloadOffset: 42 } as const;
  const frame = (start: string, fragment = '0000'): string =>
    `${macs} 0800 ${start} 1234 ${fragment} 4011 0000 0a000001 0a000002 ${udpHeader} ${'00'.repeat(18)}`;
  const ip4Udp = { ...ip4, ipProtocol: 17, ipLength: 28 } as const;

  test.each([
    ['version 5', '5500 001c'],
    ['version 6 under EtherType 0x0800', '6500 001c'],
    ['IHL 4', '4400 001c'],
    ['IHL 0', '4000 001c'],
    ['total length 19', '4500 0013'],
    ['total length 0', '4500 0000'],
    ['total length below its own IHL of 24 bytes', '4600 0017'],
  ])('%s is a malformed header', (_, start) => {
    expectFrame(frame(start), 'ethernet', { ...link, ethertype: 0x0800, l3Offset: 14 }, ['malformed', 'ipv4']);
  });

  test.each([20, 27])('total length %i leaves no room for UDP, whatever the padding holds', length => {
    const start = `4500 00${length.toString(16)}`;
    expectFrame(frame(start), 'ethernet ipv4', { ...ip4Udp, ipLength: length }, ['no_room', 'udp']);
  });

  test('total length 28 holds UDP', () => {
    expectFrame(frame('4500 001c'), 'ethernet ipv4 udp', { ...ip4Udp, ...ports });
  });

  test('total length far beyond the frame is no reason to stop', () => {
    expectFrame(frame('4500 ffff'), 'ethernet ipv4 udp', { ...ip4Udp, ipLength: 0xffff, ...ports });
  });

  test('first fragment: ports are read', () => {
    expectFrame(frame('4500 001c', '2000'), 'ethernet ipv4 udp', { ...ip4Udp, fragment: 1, ...ports });
  });

  test.each(['0001', '2001', '1fff', '3000'])('later fragment, flags and offset %s: no ports', fragment => {
    const start = Math.min(3, Number.parseInt(fragment, 16) % 0x2000);
    const fields = { ...ip4Udp, fragment: 1, laterFragment: 1, fragmentStart: start };
    expectFrame(frame('4500 001c', fragment), 'ethernet ipv4', fields);
  });

  test('a later fragment may be shorter than the header it does not start with', () => {
    const fields = { ...ip4Udp, ipLength: 21, fragment: 1, laterFragment: 1, fragmentStart: 1 };
    expectFrame(frame('4500 0015', '0001'), 'ethernet ipv4', fields);
  });

  test.each(['4000', '8000', 'c000'])('flags %s (reserved, do not fragment) make no fragment', flags => {
    expectFrame(frame('4500 001c', flags), 'ethernet ipv4 udp', { ...ip4Udp, ...ports });
  });

  test('ICMPv6 is no L4 of IPv4', () => {
    const ipHeader = '4500 001c 1234 0000 403a 0000 0a000001 0a000002';
    const hex = `${macs} 0800 ${ipHeader} 8000 0000 ${'00'.repeat(22)}`;
    expectFrame(hex, 'ethernet ipv4', { ...ip4, ipLength: 28, ipProtocol: 58 });
  });
});

describe('IPv6 lies, fragments and extension headers', () => {
  const frame = (version: string, payloadLength: string, rest: string): string =>
    `${macs} 86dd ${version}0000000 ${payloadLength} ${rest.slice(0, 2)}40 ${ip6Addresses} ${rest.slice(2)}`;
  const udpHeader = '1f90 0035 0008 0000';
  const ports = { udp: 1, srcPort: 0x1f90, dstPort: 0x35, udpLength: 8 } as const;
  const fragment = { ...ip6, ipLength: 16, l4Offset: 62, ipProtocol: 17 } as const;

  test.each(['4', '0', '7'])('version %s is a malformed header', version => {
    const fields = { ...link, ethertype: 0x86dd, l3Offset: 14 };
    expectFrame(frame(version, '0008', `11 ${udpHeader}`), 'ethernet', fields, ['malformed', 'ipv6']);
  });

  test.each(['0007', '0000'])('payload length %s leaves no room for UDP', length => {
    const fields = { ...ip6, ipLength: Number(length), ipProtocol: 17 };
    expectFrame(frame('6', length, `11 ${udpHeader}`), 'ethernet ipv6', fields, ['no_room', 'udp']);
  });

  test('payload length 7 leaves no room even where the frame ends first', () => {
    const fields = { ...ip6, ipLength: 7, ipProtocol: 17 };
    expectFrame(frame('6', '0007', '11 1f90 0035'), 'ethernet ipv6', fields, ['no_room', 'udp']);
  });

  test('first fragment', () => {
    const fields = { ...fragment, fragment: 1, ...ports, payloadOffset: 70 };
    expectFrame(frame('6', '0010', `2c 1100 0001 12345678 ${udpHeader}`), 'ethernet ipv6 fragment1 udp', fields);
  });

  test('the fragment header counts against the payload length', () => {
    const fields = { ...fragment, ipLength: 15, fragment: 1 };
    const hex = frame('6', '000f', `2c 1100 0001 12345678 ${udpHeader}`);
    expectFrame(hex, 'ethernet ipv6 fragment1', fields, ['no_room', 'udp']);
  });

  test('a payload length shorter than the fragment header leaves no room for that', () => {
    const fields = { ...ip6, ipLength: 4, ipProtocol: 44 };
    const hex = frame('6', '0004', `2c 1100 0001 12345678 ${udpHeader}`);
    expectFrame(hex, 'ethernet ipv6', fields, ['no_room', 'fragment1']);
  });

  test.each(['0008', '0009', 'fff8'])('later fragment, offset and flags %s', offset => {
    const start = Math.min(3, Number.parseInt(offset, 16) >> 3);
    const fields = { ...fragment, fragment: 1, laterFragment: 1, fragmentStart: start };
    expectFrame(frame('6', '0010', `2c 1100 ${offset} 12345678 ${udpHeader}`), 'ethernet ipv6 fragment1', fields);
  });

  test.each(['0000', '0006'])('offset 0 and no more fragments, bits %s: not a fragment', offset => {
    const hex = frame('6', '0010', `2c 1100 ${offset} 12345678 ${udpHeader}`);
    expectFrame(hex, 'ethernet ipv6 fragment1 udp', { ...fragment, ...ports, payloadOffset: 70 });
  });

  test('a second fragment header that says it is none does not take the first back', () => {
    const hex = frame('6', '0018', `2c 2c00 0001 12345678 1100 0000 12345678 ${udpHeader}`);
    expectFrame(hex, 'ethernet ipv6 fragment1 fragment2 udp', {
      ...{ ...fragment, ipLength: 24, l4Offset: 70, fragment: 1, ...ports, payloadOffset: 78 },
    });
  });

  test.each([
    ['ESP', '32', 50],
    ['ICMP of IPv4', '01', 1],
    ['IGMP', '02', 2],
    ['no next header', '3b', 59],
    ['mobility', '87', 135],
  ])('%s is reported as the protocol, without L4', (_, nextHeader, ipProtocol) => {
    const hex = frame('6', '0010', `${nextHeader} 1100 0001 0000 0000 ${udpHeader}`);
    expectFrame(hex, 'ethernet ipv6', { ...ip6, ipLength: 16, ipProtocol });
  });
});
