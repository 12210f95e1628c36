// SPDX-License-Identifier: Apache-2.0
/**
 * Where what carries a header ends, told from the bytes of the frame by the standards alone and not by the protocol graph:
 * a graph that forgot a length would have nothing to say about it.
 */
import type { HeaderVector } from '../../../sim/model/vector-model.ts';
import { type FrameLayer, frameLayers } from '../../parse/frame-layers.ts';
import type { Random } from './random.ts';

/** A header whose length bounds what is after it. */
export interface Carrier {
  readonly name: string;
  /** Byte at which the header starts. */
  readonly offset: number;
  /** First byte after what it carries; what follows is padding, or what another header around it carries. */
  readonly end: number;
}

const word = (frame: Uint8Array, at: number): number => (frame[at] ?? 0) * 256 + (frame[at + 1] ?? 0);

/** Where a length field of 16 bits stands in its header, and from which byte of the header it counts. */
const lengths: Readonly<Record<string, { readonly at: number; readonly from: number }>> = {
  // IEEE 802.3, 3.2.6: the two bytes before LLC.
  llc: { at: -2, from: 0 },
  // RFC 2516, 4.
  pppoe: { at: 4, from: 6 },
  // RFC 791, 3.1.
  ipv4: { at: 2, from: 0 },
  innerIpv4: { at: 2, from: 0 },
  // RFC 8200, 3.
  ipv6: { at: 4, from: 40 },
  innerIpv6: { at: 4, from: 40 },
  // InfiniBand architecture, 8.3.
  globalRoute: { at: 4, from: 40 },
  // RFC 768; 0 says nothing (RFC 2675, 4).
  udp: { at: 4, from: 0 },
  innerUdp: { at: 4, from: 0 },
  // 3GPP TS 29.281, 5.1.
  gtpu: { at: 2, from: 8 },
};

const carrierOf = (frame: Uint8Array, { name, offset }: FrameLayer): Carrier[] => {
  const length = lengths[name];
  if (!length) return [];
  const bytes = word(frame, offset + length.at);
  if (bytes === 0 && name.toLowerCase().endsWith('udp')) return [];
  return [{ name, offset, end: offset + length.from + bytes }];
};

/** The carriers among the headers that were read, in wire order. */
export const carriersOf = (frame: Uint8Array, vector: HeaderVector): readonly Carrier[] =>
  frameLayers(frame, vector).flatMap(layer => carrierOf(frame, layer));

/** The same frame with other bytes after the first end of a carrier that has any; undefined when none has. */
export const withOtherPadding = (frame: Uint8Array, vector: HeaderVector, random: Random): Uint8Array | undefined => {
  const carriers = carriersOf(frame, vector);
  const end = Math.min(...carriers.map(one => Math.max(one.end, headerEnd(frame, vector, one))));
  if (!(end < frame.length)) return undefined;
  return frame.map((byte, i) => (i < end ? byte : (byte + 1 + random(255)) & 0xff));
};

/** First byte after a header: that of the next one, or the end of the last. */
const headerEnd = (frame: Uint8Array, vector: HeaderVector, { name, offset }: Carrier): number => {
  const layers = frameLayers(frame, vector);
  const next = layers[layers.findIndex(one => one.name === name) + 1];
  return next?.offset ?? offset + leastBytes(name);
};

/** Bytes of a carrier's header without options. */
const leastBytes = (name: string): number => ({ llc: 3, ipv6: 40, innerIpv6: 40, globalRoute: 40 })[name] ?? 20;
