// SPDX-License-Identifier: Apache-2.0
/** Each class of differences with DPDK on a frame made for it, and on one that is near. */
import {
  arp,
  ethernet,
  fragmentHeader,
  ipv6,
  optionsHeader,
  packetOf,
  payloadOf,
  snap,
  tcp,
  udp,
  vlan,
} from '../../../support/frames.ts';
import { pppoe } from '../../../support/link-frames.ts';
import { authenticationHeader } from '../../../support/transport-frames.ts';
import { erspan2, gre, ipInIp, nvgre } from '../../../support/tunnel-frames.ts';
import {
  badIpv4,
  type ClassCase,
  carried,
  cutOptions,
  deep,
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

const twoTagsInside = ethernet(link, vlan({ id: 1 }, vlan({ id: 2 }, ipv4Udp)));
const oneTagInside = ethernet(link, vlan({ id: 1 }, ipv4Udp));
const threeOptionsInside = over4(
  ipInIp(ipv6(ip6, optionsHeader(60, optionsHeader(60, optionsHeader(60, udp(ports)))))),
);
const versioned = gre({ protocol: 0x6558, version: 1 }, carried);

export const dpdkCases: readonly ClassCase[] = [
  { name: 'tags', frame: tagged(2, ipv4Udp), theirs: { ipv4: 0 }, near: tagged(1, ipv4Udp) },
  {
    name: 'unread_link',
    frame: ethernet(link, snap(ipv4Udp)),
    theirs: { ipv4: 0 },
    near: plainUdp,
  },
  {
    name: 'unread_link',
    frame: ethernet(link, pppoe({ session: 1, protocol: 0x21 }, ipv4Udp.bytes)),
    theirs: { ipv4: 0 },
    near: plainUdp,
  },
  {
    name: 'authentication',
    frame: over4(authenticationHeader(tcp(ports))),
    theirs: { l4Offset: 34, tcp: 0 },
    near: plain,
  },
  {
    name: 'fragment_header',
    frame: over6(fragmentHeader({}, udp(ports, payloadOf(20)))),
    theirs: { fragment: 1 },
    near: over6(udp(ports, payloadOf(20))),
  },
  {
    name: 'many_extension_headers',
    frame: manyOptions(6),
    theirs: { l4Offset: 94, udp: 0 },
    near: manyOptions(4),
  },
  { name: 'tcp_data_offset', frame: oddOffset, theirs: { payloadOffset: 50 }, near: plain },
  {
    name: 'gre_with_ethernet',
    frame: over4(gre({ protocol: 0x6558 }, carried)),
    theirs: { tunnel: 3 },
    near: over4(erspan2({ session: 1 }, carried)),
  },
  {
    name: 'erspan',
    frame: over4(erspan2({ session: 1 }, carried)),
    theirs: { tunnel: 2, innerOffset: 42, innerEthernet: 0, innerIpv4: 0 },
    near: over4(nvgre({ segment: 5 }, carried)),
  },
  {
    name: 'gre_version',
    frame: over4(versioned),
    theirs: { innerEthernet: 1, innerIpv4: 1 },
    near: over4(gre({ protocol: 0x0806 }, carried)),
  },
  {
    name: 'type_as_protocol',
    frame: ethernet(link, packetOf(0x0400, [0xaa, 0xaa, 3, 0, 0, 1, ...ipv4Udp.bytes])),
    theirs: { tunnel: 1, innerOffset: 14 },
    near: ethernet(link, packetOf(0x0401, [0xaa, 0xaa, 3, 0, 0, 1, ...ipv4Udp.bytes])),
  },
  {
    name: 'inner_header_cut',
    frame: over4(ipInIp(ipv6(ip6, cutOptions))),
    theirs: { ipv4: 0 },
    near: over4(ipInIp(ipv6(ip6, udp(ports)))),
  },
  {
    name: 'inner_tags',
    frame: over4(nvgre({ segment: 5 }, twoTagsInside)),
    theirs: { innerVlanCount: 1, innerL3Offset: 60, innerIpv4: 0 },
    near: over4(nvgre({ segment: 5 }, oneTagInside)),
  },
  {
    name: 'header_unchecked',
    frame: badIpv4,
    theirs: { ipv4: 1, l4Offset: 34 },
    near: ethernet(link, arp({ senderIp: '10.0.0.1', targetIp: '10.0.0.2' })),
  },
  { name: 'too_deep', frame: deep, theirs: { l4Offset: 310, tcp: 1 }, near: over6(tcp(ports)) },
  {
    name: 'too_many',
    frame: threeOptionsInside,
    theirs: { innerL4Offset: 98, innerUdp: 1 },
    near: over4(ipInIp(ipv6(ip6, udp(ports)))),
  },
];
