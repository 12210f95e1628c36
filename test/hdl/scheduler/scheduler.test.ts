// SPDX-License-Identifier: Apache-2.0
/** Scheduler: grants exactly the frames that may go, in turn. */
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, it, test } from 'vitest';
import { scheduler } from '../../../hdl/scheduler/scheduler.ts';
import { type Config, configs, queueCount } from '../../../hdl/spec/configs.ts';
import type { Bench, StreamSink, StreamSource } from '../../../sim/bench.ts';
import { testBench } from '../../../sim/vitest.ts';
import { seededRandom } from '../../support/random.ts';
import { simulatedConfigs } from '../../support/simulated-configs.ts';

const tenGig = configs['10g'];
const numbersOf = (config: Config): number[] => Array.from({ length: queueCount(config) }, (_, queue) => queue);
const to = (queues: readonly number[]) => queues.map(queue => ({ queue }));

interface SchedulerBench {
  readonly bench: Bench;
  readonly enqueued: StreamSource;
  readonly credit: StreamSource;
  readonly clear: StreamSource;
  readonly select: StreamSink;
  enable(queues: readonly number[]): Promise<void>;
  /** Queues granted since the last call. */
  grants(): Promise<number[]>;
}

const openScheduler = async (config: Config, { idle = 0, stall = 0, seed = 1 } = {}): Promise<SchedulerBench> => {
  const bench = await testBench(emitVerilog(scheduler(config)), { seed });
  const enable = (queues: readonly number[]): Promise<void> =>
    bench.poke(
      'enabled',
      queues.reduce((mask, queue) => mask | (1n << BigInt(queue)), 0n),
    );
  await enable(numbersOf(config));
  await bench.reset();
  const select = bench.sink('select', { stall });
  return {
    bench,
    enqueued: bench.source('enqueued', { idle }),
    credit: bench.source('credit', { idle }),
    clear: bench.source('clear', { idle }),
    select,
    enable,
    grants: async () => (await select.received()).map(({ transfer }) => Number(transfer.queue)),
  };
};

describe.each(Object.entries(simulatedConfigs))('the scheduler at %s', (_, config) => {
  it.each([
    { idle: 0, stall: 0 },
    { idle: 0.6, stall: 0.5 },
  ])('grants what has a frame and a credit, no more, with idle $idle and stall $stall', async options => {
    const s = await openScheduler(config, { ...options, seed: 5 });
    const random = seededRandom(5);
    const frames = numbersOf(config).map(() => 0);
    const credits = numbersOf(config).map(() => 0);
    for (let round = 0; round < 60; round++) {
      const enqueue = Array.from({ length: random.between(0, 40) }, () => random.pick(numbersOf(config)));
      const give = Array.from({ length: random.between(0, 40) }, () => random.pick(numbersOf(config)));
      const within = (queues: number[], counts: number[], most: number): number[] =>
        queues.filter(queue => counts[queue]! < most && ++counts[queue]!);
      s.enqueued.send(to(within(enqueue, frames, config.framesPerQueue)));
      s.credit.send(to(within(give, credits, config.prefetchDepth)));
      await s.bench.run(300);
      for (const queue of await s.grants()) {
        frames[queue]! -= 1;
        credits[queue]! -= 1;
      }
      // Whatever may go has gone, and nothing else.
      for (const queue of numbersOf(config)) expect(Math.min(frames[queue]!, credits[queue]!)).toBe(0);
    }
  });

  it('counts to the limits of both counters', async () => {
    const s = await openScheduler(config, { stall: 1 });
    const full = (queue: number, count: number) => to(Array.from({ length: count }, () => queue));
    s.enqueued.send(full(1, config.framesPerQueue));
    await s.bench.run(config.framesPerQueue + 20);
    s.credit.send(full(1, config.prefetchDepth));
    await s.bench.run(config.prefetchDepth + 20);
    s.select.setStall(0);
    const most = Math.min(config.framesPerQueue, config.prefetchDepth);
    await s.bench.run(4 * most + 40);
    expect((await s.grants()).length).toBe(most);
  });

  it('lets the frames of disabled queues go without a credit', async () => {
    const s = await openScheduler(config);
    await s.enable([1]);
    s.enqueued.send(to([0, 0, 1, 1, 0]));
    await s.bench.run(60);
    expect(await s.grants()).toEqual([0, 0, 0]);
    // It spends none of the credits that it has either.
    s.credit.send(to([0, 0]));
    s.enqueued.send(to([0, 0, 0]));
    await s.bench.run(60);
    expect(await s.grants()).toEqual([0, 0, 0]);
    s.enqueued.send(to([0, 0, 0]));
    await s.enable([0, 1]);
    await s.bench.run(60);
    expect(await s.grants()).toEqual([0, 0]);
  });

  it('forgets the credits of a queue on clear, and those of no other', async () => {
    const s = await openScheduler(config);
    s.credit.send(to([0, 1, 0, 1]));
    await s.bench.run(20);
    s.clear.send(to([0]));
    await s.bench.run(20);
    s.enqueued.send(to([0, 1, 0, 1]));
    await s.bench.run(40);
    expect(await s.grants()).toEqual([1, 1]);
    s.credit.send(to([0]));
    await s.bench.run(20);
    expect(await s.grants()).toEqual([0]);
  });

  it('forgets everything on reset', async () => {
    const s = await openScheduler(config);
    s.enqueued.send(to([0, 1, 1]));
    await s.bench.run(20);
    await s.bench.reset();
    s.credit.send(to([0, 0, 1, 1]));
    await s.bench.run(20);
    await s.bench.reset();
    s.enqueued.send(to([0, 1, 1]));
    await s.bench.run(40);
    expect(await s.grants()).toEqual([]);
  });
});

test('queues with work take turns', async () => {
  const s = await openScheduler(tenGig, { stall: 1 });
  const busy = [1, 2, 7, 12, 15];
  s.enqueued.send(to(busy.flatMap(queue => Array.from({ length: 20 }, () => queue))));
  s.credit.send(to(busy.flatMap(queue => Array.from({ length: 20 }, () => queue))));
  await s.bench.run(200);
  s.select.setStall(0);
  await s.bench.run(400);
  const grants = await s.grants();
  expect(grants).toHaveLength(100);
  // The first grants were made while not all queues had work yet, and in the end they run out of it.
  for (let i = 2; i < 95; i++) {
    expect(grants.slice(i, i + busy.length).sort((a, b) => a - b)).toEqual(busy);
  }
});

test('a queue that comes back after a pause waits for one turn of the others at most', async () => {
  const s = await openScheduler(tenGig);
  const flood = Array.from({ length: 60 }, (_, i) => i % 3);
  s.credit.send(to([...flood, 9, 9, 9]));
  s.enqueued.send(to(flood));
  await s.bench.run(70);
  const before = (await s.grants()).length;
  s.enqueued.send(to([9]));
  await s.bench.run(140);
  const after = await s.grants();
  expect(before).toBeGreaterThan(20);
  expect(after.indexOf(9)).toBeGreaterThanOrEqual(0);
  // Up to 3 grants were under way before the frame counted.
  expect(after.indexOf(9)).toBeLessThan(3 + 3);
});

test('grants follow each other every 2 clocks, from one queue every 3', async () => {
  const clocksFor = async (queues: readonly number[]): Promise<number> => {
    const s = await openScheduler(tenGig);
    s.credit.send(to(queues));
    await s.bench.run(60);
    s.enqueued.send(to(queues));
    await s.bench.run(300);
    const cycles = (await s.select.received()).map(record => record.cycle);
    expect(cycles).toHaveLength(queues.length);
    return (cycles.at(-1)! - cycles[9]!) / (cycles.length - 10);
  };
  expect(await clocksFor(Array.from({ length: 40 }, (_, i) => i % 8))).toBe(2);
  expect(await clocksFor(Array.from({ length: 40 }, () => 3))).toBe(3);
});

test('a grant shows 4 clocks after the frame or the credit that allowed it', async () => {
  const s = await openScheduler(tenGig);
  s.credit.send(to([5]));
  await s.bench.run(10);
  s.enqueued.send(to([5, 5]));
  await s.bench.run(20);
  const [enqueued] = await s.enqueued.acceptedCycles();
  s.credit.send(to([5]));
  await s.bench.run(20);
  const credited = (await s.credit.acceptedCycles()).at(-1)!;
  const cycles = (await s.select.received()).map(record => record.cycle);
  expect(cycles).toEqual([enqueued! + 4, credited + 4]);
});
