/** The buffer supply against naive drivers of every habit: what frames get is what was posted, in order, and nothing stalls. */
import { describe, expect, it } from 'vitest';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import { type BenchQueue, type QueueOptions, SupplyBench } from './supply-bench.ts';

const narrow: Config = { ...configs['10g']!, name: 'narrow', functions: 4, queuesPerFunction: 2 };
const wide: Config = { ...narrow, name: 'wide', functions: 8, hostDataBits: 512 };

/** How a driver lays out its buffers. */
type Habit = (random: Random, packed: boolean) => { sizes: number[]; layout?: { indirect: number } };

const big: Habit = () => ({ sizes: [2048] });
const habits: Record<string, Habit> = {
  'single descriptors': big,
  'a header apart': random => ({ sizes: [12, random.between(1500, 2000)] }),
  'chains of any length': random => ({
    sizes: Array.from({ length: random.between(1, 6) }, () => random.between(1, 900)),
  }),
  'pieces of no bytes': random => ({ sizes: random.pick([[0, 700], [700, 0], [0], [300, 0, 0, 300], [0, 0, 5]]) }),
  'small buffers': random => ({ sizes: [random.between(64, 300)] }),
  'huge lengths': random => ({ sizes: [random.pick([32767, 32768, 65536, 1 << 20])] }),
  tables: random => ({
    sizes: Array.from({ length: random.between(1, 32) }, () => random.between(1, 600)),
    layout: { indirect: 0 },
  }),
  'descriptors, then a table': (random, packed) => {
    const direct = packed ? 0 : random.between(0, 3);
    const rest = random.between(1, 8);
    return { sizes: Array.from({ length: direct + rest }, () => random.between(1, 700)), layout: { indirect: direct } };
  },
  'the longest chains': random => ({ sizes: Array.from({ length: 32 }, () => random.between(1, 200)) }),
  anything: (random, packed) => random.pick(Object.values(habits).slice(0, 9))(random, packed),
};

/** Descriptors of the ring that the longest buffer of a habit takes. */
const leastSizes: Readonly<Record<string, number>> = {
  'a header apart': 2,
  'chains of any length': 6,
  'pieces of no bytes': 4,
  'descriptors, then a table': 4,
  'the longest chains': 32,
  anything: 32,
};
const splitSizes = [1, 2, 4, 8, 32, 64, 256, 1024];
const packedSizes = [1, 2, 3, 5, 7, 33, 64, 100, 255, 600];

/** Options of a queue whose ring has room for any buffer of a habit. */
const drawOptions = (random: Random, packed: boolean, least: number): QueueOptions => {
  const size = random.pick((packed ? packedSizes : splitSizes).filter(one => one >= least));
  const scattered = random.chance(0.3);
  return {
    size,
    packed,
    indirect: true,
    eventIndex: !packed && random.chance(0.5),
    mergeLimit: random.pick([1, 2, 17, 17]),
    index: packed ? random.between(0, size - 1) : random.pick([0, 5, 65_530]),
    wrap: packed ? random.chance(0.5) : true,
    pick: scattered ? count => random.between(0, count - 1) : () => 0,
  };
};

interface Traffic {
  readonly queue: BenchQueue;
  readonly habit: Habit;
  readonly half: boolean;
  toPost: number;
}

/** Posts, rings and sends at random, until all frames of all queues are decided or can only wait for buffers. */
const exchange = (bench: SupplyBench, random: Random, traffic: readonly Traffic[], clocks: number): void => {
  const post = (one: Traffic): void => {
    const { queue, habit } = one;
    for (let i = random.between(1, 12); i > 0 && one.toPost > 0; i--) {
      if (one.half && queue.posted.length > queue.options.size / 2) break;
      const { sizes, layout } = habit(random, queue.options.packed ?? false);
      if (!bench.post(queue, sizes, layout)) break;
      one.toPost--;
    }
    bench.kick(queue);
  };
  for (let clock = 0; clock < clocks; clock++) {
    for (const one of traffic) {
      if (random.chance(0.02)) post(one);
      if (random.chance(0.01) && one.queue.frames.length < 6)
        bench.send(one.queue, random.pick([72, 76, 300, 1514, 1530, 9034]));
    }
    if (random.chance(0.01)) bench.spuriousKick(random.pick(traffic).queue.number);
    bench.step();
  }
};

const seeds = [1, 2, 3];

describe.each([
  ['128 bits', narrow],
  ['512 bits', wide],
])('with a bus of %s', (_, config) => {
  describe.each([
    ['split', false],
    ['packed', true],
  ])('and %s rings', (_kind, packed) => {
    it.each(Object.entries(habits))('gives out buffers of %s', (name, habit) => {
      for (const seed of seeds) {
        const random = seededRandom(seed * 100 + name.length);
        const bench = new SupplyBench({ config, random });
        const traffic = [0, 3, 5].map(number => {
          const queue = bench.start(number, drawOptions(random, packed, leastSizes[name] ?? 1));
          return { queue, habit, half: random.chance(0.3), toPost: 1e9 };
        });
        exchange(bench, random, traffic, 3000);
        expect(bench.stops).toEqual([]);
        for (const { queue } of traffic) settle(bench, random, queue, habit);
      }
    });
  });
});

/** Keeps posting for the frames that still wait; each must be decided. */
const settle = (bench: SupplyBench, random: Random, queue: BenchQueue, habit: Habit): void => {
  let clocks = 0;
  while (queue.frames.length > 0) {
    const { sizes, layout } = habit(random, queue.options.packed ?? false);
    bench.post(queue, sizes, layout);
    bench.kick(queue);
    bench.run(50);
    clocks += 50;
    expect(clocks, `frames of queue ${queue.number} are decided: ${JSON.stringify(queue.options)}`).toBeLessThan(
      20_000,
    );
  }
};
