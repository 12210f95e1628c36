// SPDX-License-Identifier: Apache-2.0
/** Transmit DMA as a whole: frames out of the rings of drivers, byte for byte, at speed and under every pressure. */
import { describe, expect, it } from 'vitest';
import { type Config, configs } from '../../../../hdl/spec/configs.ts';
import { pokeWrites } from '../../../support/poke-writes.ts';
import { type Random, seededRandom } from '../../../support/random.ts';
import { type SendBench, sendBench } from './send-bench.ts';
import type { Sending, SendQueue } from './send-queue.ts';

const tiny = configs.tiny;
const tenGig = configs['10g'];

const headerOf = (flags: number, gso: number, start: number, offset: number): number[] => [
  ...[flags, gso, 1, 2, 3, 4],
  ...[start & 0xff, start >> 8, offset & 0xff, offset >> 8, 9, 9],
];

/** A frame with its header, in any layout that a driver may choose. */
const drawSending = (random: Random, longest: number, room: number, packed: boolean): Sending => {
  const length = random.pick([60, 60, random.between(14, 200), random.between(14, longest), longest]);
  const wantsSum = random.chance(0.3);
  const header = headerOf(wantsSum ? 1 : 0, 0, random.between(0, length - 3), 1);
  const content = Uint8Array.from([...header, ...random.bytes(length)]);
  const pieces = random.pick([1, 2, 2, random.between(1, 6)]);
  if (random.chance(0.3)) return { content, sizes: cut(random, content.length, random.between(1, 12)), indirect: 0 };
  if (room > 4 && !packed && random.chance(0.2)) return { content, sizes: [12, 1, content.length - 13], indirect: 2 };
  if (pieces === 2 && room >= 2) return { content, sizes: [12, length] };
  return { content, sizes: cut(random, content.length, Math.min(pieces, room)) };
};

const cut = (random: Random, bytes: number, pieces: number): number[] => {
  const sizes: number[] = [];
  let left = bytes;
  for (let i = 1; i < pieces && left > 1; i++) {
    sizes.push(random.between(1, Math.min(left - 1, random.pick([3, 100, 2000]))));
    left -= sizes.at(-1)!;
  }
  return [...sizes, left];
};

/** Frames of a queue as they must come out, in order. */
const expected = (queue: SendQueue): string[] =>
  queue.frames.map(({ content }) => Buffer.from(content.subarray(12)).toString('hex'));

const startAll = async (bench: SendBench, queues: readonly SendQueue[]): Promise<void> => {
  for (const queue of queues) bench.enable(queue);
  for (const { queue } of queues) expect(await bench.settled(queue)).toMatchObject({ enabled: true, error: 'none' });
};

/** Posts frames at random until each queue has posted `count`, and waits until all are sent and used. */
const exchange = async (
  bench: SendBench,
  random: Random,
  queues: readonly SendQueue[],
  count: number,
): Promise<void> => {
  const longest = bench.config.maxFrameBytes;
  const mostTurns = 1000 * queues.length;
  for (let turn = 0; queues.some(({ frames }) => frames.length < count); turn++) {
    expect(
      turn,
      `frames posted: ${queues.map(({ frames, outstanding }) => [frames.length, outstanding.length].join(' '))}`,
    ).toBeLessThan(mostTurns);
    const queue = random.pick(queues.filter(({ frames }) => frames.length < count));
    const { size, format } = queue.plan;
    for (let i = random.between(1, 10); i > 0 && queue.frames.length < count; i--)
      if (!queue.post(drawSending(random, longest, size, format === 'packed'))) break;
    await bench.ring(queue);
    await bench.bench.run(random.between(1, 300));
    await bench.collect();
  }
  await bench.until(() => queues.every(({ outstanding }) => outstanding.length === 0), 'all frames are used');
  const all = queues.reduce((sum, { frames }) => sum + frames.length, 0);
  await bench.until(() => bench.sent.length >= all, 'all frames are sent');
};

const draw = (bench: SendBench, random: Random, queue: number): SendQueue => {
  const format = random.pick(['split', 'packed'] as const);
  const size = random.pick(format === 'packed' ? [3, 7, 64, 100, 255] : [2, 8, 64, 256]);
  return bench.open(queue, {
    size,
    format,
    eventIndex: random.chance(0.5),
    placement: random.pick(['tight', 'page'] as const),
    pick: random.chance(0.4) ? count => random.between(0, count - 1) : () => 0,
    pointerFlags: random.pick([0, 2]),
  });
};

describe.each([tiny, tenGig])('the transmit DMA of $name', config => {
  const pressures = [
    { name: 'a quick host', bus: { latencyCycles: 1, maxOutstanding: 128 } },
    { name: 'a slow host', bus: { latencyCycles: 200, jitterCycles: 100, maxOutstanding: 128, outOfOrder: true } },
    { name: 'a host of one access at a time', bus: { latencyCycles: 3, maxOutstanding: 1 } },
    {
      name: 'a host that stalls and reorders',
      bus: { latencyCycles: 10, jitterCycles: 60, outOfOrder: true, stall: 0.4, idle: 0.4 },
    },
  ];

  it.each(pressures)('sends a mixture from rings of all kinds with $name', async ({ bus }) => {
    const random = seededRandom(bus.latencyCycles + config.functions);
    const bench = await sendBench(config, { read: bus, write: bus, stall: 0.2, seed: bus.latencyCycles });
    await bench.start();
    const numbers = config === tiny ? [0, 1] : [0, 1, 6, 9, 15];
    const queues = numbers.map(queue => draw(bench, random, queue));
    await startAll(bench, queues);
    await exchange(bench, random, queues, 60);
    for (const queue of queues) {
      const sent = bench.sent.filter(frame => frame.queue === queue.queue);
      expect(sent.map(({ bytes }) => bytes)).toEqual(expected(queue));
      for (const [i, { content }] of queue.frames.entries()) {
        const [flags, start] = [content[0]!, content[6]! + 256 * content[7]!];
        expect(sent[i]!.checksum).toEqual(flags & 1 ? { start, place: start + 1 } : undefined);
      }
    }
    expect(bench.events).toEqual([]);
    await bench.expectNoStrayWrites(queues);
    for (const { queue } of queues) expect(await bench.status(queue)).toMatchObject({ error: 'none', enabled: true });
    const told = new Set((await bench.interrupts.take()).map(({ vector }) => vector));
    for (const { queue } of queues) expect(told).toContain(0x100 + queue);
  });
});

const wideHosts: readonly Config[] = [256, 512].map(bits => ({ ...tenGig, name: `host${bits}`, hostDataBits: bits }));

it.each(wideHosts)('it sends a mixture on a host bus of $hostDataBits bits', async config => {
  const random = seededRandom(config.hostDataBits);
  const bus = { latencyCycles: 20, jitterCycles: 40, outOfOrder: true, stall: 0.3, idle: 0.3, maxOutstanding: 64 };
  const bench = await sendBench(config, { read: bus, write: bus, stall: 0.2 });
  await bench.start();
  const queues = [0, 6, 15].map(queue => draw(bench, random, queue));
  await startAll(bench, queues);
  await exchange(bench, random, queues, 60);
  for (const queue of queues) {
    const sent = bench.sent.filter(frame => frame.queue === queue.queue);
    expect(sent.map(({ bytes }) => bytes)).toEqual(expected(queue));
  }
});

describe('the rate of the transmit DMA of 10g', () => {
  /** Clocks a frame takes at 10 Gbit/s: preamble, FCS and gap are 24 bytes. */
  const wireClocks = (bytes: number): number => ((bytes + 24) * 8) / (tenGig.lineRateBps / tenGig.clockHz);

  it.each([
    { bytes: 60, apart: false, queues: 8, clocks: wireClocks(60) },
    { bytes: 60, apart: true, queues: 8, clocks: wireClocks(60) },
    { bytes: 61, apart: false, queues: 8, clocks: wireClocks(61) },
    { bytes: 124, apart: true, queues: 8, clocks: wireClocks(124) },
    { bytes: 1514, apart: true, queues: 8, clocks: wireClocks(1514) },
    { bytes: 9018, apart: true, queues: 8, clocks: wireClocks(9018) },
    // Its tags bound one function: 16 reads in the time that one takes.
    { bytes: 60, apart: false, queues: 1, clocks: 15 },
  ])('is at most $clocks clocks for $bytes bytes in $queues queues, header apart: $apart', async one => {
    const { bytes, apart, queues, clocks: most } = one;
    const bench = await sendBench(tenGig, {
      read: { latencyCycles: 125, maxOutstanding: 128, outOfOrder: true },
      write: { latencyCycles: 32, maxOutstanding: 128 },
    });
    await bench.start();
    const random = seededRandom(1);
    const each = Math.max(12, Math.floor(Math.min(250, 60_000 / bytes)));
    const list = Array.from({ length: queues }, (_, i) => bench.open(2 * i, { size: 512, eventIndex: true }));
    for (const queue of list) {
      for (let i = 0; i < each; i++) {
        const content = Uint8Array.from([...headerOf(0, 0, 0, 0), ...random.bytes(bytes)]);
        queue.post({ content, sizes: apart ? [12, bytes] : [12 + bytes] });
      }
    }
    await startAll(bench, list);
    for (const queue of list) await bench.ring(queue);
    await bench.until(() => bench.sent.length === each * queues, 'all are sent', { cycles: 400_000, step: 500 });
    const skip = Math.floor(bench.sent.length / 5);
    const first = bench.sent[skip]!.cycle;
    const last = bench.sent.at(-skip)!;
    const clocks = (last.cycle - first) / (bench.sent.length - 2 * skip);
    expect(clocks).toBeLessThanOrEqual(most);
  });
});

it.each([
  { frames: [1514, 1514], weights: [1, 3] },
  { frames: [300, 1514], weights: [1, 1] },
])('two functions that always send share the wire by $weights with frames of $frames bytes', async one => {
  const bench = await sendBench(tenGig, {
    read: { latencyCycles: 125, maxOutstanding: 128, outOfOrder: true },
    write: { latencyCycles: 32, maxOutstanding: 128 },
    // The words go out at two thirds of their pace.
    stall: 0.33,
  });
  await bench.start();
  const random = seededRandom(1);
  const shares = one.weights.map((weight, i) => ({ function: 2 + i, weight }));
  await pokeWrites(bench.bench, 'weight', shares);
  const list = one.frames.map((bytes, i) => {
    const queue = bench.open(2 * (2 + i), { size: 1024, eventIndex: true });
    for (let n = Math.min(1000, Math.ceil((150_000 * one.weights[i]!) / (bytes + 60))); n > 0; n--)
      queue.post({ content: Uint8Array.from([...headerOf(0, 0, 0, 0), ...random.bytes(bytes)]), sizes: [12 + bytes] });
    return queue;
  });
  await startAll(bench, list);
  for (const queue of list) await bench.ring(queue);
  await bench.until(() => list.some(({ outstanding }) => outstanding.length === 0), 'one has sent all', {
    cycles: 400_000,
  });
  // What each has cost while both had frames, in the currency of the scheduler: beats, 20 a read, 16 + 10 a chain.
  const cost = (bytes: number): number =>
    16 * Math.ceil((bytes + 12 + 8) / 16) + 20 * Math.ceil((bytes + 12) / 256) + 26;
  const [a, b] = list.map(({ used }, i) => (used.length * cost(one.frames[i]!)) / one.weights[i]!);
  expect(Math.abs(a! - b!) / Math.max(a!, b!)).toBeLessThan(0.08);
});
