// SPDX-License-Identifier: Apache-2.0
/** Random numbers that repeat with their seed, for tests that draw too many values to shrink. */
export interface Random {
  /** Whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the choices. */
  pick<T>(choices: readonly T[]): T;
  /** `count` random bytes. */
  bytes(count: number): Uint8Array;
}

/** A generator whose values are those of an xorshift register with 32 bits (Marsaglia 2003, triple 13, 17, 5). */
export const seededRandom = (seed: number): Random => {
  let state = (seed * 2654435761) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  for (let i = 0; i < 16; i++) next();
  const between = (least: number, most: number): number => least + Math.floor((next() / 2 ** 32) * (most - least + 1));
  return {
    between,
    chance: probability => next() / 2 ** 32 < probability,
    pick: choices => choices[between(0, choices.length - 1)]!,
    bytes: count => Uint8Array.from({ length: count }, () => between(0, 255)),
  };
};
