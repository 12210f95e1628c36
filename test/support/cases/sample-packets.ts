// SPDX-License-Identifier: Apache-2.0
/** Packets that the made cases have in common. */
import { fragmentHeader, ipv4, ipv6, optionsHeader, type Packet, type Segment, segmentOf, tcp } from '../frames.ts';
import { authenticationHeader, routingHeader } from '../transport-frames.ts';

export const ip4 = { source: '10.0.0.1', destination: '10.0.0.10' } as const;
export const ip6 = { source: 'fd00::1', destination: 'fd00::10' } as const;

/** A connection request to a port. */
export const syn = (destinationPort: number): Segment => tcp({ sourcePort: 40000, destinationPort, flags: 2 });
export const ssh = syn(22);
export const web = syn(80);

export const four = (segment: Segment, more: Partial<Parameters<typeof ipv4>[0]> = {}): Packet =>
  ipv4({ ...ip4, ...more }, segment);
export const six = (segment: Segment, more: Partial<Parameters<typeof ipv6>[0]> = {}): Packet =>
  ipv6({ ...ip6, ...more }, segment);

/** Extension headers around a segment, the first one outermost. */
export type Extension = 'hop-by-hop' | 'destination' | 'routing' | 'atomic fragment' | 'authentication';

const around: Readonly<Record<Extension, (segment: Segment) => Segment>> = {
  'hop-by-hop': segment => optionsHeader(0, segment),
  destination: segment => optionsHeader(60, segment),
  routing: segment => routingHeader({ segmentsLeft: 0, route: [] }, segment),
  'atomic fragment': segment => fragmentHeader({}, segment),
  // Three words of check value and one that fills up to eight bytes.
  authentication: segment => authenticationHeader(segment, 4),
};

export const chain = (extensions: readonly Extension[], segment: Segment): Segment =>
  extensions.reduceRight((inner, extension) => around[extension](inner), segment);

export const times = (count: number, extension: Extension): Extension[] =>
  Array.from({ length: count }, () => extension);

/** The first `bytes` of a segment as it would stand in a fragment. */
export const startOf = (segment: Segment, bytes: number): Segment => ({
  protocol: segment.protocol,
  bytes: addresses => segment.bytes(addresses).subarray(0, bytes),
});

/** Bytes of the middle of a datagram of a protocol. */
export const middleOf = (protocol: number, bytes = 64): Segment =>
  segmentOf(protocol, new Uint8Array(bytes).fill(0x16));
