// SPDX-License-Identifier: Apache-2.0
/** Whole numbers below a bound, the same for the same seed (mulberry32). */
export type Random = (below: number) => number;

/** A generator for a 32-bit seed. */
export const randomNumbers = (seed: number): Random => {
  let state = seed >>> 0;
  return below => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

/** One element of a list that is not empty. */
export const pick = <T>(random: Random, list: readonly T[]): T => list[random(list.length)]!;
