// SPDX-License-Identifier: Apache-2.0
/** CRC-32 of IEEE 802.3 over words of 32 bits, the lowest byte first. */
import { balanced, cat, type Val } from 'typescript-hdl';

const bits = 32;
/** The polynomial, bits reversed. */
const polynomial = 0xedb8_8320;

/** What 32 more bits make of a state: the register shifts down, and what falls out feeds the polynomial. */
const shifted = (state: number): number => {
  let next = state;
  for (let i = 0; i < bits; i++) next = next & 1 ? (next >>> 1) ^ polynomial : next >>> 1;
  return next >>> 0;
};

/** Bits of the state before that make each bit of the state after, which is linear in them. */
const sources: readonly (readonly number[])[] = Array.from({ length: bits }, (_, to) =>
  Array.from({ length: bits }, (_, from) => from).filter(from => (shifted(2 ** from) >>> to) & 1),
);

/** State of a checksum of nothing; the checksum is the state inverted. */
export const checksumStart = 0xffff_ffff;

/** The state after a word. */
export const checksumOf = (state: Val, word: Val): Val<32> => {
  const met = state.xor(word);
  const after = sources.map(from =>
    balanced(
      from.map(i => met.bit(i)),
      (a, b) => a.xor(b),
    ),
  );
  return cat(...after.reverse()) as Val<32>;
};
