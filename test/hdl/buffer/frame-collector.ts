// SPDX-License-Identifier: Apache-2.0
/** Puts the frames that leave the packet buffer together from announcements and words. */
import type { Config } from '../../../hdl/spec/configs.ts';
import type { StreamSink, TimedTransfer } from '../../../sim/bench.ts';
import { bytesOfWord } from './traffic.ts';

/** A frame that left the packet buffer. */
export interface ReadFrame {
  readonly queue: number;
  readonly bytes: Uint8Array;
  /** Cycles of the announcement, of the first word and of the last. */
  readonly announced: number;
  readonly firstWord: number;
  readonly lastWord: number;
}

export class FrameCollector {
  readonly #config: Config;
  readonly #frames: StreamSink;
  readonly #words: StreamSink;
  readonly #announced: TimedTransfer[] = [];
  /** Words of complete frames whose announcements were not taken yet, and of the one that is not complete. */
  readonly #complete: TimedTransfer[][] = [];
  #pending: TimedTransfer[] = [];

  constructor(config: Config, frames: StreamSink, words: StreamSink) {
    this.#config = config;
    this.#frames = frames;
    this.#words = words;
  }

  /**
   * The frames that are complete and announced; either may be taken first. Throws when a frame has more or fewer words than its
   * length, or when a byte after its end is not zero.
   */
  async take(): Promise<ReadFrame[]> {
    this.#announced.push(...(await this.#frames.received()));
    for (const record of await this.#words.received()) {
      this.#pending.push(record);
      if (record.transfer.last === 0n) continue;
      this.#complete.push(this.#pending);
      this.#pending = [];
    }
    const count = Math.min(this.#announced.length, this.#complete.length);
    return Array.from({ length: count }, () => this.#finish(this.#announced.shift()!, this.#complete.shift()!));
  }

  /** Announcements and words that belong to no complete frame yet. */
  get unfinished(): number {
    return this.#announced.length + this.#complete.length + this.#pending.length;
  }

  #finish(announcement: TimedTransfer, words: readonly TimedTransfer[]): ReadFrame {
    const [firstWord, lastWord] = [words[0]!.cycle, words.at(-1)!.cycle];
    const length = Number(announcement.transfer.length);
    const wordBytes = this.#config.hostDataBits / 8;
    if (words.length !== Math.ceil(length / wordBytes))
      throw new Error(`a frame of ${length} bytes has ${words.length} words (cycle ${lastWord})`);
    const all = Buffer.concat(words.map(word => bytesOfWord(word.transfer.data!, wordBytes)));
    if (all.subarray(length).some(byte => byte !== 0))
      throw new Error(`bytes after the end of a frame of ${length} bytes are not zero (cycle ${lastWord})`);
    const bytes = Uint8Array.from(all.subarray(0, length));
    return { queue: Number(announcement.transfer.queue), bytes, announced: announcement.cycle, firstWord, lastWord };
  }
}
