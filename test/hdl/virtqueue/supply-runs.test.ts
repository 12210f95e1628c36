// SPDX-License-Identifier: Apache-2.0
/** Runs of queues that start, stop and drain while functions are slow, frames wait, and events are asked for. */
import { describe, expect, it } from 'vitest';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import type { SplitDriver } from '../../../sim/model/ring-drivers.ts';
import { seededRandom } from '../../support/random.ts';
import { type BenchQueue, SupplyBench } from './supply-bench.ts';

const config: Config = { ...configs['10g']!, name: 'runs', functions: 4, queuesPerFunction: 2 };

const postMany = (bench: SupplyBench, queue: BenchQueue, count: number, bytes = 1530): void => {
  for (let i = 0; i < count; i++) bench.post(queue, [bytes]);
  bench.kick(queue);
};

describe('a slow function', () => {
  it.each([
    ['split', false],
    ['packed', true],
  ])('whose reads are never answered costs another nothing (%s)', (_, packed) => {
    const clocks = (slow: boolean): number => {
      const latency = (owner: number): number => (owner === 0 && slow ? Number.POSITIVE_INFINITY : 30);
      const bench = new SupplyBench({ config, random: seededRandom(3), latency });
      for (const number of [0, 1]) {
        const stuck = bench.start(number, { size: 64, packed });
        postMany(bench, stuck, 40);
        for (let i = 0; i < 4; i++) bench.send(stuck, 100);
      }
      const victim = bench.start(5, { size: 64, packed });
      for (let round = 0; round < 5; round++) {
        postMany(bench, victim, 10);
        for (let i = 0; i < 10; i++) bench.send(victim, 100);
        for (const number of [0, 1]) bench.spuriousKick(number);
        bench.runUntil(() => victim.fates.length === 10 * (round + 1), 'the victim is served', 3000);
      }
      for (const number of [0, 1]) {
        bench.stop(bench.queues.get(number)!);
        bench.run(600);
        expect(bench.busy(number), 'a queue with an unanswered read is busy').toBe(slow);
      }
      return bench.clock;
    };
    expect(clocks(true)).toBeLessThan(clocks(false) * 1.1);
  });

  it('that may not read is passed over, and served when it may again', () => {
    const bench = new SupplyBench({ config, random: seededRandom(4) });
    bench.allow(0b1110n);
    const barred = bench.start(0, { size: 64 });
    const free = bench.start(2, { size: 64 });
    for (const queue of [barred, free]) {
      postMany(bench, queue, 20);
      for (let i = 0; i < 10; i++) bench.send(queue, 100);
    }
    bench.runUntil(() => free.fates.length === 10, 'the other is served', 3000);
    expect(bench.reads.filter(read => read.function === 0)).toEqual([]);
    bench.allow(0b1111n);
    bench.runUntil(() => barred.fates.length === 10, 'it is served', 3000);
  });
});

it.each([
  ['split', false],
  ['packed', true],
])('a driver that rings without end costs another little (%s)', (_, packed) => {
  const clocks = (rings: number): number => {
    const bench = new SupplyBench({ config, random: seededRandom(12), latency: () => 30 });
    bench.start(0, { size: 64, packed });
    const victim = bench.start(5, { size: 256, packed });
    postMany(bench, victim, 250, 200);
    bench.run(100);
    for (let i = 0; i < rings; i++) bench.spuriousKick(0);
    for (let i = 0; i < 250; i++) bench.send(victim, 100);
    const before = bench.clock;
    bench.runUntil(() => victim.fates.length === 250, 'the victim is served');
    return bench.clock - before;
  };
  expect(clocks(10_000)).toBeLessThan(1.6 * clocks(0));
});

describe('runs', () => {
  it.each([1, 2, 3])('end and begin again at any moment, and nothing of one acts in another (seed %i)', seed => {
    const random = seededRandom(seed);
    const bench = new SupplyBench({ config, random });
    for (let run = 0; run < 8; run++) {
      const packed = random.chance(0.5);
      const size = packed ? random.between(4, 70) : 2 ** random.between(2, 6);
      const index = packed ? random.between(0, size - 1) : random.between(0, 0xffff);
      const queue = bench.start(3, { size, packed, index, indirect: true });
      postMany(bench, queue, random.between(0, size), random.pick([200, 1530]));
      for (let i = random.between(0, 6); i > 0; i--) bench.send(queue, random.pick([100, 1500, 4000]));
      bench.run(random.between(0, 400));
      bench.stop(queue);
      bench.runUntil(() => queue.frames.length === 0, 'its frames are dropped', 3000);
      bench.drain(queue);
      const slots = queue.fates.flatMap(({ buffers }) => buffers).length;
      const expected = packed ? (index + slots) % size : (index + slots) & 0xffff;
      const wrap = packed ? index + slots < size : true;
      expect(bench.position(3)).toEqual({ index: expected, wrap: Number(wrap) });
    }
    expect(bench.stops).toEqual([]);
  });

  it('take buffers that were posted before they began, without a kick', () => {
    for (const packed of [false, true]) {
      const bench = new SupplyBench({ config, random: seededRandom(9) });
      const queue = bench.start(1, { size: 16, packed }, one => {
        for (let i = 0; i < 4; i++) bench.post(one, [1530]);
        one.driver.kick();
      });
      for (let i = 0; i < 4; i++) bench.send(queue, 100);
      bench.runUntil(() => queue.fates.length === 4, 'frames get their buffers', 2000);
    }
  });
});

describe('parked frames', () => {
  it.each([
    [1, 0],
    [2, 0],
    [3, 0],
    [4, 0],
    [5, 0.5],
    [6, 1],
  ])('are woken once for each time that buffers came, and none is forgotten (seed %i, haste %d)', (seed, haste) => {
    const random = seededRandom(seed);
    const bench = new SupplyBench({ config, random, haste, latency: () => random.between(3, 12) });
    const queues = [0, 2, 5, 7].map(number => bench.start(number, { size: 32, packed: random.chance(0.5) }));
    for (const queue of queues) for (let i = 0; i < 60; i++) bench.send(queue, 100);
    // Two buffers at a time, the second at moments that fall on every step of an attempt; then nothing more comes.
    for (let i = 0; i < 30; i++) {
      for (const queue of queues) {
        postMany(bench, queue, 1);
        bench.run(random.between(0, 45));
        postMany(bench, queue, 1);
      }
      bench.runUntil(() => queues.every(({ fates }) => fates.length === 2 * i + 2), 'frames got their buffers', 2000);
    }
    for (const { fates, wakes } of queues) {
      expect(fates.every(({ outcome }) => outcome === 'granted')).toBe(true);
      expect(wakes).toBeGreaterThan(5);
    }
  });

  it('that can never fit are returned: a ring full of small buffers, and a chain too short', () => {
    const bench = new SupplyBench({ config, random: seededRandom(5) });
    const small = bench.start(0, { size: 8 });
    const single = bench.start(2, { size: 8, mergeLimit: 1 });
    postMany(bench, small, 8, 100);
    postMany(bench, single, 8, 100);
    for (const queue of [small, single]) bench.send(queue, 1500);
    bench.runUntil(() => small.fates.length + single.fates.length === 2, 'both are decided', 3000);
    expect([small.fates[0]!.outcome, small.fates[0]!.buffers.length]).toEqual(['returned', 8]);
    expect([single.fates[0]!.outcome, single.fates[0]!.buffers.length]).toEqual(['returned', 1]);
  });

  it('wait for a driver that posts half of its ring, and are served when it posts more', () => {
    const bench = new SupplyBench({ config, random: seededRandom(6) });
    const queue = bench.start(0, { size: 16 });
    postMany(bench, queue, 8, 100);
    bench.send(queue, 900);
    bench.run(1500);
    expect([queue.fates.length, queue.parked]).toEqual([0, true]);
    postMany(bench, queue, 1, 100);
    bench.runUntil(() => queue.fates.length === 1, 'the frame got its buffers', 2000);
    expect(queue.fates[0]!.outcome).toBe('granted');
  });
});

describe('the avail event', () => {
  it('makes the driver ring for the next buffer, and no buffer is missed', () => {
    const random = seededRandom(8);
    const bench = new SupplyBench({ config, random });
    const queue = bench.start(4, { size: 16, eventIndex: true, index: 65_530 });
    let rang = 0;
    for (let i = 0; i < 60; i++) {
      bench.post(queue, [1530]);
      bench.send(queue, 100);
      if (queue.driver.kick()) {
        rang++;
        bench.spuriousKick(4);
      }
      bench.run(random.between(0, 120));
    }
    bench.runUntil(() => queue.fates.length === 60, 'every frame got its buffer', 4000);
    bench.run(600);
    expect(rang).toBeGreaterThan(5);
    expect(rang).toBeLessThan(60);
    expect(bench.events.at(-1)).toEqual({ queue: 4, data: (queue.driver as SplitDriver).index });
  });

  it('is not written when it was not negotiated', () => {
    const bench = new SupplyBench({ config, random: seededRandom(8) });
    const queue = bench.start(4, { size: 16 });
    postMany(bench, queue, 10);
    bench.run(1000);
    expect(bench.events).toEqual([]);
  });
});

describe('the cache', () => {
  it('leaves each queue its reserve, however much others post', () => {
    const bench = new SupplyBench({ config, random: seededRandom(11), pressure: 0, latency: () => 10 });
    // Seven queues of all functions fill what they can get.
    for (const number of [0, 1, 2, 3, 4, 5, 6]) postMany(bench, bench.start(number, { size: 512 }), 512, 100);
    bench.run(9000);
    const last = bench.start(7, { size: 64 });
    postMany(bench, last, 64, 64);
    bench.send(last, 17 * 64);
    bench.send(last, 17 * 64);
    bench.runUntil(() => last.fates.length === 2, 'a frame of 17 buffers gets them', 4000);
    expect(last.fates.map(({ outcome, buffers }) => [outcome, buffers.length])).toEqual([
      ['granted', 17],
      ['granted', 17],
    ]);
  });
});
