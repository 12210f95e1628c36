// SPDX-License-Identifier: Apache-2.0
/** What the FIFOs have in common. */
import { bit, checkParameter, indexWidth, mux, reg, type Shape, type Val, when, wire } from '../index.ts';

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

/** The stream that is offered, of any payload. */
interface Offered {
  readonly valid: { set(value: Val<1>): void };
  readonly ready: Val<1>;
  readonly payload: { set(value: never): void };
}

/**
 * The read side of a FIFO in block RAM: while there are `some` words it offers the one at `address` to `down`. The RAM's own
 * output is the output stage, or, with the shape of an `outputRegister`, a register after it: one clock more, and no logic
 * waits for the RAM. The result is 1 in a clock in which the RAM is read, and `address` must move on then.
 */
export const offerFrom = (
  words: ReadableWords,
  address: Val,
  some: Val<1>,
  down: Offered,
  outputRegister?: Shape,
): Val<1> => {
  const { loaded } = reg({ loaded: bit(0) });
  const { load } = wire({ load: bit() });
  const output = outputRegister && reg({ offered: bit(0), output: outputRegister });
  const free: Val<1> = output ? output.offered.not().or(down.ready) : down.ready;
  load.set(some.and(loaded.not().or(free)));
  down.valid.set(output ? output.offered : loaded);
  const word = words.read(address, load);
  down.payload.set((output ? output.output : word) as never);
  if (output) {
    const { fetched } = wire({ fetched: outputRegister as Shape });
    fetched.set(word as never);
    when(free, () => {
      output.offered.set(loaded);
      output.output.set(fetched);
    });
  }
  loaded.set(mux(load, 1, loaded.and(free.not())));
  return load;
};
