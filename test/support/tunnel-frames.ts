// SPDX-License-Identifier: Apache-2.0
/** Tunnels for the frames of `frames.ts`: each gives the bytes, or the segment, that stand after the outer headers. */
import { be16, internetChecksum, join, type Packet, type Segment, segmentOf } from './frames.ts';

const be32 = (value: number): Uint8Array => be16(value >>> 16, value & 0xffff);
const be24 = (value: number): number[] => [value >> 16, (value >> 8) & 0xff, value & 0xff];

export interface Gre {
  readonly protocol: number;
  readonly checksum?: boolean;
  readonly key?: number;
  readonly sequence?: number;
  /** Of PPTP (RFC 2637, 4.1), which is version 1. */
  readonly acknowledgment?: number;
  readonly version?: number;
}

/** GRE (RFC 2784, 2.1; RFC 2890, 2; RFC 2637, 4.1) around any bytes; its checksum comes out right. */
export const gre = (header: Gre, payload: Uint8Array): Segment => {
  const { protocol, checksum = false, key, sequence, acknowledgment, version = 0 } = header;
  const flags =
    (checksum ? 0x8000 : 0) |
    (key === undefined ? 0 : 0x2000) |
    (sequence === undefined ? 0 : 0x1000) |
    (acknowledgment === undefined ? 0 : 0x80);
  const bytes = join(
    be16(flags | version, protocol),
    checksum ? be16(0, 0) : [],
    key === undefined ? [] : be32(key),
    sequence === undefined ? [] : be32(sequence),
    acknowledgment === undefined ? [] : be32(acknowledgment),
    payload,
  );
  if (checksum) bytes.set(be16(internetChecksum(bytes)), 4);
  return segmentOf(47, bytes);
};

/** NVGRE (RFC 7637, 3.2) around a frame. */
export const nvgre = ({ segment, flow = 0 }: { readonly segment: number; readonly flow?: number }, frame: Uint8Array) =>
  gre({ protocol: 0x6558, key: segment * 256 + flow }, frame);

/** ERSPAN type I: GRE without a sequence number, the mirrored frame right after it. */
export const erspan1 = (frame: Uint8Array): Segment => gre({ protocol: 0x88be }, frame);

/** ERSPAN type II (draft-foschiano-erspan, 4.2) around a mirrored frame. */
export const erspan2 = ({ session }: { readonly session: number }, frame: Uint8Array): Segment =>
  gre({ protocol: 0x88be, sequence: 7 }, join(be16(0x1064, session), be32(5), frame));

export interface Erspan3 {
  readonly session: number;
  /** Frame type: 0 Ethernet, 2 an IP packet. */
  readonly frameType?: number;
  readonly subheader?: boolean;
  /** GRE carries a sequence number; not every sender sets one. */
  readonly sequenced?: boolean;
}

/** ERSPAN type III (draft-foschiano-erspan, 4.3), with 8 bytes of platform subheader if asked. */
export const erspan3 = (
  { session, frameType = 0, subheader = false, sequenced = true }: Erspan3,
  frame: Uint8Array,
): Segment =>
  gre(
    { protocol: 0x22eb, ...(sequenced ? { sequence: 8 } : {}) },
    join(
      be16(0x2064, 0xa400 | session),
      be32(0x12345678),
      be16(0, (frameType << 10) | (subheader ? 1 : 0)),
      subheader ? new Uint8Array(8).fill(0x5b) : [],
      frame,
    ),
  );

/** An IP packet right after an IP header (RFC 2003; RFC 2473; RFC 4213). */
export const ipInIp = (packet: Packet): Segment => segmentOf(packet.ethertype === 0x0800 ? 4 : 41, packet.bytes);

/** VXLAN (RFC 7348, 5) around a frame. */
export const vxlan = ({ identifier }: { readonly identifier: number }, frame: Uint8Array): Uint8Array =>
  join([8, 0, 0, 0], be24(identifier), [0], frame);

/** VXLAN-GPE (draft-ietf-nvo3-vxlan-gpe, 3.1); without `next`, the P flag is 0. */
export const vxlanGpe = (
  { identifier, next }: { readonly identifier: number; readonly next?: number },
  payload: Uint8Array,
): Uint8Array => join([next === undefined ? 0x08 : 0x0c, 0, 0, next ?? 0], be24(identifier), [0], payload);

/** LISP (RFC 9300, 5.3) around a packet; `next` is that of LISP-GPE (RFC 9305, 3). */
export const lisp = (
  { instance, next }: { readonly instance?: number; readonly next?: number },
  payload: Uint8Array,
): Uint8Array =>
  join(
    [(instance === undefined ? 0 : 8) | (next === undefined ? 0 : 4), 0, 0, next ?? 0],
    be24(instance ?? 0),
    [0],
    payload,
  );

export interface Geneve {
  readonly identifier: number;
  readonly protocol: number;
  /** Option bytes, a multiple of 4; at most 252. */
  readonly options?: readonly number[];
  readonly version?: number;
}

/** Geneve (RFC 8926, 3.4). */
export const geneve = ({ identifier, protocol, options = [], version = 0 }: Geneve, payload: Uint8Array): Uint8Array =>
  join([(version << 6) | (options.length / 4), 0], be16(protocol), be24(identifier), [0], options, payload);

export interface Gtpu {
  readonly endpoint: number;
  /** 255 is a user packet (3GPP TS 29.281, 6.1). */
  readonly message?: number;
  readonly sequence?: number;
  /** Types and contents of extension headers, each content 2 bytes more than a multiple of 4. */
  readonly extensions?: readonly { readonly type: number; readonly content: readonly number[] }[];
}

/** GTP-U (3GPP TS 29.281, 5.1) with its optional words where sequence or extensions ask for them. */
export const gtpu = ({ endpoint, message = 255, sequence, extensions = [] }: Gtpu, packet: Uint8Array): Uint8Array => {
  const flags = 0x30 | (extensions.length > 0 ? 4 : 0) | (sequence === undefined ? 0 : 2);
  const hasWord = flags !== 0x30;
  const types = [...extensions.map(({ type }) => type), 0];
  const rest = join(
    hasWord ? [...be16(sequence ?? 0), 0, types[0]!] : [],
    ...extensions.map(({ content }, i) => [(content.length + 2) / 4, ...content, types[i + 1]!]),
    packet,
  );
  return join([flags, message], be16(rest.length), be32(endpoint), rest);
};
