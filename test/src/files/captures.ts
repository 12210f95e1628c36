// SPDX-License-Identifier: Apache-2.0
/** Arbitrary frames and files that the tests of the capture readers share. */
import fc from 'fast-check';
import { InputError } from 'typescript-hdl/command-line';
import { expect } from 'vitest';
import { ByteQueue } from '../../../src/files/byte-queue.ts';
import type { CapturedFrame, CaptureReading, NumberedFrame, SkippedFrame } from '../../../src/files/captured-frame.ts';

/** Any frame that a nanosecond pcap file can hold, some of them cut by the capture. */
export const arbitraryFrame: fc.Arbitrary<CapturedFrame> = fc
  .record({
    timestampNs: fc.bigInt({ min: 0n, max: 4_294_967_295_999_999_999n }),
    bytes: fc.uint8Array({ maxLength: 200 }),
    cut: fc.nat({ max: 9000 }),
  })
  .map(({ timestampNs, bytes, cut }) => ({ timestampNs, bytes, originalLength: bytes.length + cut }));

type Reader = (input: ByteQueue, name: string) => CaptureReading;

/** Everything that a reader yields of a file that arrives in chunks of `chunkBytes`, and the error it ends with, if any. */
export const readChunks = (reader: Reader, bytes: Uint8Array, name: string, chunkBytes: number) => {
  const input = new ByteQueue();
  const reading = reader(input, name);
  const read: (NumberedFrame | SkippedFrame)[] = [];
  const readOn = (): void => {
    for (let { value } = reading.next(); value; { value } = reading.next()) read.push(value);
  };
  try {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      input.push(bytes.subarray(at, at + chunkBytes));
      readOn();
    }
    input.end();
    readOn();
  } catch (error) {
    return { read, error };
  }
  return { read };
};

/** A reader of whole files: the Ethernet frames of one, or the error that it throws. */
export const wholeFile =
  (reader: Reader) =>
  (bytes: Uint8Array, name: string): readonly NumberedFrame[] => {
    const { read, error } = readChunks(reader, bytes, name, Math.max(1, bytes.length));
    if (error !== undefined) throw error;
    return read.filter((one): one is NumberedFrame => 'bytes' in one);
  };

/** Frames in a form that `toEqual` compares by content, whatever buffer the bytes are a view of. */
export const plain = (frames: readonly CapturedFrame[]): unknown[] =>
  frames.map(({ timestampNs, bytes, originalLength }) => ({ timestampNs, bytes: [...bytes], originalLength }));

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
