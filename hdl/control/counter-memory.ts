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

/** A question about one counter, seen from the counters; `request` takes this clock's turn from the events. */
export const counterReadPort = (config: Config) => ({
  request: input(bit()),
  slot: input(eventShape(config).slot),
  event: input(eventShape(config).event),
  frames: output(u(counterBits)),
  bytes: output(u(counterBits)),
});

/** Clocks from a request to its answer. */
export const counterReadLatency = 2;

/**
 * Adds frames and their bytes to the counter of (slot, event). Three steps: read, add, write. Sums under way are forwarded
 * to a later operation on the same counter, so events of one counter may come in every clock. Every clock without an
 * event reads: the answer `counterReadLatency` clocks after a request has all events taken before it.
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
      up.ready.set(clear.active.not().and(read.request.not()));
      const event = cat(up.payload.slot, up.payload.event);
      const asked = cat(read.slot, read.event);
      const chosen = mux(clear.active, clear.index, mux(up.fire, event, asked));

      const r = reg({
        // The counter whose word the RAM gives in this clock, and what to add to it.
        adding: { address, writes: bit(0), clears: bit(1), frames: batch.frames, bytes: batch.bytes },
        // Whether that word is out of date, because one of the two clocks before had the same counter. Every clock reads
        // some counter, so what they leave behind is right even when they counted nothing.
        follows: { first: bit(), second: bit() },
        writing: { address, writes: bit(0), sum: counterShape },
        written: counterShape,
      });
      r.adding.set({
        address: chosen,
        writes: clear.active.or(up.fire),
        clears: clear.active,
        frames: mux(up.fire, up.payload.frames, 0),
        bytes: mux(up.fire, up.payload.bytes, 0),
      });
      r.follows.set({ first: chosen.eq(r.adding.address), second: chosen.eq(r.writing.address) });

      const stored = words.read(chosen);
      const latest = mux(r.follows.first, r.writing.sum, mux(r.follows.second, r.written, stored));
      const start = mux(r.adding.clears, zero(counterShape), latest);
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
