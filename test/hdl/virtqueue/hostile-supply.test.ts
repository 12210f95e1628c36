// SPDX-License-Identifier: Apache-2.0
/**
 * Drivers that do what they must not: each stops its own queue with the right error, keeps its segments inside its window, costs
 * another function nothing, and can start again. Nothing hangs, whatever lies in the rings.
 */
import { describe, expect, it } from 'vitest';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { descriptorFlags, packedFlags } from '../../../hdl/spec/virtio/virtqueue.ts';
import type { PackedDriver, SplitDriver } from '../../../sim/model/ring-drivers.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import { type BenchQueue, type QueueOptions, SupplyBench, windowOf } from './supply-bench.ts';

const config: Config = { ...configs['10g']!, name: 'hostile', functions: 4, queuesPerFunction: 2 };
const { next, write, indirect } = descriptorFlags;

const victimNumber = 6;
const hostileNumber = 1;

interface Attack {
  readonly options?: Partial<QueueOptions>;
  readonly act: (bench: SupplyBench, queue: BenchQueue) => void;
  readonly error: string;
}

/** A victim with traffic, and a queue that attacks; the victim's frames all get their buffers. */
const attack = ({ options, act, error }: Attack, packed: boolean): void => {
  const bench = new SupplyBench({ config, random: seededRandom(7) });
  const victim = bench.start(victimNumber, { size: 64 });
  const traffic = (frames: number): void => {
    for (let i = 0; i < frames; i++) {
      bench.post(victim, [1530]);
      bench.send(victim, 72 + i);
    }
    bench.kick(victim);
  };
  traffic(8);
  const queue = bench.start(hostileNumber, { size: 64, packed, indirect: true, ...options });
  queue.hostile = true;
  for (let i = 0; i < 4; i++) bench.send(queue, 2000);
  act(bench, queue);
  bench.spuriousKick(hostileNumber);
  bench.runUntil(() => queue.error !== undefined, `the queue stops with ${error}`, 9000);
  expect(bench.stops[0]).toEqual({ queue: hostileNumber, error });
  traffic(8);
  bench.runUntil(() => victim.fates.length === 16, 'the victim gets its buffers', 4000);
  expect(victim.fates.every(({ outcome }) => outcome === 'granted')).toBe(true);
  expect(bench.stops.every(stop => stop.queue === hostileNumber)).toBe(true);
  bench.runUntil(() => queue.frames.length === 0, 'frames of the stopped queue are dropped', 2000);
  bench.drain(queue);
  const again = bench.start(hostileNumber, { size: 32, packed: !packed });
  for (let i = 0; i < 8; i++) bench.post(again, [1530]);
  bench.kick(again);
  for (let i = 0; i < 8; i++) bench.send(again, 100);
  bench.runUntil(() => again.fates.length === 8, 'the queue runs again', 4000);
  expect(again.fates.every(({ outcome }) => outcome === 'granted')).toBe(true);
};

const split = (queue: BenchQueue): SplitDriver => queue.driver as SplitDriver;
const inside = (bench: SupplyBench): bigint => bench.allocate(0, 4096, 16);

/** Writes descriptor `number` of the table of a split ring. */
const put = (queue: BenchQueue, number: number, address: bigint, bytes: number, flags: number, following = 0): void => {
  const driver = split(queue);
  driver.describe(driver.descriptorAt(number), { address, bytes }, flags, following);
};

/** Makes descriptors available by hand. */
const offer = (bench: SupplyBench, queue: BenchQueue, ...heads: number[]): void => {
  const { driver } = split(queue).ring;
  for (const [slot, head] of heads.entries()) bench.ram.write(driver + BigInt(4 + 2 * slot), 2, head);
  bench.ram.write(driver + 2n, 2, heads.length);
};

/** A chain of `count` descriptors from 0 on, the last of which leads to `last` if that is given. */
const chain = (bench: SupplyBench, queue: BenchQueue, count: number, last?: number): void => {
  for (let i = 0; i < count; i++) {
    const more = i + 1 < count || last !== undefined;
    put(queue, i, inside(bench), 8, write | (more ? next : 0), i + 1 < count ? i + 1 : (last ?? 0));
  }
  offer(bench, queue, 0);
};

/** A head that points to a table of `count` entries, which `entry` describes. */
const table = (
  bench: SupplyBench,
  queue: BenchQueue,
  bytes: number,
  entry: (number: number) => { flags: number; following?: number },
  flags: number = indirect,
): void => {
  const at = inside(bench);
  for (let i = 0; i * 16 < bytes; i++) {
    const { flags: own, following = 0 } = entry(i);
    split(queue).describe(at + BigInt(16 * i), { address: inside(bench), bytes: 8 }, own, following);
  }
  put(queue, 0, at, bytes, flags, 1);
  put(queue, 1, inside(bench), 8, write);
  offer(bench, queue, 0);
};

const splitAttacks: Record<string, Attack> = {
  'an index beyond the size': {
    act: (bench, queue) => bench.ram.write(split(queue).ring.driver + 2n, 2, 65),
    error: 'avail_index',
  },
  'an index half way round': {
    act: (bench, queue) => bench.ram.write(split(queue).ring.driver + 2n, 2, 0x8000),
    error: 'avail_index',
  },
  'an index that goes back': {
    act: (bench, queue) => {
      for (let i = 0; i < 6; i++) bench.post(queue, [64]);
      bench.spuriousKick(hostileNumber);
      bench.run(800);
      bench.ram.write(split(queue).ring.driver + 2n, 2, 5);
    },
    error: 'avail_index',
  },
  'an index that goes back to entries that nobody has read yet': {
    options: { size: 1024 },
    act: (bench, queue) => {
      for (let i = 0; i < 600; i++) bench.post(queue, [64]);
      bench.spuriousKick(hostileNumber);
      bench.run(3000);
      bench.ram.write(split(queue).ring.driver + 2n, 2, 590);
    },
    error: 'avail_index',
  },
  'an entry outside the table': { act: (bench, queue) => offer(bench, queue, 64), error: 'descriptor_index' },
  'an entry far outside, after good ones': {
    act: (bench, queue) => {
      put(queue, 0, inside(bench), 64, write);
      offer(bench, queue, 0, 0xffff);
    },
    error: 'descriptor_index',
  },
  'a chain that leads outside': { act: (bench, queue) => chain(bench, queue, 3, 64), error: 'descriptor_index' },
  'a chain to itself': { act: (bench, queue) => chain(bench, queue, 1, 0), error: 'chain_length' },
  'a loop of three': { act: (bench, queue) => chain(bench, queue, 3, 0), error: 'chain_length' },
  'a loop of pieces of no bytes': {
    act: (bench, queue) => {
      put(queue, 0, inside(bench), 0, write | next, 1);
      put(queue, 1, inside(bench), 0, write | next, 0);
      offer(bench, queue, 0);
    },
    error: 'chain_length',
  },
  'a chain of 33': { act: (bench, queue) => chain(bench, queue, 33), error: 'chain_length' },
  'a buffer that cannot be written': {
    act: (bench, queue) => {
      put(queue, 0, inside(bench), 64, 0);
      offer(bench, queue, 0);
    },
    error: 'descriptor_flags',
  },
  'a second piece that cannot be written': {
    act: (bench, queue) => {
      put(queue, 0, inside(bench), 64, write | next, 1);
      put(queue, 1, inside(bench), 64, 0);
      offer(bench, queue, 0);
    },
    error: 'descriptor_flags',
  },
  "another function's memory": {
    act: (bench, queue) => {
      put(queue, 0, windowOf(3), 64, write);
      offer(bench, queue, 0);
    },
    error: 'window',
  },
  'a buffer over the end of its window': {
    act: (bench, queue) => {
      put(queue, 0, windowOf(0) + (1n << 28n) - 63n, 64, write);
      offer(bench, queue, 0);
    },
    error: 'window',
  },
  'a buffer round the end of memory': {
    act: (bench, queue) => {
      put(queue, 0, (1n << 64n) - 8n, 64, write);
      offer(bench, queue, 0);
    },
    error: 'window',
  },
  'a table in foreign memory': {
    act: (bench, queue) => {
      put(queue, 0, windowOf(3), 16, indirect);
      offer(bench, queue, 0);
    },
    error: 'window',
  },
  'a table that was not negotiated': {
    options: { indirect: false },
    act: (bench, queue) => table(bench, queue, 16, () => ({ flags: write })),
    error: 'indirect_table',
  },
  'a table in a table': {
    act: (bench, queue) => table(bench, queue, 32, () => ({ flags: indirect })),
    error: 'indirect_table',
  },
  'a table with a chain after it': {
    act: (bench, queue) => table(bench, queue, 16, () => ({ flags: write }), indirect | next),
    error: 'indirect_table',
  },
  'an empty table': {
    act: (bench, queue) => table(bench, queue, 0, () => ({ flags: write })),
    error: 'indirect_table',
  },
  'a table of 17 bytes': {
    act: (bench, queue) => table(bench, queue, 17, () => ({ flags: write })),
    error: 'indirect_table',
  },
  'a table of 33': {
    act: (bench, queue) => table(bench, queue, 33 * 16, () => ({ flags: write })),
    error: 'indirect_table',
  },
  ...Object.fromEntries(
    [1, 8, 15].map(offset => [
      `a table ${offset} bytes off its alignment`,
      {
        act: (bench: SupplyBench, queue: BenchQueue) => {
          put(queue, 0, inside(bench) + BigInt(offset), 32, indirect);
          offer(bench, queue, 0);
        },
        error: 'indirect_table',
      },
    ]),
  ),
  'a table that is refused': {
    act: (bench, queue) => {
      const at = inside(bench);
      put(queue, 0, at, 64, indirect);
      offer(bench, queue, 0);
      bench.fail(at, 2);
    },
    error: 'refused',
  },
  'a run of descriptors that is refused': {
    act: (bench, queue) => {
      bench.fail(split(queue).descriptorAt(0), 2);
      for (let i = 0; i < 7; i++) bench.post(queue, [64]);
    },
    error: 'refused',
  },
  'a table that leads outside itself': {
    act: (bench, queue) => table(bench, queue, 32, () => ({ flags: write | next, following: 2 })),
    error: 'descriptor_index',
  },
  'a loop in a table': {
    act: (bench, queue) => table(bench, queue, 64, i => ({ flags: write | next, following: i ^ 1 })),
    error: 'chain_length',
  },
  'a piece in a table that cannot be written': {
    act: (bench, queue) => table(bench, queue, 16, () => ({ flags: 0 })),
    error: 'descriptor_flags',
  },
  'an index that cannot be read': {
    act: (bench, queue) => bench.fail(split(queue).ring.driver + 2n, 1),
    error: 'bus',
  },
  'entries that cannot be read': {
    act: (bench, queue) => {
      bench.fail(split(queue).ring.driver + 4n, 1);
      bench.post(queue, [64]);
    },
    error: 'bus',
  },
  'a descriptor that cannot be read': {
    act: (bench, queue) => {
      bench.fail(split(queue).descriptorAt(0), 1);
      bench.post(queue, [64]);
    },
    error: 'bus',
  },
  'a descriptor that is refused': {
    act: (bench, queue) => {
      bench.fail(split(queue).descriptorAt(0), 2);
      bench.post(queue, [64]);
    },
    error: 'refused',
  },
};

const packedPut = (
  bench: SupplyBench,
  queue: BenchQueue,
  number: number,
  address: bigint,
  bytes: number,
  flags: number,
): void => {
  const at = (queue.driver as PackedDriver).descriptorAt(number);
  bench.ram.write(at, 8, address);
  bench.ram.write(at + 8n, 4, bytes);
  bench.ram.write(at + 14n, 2, flags | packedFlags.available);
};

const packedAttacks: Record<string, Attack> = {
  'a chain of 33': {
    act: (bench, queue) => {
      for (let i = 32; i >= 0; i--) packedPut(bench, queue, i, inside(bench), 8, write | (i < 32 ? next : 0));
    },
    error: 'chain_length',
  },
  'a ring that is one chain': {
    options: { size: 5 },
    act: (bench, queue) => {
      for (let i = 4; i >= 0; i--) packedPut(bench, queue, i, inside(bench), 8, write | next);
    },
    error: 'descriptor_flags',
  },
  'a chain that goes round a ring which is rewritten meanwhile': {
    options: { size: 2 },
    act: (bench, queue) => {
      for (const number of [1, 0]) packedPut(bench, queue, number, inside(bench), 8, write | next);
      bench.spuriousKick(hostileNumber);
      const asked = (): number =>
        bench.reads.filter(read => read.client === 'descriptors' && read.function === 0).length;
      bench.runUntil(() => asked() > 1, 'the ring is read again');
      // As available in the next round, and the second one as the last of the chain.
      for (const number of [1, 0]) {
        const at = (queue.driver as PackedDriver).descriptorAt(number) + 14n;
        bench.ram.write(at, 2, write | packedFlags.used | (number === 0 ? next : 0));
      }
    },
    error: 'chain_length',
  },
  'a chain whose rest is never there': {
    act: (bench, queue) => packedPut(bench, queue, 0, inside(bench), 8, write | next),
    error: 'descriptor_flags',
  },
  'a buffer that cannot be written': {
    act: (bench, queue) => packedPut(bench, queue, 0, inside(bench), 8, 0),
    error: 'descriptor_flags',
  },
  "another function's memory": {
    act: (bench, queue) => packedPut(bench, queue, 0, windowOf(2), 8, write),
    error: 'window',
  },
  'a table inside a chain': {
    act: (bench, queue) => {
      packedPut(bench, queue, 1, inside(bench), 16, indirect);
      packedPut(bench, queue, 0, inside(bench), 8, write | next);
    },
    error: 'indirect_table',
  },
  'a table with a chain after it': {
    act: (bench, queue) => packedPut(bench, queue, 0, inside(bench), 16, indirect | next),
    error: 'indirect_table',
  },
  'a table that was not negotiated': {
    options: { indirect: false },
    act: (bench, queue) => packedPut(bench, queue, 0, inside(bench), 16, indirect),
    error: 'indirect_table',
  },
  'a table of 33': {
    act: (bench, queue) => packedPut(bench, queue, 0, inside(bench), 33 * 16, indirect),
    error: 'indirect_table',
  },
  'a ring that cannot be read': {
    act: (bench, queue) => {
      bench.fail((queue.driver as PackedDriver).descriptorAt(0), 1);
      bench.spuriousKick(hostileNumber);
      bench.spuriousKick(hostileNumber);
      bench.run(300);
      bench.spuriousKick(hostileNumber);
    },
    error: 'bus',
  },
};

describe('a split ring with', () => {
  it.each(Object.entries(splitAttacks))('%s stops its queue', (_, one) => attack(one, false));
});

describe('a packed ring with', () => {
  it.each(Object.entries(packedAttacks))('%s stops its queue', (_, one) => attack(one, true));
});

it.each([1, 2])('no descriptor is read for entries that could not be read (fault %i)', fault => {
  const bench = new SupplyBench({ config, random: seededRandom(fault), pressure: 0 });
  const queue = bench.start(hostileNumber, { size: 64 });
  queue.hostile = true;
  bench.fail(split(queue).ring.driver + 4n, fault);
  for (let i = 0; i < 40; i++) bench.post(queue, [64]);
  bench.kick(queue);
  bench.runUntil(() => queue.error !== undefined, 'the queue stops');
  bench.run(200);
  expect(bench.reads.map(({ client }) => client)).not.toContain('descriptors');
});

describe('rings of noise', () => {
  it.each([1, 2, 3, 4])('hang nothing, leave no window, and drain (seed %i)', seed => {
    const random = seededRandom(seed);
    const bench = new SupplyBench({ config, random });
    const victim = bench.start(victimNumber, { size: 64 });
    let sent = 0;
    for (let round = 0; round < 6; round++) {
      const packed = random.chance(0.5);
      const size = packed ? random.between(1, 80) : 2 ** random.between(0, 6);
      const queue = bench.start(hostileNumber, {
        size,
        packed,
        indirect: random.chance(0.7),
        eventIndex: random.chance(0.5),
      });
      queue.hostile = true;
      for (let i = 0; i < 3; i++) bench.send(queue, random.between(72, 9000));
      for (let turn = 0; turn < 5; turn++) {
        scribble(bench, queue, random);
        bench.spuriousKick(hostileNumber);
        bench.post(victim, [1530]);
        bench.kick(victim);
        bench.send(victim, 100);
        sent++;
        bench.run(150);
      }
      bench.runUntil(() => victim.fates.length === sent, 'the victim gets its buffers', 3000);
      bench.stop(queue);
      bench.runUntil(() => queue.frames.length === 0, 'frames of the stopped queue are dropped', 3000);
      bench.drain(queue);
    }
    expect(victim.fates.every(({ outcome }) => outcome === 'granted')).toBe(true);
  });
});

/** Noise where it hurts: small numbers and flags rather than bits at random. */
const scribble = (bench: SupplyBench, queue: BenchQueue, random: Random): void => {
  const { size, descriptors, driver } = split(queue).ring;
  for (let i = 0; i < size; i++) {
    const at = descriptors + BigInt(16 * i);
    const address = random.chance(0.95) ? inside(bench) : windowOf(random.between(0, 5));
    bench.ram.write(at, 8, address);
    bench.ram.write(at + 8n, 4, random.pick([0, 1, 16, 32, 64, 2000, 0xffff_ffff]));
    bench.ram.write(at + 12n, 2, random.between(0, random.chance(0.9) ? 7 : 0xffff));
    bench.ram.write(
      at + 14n,
      2,
      random.between(0, random.chance(0.9) ? size - 1 : 0xffff) | (random.chance(0.3) ? 0x80 : 0),
    );
    if (!queue.options.packed)
      bench.ram.write(driver + BigInt(4 + 2 * i), 2, random.between(0, random.chance(0.95) ? size - 1 : 0xffff));
  }
  if (!queue.options.packed) {
    const before = Number(bench.ram.read(driver + 2n, 2));
    bench.ram.write(driver + 2n, 2, (before + random.between(0, random.chance(0.9) ? size : 0xffff)) & 0xffff);
  }
};
