// SPDX-License-Identifier: Apache-2.0
/**
 * Buffer take: decides which complete buffers of a queue a frame gets.
 *
 * An attempt looks at the buffers of its queue from the oldest on. With mergeable buffers it takes as many as give the bytes, up to the
 * limit of the queue and 32 pieces; without it takes one. What comes of it is told in the order of the attempts:
 * - `granted`, and the buffers go on to the segment reader.
 * - `returned`, when the frame cannot fit: one buffer or as many as may be merged are too short, or no more can come since the
 *   ring is full, or because more would be over 32 pieces (a queue with 32 pieces in the cache may get no more). Its buffers go on as well.
 * - `parked`, when buffers may still come. Other attempts of the same series are parked, too. `wake` tells once when
 *   buffers have come since, or when the queue has stopped.
 * - `stopped`, when the queue does not run, or not in the run of the attempt.
 *
 * The queue is `full` if another buffer like its latest would not fit the ring. Outcomes wait to be taken, and buffers for the
 * segment reader; nothing waits for memory.
 *
 * How it works: an attempt is asked, begun, its first piece fetched, summed up piece by piece, and told, a clock each and two for
 * each further piece. One is begun while the one before is told; if both are of one queue, it goes on from the decision that is
 * being told, and its first piece was fetched ahead. What block RAM says of a piece, or of the line after one, waits a clock in a
 * register.
 * Three clocks an attempt, 2 for one that takes on where the one before left off, 2 more for each further piece; latency 6 clocks.
 * At the first piece of a line an attempt takes up to 2 clocks more, unless it was asked at least 2 clocks before it is begun. Logic depth 5 LUTs at 10g.
 */
import {
  bit,
  component,
  flow,
  fsm,
  type Inside,
  input,
  lit,
  master,
  mux,
  named,
  output,
  pick,
  type Rd,
  ram,
  reg,
  slave,
  stream,
  u,
  type Val,
  type Wr,
  when,
} from 'typescript-hdl';
import { queueContexts } from '../../lib/queue-contexts.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { queueStates } from '../../lib/queue-state.ts';
import { attemptShape, outcomeShape, slotCountBits, takeBytesBits, takeOutcomes } from '../../lib/take-shapes.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { descriptorsPerLine, maxSegmentsPerFrame } from '../../spec/virtio/mover-sizes.ts';
import { positionDrainPort } from '../queue-shapes.ts';
import { laneIndex, lineIndex, ownLineShape, pieceCountBits, postedShape, takenShape } from './cache-shapes.ts';
import { takePlaces } from './take-places.ts';
import {
  askedShape,
  decisionShape,
  placeSettingsShape,
  type TakeContext,
  takeContextShape,
  takeSettingsShape,
  takeStartShape,
  takingShape,
  visitShape,
} from './take-states.ts';
import { wakePorts, wakeQueues } from './take-wakes.ts';

/** `next` follows the list of the attempt that is decided, `ahead` that of the one that is begun after it. */
const ports = (config: Config) => ({
  start: slave(flow(takeStartShape(config))),
  ...wakePorts(config),
  attempt: slave(stream(attemptShape(config))),
  outcome: master(stream(outcomeShape(config))),
  posted: { queue: output(queueIndex(config)), state: input(postedShape(config)) },
  first: { queue: output(queueIndex(config)), line: input(lineIndex(config)) },
  next: { line: output(lineIndex(config)), following: input(lineIndex(config)) },
  ahead: { line: output(lineIndex(config)), following: input(lineIndex(config)) },
  scan: {
    line: output(lineIndex(config)),
    lane: output(laneIndex),
    bytes: input(u(takeBytesBits)),
    ends: input(bit()),
    slots: input(u(slotCountBits)),
  },
  flush: slave(stream(ownLineShape(config))),
  taken: master(stream(takenShape(config))),
  drain: positionDrainPort(config),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The part that takes buffers; see the header comment. */
export const bufferTake = (config: Config) =>
  component(
    'buffer_take',
    { config: config.name, functions: config.functions, queuesPerFunction: config.queuesPerFunction },
    ports(config),
    io => serve(config, io),
    { maxDepth: 5, doc: 'Buffer take: which complete buffers a frame gets, or why it gets none.' },
  );

const code = (name: keyof typeof takeOutcomes): Val => lit(takeOutcomes[name], 2);

const serve = (config: Config, io: Io): void => {
  const { start, attempt, flush, scan } = io;
  const states = queueStates(config, io.change);
  const { settings } = ram({
    settings: { shape: takeSettingsShape, depth: queueCount(config), kind: 'distributed' },
  });
  when(start.valid, () => settings.write(start.payload.queue, start.payload.settings));
  const { asked, visit, done, scanned, after } = reg({
    asked: askedShape(config),
    scanned: { bytes: u(takeBytesBits), ends: bit(), slots: u(slotCountBits) },
    visit: visitShape(config),
    done: decisionShape(config),
    // The lines after `next.line` and `ahead.line` of two clocks ago, and whether the latter was the same a clock ago.
    after: { next: lineIndex(config), ahead: lineIndex(config), aheadLine: lineIndex(config), same: bit() },
  });
  const decided = contextAfter(done);
  const telling = tell(config, io, done);
  const contexts = queueContexts(
    'contexts',
    config,
    takeContextShape(config),
    {
      valid: start.valid,
      queue: start.payload.queue,
      word: { entered: 0, cursor: { line: 0, lane: 0, spent: 0 }, taken: 0, slots: 0, parked: 0, series: 0, seen: 0 },
    },
    { valid: telling.writes, queue: done.question.queue, word: decided },
  );
  wakeQueues(config, io, {
    context: queue => contexts.read(queue),
    states,
    parks: named('parks', telling.writes.and(done.parks)),
    queue: done.question.queue,
    told: telling.told,
  });

  // What was asked, a flush first.
  flush.ready.set(asked.valid.not());
  attempt.ready.set(asked.valid.not().and(flush.valid.not()));
  when(asked.valid.not(), () =>
    asked.set({
      valid: flush.valid.or(attempt.valid),
      epoch: attempt.payload.epoch,
      question: {
        flush: flush.valid,
        queue: mux(flush.valid, flush.payload.queue, attempt.payload.queue),
        tail: flush.payload.line,
        series: attempt.payload.series,
        bytes: attempt.payload.bytes,
      },
    }),
  );
  const { queue } = asked.question;
  io.posted.queue.set(queue);
  io.first.queue.set(queue);
  const found = contexts.read(queue);
  const aheadLine = oldest(found, io.first.line).line;
  io.ahead.line.set(aheadLine);
  after.set({
    next: io.next.following,
    ahead: io.ahead.following,
    aheadLine,
    same: aheadLine.eq(after.aheadLine),
  });

  const known = mux(visit.follows, decided, visit.known);
  const from = oldest(known, visit.firstLine);
  const judged = judge(config, scanned, visit);
  when(telling.leaves, () => done.valid.set(0));
  visit.fresh.set(0);
  visit.second.set(0);
  const { cursor } = visit.sum;
  // The piece after the one at hand is asked for ahead.
  scan.line.set(mux(cursor.lane.eq(descriptorsPerLine - 1), after.next, cursor.line));
  scan.lane.set(cursor.lane.add(1));
  const latch = (): void => scanned.set({ bytes: scan.bytes, ends: scan.ends, slots: scan.slots });
  /** Begins the next attempt, when the one before is decided. */
  const begin = (goto: (state: 'begin' | 'rest') => void, follows: Val<1>): void => {
    goto('rest');
    when(asked.valid, () => {
      asked.valid.set(0);
      visit.fresh.set(1);
      visit.follows.set(follows);
      visit.alone.set(follows.not());
      goto('begin');
    });
    visit.question.set(asked.question);
    visit.settings.set(settings.read(queue));
    visit.posted.set(io.posted.state);
    visit.firstLine.set(io.first.line);
    visit.live.set(states.begins(queue, asked.epoch));
    visit.known.set(found);
  };
  const state = fsm('state', ['rest', 'begin', 'fetch', 'look', 'sum'], {
    // What is told may be of the same queue; its context is not written before it leaves.
    rest: goto => when(done.valid.not(), () => begin(goto, lit(0, 1) as Val<1>)),
    begin: goto => {
      // What follows the line of the attempt before is here at once, unless that took none of its pieces. What follows the
      // line of another queue is, if that was asked for in time.
      const early = visit.fresh.and(visit.follows).and(done.takes.not());
      const late = from.spent.and(mux(visit.alone, visit.fresh.and(after.same.not()), visit.second));
      const waits = named('waits', early.or(late));
      visit.second.set(visit.fresh);
      const moves = named('moves', done.valid.not().or(telling.leaves));
      when(moves, () => {
        visit.known.set(known);
        visit.follows.set(0);
      });
      latch();
      when(moves.and(waits.not()), () => {
        goto('fetch');
        when(visit.fresh.and(visit.follows), () => goto('sum'));
      });
      const following = mux(visit.alone.and(visit.fresh.or(visit.second)), after.ahead, after.next);
      visit.from.set(from);
      measure(config, visit, known, stepped(from, following));
      scan.line.set(mux(from.spent, following, from.line));
      scan.lane.set(from.lane);
    },
    fetch: goto => {
      latch();
      goto('sum');
    },
    look: goto => {
      latch();
      visit.sum.cursor.set(stepped(visit.sum.cursor, after.next));
      goto('sum');
    },
    sum: goto => {
      visit.sum.set(judged.sum);
      goto('look');
      when(judged.decides, () => {
        const { question, settings: settled, live, known: before } = visit;
        done.set({
          ...{ valid: 1, question, settings: pick(placeSettingsShape, settled), live, known: before, from: visit.from },
          sum: pick(takingShape(config), judged.sum),
          ...{ outcome: judged.outcome, takes: judged.takes, parks: judged.parks, seen: visit.posted.published },
        });
        begin(goto, queue.eq(question.queue) as Val<1>);
      });
    },
  });
  const begins = state.is('begin');
  // The number of the next line comes a clock after that of the line.
  io.next.line.set(mux(begins, from.line, cursor.line));

  const positionOf = takePlaces(config, start, done, telling.saves.and(done.takes));
  const { heard, busy } = reg({
    heard: { busy: bit(), index: u(16), wrap: bit() },
    busy: { busy: bit(), index: u(16), wrap: bit() },
  });
  const at = io.drain.queue;
  const isAsked = asked.valid.and(queue.eq(at));
  const visited = state.is('rest').not().and(visit.question.queue.eq(at));
  const isDone = done.valid.and(done.question.queue.eq(at));
  const isTold = telling.told.valid.and(telling.told.queue.eq(at));
  const here = named('here', isAsked.or(visited).or(isDone).or(isTold));
  heard.set({ busy: here.or(contexts.clearing), ...positionOf(at) });
  busy.set(heard);
  io.drain.busy.set(busy.busy);
  io.drain.position.set({ index: busy.index, wrap: busy.wrap });
};

type Cursor = TakeContext['cursor'];
type Visit = Rd<ReturnType<typeof visitShape>>;
type Decision = Rd<ReturnType<typeof decisionShape>>;

/** Where the oldest piece of a queue is: at first in the first line of its list. */
const oldest = ({ cursor, entered }: TakeContext, firstLine: Val) => ({
  line: mux(entered, cursor.line, firstLine),
  lane: mux(entered, cursor.lane, 0),
  spent: entered.and(cursor.spent) as Val<1>,
});

/** The cursor at a piece: on from a line that is used up. The lane is 0 then. */
const stepped = ({ line, lane, spent }: { line: Val; lane: Val; spent: Val<1> }, following: Val) => ({
  line: mux(spent, following, line),
  lane,
  spent: lit(0, 1),
});

/** What the first clock finds: how much there is, and the outcomes for which no piece is looked at. */
const measure = (
  config: Config,
  visit: Wr<ReturnType<typeof visitShape>>,
  known: TakeContext,
  cursor: ReturnType<typeof stepped>,
): void => {
  const { flush, series, bytes } = visit.question;
  const { published, written, slots, latest } = visit.posted;
  const empty = named('empty', published.eq(known.taken));
  const sameSeries = named('same_series', known.parked.and(known.series.eq(series)));
  visit.available.set(published.sub(known.taken));
  visit.many.set(written.sub(known.taken).ge(maxSegmentsPerFrame));
  visit.inRing.set(slots.sub(known.slots).addWide(latest.zext(16)));
  visit.early.set(empty.or(sameSeries).or(visit.live.not()).or(flush));
  // A queue that has stopped since the frame before it was parked: that one goes first, and frames go in order.
  visit.outcome.set(mux(visit.live.or(sameSeries), code('parked'), code('stopped')));
  visit.parks.set(empty.and(visit.live).and(sameSeries.not()).and(flush.not()));
  visit.sum.set({
    cursor,
    left: bytes,
    wants: 1,
    ...{ pieces: 0, used: 0, buffers: 0, slots: 0 },
    ...{ taken: known.taken.trunc(pieceCountBits(config)), ringSlots: known.slots },
  });
};

/** What is known of a piece: its bytes, and the slots of its buffer if it ends one. */
interface Scanned {
  readonly bytes: Val;
  readonly ends: Val<1>;
  readonly slots: Val;
}

/** The piece at hand, and whether the attempt is decided with it. */
const judge = (config: Config, scan: Scanned, visit: Visit) => {
  const { sum, settings } = visit;
  const enough = named('enough', scan.bytes.ge(sum.left));
  const uses = scan.bytes.ne(0).and(sum.wants);
  const used = named('used', sum.used.add(uses.zext(7)));
  const lastOne = named('last_one', sum.buffers.add(1).ge(settings.limit));
  const exhausted = named('exhausted', sum.pieces.add(1).zext(pieceCountBits(config)).eq(visit.available));
  const closed = named('closed', visit.many.or(visit.inRing.gt(settings.size.zext(17))));
  // Whether there are as many with this one, without waiting for the sum.
  const reach = (count: number): Val<1> => sum.used.ge(count).or(uses.and(sum.used.eq(count - 1))) as Val<1>;
  const tooMany = named('too_many', reach(maxSegmentsPerFrame + 1));
  const limited = named('limited', lastOne.or(reach(maxSegmentsPerFrame)));
  const stays = named('stays', enough.or(limited).or(closed).not());
  const fits = enough.and(tooMany.not());
  const { cursor } = sum;
  return {
    decides: named('decides', visit.early.or(scan.ends.and(enough.or(limited).or(exhausted)))),
    outcome: mux(visit.early, visit.outcome, mux(stays, code('parked'), mux(fits, code('granted'), code('returned')))),
    takes: visit.early.or(stays).not(),
    parks: mux(visit.early, visit.parks, stays),
    sum: {
      cursor: {
        line: cursor.line,
        lane: cursor.lane.add(1),
        spent: cursor.lane.eq(descriptorsPerLine - 1),
      },
      left: mux(enough, 0, sum.left.sub(scan.bytes)),
      wants: enough.not(),
      pieces: sum.pieces.add(1),
      used,
      buffers: sum.buffers.add(scan.ends.zext(sum.buffers.width)),
      slots: mux(scan.ends, sum.slots.add(scan.slots.zext(sum.slots.width)), sum.slots),
      taken: sum.taken.add(1),
      ringSlots: mux(scan.ends, sum.ringSlots.add(scan.slots.zext(16)), sum.ringSlots),
    },
  };
};

/** The context after a decision: pieces that were taken, or how the queue was parked. */
const contextAfter = ({ known, takes, parks, sum, seen, question }: Decision): TakeContext =>
  ({
    entered: known.entered.or(takes),
    cursor: mux(takes, sum.cursor, known.cursor) as unknown as Cursor,
    taken: mux(takes, sum.taken, known.taken),
    slots: mux(takes, sum.ringSlots, known.slots),
    parked: mux(takes, lit(0, 1), known.parked.or(parks)),
    series: mux(parks, question.series, known.series),
    seen: mux(parks, seen, known.seen),
  }) as TakeContext;

/** Tells a decision, and hands over what it takes; `writes` in the clock in which the context of its queue is to be written. */
const tell = (config: Config, { outcome, taken, start }: Io, done: Decision) => {
  const { told } = reg({ told: { valid: bit(0), ...outcomeShape(config) } });
  const free = named('free', told.valid.not().or(outcome.ready));
  const goes = named('goes', done.valid.and(done.question.flush.not()).and(free).and(start.valid.not()));
  const saves = named('saves', goes.and(taken.ready.or(done.takes.not())));
  const flushes = done.valid.and(done.question.flush);
  when(outcome.ready, () => told.valid.set(0));
  when(saves, () =>
    told.set({
      valid: 1,
      queue: done.question.queue,
      series: done.question.series,
      outcome: done.outcome,
      buffers: mux(done.takes, done.sum.buffers, 0),
      pieces: mux(done.takes, done.sum.pieces, 0),
    }),
  );
  outcome.valid.set(told.valid);
  outcome.payload.set(pick(outcomeShape(config), told));
  taken.valid.set(goes.and(done.takes).or(flushes));
  taken.payload.set({
    queue: done.question.queue,
    flush: done.question.flush,
    returned: done.outcome.eq(takeOutcomes.returned),
    cursor: done.from,
    pieces: done.sum.pieces,
    bytes: done.question.bytes,
    last: done.question.tail,
  });
  return {
    told,
    saves,
    // A queue that does not run keeps its context: the next run may begin at any time.
    writes: named('writes', saves.and(done.live)),
    leaves: named('leaves', saves.or(flushes.and(taken.ready))),
  };
};
