// SPDX-License-Identifier: Apache-2.0
/** What the parts of the packet checksums pass to each other. Positions count from the first byte of the frame. */
import { bit, type UInt, u, type Val } from 'typescript-hdl';
import { lengthBits } from '../../lib/frame-shapes.ts';
import { type HeaderVectorField, headerVectorFields } from '../../spec/protocol/header-vector.ts';

/** Fields of the header vector that the verdict on the packet outside depends on. */
const outerNames = [
  'ipv6',
  'fragment',
  'segmentsLeft',
  'addressOptions',
  'tcp',
  'udp',
  'udpLite',
  'sctp',
  'icmp',
  'udpChecksum',
  'ipLength',
  'ipProtocol',
  'l3Offset',
  'l4Offset',
  'udpLength',
] as const satisfies readonly HeaderVectorField[];

type FactName = (typeof outerNames)[number];

/** The facts about one packet, outside or inside a tunnel. */
export type PacketFacts = { readonly [K in FactName]: Val };

const widthOf = (name: string): number => headerVectorFields.find(field => field.name === name)!.bits;

/** Shape of {@link PacketFacts}. */
export const factsShape = Object.fromEntries(outerNames.map(name => [name, u(widthOf(name))])) as {
  readonly [K in FactName]: UInt;
};

const innerName = (name: FactName): HeaderVectorField =>
  `inner${name[0]!.toUpperCase()}${name.slice(1)}` as HeaderVectorField;

/** What a header vector says about the packet outside and about the one inside the tunnel. */
export const factsOf = (
  vector: Readonly<Record<HeaderVectorField, Val>>,
): { readonly outer: PacketFacts; readonly inner: PacketFacts } => ({
  outer: Object.fromEntries(outerNames.map(name => [name, vector[name]])) as PacketFacts,
  inner: Object.fromEntries(outerNames.map(name => [name, vector[innerName(name)]])) as PacketFacts,
});

/** Width of the position of a byte. */
export const positionBits = lengthBits;

/** Width of the position of a half word (16 bits) of a header: headers begin at even bytes and end before byte 512. */
export const headerHalfBits = 8;

/** Which bytes a checksum covers. */
export const rangeShape = {
  /** The checksum is a CRC32c, not a sum. */
  crc: bit(),
  /** First covered half word. */
  start: u(headerHalfBits),
  /** First byte after the covered ones. */
  end: u(positionBits),
  /** Half words of the addresses in the pseudo-header: the first, and the first after them; equal when there are none. */
  addresses: { from: u(headerHalfBits), to: u(headerHalfBits) },
} as const;

/** What there is to judge about a packet. */
export const coverageShape = {
  /** There is a checksum, and the lengths allow a verdict if the frame holds the packet. */
  judged: bit(),
  /** Last byte of the packet. */
  packetLast: u(positionBits),
  range: rangeShape,
  /** Sum of what the pseudo-header holds besides the addresses. */
  pseudo: u(17),
} as const;
