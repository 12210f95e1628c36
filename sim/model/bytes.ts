// SPDX-License-Identifier: Apache-2.0
/** Big-endian reads from a frame, for the models. */

const checkReach = (frame: Uint8Array, offset: number, count: number): void => {
  if (offset + count > frame.length) {
    throw new RangeError(`bytes ${offset} to ${offset + count - 1} lie beyond the ${frame.length} bytes of the frame`);
  }
};

/** The unsigned number in `count` bytes (1 to 4) from `offset`; throws a RangeError past the end of the frame. */
export const readNumber = (frame: Uint8Array, offset: number, count: number): number => {
  checkReach(frame, offset, count);
  let value = 0;
  for (let i = offset; i < offset + count; i++) value = value * 256 + frame[i]!;
  return value;
};

/** The unsigned number in any `count` of bytes from `offset`; throws a RangeError past the end of the frame. */
export const readBigint = (frame: Uint8Array, offset: number, count: number): bigint => {
  checkReach(frame, offset, count);
  // Words of 4 bytes are read as numbers, which is many times faster than bigints byte by byte.
  const head = count % 4;
  let value = BigInt(readNumber(frame, offset, head));
  for (let i = head; i < count; i += 4) value = (value << 32n) | BigInt(readNumber(frame, offset + i, 4));
  return value;
};
