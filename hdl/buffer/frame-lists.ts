// SPDX-License-Identifier: Apache-2.0
/**
 * Frame lists: which frames wait in each queue, oldest first, and which of them are being tried.
 *
 * - A frame in a queue has a place: the number of its first cell, or for copies of group frames a number of their own. The
 *   places of a queue are linked through a RAM, so that a queue takes no more memory than it holds frames.
 * - `append` puts a frame at the end of its queue. `select` takes the oldest provisionally and asks for its buffers with an
 *   attempt; up to 4 attempts are undecided, of any queues. `outcomes` come in the order of the attempts.
 * - `parked` takes the queue back to the frame that failed: it and those after it are the next to be selected, in a new
 *   series. An outcome of an older series than the queue's changes nothing, since its frame is back in the list already.
 *   Any other outcome ends the frame's stay: it goes to `decided`, in order.
 * - `left` tells that a frame which was decided is gone; until then its place must not be used again. `full` says, 2 clocks
 *   after `lookup`, whether the queue holds as many frames as it may: `framesPerQueue` from the wire, and half as many
 *   local ones beside them, so that neither keeps the other out. `drain.busy` says, 2 clocks after `drain.queue`, whether it holds
 *   any; frames count until they left.
 * - Under back-pressure: `select` waits while 4 attempts are undecided. `outcomes` waits for `decided`. `attempts` and
 *   `decided` keep what they offer until it is taken.
 *
 * How it works: the append side writes the link from the last place of a queue to the new one as long as the last frame has
 * not left, and also `first` of the queue when all frames before it are selected. The select side reads the link of a
 * place in the clock in which it takes it, and remembers whether there was one; if not, the next one is in `first`. Selects
 * and outcomes have alternate clocks. Each RAM has one writer; all state of queues is in LUT RAM.
 *
 * Throughput: an append a clock; a select and an outcome every 2 clocks, of one queue or of several. Latency 3 clocks from
 * `select` to `attempts`. Logic depth 4 LUTs at 10g.
 */
import {
  bit,
  component,
  connect,
  flow,
  type Inside,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  output,
  type Ram,
  type Rd,
  ram,
  reg,
  slave,
  stream,
  type UInt,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { countUpDown, fifo, startUpSweep } from 'typescript-hdl/lib';
import { queueIndex } from '../lib/queue-number.ts';
import { attemptShape, outcomeShape, seriesBits, takeBytesBits, takeOutcomes } from '../lib/take-shapes.ts';
import { parkedShape, selectShape, turnBits } from '../lib/turn-shapes.ts';
import { type Config, framesPerQueueBits, queueCount } from '../spec/configs.ts';
import { openAttempts } from '../spec/virtio/mover-sizes.ts';
import { netHeaderBytes } from '../spec/virtio/virtqueue.ts';
import { isLocalPlace, placeCount, placeIndex, queuedChainShape } from './buffer-shapes.ts';

/** Local frames that a queue may hold beside those from the wire. */
export const localFramesPerQueue = ({ framesPerQueue }: Config): number => framesPerQueue / 2;

/** A frame that was decided: what became of it, and what it holds. */
export const decidedShape = (config: Config) => ({
  queue: queueIndex(config),
  outcome: u(2),
  place: placeIndex(config),
  ...queuedChainShape(config),
});

const ports = (config: Config) => ({
  append: slave(flow({ queue: queueIndex(config), place: placeIndex(config), ...queuedChainShape(config) })),
  select: slave(stream(selectShape(config))),
  attempts: master(stream(attemptShape(config))),
  outcomes: slave(stream(outcomeShape(config))),
  parked: master(flow(parkedShape(config))),
  decided: master(stream(decidedShape(config))),
  left: slave(flow({ queue: queueIndex(config), local: bit() })),
  lookup: { queue: input(queueIndex(config)), local: input(bit()) },
  full: output(bit()),
  drain: { queue: input(queueIndex(config)), busy: output(bit()) },
});
type Io = Inside<ReturnType<typeof ports>>;

/** Where the select side of a queue is: the next place if the link to it was read, and how many frames were selected. */
const positionShape = (config: Config) => ({
  linked: bit(),
  next: placeIndex(config),
  selected: u(framesPerQueueBits(config)),
  series: u(seriesBits),
});

/** What is remembered of a frame from its select to its decision. */
const openShape = (config: Config) => ({
  queue: queueIndex(config),
  turn: u(turnBits),
  place: placeIndex(config),
  selected: u(framesPerQueueBits(config)),
  series: u(seriesBits),
  ...queuedChainShape(config),
});

/** The lists of all queues; see the header comment. */
export const frameLists = (config: Config) =>
  component(
    'frame_lists',
    {
      queues: queueCount(config),
      framesPerQueue: config.framesPerQueue,
      bufferCells: config.bufferCells,
      localBufferCells: config.localBufferCells,
    },
    ports(config),
    io => {
      const lists = listRams(config);
      const r = reg({
        selecting: bit(1),
        taken: { valid: bit(0), queue: queueIndex(config), turn: u(turnBits), place: placeIndex(config) },
        from: { selected: u(framesPerQueueBits(config)), series: u(seriesBits) },
        more: bit(),
        failed: { valid: bit(0), queue: queueIndex(config), place: placeIndex(config), turn: u(turnBits) },
        failedAt: u(framesPerQueueBits(config)),
        isCurrent: bit(),
        open: u(3, 0),
      });
      const { open, asked, settled } = inst({
        open: fifo(openShape(config), openAttempts),
        asked: fifo(attemptShape(config), openAttempts),
        settled: fifo(decidedShape(config), openAttempts),
      });
      // Outcomes come in the order of the attempts, which remember whose they are.
      const { queue: answered, series: ofSeries, buffers, pieces } = io.outcomes.payload;
      unused(open.count, asked.count, settled.count, answered, ofSeries, buffers, pieces);
      r.selecting.set(r.selecting.not());

      // First clock of a select: place and link.
      const { select } = io;
      const from = lists.positions.read(select.payload.queue);
      const place = named('place', mux(from.linked, from.next, lists.first.read(select.payload.queue)));
      const mayOpen = reg({ mayOpen: bit(0) }).mayOpen;
      select.ready.set(r.selecting.and(mayOpen).and(r.failed.valid.not()));
      r.taken.set({ valid: select.fire, queue: select.payload.queue, turn: select.payload.turn, place });
      r.from.set({ selected: from.selected, series: from.series });
      r.more.set(lists.appended.read(select.payload.queue).ne(from.selected.add(1)));
      const link = lists.links.read(place);
      const waiting = lists.frames.read(place);

      // Second clock: the queue goes on to the next place, and the attempt leaves.
      const { taken, failed } = r;
      open.up.valid.set(taken.valid);
      open.up.payload.set({
        queue: taken.queue,
        turn: taken.turn,
        place: taken.place,
        selected: r.from.selected,
        series: r.from.series,
        ...waiting,
      });
      asked.up.valid.set(taken.valid);
      asked.up.payload.set({
        queue: taken.queue,
        epoch: waiting.epoch,
        series: r.from.series,
        bytes: waiting.chain.lastOffset.zext(takeBytesBits).add(netHeaderBytes + 1),
      });
      connect(io.attempts, asked.down);

      // Whether the oldest attempt is of the series in force, found in the clock before its outcome may be taken.
      const oldest = open.down.payload;
      const series = lists.positions.read(oldest.queue).series;
      r.isCurrent.set(series.eq(oldest.series).and(failed.valid.and(failed.queue.eq(oldest.queue)).not()));
      const current = decide(io, settled.up, open.down, r.selecting.not(), r.isCurrent);
      connect(io.decided, settled.down);
      failed.valid.set(current.fails);
      failed.queue.set(oldest.queue);
      failed.turn.set(oldest.turn);
      failed.place.set(oldest.place);
      r.failedAt.set(oldest.selected);
      countUpDown(r.open, select.fire, current.ends);
      mayOpen.set(r.open.lt(openAttempts - 1).or(r.open.eq(openAttempts - 1).and(select.fire.not())));

      // A failure gives the queue back what was selected since: no select is in its second clock then.
      const at = lists.positions.read(failed.queue);
      io.parked.valid.set(failed.valid);
      io.parked.payload.set({ queue: failed.queue, frames: at.selected.sub(r.failedAt), turn: failed.turn });
      lists.movePosition(taken.valid.or(failed.valid), mux(failed.valid, failed.queue, taken.queue), {
        linked: failed.valid.or(r.more),
        next: mux(failed.valid, failed.place, link),
        selected: mux(failed.valid, r.failedAt, r.from.selected.add(1)),
        series: mux(failed.valid, at.series.add(1), r.from.series),
      });
      append(io, lists, select, taken);
      const { queue: leftQueue, local: leftLocal } = io.left.payload;
      count(lists.left, io.left.valid, leftQueue, lists.sweep);
      count(lists.localLeft, io.left.valid.and(leftLocal), leftQueue, lists.sweep);
      answer(config, io, lists);
    },
    // More than 64 queues take a multiplexer after each LUT RAM.
    {
      maxDepth: queueCount(config) <= 64 ? 4 : 5,
      doc: 'Frames waiting in each queue and attempts for their buffers, as linked lists.',
    },
  );

type Lists = ReturnType<typeof listRams>;

/** The RAMs of the lists; those of queues are cleared one queue a clock after reset. */
const listRams = (config: Config) => {
  const queues = queueCount(config);
  const places = placeCount(config);
  const ofQueue = <S>(shape: S) => ({ shape, depth: queues, kind: 'distributed' }) as const;
  const frames = u(framesPerQueueBits(config));
  const rams = ram({
    appended: ofQueue(frames),
    left: ofQueue(frames),
    localAppended: ofQueue(frames),
    localLeft: ofQueue(frames),
    last: ofQueue(placeIndex(config)),
    first: ofQueue(placeIndex(config)),
    positions: ofQueue(positionShape(config)),
    links: { shape: placeIndex(config), depth: places },
    frames: { shape: queuedChainShape(config), depth: places },
  });
  const sweep = startUpSweep('sweep', queues);
  const movePosition = (valid: Val<1>, queue: Val, to: Rd<ReturnType<typeof positionShape>>): void => {
    when(sweep.active.or(valid), () =>
      rams.positions.write(mux(sweep.active, sweep.index, queue), {
        linked: to.linked.and(sweep.active.not()),
        next: to.next,
        selected: mux(sweep.active, 0, to.selected),
        series: mux(sweep.active, 0, to.series),
      }),
    );
  };
  return { ...rams, sweep, movePosition, isLocal: (place: Val): Val<1> => isLocalPlace(config, place) };
};

/** The oldest undecided attempt. */
interface OldestOpen {
  readonly valid: Val<1>;
  readonly payload: Rd<ReturnType<typeof openShape>>;
  readonly ready: { set(value: Val<1>): void };
}

/** Judges the outcome of the oldest attempt. */
const decide = (
  { outcomes }: Io,
  decided: Inside<ReturnType<typeof ports>['decided']>,
  open: OldestOpen,
  inTurn: Val<1>,
  isCurrent: Val<1>,
) => {
  const { queue, place, epoch, verified, shared, chain } = open.payload;
  const { outcome } = outcomes.payload;
  const parks = outcome.eq(takeOutcomes.parked);
  const stays = parks.or(isCurrent.not());
  const able = inTurn.and(open.valid).and(stays.or(decided.ready));
  const ends = named('ends', able.and(outcomes.valid));
  outcomes.ready.set(able);
  open.ready.set(ends);
  decided.valid.set(inTurn.and(open.valid).and(outcomes.valid).and(stays.not()));
  decided.payload.set({ queue, outcome, place, epoch, verified, shared, chain });
  return { ends, fails: ends.and(parks).and(isCurrent) };
};

/** The append side: one clock. */
const append = (
  io: Io,
  lists: Lists,
  select: { readonly fire: Val<1>; readonly payload: { readonly queue: Val } },
  taken: { readonly valid: Val<1>; readonly queue: Val },
): void => {
  const { valid, payload } = io.append;
  const { queue, place, epoch, verified, shared, chain } = payload;
  const appended = lists.appended.read(queue);
  const { selected } = lists.positions.read(queue);
  // A select of the queue under way counts already: it has seen that there is no link.
  const under = named(
    'under_way',
    select.fire.and(select.payload.queue.eq(queue)).or(taken.valid.and(taken.queue.eq(queue))),
  );
  const allSelected = mux(under, appended.eq(selected.add(1)), appended.eq(selected));
  when(valid.and(allSelected), () => lists.first.write(queue, place));
  when(valid.and(appended.ne(lists.left.read(queue))), () => lists.links.write(lists.last.read(queue), place));
  when(valid, () => {
    lists.last.write(queue, place);
    lists.frames.write(place, { epoch, verified, shared, chain });
  });
  count(lists.appended, valid, queue, lists.sweep);
  count(lists.localAppended, valid.and(lists.isLocal(place)), queue, lists.sweep);
};

/** Counts a frame of `queue` when `valid`; the sweep clears. */
const count = (counts: Ram<UInt>, valid: Val<1>, queue: Val, sweep: Lists['sweep']): void => {
  const more = counts.read(queue).add(1);
  when(sweep.active.or(valid), () =>
    counts.write(mux(sweep.active, sweep.index, queue), mux(sweep.active, lit(0, more.width), more)),
  );
};

/** Look-ups: whether a queue is full, and whether it holds anything. */
const answer = (config: Config, { lookup, full, drain }: Io, lists: Lists): void => {
  const frames = u(framesPerQueueBits(config));
  const r = reg({
    asked: { all: frames, local: frames, isLocal: bit() },
    full: bit(),
    drained: { appended: frames, left: frames },
    busy: bit(),
  });
  const { queue } = lookup;
  r.asked.set({
    all: lists.appended.read(queue).sub(lists.left.read(queue)),
    local: lists.localAppended.read(queue).sub(lists.localLeft.read(queue)),
    isLocal: lookup.local,
  });
  const fromWire = r.asked.all.sub(r.asked.local).eq(config.framesPerQueue);
  r.full.set(mux(r.asked.isLocal, r.asked.local.eq(localFramesPerQueue(config)), fromWire));
  full.set(r.full);
  r.drained.set({ appended: lists.appended.read(drain.queue), left: lists.left.read(drain.queue) });
  r.busy.set(r.drained.appended.ne(r.drained.left));
  drain.busy.set(r.busy);
};
