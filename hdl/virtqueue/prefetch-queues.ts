/**
 * Prefetch queues: the receive buffers of every queue that have been fetched and not used yet, first in first out.
 *
 * Room is reserved when the ring entry is requested, so a landing always fits. Every landing takes its place, kept or
 * not; one that is not kept belongs to a queue that stops in the same clock and is never looked at. A kept one gives a
 * `credit` in the next clock, when `look` would find it; a frame that leaves its buffer unused gives it back with
 * `giveBack`, which waits for a clock without a landing; `crowded` asks for such a clock. No credit is given for a
 * queue that is not enabled.
 *
 * `head` answers `look` after 2 clocks and stays until the next look. Logic depth 5 LUTs at 10g.
 */

import {
  bit,
  cat,
  component,
  flow,
  input,
  master,
  mux,
  output,
  ram,
  reg,
  slave,
  stream,
  u,
  when,
} from 'typescript-hdl';
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
      start: slave(flow(queueShape(config))),
      landed: slave(flow({ queue: queueIndex(config), keep: bit(), buffer: bufferShape })),
      look: slave(flow(queueShape(config))),
      head: { present: output(bit()), buffer: output(bufferShape) },
      take: slave(flow(queueShape(config))),
      giveBack: slave(stream(queueShape(config))),
      credit: master(flow(queueShape(config))),
      crowded: output(bit()),
      takenIndex: { queue: input(queueIndex(config)), index: output(u(ringIndexBits)) },
      drain: {
        queue: input(queueIndex(config)),
        landed: output(u(ringIndexBits)),
        taken: output(u(ringIndexBits)),
      },
    },
    ({ enabled, start, landed, look, head, take, giveBack, credit, crowded, takenIndex, drain }) => {
      const slotBits = Math.log2(config.prefetchDepth);
      if (!Number.isInteger(slotBits) || slotBits < 1) {
        throw new RangeError(`The prefetch depth must be a power of two of at least 2, not ${config.prefetchDepth}.`);
      }
      const { buffers } = ram({ buffers: { shape: bufferShape, depth: queueCount(config) << slotBits } });
      const landedIndex = queueIndices('landed_index', config);
      const takenIndices = queueIndices('taken_index', config);
      const queue = landed.payload.queue;
      const slot = landedIndex.read(queue);
      when(landed.valid, () => {
        buffers.write(cat(queue, slot.trunc(slotBits)), landed.payload.buffer);
        landedIndex.write(queue, slot.add(1));
      });

      const r = reg({ looking: bit(0), place: u(buffersWidth(config, slotBits)), present: bit(), found: bit() });
      const first = takenIndices.read(look.payload.queue);
      r.looking.set(look.valid);
      r.place.set(cat(look.payload.queue, first.trunc(slotBits)));
      r.present.set(first.ne(landedIndex.read(look.payload.queue)));
      when(r.looking, () => r.found.set(r.present));
      head.present.set(r.found);
      head.buffer.set(buffers.read(r.place, r.looking));
      when(take.valid, () => {
        takenIndices.write(take.payload.queue, takenIndices.read(take.payload.queue).add(1));
      });

      const { given, waits } = reg({ given: { valid: bit(0), queue: queueIndex(config) }, waits: bit(0) });
      const kept = landed.valid.and(landed.payload.keep);
      giveBack.ready.set(kept.not());
      waits.set(giveBack.valid.and(kept));
      crowded.set(waits);
      given.valid.set(kept.or(giveBack.valid));
      given.queue.set(mux(kept, queue, giveBack.payload.queue));
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
