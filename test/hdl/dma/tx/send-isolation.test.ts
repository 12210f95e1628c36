// SPDX-License-Identifier: Apache-2.0
/** Transmit under attack: a hostile, slow or stopped queue loses what is its own, and the neighbours lose nothing. */
import { describe, expect, it } from 'vitest';
import { configs } from '../../../../hdl/spec/configs.ts';
import { descriptorFlags, type QueueErrorName } from '../../../../hdl/spec/virtio/virtqueue.ts';
import type { Piece, SplitDriver } from '../../../../sim/model/ring-drivers.ts';
import { type Random, seededRandom } from '../../../support/random.ts';
import { windowOf } from '../dma-bench.ts';
import { type SendBench, sendBench } from './send-bench.ts';
import type { SendQueue } from './send-queue.ts';

const tenGig = configs['10g'];
/** The attacker is the second queue of function 1; its neighbours are all other kinds of queue there are. */
const attacker = 3;
const victims = [2, 0, 9];
const bus = { latencyCycles: 30, jitterCycles: 30, maxOutstanding: 128, outOfOrder: true };

const frame = (random: Random, length: number, header: readonly number[] = []): Uint8Array =>
  Uint8Array.from([...header, ...Array(12 - header.length).fill(0), ...random.bytes(length)]);

const post = (random: Random, queue: SendQueue, count: number): void => {
  for (let i = 0; i < count; i++) {
    const length = random.between(14, 300);
    queue.post({ content: frame(random, length), sizes: random.chance(0.5) ? [12, length] : [12 + length] });
  }
};

const sentOf = (bench: SendBench, { queue }: SendQueue): string[] =>
  bench.sent.filter(one => one.queue === queue).map(({ bytes }) => bytes);
const postedOf = ({ frames }: SendQueue): string[] =>
  frames.map(({ content }) => Buffer.from(content.subarray(12)).toString('hex'));

const openVictims = async (bench: SendBench): Promise<SendQueue[]> => {
  const queues = victims.map((queue, i) =>
    bench.open(queue, { size: 256, format: i === 1 ? 'packed' : 'split', eventIndex: i === 2 }),
  );
  for (const queue of queues) bench.enable(queue);
  for (const { queue } of queues) expect(await bench.settled(queue)).toMatchObject({ enabled: true });
  return queues;
};

const expectAllSent = async (bench: SendBench, queues: readonly SendQueue[]): Promise<void> => {
  await bench.until(
    () => queues.every(one => one.outstanding.length === 0 && sentOf(bench, one).length === one.frames.length),
    'all frames of the neighbours are sent and used',
  );
  for (const one of queues) expect(sentOf(bench, one)).toEqual(postedOf(one));
};

interface Attack {
  readonly name: string;
  readonly error: QueueErrorName;
  readonly attack: (driver: SplitDriver, bench: SendBench, place: bigint) => void;
}

/** Describes the head of the next chain anew, after the driver has posted it. */
const head = (driver: SplitDriver, number: number, piece: Piece, flags: number, next = 0): void =>
  driver.describe(driver.descriptorAt(number), piece, flags, next);
/** The descriptor that an honest ring of 16 with 3 frames of one piece takes next. */
const bad = 3;

const attacks: readonly Attack[] = [
  {
    name: 'memory to be written',
    error: 'descriptor_flags',
    attack: (driver, _, address) => head(driver, bad, { address, bytes: 72 }, descriptorFlags.write),
  },
  {
    name: 'a chain that leads to itself',
    error: 'chain_length',
    attack: (driver, _, address) => head(driver, bad, { address, bytes: 72 }, descriptorFlags.next, bad),
  },
  {
    name: 'memory of another function',
    error: 'window',
    attack: driver => head(driver, bad, { address: windowOf(0).first, bytes: 72 }, 0),
  },
  {
    name: 'a length that leaves the window',
    error: 'window',
    attack: driver => head(driver, bad, { address: windowOf(1).last - 70n, bytes: 72 }, 0),
  },
  {
    name: 'memory around the end of all',
    error: 'window',
    attack: driver => head(driver, bad, { address: (1n << 64n) - 16n, bytes: 0xffff_ffff }, 0),
  },
  {
    name: 'a chain of 33 descriptors',
    error: 'chain_length',
    attack: (driver, _, address) => {
      driver.writeTable(address, Array(32).fill({ address: address + 1024n, bytes: 4 }));
      head(driver, bad, { address: address + 2048n, bytes: 12 }, descriptorFlags.next, 9);
      head(driver, 9, { address, bytes: 32 * 16 }, descriptorFlags.indirect);
    },
  },
  {
    name: 'memory that answers with an error',
    error: 'bus',
    attack: (driver, { memory }, address) => {
      const first = address & ~0xfffn;
      memory.addRegion({ first, last: first + 0xfffn, slaveError: true });
      head(driver, bad, { address, bytes: 72 }, 0);
    },
  },
];

describe('in the transmit DMA of 10g', () => {
  it.each(attacks)('$name stops its queue alone, which starts again', async ({ error, attack }) => {
    const random = seededRandom(error.length);
    const bench = await sendBench(tenGig, { read: bus, write: bus });
    await bench.start();
    const neighbours = await openVictims(bench);
    const ring = bench.open(attacker, { size: 16 });
    bench.enable(ring);
    await bench.settled(attacker);
    for (const one of neighbours) {
      post(random, one, 40);
      await bench.ring(one);
    }
    for (let i = 0; i < 4; i++) ring.post({ content: frame(random, 60), sizes: [72] });
    attack(ring.driver as SplitDriver, bench, ring.plan.buffers + 0x10_0000n);
    bench.hostile.add(ring);
    await bench.ring(ring);
    await bench.bench.run(400);
    for (const one of neighbours) {
      post(random, one, 20);
      await bench.ring(one);
    }
    expect(await bench.failed(attacker)).toMatchObject({ error });
    await expectAllSent(bench, neighbours);
    // What was good before the attack may have been sent, nothing else.
    const before = sentOf(bench, ring);
    expect(postedOf(ring).slice(0, before.length)).toEqual(before);
    expect(before.length).toBeLessThanOrEqual(3);
    expect(await bench.refused.reads.received()).toEqual([]);

    const again = bench.open(attacker, { size: 64 });
    bench.enable(again);
    expect(await bench.settled(attacker)).toMatchObject({ enabled: true, error: 'none' });
    bench.sent.length = 0;
    post(random, again, 20);
    await bench.ring(again);
    await expectAllSent(bench, [again]);
    await bench.expectNoStrayWrites([...neighbours, ring, again]);
  });

  it('headers and lengths that cannot be sent are dropped, told and used, and the queue runs on', async () => {
    const random = seededRandom(4);
    const bench = await sendBench(tenGig, { read: bus, write: bus, stall: 0.3 });
    await bench.start();
    const ring = bench.open(attacker, { size: 256 });
    bench.enable(ring);
    await bench.settled(attacker);
    const good: string[] = [];
    const told: string[] = [];
    const sum = (start: number, offset: number): number[] => [
      1,
      0,
      0,
      0,
      0,
      0,
      start & 255,
      start >> 8,
      offset & 255,
      offset >> 8,
    ];
    const longest = tenGig.maxFrameBytes;
    const odd: [string | undefined, number, number[]][] = [
      ['segmentation', 60, [0, 1]],
      ['segmentation', 60, [1, 0x81, 0, 0, 0, 0, 14, 0, 6, 0]],
      ['checksum_place', 60, sum(60, 0)],
      ['checksum_place', 60, sum(59, 0)],
      ['checksum_place', 60, sum(14, 45)],
      ['checksum_place', 60, sum(0xffff, 0xffff)],
      [undefined, 60, sum(14, 44)],
      [undefined, 60, [0xfe, 0, 0, 0, 0, 0, 255, 255, 255, 255]],
      ['chain_length', 13, []],
      [undefined, 14, []],
      [undefined, longest, []],
      ['chain_length', longest + 1, []],
      ['chain_length', 20_000, []],
    ];
    for (let i = 0; i < 60; i++) {
      const [event, length, header] = i < odd.length ? odd[i]! : random.pick(odd);
      const content = frame(random, length, header);
      ring.post({ content, sizes: random.chance(0.5) ? [12, length] : [12 + length] });
      if (event === undefined) good.push(Buffer.from(content.subarray(12)).toString('hex'));
      else told.push(event);
    }
    // Chains too short for a header, and with no bytes at all.
    for (const length of [0, 1, 12]) {
      ring.post({ content: frame(random, 0).subarray(0, length), sizes: [length] });
      told.push('chain_length');
    }
    await bench.ring(ring);
    await bench.until(() => ring.outstanding.length === 0, 'all are used');
    await bench.until(() => bench.sent.length === good.length && bench.events.length === told.length, 'all end');
    expect(sentOf(bench, ring)).toEqual(good);
    expect(bench.events.map(({ name }) => name)).toEqual(told);
    expect(new Set(bench.events.map(event => event.function))).toEqual(new Set([1]));
    expect(await bench.status(attacker)).toMatchObject({ enabled: true, error: 'none' });
  });

  it('a function whose reads are never answered holds back itself alone, and goes on afterwards', async () => {
    const random = seededRandom(5);
    const bench = await sendBench(tenGig, { read: bus, write: bus });
    await bench.start();
    const neighbours = await openVictims(bench);
    const slow = [bench.open(6, { size: 256 }), bench.open(7, { size: 64, format: 'packed' })];
    for (const one of slow) bench.enable(one);
    for (const { queue } of slow) await bench.settled(queue);
    for (const one of slow) {
      post(random, one, 30);
      await bench.ring(one);
    }
    await bench.until(() => slow.some(one => sentOf(bench, one).length > 2), 'some are sent', { step: 20 });
    bench.bus.read.read!.withhold(3);
    for (const one of slow) {
      post(random, one, 60);
      await bench.ring(one);
    }
    await bench.bench.run(2000);
    for (const one of neighbours) {
      post(random, one, 60);
      await bench.ring(one);
    }
    await expectAllSent(bench, neighbours);
    expect(slow.some(one => one.outstanding.length > 0)).toBe(true);
    bench.bus.read.read!.release(3);
    await expectAllSent(bench, slow);
  });

  it('nothing of a run is sent or used after it has ended, and the next one begins afresh', async () => {
    const random = seededRandom(6);
    const bench = await sendBench(tenGig, { read: bus, write: bus, stall: 0.4 });
    await bench.start();
    const neighbours = await openVictims(bench);
    let interrupted = 0;
    for (let turn = 0; turn < 8; turn++) {
      const ring = bench.open(attacker, { size: 256, format: turn % 2 === 0 ? 'split' : 'packed' });
      bench.enable(ring);
      await bench.settled(attacker);
      bench.sent.length = 0;
      for (const one of neighbours) one.frames.length = 0;
      post(random, ring, 60);
      await bench.ring(ring);
      for (const one of neighbours) {
        post(random, one, 10);
        await bench.ring(one);
      }
      await bench.bench.run(random.between(50, 900));
      bench.setRegister(attacker, 'control', 0);
      await bench.bench.run(20);
      await bench.settled(attacker);
      await bench.collect();
      const [sent, used] = [sentOf(bench, ring), ring.used.length];
      expect(postedOf(ring).slice(0, sent.length)).toEqual(sent);
      // A stop by a register ends in order: what was begun is sent, and used.
      expect(used).toBe(sent.length);
      if (sent.length < 60) interrupted++;
      await expectAllSent(bench, neighbours);
      await bench.bench.run(300);
      await bench.collect();
      expect([sentOf(bench, ring).length, ring.used.length]).toEqual([sent.length, used]);
    }
    expect(interrupted).toBeGreaterThan(2);
  });

  it('a function that is suspended goes on where it was', async () => {
    const random = seededRandom(7);
    const bench = await sendBench(tenGig, { read: bus, write: bus });
    await bench.start();
    const ring = bench.open(attacker, { size: 256, format: 'packed' });
    bench.enable(ring);
    await bench.settled(attacker);
    post(random, ring, 90);
    await bench.ring(ring);
    for (let turn = 0; turn < 5; turn++) {
      await bench.bench.run(random.between(20, 400));
      await bench.bench.poke('suspend', 2);
      const { reached } = await bench.bench.runUntil({ port: 'suspended', equals: 2 }, 20_000);
      expect(reached).toBe(true);
      await bench.collect();
      const before = [bench.sent.length, ring.used.length];
      await bench.bench.run(300);
      await bench.collect();
      expect([bench.sent.length, ring.used.length]).toEqual(before);
      await bench.bench.poke('suspend', 0);
    }
    await expectAllSent(bench, [ring]);
  });
});
