// SPDX-License-Identifier: Apache-2.0
/** What Open vSwitch's flow extraction (`ovs-ofctl parse-pcap`, which needs no switch) says of the frames of a capture. */
import { execa } from 'execa';
import { ethertypes, ipProtocols } from '../../../hdl/spec/protocol/headers/numbers.ts';
import { ipNumber, macNumber } from './addresses.ts';
import type { ToolAnswer } from './parser-answer.ts';

/** One flow a frame, as printed: the names without a value (`tcp`, `ip`) have the value "". */
export type Flow = ReadonlyMap<string, string>;

/** Extracts the flow of every frame of a classic pcap file, in order. */
export const extractFlows = async (capture: string): Promise<readonly Flow[]> => {
  const { stdout } = await execa('ovs-ofctl', ['parse-pcap', capture], { maxBuffer: 256 * 1024 * 1024 });
  return stdout.split('\n').map(line => new Map(line.split(',').map(pair => splitOnce(pair))));
};

const splitOnce = (pair: string): readonly [string, string] => {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
};

type L4 = 'tcp' | 'udp' | 'sctp' | 'icmp';

/** What the name of a flow says. */
interface Protocol {
  readonly ethertype: number;
  readonly ipProtocol?: number;
  /** The L4 header that the name announces. */
  readonly l4?: L4;
}

const named = (ethertype: number, icmp: number, suffix: string): Record<string, Protocol> => ({
  [`tcp${suffix}`]: { ethertype, ipProtocol: ipProtocols.tcp, l4: 'tcp' },
  [`udp${suffix}`]: { ethertype, ipProtocol: ipProtocols.udp, l4: 'udp' },
  [`sctp${suffix}`]: { ethertype, ipProtocol: ipProtocols.sctp, l4: 'sctp' },
  [`icmp${suffix}`]: { ethertype, ipProtocol: icmp, l4: 'icmp' },
});

const protocols: Readonly<Record<string, Protocol>> = {
  arp: { ethertype: ethertypes.arp },
  rarp: { ethertype: 0x8035 },
  mpls: { ethertype: ethertypes.mpls },
  mplsm: { ethertype: ethertypes.mplsMulticast },
  ip: { ethertype: ethertypes.ipv4 },
  ipv6: { ethertype: ethertypes.ipv6 },
  ...named(ethertypes.ipv4, ipProtocols.icmp, ''),
  ...named(ethertypes.ipv6, ipProtocols.icmpv6, '6'),
};

/** What Open vSwitch says instead of an EtherType: it found none after the 802.3 length, or no room for one. */
const noEthertype: readonly number[] = [0x05ff, 0];

/** The header vector fields that a flow holds; a field that it does not speak of is absent. */
export const fieldsOf = (flow: Flow): ToolAnswer => {
  const found = Object.entries(protocols).find(([name]) => flow.has(name))?.[1];
  // A flow of some other name has no EtherType of its own.
  const ethertype = found?.ethertype ?? Number(flow.get('dl_type') ?? 0);
  return {
    dstMac: macNumber(flow.get('dl_dst')!),
    srcMac: macNumber(flow.get('dl_src')!),
    vlan: Number(flow.get('dl_vlan') ?? 0),
    priority: Number(flow.get('dl_vlan_pcp') ?? 0),
    vlan2: Number(flow.get('dl_vlan1') ?? 0),
    vlanCount: flow.has('dl_vlan1') ? 2 : flow.has('dl_vlan') ? 1 : 0,
    ...(noEthertype.includes(ethertype) ? { snap: 0 } : { ethertype }),
    ...networkFields(flow, ethertype, found),
  };
};

/** Headers after which Open vSwitch reads nothing. */
const opaque: readonly number[] = [ethertypes.mpls, ethertypes.mplsMulticast, ethertypes.pppoeSession, ...noEthertype];

const networkFields = (flow: Flow, ethertype: number, protocol: Protocol | undefined): ToolAnswer => {
  if (flow.has('mpls_label')) return mplsFields(flow);
  if (protocol && (ethertype === ethertypes.ipv4 || ethertype === ethertypes.ipv6)) return ipFields(flow, protocol);
  if (opaque.includes(ethertype)) return {};
  return { ipv4: 0, ipv6: 0, ...(ethertype === ethertypes.arp && flow.get('arp_op') !== '0' && { arp: 1 }) };
};

/** Labels of the stack that are printed whole, as the label stack entry of RFC 3032 (2.1). */
const mplsFields = (flow: Flow): ToolAnswer => {
  const [second, third] = ['mpls_lse1', 'mpls_lse2'].map(name => Math.floor(Number(flow.get(name) ?? 0) / 0x1000));
  return {
    mplsLabel: Number(flow.get('mpls_label')),
    mplsTrafficClass: Number(flow.get('mpls_tc')),
    ...(flow.get('mpls_bos') === '1' && { mplsCount: 1 }),
    mplsLabel2: second!,
    mplsLabel3: third!,
  };
};

const ipFields = (flow: Flow, { ethertype, ipProtocol, l4 }: Protocol): ToolAnswer => {
  const fragment = flow.get('nw_frag');
  const ipv4 = ethertype === ethertypes.ipv4;
  const protocol = ipProtocol ?? Number(flow.get('nw_proto'));
  const isFirst = fragment !== 'later';
  return {
    ipv4: ipv4 ? 1 : 0,
    ipv6: ipv4 ? 0 : 1,
    srcIp: ipNumber(flow.get(ipv4 ? 'nw_src' : 'ipv6_src')!),
    dstIp: ipNumber(flow.get(ipv4 ? 'nw_dst' : 'ipv6_dst')!),
    ipProtocol: protocol,
    dscp: Number(flow.get('nw_tos')) >> 2,
    ecn: Number(flow.get('nw_ecn')),
    ttl: Number(flow.get('nw_ttl')),
    fragment: fragment === 'no' ? 0 : 1,
    laterFragment: isFirst ? 0 : 1,
    ...(l4 && isFirst && portFields(flow, l4)),
    ...(ipv4 && protocol === ipProtocols.igmp && isFirst && { igmp: 1, srcPort: Number(flow.get('tp_src') ?? 0) }),
  };
};

const portFields = (flow: Flow, l4: L4): ToolAnswer => ({
  [l4]: 1,
  srcPort: Number(flow.get(l4 === 'icmp' ? 'icmp_type' : 'tp_src')),
  dstPort: Number(flow.get(l4 === 'icmp' ? 'icmp_code' : 'tp_dst')),
  ...(l4 === 'tcp' && { tcpFlags: tcpFlags(flow.get('tcp_flags') ?? '') }),
});

const flagNames = ['fin', 'syn', 'rst', 'psh', 'ack', 'urg', 'ece', 'cwr'];

const tcpFlags = (text: string): number =>
  flagNames.reduce((bits, name, i) => bits | (text.split('|').includes(name) ? 1 << i : 0), 0);
