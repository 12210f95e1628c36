/** Tunnel headers as tshark dissects them. */
import { ethertypes, innerVlanTagCount, tunnels } from '../../../hdl/spec/protocol/headers/numbers.ts';
import { defaultParserTables, type ParserTable } from '../../../hdl/spec/protocol/parser-tables.ts';
import { macNumber } from './addresses.ts';
import type { DissectionReader, Draft } from './dissection-reader.ts';
import { readTags } from './tshark-tags.ts';

/** Reads the packet whose IP header starts at an offset inside the tunnel. */
export type ReadInnerIp = (version: 4 | 6, offset: number) => void;

/** Whether a table holds one of the values after reset. */
export const isListed = (table: ParserTable, ...values: readonly number[]): boolean =>
  values.some(value => value !== 0 && defaultParserTables[table].includes(value));

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
const enter = (draft: Draft, tunnel: keyof typeof tunnels, tunnelId: number, offset: number): void => {
  Object.assign(draft, { tunnel: tunnels[tunnel], tunnelId, innerOffset: offset, innerL3Offset: offset });
};

export const readGre = (reader: DissectionReader, draft: Draft, start: number, readInnerIp: ReadInnerIp): void => {
  if (!reader.has('gre.proto')) return;
  const flags = reader.number('gre.flags_and_version');
  const protocol = reader.number('gre.proto');
  const [checksum, routing, key, sequence] = [0x8000, 0x4000, 0x2000, 0x1000].map(bit => (flags & bit) !== 0);
  const offset = start + 4 + [checksum || routing, key, sequence].filter(Boolean).length * 4;
  const id = key ? reader.number('gre.key') : 0;
  draft.payloadOffset = offset;
  const plain = (flags & 0x4007) === 0;
  const isNvgre = plain && key && !checksum && !sequence && protocol === ethertypes.transparentEthernet;
  const isErspan1 = plain && !sequence && protocol === ethertypes.erspan2;
  enter(draft, isNvgre ? 'nvgre' : isErspan1 ? 'erspan' : 'gre', isNvgre ? id >>> 8 : id, offset);
  if (!plain) return;
  if (isErspan1) readInnerEthernet(reader, draft, offset, readInnerIp);
  else if (sequence && protocol === ethertypes.erspan2 && reader.has('erspan.spanid')) {
    enter(draft, 'erspan', reader.number('erspan.spanid'), offset + 8);
    readInnerEthernet(reader, draft, offset + 8, readInnerIp);
  } else if (sequence && protocol === ethertypes.erspan3 && reader.has('erspan.spanid')) {
    const behind = offset + (reader.number('erspan.o') === 1 ? 20 : 12);
    enter(draft, 'erspan', reader.number('erspan.spanid'), behind);
    readInnerEthernet(reader, draft, behind, readInnerIp);
  } else readInner(reader, draft, protocol, offset, readInnerIp);
};

/** What a tunnel names by an EtherType. */
const readInner = (
  reader: DissectionReader,
  draft: Draft,
  ethertype: number,
  offset: number,
  readInnerIp: ReadInnerIp,
): void => {
  if (ethertype === ethertypes.ipv4) readInnerIp(4, offset);
  else if (ethertype === ethertypes.ipv6) readInnerIp(6, offset);
  else if (ethertype === ethertypes.transparentEthernet) readInnerEthernet(reader, draft, offset, readInnerIp);
};

const readInnerEthernet = (reader: DissectionReader, draft: Draft, start: number, readInnerIp: ReadInnerIp): void => {
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
  readInner(reader, draft, ethertype === ethertypes.transparentEthernet ? 0 : ethertype, offset, readInnerIp);
};

/** Length of all Geneve options; not known when a second Geneve header has options of its own. */
const geneveOptionBytes = (reader: DissectionReader): number => {
  if (!reader.has('geneve.option.length')) return 0;
  // The first of these lengths is that of all options.
  const bytes = reader.number('geneve.option.length');
  reader.text('geneve.version');
  return reader.has('geneve.version') ? Number.NaN : bytes;
};

export const readUdpPayload = (
  reader: DissectionReader,
  draft: Draft,
  port: number,
  offset: number,
  readInnerIp: ReadInnerIp,
): void => {
  if (isListed('vxlanPorts', port) && reader.has('vxlan.vni')) {
    enter(draft, 'vxlan', reader.number('vxlan.vni'), offset + 8);
    readInnerEthernet(reader, draft, offset + 8, readInnerIp);
  } else if (isListed('vxlanGpePorts', port) && reader.has('vxlan.vni'))
    readVxlanGpe(reader, draft, offset + 8, readInnerIp);
  else if (isListed('genevePorts', port) && reader.has('geneve.vni')) {
    const behind = offset + 8 + geneveOptionBytes(reader);
    enter(draft, 'geneve', reader.number('geneve.vni'), behind);
    readInner(reader, draft, reader.number('geneve.proto_type'), behind, readInnerIp);
  } else if (isListed('gtpuPorts', port) && reader.has('gtp.flags')) readGtp(reader, draft, offset, readInnerIp);
  else if (isListed('rocePorts', port)) readBaseTransport(reader, draft);
  else if (port === 319 || port === 320) readPtp(reader, draft);
};

const readVxlanGpe = (reader: DissectionReader, draft: Draft, offset: number, readInnerIp: ReadInnerIp): void => {
  enter(draft, 'vxlanGpe', reader.number('vxlan.vni'), offset);
  const next = reader.number('vxlan.next_proto');
  if (next === 1) readInnerIp(4, offset);
  else if (next === 2) readInnerIp(6, offset);
  else if (next === 3) readInnerEthernet(reader, draft, offset, readInnerIp);
};

const readGtp = (reader: DissectionReader, draft: Draft, start: number, readInnerIp: ReadInnerIp): void => {
  const flags = reader.number('gtp.flags');
  let offset = start + ((flags & 7) !== 0 ? 12 : 8);
  if ((flags & 4) !== 0) while (reader.has('gtp.ext_hdr.length')) offset += reader.number('gtp.ext_hdr.length') * 4;
  enter(draft, 'gtpu', reader.number('gtp.teid'), offset);
  if (reader.number('gtp.message') !== 0xff) {
    Object.assign(draft, { innerOffset: start + 8, innerL3Offset: start + 8 });
    return;
  }
  const payload = reader.protocolBehind('gtp');
  if (payload === 'ip') readInnerIp(4, offset);
  else if (payload === 'ipv6') readInnerIp(6, offset);
};
