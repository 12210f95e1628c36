// SPDX-License-Identifier: Apache-2.0
/**
 * Prefetch queues: the receive buffers of every queue that have been fetched and not used yet, first in first out.
 *
 * Room is reserved when the ring entry is requested, so a landing always fits. Every landing of the run in force takes its
 * place, kept or not; one that is not kept belongs to a queue that stops in the same clock and is never looked at. A kept
 * one gives a `credit` in the next clock, when `look` would find it, unless its queue is not enabled. A landing of an
 * earlier run leaves no trace.
 *
 * `head` answers `look` after 2 clocks and stays until the next look: whether there is a buffer, which it is, and the epoch
 * of the run that fetched it. Whatever the RAM holds, there is one only between the index of the next taken and that of the
 * next landed, at most `prefetchDepth` ahead. One landing, one look and one take a clock. Logic depth 5 LUTs at 10g.
 */

import { bit, cat, component, flow, input, master, named, output, ram, reg, slave, u, when } from 'typescript-hdl';
import { epochBits, queueEpochs, runShape } from '../lib/queue-epoch.ts';
import { queueIndex } from '../lib/queue-number.ts';
import { type Config, queueCount } from '../spec/configs.ts';
import { queueIndices } from './queue-indices.ts';
import { bufferShape, queueShape, ringIndexBits } from './virtqueue-shapes.ts';

/** The prefetch FIFOs of all queues in one block RAM; see the header comment. */
export const prefetchQueues = (config: Config) =>
  component(
    'prefetch_queues',
    { config: config.name, prefetchDepth: config.prefetchDepth },
    {
      enabled: input(u(queueCount(config))),
      start: slave(flow(runShape(config))),
      landed: slave(flow({ queue: queueIndex(config), epoch: u(epochBits), keep: bit(), buffer: bufferShape })),
      look: slave(flow(queueShape(config))),
      head: { present: output(bit()), epoch: output(u(epochBits)), buffer: output(bufferShape) },
      take: slave(flow(queueShape(config))),
      credit: master(flow(queueShape(config))),
      takenIndex: { queue: input(queueIndex(config)), index: output(u(ringIndexBits)) },
      drain: {
        queue: input(queueIndex(config)),
        landed: output(u(ringIndexBits)),
        taken: output(u(ringIndexBits)),
      },
    },
    ({ enabled, start, landed, look, head, take, credit, takenIndex, drain }) => {
      const slotBits = Math.log2(config.prefetchDepth);
      if (!Number.isInteger(slotBits) || slotBits < 1) {
        throw new RangeError(`The prefetch depth must be a power of two of at least 2, not ${config.prefetchDepth}.`);
      }
      const { buffers } = ram({
        buffers: { shape: { epoch: u(epochBits), buffer: bufferShape }, depth: queueCount(config) << slotBits },
      });
      const landedIndex = queueIndices('landed_index', config);
      const takenIndices = queueIndices('taken_index', config);
      const queue = landed.payload.queue;
      const slot = landedIndex.read(queue);
      const { epoch, buffer, keep } = landed.payload;
      const lands = named('lands', landed.valid.and(epoch.eq(queueEpochs(config, start).of(queue))));
      when(lands, () => {
        buffers.write(cat(queue, slot.trunc(slotBits)), { epoch, buffer });
        landedIndex.write(queue, slot.add(1));
      });

      const r = reg({ looking: bit(0), place: u(buffersWidth(config, slotBits)), present: bit(), found: bit() });
      const first = takenIndices.read(look.payload.queue);
      r.looking.set(look.valid);
      r.place.set(cat(look.payload.queue, first.trunc(slotBits)));
      const ahead = landedIndex.read(look.payload.queue).sub(first);
      r.present.set(ahead.ne(0).and(ahead.le(config.prefetchDepth)));
      when(r.looking, () => r.found.set(r.present));
      head.present.set(r.found);
      const found = buffers.read(r.place, r.looking);
      head.epoch.set(found.epoch);
      head.buffer.set(found.buffer);
      when(take.valid, () => {
        takenIndices.write(take.payload.queue, takenIndices.read(take.payload.queue).add(1));
      });

      const { given } = reg({ given: { valid: bit(0), queue: queueIndex(config) } });
      given.set({ valid: lands.and(keep), queue });
      credit.valid.set(given.valid.and(enabled.at(given.queue)));
      credit.payload.queue.set(given.queue);

      when(start.valid, () => {
        landedIndex.clear(start.payload.queue);
        takenIndices.clear(start.payload.queue);
      });
      takenIndex.index.set(takenIndices.read(takenIndex.queue));
      drain.landed.set(landedIndex.read(drain.queue));
      drain.taken.set(takenIndices.read(drain.queue));
    },
    {
      maxDepth: 5,
      doc: 'Prefetch queues: fetched receive buffers of every queue in one block RAM, and the credits for them.',
    },
  );

const buffersWidth = (config: Config, slotBits: number): number => queueIndex(config).width + slotBits;
