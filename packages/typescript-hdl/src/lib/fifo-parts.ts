// SPDX-License-Identifier: Apache-2.0
/** What the FIFOs have in common. */
import { bit, checkParameter, indexWidth, mux, reg, type Val, wire } from '../index.ts';

/** Bits of an address in a FIFO of `depth` words; throws unless `depth` is a power of two of at least `least`. */
export const depthBits = (what: string, depth: number, least = 2): number => {
  const bits = indexWidth(depth);
  const isGood = depth >= least && 2 ** bits === depth;
  checkParameter(isGood, `The depth of ${what} is a power of two of at least ${least}, not ${depth}.`);
  return bits;
};

/** A block RAM, as far as its words are read. */
interface ReadableWords {
  read(address: Val, enable: Val<1>): unknown;
}

/**
 * The read side of a FIFO in block RAM: while there are `some` words it offers the one at `address` to `down`. The RAM's own
 * output register is the output stage; the result is 1 in a clock in which it loads, because it is empty or being
 * taken, and `address` must move on then.
 */
export const offerFrom = (words: ReadableWords, address: Val, some: Val<1>, down: any): Val<1> => {
  const { loaded } = reg({ loaded: bit(0) });
  const { load } = wire({ load: bit() });
  load.set(some.and(loaded.not().or(down.ready)));
  down.valid.set(loaded);
  down.payload.set(words.read(address, load));
  loaded.set(mux(load, 1, loaded.and(down.ready.not())));
  return load;
};
