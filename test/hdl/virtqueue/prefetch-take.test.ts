// SPDX-License-Identifier: Apache-2.0
/** Prefetch take: no credit is lost, whatever attempts were under way when one failed, and no frame gets a buffer of another run. */
import { Simulator } from 'typescript-hdl';
import { exceededBounds } from 'typescript-hdl/depth';
import { describe, expect, it, test } from 'vitest';
import { takeOutcomes } from '../../../hdl/lib/take-shapes.ts';
import { type Config, configs, queueCount } from '../../../hdl/spec/configs.ts';
import { openAttempts } from '../../../hdl/spec/virtio/mover-sizes.ts';
import { prefetchTake } from '../../../hdl/virtqueue/prefetch-take.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import { simulatedConfigs } from '../../support/simulated-configs.ts';

interface Attempt {
  readonly queue: number;
  readonly series: number;
  readonly epoch: number;
}

/** Probabilities of what happens in a clock. */
interface Habits {
  readonly attempt: number;
  readonly accept: number;
  readonly credit: number;
  readonly clear: number;
  readonly stop: number;
  readonly queues: readonly number[];
}

/** Prefetch take with lists of frames that are never empty: they ask in series as the frame lists do. */
class TakeBench {
  readonly sim: Simulator;
  /** Credits of each queue that no frame has got. */
  readonly credits: number[];
  counts = { granted: 0, parked: 0, stale: 0, stopped: 0, wakes: 0, paid: 0, told: 0 };
  readonly #config: Config;
  readonly #random: Random;
  readonly #series: number[];
  readonly #epochs: number[];
  readonly #asked: Attempt[] = [];
  #offered: Attempt | undefined;
  #enabled: bigint;

  constructor(config: Config, random: Random) {
    this.#config = config;
    this.#random = random;
    this.sim = new Simulator(prefetchTake(config));
    this.sim.reset();
    this.sim.step(queueCount(config) + 2);
    const perQueue = () => Array.from({ length: queueCount(config) }, () => 0);
    [this.credits, this.#series, this.#epochs] = [perQueue(), perQueue(), perQueue()];
    this.#enabled = (1n << BigInt(queueCount(config))) - 1n;
    this.sim.poke('enabled_i', this.#enabled);
    for (const queue of this.credits.keys()) {
      this.#poke('start', { queue, epoch: 0 });
      this.sim.step();
    }
    this.#poke('start', undefined);
  }

  #poke(port: string, fields: Readonly<Record<string, number>> | undefined): void {
    this.sim.poke(`${port}_valid_i`, Number(fields !== undefined));
    for (const [name, value] of Object.entries(fields ?? {})) this.sim.poke(`${port}_${name}_i`, value);
  }

  clock(habits: Habits): void {
    const random = this.#random;
    const chosen = (probability: number) => (random.chance(probability) ? random.pick(habits.queues) : undefined);
    this.#switch(chosen(habits.stop));
    const credited = chosen(habits.credit);
    const credit =
      credited !== undefined && this.credits[credited]! < this.#config.prefetchDepth ? credited : undefined;
    this.#poke('credit', credit === undefined ? undefined : { queue: credit });
    const cleared = chosen(habits.clear);
    this.#poke('clear', cleared === undefined ? undefined : { queue: cleared });
    this.#ask(habits);
    const accepts = random.chance(habits.accept);
    this.sim.poke('outcomes_ready_i', Number(accepts));
    expect(this.sim.peekNumber('wake_valid_o')).toBe(Number(credit !== undefined));
    this.counts.told += this.sim.peekNumber('granted_valid_o');
    this.counts.paid += this.sim.peekNumber('cost_valid_o');
    const taken = this.#offered !== undefined && this.sim.peekNumber('attempts_ready_o') === 1;
    if (accepts && this.sim.peekNumber('outcomes_valid_o') === 1) this.#hear();
    const told = this.sim.peekNumber('granted_valid_o') === 1 ? this.sim.peekNumber('granted_queue_o') : undefined;
    this.sim.step();
    if (told !== undefined) this.credits[told]!--;
    if (credit !== undefined) this.credits[credit]!++;
    if (cleared !== undefined) this.credits[cleared] = 0;
    if (taken) {
      this.#asked.push(this.#offered!);
      this.#offered = undefined;
    }
    expect(Math.min(...this.credits)).toBeGreaterThanOrEqual(0);
  }

  /** A queue that runs stops; one that does not begins a new run. */
  #switch(queue: number | undefined): void {
    const starts = queue !== undefined && ((this.#enabled >> BigInt(queue)) & 1n) === 0n;
    if (queue !== undefined) this.#enabled ^= 1n << BigInt(queue);
    if (starts) this.#epochs[queue] = (this.#epochs[queue]! + 1) % 256;
    this.#poke('start', starts ? { queue, epoch: this.#epochs[queue]! } : undefined);
    this.sim.poke('enabled_i', this.#enabled);
  }

  #ask({ attempt, queues }: Habits): void {
    const random = this.#random;
    const { length } = this.#asked;
    if (!this.#offered && length < openAttempts - 1 && random.chance(attempt)) {
      const queue = random.pick(queues);
      this.#offered = { queue, series: this.#series[queue]!, epoch: this.#epochs[queue]! };
    }
    const bytes = random.between(72, 1526);
    this.#poke('attempts', this.#offered && { ...this.#offered, bytes });
  }

  /** An outcome as the lists hear it: one of a series that has failed changes nothing. */
  #hear(): void {
    const attempt = this.#asked.shift();
    if (!attempt) throw new Error('an outcome that nobody asked for');
    const name = (field: string): number => this.sim.peekNumber(`outcomes_${field}_o`);
    expect({ queue: name('queue'), series: name('series') }).toEqual({ queue: attempt.queue, series: attempt.series });
    const outcome = name('outcome');
    expect(name('buffers')).toBe(Number(outcome === takeOutcomes.granted));
    if (attempt.series !== this.#series[attempt.queue]) {
      expect(outcome, 'the outcome of a frame that stays').not.toBe(takeOutcomes.granted);
      this.counts.stale++;
      return;
    }
    if (outcome === takeOutcomes.granted) this.counts.granted++;
    else if (outcome === takeOutcomes.stopped) this.counts.stopped++;
    else {
      this.counts.parked++;
      this.#series[attempt.queue] = (attempt.series + 1) % 4;
    }
  }
}

const large: Config = { ...configs['10g']!, name: 'large', functions: 64, queuesPerFunction: 4, hostDataBits: 512 };
const everyQueue = (config: Config): number[] => Array.from({ length: queueCount(config) }, (_, queue) => queue);

describe.each([...Object.entries(simulatedConfigs), ['64 x 4', large] as const])('prefetch take at %s', (_, config) => {
  const last = queueCount(config) - 1;
  const modest: Habits = { attempt: 0.9, accept: 0.6, credit: 0.4, clear: 0, stop: 0, queues: [0, last] };
  it.each([
    ['two queues', modest],
    ['one queue that is short of buffers', { ...modest, credit: 0.15, queues: [last] }],
    ['a slow listener', { ...modest, accept: 0.2, credit: 0.1 }],
    ['queues that stop and start', { ...modest, stop: 0.03 }],
    ['credits that are taken away', { ...modest, clear: 0.05 }],
  ] as const)('spends every credit on a frame that leaves: %s', (_name, habits) => {
    for (const seed of [1, 2, 3]) {
      const bench = new TakeBench(config, seededRandom(seed));
      for (let clock = 0; clock < 5000; clock++) bench.clock(habits);
      // Where every queue runs, what was given is used up.
      const drain = { ...habits, credit: 0, clear: 0, stop: 0, accept: 1 };
      const { granted } = bench.counts;
      const left = () => habits.queues.reduce((sum, queue) => sum + bench.credits[queue]!, 0);
      const [before, running] = [left(), habits.stop === 0];
      for (let clock = 0; clock < 20 * (before + 10); clock++) bench.clock(drain);
      if (running) expect(left()).toBe(0);
      const { counts } = bench;
      expect(counts.granted - granted).toBeGreaterThanOrEqual(running ? before : 0);
      // A grant is told, paid and answered once; the last may be on its way.
      for (const told of [counts.told, counts.paid]) expect(Math.abs(told - counts.granted)).toBeLessThanOrEqual(1);
      expect(Math.min(counts.granted, counts.parked, counts.stale)).toBeGreaterThan(10);
      expect(counts.stopped > 10).toBe(habits.stop > 0);
    }
  });

  it('parks all that was asked before a failure was known, though a credit came in between', () => {
    const bench = new TakeBench(config, seededRandom(1));
    const { sim } = bench;
    const outcomes: number[] = [];
    const clock = (series: number | undefined, credit = false): void => {
      sim.poke('outcomes_ready_i', 1);
      sim.poke('credit_valid_i', Number(credit));
      sim.poke('credit_queue_i', last);
      sim.poke('attempts_valid_i', Number(series !== undefined));
      sim.poke('attempts_queue_i', last);
      sim.poke('attempts_epoch_i', 0);
      sim.poke('attempts_series_i', series ?? 0);
      if (sim.peekNumber('outcomes_valid_o') === 1) outcomes.push(sim.peekNumber('outcomes_outcome_o'));
      sim.step();
    };
    clock(0);
    clock(undefined, true);
    clock(0);
    clock(0);
    clock(1);
    clock(1);
    clock(undefined);
    const { parked, granted } = takeOutcomes;
    expect(outcomes).toEqual([parked, parked, parked, granted, parked]);
  });

  test('keeps to its depth', () => expect(exceededBounds(prefetchTake(config))).toEqual([]));
});

test('the queues of one function and of all functions are told apart', () => {
  const config = configs['10g']!;
  const bench = new TakeBench(config, seededRandom(4));
  const queues = everyQueue(config);
  const habits = { attempt: 0.9, accept: 0.9, credit: 0.5, clear: 0, stop: 0, queues };
  for (let clock = 0; clock < 6000; clock++) bench.clock(habits);
  expect(bench.counts.granted).toBeGreaterThan(1000);
  for (let clock = 0; clock < 6000; clock++) bench.clock({ ...habits, credit: 0 });
  expect(bench.credits).toEqual(queues.map(() => 0));
});
