// SPDX-License-Identifier: Apache-2.0
/**
 * A long run of a packet buffer with reading going on beside writing, and the judgement of what came out. Exact times of
 * releases are not modelled: a copy surely holds its cells until it is selected, and surely no longer than a while after its
 * last word was taken. What lies between may be judged either way.
 */
import { type Config, queueCount } from '../../../hdl/spec/configs.ts';
import type { Bench, StreamSink } from '../../../sim/bench.ts';
import type { Random } from '../../support/random.ts';
import { cellsOf, type Outcome } from './buffer-model.ts';
import type { FrameCollector, ReadFrame } from './frame-collector.ts';
import type { JudgedFrame } from './traffic.ts';

/** Clocks after its last word was taken in which a copy's cells are surely back. */
const releaseClocks = 40;
/** Frames of a queue that are asked for ahead, at most. */
const mostAsked = 64;
/** Clocks between a judgement and the cycle in which its event or copy shows. */
const judgementClocks = 8;

/** A copy with the cycles in which it was enqueued, selected, and wholly read. */
interface Copy {
  readonly frame: JudgedFrame;
  readonly enqueued: number;
  readonly selected: number;
  readonly lastWord: number;
}

interface Refusal {
  readonly frame: JudgedFrame;
  readonly cycle: number;
  readonly event: string;
}

/** What one function got and did not get, each in order. */
export interface Ledger {
  readonly copies: Copy[];
  readonly refusals: Refusal[];
}

/** A packet buffer on a bench, alone or with other hardware around it. */
export interface Subject {
  readonly config: Config;
  readonly bench: Bench;
  readonly random: Random;
  readonly enqueued: StreamSink;
  readonly collector: FrameCollector;
  /** Queues frames to be written. */
  send(frames: readonly JudgedFrame[]): void;
  /** Beats accepted since the last call. */
  acceptedBeats(): Promise<number>;
  /** Lets one frame be read of each queue, which holds it. */
  read(queues: readonly number[]): void;
  /** Frames selected for reading since the last call. */
  selections(): Promise<readonly { readonly cycle: number; readonly queue: number }[]>;
  timedEvents(): Promise<readonly TimedEvent[]>;
}

type TimedEvent = Extract<Outcome, { event: string }> & { readonly cycle: number };

export interface RunOptions {
  readonly frames: number;
  readonly makeFrame: () => JudgedFrame;
  /** Probability that a queue with frames is read from in a step. */
  readonly appetite: (queue: number) => number;
  /** Clocks of a step. */
  readonly step?: number;
}

export class BufferRun {
  readonly sent: JudgedFrame[] = [];
  readonly events: TimedEvent[] = [];
  readonly enqueued: number[][];
  readonly selected: number[][];
  readonly read: ReadFrame[][];
  readonly #buffer: Subject;
  /** Frames of each queue that may be read and were not selected yet. */
  readonly #asked: number[];
  #accepted = 0;
  #beats = 0;

  constructor(buffer: Subject) {
    this.#buffer = buffer;
    const perQueue = () => Array.from({ length: queueCount(buffer.config) }, () => []);
    [this.enqueued, this.selected, this.read] = [perQueue(), perQueue(), perQueue()];
    this.#asked = this.enqueued.map(() => 0);
  }

  /** Sends frames while queues are read, then reads what is left. */
  async run({ frames, makeFrame, appetite, step = 150 }: RunOptions): Promise<void> {
    const total = this.sent.length + frames;
    while (this.sent.length < total || this.#accepted < this.#beats) {
      if (this.sent.length < total) this.#feed(makeFrame, 2 * step);
      await this.#buffer.bench.run(step);
      await this.#observe();
      this.#choose(appetite);
    }
    await this.#buffer.bench.run(400);
    await this.#observe();
    await this.#finish();
  }

  /** Tells copies from refusals; throws unless each addressed function got exactly one of the two for every frame. */
  ledgerOf(slot: number): Ledger {
    const { config } = this.#buffer;
    const events = this.events.filter(event => event.slot === slot);
    const next = this.read.map(() => 0);
    const ledger: Ledger = { copies: [], refusals: [] };
    for (const frame of this.sent) {
      const lost = frame.error !== undefined || frame.functions.length === 0;
      if (lost ? slot !== config.functions : !frame.functions.includes(slot)) continue;
      const queue = slot * config.queuesPerFunction + frame.queue;
      const at = next[queue] ?? 0;
      const candidate = lost || frame.queue >= config.queuesPerFunction ? undefined : this.read[queue]?.[at];
      if (candidate && Buffer.compare(candidate.bytes, frame.bytes) === 0) {
        if (candidate.verified !== (frame.verified ?? false))
          throw new Error(
            `queue ${queue}: frame ${at} says that its checksum was ${candidate.verified ? '' : 'not '}verified`,
          );
        next[queue] = at + 1;
        const [enqueued, selected] = [this.enqueued[queue]![at]!, this.selected[queue]![at]!];
        ledger.copies.push({ frame, enqueued, selected, lastWord: candidate.lastWord });
        continue;
      }
      const event = events.shift();
      if (event?.bytes !== frame.bytes.length)
        throw new Error(`function ${slot}: frame ${this.sent.indexOf(frame)} is neither in its queue nor counted`);
      ledger.refusals.push({ frame, cycle: event.cycle, event: event.event });
    }
    if (events.length > 0) throw new Error(`function ${slot}: ${events.length} events belong to no frame`);
    for (const [queue, frames] of this.read.entries()) {
      if (Math.floor(queue / config.queuesPerFunction) === slot && frames.length !== next[queue])
        throw new Error(`queue ${queue}: ${frames.length - next[queue]!} frames are not those that were sent`);
    }
    return ledger;
  }

  #feed(makeFrame: () => JudgedFrame, beats: number): void {
    const beatBytes = this.#buffer.config.netDataBits / 8;
    while (this.#beats - this.#accepted < beats) {
      const frame = makeFrame();
      this.#beats += Math.ceil(frame.bytes.length / beatBytes);
      this.sent.push(frame);
      this.#buffer.send([frame]);
    }
  }

  async #observe(): Promise<void> {
    const { enqueued, collector } = this.#buffer;
    this.#accepted += await this.#buffer.acceptedBeats();
    for (const { cycle, queue } of await this.#buffer.selections()) {
      this.selected[queue]!.push(cycle);
      this.#asked[queue]! -= 1;
    }
    for (const { cycle, transfer } of await enqueued.received()) this.enqueued[Number(transfer.queue)]!.push(cycle);
    this.events.push(...(await this.#buffer.timedEvents()));
    for (const frame of await collector.take()) this.read[frame.queue]!.push(frame);
  }

  /** Asks for frames of the queues that hold some nobody asked for yet, in an order of its own. */
  #choose(appetite: (queue: number) => number): void {
    const { random } = this.#buffer;
    const chosen = this.enqueued.flatMap((cycles, queue) => {
      const open = cycles.length - this.selected[queue]!.length - this.#asked[queue]!;
      const most = Math.min(open, mostAsked - this.#asked[queue]!);
      const count = Array.from({ length: most }).filter(() => random.chance(appetite(queue))).length;
      this.#asked[queue]! += count;
      return Array.from({ length: count }, () => queue);
    });
    for (let i = chosen.length - 1; i > 0; i--) {
      const j = random.between(0, i);
      [chosen[i], chosen[j]] = [chosen[j]!, chosen[i]!];
    }
    this.#buffer.read(chosen);
  }

  async #finish(): Promise<void> {
    const count = (lists: readonly (readonly unknown[])[]): number => lists.reduce((sum, list) => sum + list.length, 0);
    for (let round = 0; round < 2000 && count(this.read) < count(this.enqueued); round++) {
      this.#choose(() => 1);
      await this.#buffer.bench.run(500);
      await this.#observe();
    }
    await this.#buffer.bench.run(100);
    await this.#observe();
  }
}

/** Copies of the ledger that surely held their cells at `cycle`, and those that may have. */
const holding = ({ copies }: Ledger, cycle: number) => {
  const before = copies.filter(copy => copy.enqueued < cycle);
  return {
    surely: before.filter(copy => copy.selected > cycle),
    perhaps: before.filter(copy => copy.lastWord + releaseClocks + judgementClocks > cycle),
  };
};

const cells = (copies: readonly Copy[]): number => copies.reduce((sum, { frame }) => sum + cellsOf(frame), 0);
const inQueue = (copies: readonly Copy[], queue: number): number =>
  copies.filter(({ frame }) => frame.queue === queue).length;

/** Throws when a copy was enqueued beyond a limit, or refused for a limit that was not reached. */
export const checkLimits = (ledger: Ledger, quota: number, framesPerQueue: number): void => {
  for (const { frame, enqueued } of ledger.copies) {
    const { surely } = holding(ledger, enqueued);
    if (cells(surely) + cellsOf(frame) > quota)
      throw new Error(`a copy enqueued in cycle ${enqueued} passes the quota`);
    if (inQueue(surely, frame.queue) >= framesPerQueue)
      throw new Error(`a copy enqueued in cycle ${enqueued} passes the size of its queue`);
  }
  for (const { frame, cycle, event } of ledger.refusals) {
    const { perhaps } = holding(ledger, cycle);
    if (event === 'quota' && cells(perhaps) + cellsOf(frame) <= quota)
      throw new Error(`a frame refused in cycle ${cycle} was within the quota`);
    if (event === 'queue_full' && inQueue(perhaps, frame.queue) < framesPerQueue)
      throw new Error(`a frame refused in cycle ${cycle} had room in its queue`);
  }
};
