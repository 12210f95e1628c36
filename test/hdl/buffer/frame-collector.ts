// SPDX-License-Identifier: Apache-2.0
/**
 * Puts the frames that leave the packet buffer together from announcements and words. Where frames may leave without being
 * read, `decided` tells the outcome of each one that is announced, in the same order. Words may be taken before the
 * announcement of their frame is, if that waits for longer.
 */
import { takeOutcomes } from '../../../hdl/lib/take-shapes.ts';
import type { Config } from '../../../hdl/spec/configs.ts';
import type { StreamSink, TimedTransfer } from '../../../sim/bench.ts';
import { bytesOfWord } from './traffic.ts';

/** A frame that left the packet buffer. */
export interface ReadFrame {
  readonly queue: number;
  readonly bytes: Uint8Array;
  readonly verified: boolean;
  /** Cycles of the announcement, of the first word and of the last. */
  readonly announced: number;
  readonly firstWord: number;
  readonly lastWord: number;
}

/** A frame that left without its words, since its queue was stopped. */
export interface StoppedFrame {
  readonly queue: number;
  readonly length: number;
  readonly cycle: number;
}

export class FrameCollector {
  readonly #config: Config;
  readonly #frames: StreamSink;
  readonly #words: StreamSink;
  readonly #decided: StreamSink | undefined;
  /** Frames that were announced, and outcomes that belong to none of them yet. */
  readonly #announced: TimedTransfer[] = [];
  readonly #outcomes: number[] = [];
  #stopped: StoppedFrame[] = [];
  #pending: TimedTransfer[] = [];
  /** The words of whole frames whose announcement was not taken yet. */
  readonly #read: TimedTransfer[][] = [];

  constructor(config: Config, frames: StreamSink, words: StreamSink, decided?: StreamSink) {
    this.#config = config;
    this.#frames = frames;
    this.#words = words;
    this.#decided = decided;
  }

  /**
   * The frames that are complete. Throws when a frame has more or fewer words than its length, or when a byte after its end is
   * not zero.
   */
  async take(): Promise<ReadFrame[]> {
    await this.#observe();
    for (const record of await this.#words.received()) {
      this.#pending.push(record);
      if (record.transfer.last !== 1n) continue;
      this.#read.push(this.#pending);
      this.#pending = [];
    }
    const count = Math.min(this.#read.length, this.#announced.length);
    return Array.from({ length: count }, () => this.#join(this.#announced.shift()!, this.#read.shift()!));
  }

  /** Frames that left without their words since the last call. */
  async stopped(): Promise<readonly StoppedFrame[]> {
    await this.#observe();
    const stopped = this.#stopped;
    this.#stopped = [];
    return stopped;
  }

  /** Announcements and words that belong to no complete frame yet. */
  get unfinished(): number {
    return this.#announced.length + this.#read.length + this.#pending.length;
  }

  /** Takes announcements; throws when a frame was announced whose buffers were not decided, or any but granted or stopped. */
  async #observe(): Promise<void> {
    const announced = await this.#frames.received();
    if (this.#decided)
      this.#outcomes.push(...(await this.#decided.received()).map(({ transfer }) => Number(transfer.outcome)));
    for (const frame of announced) {
      const outcome = this.#decided ? this.#outcomes.shift() : takeOutcomes.granted;
      const { queue, length } = frame.transfer;
      if (outcome === takeOutcomes.granted) this.#announced.push(frame);
      else if (outcome === takeOutcomes.stopped)
        this.#stopped.push({ queue: Number(queue), length: Number(length), cycle: frame.cycle });
      else throw new Error(`a frame was announced in cycle ${frame.cycle} with outcome ${outcome}`);
    }
  }

  #join(announcement: TimedTransfer, words: readonly TimedTransfer[]): ReadFrame {
    const [firstWord, lastWord] = [words[0]!.cycle, words.at(-1)!.cycle];
    const length = Number(announcement.transfer.length);
    const wordBytes = this.#config.hostDataBits / 8;
    if (words.length !== Math.ceil(length / wordBytes))
      throw new Error(`a frame of ${length} bytes has ${words.length} words (cycle ${lastWord})`);
    const all = Buffer.concat(words.map(word => bytesOfWord(word.transfer.data!, wordBytes)));
    if (all.subarray(length).some(byte => byte !== 0))
      throw new Error(`bytes after the end of a frame of ${length} bytes are not zero (cycle ${lastWord})`);
    const bytes = Uint8Array.from(all.subarray(0, length));
    const { queue, verified } = announcement.transfer;
    const from = { queue: Number(queue), verified: verified === 1n };
    return { ...from, bytes, announced: announcement.cycle, firstWord, lastWord };
  }
}
