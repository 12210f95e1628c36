// SPDX-License-Identifier: Apache-2.0
/**
 * Chain walk: goes through the descriptors of each queue in ring order, follows chains and indirect tables, and puts the pieces
 * of buffers into the descriptor cache.
 *
 * A chain has up to 32 descriptors, those of an indirect table counted, not that which points to it; a longer one, and so a loop, stops its queue
 * (`chain_length`), and so does one that is longer than its packed ring. A split chain goes on with its next descriptor where that came with the same read, with another read
 * if not; a packed one with the next of the ring. A table is read with one read where it does not cross 512 aligned bytes.
 * What the head of a chain leads to, the scout asks for ahead; for what comes beyond that the walk asks itself, one read a queue.
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
 * Queues take turns, 32 descriptors a visit at most; 2 clocks a descriptor, and 5 a visit. A line of the cache is asked for
 * ahead, as long as the queue may have one. Logic depth 5 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  connectFlow,
  fsm,
  type Inside,
  indexWidth,
  inst,
  lit,
  mux,
  named,
  pack,
  pick,
  ram,
  reg,
  u,
  type Val,
  when,
  wire,
  zero,
} from 'typescript-hdl';
import { hostAddressBits } from '../../lib/host-bus.ts';
import { queueContexts } from '../../lib/queue-contexts.ts';
import { type Direction, functionOf, queueIndex } from '../../lib/queue-number.ts';
import { queueStates } from '../../lib/queue-state.ts';
import { workLists } from '../../lib/work-list.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { readKind } from '../../spec/host-accesses.ts';
import { descriptorBytes } from '../../spec/virtio/virtqueue.ts';
import { progressShape } from '../cache/cache-shapes.ts';
import { errorOf } from '../queue-errors.ts';
import { nextPlaces, putPiece, step, visitShape } from './chain-step.ts';
import { addressAside, countAside, inBlock } from './descriptor-counts.ts';
import { keptShape, weigh } from './descriptor-verdict.ts';
import {
  aheadPlaceBits,
  descriptorReadShape,
  stagePositionBits,
  strideBits,
  walkPositionBits,
} from './fetch-shapes.ts';
import { keepTail } from './tail-lines.ts';
import { walkPorts } from './walk-ports.ts';
import { type WalkContext, walkContextShape, walkSettingsShape } from './walk-shapes.ts';

const offsetBits = Math.log2(descriptorBytes);

type Io = Inside<ReturnType<typeof walkPorts>>;

/** The walks of both directions, which are two modules. */
const names = { receive: 'receive_chain_walk', transmit: 'transmit_chain_walk' } as const;

/** Walker of chains for queues of a direction; see the header comment. */
export const chainWalk = (config: Config, direction: Direction) =>
  component(
    names[direction],
    { config: config.name, functions: config.functions, hostDataBits: config.hostDataBits, direction },
    walkPorts(config),
    io => serve(config, io, direction),
    { maxDepth: 5, doc: 'Chain walk: descriptors in ring order to pieces of complete buffers.' },
  );

const serve = (config: Config, io: Io, direction: Direction): void => {
  const { start, stop, flush } = io;
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
    position: io.restart.next.zext(walkPositionBits),
    stride: lit(1, strideBits),
    side: { ...blank.side, start: io.restart.ahead },
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
  const { verdict } = visit;
  const { packed } = visit.settings;
  const inTable = named('in_table', side.active.and(side.table));
  const sideDone = named('side_done', visit.sideReads.eq(io.came.side));
  const mainDone = named('main_done', io.issued.reads.eq(io.came.main));
  const piece = named('piece', visit.some.or(verdict.last.and(chain.wrote.not())).and(verdict.pointer.not()));
  const tired = named('tired', visit.steps.andR());

  // What is true of the queue that is visited, a clock ago.
  const { may } = reg({ may: { read: bit(), run: bit() } });
  may.set({
    read: io.allowed.at(functionOf(config, visit.queue)),
    run: states.begins(visit.queue, visit.settings.epoch),
  });
  const found = mux(side.active, io.side.word, io.main.word);
  const judged = weigh(config, direction, { word: found, settings: visit.settings }, context, inTable);
  const good = named('good', verdict.there.and(verdict.ready).and(verdict.wrong.not()));
  const { putting } = wire({ putting: bit() });
  const lines = keepTail(io, visit.queue, tail, named('puts_piece', putting.and(piece)));
  const puts = named('puts', good.and(piece.and(lines.roomless).not()));
  const places = nextPlaces(context, visit);
  /** Takes the descriptor, in the clock in which its piece is written. */
  const put = (goto: (state: 'weigh' | 'aside' | 'fail' | 'save') => void): void => {
    step(context, visit, { inTable, piece });
    context.position.set(places.position);
    visit.steps.set(visit.steps.add(1));
    visit.posted.set(1);
    visit.moved.set(1);
    // What comes next is read in this clock.
    goto('weigh');
    when(tired, () => {
      visit.repeats.set(1);
      goto('save');
    });
    when(verdict.pointer.or(verdict.last.not().and(verdict.inline.not())), () => goto('aside'));
    when(verdict.last.not().and(verdict.beyond), () => {
      visit.error.set(errorOf('descriptor_index'));
      goto('fail');
    });
  };

  when(io.request.ready, () => asked.valid.set(0));
  const state = fsm(
    'state',
    ['rest', 'load', 'check', 'weigh', 'act', 'room', 'put', 'aside', 'send', 'save', 'fail', 'flush'],
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
        goto('weigh');
        when(side.wanted, () => goto('aside'));
        when(ring.drops, () => {
          goto('rest');
          when(mainDone, () => {
            const dropped = io.issued.next.sub(context.position.trunc(io.issued.next.width));
            context.position.set(context.position.add(dropped.zext(walkPositionBits)));
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
      weigh: goto => {
        visit.word.set(pick(keptShape, found));
        visit.verdict.set(judged);
        visit.some.set(found.bytes.ne(0));
        visit.rest.set(mux(side.active, chain.rest, io.main.word.stride.sub(chain.offset)));
        goto('act');
      },
      act: goto => {
        goto('save');
        when(verdict.there.not(), () => {
          // All that was read was there: the next reads may be longer.
          const drained = packed.and(visit.moved).and(context.position.trunc(io.issued.next.width).eq(io.issued.next));
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
          .elsewhen(piece.and(lines.roomless), () => {
            lines.want();
            goto('room');
          })
          .otherwise(() => put(goto));
      },
      // The answer may be that of a line that was asked for ahead; if it came in the clock before, it was taken, or is asked for again.
      room: goto => {
        when(lines.roomless, () => lines.want());
        when(lines.refused, () => goto('save')).elsewhen(lines.gets.or(lines.roomless.not()), () => goto('put'));
      },
      put: goto => put(goto),
      // The chain goes on at the side: how much to read, then the read itself.
      aside: goto => {
        asked.address.set(mux(asked.valid, asked.address, addressAside(visit.settings, side)));
        visit.count.set(countAside(visit.settings, side));
        side.place.set(mux(side.ahead, side.start, 0));
        goto('send');
        when(asked.valid, () => goto('aside'));
      },
      send: goto => {
        const count = inBlock(asked.address, visit.count);
        const begin = (): void => {
          side.active.set(1);
          side.wanted.set(0);
          side.end.set(side.place.add(count.zext(side.place.width)));
        };
        goto('save');
        when(side.ahead, () => {
          begin();
          goto('weigh');
        })
          .elsewhen(may.read.not(), () => visit.repeats.set(1))
          .elsewhen(may.run, () => {
            asked.valid.set(1);
            asked.queue.set(visit.queue);
            asked.read.set({
              queue: visit.queue,
              epoch: visit.settings.epoch,
              packed,
              side: 1,
              ahead: 0,
              position: 0,
              first: side.index,
              stride: 1,
              lane: asked.address.slice(offsetBits, indexWidth(config.hostDataBits / (8 * descriptorBytes))),
              count,
            });
            visit.sideReads.set(visit.sideReads.not());
            begin();
          });
      },
      save: goto => when(start.valid.not().and(lines.waits.not()), () => goto('rest')),
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
  saves.set(state.is('save').and(start.valid.not()).and(lines.waits.not()));
  putting.set(state.is('put').or(state.is('act').and(puts)));
  const rests = named('rests', state.is('rest'));
  work.pop.ready.set(rests);

  io.main.queue.set(visit.queue);
  const steps = named('steps', state.is('act').or(state.is('put')));
  io.main.position.set(mux(steps, places.position, context.position).trunc(stagePositionBits(config)));
  io.side.queue.set(visit.queue);
  io.side.ahead.set(side.ahead);
  io.side.place.set(mux(steps, places.side, side.place).trunc(aheadPlaceBits));
  io.main.reads.set(steps.or(state.is('check')).or(state.is('send')));
  io.came.queue.set(visit.queue);
  io.issued.queue.set(visit.queue);
  const seen = contexts.read(io.view.queue);
  io.view.view.set({
    position: seen.position.trunc(stagePositionBits(config)),
    stride: seen.stride,
    ring: seen.ring.index,
    drops: seen.ring.drops,
    again: seen.ring.again,
    level: seen.ring.level,
  });
  const scouted = contexts.read(io.scout.queue);
  // Places are given back at once, long before the visit ends.
  const here = named('here', state.is('rest').or(state.is('load')).not().and(visit.queue.eq(io.scout.queue)));
  io.scout.view.set({
    position: scouted.position,
    index: scouted.ring.index,
    wrap: scouted.ring.wrap,
    // What is read ahead is asked for at the head.
    open: scouted.chain.open.and(scouted.side.ahead.not()),
    offset: scouted.chain.offset,
    used: mux(here, side.start, scouted.side.start),
  });
  io.used.valid.set(putting.and(side.active).and(side.ahead).and(verdict.last));
  io.used.payload.set({ queue: visit.queue });
  io.posted.state.set(contexts.read(io.posted.queue).posted);
  io.postedNow.state.set(pick(progressShape(config), contexts.read(io.postedNow.queue).posted));

  putPiece(io, visit, context, { putting, piece, inTable, lines });
  io.changed.valid.set(saves.and(visit.posted));
  io.changed.payload.set({ queue: visit.queue });
  io.walked.valid.set(saves.and(visit.moved.or(ring.again)));
  io.walked.payload.set({ queue: visit.queue });
  flush.valid.set(state.is('flush'));
  flush.payload.set({ queue: visit.queue, line: mux(tail.spare, tail.next, tail.line) });
  stop.valid.set(state.is('fail'));
  stop.payload.set({ queue: visit.queue, epoch: visit.settings.epoch, error: visit.error });
  io.request.valid.set(asked.valid);
  io.request.payload.set({
    function: functionOf(config, asked.queue),
    address: asked.address,
    bytes: cat(asked.read.count, lit(0, offsetBits)),
    kind: readKind('chained_descriptors'),
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
