// SPDX-License-Identifier: Apache-2.0
/**
 * Packet buffer: the frames of all functions, in cells of 64 bytes, with a quota per function. Frames between functions have a
 * memory of their own.
 *
 * - `up` brings frames with their verdicts. Each ends as exactly one event or one enqueued copy per addressed function, or
 *   as one event in the slot `config.functions` when it addresses none or arrived with an error. Copies of one frame share
 *   its cells; every function is charged with all of them.
 * - A function that fills its quota or its queue loses its own frames only: as long as all quotas and one frame of the
 *   greatest length fit the buffer, a frame within the quota of its function always finds cells.
 * - `local` brings frames that functions send to each other, one beat a clock as well. They have cells, places and accounts of
 *   their own, with the same reserve for each receiver, and a queue holds a number of them beside those from the wire: so neither
 *   kind keeps the other out, however many there are of it. They end as events or copies too. `local` waits only while frames are
 *   judged, never for a function.
 * - Why so: two memories, since the wire alone needs nearly every clock of the one that it is written to; one judgement and
 *   one list for each queue, since then a queue has one order, one oldest frame and one run, and all after that is as before:
 *   functions have their turns whatever the frames come from, and in a queue those of both leave in the order in which they came.
 * - Copies of frames for several functions are held to `groupRate`, so that a storm of them costs nobody unicast frames; local ones to
 *   a part of it for each sender. Bit f of `groupOpen` says that function f may have local copies of its group frames.
 * - `enqueued` announces every copy to the scheduler. `select` tries the oldest frame of a queue that holds one not
 *   selected before: an attempt asks for its buffers, and the outcome says what becomes of it. One that is parked stays the
 *   oldest of its queue (`parked`). Any other is announced on `frames`; the words of those that were granted follow on `words`,
 *   those that were not are dropped, and whoever takes the announcement counts them. Bytes after the frame's end in its last
 *   word are zeros: nothing an earlier frame left ever leaves.
 * - Frames of a queue leave in the order in which they came, each with the epoch of its queue when it was stored (`change`
 *   tells of new runs). What a disabled queue holds stays until it is selected. `drain.busy` says, 2 clocks after
 *   `drain.queue`, whether the queue holds any frame that has not left, its last word included.
 * - Under back-pressure: `up` and `local` wait while `events` is not taken for long, or while earlier frames must be judged before cells
 *   can be found. `frames`, `words` and `events` keep what they offer until it is taken, and wait for nobody else; a full
 *   buffer refuses frames, it holds neither back.
 * - `ready` rises `bufferCells` clocks after reset; until then `up` is held back. Reset empties the buffer.
 *
 * Throughput: a beat in and a word out in every clock, frames of every length, one function of a frame judged per clock.
 * Latency from the last beat to `enqueued` 9 clocks and one more per addressed function below; from `select` to the
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
import { localBeatShape } from '../lib/tx-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { rateBits } from '../spec/shares.ts';
import {
  chainOf,
  checkBufferConfig,
  gatedBeatShape,
  resized,
  sideConfig,
  sidedRecordShape,
  sides,
} from './buffer-shapes.ts';
import { copyPlaceList } from './copy-place-list.ts';
import { frameEnd } from './frame-end.ts';
import { frameJudge } from './frame-judge.ts';
import { frameLists } from './frame-lists.ts';
import { frameOutlet } from './frame-outlet.ts';
import { frameReader } from './frame-reader.ts';
import { frameRelease, readCopyShape } from './frame-release.ts';
import { frameStore } from './frame-store.ts';
import { groupPolicer } from './group-policer.ts';
import { localLedger } from './local-ledger.ts';
import { quotaLedger } from './quota-ledger.ts';
import { recordWalk } from './record-walk.ts';
import { senderPolicer } from './sender-policer.ts';

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
      localBufferCells: config.localBufferCells,
      maxFrameBytes: config.maxFrameBytes,
      framesPerQueue: config.framesPerQueue,
    },
    {
      up: slave(stream(gatedBeatShape(config))),
      local: slave(stream(localBeatShape(config))),
      quotaWrite: slave(flow(quotaWriteShape(config))),
      groupRate: input(u(rateBits)),
      groupOpen: output(u(config.functions)),
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
      local,
      quotaWrite,
      groupRate,
      groupOpen,
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
      const { wireStore, localStore, wireLedger, localAccounts, lists, freePlaces, freeLocalPlaces } = inst({
        wireStore: frameStore(config),
        localStore: frameStore(sideConfig(config, 'local')),
        wireLedger: quotaLedger(config),
        localAccounts: localLedger(sideConfig(config, 'local')),
        lists: frameLists(config),
        freePlaces: copyPlaceList(config),
        freeLocalPlaces: copyPlaceList(sideConfig(config, 'local')),
      });
      ready.set(wireStore.ready.and(localStore.ready));

      // In: frames from the wire have no sender here, local ones no fault and no checksum that was looked at.
      wireStore.up.valid.set(up.valid);
      wireStore.up.payload.set({ ...up.payload, source: 0 });
      up.ready.set(wireStore.up.ready);
      const { data, lastByte, last, delivery, source, first, length, group, error } = local.payload;
      unused(first, length, group, error);
      localStore.up.valid.set(local.valid);
      localStore.up.payload.set({ data, lastByte, last, error: 0, verdict: delivery, verified: 0, source });
      local.ready.set(localStore.up.ready);

      // Judgement: a copy or an event for each function of each record.
      const { records, walk, judge, policer, senders } = inst({
        records: streamMerge(sidedRecordShape(config), sides),
        walk: recordWalk(config),
        judge: frameJudge(config),
        policer: groupPolicer(config),
        senders: senderPolicer(config),
      });
      for (const [side, from] of [
        ['wire', wireStore.records],
        ['local', localStore.records],
      ] as const) {
        const { valid, ready: taken, payload } = records.ups[side];
        valid.set(from.valid);
        payload.set({ ...from.payload, chain: chainOf(config, from.payload.chain), local: side === 'local' ? 1 : 0 });
        from.ready.set(taken);
      }
      connect(walk.records, records.down);
      policer.rate.set(groupRate);
      policer.copy.valid.set(judge.groupCopy.wire.valid);
      policer.copy.payload.set({ lastOffset: judge.groupCopy.wire.payload.lastOffset });
      unused(judge.groupCopy.wire.payload.source);
      judge.groupOpen.set(policer.open);
      senders.rate.set(groupRate);
      connectFlow(senders.copy, judge.groupCopy.local);
      groupOpen.set(senders.open);
      connectFlow(judge.visits, walk.visits);
      walk.room.set(judge.room);
      connectFlow(judge.change, change);
      connectFlow(wireLedger.write, quotaWrite);
      const { function: owner, countLessOne, queue, local: isLocal } = judge.lookup;
      for (const ledger of [wireLedger, localAccounts]) {
        ledger.lookup.function.set(owner);
        ledger.lookup.countLessOne.set(resized(countLessOne, ledger.lookup.countLessOne.width));
      }
      judge.over.wire.set(wireLedger.over);
      judge.over.local.set(localAccounts.over);
      judge.sharedNow.set(localAccounts.shared);
      lists.lookup.queue.set(queue);
      lists.lookup.local.set(isLocal);
      judge.full.set(lists.full);
      for (const [side, list] of [
        ['wire', freePlaces],
        ['local', freeLocalPlaces],
      ] as const) {
        judge.places[side].available.set(list.available);
        judge.places[side].next.set(list.next);
        list.take.set(judge.places[side].take);
      }
      const { function: charged, countLessOne: cells, shared } = judge.charge.wire.payload;
      unused(shared);
      wireLedger.charge.valid.set(judge.charge.wire.valid);
      wireLedger.charge.payload.set({ function: charged, countLessOne: cells });
      connectFlow(localAccounts.charge, judge.charge.local);
      connectFlow(lists.append, judge.append);
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
      connectFlow(releaser.open, judge.open);
      connectFlow(freePlaces.back, releaser.place.wire);
      connectFlow(freeLocalPlaces.back, releaser.place.local);
      const back = releaser.discharge.wire;
      unused(back.payload.shared);
      wireLedger.discharge.valid.set(back.valid);
      wireLedger.discharge.payload.set({ function: back.payload.function, countLessOne: back.payload.countLessOne });
      connectFlow(localAccounts.discharge, releaser.discharge.local);

      for (const [side, store] of [
        ['wire', wireStore],
        ['local', localStore],
      ] as const) {
        store.judged.set(judge.judged[side]);
        connectFlow(store.stored, judge.stored[side]);
        connectFlow(store.refused, judge.refused[side]);
        connectFlow(store.read, releaser.read[side]);
        releaser.last[side].set(store.last);
        connect(store.finished, releaser.finished[side]);
        store.chain.cell.set(resized(reader.chain.cell, store.chain.cell.width));
        reader.chain.next[side].set(resized(store.chain.next, reader.chain.cell.width));
        store.address.set(resized(reader.address, store.address.width));
        reader.data[side].set(store.data);
      }
    },
    { maxDepth: 4, doc: 'One memory for the frames of all functions, with a quota per function.' },
  );
};
