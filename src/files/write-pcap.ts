// SPDX-License-Identifier: Apache-2.0
/** Writes classic pcap files: little-endian, version 2.4, Ethernet. */
import { type CapturedFrame, maxCapturedBytes } from './captured-frame.ts';
import { ethernetLinkType } from './link-type.ts';
import { microsecondMagic, nanosecondMagic, pcapFileHeaderBytes, pcapRecordHeaderBytes } from './read-pcap.ts';

/** Unit of the timestamps in a written file. */
export type TimestampResolution = 'nanosecond' | 'microsecond';

const nanosecondsPerSecond = 1_000_000_000n;

const checkFrame = (frame: CapturedFrame, index: number): void => {
  const seconds = frame.timestampNs / nanosecondsPerSecond;
  if (frame.timestampNs < 0n || seconds > 0xffff_ffffn) {
    throw new RangeError(`frame ${index + 1}: ${frame.timestampNs} ns does not fit the 32-bit seconds of a pcap file`);
  }
  if (frame.bytes.length > maxCapturedBytes) {
    throw new RangeError(
      `frame ${index + 1}: ${frame.bytes.length} bytes are more than the ${maxCapturedBytes} of a pcap file`,
    );
  }
};

/**
 * The bytes of a classic pcap file that holds `frames` in order. Microsecond files round timestamps down.
 * Throws a RangeError for a frame that the format cannot hold (time before 1970 or after 2106, over 262,144 bytes).
 */
export const writePcap = (
  frames: readonly CapturedFrame[],
  resolution: TimestampResolution = 'nanosecond',
): Uint8Array => {
  const total = frames.reduce((sum, f) => sum + pcapRecordHeaderBytes + f.bytes.length, pcapFileHeaderBytes);
  const file = new Uint8Array(total);
  const view = new DataView(file.buffer);
  const u32 = (offset: number, value: number): void => view.setUint32(offset, value, true);
  u32(0, resolution === 'nanosecond' ? nanosecondMagic : microsecondMagic);
  view.setUint16(4, 2, true);
  view.setUint16(6, 4, true);
  u32(16, maxCapturedBytes);
  u32(20, ethernetLinkType);
  const nanosecondsPerTick = resolution === 'nanosecond' ? 1n : 1000n;
  let offset = pcapFileHeaderBytes;
  for (const [index, frame] of frames.entries()) {
    checkFrame(frame, index);
    u32(offset, Number(frame.timestampNs / nanosecondsPerSecond));
    u32(offset + 4, Number((frame.timestampNs % nanosecondsPerSecond) / nanosecondsPerTick));
    u32(offset + 8, frame.bytes.length);
    u32(offset + 12, frame.originalLength);
    file.set(frame.bytes, offset + pcapRecordHeaderBytes);
    offset += pcapRecordHeaderBytes + frame.bytes.length;
  }
  return file;
};
