// SPDX-License-Identifier: Apache-2.0
/** Frame and byte counters: one of each for every slot and event, fed by several sources. */
import {
  component,
  connect,
  connectFlow,
  expose,
  type Flip,
  flow,
  type Inside,
  inst,
  type Outside,
  type Stream,
  slave,
} from 'typescript-hdl';
import { fifo, streamMerge, streamPorts } from 'typescript-hdl/lib';
import { eventShape } from '../lib/frame-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { counterMemory, counterReadPort } from './counter-memory.ts';
import { batchShape, eventBatch } from './event-batch.ts';

/** Events by which a source may be ahead of the counters. */
const eventDepth = 16;

/**
 * Counts the events of `sources`, one stream each, and those of `steady`, which cannot wait. Every event is counted once, in
 * any order.
 *
 * Back-pressure: a FIFO of 16 events a source, all together one event a clock, less one for each read. `ready` of a source
 * falls only while all are faster than that, and while the counters are cleared after reset (one clock a counter). Events of
 * `steady`, all of one slot and event, are added up meanwhile. Logic depth 5 LUTs at 10g.
 */
export const counters = <const N extends string>(config: Config, sources: readonly N[], name = 'counters') => {
  const event = eventShape(config);
  return component(
    name,
    { config: config.name, functions: config.functions, sources: sources.join(' ') },
    { events: streamPorts(event, sources), steady: slave(flow(event)), read: counterReadPort(config) },
    ({ events, steady, read }) => {
      const { merge, memory, batch } = inst({
        merge: streamMerge(batchShape(config), [...sources, 'steady']),
        memory: counterMemory(config),
        batch: eventBatch(config),
      });
      const taken = events as Readonly<Record<string, Inside<Event>>>;
      const ups = merge.ups as Readonly<Record<string, Outside<Batch>>>;
      for (const source of sources) {
        const name = `${source}Fifo`;
        const queue = inst({ [name]: fifo(event, eventDepth) })[name]!;
        connect(queue.up, taken[source]!);
        const { valid, ready, payload } = ups[source]!;
        const { bytes } = queue.down.payload;
        valid.set(queue.down.valid);
        payload.set({ ...queue.down.payload, frames: 1, bytes: bytes.zext(payload.bytes.width) });
        queue.down.ready.set(ready);
      }
      connectFlow(batch.up, steady);
      connect(ups['steady']!, batch.down);
      connect(memory.up, merge.down);
      expose(read, memory.read);
    },
    { maxDepth: 5, doc: `Frame and byte counters of every slot and event, fed by ${sources.join(', ')}.` },
  );
};

/** One of the streams by name: the type checker cannot follow the names inside a component for any names. */
type Event = Flip<Stream<ReturnType<typeof eventShape>>>;
type Batch = Flip<Stream<ReturnType<typeof batchShape>>>;
