// SPDX-License-Identifier: Apache-2.0
/**
 * Descriptor fetch: keeps the prefetch queues filled with checked receive buffers.
 *
 * Index reader, ring reader and descriptor reader each have their reads under way on one AXI4 read channel; answers go
 * to the context that asked, in order within a kind. Answers are accepted as they come, but for a clock now and then:
 * room for them was reserved with the request. A queue that is not enabled starts no read; answers that are still due
 * to it are dropped, and `drain` tells when none is left. Every read passes the read guard right before the bus. With a read latency of 125 clocks a queue refills at one
 * buffer every 2 clocks.
 */

import {
  bit,
  component,
  connect,
  connectFlow,
  expose,
  flow,
  input,
  inst,
  master,
  output,
  slave,
  u,
} from 'typescript-hdl';
import { functionShape, windowLookup, windowRequestShape } from '../dma/host/host-shapes.ts';
import { readArbiter } from '../dma/host/read-arbiter.ts';
import { readGuard } from '../dma/host/read-guard.ts';
import { hostReadMaster } from '../lib/host-bus.ts';
import { epochBits } from '../lib/queue-epoch.ts';
import { queueIndex } from '../lib/queue-number.ts';
import { type Config, queueCount } from '../spec/configs.ts';
import { descriptorReader } from './descriptor-reader.ts';
import { entryUnpacker } from './entry-unpacker.ts';
import { indexReader } from './index-reader.ts';
import { prefetchQueues } from './prefetch-queues.ts';
import { ringReader } from './ring-reader.ts';
import { bufferShape, queueShape, ringIndexBits, startShape, stopShape } from './virtqueue-shapes.ts';

/** What of the settings the read side needs. */
const fetchStartShape = (config: Config) => {
  const { queue, epoch, descriptors, avail, mask } = startShape(config);
  return { queue, epoch, descriptors, avail, mask };
};

/** The read side of the receive DMA; see the header comment. */
export const descriptorFetch = (config: Config) =>
  component(
    'descriptor_fetch',
    { config: config.name },
    {
      enabled: input(u(queueCount(config))),
      lookup: windowLookup(config),
      start: slave(flow(fetchStartShape(config))),
      doorbell: slave(flow(queueShape(config))),
      published: slave(flow(queueShape(config))),
      interrupt: master(flow(queueShape(config))),
      credit: master(flow(queueShape(config))),
      look: slave(flow(queueShape(config))),
      head: { present: output(bit()), epoch: output(u(epochBits)), buffer: output(bufferShape) },
      take: slave(flow(queueShape(config))),
      check: { request: master(flow(windowRequestShape(config))), inside: input(bit()) },
      stops: { ring: master(flow(stopShape(config))), descriptor: master(flow(stopShape(config))) },
      drain: {
        queue: input(queueIndex(config)),
        requested: output(u(ringIndexBits)),
        landed: output(u(ringIndexBits)),
        taken: output(u(ringIndexBits)),
        busy: output(u(queueCount(config))),
      },
      refused: master(flow(functionShape(config))),
      read: hostReadMaster(config),
    },
    ({
      enabled,
      lookup,
      start,
      doorbell,
      published,
      interrupt,
      credit,
      look,
      head,
      take,
      check,
      stops,
      drain,
      refused,
      read,
    }) => {
      const { indices, rings, unpacker, descriptors, prefetch, reads, guard } = inst({
        indices: indexReader(config),
        rings: ringReader(config),
        unpacker: entryUnpacker(config),
        descriptors: descriptorReader(config),
        prefetch: prefetchQueues(config),
        reads: readArbiter(config),
        guard: readGuard(config),
      });
      for (const part of [indices, rings, descriptors, prefetch]) {
        part.enabled.set(enabled);
        part.start.valid.set(start.valid);
        part.start.payload.queue.set(start.payload.queue);
      }
      for (const part of [rings, descriptors, prefetch]) part.start.payload.epoch.set(start.payload.epoch);
      indices.start.payload.avail.set(start.payload.avail);
      rings.start.payload.avail.set(start.payload.avail);
      rings.start.payload.mask.set(start.payload.mask);
      descriptors.start.payload.descriptors.set(start.payload.descriptors);
      descriptors.start.payload.mask.set(start.payload.mask);

      connectFlow(indices.doorbell, doorbell);
      connectFlow(indices.published, published);
      connectFlow(interrupt, indices.interrupt);
      connectFlow(rings.seen, indices.seen);
      connectFlow(rings.taken, take);
      rings.takenIndex.index.set(prefetch.takenIndex.index);
      prefetch.takenIndex.queue.set(rings.takenIndex.queue);
      connect(unpacker.issued, rings.issued);
      connect(descriptors.entries, unpacker.entries);
      connectFlow(prefetch.landed, descriptors.landed);
      expose(check, descriptors.check);
      connectFlow(stops.ring, rings.stop);
      connectFlow(stops.descriptor, descriptors.stop);

      connect(reads.index.request, indices.request);
      connect(reads.ring.request, rings.request);
      connect(reads.descriptor.request, descriptors.request);
      connectFlow(indices.answer, reads.index.answer);
      connectFlow(unpacker.answer, reads.ring.answer);
      connectFlow(descriptors.answer, reads.descriptor.answer);
      expose(lookup, guard.lookup);
      connect(guard.reads, reads.reads);
      connectFlow(reads.answers, guard.answers);
      guard.hold.set(descriptors.hold);
      connectFlow(refused, guard.refused);
      expose(read, guard.read);

      connectFlow(credit, prefetch.credit);
      connectFlow(prefetch.look, look);
      expose(head, prefetch.head);
      connectFlow(prefetch.take, take);

      rings.requestedIndex.queue.set(drain.queue);
      prefetch.drain.queue.set(drain.queue);
      drain.requested.set(rings.requestedIndex.index);
      drain.landed.set(prefetch.drain.landed);
      drain.taken.set(prefetch.drain.taken);
      drain.busy.set(indices.pending);
    },
    { doc: 'Descriptor fetch: avail index, avail ring and descriptor reads that keep the prefetch queues filled.' },
  );
