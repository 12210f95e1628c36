// SPDX-License-Identifier: Apache-2.0
/** Each class of differences with tshark on a frame made for it, and on one that is near. */
import { word } from '../../../../src/verify/corpus/difference-class.ts';
import {
  arp,
  cut,
  ethernet,
  icmp,
  ipv4,
  optionsHeader,
  packetOf,
  payloadOf,
  type Segment,
  segmentOf,
  snap,
  tcp,
  udp,
  vlan,
} from '../../../support/frames.ts';
import { fcoe, pppoe, ptpMessage } from '../../../support/link-frames.ts';
import { routingHeader, sctp, udpWith } from '../../../support/transport-frames.ts';
import { erspan2, gre, gtpu, ipInIp, lisp, nvgre, vxlan, vxlanGpe } from '../../../support/tunnel-frames.ts';
import {
  badIpv4,
  type ClassCase,
  carried,
  cutTcp,
  deep,
  ip4,
  ipv4Udp,
  link,
  oddOffset,
  over4,
  over6,
  plain,
  plainUdp,
  ports,
  snapArp,
  tagged,
} from './class-cases.ts';

const ipv4Tcp = ipv4(ip4, tcp(ports, payloadOf(20)));
const fibre = { routing: 0x22, destination: 0x010203, source: 0x040506 };
const fibreFrame = ethernet(link, fcoe(fibre, payloadOf(40)));
const virtualFabric = ethernet(link, fcoe({ ...fibre, routing: 0x50 }, payloadOf(40)));
const toPort = (destinationPort: number, sourcePort = 50_000) => ({ sourcePort, destinationPort });
const gtp = (packet: Uint8Array, message = 255) => over4(udp(toPort(2152), gtpu({ endpoint: 7, message }, packet)));
const longestIpv4 = ipv4({ ...ip4, options: new Array<number>(40).fill(1) }, udp(ports, payloadOf(8)));
const almostLongestIpv4 = ipv4({ ...ip4, options: new Array<number>(36).fill(1) }, udp(ports, payloadOf(8)));
const mirrored = over4(erspan2({ session: 3 }, carried));
const greOverUdp = (segment: Segment) => over4(udp(toPort(4754), segment.bytes(new Uint8Array())));
const gpe = over4(udp(toPort(4790), vxlanGpe({ identifier: 9 }, carried)));
const routed = (segmentsLeft: number) =>
  over6(routingHeader({ segmentsLeft, route: ['2001:db8::7'], type: 253 }, udp(ports, payloadOf(20))));
const firstFragment = ethernet(link, ipv4({ ...ip4, moreFragments: true }, sctp(ports, payloadOf(12))));
const compressed = (protocol: number) => ethernet(link, pppoe({ session: 1, protocol }, ipv4Udp.bytes));
const longInside = ipInIp(ipv4({ ...ip4 }, udp(ports, payloadOf(20))));
const outerTooShort = (short: number) =>
  ethernet(link, ipv4({ ...ip4, lie: { totalLength: 20 + ipv4Udp.bytes.length - short } }, longInside));

/** TCP of which the rest sums up to 0xffff. */
const otherZero = (() => {
  const frame = over4(tcp(ports, [0, 0]));
  const sum = word(frame, 50);
  return frame
    .with(54, sum >> 8)
    .with(55, sum & 0xff)
    .with(50, 0xff)
    .with(51, 0xff);
})();
/** What stands after the addresses of an ISL frame: a length, LLC and 11 bytes more, then the frame in it. */
const islPacket = packetOf(60, [0xaa, 0xaa, 3, 0, 0, 0x0c, 0, 2, 0, 0, 0, 0, ...carried]);

export const tsharkCases: readonly ClassCase[] = [
  { name: 'header_cut', frame: cutTcp, theirs: { tcp: 1, srcPort: 1234 }, near: plainUdp },
  {
    name: 'header_malformed',
    frame: badIpv4,
    theirs: { ipv4: 1, ttl: 64 },
    near: ethernet(link, arp({ senderIp: '10.0.0.1', targetIp: '10.0.0.2' })),
  },
  {
    name: 'no_room',
    frame: over4(segmentOf(17, [0, 9, 0, 9])),
    theirs: { udp: 1, srcPort: 9, dstPort: 9 },
    near: over4(segmentOf(18, [0, 9, 0, 9])),
  },
  { name: 'too_deep', frame: deep, theirs: { ipProtocol: 6, tcp: 1, srcPort: 1234 }, near: over6(udp(ports)) },
  {
    name: 'too_many',
    frame: tagged(5, ipv4Udp),
    theirs: { vlanCount: 5, ethertype: 0x0800, l3Offset: 34 },
    near: tagged(4, ipv4Udp),
  },
  {
    name: 'inter_switch_link',
    frame: ethernet({ destination: '01:00:0c:00:00:00' }, islPacket),
    theirs: { dstMac: 0x010000000000n, ethertype: 0x0806, llc: 0 },
    near: ethernet({ destination: '01:00:0c:01:00:00' }, islPacket),
  },
  {
    name: 'raw_ipx',
    frame: ethernet(link, packetOf(48, [0xff, 0xff, ...payloadOf(46)])),
    theirs: { llc: 0 },
    near: ethernet(link, packetOf(48, [0xe0, 0xe0, ...payloadOf(46)])),
  },
  {
    name: 'undefined_length',
    frame: ethernet(link, { ...snapArp, ethertype: 1501 }),
    theirs: { ethertype: 1501, llc: 0, snap: 0, arp: 0, l3Offset: 14 },
    near: ethernet(link, { ...snapArp, ethertype: 1500 }),
  },
  {
    name: 'tag_behind_snap',
    frame: ethernet(link, snap(vlan({ id: 5 }, ipv4Udp))),
    theirs: { vlanCount: 1, ethertype: 0x0800, l3Offset: 26 },
    near: ethernet(link, snap(ipv4Udp)),
  },
  {
    name: 'snap_control',
    frame: ethernet(link, packetOf(60, [0xaa, 0xaa, 0xaa, 0x03, 0, 0, 0, 8, 0, ...ipv4Udp.bytes])),
    theirs: { ethertype: 0x0800, snap: 1, l3Offset: 22, ipv4: 1 },
    near: ethernet(link, packetOf(60, [0xac, 0xac, 0xaa, 0x03, 0, 0, 0, 8, 0, ...ipv4Udp.bytes])),
  },
  { name: 'ppp_compressed_protocol', frame: compressed(0x2145), theirs: { ipv4: 1, udp: 1 }, near: compressed(0x2045) },
  {
    name: 'llc_beyond_length',
    frame: ethernet(link, { ...snapArp, ethertype: 2 }),
    theirs: { llc: 1 },
    near: ethernet(link, ipv4Udp),
  },
  {
    name: 'llc_after_service_tag',
    frame: ethernet(link, vlan({ id: 1, tpid: 0x88a8 }, snapArp)),
    theirs: { llc: 0, snap: 0, ethertype: 36, arp: 0, l3Offset: 18 },
    near: ethernet(link, vlan({ id: 1 }, snapArp)),
  },
  {
    name: 'fcoe_before_standard',
    frame: fibreFrame.with(15, 1),
    theirs: { fcRouting: 5, fcDestination: 1, fcSource: 2 },
    near: fibreFrame,
  },
  { name: 'fc_extended_header', frame: virtualFabric, theirs: { fcRouting: 5, fcDestination: 1 }, near: fibreFrame },
  {
    name: 'source_route',
    frame: ethernet(link, ipv4({ ...ip4, options: [0x83, 7, 4, 9, 9, 9, 9] }, udp(ports))),
    theirs: { dstIp: 0x09090909n },
    near: ethernet(link, ipv4({ ...ip4, options: [0x07, 7, 4, 9, 9, 9, 9] }, udp(ports))),
  },
  {
    name: 'icmp_of_other_ip',
    frame: over6(segmentOf(1, icmp({ type: 8 }, payloadOf(20)).bytes(new Uint8Array()))),
    theirs: { icmp: 1, srcPort: 8, l4Checksum: 1 },
    near: over4(icmp({ type: 0 }, payloadOf(20))),
  },
  { name: 'tcp_data_offset', frame: oddOffset, theirs: { tcpFlags: 0, payloadOffset: 50 }, near: plain },
  {
    name: 'other_port_first',
    frame: over4(udp(toPort(4789, 123), vxlan({ identifier: 5 }, carried))),
    theirs: { tunnel: 0, tunnelId: 0, innerEthernet: 0 },
    notes: ['udp carries ntp'],
    near: over4(udp(toPort(4789), vxlan({ identifier: 5 }, carried))),
  },
  {
    name: 'nvgre',
    frame: over4(nvgre({ segment: 5, flow: 3 }, carried)),
    theirs: { tunnel: 2, tunnelId: 0x503 },
    near: over4(gre({ protocol: 0x6558, key: 0x504, sequence: 1 }, carried)),
  },
  {
    name: 'gre_version',
    frame: over4(gre({ protocol: 0x0800, key: 5, version: 1 }, ipv4Udp.bytes)),
    theirs: { tunnel: 2, innerIpv4: 1, innerUdp: 1 },
    near: over4(gre({ protocol: 0x0800, key: 5 }, ipv4Tcp.bytes)),
  },
  {
    name: 'gre_routing',
    frame: over4(segmentOf(47, [0x40, 0, 8, 0, 0, 0, 0, 0, ...new Uint8Array(4), ...ipv4Udp.bytes])),
    theirs: { innerIpv4: 1, innerUdp: 1 },
    near: over4(segmentOf(47, [0, 0, 8, 0, ...ipv4Tcp.bytes])),
  },
  {
    name: 'erspan_in_udp',
    frame: greOverUdp(erspan2({ session: 3 }, carried)),
    theirs: { tunnel: 4, tunnelId: 3, innerOffset: 62, innerEthernet: 1 },
    near: greOverUdp(gre({ protocol: 0x6558 }, carried)),
  },
  {
    name: 'lisp_next_protocol',
    frame: over4(udp(toPort(4341), lisp({ instance: 7, next: 3 }, carried))),
    theirs: { innerEthernet: 0, innerIpv4: 0 },
    near: over4(udp(toPort(4341), lisp({ instance: 7 }, ipv4Udp.bytes))),
  },
  {
    name: 'either_port',
    frame: over4(udp(toPort(50_000, 4789), vxlan({ identifier: 5 }, carried))),
    theirs: { tunnel: 5, tunnelId: 5, innerEthernet: 1 },
    near: over4(udp(toPort(50_000, 50_001), vxlan({ identifier: 5 }, carried))),
  },
  {
    name: 'ptp_version',
    frame: over4(udp(toPort(319), ptpMessage(0).with(1, 7))),
    theirs: { ptp: 0 },
    near: over4(udp(toPort(319), ptpMessage(0))),
  },
  {
    name: 'gtp_message',
    frame: gtp(payloadOf(12), 0x53),
    theirs: { tunnel: 0, tunnelId: 0, innerOffset: 0, innerL3Offset: 0 },
    near: gtp(payloadOf(12), 1),
  },
  {
    name: 'gtp_longest_ipv4',
    frame: gtp(longestIpv4.bytes),
    theirs: { innerIpv4: 0, innerUdp: 0, innerSrcPort: 0 },
    near: gtp(almostLongestIpv4.bytes),
  },
  {
    name: 'erspan_version',
    frame: mirrored.with(42, 0x30),
    theirs: { tunnelId: 0, innerEthernet: 0 },
    near: mirrored,
  },
  {
    name: 'gpe_without_next_protocol',
    frame: gpe.with(45, 7),
    theirs: { innerEthernet: 0, innerL3Offset: 50 },
    near: gpe.with(42, 0x0c).with(45, 3),
  },
  {
    name: 'other_zero',
    frame: otherZero,
    theirs: { l4Checksum: 2 },
    near: otherZero.with(50, 0).with(51, 0),
  },
  {
    name: 'address_options',
    frame: over6(optionsHeader(60, udp(ports, payloadOf(20)), 2)),
    theirs: { l4Checksum: 1 },
    near: over6(optionsHeader(60, udpWith({ ...ports, checksum: 0x1234 }, payloadOf(20)), 1)),
  },
  { name: 'segments_left', frame: routed(1), theirs: { l4Checksum: 2 }, near: routed(0) },
  {
    name: 'fragment',
    frame: firstFragment,
    theirs: { l4Checksum: 1 },
    near: ethernet(link, ipv4(ip4, segmentOf(200, payloadOf(30)))),
  },
  {
    name: 'packet_longer_than_frame',
    frame: cut(plain, 60),
    theirs: { l4Checksum: 2 },
    near: plain,
  },
  {
    name: 'packet_longer_than_carrier',
    frame: outerTooShort(4),
    theirs: { innerL4Checksum: 2 },
    near: outerTooShort(0),
  },
  {
    name: 'udp_length',
    frame: over4(udpWith({ ...toPort(4789), length: 0 }, vxlan({ identifier: 5 }, carried))),
    theirs: { tunnel: 0, innerEthernet: 0 },
    near: over4(udpWith(toPort(4789), vxlan({ identifier: 5 }, carried))),
  },
  {
    name: 'gave_up',
    frame: over4(segmentOf(1, [8, 7, 0xf7, 0xf8])),
    theirs: { icmp: 0, srcPort: 0, dstPort: 0, l4Checksum: 0 },
    near: over4(icmp({ type: 8 })),
    notes: ['malformed'],
  },
];
