/**
 * Classic pcap files: 24-byte file header, then records of a 16-byte header and the frame
 * (IETF draft "PCAP Capture File Format"). Both byte orders, micro- and nanosecond timestamps, recorded FCS.
 */
import { InputError } from '../input-error.ts';
import { ByteReader } from './byte-reader.ts';
import { type CapturedFrame, maxCapturedBytes, withoutFcs } from './captured-frame.ts';
import { describeLinkType, ethernetLinkType, linkTypeRemedy } from './link-type.ts';

export const pcapFileHeaderBytes = 24;
export const pcapRecordHeaderBytes = 16;
export const microsecondMagic = 0xa1b2_c3d4;
export const nanosecondMagic = 0xa1b2_3c4d;

const recordAgain = 'record or copy the file again';

interface FileHeader {
  readonly reader: ByteReader;
  readonly nanosecondsPerTick: bigint;
  readonly fcsBytes: number;
}

const at = (name: string, offset: number): string => `${name}, byte ${offset}`;

/** Byte order and tick length of a file by its magic number; undefined when it is no classic pcap file. */
const formatOf = (bytes: Uint8Array): { reader: ByteReader; nanosecondsPerTick: bigint } | undefined => {
  if (bytes.length < 4) return undefined;
  for (const littleEndian of [true, false]) {
    const reader = new ByteReader(bytes, littleEndian);
    const magic = reader.u32(0);
    if (magic === microsecondMagic) return { reader, nanosecondsPerTick: 1000n };
    if (magic === nanosecondMagic) return { reader, nanosecondsPerTick: 1n };
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
  const { reader, nanosecondsPerTick } = format;
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
  const fcsBytes = network & 0x0400_0000 ? (network >>> 28) * 2 : 0;
  return { reader, nanosecondsPerTick, fcsBytes };
};

/** Checks the record at `offset` and returns the number of its captured bytes. */
const checkRecord = (reader: ByteReader, name: string, offset: number, number: number): number => {
  const where = `${at(name, offset)} (frame ${number})`;
  const left = reader.bytes.length - offset;
  if (left < pcapRecordHeaderBytes) {
    const what = `the file is truncated: ${left} of the ${pcapRecordHeaderBytes} bytes of a record header are there`;
    throw new InputError({ where, what, remedy: recordAgain });
  }
  const captured = reader.u32(offset + 8);
  if (captured > maxCapturedBytes) {
    const what = `the record claims ${captured} bytes, more than any Ethernet capture holds (${maxCapturedBytes})`;
    throw new InputError({ where, what, remedy: `the file is damaged, ${recordAgain}` });
  }
  if (captured > left - pcapRecordHeaderBytes) {
    const what = `the file is truncated: ${left - pcapRecordHeaderBytes} of the frame's ${captured} bytes are there`;
    throw new InputError({ where, what, remedy: recordAgain });
  }
  return captured;
};

/**
 * Reads every frame of a classic pcap file. `name` is what errors call the file; the frames are views into `bytes`.
 * Throws an InputError with the byte offset for anything but a whole, version 2.4 Ethernet file.
 */
export const readPcap = (bytes: Uint8Array, name: string): CapturedFrame[] => {
  const { reader, nanosecondsPerTick, fcsBytes } = readFileHeader(bytes, name);
  const frames: CapturedFrame[] = [];
  for (let offset = pcapFileHeaderBytes; offset < bytes.length; ) {
    const captured = checkRecord(reader, name, offset, frames.length + 1);
    const start = offset + pcapRecordHeaderBytes;
    const frame: CapturedFrame = {
      timestampNs: BigInt(reader.u32(offset)) * 1_000_000_000n + BigInt(reader.u32(offset + 4)) * nanosecondsPerTick,
      bytes: bytes.subarray(start, start + captured),
      // Some recorders leave the original length 0; a frame was never shorter than what was captured of it.
      originalLength: Math.max(captured, reader.u32(offset + 12)),
    };
    frames.push(withoutFcs(frame, fcsBytes));
    offset = start + captured;
  }
  return frames;
};
