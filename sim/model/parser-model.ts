/**
 * The parser as prose: one frame's bytes in, its header vector out, by the rules of `hdl/layout/header-vector.ts`.
 * Each step reads one header (IEEE 802.3, 802.1Q/802.1ad, RFC 826, 791, 8200, 9293, 768, 792, 4443) if the frame holds
 * all of it and hands over to the next; a step that cannot go on returns the exception that ends the walk.
 */
import type { ParserException } from '../../hdl/layout/header-vector.ts';
import { readBigint, readNumber } from './bytes.ts';
import { emptyHeaderVector, exceptionId, type HeaderVector } from './header-vector.ts';

type Draft = { -readonly [F in keyof HeaderVector]: HeaderVector[F] };

/** Reads the headers of one frame (without FCS, padding included), of any length from 0 bytes. */
export const parseFrame = (frame: Uint8Array): HeaderVector => {
  const vector: Draft = emptyHeaderVector();
  vector.exception = exceptionId(walkEthernet(frame, vector));
  return vector;
};

const walkEthernet = (frame: Uint8Array, vector: Draft): ParserException => {
  if (frame.length < 14) return 'truncated';
  vector.dstMac = readBigint(frame, 0, 6);
  vector.srcMac = readBigint(frame, 6, 6);
  vector.ethertype = readNumber(frame, 12, 2);
  vector.l3Offset = 14;
  return walkTags(frame, vector);
};

/** Where the id of each tag goes, outermost first. */
const vlanFields = ['vlan', 'vlan2', 'vlan3', 'vlan4'] as const;

const walkTags = (frame: Uint8Array, vector: Draft): ParserException => {
  while (vector.ethertype === 0x8100 || vector.ethertype === 0x88a8) {
    const idField = vlanFields[vector.vlanCount];
    if (idField === undefined) return 'too_many_tags';
    const tag = vector.l3Offset;
    if (frame.length < tag + 4) return 'truncated';
    const tci = readNumber(frame, tag, 2);
    vector[idField] = tci & 0xfff;
    if (idField === 'vlan') vector.priority = tci >> 13;
    vector.vlanCount += 1;
    vector.ethertype = readNumber(frame, tag + 2, 2);
    vector.l3Offset = tag + 4;
  }
  return vector.ethertype < 0x0600 ? walkLlc(frame, vector) : walkNetworkLayer(frame, vector);
};

/** IEEE 802, 9.2 and RFC 1042: behind an 802.3 length, only SNAP with OUI 0 leads on. */
const walkLlc = (frame: Uint8Array, vector: Draft): ParserException => {
  const start = vector.l3Offset;
  if (frame.length < start + 6) return 'truncated';
  vector.llc = 1;
  const saysSnap = [0xaa, 0xaa, 0x03, 0, 0, 0].every((byte, i) => frame[start + i] === byte);
  if (!saysSnap) return 'none';
  if (frame.length < start + 8) return 'truncated';
  vector.snap = 1;
  vector.ethertype = readNumber(frame, start + 6, 2);
  vector.l3Offset = start + 8;
  return walkNetworkLayer(frame, vector);
};

const walkNetworkLayer = (frame: Uint8Array, vector: Draft): ParserException => {
  switch (vector.ethertype) {
    case 0x0806:
      return walkArp(frame, vector);
    case 0x0800:
      return walkIpv4(frame, vector);
    case 0x86dd:
      return walkIpv6(frame, vector);
    default:
      return 'none';
  }
};

const walkArp = (frame: Uint8Array, vector: Draft): ParserException => {
  if (frame.length < vector.l3Offset + 28) return 'truncated';
  vector.arp = 1;
  return 'none';
};

const walkIpv4 = (frame: Uint8Array, vector: Draft): ParserException => {
  const start = vector.l3Offset;
  if (frame.length < start + 20) return 'truncated';
  const version = readNumber(frame, start, 1) >> 4;
  const headerBytes = (readNumber(frame, start, 1) & 0xf) * 4;
  const totalBytes = readNumber(frame, start + 2, 2);
  if (version !== 4 || headerBytes < 20 || totalBytes < headerBytes) return 'ipv4_header';
  if (frame.length < start + headerBytes) return 'truncated';
  const flags = readNumber(frame, start + 6, 2);
  const fragmentOffset = flags & 0x1fff;
  const moreFragments = (flags & 0x2000) !== 0;
  vector.ipv4 = 1;
  vector.fragment = moreFragments || fragmentOffset !== 0 ? 1 : 0;
  vector.laterFragment = fragmentOffset !== 0 ? 1 : 0;
  vector.ipProtocol = readNumber(frame, start + 9, 1);
  vector.srcIp = readBigint(frame, start + 12, 4);
  vector.dstIp = readBigint(frame, start + 16, 4);
  vector.l4Offset = start + headerBytes;
  return walkTransport(frame, vector, totalBytes - headerBytes);
};

const walkIpv6 = (frame: Uint8Array, vector: Draft): ParserException => {
  const start = vector.l3Offset;
  if (frame.length < start + 40) return 'truncated';
  if (readNumber(frame, start, 1) >> 4 !== 6) return 'ipv6_header';
  const payloadBytes = readNumber(frame, start + 4, 2);
  vector.ipv6 = 1;
  vector.ipProtocol = readNumber(frame, start + 6, 1);
  vector.srcIp = readBigint(frame, start + 8, 16);
  vector.dstIp = readBigint(frame, start + 24, 16);
  vector.l4Offset = start + 40;
  if (vector.ipProtocol !== 44) return walkTransport(frame, vector, payloadBytes);

  const fragmentHeader = vector.l4Offset;
  if (frame.length < fragmentHeader + 8) return 'truncated';
  const offsetAndFlags = readNumber(frame, fragmentHeader + 2, 2);
  const fragmentOffset = offsetAndFlags >> 3;
  const moreFragments = (offsetAndFlags & 1) !== 0;
  vector.fragment = moreFragments || fragmentOffset !== 0 ? 1 : 0;
  vector.laterFragment = fragmentOffset !== 0 ? 1 : 0;
  vector.ipProtocol = readNumber(frame, fragmentHeader, 1);
  vector.l4Offset = fragmentHeader + 8;
  return walkTransport(frame, vector, payloadBytes - 8);
};

/** `ipBytes` is what the IP length leaves after the IP headers; it may be negative when that length lies. */
const walkTransport = (frame: Uint8Array, vector: Draft, ipBytes: number): ParserException => {
  const layer = transportLayer(vector);
  if (!layer || vector.laterFragment === 1) return 'none';
  if (ipBytes < layer.bytes) return 'l4_header';
  const start = vector.l4Offset;
  if (frame.length < start + layer.bytes) return 'truncated';
  vector[layer.name] = 1;
  if (layer.name === 'icmp') {
    vector.srcPort = readNumber(frame, start, 1);
    vector.dstPort = readNumber(frame, start + 1, 1);
  } else {
    vector.srcPort = readNumber(frame, start, 2);
    vector.dstPort = readNumber(frame, start + 2, 2);
  }
  if (layer.name === 'tcp') vector.tcpFlags = readNumber(frame, start + 13, 1);
  return 'none';
};

/** The L4 header that the protocol promises and how many bytes of it must be there; undefined when none is read. */
const transportLayer = (
  vector: HeaderVector,
): { readonly name: 'tcp' | 'udp' | 'icmp'; readonly bytes: number } | undefined => {
  const { ipProtocol, ipv4, ipv6 } = vector;
  if (ipProtocol === 6) return { name: 'tcp', bytes: 20 };
  if (ipProtocol === 17) return { name: 'udp', bytes: 8 };
  if ((ipProtocol === 1 && ipv4 === 1) || (ipProtocol === 58 && ipv6 === 1)) return { name: 'icmp', bytes: 4 };
  return undefined;
};
