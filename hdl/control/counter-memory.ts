// SPDX-License-Identifier: Apache-2.0
/** The counters of all slots and events in one block RAM. */
import { bit, cat, component, indexWidth, input, mux, output, reg, slave, stream, u } from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { eventShape } from '../lib/frame-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { counterSlots } from '../spec/registers/registers.ts';
import { addingWords, counterBits } from './adding-words.ts';
import { batchShape, counterDepth } from './event-batch.ts';

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
 * Adds frames and their bytes to the counter of (slot, event), as {@link addingWords} does. Every clock without an event reads:
 * the answer `counterReadLatency` clocks after a request has all events taken before it.
 *
 * After reset the counters are cleared, one a clock; meanwhile `up` waits and reads give 0. One event a clock; `up` waits
 * only for that and for requests. Logic depth 3 LUTs at 10g.
 */
export const counterMemory = (config: Config) => {
  const depth = counterDepth(config);
  return component(
    'counter_memory',
    { config: config.name, slots: counterSlots(config) },
    { up: slave(stream(batchShape(config))), read: counterReadPort(config) },
    ({ up, read }) => {
      const clear = startUpSweep('clear', depth);
      const { question } = reg({ question: { request: bit(0), address: u(indexWidth(depth)) } });
      question.set({ request: read.request, address: cat(read.slot, read.event) });
      up.ready.set(clear.active.not().and(question.request.not()));
      const event = cat(up.payload.slot, up.payload.event);
      const { sum } = addingWords(depth, {
        address: mux(clear.active, clear.index, mux(up.fire, event, question.address)),
        writes: clear.active.or(up.fire),
        clears: clear.active,
        adds: [mux(up.fire, up.payload.frames, 0), mux(up.fire, up.payload.bytes, 0)],
      });
      read.frames.set(sum.get(0));
      read.bytes.set(sum.get(1));
    },
    { maxDepth: 3, doc: 'Counter RAM: adds one event a clock, forwards sums under way, clears itself after reset.' },
  );
};
