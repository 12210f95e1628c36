// SPDX-License-Identifier: Apache-2.0
/** Bytes for the benches of the DMA. */

/** The bytes as one number, the first in the lowest byte. */
export const littleEndian = (bytes: Uint8Array): bigint => {
  const hex = Buffer.from(bytes).reverse().toString('hex');
  return hex === '' ? 0n : BigInt(`0x${hex}`);
};

let state = 0x2545_f491;

/** Pseudo-random bytes, the same in every run. */
export const randomBytes = (length: number): Uint8Array =>
  Uint8Array.from({ length }, () => {
    state = Math.imul(state, 1_664_525) + 1_013_904_223;
    return (state >>> 16) & 0xff;
  });

/** A pseudo-random whole number from 0 to `limit - 1`, the same in every run. */
export const randomBelow = (limit: number): number => {
  const [a, b, c] = randomBytes(3);
  return ((a! << 16) | (b! << 8) | c!) % limit;
};
