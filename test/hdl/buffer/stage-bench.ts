// SPDX-License-Identifier: Apache-2.0
/** A bench around the whole queue stage: beats in at the pace of the wire, credits in, frames and events out. */
import { emitVerilog } from 'typescript-hdl';
import { type Config, queueCount } from '../../../hdl/spec/configs.ts';
import type { Bench, StreamSink, StreamSource } from '../../../sim/bench.ts';
import { testBench } from '../../../sim/vitest.ts';
import { pokeWrites } from '../../support/poke-writes.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import { queueChange, quotaWrites, timedEventsOf } from './buffer-bench.ts';
import type { Subject } from './buffer-run.ts';
import { FrameCollector } from './frame-collector.ts';
import { checksumClocks, queueStage } from './queue-stage.ts';
import { gatedBeatsOf, type JudgedFrame } from './traffic.ts';

export interface StageOptions {
  readonly quotas: readonly number[];
  readonly seed?: number;
  readonly idle?: number;
  readonly stall?: number;
}

export class StageBench implements Subject {
  readonly config: Config;
  readonly bench: Bench;
  readonly random: Random;
  readonly beats: StreamSource;
  readonly credit: StreamSource;
  readonly enqueued: StreamSink;
  readonly selected: StreamSink;
  readonly words: StreamSink;
  readonly frames: StreamSink;
  readonly collector: FrameCollector;
  readonly #events: StreamSink;
  readonly #noise: Random;

  constructor(config: Config, bench: Bench, { seed = 1, idle = 0, stall = 0 }: StageOptions) {
    this.config = config;
    this.bench = bench;
    this.random = seededRandom(seed);
    this.#noise = seededRandom(seed + 1000);
    this.beats = bench.source('beats', { idle });
    this.credit = bench.source('credit');
    this.enqueued = bench.sink('enqueued');
    this.selected = bench.sink('selected');
    this.frames = bench.sink('frames', { stall });
    this.words = bench.sink('words', { stall });
    this.#events = bench.sink('events');
    this.collector = new FrameCollector(config, this.frames, this.words, bench.sink('decided'));
  }

  send(frames: readonly JudgedFrame[]): void {
    for (const frame of frames) {
      const beats = gatedBeatsOf(this.config, frame, this.#noise);
      this.beats.send(beats.map((beat, i) => ({ ...beat, first: i === 0 })));
    }
  }

  async acceptedBeats(): Promise<number> {
    return (await this.beats.acceptedCycles()).length;
  }

  /** Gives each of these queues a credit. */
  read(queues: readonly number[]): void {
    this.credit.send(queues.map(queue => ({ queue })));
  }

  async selections() {
    return (await this.selected.received()).map(({ cycle, transfer }) => ({ cycle, queue: Number(transfer.queue) }));
  }

  /** Events of the buffer, and one for each frame that left it without buffers. */
  async timedEvents() {
    const stopped = (await this.collector.stopped()).map(({ cycle, queue, length }) => ({
      cycle,
      slot: Math.floor(queue / this.config.queuesPerFunction),
      event: 'queue_stopped' as const,
      bytes: length,
    }));
    return [...(await timedEventsOf(this.#events)), ...stopped].sort((a, b) => a.cycle - b.cycle);
  }

  /** Enables every queue, in one run, or disables all. */
  async setEnabled(isEnabled: boolean): Promise<void> {
    const queues = Array.from({ length: queueCount(this.config) }, (_, queue) => queue);
    await pokeWrites(
      this.bench,
      'change',
      queues.map(queue => queueChange({ queue, isEnabled, epoch: 1 })),
    );
  }

  /** Runs and tells whether the gate gave room in every one of the cycles. */
  async runWithRoom(cycles: number): Promise<boolean> {
    const { reached } = await this.bench.runUntil({ port: 'room', equals: 0 }, cycles);
    return !reached;
  }
}

/** A queue stage with every queue enabled, reset and ready. */
export const openStage = async (config: Config, options: StageOptions): Promise<StageBench> => {
  const bench = await testBench(emitVerilog(queueStage(config)), { seed: options.seed ?? 1 });
  const stage = new StageBench(config, bench, options);
  // The delays of verdicts and checksums have no reset of their own.
  await bench.reset(checksumClocks + 4);
  const { reached } = await bench.runUntil({ port: 'ready', equals: 1 }, config.bufferCells + 10);
  if (!reached) throw new Error('the stage did not become ready');
  await pokeWrites(bench, 'quota_write', quotaWrites(options.quotas));
  await stage.setEnabled(true);
  return stage;
};
