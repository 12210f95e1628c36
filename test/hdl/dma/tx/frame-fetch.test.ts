// SPDX-License-Identifier: Apache-2.0
/** The frame fetch against a naive model: every chain becomes its frame, byte for byte, or the event that is due to it. */
import { exceededBounds, logicDepth } from 'typescript-hdl/depth';
import { describe, expect, it } from 'vitest';
import { frameFetch } from '../../../../hdl/dma/tx/frame-fetch.ts';
import { type Config, configs } from '../../../../hdl/spec/configs.ts';
import { type Random, seededRandom } from '../../../support/random.ts';
import { FetchBench } from './fetch-bench.ts';
import type { BenchChain, SentHeader } from './sent-chains.ts';

const narrow: Config = { ...configs['10g']!, name: 'narrow', functions: 4, queuesPerFunction: 2, maxFrameBytes: 1522 };
const wide: Config = { ...narrow, name: 'wide', hostDataBits: 512, maxFrameBytes: 9022 };

/** Cuts a number of bytes into at most `most` pieces. */
const cut = (random: Random, bytes: number, most: number): number[] => {
  const pieces: number[] = [];
  for (let left = bytes; left > 0; ) {
    const piece =
      pieces.length + 1 >= most ? left : random.between(1, Math.max(1, Math.min(left, random.pick([4, 40, left]))));
    pieces.push(piece);
    left -= piece;
  }
  return pieces;
};

const drawHeader = (random: Random, length: number): SentHeader => {
  const any = random.between(0, 65_535);
  return random.pick([
    {},
    { flags: random.between(0, 127) * 2, start: any, offset: any },
    { flags: 1, start: random.between(0, Math.max(0, length - 3)), offset: 1 },
    { flags: 1, start: random.between(Math.max(0, length - 4), length + 3), offset: random.between(0, 3) },
    { flags: 255, start: any, offset: random.between(0, 65_535) },
    random.chance(0.5) ? { gsoType: random.between(1, 255), flags: 1 } : {},
  ]);
};

const post = (bench: FetchBench, random: Random, queue: number): void => {
  const longest = bench.config.maxFrameBytes + 12;
  const bytes = random.pick([
    () => 72,
    () => random.between(26, 200),
    () => random.between(26, longest),
    () => random.between(longest - 2, longest + 2),
    () => random.between(0, 28),
    () => random.pick([0, 1, 11, 12, 13, 25, 26, longest + 1, 40_000]),
  ])();
  const sizes = random.pick([
    () => [bytes],
    () => (bytes > 12 ? [12, bytes - 12] : [bytes]),
    () => cut(random, bytes, 32),
    () => cut(random, bytes, 4),
  ])();
  bench.post(queue, bytes === 0 ? [0] : sizes, drawHeader(random, bytes - 12), random.between(1, 32));
};

/**
 * Function, bytes on the bus and bytes on the wire: whole beats and a header of 20 bytes a read, 16 a piece, 2 + 8 a chain; or the time
 * of the parts before the bus, 2 clocks a chain and 2 a piece, as so many beats.
 */
const costOf = (config: Config, { queue, pieces, content }: BenchChain): number[] => {
  const owner = Math.floor(queue / config.queuesPerFunction);
  const units = (size: number): number[] =>
    pieces.map(({ address, bytes }) => Math.ceil((Number(address % BigInt(size)) + bytes) / size));
  const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0);
  const beat = config.hostDataBits / 8;
  const rings = 16 * pieces.length + 10;
  const least = (2 + 2 * pieces.length) * beat;
  if (content.length > config.maxFrameBytes + 12) return [owner, Math.max(rings, least), 0];
  const bus = rings + beat * sum(units(beat)) + 20 * sum(units(256));
  return [owner, Math.max(bus, least), content.length + 12];
};

describe.each([narrow, wide])('with $hostDataBits bits', config => {
  it.each([1, 2, 3])('every chain ends as it must, in order, and is used (seed %i)', seed => {
    const random = seededRandom(seed);
    const pressure = [0.2, 0.5, 0][seed % 3]!;
    const bench = new FetchBench({ config, random, pressure, readsAllowed: [16, 3, 1][seed % 3]! });
    const queues = [0, 1, 4, 7];
    for (const queue of queues) bench.start(queue);
    for (let i = 0; i < 150; i++) {
      post(bench, random, random.pick(queues));
      bench.run(random.between(0, 40));
    }
    bench.runUntil(() => bench.waiting.every(list => list.length === 0) && bench.settled, 'all chains end', 60_000);
    bench.run(100);
    expect(bench.chains.map(({ ended }) => ended)).toEqual(bench.chains.map(({ fate }) => fate));
    expect(bench.chains.every(({ used }) => used)).toBe(true);
    expect(new Set(bench.chains.map(({ fate }) => fate)).size).toBeGreaterThanOrEqual(4);
    for (const queue of queues) bench.drain(queue);
    for (const queue of queues) expect(bench.lastMore[queue]).toBe(false);
    expect(bench.stops).toEqual([]);
    expect(bench.costs).toEqual(bench.order.map(chain => costOf(config, chain)));
  });

  it('reads that fail, and stops, drop the frames of their queue and no other', () => {
    const random = seededRandom(11);
    const bench = new FetchBench({ config, random });
    const queues = [0, 1, 3, 6];
    const ended = new Map<string, number>();
    for (let turn = 0; turn < 6; turn++) {
      for (const queue of queues) bench.start(queue);
      const from = bench.chains.length;
      const bad = () => bench.chains.slice(from).find(({ queue, fate }) => queue === 1 && fate === 'sent');
      for (let i = 0; i < 60; i++) {
        const none = bad() === undefined;
        post(bench, random, random.pick(queues));
        if (none && bad()) bench.fail(bad()!, random.pick([1, 2]));
        if (random.chance(0.3)) bench.run(random.between(0, 30));
      }
      bench.run(random.between(0, 300));
      bench.stop(6);
      bench.runUntil(() => bench.waiting.every(list => list.length === 0) && bench.settled, 'all chains end', 60_000);
      bench.run(100);
      expect(bench.running[1]).toBe(bad() === undefined);
      for (const chain of bench.chains.slice(from)) {
        ended.set(`${chain.queue} ${chain.ended}`, (ended.get(`${chain.queue} ${chain.ended}`) ?? 0) + 1);
        if ([0, 3].includes(chain.queue)) expect([chain.ended, chain.used]).toEqual([chain.fate, true]);
        else expect(['run_ended', chain.fate]).toContain(chain.ended);
      }
      if (bad()) expect([bad()!.ended, bad()!.used]).toEqual(['run_ended', undefined]);
      for (const queue of queues) bench.stop(queue);
      bench.run(20);
      for (const queue of queues) bench.drain(queue);
    }
    for (const what of ['1 run_ended', '6 run_ended', '0 sent', '3 sent']) expect(ended.get(what)).toBeGreaterThan(3);
  });
});

it('a frame one of whose reads failed, and those after it, are neither used nor sent, however late their queue stops', () => {
  const random = seededRandom(12);
  const bench = new FetchBench({ config: narrow, random, stopAfter: 700 });
  for (const queue of [0, 1]) bench.start(queue);
  const before = bench.post(1, [12, 60]);
  bench.runUntil(() => before.ended === 'sent', 'the one before is sent');
  const bad = bench.post(1, [12, 300, 300]);
  bench.fail(bad, 1);
  const after = Array.from({ length: 6 }, () => bench.post(1, [12, random.between(14, 200)]));
  const others = Array.from({ length: 6 }, () => bench.post(0, [12, random.between(14, 200)]));
  bench.runUntil(() => bench.waiting.every(list => list.length === 0) && bench.settled, 'all end');
  expect([bad, ...after].map(({ ended, used }) => [ended, used])).toEqual(
    [bad, ...after].map(() => ['run_ended', undefined]),
  );
  expect(others.map(({ ended, used }) => [ended, used])).toEqual(others.map(() => ['sent', true]));
});

it('a frame one of whose reads failed is not sent if its queue is asked to stop in order meanwhile', () => {
  const bench = new FetchBench({ config: narrow, random: seededRandom(14), stopAfter: 200 });
  bench.start(1);
  const bad = bench.post(1, [12, 300, 300]);
  bench.fail(bad, 1, 1);
  bench.runUntil(() => bench.stops.length > 0, 'a read fails');
  bench.finish(1);
  bench.runUntil(() => bench.settled, 'it ends');
  expect([bad.ended, bad.used]).toEqual(['run_ended', undefined]);
});

it('frames that are complete when their queue stops are dropped, but for those that were announced', () => {
  const bench = new FetchBench({ config: narrow, random: seededRandom(13) });
  for (const queue of [0, 1]) bench.start(queue);
  bench.holds = true;
  const stopped = Array.from({ length: 10 }, () => bench.post(1, [12, 300]));
  bench.run(1200);
  const others = Array.from({ length: 3 }, () => bench.post(0, [12, 60]));
  bench.run(400);
  expect(stopped.every(({ used }) => used)).toBe(true);
  bench.stop(1);
  bench.run(10);
  bench.holds = false;
  bench.runUntil(() => bench.waiting.every(list => list.length === 0) && bench.settled, 'all end');
  expect(stopped.filter(({ ended }) => ended === 'sent').length).toBeLessThanOrEqual(1);
  expect(others.map(({ ended }) => ended)).toEqual(['sent', 'sent', 'sent']);
});

it('a function whose memory never answers holds back itself alone', () => {
  const random = seededRandom(5);
  const bench = new FetchBench({
    config: narrow,
    random,
    latency: fn => (fn === 1 ? 1e9 : random.between(5, 40)),
    readsAllowed: 8,
  });
  for (const queue of [0, 2, 3, 5]) bench.start(queue);
  for (let i = 0; i < 60; i++) bench.post(random.pick([2, 3]), cut(random, random.between(26, 1500), 8));
  bench.run(3000);
  expect((bench.simulator.peekNumber('waits_o') >> 1) & 1).toBe(0);
  const others = Array.from({ length: 80 }, () => bench.post(random.pick([0, 5]), [12, random.between(14, 600)]));
  bench.runUntil(() => others.every(({ ended }) => ended === 'sent'), 'the others are sent');
  expect(bench.frames.every(({ chain }) => [0, 5].includes(chain.queue))).toBe(true);
  expect([0, 2, 3, 5].map(queue => bench.busy(queue))).toEqual([false, true, true, false]);
});

describe('the pace with 128 bits', () => {
  it.each([
    ['one piece', [72], 7.5],
    ['a header apart', [12, 60], 8],
    ['a header apart, 1,514 bytes', [12, 1514], 99],
  ])('is that of 10 Gbit/s for %s', (_, sizes, clocks) => {
    const bench = new FetchBench({
      config: narrow,
      random: seededRandom(1),
      pressure: 0,
      latency: () => 30,
      readsAllowed: 40,
    });
    const queues = [0, 2, 4, 6];
    for (const queue of queues) bench.start(queue);
    const count = sizes.at(-1)! > 1000 ? 40 : 120;
    for (let i = 0; i < count; i++) bench.post(queues[i % 4]!, sizes);
    bench.runUntil(() => bench.frames.length === count, 'all are sent');
    const pace = (bench.frames.at(-1)!.clock - bench.frames[20]!.clock) / (count - 21);
    expect(pace).toBeLessThanOrEqual(clocks);
  });
});

describe('its logic', () => {
  it('is no deeper than declared at 10g, and 6 LUTs at 100g', () => {
    expect(exceededBounds(frameFetch(configs['10g'])).map(({ component }) => component.name)).toEqual([]);
    expect(logicDepth(frameFetch(configs['100g'])).levels).toBeLessThanOrEqual(6);
  });
});
