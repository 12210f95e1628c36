// SPDX-License-Identifier: Apache-2.0
/** Counters in a RAM: a read-modify-write pipeline that forwards sums under way. */
import { bit, indexWidth, mux, pick, type Rd, ram, reg, u, type Val, vec, when, zero } from 'typescript-hdl';
import { clocked } from '../lib/clocked-ram.ts';

/** Width of a counter. */
export const counterBits = 64;
/** The counters at an address. */
export const countersShape = (counters: number) => vec(counters, u(counterBits));

/** What is done to the counters of an address in a clock. One that does not write reads them, and adds 0. */
interface Operation {
  readonly address: Val;
  readonly writes: Val<1>;
  /** They become 0. */
  readonly clears: Val<1>;
  /** What is added to each of them. */
  readonly adds: readonly Val[];
}

type Counters = ReturnType<typeof countersShape>;

/** A RAM of `depth` words and, from that address on, `more` in LUT RAM: a few beyond a power of two would take as much again. */
const wordsOf = (counters: Counters, depth: number, more: number) => {
  const { words } = ram({ words: clocked(counters, depth) });
  if (more === 0) {
    return {
      read: (address: Val): Rd<Counters> => words.read(address),
      write: (address: Val, sum: Rd<Counters>): void => words.write(address, sum),
    };
  }
  const { few } = ram({ few: { shape: counters, depth: more, kind: 'distributed' } });
  const { late } = reg({ late: { word: counters, isOfFew: bit() } });
  const [low, ofFew] = [indexWidth(depth), indexWidth(more)];
  return {
    read: (address: Val): Rd<Counters> => {
      late.set({ word: few.read(address.trunc(ofFew)), isOfFew: address.bit(low) });
      return mux(late.isOfFew, late.word, words.read(address.trunc(low)));
    },
    write: (address: Val, sum: Rd<Counters>): void => {
      when(address.bit(low), () => few.write(address.trunc(ofFew), sum)).otherwise(() =>
        words.write(address.trunc(low), sum),
      );
    },
  };
};

/**
 * Does one operation a clock, in four steps: read, fetch into a register, since a block RAM is slow to answer, add, write. Sums
 * under way are forwarded to a later operation on the same address, so one address may come in every clock. Gives the RAM and what
 * it writes: the sums of an operation three clocks after it, all operations before it included. `depth` is a power of two where there are `more`.
 */
export const addingWords = (
  depth: number,
  { address: chosen, writes, clears, adds }: Operation,
  { more = 0 }: { readonly more?: number } = {},
) => {
  const counters = countersShape(adds.length);
  const words = wordsOf(counters, depth, more);
  const address = u(chosen.width);
  const added = Object.fromEntries(adds.map((add, i) => [`add${i}`, u(add.width)]));
  const operation = { address, writes: bit(0), added };
  const r = reg({
    // The address whose word the RAM gives in this clock, and the one whose word was fetched, with what to add to it.
    fetching: { ...operation, clears: bit(1) },
    adding: operation,
    fetched: counters,
    // Whether the word fetched is out of date, because one of the two clocks before had the same address; the RAM's own
    // answer is when the third had it. Every clock reads some address, so what they leave is right even when they counted
    // nothing.
    follows: { first: bit(), second: bit() },
    third: bit(),
    writing: { address, writes: bit(0), sum: counters },
    written: counters,
  });
  r.fetching.set({
    address: chosen,
    writes,
    clears,
    added: Object.fromEntries(adds.map((add, i) => [`add${i}`, add])),
  });
  r.third.set(chosen.eq(r.writing.address));

  r.adding.set(pick(operation, r.fetching));
  const stays = r.fetching.clears.not();
  r.follows.set({
    first: r.fetching.address.eq(r.adding.address).and(stays),
    second: r.fetching.address.eq(r.writing.address).and(stays),
  });
  const stored = words.read(chosen);
  r.fetched.set(mux(r.fetching.clears, zero(counters), mux(r.third, r.written, stored)));

  const start = mux(r.follows.first, r.writing.sum, mux(r.follows.second, r.written, r.fetched));
  r.writing.address.set(r.adding.address);
  r.writing.writes.set(r.adding.writes);
  for (let i = 0; i < adds.length; i++) {
    const add: Val = r.adding.added[`add${i}`]!;
    r.writing.sum.get(i).set(start.get(i).add(add.zext(counterBits)));
  }
  when(r.writing.writes, () => words.write(r.writing.address, r.writing.sum));
  r.written.set(r.writing.sum);
  return r.writing;
};
