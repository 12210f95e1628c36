// SPDX-License-Identifier: Apache-2.0
/** Pieces of frames as bytes: numbers first byte first, and the Internet checksum. */

/** A number in `count` bytes, highest first. */
export const bytesOf = (value: number | bigint, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => Number((BigInt(value) >> BigInt(8 * (count - 1 - i))) & 0xffn));

/** RFC 1071: the complement of the sum of 16-bit words, an odd last byte filled up with 0. */
export const internetChecksum = (bytes: readonly number[]): number => {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += bytes[i]! * 256 + (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return 0xffff - sum;
};

/** So many bytes of 0. */
export const zeros = (count: number): readonly number[] => new Array<number>(count).fill(0);
