// SPDX-License-Identifier: Apache-2.0
/**
 * The chain supply in turmoil: queues of all kinds stop and start at any time while functions may not read, and memory answers at once or very
 * late. What is given out is what was posted, and a queue that has drained has no read under way.
 */
import { expect, it } from 'vitest';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import { type BenchQueue, type QueueOptions, SupplyBench } from './supply-bench.ts';

const narrow: Config = { ...configs['10g']!, name: 'narrow', functions: 4, queuesPerFunction: 2 };
const deep: Config = { ...narrow, name: 'deep', hostDataBits: 512, lineRateBps: 100_000_000_000 };
const everyone = 0b1111n;
/** Looks of two clocks in which control finds a queue drained before it may start again. */
const quietLooks = 8;

interface Chain {
  readonly sizes: number[];
  readonly layout?: { indirect: number };
}

const some = (random: Random, most: number): number[] =>
  Array.from({ length: random.between(1, most) }, () => random.between(1, 30));

/** Chains that lead from their heads to other places more often than not. */
const drawChain = (random: Random, packed: boolean, room: number): Chain => {
  const kinds: (() => Chain)[] = [
    () => ({ sizes: [random.between(1, 900)] }),
    () => ({ sizes: some(random, Math.min(room, 32)) }),
    () => ({ sizes: some(random, 32), layout: { indirect: 0 } }),
    () => ({ sizes: some(random, 3), layout: { indirect: 0 } }),
    () => ({ sizes: Array.from({ length: 32 }, () => 5), layout: { indirect: 0 } }),
  ];
  if (room >= 4 && !packed) {
    for (const indirect of [1, 3]) kinds.push(() => ({ sizes: [...some(random, 10), 1, 2, 3], layout: { indirect } }));
  }
  return random.pick(kinds)();
};

const drawOptions = (random: Random): QueueOptions => {
  const packed = random.chance(0.5);
  const size = random.pick(packed ? [1, 2, 3, 7, 33, 100, 255] : [1, 2, 8, 32, 64, 256]);
  return {
    size,
    packed,
    indirect: true,
    eventIndex: !packed && random.chance(0.5),
    index: packed ? random.between(0, size - 1) : random.pick([0, 5, 65_530]),
    wrap: packed ? random.chance(0.5) : true,
    pick: random.chance(0.5) ? count => random.between(0, count - 1) : () => 0,
  };
};

const post = (bench: SupplyBench, random: Random, queue: BenchQueue): void => {
  const { packed = false, size } = queue.options;
  for (let i = random.between(1, 14); i > 0; i--) {
    const { sizes, layout } = drawChain(random, packed, size);
    if (!bench.post(queue, sizes, layout)) break;
  }
  bench.kick(queue);
};

/** Stops a queue, and waits until control would let it start again. */
const end = (bench: SupplyBench, queue: BenchQueue): void => {
  bench.stop(queue);
  bench.runUntil(() => queue.asked === queue.told && queue.fates.length === queue.told, 'all are answered');
  bench.drain(queue);
  expect(bench.underWay(bench.functionOf(queue.number)), 'reads under way').toBe(0);
  // What woke parts for the queue before may still bring them to it.
  for (let quiet = 0, looks = 0; quiet < quietLooks; looks++) {
    quiet = bench.busy(queue.number) ? 0 : quiet + 1;
    expect(looks).toBeLessThan(1000);
  }
  const { index = 0, size, packed } = queue.options;
  const slots = queue.fates
    .flatMap(({ buffers }) => buffers)
    .reduce((sum, { descriptors }) => sum + (packed ? descriptors.length : 1), 0);
  expect(bench.position(queue.number).index).toBe((index + slots) % (packed ? size : 65_536));
};

const latencies: readonly [string, (random: Random) => number][] = [
  ['at once', () => 0],
  ['late', () => 300],
  ['at once or late', random => random.pick([0, 1, 5, 300])],
];

it.each(
  latencies.flatMap(([when, latency], i) =>
    [narrow, deep].map(config => ({ when, config, latency, seed: 2 * i + 1, name: config.name })),
  ),
)('chains come out whole when memory answers $when ($name)', ({ config, latency, seed }) => {
  const random = seededRandom(seed);
  const bench = new SupplyBench({ config, random, direction: 'transmit', latency: () => latency(random) });
  const running = new Map<number, BenchQueue>();
  for (let turn = 0; turn < 8; turn++) {
    for (const number of [0, 3, 5])
      if (!running.has(number)) running.set(number, bench.start(number, drawOptions(random)));
    for (let clocks = random.pick([3, 20, 60, 150, 400, 800]); clocks > 0; clocks--) {
      for (const queue of running.values()) if (random.chance(0.04)) post(bench, random, queue);
      if (random.chance(0.02)) bench.allow(BigInt(random.between(0, 15)));
      bench.step();
    }
    if (random.chance(0.5)) bench.allow(everyone);
    for (const [number, queue] of running) {
      if (random.chance(0.4)) continue;
      end(bench, queue);
      running.delete(number);
    }
  }
  bench.allow(everyone);
  for (const queue of running.values()) {
    bench.runUntil(() => queue.posted.length === 0, `all chains of queue ${queue.number} are out`, 600_000);
    end(bench, queue);
  }
  expect(bench.stops).toEqual([]);
});
