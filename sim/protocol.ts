// SPDX-License-Identifier: Apache-2.0
/**
 * The binary language between a bench and its simulation program; the C++ side is `harness/core/bytes.hpp`. The numbers in it are
 * in `harness-numbers.ts`.
 */
import { valueBytes } from './design.ts';

const writeWide = (buffer: Buffer, value: bigint, at: number, size: number): void => {
  let rest = value;
  let offset = 0;
  for (; offset + 8 <= size; offset += 8) {
    buffer.writeBigUInt64LE(BigInt.asUintN(64, rest), at + offset);
    rest >>= 64n;
  }
  for (; offset < size; offset++) {
    buffer[at + offset] = Number(rest & 0xffn);
    rest >>= 8n;
  }
};

/** A growing little-endian buffer. */
export class ByteWriter {
  #buffer = Buffer.allocUnsafe(256);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Makes room for `size` more bytes and returns the offset where they start. */
  #grow(size: number): number {
    const at = this.#size;
    this.#size += size;
    if (this.#size > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#size, this.#buffer.length * 2));
      this.#buffer.copy(larger, 0, 0, at);
      this.#buffer = larger;
    }
    return at;
  }

  u8(value: number): this {
    const at = this.#grow(1);
    this.#buffer.writeUInt8(value, at);
    return this;
  }

  u16(value: number): this {
    const at = this.#grow(2);
    this.#buffer.writeUInt16LE(value, at);
    return this;
  }

  u32(value: number): this {
    const at = this.#grow(4);
    this.#buffer.writeUInt32LE(value, at);
    return this;
  }

  u64(value: bigint | number): this {
    const at = this.#grow(8);
    this.#buffer.writeBigUInt64LE(BigInt(value), at);
    return this;
  }

  /** A value of `width` bits in as many whole bytes as it needs; the value must fit. */
  value(value: bigint, width: number): this {
    const size = valueBytes(width);
    const at = this.#grow(size);
    writeWide(this.#buffer, value, at, size);
    return this;
  }

  bytes(data: Uint8Array): this {
    const at = this.#grow(data.length);
    this.#buffer.set(data, at);
    return this;
  }

  text(value: string): this {
    const data = Buffer.from(value);
    return this.u32(data.length).bytes(data);
  }

  /** A copy of what was written. */
  finish(): Buffer {
    return Buffer.from(this.#buffer.subarray(0, this.#size));
  }
}

/** Reads what a {@link ByteWriter} or the simulation program wrote. */
export class ByteReader {
  readonly #buffer: Buffer;
  #at = 0;

  constructor(buffer: Buffer) {
    this.#buffer = buffer;
  }

  get remaining(): number {
    return this.#buffer.length - this.#at;
  }

  #take(size: number): number {
    const at = this.#at;
    if (size > this.remaining) throw new RangeError('a message of the simulation is shorter than it says');
    this.#at += size;
    return at;
  }

  u8(): number {
    return this.#buffer.readUInt8(this.#take(1));
  }

  u16(): number {
    return this.#buffer.readUInt16LE(this.#take(2));
  }

  u32(): number {
    return this.#buffer.readUInt32LE(this.#take(4));
  }

  u64(): bigint {
    return this.#buffer.readBigUInt64LE(this.#take(8));
  }

  /** A 64-bit count or cycle number that is known to be below 2^53. */
  count(): number {
    return Number(this.u64());
  }

  value(width: number): bigint {
    const size = valueBytes(width);
    const at = this.#take(size);
    let value = 0n;
    let offset = size;
    for (; offset % 8 !== 0; offset--) value = (value << 8n) | BigInt(this.#buffer[at + offset - 1]!);
    for (; offset > 0; offset -= 8) value = (value << 64n) | this.#buffer.readBigUInt64LE(at + offset - 8);
    return value;
  }

  bytes(size: number): Buffer {
    const at = this.#take(size);
    return this.#buffer.subarray(at, at + size);
  }

  text(): string {
    return this.bytes(this.u32()).toString('utf8');
  }
}

/** A probability in 0..1 as the harness draws it: units of 2^-32, where 2^32 is certainty. */
export const chance = (probability: number): bigint => {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`A probability lies between 0 and 1; ${probability} does not.`);
  }
  return BigInt(Math.round(probability * 2 ** 32));
};
