// SPDX-License-Identifier: Apache-2.0
/** Packet buffer against a naive model, step by step: frames go in while nothing is read, then queues are read. */
import { describe, expect, it } from 'vitest';
import { type Config, cellBytes, configs } from '../../../hdl/spec/configs.ts';
import type { CounterEventName } from '../../../hdl/spec/events/drop-reasons.ts';
import type { Random } from '../../support/random.ts';
import { simulatedConfigs } from '../../support/simulated-configs.ts';
import { type BufferBench, type BufferOptions, openBuffer } from './buffer-bench.ts';
import { BufferModel, cellsOf, type Outcome } from './buffer-model.ts';
import { frameOf, hex, type JudgedFrame } from './traffic.ts';

/** A buffer and its model, moved together. */
class Pair {
  readonly rtl: BufferBench;
  model: BufferModel;
  constructor(rtl: BufferBench, quotas: readonly number[]) {
    this.rtl = rtl;
    this.model = new BufferModel(rtl.config, quotas);
  }

  static async open(config: Config, options: BufferOptions): Promise<Pair> {
    return new Pair(await openBuffer(config, options), options.quotas);
  }

  /** Sends frames and compares every event and every copy; returns what became of them. */
  async offer(frames: readonly JudgedFrame[]): Promise<Outcome[]> {
    this.rtl.send(frames);
    await this.rtl.settle();
    const expected = frames.flatMap(frame => this.model.offer(frame));
    const { events, copies } = await this.rtl.outcomes();
    expect(events).toEqual(expected.filter(outcome => 'event' in outcome));
    expect(copies).toEqual(expected.filter(outcome => 'queue' in outcome));
    return expected;
  }

  /** Reads one frame for each number and compares it. */
  async read(queues: readonly number[]): Promise<void> {
    const frames = queues.map(queue => ({ queue, bytes: this.model.read(queue).bytes }));
    this.rtl.read(queues);
    const bytes = frames.reduce((sum, frame) => sum + frame.bytes.length, 0);
    const got = await this.rtl.leaving(queues.length, 2000 + 40 * queues.length + bytes);
    const text = ({ queue, bytes }: { queue: number; bytes: Uint8Array }) => `${queue}: ${hex(bytes)}`;
    expect(got.map(text)).toEqual(frames.map(text));
    expect(this.rtl.collector.unfinished).toBe(0);
  }

  /** Offers frames for more cells than there are: long ones, so that no queue is full before the buffer, then short ones. */
  async fill(): Promise<Outcome[]> {
    const { config, random } = this.rtl;
    const everyone = Array.from({ length: config.functions }, (_, f) => f);
    const frames: JudgedFrame[] = [];
    for (let cells = 0; cells < config.bufferCells; cells += cellsOf(frames.at(-1)!)) {
      frames.push(frameOf(random, random.between(1000, 1400), random.pick([[0], [1], everyone])));
    }
    for (let i = 0; i < 24; i++) frames.push(frameOf(random, 60, [i % config.functions]));
    return this.offer(frames);
  }

  /** Resets the hardware, which forgets all, and the model with it. */
  async restart(): Promise<void> {
    await this.rtl.reset();
    await this.rtl.forget();
    this.model = new BufferModel(this.rtl.config, this.model.quotas);
  }

  /** Numbers of the queues that hold frames, one for each frame, in random order. */
  held(): number[] {
    const all = this.model.queues.flatMap((frames, queue) => frames.map(() => queue));
    return all
      .map(queue => ({ queue, key: this.rtl.random.between(0, 1 << 30) }))
      .sort((a, b) => a.key - b.key)
      .map(({ queue }) => queue);
  }
}

const generous = (config: Config): number[] => Array.from({ length: config.functions }, () => config.bufferCells);
const equalShare = (config: Config): number[] => {
  const largest = Math.ceil(config.maxFrameBytes / cellBytes);
  return Array.from({ length: config.functions }, () => Math.floor((config.bufferCells - largest) / config.functions));
};

const errors: readonly CounterEventName[] = ['bad_fcs', 'runt', 'oversize'];
const drops: readonly CounterEventName[] = ['rule_deny', 'default_deny', 'unknown_destination'];

const someFunctions = (config: Config, random: Random): number[] => {
  if (random.chance(0.6)) return [random.between(0, config.functions - 1)];
  return Array.from({ length: config.functions }, (_, f) => f).filter(() => random.chance(0.6));
};

const randomFrame = (config: Config, random: Random, most = config.maxFrameBytes): JudgedFrame => {
  const queue = random.chance(0.03) ? random.between(0, 127) : random.between(0, config.queuesPerFunction - 1);
  const length = random.chance(0.5) ? random.between(60, 200) : random.between(60, most);
  const frame = frameOf(random, length, someFunctions(config, random), { queue });
  if (random.chance(0.08)) return { ...frame, bytes: random.bytes(random.between(1, 300)), error: random.pick(errors) };
  if (random.chance(0.15)) return { ...frame, drop: random.pick(drops) };
  return random.chance(0.2) ? { ...frame, reported: true } : frame;
};

const tinyWith = (changes: Partial<Config>): Config => ({ ...configs.tiny, ...changes });
/** The named configurations, and datapaths with one beat a word, one word a cell and one beat a cell. */
const shapes: readonly Config[] = [
  ...Object.values(simulatedConfigs),
  tinyWith({ name: 'narrow', hostDataBits: 64 }),
  tinyWith({ name: 'wide', netDataBits: 128, hostDataBits: 512 }),
  tinyWith({ name: 'widest', netDataBits: 512, hostDataBits: 512, functions: 4, queuesPerFunction: 2 }),
];

describe.each(shapes)('the buffer at $name', config => {
  it.each([
    { idle: 0, stall: 0 },
    { idle: 0.3, stall: 0.4 },
  ])('does as the model with idle $idle and stall $stall', async ({ idle, stall }) => {
    const pair = await Pair.open(config, { quotas: equalShare(config), idle, stall, seed: 7 });
    for (let round = 0; round < 12; round++) {
      const count = pair.rtl.random.between(1, 40);
      await pair.offer(Array.from({ length: count }, () => randomFrame(config, pair.rtl.random, 1514)));
      const held = pair.held();
      await pair.read(held.slice(0, pair.rtl.random.chance(0.3) ? held.length : pair.rtl.random.between(0, 30)));
    }
    await pair.read(pair.held());
  });

  it('takes frames of every length around the ends of beats, words and cells', async () => {
    const pair = await Pair.open(config, { quotas: generous(config), seed: 2 });
    for (let from = 60; from < 210; from += 10) {
      const frames = Array.from({ length: 10 }, (_, i) => frameOf(pair.rtl.random, from + i, [i % config.functions]));
      await pair.offer(frames);
      await pair.read(pair.held());
    }
    await pair.offer([frameOf(pair.rtl.random, config.maxFrameBytes, [1])]);
    await pair.read([config.queuesPerFunction]);
  });

  it('refuses what is beyond a quota, to the cell', async () => {
    const quotas = Array.from({ length: config.functions }, (_, f) => 5 + f);
    const pair = await Pair.open(config, { quotas, seed: 3 });
    const sizes = [128, 64, 65, 64, 129, 60, 60, 60, 60, 60, 60, 60];
    for (let f = 0; f < config.functions; f++) {
      const outcomes = await pair.offer(sizes.map(size => frameOf(pair.rtl.random, size, [f])));
      expect(outcomes.some(outcome => 'event' in outcome && outcome.event === 'quota')).toBe(true);
    }
    await pair.read(pair.held());
    // What was read may be held again: all of it, and no more.
    const again = await pair.offer(Array.from({ length: 20 }, () => frameOf(pair.rtl.random, 64, [1])));
    expect(again.filter(outcome => 'queue' in outcome)).toHaveLength(6);
  });

  it('refuses a frame whose cells alone pass the quota, and every frame at quota 0', async () => {
    const quotas = Array.from({ length: config.functions }, (_, f) => (f === 0 ? 0 : 2));
    const pair = await Pair.open(config, { quotas, seed: 4 });
    await pair.offer([60, 128, 129, 64].flatMap(size => [0, 1].map(f => frameOf(pair.rtl.random, size, [f]))));
  });

  it('keeps at most its number of frames in a queue', async () => {
    const pair = await Pair.open(config, { quotas: generous(config), seed: 5 });
    const count = Math.min(config.framesPerQueue, config.bufferCells - 1) + 5;
    const last = config.functions - 1;
    const queue = config.queuesPerFunction - 1;
    for (const _ of [1, 2]) {
      const outcomes = await pair.offer(
        Array.from({ length: count }, () => frameOf(pair.rtl.random, 60, [last], { queue })),
      );
      expect(outcomes.filter(outcome => 'event' in outcome && outcome.event === 'queue_full')).toHaveLength(5);
      await pair.read(pair.held());
    }
  });

  it('counts a frame beyond quota and queue at once as beyond the quota', async () => {
    const count = Math.min(config.framesPerQueue, config.bufferCells - 1);
    const pair = await Pair.open(config, { quotas: generous(config).map(() => count), seed: 10 });
    const outcomes = await pair.offer(
      Array.from({ length: count + 3 }, () => frameOf(pair.rtl.random, 60, [1], { queue: 0 })),
    );
    expect(outcomes.slice(count)).toEqual([1, 2, 3].map(() => ({ slot: 1, event: 'quota', bytes: 60 })));
  });

  it('fills to the last cell but one, again and again', async () => {
    const pair = await Pair.open(config, { quotas: generous(config), seed: 6 });
    for (let round = 0; round < 4; round++) {
      const outcomes = await pair.fill();
      expect(outcomes.some(outcome => 'event' in outcome && outcome.event === 'buffer_full')).toBe(true);
      expect(pair.model.used).toBe(config.bufferCells - 1);
      await pair.read(pair.held());
    }
  });

  it('hands every frame out with the run that its queue was in when the frame was stored', async () => {
    const rtl = await openBuffer(config, { quotas: generous(config), seed: 11 });
    const runs = [250, 251, 3, 255, 0];
    const last = config.functions * config.queuesPerFunction - 1;
    for (const epoch of runs) {
      await rtl.setRuns([0, last].map(queue => ({ queue, isEnabled: true, epoch: (epoch + queue) % 256 })));
      const queue = config.queuesPerFunction - 1;
      rtl.send([frameOf(rtl.random, 60, [0]), frameOf(rtl.random, 200, [config.functions - 1], { queue })]);
      await rtl.settle();
    }
    rtl.read(runs.flatMap(() => [0, last]));
    await rtl.bench.run(1000);
    const seen = (await rtl.frames.received()).map(({ transfer }) => [Number(transfer.queue), Number(transfer.epoch)]);
    expect(seen).toEqual(runs.flatMap(epoch => [0, last].map(queue => [queue, (epoch + queue) % 256])));
  });

  it('gives nothing to disabled queues, and keeps what they hold', async () => {
    const pair = await Pair.open(config, { quotas: generous(config), seed: 8 });
    const everyone = Array.from({ length: config.functions }, (_, f) => f);
    await pair.offer([frameOf(pair.rtl.random, 100, everyone)]);
    pair.model.enabled = pair.model.enabled.map((_, queue) => queue % 2 === 1);
    await pair.rtl.setEnabled(pair.model.enabled);
    const outcomes = await pair.offer(
      Array.from({ length: config.queuesPerFunction }, (_, queue) =>
        frameOf(pair.rtl.random, 300, everyone, { queue }),
      ),
    );
    expect(outcomes.some(outcome => 'event' in outcome && outcome.event === 'queue_stopped')).toBe(true);
    await pair.read(pair.held());
  });

  it('is empty and whole again after a reset in the middle of everything', async () => {
    const pair = await Pair.open(config, { quotas: generous(config), seed: 9, stall: 0.5 });
    for (const cycles of [0, 2, 7, 11, 23]) {
      pair.rtl.send(Array.from({ length: 12 }, () => randomFrame(config, pair.rtl.random, 400)));
      pair.rtl.sendStart(frameOf(pair.rtl.random, 900, [0]), 3 + (cycles % 5));
      await pair.rtl.up.drained();
      const queued = (await pair.rtl.enqueued.received()).map(({ transfer }) => Number(transfer.queue));
      pair.rtl.read(queued.slice(0, 3));
      await pair.rtl.select.drained();
      await pair.rtl.bench.run(cycles);
      await pair.restart();
      await pair.fill();
      await pair.read(pair.held());
    }
  });
});
