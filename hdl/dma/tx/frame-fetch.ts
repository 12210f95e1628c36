// SPDX-License-Identifier: Apache-2.0
/**
 * Frame fetch: from the chains of transmit queues to frames and their words, by reads that are answered in any order.
 *
 *     pieces -> chain store -> read planner -> reads        answers -> answer packer -> reorder memory
 *                                   |                                       |                |
 *                                   +-----------> frame order <-------------+                v
 *                                   elements <-----    |  complete ----------------->  frame drain -> frames, words
 *
 * - Every question for a chain is answered by its pieces, or by none: `decided` tells of it, and `cost` what a chain takes. Every
 *   chain ends as a frame on `frames` with its words on `words`, or as an event; and as a used element, unless its queue stopped.
 * - Frames of a function leave in the order of their chains, those of different ones as they are complete. Memory that answers
 *   late, or never, holds back its function alone: it fills lists and rings that belong to that function, and `waits` then
 *   has no more 1 for it, so that nobody asks for its chains.
 * - `behind` says that as many bytes of complete frames wait to be sent as may be read ahead: while it is 1 nobody asks for more
 *   chains, so that it is the scheduler that decides who has the wire. Frames that are not complete never count.
 * - A read that failed stops its queue (`stop`). Nothing of a queue that stopped is announced; its places are used again after
 *   their last answer. In the last word of a frame all bytes beyond the frame are 0, so that nothing of another frame leaves.
 *
 * Promises, latency and throughput are those of its parts: with 128 bits a frame of one piece takes 7.5 clocks at most, of two 8. This
 * file only joins them.
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
  stream,
  u,
} from 'typescript-hdl';
import { wordShape } from '../../lib/frame-shapes.ts';
import { drainPort } from '../../lib/queue-drain.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { queueChangeFlow } from '../../lib/queue-state.ts';
import { costShape } from '../../lib/turn-shapes.ts';
import { sentFrameShape } from '../../lib/tx-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { chainPieceShape } from '../../virtqueue/chain-shapes.ts';
import { beatOf, readOf } from '../../virtqueue/fetch/fetch-shapes.ts';
import { runStopShape } from '../../virtqueue/queue-shapes.ts';
import { queueElementShape } from '../../virtqueue/used-shapes.ts';
import { answerPacker } from './answer-packer.ts';
import { chainStore } from './chain-store.ts';
import { frameDrain } from './frame-drain.ts';
import { frameOrder } from './frame-order.ts';
import { readPlanner } from './read-planner.ts';
import { reorderMemory } from './reorder-memory.ts';
import { dataReadShape, sendEventShape } from './send-shapes.ts';

/** The fetch; see the header comment. */
export const frameFetch = (config: Config) =>
  component(
    'frame_fetch',
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      hostDataBits: config.hostDataBits,
    },
    {
      change: slave(queueChangeFlow(config)),
      pieces: slave(stream(chainPieceShape(config))),
      decided: master(flow({ queue: queueIndex(config), given: bit() })),
      cost: master(flow(costShape(config))),
      waits: output(u(config.functions)),
      allowed: input(u(config.functions)),
      reads: master(stream(readOf(config, dataReadShape(config)))),
      answers: slave(stream(beatOf(config, dataReadShape(config)))),
      elements: master(stream({ ...queueElementShape(config), more: bit() })),
      ask: { queue: output(queueIndex(config)), room: input(bit()) },
      frames: master(stream(sentFrameShape(config))),
      words: master(stream(wordShape(config))),
      events: master(stream(sendEventShape(config))),
      stop: master(flow(runStopShape(config))),
      behind: output(bit()),
      ready: output(bit()),
      drain: drainPort(config),
    },
    io => {
      const { store, planner, packer, memory, order, drain } = inst({
        store: chainStore(config),
        planner: readPlanner(config),
        packer: answerPacker(config),
        memory: reorderMemory(config),
        order: frameOrder(config),
        drain: frameDrain(config),
      });
      for (const part of [planner, order, drain]) connectFlow(part.change, io.change);
      connect(store.pieces, io.pieces);
      connectFlow(io.decided, store.decided);
      connectFlow(io.cost, store.cost);
      io.waits.set(store.allowed);
      connectFlow(planner.arrived, store.arrived);
      expose(planner.head, store.head);
      planner.allowed.set(io.allowed);
      connect(io.reads, planner.reads);
      connectFlow(order.asked, planner.asked);
      connectFlow(order.planned, planner.planned);

      connect(packer.answers, io.answers);
      connectFlow(memory.writes, packer.writes);
      connectFlow(order.answered, packer.answered);
      order.failed.valid.set(packer.stop.valid);
      order.failed.payload.set({ queue: packer.stop.payload.queue });
      connectFlow(io.stop, packer.stop);

      order.entered.valid.set(store.decided.valid.and(store.decided.payload.given));
      order.entered.payload.set({ queue: store.decided.payload.queue });
      connect(io.elements, order.elements);
      expose(io.ask, order.ask);
      connect(drain.complete, order.complete);
      expose(drain.read, memory.read);
      connectFlow(planner.freed, drain.freed);
      connectFlow(planner.ended, drain.ended);
      connect(io.frames, drain.frames);
      connect(io.words, drain.words);
      connect(io.events, drain.events);

      io.behind.set(drain.behind);
      io.ready.set(order.ready);
      for (const part of [order, drain]) part.drain.queue.set(io.drain.queue);
      io.drain.busy.set(order.drain.busy.or(drain.drain.busy));
    },
    { maxDepth: 6, doc: 'Frame fetch: chains to frames, by reads that are answered in any order.' },
  );
