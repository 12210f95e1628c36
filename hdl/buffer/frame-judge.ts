// SPDX-License-Identifier: Apache-2.0
/**
 * Frame judge: decides for each visit whether the function gets its copy, and hands out copies and events.
 *
 * - In this order: a frame dropped before the buffer is an event for its reason; a queue that is disabled or does not exist
 *   is `queue_stopped`; a frame from the wire for several functions whose first visit finds `groupOpen` 0 is `group_rate` for all; cells
 *   beyond the function's quota are `quota`; a full queue, or a copy that finds no place, is
 *   `queue_full`; a frame for which the buffer had no cell is `buffer_full`. Any other frame is appended to its queue and
 *   charged to the function. Its first copy takes the place of its first cell, every other one a place from `places`.
 * - Each frame is judged by the accounts, and gets the places, of the memory that it is in; queues are common to both.
 *   Local copies of group frames are told with their sender, who pays for them.
 * - A copy of a reported frame that enters its queue is an event as well: `unreadable_passed`.
 * - After the last visit of a frame in the buffer, the number of its copies goes to `stored`; a frame without any goes back
 *   to the free list through `refused`. `open` names the frame whose copies are being handed out. `judged` pulses with the
 *   last visit of every frame.
 * - Visits cannot be held back; `room` asks for a pause in time for the events on their way, which wait in a FIFO. `events`
 *   keeps its event until it is taken; `enqueued`, `stored`, `refused` must be taken at once.
 *
 * Throughput one visit a clock. Latency 3 clocks, 4 to `events`. Logic depth 3 LUTs at 10g.
 */

import {
  balanced,
  bit,
  cat,
  component,
  connect,
  flow,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  output,
  pick,
  priorityMux,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { fifo } from 'typescript-hdl/lib';
import { eventShape, lengthBits } from '../lib/frame-shapes.ts';
import { epochBits } from '../lib/queue-epoch.ts';
import { queueIndex } from '../lib/queue-number.ts';
import { queueChangeFlow, queueStates } from '../lib/queue-state.ts';
import { type Config, cellCountBits } from '../spec/configs.ts';
import { type CounterEventName, eventBits, eventId } from '../spec/events/drop-reasons.ts';
import {
  cellIndex,
  chainOf,
  chainShape,
  countLessOne,
  eachSide,
  functionIndex,
  ownPlaceIndex,
  placeIndex,
  queuedChainShape,
  resized,
  sideConfig,
  sides,
  visitShape,
} from './buffer-shapes.ts';
import { copyCount, storedShape } from './copy-counts.ts';
import { heldCellsShape } from './reserve-ledger.ts';

/** A copy of a group frame that enters a queue. */
export const groupCopyShape = (config: Config) => ({ source: functionIndex(config), lastOffset: u(lengthBits) });

/** Events that wait to be counted, and how many may wait before the visits pause: up to 6 more are on their way. */
const eventDepth = 16;
const eventsBeforePause = 8;

/** The judging side of the packet buffer; see the header comment. */
export const frameJudge = (config: Config) =>
  component(
    'frame_judge',
    {
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      bufferCells: config.bufferCells,
      localBufferCells: config.localBufferCells,
    },
    {
      visits: slave(flow(visitShape(config))),
      room: output(bit()),
      change: slave(queueChangeFlow(config)),
      lookup: {
        function: output(functionIndex(config)),
        countLessOne: output(u(cellCountBits(config))),
        queue: output(queueIndex(config)),
        local: output(bit()),
      },
      over: eachSide(() => input(bit())),
      /** Whether the cells of a local frame would count among the shared ones. */
      sharedNow: input(bit()),
      full: input(bit()),
      groupOpen: input(bit()),
      groupCopy: eachSide(() => master(flow(groupCopyShape(config)))),
      places: eachSide(side => ({
        available: input(bit()),
        next: input(ownPlaceIndex(sideConfig(config, side))),
        take: output(bit()),
      })),
      charge: eachSide(side => master(flow(heldCellsShape(sideConfig(config, side))))),
      append: master(flow({ queue: queueIndex(config), place: placeIndex(config), ...queuedChainShape(config) })),
      enqueued: master(flow({ queue: queueIndex(config) })),
      stored: eachSide(side => master(flow(storedShape(sideConfig(config, side))))),
      refused: eachSide(side => master(flow(chainShape(sideConfig(config, side))))),
      open: master(flow({ head: cellIndex(config), local: bit() })),
      judged: eachSide(() => output(bit())),
      events: master(stream(eventShape(config))),
    },
    ({
      visits,
      room,
      change,
      lookup,
      over,
      sharedNow,
      full,
      groupOpen,
      groupCopy,
      places,
      charge,
      append,
      enqueued,
      stored,
      refused,
      open,
      judged,
      events,
    }) => {
      const { queueExists: _known, ...visit } = visitShape(config);
      const { reason: _told, ...outcome } = visit;
      const { found, weighed, decided } = reg({
        found: { valid: bit(0), visit, stopped: bit(), epoch: u(epochBits) },
        weighed: { valid: bit(0), visit, stopped: bit(), epoch: u(epochBits) },
        decided: {
          ...{ valid: bit(0), visit: outcome, epoch: u(epochBits), event: u(eventBits) },
          ...{ enqueue: bit(), shared: bit() },
        },
      });
      // Of the frame whose visits go on: it is for several functions, and may have no copies.
      const { group } = reg({ group: { several: bit(0), closed: bit(0) } });
      const ownerOfSlot = (slot: Val): Val => slot.trunc(functionIndex(config).width);

      // The ledger and the rings answer two clocks later, beside `weighed`.
      const asked = visits.payload;
      lookup.function.set(ownerOfSlot(asked.slot));
      lookup.countLessOne.set(countLessOne(config, asked.chain.lastOffset));
      lookup.queue.set(asked.queue);
      lookup.local.set(asked.local);
      // Both as they are in this clock: a frame belongs to the run that its queue was in when it was let in.
      const { beginning, epoch } = queueStates(config, change).begun(asked.queue);
      const stopped = beginning.and(asked.queueExists).not();
      found.set({ valid: visits.valid, visit: pick(visit, asked), stopped, epoch });
      weighed.set(found);

      const { dropped, reason, unfit, local } = weighed.visit;
      const available = mux(local, places.local.available, places.wire.available);
      const several = named('several', mux(weighed.visit.first, weighed.visit.last.not(), group.several));
      const closed = named('closed', several.and(mux(weighed.visit.first, groupOpen.or(local).not(), group.closed)));
      when(weighed.valid, () => group.set({ several, closed }));
      const verdict = judgement([
        [dropped, reason],
        [weighed.stopped, eventNumber('queue_stopped')],
        [closed, eventNumber('group_rate')],
        [mux(local, over.local, over.wire), eventNumber('quota')],
        [full.or(weighed.visit.first.or(available).not()), eventNumber('queue_full')],
        [unfit, eventNumber('buffer_full')],
      ]);
      decided.set({
        ...{ valid: weighed.valid, visit: pick(outcome, weighed.visit), epoch: weighed.epoch, ...verdict },
        shared: local.and(sharedNow),
      });
      const { charged } = reg({ charged: bit() });
      charged.set(several);

      const { slot, queue, verified, chain, first, last, source } = decided.visit;
      const enqueue = named('enqueue', decided.valid.and(decided.enqueue));
      const inBuffer = named('in_buffer', decided.visit.dropped.or(decided.visit.unfit).not());
      const place = eachSide(side => {
        const own = mux(first, resized(chain.head, places[side].next.width), places[side].next);
        const isLocal = lit(side === 'local' ? 1 : 0, 1);
        return cat(isLocal, resized(own, ownPlaceIndex(config).width));
      });
      append.valid.set(enqueue);
      append.payload.set({
        ...{ queue, place: mux(decided.visit.local, place.local, place.wire), epoch: decided.epoch, verified },
        ...{ shared: decided.shared, chain },
      });
      enqueued.valid.set(enqueue);
      enqueued.payload.set({ queue });

      const handedOut = reg({
        copies: u(copyCount(config).width, 0),
        open: bit(0),
        head: cellIndex(config),
        local: bit(),
      });
      const copies = named('copies', handedOut.copies.add(enqueue.zext(handedOut.copies.width)));
      const frameOver = named('frame_over', decided.valid.and(last));
      handedOut.copies.set(mux(frameOver, 0, copies));
      when(decided.valid, () => {
        handedOut.open.set(last.not().and(inBuffer));
        handedOut.head.set(chain.head);
        handedOut.local.set(decided.visit.local);
      });
      open.valid.set(handedOut.open);
      open.payload.set({ head: handedOut.head, local: handedOut.local });
      for (const side of sides) {
        const own = sideConfig(config, side);
        const here = side === 'local' ? decided.visit.local : decided.visit.local.not();
        const enters = enqueue.and(here);
        charge[side].valid.set(enters);
        charge[side].payload.set({
          function: ownerOfSlot(slot),
          countLessOne: countLessOne(own, chain.lastOffset),
          shared: decided.shared,
        });
        places[side].take.set(enters.and(first.not()));
        groupCopy[side].valid.set(enters.and(charged));
        groupCopy[side].payload.set({ source, lastOffset: chain.lastOffset });
        const ends = frameOver.and(here);
        judged[side].set(ends);
        stored[side].valid.set(ends.and(inBuffer));
        stored[side].payload.set({ head: resized(chain.head, cellIndex(own).width), copies });
        refused[side].valid.set(ends.and(inBuffer).and(copies.eq(0)));
        refused[side].payload.set(chainOf(own, chain));
      }

      const { eventFifo } = inst({ eventFifo: fifo(eventShape(config), eventDepth) });
      const { reported } = decided.visit;
      eventFifo.up.valid.set(decided.valid.and(decided.enqueue.not().or(reported)));
      eventFifo.up.payload.set({
        slot,
        event: mux(decided.enqueue, eventNumber('unreadable_passed'), decided.event),
        bytes: chain.lastOffset.add(1),
      });
      connect(events, eventFifo.down);
      const { calm } = reg({ calm: bit(0) });
      calm.set(eventFifo.count.lt(eventsBeforePause));
      room.set(calm);
    },
    { maxDepth: 3, doc: 'Decides for each addressed function whether it gets its copy of a frame.' },
  );

const eventNumber = (name: CounterEventName): Val => lit(eventId(name), eventBits);

/** The event of the first ground that holds; without one the copy is enqueued. */
const judgement = (grounds: readonly (readonly [Val<1>, Val])[]) => ({
  event: priorityMux(grounds, 0),
  enqueue: balanced(
    grounds.map(([ground]) => ground),
    (a, b) => a.or(b),
  ).not(),
});
