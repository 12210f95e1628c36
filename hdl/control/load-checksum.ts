// SPDX-License-Identifier: Apache-2.0
/** CRC-32 of IEEE 802.3 over words of 32 bits, the lowest byte first, and the number of the register after each. */
import { balanced, cat, type Val } from 'typescript-hdl';

const bits = 32;
/** The polynomial, bits reversed. */
const polynomial = 0xedb8_8320;

/** Bits of a word and of the byte after it, which is the offset of its register. */
const itemBits = bits + 8;

/** What the bits of a word and its register make of a state: the register shifts down, and what falls out feeds the polynomial. */
const shifted = (state: bigint): number => {
  let next = state;
  for (let i = 0; i < itemBits; i++) next = next & 1n ? (next >> 1n) ^ BigInt(polynomial) : next >> 1n;
  return Number(next);
};

/** Bits before, those of the state or the word and then those of the offset, that make each bit of the state after, which is linear in them. */
const sources: readonly (readonly number[])[] = Array.from({ length: bits }, (_, to) =>
  Array.from({ length: itemBits }, (_, from) => from).filter(from => (shifted(1n << BigInt(from)) >>> to) & 1),
);

/** State of a checksum of nothing; the checksum is the state inverted. */
export const checksumStart = 0xffff_ffff;

/** The state after a word of 32 bits and the byte of its register, of which `register` gives the lowest bits. */
export const checksumOf = (state: Val, word: Val, register: Val): Val<32> => {
  const met = cat(register, state.xor(word));
  const after = sources.map(from =>
    balanced(
      from.filter(i => i < met.width).map(i => met.bit(i)),
      (a, b) => a.xor(b),
    ),
  );
  return cat(...after.reverse()) as Val<32>;
};
