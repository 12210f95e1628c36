// SPDX-License-Identifier: Apache-2.0
/**
 * Descriptor issue: asks for the descriptors of queues, in ring order, and sets aside the places where they will land.
 *
 * Split: the entries of the avail ring name the heads of chains. Heads that follow each other in the table, at the distance
 * of the first two (1 to 4 descriptors), are fetched with one read together with what lies between them, up to 512 bytes;
 * others have a read each, of as many descriptors as the last chain of the queue had. While others are on their way or wait to be
 * walked, none begins before there are places for all entries or for 512 bytes: else a queue with a long backlog would read as many as
 * the walk frees at a time. An entry outside the table stops the queue (`descriptor_index`).
 * Packed: descriptors lie in ring order. After a kick the rest of a line of 64 bytes is read; when all that was read was there,
 * the rest of a block of 512 bytes, and when that was full too, blocks one after another, each when there are places for it.
 *
 * No read crosses an aligned 512 bytes or the end of a ring, and there are never more on their way than the queue has
 * places. A queue whose function may not read now goes to the end of the list; between reads of one visit that is asked again.
 *
 * A visit of a split ring costs 9 clocks besides those of its reads: 2 a read, and one for each entry that it takes in beyond the
 * first; one of a packed ring 10 in all. Logic depth 6 LUTs at 10g.
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
  ram,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import { hostAddressBits } from '../../lib/host-bus.ts';
import { queueContexts } from '../../lib/queue-contexts.ts';
import { drainPort } from '../../lib/queue-drain.ts';
import { functionOf, queueIndex } from '../../lib/queue-number.ts';
import { queueChangeFlow, queueStates } from '../../lib/queue-state.ts';
import { workLists } from '../../lib/work-list.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { readKind } from '../../spec/host-accesses.ts';
import { stagedDescriptors } from '../../spec/virtio/mover-sizes.ts';
import { descriptorBytes } from '../../spec/virtio/virtqueue.ts';
import { errorOf } from '../queue-errors.ts';
import { runStopShape } from '../queue-shapes.ts';
import { fewOf, perBlock, smaller } from './descriptor-counts.ts';
import { beginRun, issueVisitShape, readFor, weighPlaces } from './descriptor-run.ts';
import { readNumberBits } from './descriptor-stage.ts';
import { entryFetch, entryPort, issueSettingsShape } from './entry-fetch.ts';
import {
  descriptorReadShape,
  queueFlow,
  readCountBits,
  readOf,
  stagePositionBits,
  walkViewShape,
} from './fetch-shapes.ts';

const offsetBits = Math.log2(descriptorBytes);
/** `consumed` counts entries of a split ring modulo 2^16; `kicked` says that a packed ring is to be looked at. */
const contextShape = { consumed: u(16), kicked: bit() };
/** Goes on from run to run: the next place, and the number of reads. */
const positionShape = (config: Config) => ({
  next: u(stagePositionBits(config)),
  reads: u(readNumberBits(config)),
});

const ports = (config: Config) => ({
  start: slave(flow({ queue: queueIndex(config), settings: issueSettingsShape, index: u(16) })),
  change: slave(queueChangeFlow(config)),
  doorbell: slave(queueFlow(config)),
  came: slave(queueFlow(config)),
  walked: slave(queueFlow(config)),
  allowed: input(u(config.functions)),
  walk: { queue: output(queueIndex(config)), view: input(walkViewShape(config)) },
  landed: { queue: output(queueIndex(config)), index: input(u(16)) },
  entry: entryPort(config),
  consumed: { queue: input(queueIndex(config)), index: output(u(16)) },
  position: {
    queue: input(queueIndex(config)),
    next: output(u(stagePositionBits(config))),
    reads: output(u(readNumberBits(config))),
  },
  restart: { queue: input(queueIndex(config)), next: output(u(stagePositionBits(config))) },
  progress: master(queueFlow(config)),
  request: master(stream(readOf(config, descriptorReadShape(config)))),
  stop: master(stream(runStopShape(config))),
  drain: { ...drainPort(config), reads: output(u(readNumberBits(config))) },
});
type Io = Inside<ReturnType<typeof ports>>;

/** Issuer of descriptor reads; see the header comment. */
export const descriptorIssue = (config: Config) =>
  component(
    'descriptor_issue',
    { config: config.name, functions: config.functions, hostDataBits: config.hostDataBits },
    ports(config),
    io => serve(config, io),
    { maxDepth: 6, doc: 'Descriptor issue: reads of descriptors in ring order, runs of them in one.' },
  );

const serve = (config: Config, io: Io): void => {
  const { start, stop, request, walk, landed, entry } = io;
  const places = stagedDescriptors(config);
  const states = queueStates(config, io.change);
  const { settings } = ram({
    settings: { shape: issueSettingsShape, depth: queueCount(config), kind: 'distributed' },
  });
  when(start.valid, () => settings.write(start.payload.queue, start.payload.settings));
  const { visit, context, position } = reg({
    visit: issueVisitShape(config),
    context: contextShape,
    position: positionShape(config),
  });
  const { asked } = reg({
    asked: {
      valid: bit(0),
      queue: queueIndex(config),
      address: u(hostAddressBits - offsetBits),
      read: descriptorReadShape(config),
    },
  });
  const { saves } = wire({ saves: bit() });
  const began = { consumed: start.payload.index, kicked: 1 };
  const contexts = queueContexts(
    'contexts',
    config,
    contextShape,
    { valid: start.valid, queue: start.payload.queue, word: began },
    { valid: saves, queue: visit.queue, word: context },
  );
  const never = { valid: lit(0, 1) as Val<1>, queue: visit.queue, word: position };
  const positions = queueContexts('positions', config, positionShape(config), never, {
    valid: saves,
    queue: visit.queue,
    word: position,
  });

  const { kicks, work } = inst({
    kicks: workLists(config, ['doorbell', 'start']),
    work: workLists(config, ['came', 'walked', 'again']),
  });
  connectFlow(kicks.push.doorbell, io.doorbell);
  kicks.push.start.valid.set(start.valid);
  kicks.push.start.payload.set({ queue: start.payload.queue });
  connectFlow(work.push.came, io.came);
  connectFlow(work.push.walked, io.walked);
  work.push.again.valid.set(saves.and(visit.repeats));
  work.push.again.payload.set({ queue: visit.queue });

  // What is true of the queue that is visited, a clock ago.
  const { may } = reg({ may: { read: bit(), run: bit() } });
  may.set({
    read: io.allowed.at(functionOf(config, visit.queue)),
    run: states.begins(visit.queue, visit.settings.epoch),
  });
  const room = named('room', asked.valid.not().or(request.ready));
  const { walk: seen } = visit;
  const { run } = visit;
  const { tight, weighed } = weighPlaces(visit);
  const inLine = visit.settings.packed.and(seen.level.eq(0)) as Val<1>;
  const fetch = entryFetch(entry, { queue: visit.queue, settings: visit.settings, short: inLine });
  const extended = run.total.add(run.stride.zext(readCountBits));
  const extending = named(
    'extending',
    fetch.first.valid.and(fetch.first.number.eq(run.expect)).and(extended.le(run.limit)),
  );
  // The second head says better than the last chain of the queue how long chains are.
  const { number, after } = fetch.first;
  const closer = named(
    'closer',
    fetch.first.valid
      .and(run.entries.eq(1))
      .and(after.ne(0))
      .and(after.ne(run.stride))
      .and(after.zext(readCountBits).le(run.limit)),
  );
  const wanted = named(
    'wanted',
    mux(visit.inFlight.eq(0), context.kicked.or(seen.again).or(seen.level.ne(0)), seen.level.bit(1)),
  );
  when(request.ready, () => asked.valid.set(0));
  // A kick and other work in turn: however often drivers ring, what is under way goes on.
  const mayKick = named('may_kick', work.pop.valid.not().or(visit.kick.not()));
  const kicked = named('kicked', kicks.pop.valid.and(mayKick));
  const state = fsm('state', ['rest', 'load', 'measure', 'gather', 'place', 'wrap', 'size', 'cap', 'save', 'fail'], {
    rest: goto => {
      visit.repeats.set(0);
      visit.moved.set(0);
      visit.kick.set(kicked);
      visit.queue.set(mux(kicked, kicks.pop.payload.queue, work.pop.payload.queue));
      when(kicks.pop.valid.or(work.pop.valid), () => goto('load'));
    },
    load: goto => {
      const settled = settings.read(visit.queue);
      context.set(contexts.read(visit.queue));
      position.set(positions.read(visit.queue));
      visit.settings.set(settled);
      visit.walk.set(walk.view);
      visit.waiting.set(landed.index);
      visit.live.set(states.begins(visit.queue, settled.epoch));
      goto('measure');
    },
    measure: goto => {
      const inFlight = position.next.sub(seen.position);
      visit.inFlight.set(inFlight);
      visit.free.set(lit(places, inFlight.width).sub(inFlight));
      visit.waiting.set(visit.waiting.sub(context.consumed));
      weighed.set(0);
      run.valid.set(0);
      fetch.begin(context.consumed, mux(visit.settings.packed, 0, visit.waiting.sub(context.consumed)));
      when(visit.kick, () => context.kicked.set(1));
      // A doorbell may ring in the clocks in which its queue starts: what was loaded before is not to be saved after that.
      goto('rest');
      when(visit.live, () => {
        goto('save');
        when(visit.settings.packed, () => goto('place')).elsewhen(visit.waiting.ne(context.consumed), () =>
          goto('gather'),
        );
      });
    },
    // Entries that follow one another go into one read; the one that does not begins the next.
    gather: goto => {
      when(run.valid.not(), () => {
        when(fetch.first.valid.and(weighed).and(tight.not()), () => beginRun(visit, fetch));
        when(fetch.empty.or(visit.free.eq(0)).or(weighed.and(tight)), () => goto('save'));
        when(fetch.first.valid.and(fetch.first.outside), () => goto('fail'));
      })
        .elsewhen(extending, () => {
          fetch.take();
          run.total.set(extended);
          run.entries.set(run.entries.add(1));
          run.expect.set(run.expect.add(run.stride.zext(16)));
        })
        .elsewhen(closer, () => {
          run.stride.set(after);
          run.total.set(after.zext(readCountBits));
          run.expect.set(number);
        })
        .elsewhen(fetch.first.valid.or(fetch.empty), () => {
          when(may.read.and(may.run).not(), () => {
            visit.repeats.set(may.run);
            goto('save');
          }).elsewhen(room, () => {
            asked.valid.set(1);
            asked.queue.set(visit.queue);
            asked.address.set(visit.settings.table.add(run.first.zext(visit.settings.table.width)));
            asked.read.set(readFor(config, visit, position.next));
            position.next.set(position.next.add(run.total.zext(position.next.width)));
            position.reads.set(position.reads.add(1));
            context.consumed.set(context.consumed.add(run.entries.zext(16)));
            visit.waiting.set(visit.waiting.sub(run.entries.zext(16)));
            // A read after others does not answer a kick: what they bring may be from before it.
            when(visit.inFlight.eq(0), () => context.kicked.set(0));
            visit.moved.set(1);
            visit.free.set(visit.free.sub(run.total.zext(visit.free.width)));
            visit.repeats.set(visit.settings.packed.and(seen.level.bit(1)));
            run.valid.set(0);
          });
        });
    },
    // Packed: the place in the ring after all that is on its way.
    place: goto => {
      visit.place.set(seen.ring.add(visit.inFlight.zext(16)));
      visit.whole.set(visit.settings.size.sub(visit.inFlight.zext(16)));
      goto('wrap');
      when(seen.drops.or(wanted.not()).or(visit.inFlight.ne(0).and(visit.free.lt(perBlock))), () => goto('save'));
    },
    wrap: goto => {
      when(visit.place.ge(visit.settings.size), () => visit.place.set(visit.place.sub(visit.settings.size)));
      visit.room.set(smaller(fewOf(visit.free), fewOf(visit.whole)));
      goto('size');
      when(visit.whole.eq(0), () => goto('save'));
    },
    size: goto => {
      fetch.put(visit.place);
      goto('cap');
    },
    cap: goto =>
      when(fetch.first.valid, () => {
        fetch.take();
        run.set({
          ...{ valid: 1, first: visit.place, expect: 0, limit: 0, entries: 0, stride: 1 },
          total: smaller(fetch.first.most, visit.room),
        });
        goto('gather');
      }),
    save: goto => when(start.valid.not(), () => goto('rest')),
    fail: goto => when(stop.ready, () => goto('save')),
  });
  saves.set(state.is('save').and(start.valid.not()));
  const rests = named('rests', state.is('rest'));
  kicks.pop.ready.set(rests.and(mayKick));
  work.pop.ready.set(rests.and(kicked.not()));

  walk.queue.set(visit.queue);
  landed.queue.set(visit.queue);
  io.progress.valid.set(saves.and(visit.moved).and(visit.settings.packed.not()));
  io.progress.payload.set({ queue: visit.queue });
  stop.valid.set(state.is('fail'));
  stop.payload.set({ queue: visit.queue, epoch: visit.settings.epoch, error: errorOf('descriptor_index') });
  request.valid.set(asked.valid);
  request.payload.set({
    function: functionOf(config, asked.queue),
    address: cat(asked.address, lit(0, offsetBits)),
    bytes: cat(asked.read.count, lit(0, offsetBits)),
    kind: readKind('descriptors'),
    context: pack(descriptorReadShape(config), asked.read),
  });

  io.consumed.index.set(contexts.read(io.consumed.queue).consumed);
  const told = positions.read(io.position.queue);
  io.position.next.set(told.next);
  io.position.reads.set(told.reads);
  io.restart.next.set(positions.read(io.restart.queue).next);
  const { heard, busy } = reg({ heard: bit(), busy: bit() });
  const visited = rests.not().and(visit.queue.eq(io.drain.queue));
  heard.set(visited.or(contexts.clearing));
  busy.set(heard);
  io.drain.busy.set(busy);
  io.drain.reads.set(positions.read(io.drain.queue).reads);
};
