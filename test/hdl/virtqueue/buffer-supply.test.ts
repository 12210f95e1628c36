// SPDX-License-Identifier: Apache-2.0
/** The buffer supply against naive drivers of every habit: what frames get is what was posted, in order, and nothing stalls. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emitVerilog } from 'typescript-hdl';
import { exceededBounds } from 'typescript-hdl/depth';
import { describe, expect, it } from 'vitest';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { bufferSupply } from '../../../hdl/virtqueue/buffer-supply.ts';
import type { SplitDriver } from '../../../sim/model/ring-drivers.ts';
import { lintWithIverilog } from '../../../src/tools/iverilog.ts';
import { lintWithVerilator } from '../../../src/tools/verilator.ts';
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

/** Three queues of a kind with their traffic, and then frames until each is decided. */
const converse = (config: Config, packed: boolean, name: string, seed: number, clocks: number): void => {
  const habit = habits[name]!;
  const random = seededRandom(seed);
  const bench = new SupplyBench({ config, random, haste: 0.3 });
  const traffic = [0, 3, 5].map(number => {
    const queue = bench.start(number, drawOptions(random, packed, leastSizes[name] ?? 1));
    return { queue, habit, half: random.chance(0.3), toPost: 1e9 };
  });
  exchange(bench, random, traffic, clocks);
  for (const { queue } of traffic) settle(bench, random, queue, habit);
  expect(bench.stops).toEqual([]);
  expect(traffic.some(({ queue }) => queue.fates.some(({ outcome }) => outcome === 'granted'))).toBe(true);
};

const kinds = [
  ['split', false],
  ['packed', true],
] as const;

describe.each(kinds)('from a %s ring', (_, packed) => {
  it.each(Object.keys(habits))('it gives out buffers of %s', name => {
    converse(narrow, packed, name, 100 + name.length, 1500);
  });

  it.each([1, 2])('it serves a bus of 512 bits (seed %i)', seed => {
    converse(wide, packed, 'anything', seed, 1500);
    converse(wide, packed, 'small buffers', seed + 10, 1500);
  });
});

/** Posts and sends on one queue without any wait, and counts clocks from the first outcome to the last segment. */
const pace = (packed: boolean, posts: (i: number) => number[]): number => {
  const bench = new SupplyBench({ config: narrow, random: seededRandom(1), pressure: 0, latency: () => 20 });
  const queue = bench.start(2, { size: 256, packed, mergeLimit: 1 });
  const frames = 40;
  for (let i = 0; i < frames; i++) bench.post(queue, posts(i));
  bench.kick(queue);
  bench.run(1200);
  for (let i = 0; i < frames; i++) bench.send(queue, 72);
  bench.runUntil(() => queue.fates.length > 0, 'the first frame is decided');
  const before = bench.clock;
  bench.runUntil(() => queue.fates.length === frames, 'all frames are decided');
  return (bench.clock - before) / (frames - 1);
};

describe('the pace', () => {
  it.each(kinds)('is at most 5 clocks a frame of one descriptor, given that they are there (%s)', (_, packed) => {
    expect(pace(packed, () => [1530])).toBeLessThanOrEqual(5);
  });

  it('is at most 5 clocks for each further descriptor of a long backlog', () => {
    const bench = new SupplyBench({ config: narrow, random: seededRandom(1), pressure: 0, latency: () => 20 });
    const queue = bench.start(2, { size: 256 });
    for (let i = 0; i < 250; i++) bench.post(queue, [1530]);
    for (let i = 0; i < 250; i++) bench.send(queue, 72);
    bench.kick(queue);
    bench.runUntil(() => queue.fates.length >= 50, 'frames are decided');
    const before = bench.clock;
    bench.runUntil(() => queue.fates.length >= 250, 'frames are decided');
    expect((bench.clock - before) / 200).toBeLessThanOrEqual(5.4);
  });
});

describe('reads', () => {
  it('fetch a backlog of 256 with one read, and runs of descriptors with 512 bytes each', () => {
    const bench = new SupplyBench({ config: narrow, random: seededRandom(1), pressure: 0, latency: () => 20 });
    const queue = bench.start(2, { size: 512 }, one => {
      const { ring, index } = one.driver as SplitDriver;
      // The ring begins 4 bytes into its block: 254 entries end with it.
      expect([ring.descriptors % 512n, index]).toEqual([0n, 0]);
    });
    for (let i = 0; i < 256; i++) bench.post(queue, [64]);
    bench.kick(queue);
    bench.run(3000);
    const sizes = (client: string): number[] =>
      bench.reads.filter(read => read.client === client).map(read => read.bytes);
    expect(sizes('entries')[0]).toBe(508);
    expect(sizes('descriptors')[0]).toBe(512);
  });
});

describe('its logic', () => {
  const large: Config = {
    ...configs['10g']!,
    name: 'large',
    functions: 64,
    queuesPerFunction: 4,
    hostDataBits: 512,
    lineRateBps: 100_000_000_000,
  };

  it.each([
    ['10g', configs['10g']!],
    ['64 x 4 queues on 512 bits', large],
  ])('is no deeper than declared, and clean, at %s', async (_, config) => {
    const definition = bufferSupply(config, 'receive');
    expect(exceededBounds(definition)).toEqual([]);
    const { top, verilog } = emitVerilog(definition);
    const folder = mkdtempSync(join(tmpdir(), 'supply-'));
    const file = join(folder, `${top}.v`);
    writeFileSync(file, verilog);
    for (const lint of [lintWithVerilator, lintWithIverilog]) expect(await lint(file, top)).toMatchObject({ ok: true });
    rmSync(folder, { recursive: true });
  });

  it('has no signal with a bit for each queue', () => {
    const queues: Config = { ...configs['10g']!, functions: 16, queuesPerFunction: 16 };
    expect(emitVerilog(bufferSupply(queues, 'receive')).verilog).not.toContain('[255:0]');
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
