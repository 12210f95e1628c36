// SPDX-License-Identifier: Apache-2.0
/** More segments for the frames of `frames.ts`: transport beside TCP and UDP, and headers between IP and transport. */
import { be16, checksummed, internetChecksum, ipBytes, join, type Ports, type Segment, segmentOf } from './frames.ts';

/** A TCP segment with options (a multiple of 4 bytes), or with a data offset that lies. */
export const tcpWithOptions = (
  {
    sourcePort,
    destinationPort,
    flags = 0x10,
    options = [],
    dataOffset = 5 + options.length / 4,
  }: Ports & { readonly flags?: number; readonly options?: readonly number[]; readonly dataOffset?: number },
  data: Iterable<number> = [],
): Segment =>
  checksummed(
    6,
    16,
    join(be16(sourcePort, destinationPort, 0, 1, 0, 1), [dataOffset << 4, flags], be16(0xffff, 0, 0), options, data),
  );

/** A UDP datagram whose length field says something else, or whose checksum is as given. */
export const udpWith = (
  { sourcePort, destinationPort, length, checksum }: Ports & { readonly length?: number; readonly checksum?: number },
  data: Iterable<number> = [],
): Segment => {
  const payload = Uint8Array.from(data);
  const bytes = join(be16(sourcePort, destinationPort, length ?? 8 + payload.length, 0), payload);
  if (checksum === undefined) return checksummed(17, 6, bytes);
  bytes.set(be16(checksum), 6);
  return segmentOf(17, bytes);
};

/** A UDP-Lite datagram (RFC 3828, 3.1); the checksum covers `coverage` bytes, all of them when it is 0. */
export const udpLite = (
  { sourcePort, destinationPort, coverage = 0 }: Ports & { readonly coverage?: number },
  data: Iterable<number> = [],
): Segment => ({
  protocol: 136,
  bytes: addresses => {
    const bytes = join(be16(sourcePort, destinationPort, coverage, 0), data);
    const covered = coverage === 0 ? bytes : bytes.subarray(0, coverage);
    const sum = internetChecksum(join(addresses, be16(136, bytes.length), covered));
    bytes.set(be16(sum === 0 ? 0xffff : sum), 6);
    return bytes;
  },
});

/** CRC32c (RFC 9260, appendix A), bit by bit, highest bit of the polynomial first. */
const crc32c = (bytes: Uint8Array): number => {
  const reversed = (value: number, bits: number): number =>
    Array.from({ length: bits }, (_, i) => i).reduce(
      (sum, i) => sum + (Math.floor(value / 2 ** i) % 2) * 2 ** (bits - 1 - i),
      0,
    );
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= reversed(byte, 8) << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc < 0 || crc >= 0x80000000 ? (crc << 1) ^ 0x1edc6f41 : crc << 1;
  }
  return reversed(~crc >>> 0, 32);
};

/** An SCTP packet (RFC 9260, 3.1) with one chunk of any bytes. */
export const sctp = ({ sourcePort, destinationPort }: Ports, chunk: Iterable<number> = []): Segment => {
  const bytes = join(be16(sourcePort, destinationPort, 0x1234, 0x5678, 0, 0), chunk);
  const crc = crc32c(bytes);
  bytes.set([crc & 0xff, (crc >> 8) & 0xff, (crc >> 16) & 0xff, crc >>> 24], 8);
  return segmentOf(132, bytes);
};

/** An IGMP message of 8 bytes (RFC 2236, 2). */
export const igmp = (type: number, group: string): Segment => {
  const bytes = join([type, 0, 0, 0], ipBytes(group));
  bytes.set(be16(internetChecksum(bytes)), 2);
  return segmentOf(2, bytes);
};

/** An authentication header (RFC 4302, 2) with so many words of check value around a segment. */
export const authenticationHeader = (segment: Segment, words = 3): Segment => ({
  protocol: 51,
  bytes: addresses =>
    join(
      [segment.protocol, 1 + words, 0, 0],
      be16(0, 0x100, 0, 1),
      new Uint8Array(4 * words).fill(0xa7),
      segment.bytes(addresses),
    ),
});

export interface Routing {
  readonly segmentsLeft: number;
  /** Addresses of the route; the last one is the last destination while segments are left. */
  readonly route: readonly string[];
  /** 2 is that of mobile IPv6, 4 segment routing (RFC 8754). */
  readonly type?: number;
}

/** An IPv6 routing header (RFC 8200, 4.4) around a segment; checksums are those of the packet as it arrives. */
export const routingHeader = ({ segmentsLeft, route, type = 4 }: Routing, segment: Segment): Segment => ({
  protocol: 43,
  bytes: addresses => {
    const last = segmentsLeft > 0 ? ipBytes(route.at(-1)!) : addresses.subarray(16);
    return join(
      [segment.protocol, 2 * route.length, type, segmentsLeft, 0, 0, 0, 0],
      ...route.map(ipBytes),
      segment.bytes(join(addresses.subarray(0, 16), last)),
    );
  },
});
