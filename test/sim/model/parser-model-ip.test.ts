// SPDX-License-Identifier: Apache-2.0
/** IP extension headers, authentication headers and transport: what their RFCs say of built frames. */
import { describe, test } from 'vitest';
import { defaultParserTables } from '../../../hdl/spec/protocol/parser-tables.ts';
import { type ExpectedVector, expectVector, type Fields } from '../../support/expect-vector.ts';
import {
  cut,
  ethernet,
  fragmentHeader,
  icmp,
  ipv4,
  ipv6,
  optionsHeader,
  payloadOf,
  type Segment,
  segmentOf,
  tcp,
  udp,
} from '../../support/frames.ts';
import { baseTransport, ptpMessage } from '../../support/link-frames.ts';
import {
  authenticationHeader,
  igmp,
  routingHeader,
  sctp,
  tcpWithOptions,
  udpLite,
} from '../../support/transport-frames.ts';

const macs = { destination: '52:54:00:00:00:10', source: '02:00:00:00:00:aa' };
const link = { dstMac: 0x525400000010n, srcMac: 0x0200000000aan, l3Offset: 14 } as const;
const ip6 = { source: '2001:db8::1', destination: '2001:db8::2' };
const ip4 = { source: '10.0.0.1', destination: '10.0.0.2' };
const ports = { sourcePort: 0x1234, destinationPort: 0x5678 };
const portFields = { srcPort: 0x1234, dstPort: 0x5678 } as const;

const six = {
  ...link,
  ...{ ethertype: 0x86dd, ipv6: 1, ttl: 64 },
  srcIp: 0x20010db8_00000000_00000000_00000001n,
  dstIp: 0x20010db8_00000000_00000000_00000002n,
} as const;
const four = {
  ...link,
  ...{ ethertype: 0x0800, ipv4: 1, ipv4HeaderWords: 5, ipv4Checksum: 1, ttl: 64, l4Offset: 34 },
  ...{ srcIp: 0x0a000001n, dstIp: 0x0a000002n },
} as const;

const expectSix = (segment: Segment, layers: string, fields: Fields, stops?: ExpectedVector['stops']): void =>
  expectVector(ethernet(macs, ipv6(ip6, segment)), {
    ...{ layers: `ethernet ipv6 ${layers}`.trim(), fields: { ...six, ...fields } },
    ...(stops && { stops }),
  });
const expectFour = (segment: Segment, layers: string, fields: Fields, stops?: ExpectedVector['stops']): void =>
  expectVector(ethernet(macs, ipv4(ip4, segment)), {
    ...{ layers: `ethernet ipv4 ${layers}`.trim(), fields: { ...four, ...fields } },
    ...(stops && { stops }),
  });

describe('transport', () => {
  test('UDP-Lite: its coverage takes the place of the length', () => {
    const fields = { ipProtocol: 136, udpLite: 1, ...portFields, udpLength: 12 } as const;
    const segment = udpLite({ ...ports, coverage: 12 }, payloadOf(10));
    expectFour(segment, 'udpLite', { ...fields, ipLength: 38, payloadOffset: 42 });
    expectSix(segment, 'udpLite', { ...fields, ipLength: 18, l4Offset: 54, payloadOffset: 62 });
  });

  test('SCTP', () => {
    const fields = { ipProtocol: 132, sctp: 1, ...portFields } as const;
    expectFour(sctp(ports, payloadOf(8)), 'sctp', { ...fields, ipLength: 40, payloadOffset: 46 });
    expectSix(sctp(ports, payloadOf(8)), 'sctp', { ...fields, ipLength: 20, l4Offset: 54, payloadOffset: 66 });
  });

  test('IGMP: its type, over IPv4 alone', () => {
    expectFour(igmp(0x16, '224.0.0.251'), 'igmp', { ipLength: 28, ipProtocol: 2, igmp: 1, srcPort: 0x16 });
    expectSix(igmp(0x16, '224.0.0.251'), '', { ipLength: 8, ipProtocol: 2, l4Offset: 54 });
  });

  test.each([0, 4, 15])('TCP data offset %i: the payload begins after it, at 20 bytes at least', dataOffset => {
    const segment = tcpWithOptions({ ...ports, dataOffset }, payloadOf(4));
    const fields = { ipLength: 44, ipProtocol: 6, tcp: 1, ...portFields, tcpFlags: 0x10 } as const;
    expectFour(segment, 'tcp', { ...fields, payloadOffset: 34 + Math.max(20, dataOffset * 4) });
  });

  test.each([
    [3260, { iscsi: 1 }],
    [860, { iscsi: 1 }],
    [4420, { nvme: 1 }],
    [8009, { nvme: 1 }],
    [3261, {}],
  ])('TCP port %i', (port, storage) => {
    const fields = { ipLength: 40, ipProtocol: 6, tcp: 1, tcpFlags: 0x10, payloadOffset: 54, ...storage } as const;
    const to = tcp({ sourcePort: 0xc000, destinationPort: port });
    expectFour(to, 'tcp', { ...fields, srcPort: 0xc000, dstPort: port });
    const from = tcp({ sourcePort: port, destinationPort: 0xc000 });
    expectFour(from, 'tcp', { ...fields, srcPort: port, dstPort: 0xc000 });
  });

  test('RoCE v2: opcode and queue pair after UDP', () => {
    const header = baseTransport({ opcode: 0x04, queuePair: 0x123456 }, payloadOf(16));
    expectFour(udp({ sourcePort: 0xc000, destinationPort: 4791 }, header), 'udp baseTransport', {
      ...{ ipLength: 56, ipProtocol: 17, udp: 1, srcPort: 0xc000, dstPort: 4791, udpLength: 36, udpChecksum: 1 },
      ...{ payloadOffset: 42, roce: 1, rdmaOpcode: 4, rdmaQueuePair: 0x123456 },
    });
  });

  test.each([319, 320])('PTP over UDP port %i', port => {
    const segment = udp({ sourcePort: port, destinationPort: port }, ptpMessage(8));
    expectFour(segment, 'udp ptp', {
      ...{ ipLength: 72, ipProtocol: 17, udp: 1, srcPort: port, dstPort: port, udpLength: 52, udpChecksum: 1 },
      ...{ payloadOffset: 42, ptp: 1, ptpMessage: 8 },
    });
  });

  test('ports of the tables lead nowhere once they are taken out of them', () => {
    const none = Object.fromEntries(Object.entries(defaultParserTables).map(([name, all]) => [name, all.map(() => 0)]));
    const tables = none as unknown as typeof defaultParserTables;
    const toRoce = udp({ sourcePort: 0, destinationPort: 4791 }, payloadOf(16));
    const fields = { ...four, ipLength: 44, ipProtocol: 17, udp: 1, dstPort: 4791, udpLength: 24, udpChecksum: 1 };
    const frame = ethernet(macs, ipv4(ip4, toRoce));
    expectVector(frame, { layers: 'ethernet ipv4 udp', fields: { ...fields, payloadOffset: 42 } }, { tables });
    const toStorage = ethernet(macs, ipv4(ip4, tcp({ sourcePort: 0, destinationPort: 3260 })));
    const tcpFields = {
      ...four,
      ipLength: 40,
      ipProtocol: 6,
      tcp: 1,
      dstPort: 3260,
      tcpFlags: 0x10,
      payloadOffset: 54,
    };
    expectVector(toStorage, { layers: 'ethernet ipv4 tcp', fields: tcpFields }, { tables });
  });

  test.each<[string, Segment, number]>([
    ['tcp', tcp(ports), 20],
    ['udp', udp(ports), 8],
    ['udpLite', udpLite(ports), 8],
    ['sctp', sctp(ports), 12],
    ['icmp', icmp({ type: 8 }), 4],
    ['igmp', igmp(0x11, '0.0.0.0'), 8],
    ['gre', segmentOf(47, [0, 0, 0x08, 0]), 4],
  ])('%s a byte short: truncated by the frame, without room by the length', (name, segment, bytes) => {
    const whole = ethernet(macs, ipv4(ip4, segment));
    const fields = { ...four, ipProtocol: segment.protocol, ipLength: whole.length - 14 };
    const stopped = { layers: 'ethernet ipv4' };
    const given = bytes > 8 ? { ports: 1, srcPort: ports.sourcePort, dstPort: ports.destinationPort } : {};
    const cutFields = { ...fields, ...given };
    expectVector(cut(whole, 34 + bytes - 1), { ...stopped, fields: cutFields, stops: ['truncated', name] });
    const short = ethernet(macs, ipv4({ ...ip4, lie: { totalLength: 20 + bytes - 1 } }, segment));
    const shortFields = { ...cutFields, ipLength: 20 + bytes - 1 };
    expectVector(short, { ...stopped, fields: shortFields, stops: ['no_room', name] });
  });

  test.each<[string, Segment]>([
    ['tcp', tcp(ports)],
    ['sctp', sctp(ports)],
  ])('of %s cut short, the ports are given from its first eight bytes on', (name, segment) => {
    const fields = { ...four, ipProtocol: segment.protocol, fragment: 1 };
    const given = { ports: 1, srcPort: ports.sourcePort, dstPort: ports.destinationPort };
    for (const bytes of [0, 7, 8, 11]) {
      const fragment = ethernet(macs, ipv4({ ...ip4, moreFragments: true, lie: { totalLength: 20 + bytes } }, segment));
      const expected = { ...fields, ...(bytes < 8 ? {} : given), ipLength: 20 + bytes };
      expectVector(fragment, { layers: 'ethernet ipv4', fields: expected, stops: ['no_room', name] });
    }
  });
});

describe('IPv6 extension headers (RFC 8200, 4)', () => {
  const udpFields = { udp: 1, ...portFields, udpLength: 12, udpChecksum: 1 } as const;
  const data = udp(ports, payloadOf(4));

  test('the recommended order, six headers, then UDP', () => {
    const chain = optionsHeader(
      0,
      optionsHeader(
        60,
        routingHeader(
          { segmentsLeft: 0, route: ['2001:db8::9'] },
          fragmentHeader({}, authenticationHeader(optionsHeader(60, data, 2))),
        ),
      ),
    );
    // 8 + 8 + 24 + 8 + 24 + 24 bytes of headers.
    expectSix(chain, 'options1 options2 routing3 fragment4 authentication5 options6 udp', {
      ...{ ipLength: 108, ipProtocol: 17, authentication: 1, addressOptions: 1, l4Offset: 150 },
      ...{ ...udpFields, payloadOffset: 158 },
    });
  });

  test('a seventh is too many', () => {
    const chain = Array.from({ length: 7 }).reduce<Segment>(inner => optionsHeader(60, inner), data);
    expectSix(
      chain,
      'options1 options2 options3 options4 options5 options6',
      { ipLength: 68, ipProtocol: 60, l4Offset: 102 },
      ['too_many', 'options6'],
    );
  });

  test('options that fill 2,048 bytes are too deep in a long frame and truncated in a short one', () => {
    const frame = ethernet(macs, ipv6(ip6, optionsHeader(0, data, 255)));
    const expected = { layers: 'ethernet ipv6', fields: { ...six, ipLength: 2060, l4Offset: 54 } } as const;
    expectVector(frame, { ...expected, stops: ['too_deep', 'options1'] });
    expectVector(cut(frame, 257), { ...expected, stops: ['too_deep', 'options1'] });
    expectVector(cut(frame, 256), { ...expected, stops: ['truncated', 'options1'] });
  });

  test('zero-length options within a header are not looked at', () => {
    const padding = segmentOf(0, [17, 0, 0, 0, 0, 0, 0, 0, ...data.bytes(new Uint8Array(32))]);
    expectSix(padding, 'options1 udp', {
      ...{ ipLength: 20, ipProtocol: 17, l4Offset: 62, ...udpFields, payloadOffset: 70 },
    });
  });

  test('segments left are kept, whatever a second routing header says', () => {
    const inner = routingHeader({ segmentsLeft: 0, route: [] }, data);
    const chain = routingHeader({ segmentsLeft: 2, route: ['2001:db8::8', '2001:db8::9'] }, inner);
    expectSix(chain, 'routing1 routing2 udp', {
      ...{ ipLength: 60, ipProtocol: 17, segmentsLeft: 1, addressOptions: 1, l4Offset: 102 },
      ...{ ...udpFields, payloadOffset: 110 },
    });
  });

  test('a later fragment has nothing after it, the headers before it are read', () => {
    const chain = optionsHeader(0, fragmentHeader({ offset: 8, more: true }, data));
    expectSix(chain, 'options1 fragment2', {
      ...{ ipLength: 28, ipProtocol: 17, fragment: 1, laterFragment: 1, fragmentStart: 1, l4Offset: 70 },
    });
  });
});

describe('authentication header (RFC 4302)', () => {
  test('after IPv4 and IPv6', () => {
    const segment = authenticationHeader(tcp(ports));
    const fields = { ipProtocol: 6, authentication: 1, tcp: 1, ...portFields, tcpFlags: 0x10 } as const;
    expectFour(segment, 'ipv4Authentication tcp', { ...fields, ipLength: 64, l4Offset: 58, payloadOffset: 78 });
    expectSix(segment, 'authentication1 tcp', { ...fields, ipLength: 44, l4Offset: 78, payloadOffset: 98 });
  });

  test('a length of 0 is malformed, since it would end inside itself', () => {
    const segment = segmentOf(51, [6, 0, ...payloadOf(40)]);
    expectFour(segment, '', { ipProtocol: 51, ipLength: 62 }, ['malformed', 'ipv4Authentication']);
    expectSix(segment, '', { ipProtocol: 51, ipLength: 42, l4Offset: 54 }, ['malformed', 'authentication1']);
  });

  test('a second one after IPv4 is too many', () => {
    const segment = authenticationHeader(authenticationHeader(tcp(ports)));
    const fields = { ipLength: 88, ipProtocol: 51, authentication: 1, l4Offset: 58 };
    expectFour(segment, 'ipv4Authentication', fields, ['too_many', 'ipv4Authentication']);
  });

  test('ESP (RFC 4303) hides what follows', () => {
    expectFour(segmentOf(50, payloadOf(40)), '', { ipLength: 60, ipProtocol: 50 });
  });
});
