// SPDX-License-Identifier: Apache-2.0
/** What tshark's dissection of a frame means in the terms of the header vector: the link headers, and the whole. */
import { ethertypes, leastEthertype } from '../../../hdl/spec/protocol/headers.ts';
import { emptyHeaderVector } from '../../../sim/model/vector-model.ts';
import { macNumber } from './addresses.ts';
import { DissectionReader, type Draft } from './dissection-reader.ts';
import type { ToolAnswer } from './parser-answer.ts';
import type { Dissection } from './tshark.ts';
import { readIp } from './tshark-ip.ts';
import { readTags } from './tshark-tags.ts';
import { readBaseTransport, readPtp } from './tshark-tunnels.ts';

/** Fields of the vector that are the parser's own words, or come of its tables: tshark says nothing like them. */
export const ownFields = [
  ...(['headers', 'exception', 'exceptionHeader', 'frameBytes', 'longer'] as const),
  ...(['ports', 'fragmentStart', 'pppCompressed', 'addressOptions', 'innerAddressOptions'] as const),
  ...(['iscsi', 'nvme', 'innerIscsi', 'innerNvme'] as const),
] as const;

/** Two tags of 0x88a8 in a row and a single one, outside and inside a tunnel: the fields do not tell which stands where. */
const hasUncertainTags = (dissection: Dissection): boolean =>
  dissection['ieee8021ad.svid'].length > 0 && dissection['ieee8021ad.id'].length > 0;

/**
 * The header vector that a well-formed frame must have if tshark is right, the offsets counted from its header lengths;
 * of a frame that is cut or malformed, the fields that tshark printed. What tshark does not speak of is absent.
 */
export const vectorOf = (dissection: Dissection): ToolAnswer => {
  const draft: Draft = { ...emptyHeaderVector(), l4Checksum: 0, innerL4Checksum: 0 };
  for (const name of ownFields) delete draft[name];
  if (hasUncertainTags(dissection)) {
    const { dstMac, srcMac } = vectorOf({ ...dissection, 'ieee8021ad.svid': [], 'ieee8021ad.cvid': [] });
    return { dstMac, srcMac } as ToolAnswer;
  }
  readLink(new DissectionReader(dissection), draft);
  return Object.fromEntries(
    Object.entries(draft).filter(([, value]) => value !== undefined && !Number.isNaN(value)),
  ) as ToolAnswer;
};

const noteFields = ['_ws.malformed', '_ws.short', '_ws.unreassembled'] as const;

/** What tshark takes the payload of the outermost UDP for, as a note. */
const carriedNote = (dissection: Dissection): readonly string[] => {
  const carried = new DissectionReader(dissection).protocolBehind('udp');
  return carried === undefined ? [] : [`udp carries ${carried}`];
};

/**
 * `malformed`, `short` and `unreassembled`, where tshark marks the frame so: it then gave up inside a header or payload; and
 * `udp carries NAME`.
 */
export const notesOf = (dissection: Dissection): readonly string[] => [
  ...noteFields.filter(name => dissection[name].length > 0).map(name => name.slice('_ws.'.length)),
  ...carriedNote(dissection),
];

const readLink = (reader: DissectionReader, draft: Draft): void => {
  if (!reader.has('eth.dst')) return;
  draft.dstMac = reader.value('eth.dst', macNumber);
  draft.srcMac = reader.value('eth.src', macNumber);
  const { ethertype, tags } = readTags(reader);
  const [vlan = 0, vlan2 = 0, vlan3 = 0, vlan4 = 0] = tags.map(({ id }) => id);
  Object.assign(draft, {
    vlanCount: tags.length,
    vlan,
    vlan2,
    vlan3,
    vlan4,
    priority: tags[0]?.priority ?? 0,
    ethertype,
    linkLength: ethertype < leastEthertype ? ethertype : 0,
  });
  draft.l3Offset = 14 + 4 * tags.length;
  readBehindType(reader, draft, ethertype);
};

const readBehindType = (reader: DissectionReader, draft: Draft, ethertype: number): void => {
  if (ethertype < leastEthertype) readLlc(reader, draft);
  else if (ethertype === ethertypes.mpls || ethertype === ethertypes.mplsMulticast) readMpls(reader, draft);
  else if (ethertype === ethertypes.pppoeSession) readPppoe(reader, draft);
  else if (!readNetwork(reader, draft, ethertype)) readLocal(reader, draft, ethertype);
};

/** LLC, and the EtherType of SNAP where there is one. tshark shows neither where a length is more than the frame has. */
const readLlc = (reader: DissectionReader, draft: Draft): void => {
  if (!reader.has('llc.dsap')) return;
  draft.llc = 1;
  const oui = reader.text('llc.oui');
  const type = oui !== undefined && Number(oui) === 0 ? reader.text('llc.type') : undefined;
  if (type === undefined) return;
  draft.snap = 1;
  draft.ethertype = Number(type);
  draft.l3Offset! += 8;
  const payload = reader.protocolBehind('llc');
  if (payload === 'vlan') readTagBehindSnap(reader, draft);
  else if (payload === 'ip') readIp(reader, draft, 'outer', 4, draft.l3Offset!);
  else if (payload === 'ipv6') readIp(reader, draft, 'outer', 6, draft.l3Offset!);
  else if (payload === 'arp') draft.arp = 1;
};

/** A tag that tshark takes the type of SNAP for. */
const readTagBehindSnap = (reader: DissectionReader, draft: Draft): void => {
  draft.vlanCount! += 1;
  draft.ethertype = reader.number('vlan.etype');
  draft.l3Offset! += 4;
};

/** ARP or IP; false when the type names neither. */
const readNetwork = (reader: DissectionReader, draft: Draft, ethertype: number): boolean => {
  if (ethertype === ethertypes.arp) draft.arp = reader.has('arp.opcode') ? 1 : 0;
  else if (ethertype === ethertypes.ipv4) readIp(reader, draft, 'outer', 4, draft.l3Offset!);
  else if (ethertype === ethertypes.ipv6) readIp(reader, draft, 'outer', 6, draft.l3Offset!);
  else return false;
  return true;
};

const labelFields = ['mplsLabel', 'mplsLabel2', 'mplsLabel3', 'mplsLabel4', 'mplsLabel5'] as const;

const readMpls = (reader: DissectionReader, draft: Draft): void => {
  let bottom = 0;
  for (const name of labelFields) {
    if (bottom === 1 || !reader.has('mpls.label')) break;
    draft[name] = reader.number('mpls.label');
    const trafficClass = reader.number('mpls.exp');
    if (name === 'mplsLabel') draft.mplsTrafficClass = trafficClass;
    draft.mplsCount! += 1;
    draft.l3Offset! += 4;
    bottom = reader.number('mpls.bottom');
    if (Number.isNaN(bottom)) return;
  }
  if (bottom === 0) return;
  const payload = reader.protocolBehind('mpls');
  if (payload === 'ip') readIp(reader, draft, 'outer', 4, draft.l3Offset!);
  else if (payload === 'ipv6') readIp(reader, draft, 'outer', 6, draft.l3Offset!);
};

const readPppoe = (reader: DissectionReader, draft: Draft): void => {
  if (!reader.has('pppoe.session_id')) return;
  draft.pppoe = 1;
  draft.pppoeSession = reader.number('pppoe.session_id');
  draft.linkLength = reader.number('pppoe.payload_length');
  draft.l3Offset! += 8;
  const payload = reader.protocolBehind('ppp');
  if (payload === 'ip') readIp(reader, draft, 'outer', 4, draft.l3Offset!);
  if (payload === 'ipv6') readIp(reader, draft, 'outer', 6, draft.l3Offset!);
};

/** Protocols that stay on the link. */
const readLocal = (reader: DissectionReader, draft: Draft, ethertype: number): void => {
  if (ethertype === ethertypes.macControl) {
    if (!reader.has('macc.opcode')) return;
    const opcode = reader.number('macc.opcode');
    Object.assign(draft, { macControl: 1, pause: opcode === 1 ? 1 : 0, priorityPause: opcode === 0x0101 ? 1 : 0 });
  } else if (ethertype === ethertypes.slowProtocols) draft.lacp = reader.number('slow.subtype') === 1 ? 1 : 0;
  else if (ethertype === ethertypes.lldp) draft.lldp = reader.dissected('lldp') ? 1 : 0;
  else if (ethertype === ethertypes.ptp) readPtp(reader, draft);
  else if (ethertype === ethertypes.fip) draft.fip = reader.has('fip.opcode') ? 1 : 0;
  else if (ethertype === ethertypes.fcoe && reader.has('fc.r_ctl')) {
    const address = (name: 'fc.d_id' | 'fc.s_id') =>
      reader.value(name, text => Number.parseInt(text.replace(/[.:]/g, ''), 16));
    Object.assign(draft, {
      fcoe: 1,
      fcRouting: reader.number('fc.r_ctl'),
      fcDestination: address('fc.d_id'),
      fcSource: address('fc.s_id'),
    });
  } else if (ethertype === ethertypes.roce && reader.has('infiniband.grh.ipver')) {
    draft.globalRoute = 1;
    readBaseTransport(reader, draft);
  }
};
