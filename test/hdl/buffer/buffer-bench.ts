// SPDX-License-Identifier: Apache-2.0
/** A bench around the packet buffer: frames in, events out, queues read by hand. */
import { emitVerilog } from 'typescript-hdl';
import { type Config, queueCount } from '../../../hdl/spec/configs.ts';
import { counterEvents } from '../../../hdl/spec/events/drop-reasons.ts';
import type { Bench, StreamSink, StreamSource } from '../../../sim/bench.ts';
import { testBench } from '../../../sim/vitest.ts';
import { pokeWrites } from '../../support/poke-writes.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import type { Outcome } from './buffer-model.ts';
import type { Subject } from './buffer-run.ts';
import { FrameCollector, type ReadFrame } from './frame-collector.ts';
import { grantingBuffer } from './granting-buffer.ts';
import { gatedBeatsOf, type JudgedFrame, localBeatsOf } from './traffic.ts';

export interface BufferOptions {
  readonly quotas: readonly number[];
  readonly seed?: number;
  /** Probability of idle cycles between beats. */
  readonly idle?: number;
  /** Probability of stalls on announcements, words and, unless `eventStall` is given, events. */
  readonly stall?: number;
  readonly eventStall?: number;
}

export class BufferBench implements Subject {
  readonly config: Config;
  readonly bench: Bench;
  readonly random: Random;
  readonly up: StreamSource;
  readonly local: StreamSource;
  readonly select: StreamSource;
  readonly enqueued: StreamSink;
  readonly events: StreamSink;
  readonly frames: StreamSink;
  readonly words: StreamSink;
  collector: FrameCollector;
  readonly #noise: Random;
  readonly #asked: number[] = [];
  #quotas: readonly number[] = [];

  constructor(config: Config, bench: Bench, { seed = 1, idle = 0, stall = 0, eventStall = stall }: BufferOptions) {
    this.config = config;
    this.bench = bench;
    this.random = seededRandom(seed);
    this.#noise = seededRandom(seed + 1000);
    this.up = bench.source('up', { idle });
    this.local = bench.source('local', { idle });
    this.select = bench.source('select', { idle });
    this.enqueued = bench.sink('enqueued');
    this.events = bench.sink('events', { stall: eventStall });
    this.frames = bench.sink('frames', { stall });
    this.words = bench.sink('words', { stall });
    this.collector = new FrameCollector(config, this.frames, this.words);
  }

  /** Queues frames for the buffer. */
  send(frames: readonly JudgedFrame[]): void {
    this.up.send(frames.flatMap(frame => gatedBeatsOf(this.config, frame, this.#noise)));
  }

  /** Queues frames that function `source` sends to others. */
  sendLocal(source: number, frames: readonly JudgedFrame[]): void {
    this.local.send(frames.flatMap(frame => localBeatsOf(this.config, source, frame, this.#noise)));
  }

  /** Queues the first beats of a frame, which never ends. */
  sendStart(frame: JudgedFrame, beats: number): void {
    this.up.send(gatedBeatsOf(this.config, frame, this.#noise).slice(0, beats));
  }

  /** Asks for the oldest frame of each of these queues. */
  read(queues: readonly number[]): void {
    this.#asked.push(...queues);
    this.select.send(queues.map(queue => ({ queue })));
  }

  /** Frames that were selected since the last call. */
  async selections() {
    return (await this.select.acceptedCycles()).map(cycle => ({ cycle, queue: this.#asked.shift()! }));
  }

  /** Beats accepted since the last call. */
  async acceptedBeats(): Promise<number> {
    return (await this.up.acceptedCycles()).length;
  }

  /** Runs until all frames sent are accepted and judged. */
  async settle(): Promise<void> {
    await this.up.drained();
    await this.local.drained();
    await this.bench.run(400);
  }

  /** Runs until `count` frames have left, at most `maxCycles`, and a while longer; returns what left. */
  async leaving(count: number, maxCycles: number): Promise<ReadFrame[]> {
    const frames: ReadFrame[] = [];
    const end = this.bench.cycle + maxCycles;
    while (frames.length < count && this.bench.cycle < end) {
      await this.bench.run(500);
      frames.push(...(await this.collector.take()));
    }
    await this.bench.run(50);
    return [...frames, ...(await this.collector.take())];
  }

  /** Events since the last call with their cycles, in order. */
  timedEvents() {
    return timedEventsOf(this.events);
  }

  /** Events and enqueued copies since the last call, each in their order. */
  async outcomes(): Promise<{ readonly events: Outcome[]; readonly copies: Outcome[] }> {
    const events = (await this.timedEvents()).map(({ cycle: _, ...event }) => event);
    const copies = (await this.enqueued.received()).map(({ transfer }) => ({ queue: Number(transfer.queue) }));
    return { events, copies };
  }

  /** Drops what the sinks received. */
  async forget(): Promise<void> {
    for (const sink of [this.enqueued, this.events, this.frames, this.words]) await sink.received();
    this.collector = new FrameCollector(this.config, this.frames, this.words);
  }

  async setQuotas(quotas: readonly number[]): Promise<void> {
    this.#quotas = quotas;
    await pokeWrites(this.bench, 'quota_write', quotaWrites(quotas));
  }

  /** Tells which queues are enabled, all in one run. */
  async setEnabled(enabled: readonly boolean[]): Promise<void> {
    await this.setRuns(enabled.map((isEnabled, queue) => ({ queue, isEnabled, epoch: 1 })));
  }

  /** Tells of queues that begin a run, or end it. */
  async setRuns(runs: readonly Run[]): Promise<void> {
    await pokeWrites(this.bench, 'change', runs.map(queueChange));
  }

  /** Resets, waits until the buffer is ready, enables every queue and sets the quotas again. */
  async reset(): Promise<void> {
    await this.bench.reset();
    const { reached } = await this.bench.runUntil({ port: 'ready', equals: 1 }, this.config.bufferCells + 10);
    if (!reached) throw new Error('the buffer did not become ready');
    await this.setEnabled(Array.from({ length: queueCount(this.config) }, () => true));
    await this.setQuotas(this.#quotas);
  }
}

/** A queue that is enabled, in the run with this epoch, or not. */
export interface Run {
  readonly queue: number;
  readonly isEnabled: boolean;
  readonly epoch: number;
}

/** What control tells of it. */
export const queueChange = ({ queue, isEnabled, epoch }: Run) => {
  const enabled = Number(isEnabled);
  return { queue, running: enabled, beginning: enabled, epoch };
};

/** Writes that set the quotas of all functions. */
export const quotaWrites = (quotas: readonly number[]) => quotas.map((cells, f) => ({ function: f, cells }));

/** Events that arrived since the last call with their cycles, in order. */
export const timedEventsOf = async (events: StreamSink) =>
  (await events.received()).map(({ cycle, transfer }) => ({
    cycle,
    slot: Number(transfer.slot),
    event: counterEvents[Number(transfer.event)]!.name,
    bytes: Number(transfer.bytes),
  }));

/** A packet buffer with every queue enabled, reset and ready. */
export const openBuffer = async (config: Config, options: BufferOptions): Promise<BufferBench> => {
  const bench = await testBench(emitVerilog(grantingBuffer(config)), { seed: options.seed ?? 1 });
  const buffer = new BufferBench(config, bench, options);
  await buffer.reset();
  await buffer.setQuotas(options.quotas);
  return buffer;
};
