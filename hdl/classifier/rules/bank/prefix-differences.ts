// SPDX-License-Identifier: Apache-2.0
/** Comparison of the leading bits of two words. */
import { balanced, lit, type Val } from 'typescript-hdl';

/** Whether a value is greater than a constant, as logic: small enough that no carry chain pays. */
export const exceeds = (value: Val, constant: number): Val<1> =>
  Array.from({ length: value.width }, (_, i) => i).reduce<Val<1>>(
    (greater, i) => {
      const bit = value.bit(i);
      return (constant >> i) % 2 === 1 ? bit.and(greater) : bit.or(greater);
    },
    lit(0, 1),
  );

/** Bit i of a word from the highest down. */
const leadingBit = (word: Val, i: number): Val<1> => word.bit(word.width - 1 - i);

const anyOf = (bits: readonly Val<1>[]): Val<1> => balanced(bits, (a, b) => a.or(b));

/** A bit for each `group` bits of the words: whether they differ where `counts` says that the bit counts. */
export const differencesIn = (
  group: number,
  stored: Val,
  looked: Val,
  counts: (i: number) => Val<1>,
): readonly Val<1>[] =>
  Array.from({ length: Math.ceil(stored.width / group) }, (_, g) =>
    anyOf(
      Array.from({ length: Math.min(group, stored.width - g * group) }, (_, n) => {
        const i = g * group + n;
        return leadingBit(stored, i).xor(leadingBit(looked, i)).and(counts(i));
      }),
    ),
  );
