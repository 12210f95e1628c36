// SPDX-License-Identifier: Apache-2.0
/** Writes the batches of used elements of one queue after the other, and publishes them. */
import { bit, cat, fsm, lit, mux, named, ram, reg, type UInt, u, type Val, type Wr, when, wire } from 'typescript-hdl';
import { clocked } from '../../lib/clocked-ram.ts';
import { eventShape } from '../../lib/frame-shapes.ts';
import { functionOf } from '../../lib/queue-number.ts';
import { queueStates } from '../../lib/queue-state.ts';
import { bufferIdBits, takeBytesBits } from '../../lib/take-shapes.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { eventBits, eventId } from '../../spec/events/drop-reasons.ts';
import { netHeaderBytes, usedRing } from '../../spec/virtio/virtqueue.ts';
import { ringPlaceBits, ringPositionShape } from '../queue-shapes.ts';
import { batchesPerQueue, elementsPerBurst, usedPartShape, usedStateShape, usedSteps } from '../used-shapes.ts';
import type { Batches } from './batch-progress.ts';
import { burstMaker } from './burst-maker.ts';
import { elementWords, nextPosition, packedFlags } from './element-words.ts';
import {
  batchBits,
  type Pop,
  placeBits,
  type Sweep,
  type UsedLineIo,
  visitShape,
  wordAddressBits,
} from './line-shapes.ts';
import type { Pending } from './pending-elements.ts';
import { usedStates } from './used-states.ts';

interface Parts {
  /** Queues of which a batch is to be written, and queues of which a response came. */
  readonly due: Pop;
  readonly answered: Pop;
  readonly sweep: Sweep;
  readonly pending: Pending;
  readonly batches: Batches;
  readonly takes: { readonly valid: { set(value: Val<1>): void }; readonly queue: { set(value: Val): void } };
}
type Visit = Wr<ReturnType<typeof visitShape>>;

/** The descriptor that is withheld of a batch of a packed ring, until the rest of it is in memory. */
const headShape = { position: ringPositionShape, id: u(bufferIdBits), bytes: u(takeBytesBits) };

export const writeBatches = (config: Config, io: UsedLineIo, parts: Parts): void => {
  const { due, answered, pending, batches, takes } = parts;
  const { counts } = pending;
  const { visit, second, event, element } = reg({
    visit: visitShape(config),
    // The id of an element was written, its length was not.
    second: bit(0),
    event: { valid: bit(0), report: eventShape(config) },
    element: usedPartShape,
  });
  const { ring, used } = visit;
  const states = queueStates(config, io.change);
  const progress = usedStates(config, io, batches);
  const hold = holdBatches(config, visit, parts.sweep);
  const burst = burstMaker(config, io, { queue: visit.queue, epoch: ring.epoch });
  const room = named('room', burst.room.and(event.valid.not().or(io.events.ready)));

  takes.valid.set(lit(0, 1));
  takes.queue.set(visit.queue);
  progress.moves.set({ valid: 0, queue: visit.queue, state: used });
  batches.issue.set({ valid: 0, queue: visit.queue });
  batches.offer.set({ valid: 0, queue: visit.queue, state: used });
  batches.settle.set({ valid: 0, queue: visit.queue, count: visit.done });
  due.ready.set(0);
  answered.ready.set(0);
  when(io.events.ready, () => event.valid.set(0));
  io.events.valid.set(event.valid);
  io.events.payload.set(event.report);

  // The element whose turn it is waits in a register, and the next one in the output of the block RAM: how far an element moves
  // the ring is an adder and a comparison away, too long a way from a block RAM.
  const { advance } = wire({ advance: bit() });
  advance.set(0);
  const next = pending.read(cat(visit.queue, visit.at), advance);
  when(advance, () => {
    element.set(next);
    visit.at.set(visit.at.add(1));
  });
  const lastLeft = named('last_left', visit.left.eq(1));
  const withheld = named('withheld', ring.packed.and(visit.first).and(visit.single.not()));
  const silent = named('silent', withheld.or(visit.runs.not()));
  const step = mux(ring.packed, element.slots.zext(ringPlaceBits), 1);
  const after = { position: nextPosition(used, ring, step), total: used.total.add(1) };

  const { ends, heads } = ram({
    ends: clocked(usedStateShape, queueCount(config) * batchesPerQueue),
    heads: clocked(headShape, queueCount(config) * batchesPerQueue),
  });
  const batchAt = cat(visit.queue, mux(ring.packed, visit.settled, visit.done.sub(1)).slice(0, batchBits - 1));
  const [end, head] = [ends.read(batchAt), heads.read(batchAt)];
  const issuedAt = cat(visit.queue, visit.issued.slice(0, batchBits - 1));

  /** Takes the next queue: an answer goes before what is to be written. */
  const accept = (goto: (state: 'idle' | 'load') => void): void => {
    answered.ready.set(1);
    due.ready.set(answered.valid.not());
    visit.queue.set(mux(answered.valid, answered.payload.queue, due.payload.queue));
    visit.wanted.set(answered.valid.not());
    goto('idle');
    when(answered.valid.or(due.valid), () => goto('load'));
  };
  const state = fsm('state', ['idle', 'load', 'choose', 'read', 'ahead', 'place', 'words', 'end', 'fetch', 'publish'], {
    idle: goto => accept(goto),
    load: goto => {
      const { queue } = visit;
      const of = progress.ring(queue);
      ring.set(of);
      used.set(progress.written(queue));
      visit.runs.set(states.runs(queue, of.epoch).and(batches.failed(queue).not()));
      visit.publishing.set(batches.publishing(queue));
      visit.allowed.set(io.allowed.at(functionOf(config, queue)));
      visit.issued.set(batches.issued(queue));
      visit.done.set(batches.done(queue));
      visit.settled.set(batches.settled(queue));
      const went = counts.went(queue);
      visit.left.set(pending.wholesOf(queue).sub(went));
      visit.at.set(went.slice(0, placeBits));
      visit.wanted.set(visit.wanted.or(hold.held(queue)));
      visit.first.set(1);
      visit.sum.set(0);
      goto('choose');
    },
    choose: goto => {
      const { publishes, writes, some, single } = choose(visit);
      visit.single.set(single);
      second.set(0);
      when(visit.runs.not(), () => {
        batches.settle.valid.set(1);
        when(some, () => goto('read')).otherwise(() => goto('idle'));
      })
        .elsewhen(publishes, () => goto('fetch'))
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
      goto('ahead');
    },
    ahead: goto => {
      advance.set(1);
      goto('place');
    },
    place: goto => {
      burst.open(addressOf(visit, second));
      goto('words');
    },
    words: goto => {
      const { words, place, by, finishes, endsBeat, closes } = piece(visit, element, second, { burst, lastLeft });
      burst.words.set(words);
      burst.place.set(place);
      // The last element of a split ring may lie across two blocks: then it is the burst of its second word that ends the batch.
      const batchEnds = mux(lastLeft.and(finishes), lit(usedSteps.batch, 2), usedSteps.more);
      const remark = mux(visit.single, lit(usedSteps.publish, 2), batchEnds);
      const writes = room.and(silent.not());
      burst.put(by, room.and(finishes), { valid: writes, closes, endsBeat, step: remark });
      when(room, () => second.set(finishes.not()));
      when(room.and(finishes), () => {
        advance.set(1);
        takes.valid.set(lit(1, 1));
        visit.left.set(visit.left.sub(1));
        visit.first.set(0);
        used.set(after);
        when(withheld.and(visit.runs), () =>
          heads.write(issuedAt, { position: used.position, id: element.id, bytes: element.bytes }),
        );
        finishElement(config, event, element, visit);
        when(lastLeft.and(visit.runs), () => ends.write(issuedAt, after));
      });
      when(room.and(closes.or(silent)), () => goto('place'));
      when(room.and(finishes).and(lastLeft), () => goto('end'));
    },
    end: goto => {
      // The state of the ring is that after the batch.
      progress.moves.valid.set(visit.runs);
      when(visit.runs, () => {
        when(visit.single, () => batches.offer.valid.set(1)).otherwise(() => batches.issue.valid.set(1));
      });
      accept(goto);
    },
    fetch: goto => goto('publish'),
    publish: goto => {
      // The words of the RAMs are here: where the batch ended, and its withheld descriptor.
      const at = ring.base.add(mux(ring.packed, cat(head.position.index, lit(2, 2)), 0).zext(wordAddressBits));
      const content = {
        low: mux(ring.packed, head.bytes.zext(32), cat(end.position.index, lit(0, 16))),
        high: cat(packedFlags(head.position.wrap, head.bytes), head.id),
        lowMask: cat(lit(3, 2), ring.packed.repeat(2)),
        highMask: ring.packed.repeat(4),
      };
      burst.offer(content, cat(at, ring.packed.not(), lit(0, 1)), usedSteps.publish, room);
      when(room, () => {
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
  const visited = (queue: Val): Val<1> => state.is('idle').not().and(visit.queue.eq(queue)) as Val<1>;
  answerDrain(io, parts, visited, queue => progress.inMemory(queue).position);
};

/** What a visit has to do. */
const choose = (visit: Visit) => {
  const { ring, issued, done, settled, publishing, allowed, left, wanted } = visit;
  const alone = ring.packed.and(left.eq(1));
  const full = issued.sub(settled).eq(batchesPerQueue);
  const may = mux(alone, issued.eq(settled).and(publishing.not()), full.not());
  const some = left.ne(0);
  const many = left.ge(elementsPerBurst);
  return {
    some,
    single: alone.and(visit.runs),
    publishes: done.ne(settled).and(publishing.not()),
    writes: some.and(may).and(allowed).and(wanted.or(many)),
  };
};

/** The word of the next element, or of its second half. */
const addressOf = ({ ring, used }: Visit, second: Val<1>): Val => {
  const inSplit = cat(used.position.index.and(ring.last), second)
    .zext(ringPlaceBits + 2)
    .add(usedRing.ring / 4);
  const offset = mux(ring.packed, cat(used.position.index, lit(0, 2)), inSplit);
  return ring.base.add(offset.zext(wordAddressBits));
};

interface Around {
  readonly burst: Pick<ReturnType<typeof burstMaker>, 'slot' | 'inBlock' | 'full' | 'longest'>;
  readonly lastLeft: Val<1>;
}

/**
 * What is written of an element in one clock, and what ends with it. Packed: the second half of its descriptor. Split: id and
 * length, or one of them if a beat ends between.
 */
const piece = (
  { ring, used }: Visit,
  element: { readonly id: Val; readonly bytes: Val; readonly slots: Val; readonly last: Val<1> },
  second: Val<1>,
  { burst, lastLeft }: Around,
) => {
  const { slot, inBlock } = burst;
  const splits = named('splits', ring.packed.or(second).not().and(slot.andR()));
  const finishes = named('finishes', splits.not());
  const pair = ring.packed.or(second).or(splits).not();
  /** Whether what is written now reaches the end: a pair that begins at an odd word ends at an even one. */
  const reaches = (at: Val): Val<1> => {
    const above = at.slice(1, at.width - 1).andR();
    const single = at.bit(0).xor(pair);
    const descriptors = at.width === 2 ? lit(1, 1) : at.slice(2, at.width - 2).andR();
    return mux(ring.packed, descriptors, above.and(single)) as Val<1>;
  };
  const endsRing = mux(
    ring.packed,
    element.slots.ne(1).or(used.position.index.eq(ring.last)),
    used.position.index.or(ring.last.not()).andR(),
  );
  const endsBeat = reaches(slot);
  const long = endsBeat.and(burst.longest);
  const ends = reaches(inBlock)
    .or(long)
    .or(finishes.and(endsRing.or(burst.full).or(lastLeft)));
  return {
    words: elementWords(ring, used, element, second, splits),
    // The address of a packed descriptor stays.
    place: slot.or(cat(ring.packed, lit(0, 1)).zext(slot.width)),
    by: mux(ring.packed, lit(4, 3), mux(pair, lit(2, 3), 1)),
    finishes,
    endsBeat,
    closes: named('closing', ends),
  };
};

/** Queues with elements that were to be written when as many batches were under way as may be, or their function might begin none. */
const holdBatches = (config: Config, visit: Visit, sweep: Sweep) => {
  const { held } = ram({ held: { shape: bit(), depth: queueCount(config), kind: 'distributed' } });
  const { hold } = wire({ hold: { valid: bit(), is: bit() } });
  hold.set({ valid: 0, is: 0 });
  when(sweep.active.or(hold.valid), () =>
    held.write(mux(sweep.active, sweep.index, visit.queue), hold.is.and(sweep.active.not())),
  );
  return {
    held: (at: Val): Val<1> => held.read(at),
    set: (to: { valid: 1; is: 0 | Val<1> }): void => hold.set(to),
  };
};

type Event = Wr<{ valid: UInt<1>; report: ReturnType<typeof eventShape> }>;

/** Adds an element to the bytes of its frame; the last one ends the frame as an event, unless it gave buffers back. */
const finishElement = (
  config: Config,
  event: Event,
  element: { readonly bytes: Val; readonly last: Val<1> },
  visit: Visit,
): void => {
  const sum = visit.sum.add(element.bytes);
  visit.sum.set(mux(element.last, 0, sum));
  // Bytes of a frame never reach the width of the sum.
  when(element.last.and(visit.sum.orR().or(element.bytes.orR())), () => {
    const { slot } = event.report;
    event.valid.set(1);
    slot.set(functionOf(config, visit.queue).zext(slot.width));
    event.report.event.set(mux(visit.runs, lit(eventId('delivered'), eventBits), eventId('queue_stopped')));
    event.report.bytes.set(sum.sub(netHeaderBytes).trunc(event.report.bytes.width));
  });
};

/** Whether anything of a queue is here, and the place of the next used entry. */
const answerDrain = (
  { drain, elements }: UsedLineIo,
  { pending, batches }: Parts,
  visited: (queue: Val) => Val<1>,
  positionOf: (queue: Val) => { readonly index: Val; readonly wrap: Val<1> },
): void => {
  const { asked, busy, position } = reg({
    asked: { pending: bit(), batches: bit(), publishing: bit(), position: ringPositionShape },
    busy: bit(),
    position: ringPositionShape,
  });
  const { queue } = drain;
  asked.set({
    pending: pending.counts.some(queue).or(elements.fire.and(elements.payload.queue.eq(queue))),
    batches: batches.issued(queue).ne(batches.settled(queue)),
    publishing: batches.publishing(queue).or(visited(queue)),
    position: positionOf(queue),
  });
  busy.set(asked.pending.or(asked.batches).or(asked.publishing));
  position.set(asked.position);
  drain.busy.set(busy);
  drain.position.set(position);
};
