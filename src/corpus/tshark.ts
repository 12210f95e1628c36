/** What tshark, which nobody here wrote, says of the frames of a capture, in the terms of the header vector. */
import { execa } from 'execa';
import { leastEthertype } from '../../hdl/layout/headers.ts';
import { emptyHeaderVector, type HeaderVector } from '../../sim/model/header-vector.ts';
import { ipNumber, macNumber } from './addresses.ts';

/** Every field asked for; each may occur several times in one frame, outermost first. */
const fieldNames = [
  'eth.dst',
  'eth.src',
  'eth.type',
  'eth.len',
  'vlan.id',
  'vlan.priority',
  'vlan.etype',
  'vlan.len',
  'ieee8021ad.id',
  'ieee8021ad.svid',
  'ieee8021ad.cvid',
  'ieee8021ad.priority',
  'ieee8021ah.etype',
  'llc.dsap',
  'llc.oui',
  'llc.type',
  'arp.opcode',
  'ip.hdr_len',
  'ip.flags.mf',
  'ip.frag_offset',
  'ip.proto',
  'ip.src',
  'ip.dst',
  'ipv6.nxt',
  'ipv6.src',
  'ipv6.dst',
  'ipv6.fraghdr.nxt',
  'ipv6.fraghdr.offset',
  'ipv6.fraghdr.more',
  'tcp.srcport',
  'tcp.dstport',
  'tcp.flags',
  'udp.srcport',
  'udp.dstport',
  'icmp.type',
  'icmp.code',
  'icmpv6.type',
  'icmpv6.code',
  'ip.checksum.status',
  'tcp.checksum.status',
  'udp.checksum.status',
  'icmp.checksum.status',
  'icmpv6.checksum.status',
  '_ws.malformed',
  'frame.protocols',
] as const;

type FieldName = (typeof fieldNames)[number];

/** One frame as tshark dissects it: the occurrences of each field, as printed. */
export type Dissection = Readonly<Record<FieldName, readonly string[]>>;

/** No reassembly, so that every frame stands alone; checksums checked, as they are not by default. */
const preferences = [
  'ip.defragment:FALSE',
  'ipv6.defragment:FALSE',
  'tcp.desegment_tcp_streams:FALSE',
  'ip.check_checksum:TRUE',
  'tcp.check_checksum:TRUE',
  'udp.check_checksum:TRUE',
];

/** Whether tshark can be started here. */
export const hasTshark = async (): Promise<boolean> => {
  const { failed } = await execa('tshark', ['--version'], { reject: false });
  return !failed;
};

/** Dissects every frame of a capture file, in order. */
export const dissect = async (capture: string): Promise<readonly Dissection[]> => {
  const { stdout } = await execa(
    'tshark',
    [
      ...['-n', '-r', capture, '-T', 'fields', '-E', 'occurrence=a', '-E', 'separator=/t', '-E', 'aggregator=;'],
      ...preferences.flatMap(preference => ['-o', preference]),
      ...fieldNames.flatMap(name => ['-e', name]),
    ],
    { maxBuffer: 256 * 1024 * 1024, stripFinalNewline: false },
  );
  return stdout
    .split('\n')
    .slice(0, -1)
    .map(line => {
      const columns = line.split('\t');
      return Object.fromEntries(
        fieldNames.map((name, i) => [name, columns[i] === undefined || columns[i] === '' ? [] : columns[i].split(';')]),
      ) as unknown as Dissection;
    });
};

/** A field that tshark did not print is absent. */
type Draft = { readonly [F in keyof HeaderVector]?: HeaderVector[F] | undefined };

const optional = <T>(convert: (text: string) => T, text: string | undefined): T | undefined =>
  text === undefined ? undefined : convert(text);

/**
 * The header vector that a well-formed frame must have if tshark is right, the offsets counted from its header lengths;
 * of a frame that is cut or malformed, the fields that tshark printed.
 */
export const vectorOf = (dissection: Dissection): Partial<HeaderVector> =>
  Object.fromEntries(
    Object.entries(draftOf(dissection)).filter(([, value]) => value !== undefined && !Number.isNaN(value)),
  );

const draftOf = (dissection: Dissection): Draft => {
  const tags = tagsOf(dissection);
  // Tunnels carry LLC too; only a length announces it in the frame itself.
  const llc: Draft = tags.ethertype < leastEthertype ? llcOf(dissection) : {};
  const l3Offset = 14 + 4 * tags.vlanCount + (llc.snap === 1 ? 8 : 0);
  const link = {
    ...emptyHeaderVector(),
    dstMac: optional(macNumber, dissection['eth.dst'][0]),
    srcMac: optional(macNumber, dissection['eth.src'][0]),
    ...tags,
    ...llc,
    l3Offset,
  };
  if (link.ethertype === 0x0806) return { ...link, arp: 1 };
  if (link.ethertype === 0x0800) return withTransport(dissection, { ...link, ...ipv4Fields(dissection, l3Offset) });
  if (link.ethertype === 0x86dd) return withTransport(dissection, { ...link, ...ipv6Fields(dissection, l3Offset) });
  return link;
};

/** LLC, and the EtherType of SNAP where there is one. tshark shows neither where a length is more than the frame has. */
const llcOf = (dissection: Dissection): Draft => {
  if (dissection['llc.dsap'].length === 0) return { llc: 0, snap: 0 };
  const isSnap = dissection['llc.oui'][0] !== undefined && Number(dissection['llc.oui'][0]) === 0;
  const type = isSnap ? dissection['llc.type'][0] : undefined;
  return type === undefined ? { llc: 1, snap: 0 } : { llc: 1, snap: 1, ethertype: Number(type) };
};

/** Follows the tags from type to type: tshark has one set of fields for 0x8100 and several for 0x88a8. */
const tagsOf = (
  dissection: Dissection,
): Pick<HeaderVector, 'vlanCount' | 'vlan' | 'vlan2' | 'vlan3' | 'vlan4' | 'priority' | 'ethertype'> => {
  const take = new Map<FieldName, number>();
  const next = (...names: readonly FieldName[]): number => {
    const name = names.find(candidate => dissection[candidate].length > (take.get(candidate) ?? 0));
    if (!name) return Number.NaN;
    const index = take.get(name) ?? 0;
    take.set(name, index + 1);
    return Number(dissection[name][index]);
  };
  const tags: { readonly id: number; readonly priority: number }[] = [];
  let ethertype = next('eth.type', 'eth.len');
  while (ethertype === 0x8100 || ethertype === 0x88a8) {
    if (ethertype === 0x8100) {
      tags.push({ id: next('vlan.id'), priority: next('vlan.priority') });
      ethertype = next('vlan.etype', 'vlan.len');
      continue;
    }
    // Two 0x88a8 tags in a row are dissected as one with two ids.
    tags.push({ id: next('ieee8021ad.svid', 'ieee8021ad.id'), priority: next('ieee8021ad.priority') });
    if (dissection['ieee8021ad.cvid'].length > 0) {
      tags.push({ id: next('ieee8021ad.cvid'), priority: next('ieee8021ad.priority') });
    }
    ethertype = next('ieee8021ah.etype');
  }
  const [vlan = 0, vlan2 = 0, vlan3 = 0, vlan4 = 0] = tags.map(({ id }) => id);
  return { vlanCount: tags.length, vlan, vlan2, vlan3, vlan4, priority: tags[0]?.priority ?? 0, ethertype };
};

const isTrue = (text: string | undefined): boolean => text === '1' || text === 'True';

const fragmentBits = (offset: number, more: boolean) => ({
  fragment: offset !== 0 || more ? 1 : 0,
  laterFragment: offset !== 0 ? 1 : 0,
});

const ipv4Fields = (dissection: Dissection, l3Offset: number) => ({
  ipv4: 1,
  ...fragmentBits(Number(dissection['ip.frag_offset'][0]), isTrue(dissection['ip.flags.mf'][0])),
  ipProtocol: Number(dissection['ip.proto'][0]),
  srcIp: optional(ipNumber, dissection['ip.src'][0]),
  dstIp: optional(ipNumber, dissection['ip.dst'][0]),
  l4Offset: l3Offset + Number(dissection['ip.hdr_len'][0]),
});

/** tshark writes some addresses with a dotted tail (RFC 4291, 2.2), which ipaddr.js takes for IPv4-mapped ones. */
const ipv6Number = (text: string): bigint => {
  const dotted = /[0-9.]+$/.exec(text)?.[0] ?? '';
  if (!dotted.includes('.')) return ipNumber(text);
  return ipNumber(`${text.slice(0, -dotted.length)}0:0`) | ipNumber(dotted);
};

const ipv6Fields = (dissection: Dissection, l3Offset: number) => {
  const nextHeader = Number(dissection['ipv6.nxt'][0]);
  const addresses = {
    ipv6: 1,
    srcIp: optional(ipv6Number, dissection['ipv6.src'][0]),
    dstIp: optional(ipv6Number, dissection['ipv6.dst'][0]),
  };
  if (nextHeader !== 44) return { ...addresses, ipProtocol: nextHeader, l4Offset: l3Offset + 40 };
  return {
    ...addresses,
    ...fragmentBits(Number(dissection['ipv6.fraghdr.offset'][0]), isTrue(dissection['ipv6.fraghdr.more'][0])),
    ipProtocol: Number(dissection['ipv6.fraghdr.nxt'][0]),
    l4Offset: l3Offset + 48,
  };
};

const withTransport = (dissection: Dissection, vector: Draft): Draft => {
  if (vector.laterFragment === 1) return vector;
  const pair = (source: FieldName, destination: FieldName) => ({
    srcPort: Number(dissection[source][0]),
    dstPort: Number(dissection[destination][0]),
  });
  switch (vector.ipProtocol) {
    case 6: {
      const tcpFlags = Number(dissection['tcp.flags'][0]) & 0xff;
      return { ...vector, tcp: 1, ...pair('tcp.srcport', 'tcp.dstport'), tcpFlags };
    }
    case 17:
      return { ...vector, udp: 1, ...pair('udp.srcport', 'udp.dstport') };
    case 1:
      return vector.ipv4 === 1 ? { ...vector, icmp: 1, ...pair('icmp.type', 'icmp.code') } : vector;
    case 58:
      return vector.ipv6 === 1 ? { ...vector, icmp: 1, ...pair('icmpv6.type', 'icmpv6.code') } : vector;
    default:
      return vector;
  }
};
