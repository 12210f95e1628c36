// SPDX-License-Identifier: Apache-2.0
/**
 * The fields of a flow: what each means in a policy, or why no policy can say it (ovs-fields(7) describes them). A field that is
 * not here is refused by name.
 */
import { ipProtocols, ethertypes as types } from '../../../hdl/spec/protocol/headers.ts';
import type { IpPrefix } from '../../policy/policy.ts';
import { Refusal } from '../../policy/policy-values.ts';
import type { FlowMatch } from './flow.ts';
import { ethertypeOf, maskedMac, numberOf, portsOf, prefixOf, vlanOfId, vlanOfTci, vlanOfVid } from './flow-values.ts';

/** What a field adds to a match, or why it cannot. */
export type FieldReader = (text: string) => FlowMatch | Refusal;

const reading =
  <T>(read: (text: string) => T | undefined | Refusal, add: (value: T) => FlowMatch): FieldReader =>
  text => {
    const value = read(text);
    if (value instanceof Refusal) return value;
    return value === undefined ? {} : add(value);
  };

const refused =
  (reason: string): FieldReader =>
  () =>
    new Refusal(reason);

const prefixReader = (version: 4 | 6, field: 'source' | 'destination'): FieldReader =>
  reading(
    text => prefixOf(text, version),
    (prefix: IpPrefix) => ({ [field]: prefix, ethertype: version === 4 ? types.ipv4 : types.ipv6 }),
  );

const portReader = (field: 'sourcePorts' | 'destinationPorts', protocol?: number): FieldReader =>
  reading(portsOf, ports => ({ [field]: ports, ...(protocol !== undefined && { protocol }) }));

const number = (bits: number) => (text: string) => numberOf(text, bits);

const hasNoCondition = 'is no condition of a policy; remove the flow, or what it asks for';
const noState = 'asks for state of a connection, which rules do not keep; write a flow for each direction';
const noMemory = 'asks for what another flow has stored; write its condition here';

/** Fields that are written as NAME=VALUE. */
export const flowFields: Readonly<Record<string, FieldReader>> = {
  in_port: text => ({ inPort: text.replace(/^"(.*)"$/, '$1') }),
  dl_vlan: reading(vlanOfId, vlan => ({ vlan })),
  vlan_tci: reading(vlanOfTci, vlan => ({ vlan })),
  vlan_tci1: refused(hasNoCondition),
  vlan_vid: reading(vlanOfVid, vlan => ({ vlan })),
  dl_vlan_pcp: refused(hasNoCondition),
  vlan_pcp: refused(hasNoCondition),
  dl_dst: reading(maskedMac, destinationMac => ({ destinationMac })),
  eth_dst: reading(maskedMac, destinationMac => ({ destinationMac })),
  dl_src: refused('is no condition of a policy, which says what a VM may send by mac, macs and addresses; remove it'),
  eth_src: refused('is no condition of a policy, which says what a VM may send by mac, macs and addresses; remove it'),
  dl_type: reading(ethertypeOf, ethertype => ({ ethertype })),
  eth_type: reading(ethertypeOf, ethertype => ({ ethertype })),
  nw_proto: reading(number(8), protocol => ({ protocol })),
  ip_proto: reading(number(8), protocol => ({ protocol })),
  nw_src: prefixReader(4, 'source'),
  ip_src: prefixReader(4, 'source'),
  nw_dst: prefixReader(4, 'destination'),
  ip_dst: prefixReader(4, 'destination'),
  ipv6_src: prefixReader(6, 'source'),
  ipv6_dst: prefixReader(6, 'destination'),
  tp_src: portReader('sourcePorts'),
  tp_dst: portReader('destinationPorts'),
  ...Object.fromEntries(
    (['tcp', 'udp', 'sctp'] as const).flatMap(name => [
      [`${name}_src`, portReader('sourcePorts', ipProtocols[name])],
      [`${name}_dst`, portReader('destinationPorts', ipProtocols[name])],
    ]),
  ),
  icmp_type: reading(number(8), icmpType => ({ icmpType })),
  icmpv6_type: reading(number(8), icmpType => ({ icmpType })),
  ip_frag: text => fragmentOf(text),
  nw_frag: text => fragmentOf(text),
  ...Object.fromEntries(
    ['icmp_code', 'icmpv6_code', 'tcp_flags', 'nw_tos', 'ip_dscp', 'nw_ecn', 'ip_ecn', 'nw_ttl', 'ipv6_label'].map(
      name => [name, refused(hasNoCondition)],
    ),
  ),
  ...Object.fromEntries(
    ['arp_op', 'arp_spa', 'arp_tpa', 'arp_sha', 'arp_tha', 'nd_target', 'nd_sll', 'nd_tll'].map(name => [
      name,
      refused(
        'is no condition of a policy, which holds what a VM says in ARP and neighbour discovery to its own addresses; remove it',
      ),
    ]),
  ),
  ...Object.fromEntries(
    ['mpls_label', 'mpls_tc', 'mpls_bos', 'mpls_ttl', 'tun_id', 'tunnel_id', 'tun_src', 'tun_dst', 'pkt_mark'].map(
      name => [name, refused(hasNoCondition)],
    ),
  ),
  ...Object.fromEntries(
    [
      'ct_state',
      'ct_zone',
      'ct_mark',
      'ct_label',
      'ct_nw_src',
      'ct_nw_dst',
      'ct_nw_proto',
      'ct_tp_src',
      'ct_tp_dst',
    ].map(name => [name, refused(noState)]),
  ),
  metadata: refused(noMemory),
  ...Object.fromEntries(
    [...Array(16).keys()].flatMap(i => [`reg${i}`, `xreg${i}`, `xxreg${i}`].map(name => [name, refused(noMemory)])),
  ),
};

const fragmentOf = (text: string): FlowMatch | Refusal =>
  text === 'later'
    ? { laterFragment: true }
    : new Refusal('is no condition of a policy, which knows later fragments only; write nw_frag=later, or remove it');

const ip = (ethertype: number, protocol?: number): FlowMatch => ({
  ethertype,
  ...(protocol !== undefined && { protocol }),
});

/** Words that stand for an EtherType and a protocol. */
export const flowWords: Readonly<Record<string, FlowMatch>> = {
  ip: ip(types.ipv4),
  ipv6: ip(types.ipv6),
  arp: ip(types.arp),
  rarp: ip(0x8035),
  mpls: ip(types.mpls),
  mplsm: ip(types.mplsMulticast),
  icmp: ip(types.ipv4, ipProtocols.icmp),
  icmp6: ip(types.ipv6, ipProtocols.icmpv6),
  ...Object.fromEntries(
    (['tcp', 'udp', 'sctp'] as const).flatMap(name => [
      [name, ip(types.ipv4, ipProtocols[name])],
      [`${name}6`, ip(types.ipv6, ipProtocols[name])],
    ]),
  ),
};

/** What a dump says of a flow beside what it matches and does. */
export const flowStatistics: readonly string[] = [
  ...['cookie', 'duration', 'n_packets', 'n_bytes', 'idle_age', 'hard_age', 'importance', 'send_flow_rem'],
  ...['check_overlap', 'no_packet_counts', 'no_byte_counts', 'reset_counts'],
];
