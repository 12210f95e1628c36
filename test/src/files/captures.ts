/** Arbitrary frames and files that the tests of the capture readers share. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { CapturedFrame } from '../../../src/files/captured-frame.ts';
import { InputError } from '../../../src/input-error.ts';

/** Any frame that a nanosecond pcap file can hold, some of them cut by the capture. */
export const arbitraryFrame: fc.Arbitrary<CapturedFrame> = fc
  .record({
    timestampNs: fc.bigInt({ min: 0n, max: 4_294_967_295_999_999_999n }),
    bytes: fc.uint8Array({ maxLength: 200 }),
    cut: fc.nat({ max: 9000 }),
  })
  .map(({ timestampNs, bytes, cut }) => ({ timestampNs, bytes, originalLength: bytes.length + cut }));

/** Frames in a form that `toEqual` compares by content, whatever buffer the bytes are a view of. */
export const plain = (frames: readonly CapturedFrame[]): unknown[] =>
  frames.map(frame => ({ ...frame, bytes: [...frame.bytes] }));

/** The InputError that `action` throws; fails the test on any other outcome. */
export const inputErrorOf = (action: () => unknown): InputError => {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  }
  throw new Error('nothing was thrown');
};
