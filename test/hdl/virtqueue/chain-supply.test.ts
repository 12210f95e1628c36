// SPDX-License-Identifier: Apache-2.0
/** The chain supply against naive drivers of every habit: every chain that is posted comes out whole, once and in order. */
import { emitVerilog } from 'typescript-hdl';
import { exceededBounds } from 'typescript-hdl/depth';
import { describe, expect, it } from 'vitest';
import { type Config, configs, queueCount } from '../../../hdl/spec/configs.ts';
import { descriptorFlags } from '../../../hdl/spec/virtio/virtqueue.ts';
import { chainSupply } from '../../../hdl/virtqueue/chain-supply.ts';
import { descriptorReadsAhead, visitDescriptors, walkPositionBits } from '../../../hdl/virtqueue/fetch/fetch-shapes.ts';
import type { SplitDriver } from '../../../sim/model/ring-drivers.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import { type BenchQueue, type QueueOptions, SupplyBench, windowOf } from './supply-bench.ts';

const narrow: Config = { ...configs['10g']!, name: 'narrow', functions: 4, queuesPerFunction: 2 };
const wide: Config = { ...narrow, name: 'wide', functions: 8, hostDataBits: 512 };

interface Chain {
  readonly sizes: number[];
  readonly layout?: { indirect: number };
}

const many = (random: Random, most: number, longest: number): number[] =>
  Array.from({ length: random.between(1, most) }, () => random.between(1, longest));

/** A chain of any kind, with at most `room` descriptors in the ring. */
const drawChain = (random: Random, packed: boolean, room: number): Chain => {
  const kinds: (() => Chain)[] = [
    () => ({ sizes: [random.between(1, 9034)] }),
    () => ({ sizes: many(random, Math.min(room, 32), 300) }),
    () => ({ sizes: [random.pick([0, 32767, 32768, 1 << 20])] }),
    () => ({ sizes: many(random, 32, 300), layout: { indirect: 0 } }),
  ];
  if (room >= 2) kinds.push(() => ({ sizes: [12, random.between(14, 9022)] }));
  if (room >= 4)
    kinds.push(() => ({
      sizes: random.pick([
        [0, 700],
        [12, 0, 0, 60],
        [0, 0, 5],
        [0, 0],
      ]),
    }));
  if (room >= 4 && !packed)
    kinds.push(() => ({ sizes: many(random, 10, 99).concat([1, 2, 3]), layout: { indirect: 3 } }));
  return random.pick(kinds)();
};

const packedSizes = [1, 2, 3, 7, 33, 100, 255];
const splitSizes = [1, 2, 4, 32, 64, 256];

const drawOptions = (random: Random, packed: boolean, sizes = packed ? packedSizes : splitSizes): QueueOptions => {
  const size = random.pick(sizes);
  return {
    size,
    packed,
    indirect: true,
    eventIndex: !packed && random.chance(0.5),
    index: packed ? random.between(0, size - 1) : random.pick([0, 5, 65_530]),
    wrap: packed ? random.chance(0.5) : true,
    pick: random.chance(0.3) ? count => random.between(0, count - 1) : () => 0,
  };
};

const post = (bench: SupplyBench, random: Random, queue: BenchQueue): void => {
  const { packed = false, size } = queue.options;
  for (let i = random.between(1, 12); i > 0; i--) {
    const { sizes, layout } = drawChain(random, packed, size);
    if (!bench.post(queue, sizes, layout)) break;
  }
  bench.kick(queue);
};

const exchange = (bench: SupplyBench, random: Random, queues: readonly BenchQueue[], clocks: number): void => {
  for (let clock = 0; clock < clocks; clock++) {
    for (const queue of queues) if (queue.running && random.chance(0.02)) post(bench, random, queue);
    if (random.chance(0.01)) bench.spuriousKick(random.pick(queues).number);
    bench.step();
  }
};

const kinds = [
  ['split', false],
  ['packed', true],
] as const;

describe.each(kinds)('from a %s ring', (_, packed) => {
  it.each([
    [1, narrow],
    [2, narrow],
    [3, wide],
    // The walk was 64 places ahead of the scout, once round.
    [32, narrow],
  ])('it gives out every chain whole and in order (seed %i)', (seed, config) => {
    const random = seededRandom(seed + Number(packed) * 100);
    const bench = new SupplyBench({ config, random, direction: 'transmit' });
    const queues = [0, 3, 5].map(number => bench.start(number, drawOptions(random, packed)));
    exchange(bench, random, queues, 6000);
    for (const queue of queues) {
      bench.runUntil(() => queue.posted.length === 0, `all chains of queue ${queue.number} are out`);
      expect(queue.told).toBe(queue.fates.length);
      expect(queue.fates.length).toBeGreaterThan(queue.options.size > 4 ? 10 : 0);
      expect(queue.fates.every(({ outcome }) => outcome === 'granted')).toBe(true);
      bench.stop(queue);
      bench.drain(queue);
    }
    expect(bench.stops).toEqual([]);
  });

  it('it answers each question once over stops and starts, and leaves nothing of a run', () => {
    const random = seededRandom(7 + Number(packed));
    const bench = new SupplyBench({ config: narrow, random, direction: 'transmit' });
    let [given, refused] = [0, 0];
    for (let turn = 0; turn < 10; turn++) {
      const queues = [1, 2, 6].map(number => bench.start(number, drawOptions(random, packed, [64])));
      exchange(bench, random, queues, random.between(300, 900));
      for (const queue of queues) {
        const before = bench.position(queue.number);
        bench.stop(queue);
        bench.runUntil(() => queue.fates.length === queue.told && queue.asked === queue.told, 'all are answered');
        bench.drain(queue);
        given += queue.fates.filter(({ outcome }) => outcome === 'granted').length;
        refused += queue.fates.filter(({ outcome }) => outcome === 'stopped').length;
        const { index = 0, size } = queue.options;
        const slots = queue.fates
          .flatMap(({ buffers }) => buffers)
          .reduce((sum, { descriptors }) => sum + (packed ? descriptors.length : 1), 0);
        const after = (index + slots) % (packed ? size : 65_536);
        expect(bench.position(queue.number).index, `after ${before.index}`).toBe(after);
      }
    }
    expect(given).toBeGreaterThan(50);
    expect(refused).toBeGreaterThan(5);
  });
});

it.each(Object.values(configs))(
  'at $name the walk does not come half round while the scout visits all queues',
  config => {
    const clocks = queueCount(config) * visitDescriptors * 64;
    expect(clocks / 2).toBeLessThan(2 ** (walkPositionBits - 1));
  },
);

it('reads that a function offers when it may not are no more than declared', () => {
  const random = seededRandom(5);
  const bench = new SupplyBench({ config: narrow, random, direction: 'transmit', pressure: 0.8, latency: () => 5 });
  const pick = (count: number): number => random.between(0, count - 1);
  const queues = [0, 1].map(number => bench.start(number, { size: 64, indirect: true, pick }));
  let most = 0;
  for (let turn = 0; turn < 60; turn++) {
    for (const queue of queues) {
      for (let i = 0; i < 12; i++)
        bench.post(queue, [12, 60, 61], i & 1 ? { indirect: random.between(0, 2) } : undefined);
      bench.kick(queue);
    }
    bench.run(random.between(50, 150));
    bench.allow(0b1110n);
    bench.run(100);
    most = Math.max(most, bench.late.get(0) ?? 0);
    bench.allow(0b1111n);
  }
  expect(most).toBeGreaterThan(descriptorReadsAhead - 4);
  for (const queue of queues) bench.runUntil(() => queue.posted.length === 0, 'all chains are out');
});

it('a doorbell just before its queue starts leaves nothing of the run before', () => {
  const bench = new SupplyBench({ config: narrow, random: seededRandom(1), direction: 'transmit' });
  for (let gap = 0; gap < 16; gap++) {
    // Each run is about as far from the one before as indices can be.
    const queue = bench.start(2, { size: 8, index: (gap & 1) * 0x7000 });
    for (let i = 0; i < 3; i++) bench.post(queue, [60 + i]);
    bench.kick(queue);
    bench.runUntil(() => queue.posted.length === 0, `all chains of the run after ${gap} clocks are out`, 2000);
    bench.stop(queue);
    bench.drain(queue);
    bench.run(20);
    bench.spuriousKick(2);
    bench.run(gap);
  }
  expect(bench.stops).toEqual([]);
});

it('a table to which a descriptor away from the head points takes nothing from the chains after it', () => {
  const bench = new SupplyBench({ config: narrow, random: seededRandom(1), direction: 'transmit' });
  let picked = 0;
  const pick = (count: number): number => (picked++ % 2 ? count >> 1 : 0);
  const queue = bench.start(2, { size: 64, indirect: true, pick });
  for (let i = 0; i < 60; i++) {
    bench.runUntil(
      () => bench.post(queue, i % 3 ? [12, 60 + i] : [12, 60, 61 + i], i % 3 ? undefined : { indirect: 1 }),
      'there is room',
    );
    bench.kick(queue);
  }
  bench.runUntil(() => queue.posted.length === 0, 'all chains are out');
  expect(bench.stops).toEqual([]);
});

describe('a hostile ring', () => {
  const attacks: readonly [string, string, (driver: SplitDriver, owner: number, other: bigint) => void][] = [
    [
      'memory to be written',
      'descriptor_flags',
      (driver, owner) => describeHead(driver, { address: windowOf(owner), bytes: 60 }, descriptorFlags.write),
    ],
    [
      'a chain that leads to itself',
      'chain_length',
      (driver, owner) => describeHead(driver, { address: windowOf(owner), bytes: 60 }, descriptorFlags.next),
    ],
    [
      'memory of another function',
      'window',
      (driver, _, other) => describeHead(driver, { address: other, bytes: 60 }, 0),
    ],
    [
      'a length beyond the window',
      'window',
      (driver, owner) => describeHead(driver, { address: windowOf(owner), bytes: 0xffff_ffff }, 0),
    ],
    [
      'a nested table',
      'indirect_table',
      (driver, owner) => describeHead(driver, { address: windowOf(owner), bytes: 24 }, descriptorFlags.indirect),
    ],
  ];
  const describeHead = (driver: SplitDriver, piece: { address: bigint; bytes: number }, flags: number): void =>
    driver.describe(driver.descriptorAt(0), piece, flags, 0);

  it.each(attacks)('with %s stops with %s, and its neighbour gives all', (_, error, attack) => {
    const random = seededRandom(3);
    const bench = new SupplyBench({ config: narrow, random, direction: 'transmit' });
    const [bad, good] = [bench.start(2, { size: 16, indirect: true }), bench.start(1, { size: 128 })];
    bad.hostile = true;
    bench.post(bad, [60]);
    attack(bad.driver as SplitDriver, 1, windowOf(0));
    bench.kick(bad);
    for (let i = 0; i < 40; i++) {
      bench.post(good, [12, 60 + i]);
      bench.kick(good);
      bench.run(20);
    }
    bench.runUntil(() => good.fates.length === 40, 'the neighbour gives all');
    bench.runUntil(() => bad.error !== undefined, 'it stops');
    expect(bench.stops).toEqual([{ queue: 2, error }]);
    expect(bad.told).toBe(0);
    bench.drain(bad);
  });
});

describe('the pace', () => {
  it.each([
    [4, [72]],
    [6, [12, 60]],
  ])('is %i clocks a chain that is there', (clocks, sizes) => {
    const bench = new SupplyBench({
      config: narrow,
      random: seededRandom(1),
      pressure: 0,
      latency: () => 20,
      direction: 'transmit',
    });
    const queue = bench.start(2, { size: 256 });
    const chains = 30;
    queue.asked = 1e6;
    for (let i = 0; i < chains; i++) bench.post(queue, sizes);
    bench.kick(queue);
    bench.runUntil(() => queue.told === chains, 'all chains are there');
    queue.asked = 0;
    bench.runUntil(() => queue.fates.length > 0, 'the first is out');
    const before = bench.clock;
    bench.runUntil(() => queue.fates.length === chains, 'all are out');
    // Two clocks more where a line of the cache ends.
    expect((bench.clock - before) / (chains - 1)).toBeLessThanOrEqual(clocks + (sizes.length * 2) / 4 + 0.1);
  });
});

describe('its logic', () => {
  const large: Config = { ...configs['100g']!, name: 'large' };

  it.each([configs['10g']!, large])('is no deeper than declared at $name', config => {
    expect(exceededBounds(chainSupply(config))).toEqual([]);
  });

  it('has no signal with a bit for each queue', () => {
    const queues: Config = { ...configs['10g']!, functions: 16, queuesPerFunction: 16 };
    expect(emitVerilog(chainSupply(queues)).verilog).not.toContain('[255:0]');
  });
});
