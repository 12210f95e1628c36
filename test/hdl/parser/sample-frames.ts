// SPDX-License-Identifier: Apache-2.0
/** Frames for the parser tests: every path of the protocol graph, representative stacks, random frames by seed. */
import fc from 'fast-check';
import { headerLayers } from '../../../hdl/spec/protocol/headers.ts';
import { coverageFrames } from '../../../src/verify/fuzz/coverage-frames.ts';
import { arbitraryFrame } from '../../support/arbitrary-frames.ts';
import {
  arp,
  ethernet,
  fragmentHeader,
  icmpv6,
  ipv4,
  ipv6,
  optionsHeader,
  type Packet,
  payloadOf,
  snap,
  type Tag,
  tcp,
  udp,
  vlan,
} from '../../support/frames.ts';
import { baseTransport, fcoe, globalRoute, mpls, pppoe } from '../../support/link-frames.ts';
import { authenticationHeader, routingHeader, sctp, udpLite } from '../../support/transport-frames.ts';
import { erspan3, geneve, gre, gtpu, ipInIp, vxlan, vxlanGpe } from '../../support/tunnel-frames.ts';

const macs = { destination: '52:54:00:00:00:10', source: '02:00:00:00:00:99' };
const ip4 = { source: '10.1.2.3', destination: '192.168.200.100' };
const ip6 = { source: '2001:db8::1:2:3', destination: 'fe80::fedc:ba98:7654:3210' };
const ports = { sourcePort: 0xbeef, destinationPort: 443 };

const gtpuExtensions = [
  { type: 0x85, content: [1, 2] },
  { type: 0xc0, content: [1, 2, 3, 4, 5, 6] },
];

const tagStacks = [
  [0x88a8, 0x8100],
  [0x88a8, 0x8100, 0x88a8, 0x8100],
].map(tpids => tpids.map((tpid, i) => ({ tpid, id: 0xabc - i * 0x111, priority: 5 - i })));

const tagged = (tags: readonly Tag[], packet: Packet): Packet =>
  tags.reduceRight<Packet>((inner, tag) => vlan(tag, inner), packet);

/** Every header at every place, every way on, every two edges in a row, every exception; see `graph-coverage.ts`. */
export const everyPath: readonly Uint8Array[] = coverageFrames(headerLayers);

const [outer, inner] = tagStacks[0]!;

/** A frame as tunnels carry it: a tag, IPv4 with an option, TCP. */
const carried = ethernet(macs, vlan(inner!, ipv4({ ...ip4, options: [1, 1, 1, 0] }, tcp(ports, payloadOf(6)))));
const carriedSix = ipv6(ip6, optionsHeader(60, authenticationHeader(udp(ports, payloadOf(7)))));
const labels = [1, 2, 3, 4, 5].map(n => ({ label: 0x12345 * n, trafficClass: n }));
const overUdp = (destinationPort: number, data: Uint8Array) => udp({ sourcePort: 0xc0de, destinationPort }, data);

/** Deep and shallow stacks whose every prefix and every corrupted byte is worth a look. */
export const representatives: readonly Uint8Array[] = [
  ethernet(macs, arp({ senderIp: '10.0.0.1', targetIp: '10.0.0.2' })),
  ethernet(macs, snap(ipv4(ip4, udp(ports, payloadOf(5))))),
  ethernet(macs, vlan(outer!, ipv6(ip6, icmpv6({ type: 128 }, payloadOf(9))))),
  ethernet(macs, vlan(outer!, vlan(inner!, ipv6(ip6, fragmentHeader({ more: true }, tcp(ports, payloadOf(14))))))),
  ethernet(macs, tagged(tagStacks[1]!, ipv4({ ...ip4, options: Array(40).fill(1) }, tcp(ports, payloadOf(9))))),
  ethernet(macs, mpls(labels, ipv4(ip4, sctp(ports, payloadOf(8))).bytes)),
  ethernet(macs, pppoe({ session: 0xbeef, protocol: 0x57 }, ipv6(ip6, udpLite(ports, payloadOf(4))).bytes)),
  ethernet(macs, vlan(outer!, fcoe({ routing: 0x22, destination: 0x010203, source: 0x0a0b0c }, payloadOf(8)))),
  ethernet(macs, globalRoute(baseTransport({ opcode: 0x64, queuePair: 0xabcdef }, payloadOf(8)))),
  ethernet(macs, ipv4(ip4, overUdp(4791, baseTransport({ opcode: 0x11, queuePair: 0x123456 }, payloadOf(8))))),
  ethernet(macs, ipv4(ip4, gre({ protocol: 0x86dd, checksum: true, key: 0xdeadbeef, sequence: 9 }, carriedSix.bytes))),
  ethernet(macs, ipv4(ip4, erspan3({ session: 0x155, subheader: true }, carried))),
  ethernet(macs, vlan(outer!, ipv4(ip4, overUdp(4789, vxlan({ identifier: 0xabcdef }, carried))))),
  ethernet(macs, ipv6(ip6, overUdp(4790, vxlanGpe({ identifier: 0x123, next: 2 }, carriedSix.bytes)))),
  ethernet(
    macs,
    ipv4(ip4, overUdp(6081, geneve({ identifier: 7, protocol: 0x6558, options: Array(24).fill(0x5a) }, carried))),
  ),
  ethernet(
    macs,
    ipv4(ip4, overUdp(2152, gtpu({ endpoint: 0x9abcdef0, sequence: 3, extensions: gtpuExtensions }, carriedSix.bytes))),
  ),
  ethernet(
    macs,
    ipv6(ip6, optionsHeader(0, routingHeader({ segmentsLeft: 1, route: [ip6.source] }, ipInIp(carriedSix)))),
  ),
];

/** Every prefix of each frame, from one byte to all. */
export const prefixesOf = (frames: readonly Uint8Array[]): Uint8Array[] =>
  frames.flatMap(frame => Array.from(frame, (_, i) => frame.subarray(0, i + 1)));

/** Each byte of each frame replaced by a few others, one at a time. */
export const corruptionsOf = (frames: readonly Uint8Array[]): Uint8Array[] =>
  frames.flatMap(frame =>
    [...frame].flatMap((byte, i) => [byte ^ 1, byte ^ 0x80, 0, 0xff].map(value => frame.with(i, value))),
  );

/** Random frames of at least one byte, the same for the same seed; now and then a long one. */
export const randomFrames = (count: number, seed: number): Uint8Array[] => {
  const long = fc.tuple(arbitraryFrame, fc.integer({ min: 100, max: 9014 })).map(([frame, length]) => {
    const padded = new Uint8Array(length);
    padded.set(frame.subarray(0, length));
    return padded;
  });
  const frame = fc.oneof({ weight: 50, arbitrary: arbitraryFrame }, { weight: 1, arbitrary: long });
  return fc.sample(
    frame.map(bytes => (bytes.length === 0 ? Uint8Array.of(0) : bytes)),
    { numRuns: count, seed },
  );
};
