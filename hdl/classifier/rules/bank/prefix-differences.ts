// SPDX-License-Identifier: Apache-2.0
/** Comparison of the leading bits of two words. */
import { cat, lit, type Val } from 'typescript-hdl';

/**
 * For each number that a value may be, from 0 in the highest bit down, whether the value is greater: as logic, small enough that
 * no carry chain pays.
 */
export const greaterThanEach = (value: Val): Val =>
  Array.from({ length: value.width }, (_, i) => value.bit(i)).reduce<Val>(
    (lower, bit) => cat(bit.repeat(lower.width).or(lower), bit.repeat(lower.width).and(lower)),
    lit(0, 1),
  );

/** `count` bits of a word from bit `first` on, as counted from its highest bit. */
export const bitsFromTop = (word: Val, first: number, count: number): Val =>
  word.slice(word.width - first - count, count);

/** A bit for each `group` bits of two words, from the highest down: whether they differ where `mask` is 1. */
export const differencesIn = (group: number, stored: Val, looked: Val, mask: Val): readonly Val<1>[] => {
  const differs = stored.xor(looked).and(mask);
  return Array.from({ length: Math.ceil(differs.width / group) }, (_, g) => {
    const bits = Math.min(group, differs.width - g * group);
    return bitsFromTop(differs, g * group, bits).orR();
  });
};
