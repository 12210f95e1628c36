// SPDX-License-Identifier: Apache-2.0
/**
 * Chain scout: goes through the staged descriptors of each queue before the walk does, and asks ahead for what the heads of
 * chains lead to: an indirect table, or a next descriptor that did not come with the head. So the reads of many chains of a
 * queue are under way at a time, where the walk alone would ask for one after another.
 *
 * Each read gets places of the 32 that a queue has for this, in ring order; they are free again when the walk has left them. Scout and walk
 * judge the same staged word, and so come to the same verdict on a head and to the same length of its read: the scout asks once for each head
 * that leads aside, in order, and at such a head the walk waits for the next places in that order. The scout stops at a descriptor that is not
 * there, not available yet or wrong: there the walk drops what follows, or stops the queue. Where the walk is ahead of the scout, because it
 * dropped something or had nothing to wait for, the scout goes on from the place of the walk.
 *
 * Places of the ring are read in clocks in which the walk does not. Queues take turns, 32 descriptors a visit at most; 3 clocks a
 * descriptor if they are free, 4 more for one that leads aside, and 4 a visit. Logic depth 5 LUTs at 10g.
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
  ram,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  when,
  wire,
  zero,
} from 'typescript-hdl';
import { hostAddressBits } from '../../lib/host-bus.ts';
import { queueContexts } from '../../lib/queue-contexts.ts';
import { drainPort } from '../../lib/queue-drain.ts';
import { type Direction, functionOf, queueIndex } from '../../lib/queue-number.ts';
import { queueChangeFlow, queueStates } from '../../lib/queue-state.ts';
import { workLists } from '../../lib/work-list.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { readKind } from '../../spec/host-accesses.ts';
import { maxChainDescriptors } from '../../spec/virtio/mover-sizes.ts';
import { descriptorBytes } from '../../spec/virtio/virtqueue.ts';
import { addressAside, countAside, inBlock } from './descriptor-counts.ts';
import { weigh } from './descriptor-verdict.ts';
import {
  aheadPositionBits,
  descriptorReadShape,
  queueFlow,
  readCountBits,
  readOf,
  scoutViewShape,
  stagedShape,
  stagePositionBits,
  strideBits,
  visitDescriptors,
} from './fetch-shapes.ts';
import { asideShape, chainShape, sideShape, walkSettingsShape } from './walk-shapes.ts';

const offsetBits = Math.log2(descriptorBytes);

const ports = (config: Config) => ({
  start: slave(flow({ queue: queueIndex(config), settings: walkSettingsShape })),
  change: slave(queueChangeFlow(config)),
  landed: slave(queueFlow(config)),
  walked: slave(queueFlow(config)),
  used: slave(queueFlow(config)),
  allowed: input(u(config.functions)),
  staged: {
    queue: output(queueIndex(config)),
    position: output(u(stagePositionBits(config))),
    granted: input(bit()),
    word: input(stagedShape),
  },
  view: { queue: output(queueIndex(config)), view: input(scoutViewShape) },
  restart: { queue: input(queueIndex(config)), ahead: output(u(aheadPositionBits)) },
  request: master(stream(readOf(config, descriptorReadShape(config)))),
  drain: { ...drainPort(config), reads: output(u(aheadPositionBits)) },
});
type Io = Inside<ReturnType<typeof ports>>;

/** Where the scout is in the ring, as the walk will be; `fresh` when the run has just begun. */
const { used: _, ...ringShape } = scoutViewShape;
const placeShape = { fresh: bit(), ...ringShape };

const visitShape = (config: Config) => ({
  queue: queueIndex(config),
  settings: walkSettingsShape,
  live: bit(),
  view: scoutViewShape,
  /** Places that are not given back, and whether the read in the making has room beside them. */
  taken: u(aheadPositionBits),
  steps: u(indexWidth(visitDescriptors)),
  repeats: bit(),
  /** Of the descriptor that was looked at: whether the scout goes on, whether it leads aside and where, and how far the next one is. */
  goesOn: bit(),
  aside: bit(),
  side: asideShape,
  opens: bit(),
  by: u(strideBits),
  count: u(readCountBits),
  fits: bit(),
});

/** The scouts of both directions, which are two modules. */
const names = { receive: 'receive_chain_scout', transmit: 'transmit_chain_scout' } as const;

/** Scout of chains for queues of a direction; see the header comment. */
export const chainScout = (config: Config, direction: Direction) =>
  component(
    names[direction],
    { config: config.name, functions: config.functions, hostDataBits: config.hostDataBits, direction },
    ports(config),
    io => serve(config, io, direction),
    { maxDepth: 5, doc: 'Chain scout: asks ahead for what the heads of chains lead to.' },
  );

const serve = (config: Config, io: Io, direction: Direction): void => {
  const { start, request } = io;
  const states = queueStates(config, io.change);
  const { settings } = ram({ settings: { shape: walkSettingsShape, depth: queueCount(config), kind: 'distributed' } });
  when(start.valid, () => settings.write(start.payload.queue, start.payload.settings));
  const { visit } = reg({ visit: visitShape(config) });
  const { place } = reg({ place: placeShape });
  // Both go on from run to run, as places and reads that came do.
  const { tally } = reg({ tally: { next: u(aheadPositionBits), reads: u(aheadPositionBits) } });
  const { asked } = reg({
    asked: { valid: bit(0), queue: queueIndex(config), address: u(hostAddressBits), read: descriptorReadShape(config) },
  });
  const { saves } = wire({ saves: bit() });
  const blank = zero(placeShape);
  const began = { valid: start.valid, queue: start.payload.queue, word: { ...blank, fresh: lit(1, 1) } };
  const never = { valid: lit(0, 1) as Val<1>, queue: visit.queue, word: tally };
  const { queue } = visit;
  const placed = queueContexts('places', config, placeShape, began, { valid: saves, queue, word: place });
  const tallies = queueContexts('tallies', config, { next: u(aheadPositionBits), reads: u(aheadPositionBits) }, never, {
    valid: saves,
    queue,
    word: tally,
  });
  const { work } = inst({ work: workLists(config, ['landed', 'walked', 'used', 'again']) });
  connectFlow(work.push.landed, io.landed);
  connectFlow(work.push.walked, io.walked);
  connectFlow(work.push.used, io.used);
  work.push.again.valid.set(saves.and(visit.repeats));
  work.push.again.payload.set({ queue });

  // What is true of the queue that is visited, a clock ago.
  const { may } = reg({ may: { read: bit(), run: bit() } });
  may.set({ read: io.allowed.at(functionOf(config, queue)), run: states.begins(queue, visit.settings.epoch) });
  const { packed } = visit.settings;
  const { pieces, slots } = zero(chainShape);
  const { staged } = io;
  const verdict = weigh(
    config,
    direction,
    { word: staged.word, settings: visit.settings },
    { ...place, chain: { ...place, pieces, slots }, side: zero(sideShape), ring: place },
    lit(0, 1) as Val<1>,
  );
  unused(staged.word.bytes);
  const further = visit.view.position.sub(place.position);
  const behind = named('behind', further.orR().and(further.bit(further.width - 1).not()));
  const ends = named('ends', place.index.add(1).eq(visit.settings.size));
  const passOn = (): void => {
    place.position.set(place.position.add(visit.by.zext(place.position.width)));
    place.open.set(visit.opens);
    place.offset.set(0);
    when(packed, () => {
      place.index.set(mux(ends, 0, place.index.add(1)));
      place.wrap.set(place.wrap.xor(ends));
    });
    visit.steps.set(visit.steps.add(1));
  };

  const { sends } = wire({ sends: bit() });
  const state = fsm(
    'state',
    ['rest', 'load', 'check', 'look', 'weigh', 'act', 'size', 'fit', 'gauge', 'send', 'save'],
    {
      rest: goto => {
        visit.steps.set(0);
        visit.repeats.set(0);
        visit.queue.set(work.pop.payload.queue);
        when(work.pop.valid, () => goto('load'));
      },
      load: goto => {
        const settled = settings.read(queue);
        visit.settings.set(settled);
        visit.view.set(io.view.view);
        visit.live.set(states.begins(queue, settled.epoch));
        place.set(placed.read(queue));
        tally.set(tallies.read(queue));
        goto('check');
      },
      check: goto => {
        const { used: _, ...ring } = visit.view;
        when(place.fresh.or(behind), () => place.set({ fresh: 0, ...ring }));
        goto('rest');
        when(visit.live, () => goto('look'));
      },
      look: goto => when(staged.granted, () => goto('weigh')),
      weigh: goto => {
        const { word } = staged;
        const { pointer, last, inline, beyond, target } = verdict;
        // In a split ring heads are looked at, and what is left of a chain is the walk's; in a packed one all descriptors.
        const head = named('head', packed.or(place.open.not()));
        const leads = named('leads', pointer.or(last.not().and(inline.not())));
        const good = named('good', verdict.there.and(verdict.ready).and(verdict.wrong.not()));
        visit.goesOn.set(mux(head, good.and(pointer.or(last).or(beyond.not())), verdict.there));
        visit.aside.set(head.and(leads));
        visit.side.set({ table: pointer, base: word.address, size: word.tableCount, index: mux(pointer, 0, target) });
        visit.opens.set(packed.and(last.not()).and(pointer.not()));
        visit.by.set(mux(packed, 1, word.stride.sub(place.offset)));
        goto('act');
      },
      act: goto => {
        goto('save');
        when(visit.goesOn, () => {
          when(visit.steps.andR(), () => visit.repeats.set(1))
            .elsewhen(visit.aside, () => goto('size'))
            .otherwise(() => {
              passOn();
              goto('look');
            });
        });
      },
      size: goto => {
        asked.address.set(mux(asked.valid, asked.address, addressAside(visit.settings, visit.side)));
        visit.count.set(countAside(visit.settings, visit.side));
        visit.view.used.set(io.view.view.used);
        goto('fit');
        when(asked.valid, () => goto('size'));
      },
      fit: goto => {
        visit.count.set(inBlock(asked.address, visit.count));
        visit.taken.set(tally.next.sub(visit.view.used));
        goto('gauge');
      },
      gauge: goto => {
        const taken = visit.taken.zext(aheadPositionBits + 1);
        visit.fits.set(taken.add(visit.count.zext(taken.width)).le(maxChainDescriptors));
        goto('send');
      },
      send: goto => {
        goto('save');
        // What does not fit is looked at again when places are given back.
        visit.repeats.set(visit.fits.and(may.run).and(may.read.not()));
        when(sends, () => {
          asked.queue.set(queue);
          asked.read.set({
            queue,
            epoch: visit.settings.epoch,
            packed,
            side: 1,
            ahead: 1,
            position: tally.next.zext(stagePositionBits(config)),
            first: visit.side.index,
            stride: 1,
            lane: asked.address.slice(offsetBits, indexWidth(config.hostDataBits / (8 * descriptorBytes))),
            count: visit.count,
          });
          tally.next.set(tally.next.add(visit.count.zext(aheadPositionBits)));
          tally.reads.set(tally.reads.add(1));
          passOn();
          goto('look');
        });
      },
      save: goto => when(start.valid.not(), () => goto('rest')),
    },
  );
  sends.set(state.is('send').and(visit.fits).and(may.read).and(may.run));
  asked.valid.set(sends.or(asked.valid.and(request.ready.not())));
  saves.set(state.is('save').and(start.valid.not()));
  const rests = named('rests', state.is('rest'));
  work.pop.ready.set(rests);

  staged.queue.set(queue);
  staged.position.set(place.position.trunc(stagePositionBits(config)));
  io.view.queue.set(queue);
  io.restart.ahead.set(tallies.read(io.restart.queue).next);
  request.valid.set(asked.valid);
  request.payload.set({
    function: functionOf(config, asked.queue),
    address: asked.address,
    bytes: cat(asked.read.count, lit(0, offsetBits)),
    kind: readKind('chained_descriptors'),
    context: pack(descriptorReadShape(config), asked.read),
  });

  const { heard, busy } = reg({ heard: { busy: bit(), reads: u(aheadPositionBits) }, busy: { busy: bit() } });
  heard.busy.set(rests.not().and(visit.queue.eq(io.drain.queue)).or(tallies.clearing));
  heard.reads.set(tallies.read(io.drain.queue).reads);
  busy.busy.set(heard.busy);
  io.drain.busy.set(busy.busy);
  io.drain.reads.set(heard.reads);
};
