// SPDX-License-Identifier: Apache-2.0
/**
 * Used notifier: decides after each publication whether the driver wants an interrupt, and sends it.
 *
 * When the index of a queue is in memory (`published`), the driver's wish is read and then judged, so that a driver that
 * changes its mind after it has read the index is never missed (virtio 1.x, 2.7.7 and 2.8.7):
 *
 * - Split: `flags` of the avail ring, or with EVENT_IDX `used_event`: an interrupt if it lies in what was published since
 *   the last judgement, modulo 2^16.
 * - Packed: the driver's event suppression structure: always, never, or (with EVENT_IDX) at a place of the ring. A value that
 *   says none of these counts as always.
 *
 * One read of a queue is under way at a time; what is published meanwhile is judged by another. A queue whose function may
 * not read now (`allowed`) goes to the end of the list, and what the moderator holds back is left to more publications or to its time. A read that failed stops the queue. An interrupt that is due while
 * an earlier one of its queue waits is the same; one of a queue that does not run any more is forgotten, unless `irq` shows it
 * already. `drain` counts what was
 * published and is to be read, judged or sent. Nothing waits for a driver's memory but its own queue. Eight clocks a question, 5 an answer, 3
 * an interrupt. The start-up sweep takes a clock for each queue.
 */
import {
  bit,
  cat,
  component,
  connectFlow,
  flow,
  fsm,
  type Inside,
  type InstanceOf,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  type Outside,
  output,
  type Ram,
  type Rd,
  ram,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  type Wr,
  when,
  wire,
} from 'typescript-hdl';
import { type StartUpSweep, startUpSweep } from 'typescript-hdl/lib';
import { faultBits } from '../dma/host/host-shapes.ts';
import { hostReadBeatShape, hostReadShape } from '../dma/host/read-shapes.ts';
import { eventCounts, type Happening } from '../lib/event-counts.ts';
import { wordWriteShape } from '../lib/frame-shapes.ts';
import { hostAddressBits, laneBits } from '../lib/host-bus.ts';
import { drainPort } from '../lib/queue-drain.ts';
import { epochBits } from '../lib/queue-epoch.ts';
import { functionOf, queueIndex } from '../lib/queue-number.ts';
import { type QueueStates, queueChangeFlow, queueStates } from '../lib/queue-state.ts';
import { queueWord } from '../lib/queue-word.ts';
import { workList, workLists, workShape } from '../lib/work-list.ts';
import { type Config, queueCount } from '../spec/configs.ts';
import { readKind } from '../spec/host-accesses.ts';
import { availRing } from '../spec/virtio/virtqueue.ts';
import { queueWordAddressBits } from './control/control-shapes.ts';
import { errorOfFault } from './queue-errors.ts';
import {
  interruptVectorBits,
  queueStartShape,
  ringPlaceBits,
  ringPositionShape,
  runStopShape,
} from './queue-shapes.ts';
import { interruptModerator } from './used/interrupt-moderator.ts';
import { usedStateShape } from './used-shapes.ts';

/** An interrupt to be sent. */
export const usedInterruptShape = (config: Config) => ({ queue: queueIndex(config), vector: u(interruptVectorBits) });

const ports = (config: Config) => ({
  start: slave(flow(queueStartShape(config))),
  change: slave(queueChangeFlow(config)),
  published: slave(flow(workShape(config))),
  write: slave(flow(wordWriteShape(queueWordAddressBits(config)))),
  state: { queue: output(queueIndex(config)), used: input(usedStateShape) },
  allowed: input(u(config.functions)),
  reads: master(stream(hostReadShape(config, queueIndex(config).width))),
  answers: slave(stream(hostReadBeatShape(config, queueIndex(config).width))),
  stop: master(flow(runStopShape(config))),
  irq: master(stream(usedInterruptShape(config))),
  drain: drainPort(config),
});
type Io = Inside<ReturnType<typeof ports>>;

/** What a run says of the driver's wishes. */
const wishShape = {
  address: u(hostAddressBits),
  last: u(ringPlaceBits),
  packed: bit(),
  eventIndex: bit(),
  epoch: u(epochBits),
};
type Wish = Rd<typeof wishShape>;
type Used = Rd<typeof usedStateShape>;
type Position = Rd<typeof ringPositionShape>;

/** The notifier; see the header comment. */
export const usedNotifier = (config: Config) =>
  component(
    'used_notifier',
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      hostDataBits: config.hostDataBits,
    },
    ports(config),
    io => {
      const depth = queueCount(config);
      const sweep = startUpSweep('sweep', depth);
      const { due, owed, moderator } = inst({
        due: workLists(config, ['published', 'again', 'late']),
        owed: workList(config),
        moderator: interruptModerator(config),
      });
      connectFlow(due.push.published, io.published);
      connectFlow(due.push.late, moderator.due);
      connectFlow(moderator.write, io.write);
      connectFlow(moderator.change, io.change);
      const { wishes, askedAt } = ram({
        wishes: { shape: wishShape, depth, kind: 'distributed' },
        askedAt: { shape: usedStateShape, depth, kind: 'distributed' },
      });
      keepWishes(io, wishes);
      const { question, answer } = reg({ question: questionShape(config), answer: answerShape(config) });
      const { question_asked: asks, answer_judged: judges } = wire({ question_asked: bit(), answer_judged: bit() });
      const size = { depth, bits: 1 };
      const asked = eventCounts('asked', size, sweep, { valid: asks, at: question.queue });
      const answered = eventCounts('answered', size, sweep, { valid: judges, at: answer.queue });
      const from = io.start.payload;
      const { packed: _packed, eventIndex: _event, ...features } = from.features;
      unused(from.descriptors, from.device, from.available.index, from.available.wrap, from.mergeLimit);
      unused(...Object.values(features));
      const judged = queueWord('judged', config, usedStateShape, {
        start: {
          valid: io.start.valid,
          queue: from.queue,
          value: { position: from.used, total: lit(0, ringPlaceBits) },
        },
        write: { valid: judges.and(answer.runs), queue: answer.queue, value: answer.asked },
      });
      when(asks, () => askedAt.write(question.queue, question.used));
      // Publications so far, and those that a question has looked at since the start of the run.
      const seen = { depth, bits: ringPlaceBits };
      const told = eventCounts('told', seen, sweep, { valid: io.published.valid, at: io.published.payload.queue });
      const { question_seen: looks } = wire({ question_seen: bit() });
      const looked = queueWord('looked', config, u(ringPlaceBits), {
        start: { valid: io.start.valid, queue: from.queue, value: told.read(from.queue) },
        write: { valid: looks, queue: question.queue, value: question.told },
      });
      const shared: Shared = {
        told: queue => told.read(queue),
        wish: queue => wishes.read(queue),
        states: queueStates(config, io.change),
        reading: queue => asked.read(queue).ne(answered.read(queue)) as Val<1>,
        judged,
      };
      const asking = ask(config, io, question, due.pop, moderator, shared);
      asks.set(asking.asks);
      looks.set(asking.looks);
      const judgement = judge(config, io, answer, queue => askedAt.read(queue), shared);
      judges.set(judgement.judges);
      // Both ask for another look at a queue: the one that may not ask now, and the one that judged. The former waits.
      asking.held.set(judgement.good);
      due.push.again.valid.set(asking.again.or(judgement.good));
      due.push.again.payload.set({ queue: mux(judgement.good, answer.queue, question.queue) });
      const wants = named('is_owed', judgement.good.and(answer.wants));
      owed.push.valid.set(wants);
      owed.push.payload.set({ queue: answer.queue });
      const unsent = send(config, io, owed.pop, shared, sweep, { valid: wants, at: answer.queue });

      const { found, busy } = reg({ found: { reading: bit(), unsent: bit(), asking: bit() }, busy: bit() });
      const running = shared.states.running(io.drain.queue);
      const { queue } = io.drain;
      const waits = told.read(queue).ne(looked(queue)).and(running);
      const isAsking = waits.or(asking.busy.and(question.queue.eq(queue)));
      found.set({ reading: shared.reading(queue), unsent: unsent(queue), asking: isAsking });
      busy.set(found.reading.or(found.unsent).or(found.asking));
      io.drain.busy.set(busy);
    },
    { maxDepth: 6, doc: 'Used notifier: whether the driver wants an interrupt after each publication.' },
  );

const questionShape = (config: Config) => ({
  queue: queueIndex(config),
  address: u(hostAddressBits),
  packed: bit(),
  used: usedStateShape,
  told: u(ringPlaceBits),
  runs: bit(),
  reading: bit(),
  wanted: bit(),
  epoch: u(epochBits),
  elements: u(ringPlaceBits),
  allowed: bit(),
});

const answerShape = (config: Config) => ({
  queue: queueIndex(config),
  beat: u(config.hostDataBits),
  fault: u(faultBits),
  wish: wishShape,
  asked: usedStateShape,
  old: ringPositionShape,
  runs: bit(),
  word: u(32),
  wants: bit(),
});

/** What both sides ask the RAMs. */
interface Shared {
  /** Publications of a queue so far. */
  told(queue: Val): Val;
  wish(queue: Val): Wish;
  readonly states: QueueStates;
  reading(queue: Val): Val<1>;
  judged(queue: Val): Used;
}
type Pop = Outside<ReturnType<typeof workList>['ports']>['pop'];
type Moderator = InstanceOf<ReturnType<typeof interruptModerator>>;

/** Where the driver says what it wants, and how: in `wishes` from the start of a run on. */
const keepWishes = ({ start }: Io, wishes: Ram<typeof wishShape>): void => {
  const { queue, driver, size, features, epoch } = start.payload;
  // used_event lies after the entries of the avail ring, which have 2 bytes.
  const offset = cat(size, lit(0, 1)).zext(hostAddressBits).add(availRing.ring);
  const atEvent = features.packed.not().and(features.eventIndex);
  when(start.valid, () =>
    wishes.write(queue, {
      address: driver.add(mux(atEvent, offset, 0)),
      last: size.sub(1).trunc(ringPlaceBits),
      packed: features.packed,
      eventIndex: features.eventIndex,
      epoch,
    }),
  );
};

/** Asks for the wish of one queue after the other. */
const ask = (
  config: Config,
  { reads, state, allowed }: Io,
  question: Wr<ReturnType<typeof questionShape>>,
  due: Pop,
  moderator: Moderator,
  shared: Shared,
) => {
  const { held, again, asks, looks } = wire({ held: bit(), again: bit(), asks: bit(), looks: bit() });
  const owner = functionOf(config, question.queue);
  state.queue.set(question.queue);
  due.ready.set(0);
  reads.valid.set(0);
  asks.set(0);
  looks.set(0);
  again.set(0);
  const { queue, epoch, elements } = question;
  moderator.asked.set({ queue, epoch, elements });
  const published = named('is_published', question.runs.and(elements.ne(0)));
  moderator.decided.valid.set(0);
  moderator.decided.payload.set({ waits: published.and(asks.not()) });
  const stage = fsm('asking', ['idle', 'load', 'weigh', 'see', 'offer', 'later'], {
    idle: goto => {
      due.ready.set(1);
      question.queue.set(due.payload.queue);
      when(due.valid, () => goto('load'));
    },
    load: goto => {
      const wish = shared.wish(question.queue);
      question.address.set(wish.address);
      question.packed.set(wish.packed);
      question.used.set(state.used);
      question.told.set(shared.told(question.queue));
      question.elements.set(state.used.total.sub(shared.judged(question.queue).total) as Val<16>);
      question.epoch.set(wish.epoch);
      question.runs.set(shared.states.runs(question.queue, wish.epoch));
      question.reading.set(shared.reading(question.queue));
      question.allowed.set(allowed.at(owner));
      goto('weigh');
    },
    weigh: goto => goto('see'),
    see: goto => {
      // After a read that is under way the queue is looked at again.
      question.wanted.set(published.and(question.reading.not()).and(moderator.held.not()));
      goto('offer');
    },
    offer: goto => {
      const { wanted } = question;
      reads.valid.set(wanted.and(question.allowed));
      looks.set(asks.or(published.not()));
      moderator.decided.valid.set(asks.or(wanted.and(question.allowed).not()));
      when(wanted.not(), () => goto('idle'))
        .elsewhen(question.allowed.not(), () => goto('later'))
        .elsewhen(reads.ready, () => {
          asks.set(1);
          goto('idle');
        });
    },
    later: goto => {
      again.set(1);
      when(held.not(), () => goto('idle'));
    },
  });
  const { width } = reads.payload.bytes;
  reads.payload.set({
    function: owner,
    address: question.address,
    bytes: mux(question.packed, lit(4, width), 2),
    kind: readKind('driver_events'),
    context: question.queue,
  });
  return { asks, looks, again, held, busy: stage.is('idle').not() };
};

/** Judges the answers: `judges` with each, `good` with those that count. */
const judge = (
  config: Config,
  { answers, stop }: Io,
  answer: Wr<ReturnType<typeof answerShape>>,
  askedAt: (queue: Val) => Used,
  shared: Shared,
) => {
  answers.ready.set(0);
  unused(answers.payload.last);
  const stage = fsm('judging', ['idle', 'load', 'pick', 'decide', 'tell'], {
    idle: goto => {
      answers.ready.set(1);
      answer.queue.set(answers.payload.context);
      answer.beat.set(answers.payload.data);
      answer.fault.set(answers.payload.fault);
      when(answers.valid, () => goto('load'));
    },
    load: goto => {
      const wish = shared.wish(answer.queue);
      answer.wish.set(wish);
      answer.asked.set(askedAt(answer.queue));
      answer.old.set(shared.judged(answer.queue).position);
      answer.runs.set(shared.states.runs(answer.queue, wish.epoch));
      goto('pick');
    },
    pick: goto => {
      // A word of 4 bytes, or one of 2 in its lower half, which is aligned to as many.
      const half = answer.wish.address.slice(1, laneBits(config) - 1);
      answer.word.set(answer.beat.shr(cat(half, lit(0, 4))).slice(0, 32));
      goto('decide');
    },
    decide: goto => {
      answer.wants.set(wantsInterrupt(answer.wish, answer.old, answer.asked.position, answer.word));
      goto('tell');
    },
    tell: goto => goto('idle'),
  });
  const judges = stage.is('tell');
  const failed = answer.fault.orR();
  stop.valid.set(judges.and(answer.runs).and(failed));
  stop.payload.set({ queue: answer.queue, epoch: answer.wish.epoch, error: errorOfFault(answer.fault) });
  return { judges, good: named('good', judges.and(answer.runs).and(failed.not())) };
};

/** Whether what was published from `old` to `now` is what the driver waits for. */
const wantsInterrupt = (wish: Wish, old: Position, now: Position, word: Val): Val<1> => {
  const half = word.slice(0, 16);
  const step = now.index.sub(old.index);
  const splitEvent = now.index.sub(half).sub(1).lt(step);
  const split = mux(wish.eventIndex, splitEvent, half.bit(0).not());

  const bits = ringPlaceBits + 2;
  const size = wish.last.zext(bits).add(1);
  const away = (index: Val, wrap: Val): Val =>
    index
      .zext(bits)
      .sub(old.index.zext(bits))
      .add(mux(wrap.ne(old.wrap), size, 0));
  // A place before `old` is negative, and so beyond any number of published entries.
  const event = away(half.slice(0, 15), half.bit(15));
  const inside = event.lt(away(now.index, now.wrap));
  const flags = word.slice(16, 2);
  const packed = mux(flags.eq(1), lit(0, 1), mux(flags.eq(2).and(wish.eventIndex), inside, 1));
  return mux(wish.packed, packed, split) as Val<1>;
};

/** Sends what is owed; tells whether a queue is owed an interrupt, until it is taken or forgotten. */
const send = (
  config: Config,
  { irq, start }: Io,
  owed: Pop,
  { states }: Shared,
  sweep: StartUpSweep,
  owes: Happening,
): ((queue: Val) => Val<1>) => {
  const depth = queueCount(config);
  const flag = { shape: bit(), depth, kind: 'distributed' } as const;
  const { vectors, came, went } = ram({
    vectors: { shape: { vector: u(interruptVectorBits), epoch: u(epochBits) }, depth, kind: 'distributed' },
    // They differ where an interrupt is owed.
    came: flag,
    went: flag,
  });
  const from = start.payload;
  when(start.valid, () => vectors.write(from.queue, { vector: from.vector, epoch: from.epoch }));
  const { message } = reg({ message: { queue: queueIndex(config), vector: u(interruptVectorBits), runs: bit() } });
  const { gone } = wire({ gone: bit() });
  gone.set(0);
  owed.ready.set(0);
  irq.valid.set(0);
  when(sweep.active.or(owes.valid), () =>
    came.write(mux(sweep.active, sweep.index, owes.at), mux(sweep.active, 0, went.read(owes.at).not())),
  );
  // What becomes owed in the clock in which the one before is taken stays owed.
  const both = owes.valid.and(owes.at.eq(message.queue));
  when(sweep.active.or(gone.and(both.not())), () =>
    went.write(mux(sweep.active, sweep.index, message.queue), mux(sweep.active, 0, came.read(message.queue))),
  );
  fsm('sending', ['idle', 'load', 'offer'], {
    idle: goto => {
      owed.ready.set(1);
      message.queue.set(owed.payload.queue);
      when(owed.valid, () => goto('load'));
    },
    load: goto => {
      const { vector, epoch } = vectors.read(message.queue);
      message.vector.set(vector);
      // What was owed when the one before was taken went with it.
      const isOwed = came.read(message.queue).ne(went.read(message.queue));
      message.runs.set(states.runs(message.queue, epoch).and(isOwed));
      goto('offer');
    },
    offer: goto => {
      irq.valid.set(message.runs);
      when(irq.ready.or(message.runs.not()), () => {
        gone.set(1);
        goto('idle');
      });
    },
  });
  irq.payload.set({ queue: message.queue, vector: message.vector });
  return queue => came.read(queue).ne(went.read(queue)) as Val<1>;
};
