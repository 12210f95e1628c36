// SPDX-License-Identifier: Apache-2.0
/** One Ethernet frame of a capture, without FCS. */
export interface CapturedFrame {
  /** Time of capture in nanoseconds since 1970-01-01 UTC; 0 when the capture has none. */
  readonly timestampNs: bigint;
  /** The bytes that were captured, destination MAC first. */
  readonly bytes: Uint8Array;
  /** Length on the wire without FCS, in bytes; more than `bytes.length` when the capture cut the frame. */
  readonly originalLength: number;
}

/** A frame as a capture file gives it. */
export interface NumberedFrame extends CapturedFrame {
  /** Number among all frames of the capture from 1, also those that were skipped: what other tools call it, too. */
  readonly number: number;
}

/** A frame that is there, but not of Ethernet. */
export interface SkippedFrame {
  readonly number: number;
  /** Interface of the capture it came from. */
  readonly interfaceId: number;
  readonly linkType: number;
}

/**
 * Reads the frames of one format from a {@link ByteQueue}: yields each as soon as it is whole, and undefined when more bytes
 * must arrive first. Throws an InputError that says what is wrong and where, after the whole frames before that place.
 */
export type CaptureReading = Generator<NumberedFrame | SkippedFrame | undefined, void, void>;

/** Longest frame any reader accepts, in bytes: the limit that libpcap sets for Ethernet. */
export const maxCapturedBytes = 262_144;

/**
 * Takes an FCS that a capture says it recorded off the end of a frame.
 * `fcsBytes` is what the capture declares; a frame cut before its FCS keeps all captured bytes.
 */
export const withoutFcs = (frame: NumberedFrame, fcsBytes: number): NumberedFrame => {
  if (fcsBytes === 0) return frame;
  const originalLength = Math.max(0, frame.originalLength - fcsBytes);
  return { ...frame, bytes: frame.bytes.subarray(0, originalLength), originalLength };
};
