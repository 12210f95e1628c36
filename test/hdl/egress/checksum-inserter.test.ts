// SPDX-License-Identifier: Apache-2.0
/** Checksum insertion against the sum as RFC 1071 words it, with starts and places anywhere, and runs that end. */
import { describe, expect, test } from 'vitest';
import { checksumInserter } from '../../../hdl/egress/checksum-inserter.ts';
import { coveredSumClocks } from '../../../hdl/egress/covered-sum.ts';
import { type Config, configs, queueCount } from '../../../hdl/spec/configs.ts';
import { transmitEventId } from '../../../hdl/spec/events/transmit-events.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import { asBits, sentBeatFields, sentBeats, wordsOf } from './sent-frames.ts';
import { StreamBench } from './stream-bench.ts';

interface Request {
  readonly queue: number;
  readonly epoch: number;
  readonly bytes: Uint8Array;
  readonly checksum?: { readonly start: number; readonly place: number } | undefined;
}

/** The frame with its checksum: bytes from `start` in pairs, an odd one with a zero, carries added at the end. */
const withChecksum = ({ bytes, checksum }: Request): Uint8Array => {
  if (!checksum) return bytes;
  const covered = [...bytes.subarray(checksum.start)];
  if (covered.length % 2 === 1) covered.push(0);
  let sum = 0;
  for (let i = 0; i < covered.length; i += 2) sum += covered[i]! * 256 + covered[i + 1]!;
  while (sum > 0xffff) sum = (sum % 65536) + Math.floor(sum / 65536);
  const value = 0xffff - sum || 0xffff;
  const result = Uint8Array.from(bytes);
  result.set([value >> 8, value & 255], checksum.place);
  return result;
};

const openInserter = (config: Config, { idle = 0, stall = 0, seed = 1 } = {}) => {
  const bench = new StreamBench(checksumInserter(config), seed);
  const frames = bench.source('frames', { idle });
  const words = bench.source('words', { idle });
  const change = bench.source('change', { flow: true });
  const beats = bench.sink('beats', sentBeatFields, { stall });
  const event = bench.sink('events', ['source', 'event', 'bytes'], { stall: 0.3 });
  bench.poke({ drainQueue: 0 });
  bench.reset();
  const noise = seededRandom(seed + 5);
  return {
    ...{ bench, frames, words, beats, event },
    run: (queue: number, epoch: number, running = true): void => {
      change.send({ queue, running, beginning: running, epoch });
      bench.run(1);
    },
    send: (request: Request): void => {
      const { queue, epoch, bytes, checksum } = request;
      frames.send({
        ...{ queue, epoch, length: bytes.length, checksum: checksum !== undefined },
        start: checksum?.start ?? noise.between(0, 16383),
        place: checksum?.place ?? noise.between(0, 16383),
      });
      words.send(...wordsOf(config, bytes, noise));
    },
    /** Whether a frame of the queue is inside. */
    busy: (queue: number): boolean => {
      bench.poke({ drainQueue: queue });
      bench.run(2);
      return bench.peek('drainBusy') === 1n;
    },
  };
};

const sourceOf = (config: Config, queue: number): number => Math.floor(queue / config.queuesPerFunction);
const expectedBeats = (config: Config, request: Request) =>
  sentBeats(config, { source: sourceOf(config, request.queue), bytes: withChecksum(request) }).map(asBits);

const randomRequest = (config: Config, random: Random): Request => {
  const length = random.chance(0.7) ? random.between(14, 200) : random.between(14, config.maxFrameBytes);
  const bytes = random.chance(0.2) ? new Uint8Array(length).fill(random.pick([0, 0xff])) : random.bytes(length);
  const queue = random.between(0, queueCount(config) - 1);
  const start = random.between(0, length - 2);
  const place = random.chance(0.2) ? length - 2 : random.between(start, length - 2);
  return { queue, epoch: queue, bytes, ...(random.chance(0.8) && { checksum: { start, place } }) };
};

const wide: Config = { ...configs['100g'], functions: 8, maxFrameBytes: 1522 };

describe.each([configs.tiny, configs['10g'], configs['10g-ecp5'], wide])('$name', config => {
  test.each([
    { idle: 0, stall: 0 },
    { idle: 0.3, stall: 0.3 },
    { idle: 0, stall: 0.7 },
    { idle: 0.8, stall: 0 },
  ])('random frames, starts and places, idle $idle, stall $stall', options => {
    const inserter = openInserter(config, { ...options, seed: 4 });
    for (let queue = 0; queue < queueCount(config); queue++) inserter.run(queue, queue);
    const requests = Array.from({ length: 60 }, () => randomRequest(config, inserter.bench.random));
    for (const request of requests) inserter.send(request);
    inserter.bench.settle();
    const left = inserter.beats.drain().map(({ fields }) => fields);
    expect(left).toEqual(requests.flatMap(request => expectedBeats(config, request)));
    expect(inserter.event.left).toEqual([]);
  });

  test('every pair of start and place of a short frame', () => {
    const inserter = openInserter(config, { seed: 6 });
    inserter.run(0, 9);
    const bytes = inserter.bench.random.bytes(37);
    const pairs = Array.from({ length: 36 }, (_, start) => start).flatMap(start =>
      Array.from({ length: 36 - start }, (_, i) => ({ start, place: start + i })),
    );
    const requests = pairs.map(checksum => ({ queue: 0, epoch: 9, bytes, checksum }));
    for (const request of requests) inserter.send(request);
    inserter.bench.settle();
    const left = inserter.beats.drain().map(({ fields }) => fields);
    expect(left).toEqual(requests.flatMap(request => expectedBeats(config, request)));
  });
});

const tenGig = configs['10g'];

test('a sum of 0xffff gives 0xffff, never 0', () => {
  const inserter = openInserter(tenGig);
  inserter.run(0, 0);
  const bytes = new Uint8Array(60);
  bytes.set([0xff, 0xff], 40);
  inserter.send({ queue: 0, epoch: 0, bytes, checksum: { start: 34, place: 50 } });
  inserter.bench.settle();
  const beat = inserter.beats.left[6]!.fields['data']!;
  expect((beat >> 16n) & 0xffffn).toBe(0xffffn);
});

test.each([60, 61, 65, 1518, 9022])('frames of %i bytes follow each other faster than the wire takes them', length => {
  for (const config of [tenGig, { ...configs['100g'], functions: 8 }]) {
    const inserter = openInserter(config);
    inserter.run(0, 0);
    const count = length > 5000 ? 5 : 40;
    const bytes = inserter.bench.random.bytes(length);
    for (let i = 0; i < count; i++) inserter.send({ queue: 0, epoch: 0, bytes, checksum: { start: 34, place: 50 } });
    inserter.bench.settle();
    const cycles = inserter.beats.left.map(({ cycle }) => cycle);
    const clocksOnWire = (((length + 24) * 8) / config.lineRateBps) * config.clockHz;
    const lasts = inserter.beats.left.filter(({ fields }) => fields['last'] === 1n).map(({ cycle }) => cycle);
    expect(lasts).toHaveLength(count);
    expect((lasts.at(-1)! - lasts[0]!) / (count - 1)).toBeLessThan(clocksOnWire);
    const firstWordEnds = inserter.frames.taken[0]!;
    expect(cycles[0]! - firstWordEnds).toBe(coveredSumClocks(config) + 4);
  }
});

test('two of the longest frames are inside before anything leaves, and a third waits', () => {
  const inserter = openInserter(tenGig, { stall: 1 });
  inserter.run(0, 0);
  const bytes = inserter.bench.random.bytes(tenGig.maxFrameBytes);
  for (let i = 0; i < 4; i++) inserter.send({ queue: 0, epoch: 0, bytes });
  inserter.bench.run(4000);
  expect(inserter.frames.taken.length).toBeGreaterThanOrEqual(2);
  expect(inserter.frames.taken.length).toBeLessThan(4);
});

test('a frame of a run that ended, or of one before, is swallowed and reported; one that began leaves whole', () => {
  const inserter = openInserter(tenGig, { stall: 1, seed: 8 });
  inserter.run(2, 7);
  inserter.run(3, 1);
  const sizes = [100, 200, 300, 60, 4000];
  const requests = sizes.map((size, i) => ({
    queue: i === 3 ? 3 : 2,
    epoch: i === 2 ? 6 : i === 3 ? 1 : 7,
    bytes: inserter.bench.random.bytes(size),
  }));
  for (const request of requests) inserter.send(request);
  inserter.bench.run(400);
  expect(inserter.busy(2)).toBe(true);
  expect(inserter.busy(3)).toBe(true);
  expect(inserter.busy(4)).toBe(false);
  // The first beat of the first frame waits at the output when its queue stops.
  inserter.run(2, 7, false);
  inserter.beats.takes = () => inserter.bench.random.chance(0.5);
  inserter.bench.settle(400);
  const left = inserter.beats.drain().map(({ fields }) => fields);
  expect(left).toEqual([requests[0]!, requests[3]!].flatMap(request => expectedBeats(tenGig, request)));
  const swallowed = [200, 300, 4000].map(size =>
    asBits({ source: 1, event: transmitEventId('run_ended'), bytes: size }),
  );
  expect(inserter.event.drain().map(({ fields }) => fields)).toEqual(swallowed);
  expect([2, 3].map(inserter.busy)).toEqual([false, false]);

  inserter.run(2, 8);
  inserter.send({ ...requests[0]!, epoch: 8 });
  inserter.bench.settle();
  expect(inserter.beats.drain().map(({ fields }) => fields)).toEqual(expectedBeats(tenGig, requests[0]!));
});

test('a frame that waits as the next one when its run ends is swallowed as well', () => {
  const inserter = openInserter(wide, { stall: 1, seed: 9 });
  inserter.run(0, 1);
  const requests = [60, 61, 62].map(size => ({ queue: 0, epoch: 1, bytes: inserter.bench.random.bytes(size) }));
  for (const request of requests) inserter.send(request);
  // Frames of one beat: the first waits at the output, the second is next.
  inserter.bench.run(100);
  inserter.run(0, 1, false);
  inserter.bench.run(2);
  inserter.beats.takes = () => true;
  inserter.bench.settle();
  expect(inserter.beats.left.map(({ fields }) => fields)).toEqual(expectedBeats(wide, requests[0]!));
  expect(inserter.event.left.map(({ fields }) => Number(fields['bytes']))).toEqual([61, 62]);
});
