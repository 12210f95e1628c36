// SPDX-License-Identifier: Apache-2.0
/**
 * Element rings: used elements wait here until their frame is in memory.
 *
 * Responses of a function come in order, so that each function has a ring of `elementsPerFunction` places in one block RAM, and a
 * count of its frames in memory says how many of them may go on. Frames that are given back have no data to wait for: they count
 * once their last element is here, so that a turn never ends within a frame. A function whose responses are late fills its own ring and
 * holds back nobody: `allowed` falls at `waitingElementsPerFunction`, 3 clocks after the element that did it; whoever selects
 * frames looks at it. What comes of frames that were selected before is `laterElements` at most, so that no ring overflows (if one
 * did, elements would wait).
 *
 * - Elements of a frame come no later than the last burst of the frame is offered to the write engine.
 * - A burst that failed stops its queue (`stop`). Elements of a queue that failed, does not run or is in another run are
 *   dropped, and their frame ends as the event `queue_stopped`.
 * - The others go to `released`, by whole frames, when `room` says that the queue has room for the largest: otherwise the
 *   function is passed over until its next turn. `more` says that others of its queue wait here.
 *
 * Functions take turns of up to `framesPerTurn` frames. A turn takes 1 clock if another one is due already, and each element 2 more; an
 * element comes through in 6 clocks at best. Elements and responses are taken one a clock; responses never wait. The start-up sweep takes a clock for
 * each queue; nothing is taken before.
 */
import {
  bit,
  cat,
  component,
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
  oneHotIndex,
  output,
  type Rd,
  ram,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import { roundRobinArbiter, startUpSweep } from 'typescript-hdl/lib';
import { answerDrain, belowLimit, type Happening, underWay } from '../../lib/event-counts.ts';
import { eventShape } from '../../lib/frame-shapes.ts';
import { drainPort } from '../../lib/queue-drain.ts';
import { functionOf, queueIndex } from '../../lib/queue-number.ts';
import { queueChangeFlow, queueStates } from '../../lib/queue-state.ts';
import { runFlag } from '../../lib/run-flag.ts';
import { takeBytesBits } from '../../lib/take-shapes.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { eventId } from '../../spec/events/drop-reasons.ts';
import { elementsPerFunction, waitingElementsPerFunction } from '../../spec/virtio/mover-sizes.ts';
import { netHeaderBytes } from '../../spec/virtio/virtqueue.ts';
import { errorOfFault } from '../../virtqueue/queue-errors.ts';
import { runStopShape } from '../../virtqueue/queue-shapes.ts';
import { queueElementShape, waitingElementShape } from '../../virtqueue/used-shapes.ts';
import { frameSteps, hostWriteAnswerShape } from '../host/write-shapes.ts';

/** Frames that a function may send on before another has its turn. */
const framesPerTurn = 8;

const placeBits = (config: Config): number => Math.log2(elementsPerFunction(config));
/** More frames than can have been written and not reported. */
const frameBits = (config: Config): number => placeBits(config) + 1;

const ports = (config: Config) => ({
  change: slave(queueChangeFlow(config)),
  elements: slave(stream(waitingElementShape(config))),
  answers: slave(flow(hostWriteAnswerShape(config))),
  allowed: output(u(config.functions)),
  released: master(stream({ ...queueElementShape(config), more: bit() })),
  ask: { queue: output(queueIndex(config)), room: input(bit()) },
  stop: master(flow(runStopShape(config))),
  events: master(stream(eventShape(config))),
  drain: drainPort(config),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The rings of elements whose frames are on their way; see the header comment. */
export const elementRings = (config: Config) =>
  component(
    'element_rings',
    { config: config.name, functions: config.functions, queuesPerFunction: config.queuesPerFunction },
    ports(config),
    io => {
      const { elements, answers, change, stop } = io;
      const sweep = startUpSweep('sweep', queueCount(config));
      const { leaves } = wire({
        leaves: { valid: bit(), function: u(functionBits(config)), queue: queueIndex(config) },
      });
      const owner = functionOf(config, elements.payload.queue);
      const size = { depth: config.functions, bits: placeBits(config) };
      const comes = { valid: elements.fire, at: owner };
      const goes = { valid: leaves.valid, at: leaves.function };
      const places = underWay('elements', size, sweep, comes, goes);
      io.allowed.set(belowLimit('limit', { ...size, limit: waitingElementsPerFunction(config) }, sweep, comes, goes));
      const full = places.came(owner).add(1).eq(places.went(owner));
      elements.ready.set(full.or(sweep.active).not());
      const { ring } = ram({
        ring: { shape: waitingElementShape(config), depth: config.functions * elementsPerFunction(config) },
      });
      when(elements.fire, () => ring.write(cat(owner, places.came(owner)), elements.payload));

      const failing = named('failing', answers.valid.and(answers.payload.fault.orR()));
      const failed = runFlag('failed', config, { valid: failing, queue: answers.payload.queue }, change);
      const { queue, epoch, fault } = answers.payload;
      stop.valid.set(failing);
      stop.payload.set({ queue, epoch, error: errorOfFault(fault) });
      const written = answers.valid.and(answers.payload.step.eq(frameSteps.final));

      const states = queueStates(config, change);
      const perQueue = { depth: queueCount(config), bits: placeBits(config) + 1 };
      const waiting = answerDrain(
        perQueue,
        sweep,
        io.drain,
        { valid: elements.fire, at: elements.payload.queue },
        { valid: leaves.valid, at: leaves.queue },
      );
      takeTurns(config, io, {
        sweep,
        places,
        leaves,
        read: at => ring.read(at),
        written: { valid: written, at: answers.payload.function },
        returned: { valid: elements.fire.and(elements.payload.returned).and(elements.payload.last), at: owner },
        lost: one => failed(one.queue).or(states.runs(one.queue, one.epoch).not()),
        alone: at => waiting.count(at).eq(1),
      });
    },
    { maxDepth: 5, doc: 'Element rings: used elements of each function in order, until their frames are in memory.' },
  );

const functionBits = (config: Config): number => indexWidth(config.functions);
type Element = Rd<ReturnType<typeof waitingElementShape>>;

interface Parts {
  readonly sweep: ReturnType<typeof startUpSweep>;
  readonly places: ReturnType<typeof underWay>;
  readonly leaves: { set(value: { valid: Val<1>; function: Val; queue: Val }): void };
  read(at: Val): Element;
  /** A frame of a function is in memory; a frame that has no data came to its end. */
  readonly written: Happening;
  readonly returned: Happening;
  lost(element: Element): Val<1>;
  alone(queue: Val): Val<1>;
}

/** What is known of the oldest element of the function whose turn it is. */
const headShape = (config: Config) => ({
  some: bit(),
  element: waitingElementShape(config),
  lost: bit(),
  room: bit(),
  alone: bit(),
});

/** One function after the other sends on what may go on. */
const takeTurns = (config: Config, { released, ask, events }: Io, parts: Parts): void => {
  const { places } = parts;
  const turns = u(indexWidth(framesPerTurn));
  const r = reg({
    // A bit a function: something of it may have become due.
    due: u(config.functions, 0),
    // Whose turn is next, one-hot and then as a number, while another has its turn.
    chosen: u(config.functions, 0),
    next: { valid: bit(0), function: u(functionBits(config)) },
    turn: u(functionBits(config)),
    // Frames of it in memory, and frames without data, whose elements are in the ring.
    frames: u(frameBits(config)),
    returns: u(frameBits(config)),
    left: turns,
    // In a frame that goes on, or that is dropped.
    inside: bit(0),
    dropping: bit(),
    bytes: u(takeBytesBits),
    readable: bit(0),
    head: headShape(config),
    event: { valid: bit(0), report: eventShape(config) },
  });
  const { arbiter } = inst({ arbiter: roundRobinArbiter(config.functions) });
  const { counted, acts } = wire({ counted: { written: bit(), returned: bit() }, acts: bit() });
  const size = { depth: config.functions, bits: frameBits(config) };
  const left = (valid: Val<1>): Happening => ({ valid, at: r.turn });
  const frames = underWay('frames', size, parts.sweep, parts.written, left(counted.written));
  const returns = underWay('returns', size, parts.sweep, parts.returned, left(counted.returned));
  const { head } = r;
  const { element } = head;
  const starts = named('starts', r.inside.not());
  const lost = named('lost', mux(starts, head.lost, r.dropping));
  const waits = named('waits', element.returned.not());
  const whole = named('whole', mux(waits, r.frames, r.returns).ne(0));
  const due = named('due', head.some.and(starts.not().or(whole)));
  const goesOn = named('goes_on', due.and(lost.not()).and(starts.not().or(head.room)));
  const free = r.event.valid.not().or(events.ready);
  const dropped = named('dropped', due.and(lost).and(free));

  arbiter.requests.set(r.due);
  arbiter.accept.set(r.chosen.eq(0));
  when(r.chosen.eq(0), () => {
    r.chosen.set(arbiter.grants);
  }).elsewhen(r.next.valid.not(), () => {
    r.next.set({ valid: 1, function: oneHotIndex(r.chosen, functionBits(config)) });
    r.chosen.set(0);
  });
  // What becomes due before its function leaves `chosen` is seen in the turn that then comes.
  const begun = mux(r.next.valid, 0, r.chosen);
  const { again } = wire({ again: bit() });
  again.set(0);
  const become = [parts.written, parts.returned, { valid: again, at: r.turn }].map(({ valid, at }) =>
    mux(valid, lit(1, config.functions).shl(at), 0),
  );
  r.due.set(become.reduce((all, one) => all.or(one), r.due.and(begun.not())));
  const next = places.went(r.turn).add(acts.zext(placeBits(config)));
  const entry = parts.read(cat(r.turn, next));
  // An element that is written in the clock in which its place is read does not come: it is seen in the next turn.
  r.readable.set(places.came(r.turn).ne(next));
  acts.set(0);
  released.valid.set(0);
  when(events.ready, () => r.event.valid.set(0));
  /** Goes on with the function whose turn is next. */
  const pick = (goto: (state: 'pick' | 'open') => void): void => {
    r.turn.set(r.next.function);
    goto('pick');
    when(r.next.valid, () => {
      r.next.valid.set(0);
      goto('open');
    });
  };
  fsm('state', ['pick', 'open', 'take', 'judge'], {
    pick: goto => pick(goto),
    open: goto => {
      r.frames.set(frames.count(r.turn));
      r.returns.set(returns.count(r.turn));
      r.left.set(framesPerTurn - 1);
      goto('take');
    },
    take: goto => {
      head.set({
        some: r.readable,
        element: entry,
        lost: parts.lost(entry),
        room: ask.room,
        alone: parts.alone(entry.queue),
      });
      goto('judge');
    },
    judge: goto => {
      released.valid.set(goesOn);
      acts.set(dropped.or(goesOn.and(released.ready)));
      const ends = due.not().or(starts.and(lost.not()).and(head.room.not()));
      when(ends, () => {
        again.set(due);
        pick(goto);
      });
      when(acts, () => {
        r.inside.set(element.last.not());
        r.dropping.set(lost);
        r.bytes.set(mux(starts, 0, r.bytes).add(element.bytes));
        goto('take');
      });
      when(acts.and(element.last), () => {
        r.frames.set(r.frames.sub(waits.zext(frameBits(config))));
        r.returns.set(r.returns.sub(element.returned.zext(frameBits(config))));
        r.left.set(r.left.sub(1));
        when(r.left.eq(0), () => {
          again.set(1);
          pick(goto);
        });
      });
      when(dropped.and(element.last).and(waits), () => {
        const bytes = mux(starts, 0, r.bytes).add(element.bytes).sub(netHeaderBytes);
        const { slot } = r.event.report;
        r.event.valid.set(1);
        slot.set(functionOf(config, element.queue).zext(slot.width));
        r.event.report.event.set(eventId('queue_stopped'));
        r.event.report.bytes.set(bytes.trunc(r.event.report.bytes.width));
      });
    },
  });
  const passes = acts.and(element.last);
  counted.set({ written: passes.and(waits), returned: passes.and(element.returned) });

  parts.leaves.set({ valid: acts, function: r.turn, queue: element.queue });
  ask.queue.set(entry.queue);
  const { queue, epoch, id, bytes, slots, last } = element;
  released.payload.set({ queue, epoch, id, bytes, slots, last, more: head.alone.not() });
  events.valid.set(r.event.valid);
  events.payload.set(r.event.report);
};
