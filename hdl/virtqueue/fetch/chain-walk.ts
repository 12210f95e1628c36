// SPDX-License-Identifier: Apache-2.0
/**
 * Chain walk: goes through the descriptors of each queue in ring order, follows chains and indirect tables, and puts the pieces
 * of buffers into the descriptor cache.
 *
 * A chain has up to 32 descriptors, those of an indirect table counted, not that which points to it; a longer one, and so a loop, stops its queue
 * (`chain_length`). A split chain goes on with its next descriptor where that came with the same read, with another read
 * if not; a packed one with the next of the ring. A table is read with one read where it does not cross 512 aligned bytes.
 * What else is wrong with a descriptor stops the queue before any later one can be used: a failed read (`bus`, `refused`), a
 * direction that is not that of the queue (`descriptor_flags`), a number outside the table (`descriptor_index`), a buffer
 * outside the window (`window`), a table that is not negotiated, nested, chained on, not 16-byte aligned, or not of 1 to 32 descriptors
 * (`indirect_table`).
 *
 * Pieces of no bytes are left out, but a buffer has one piece at least. Only buffers that are complete are published. A queue
 * that gets no line of the cache waits until a line of its own comes back.
 *
 * A packed descriptor is used only if its flags say so. The first that is not there yet ends what was read: the rest is
 * dropped, and the next kick brings another read. Inside a chain that was begun the driver has made it available
 * before, so that it is read again at once, and if it still is not there the queue stops (`descriptor_flags`).
 *
 * Queues take turns, 32 descriptors a visit at most; 3 clocks a descriptor, 5 more for a line of the cache, and 4 a visit. Logic depth 5 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  connectFlow,
  flow,
  fsm,
  type Inside,
  indexWidth,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  output,
  pack,
  pick,
  priorityMux,
  type Rd,
  ram,
  reg,
  slave,
  stream,
  u,
  type Val,
  type Wr,
  when,
  wire,
  zero,
} from 'typescript-hdl';
import { hostAddressBits } from '../../lib/host-bus.ts';
import { queueContexts } from '../../lib/queue-contexts.ts';
import { drainPort } from '../../lib/queue-drain.ts';
import { functionOf, queueIndex } from '../../lib/queue-number.ts';
import { queueChangeFlow, queueStates } from '../../lib/queue-state.ts';
import { errorBits } from '../../lib/queue-stop.ts';
import { workLists } from '../../lib/work-list.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { descriptorsPerLine } from '../../spec/virtio/mover-sizes.ts';
import { descriptorBytes } from '../../spec/virtio/virtqueue.ts';
import { lineIndex, linkShape, ownLineShape, postedShape, progressShape, putShape } from '../cache/cache-shapes.ts';
import { errorOf, errorOfFault } from '../queue-errors.ts';
import { type Direction, runStopShape } from '../queue-shapes.ts';
import { readNumberBits } from './descriptor-stage.ts';
import {
  descriptorReadShape,
  maxStride,
  queueFlow,
  readCountBits,
  readOf,
  stagedShape,
  stagePlaceBits,
  stagePositionBits,
  strideBits,
  walkViewShape,
} from './fetch-shapes.ts';
import { chainShape, type WalkContext, walkContextShape, walkSettingsShape } from './walk-shapes.ts';

/** Descriptors that one visit may take before others have their turn. */
const visitDescriptors = 32;
const offsetBits = Math.log2(descriptorBytes);
const blockBits = 5;
const lineBits = 2;

const ports = (config: Config) => ({
  start: slave(flow({ queue: queueIndex(config), settings: walkSettingsShape, index: u(16), wrap: bit() })),
  change: slave(queueChangeFlow(config)),
  landed: slave(queueFlow(config)),
  freed: slave(queueFlow(config)),
  allowed: input(u(config.functions)),
  main: {
    queue: output(queueIndex(config)),
    position: output(u(stagePositionBits(config))),
    word: input(stagedShape),
  },
  side: { queue: output(queueIndex(config)), place: output(u(readCountBits - 1)), word: input(stagedShape) },
  came: { queue: output(queueIndex(config)), main: input(u(readNumberBits(config))), side: input(bit()) },
  issued: {
    queue: output(queueIndex(config)),
    next: input(u(stagePositionBits(config))),
    reads: input(u(readNumberBits(config))),
  },
  restart: { queue: output(queueIndex(config)), next: input(u(stagePositionBits(config))) },
  view: { queue: input(queueIndex(config)), view: output(walkViewShape(config)) },
  ask: master(stream({ queue: queueIndex(config) })),
  given: slave(flow({ granted: bit(), line: lineIndex(config) })),
  link: master(flow(linkShape(config))),
  put: master(flow(putShape(config))),
  posted: { queue: input(queueIndex(config)), state: output(postedShape(config)) },
  postedNow: { queue: input(queueIndex(config)), state: output(progressShape(config)) },
  changed: master(queueFlow(config)),
  walked: master(queueFlow(config)),
  flush: master(stream(ownLineShape(config))),
  request: master(stream(readOf(config, descriptorReadShape(config)))),
  stop: master(stream(runStopShape(config))),
  drain: { ...drainPort(config), side: output(bit()) },
});
type Io = Inside<ReturnType<typeof ports>>;

/** The verdict on the descriptor that is looked at. */
const verdictShape = {
  there: bit(),
  ready: bit(),
  misplaced: bit(),
  wrong: bit(),
  error: u(errorBits),
  pointer: bit(),
  last: bit(),
  target: u(16),
  follows: bit(),
  inline: bit(),
  beyond: bit(),
};

/** What is still needed of a descriptor after it was weighed. */
const keptShape = {
  address: stagedShape.address,
  bytes: stagedShape.bytes,
  number: stagedShape.number,
  self: stagedShape.self,
  tableCount: stagedShape.tableCount,
  stride: stagedShape.stride,
};

const visitShape = (config: Config) => ({
  queue: queueIndex(config),
  settings: walkSettingsShape,
  live: bit(),
  sideReads: bit(),
  steps: u(indexWidth(visitDescriptors) + 1),
  moved: bit(),
  posted: bit(),
  repeats: bit(),
  word: keptShape,
  verdict: verdictShape,
  count: u(readCountBits),
  error: u(errorBits),
});
type Visit = Rd<ReturnType<typeof visitShape>>;

/** Walker of chains for queues of a direction; see the header comment. */
export const chainWalk = (config: Config, direction: Direction) =>
  component(
    'chain_walk',
    { config: config.name, functions: config.functions, hostDataBits: config.hostDataBits, direction },
    ports(config),
    io => serve(config, io, direction),
    { maxDepth: 5, doc: 'Chain walk: descriptors in ring order to pieces of complete buffers.' },
  );

const serve = (config: Config, io: Io, direction: Direction): void => {
  const { start, stop, flush, ask, given } = io;
  const states = queueStates(config, io.change);
  const { settings } = ram({
    settings: { shape: walkSettingsShape, depth: queueCount(config), kind: 'distributed' },
  });
  when(start.valid, () => settings.write(start.payload.queue, start.payload.settings));
  const { visit } = reg({ visit: visitShape(config) });
  const { context } = reg({ context: walkContextShape(config) });
  const { asked } = reg({
    asked: { valid: bit(0), queue: queueIndex(config), address: u(hostAddressBits), read: descriptorReadShape(config) },
  });
  const { saves } = wire({ saves: bit() });
  io.restart.queue.set(start.payload.queue);
  const blank = zero(walkContextShape(config)) as WalkContext;
  const began = {
    ...blank,
    position: io.restart.next,
    stride: lit(1, strideBits),
    ring: { ...blank.ring, index: start.payload.index, wrap: start.payload.wrap },
  };
  const contexts = queueContexts(
    'contexts',
    config,
    walkContextShape(config),
    { valid: start.valid, queue: start.payload.queue, word: began as WalkContext },
    { valid: saves, queue: visit.queue, word: context },
  );
  // Goes on from run to run, as the number of reads that came does.
  const sideReads = queueContexts(
    'sideReads',
    config,
    u(1),
    { valid: lit(0, 1) as Val<1>, queue: visit.queue, word: visit.sideReads },
    { valid: saves, queue: visit.queue, word: visit.sideReads },
  );
  const { work } = inst({ work: workLists(config, ['landed', 'freed', 'change', 'again']) });
  connectFlow(work.push.landed, io.landed);
  connectFlow(work.push.freed, io.freed);
  work.push.change.valid.set(io.change.valid);
  work.push.change.payload.set({ queue: io.change.payload.queue });
  work.push.again.valid.set(saves.and(visit.repeats));
  work.push.again.payload.set({ queue: visit.queue });

  const { chain, side, ring, tail } = context;
  const { word, verdict } = visit;
  const { packed } = visit.settings;
  const inTable = named('in_table', side.active.and(side.table));
  const sideDone = named('side_done', visit.sideReads.eq(io.came.side));
  const mainDone = named('main_done', io.issued.reads.eq(io.came.main));
  const piece = named('piece', word.bytes.ne(0).or(verdict.last.and(chain.wrote.not())).and(verdict.pointer.not()));
  const roomless = named('roomless', tail.held.not().or(tail.full));
  const tired = named('tired', visit.steps.bit(indexWidth(visitDescriptors)));

  // What is true of the queue that is visited, a clock ago.
  const { may } = reg({ may: { read: bit(), run: bit() } });
  may.set({
    read: io.allowed.at(functionOf(config, visit.queue)),
    run: states.begins(visit.queue, visit.settings.epoch),
  });
  const found = mux(side.active, io.side.word, io.main.word);
  const judged = weigh(config, direction, { word: found, settings: visit.settings }, context, inTable);
  const good = named('good', verdict.there.and(verdict.ready).and(verdict.wrong.not()));
  const puts = named('puts', good.and(piece.and(roomless).not()));
  /** Takes the descriptor, in the clock in which its piece is written. */
  const put = (goto: (state: 'read' | 'aside' | 'fail') => void): void => {
    step(context, visit, { inTable, piece });
    visit.posted.set(1);
    visit.moved.set(1);
    goto('read');
    when(verdict.pointer.or(verdict.last.not().and(verdict.inline.not())), () => goto('aside'));
    when(verdict.last.not().and(verdict.beyond), () => {
      visit.error.set(errorOf('descriptor_index'));
      goto('fail');
    });
  };

  when(io.request.ready, () => asked.valid.set(0));
  const state = fsm(
    'state',
    ['rest', 'load', 'check', 'read', 'weigh', 'act', 'ask', 'answer', 'put', 'aside', 'send', 'save', 'fail', 'flush'],
    {
      rest: goto => {
        visit.steps.set(0);
        visit.moved.set(0);
        visit.posted.set(0);
        visit.repeats.set(0);
        visit.queue.set(work.pop.payload.queue);
        when(work.pop.valid, () => goto('load'));
      },
      load: goto => {
        const settled = settings.read(visit.queue);
        context.set(contexts.read(visit.queue));
        visit.sideReads.set(sideReads.read(visit.queue));
        visit.settings.set(settled);
        visit.live.set(states.begins(visit.queue, settled.epoch));
        goto('check');
      },
      check: goto => {
        goto('read');
        when(side.wanted, () => goto('aside'));
        when(ring.drops, () => {
          goto('rest');
          when(mainDone, () => {
            context.position.set(io.issued.next);
            ring.drops.set(0);
            visit.moved.set(1);
            goto('save');
          });
        });
        when(context.failed.or(sideDone.not()), () => goto('rest'));
        when(visit.live.not(), () => {
          goto('rest');
          when(tail.held, () => goto('flush'));
        });
      },
      read: goto => {
        visit.steps.set(visit.steps.add(1));
        goto('weigh');
        when(tired, () => {
          visit.repeats.set(1);
          goto('save');
        });
      },
      weigh: goto => {
        visit.word.set(pick(keptShape, found));
        visit.verdict.set(judged);
        goto('act');
      },
      act: goto => {
        goto('save');
        when(verdict.there.not(), () => {
          // All that was read was there: the next reads may be longer.
          const drained = packed.and(visit.moved).and(context.position.eq(io.issued.next));
          when(drained.and(ring.level.andR().not()), () => ring.level.set(ring.level.add(1)));
        })
          .elsewhen(verdict.ready.not(), () => {
            // Not posted yet: what follows is dropped. Inside a chain it must be there at the second look.
            ring.drops.set(1);
            ring.level.set(0);
            ring.again.set(chain.open.or(verdict.misplaced));
            ring.retried.set(chain.open.and(verdict.misplaced.not()));
            visit.repeats.set(1);
            when(ring.retried.and(verdict.misplaced.not()), () => {
              visit.error.set(errorOf('descriptor_flags'));
              goto('fail');
            });
          })
          .elsewhen(verdict.wrong, () => {
            visit.error.set(verdict.error);
            goto('fail');
          })
          .elsewhen(piece.and(roomless), () => goto('ask'))
          .otherwise(() => put(goto));
      },
      ask: goto => when(ask.ready, () => goto('answer')),
      answer: goto => {
        when(given.valid, () => {
          goto('save');
          when(given.payload.granted, () => {
            tail.set({ held: 1, full: 0, line: given.payload.line, lane: 0 });
            goto('put');
          });
        });
      },
      put: goto => put(goto),
      // The chain goes on at the side: how much to read, then the read itself.
      aside: goto => {
        const address = mux(side.table, side.base, visit.settings.table).add(
          cat(side.index, lit(0, offsetBits)).zext(hostAddressBits),
        );
        asked.address.set(mux(asked.valid, asked.address, address));
        visit.count.set(countAside(visit, context));
        goto('send');
        when(asked.valid, () => goto('aside'));
      },
      send: goto => {
        const upToBlock = lit(1 << blockBits, readCountBits).sub(
          asked.address.slice(offsetBits, blockBits).zext(readCountBits),
        );
        const count = smaller(visit.count, upToBlock);
        goto('save');
        when(may.read.not(), () => visit.repeats.set(1)).elsewhen(may.run, () => {
          asked.valid.set(1);
          asked.queue.set(visit.queue);
          asked.read.set({
            queue: visit.queue,
            epoch: visit.settings.epoch,
            packed,
            side: 1,
            position: 0,
            first: side.index,
            stride: 1,
            lane: asked.address.slice(offsetBits, indexWidth(config.hostDataBits / (8 * descriptorBytes))),
            count,
          });
          visit.sideReads.set(visit.sideReads.not());
          side.active.set(1);
          side.wanted.set(0);
          side.place.set(0);
          side.filled.set(count);
        });
      },
      save: goto => when(start.valid.not(), () => goto('rest')),
      fail: goto => {
        context.failed.set(1);
        when(stop.ready, () => goto('save'));
      },
      flush: goto => {
        tail.held.set(0);
        when(flush.ready, () => goto('save'));
      },
    },
  );
  saves.set(state.is('save').and(start.valid.not()));
  const rests = named('rests', state.is('rest'));
  work.pop.ready.set(rests);

  io.main.queue.set(visit.queue);
  io.main.position.set(context.position);
  io.side.queue.set(visit.queue);
  io.side.place.set(side.place.trunc(readCountBits - 1));
  io.came.queue.set(visit.queue);
  io.issued.queue.set(visit.queue);
  const seen = contexts.read(io.view.queue);
  io.view.view.set({
    position: seen.position,
    stride: seen.stride,
    ring: seen.ring.index,
    drops: seen.ring.drops,
    again: seen.ring.again,
    level: seen.ring.level,
  });
  io.posted.state.set(contexts.read(io.posted.queue).posted);
  io.postedNow.state.set(pick(progressShape(config), contexts.read(io.postedNow.queue).posted));

  ask.valid.set(state.is('ask'));
  ask.payload.set({ queue: visit.queue });
  io.link.valid.set(state.is('answer').and(given.valid).and(given.payload.granted));
  io.link.payload.set({ queue: visit.queue, first: tail.held.not(), tail: tail.line, line: given.payload.line });
  putPiece(io, visit, context, { putting: state.is('put').or(state.is('act').and(puts)), piece, inTable });
  io.changed.valid.set(saves.and(visit.posted));
  io.changed.payload.set({ queue: visit.queue });
  io.walked.valid.set(saves.and(visit.moved.or(ring.again)));
  io.walked.payload.set({ queue: visit.queue });
  flush.valid.set(state.is('flush'));
  flush.payload.set({ queue: visit.queue, line: tail.line });
  stop.valid.set(state.is('fail'));
  stop.payload.set({ queue: visit.queue, epoch: visit.settings.epoch, error: visit.error });
  io.request.valid.set(asked.valid);
  io.request.payload.set({
    function: functionOf(config, asked.queue),
    address: asked.address,
    bytes: cat(asked.read.count, lit(0, offsetBits)),
    context: pack(descriptorReadShape(config), asked.read),
  });

  const { heard, busy } = reg({ heard: { busy: bit(), side: bit() }, busy: { busy: bit() } });
  const visited = rests.not().and(visit.queue.eq(io.drain.queue));
  heard.busy.set(visited.or(contexts.clearing));
  busy.busy.set(heard.busy);
  heard.side.set(sideReads.read(io.drain.queue));
  io.drain.busy.set(busy.busy);
  io.drain.side.set(heard.side);
};

/** What is to be thought of a descriptor. */
const weigh = (
  config: Config,
  direction: Direction,
  visit: { readonly word: Rd<typeof stagedShape>; readonly settings: Visit['settings'] },
  context: WalkContext,
  inTable: Val<1>,
) => {
  const { word, settings } = visit;
  const { chain, side, ring } = context;
  const { packed } = settings;
  const inRing = side.active.not();
  const turn = context.position.bit(stagePlaceBits(config));
  // What landed after its run had ended is not there: the run of the walk ends, too.
  const there = named('there', side.active.or(word.turn.eq(turn)).and(word.live));
  // A read that was on its way while the rest was dropped lands at places that now mean other descriptors.
  const misplaced = named('misplaced', packed.and(inRing).and(word.self.ne(ring.index)));
  const available = word.avail.eq(ring.wrap).and(word.used.ne(ring.wrap)).and(misplaced.not());
  const ready = named('ready', packed.not().or(side.active).or(available).or(word.fault.orR()));
  // In the table of a packed ring only WRITE counts.
  const flagsCount = packed.and(inTable).not();
  const pointer = named('pointer', word.indirect.and(flagsCount));
  const badPointer = settings.indirect
    .not()
    .or(word.next)
    .or(inTable)
    .or(packed.and(chain.open))
    .or(word.tableCount.eq(0));
  const wrongWay = direction === 'receive' ? word.write.not() : word.write;
  const error = priorityMux(
    [
      [word.fault.orR(), errorOfFault(word.fault)],
      [chain.pieces.bit(readCountBits - 1), errorOf('chain_length')],
      [pointer.and(badPointer), errorOf('indirect_table')],
      [pointer.not().and(wrongWay), errorOf('descriptor_flags')],
      [word.inside.not(), errorOf('window')],
    ],
    errorOf('none'),
  );
  const wrong = word.fault
    .orR()
    .or(chain.pieces.bit(readCountBits - 1))
    .or(mux(pointer, badPointer, wrongWay))
    .or(word.inside.not());
  const after = word.self.add(1);
  const tableEnds = after.eq(side.size.zext(16));
  const last = mux(flagsCount, word.next.not(), tableEnds).and(pointer.not());
  const target = mux(packed, after, word.number);
  const follows = packed.or(word.number.eq(after));
  const inSide = side.place.add(1).lt(side.filled);
  const inRead = chain.offset.add(1).lt(word.stride);
  const inline = mux(inRing, packed.or(follows.and(inRead)), follows.and(inSide));
  const limit = mux(inTable, side.size.zext(16), settings.size);
  const beyond = packed.not().and(word.number.ge(limit)).and(pointer.not());
  return {
    there,
    ready,
    misplaced,
    wrong,
    error,
    pointer,
    last,
    target,
    follows,
    inline,
    beyond,
  };
};

interface Step {
  readonly inTable: Val<1>;
  readonly piece: Val<1>;
}

/** Moves on by one descriptor that was good, and publishes the buffer that it completes. */
const step = (context: Wr<ReturnType<typeof walkContextShape>>, visit: Visit, s: Step): void => {
  const { chain, side, ring, tail, posted } = context;
  const { word, verdict, settings } = visit;
  const inRing = side.active.not();
  const rest = mux(inRing, word.stride.sub(chain.offset), chain.rest);
  chain.rest.set(rest);
  when(s.piece, () => {
    posted.written.set(posted.written.add(1));
    tail.lane.set(tail.lane.add(1));
    tail.full.set(tail.lane.eq(descriptorsPerLine - 1));
  });
  chain.open.set(1);
  chain.wrote.set(chain.wrote.or(s.piece));
  chain.pieces.set(chain.pieces.add(verdict.pointer.not().zext(readCountBits)));
  const slots = chain.slots.add(s.inTable.not().zext(chain.slots.width));
  chain.slots.set(slots);
  chain.even.set(verdict.follows.and(chain.even.or(chain.open.not())).and(verdict.pointer.not()));
  // A split buffer is known by its head, a packed one by its last descriptor in the ring.
  when(mux(settings.packed, inRing, chain.open.not()), () =>
    chain.id.set(mux(settings.packed, word.number, word.self)),
  );
  when(settings.packed.and(inRing), () => {
    const end = ring.index.add(1).eq(settings.size);
    ring.index.set(mux(end, 0, ring.index.add(1)));
    ring.wrap.set(ring.wrap.xor(end));
    ring.again.set(0);
    ring.retried.set(0);
  });
  when(side.active, () => side.place.set(side.place.add(1)));

  when(verdict.last, () => {
    const stride = context.stride;
    const few = slots.le(maxStride);
    const learnt = mux(few, slots.trunc(strideBits), lit(maxStride, strideBits));
    const even = chain.even.or(chain.open.not()).and(s.inTable.not());
    context.position.set(context.position.add(rest.zext(context.position.width)));
    stride.set(mux(even.and(settings.packed.not()), learnt, lit(1, strideBits)));
    chain.set(zero(chainShape));
    side.active.set(0);
    side.table.set(0);
    posted.published.set(posted.written.add(s.piece.zext(posted.written.width)));
    posted.slots.set(posted.slots.add(slots.zext(16)));
    posted.latest.set(slots);
  }).otherwise(() => {
    when(verdict.pointer, () => {
      side.table.set(1);
      side.base.set(word.address);
      side.size.set(word.tableCount);
    });
    when(verdict.pointer.or(verdict.inline.not()), () => {
      side.wanted.set(1);
      side.active.set(0);
      side.index.set(mux(verdict.pointer, 0, verdict.target));
    }).elsewhen(inRing, () => {
      context.position.set(context.position.add(1));
      when(settings.packed.not(), () => chain.offset.set(chain.offset.add(1)));
    });
  });
};

/** Writes the piece, or what it ends when the last descriptor has no bytes, after which the latest piece becomes the last. */
const putPiece = (
  io: Io,
  visit: Visit,
  context: WalkContext,
  { putting, piece, inTable }: Step & { readonly putting: Val<1> },
): void => {
  const { word, verdict, settings } = visit;
  const { chain, tail, side } = context;
  const ownId = mux(settings.packed, word.number, word.self);
  const known = mux(settings.packed, side.active, chain.open);
  io.put.valid.set(putting.and(piece.or(verdict.last)));
  io.put.payload.set({
    line: tail.line,
    lane: mux(piece, tail.lane, tail.lane.sub(1)),
    piece,
    address: word.address,
    bytes: word.bytes,
    end: {
      endsBuffer: verdict.last,
      id: mux(known, chain.id, ownId),
      slots: chain.slots.add(inTable.not().zext(chain.slots.width)),
    },
  });
};

/** How many descriptors a read at the side is to bring: the rest of a table, or of a line of 64 bytes. */
const countAside = (visit: Visit, { side }: WalkContext): Val => {
  const rest = side.size.sub(side.index.trunc(readCountBits));
  const toLine = lit(1 << lineBits, readCountBits).sub(side.index.trunc(lineBits).zext(readCountBits));
  const toEnd = visit.settings.size.sub(side.index);
  const few = toEnd.slice(lineBits, toEnd.width - lineBits).orR();
  const inTable = mux(few, lit(1 << lineBits, readCountBits), toEnd.trunc(readCountBits));
  return mux(side.table, rest, smaller(toLine, inTable));
};

const smaller = (a: Val, b: Val): Val => mux(a.lt(b), a, b);
