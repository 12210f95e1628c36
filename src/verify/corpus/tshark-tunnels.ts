// SPDX-License-Identifier: Apache-2.0
/**
 * Tunnels as tshark dissects them: which one it is, how long its header is and what it carries are tshark's words, by the
 * protocols that it lists and the fields that it shows. What Sluice thinks of them must not come in here.
 */
import { innerVlanTagCount, tunnels } from '../../../hdl/spec/protocol/headers/numbers.ts';
import { macNumber } from './addresses.ts';
import type { DissectionReader, Draft } from './dissection-reader.ts';
import type { FieldName } from './tshark.ts';
import { readTags } from './tshark-tags.ts';

/** Reads the packet whose IP header starts at an offset inside the tunnel. */
export type ReadInnerIp = (version: 4 | 6, offset: number) => void;

/** A tunnel header on the way: where it starts, or what it carries does, and what reads an IP packet there. */
interface Tunnel {
  readonly reader: DissectionReader;
  readonly draft: Draft;
  readonly start: number;
  readonly readInnerIp: ReadInnerIp;
}

/** The base transport header of RoCE. */
export const readBaseTransport = (reader: DissectionReader, draft: Draft): void => {
  if (!reader.has('infiniband.bth.opcode')) return;
  draft.roce = 1;
  draft.rdmaOpcode = reader.number('infiniband.bth.opcode');
  draft.rdmaQueuePair = reader.number('infiniband.bth.destqp');
};

/** The common header of PTP. */
export const readPtp = (reader: DissectionReader, draft: Draft): void => {
  if (!reader.dissected('ptp')) return;
  draft.ptp = 1;
  draft.ptpMessage = reader.number('ptp.v2.messagetype');
};

/** Says which tunnel this is, and that its payload starts at `offset`. */
const enter = ({ draft }: Tunnel, tunnel: keyof typeof tunnels, tunnelId: number, offset: number): void => {
  Object.assign(draft, { tunnel: tunnels[tunnel], tunnelId, innerOffset: offset, innerL3Offset: offset });
};

/** Reads what tshark found right after the last protocol called `name`. */
const readBehind = (tunnel: Tunnel, name: string, offset: number): void => {
  const { reader, readInnerIp } = tunnel;
  const payload = reader.protocolBehind(name);
  if (payload === 'ip') readInnerIp(4, offset);
  else if (payload === 'ipv6') readInnerIp(6, offset);
  else if (payload === 'eth') readInnerEthernet(tunnel, offset);
};

const readInnerEthernet = ({ reader, draft, readInnerIp }: Tunnel, start: number): void => {
  if (!reader.has('eth.dst')) return;
  const { tags, ethertype } = readTags(reader, innerVlanTagCount);
  const offset = start + 14 + 4 * tags.length;
  Object.assign(draft, {
    innerEthernet: 1,
    innerDstMac: reader.value('eth.dst', macNumber),
    innerSrcMac: reader.value('eth.src', macNumber),
    innerEthertype: ethertype,
    innerVlanCount: tags.length,
    innerVlan: tags[0]?.id ?? 0,
    innerVlan2: tags[1]?.id ?? 0,
    innerL3Offset: offset,
  });
  const payload = reader.protocolBehindLinks();
  if (payload === 'ip') readInnerIp(4, offset);
  else if (payload === 'ipv6') readInnerIp(6, offset);
};

/** Optional words of GRE: each is there where tshark shows one of its fields. */
const greWords: readonly (readonly FieldName[])[] = [
  ['gre.checksum', 'gre.offset'],
  ['gre.key', 'gre.key.call_id'],
  ['gre.sequence_number'],
  ['gre.ack_number'],
];

/** GRE; after UDP it says nothing about `payloadOffset`. */
export const readGre = (
  reader: DissectionReader,
  draft: Draft,
  start: number,
  readInnerIp: ReadInnerIp,
  isOverUdp = false,
): void => {
  if (!reader.has('gre.proto')) return;
  const tunnel = { reader, draft, start, readInnerIp };
  // tshark does not show to which of several GRE headers a word belongs.
  reader.text('gre.proto');
  const isShared = reader.has('gre.proto') && greWords.flat().some(name => reader.has(name));
  const words = greWords.filter(names => names.some(name => reader.has(name))).length;
  // tshark does not show how long the source routes are.
  const offset = reader.has('gre.routing') || isShared ? Number.NaN : start + 4 + 4 * words;
  const isPptp = reader.has('gre.key.call_id');
  const shown = isPptp ? reader.number('gre.key.call_id') : reader.has('gre.key') ? reader.number('gre.key') : 0;
  const key = isShared ? Number.NaN : shown;
  if (!isOverUdp) draft.payloadOffset = offset;
  enter(tunnel, isPptp ? 'pptp' : 'gre', key, offset);
  if (reader.protocolBehind('gre') === 'erspan') readErspan(tunnel, key, offset);
  else readBehind(tunnel, 'gre', offset);
};

/** Bytes of an ERSPAN header by the version that tshark shows; type I has none, and shows none. */
const erspanBytes = (reader: DissectionReader): number => {
  if (!reader.has('erspan.version')) return 0;
  const version = reader.number('erspan.version');
  if (version === 1) return 8;
  return version === 2 ? (reader.number('erspan.o') === 1 ? 20 : 12) : Number.NaN;
};

const readErspan = (tunnel: Tunnel, key: number, offset: number): void => {
  const { reader } = tunnel;
  const behind = offset + erspanBytes(reader);
  enter(tunnel, 'erspan', reader.has('erspan.spanid') ? reader.number('erspan.spanid') : key, behind);
  readBehind(tunnel, 'erspan', behind);
};

/** Length of all Geneve options; not known when a second Geneve header has options of its own. */
const geneveOptionBytes = (reader: DissectionReader): number => {
  if (!reader.has('geneve.option.length')) return 0;
  // The first of these lengths is that of all options.
  const bytes = reader.number('geneve.option.length');
  reader.text('geneve.version');
  return reader.has('geneve.version') ? Number.NaN : bytes;
};

/** Whatever tshark found after UDP, on whatever port. */
export const readUdpPayload = (
  reader: DissectionReader,
  draft: Draft,
  start: number,
  readInnerIp: ReadInnerIp,
): void => {
  const tunnel = { reader, draft, start, readInnerIp };
  if (reader.has('vxlan.vni')) readVxlan(tunnel);
  else if (reader.has('geneve.vni')) {
    const behind = start + 8 + geneveOptionBytes(reader);
    enter(tunnel, 'geneve', reader.number('geneve.vni'), behind);
    readBehind(tunnel, 'geneve', behind);
  } else if (reader.has('gtp.teid')) readGtp(tunnel);
  else if (reader.has('lisp-data.flags')) {
    enter(tunnel, 'lisp', reader.has('lisp-data.iid') ? reader.number('lisp-data.iid') : 0, start + 8);
    readBehind(tunnel, 'lisp-data', start + 8);
  } else if (reader.protocolBehind('udp') === 'gre') readGre(reader, draft, start, readInnerIp, true);
  else if (reader.protocolBehind('udp') === 'infiniband') readBaseTransport(reader, draft);
  else readPtp(reader, draft);
};

const readVxlan = (tunnel: Tunnel): void => {
  const { reader, start } = tunnel;
  // tshark shows the next protocol of VXLAN-GPE alone, and does not list that as a protocol.
  const isGpe = reader.has('vxlan.next_proto');
  enter(tunnel, isGpe ? 'vxlanGpe' : 'vxlan', reader.number('vxlan.vni'), start + 8);
  readBehind(tunnel, isGpe && !reader.dissected('vxlan') ? 'udp' : 'vxlan', start + 8);
};

/** A message of GTP that carries a user packet (3GPP TS 29.281, 6.1). */
const userPacket = 0xff;

const readGtp = (tunnel: Tunnel): void => {
  const { reader, draft, start } = tunnel;
  const flags = reader.number('gtp.flags');
  let offset = start + ((flags & 7) !== 0 ? 12 : 8);
  while (reader.has('gtp.ext_hdr.length')) offset += reader.number('gtp.ext_hdr.length') * 4;
  const isPacket = reader.number('gtp.message') === userPacket;
  // Of other messages tshark does not say where what they carry begins.
  enter(tunnel, 'gtpu', reader.number('gtp.teid'), isPacket ? offset : Number.NaN);
  if (isPacket) readBehind(tunnel, 'gtp', offset);
  else draft.innerL3Offset = undefined;
};
