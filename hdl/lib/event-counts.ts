// SPDX-License-Identifier: Apache-2.0
/**
 * How much is under way of what comes and goes by number, such as the bursts of a function: counts in LUT RAM with one writer
 * each, cleared by a start-up sweep.
 */
import { bit, mux, ram, reg, u, type Val, when } from 'typescript-hdl';
import type { StartUpSweep } from 'typescript-hdl/lib';

/** Something that happens, in this clock, to number `at`. */
export interface Happening {
  readonly valid: Val<1>;
  readonly at: Val;
}

export interface EventCounts {
  /** The count of a number in this clock, without the event of this clock. Every call is a read port. */
  read(at: Val): Val;
}

interface CountSize {
  /** Numbers: a power of two. */
  readonly depth: number;
  /** Width of a count, which wraps. */
  readonly bits: number;
}

/**
 * Counts an event a clock. `sweep` clears the RAM, whose depth it may exceed by a power of two; no event may come before it
 * ends.
 */
export const eventCounts = (name: string, size: CountSize, sweep: StartUpSweep, event: Happening): EventCounts => {
  const { depth, bits } = size;
  const counts = ram({ [name]: { shape: u(bits), depth, kind: 'distributed' } })[name]!;
  const next = counts.read(event.at).add(1);
  const swept = sweep.index.trunc(event.at.width);
  when(sweep.active.or(event.valid), () =>
    counts.write(mux(sweep.active, swept, event.at), mux(sweep.active, 0, next)),
  );
  return { read: at => counts.read(at) as Val };
};

export interface UnderWay {
  /** Whether the number has anything under way, and how much, without the events of this clock. */
  some(at: Val): Val<1>;
  count(at: Val): Val;
  /** How many have come, and gone, modulo 2^bits. Every call of any of these has read ports of its own. */
  came(at: Val): Val;
  went(at: Val): Val;
}

/** Counts what comes and what goes, in the RAMs `<name>_came` and `<name>_went`. */
export const underWay = (
  name: string,
  size: CountSize,
  sweep: StartUpSweep,
  comes: Happening,
  goes: Happening,
): UnderWay => {
  const came = eventCounts(`${name}_came`, size, sweep, comes);
  const went = eventCounts(`${name}_went`, size, sweep, goes);
  return {
    came: at => came.read(at),
    went: at => went.read(at),
    some: at => came.read(at).ne(went.read(at)),
    count: at => came.read(at).sub(went.read(at)),
  };
};

/** A bit a number: less than `limit` are under way. What changes a count shows 3 clocks later. All are 0 during the sweep. */
export const belowLimit = (
  name: string,
  size: CountSize & { readonly limit: number },
  sweep: StartUpSweep,
  comes: Happening,
  goes: Happening,
): Val => {
  const { depth, bits, limit } = size;
  const counts = underWay(name, size, sweep, comes, goes);
  const belowName = `${name}_below`;
  const below = reg({ [belowName]: u(depth, (1n << BigInt(depth)) - 1n) })[belowName]!;
  const look = (side: string, { valid, at }: Happening): void => {
    const number = u(at.width);
    const changed = reg({ [`${name}_${side}_changed`]: { valid: bit(0), at: number } })[`${name}_${side}_changed`]!;
    const counted = reg({ [`${name}_${side}_counted`]: { valid: bit(0), at: number, count: u(bits) } })[
      `${name}_${side}_counted`
    ]!;
    changed.set({ valid, at });
    counted.set({ ...changed, count: counts.count(changed.at) });
    when(counted.valid, () => below.at(counted.at).set(counted.count.lt(limit)));
  };
  look('came', comes);
  look('went', goes);
  return mux(sweep.active, 0, below) as Val;
};

/** A drain port: is anything of `queue` under way? */
interface Drain {
  readonly queue: Val;
  readonly busy: { set(value: Val<1>): void };
}

/**
 * Answers a drain port after 2 clocks from the counts of queues, to which `comes` is told a clock late for the sake of their
 * depth: what comes in the clock of the question counts in whoever sent it, and what came a clock before counts here.
 */
export const answerDrain = (
  size: CountSize,
  sweep: StartUpSweep,
  drain: Drain,
  comes: Happening,
  goes: Happening,
): UnderWay => {
  const { came, asked, busy } = reg({
    came: { valid: bit(0), queue: u(comes.at.width) },
    asked: { came: u(size.bits), went: u(size.bits), comes: bit() },
    busy: bit(),
  });
  came.set({ valid: comes.valid, queue: comes.at });
  const counts = underWay('drain', size, sweep, { valid: came.valid, at: came.queue }, goes);
  asked.set({
    came: counts.came(drain.queue),
    went: counts.went(drain.queue),
    comes: came.valid.and(came.queue.eq(drain.queue)),
  });
  busy.set(asked.came.ne(asked.went).or(asked.comes));
  drain.busy.set(busy);
  return counts;
};
