// SPDX-License-Identifier: Apache-2.0
/** The packet buffer as a naive model: what becomes of each frame while nothing is read, and what each queue then holds. */
import { type Config, cellBytes, queueCount } from '../../../hdl/spec/configs.ts';
import type { CounterEventName } from '../../../hdl/spec/events/drop-reasons.ts';
import type { JudgedFrame } from './traffic.ts';

/** An event, or a copy in a queue of the whole machine. */
export type Outcome =
  | { readonly slot: number; readonly event: CounterEventName; readonly bytes: number }
  | { readonly queue: number };

/** Cells of a frame. */
export const cellsOf = ({ bytes }: JudgedFrame): number => Math.ceil(bytes.length / cellBytes);

export class BufferModel {
  readonly queues: JudgedFrame[][];
  enabled: boolean[];
  quotas: readonly number[];
  readonly #config: Config;
  readonly #held: number[];
  readonly #copies = new Map<JudgedFrame, number>();

  constructor(config: Config, quotas: readonly number[]) {
    this.#config = config;
    this.quotas = quotas;
    this.queues = Array.from({ length: queueCount(config) }, () => []);
    this.enabled = this.queues.map(() => true);
    this.#held = Array.from({ length: config.functions }, () => 0);
  }

  /** Cells that hold frames. */
  get used(): number {
    return [...this.#copies.keys()].reduce((sum, frame) => sum + cellsOf(frame), 0);
  }

  /** Takes one frame and returns its outcomes in the order of the functions. */
  offer(frame: JudgedFrame): Outcome[] {
    const bytes = frame.bytes.length;
    if (frame.error) return [{ slot: this.#config.functions, event: frame.error, bytes }];
    if (frame.functions.length === 0)
      return [{ slot: this.#config.functions, event: frame.drop ?? 'unknown_destination', bytes }];
    // The free list never gives away its last cell.
    const fits = this.used + cellsOf(frame) < this.#config.bufferCells;
    const outcomes = frame.functions.flatMap((slot): Outcome[] => {
      const queue = slot * this.#config.queuesPerFunction + frame.queue;
      const event = frame.drop ?? this.#refusal(slot, frame, queue) ?? (fits ? undefined : 'buffer_full');
      if (event) return [{ slot, event, bytes }];
      return frame.reported ? [{ queue }, { slot, event: 'unreadable_passed', bytes }] : [{ queue }];
    });
    for (const outcome of outcomes) if ('queue' in outcome) this.#store(frame, outcome.queue);
    return outcomes;
  }

  /** Takes the oldest frame out of a queue. */
  read(queue: number): JudgedFrame {
    const frame = this.queues[queue]!.shift()!;
    this.#held[this.#owner(queue)]! -= cellsOf(frame);
    const left = this.#copies.get(frame)! - 1;
    if (left > 0) this.#copies.set(frame, left);
    else this.#copies.delete(frame);
    return frame;
  }

  #refusal(slot: number, frame: JudgedFrame, queue: number): CounterEventName | undefined {
    if (frame.queue >= this.#config.queuesPerFunction || !this.enabled[queue]) return 'queue_stopped';
    if (this.#held[slot]! + cellsOf(frame) > this.quotas[slot]!) return 'quota';
    return this.queues[queue]!.length >= this.#config.framesPerQueue ? 'queue_full' : undefined;
  }

  #store(frame: JudgedFrame, queue: number): void {
    this.queues[queue]!.push(frame);
    this.#held[this.#owner(queue)]! += cellsOf(frame);
    this.#copies.set(frame, (this.#copies.get(frame) ?? 0) + 1);
  }

  #owner(queue: number): number {
    return Math.floor(queue / this.#config.queuesPerFunction);
  }
}
