// SPDX-License-Identifier: Apache-2.0
/** Packet buffer at full speed: no clock is lost between beats, cells, frames and copies; latencies are as promised. */
import { describe, expect, it } from 'vitest';
import type { Config } from '../../../hdl/spec/configs.ts';
import { simulatedConfigs } from '../../support/simulated-configs.ts';
import { type BufferBench, openBuffer } from './buffer-bench.ts';
import { frameOf, type JudgedFrame } from './traffic.ts';

const open = (config: Config): Promise<BufferBench> =>
  openBuffer(config, { quotas: Array.from({ length: config.functions }, () => config.bufferCells), seed: 21 });

const everyone = (config: Config): number[] => Array.from({ length: config.functions }, (_, f) => f);

/** Clocks without a transfer between the first transfer and the last. */
const gaps = (cycles: readonly number[]): number => cycles.at(-1)! - cycles[0]! + 1 - cycles.length;

/** Sends frames without a pause, reads all copies, and returns how often the buffer held a beat or a word back. */
const pausesWith = async (buffer: BufferBench, frames: readonly JudgedFrame[]) => {
  buffer.send(frames);
  await buffer.settle();
  const beats = gaps(await buffer.up.acceptedCycles());
  const queues = (await buffer.enqueued.received()).map(({ transfer }) => Number(transfer.queue));
  if (queues.length === 0) return { beats, words: 0, copies: 0, events: await buffer.events.received() };
  buffer.read(queues);
  const read = await buffer.leaving(queues.length, 20_000);
  const words = read.reduce((sum, { bytes }) => sum + Math.ceil(bytes.length / (buffer.config.hostDataBits / 8)), 0);
  const clocks = read.at(-1)!.lastWord - read[0]!.firstWord + 1;
  return { beats, words: clocks - words, copies: read.length, events: await buffer.events.received() };
};

describe.each(Object.entries(simulatedConfigs))('the buffer at %s', (_, config) => {
  it('takes and gives frames of every length from 60 to 200 and some up to 1514 without a pause', async () => {
    const buffer = await open(config);
    const lengths = [...Array.from({ length: 141 }, (_, i) => 60 + i), 255, 256, 257, 1023, 1024, 1025, 1513, 1514];
    for (const length of lengths) {
      // Two functions in turn, so that the host words (a frame takes at least 4) are never the limit of one queue.
      const count = length > 900 ? 4 : 14;
      const frames = Array.from({ length: count }, (_, i) => frameOf(buffer.random, length, [i % 2]));
      expect({ length, ...(await pausesWith(buffer, frames)) }).toEqual({
        length,
        beats: 0,
        words: 0,
        copies: count,
        events: [],
      });
    }
  });

  it.each([60, 64, 65, 80])('takes frames of %i bytes for everyone as fast as they come', async length => {
    const buffer = await open(config);
    const count = Math.min(config.framesPerQueue, 60);
    const frames = Array.from({ length: count }, () => frameOf(buffer.random, length, everyone(config)));
    expect(await pausesWith(buffer, frames)).toMatchObject({ beats: 0, copies: count * config.functions, events: [] });
  });

  it('counts frames of one beat as fast as they come', async () => {
    const buffer = await open(config);
    const frames = Array.from({ length: 300 }, (_, i) => frameOf(buffer.random, 1 + (i % 8), [], { error: 'runt' }));
    const { beats, events } = await pausesWith(buffer, frames);
    expect({ beats, events: events.length }).toEqual({ beats: 0, events: 300 });
    expect(gaps(events.map(record => record.cycle))).toBe(0);
  });

  it('refuses at full speed as well', async () => {
    const buffer = await open(config);
    await buffer.setQuotas(Array.from({ length: config.functions }, () => 1));
    const frames = Array.from({ length: 100 }, () => frameOf(buffer.random, 65, everyone(config)));
    const { beats, events } = await pausesWith(buffer, frames);
    expect({ beats, events: events.length }).toEqual({ beats: 0, events: 100 * config.functions });
  });

  it('keeps its latencies', async () => {
    const buffer = await open(config);
    buffer.send([frameOf(buffer.random, 60, everyone(config))]);
    await buffer.settle();
    const lastBeat = (await buffer.up.acceptedCycles()).at(-1)!;
    const enqueued = (await buffer.enqueued.received()).map(record => record.cycle - lastBeat);
    expect(enqueued).toEqual(everyone(config).map(f => 9 + f));
    buffer.read([0]);
    const [frame] = await buffer.leaving(1, 1000);
    const [selected] = await buffer.select.acceptedCycles();
    expect([frame!.announced - selected!, frame!.firstWord - selected!]).toEqual([5, 7]);
  });
});
