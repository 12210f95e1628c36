// SPDX-License-Identifier: Apache-2.0
/** Counters in a RAM: a read-modify-write pipeline that forwards sums under way. */
import { bit, indexWidth, mux, pick, ram, reg, u, type Val, when, zero } from 'typescript-hdl';
import { clocked } from '../lib/clocked-ram.ts';

/** Width of a counter. */
export const counterBits = 64;
/** What is counted at an address: how often, and bytes. */
export const counterShape = { count: u(counterBits), bytes: u(counterBits) };

/** What is done to a counter in a clock. One that does not write reads it, and adds 0. */
interface Operation {
  readonly address: Val;
  readonly writes: Val<1>;
  /** It becomes 0. */
  readonly clears: Val<1>;
  readonly count: Val;
  readonly bytes: Val;
}

/**
 * Does one operation a clock, in four steps: read, fetch into a register, since a block RAM is slow to answer, add, write. Sums
 * under way are forwarded to a later operation on the same counter, so one counter may come in every clock. Gives the RAM and what
 * it writes: the sum of an operation three clocks after it, all operations before it included. `look` reads a counter beside all that,
 * a clock after its address.
 */
export const addingWords = (depth: number, { address: chosen, writes, clears, count, bytes }: Operation) => {
  const { words } = ram({ words: clocked(counterShape, depth) });
  const address = u(indexWidth(depth));
  const operation = { address, writes: bit(0), count: u(count.width), bytes: u(bytes.width) };
  const r = reg({
    // The counter whose word the RAM gives in this clock, and the one whose word was fetched, with what to add to it.
    fetching: { ...operation, clears: bit(1) },
    adding: operation,
    fetched: counterShape,
    // Whether the word fetched is out of date, because one of the two clocks before had the same counter; the RAM's own
    // answer is when the third had it. Every clock reads some counter, so what they leave is right even when they counted
    // nothing.
    follows: { first: bit(), second: bit() },
    third: bit(),
    writing: { address, writes: bit(0), sum: counterShape },
    written: counterShape,
  });
  r.fetching.set({ address: chosen, writes, clears, count, bytes });
  r.third.set(chosen.eq(r.writing.address));

  r.adding.set(pick(operation, r.fetching));
  const stays = r.fetching.clears.not();
  r.follows.set({
    first: r.fetching.address.eq(r.adding.address).and(stays),
    second: r.fetching.address.eq(r.writing.address).and(stays),
  });
  const stored = words.read(chosen);
  r.fetched.set(mux(r.fetching.clears, zero(counterShape), mux(r.third, r.written, stored)));

  const start = mux(r.follows.first, r.writing.sum, mux(r.follows.second, r.written, r.fetched));
  r.writing.address.set(r.adding.address);
  r.writing.writes.set(r.adding.writes);
  r.writing.sum.set({
    count: start.count.add(r.adding.count.zext(counterBits)),
    bytes: start.bytes.add(r.adding.bytes.zext(counterBits)),
  });
  when(r.writing.writes, () => words.write(r.writing.address, r.writing.sum));
  r.written.set(r.writing.sum);
  return { ...r.writing, look: (at: Val) => words.read(at) };
};
