// SPDX-License-Identifier: Apache-2.0
/**
 * Classic pcap files: 24-byte file header, then records of a 16-byte header and the frame
 * (IETF draft "PCAP Capture File Format"). Both byte orders, micro- and nanosecond timestamps, recorded FCS. Also the
 * modified format of Kuznetzov's patches to tcpdump, whose record headers go on for 8 bytes (interface, protocol, direction).
 */
import { InputError } from 'typescript-hdl/command-line';
import type { ByteQueue } from './byte-queue.ts';
import { ByteReader } from './byte-reader.ts';
import { type CaptureReading, maxCapturedBytes, type NumberedFrame, withoutFcs } from './captured-frame.ts';
import { describeLinkType, ethernetLinkType, linkTypeRemedy } from './link-type.ts';

export const pcapFileHeaderBytes = 24;
export const pcapRecordHeaderBytes = 16;
export const microsecondMagic = 0xa1b2_c3d4;
export const nanosecondMagic = 0xa1b2_3c4d;
const modifiedMagic = 0xa1b2_cd34;
const modifiedRecordHeaderBytes = 24;

const recordAgain = 'record or copy the file again';

interface Format {
  readonly littleEndian: boolean;
  readonly nanosecondsPerTick: bigint;
  readonly recordHeaderBytes: number;
}

interface FileHeader extends Format {
  readonly fcsBytes: number;
}

const formats: ReadonlyMap<number, Omit<Format, 'littleEndian'>> = new Map([
  [microsecondMagic, { nanosecondsPerTick: 1000n, recordHeaderBytes: pcapRecordHeaderBytes }],
  [nanosecondMagic, { nanosecondsPerTick: 1n, recordHeaderBytes: pcapRecordHeaderBytes }],
  [modifiedMagic, { nanosecondsPerTick: 1000n, recordHeaderBytes: modifiedRecordHeaderBytes }],
]);

const at = (name: string, offset: number): string => `${name}, byte ${offset}`;

/** Format of a file by its magic number; undefined when it is no classic pcap file. */
const formatOf = (bytes: Uint8Array): Format | undefined => {
  if (bytes.length < 4) return undefined;
  for (const littleEndian of [true, false]) {
    const format = formats.get(new ByteReader(bytes, littleEndian).u32(0));
    if (format) return { littleEndian, ...format };
  }
  return undefined;
};

/** Whether the bytes start as a classic pcap file does. */
export const isPcap = (bytes: Uint8Array): boolean => formatOf(bytes) !== undefined;

const readFileHeader = (bytes: Uint8Array, name: string): FileHeader => {
  const format = formatOf(bytes);
  if (format === undefined) {
    throw new InputError({ where: at(name, 0), what: 'this is not a classic pcap file', remedy: recordAgain });
  }
  if (bytes.length < pcapFileHeaderBytes) {
    const what = `the pcap file header is cut off after ${bytes.length} of ${pcapFileHeaderBytes} bytes`;
    throw new InputError({ where: at(name, 0), what, remedy: recordAgain });
  }
  const reader = new ByteReader(bytes, format.littleEndian);
  const version = `${reader.u16(4)}.${reader.u16(6)}`;
  if (version !== '2.4') {
    const remedy = 'convert the file with a current tool (editcap -F pcap OLD NEW)';
    throw new InputError({ where: at(name, 4), what: `pcap version ${version} is not 2.4`, remedy });
  }
  // Bits 15:0 are the link type; bit 26 says that bits 31:28 count the FCS in 16-bit units.
  const network = reader.u32(20);
  const linkType = network & 0xffff;
  if (linkType !== ethernetLinkType) {
    const what = `the link type is ${describeLinkType(linkType)}, not 1, Ethernet`;
    throw new InputError({ where: at(name, 20), what, remedy: linkTypeRemedy });
  }
  return { ...format, fcsBytes: network & 0x0400_0000 ? (network >>> 28) * 2 : 0 };
};

/** The next frame; undefined at the end of the file. */
function* readRecord(
  input: ByteQueue,
  name: string,
  number: number,
  { littleEndian, nanosecondsPerTick, recordHeaderBytes }: FileHeader,
): Generator<undefined, NumberedFrame | undefined, void> {
  const where = `${at(name, input.offset)} (frame ${number})`;
  const header = yield* input.take(recordHeaderBytes);
  if (header.length === 0) return undefined;
  if (header.length < recordHeaderBytes) {
    const what = `the file is truncated: ${header.length} of the ${recordHeaderBytes} bytes of a record header are there`;
    throw new InputError({ where, what, remedy: recordAgain });
  }
  const reader = new ByteReader(header, littleEndian);
  const captured = reader.u32(8);
  if (captured > maxCapturedBytes) {
    const what = `the record claims ${captured} bytes, more than any Ethernet capture holds (${maxCapturedBytes})`;
    throw new InputError({ where, what, remedy: `the file is damaged, ${recordAgain}` });
  }
  const bytes = yield* input.take(captured);
  if (bytes.length < captured) {
    const what = `the file is truncated: ${bytes.length} of the frame's ${captured} bytes are there`;
    throw new InputError({ where, what, remedy: recordAgain });
  }
  return {
    number,
    timestampNs: BigInt(reader.u32(0)) * 1_000_000_000n + BigInt(reader.u32(4)) * nanosecondsPerTick,
    bytes,
    // Some recorders leave the original length 0; a frame was never shorter than what was captured of it.
    originalLength: Math.max(captured, reader.u32(12)),
  };
}

/** Reads a classic pcap file; `name` is what errors call it. Refuses anything but version 2.4 and Ethernet. */
export function* readPcap(input: ByteQueue, name: string): CaptureReading {
  const header = readFileHeader(yield* input.take(pcapFileHeaderBytes), name);
  for (let number = 1; ; number++) {
    const frame = yield* readRecord(input, name, number, header);
    if (frame === undefined) return;
    yield withoutFcs(frame, header.fcsBytes);
  }
}
