// SPDX-License-Identifier: Apache-2.0
/**
 * Packet buffer: one memory for the frames of all functions, in cells of 64 bytes, with a quota per function.
 *
 * - `up` brings frames with their verdicts. Each ends as exactly one event or one enqueued copy per addressed function, or
 *   as one event in the slot `config.functions` when it addresses none or arrived with an error. Copies of one frame share
 *   its cells; every function is charged with all of them.
 * - A function that fills its quota or its queue loses its own frames only: as long as all quotas and one frame of the
 *   greatest length fit the buffer, a frame within the quota of its function always finds cells.
 * - Copies of frames for several functions are held to `groupRate`, so that a storm of them costs nobody unicast frames.
 * - `enqueued` announces every copy to the scheduler. `select` tries the oldest frame of a queue that holds one not
 *   selected before: an attempt asks for its buffers, and the outcome says what becomes of it. One that is parked stays the
 *   oldest of its queue (`parked`). Any other is announced on `frames`; the words of those that were granted follow on `words`,
 *   those that were not are dropped, and whoever takes the announcement counts them. Bytes after the frame's end in its last
 *   word are zeros: nothing an earlier frame left ever leaves.
 * - Frames of a queue leave in the order in which they came, each with the epoch of its queue when it was stored (`change`
 *   tells of new runs). What a disabled queue holds stays until it is selected. `drain.busy` says, 2 clocks after
 *   `drain.queue`, whether the queue holds any frame that has not left, its last word included.
 * - Under back-pressure: `up` waits while `events` is not taken for long, or while earlier frames must be judged before cells
 *   can be found. `frames`, `words` and `events` keep what they offer until it is taken, and wait for nobody else; a full
 *   buffer refuses frames, it never holds `up` back.
 * - `ready` rises `bufferCells` clocks after reset; until then `up` is held back. Reset empties the buffer.
 *
 * Throughput: a beat in and a word out in every clock, frames of every length, one function of a frame judged per clock.
 * Latency from the last beat to `enqueued` 8 clocks and one more per addressed function below; from `select` to the
 * announcement 5 clocks, to the first word 7, when the outcome comes at once. Logic depth 4 LUTs at 10g.
 */

import {
  bit,
  component,
  connect,
  connectFlow,
  flow,
  input,
  inst,
  master,
  output,
  slave,
  stream,
  u,
  unused,
} from 'typescript-hdl';
import { fifo, streamMerge } from 'typescript-hdl/lib';
import { eventShape, frameShape, wordShape } from '../lib/frame-shapes.ts';
import { queueIndex } from '../lib/queue-number.ts';
import { queueChangeFlow } from '../lib/queue-state.ts';
import { quotaWriteShape } from '../lib/setting-shapes.ts';
import { attemptShape, outcomeShape } from '../lib/take-shapes.ts';
import { parkedShape, selectShape } from '../lib/turn-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { rateBits } from '../spec/shares.ts';
import { checkBufferConfig, gatedBeatShape, recordShape } from './buffer-shapes.ts';
import { cellMemory } from './cell-memory.ts';
import { copyCounts } from './copy-counts.ts';
import { copyPlaceList } from './copy-place-list.ts';
import { frameEnd } from './frame-end.ts';
import { frameJudge } from './frame-judge.ts';
import { frameLists } from './frame-lists.ts';
import { frameOutlet } from './frame-outlet.ts';
import { frameReader } from './frame-reader.ts';
import { frameRelease, readCopyShape } from './frame-release.ts';
import { frameWriter } from './frame-writer.ts';
import { freeList } from './free-list.ts';
import { groupPolicer } from './group-policer.ts';
import { quotaLedger } from './quota-ledger.ts';
import { recordWalk } from './record-walk.ts';
import { wordPacker } from './word-packer.ts';

/** Frames that may wait to be judged: a group frame takes one clock per function, a frame arrives every 8 clocks. */
const recordDepth = 8;
/** Frames that may be announced and not taken. */
const announcementDepth = 4;
/** Copies that may wait to be released. */
const copyDepth = 4;

/** The packet buffer; see the header comment. */
export const packetBuffer = (config: Config) => {
  checkBufferConfig(config);
  return component(
    'packet_buffer',
    {
      config: config.name,
      netDataBits: config.netDataBits,
      hostDataBits: config.hostDataBits,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      bufferCells: config.bufferCells,
      framesPerQueue: config.framesPerQueue,
    },
    {
      up: slave(stream(gatedBeatShape(config))),
      quotaWrite: slave(flow(quotaWriteShape(config))),
      groupRate: input(u(rateBits)),
      change: slave(queueChangeFlow(config)),
      enqueued: master(flow({ queue: queueIndex(config) })),
      select: slave(stream(selectShape(config))),
      attempts: master(stream(attemptShape(config))),
      outcomes: slave(stream(outcomeShape(config))),
      parked: master(flow(parkedShape(config))),
      frames: master(stream(frameShape(config))),
      words: master(stream(wordShape(config))),
      events: master(stream(eventShape(config))),
      drain: { queue: input(queueIndex(config)), busy: output(bit()) },
      ready: output(bit()),
    },
    ({
      up,
      quotaWrite,
      groupRate,
      change,
      enqueued,
      select,
      attempts,
      outcomes,
      parked,
      frames,
      words,
      events,
      drain,
      ready,
    }) => {
      const { list, memory, ledger, lists, freePlaces, counts } = inst({
        list: freeList(config),
        memory: cellMemory(config),
        ledger: quotaLedger(config),
        lists: frameLists(config),
        freePlaces: copyPlaceList(config),
        counts: copyCounts(config),
      });
      ready.set(list.ready);

      // In: beats to cells, a record for each frame.
      const { writer, packer, recordFifo } = inst({
        writer: frameWriter(config),
        packer: wordPacker(config),
        recordFifo: fifo(recordShape(config), recordDepth),
      });
      connect(writer.up, up);
      writer.cell.set(list.cell);
      writer.first.set(list.first);
      writer.available.set(list.available);
      writer.listReady.set(list.ready);
      list.take.set(writer.take);
      list.keep.set(writer.keep);
      list.rewind.set(writer.rewind);
      connectFlow(packer.beats, writer.beats);
      connectFlow(memory.store, packer.store);
      connect(recordFifo.up, writer.records);

      // Judgement: a copy or an event for each function of each record.
      const { walk, judge, policer } = inst({
        walk: recordWalk(config),
        judge: frameJudge(config),
        policer: groupPolicer(config),
      });
      policer.rate.set(groupRate);
      connectFlow(policer.copy, judge.groupCopy);
      judge.groupOpen.set(policer.open);
      connect(walk.records, recordFifo.down);
      connectFlow(judge.visits, walk.visits);
      walk.room.set(judge.room);
      writer.judged.set(judge.judged);
      connectFlow(judge.change, change);
      connectFlow(ledger.write, quotaWrite);
      ledger.lookup.function.set(judge.lookup.function);
      ledger.lookup.countLessOne.set(judge.lookup.countLessOne);
      judge.over.set(ledger.over);
      lists.lookup.queue.set(judge.lookup.queue);
      judge.full.set(lists.full);
      judge.places.available.set(freePlaces.available);
      judge.places.next.set(freePlaces.next);
      freePlaces.take.set(judge.places.take);
      connectFlow(ledger.charge, judge.charge);
      connectFlow(lists.append, judge.append);
      connectFlow(counts.stored, judge.stored);
      connectFlow(list.refused, judge.refused);
      connectFlow(enqueued, judge.enqueued);

      // Out: the oldest frame of the selected queue is tried, and read word by word if it has its buffers.
      const { ends, reader, outlet, announcements } = inst({
        ends: frameEnd(config),
        reader: frameReader(config),
        outlet: frameOutlet(config),
        announcements: fifo(frameShape(config), announcementDepth),
      });
      connect(lists.select, select);
      connect(attempts, lists.attempts);
      connect(lists.outcomes, outcomes);
      connectFlow(parked, lists.parked);
      lists.drain.queue.set(drain.queue);
      drain.busy.set(lists.drain.busy);
      connect(ends.decided, lists.decided);
      connect(events, judge.events);
      unused(announcements.count);
      connect(announcements.up, ends.announced);
      connect(frames, announcements.down);
      connect(reader.fetched, ends.granted);
      list.chain.cell.set(reader.chain.cell);
      reader.chain.next.set(list.chain.next);
      memory.address.set(reader.address);
      reader.data.set(memory.data);
      outlet.reserve.set(reader.reserve);
      reader.space.set(outlet.space);
      connectFlow(outlet.read, reader.read);
      connect(words, outlet.words);

      // Release: cells and quota come back when a copy was read or dropped.
      const { copyFifo, copies, releaser } = inst({
        copyFifo: fifo(readCopyShape(config), copyDepth),
        copies: streamMerge(readCopyShape(config), ['read', 'dropped']),
        releaser: frameRelease(config),
      });
      connect(copyFifo.up, reader.copies);
      connect(copies.ups.read, copyFifo.down);
      connect(copies.ups.dropped, ends.dropped);
      connect(releaser.up, copies.down);
      connectFlow(lists.left, releaser.left);
      connectFlow(freePlaces.back, releaser.place);
      connectFlow(releaser.open, judge.open);
      connectFlow(counts.read, releaser.read);
      releaser.last.set(counts.last);
      connect(list.finished, releaser.finished);
      connectFlow(ledger.discharge, releaser.discharge);
    },
    { maxDepth: 4, doc: 'One memory for the frames of all functions, with a quota per function.' },
  );
};
