// SPDX-License-Identifier: Apache-2.0
/** Lists of frames: every queue in order, whatever is selected, fails, or ends while frames come in. */
import { Simulator } from 'typescript-hdl';
import { exceededBounds } from 'typescript-hdl/depth';
import { describe, expect, it, test } from 'vitest';
import { frameLists } from '../../../hdl/buffer/frame-lists.ts';
import { takeOutcomes } from '../../../hdl/lib/take-shapes.ts';
import { type Config, configs, copyPlaces, queueCount } from '../../../hdl/spec/configs.ts';
import { openAttempts } from '../../../hdl/spec/virtio/mover-sizes.ts';
import { netHeaderBytes } from '../../../hdl/spec/virtio/virtqueue.ts';
import { type Random, seededRandom } from '../../support/random.ts';

interface Frame {
  readonly queue: number;
  readonly place: number;
  readonly epoch: number;
  readonly head: number;
  readonly tail: number;
  readonly lastOffset: number;
}

interface Attempt {
  readonly frame: Frame;
  readonly series: number;
  readonly turn: number;
  outcome?: number;
}

interface Habits {
  readonly append: number;
  readonly select: number;
  readonly outcome: number;
  readonly accept: number;
  readonly leave: number;
  /** Probability that an attempt parks, and that it ends as something else than granted. */
  readonly parks: number;
  readonly drops: number;
  readonly queues: readonly number[];
}

/** Lists and a model of them: an array of frames for each queue, and how many of them are selected. */
class ListBench {
  readonly sim: Simulator;
  readonly waiting: Frame[][];
  readonly selected: number[];
  readonly series: number[];
  readonly held: number[];
  /** Attempts in order: selected, seen at `attempts`, undecided. */
  readonly unseen: Attempt[] = [];
  readonly undecided: Attempt[] = [];
  readonly decided: (Frame & { outcome: number })[] = [];
  readonly leaving: Frame[] = [];
  readonly free: number[];
  readonly failures: { queue: number; frames: number; turn: number }[] = [];
  counts = { appends: 0, selects: 0, parks: 0, stale: 0, ended: 0 };
  #offered: Attempt | undefined;
  readonly #config: Config;
  readonly #random: Random;

  constructor(config: Config, random: Random) {
    this.#config = config;
    this.#random = random;
    this.sim = new Simulator(frameLists(config), { powerUpSeed: 1 });
    this.sim.reset();
    this.sim.step(queueCount(config) + 2);
    const lists = () => Array.from({ length: queueCount(config) }, () => 0);
    this.waiting = lists().map(() => []);
    [this.selected, this.series, this.held] = [lists(), lists(), lists()];
    this.free = Array.from({ length: config.bufferCells + copyPlaces(config) }, (_, place) => place);
  }

  #poke(values: Readonly<Record<string, number>>): void {
    for (const [port, value] of Object.entries(values)) this.sim.poke(`${port}_i`, value);
  }

  /** One clock in which everything happens with its probability. */
  clock(habits: Habits): void {
    const random = this.#random;
    const appended = this.#offerAppend(habits);
    const select = this.#offerSelect(habits);
    const outcome = this.#offerOutcome(habits);
    const accepts = random.chance(habits.accept);
    const gone = this.leaving.length > 0 && random.chance(habits.leave) ? this.leaving[0] : undefined;
    this.#poke({
      attempts_ready: Number(random.chance(habits.accept)),
      decided_ready: Number(accepts),
      left_valid: Number(gone !== undefined),
      left_queue: gone?.queue ?? 0,
    });
    this.#seeAttempt();
    this.#seeParked();
    this.#seeDecided(accepts);
    const took = select && this.sim.peekNumber('select_ready_o') === 1;
    const answered = outcome && this.sim.peekNumber('outcomes_ready_o') === 1;
    this.sim.step();
    if (answered) this.#settle(outcome);
    if (took) this.#take(select.queue, select.turn);
    if (appended) {
      this.waiting[appended.queue]!.push(appended);
      this.held[appended.queue]!++;
      this.counts.appends++;
    }
    if (gone) {
      this.leaving.shift();
      this.held[gone.queue]!--;
      this.free.push(gone.place);
    }
  }

  #offerAppend({ append, queues }: Habits): Frame | undefined {
    const random = this.#random;
    const queue = random.pick(queues);
    const possible = this.free.length > 0 && this.held[queue]! < this.#config.framesPerQueue;
    if (!possible || !random.chance(append)) {
      this.#poke({ append_valid: 0 });
      return undefined;
    }
    // The place that came back last is the next to be used, so that every mistake in a link meets a new frame.
    const place = this.free.pop()!;
    const cell = () => random.between(0, this.#config.bufferCells - 1);
    const frame = {
      queue,
      place,
      epoch: random.between(0, 255),
      head: cell(),
      tail: cell(),
      lastOffset: random.between(59, this.#config.maxFrameBytes - 1),
    };
    this.#poke({
      append_valid: 1,
      append_queue: queue,
      append_place: place,
      append_epoch: frame.epoch,
      append_chain_head: frame.head,
      append_chain_tail: frame.tail,
      append_chain_last_offset: frame.lastOffset,
    });
    return frame;
  }

  #offerSelect({ select, queues }: Habits): { queue: number; turn: number } | undefined {
    const able = queues.filter(queue => this.selected[queue]! < this.waiting[queue]!.length);
    const chosen = able.length > 0 && this.#random.chance(select) ? this.#random.pick(able) : undefined;
    const turn = this.#random.between(0, 7);
    this.#poke({ select_valid: Number(chosen !== undefined), select_queue: chosen ?? 0, select_turn: turn });
    return chosen === undefined ? undefined : { queue: chosen, turn };
  }

  /** Answers the oldest attempt that was seen; one of a series that has failed fails too. */
  #offerOutcome({ outcome, parks, drops }: Habits): Attempt | undefined {
    const oldest = this.undecided[0];
    const random = this.#random;
    if (oldest && this.#offered !== oldest && random.chance(outcome)) {
      const { queue } = oldest.frame;
      const stale = oldest.series !== this.series[queue];
      const others = [takeOutcomes.returned, takeOutcomes.stopped];
      // It parks, or it ends as stopped when its queue stopped meanwhile; its frame stays either way.
      oldest.outcome = stale
        ? random.pick([takeOutcomes.parked, takeOutcomes.stopped])
        : random.chance(parks)
          ? takeOutcomes.parked
          : random.chance(drops)
            ? random.pick(others)
            : takeOutcomes.granted;
      this.#offered = oldest;
    }
    const offered = this.#offered;
    this.#poke({
      outcomes_valid: Number(offered !== undefined),
      outcomes_queue: offered?.frame.queue ?? 0,
      outcomes_series: offered?.series ?? 0,
      outcomes_outcome: offered?.outcome ?? 0,
    });
    return offered;
  }

  #seeAttempt(): void {
    if (this.sim.peekNumber('attempts_valid_o') === 0 || this.sim.peekNumber('attempts_ready_i') === 0) return;
    const attempt = this.unseen.shift();
    if (!attempt) throw new Error('an attempt that nobody asked for');
    const seen = Object.fromEntries(
      ['queue', 'epoch', 'series', 'bytes'].map(name => [name, this.sim.peekNumber(`attempts_${name}_o`)]),
    );
    const { queue, epoch, lastOffset } = attempt.frame;
    expect(seen).toEqual({ queue, epoch, series: attempt.series, bytes: lastOffset + 1 + netHeaderBytes });
    this.undecided.push(attempt);
  }

  #seeParked(): void {
    if (this.sim.peekNumber('parked_valid_o') === 0) return;
    const seen = Object.fromEntries(
      ['queue', 'frames', 'turn'].map(name => [name, this.sim.peekNumber(`parked_${name}_o`)]),
    );
    expect(seen).toEqual(this.failures.shift());
  }

  #seeDecided(accepts: boolean): void {
    if (this.sim.peekNumber('decided_valid_o') === 0 || !accepts) return;
    const frame = this.decided.shift();
    if (!frame) throw new Error('a frame that nobody decided on');
    const name = (field: string) => this.sim.peekNumber(`decided_${field}_o`);
    const seen = { queue: name('queue'), outcome: name('outcome'), place: name('place'), epoch: name('epoch') };
    const chain = { head: name('chain_head'), tail: name('chain_tail'), lastOffset: name('chain_last_offset') };
    expect({ ...seen, ...chain }).toEqual(frame);
    this.leaving.push(frame);
  }

  #take(queue: number, turn: number): void {
    const frame = this.waiting[queue]![this.selected[queue]!++]!;
    this.unseen.push({ frame, turn, series: this.series[queue]! });
    this.counts.selects++;
  }

  #settle(attempt: Attempt): void {
    this.#offered = undefined;
    this.undecided.shift();
    const { queue } = attempt.frame;
    if (attempt.series !== this.series[queue]) this.counts.stale++;
    else if (attempt.outcome === takeOutcomes.parked) {
      // A failure shows in the next clock; a select in between does not happen.
      this.failures.push({ queue, frames: this.selected[queue]!, turn: attempt.turn });
      this.selected[queue] = 0;
      this.series[queue] = (this.series[queue]! + 1) % 4;
      this.counts.parks++;
    } else {
      this.waiting[queue]!.shift();
      this.selected[queue]!--;
      this.decided.push({ ...attempt.frame, outcome: attempt.outcome! });
      this.counts.ended++;
    }
  }

  /** What a look-up says after 2 clocks in which nothing happens. */
  quiet(): { busy: boolean[]; full: boolean[] } {
    this.#poke({
      append_valid: 0,
      select_valid: 0,
      outcomes_valid: 0,
      attempts_ready: 0,
      decided_ready: 0,
      left_valid: 0,
    });
    this.#seeParked();
    this.sim.step(3);
    const answers = this.waiting.map((_, queue) => {
      this.#poke({ drain_queue: queue, lookup_queue: queue });
      this.sim.step(2);
      return { busy: this.sim.peekNumber('drain_busy_o') === 1, full: this.sim.peekNumber('full_o') === 1 };
    });
    return { busy: answers.map(({ busy }) => busy), full: answers.map(({ full }) => full) };
  }
}

const everyQueue = (config: Config): number[] => Array.from({ length: queueCount(config) }, (_, queue) => queue);
const large: Config = { ...configs['10g']!, name: 'large', functions: 64, queuesPerFunction: 4, hostDataBits: 512 };

describe.each([...Object.entries(configs), ['64 x 4', large] as const])('lists at %s', (_, config) => {
  const modest: Habits = {
    append: 0.3,
    select: 0.8,
    outcome: 0.7,
    accept: 0.8,
    leave: 0.5,
    parks: 0.2,
    drops: 0.2,
    queues: everyQueue(config).slice(0, 3),
  };
  it.each([
    ['few queues', modest],
    ['one queue', { ...modest, queues: [everyQueue(config).at(-1)!] }],
    ['one queue that is nearly empty', { ...modest, queues: [0], append: 0.15, leave: 1 }],
    ['every queue', { ...modest, queues: everyQueue(config) }],
    ['a slow consumer', { ...modest, accept: 0.15, leave: 0.05 }],
    ['failures most of the time', { ...modest, parks: 0.7, append: 0.1 }],
    ['appends in every clock', { ...modest, append: 1, parks: 0.05 }],
    ['a hurry', { ...modest, append: 0.5, select: 1, outcome: 1, accept: 1, leave: 1, parks: 0.03 }],
  ] as const)('keep the order of every queue: %s', (_name, habits) => {
    for (const seed of [1, 2, 3]) {
      const random = seededRandom(seed);
      const bench = new ListBench(config, random);
      for (let clock = 0; clock < 4000; clock++) {
        // Bursts and pauses, so that queues run empty and full.
        const append = Math.floor(clock / 500) % 2 === 0 ? habits.append : habits.append / 8;
        bench.clock({ ...habits, append });
      }
      const { busy, full } = bench.quiet();
      expect(busy).toEqual(bench.held.map(held => held > 0));
      expect(full).toEqual(bench.held.map(held => held === config.framesPerQueue));
      for (let clock = 0; clock < 40_000 && bench.held.some(held => held > 0); clock++) {
        bench.clock({ ...habits, append: 0, parks: habits.parks / 2, accept: 1, leave: 1 });
      }
      expect(bench.quiet().busy.some(one => one)).toBe(false);
      const { appends, ended, parks, stale } = bench.counts;
      expect(ended).toBe(appends);
      expect(Math.min(appends, parks)).toBeGreaterThan(3);
      // Among many queues, two attempts of one are seldom undecided together.
      if (habits.queues.length <= 4) expect(stale).toBeGreaterThan(3);
    }
  });

  it.each([1, 8])('select a frame every 2 clocks from %i queues', count => {
    const bench = new ListBench(config, seededRandom(9));
    const queues = everyQueue(config).slice(0, count);
    const fill = { append: 1, select: 0, outcome: 0, accept: 0, leave: 0, parks: 0, drops: 0, queues };
    for (let clock = 0; clock < 14; clock++) bench.clock(fill);
    const { selects } = bench.counts;
    for (let clock = 0; clock < 20; clock++) {
      bench.clock({ ...fill, append: 0.6, select: 1, outcome: 1, accept: 1, leave: 1 });
    }
    expect(bench.counts.selects - selects).toBeGreaterThanOrEqual(9);
  });

  it('waits while as many attempts are undecided as may be', () => {
    const bench = new ListBench(config, seededRandom(11));
    const habits = { append: 1, select: 1, outcome: 0, accept: 1, leave: 0, parks: 0, drops: 0, queues: [0, 1] };
    for (let clock = 0; clock < 60; clock++) bench.clock(habits);
    expect(bench.counts.selects).toBe(openAttempts);
  });

  test('keep to their depth', () => {
    expect(exceededBounds(frameLists(config)).map(({ depth }) => depth.levels)).toEqual([]);
  });
});
