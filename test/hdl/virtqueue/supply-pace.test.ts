// SPDX-License-Identifier: Apache-2.0
/** How many clocks the buffer supply takes for a frame and for a descriptor, where nothing but itself holds it back. */
import { describe, expect, it } from 'vitest';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { seededRandom } from '../../support/random.ts';
import { type BenchQueue, SupplyBench } from './supply-bench.ts';

/** One queue may have as many descriptors on their way as the shortest frames at 100 Gbit/s need. */
const config: Config = {
  ...configs['10g'],
  name: 'quick',
  functions: 4,
  queuesPerFunction: 2,
  hostDataBits: 512,
  lineRateBps: 100_000_000_000,
};
const bufferBytes = 128;

interface Posted {
  readonly bench: SupplyBench;
  readonly queues: BenchQueue[];
}

/** Queues that share `buffers`, in table order or scattered. */
const post = (numbers: readonly number[], buffers: number, packed: boolean, scattered: boolean): Posted => {
  const random = seededRandom(1);
  const bench = new SupplyBench({ config, random, pressure: 0, latency: () => 20 });
  const pick = scattered ? (count: number) => random.between(0, count - 1) : () => 0;
  const queues = numbers.map(number => bench.start(number, { size: 1024, packed, mergeLimit: 1, pick }));
  for (const queue of queues) {
    queue.returnsAfter = undefined;
    for (let i = 0; i < buffers / queues.length; i++) bench.post(queue, [bufferBytes]);
  }
  return { bench, queues };
};

const decided = (queues: readonly BenchQueue[]): number => queues.reduce((sum, { fates }) => sum + fates.length, 0);

/** Clocks a frame between two counts of frames that were decided. */
const between = ({ bench, queues }: Posted, from: number, to: number): number => {
  bench.runUntil(() => decided(queues) >= from, `${from} frames are decided`);
  const begun = bench.clock;
  bench.runUntil(() => decided(queues) >= to, `${to} frames are decided`);
  return (bench.clock - begun) / (to - from);
};

const send = ({ bench, queues }: Posted, frames: number): void => {
  for (const queue of queues) for (let i = 0; i < frames / queues.length; i++) bench.send(queue, 72);
};

const some = [0, 2, 3, 4, 5, 7];

describe.each([
  ['split', false],
  ['packed', true],
] as const)('with %s rings', (_, packed) => {
  it.each<[string, number[], number]>([
    ['2 clocks, in one queue', [2], 2.1],
    ['3 clocks, in six queues', some, 3.1],
  ])('a frame whose buffer is there takes %s', (_, numbers, most) => {
    const posted = post(numbers, 96, packed, false);
    for (const queue of posted.queues) posted.bench.kick(queue);
    posted.bench.run(1500);
    send(posted, 96);
    expect(between(posted, 8, 88)).toBeLessThanOrEqual(most);
  });

  it('a descriptor of a long backlog takes 2 clocks, and a few a visit', () => {
    const posted = post([2], 900, packed, false);
    send(posted, 900);
    for (const queue of posted.queues) posted.bench.kick(queue);
    expect(between(posted, 300, 800)).toBeLessThanOrEqual(2.6);
  });
});

it('a descriptor that has a read of its own takes 2 clocks, and a few a visit', () => {
  const posted = post([2], 900, false, true);
  send(posted, 900);
  for (const queue of posted.queues) posted.bench.kick(queue);
  expect(between(posted, 300, 800)).toBeLessThanOrEqual(3);
});

describe('with reads of 800 ns at 156.25 MHz, a buffer that is not one descriptor comes in time', () => {
  const perFrame = (numbers: readonly number[], packed: boolean, layout?: { indirect: number }): number => {
    const random = seededRandom(3);
    const bench = new SupplyBench({
      config: { ...config, hostDataBits: 128 },
      random,
      pressure: 0,
      latency: () => 125,
    });
    const pick = layout ? () => 0 : (count: number) => random.between(0, count - 1);
    const queues = numbers.map(number =>
      bench.start(number, { size: 1024, packed, mergeLimit: 1, indirect: true, pick }),
    );
    for (const queue of queues) {
      queue.returnsAfter = undefined;
      for (let i = 0; i < 500 / queues.length; i++) bench.post(queue, [12, bufferBytes], layout);
    }
    const posted = { bench, queues };
    send(posted, 500);
    for (const queue of queues) bench.kick(queue);
    return between(posted, 100, 450);
  };

  // The shortest frame takes 10.5 clocks at 10 Gbit/s. One queue is bounded by the 32 descriptors that it may have read ahead.
  it.each<[string, boolean, { indirect: number } | undefined, number, number]>([
    ['in a table, from a split ring', false, { indirect: 0 }, 10.5, 13.5],
    ['in a table, from a packed ring', true, { indirect: 0 }, 12.5, 13.5],
    ['of two, all over the table of a split ring', false, undefined, 10.5, 13.5],
  ])('%s', (_, packed, layout, five, one) => {
    expect(perFrame([0, 2, 3, 5, 6], packed, layout)).toBeLessThanOrEqual(five);
    expect(perFrame([2], packed, layout)).toBeLessThanOrEqual(one);
  });
});
