// SPDX-License-Identifier: Apache-2.0
/** Every tunnel with what it carries: outer, tunnel and inner fields of built frames, worked out from the specifications. */
import { describe, test } from 'vitest';
import { tunnels } from '../../../hdl/spec/protocol/headers.ts';

import { expectVector, type Fields } from '../../support/expect-vector.ts';
import { ethernet, ipv4, ipv6, packetOf, payloadOf, type Segment, segmentOf, vlan } from '../../support/frames.ts';

import {
  erspan1,
  erspan2,
  erspan3,
  geneve,
  gre,
  gtpu,
  ipInIp,
  lisp,
  nvgre,
  vxlan,
  vxlanGpe,
} from '../../support/tunnel-frames.ts';
import {
  expectFour,
  expectUdp,
  four,
  frameLayers,
  innerFour,
  innerFourAt,
  innerFrame,
  innerFrameAt,
  innerMacs,
  innerSix,
  innerSixAt,
  ip4,
  macs,
} from './carried-packets.ts';

/** The bytes of a segment that needs no addresses. */
const bytesOf = (segment: Segment): Uint8Array => segment.bytes(new Uint8Array());

describe('IP in IP', () => {
  test.each([
    ['4in4 (RFC 2003)', innerFour, 4, 'innerIpv4 innerTcp', innerFourAt(34)],
    ['6in4 (RFC 4213)', innerSix, 41, 'innerIpv6 innerUdp', innerSixAt(34)],
  ])('%s', (_, packet, ipProtocol, layers, inner) => {
    expectFour(ipInIp(packet), layers, { ipProtocol, tunnel: tunnels.ip, innerOffset: 34, ...inner });
  });

  test.each([
    ['4in6 (RFC 2473)', innerFour, 4, 'innerIpv4 innerTcp', innerFourAt(54)],
    ['6in6 (RFC 2473)', innerSix, 41, 'innerIpv6 innerUdp', innerSixAt(54)],
  ])('%s', (_, packet, ipProtocol, layers, inner) => {
    const frame = ethernet(macs, ipv6({ source: '::1', destination: '::2' }, ipInIp(packet)));
    const { dstMac, srcMac } = four;
    expectVector(frame, {
      layers: `ethernet ipv6 ${layers}`,
      fields: {
        ...{ dstMac, srcMac, ethertype: 0x86dd, l3Offset: 14, ipv6: 1, ttl: 64, srcIp: 1n, dstIp: 2n, l4Offset: 54 },
        ...{ ipLength: frame.length - 54, ipProtocol, tunnel: tunnels.ip, innerOffset: 54, ...inner },
      },
    });
  });

  test('a later fragment carries nothing that is read', () => {
    const frame = ethernet(macs, ipv4({ ...ip4, fragmentOffset: 8 }, ipInIp(innerFour)));
    const outer = { ...four, ipLength: 60, ipProtocol: 4, fragment: 1, laterFragment: 1, fragmentStart: 1 };
    expectVector(frame, { layers: 'ethernet ipv4', fields: outer });
  });

  test('IP in IP in IP: what the second tunnel carries is payload', () => {
    const middle = ipv4({ source: '192.168.0.1', destination: '192.168.0.2', ttl: 7 }, ipInIp(innerSix));
    const { innerL3Offset, innerIpv4, innerIpv4HeaderWords, innerIpv4Checksum, innerTtl } = innerFourAt(34);
    expectFour(ipInIp(middle), 'innerIpv4', {
      ...{ tunnel: tunnels.ip, innerOffset: 34, innerL3Offset, innerIpv4, innerIpv4HeaderWords, innerIpv4Checksum },
      ...{ innerTtl, innerSrcIp: 0xc0a80001n, innerDstIp: 0xc0a80002n, innerIpLength: 71, innerIpProtocol: 41 },
      innerL4Offset: 54,
    } as Fields);
  });
});

describe('GRE (RFC 2784, 2890)', () => {
  const at = (end: number): Fields => ({ tunnel: tunnels.gre, payloadOffset: end, innerOffset: end });

  test('without options', () => {
    expectFour(gre({ protocol: 0x0800 }, innerFour.bytes), 'gre innerIpv4 innerTcp', { ...at(38), ...innerFourAt(38) });
    expectFour(gre({ protocol: 0x86dd }, innerSix.bytes), 'gre innerIpv6 innerUdp', { ...at(38), ...innerSixAt(38) });
    expectFour(gre({ protocol: 0x6558 }, innerFrame), `gre ${frameLayers}`, { ...at(38), ...innerFrameAt(38) });
  });

  test.each([
    ['checksum', { checksum: true }, 42, 0],
    ['key', { key: 0xdeadbeef }, 42, 0xdeadbeef],
    ['sequence', { sequence: 1 }, 42, 0],
    ['checksum and key', { checksum: true, key: 0xdeadbeef }, 46, 0xdeadbeef],
    ['checksum and sequence', { checksum: true, sequence: 1 }, 46, 0],
    ['key and sequence', { key: 0xdeadbeef, sequence: 1 }, 46, 0xdeadbeef],
    ['all three', { checksum: true, key: 0xdeadbeef, sequence: 1 }, 50, 0xdeadbeef],
  ])('with %s', (_, options, end, tunnelId) => {
    const segment = gre({ protocol: 0x0800, ...options }, innerFour.bytes);
    expectFour(segment, 'gre innerIpv4 innerTcp', { ...at(end), tunnelId, ...innerFourAt(end) });
  });

  test('a payload of another type', () => {
    expectFour(gre({ protocol: 0x880b, key: 5 }, payloadOf(30)), 'gre', { ...at(42), innerL3Offset: 42, tunnelId: 5 });
  });

  test('version 1 (PPTP): the header is read, its payload is not', () => {
    const pptp = { protocol: 0x880b, key: 0x00300001, version: 1 };
    const call = { tunnel: tunnels.pptp, tunnelId: 1 } as const;
    expectFour(gre({ ...pptp, sequence: 1 }, innerFour.bytes), 'gre', { ...at(46), innerL3Offset: 46, ...call });
    expectFour(gre({ ...pptp, acknowledgment: 1 }, innerFour.bytes), 'gre', { ...at(46), innerL3Offset: 46, ...call });
    expectFour(gre({ ...pptp, sequence: 1, acknowledgment: 2 }, innerFour.bytes), 'gre', {
      ...{ ...at(50), innerL3Offset: 50, ...call },
    });
    const checked = gre({ ...pptp, checksum: true, sequence: 1 }, innerFour.bytes);
    expectFour(checked, 'gre', { ...at(50), innerL3Offset: 50, ...call });
  });

  test('in version 0 the bit of the acknowledgment is reserved', () => {
    const segment = segmentOf(47, [0, 0x80, 0x08, 0, ...innerFour.bytes]);
    expectFour(segment, 'gre innerIpv4 innerTcp', { ...at(38), ...innerFourAt(38) });
  });

  test.each([2, 3, 7])('version %i is malformed', version => {
    const segment = gre({ protocol: 0x0800, key: 5, version }, innerFour.bytes);
    expectFour(segment, '', {}, ['malformed', 'gre']);
  });

  test('source routing (RFC 1701): the payload is not read, where it begins is not known', () => {
    const segment = segmentOf(47, [0x40, 0, 0x08, 0, 0, 0, 0, 0, ...innerFour.bytes]);
    expectFour(segment, 'gre', { tunnel: tunnels.gre });
    const keyed = segmentOf(47, [0x60, 0, 0x08, 0, 0, 0, 0, 0, 0, 0, 0, 9, ...innerFour.bytes]);
    expectFour(keyed, 'gre', { tunnel: tunnels.gre, tunnelId: 9 });
  });

  test('optional words that the IP length leaves no room for are not read out of padding', () => {
    const padding = new Uint8Array(40).fill(0x55);
    for (const [flags, whole] of [
      [0x80, 8],
      [0x20, 8],
      [0x10, 8],
      [0xa0, 12],
      [0xb0, 16],
    ] as const) {
      for (let room = 4; room < whole; room++) {
        const segment = segmentOf(47, [flags, 0, 0x65, 0x58, ...padding]);
        const frame = ethernet(macs, ipv4({ ...ip4, lie: { totalLength: 20 + room } }, segment));
        expectVector(frame, {
          layers: 'ethernet ipv4',
          fields: { ...four, ipProtocol: 47, ipLength: 20 + room },
          stops: ['no_room', 'gre'],
        });
      }
    }
  });

  test('after UDP (RFC 8086): IP, a frame, and no ERSPAN', () => {
    const keyed = bytesOf(gre({ protocol: 0x0800, key: 0xdeadbeef }, innerFour.bytes));
    expectUdp(4754, keyed, 'greInUdp innerIpv4 innerTcp', {
      ...{ tunnel: tunnels.gre, tunnelId: 0xdeadbeef, innerOffset: 50, ...innerFourAt(50) },
    });
    expectUdp(4754, bytesOf(nvgre({ segment: 0xabcdef }, innerFrame)), `greInUdp ${frameLayers}`, {
      ...{ tunnel: tunnels.nvgre, tunnelId: 0xabcdef, innerOffset: 50, ...innerFrameAt(50) },
    });
    expectUdp(4754, bytesOf(erspan2({ session: 5 }, innerFrame)), 'greInUdp', {
      ...{ tunnel: tunnels.gre, innerOffset: 50, innerL3Offset: 50 },
    });
  });

  test('NVGRE (RFC 7637): the segment without the flow', () => {
    expectFour(nvgre({ segment: 0xabcdef, flow: 0x77 }, innerFrame), `gre ${frameLayers}`, {
      ...at(42),
      ...{ tunnel: tunnels.nvgre, tunnelId: 0xabcdef, ...innerFrameAt(42) },
    });
  });
});

describe('ERSPAN (draft-foschiano-erspan)', () => {
  const erspan = (payloadOffset: number): Fields => ({ tunnel: tunnels.erspan, payloadOffset });

  test('type I: the frame right after GRE', () => {
    expectFour(erspan1(innerFrame), `gre ${frameLayers}`, { ...erspan(38), ...innerFrameAt(38) });
  });

  test('type II: session of 10 bits', () => {
    expectFour(erspan2({ session: 0x3a5 }, innerFrame), `gre erspan2 ${frameLayers}`, {
      ...{ ...erspan(42), tunnelId: 0x3a5, ...innerFrameAt(50) },
    });
  });

  test.each([
    [false, 54],
    [true, 62],
  ])('type III, platform subheader %s', (subheader, end) => {
    expectFour(erspan3({ session: 0x2a5, subheader }, innerFrame), `gre erspan3 ${frameLayers}`, {
      ...{ ...erspan(42), tunnelId: 0x2a5, ...innerFrameAt(end) },
    });
  });

  test('type III with something other than an Ethernet frame', () => {
    expectFour(erspan3({ session: 1, frameType: 2 }, innerFour.bytes), 'gre erspan3', {
      ...{ ...erspan(42), tunnelId: 1, innerOffset: 54, innerL3Offset: 54 },
    });
  });
});

describe('VXLAN (RFC 7348) and VXLAN-GPE', () => {
  test('a frame, and one after two tags', () => {
    const fields = { tunnel: tunnels.vxlan, tunnelId: 0xabcdef } as const;
    expectUdp(4789, vxlan({ identifier: 0xabcdef }, innerFrame), `vxlan ${frameLayers}`, {
      ...{ ...fields, ...innerFrameAt(50) },
    });
    const tagged = ethernet(innerMacs, vlan({ id: 5, tpid: 0x88a8 }, vlan({ id: 6 }, innerFour)));
    const layers = 'vxlan innerEthernet innerTag1 innerTag2 innerIpv4 innerTcp';
    expectUdp(4789, vxlan({ identifier: 0xabcdef }, tagged), layers, {
      ...{ ...fields, ...innerFrameAt(50), innerVlanCount: 2, innerVlan: 5, innerVlan2: 6, ...innerFourAt(72) },
    });
  });

  test('a third inner tag is too many', () => {
    const tags = [1, 2, 3].reduceRight((packet, id) => vlan({ id }, packet), innerFour);
    const { innerDstMac, innerSrcMac } = innerFrameAt(50);
    expectUdp(
      4789,
      vxlan({ identifier: 1 }, ethernet(innerMacs, tags)),
      'vxlan innerEthernet innerTag1 innerTag2',
      {
        ...{ tunnel: tunnels.vxlan, tunnelId: 1, innerOffset: 50, innerEthernet: 1, innerDstMac, innerSrcMac },
        ...{ innerVlanCount: 2, innerVlan: 1, innerVlan2: 2, innerEthertype: 0x8100, innerL3Offset: 72 },
      } as Fields,
      ['too_many', 'innerTag2'],
    );
  });

  test('an inner 802.3 length, ARP or MPLS is payload', () => {
    const { innerDstMac, innerSrcMac } = innerFrameAt(50);
    for (const ethertype of [0x0040, 0x0806, 0x8847]) {
      expectUdp(
        4789,
        vxlan({ identifier: 1 }, ethernet(innerMacs, packetOf(ethertype, payloadOf(64)))),
        'vxlan innerEthernet',
        {
          ...{ tunnel: tunnels.vxlan, tunnelId: 1, innerOffset: 50, innerEthernet: 1, innerDstMac, innerSrcMac },
          ...{ innerEthertype: ethertype, innerL3Offset: 64 },
        } as Fields,
      );
    }
  });

  test.each([
    ['Ethernet, P flag 0', undefined, innerFrame, frameLayers, innerFrameAt(50)],
    ['IPv4', 1, innerFour.bytes, 'innerIpv4 innerTcp', innerFourAt(50)],
    ['IPv6', 2, innerSix.bytes, 'innerIpv6 innerUdp', innerSixAt(50)],
    ['Ethernet', 3, innerFrame, frameLayers, innerFrameAt(50)],
    ['NSH, which is not read', 4, payloadOf(20), '', { innerL3Offset: 50 }],
  ])('VXLAN-GPE with %s', (_, next, payload, layers, inner) => {
    const data = vxlanGpe({ identifier: 7, ...(next !== undefined && { next }) }, payload);
    expectUdp(4790, data, `vxlanGpe ${layers}`.trim(), {
      ...{ tunnel: tunnels.vxlanGpe, tunnelId: 7, innerOffset: 50, ...inner },
    });
  });
});

describe('Geneve (RFC 8926)', () => {
  const fields = { tunnel: tunnels.geneve, tunnelId: 0x010203 } as const;
  const header = { identifier: 0x010203, protocol: 0x6558 } as const;

  test('a frame, without options and after 8 bytes of them', () => {
    expectUdp(6081, geneve(header, innerFrame), `geneve ${frameLayers}`, { ...fields, ...innerFrameAt(50) });
    const options = geneve({ ...header, options: [1, 2, 3, 1, 0, 0, 0, 0] }, innerFrame);
    expectUdp(6081, options, `geneve ${frameLayers}`, { ...fields, ...innerFrameAt(58) });
  });

  test('IP right after it', () => {
    expectUdp(6081, geneve({ ...header, protocol: 0x86dd }, innerSix.bytes), 'geneve innerIpv6 innerUdp', {
      ...{ ...fields, innerOffset: 50, ...innerSixAt(50) },
    });
  });

  test('another version is malformed; 252 bytes of options are too deep in a long frame', () => {
    expectUdp(6081, geneve({ ...header, version: 1 }, innerFrame), '', {}, ['malformed', 'geneve']);
    const deep = geneve({ ...header, options: Array(252).fill(0) }, innerFrame);
    expectUdp(6081, deep, '', {}, ['too_deep', 'geneve']);
  });
});

describe('GTP-U (3GPP TS 29.281)', () => {
  const fields = { tunnel: tunnels.gtpu, tunnelId: 0xfedcba98 } as const;
  const endpoint = 0xfedcba98;

  test('IPv4 and IPv6 by their first four bits', () => {
    expectUdp(2152, gtpu({ endpoint }, innerFour.bytes), 'gtpu tunnelPayload innerIpv4 innerTcp', {
      ...{ ...fields, innerOffset: 50, ...innerFourAt(50) },
    });
    expectUdp(2152, gtpu({ endpoint }, innerSix.bytes), 'gtpu tunnelPayload innerIpv6 innerUdp', {
      ...{ ...fields, innerOffset: 50, ...innerSixAt(50) },
    });
  });

  test('with a sequence number: four more bytes', () => {
    const layers = 'gtpu gtpuOptions tunnelPayload innerIpv4 innerTcp';
    expectUdp(2152, gtpu({ endpoint, sequence: 5 }, innerFour.bytes), layers, {
      ...{ ...fields, innerOffset: 54, ...innerFourAt(54) },
    });
  });

  const short = { type: 0x85, content: [0x10, 9] };
  const long = { type: 0x40, content: payloadOf(14) };
  test.each([
    ['one extension header', [short], 58, 'gtpuExtension1'],
    ['two, one of 16 bytes', [short, { ...long, content: [...long.content] }], 74, 'gtpuExtension1 gtpuExtension2'],
  ])('with %s', (_, extensions, end, layers) => {
    const data = gtpu({ endpoint, extensions }, innerFour.bytes);
    expectUdp(2152, data, `gtpu gtpuExtended ${layers} tunnelPayload innerIpv4 innerTcp`, {
      ...{ ...fields, innerOffset: end, ...innerFourAt(end) },
    });
  });

  test('a third extension header is too many, one of 20 bytes is not read past, one of 0 is malformed', () => {
    const three = gtpu({ endpoint, extensions: [short, short, short] }, innerFour.bytes);
    expectUdp(
      2152,
      three,
      'gtpu gtpuExtended gtpuExtension1 gtpuExtension2',
      { ...fields, innerOffset: 62, innerL3Offset: 62 },
      ['too_many', 'gtpuExtension2'],
    );
    const wide = gtpu({ endpoint, extensions: [{ type: 0x85, content: [...payloadOf(18)] }] }, innerFour.bytes);
    expectUdp(2152, wide, 'gtpu gtpuExtended gtpuExtension1', { ...fields, innerOffset: 74, innerL3Offset: 74 }, [
      'too_many',
      'gtpuExtension1',
    ]);
    const empty = gtpu({ endpoint, extensions: [short] }, innerFour.bytes).with(12, 0);
    expectUdp(2152, empty, 'gtpu gtpuExtended', { ...fields, innerOffset: 54, innerL3Offset: 54 }, [
      'malformed',
      'gtpuExtension1',
    ]);
  });

  test('other messages carry no packet; other versions are malformed', () => {
    const echo = gtpu({ endpoint, message: 1 }, innerFour.bytes);
    expectUdp(2152, echo, 'gtpu', { ...fields, innerOffset: 50, innerL3Offset: 50 });
    expectUdp(2152, echo.with(0, 0x50), '', {}, ['malformed', 'gtpu']);
  });
});

describe('LISP (RFC 9300, RFC 9305)', () => {
  const fields = { tunnel: tunnels.lisp, innerOffset: 50 } as const;

  test('IPv4 and IPv6 by their first four bits, with an instance or without', () => {
    expectUdp(4341, lisp({ instance: 0xabcdef }, innerFour.bytes), 'lisp tunnelPayload innerIpv4 innerTcp', {
      ...{ ...fields, tunnelId: 0xabcdef, ...innerFourAt(50) },
    });
    expectUdp(4341, lisp({}, innerSix.bytes), 'lisp tunnelPayload innerIpv6 innerUdp', {
      ...fields,
      ...innerSixAt(50),
    });
  });

  test('what LISP-GPE names', () => {
    expectUdp(4341, lisp({ instance: 7, next: 3 }, innerFrame), `lisp ${frameLayers}`, {
      ...{ ...fields, tunnelId: 7, ...innerFrameAt(50) },
    });
    expectUdp(4341, lisp({ next: 9 }, innerFrame), 'lisp', { ...fields, innerL3Offset: 50 });
  });
});
