// SPDX-License-Identifier: Apache-2.0
/** The counters of all slots and events in one block RAM, with a read-modify-write pipeline around it. */
import {
  bit,
  cat,
  component,
  indexWidth,
  input,
  mux,
  output,
  pick,
  ram,
  reg,
  slave,
  stream,
  u,
  when,
  zero,
} from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { eventShape } from '../lib/frame-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { counterSlots } from '../spec/registers/registers.ts';
import { batchShape, counterDepth } from './event-batch.ts';

/** Width of a counter. */
const counterBits = 64;

const counterShape = { frames: u(counterBits), bytes: u(counterBits) };

/** A question about one counter, seen from the counters; `request` takes the next clock's turn from the events. */
export const counterReadPort = (config: Config) => ({
  request: input(bit()),
  slot: input(eventShape(config).slot),
  event: input(eventShape(config).event),
  frames: output(u(counterBits)),
  bytes: output(u(counterBits)),
});

/** Clocks from a request to its answer. */
export const counterReadLatency = 4;

/**
 * Adds frames and their bytes to the counter of (slot, event). Four steps: read, fetch into a register, since a block RAM is
 * slow to answer, add, write. Sums under way are forwarded to a later operation on the same counter, so events of one
 * counter may come in every clock. Every clock without an event reads: the answer `counterReadLatency` clocks after a request
 * has all events taken before it.
 *
 * After reset the counters are cleared, one a clock; meanwhile `up` waits and reads give 0. One event a clock; `up` waits
 * only for that and for requests. Logic depth 3 LUTs at 10g.
 */
export const counterMemory = (config: Config) => {
  const depth = counterDepth(config);
  const address = u(indexWidth(depth));
  const batch = batchShape(config);
  return component(
    'counter_memory',
    { config: config.name, slots: counterSlots(config) },
    { up: slave(stream(batchShape(config))), read: counterReadPort(config) },
    ({ up, read }) => {
      const { words } = ram({ words: { shape: counterShape, depth } });
      const clear = startUpSweep('clear', depth);
      const { question } = reg({ question: { request: bit(0), address } });
      question.set({ request: read.request, address: cat(read.slot, read.event) });
      up.ready.set(clear.active.not().and(question.request.not()));
      const event = cat(up.payload.slot, up.payload.event);
      const chosen = mux(clear.active, clear.index, mux(up.fire, event, question.address));

      const operation = { address, writes: bit(0), frames: batch.frames, bytes: batch.bytes };
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
      r.fetching.set({
        address: chosen,
        writes: clear.active.or(up.fire),
        clears: clear.active,
        frames: mux(up.fire, up.payload.frames, 0),
        bytes: mux(up.fire, up.payload.bytes, 0),
      });
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
        frames: start.frames.add(r.adding.frames.zext(counterBits)),
        bytes: start.bytes.add(r.adding.bytes.zext(counterBits)),
      });
      when(r.writing.writes, () => words.write(r.writing.address, r.writing.sum));
      r.written.set(r.writing.sum);
      read.frames.set(r.writing.sum.frames);
      read.bytes.set(r.writing.sum.bytes);
    },
    { maxDepth: 3, doc: 'Counter RAM: adds one event a clock, forwards sums under way, clears itself after reset.' },
  );
};
