// SPDX-License-Identifier: Apache-2.0
/** Headers inside tunnels: every transport, lengths that leave no room, what a second tunnel carries, checksums. */
import { describe, expect, test } from 'vitest';
import { tunnels } from '../../../hdl/spec/protocol/headers.ts';
import { packetChecksums } from '../../../sim/model/packet-checksum-model.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { expectVector } from '../../support/expect-vector.ts';
import {
  cut,
  ethernet,
  fragmentHeader,
  icmpv6,
  ipv4,
  ipv6,
  payloadOf,
  type Segment,
  tcp,
  udp,
} from '../../support/frames.ts';
import { sctp, udpLite } from '../../support/transport-frames.ts';
import { erspan3, geneve, gre, gtpu, ipInIp, vxlan, vxlanGpe } from '../../support/tunnel-frames.ts';
import {
  expectFour,
  four,
  innerFour,
  innerFourAt,
  innerFrame,
  innerPorts,
  innerSix,
  ip4,
  macs,
} from './carried-packets.ts';

describe('inner headers', () => {
  test('inner SCTP, UDP-Lite and ICMPv6, and an inner fragment', () => {
    const ip = { source: '::a', destination: '::b' };
    const base = { tunnel: tunnels.ip, innerOffset: 34, innerL3Offset: 34, innerIpv6: 1, innerTtl: 64 } as const;
    const addresses = { innerSrcIp: 10n, innerDstIp: 11n } as const;
    const ports = { innerSrcPort: 0xabcd, innerDstPort: 443 } as const;
    expectFour(ipInIp(ipv6(ip, sctp(innerPorts, payloadOf(4)))), 'innerIpv6 innerSctp', {
      ...{ ...base, ...addresses, innerIpLength: 16, innerIpProtocol: 132, innerL4Offset: 74 },
      ...{ innerSctp: 1, ...ports, innerPayloadOffset: 86 },
    });
    expectFour(ipInIp(ipv6(ip, udpLite({ ...innerPorts, coverage: 8 }))), 'innerIpv6 innerUdpLite', {
      ...{ ...base, ...addresses, innerIpLength: 8, innerIpProtocol: 136, innerL4Offset: 74 },
      ...{ innerUdpLite: 1, ...ports, innerUdpLength: 8, innerPayloadOffset: 82 },
    });
    expectFour(ipInIp(ipv6(ip, icmpv6({ type: 135, code: 2 }))), 'innerIpv6 innerIcmp', {
      ...{ ...base, ...addresses, innerIpLength: 8, innerIpProtocol: 58, innerL4Offset: 74 },
      ...{ innerIcmp: 1, innerSrcPort: 135, innerDstPort: 2 },
    });
    const fragment = ipv6(ip, fragmentHeader({ more: true, offset: 16 }, udp(innerPorts)));
    expectFour(ipInIp(fragment), 'innerIpv6 innerFragment1', {
      ...{ ...base, ...addresses, innerIpLength: 16, innerIpProtocol: 17, innerL4Offset: 82 },
      ...{ innerFragment: 1, innerLaterFragment: 1 },
    });
  });

  test('the outer length leaves no room for them, or the frame cuts them', () => {
    const segment = ipInIp(innerFour);
    const frame = ethernet(macs, ipv4({ ...ip4, lie: { totalLength: 39 } }, segment));
    const fields = { ...four, ipLength: 39, ipProtocol: 4, tunnel: tunnels.ip, innerOffset: 34, innerL3Offset: 34 };
    expectVector(frame, { layers: 'ethernet ipv4', fields, stops: ['no_room', 'innerIpv4'] });
    const whole = ethernet(macs, ipv4(ip4, segment));
    const cutFields = { ...fields, ipLength: 60 };
    expectVector(cut(whole, 53), { layers: 'ethernet ipv4', fields: cutFields, stops: ['truncated', 'innerIpv4'] });
  });

  test('an inner length that lies counts for what is inside', () => {
    const lying = ipv4(
      { source: '192.168.0.1', destination: '192.168.0.2', ttl: 7, lie: { totalLength: 30 } },
      tcp(innerPorts),
    );
    // Ten bytes of TCP hold its ports.
    const { innerTcp: _t, innerTcpFlags: _f, innerPayloadOffset: _p, ...fields } = innerFourAt(34);
    expectFour(ipInIp(lying), 'innerIpv4', { tunnel: tunnels.ip, innerOffset: 34, ...fields, innerIpLength: 30 }, [
      'no_room',
      'innerTcp',
    ]);
  });

  test('a tunnel in a tunnel: UDP inside leads no further', () => {
    const inside = ipv4(
      { source: '192.168.0.1', destination: '192.168.0.2' },
      udp({ sourcePort: 1, destinationPort: 4789 }, vxlan({ identifier: 2 }, innerFrame)),
    );
    const frame = ethernet(macs, ipv4(ip4, ipInIp(inside)));
    const vector = parseFrame(frame);
    expect(vector).toMatchObject({
      tunnel: tunnels.ip,
      tunnelId: 0,
      innerUdp: 1,
      innerDstPort: 4789,
      innerEthernet: 0,
    });
  });
});

test('every tunnel: the checksums outside and inside come out good', () => {
  const overUdp = (port: number, data: Uint8Array): Segment => udp({ sourcePort: 1, destinationPort: port }, data);
  const segments: readonly (readonly [Segment, number])[] = [
    [overUdp(4789, vxlan({ identifier: 1 }, innerFrame)), 1],
    [overUdp(4790, vxlanGpe({ identifier: 1, next: 2 }, innerSix.bytes)), 1],
    [overUdp(6081, geneve({ identifier: 1, protocol: 0x6558 }, innerFrame)), 1],
    [overUdp(2152, gtpu({ endpoint: 1, sequence: 1 }, innerSix.bytes)), 1],
    [erspan3({ session: 1 }, innerFrame), 0],
    [gre({ protocol: 0x0800, key: 1 }, innerFour.bytes), 0],
    [ipInIp(innerSix), 0],
  ];
  for (const [segment, l4Checksum] of segments) {
    const frame = ethernet(macs, ipv4(ip4, segment));
    expect(packetChecksums(frame, parseFrame(frame))).toEqual({ l4Checksum, innerL4Checksum: 1 });
  }
});
