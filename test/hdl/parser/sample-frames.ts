/** Frames for the parser tests: every path of the protocol graph, representative stacks, random frames by seed. */
import fc from 'fast-check';
import { arbitraryFrame } from '../../support/arbitrary-frames.ts';
import {
  arp,
  ethernet,
  fragmentHeader,
  icmp,
  icmpv6,
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
  type Tag,
  tcp,
  udp,
  vlan,
} from '../../support/frames.ts';

const macs = { destination: '52:54:00:00:00:10', source: '02:00:00:00:00:99' };
const ip4 = { source: '10.1.2.3', destination: '192.168.200.100' };
const ip6 = { source: '2001:db8::1:2:3', destination: 'fe80::fedc:ba98:7654:3210' };
const ports = { sourcePort: 0xbeef, destinationPort: 443 };

const segments: readonly Segment[] = [
  tcp({ ...ports, flags: 0xa5 }, payloadOf(5)),
  udp(ports, payloadOf(3)),
  icmp({ type: 8, code: 7 }),
  icmpv6({ type: 135, code: 9 }),
  segmentOf(132, payloadOf(30)),
  segmentOf(44, payloadOf(30)),
];

const fragments = [
  { more: true, offset: 0 },
  { more: true, offset: 1480 },
  { more: false, offset: 65528 },
];

const ipv4Packets = segments.flatMap(segment => [
  ...Array.from({ length: 11 }, (_, words) => ipv4({ ...ip4, options: Array(words * 4).fill(words + 1) }, segment)),
  ...fragments.map(({ more, offset }) => ipv4({ ...ip4, moreFragments: more, fragmentOffset: offset }, segment)),
]);

const ipv6Packets = segments.flatMap(segment => [
  ipv6(ip6, segment),
  ...[{}, ...fragments].map(fragment => ipv6(ip6, fragmentHeader(fragment, segment))),
  ipv6(ip6, fragmentHeader({}, fragmentHeader({}, segment))),
  ipv6(ip6, optionsHeader(0, segment)),
]);

const bare: readonly Packet[] = [
  arp({ senderIp: '10.0.0.1', targetIp: '10.0.0.2' }),
  packetOf(0x88cc, payloadOf(40)),
  packetOf(0x002e, payloadOf(46)),
  ...ipv4Packets,
  ...ipv6Packets,
];

const ip4Segment = (segment: Segment): Packet => ipv4(ip4, segment);
const ip6Segment = (segment: Segment): Packet => ipv6(ip6, segment);

const packets: readonly Packet[] = [
  ...bare,
  ...bare.filter((_, i) => i % 7 === 0).map(packet => snap(packet)),
  snap(arp({ senderIp: '10.0.0.1', targetIp: '10.0.0.2' })),
  ...[ip4Segment, ip6Segment].flatMap(packetOfSegment => segments.slice(0, 4).map(one => snap(packetOfSegment(one)))),
  snap(ipv6(ip6, fragmentHeader({}, segments[0]!))),
  snap(ipv6(ip6, fragmentHeader({}, segments[1]!))),
  snap(ipv6(ip6, fragmentHeader({}, segments[3]!))),
  snap(ipv6(ip6, fragmentHeader({ offset: 8 }, segments[1]!))),
  snap(ipv4(ip4, segments[0]!), [0, 0, 0x0c]),
  snap(vlan({ id: 5 }, arp({ senderIp: '10.0.0.1', targetIp: '10.0.0.2' }))),
  llc(0x42, payloadOf(40)),
];

const tagStacks = [
  [],
  [0x8100],
  [0x88a8],
  [0x88a8, 0x8100],
  [0x8100, 0x88a8],
  [0x8100, 0x8100, 0x8100],
  [0x88a8, 0x8100, 0x88a8, 0x8100],
  [0x8100, 0x8100, 0x8100, 0x8100, 0x88a8],
].map(tpids => tpids.map((tpid, i) => ({ tpid, id: 0xabc - i * 0x111, priority: 5 - i })));

const tagged = (tags: readonly Tag[], packet: Packet): Packet =>
  tags.reduceRight<Packet>((inner, tag) => vlan(tag, inner), packet);

/** Every packet behind every stack of tags: each edge of the graph, and each way of leaving it. */
export const everyPath: readonly Uint8Array[] = tagStacks.flatMap(tags =>
  packets.map(packet => ethernet(macs, tagged(tags, packet))),
);

const [outer, inner] = tagStacks[3]!;

/** Deep and shallow stacks whose every prefix and every corrupted byte is worth a look. */
export const representatives: readonly Uint8Array[] = [
  ethernet(macs, arp({ senderIp: '10.0.0.1', targetIp: '10.0.0.2' })),
  ethernet(macs, ipv4(ip4, udp(ports, payloadOf(12)))),
  ethernet(macs, snap(ipv4(ip4, udp(ports, payloadOf(5))))),
  ethernet(macs, vlan(outer!, ipv4({ ...ip4, options: Array(40).fill(1) }, tcp(ports, payloadOf(20))))),
  ethernet(macs, vlan(outer!, vlan(inner!, ipv4({ ...ip4, options: Array(40).fill(1) }, tcp(ports, payloadOf(9)))))),
  ethernet(macs, vlan(outer!, ipv6(ip6, icmpv6({ type: 128 }, payloadOf(9))))),
  ethernet(macs, vlan(outer!, vlan(inner!, ipv6(ip6, fragmentHeader({ more: true }, tcp(ports, payloadOf(14))))))),
  ethernet(macs, tagged(tagStacks.at(-2)!, ipv4({ ...ip4, options: Array(40).fill(1) }, tcp(ports, payloadOf(9))))),
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
