// SPDX-License-Identifier: Apache-2.0
/** A packet type of DPDK in the terms of the header vector. */
import { ethertypes, tunnels } from '../../../hdl/spec/protocol/headers/numbers.ts';
import { type Scope, scopedName } from '../../../hdl/spec/protocol/headers/scope.ts';
import type { ToolAnswer } from './parser-answer.ts';

/** Packet type of one frame, and the bytes of its headers; 0 for those that DPDK did not find. */
export interface PacketType {
  readonly type: number;
  readonly l2: number;
  readonly l3: number;
  readonly l4: number;
  readonly tunnel: number;
  readonly innerL2: number;
  readonly innerL3: number;
  readonly innerL4: number;
}

/** Numbers of `rte_mbuf_ptype.h`; every layer has four bits. */
const layerShifts = { l2: 0, l3: 4, l4: 8, tunnel: 12, innerL2: 16, innerL3: 20, innerL4: 24 } as const;
const l2Types = { arp: 3, mpls: 10 } as const;
const ipv4Types: Readonly<Record<Scope, readonly number[]>> = { outer: [1, 3, 9], inner: [1, 2, 4] };
const ipv6Types: Readonly<Record<Scope, readonly number[]>> = { outer: [4, 12, 14], inner: [3, 5, 6] };
const l4Types: Readonly<Record<number, 'tcp' | 'udp' | 'sctp'>> = { 1: 'tcp', 2: 'udp', 4: 'sctp' };
const l4Fragment = 3;
const tunnelTypes: Readonly<Record<number, number>> = { 1: tunnels.ip, 2: tunnels.gre, 4: tunnels.nvgre };
/** Tags inside the tunnel by the type of its link header. */
const innerTagCounts: Readonly<Record<number, number>> = { 1: 0, 2: 1, 3: 2 };

const layerType = (type: number, layer: keyof typeof layerShifts): number => (type >>> layerShifts[layer]) & 15;

const scoped = (scope: Scope, fields: Readonly<Record<string, number>>): ToolAnswer =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [scopedName(scope, name), value]));

/** What stands from the network header at `start` on. */
const packetFields = (
  scope: Scope,
  l3Type: number,
  l4Type: number,
  start: number,
  l3: number,
  l4: number,
): ToolAnswer => {
  const ipv4 = ipv4Types[scope].includes(l3Type);
  const ipv6 = ipv6Types[scope].includes(l3Type);
  if (!ipv4 && !ipv6) return scoped(scope, { ipv4: 0, ipv6: 0 });
  const transport = l4Types[l4Type];
  return scoped(scope, {
    l3Offset: start,
    ipv4: Number(ipv4),
    ipv6: Number(ipv6),
    l4Offset: start + l3,
    fragment: Number(l4Type === l4Fragment),
    // Of a fragment it says nothing more.
    ...(l4Type !== l4Fragment && {
      tcp: Number(transport === 'tcp'),
      udp: Number(transport === 'udp'),
      sctp: Number(transport === 'sctp'),
    }),
    ...(transport !== undefined && { payloadOffset: start + l3 + l4 }),
  });
};

/** What stands from the tunnel header on, whose payload is at `start`. */
const tunnelFields = ({ type, innerL2, innerL3, innerL4 }: PacketType, start: number): ToolAnswer => {
  const tunnel = tunnelTypes[layerType(type, 'tunnel')];
  if (tunnel === undefined) return {};
  const tags = innerTagCounts[layerType(type, 'innerL2')];
  const l3Type = layerType(type, 'innerL3');
  return {
    tunnel,
    innerOffset: start,
    innerEthernet: Number(tags !== undefined),
    ...(tags !== undefined && { innerVlanCount: tags, innerL3Offset: start + innerL2 }),
    ...packetFields('inner', l3Type, layerType(type, 'innerL4'), start + innerL2, innerL3, innerL4),
  };
};

/** The header vector fields that a packet type holds; a field that it does not speak of is absent. */
export const fieldsOfType = (packet: PacketType): ToolAnswer => {
  const { type, l2, l3, l4, tunnel } = packet;
  const l2Type = layerType(type, 'l2');
  return {
    ...(l2Type === l2Types.arp && { ethertype: ethertypes.arp }),
    // What stands after the labels it does not look at.
    ...(l2Type === l2Types.mpls
      ? { l3Offset: l2 }
      : packetFields('outer', layerType(type, 'l3'), layerType(type, 'l4'), l2, l3, l4)),
    ...tunnelFields(packet, l2 + l3 + l4 + tunnel),
  };
};
