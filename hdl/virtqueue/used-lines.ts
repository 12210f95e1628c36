// SPDX-License-Identifier: Apache-2.0
/**
 * Used lines: collects used elements of each queue and writes them to its ring, a batch at a time.
 *
 * A batch is written when 32 elements of its queue are there, when no other element of the queue is on its way (`more` 0), or
 * when the sweeper finds that nothing of the queue was written for 2 us; so no element waits longer than 4 us. Batches have
 * whole frames. A burst holds up to 32 elements and 512 bytes, and ends at the end of the ring and of a block of 4,096 bytes.
 *
 * - Split (virtio 1.x, 2.7.8): elements, and after the response to the last of them the used index.
 * - Packed (2.8.6): id, length and flags (the 8 bytes at the descriptor's end) at the chain's first slot; all of a batch but the
 *   first, and after the response the first, so that a driver never sees a part of a frame.
 *
 * Up to 4 batches of a queue are written at a time; one is being published, and those that are ready meanwhile are published
 * with the next (split) or after it (packed). `published` tells of each index that is in memory.
 *
 * No batch is begun for a function whose bit of `allowed` is 0: its queues are looked at again by the sweeper, and what they hold
 * fills up until `ask.room` falls.
 *
 * A frame ends as the event `delivered` when its elements are written. A write that failed stops its queue (`stop`). What waits of a
 * queue that failed or does not run is dropped, with the event `queue_stopped` for each frame.
 *
 * `ask.room` says that a queue has room for the largest frame. A clock for an element, two where a beat ends inside it; one
 * for a burst, and 6 for a batch; elements are
 * taken one a clock and never wait after the start-up sweep, which takes a clock for each queue. Answers never wait.
 */
import { bit, component, inst, type Val, wire } from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { queueIndex } from '../lib/queue-number.ts';
import { workList, workLists } from '../lib/work-list.ts';
import { type Config, queueCount } from '../spec/configs.ts';
import { followBatches } from './used/batch-progress.ts';
import { writeBatches } from './used/batch-writer.ts';
import { type Push, usedLinePorts } from './used/line-shapes.ts';
import { collectElements, lookForOld } from './used/pending-elements.ts';

/** The lines of used elements; see the header comment. */
export const usedLines = (config: Config) =>
  component(
    'used_lines',
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      hostDataBits: config.hostDataBits,
    },
    usedLinePorts(config),
    io => {
      const sweep = startUpSweep('sweep', queueCount(config));
      const { due, answered } = inst({ due: workLists(config, ['filled', 'aged']), answered: workList(config) });
      const { takes } = wire({ takes: { valid: bit(), queue: queueIndex(config) } });
      const pending = collectElements(config, io, sweep, takes);
      push(due.push.filled, pending.fills, io.elements.payload.queue);
      const aged = lookForOld(config, pending.counts, sweep);
      push(due.push.aged, aged.valid, aged.queue);
      const batches = followBatches(config, io, sweep);
      push(answered.push, batches.answered, io.answers.payload.queue);
      writeBatches(config, io, { due: due.pop, answered: answered.pop, sweep, pending, batches, takes });
    },
    { maxDepth: 6, doc: 'Used lines: used elements of each queue to its ring in batches, and their publication.' },
  );

const push = (port: Push, valid: Val<1>, queue: Val): void => {
  port.valid.set(valid);
  port.payload.set({ queue });
};
