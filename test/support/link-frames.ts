// SPDX-License-Identifier: Apache-2.0
/** Packets that stay on the link, or lie between Ethernet and IP, for the frames of `frames.ts`. */
import { be16, join, type Packet } from './frames.ts';

export interface Label {
  readonly label: number;
  readonly trafficClass?: number;
  readonly ttl?: number;
  /** Bottom of stack, in place of the truth. */
  readonly bottom?: boolean;
}

/** A stack of MPLS labels (RFC 3032, 2.1), outermost first, around any bytes. */
export const mpls = (labels: readonly Label[], payload: Uint8Array, ethertype = 0x8847): Packet => ({
  ethertype,
  bytes: join(
    ...labels.map(({ label, trafficClass = 0, ttl = 64, bottom }, i) => {
      const s = (bottom ?? i === labels.length - 1) ? 1 : 0;
      return be16(label >> 4, ((label & 0xf) << 12) | (trafficClass << 9) | (s << 8) | ttl);
    }),
    payload,
  ),
});

export interface Pppoe {
  readonly session: number;
  /** PPP protocol (RFC 1661, 2). */
  readonly protocol: number;
  readonly lie?: { readonly versionAndType?: number; readonly code?: number; readonly length?: number };
}

/** A PPPoE session packet (RFC 2516, 4); its length counts the PPP protocol and the payload. */
export const pppoe = ({ session, protocol, lie = {} }: Pppoe, payload: Uint8Array): Packet => {
  const { versionAndType = 0x11, code = 0, length = 2 + payload.length } = lie;
  return { ethertype: 0x8864, bytes: join([versionAndType, code], be16(session, length, protocol), payload) };
};

/** A MAC control frame (IEEE 802.3, 31): 0x0001 is pause, 0x0101 priority flow control. */
export const macControl = (opcode: number, parameters: readonly number[]): Packet => ({
  ethertype: 0x8808,
  bytes: join(be16(opcode, ...parameters), new Uint8Array(44 - 2 * parameters.length)),
});

/** A PTP message (IEEE 1588, 13.3) of version 2 with nothing in it but its type. */
export const ptpMessage = (messageType: number, length = 44): Uint8Array =>
  join([0x10 | messageType, 2], be16(length), new Uint8Array(length - 4));

export interface FibreChannel {
  readonly routing: number;
  readonly destination: number;
  readonly source: number;
}

const be24 = (value: number): number[] => [value >> 16, (value >> 8) & 0xff, value & 0xff];

/** An FCoE frame (FC-BB-5, 7.7): version, 12 bytes reserved, SOF, and a Fibre Channel header of 24 bytes. */
export const fcoe = ({ routing, destination, source }: FibreChannel, payload: Uint8Array): Packet => ({
  ethertype: 0x8906,
  bytes: join(new Uint8Array(13), [0x2e, routing], be24(destination), [0], be24(source), new Uint8Array(16), payload),
});

export interface BaseTransport {
  readonly opcode: number;
  readonly queuePair: number;
}

/** The base transport header of RoCE (InfiniBand architecture, 9.2), and payload. */
export const baseTransport = ({ opcode, queuePair }: BaseTransport, payload: Uint8Array): Uint8Array =>
  join([opcode, 0x40, 0xff, 0xff, 0], be24(queuePair), [0, 0, 0, 7], payload);

/** A RoCE v1 packet: a global route header (InfiniBand architecture, 8.3) around the bytes. */
export const globalRoute = (bytes: Uint8Array, nextHeader = 0x1b): Packet => ({
  ethertype: 0x8915,
  bytes: join([0x60, 0, 0, 0], be16(bytes.length), [nextHeader, 64], new Uint8Array(32).fill(0xfe), bytes),
});
