// SPDX-License-Identifier: Apache-2.0
/** Chains of frames to be sent, where they lie in memory, and what is to come of each. */
import { expect } from 'vitest';
import type { Config } from '../../../../hdl/spec/configs.ts';
import type { TransmitEventName } from '../../../../hdl/spec/events/transmit-events.ts';
import type { Random } from '../../../support/random.ts';

/** The header of a frame as its driver writes it. */
export interface SentHeader {
  readonly flags?: number;
  readonly gsoType?: number;
  readonly start?: number;
  readonly offset?: number;
}

export interface BenchChain {
  readonly queue: number;
  readonly epoch: number;
  readonly id: number;
  readonly slots: number;
  readonly pieces: readonly { readonly address: bigint; readonly bytes: number }[];
  /** Header and frame as they lie in memory, and what is to come of them. */
  readonly content: Uint8Array;
  readonly fate: TransmitEventName;
  readonly header: Required<SentHeader>;
  readonly serial: number;
  used?: boolean;
  ended?: string;
}

const memoryBits = 22n;
const shortestChain = 12 + 14;

/** The memory of all functions, full of noise, and the chains that were put into it. */
export class SentChains {
  readonly config: Config;
  readonly random: Random;
  readonly memory: Uint8Array[];
  readonly chains: BenchChain[] = [];
  readonly #allocated: number[];

  constructor(config: Config, random: Random) {
    this.config = config;
    this.random = random;
    this.#allocated = Array.from({ length: config.functions }, () => 0);
    this.memory = Array.from({ length: config.functions }, () => new Uint8Array(1 << Number(memoryBits)));
    for (const memory of this.memory) {
      let state = this.random.between(1, 1 << 30);
      for (let i = 0; i < memory.length; i++) {
        state = Math.imul(state, 1_664_525) + 1_013_904_223;
        memory[i] = state >>> 24;
      }
    }
  }

  /** A chain of pieces of these sizes, which hold header and frame in this order. */
  post(of: { queue: number; epoch: number; slots: number }, sizes: readonly number[], header: SentHeader): BenchChain {
    const owner = Math.floor(of.queue / this.config.queuesPerFunction);
    const { flags = 0, gsoType = 0, start = 0, offset = 0 } = header;
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    const pieces = sizes.map(size => {
      const skip = this.random.chance(0.3) ? this.random.between(0, 70) : this.random.between(0, 3);
      const from = this.#allocated[owner]! + skip;
      this.#allocated[owner] = from + size;
      return { address: (BigInt(owner + 1) << memoryBits) + BigInt(from), bytes: size };
    });
    expect(this.#allocated[owner]).toBeLessThan(1 << Number(memoryBits));
    const [low, high] = [(value: number) => value & 0xff, (value: number) => value >> 8];
    const head = [flags, gsoType, 7, 7, 7, 7, low(start), high(start), low(offset), high(offset), 7, 7];
    let at = 0;
    const content = new Uint8Array(bytes);
    for (const piece of pieces) {
      for (let i = 0; i < piece.bytes; i++, at++) {
        const place = Number(piece.address & ((1n << memoryBits) - 1n)) + i;
        if (at < 12) this.memory[owner]![place] = head[at]!;
        content[at] = this.memory[owner]![place]!;
      }
    }
    const length = bytes - 12;
    const wrongSum = (flags & 1) === 1 && (start >= length || start + offset + 2 > length);
    const fate = (): BenchChain['fate'] => {
      if (bytes < shortestChain || length > this.config.maxFrameBytes) return 'chain_length';
      if (gsoType !== 0) return 'segmentation';
      return wrongSum ? 'checksum_place' : 'sent';
    };
    const chain: BenchChain = {
      ...of,
      id: this.random.between(0, 65_535),
      pieces: bytes === 0 ? [{ address: 0n, bytes: 0 }] : pieces,
      content,
      fate: fate(),
      header: { flags, gsoType, start, offset },
      serial: this.chains.length,
    };
    this.chains.push(chain);
    return chain;
  }

  /** A beat of the bus. */
  word(fn: number, address: bigint): bigint {
    const size = this.config.hostDataBits / 8;
    const from = Number(address & ((1n << memoryBits) - 1n));
    const bytes = Buffer.from(this.memory[fn]!.subarray(from, from + size));
    return BigInt(
      `0x${Buffer.concat([bytes, Buffer.alloc(size - bytes.length)])
        .reverse()
        .toString('hex')}`,
    );
  }
}
