/** Frames written out byte by byte, with the header vector worked out by hand from the rules, not by any code of ours. */
import { describe, expect, test } from 'vitest';
import { emptyHeaderVector, exceptionId, type HeaderVector } from '../../../sim/model/header-vector.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { hexBytes } from '../../support/frames.ts';

/** Parses the bytes and expects these fields, and 0 in all others. */
const expectFields = (hex: string, fields: Partial<HeaderVector>): void =>
  expect(parseFrame(hexBytes(hex))).toEqual({ ...emptyHeaderVector(), ...fields });

const macs = '525400000010 0200000000aa ';
const link = { dstMac: 0x525400000010n, srcMac: 0x0200000000aan } as const;
const ip4 = { ethertype: 0x0800, l3Offset: 14, ipv4: 1, srcIp: 0x0a000001n, dstIp: 0x0a000002n, l4Offset: 34 } as const;
const ip6 = {
  ethertype: 0x86dd,
  l3Offset: 14,
  ipv6: 1,
  srcIp: 0x20010db8_00000000_00000000_00000001n,
  dstIp: 0x20010db8_00000000_00000000_00000002n,
  l4Offset: 54,
} as const;
const ip6Addresses = '20010db8000000000000000000000001 20010db8000000000000000000000002 ';

describe('plain frames', () => {
  test('UDP over IPv4, padded to 60 bytes', () => {
    // Total length 32: 20 header, 8 UDP, 4 data; 14 bytes of padding follow.
    const ipHeader = '4500 0020 1234 0000 4011 0000 0a000001 0a000002';
    expectFields(`${macs} 0800 ${ipHeader} 1f90 0035 000c 0000 deadbeef ${'00'.repeat(14)}`, {
      ...link,
      ...ip4,
      ipProtocol: 17,
      udp: 1,
      srcPort: 0x1f90,
      dstPort: 0x35,
    });
  });

  test('TCP over IPv4, all eight flags', () => {
    const ipHeader = '4500 0028 1234 4000 4006 0000 0a000001 0a000002';
    expectFields(`${macs} 0800 ${ipHeader} c001 0050 00000001 00000002 50d3 ffff 0000 0000 ${'00'.repeat(6)}`, {
      ...link,
      ...ip4,
      ipProtocol: 6,
      tcp: 1,
      srcPort: 0xc001,
      dstPort: 80,
      tcpFlags: 0xd3,
    });
  });

  test('ICMP echo behind 4 bytes of IPv4 options', () => {
    const ipHeader = '4600 0020 1234 0000 4001 0000 0a000001 0a000002 94040000';
    expectFields(`${macs} 0800 ${ipHeader} 0803 f7fd 0000 0000 ${'00'.repeat(14)}`, {
      ...link,
      ...ip4,
      l4Offset: 38,
      ipProtocol: 1,
      icmp: 1,
      srcPort: 8,
      dstPort: 3,
    });
  });

  test('TCP behind the longest IPv4 header, 60 bytes', () => {
    const ipHeader = `4f00 0050 1234 0000 4006 0000 0a000001 0a000002 ${'01'.repeat(40)}`;
    expectFields(`${macs} 0800 ${ipHeader} 0016 0017 00000001 00000002 5002 ffff 0000 0000`, {
      ...link,
      ...ip4,
      l4Offset: 74,
      ipProtocol: 6,
      tcp: 1,
      srcPort: 22,
      dstPort: 23,
      tcpFlags: 2,
    });
  });

  test('ICMPv6 neighbour solicitation', () => {
    expectFields(`${macs} 86dd 60000000 0008 3aff ${ip6Addresses} 8700 0000 00000000`, {
      ...link,
      ...ip6,
      ipProtocol: 58,
      icmp: 1,
      srcPort: 135,
      dstPort: 0,
    });
  });

  test('ARP', () => {
    const arp = '0001 0800 06 04 0001 0200000000aa 0a000001 000000000000 0a000002';
    expectFields(`ffffffffffff 0200000000aa 0806 ${arp} ${'00'.repeat(18)}`, {
      dstMac: 0xffffffffffffn,
      srcMac: 0x0200000000aan,
      ethertype: 0x0806,
      l3Offset: 14,
      arp: 1,
    });
  });

  test.each([
    ['an EtherType nobody reads', '88cc', 0x88cc],
    ['the old QinQ TPID 0x9100, which is no tag here', '9100', 0x9100],
  ])('%s', (_, type, ethertype) => {
    expectFields(`${macs} ${type} ${'45'.repeat(46)}`, { ...link, ethertype, l3Offset: 14 });
  });
});

describe('802.3 lengths', () => {
  const arpBytes = '00'.repeat(28);
  const length = { ...link, ethertype: 0x2e, l3Offset: 14 } as const;

  test('LLC that is not SNAP is payload behind its length', () => {
    expectFields(`${macs} 002e ${'45'.repeat(46)}`, { ...length, llc: 1 });
  });

  test('SNAP with OUI 0 gives the EtherType', () => {
    expectFields(`${macs} 002e aaaa03 000000 0806 ${arpBytes}`, {
      ...link,
      ...{ llc: 1, snap: 1, ethertype: 0x0806, l3Offset: 22, arp: 1 },
    });
  });

  test.each([
    ['another OUI', 'aaaa03 00000c'],
    ['another DSAP', 'ab aa03 000000'],
    ['another control', 'aaaa13 000000'],
  ])('%s is payload', (_, service) => {
    expectFields(`${macs} 002e ${service} 0806 ${arpBytes}`, { ...length, llc: 1 });
  });

  test('a tag behind SNAP is payload, a length behind SNAP is one', () => {
    const snap = { ...link, llc: 1, snap: 1, l3Offset: 22 } as const;
    expectFields(`${macs} 002e aaaa03 000000 8100 0001 0806 ${arpBytes}`, { ...snap, ethertype: 0x8100 });
    expectFields(`${macs} 002e aaaa03 000000 0010 ${arpBytes}`, { ...snap, ethertype: 0x10 });
  });

  test.each([
    [0x05ff, 1],
    [0x0600, 0],
  ])('type %i has LLC: %i', (type, llc) => {
    const hex = type.toString(16).padStart(4, '0');
    expectFields(`${macs} ${hex} ${'42'.repeat(46)}`, { ...link, ethertype: type, l3Offset: 14, llc });
  });

  test('cut before the end of LLC or SNAP', () => {
    const exception = exceptionId('truncated');
    expectFields(`${macs} 002e aaaa030000`, { ...length, exception });
    expectFields(`${macs} 002e aaaa0300000008`, { ...length, llc: 1, exception });
  });
});

describe('tags', () => {
  test('one 802.1Q tag: priority, drop eligible bit and id', () => {
    // TCI 0xbabc: priority 5, DEI 1, id 0xabc.
    expectFields(`${macs} 8100 babc 88cc ${'00'.repeat(42)}`, {
      ...link,
      vlanCount: 1,
      vlan: 0xabc,
      priority: 5,
      ethertype: 0x88cc,
      l3Offset: 18,
    });
  });

  test('two tags: the priority is that of the outer one', () => {
    expectFields(`${macs} 88a8 6064 8100 e0c8 0806 ${'00'.repeat(40)}`, {
      ...link,
      vlanCount: 2,
      vlan: 100,
      vlan2: 0xc8,
      priority: 3,
      ethertype: 0x0806,
      l3Offset: 22,
      arp: 1,
    });
  });

  test('a priority tag has id 0', () => {
    expectFields(`${macs} 8100 e000 88cc ${'00'.repeat(42)}`, {
      ...link,
      vlanCount: 1,
      priority: 7,
      ethertype: 0x88cc,
      l3Offset: 18,
    });
  });

  test('four tags: every id, and the headers behind them', () => {
    const tags = '88a8 6001 8100 e002 8100 1003 88a8 0abc';
    expectFields(`${macs} ${tags} 0806 ${'00'.repeat(40)}`, {
      ...link,
      ...{ vlanCount: 4, vlan: 1, vlan2: 2, vlan3: 3, vlan4: 0xabc, priority: 3 },
      ethertype: 0x0806,
      l3Offset: 30,
      arp: 1,
    });
  });

  test.each(['8100', '88a8'])('a fifth tag %s ends the walk', tpid => {
    const tags = '8100 0001 8100 0002 88a8 0003 8100 0004';
    expectFields(`${macs} ${tags} ${tpid} 0005 0800 4500 ${'00'.repeat(34)}`, {
      ...link,
      ...{ vlanCount: 4, vlan: 1, vlan2: 2, vlan3: 3, vlan4: 4 },
      ethertype: Number.parseInt(tpid, 16),
      l3Offset: 30,
      exception: exceptionId('too_many_tags'),
    });
  });
});

describe('IPv4 lies and fragments', () => {
  const udpHeader = '1f90 0035 0008 0000';
  const ports = { udp: 1, srcPort: 0x1f90, dstPort: 0x35 } as const;
  const frame = (start: string, fragment = '0000'): string =>
    `${macs} 0800 ${start} 1234 ${fragment} 4011 0000 0a000001 0a000002 ${udpHeader} ${'00'.repeat(18)}`;

  test.each([
    ['version 5', '5500 001c'],
    ['version 6 under EtherType 0x0800', '6500 001c'],
    ['IHL 4', '4400 001c'],
    ['IHL 0', '4000 001c'],
    ['total length 19', '4500 0013'],
    ['total length 0', '4500 0000'],
    ['total length below its own IHL of 24 bytes', '4600 0017'],
  ])('%s is a malformed header', (_, start) => {
    expectFields(frame(start), { ...link, ethertype: 0x0800, l3Offset: 14, exception: exceptionId('ipv4_header') });
  });

  test('total length 20 leaves no room for UDP, whatever the padding holds', () => {
    expectFields(frame('4500 0014'), { ...link, ...ip4, ipProtocol: 17, exception: exceptionId('l4_header') });
  });

  test.each([
    [27, exceptionId('l4_header')],
    [28, 0],
  ])('total length %i with UDP gives exception %i', (length, exception) => {
    const start = `4500 00${length.toString(16)}`;
    expectFields(frame(start), { ...link, ...ip4, ipProtocol: 17, ...(exception === 0 ? ports : {}), exception });
  });

  test('total length far beyond the frame is no reason to stop', () => {
    expectFields(frame('4500 ffff'), { ...link, ...ip4, ipProtocol: 17, ...ports });
  });

  test('first fragment: ports are read', () => {
    expectFields(frame('4500 001c', '2000'), { ...link, ...ip4, fragment: 1, ipProtocol: 17, ...ports });
  });

  test.each(['0001', '2001', '1fff', '3000'])('later fragment, flags and offset %s: no ports', fragment => {
    expectFields(frame('4500 001c', fragment), { ...link, ...ip4, fragment: 1, laterFragment: 1, ipProtocol: 17 });
  });

  test('a later fragment may be shorter than the header it does not start with', () => {
    expectFields(frame('4500 0015', '0001'), { ...link, ...ip4, fragment: 1, laterFragment: 1, ipProtocol: 17 });
  });

  test.each(['4000', '8000', 'c000'])('flags %s (reserved, do not fragment) make no fragment', flags => {
    expectFields(frame('4500 001c', flags), { ...link, ...ip4, ipProtocol: 17, ...ports });
  });

  test('ICMPv6 is no L4 of IPv4', () => {
    const ipHeader = '4500 001c 1234 0000 403a 0000 0a000001 0a000002';
    expectFields(`${macs} 0800 ${ipHeader} 8000 0000 ${'00'.repeat(22)}`, { ...link, ...ip4, ipProtocol: 58 });
  });
});

describe('IPv6 lies, fragments and extension headers', () => {
  const frame = (version: string, payloadLength: string, rest: string): string =>
    `${macs} 86dd ${version}0000000 ${payloadLength} ${rest.slice(0, 2)}40 ${ip6Addresses} ${rest.slice(2)}`;
  const udpHeader = '1f90 0035 0008 0000';
  const ports = { udp: 1, srcPort: 0x1f90, dstPort: 0x35 } as const;

  test.each(['4', '0', '7'])('version %s is a malformed header', version => {
    expectFields(frame(version, '0008', `11 ${udpHeader}`), {
      ...link,
      ethertype: 0x86dd,
      l3Offset: 14,
      exception: exceptionId('ipv6_header'),
    });
  });

  test.each(['0007', '0000'])('payload length %s leaves no room for UDP', length => {
    expectFields(frame('6', length, `11 ${udpHeader}`), {
      ...link,
      ...ip6,
      ipProtocol: 17,
      exception: exceptionId('l4_header'),
    });
  });

  test('payload length 7 is an L4 error even where the frame ends first', () => {
    expectFields(frame('6', '0007', '11 1f90 0035'), {
      ...link,
      ...ip6,
      ipProtocol: 17,
      exception: exceptionId('l4_header'),
    });
  });

  test('first fragment', () => {
    expectFields(frame('6', '0010', `2c 1100 0001 12345678 ${udpHeader}`), {
      ...link,
      ...ip6,
      l4Offset: 62,
      fragment: 1,
      ipProtocol: 17,
      ...ports,
    });
  });

  test('the fragment header counts against the payload length', () => {
    expectFields(frame('6', '000f', `2c 1100 0001 12345678 ${udpHeader}`), {
      ...link,
      ...ip6,
      l4Offset: 62,
      fragment: 1,
      ipProtocol: 17,
      exception: exceptionId('l4_header'),
    });
  });

  test('a payload length shorter than the fragment header is an L4 error too', () => {
    expectFields(frame('6', '0004', `2c 1100 0001 12345678 ${udpHeader}`), {
      ...link,
      ...ip6,
      l4Offset: 62,
      fragment: 1,
      ipProtocol: 17,
      exception: exceptionId('l4_header'),
    });
  });

  test.each(['0008', '0009', 'fff8'])('later fragment, offset and flags %s', offset => {
    expectFields(frame('6', '0010', `2c 1100 ${offset} 12345678 ${udpHeader}`), {
      ...link,
      ...ip6,
      l4Offset: 62,
      fragment: 1,
      laterFragment: 1,
      ipProtocol: 17,
    });
  });

  test.each(['0000', '0006'])('offset 0 and no more fragments, bits %s: not a fragment', offset => {
    expectFields(frame('6', '0010', `2c 1100 ${offset} 12345678 ${udpHeader}`), {
      ...link,
      ...ip6,
      l4Offset: 62,
      ipProtocol: 17,
      ...ports,
    });
  });

  test('a second fragment header is not followed', () => {
    expectFields(frame('6', '0018', `2c 2c00 0000 12345678 1100 0000 12345678 ${udpHeader}`), {
      ...link,
      ...ip6,
      l4Offset: 62,
      ipProtocol: 44,
    });
  });

  test.each([
    ['hop-by-hop options', '00', 0],
    ['routing', '2b', 43],
    ['ESP', '32', 50],
    ['destination options', '3c', 60],
    ['ICMP of IPv4', '01', 1],
    ['no next header', '3b', 59],
  ])('%s is reported as the protocol, without L4', (_, nextHeader, ipProtocol) => {
    expectFields(frame('6', '0010', `${nextHeader} 1100 0001 0000 0000 ${udpHeader}`), { ...link, ...ip6, ipProtocol });
  });
});
