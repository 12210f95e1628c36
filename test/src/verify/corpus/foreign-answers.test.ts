// SPDX-License-Identifier: Apache-2.0
/** Each adapter is fed answers that the parser would not give: all must be reported, none taken for the parser's own view. */
import { describe, expect, test } from 'vitest';
import { headerNames } from '../../../../hdl/spec/protocol/headers.ts';
import { packetChecksums } from '../../../../sim/model/packet-checksum-model.ts';
import { parseFrame } from '../../../../sim/model/parser-model.ts';
import { compareReadings, emptyTally } from '../../../../src/verify/corpus/compare.ts';
import type { ToolName } from '../../../../src/verify/corpus/difference-class.ts';
import { fieldsOf } from '../../../../src/verify/corpus/ovs.ts';
import type { ToolAnswer } from '../../../../src/verify/corpus/parser-answer.ts';
import { fieldsOfType, type PacketType } from '../../../../src/verify/corpus/ptype-fields.ts';
import { isStopTrue } from '../../../../src/verify/corpus/stop-reason.ts';
import { type Dissection, type FieldName, fieldNames } from '../../../../src/verify/corpus/tshark.ts';
import { vectorOf } from '../../../../src/verify/corpus/tshark-vector.ts';
import { ethernet, ipv4, payloadOf, tcp, udp } from '../../../support/frames.ts';
import { erspan3, gre, gtpu } from '../../../support/tunnel-frames.ts';
import { carried, ip4, link, over4, ports } from './class-cases.ts';

const answerTo = (frame: Uint8Array) => {
  const vector = parseFrame(frame);
  return { ...vector, ...packetChecksums(frame, vector) };
};

/** The fields in which an answer is reported as a difference that no class explains. */
const reported = (tool: ToolName, bytes: Uint8Array, fields: ToolAnswer): string[] =>
  compareReadings(
    tool,
    [{ capture: 'a.pcap', number: 1, bytes }],
    [answerTo(bytes)],
    [{ fields, notes: [] }],
    emptyTally(),
  ).flatMap(one => Object.keys(one.fields));

type Dissected = Partial<Record<FieldName, readonly string[]>>;

const dissection = (fields: Dissected): Dissection => ({
  ...(Object.fromEntries(fieldNames.map(name => [name, []])) as unknown as Dissection),
  ...fields,
});

/** What tshark prints of one IPv4 header. */
const ipFields = (length: number, protocol: number): Dissected => ({
  'ip.hdr_len': ['20'],
  'ip.len': [`${length}`],
  'ip.dsfield.dscp': ['0'],
  'ip.dsfield.ecn': ['0'],
  'ip.ttl': ['64'],
  'ip.flags.mf': ['False'],
  'ip.frag_offset': ['0'],
  'ip.proto': [`${protocol}`],
  'ip.src': ['10.0.0.1'],
  'ip.dst': ['10.0.0.2'],
  'ip.checksum.status': ['1'],
});

const linkFields: Dissected = {
  'eth.dst': ['52:54:00:00:00:10'],
  'eth.src': ['02:00:00:00:00:99'],
  'eth.type': ['0x0800'],
};

const greFields: Dissected = {
  ...linkFields,
  'gre.proto': ['0x9999'],
  'frame.protocols': ['eth:ethertype:ip:gre:data'],
};
const gtpFields: Dissected = {
  'udp.srcport': ['50000'],
  'udp.dstport': ['2152'],
  'udp.checksum': ['0x1234'],
  'udp.checksum.status': ['1'],
  'gtp.flags': ['0x34'],
  'gtp.message': ['0xff'],
  'gtp.teid': ['0x00000007'],
  'gtp.ext_hdr.length': ['1'],
  'frame.protocols': ['eth:ethertype:ip:udp:gtp:data'],
};

/** A frame with what tshark says of it, and other words that it might say. */
interface TsharkCase {
  readonly name: string;
  readonly frame: Uint8Array;
  readonly right: Dissected;
  readonly wrong: Readonly<Record<string, Dissected>>;
}

const keyed = over4(gre({ protocol: 0x9999, key: 5 }, payloadOf(40)));
const mirrored = over4(erspan3({ session: 3, sequenced: false }, carried.with(12, 0x99).with(13, 0x99)));
const sessions = over4(
  udp(
    { sourcePort: 50_000, destinationPort: 2152 },
    gtpu({ endpoint: 7, extensions: [{ type: 0x85, content: [1, 2] }] }, payloadOf(9, 0x10)),
  ),
);
const plainTcp = over4(tcp({ sourcePort: 1234, destinationPort: 80 }, payloadOf(20)));

const tsharkCases: readonly TsharkCase[] = [
  {
    name: 'GRE with a key',
    frame: keyed,
    right: { ...ipFields(68, 47), ...greFields, 'gre.key': ['0x00000005'] },
    wrong: {
      'another key': { 'gre.key': ['0x00000006'] },
      'one word more': { 'gre.ack_number': ['7'] },
      'a call of PPTP': { 'gre.key': [], 'gre.key.call_id': ['5'] },
      'IP inside': {
        'frame.protocols': ['eth:ethertype:ip:gre:ip:data'],
        ...twice(ipFields(68, 47), ipFields(40, 99)),
      },
      'ERSPAN of type I': { 'frame.protocols': ['eth:ethertype:ip:gre:erspan:data'] },
      'ERSPAN of type II': {
        'frame.protocols': ['eth:ethertype:ip:gre:erspan:data'],
        'erspan.version': ['1'],
        'erspan.spanid': ['9'],
      },
    },
  },
  {
    name: 'ERSPAN of type III without a sequence number',
    frame: mirrored,
    right: {
      ...ipFields(mirrored.length - 14, 47),
      ...greFields,
      'eth.dst': ['52:54:00:00:00:10', '02:00:00:00:00:01'],
      'eth.src': ['02:00:00:00:00:99', '02:00:00:00:00:99'],
      'eth.type': ['0x0800', '0x9999'],
      'erspan.version': ['2'],
      'erspan.o': ['0'],
      'erspan.spanid': ['3'],
      'frame.protocols': ['eth:ethertype:ip:gre:erspan:eth:ethertype:data'],
    },
    wrong: {
      'no ERSPAN': { ...greFields, 'erspan.version': [], 'erspan.o': [], 'erspan.spanid': [] },
      'a header of type II': { 'erspan.version': ['1'] },
      'a subheader': { 'erspan.o': ['1'] },
      'another session': { 'erspan.spanid': ['4'] },
      'no frame inside': { ...linkFields, 'frame.protocols': ['eth:ethertype:ip:gre:erspan:data'] },
    },
  },
  {
    name: 'GTP-U with an extension header',
    frame: sessions,
    right: {
      ...linkFields,
      ...ipFields(sessions.length - 14, 17),
      ...gtpFields,
      'udp.length': [`${sessions.length - 34}`],
    },
    wrong: {
      'a longer extension header': { 'gtp.ext_hdr.length': ['2'] },
      'another endpoint': { 'gtp.teid': ['0x00000008'] },
      'no tunnel': { 'gtp.flags': [], 'gtp.message': [], 'gtp.teid': [], 'gtp.ext_hdr.length': [] },
      'a packet inside': {
        'frame.protocols': ['eth:ethertype:ip:udp:gtp:ip:data'],
        ...twice(ipFields(sessions.length - 14, 17), ipFields(40, 99)),
      },
    },
  },
  {
    name: 'TCP',
    frame: plainTcp,
    right: {
      ...linkFields,
      ...ipFields(60, 6),
      'tcp.srcport': ['1234'],
      'tcp.dstport': ['80'],
      'tcp.flags': ['0x0010'],
      'tcp.hdr_len': ['20'],
      'tcp.checksum.status': ['1'],
      'frame.protocols': ['eth:ethertype:ip:tcp:data'],
    },
    wrong: {
      'other flags': { 'tcp.flags': ['0x0002'] },
      'a longer header': { 'tcp.hdr_len': ['24'] },
      'a bad checksum': { 'tcp.checksum.status': ['0'] },
      'a fragment': { 'ip.flags.mf': ['True'] },
      'a tag': { 'eth.type': ['0x8100'], 'vlan.id': ['5'], 'vlan.priority': ['0'], 'vlan.etype': ['0x0800'] },
      'no IP': { 'ip.hdr_len': [], 'tcp.srcport': [] },
    },
  },
];

/** The fields of two headers of one kind, the outer one first. */
function twice(outer: Dissected, inner: Dissected): Dissected {
  return Object.fromEntries(
    Object.entries(outer).map(([name, values]) => [name, [...values!, ...inner[name as FieldName]!]]),
  );
}

describe.each(tsharkCases)('tshark: $name', ({ frame, right, wrong }) => {
  test('what it does say is the same', () =>
    expect(reported('tshark', frame, vectorOf(dissection(right)))).toEqual([]));

  test.each(Object.entries(wrong))('%s is reported', (_, fields) => {
    expect(reported('tshark', frame, vectorOf(dissection({ ...right, ...fields })))).not.toEqual([]);
  });
});

describe('Open vSwitch', () => {
  const right = {
    ...{ tcp: '', dl_dst: '52:54:00:00:00:10', dl_src: '02:00:00:00:00:99', nw_src: '10.0.0.1', nw_dst: '10.0.0.2' },
    ...{ nw_tos: '0', nw_ecn: '0', nw_ttl: '64', nw_frag: 'no', tp_src: '1234', tp_dst: '80', tcp_flags: 'ack' },
  };
  const said = (fields: Readonly<Record<string, string>>) =>
    reported('ovs', plainTcp, fieldsOf(new Map(Object.entries(fields))));
  const { tcp: _, ...rest } = right;

  test('what it does say is the same', () => expect(said(right)).toEqual([]));

  test.each(
    Object.entries({
      UDP: { ...rest, udp: '' },
      'another port': { ...right, tp_dst: '81' },
      'other flags': { ...right, tcp_flags: 'syn|ack' },
      'a fragment': { ...right, nw_frag: 'later' },
      'a tag': { ...right, dl_vlan: '5' },
      'no IP': { dl_dst: right.dl_dst, dl_src: right.dl_src, dl_type: '0x9999' },
    }),
  )('%s is reported', (_name, fields) => expect(said(fields)).not.toEqual([]));
});

describe('DPDK', () => {
  // RTE_PTYPE_L2_ETHER, L3_IPV4, L4_TCP; then those of a tunnel.
  const right: PacketType = { type: 0x111, l2: 14, l3: 20, l4: 20, tunnel: 0, innerL2: 0, innerL3: 0, innerL4: 0 };
  const said = (type: Partial<PacketType>) => reported('dpdk', plainTcp, fieldsOfType({ ...right, ...type }));

  test('what it does say is the same', () => expect(said({})).toEqual([]));

  test.each(
    Object.entries({
      UDP: { type: 0x211 },
      'a fragment': { type: 0x311 },
      IPv6: { type: 0x141 },
      'a longer IP header': { l3: 24 },
      'a longer link header': { l2: 18 },
      GRE: { type: 0x2011, tunnel: 4 },
      'IP in IP': { type: 0x1011 },
    }),
  )('%s is reported', (_name, type) => expect(said(type)).not.toEqual([]));
});

test('an exception that the frame does not bear out excuses nothing', () => {
  const frame = ethernet(link, ipv4(ip4, tcp(ports, payloadOf(20))));
  const none = { ...answerTo(frame), headers: 0b1n << 0n };
  const ipv4Number = headerNames.indexOf('ipv4');
  for (const exception of [1, 2, 3, 4, 5]) {
    const ours = { ...none, exception, exceptionHeader: ipv4Number };
    expect([exception, isStopTrue(frame, ours)]).toEqual([exception, false]);
  }
});
