// SPDX-License-Identifier: Apache-2.0
/** Each class of differences with Open vSwitch on a frame made for it, and on one that is near. */
import {
  ethernet,
  fragmentHeader,
  ipv4,
  ipv6,
  optionsHeader,
  packetOf,
  payloadOf,
  segmentOf,
  snap,
  tcp,
  udp,
} from '../../../support/frames.ts';
import { authenticationHeader } from '../../../support/transport-frames.ts';
import {
  badIpv4,
  type ClassCase,
  cutOptions,
  cutPlain,
  deep,
  ip4,
  ip6,
  ipv4Udp,
  link,
  manyOptions,
  oddOffset,
  over4,
  over6,
  plain,
  plainUdp,
  ports,
  tagged,
} from './class-cases.ts';

const emptyIp = { srcIp: 0n, dstIp: 0n, ipProtocol: 0, ttl: 0 };

export const ovsCases: readonly ClassCase[] = [
  {
    name: 'snap_small_type',
    frame: ethernet(link, snap(packetOf(0x05ff, payloadOf(40)))),
    theirs: { snap: 0 },
    near: ethernet(link, snap(packetOf(0x0600, payloadOf(40)))),
  },
  {
    name: 'snap_beyond_length',
    frame: ethernet(link, { ...snap(packetOf(0x0806, payloadOf(40))), ethertype: 0 }),
    theirs: { ethertype: 0x0806 },
    near: ethernet(link, { ...snap(packetOf(0x0806, payloadOf(40)), [0, 0, 1]), ethertype: 0 }),
  },
  {
    name: 'more_than_two_tags',
    frame: tagged(3, ipv4Udp),
    theirs: { vlanCount: 2, ethertype: 0x8100, ipv4: 0 },
    near: tagged(2, ipv4Udp),
  },
  { name: 'ip_longer_than_frame', frame: cutPlain, theirs: emptyIp, near: plain },
  {
    name: 'ipv6_extension_cut',
    frame: over6(cutOptions),
    theirs: { ttl: 0 },
    near: over6(optionsHeader(60, tcp(ports))),
  },
  {
    name: 'ipv4_authentication',
    frame: over4(authenticationHeader(tcp(ports))),
    theirs: { ipProtocol: 51 },
    near: plain,
  },
  {
    name: 'later_fragment',
    frame: over6(fragmentHeader({ offset: 8 }, segmentOf(17, payloadOf(20)))),
    theirs: { ipProtocol: 44 },
    near: over6(fragmentHeader({ more: true }, segmentOf(17, payloadOf(20)))),
  },
  {
    name: 'reserved_fragment_bits',
    frame: over6(fragmentHeader({}, udp(ports, payloadOf(20)))).with(57, 6),
    theirs: { fragment: 1 },
    near: over6(fragmentHeader({}, udp(ports, payloadOf(20)))),
  },
  {
    name: 'tcp_data_offset',
    frame: oddOffset,
    theirs: { srcPort: 0, dstPort: 0, tcpFlags: 0 },
    near: plain,
  },
  {
    name: 'short_icmp',
    frame: over4(segmentOf(1, [8, 7, 0xf7, 0xf8])),
    theirs: { srcPort: 0, dstPort: 0 },
    near: over4(segmentOf(1, [8, 7, 0xf7, 0xf8, 0, 0, 0, 0])),
  },
  {
    name: 'header_cut',
    frame: ethernet(link, ipv4(ip4, segmentOf(17, payloadOf(4, 1)))),
    theirs: { udp: 1 },
    near: plain,
  },
  {
    name: 'header_malformed',
    frame: badIpv4,
    theirs: { ipv4: 1 },
    near: plainUdp.with(15, 1).with(12, 0x86),
  },
  { name: 'too_deep', frame: deep, theirs: { ipProtocol: 6, tcp: 1, srcPort: 1234 }, near: over6(udp(ports)) },
  {
    name: 'too_many',
    frame: manyOptions(7),
    theirs: { ipProtocol: 17, udp: 1, srcPort: 1234 },
    near: ethernet(link, ipv6(ip6, segmentOf(60, payloadOf(0)))),
  },
];
