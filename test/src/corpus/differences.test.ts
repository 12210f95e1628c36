/** Each class of differences on a frame made for it, and frames on which no class may excuse a tool. */
import { expect, test } from 'vitest';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { compareAnswers, emptyTally } from '../../../src/corpus/compare.ts';
import { classify, differenceClasses, type ToolName } from '../../../src/corpus/differences.ts';
import {
  arp,
  cut,
  ethernet,
  fragmentHeader,
  icmpv6,
  ipv4,
  ipv6,
  optionsHeader,
  packetOf,
  payloadOf,
  snap,
  tcp,
  udp,
  vlan,
} from '../../support/frames.ts';

const link = { destination: '52:54:00:00:00:10' };
const ip4 = { source: '10.0.0.1', destination: '10.0.0.2' };
const ip6 = { source: '2001:db8::1', destination: 'fe80::2' };
const ports = { sourcePort: 1234, destinationPort: 80 };
const plain = ethernet(link, ipv4(ip4, tcp(ports, payloadOf(20))));
const oddOffset = plain.with(14 + 20 + 12, 0x40);
const badIpv4 = ethernet(link, ipv4({ ...ip4, lie: { totalLength: 0 } }, udp(ports)));
const badIpv6 = ethernet(link, ipv6({ ...ip6, lie: { version: 5 } }, udp(ports)));
const threeTags = ethernet(link, vlan({ id: 1 }, vlan({ id: 2 }, vlan({ id: 3 }, ipv4(ip4, udp(ports))))));
const fiveTags = ethernet(
  link,
  [1, 2, 3, 4, 5].reduceRight((inner, id) => vlan({ id }, inner), ipv4(ip4, udp(ports))),
);
const twoTags = ethernet(link, vlan({ id: 1 }, vlan({ id: 2 }, ipv4(ip4, udp(ports)))));
const routed = ethernet(link, ipv4({ ...ip4, options: [0x83, 7, 4, 9, 9, 9, 9] }, udp(ports)));
const hopByHop = ethernet(link, ipv6(ip6, optionsHeader(0, icmpv6({ type: 143 }))));
const taggedLlc = ethernet(
  link,
  vlan({ id: 1, tpid: 0x88a8 }, snap(arp({ senderIp: '10.0.0.1', targetIp: '10.0.0.2' }))),
);
const tagBehindSnap = ethernet(link, snap(vlan({ id: 5 }, arp({ senderIp: '10.0.0.1', targetIp: '10.0.0.2' }))));
const atomic = ethernet(link, ipv6(ip6, fragmentHeader({}, udp(ports))));

const cases: readonly (readonly [ToolName, string, Uint8Array, Parameters<typeof classify>[1]['theirs']])[] = [
  ['ovs', 'ip_longer_than_frame', cut(plain, 60), { srcIp: 0n, dstIp: 0n, ipProtocol: 0 }],
  ['ovs', 'ipv4_header_malformed', badIpv4, { ipv4: 1 }],
  ['ovs', 'ipv6_header_malformed', badIpv6, { ipv6: 1, srcIp: 1n }],
  ['ovs', 'header_cut', ethernet(link, ipv4({ ...ip4, lie: { totalLength: 22 } }, udp(ports))), { udp: 1 }],
  ['ovs', 'ipv6_extension_headers', hopByHop, { ipProtocol: 58, icmp: 1, srcPort: 143 }],
  ['ovs', 'tcp_data_offset', oddOffset, { srcPort: 0, dstPort: 0, tcpFlags: 0 }],
  ['ovs', 'more_than_two_tags', threeTags, { vlanCount: 2, ethertype: 0x8100 }],
  ['tshark', 'header_cut', cut(plain, 40), { tcp: 1, srcPort: 1234 }],
  ['tshark', 'ipv4_header_malformed', badIpv4, { ipv4: 1, udp: 1 }],
  ['tshark', 'ipv6_header_malformed', badIpv6, { ipv6: 1 }],
  ['tshark', 'source_route', routed, { dstIp: 0x09090909n }],
  ['tshark', 'more_than_four_tags', fiveTags, { vlanCount: 5, ethertype: 0x0800, l3Offset: 34, ipv4: 1 }],
  ['tshark', 'raw_ipx', ethernet(link, packetOf(48, [0xff, 0xff, ...payloadOf(46)])), { llc: 0 }],
  ['tshark', 'llc_behind_service_tag', taggedLlc, { llc: 0, snap: 0, ethertype: 36, arp: 0 }],
  ['tshark', 'tag_behind_snap', tagBehindSnap, { llc: 0, snap: 0, ethertype: 0x0806, arp: 1, l3Offset: 18 }],
  ['dpdk', 'header_unchecked', badIpv4, { ipv4: 1, l4Offset: 34 }],
  ['dpdk', 'tags', twoTags, { ipv4: 0 }],
  ['dpdk', 'snap', ethernet(link, snap(ipv4(ip4, udp(ports)))), { ipv4: 0 }],
  ['dpdk', 'atomic_fragment', atomic, { fragment: 1 }],
  ['dpdk', 'ipv6_extension_headers', hopByHop, { l4Offset: 62, icmp: 1 }],
];

test.each(cases)('%s: %s', (tool, name, frame, theirs) => {
  expect(classify(tool, { frame, ours: parseFrame(frame), theirs })).toBe(name);
});

test('every class has its case', () => {
  expect(cases.map(([tool, name]) => `${tool} ${name}`)).toEqual(
    differenceClasses.map(({ tool, name }) => `${tool} ${name}`),
  );
});

test.each(cases)('%s: %s does not excuse a wrong MAC address', (tool, _, frame, theirs) => {
  const ours = parseFrame(frame);
  expect(classify(tool, { frame, ours, theirs: { ...theirs, srcMac: 1n } })).toBeUndefined();
});

test.each(cases)('%s: %s does not excuse the same answer on a plain frame', (tool, _, __, theirs) => {
  const frame = ethernet(link, ipv4(ip4, udp(ports, payloadOf(20))));
  expect(classify(tool, { frame, ours: parseFrame(frame), theirs })).toBeUndefined();
});

test('frames are counted as equal, explained or not', () => {
  const frames = [plain, oddOffset, plain];
  const tally = emptyTally();
  const answers = [{ tcp: 1, srcPort: 1234 }, { srcPort: 0 }, { srcPort: 0, tcp: 1 }];
  const found = compareAnswers(
    'a.pcap',
    'ovs',
    frames,
    frames.map(frame => parseFrame(frame)),
    answers,
    tally,
  );
  expect(tally).toEqual({ frames: 3, fields: 5, equalFrames: 1, classes: { tcp_data_offset: 1 }, unclassified: 1 });
  expect(found).toEqual([
    { capture: 'a.pcap', frame: 3, tool: 'ovs', fields: { srcPort: { ours: '1234', theirs: '0' } } },
  ]);
  expect(() =>
    compareAnswers(
      'a.pcap',
      'ovs',
      frames,
      frames.map(frame => parseFrame(frame)),
      [],
      tally,
    ),
  ).toThrow('answered 0 times');
});
