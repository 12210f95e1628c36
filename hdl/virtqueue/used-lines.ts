// SPDX-License-Identifier: Apache-2.0
/**
 * Used lines: collects used elements of each queue and writes them to its ring, a batch at a time.
 *
 * A batch is written when 32 elements of its queue are there, when no other element of the queue is on its way (`more` 0), or
 * when the sweeper finds that nothing of the queue was written for 2 us; so no element waits longer than 4 us. Batches have
 * whole frames. A burst holds up to 32 elements and ends at the end of the ring and of a block of 4,096 bytes.
 *
 * - Split (virtio 1.x, 2.7.8): elements, and after the response to the last of them the used index.
 * - Packed (2.8.6): id, length and flags (the 8 bytes at the descriptor's end) at the chain's first slot; all of a batch but the
 *   first, and after the response the first, so that a driver never sees a part of a frame.
 *
 * Up to 4 batches of a queue are written at a time; one is being published, and those that are ready meanwhile are published
 * with the next (split) or after it (packed). `published` tells of each index that is in memory.
 *
 * A frame ends as the event `delivered` when its elements are written. A write that failed stops its queue (`stop`). What waits of a
 * queue that failed or does not run is dropped, with the event `queue_stopped` for each frame.
 *
 * `ask.room` says that a queue has room for the largest frame. Two clocks for an element, 3 for a burst, 6 for a batch; elements are
 * taken one a clock and never wait after the start-up sweep, which takes a clock for each queue. Answers never wait.
 */
import {
  bit,
  cat,
  component,
  connect,
  type Flip,
  type Flow,
  flow,
  fsm,
  type Inside,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  type Outside,
  output,
  type Rd,
  ram,
  reg,
  type Stream,
  slave,
  stream,
  type UInt,
  u,
  unused,
  type Val,
  type Wr,
  when,
  wire,
} from 'typescript-hdl';
import { fifo, startUpSweep } from 'typescript-hdl/lib';
import { writeBeatShape } from '../dma/host/host-shapes.ts';
import { hostWriteAnswerShape, hostWriteShape, writeClientNumber } from '../dma/host/write-shapes.ts';
import { eventCounts, underWay } from '../lib/event-counts.ts';
import { eventShape } from '../lib/frame-shapes.ts';
import { hostAddressBits, laneBits } from '../lib/host-bus.ts';
import { epochBits } from '../lib/queue-epoch.ts';
import { queueFlag } from '../lib/queue-flag.ts';
import { functionOf, queueIndex } from '../lib/queue-number.ts';
import { queueChangeFlow, queueStates } from '../lib/queue-state.ts';
import { queueWord } from '../lib/queue-word.ts';
import { bufferIdBits, takeBytesBits } from '../lib/take-shapes.ts';
import { workList, workLists, workShape } from '../lib/work-list.ts';
import { type Config, queueCount } from '../spec/configs.ts';
import { eventBits, eventId } from '../spec/events/drop-reasons.ts';
import { maxBuffersPerFrame } from '../spec/virtio/mover-sizes.ts';
import { netHeaderBytes, usedRing } from '../spec/virtio/virtqueue.ts';
import { errorOfFault } from './queue-errors.ts';
import { positionDrainPort, queueStartShape, ringPlaceBits, ringPositionShape, runStopShape } from './queue-shapes.ts';
import {
  batchesPerQueue,
  elementsPerBurst,
  pendingPerQueue,
  queueElementShape,
  usedPartShape,
  usedStateShape,
  usedSteps,
} from './used-shapes.ts';

const countBits = 16;
const placeBits = Math.log2(pendingPerQueue);
const batchBits = Math.log2(batchesPerQueue) + 1;
/** Addresses here count 32-bit words. */
const wordAddressBits = hostAddressBits - 2;
/** Words of a block of 4,096 bytes. */
const blockWordBits = 10;

/** The longest time between two looks of the sweeper at a queue. */
const sweepSeconds = 2e-6;
const clocksPerLook = (config: Config): number =>
  Math.max(1, Math.floor((sweepSeconds * config.clockHz) / queueCount(config)));

const ports = (config: Config) => ({
  start: slave(flow(queueStartShape(config))),
  change: slave(queueChangeFlow(config)),
  elements: slave(stream({ ...queueElementShape(config), more: bit() })),
  ask: { queue: input(queueIndex(config)), room: output(bit()) },
  writes: master(stream(hostWriteShape(config))),
  beats: master(stream(writeBeatShape(config))),
  answers: slave(flow(hostWriteAnswerShape(config))),
  published: master(flow(workShape(config))),
  state: { queue: input(queueIndex(config)), used: output(usedStateShape) },
  stop: master(flow(runStopShape(config))),
  events: master(stream(eventShape(config))),
  drain: positionDrainPort(config),
});
type Io = Inside<ReturnType<typeof ports>>;

/** What a run says of its ring. */
const ringShape = {
  base: u(wordAddressBits),
  /** The number of the last entry: the size less one. */
  last: u(ringPlaceBits),
  packed: bit(),
  epoch: u(epochBits),
};

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
    ports(config),
    io => {
      const sweep = startUpSweep('sweep', queueCount(config));
      const { due, answered } = inst({ due: workLists(config, ['filled', 'aged']), answered: workList(config) });
      const { takes } = wire({ takes: { valid: bit(), queue: queueIndex(config) } });
      const pending = collect(config, io, sweep, takes);
      push(due.push.filled, pending.fills, io.elements.payload.queue);
      const aged = lookForOld(config, pending.counts, sweep);
      push(due.push.aged, aged.valid, aged.queue);
      const batches = followBatches(config, io, sweep);
      push(answered.push, batches.answered, io.answers.payload.queue);
      writeBatches(config, io, { due: due.pop, answered: answered.pop, sweep, pending, batches, takes });
    },
    { maxDepth: 6, doc: 'Used lines: used elements of each queue to its ring in batches, and their publication.' },
  );

type Push = Outside<Flip<Flow<ReturnType<typeof workShape>>>>;
type Pop = Outside<Stream<ReturnType<typeof workShape>>>;
const push = (port: Push, valid: Val<1>, queue: Val): void => {
  port.valid.set(valid);
  port.payload.set({ queue });
};

type Sweep = ReturnType<typeof startUpSweep>;
interface ForQueue {
  readonly valid: Val<1>;
  readonly queue: Val;
}

/** Elements that wait to be written: a ring of each queue, and how far whole frames reach. */
const collect = (config: Config, { elements, ask }: Io, sweep: Sweep, takes: ForQueue) => {
  const size = { depth: queueCount(config), bits: countBits };
  const { queue, id, bytes, slots, last, more } = elements.payload;
  const comes = { valid: elements.fire, at: queue };
  const counts = underWay('pending', size, sweep, comes, { valid: takes.valid, at: takes.queue });
  const { ring, wholes } = ram({
    ring: { shape: usedPartShape, depth: queueCount(config) * pendingPerQueue },
    wholes: { shape: u(countBits), depth: queueCount(config), kind: 'distributed' },
  });
  // Who releases elements checks their run, and a run ends only when nothing of it is here.
  unused(elements.payload.epoch);
  elements.ready.set(sweep.active.not());
  const came = counts.came(queue);
  when(elements.fire, () => ring.write(cat(queue, came.slice(0, placeBits)), { id, bytes, slots, last }));
  when(sweep.active.or(elements.fire.and(last)), () =>
    wholes.write(mux(sweep.active, sweep.index, queue), mux(sweep.active, 0, came.add(1))),
  );
  ask.room.set(counts.count(ask.queue).le(pendingPerQueue - maxBuffersPerFrame - 1));
  const many = counts.count(queue).ge(elementsPerBurst - 1);
  return {
    counts,
    fills: named('fills', elements.fire.and(last).and(more.not().or(many))),
    wholesOf: (at: Val): Val => wholes.read(at),
    read: (at: Val, enable: Val<1>) => ring.read(at, enable),
  };
};
type Pending = ReturnType<typeof collect>;

/** Looks at one queue after the other; one of which nothing was written between two looks is old. */
const lookForOld = (config: Config, counts: Pending['counts'], sweep: Sweep): ForQueue => {
  const every = clocksPerLook(config);
  const r = reg({ queue: queueIndex(config), wait: u(Math.max(1, Math.ceil(Math.log2(every))), 0) });
  const { marks } = ram({
    marks: { shape: { some: bit(), went: u(countBits) }, depth: queueCount(config), kind: 'distributed' },
  });
  const looks = named('looks', r.wait.eq(0).and(sweep.active.not()));
  r.wait.set(mux(r.wait.eq(every - 1), 0, r.wait.add(1)));
  const at = r.queue;
  const some = counts.some(at);
  const mark = marks.read(at);
  when(looks, () => r.queue.set(at.add(1)));
  when(looks.or(sweep.active), () =>
    marks.write(mux(sweep.active, sweep.index, at), {
      some: some.and(sweep.active.not()),
      went: counts.went(at),
    }),
  );
  const { old } = reg({ old: { valid: bit(0), queue: queueIndex(config) } });
  old.set({
    valid: looks
      .and(some)
      .and(mark.some)
      .and(mark.went.eq(counts.went(at))),
    queue: at,
  });
  return old;
};

/** What is under way of each queue: batches that are written, and the write that publishes. */
const followBatches = (config: Config, { answers, stop, change, published }: Io, sweep: Sweep) => {
  const { queue, epoch, step, fault, client } = answers.payload;
  unused(answers.payload.function);
  const isUsed = named('is_used', answers.valid.and(client.eq(writeClientNumber('used'))));
  const failing = named('failing', isUsed.and(fault.orR()));
  const failed = queueFlag('failed', config, {
    set: { valid: failing, queue },
    clear: { valid: change.valid, queue: change.payload.queue },
  });
  stop.valid.set(failing);
  stop.payload.set({ queue, epoch, error: errorOfFault(fault) });
  const batchDone = named('batch_done', isUsed.and(step.eq(usedSteps.batch)));
  const publishDone = named('publish_done', isUsed.and(step.eq(usedSteps.publish)));
  const size = { depth: queueCount(config), bits: batchBits };
  const { issue, offer, settle } = wire({
    issue: { valid: bit(), queue: queueIndex(config) },
    offer: { valid: bit(), queue: queueIndex(config), state: usedStateShape },
    settle: { valid: bit(), queue: queueIndex(config), count: u(batchBits) },
  });
  const issued = eventCounts('issued', size, sweep, { valid: issue.valid, at: issue.queue });
  const done = eventCounts('done', size, sweep, { valid: batchDone, at: queue });
  const offers = eventCounts('offers', size, sweep, { valid: offer.valid, at: offer.queue });
  const accepted = eventCounts('accepted', size, sweep, { valid: publishDone, at: queue });
  const { settled, offered } = ram({
    settled: { shape: u(batchBits), depth: queueCount(config), kind: 'distributed' },
    offered: { shape: usedStateShape, depth: queueCount(config), kind: 'distributed' },
  });
  when(sweep.active.or(settle.valid), () =>
    settled.write(mux(sweep.active, sweep.index, settle.queue), mux(sweep.active, 0, settle.count)),
  );
  when(offer.valid, () => offered.write(offer.queue, offer.state));
  const good = named('good', publishDone.and(fault.orR().not()).and(failed(queue).not()));
  published.valid.set(good);
  published.payload.set({ queue });
  return {
    answered: batchDone.or(publishDone),
    good,
    failed,
    issue,
    offer,
    settle,
    issued: (at: Val): Val => issued.read(at),
    done: (at: Val): Val => done.read(at),
    settled: (at: Val): Val => settled.read(at),
    publishing: (at: Val): Val<1> => offers.read(at).ne(accepted.read(at)) as Val<1>,
    offered: (at: Val) => offered.read(at),
  };
};
type Batches = ReturnType<typeof followBatches>;

interface Parts {
  /** Queues of which a batch is to be written, and queues of which a response came. */
  readonly due: Pop;
  readonly answered: Pop;
  readonly sweep: Sweep;
  readonly pending: Pending;
  readonly batches: Batches;
  readonly takes: { readonly valid: { set(value: Val<1>): void }; readonly queue: { set(value: Val): void } };
}

/** What the visit of a queue found, and where it is. */
const visitShape = (config: Config) => ({
  queue: queueIndex(config),
  ring: ringShape,
  used: usedStateShape,
  runs: bit(),
  // A batch is to be written now, or was to be when there were too many under way.
  wanted: bit(),
  publishing: bit(),
  issued: u(batchBits),
  done: u(batchBits),
  settled: u(batchBits),
  // Elements of whole frames that are still to be written, and the place of the next one among those that wait.
  left: u(countBits),
  at: u(placeBits),
  first: bit(),
  single: bit(),
  sum: u(takeBytesBits),
});

/** The burst that is being made. */
const lineShape = (config: Config) => ({
  start: u(wordAddressBits),
  address: u(wordAddressBits),
  beats: u(8),
  elements: u(Math.log2(elementsPerBurst)),
  data: u(config.hostDataBits),
  strobe: u(config.hostDataBits / 8),
});

/** The words of a used element or an index in a beat. */
interface Words {
  readonly low: Val;
  readonly high: Val;
  readonly lowMask: Val;
  readonly highMask: Val;
}

const writeBatches = (config: Config, io: Io, parts: Parts): void => {
  const { due, answered, sweep, pending, batches, takes } = parts;
  const { start, change, events, drain, state: ask } = io;
  const { counts } = pending;
  const { writes, beats } = inst({
    writes: fifo(hostWriteShape(config), 8),
    beats: fifo(writeBeatShape(config), 64),
  });
  unused(writes.count);
  connect(io.writes, writes.down);
  connect(io.beats, beats.down);

  const from = start.payload;
  const { packed: _packed, ...features } = from.features;
  unused(
    from.driver,
    from.vector,
    from.available.index,
    from.available.wrap,
    from.mergeLimit,
    ...Object.values(features),
  );
  const { held, rings, ends, heads } = ram({
    held: { shape: bit(), depth: queueCount(config), kind: 'distributed' },
    rings: { shape: ringShape, depth: queueCount(config), kind: 'distributed' },
    ends: { shape: usedStateShape, depth: queueCount(config) * batchesPerQueue },
    heads: {
      shape: { position: ringPositionShape, id: u(bufferIdBits), bytes: u(takeBytesBits) },
      depth: queueCount(config) * batchesPerQueue,
    },
  });
  const ringBase = mux(from.features.packed, from.descriptors, from.device).slice(2, wordAddressBits);
  when(start.valid, () =>
    rings.write(from.queue, {
      base: ringBase,
      last: from.size.sub(1).trunc(ringPlaceBits),
      packed: from.features.packed,
      epoch: from.epoch,
    }),
  );
  const r = reg({
    visit: visitShape(config),
    line: lineShape(config),
    unit: bit(0),
    event: { valid: bit(0), report: eventShape(config) },
  });
  const { visit, line } = r;
  const { ring, used } = visit;
  const first = { valid: start.valid, queue: from.queue, value: { position: from.used, total: lit(0, ringPlaceBits) } };
  const { moved } = wire({ moved: bit() });
  const writtenState = queueWord('written', config, usedStateShape, {
    start: first,
    write: { valid: moved, queue: visit.queue, value: used },
  });
  const inMemory = queueWord('in_memory', config, usedStateShape, {
    start: first,
    write: { valid: batches.good, queue: io.answers.payload.queue, value: batches.offered(io.answers.payload.queue) },
  });
  ask.used.set(inMemory(ask.queue));
  const states = queueStates(config, change);

  // The element whose turn it is.
  const { advance } = wire({ advance: bit() });
  const element = pending.read(cat(visit.queue, visit.at), advance);
  const room = named('room', writes.up.ready.and(beats.up.ready).and(r.event.valid.not().or(events.ready)));
  const lastLeft = named('last_left', visit.left.eq(1));
  const withheld = named('withheld', ring.packed.and(visit.first).and(visit.single.not()));
  const silent = named('silent', withheld.or(visit.runs.not()));
  const step = mux(ring.packed, element.slots.zext(ringPlaceBits), 1);
  const next = nextPosition(used, ring, step);
  const slotBits = laneBits(config) - 2;

  takes.valid.set(lit(0, 1));
  takes.queue.set(visit.queue);
  moved.set(0);
  advance.set(0);
  batches.issue.set({ valid: 0, queue: visit.queue });
  batches.offer.set({ valid: 0, queue: visit.queue, state: used });
  batches.settle.set({ valid: 0, queue: visit.queue, count: visit.done });
  beats.up.valid.set(0);
  writes.up.valid.set(0);
  due.ready.set(0);
  answered.ready.set(0);
  when(events.ready, () => r.event.valid.set(0));
  events.valid.set(r.event.valid);
  events.payload.set(r.event.report);

  // One beat of a line at a time.
  const { words, places } = wire({
    words: { low: u(32), high: u(32), lowMask: u(4), highMask: u(4) },
    places: u(slotBits),
  });
  const flags = mux(used.position.wrap, lit(0x8080, 16), 0).or(mux(element.bytes.eq(0), lit(0, 16), 2));
  const usedWord = mux(r.unit, element.bytes.zext(32), element.id.zext(32));
  words.set({ low: usedWord, high: 0, lowMask: lit(15, 4), highMask: 0 });
  when(ring.packed, () =>
    words.set({
      low: element.bytes.zext(32),
      high: cat(flags, element.id),
      lowMask: r.unit.repeat(4),
      highMask: r.unit.repeat(4),
    }),
  );
  places.set(line.address.slice(0, slotBits));
  const placed = inLanes(config, places, words);
  const beat = { data: line.data.or(placed.data), strobe: line.strobe.or(placed.strobe) };
  const { closes, stepOf, address } = wire({ closes: bit(), stepOf: u(2), address: u(hostAddressBits) });
  closes.set(0);
  address.set(cat(line.start, lit(0, 2)));
  // The last element of a split ring may lie across two blocks: then it is the burst of its second word that ends the batch.
  const endsAll = named('ends_all', lastLeft.and(r.unit));
  stepOf.set(mux(visit.single, lit(usedSteps.publish, 2), mux(endsAll, lit(usedSteps.batch, 2), usedSteps.more)));
  beats.up.payload.set({ ...beat, last: closes });
  writes.up.payload.set({
    function: functionOf(config, visit.queue),
    address,
    beats: line.beats,
    context: { queue: visit.queue, epoch: ring.epoch, step: stepOf },
  });

  const batchAt = cat(visit.queue, mux(ring.packed, visit.settled, visit.done.sub(1)).slice(0, batchBits - 1));
  const end = ends.read(batchAt);
  const head = heads.read(batchAt);
  const issuedAt = cat(visit.queue, visit.issued.slice(0, batchBits - 1));
  const { endsBatch, keepsHead } = wire({ endsBatch: bit(), keepsHead: bit() });
  endsBatch.set(0);
  keepsHead.set(0);
  const after = { position: next, total: used.total.add(1) };
  when(endsBatch, () => ends.write(issuedAt, after));
  when(keepsHead, () => heads.write(issuedAt, { position: used.position, id: element.id, bytes: element.bytes }));

  const words2 = (goto: (state: 'place' | 'end') => void): void => {
    // Split: id, then length. Packed: the descriptor's address, which stays, then length, id and flags.
    const whole = line.address.slice(0, blockWordBits);
    const endsBlock = mux(ring.packed, whole.slice(2, blockWordBits - 2).andR(), whole.andR());
    const endsRing = mux(
      ring.packed,
      element.slots.ne(1).or(used.position.index.eq(ring.last)),
      used.position.index.or(ring.last.not()).andR(),
    );
    const many = line.elements.eq(elementsPerBurst - 1);
    const split = ring.packed.not();
    const closing = mux(r.unit, endsBlock.or(endsRing).or(many).or(lastLeft), endsBlock.and(split));
    const slot = line.address.slice(0, slotBits);
    const endsBeat = mux(ring.packed, r.unit.and(slot.slice(1, slotBits - 1).andR()), slot.andR());
    when(room, () => {
      when(silent.not(), () => {
        closes.set(closing);
        beats.up.valid.set(closing.or(endsBeat));
        writes.up.valid.set(closing);
        line.address.set(line.address.add(mux(ring.packed, lit(2, wordAddressBits), 1)));
        line.data.set(mux(endsBeat, 0, beat.data));
        line.strobe.set(mux(endsBeat, 0, beat.strobe));
        when(endsBeat, () => line.beats.set(line.beats.add(1)));
      });
      r.unit.set(r.unit.not());
      when(r.unit.not(), () => {
        visit.at.set(visit.at.add(1));
        when(silent.not().and(closing), () => goto('place'));
      }).otherwise(() => {
        advance.set(1);
        takes.valid.set(lit(1, 1));
        line.elements.set(line.elements.add(1));
        visit.left.set(visit.left.sub(1));
        visit.first.set(0);
        used.set(after);
        keepsHead.set(withheld.and(visit.runs));
        finishElement(config, r.event, element, visit);
        when(lastLeft, () => {
          endsBatch.set(visit.runs);
          goto('end');
        }).elsewhen(silent.or(closing), () => goto('place'));
      });
    });
  };

  const { hold } = wire({ hold: { valid: bit(), is: bit() } });
  hold.set({ valid: 0, is: 0 });
  when(sweep.active.or(hold.valid), () =>
    held.write(mux(sweep.active, sweep.index, visit.queue), hold.is.and(sweep.active.not())),
  );
  const state = fsm('state', ['idle', 'load', 'choose', 'read', 'place', 'words', 'end', 'fetch', 'publish'], {
    idle: goto => {
      answered.ready.set(1);
      due.ready.set(answered.valid.not());
      visit.queue.set(mux(answered.valid, answered.payload.queue, due.payload.queue));
      visit.wanted.set(answered.valid.not());
      when(answered.valid.or(due.valid), () => goto('load'));
    },
    load: goto => {
      const { queue } = visit;
      const of = rings.read(queue);
      ring.set(of);
      used.set(writtenState(queue));
      visit.runs.set(states.runs(queue, of.epoch).and(batches.failed(queue).not()));
      visit.publishing.set(batches.publishing(queue));
      visit.issued.set(batches.issued(queue));
      visit.done.set(batches.done(queue));
      visit.settled.set(batches.settled(queue));
      const went = counts.went(queue);
      visit.left.set(pending.wholesOf(queue).sub(went));
      visit.at.set(went.slice(0, placeBits));
      visit.wanted.set(visit.wanted.or(held.read(queue)));
      visit.first.set(1);
      visit.sum.set(0);
      goto('choose');
    },
    choose: goto => {
      const ready = visit.done.ne(visit.settled);
      const some = visit.left.ne(0);
      const none = visit.issued.eq(visit.settled);
      const alone = ring.packed.and(visit.left.eq(1));
      const full = visit.issued.sub(visit.settled).eq(batchesPerQueue);
      const may = mux(alone, none.and(visit.publishing.not()), full.not());
      visit.single.set(alone.and(visit.runs));
      const many = visit.left.ge(elementsPerBurst);
      const writes = some.and(may).and(visit.wanted.or(many));
      when(visit.runs.not(), () => {
        batches.settle.valid.set(1);
        when(some, () => goto('read')).otherwise(() => goto('idle'));
      })
        .elsewhen(ready.and(visit.publishing.not()), () => goto('fetch'))
        .elsewhen(writes, () => {
          hold.set({ valid: 1, is: 0 });
          goto('read');
        })
        .otherwise(() => {
          hold.set({ valid: 1, is: visit.wanted.and(some) });
          goto('idle');
        });
    },
    read: goto => {
      advance.set(1);
      r.unit.set(0);
      goto('place');
    },
    place: goto => {
      const split = used.position.index.and(ring.last);
      const offset = mux(
        ring.packed,
        cat(used.position.index, lit(0, 2)),
        cat(split, r.unit)
          .zext(ringPlaceBits + 2)
          .add(usedRing.ring / 4),
      );
      const at = ring.base.add(offset.zext(wordAddressBits));
      line.start.set(at);
      line.address.set(at);
      line.beats.set(0);
      line.elements.set(0);
      line.data.set(0);
      line.strobe.set(0);
      goto('words');
    },
    words: goto => words2(goto),
    end: goto => {
      // The state of the ring is that after the batch.
      moved.set(visit.runs);
      when(visit.runs, () => {
        when(visit.single, () => batches.offer.valid.set(1)).otherwise(() => batches.issue.valid.set(1));
      });
      goto('idle');
    },
    fetch: goto => {
      goto('publish');
    },
    publish: goto => {
      // The words of the RAMs are here: where the batch ended, and its withheld descriptor.
      const at = ring.base.add(mux(ring.packed, cat(head.position.index, lit(2, 2)), 0).zext(wordAddressBits));
      const headFlags = mux(head.position.wrap, lit(0x8080, 16), 0).or(mux(head.bytes.eq(0), lit(0, 16), 2));
      words.set({
        low: mux(ring.packed, head.bytes.zext(32), cat(end.position.index, lit(0, 16))),
        high: cat(headFlags, head.id),
        lowMask: cat(lit(3, 2), ring.packed.repeat(2)),
        highMask: ring.packed.repeat(4),
      });
      places.set(at.slice(0, slotBits));
      address.set(cat(at, ring.packed.not(), lit(0, 1)));
      stepOf.set(usedSteps.publish);
      closes.set(1);
      beats.up.payload.set({ ...placed, last: 1 });
      writes.up.payload.beats.set(0);
      when(room, () => {
        beats.up.valid.set(1);
        writes.up.valid.set(1);
        batches.offer.set({ valid: 1, queue: visit.queue, state: end });
        batches.settle.set({
          valid: 1,
          queue: visit.queue,
          count: mux(ring.packed, visit.settled.add(1), visit.done),
        });
        goto('load');
      });
    },
  });

  const { asked, busy, position } = reg({
    asked: { pending: bit(), batches: bit(), publishing: bit(), position: ringPositionShape },
    busy: bit(),
    position: ringPositionShape,
  });
  const ofQueue = drain.queue;
  asked.set({
    pending: counts.some(ofQueue).or(io.elements.fire.and(io.elements.payload.queue.eq(ofQueue))),
    batches: batches.issued(ofQueue).ne(batches.settled(ofQueue)),
    publishing: batches.publishing(ofQueue).or(state.is('idle').not().and(visit.queue.eq(ofQueue))),
    position: inMemory(ofQueue).position,
  });
  busy.set(asked.pending.or(asked.batches).or(asked.publishing));
  position.set(asked.position);
  drain.busy.set(busy);
  drain.position.set(position);
};

type Used = Rd<typeof usedStateShape>;
type Ring = Rd<typeof ringShape>;

/** The place after a used element that takes `slots` slots. */
const nextPosition = ({ position }: Used, ring: Ring, slots: Val) => {
  const sum = position.index.addWide(slots);
  const over = ring.packed.and(sum.gt(ring.last.zext(ringPlaceBits + 1)));
  return {
    // Less the size, which is one more than the number of the last entry.
    index: sum.trunc(ringPlaceBits).add(mux(over, ring.last.not(), 0)),
    wrap: position.wrap.xor(over) as Val<1>,
  };
};

type Event = Wr<{ valid: UInt<1>; report: ReturnType<typeof eventShape> }>;
type Visit = Wr<ReturnType<typeof visitShape>>;

/** Adds an element to the bytes of its frame; the last one ends the frame as an event, unless it gave buffers back. */
const finishElement = (config: Config, event: Event, element: Rd<typeof usedPartShape>, visit: Visit): void => {
  const sum = visit.sum.add(element.bytes);
  visit.sum.set(mux(element.last, 0, sum));
  when(element.last.and(sum.ne(0)), () => {
    const { slot } = event.report;
    event.valid.set(1);
    slot.set(functionOf(config, visit.queue).zext(slot.width));
    event.report.event.set(mux(visit.runs, lit(eventId('delivered'), eventBits), eventId('queue_stopped')));
    event.report.bytes.set(sum.sub(netHeaderBytes).trunc(event.report.bytes.width));
  });
};

/** Two words of 32 bits in the lanes from `place`, which counts words; the second one after the first. */
const inLanes = (config: Config, place: Val, { low, high, lowMask, highMask }: Words) => {
  const slots = Array.from({ length: config.hostDataBits / 32 }, (_, i) => {
    const isLow = place.eq(i);
    const isHigh = i === 0 ? lit(0, 1) : place.eq(i - 1);
    const strobe = mux(isLow, lowMask, 0).or(mux(isHigh, highMask, 0));
    const bytes = (mask: Val): Val => cat(...[3, 2, 1, 0].map(lane => mask.bit(lane).repeat(8)));
    return {
      strobe,
      data: mux(isLow, low.and(bytes(lowMask)), 0).or(mux(isHigh, high.and(bytes(highMask)), 0)),
    };
  }).reverse();
  return { data: cat(...slots.map(slot => slot.data)), strobe: cat(...slots.map(slot => slot.strobe)) };
};
