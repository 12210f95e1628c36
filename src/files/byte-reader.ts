// SPDX-License-Identifier: Apache-2.0
/** Reads unsigned integers of one byte order out of a byte array; an offset outside it throws a RangeError. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, littleEndian: boolean) {
    this.bytes = bytes;
    this.littleEndian = littleEndian;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(offset: number): number {
    return this.#view.getUint8(offset);
  }

  u16(offset: number): number {
    return this.#view.getUint16(offset, this.littleEndian);
  }

  u32(offset: number): number {
    return this.#view.getUint32(offset, this.littleEndian);
  }

  /** Signed 64-bit integer, as if_tsoffset needs it. */
  i64(offset: number): bigint {
    return this.#view.getBigInt64(offset, this.littleEndian);
  }
}
