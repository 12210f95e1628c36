// SPDX-License-Identifier: Apache-2.0
/** Frames from what they say: examples for people, and witnesses of what the compiler finds out. */
import { minFrameBytes } from '../../hdl/spec/configs.ts';
import { ethertypes, mplsLabelCount, vlanTagCount } from '../../hdl/spec/protocol/headers/numbers.ts';
import { bytesOf, zeros } from './frame-bytes.ts';
import { type IpPacket, ipBytes } from './ip-packet.ts';

/** What comes after the link header. */
export type Payload =
  | { readonly kind: 'ip'; readonly packet: IpPacket }
  /** A request for the MAC address of `target`, from an IPv4 address. */
  | { readonly kind: 'arp'; readonly sender: bigint; readonly target: bigint }
  /** No IP packet; where the type announces one, one that every stack discards. */
  | { readonly kind: 'nothing'; readonly malformed?: boolean }
  /** More MPLS labels than are read, or PPP of which the protocol is compressed. */
  | { readonly kind: 'unreadNetwork' }
  /** More VLAN tags than are read. */
  | { readonly kind: 'unreadEthertype' };

export interface FrameFields {
  readonly destinationMac: bigint;
  readonly sourceMac: bigint;
  /** VLAN id of its tag; 0 for none. */
  readonly vlan: number;
  /** Type after the tag: of IP, or of MPLS or PPPoE around it. */
  readonly ethertype: number;
  readonly payload: Payload;
}

const pppProtocols = { ipv4: 0x0021, ipv6: 0x0057, linkControl: 0xc021 } as const;
const arpRequest = 1;

const label = (last: boolean): readonly number[] => [0, 1, last ? 1 : 0, 64];

const pppoe = (protocol: readonly number[], body: readonly number[]): readonly number[] => [
  ...[0x11, 0, 0, 1, ...bytesOf(protocol.length + body.length, 2)],
  ...[...protocol, ...body],
];

/** LLC and SNAP (RFC 1042), up to the type. */
const snapHeader = [0xaa, 0xaa, 0x03, 0, 0, 0] as const;
/** Bytes by which the length of 802.3 leaves out the end of a packet that is malformed by it. */
const cutBytes = 4;

/**
 * A packet after 802.3 of which the length leaves out the end, from its type field on. So it is malformed, and yet a VM can say who it
 * is in a neighbour message; and padding cannot be taken for what comes after its header.
 */
const cutBySnap = (ethertype: number, packet: IpPacket): readonly number[] => {
  const content = packet.content.kind === 'absent' ? { ...packet.content, bytes: cutBytes } : packet.content;
  const bytes = [...snapHeader, ...bytesOf(ethertype, 2), ...ipBytes({ ...packet, content, malformed: false })];
  return [...bytesOf(bytes.length - cutBytes, 2), ...bytes];
};

const isCutBySnap = ({ payload, ethertype }: FrameFields): boolean =>
  payload.kind === 'ip' &&
  payload.packet.malformed === true &&
  ['type', 'absent'].includes(payload.packet.content.kind) &&
  ethertype === ethertypes.ipv6;

/** An IP packet as its type carries it. */
const carried = (ethertype: number, packet: IpPacket): readonly number[] => {
  const bytes = ipBytes(packet);
  if (ethertype === ethertypes.mpls || ethertype === ethertypes.mplsMulticast) return [...label(true), ...bytes];
  if (ethertype !== ethertypes.pppoeSession) return bytes;
  return pppoe(bytesOf(packet.version === 4 ? pppProtocols.ipv4 : pppProtocols.ipv6, 2), bytes);
};

const nothing = (ethertype: number, malformed: boolean): readonly number[] => {
  if (ethertype === ethertypes.mpls || ethertype === ethertypes.mplsMulticast) return label(true);
  if (ethertype !== ethertypes.pppoeSession) return [];
  return pppoe(bytesOf(malformed ? pppProtocols.ipv4 : pppProtocols.linkControl, 2), zeros(20));
};

const body = ({ ethertype, payload, sourceMac }: FrameFields): readonly number[] => {
  switch (payload.kind) {
    case 'ip':
      return carried(ethertype, payload.packet);
    case 'arp': {
      const start = [0, 1, ...bytesOf(ethertypes.ipv4, 2), 6, 4, ...bytesOf(arpRequest, 2)];
      return [
        ...start,
        ...bytesOf(sourceMac, 6),
        ...bytesOf(payload.sender, 4),
        ...zeros(6),
        ...bytesOf(payload.target, 4),
      ];
    }
    case 'nothing':
      return nothing(ethertype, payload.malformed ?? false);
    case 'unreadNetwork':
      if (ethertype === ethertypes.pppoeSession) return pppoe([pppProtocols.ipv4], zeros(40));
      return Array.from({ length: mplsLabelCount + 1 }, (_, i) => label(i === mplsLabelCount)).flat();
    case 'unreadEthertype':
      return [];
  }
};

const tag = (id: number): readonly number[] => [...bytesOf(ethertypes.tag, 2), ...bytesOf(id, 2)];

/** The bytes of a frame without FCS, padded to the shortest that a wire carries. */
export const buildFrame = (fields: FrameFields): Uint8Array => {
  const { destinationMac, sourceMac, vlan, ethertype, payload } = fields;
  const tags =
    payload.kind === 'unreadEthertype' ? [vlan, ...zeros(vlanTagCount)].flatMap(tag) : vlan === 0 ? [] : tag(vlan);
  const bytes = [
    ...[...bytesOf(destinationMac, 6), ...bytesOf(sourceMac, 6), ...tags],
    ...(payload.kind === 'ip' && isCutBySnap(fields)
      ? cutBySnap(ethertype, payload.packet)
      : [...bytesOf(ethertype, 2), ...body(fields)]),
  ];
  return Uint8Array.from([...bytes, ...zeros(Math.max(0, minFrameBytes - bytes.length))]);
};
