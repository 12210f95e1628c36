// SPDX-License-Identifier: Apache-2.0
/** Flows as `ovs-ofctl parse-pcap` prints them, in the terms of the header vector. */
import { expect, test } from 'vitest';
import { type Flow, fieldsOf } from '../../../../src/verify/corpus/ovs.ts';

const flow = (line: string): Flow =>
  new Map(
    line.split(',').map(pair => [pair.split('=')[0]!, pair.includes('=') ? pair.slice(pair.indexOf('=') + 1) : '']),
  );
const macs = 'dl_src=02:00:00:00:00:99,dl_dst=52:54:00:00:00:10';
const link = { dstMac: 0x525400000010n, srcMac: 0x020000000099n };
const untagged = { ...link, vlan: 0, priority: 0, vlan2: 0, vlanCount: 0 };

test('TCP over IPv4 after two tags', () => {
  const line = `tcp,in_port=ANY,dl_vlan=939,dl_vlan_pcp=3,dl_vlan1=744,dl_vlan_pcp1=0,${macs},nw_src=10.0.0.1,nw_dst=10.0.0.2,nw_tos=184,nw_ecn=1,nw_ttl=63,nw_frag=no,tp_src=1234,tp_dst=80,tcp_flags=syn|ece`;
  expect(fieldsOf(flow(line))).toEqual({
    ...{ ...link, vlan: 939, priority: 3, vlan2: 744, vlanCount: 2, ethertype: 0x0800 },
    ...{ ipv4: 1, ipv6: 0, srcIp: 0x0a000001n, dstIp: 0x0a000002n, ipProtocol: 6, dscp: 46, ecn: 1, ttl: 63 },
    ...{ fragment: 0, laterFragment: 0, tcp: 1, srcPort: 1234, dstPort: 80, tcpFlags: 0x42 },
  });
});

test('ICMPv6, a first fragment; an address with a dotted tail', () => {
  const line = `icmp6,in_port=ANY,vlan_tci=0x0000,${macs},ipv6_src=::1.2.3.4,ipv6_dst=fe80::2,ipv6_label=0x0,nw_tos=0,nw_ecn=0,nw_ttl=255,nw_frag=first,icmp_type=135,icmp_code=0`;
  expect(fieldsOf(flow(line))).toEqual({
    ...{ ...untagged, ethertype: 0x86dd, ipv4: 0, ipv6: 1, srcIp: 0x01020304n, dstIp: (0xfe80n << 112n) | 2n },
    ...{ ipProtocol: 58, dscp: 0, ecn: 0, ttl: 255, fragment: 1, laterFragment: 0, icmp: 1, srcPort: 135, dstPort: 0 },
  });
});

test('a later fragment has no ports, IGMP a type', () => {
  const ip = `in_port=ANY,vlan_tci=0x0000,${macs},nw_src=10.0.0.1,nw_dst=10.0.0.2,nw_tos=0,nw_ecn=0,nw_ttl=1`;
  const later = fieldsOf(flow(`udp,${ip},nw_frag=later,tp_src=0,tp_dst=0`));
  expect(later).toMatchObject({ ipProtocol: 17, fragment: 1, laterFragment: 1 });
  expect(later).not.toHaveProperty('udp');
  expect(fieldsOf(flow(`ip,${ip},nw_proto=2,nw_frag=no,tp_src=22,tp_dst=0`))).toMatchObject({ igmp: 1, srcPort: 22 });
  expect(fieldsOf(flow(`sctp,${ip},nw_frag=no,tp_src=5,tp_dst=6`))).toMatchObject({ sctp: 1, srcPort: 5, dstPort: 6 });
});

test('a stack of labels, of which three are printed', () => {
  const stack = `mpls,in_port=ANY,vlan_tci=0x0000,${macs},mpls_label=249694,mpls_tc=7,mpls_ttl=199`;
  expect(fieldsOf(flow(`${stack},mpls_bos=0,mpls_lse1=2787810911,mpls_lse2=1847287854`))).toEqual({
    ...{ ...untagged, ethertype: 0x8847, mplsLabel: 249694, mplsTrafficClass: 7 },
    ...{ mplsLabel2: 2787810911 >>> 12, mplsLabel3: 1847287854 >>> 12 },
  });
  expect(fieldsOf(flow(`${stack},mpls_bos=1`))).toMatchObject({ mplsCount: 1, mplsLabel2: 0, mplsLabel3: 0 });
});

test('ARP, another EtherType, none', () => {
  const head = `in_port=ANY,vlan_tci=0x0000,${macs}`;
  expect(fieldsOf(flow(`arp,${head},arp_op=1`))).toEqual({ ...untagged, ethertype: 0x0806, ipv4: 0, ipv6: 0, arp: 1 });
  expect(fieldsOf(flow(`rarp,${head},arp_op=3`))).toEqual({ ...untagged, ethertype: 0x8035, ipv4: 0, ipv6: 0 });
  expect(fieldsOf(flow(`${head},dl_type=0x88cc`))).toEqual({ ...untagged, ethertype: 0x88cc, ipv4: 0, ipv6: 0 });
  expect(fieldsOf(flow(`${head},dl_type=0x8864`))).toEqual({ ...untagged, ethertype: 0x8864 });
  expect(fieldsOf(flow(`${head},dl_type=0x05ff`))).toEqual({ ...untagged, snap: 0 });
});
