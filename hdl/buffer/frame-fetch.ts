// SPDX-License-Identifier: Apache-2.0
/**
 * Frame fetch: takes the oldest frame of each selected queue out of its ring.
 *
 * - A queue may be selected only while it holds a frame that was not selected before.
 * - Up to 4 selected frames wait, so that reading goes from one to the next without a pause; then `select` is held back.
 *   `fetched` keeps its frame until it is taken.
 *
 * Throughput one frame a clock. Latency 2 clocks. Logic depth 2 LUTs at 10g.
 */

import { bit, component, connect, flow, input, inst, master, reg, slave, stream } from 'typescript-hdl';
import { fifo } from 'typescript-hdl/lib';
import { queueIndex } from '../lib/queue-number.ts';
import type { Config } from '../spec/configs.ts';
import { queuedChainShape } from './buffer-shapes.ts';

/** Selected frames that may wait to be read. */
const waitingDepth = 4;

/** A frame and the queue it was taken from. */
export const queuedFrameShape = (config: Config) => ({ queue: queueIndex(config), ...queuedChainShape(config) });

/** The way from a selected queue to its oldest frame; see the header comment. */
export const frameFetch = (config: Config) =>
  component(
    'frame_fetch',
    { functions: config.functions, queuesPerFunction: config.queuesPerFunction, bufferCells: config.bufferCells },
    {
      select: slave(stream({ queue: queueIndex(config) })),
      pop: master(flow({ queue: queueIndex(config) })),
      popped: input(queuedChainShape(config)),
      fetched: master(stream(queuedFrameShape(config))),
    },
    ({ select, pop, popped, fetched }) => {
      const { waiting } = inst({ waiting: fifo(queuedFrameShape(config), waitingDepth) });
      const popping = reg({ popping: { valid: bit(0), queue: queueIndex(config) } }).popping;
      // Every frame under way has its place in the FIFO.
      const taken = waiting.count.add(popping.valid.zext(waiting.count.width));
      select.ready.set(taken.lt(waitingDepth));
      pop.valid.set(select.fire);
      pop.payload.set(select.payload);
      popping.set({ valid: select.fire, queue: select.payload.queue });
      waiting.up.valid.set(popping.valid);
      waiting.up.payload.set({ queue: popping.queue, ...popped });
      connect(fetched, waiting.down);
    },
    { maxDepth: 2, doc: 'Takes the oldest frame of each selected queue out of its ring.' },
  );
