// SPDX-License-Identifier: Apache-2.0
/**
 * Avail index reader: learns how far drivers of split rings have filled their rings.
 *
 * A doorbell, the start of a run and `look` (all that was known has been asked for) have the index read. Each queue has at most
 * one such read under way; what asks meanwhile has it read once more afterwards. With VIRTIO_F_EVENT_IDX, a read that finds
 * nothing new is followed by a write of that index to avail_event, so that the driver rings for the next buffer, and when
 * `written` says that the write is visible, by another read: a buffer that was posted before the driver could see the event is
 * found by it. Without the feature nothing is written.
 *
 * An index more than the queue size ahead of the entries that were asked for, or one that goes back, stops the queue
 * (`avail_index`), a failed read does too (`bus` or `refused`). A queue whose function may not read or write now goes to the end
 * of the list. Answers are taken within 4 clocks unless a stop or an event waits to be taken.
 *
 * One read or answer every 4 clocks. Logic depth 5 LUTs at 10g.
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
  unused,
  when,
  wire,
} from 'typescript-hdl';
import { faultBits } from '../../dma/host/host-shapes.ts';
import { hostAddressBits, laneBits } from '../../lib/host-bus.ts';
import { queueContexts } from '../../lib/queue-contexts.ts';
import { drainPort } from '../../lib/queue-drain.ts';
import { epochBits } from '../../lib/queue-epoch.ts';
import { functionOf, queueIndex } from '../../lib/queue-number.ts';
import { queueChangeFlow, queueStates } from '../../lib/queue-state.ts';
import { workList, workLists } from '../../lib/work-list.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { readKind } from '../../spec/host-accesses.ts';
import { availRing, usedRing } from '../../spec/virtio/virtqueue.ts';
import { availShape, beatOf, eventWriteShape, queueFlow, readOf } from '../fetch/fetch-shapes.ts';
import { errorOf, errorOfFault } from '../queue-errors.ts';
import { queueSizeBits, runStopShape } from '../queue-shapes.ts';

/** What comes back with an answer: `lane` is the place of the index in its beat. */
export const indexReadShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  lane: u(laneBits(config) - 1),
});

/** What is kept of a queue: `event` is the index that was last written to avail_event, if `armed`. */
const contextShape = {
  known: u(16),
  outstanding: bit(),
  again: bit(),
  armed: bit(),
  event: u(16),
  writing: bit(),
};

const settingsShape = {
  driver: u(hostAddressBits),
  device: u(hostAddressBits),
  size: u(queueSizeBits),
  packed: bit(),
  eventIndex: bit(),
  epoch: u(epochBits),
};

const ports = (config: Config) => ({
  start: slave(flow({ queue: queueIndex(config), settings: settingsShape, index: u(16) })),
  change: slave(queueChangeFlow(config)),
  doorbell: slave(queueFlow(config)),
  look: slave(queueFlow(config)),
  written: slave(queueFlow(config)),
  allowed: input(u(config.functions)),
  eventAllowed: input(u(config.functions)),
  requested: { queue: output(queueIndex(config)), index: input(u(16)) },
  known: master(flow(availShape(config))),
  request: master(stream(readOf(config, indexReadShape(config)))),
  answer: slave(stream(beatOf(config, indexReadShape(config)))),
  event: master(stream(eventWriteShape(config))),
  stop: master(stream(runStopShape(config))),
  drain: drainPort(config),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The visit of a queue: why it is visited, and copies of what is known of it. */
const visitShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  answered: bit(),
  written: bit(),
  index: u(16),
  fault: u(faultBits),
  settings: settingsShape,
  live: bit(),
  ahead: u(16),
  forward: u(16),
  allowed: bit(),
  eventAllowed: bit(),
  learnt: bit(),
  repeats: bit(),
});

/** Reader of avail indices; see the header comment. */
export const availIndex = (config: Config) =>
  component(
    'avail_index',
    { config: config.name, functions: config.functions, hostDataBits: config.hostDataBits },
    ports(config),
    io => {
      const { start } = io;
      const { settings } = ram({
        settings: { shape: settingsShape, depth: queueCount(config), kind: 'distributed' },
      });
      when(start.valid, () => settings.write(start.payload.queue, start.payload.settings));
      serve(config, io, settings);
    },
    { maxDepth: 5, doc: 'Avail index reader: one read a queue under way, avail_event written when nothing is new.' },
  );

/** The engine: answers first, then queues whose event is visible, then those with work. */
const serve = (config: Config, io: Io, settings: Ram<typeof settingsShape>): void => {
  const { start, answer, request, event, stop, known, requested, drain } = io;
  const states = queueStates(config, io.change);
  const { visit, context } = reg({ visit: visitShape(config), context: contextShape });
  const { asked, arming } = reg({
    asked: { valid: bit(0), queue: queueIndex(config), epoch: u(epochBits), address: u(hostAddressBits) },
    arming: { valid: bit(0), event: eventWriteShape(config) },
  });
  const { saves } = wire({ saves: bit() });
  const initial = { known: start.payload.index, outstanding: 0, again: 0, armed: 0, event: 0, writing: 0 };
  const contexts = queueContexts(
    'contexts',
    config,
    contextShape,
    { valid: start.valid, queue: start.payload.queue, word: initial },
    { valid: saves, queue: visit.queue, word: context },
  );
  const { work, done } = inst({
    work: workLists(config, ['doorbell', 'start', 'look', 'again']),
    done: workList(config),
  });
  connectFlow(work.push.doorbell, io.doorbell);
  connectFlow(work.push.look, io.look);
  connectFlow(done.push, io.written);
  work.push.start.valid.set(start.valid);
  work.push.start.payload.set({ queue: start.payload.queue });
  work.push.again.valid.set(saves.and(visit.repeats));
  work.push.again.payload.set({ queue: visit.queue });

  const owner = functionOf(config, visit.queue);
  const tooFar = visit.ahead.gt(visit.settings.size).or(visit.forward.gt(visit.settings.size));
  const wrong = named('wrong', visit.fault.orR().or(tooFar));
  const fresh = named('fresh', visit.forward.ne(0));
  const unseen = named('unseen', context.armed.not().or(context.event.ne(visit.index)));
  when(request.ready, () => asked.valid.set(0));
  when(event.ready, () => arming.valid.set(0));
  const state = fsm('state', ['rest', 'load', 'measure', 'decide', 'save', 'fail'], {
    rest: goto => {
      visit.learnt.set(0);
      visit.repeats.set(0);
      visit.written.set(done.pop.valid);
      visit.answered.set(answer.valid);
      const free = asked.valid.not().and(arming.valid.not());
      when(answer.valid.and(arming.valid.not()), () => {
        const read = unpack(indexReadShape(config), answer.payload.context);
        visit.queue.set(read.queue);
        visit.epoch.set(read.epoch);
        visit.index.set(answer.payload.data.dynamicSlice(read.lane, 16));
        visit.fault.set(answer.payload.fault);
        goto('load');
      }).elsewhen(free.and(done.pop.valid.or(work.pop.valid)), () => {
        visit.queue.set(mux(done.pop.valid, done.pop.payload.queue, work.pop.payload.queue));
        goto('load');
      });
    },
    load: goto => {
      const settled = settings.read(visit.queue);
      context.set(contexts.read(visit.queue));
      visit.settings.set(settled);
      visit.live.set(states.begins(visit.queue, mux(visit.answered, visit.epoch, settled.epoch)));
      goto('measure');
    },
    measure: goto => {
      visit.ahead.set(visit.index.sub(requested.index));
      visit.forward.set(visit.index.sub(context.known));
      visit.allowed.set(io.allowed.at(owner));
      visit.eventAllowed.set(io.eventAllowed.at(owner));
      when(visit.answered, () => context.outstanding.set(0));
      when(visit.written, () => context.writing.set(0));
      goto('decide');
    },
    decide: goto => {
      goto('save');
      // A doorbell may ring in the clocks in which its queue starts: what was loaded before is not to be saved after that.
      when(visit.answered.or(visit.written).or(visit.live).not(), () => goto('rest'));
      when(visit.answered, () => {
        context.again.set(0);
        when(visit.live, () => {
          visit.repeats.set(context.again);
          when(wrong, () => goto('fail'))
            .elsewhen(fresh, () => {
              context.known.set(visit.index);
              visit.learnt.set(1);
            })
            .elsewhen(visit.settings.eventIndex.and(unseen).and(context.writing.not()), () => {
              // An event that cannot be written now is tried again after another read.
              visit.repeats.set(context.again.or(visit.eventAllowed.not()));
              when(visit.eventAllowed, () => {
                context.armed.set(1);
                context.event.set(visit.index);
                context.writing.set(1);
                arming.valid.set(1);
                arming.event.set(eventOf(config, visit));
              });
            });
        });
      }).elsewhen(visit.live.and(visit.settings.packed.not()), () => {
        when(context.outstanding, () => context.again.set(1))
          .elsewhen(visit.allowed.not(), () => visit.repeats.set(1))
          .otherwise(() => {
            context.outstanding.set(1);
            context.again.set(0);
            const { epoch, driver } = visit.settings;
            asked.set({ valid: 1, queue: visit.queue, epoch, address: driver.add(availRing.idx) });
          });
      });
    },
    save: goto => when(start.valid.not(), () => goto('rest')),
    fail: goto => when(stop.ready, () => goto('save')),
  });
  saves.set(state.is('save').and(start.valid.not()));
  const rests = named('rests', state.is('rest'));
  answer.ready.set(rests.and(arming.valid.not()));
  const picks = named('picks', rests.and(answer.valid.not()).and(asked.valid.not()).and(arming.valid.not()));
  done.pop.ready.set(picks);
  work.pop.ready.set(picks.and(done.pop.valid.not()));
  unused(answer.payload.last);

  requested.queue.set(visit.queue);
  known.valid.set(saves.and(visit.learnt));
  known.payload.set({ queue: visit.queue, index: visit.index });
  stop.valid.set(state.is('fail'));
  const error = mux(visit.fault.orR(), errorOfFault(visit.fault), errorOf('avail_index'));
  stop.payload.set({ queue: visit.queue, epoch: visit.settings.epoch, error });

  request.valid.set(asked.valid);
  request.payload.set({
    function: functionOf(config, asked.queue),
    address: asked.address,
    bytes: 2,
    kind: readKind('avail_index'),
    context: pack(indexReadShape(config), {
      queue: asked.queue,
      epoch: asked.epoch,
      lane: asked.address.slice(1, laneBits(config) - 1),
    }),
  });
  event.valid.set(arming.valid);
  event.payload.set(arming.event);

  const { heard } = reg({ heard: { outstanding: bit(), busy: bit() } });
  const waiting = contexts.read(drain.queue);
  const visited = rests.not().and(visit.queue.eq(drain.queue));
  heard.outstanding.set(waiting.outstanding.or(waiting.writing));
  heard.busy.set(visited.or(contexts.clearing));
  const { busy } = reg({ busy: bit() });
  busy.set(heard.outstanding.or(heard.busy));
  drain.busy.set(busy);
};

/** avail_event lies after the last element of the used ring. */
const eventOf = (config: Config, { queue, index, settings }: Rd<ReturnType<typeof visitShape>>) => {
  const { device, size, epoch } = settings;
  const elements = cat(size, lit(0, Math.log2(usedRing.elementBytes))).zext(hostAddressBits);
  const address = device.add(elements).add(usedRing.ring);
  return { function: functionOf(config, queue), address, data: index, queue, epoch };
};
