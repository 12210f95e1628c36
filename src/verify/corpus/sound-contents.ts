// SPDX-License-Identifier: Apache-2.0
/**
 * Fills what the parser skips - options, lengths, versions that it does not look at - with contents that other tools accept,
 * so that they read a generated frame to its end.
 */
import type { HeaderVector } from '../../../sim/model/vector-model.ts';
import { type FrameLayer, frameLayers } from '../../parse/frame-layers.ts';

/** A header in a frame, and where the bytes end that may belong to its packet. */
interface Span {
  readonly frame: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly packetEnd: number;
}

const setWord = (frame: Uint8Array, at: number, value: number): void => {
  frame[at] = (value >> 8) & 0xff;
  frame[at + 1] = value & 0xff;
};

/** IPv6 options that only pad (RFC 8200, 4.2). */
const fillOptions = ({ frame, start, end }: Span): void => {
  for (let at = start + 2; at < end; ) {
    const length = Math.min(end - at, 257);
    frame.fill(0, at, at + length);
    if (length > 1) frame.set([1, length - 2], at);
    at += length;
  }
};

/** Options of one byte that do nothing: 1 in IPv4 (RFC 791, 3.1) and in TCP (RFC 9293, 3.2). */
const fillNoOperations =
  (headerBytes: number) =>
  ({ frame, start, end }: Span): void => {
    if (end > start + headerBytes) frame.fill(1, start + headerBytes, end);
  };

/** Geneve options of class 0xffff, which is for experiments (RFC 8926, 3.5). */
const fillGeneveOptions = ({ frame, start, end }: Span): void => {
  for (let at = start + 8; at < end; ) {
    const words = Math.min((end - at) / 4 - 1, 31);
    frame.set([0xff, 0xff, 0x01, words], at);
    at += 4 + words * 4;
  }
};

const fillUdpLength = ({ frame, start, packetEnd }: Span): void => setWord(frame, start + 4, packetEnd - start);

/** The mandatory TLVs of LLDP (IEEE 802.1AB, 8.5), where the frame has room for them. */
const lldpUnit = [
  ...[0x02, 0x07, 0x04, 0x02, 0x00, 0x00, 0x00, 0x00, 0x01],
  ...[0x04, 0x02, 0x07, 0x31, 0x06, 0x02, 0x00, 0x78, 0x00, 0x00],
];

const fillers: Readonly<Record<string, (span: Span) => void>> = {
  options: fillOptions,
  // A type for experiments (RFC 4727, 8), which means nothing to other tools.
  routing: ({ frame, start }) => {
    frame[start + 2] = 253;
  },
  ipv4: fillNoOperations(20),
  tcp: fillNoOperations(20),
  geneve: fillGeneveOptions,
  udp: fillUdpLength,
  udpLite: ({ frame, start, packetEnd }) => {
    if (frame[start + 5]! % 2 === 0) setWord(frame, start + 4, packetEnd - start);
    else setWord(frame, start + 4, frame[start + 5]! % 3 === 0 ? 0 : 8);
  },
  gtpu: ({ frame, start, packetEnd }) => setWord(frame, start + 2, packetEnd - start - 8),
  fcoe: ({ frame, start }) => {
    frame.fill(0, start, start + 13);
  },
  erspan2: ({ frame, start }) => {
    frame[start] = 0x10 | (frame[start]! & 15);
  },
  erspan3: ({ frame, start }) => {
    frame[start] = 0x20 | (frame[start]! & 15);
  },
  ptp: ({ frame, start, packetEnd }) => {
    frame[start + 1] = 2;
    setWord(frame, start + 2, packetEnd - start);
  },
  vxlan: ({ frame, start }) => {
    frame[start] = 8;
  },
  lldp: ({ frame, start }) => {
    if (start + lldpUnit.length <= frame.length) frame.set(lldpUnit, start);
  },
};

/** The name that a header has in every scope and place: `innerOptions2` is `options`. */
const plainName = (name: string): string => {
  const outer = name.startsWith('inner') ? name[5]!.toLowerCase() + name.slice(6) : name;
  return outer in fillers ? outer : outer.replace(/\d+$/, '');
};

/** Where the IP packet that holds a header ends, by its length or else with the frame. */
const packetEndOf = (frame: Uint8Array, vector: HeaderVector, layer: FrameLayer): number => {
  const inner = layer.name.startsWith('inner');
  const [start, ipv4, ipv6, length] = inner
    ? [vector.innerL3Offset, vector.innerIpv4, vector.innerIpv6, vector.innerIpLength]
    : [vector.l3Offset, vector.ipv4, vector.ipv6, vector.ipLength];
  return Math.min(frame.length, ipv4 + ipv6 > 0 ? start + ipv6 * 40 + length : frame.length);
};

/** A copy of the frame with such contents. */
export const withSoundContents = (frame: Uint8Array, vector: HeaderVector): Uint8Array => {
  const copy = frame.slice();
  const layers = frameLayers(frame, vector).filter(({ peeks }) => !peeks);
  for (const [i, layer] of layers.entries()) {
    const { name, offset: start } = layer;
    const payload = Math.max(vector.payloadOffset, vector.innerPayloadOffset, vector.l4Offset, vector.innerL4Offset);
    const end = layers[i + 1]?.offset ?? Math.max(start, payload, vector.innerOffset);
    const packetEnd = packetEndOf(frame, vector, layer);
    if (end <= frame.length && start < packetEnd) fillers[plainName(name)]?.({ frame: copy, start, end, packetEnd });
  }
  return copy;
};
