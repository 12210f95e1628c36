// SPDX-License-Identifier: Apache-2.0
/** Collects the words of an entry of a table that come one after the other. */
import { cat, mux, reg, u, type Val } from 'typescript-hdl';

const wordBits = 32;

/** A write of a word, as it comes from the table port. */
export interface EntryWordWrite {
  readonly valid: Val<1>;
  readonly payload: { readonly address: Val; readonly data: Val };
}

/**
 * Keeps the words of an entry but its last in a register `words`; `complete` is 1 in the clock of the last word, with the
 * number of the entry and its contents, whose other words are as they were written last, 0 after reset. The lowest bits of an address
 * number the words of an entry, a power of two of places for them; entries have two words or more.
 */
export const collectedEntry = ({ valid, payload: { address, data } }: EntryWordWrite, bits: number) => {
  const count = Math.ceil(bits / wordBits);
  const numberBits = Math.ceil(Math.log2(count));
  const word = address.slice(0, numberBits);
  const { words } = reg({ words: u((count - 1) * wordBits, 0) });
  const next = Array.from({ length: count - 1 }, (_, i) =>
    mux(valid.and(word.eq(i)), data, words.slice(i * wordBits, wordBits)),
  );
  words.set(cat(...next.reverse()));
  return {
    complete: valid.and(word.eq(count - 1)),
    number: address.slice(numberBits, address.width - numberBits),
    contents: cat(data, words).trunc(bits),
  };
};
