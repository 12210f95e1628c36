// SPDX-License-Identifier: Apache-2.0
/** Builds pcapng files of either byte order, block by block, for the reader's tests. */

export interface OptionField {
  readonly code: number;
  readonly value: Uint8Array;
}

const concatenate = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

const padded = (bytes: Uint8Array): Uint8Array => {
  const all = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  all.set(bytes);
  return all;
};

export class PcapngBuilder {
  readonly littleEndian: boolean;
  readonly #blocks: Uint8Array[] = [];

  constructor(littleEndian: boolean) {
    this.littleEndian = littleEndian;
  }

  #number(bytes: 2 | 4 | 8, value: number | bigint): Uint8Array {
    const view = new DataView(new ArrayBuffer(bytes));
    if (bytes === 2) view.setUint16(0, Number(value), this.littleEndian);
    else if (bytes === 4) view.setUint32(0, Number(value), this.littleEndian);
    else view.setBigInt64(0, BigInt(value), this.littleEndian);
    return new Uint8Array(view.buffer);
  }

  u16(value: number): Uint8Array {
    return this.#number(2, value);
  }

  u32(value: number): Uint8Array {
    return this.#number(4, value);
  }

  i64(value: bigint): Uint8Array {
    return this.#number(8, value);
  }

  options(fields: readonly OptionField[]): Uint8Array {
    if (fields.length === 0) return new Uint8Array(0);
    const parts = fields.flatMap(field => [this.u16(field.code), this.u16(field.value.length), padded(field.value)]);
    return concatenate([...parts, this.u16(0), this.u16(0)]);
  }

  /** Adds a block of any type; `body` is padded to four bytes. */
  block(type: number, ...body: readonly Uint8Array[]): this {
    const content = padded(concatenate(body));
    const length = this.u32(content.length + 12);
    this.#blocks.push(concatenate([this.u32(type), length, content, length]));
    return this;
  }

  section(): this {
    return this.block(0x0a0d0d0a, this.u32(0x1a2b3c4d), this.u16(1), this.u16(0), this.i64(-1n));
  }

  interface(linkType: number, snapLength: number, ...options: readonly OptionField[]): this {
    return this.block(1, this.u16(linkType), this.u16(0), this.u32(snapLength), this.options(options));
  }

  enhanced(id: number, ticks: bigint, bytes: Uint8Array, original: number, ...options: readonly OptionField[]): this {
    const time = [this.u32(Number(ticks >> 32n)), this.u32(Number(ticks & 0xffff_ffffn))];
    const lengths = [this.u32(bytes.length), this.u32(original)];
    return this.block(6, this.u32(id), ...time, ...lengths, padded(bytes), this.options(options));
  }

  simple(bytes: Uint8Array, original: number): this {
    return this.block(3, this.u32(original), bytes);
  }

  legacy(id: number, ticks: bigint, bytes: Uint8Array, original: number): this {
    const time = [this.u32(Number(ticks >> 32n)), this.u32(Number(ticks & 0xffff_ffffn))];
    const lengths = [this.u32(bytes.length), this.u32(original)];
    return this.block(2, this.u16(id), this.u16(7), ...time, ...lengths, bytes);
  }

  /** The file so far; `next` continues it with a section of another builder. */
  file(next?: Uint8Array): Uint8Array {
    return concatenate(next === undefined ? this.#blocks : [...this.#blocks, next]);
  }
}
