// SPDX-License-Identifier: Apache-2.0
/** Rotation of a word by whole bytes: a registered network of logarithmic depth. */
import { cat, mux, reg, u, type Val } from 'typescript-hdl';

/** Clocks that {@link byteRotator} takes for a word: two levels, one 4:1 multiplexer, between registers. */
export const rotatorStages = (wordBits: number): number => Math.ceil(Math.log2(wordBits / 8) / 2);

/**
 * `word` rotated so that its byte 0 stands in lane `amount`, {@link rotatorStages} clocks later. A word every clock; it
 * never stops. Its registers are named `<name>_1_q`, `<name>_2_q`, ...
 */
export const byteRotator = (name: string, word: Val, amount: Val, stage = 1): Val => {
  const levels = Math.min(2, amount.width);
  const done = Math.log2(word.width / 8) - amount.width;
  const turned = Array.from({ length: levels }, (_, i) => i).reduce(
    (value, i) => turnedIf(amount.bit(i), value, 1 << (done + i)),
    word,
  );
  const wordName = `${name}_${stage}`;
  const held = reg({ [wordName]: u(word.width) })[wordName]!;
  held.set(turned);
  if (amount.width === levels) return held;
  const restName = `${name}_rest_${stage}`;
  const rest = reg({ [restName]: u(amount.width - levels) })[restName]!;
  rest.set(amount.slice(levels, amount.width - levels));
  return byteRotator(name, held, rest, stage + 1);
};

const turnedIf = (turn: Val<1>, word: Val, bytes: number): Val => {
  const low = word.width - bytes * 8;
  return mux(turn, cat(word.slice(0, low), word.slice(low, bytes * 8)), word);
};
