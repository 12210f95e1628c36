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
 * The queue is `full` if another buffer like its latest would not fit the ring. 5 clocks an attempt, 2 more for each further
 * piece. Outcomes wait to be taken, and buffers for the segment reader; nothing waits for memory. Logic depth 6 LUTs at 10g.
 */
import {
  bit,
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
  pick,
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
import { type QueueContexts, queueContexts } from '../../lib/queue-contexts.ts';
import { epochBits } from '../../lib/queue-epoch.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { type QueueStates, queueChangeFlow, queueStates } from '../../lib/queue-state.ts';
import {
  attemptShape,
  bufferCountBits,
  outcomeShape,
  seriesBits,
  slotCountBits,
  takeBytesBits,
  takeOutcomes,
} from '../../lib/take-shapes.ts';
import { workLists } from '../../lib/work-list.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { descriptorsPerLine, maxSegmentsPerFrame } from '../../spec/virtio/mover-sizes.ts';
import { queueFlow } from '../fetch/fetch-shapes.ts';
import { positionDrainPort, queueSizeBits } from '../queue-shapes.ts';
import {
  cursorShape,
  framePieceBits,
  laneIndex,
  lineIndex,
  ownLineShape,
  pieceCountBits,
  postedShape,
  progressShape,
  takenShape,
} from './cache-shapes.ts';

const placeShape = { index: u(16), wrap: bit() };
const settingsShape = { size: u(queueSizeBits), limit: u(bufferCountBits), packed: bit() };

/** The start of a run: what the take needs of the settings, and the first entry to be taken. */
export const takeStartShape = (config: Config) => ({
  queue: queueIndex(config),
  settings: settingsShape,
  index: u(16),
  wrap: bit(),
});

/** `taken` pieces and `slots` of the ring count on from the start of the run; `seen` was published when the queue was parked. */
const contextShape = (config: Config) => ({
  entered: bit(),
  cursor: cursorShape(config),
  taken: u(pieceCountBits(config)),
  slots: u(16),
  parked: bit(),
  series: u(seriesBits),
  seen: u(pieceCountBits(config)),
});

const ports = (config: Config) => ({
  start: slave(flow(takeStartShape(config))),
  change: slave(queueChangeFlow(config)),
  attempt: slave(stream(attemptShape(config))),
  outcome: master(stream(outcomeShape(config))),
  wake: master(queueFlow(config)),
  changed: slave(queueFlow(config)),
  posted: { queue: output(queueIndex(config)), state: input(postedShape(config)) },
  postedNow: { queue: output(queueIndex(config)), state: input(progressShape(config)) },
  first: { queue: output(queueIndex(config)), line: input(lineIndex(config)) },
  next: { line: output(lineIndex(config)), following: input(lineIndex(config)) },
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

const visitShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  series: u(seriesBits),
  bytes: u(takeBytesBits),
  settings: settingsShape,
  posted: postedShape(config),
  first: lineIndex(config),
  tail: lineIndex(config),
  live: bit(),
  flushes: bit(),
  /** Complete pieces there are, and whether no more can come. */
  available: u(pieceCountBits(config)),
  closed: bit(),
  cursor: cursorShape(config),
  left: u(takeBytesBits),
  pieces: u(framePieceBits),
  used: u(framePieceBits),
  buffers: u(bufferCountBits),
  slots: u(10),
  outcome: u(2),
  parks: bit(),
});

/** The part that takes buffers; see the header comment. */
export const bufferTake = (config: Config) =>
  component(
    'buffer_take',
    { config: config.name, functions: config.functions, queuesPerFunction: config.queuesPerFunction },
    ports(config),
    io => serve(config, io),
    { maxDepth: 6, doc: 'Buffer take: which complete buffers a frame gets, or why it gets none.' },
  );

const serve = (config: Config, io: Io): void => {
  const { start, attempt, outcome, scan, flush, taken } = io;
  const states = queueStates(config, io.change);
  const { settings } = ram({
    settings: { shape: settingsShape, depth: queueCount(config), kind: 'distributed' },
  });
  when(start.valid, () => settings.write(start.payload.queue, start.payload.settings));
  const { visit, context } = reg({ visit: visitShape(config), context: contextShape(config) });
  const { told, scanned } = reg({
    told: { valid: bit(0), ...outcomeShape(config) },
    scanned: { bytes: u(takeBytesBits), ends: bit(), slots: u(slotCountBits) },
  });
  const { saves } = wire({ saves: bit() });
  // A queue that does not run keeps its context: the next run may begin at any time.
  const writes = named('writes', saves.and(visit.live));
  const from = first(config, visit, context);
  const began = {
    entered: 0,
    cursor: { line: 0, lane: 0, spent: 0 },
    taken: 0,
    slots: 0,
    parked: 0,
    series: 0,
    seen: 0,
  };
  const contexts = queueContexts(
    'contexts',
    config,
    contextShape(config),
    { valid: start.valid, queue: start.payload.queue, word: began },
    { valid: writes, queue: visit.queue, word: after(config, visit, context) },
  );
  // A queue is to be woken while `turns` and `woken` differ: a park makes them so, however many come before the wake.
  const parks = named('parks', writes.and(visit.parks));
  const { wakes } = wire({ wakes: { valid: bit(), queue: queueIndex(config), word: bit() } });
  const never = { valid: lit(0, 1) as Val<1>, queue: visit.queue, word: lit(0, 1) as Val<1> };
  const woken = queueContexts('woken', config, u(1), never, wakes);
  const turns = queueContexts('turns', config, u(1), never, {
    valid: parks,
    queue: visit.queue,
    word: woken.read(visit.queue).not(),
  });
  wakeQueues(config, io, { contexts, turns, woken, wakes, states, parks, queue: visit.queue, told });

  const sameSeries = named('same_series', context.parked.and(context.series.eq(visit.series)));
  const enough = named('enough', scanned.bytes.ge(visit.left));
  const uses = scanned.bytes.ne(0).and(visit.left.ne(0));
  const used = named('used', visit.used.add(uses.zext(7)));
  const ended = named('ended', scanned.ends);
  const lastOne = named('last_one', visit.buffers.add(1).ge(visit.settings.limit));
  const exhausted = named('exhausted', visit.pieces.add(1).zext(pieceCountBits(config)).eq(visit.available));
  const free = named('free', told.valid.not().or(outcome.ready));
  when(outcome.ready, () => told.valid.set(0));
  const code = (name: keyof typeof takeOutcomes): Val => lit(takeOutcomes[name], 2);

  /** Takes the next question, when there is room for its answer. */
  const accept = (goto: (state: 'rest' | 'load') => void): void => {
    visit.flushes.set(flush.valid);
    visit.queue.set(mux(flush.valid, flush.payload.queue, attempt.payload.queue));
    visit.tail.set(flush.payload.line);
    visit.epoch.set(attempt.payload.epoch);
    visit.series.set(attempt.payload.series);
    visit.bytes.set(attempt.payload.bytes);
    goto('rest');
    when(flush.valid.or(attempt.valid), () => goto('load'));
  };
  const state = fsm('state', ['rest', 'load', 'begin', 'look', 'sum', 'tell', 'flush'], {
    rest: goto => accept(goto),
    load: goto => {
      context.set(contexts.read(visit.queue));
      visit.settings.set(settings.read(visit.queue));
      visit.posted.set(io.posted.state);
      visit.first.set(io.first.line);
      visit.live.set(states.begins(visit.queue, visit.epoch));
      goto('begin');
    },
    begin: goto => {
      const { published, written, slots, latest } = visit.posted;
      const inRing = slots.sub(context.slots).addWide(latest.zext(16));
      const many = written.sub(context.taken).ge(maxSegmentsPerFrame);
      visit.available.set(published.sub(context.taken));
      visit.closed.set(many.or(inRing.gt(visit.settings.size.zext(17))));
      visit.cursor.set(from);
      visit.left.set(visit.bytes);
      visit.pieces.set(0);
      visit.used.set(0);
      visit.buffers.set(0);
      visit.slots.set(0);
      visit.parks.set(0);
      goto('look');
      when(published.eq(context.taken), () => {
        visit.outcome.set(code('parked'));
        visit.parks.set(1);
        goto('tell');
      });
      when(visit.live.not(), () => {
        visit.outcome.set(code('stopped'));
        visit.parks.set(0);
        goto('tell');
      });
      // Also if the queue has stopped since: the frame before it is parked, and frames go in order.
      when(sameSeries, () => {
        visit.outcome.set(code('parked'));
        visit.parks.set(0);
        goto('tell');
      });
      when(visit.flushes, () => goto('flush'));
    },
    look: goto => {
      when(visit.cursor.spent, () => {
        visit.cursor.set({ line: io.next.following, lane: 0, spent: 0 });
      });
      scanned.set({ bytes: scan.bytes, ends: scan.ends, slots: scan.slots });
      goto('sum');
    },
    sum: goto => {
      visit.left.set(mux(enough, 0, visit.left.sub(scanned.bytes)));
      visit.used.set(used);
      visit.pieces.set(visit.pieces.add(1));
      visit.cursor.lane.set(visit.cursor.lane.add(1));
      visit.cursor.spent.set(visit.cursor.lane.eq(descriptorsPerLine - 1));
      goto('look');
      when(ended, () => {
        visit.buffers.set(visit.buffers.add(1));
        visit.slots.set(visit.slots.add(scanned.slots.zext(10)));
        const tooMany = used.gt(maxSegmentsPerFrame);
        when(enough, () => {
          visit.outcome.set(mux(tooMany, code('returned'), code('granted')));
          goto('tell');
        })
          .elsewhen(lastOne.or(used.ge(maxSegmentsPerFrame)), () => {
            visit.outcome.set(code('returned'));
            goto('tell');
          })
          .elsewhen(exhausted, () => {
            visit.outcome.set(mux(visit.closed, code('returned'), code('parked')));
            visit.parks.set(visit.closed.not());
            goto('tell');
          });
      });
    },
    tell: goto => {
      when(saves, () => accept(goto));
    },
    flush: goto => when(taken.ready, () => goto('rest')),
  });
  const tells = named('tells', state.is('tell'));
  const takes = named('takes', visit.outcome.eq(code('granted')).or(visit.outcome.eq(code('returned'))));
  const goes = named('goes', tells.and(free).and(start.valid.not()));
  saves.set(goes.and(taken.ready.or(takes.not())));
  const rests = named('rests', state.is('rest'));
  const accepts = named('accepts', rests.or(saves));
  flush.ready.set(accepts);
  attempt.ready.set(accepts.and(flush.valid.not()));
  when(saves, () =>
    told.set({
      valid: 1,
      queue: visit.queue,
      series: visit.series,
      outcome: visit.outcome,
      buffers: mux(takes, visit.buffers, 0),
    }),
  );
  outcome.valid.set(told.valid);
  outcome.payload.set(pick(outcomeShape(config), told));
  taken.valid.set(goes.and(takes).or(state.is('flush')));
  taken.payload.set({
    queue: visit.queue,
    flush: visit.flushes,
    returned: visit.outcome.eq(code('returned')),
    cursor: from,
    pieces: visit.pieces,
    bytes: visit.bytes,
    last: visit.tail,
  });

  io.posted.queue.set(visit.queue);
  io.first.queue.set(visit.queue);
  // What is asked for comes a clock later. Sizes of pieces wait a clock in a register, since they lie in block RAM: a piece is
  // asked for in the clock before its line and lane are in the cursor, and the line that follows one clock before that.
  const begins = named('begins', state.is('begin'));
  const begun = mux(begins, from.line, visit.cursor.line);
  io.next.line.set(mux(state.is('load'), contexts.read(visit.queue).cursor.line, begun));
  const leaves = mux(begins, from.spent, visit.cursor.lane.eq(descriptorsPerLine - 1));
  scan.line.set(mux(leaves, io.next.following, begun));
  scan.lane.set(mux(begins, mux(from.spent, 0, from.lane), visit.cursor.lane.add(1)));
  const positionOf = movePositions(config, io, visit, saves.and(takes));
  const { heard, busy } = reg({
    heard: { busy: bit(), index: u(16), wrap: bit() },
    busy: { busy: bit(), index: u(16), wrap: bit() },
  });
  const visited = rests.not().and(visit.queue.eq(io.drain.queue));
  const telling = told.valid.and(told.queue.eq(io.drain.queue));
  heard.set({ busy: visited.or(telling).or(contexts.clearing), ...positionOf(io.drain.queue) });
  busy.set(heard);
  io.drain.busy.set(busy.busy);
  io.drain.position.set({ index: busy.index, wrap: busy.wrap });
};

/** Where the oldest piece of a queue is: at first in the first line of its list. */
const first = (
  _config: Config,
  visit: Rd<ReturnType<typeof visitShape>>,
  context: Rd<ReturnType<typeof contextShape>>,
) => {
  const { cursor, entered } = context;
  return {
    line: mux(entered, cursor.line, visit.first),
    lane: mux(entered, cursor.lane, 0),
    spent: entered.and(cursor.spent),
  };
};

/** The context after a decision: pieces that were taken, or how the queue was parked. */
const after = (
  config: Config,
  visit: Rd<ReturnType<typeof visitShape>>,
  context: Rd<ReturnType<typeof contextShape>>,
) => {
  const takes = visit.outcome.eq(takeOutcomes.granted).or(visit.outcome.eq(takeOutcomes.returned));
  const { cursor, pieces, slots, posted, parks } = visit;
  return {
    entered: context.entered.or(takes),
    cursor: mux(takes, cursor, context.cursor),
    taken: mux(takes, context.taken.add(pieces.zext(pieceCountBits(config))), context.taken),
    slots: mux(takes, context.slots.add(slots.zext(16)), context.slots),
    parked: mux(takes, lit(0, 1), context.parked.or(parks)),
    series: mux(parks, visit.series, context.series),
    seen: mux(parks, posted.published, context.seen),
  };
};

/**
 * Moves the place of the next entry to be taken: by buffers in a split ring, by descriptors in a packed one. Takes 2 clocks, in
 * which no other attempt of the queue can be decided.
 */
const movePositions = (config: Config, { start }: Io, visit: Rd<ReturnType<typeof visitShape>>, moves: Val<1>) => {
  const { moved, sum } = reg({
    moved: { valid: bit(0), queue: queueIndex(config), by: u(17), packed: bit(), size: u(queueSizeBits) },
    sum: { valid: bit(0), queue: queueIndex(config), to: u(17), wrap: bit(), packed: bit(), size: u(queueSizeBits) },
  });
  const past = sum.packed.and(sum.to.ge(sum.size.zext(17)));
  const word = { index: mux(past, sum.to.sub(sum.size.zext(17)), sum.to).trunc(16), wrap: sum.wrap.xor(past) };
  const places = queueContexts(
    'places',
    config,
    placeShape,
    {
      valid: start.valid,
      queue: start.payload.queue,
      word: { index: start.payload.index, wrap: start.payload.wrap },
    },
    { valid: sum.valid, queue: sum.queue, word },
  );
  const { packed, size } = visit.settings;
  when(start.valid.not(), () => {
    const place = places.read(moved.queue);
    sum.set({
      valid: moved.valid,
      queue: moved.queue,
      to: place.index.zext(17).add(moved.by),
      wrap: place.wrap,
      packed: moved.packed,
      size: moved.size,
    });
    const by = mux(packed, visit.slots.zext(17), visit.buffers.zext(17));
    moved.set({ valid: moves, queue: visit.queue, by, packed, size });
  });
  return (queue: Val) => places.read(queue);
};

interface Parking {
  readonly contexts: QueueContexts<ReturnType<typeof contextShape>>;
  readonly turns: QueueContexts<ReturnType<typeof u<1>>>;
  readonly woken: QueueContexts<ReturnType<typeof u<1>>>;
  readonly wakes: { set(wake: { valid: Val<1>; queue: Val; word: Val<1> }): void };
  readonly states: QueueStates;
  readonly parks: Val<1>;
  readonly queue: Val;
  readonly told: { readonly valid: Val<1>; readonly queue: Val };
}

/**
 * Tells once of each parked queue that has got buffers since it was looked at, or that runs no more. Whatever may change the
 * answer puts the queue on the list afterwards: so none is missed, and none is told of before it was parked.
 */
const wakeQueues = (
  config: Config,
  io: Io,
  { contexts, turns, woken, wakes, states, parks, queue, told }: Parking,
): void => {
  const { change, changed, wake, postedNow } = io;
  const { checks } = inst({ checks: workLists(config, ['changed', 'parked', 'change']) });
  connectFlow(checks.push.changed, changed);
  checks.push.parked.valid.set(parks);
  checks.push.parked.payload.set({ queue });
  checks.push.change.valid.set(change.valid);
  checks.push.change.payload.set({ queue: change.payload.queue });

  const { check } = reg({
    check: {
      queue: queueIndex(config),
      parked: bit(),
      turn: bit(),
      woken: bit(),
      live: bit(),
      seen: u(pieceCountBits(config)),
      taken: u(pieceCountBits(config)),
      posted: progressShape(config),
      worth: bit(),
    },
  });
  // The outcome goes first: whoever hears of a wake knows that the queue is parked.
  const untold = named('untold', told.valid.and(told.queue.eq(check.queue)));
  const state = fsm('check', ['rest', 'load', 'judge', 'tell'], {
    rest: goto => {
      check.queue.set(checks.pop.payload.queue);
      when(checks.pop.valid, () => goto('load'));
    },
    load: goto => {
      const context = contexts.read(check.queue);
      check.parked.set(context.parked);
      check.seen.set(context.seen);
      check.taken.set(context.taken);
      check.posted.set(postedNow.state);
      check.turn.set(turns.read(check.queue));
      check.woken.set(woken.read(check.queue));
      check.live.set(states.begun(check.queue).beginning);
      goto('judge');
    },
    judge: goto => {
      const { published, written } = check.posted;
      const many = written.sub(check.taken).ge(maxSegmentsPerFrame);
      // An attempt that was under way may have been granted meanwhile: what remains parked is owed its wake all the same.
      check.worth.set(published.ne(check.seen).or(many).or(check.live.not()).or(check.parked.not()));
      goto('tell');
      when(check.turn.eq(check.woken), () => goto('rest'));
    },
    tell: goto => when(untold.not(), () => goto('rest')),
  });
  const tells = named('tells_wake', state.is('tell').and(check.worth).and(untold.not()));
  wakes.set({ valid: tells, queue: check.queue, word: check.turn });
  checks.pop.ready.set(state.is('rest'));
  postedNow.queue.set(check.queue);
  wake.valid.set(tells);
  wake.payload.set({ queue: check.queue });
};
