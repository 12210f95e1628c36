// SPDX-License-Identifier: Apache-2.0
/** Tunnels, labels and sessions as the model and tshark read them, on random frames that every correct parser reads alike. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packetChecksums } from '../../../sim/model/packet-checksum-model.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import type { HeaderVector } from '../../../sim/model/vector-model.ts';
import { writePcap } from '../../../src/files/write-pcap.ts';
import { hasTshark } from '../../../src/verify/corpus/tshark.ts';
import {
  ethernet,
  ipNumber,
  ipv4,
  ipv6,
  optionsHeader,
  type Packet,
  payloadOf,
  type Segment,
  tcp,
  udp,
  vlan,
} from '../../support/frames.ts';
import { mpls, pppoe } from '../../support/link-frames.ts';
import { authenticationHeader, sctp, udpLite } from '../../support/transport-frames.ts';
import {
  erspan2,
  erspan3,
  geneve,
  gre,
  gtpu,
  ipInIp,
  lisp,
  nvgre,
  vxlan,
  vxlanGpe,
} from '../../support/tunnel-frames.ts';

const fieldNames = [
  ...['ip.src', 'ip.dst', 'ip.ttl', 'ipv6.src', 'ipv6.dst', 'ipv6.hlim', 'mpls.label', 'pppoe.session_id', 'vlan.id'],
  ...['tcp.srcport', 'udp.srcport', 'sctp.srcport', 'vxlan.vni', 'geneve.vni', 'gtp.teid', 'gre.key', 'erspan.spanid'],
  'lisp-data.iid',
  ...['ip.checksum.status', 'tcp.checksum.status', 'udp.checksum.status', 'sctp.checksum.status'],
] as const;
type FieldName = (typeof fieldNames)[number];
type Fields = Readonly<Record<FieldName, readonly string[]>>;

const dissect = async (capture: string): Promise<Fields[]> => {
  const preferences = [
    'ip.check_checksum:TRUE',
    'tcp.check_checksum:TRUE',
    'udp.check_checksum:TRUE',
    'sctp.checksum:CRC-32c',
    'udplite.check_checksum:TRUE',
  ];
  const { stdout } = await execa('tshark', [
    ...['-n', '-r', capture, '-T', 'fields', '-E', 'occurrence=a', '-E', 'separator=/t', '-E', 'aggregator=;'],
    ...preferences.flatMap(preference => ['-o', preference]),
    ...fieldNames.flatMap(name => ['-e', name]),
  ]);
  return stdout.split('\n').map(line => {
    const columns = line.split('\t');
    return Object.fromEntries(
      fieldNames.map((name, i) => [name, columns[i] === undefined || columns[i] === '' ? [] : columns[i].split(';')]),
    ) as unknown as Fields;
  });
};

/** Ports that no dissector has a name for. */
const port = fc.integer({ min: 40_000, max: 40_400 });
const data = fc.integer({ min: 0, max: 30 }).map(length => payloadOf(length));
const id24 = fc.nat(0xffffff);

const transports: fc.Arbitrary<Segment> = fc
  .tuple(fc.constantFrom(tcp, udp, sctp, udpLite), port, port, data)
  .map(([make, sourcePort, destinationPort, bytes]) =>
    // A chunk of SCTP says its length; a whole one of type 0x40 is skipped.
    make({ sourcePort, destinationPort }, make === sctp ? [0x40, 0, 0, 8, 1, 2, 3, 4] : bytes),
  );

const extended = fc.tuple(transports, fc.nat(3)).map(([segment, kind]) => {
  if (kind === 0) return optionsHeader(0, segment, 1);
  return kind === 1 ? authenticationHeader(segment) : segment;
});

const four = (segments: fc.Arbitrary<Segment>): fc.Arbitrary<Packet> =>
  fc
    .tuple(fc.nat(255), fc.nat(255), fc.integer({ min: 1, max: 255 }), fc.nat(3), segments)
    .map(([a, b, ttl, words, segment]) =>
      ipv4(
        { source: `10.1.0.${a}`, destination: `10.2.0.${b}`, ttl, options: Array(Math.min(words, 1) * 4).fill(1) },
        segment,
      ),
    );
const six = (segments: fc.Arbitrary<Segment>): fc.Arbitrary<Packet> =>
  fc
    .tuple(fc.nat(0xffff), fc.nat(0xffff), fc.integer({ min: 1, max: 255 }), segments)
    .map(([a, b, hopLimit, segment]) =>
      ipv6({ source: `fd00::1:${a.toString(16)}`, destination: `fd00::2:${b.toString(16)}`, hopLimit }, segment),
    );

const innerPacket = fc.oneof(four(transports), six(extended));
const innerFrame = fc
  .tuple(innerPacket, fc.integer({ min: 0, max: 4094 }), fc.boolean())
  .map(([packet, id, tagged]) =>
    ethernet({ destination: '06:00:00:00:00:01', source: '06:00:00:00:00:02' }, tagged ? vlan({ id }, packet) : packet),
  );

const over = (destinationPort: number, bytes: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Segment> =>
  fc.tuple(port, bytes).map(([sourcePort, payload]) => udp({ sourcePort, destinationPort }, payload));

const tunnelled: fc.Arbitrary<Segment> = fc.oneof(
  innerPacket.map(ipInIp),
  fc.tuple(innerPacket, fc.nat(0xffffff), fc.nat(7)).map(([packet, key, flags]) =>
    gre(
      {
        protocol: packet.ethertype,
        checksum: flags % 2 === 1,
        ...(flags % 4 > 1 && { key }),
        ...(flags > 3 && { sequence: 1 }),
      },
      packet.bytes,
    ),
  ),
  fc.tuple(innerFrame, id24).map(([frame, segment]) => nvgre({ segment, flow: 3 }, frame)),
  fc.tuple(innerFrame, fc.nat(1023)).map(([frame, session]) => erspan2({ session }, frame)),
  fc
    .tuple(innerFrame, fc.nat(1023), fc.boolean())
    .map(([frame, session, sequenced]) => erspan3({ session, sequenced }, frame)),
  over(
    4789,
    fc.tuple(innerFrame, id24).map(([frame, identifier]) => vxlan({ identifier }, frame)),
  ),
  over(
    4790,
    fc
      .tuple(innerPacket, id24)
      .map(([packet, identifier]) => vxlanGpe({ identifier, next: packet.ethertype === 0x0800 ? 1 : 2 }, packet.bytes)),
  ),
  over(
    6081,
    fc
      .tuple(innerFrame, id24, fc.boolean())
      .map(([frame, identifier, hasOption]) =>
        geneve({ identifier, protocol: 0x6558, options: hasOption ? [1, 2, 3, 1, 9, 9, 9, 9] : [] }, frame),
      ),
  ),
  over(
    4754,
    fc
      .tuple(innerPacket, fc.nat(0xffffff))
      .map(([packet, key]) => gre({ protocol: packet.ethertype, key }, packet.bytes).bytes(new Uint8Array())),
  ),
  over(
    4341,
    fc.tuple(innerPacket, id24).map(([packet, instance]) => lisp({ instance }, packet.bytes)),
  ),
  over(
    2152,
    fc.tuple(innerPacket, fc.nat(), fc.nat(2)).map(([packet, endpoint, kind]) =>
      gtpu(
        {
          endpoint,
          ...(kind > 0 && { sequence: 7 }),
          ...(kind > 1 && { extensions: [{ type: 0x85, content: [0x10, 9] }] }),
        },
        packet.bytes,
      ),
    ),
  ),
);

const outer: fc.Arbitrary<Packet> = fc
  .tuple(
    fc.oneof(four(tunnelled), six(tunnelled), four(transports)),
    fc.nat(7),
    fc.nat(0xffff),
    fc.integer({ min: 16, max: 99_999 }),
  )
  .map(([packet, kind, session, label]) => {
    if (kind === 0) return pppoe({ session, protocol: packet.ethertype === 0x0800 ? 0x21 : 0x57 }, packet.bytes);
    if (kind > 5) return packet;
    return kind === 1
      ? vlan({ id: session % 4095 }, packet)
      : mpls(
          Array.from({ length: kind }, (_, i) => ({ label: label + i })),
          packet.bytes,
        );
  });

/** What tshark must have printed if the vector is right. */
const printed = (vector: HeaderVector): Partial<Record<FieldName, readonly (string | bigint)[]>> => {
  const both = <T>(...parts: readonly (readonly [number, T])[]): T[] =>
    parts.flatMap(([is, value]) => (is === 1 ? [value] : []));
  const text = (...parts: readonly (readonly [number, number])[]): string[] => both(...parts).map(String);
  const labels = [vector.mplsLabel, vector.mplsLabel2, vector.mplsLabel3, vector.mplsLabel4, vector.mplsLabel5];
  const is = (tunnel: number): number => (vector.tunnel === tunnel ? 1 : 0);
  return {
    'ip.src': both([vector.ipv4, vector.srcIp], [vector.innerIpv4, vector.innerSrcIp]),
    'ip.dst': both([vector.ipv4, vector.dstIp], [vector.innerIpv4, vector.innerDstIp]),
    'ip.ttl': text([vector.ipv4, vector.ttl], [vector.innerIpv4, vector.innerTtl]),
    'ipv6.src': both([vector.ipv6, vector.srcIp], [vector.innerIpv6, vector.innerSrcIp]),
    'ipv6.dst': both([vector.ipv6, vector.dstIp], [vector.innerIpv6, vector.innerDstIp]),
    'ipv6.hlim': text([vector.ipv6, vector.ttl], [vector.innerIpv6, vector.innerTtl]),
    'mpls.label': labels.slice(0, vector.mplsCount).map(String),
    'vlan.id': text(
      [Math.min(1, vector.vlanCount), vector.vlan],
      [Math.min(1, vector.innerVlanCount), vector.innerVlan],
    ),
    'tcp.srcport': text([vector.tcp, vector.srcPort], [vector.innerTcp, vector.innerSrcPort]),
    // UDP-Lite ports are printed as those of UDP.
    'udp.srcport': text(
      [vector.udp + vector.udpLite, vector.srcPort],
      [vector.innerUdp + vector.innerUdpLite, vector.innerSrcPort],
    ),
    'sctp.srcport': text([vector.sctp, vector.srcPort], [vector.innerSctp, vector.innerSrcPort]),
    'geneve.vni': text([is(7), vector.tunnelId]).map(id => `0x${Number(id).toString(16).padStart(6, '0')}`),
    'gtp.teid': text([is(8), vector.tunnelId]).map(id => `0x${Number(id).toString(16).padStart(8, '0')}`),
    'ip.checksum.status': text([vector.ipv4, vector.ipv4Checksum], [vector.innerIpv4, vector.innerIpv4Checksum]),
  };
};

/** tshark's statuses by our verdicts: not there (of UDP, a checksum of 0), good, bad. */
const statusOf = ['3', '1', '0'] as const;

const addressNumbers = new Set<FieldName>(['ip.src', 'ip.dst', 'ipv6.src', 'ipv6.dst']);

const installed = await hasTshark();

describe.skipIf(!installed)(`tunnels against tshark${installed ? '' : ' (skipped: tshark is not installed)'}`, () => {
  const whole = fc
    .sample(outer, { numRuns: 1500, seed: 30 })
    .map(packet => ethernet({ destination: '52:54:00:00:00:10' }, packet));
  // Every second one has another last byte, which no tunnel's own fields reach.
  const frames = whole.map((frame, i) => (i % 2 === 0 ? frame : frame.with(frame.length - 1, frame.at(-1)! ^ 0x21)));
  let directory = '';
  let dissections: readonly Fields[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sluice-tunnels-'));
    const capture = join(directory, 'frames.pcap');
    await writeFile(
      capture,
      writePcap(frames.map(bytes => ({ timestampNs: 0n, bytes, originalLength: bytes.length }))),
    );
    dissections = await dissect(capture);
  });
  afterAll(() => rm(directory, { recursive: true }));

  test('addresses, ports, labels, identifiers', () => {
    expect(dissections).toHaveLength(frames.length);
    for (const [i, frame] of frames.entries()) {
      const wanted = printed(parseFrame(frame));
      const theirs = Object.fromEntries(
        Object.keys(wanted).map(name => {
          const values = dissections[i]![name as FieldName];
          const isAddress = addressNumbers.has(name as FieldName);
          return [name, isAddress ? values.map(text => ipNumber(ipaddr.parse(text).toNormalizedString())) : values];
        }),
      );
      expect(theirs, `frame ${i + 1}: ${Buffer.from(frame).toString('hex')}`).toEqual(wanted);
    }
  });

  test('identifiers that only some tunnels have', () => {
    for (const [i, frame] of frames.entries()) {
      const { tunnel, tunnelId, pppoe: session, pppoeSession } = parseFrame(frame);
      const fields = dissections[i]!;
      if (tunnel === 5) expect(fields['vxlan.vni']).toEqual([`${tunnelId}`]);
      if (tunnel === 4) expect(fields['erspan.spanid']).toEqual([`${tunnelId}`]);
      if (tunnel === 3) expect(Number(fields['gre.key'][0]) >>> 8).toBe(tunnelId);
      if (tunnel === 2) expect(Number(fields['gre.key'][0] ?? 0)).toBe(tunnelId);
      if (tunnel === 10) expect(fields['lisp-data.iid']).toEqual([`${tunnelId}`]);
      if (session === 1) expect(Number(fields['pppoe.session_id'][0])).toBe(pppoeSession);
    }
    const seen = new Set(frames.map(frame => parseFrame(frame).tunnel));
    expect([...seen].sort()).toEqual([0, 1, 10, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('verdicts on checksums, good and bad', () => {
    const verdicts = frames.map(frame => packetChecksums(frame, parseFrame(frame)));
    for (const verdict of [1, 2]) {
      expect(verdicts.filter(({ l4Checksum }) => l4Checksum === verdict).length).toBeGreaterThan(100);
      expect(verdicts.filter(({ innerL4Checksum }) => innerL4Checksum === verdict).length).toBeGreaterThan(100);
    }
    for (const [i, frame] of frames.entries()) {
      const vector = parseFrame(frame);
      const { l4Checksum, innerL4Checksum } = packetChecksums(frame, vector);
      const statuses = (name: 'tcp' | 'udp' | 'sctp') => dissections[i]![`${name}.checksum.status`];
      const wanted = (outerIs: number, innerIs: number): string[] => [
        ...(outerIs === 1 ? [statusOf[l4Checksum]!] : []),
        ...(innerIs === 1 ? [statusOf[innerL4Checksum]!] : []),
      ];
      const label = `frame ${i + 1}`;
      expect(statuses('tcp'), label).toEqual(wanted(vector.tcp, vector.innerTcp));
      expect(statuses('udp'), label).toEqual(
        wanted(vector.udp + vector.udpLite, vector.innerUdp + vector.innerUdpLite),
      );
      expect(statuses('sctp'), label).toEqual(wanted(vector.sctp, vector.innerSctp));
    }
  });
});
