// SPDX-License-Identifier: Apache-2.0
/**
 * Queue rings: which frames wait in each receive queue, oldest first.
 *
 * - `append` puts a frame at the end of its queue and `pop` takes the oldest; `popped` is that frame, one clock later. A
 *   queue must not be full when appended to, nor empty when popped.
 * - `full` says, 2 clocks after `lookup`, whether the queue holds its greatest number of frames. Appends and pops count for
 *   look-ups from the next clock on.
 * - Each queue has a ring of its own in one RAM; its read and write positions lie in RAMs with one writer each.
 * - The start-up sweep empties all queues, one a clock.
 *
 * Throughput one look-up, one append and one pop a clock. Logic depth 2 LUTs at 10g.
 */

import {
  bit,
  cat,
  component,
  flow,
  input,
  mux,
  output,
  type Ram,
  ram,
  reg,
  slave,
  type UInt,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { type StartUpSweep, startUpSweep } from 'typescript-hdl/lib';
import { queueIndex } from '../lib/queue-number.ts';
import { type Config, queueCount } from '../spec/configs.ts';
import { queuedChainShape } from './buffer-shapes.ts';

/** The rings of all queues; see the header comment. */
export const queueRings = (config: Config) =>
  component(
    'queue_rings',
    { queues: queueCount(config), framesPerQueue: config.framesPerQueue, bufferCells: config.bufferCells },
    {
      lookup: { queue: input(queueIndex(config)) },
      full: output(bit()),
      append: slave(flow({ queue: queueIndex(config), ...queuedChainShape(config) })),
      pop: slave(flow({ queue: queueIndex(config) })),
      popped: output(queuedChainShape(config)),
    },
    ({ lookup, full, append, pop, popped }) => {
      const slotBits = Math.log2(config.framesPerQueue);
      // One bit more than a slot number, so that a full ring differs from an empty one.
      const position = { shape: u(slotBits + 1), depth: queueCount(config), kind: 'distributed' } as const;
      const { entries, tails, heads } = ram({
        entries: { shape: queuedChainShape(config), depth: queueCount(config) * config.framesPerQueue },
        tails: position,
        heads: position,
      });
      const sweep = startUpSweep('sweep', queueCount(config));
      const tail = advance(tails, append.valid, append.payload.queue, sweep);
      const head = advance(heads, pop.valid, pop.payload.queue, sweep);
      const slotOf = (queue: Val, at: Val): Val => cat(queue, at.trunc(slotBits));
      when(append.valid, () => {
        const { queue, epoch, chain } = append.payload;
        entries.write(slotOf(queue, tail), { epoch, chain });
      });
      popped.set(entries.read(slotOf(pop.payload.queue, head)));

      const r = reg({ tail: u(slotBits + 1), head: u(slotBits + 1), full: bit() });
      r.tail.set(tails.read(lookup.queue));
      r.head.set(heads.read(lookup.queue));
      r.full.set(r.tail.xor(r.head).eq(config.framesPerQueue));
      full.set(r.full);
    },
    { maxDepth: 2, doc: 'Frames waiting in each queue, oldest first.' },
  );

/** Reads the position of `queue` and moves it on when `valid`; the sweep sets all to 0. */
const advance = (positions: Ram<UInt>, valid: Val<1>, queue: Val, sweep: StartUpSweep): Val => {
  const at = positions.read(queue);
  when(sweep.active.or(valid), () =>
    positions.write(mux(sweep.active, sweep.index, queue), mux(sweep.active, 0, at.add(1))),
  );
  return at;
};
