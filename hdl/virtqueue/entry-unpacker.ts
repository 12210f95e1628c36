// SPDX-License-Identifier: Apache-2.0
/**
 * Entry unpacker: takes the words of avail rings apart into entries, in the order they were asked for.
 *
 * Never refuses a word: there is room for as many as reads can be under way, since `issued` holds further reads back
 * until an earlier word has been taken apart. A failed read still gives its entries, marked, so that whoever counts
 * them gets its count. One entry a clock; latency 1 clock from word to first entry. Logic depth 4 LUTs at 10g.
 */

import { component, flow, inst, master, reg, slave, stream, u, unused, when } from 'typescript-hdl';
import { fifo } from 'typescript-hdl/lib';
import { faultBits, outstandingReads, readAnswerShape } from '../dma/host/host-shapes.ts';
import { epochBits } from '../lib/queue-epoch.ts';
import { queueIndex } from '../lib/queue-number.ts';
import type { Config } from '../spec/configs.ts';
import { availRing } from '../spec/virtio/virtqueue.ts';
import { ringContextShape } from './ring-reader.ts';

const entryBits = availRing.elementBytes * 8;

/** One avail ring entry: the number of a descriptor, unchecked, of the run `epoch`; `fault` when its read failed. */
export const entryShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  entry: u(entryBits),
  fault: u(faultBits),
});

/** Unpacker of avail ring words; see the header comment. */
export const entryUnpacker = (config: Config) =>
  component(
    'entry_unpacker',
    { config: config.name },
    {
      issued: slave(stream(ringContextShape(config))),
      answer: slave(flow(readAnswerShape)),
      entries: master(stream(entryShape(config))),
    },
    ({ issued, answer, entries }) => {
      const { contexts, arrived } = inst({
        contexts: fifo(ringContextShape(config), outstandingReads.ring),
        arrived: fifo(readAnswerShape, outstandingReads.ring),
      });
      unused(contexts.count, arrived.count, arrived.up.ready);
      contexts.up.valid.set(issued.valid);
      contexts.up.payload.set(issued.payload);
      issued.ready.set(contexts.up.ready);
      arrived.up.valid.set(answer.valid);
      arrived.up.payload.set(answer.payload);

      const context = contexts.down.payload;
      const { position } = reg({ position: u(context.lane.width, 0) });
      const last = position.zext(context.count.width).add(1).eq(context.count);
      entries.valid.set(arrived.down.valid);
      entries.payload.queue.set(context.queue);
      entries.payload.epoch.set(context.epoch);
      entries.payload.entry.set(arrived.down.payload.data.dynamicSlice(context.lane.add(position), entryBits));
      entries.payload.fault.set(arrived.down.payload.fault);
      contexts.down.ready.set(entries.fire.and(last));
      arrived.down.ready.set(entries.fire.and(last));
      when(entries.fire, () => {
        position.set(position.add(1));
        when(last, () => position.set(0));
      });
    },
    { maxDepth: 4, doc: 'Entry unpacker: avail ring words to entries, one a clock, in order.' },
  );
