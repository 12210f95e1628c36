// SPDX-License-Identifier: Apache-2.0
/** What tshark, which nobody here wrote, says of the frames of a capture, in the terms of the header vector. */
import { execa } from 'execa';

/** Every field asked for; each may occur several times in one frame, outermost first. */
export const fieldNames = [
  'frame.protocols',
  // Link.
  'eth.dst',
  'eth.src',
  'eth.type',
  'eth.len',
  'eth.invalid_lentype',
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
  'mpls.label',
  'mpls.exp',
  'mpls.bottom',
  'pppoe.session_id',
  'pppoe.code',
  'pppoe.payload_length',
  'ppp.protocol',
  'macc.opcode',
  'slow.subtype',
  'arp.opcode',
  'fip.opcode',
  'infiniband.grh.ipver',
  'ptp.v2.messagetype',
  'fc.r_ctl',
  'fc.d_id',
  'fc.s_id',
  'infiniband.bth.opcode',
  'infiniband.bth.destqp',
  // IP.
  'ip.hdr_len',
  'ip.len',
  'ip.dsfield.dscp',
  'ip.dsfield.ecn',
  'ip.ttl',
  'ip.flags.mf',
  'ip.frag_offset',
  'ip.proto',
  'ip.src',
  'ip.dst',
  'ipv6.version',
  'ipv6.plen',
  'ipv6.tclass.dscp',
  'ipv6.tclass.ecn',
  'ipv6.hlim',
  'ipv6.nxt',
  'ipv6.src',
  'ipv6.dst',
  'ipv6.hopopts.nxt',
  'ipv6.hopopts.len',
  'ipv6.dstopts.nxt',
  'ipv6.dstopts.len',
  'ipv6.routing.nxt',
  'ipv6.routing.len',
  'ipv6.routing.segleft',
  'ipv6.fraghdr.nxt',
  'ipv6.fraghdr.offset',
  'ipv6.fraghdr.more',
  'ah.next_header',
  'ah.length',
  // Transport.
  'tcp.srcport',
  'tcp.dstport',
  'tcp.flags',
  'tcp.hdr_len',
  'udp.srcport',
  'udp.dstport',
  'udp.length',
  'udp.checksum',
  'udp.checksum_coverage',
  'sctp.srcport',
  'sctp.dstport',
  'icmp.type',
  'icmp.code',
  'icmpv6.type',
  'icmpv6.code',
  'igmp.type',
  // Tunnels.
  'gre.proto',
  'gre.key',
  'gre.key.call_id',
  'gre.checksum',
  'gre.offset',
  'gre.routing',
  'gre.sequence_number',
  'gre.ack_number',
  'erspan.spanid',
  'erspan.o',
  'erspan.version',
  'vxlan.vni',
  'vxlan.next_proto',
  'geneve.vni',
  'geneve.version',
  'geneve.option.length',
  'gtp.flags',
  'gtp.message',
  'gtp.teid',
  'gtp.ext_hdr.length',
  'lisp-data.flags',
  'lisp-data.iid',
  // Verdicts.
  'ip.checksum.status',
  'tcp.checksum.status',
  'udp.checksum.status',
  'sctp.checksum.status',
  'icmp.checksum.status',
  'icmpv6.checksum.status',
  // What it thinks of the frame.
  '_ws.malformed',
  '_ws.short',
  '_ws.unreassembled',
] as const;

export type FieldName = (typeof fieldNames)[number];

/** One frame as tshark dissects it: the occurrences of each field, as printed. */
export type Dissection = Readonly<Record<FieldName, readonly string[]>>;

/** Dissectors that guess what a frame is from its contents before they look at its EtherType. */
const guessing = ['cfp', 'tte'];

/** No reassembly, so that every frame stands alone; checksums checked, as they are not by default. */
const preferences = [
  'ip.defragment:FALSE',
  'ipv6.defragment:FALSE',
  'tcp.desegment_tcp_streams:FALSE',
  'ip.check_checksum:TRUE',
  'ip.tso_support:FALSE',
  'tcp.check_checksum:TRUE',
  'udp.check_checksum:TRUE',
  'udp.ignore_ipv6_zero_checksum:TRUE',
  'udplite.check_checksum:TRUE',
  'udplite.ignore_checksum_coverage:FALSE',
  'sctp.checksum:CRC 32c',
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
      ...guessing.flatMap(name => ['--disable-protocol', name]),
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
