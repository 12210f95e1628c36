// SPDX-License-Identifier: Apache-2.0
/** The Internet checksum (RFC 1071). */

/**
 * One's complement sum of the 16-bit words in bytes `start` to `end` (not included), added to `initial`; an odd last byte is
 * the high half of a word. A block that holds its own checksum sums up to 0xffff.
 */
export const internetSum = (bytes: Uint8Array, start: number, end: number, initial = 0): number => {
  let sum = initial;
  for (let i = start; i < end; i += 2) sum += bytes[i]! * 256 + (i + 1 < end ? bytes[i + 1]! : 0);
  while (sum > 0xffff) sum = (sum % 0x10000) + Math.floor(sum / 0x10000);
  return sum;
};
