/** Big-endian reads from a frame, for the models. */

/** The unsigned number in `count` bytes (1 to 4) from `offset`; throws a RangeError past the end of the frame. */
export const readNumber = (frame: Uint8Array, offset: number, count: number): number =>
  Number(readBigint(frame, offset, count));

/** The unsigned number in any `count` of bytes from `offset`; throws a RangeError past the end of the frame. */
export const readBigint = (frame: Uint8Array, offset: number, count: number): bigint => {
  if (offset + count > frame.length) {
    throw new RangeError(`bytes ${offset} to ${offset + count - 1} lie beyond the ${frame.length} bytes of the frame`);
  }
  return frame.subarray(offset, offset + count).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
};
