/** What Open vSwitch's flow extraction (`ovs-ofctl parse-pcap`, which needs no switch) says of the frames of a capture. */
import { execa } from 'execa';
import type { HeaderVector } from '../../sim/model/header-vector.ts';
import { ipNumber, macNumber } from './addresses.ts';

/** Whether ovs-ofctl can be started here. */
export const hasOvs = async (): Promise<boolean> => {
  const { failed } = await execa('ovs-ofctl', ['--version'], { reject: false });
  return !failed;
};

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

/** Protocol names of flows: EtherType, IP protocol where the name fixes it, and the L4 header they announce. */
const protocols: Readonly<
  Record<string, { readonly ethertype: number; readonly ipProtocol?: number; readonly l4?: 'tcp' | 'udp' | 'icmp' }>
> = {
  arp: { ethertype: 0x0806 },
  ip: { ethertype: 0x0800 },
  tcp: { ethertype: 0x0800, ipProtocol: 6, l4: 'tcp' },
  udp: { ethertype: 0x0800, ipProtocol: 17, l4: 'udp' },
  icmp: { ethertype: 0x0800, ipProtocol: 1, l4: 'icmp' },
  sctp: { ethertype: 0x0800, ipProtocol: 132 },
  ipv6: { ethertype: 0x86dd },
  tcp6: { ethertype: 0x86dd, ipProtocol: 6, l4: 'tcp' },
  udp6: { ethertype: 0x86dd, ipProtocol: 17, l4: 'udp' },
  icmp6: { ethertype: 0x86dd, ipProtocol: 58, l4: 'icmp' },
  sctp6: { ethertype: 0x86dd, ipProtocol: 132 },
};

/** The header vector fields that a flow holds; a field that it does not speak of is absent. */
export const fieldsOf = (flow: Flow): Partial<HeaderVector> => {
  const found = Object.entries(protocols).find(([name]) => flow.has(name))?.[1];
  return {
    dstMac: macNumber(flow.get('dl_dst')!),
    srcMac: macNumber(flow.get('dl_src')!),
    vlan: Number(flow.get('dl_vlan') ?? 0),
    priority: Number(flow.get('dl_vlan_pcp') ?? 0),
    ...(flow.has('dl_vlan1') && { vlan2: Number(flow.get('dl_vlan1')) }),
    vlanCount: flow.has('dl_vlan1') ? 2 : flow.has('dl_vlan') ? 1 : 0,
    ...(found && { ethertype: found.ethertype }),
    ...(found && found.ethertype !== 0x0806 && ipFields(flow, found)),
  };
};

const ipFields = (flow: Flow, { ethertype, ipProtocol, l4 }: (typeof protocols)[string]): Partial<HeaderVector> => {
  const fragment = flow.get('nw_frag');
  return {
    ...(ethertype === 0x0800
      ? { ipv4: 1, srcIp: ipNumber(flow.get('nw_src')!), dstIp: ipNumber(flow.get('nw_dst')!) }
      : { ipv6: 1, srcIp: ipNumber(flow.get('ipv6_src')!), dstIp: ipNumber(flow.get('ipv6_dst')!) }),
    ipProtocol: ipProtocol ?? Number(flow.get('nw_proto')),
    fragment: fragment === 'no' ? 0 : 1,
    laterFragment: fragment === 'later' ? 1 : 0,
    ...(l4 && fragment !== 'later' && portFields(flow, l4)),
  };
};

const portFields = (flow: Flow, l4: 'tcp' | 'udp' | 'icmp'): Partial<HeaderVector> => ({
  [l4]: 1,
  srcPort: Number(flow.get(l4 === 'icmp' ? 'icmp_type' : 'tp_src')),
  dstPort: Number(flow.get(l4 === 'icmp' ? 'icmp_code' : 'tp_dst')),
  ...(l4 === 'tcp' && { tcpFlags: tcpFlags(flow.get('tcp_flags') ?? '') }),
});

const flagNames = ['fin', 'syn', 'rst', 'psh', 'ack', 'urg', 'ece', 'cwr'];

const tcpFlags = (text: string): number =>
  flagNames.reduce((bits, name, i) => bits | (text.split('|').includes(name) ? 1 << i : 0), 0);
