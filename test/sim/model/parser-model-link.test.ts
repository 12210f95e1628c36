// SPDX-License-Identifier: Apache-2.0
/** Headers between Ethernet and IP, and those that stay on the link: what their specifications say of built frames. */
import { describe, expect, test } from 'vitest';
import { defaultParserTables } from '../../../hdl/spec/protocol/parser-tables.ts';
import { type ExpectedVector, expectVector, type Fields } from '../../support/expect-vector.ts';
import { cut, ethernet, ipv4, ipv6, llc, type Packet, packetOf, payloadOf, udp, vlan } from '../../support/frames.ts';
import {
  baseTransport,
  fcoe,
  globalRoute,
  type Label,
  macControl,
  mpls,
  pppoe,
  ptpMessage,
} from '../../support/link-frames.ts';

const macs = { destination: '01:80:c2:00:00:01', source: '02:00:00:00:00:aa' };
const link = { dstMac: 0x0180c2000001n, srcMac: 0x0200000000aan, l3Offset: 14 } as const;

const expectPacket = (packet: Packet, layers: string, fields: Fields, stops?: ExpectedVector['stops']): void =>
  expectVector(ethernet(macs, packet), { layers, fields: { ...link, ...fields }, ...(stops && { stops }) });

const ip4Packet = ipv4({ source: '10.0.0.1', destination: '10.0.0.2' }, udp({ sourcePort: 1, destinationPort: 2 }));
const ip6Packet = ipv6({ source: '::1', destination: '::2' }, udp({ sourcePort: 1, destinationPort: 2 }));
const udpFields = { ipProtocol: 17, udp: 1, srcPort: 1, dstPort: 2, udpLength: 8, udpChecksum: 1 } as const;
/** Fields of the packets above when they begin at a byte. */
const ip4At = (l3Offset: number): Fields => ({
  ...{ l3Offset, ipv4: 1, ipv4HeaderWords: 5, ipv4Checksum: 1, ipLength: 28, ttl: 64 },
  ...{ srcIp: 0x0a000001n, dstIp: 0x0a000002n, l4Offset: l3Offset + 20, ...udpFields, payloadOffset: l3Offset + 28 },
});
const ip6At = (l3Offset: number): Fields => ({
  ...{ l3Offset, ipv6: 1, ipLength: 8, ttl: 64, srcIp: 1n, dstIp: 2n, l4Offset: l3Offset + 40 },
  ...{ ...udpFields, payloadOffset: l3Offset + 48 },
});

describe('MPLS (RFC 3032)', () => {
  const label: Label = { label: 0xabcde, trafficClass: 5 };
  const outer = { ethertype: 0x8847, mplsCount: 1, mplsLabel: 0xabcde, mplsTrafficClass: 5 } as const;

  test('one label, IPv4 by its first four bits', () => {
    expectPacket(mpls([label], ip4Packet.bytes), 'ethernet mplsLabel1 mplsPayload ipv4 udp', {
      ...outer,
      ...ip4At(18),
    });
  });

  test('multicast MPLS after a tag, IPv6', () => {
    const packet = vlan({ id: 9 }, mpls([label], ip6Packet.bytes, 0x8848));
    expectPacket(packet, 'ethernet tag1 mplsLabel1 mplsPayload ipv6 udp', {
      ...{ vlanCount: 1, vlan: 9, ...outer, ethertype: 0x8848 },
      ...ip6At(22),
    });
  });

  test('five labels, every label kept, the traffic class of the first', () => {
    const labels = [label, ...[2, 3, 4, 5].map(n => ({ label: n, trafficClass: n }))];
    const layers = 'ethernet mplsLabel1 mplsLabel2 mplsLabel3 mplsLabel4 mplsLabel5 mplsPayload ipv4 udp';
    expectPacket(mpls(labels, ip4Packet.bytes), layers, {
      ...{ ...outer, mplsCount: 5, mplsLabel2: 2, mplsLabel3: 3, mplsLabel4: 4, mplsLabel5: 5 },
      ...ip4At(34),
    });
  });

  test('a sixth label is too many', () => {
    const labels = [label, ...[2, 3, 4, 5, 6].map(n => ({ label: n }))];
    expectPacket(
      mpls(labels, ip4Packet.bytes),
      'ethernet mplsLabel1 mplsLabel2 mplsLabel3 mplsLabel4 mplsLabel5',
      { ...outer, mplsCount: 5, mplsLabel2: 2, mplsLabel3: 3, mplsLabel4: 4, mplsLabel5: 5, l3Offset: 34 },
      ['too_many', 'mplsLabel5'],
    );
  });

  test.each([0, 1, 5, 15])('a payload that begins with %i (a control word, Ethernet) is not read', nibble => {
    const payload = payloadOf(30, nibble * 16);
    expectPacket(mpls([label], payload), 'ethernet mplsLabel1 mplsPayload', { ...outer, l3Offset: 18 });
  });

  test('a stack that ends the frame', () => {
    expectPacket(mpls([label], new Uint8Array()), 'ethernet mplsLabel1', { ...outer, l3Offset: 18 }, [
      'truncated',
      'mplsPayload',
    ]);
    const open = mpls([{ ...label, bottom: false }], new Uint8Array());
    expectPacket(open, 'ethernet mplsLabel1', { ...outer, l3Offset: 18 }, ['truncated', 'mplsLabel2']);
  });
});

describe('PPPoE (RFC 2516)', () => {
  const session = { ethertype: 0x8864, pppoe: 1, pppoeSession: 0xbeef, linkLength: 30 } as const;

  test('IPv4 and IPv6', () => {
    const four = pppoe({ session: 0xbeef, protocol: 0x0021 }, ip4Packet.bytes);
    expectPacket(four, 'ethernet pppoe ipv4 udp', { ...session, ...ip4At(22) });
    const six = pppoe({ session: 0xbeef, protocol: 0x0057 }, ip6Packet.bytes);
    expectPacket(six, 'ethernet pppoe ipv6 udp', { ...session, linkLength: 50, ...ip6At(22) });
  });

  test('other protocols are payload', () => {
    const packet = pppoe({ session: 0xbeef, protocol: 0xc021 }, payloadOf(40));
    expectPacket(packet, 'ethernet pppoe', { ...session, linkLength: 42, l3Offset: 22 });
    // A first byte that is odd is the whole protocol: the ones of IP are told, what follows is not read.
    for (const [protocol, pppCompressed] of [
      [0x2145, 1],
      [0x5760, 1],
      [0x3d45, 0],
    ] as const) {
      const compressed = pppoe({ session: 0xbeef, protocol }, payloadOf(40));
      expectPacket(compressed, 'ethernet pppoe', { ...session, linkLength: 42, l3Offset: 22, pppCompressed });
    }
  });

  test.each([
    ['version 2', { versionAndType: 0x21 }],
    ['type 2', { versionAndType: 0x12 }],
    ['the code of discovery', { code: 0x09 }],
    ['a length that does not hold the PPP protocol', { length: 1 }],
  ])('%s is malformed', (_, lie) => {
    const packet = pppoe({ session: 0xbeef, protocol: 0x0021, lie }, ip4Packet.bytes);
    expectPacket(packet, 'ethernet', { ethertype: 0x8864 }, ['malformed', 'pppoe']);
  });

  test('headers after its length are in padding', () => {
    const packet = (length: number) => pppoe({ session: 0xbeef, protocol: 0x0021, lie: { length } }, ip4Packet.bytes);
    expectPacket(packet(2 + 28), 'ethernet pppoe ipv4 udp', { ...session, ...ip4At(22) });
    expectPacket(packet(2), 'ethernet pppoe', { ...session, linkLength: 2, l3Offset: 22 }, ['no_room', 'ipv4']);
    const { udp: _, srcPort, dstPort, udpLength, udpChecksum, payloadOffset, ...ip } = ip4At(22);
    expect([srcPort, dstPort, udpLength, udpChecksum, payloadOffset]).not.toContain(undefined);
    expectPacket(packet(2 + 27), 'ethernet pppoe ipv4', { ...session, linkLength: 29, ...ip }, ['no_room', 'udp']);
  });
});

describe('protocols of the link', () => {
  test.each([
    ['pause (802.3, 31B)', 0x0001, { pause: 1 }],
    ['priority flow control (802.1Q, 36)', 0x0101, { priorityPause: 1 }],
    ['another MAC control opcode', 0x0002, {}],
  ])('%s', (_, opcode, fields) => {
    const packet = macControl(opcode, [0xffff]);
    expectPacket(packet, 'ethernet macControl', { ethertype: 0x8808, macControl: 1, ...fields });
  });

  test.each([
    ['LACP', 1, { lacp: 1 }],
    ['the marker protocol', 2, {}],
    ['OAM', 3, {}],
  ])('%s among the slow protocols', (_, subtype, fields) => {
    const packet = packetOf(0x8809, [subtype, ...payloadOf(45)]);
    expectPacket(packet, 'ethernet slowProtocol', { ethertype: 0x8809, ...fields });
  });

  test('LLDP, with DCBX or not', () => {
    expectPacket(packetOf(0x88cc, [2, 7, ...payloadOf(44)]), 'ethernet lldp', { ethertype: 0x88cc, lldp: 1 });
  });

  test('PTP on Ethernet: the message type is the low half of its first byte', () => {
    const packet = packetOf(0x88f7, ptpMessage(0xb));
    expectPacket(packet, 'ethernet ptp', { ethertype: 0x88f7, ptp: 1, ptpMessage: 0xb });
  });

  test('FCoE with its Fibre Channel header, after a tag', () => {
    const frame = fcoe({ routing: 0x06, destination: 0x010203, source: 0xfffffd }, payloadOf(40));
    expectPacket(vlan({ id: 1002, priority: 3 }, frame), 'ethernet tag1 fcoe', {
      ...{ vlanCount: 1, vlan: 1002, priority: 3, ethertype: 0x8906, l3Offset: 18 },
      ...{ fcoe: 1, fcRouting: 6, fcDestination: 0x010203, fcSource: 0xfffffd },
    });
  });

  test('FIP', () => {
    expectPacket(packetOf(0x8914, payloadOf(46)), 'ethernet fip', { ethertype: 0x8914, fip: 1 });
  });

  test('RoCE v1: global route and base transport header', () => {
    const packet = globalRoute(baseTransport({ opcode: 0x64, queuePair: 0xabcdef }, payloadOf(16)));
    expectPacket(packet, 'ethernet globalRoute baseTransport', {
      ...{ ethertype: 0x8915, globalRoute: 1, roce: 1, rdmaOpcode: 0x64, rdmaQueuePair: 0xabcdef },
    });
  });

  test('a global route header of another version, or that leads elsewhere', () => {
    const packet = globalRoute(payloadOf(20), 0x3b);
    expectPacket(packet, 'ethernet globalRoute', { ethertype: 0x8915, globalRoute: 1 });
    const wrong = packetOf(0x8915, packet.bytes.with(0, 0x40));
    expectPacket(wrong, 'ethernet', { ethertype: 0x8915 }, ['malformed', 'globalRoute']);
  });

  test.each([
    ['arp', 0x0806, 28],
    ['macControl', 0x8808, 2],
    ['slowProtocol', 0x8809, 1],
    ['lldp', 0x88cc, 2],
    ['ptp', 0x88f7, 34],
    ['fcoe', 0x8906, 38],
    ['fip', 0x8914, 10],
    ['globalRoute', 0x8915, 40],
    ['pppoe', 0x8864, 8],
    ['mplsLabel1', 0x8847, 4],
    ['llc', 0x0040, 3],
  ])('%s a byte short is truncated', (name, ethertype, bytes) => {
    const packet = packetOf(ethertype, new Uint8Array(bytes - 1));
    const linkLength = name === 'llc' ? ethertype : 0;
    expectPacket(packet, 'ethernet', { ethertype, linkLength }, ['truncated', name]);
  });
});

describe('tables of tag types', () => {
  const tables = { ...defaultParserTables, serviceTagTypes: [0x9100, 0x9200, 0, 0] };
  const tagged = (tpid: number): Uint8Array => ethernet(macs, vlan({ id: 5, tpid }, ip4Packet));

  test.each([0x9100, 0x9200, 0x8100])('%i is a tag', tpid => {
    const fields = { ...link, vlanCount: 1, vlan: 5, ethertype: 0x0800, ...ip4At(18) };
    expectVector(tagged(tpid), { layers: 'ethernet tag1 ipv4 udp', fields }, { tables });
  });

  test('a type that the table no longer holds is none, and 0 never is', () => {
    expectVector(tagged(0x88a8), { layers: 'ethernet', fields: { ...link, ethertype: 0x88a8 } }, { tables });
    const zero = ethernet(macs, packetOf(3, llc(0x42, payloadOf(20)).bytes));
    expectVector(
      zero,
      { layers: 'ethernet llc', fields: { ...link, ethertype: 3, linkLength: 3, llc: 1 } },
      { tables },
    );
  });
});

test('frames of fewer than 14 bytes say nothing but that', () => {
  for (let length = 0; length < 14; length += 1) {
    expectVector(cut(ethernet(macs, ip4Packet), length), { layers: '', stops: ['truncated', 'ethernet'] });
  }
  expect.assertions(14);
});
