// SPDX-License-Identifier: Apache-2.0
/**
 * Avail entry reader: fetches the entries of avail rings that drivers of split queues have filled, and keeps them until their
 * descriptors are asked for.
 *
 * A read takes the whole backlog of a queue, up to 256 entries, but ends at an aligned block of 512 bytes and at the end of the
 * ring; so a read never crosses a border of 4 KiB. Each queue has one such read under way, and the next only when less than
 * {@link fewEntries} entries of it wait, so that a queue with a long backlog costs few reads. What comes is kept in a block of the
 * queue's own: what waits for a slow function delays no other. A failed read stops the queue (`bus`
 * or `refused`). A beat is taken in a clock for each 64 bits of it, since block RAM
 * of all of its width would be nearly empty; answers also wait up to 6 clocks after the last beat of another, or for a stop.
 *
 * One read or answer every 6 clocks. Logic depth 6 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  connectFlow,
  flow,
  fsm,
  type Inside,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  output,
  pack,
  type Ram,
  type Rd,
  ram,
  reg,
  slave,
  stream,
  u,
  unpack,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import { faultBits } from '../../dma/host/host-shapes.ts';
import { beatBytes, hostAddressBits, laneBits } from '../../lib/host-bus.ts';
import { queueContexts } from '../../lib/queue-contexts.ts';
import { drainPort } from '../../lib/queue-drain.ts';
import { epochBits } from '../../lib/queue-epoch.ts';
import { functionOf, queueIndex } from '../../lib/queue-number.ts';
import { queueChangeFlow, queueStates } from '../../lib/queue-state.ts';
import { workLists } from '../../lib/work-list.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { readKind } from '../../spec/host-accesses.ts';
import { maxReadBytes, stagedEntries } from '../../spec/virtio/mover-sizes.ts';
import { availRing } from '../../spec/virtio/virtqueue.ts';
import { availShape, beatOf, queueFlow, readOf } from '../fetch/fetch-shapes.ts';
import { errorOfFault } from '../queue-errors.ts';
import { runStopShape } from '../queue-shapes.ts';

/** Waiting entries of a queue from which on no more are read. */
const fewEntries = 64;

const entryBits = availRing.elementBytes * 8;
const placeBits = Math.log2(stagedEntries);
const countBits = placeBits + 1;
const lanes = (config: Config): number => beatBytes(config) / availRing.elementBytes;
/** Beats of the block of a queue. */
const blockBeats = (config: Config): number => maxReadBytes / beatBytes(config);
const laneIndexBits = (config: Config): number => Math.log2(lanes(config));
/** Bits that are stored in a clock, the entries in them, and such parts of a beat. */
const partBits = 64;
const partLanes = partBits / entryBits;
const partsOf = (config: Config): number => config.hostDataBits / partBits;
const blockBeatBits = (config: Config): number => Math.log2(blockBeats(config));

/** What comes back with an answer: where its first beat goes in the queue's block, and its first and last lane. */
export const entryReadShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  beat: u(blockBeatBits(config)),
  first: u(laneIndexBits(config)),
  last: u(laneIndexBits(config)),
});

const settingsShape = { driver: u(hostAddressBits), mask: u(15), epoch: u(epochBits), eventIndex: bit() };
/** Entries counted modulo 2^16: those asked for, and those that came. */
const contextShape = { requested: u(16), landed: u(16), outstanding: bit() };

const ports = (config: Config) => ({
  start: slave(flow({ queue: queueIndex(config), settings: settingsShape, index: u(16) })),
  change: slave(queueChangeFlow(config)),
  known: slave(flow(availShape(config))),
  progress: slave(queueFlow(config)),
  allowed: input(u(config.functions)),
  consumed: { queue: output(queueIndex(config)), index: input(u(16)) },
  requested: { queue: input(queueIndex(config)), index: output(u(16)) },
  landed: { queue: input(queueIndex(config)), index: output(u(16)) },
  entry: { queue: input(queueIndex(config)), index: input(u(16)), number: output(u(entryBits)) },
  came: master(queueFlow(config)),
  look: master(queueFlow(config)),
  request: master(stream(readOf(config, entryReadShape(config)))),
  answer: slave(stream(beatOf(config, entryReadShape(config)))),
  stop: master(stream(runStopShape(config))),
  drain: drainPort(config),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The visit of a queue, either because its answer came or because there may be something to read. */
const visitShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  answered: bit(),
  fault: u(faultBits),
  settings: settingsShape,
  live: bit(),
  allowed: bit(),
  slot: u(15),
  left: u(16),
  live16: u(16),
  toBlock: u(countBits),
  toEnd: u(countBits),
  room: u(countBits),
  count: u(countBits),
  repeats: bit(),
  looks: bit(),
});

/** Reader of avail ring entries; see the header comment. */
export const availEntries = (config: Config) =>
  component(
    'avail_entries',
    { config: config.name, functions: config.functions, hostDataBits: config.hostDataBits },
    ports(config),
    io => {
      const depth = queueCount(config);
      const { settings, known } = ram({
        settings: { shape: settingsShape, depth, kind: 'distributed' },
        known: { shape: u(16), depth, kind: 'distributed' },
      });
      const { start } = io;
      when(start.valid, () => settings.write(start.payload.queue, start.payload.settings));
      when(start.valid.or(io.known.valid), () =>
        known.write(
          mux(start.valid, start.payload.queue, io.known.payload.queue),
          mux(start.valid, start.payload.index, io.known.payload.index),
        ),
      );
      const landing = keepEntries(config, io, settings);
      serve(config, io, { settings, known, landing });
    },
    { maxDepth: 6, doc: 'Avail entry reader: whole backlogs, up to 512 bytes a read, one read a queue under way.' },
  );

/** The end of an answer that has yet to be told to the engine. */
const landingShape = (config: Config) => ({
  valid: bit(0),
  queue: queueIndex(config),
  epoch: u(epochBits),
  fault: u(faultBits),
});
type Landing = ReturnType<typeof reg<{ landing: ReturnType<typeof landingShape> }>>['landing'];

/** Where an entry lies in the block of its queue. */
const placeOf = (driver: Val, slot: Val): Val =>
  driver
    .slice(1, placeBits)
    .add(slot.trunc(placeBits))
    .add(availRing.ring / availRing.elementBytes);

/** Writes beats to the block of their queue, part by part, and reads entries from there. */
const keepEntries = (config: Config, { answer, entry }: Io, settings: Ram<typeof settingsShape>): Landing => {
  const bits = blockBeatBits(config);
  const partIndexBits = Math.log2(partsOf(config));
  // A beat of one part needs no number for it.
  const part = partIndexBits === 0 ? undefined : reg({ part: u(partIndexBits, 0) }).part;
  const laneInPart = Math.log2(partLanes);
  const { parts } = ram({ parts: { shape: u(partBits), depth: queueCount(config) << (bits + partIndexBits) } });
  const { later, landing, lane } = reg({
    later: { some: bit(0), beat: u(bits) },
    landing: landingShape(config),
    lane: u(laneInPart),
  });
  const read = unpack(entryReadShape(config), answer.payload.context);
  const beat = mux(later.some, later.beat, read.beat);
  const asked = laneMask(config, read, later.some.not(), answer.payload.last);
  const stores = named('stores', answer.valid.and(landing.valid.not()));
  answer.ready.set(landing.valid.not().and(part?.andR() ?? 1));
  when(stores, () => {
    // Where a ring ends, its first entries lie in the same beat of the block: only lanes that were asked for are written.
    const { data } = answer.payload;
    if (part === undefined) parts.write(cat(read.queue, beat), data, asked);
    else {
      const here = asked.dynamicSlice(part, partLanes);
      parts.write(cat(read.queue, beat, part), data.dynamicSlice(part, partBits), here);
      part.set(part.add(1));
    }
  });
  when(answer.fire, () => {
    later.set({ some: answer.payload.last.not(), beat: beat.add(1) });
    landing.set({ valid: answer.payload.last, queue: read.queue, epoch: read.epoch, fault: answer.payload.fault });
  });

  const { driver, mask } = settings.read(entry.queue);
  const place = placeOf(driver, entry.index.trunc(15).and(mask));
  const found = parts.read(cat(entry.queue, place.slice(laneInPart, placeBits - laneInPart)));
  lane.set(place.trunc(laneInPart));
  entry.number.set(found.dynamicSlice(lane, entryBits));
  return landing;
};

/** Lanes of a beat that hold entries which were asked for. */
const laneMask = (
  config: Config,
  { first, last }: Rd<ReturnType<typeof entryReadShape>>,
  isFirst: Val<1>,
  isLast: Val<1>,
): Val => {
  const bits = Array.from({ length: lanes(config) }, (_, lane) =>
    isFirst
      .and(first.gt(lane))
      .or(isLast.and(last.lt(lane)))
      .not(),
  );
  return cat(...bits.reverse());
};

interface State {
  readonly settings: Ram<typeof settingsShape>;
  readonly known: Ram<ReturnType<typeof u<16>>>;
  readonly landing: Landing;
}

/** The engine: ends of answers first, then queues that may have something to read. */
const serve = (config: Config, io: Io, { settings, known, landing }: State): void => {
  const { start, stop, drain, request } = io;
  const states = queueStates(config, io.change);
  const { visit, context } = reg({ visit: visitShape(config), context: contextShape });
  const { asked } = reg({
    asked: {
      valid: bit(0),
      queue: queueIndex(config),
      epoch: u(epochBits),
      address: u(hostAddressBits),
      count: u(countBits),
    },
  });
  const { saves } = wire({ saves: bit() });
  const { index } = start.payload;
  const contexts = queueContexts(
    'contexts',
    config,
    contextShape,
    { valid: start.valid, queue: start.payload.queue, word: { requested: index, landed: index, outstanding: 0 } },
    { valid: saves, queue: visit.queue, word: context },
  );
  const { work } = inst({ work: workLists(config, ['known', 'progress', 'again']) });
  work.push.known.valid.set(io.known.valid);
  work.push.known.payload.set({ queue: io.known.payload.queue });
  connectFlow(work.push.progress, io.progress);
  work.push.again.valid.set(saves.and(visit.repeats));
  work.push.again.payload.set({ queue: visit.queue });

  when(request.ready, () => asked.valid.set(0));
  const state = fsm('state', ['rest', 'load', 'measure', 'limit', 'choose', 'decide', 'save', 'fail'], {
    rest: goto => {
      visit.repeats.set(0);
      visit.looks.set(0);
      visit.answered.set(landing.valid);
      visit.epoch.set(landing.epoch);
      visit.fault.set(landing.fault);
      visit.queue.set(mux(landing.valid, landing.queue, work.pop.payload.queue));
      when(landing.valid, () => landing.valid.set(0));
      when(landing.valid.or(work.pop.valid.and(asked.valid.not())), () => goto('load'));
    },
    load: goto => {
      const settled = settings.read(visit.queue);
      context.set(contexts.read(visit.queue));
      visit.settings.set(settled);
      visit.left.set(known.read(visit.queue));
      visit.live.set(states.begins(visit.queue, mux(visit.answered, visit.epoch, settled.epoch)));
      visit.allowed.set(io.allowed.at(functionOf(config, visit.queue)));
      goto('measure');
    },
    measure: goto => {
      visit.slot.set(context.requested.trunc(15).and(visit.settings.mask));
      visit.left.set(visit.left.sub(context.requested));
      visit.live16.set(context.requested.sub(io.consumed.index));
      when(visit.answered, () => {
        context.outstanding.set(0);
        // Of a read that failed there are no entries: nobody comes to them, however late the queue stops.
        when(visit.fault.orR().not(), () => context.landed.set(context.requested));
        visit.repeats.set(visit.left.ne(context.requested));
        goto('save');
        when(visit.live.and(visit.fault.orR()), () => goto('fail'));
      })
        // Nothing to save: the queue may be about to start.
        .elsewhen(visit.live.not().or(context.outstanding), () => goto('rest'))
        .otherwise(() => goto('limit'));
    },
    limit: goto => {
      visit.toEnd.set(atMost(visit.settings.mask.sub(visit.slot).addWide(1)));
      const place = placeOf(visit.settings.driver, visit.slot);
      visit.toBlock.set(lit(stagedEntries, countBits).sub(place.zext(countBits)));
      visit.room.set(lit(stagedEntries, countBits).sub(visit.live16.trunc(countBits)));
      goto('choose');
    },
    choose: goto => {
      visit.count.set(smaller(smaller(atMost(visit.left), visit.toEnd), smaller(visit.toBlock, visit.room)));
      goto('decide');
    },
    decide: goto => {
      goto('save');
      when(visit.count.ne(0).and(visit.live16.lt(fewEntries)), () => {
        when(visit.allowed.not(), () => visit.repeats.set(1)).otherwise(() => {
          const { driver, epoch, eventIndex } = visit.settings;
          const offset = cat(visit.slot, lit(0, 1)).zext(hostAddressBits).add(availRing.ring);
          asked.set({ valid: 1, queue: visit.queue, epoch, address: driver.add(offset), count: visit.count });
          context.requested.set(context.requested.add(visit.count.zext(16)));
          context.outstanding.set(1);
          visit.looks.set(eventIndex.and(visit.left.eq(visit.count.zext(16))));
        });
      });
    },
    save: goto => when(start.valid.not(), () => goto('rest')),
    fail: goto => when(stop.ready, () => goto('save')),
  });
  saves.set(state.is('save').and(start.valid.not()));
  const rests = named('rests', state.is('rest'));
  work.pop.ready.set(rests.and(landing.valid.not()).and(asked.valid.not()));

  io.came.valid.set(saves.and(visit.answered));
  io.came.payload.set({ queue: visit.queue });
  io.look.valid.set(saves.and(visit.looks));
  io.look.payload.set({ queue: visit.queue });
  stop.valid.set(state.is('fail'));
  stop.payload.set({ queue: visit.queue, epoch: visit.epoch, error: errorOfFault(visit.fault) });
  const firstLane = asked.address.slice(1, laneIndexBits(config));
  request.valid.set(asked.valid);
  request.payload.set({
    function: functionOf(config, asked.queue),
    address: asked.address,
    bytes: cat(asked.count, lit(0, 1)),
    kind: readKind('avail_entries'),
    context: pack(entryReadShape(config), {
      queue: asked.queue,
      epoch: asked.epoch,
      beat: asked.address.slice(laneBits(config), blockBeatBits(config)),
      first: firstLane,
      last: firstLane.add(asked.count.trunc(firstLane.width)).sub(1),
    }),
  });

  io.consumed.queue.set(visit.queue);
  io.requested.index.set(contexts.read(io.requested.queue).requested);
  io.landed.index.set(contexts.read(io.landed.queue).landed);
  const { heard, busy } = reg({ heard: bit(), busy: bit() });
  const visited = rests.not().and(visit.queue.eq(drain.queue));
  const ending = landing.valid.and(landing.queue.eq(drain.queue));
  heard.set(contexts.read(drain.queue).outstanding.or(visited).or(ending).or(contexts.clearing));
  busy.set(heard);
  drain.busy.set(busy);
};

/** A number of entries, but at most as many as a block holds. */
const atMost = (value: Val): Val =>
  mux(value.slice(placeBits, value.width - placeBits).orR(), lit(stagedEntries, countBits), value.trunc(countBits));
const smaller = (a: Val, b: Val): Val => mux(a.lt(b), a, b);
