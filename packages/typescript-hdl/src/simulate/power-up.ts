// SPDX-License-Identifier: Apache-2.0
/** What hardware leaves undefined at power-up, from a seed. */
import { limbsOf } from './storage.ts';

/** The limbs of the next undefined word of a width. */
export type PowerUpBits = (width: number) => readonly number[];

/** Pseudo-random words, the same for the same seed (xorshift32). */
export const powerUpBits = (seed: number): PowerUpBits => {
  // Any state but 0, and far from that of a neighbouring seed.
  let state = Math.imul(seed + 1, 0x9e37_79b1) | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state;
  };
  return width =>
    Array.from({ length: limbsOf(width) }, (_, limb) => {
      const bits = width - 32 * limb;
      return bits < 32 ? next() >>> (32 - bits) : next();
    });
};
