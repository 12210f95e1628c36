// SPDX-License-Identifier: Apache-2.0
/**
 * pcapng files (IETF draft "PCAP Now Generic"): sections of either byte order, several interfaces, enhanced, simple and
 * legacy packet blocks, if_tsresol, if_tsoffset and recorded FCS. All other block types are stepped over. Frames of an
 * interface that is not Ethernet are handed on as skipped ones.
 */
import { InputError } from 'typescript-hdl/command-line';
import type { ByteQueue } from './byte-queue.ts';
import { ByteReader } from './byte-reader.ts';
import {
  type CaptureReading,
  maxCapturedBytes,
  type NumberedFrame,
  type SkippedFrame,
  withoutFcs,
} from './captured-frame.ts';
import { ethernetLinkType } from './link-type.ts';
import {
  type Block,
  type BlockPosition,
  blockError,
  type PcapngInterface,
  readInterface,
  readOptions,
} from './pcapng-block.ts';

const sectionHeader = 0x0a0d_0d0a;
const byteOrderMagic = 0x1a2b_3c4d;
const blockTypes = { interface: 1, packet: 2, simplePacket: 3, enhancedPacket: 6 } as const;
const minimumBlockBytes = 12;
/** Longest block that is read: what libpcap and Wireshark take, so that a damaged length does not fill the memory. */
const maximumBlockBytes = 16 * 1024 * 1024;
const epbFlagsOption = 2;

/** Whether the bytes start as a pcapng file does: its first block type reads the same in both byte orders. */
export const isPcapng = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 && new ByteReader(bytes, true).u32(0) === sectionHeader;

/** Byte order that a section header of at least {@link minimumBlockBytes} declares. */
const sectionByteOrder = (head: Uint8Array, position: BlockPosition): boolean => {
  for (const littleEndian of [true, false]) {
    if (new ByteReader(head, littleEndian).u32(8) === byteOrderMagic) return littleEndian;
  }
  throw blockError(position, 'the byte-order magic of the section header is neither 1a2b3c4d nor 4d3c2b1a');
};

/** Length of a block by its first {@link minimumBlockBytes}. */
const blockLength = (head: ByteReader, position: BlockPosition): number => {
  const length = head.u32(4);
  if (length < minimumBlockBytes || length % 4 !== 0) {
    throw blockError(position, `the block length ${length} is not a multiple of 4 of at least ${minimumBlockBytes}`);
  }
  if (length > maximumBlockBytes) {
    throw blockError(position, `the block claims ${length} bytes, more than any capture needs (${maximumBlockBytes})`);
  }
  return length;
};

/** The next block, its lengths checked; undefined at the end of the file. `littleEndian` is the order of the section so far. */
function* readBlock(
  input: ByteQueue,
  position: BlockPosition,
  littleEndian: boolean,
): Generator<undefined, Block | undefined, void> {
  const head = yield* input.peek(minimumBlockBytes);
  if (head.length === 0) return undefined;
  const type = head.length < 4 ? undefined : new ByteReader(head, littleEndian).u32(0);
  if (position.number === 1 && type !== sectionHeader) throw noPcapng(position.name);
  if (head.length < minimumBlockBytes) {
    const part =
      type === sectionHeader ? 'bytes of a section header' : `of a block's at least ${minimumBlockBytes} bytes`;
    throw blockError(position, `the file is truncated: ${head.length} ${part} are there`);
  }
  const order = type === sectionHeader ? sectionByteOrder(head, position) : littleEndian;
  const length = blockLength(new ByteReader(head, order), position);
  const bytes = yield* input.take(length);
  if (bytes.length < length)
    throw blockError(position, `the file is truncated: ${bytes.length} of the block's ${length} bytes are there`);
  const reader = new ByteReader(bytes, order);
  const trailing = reader.u32(length - 4);
  if (trailing !== length)
    throw blockError(position, `the block length is ${length} at its start, ${trailing} at its end`);
  return { ...position, type: reader.u32(0), length, body: new ByteReader(bytes.subarray(8, length - 4), order) };
}

/** What a packet block says about its frame before the interface is looked up. */
interface PacketFields {
  readonly interfaceId: number;
  /** Ticks of the interface's resolution; undefined in a simple packet block. */
  readonly ticks?: bigint;
  readonly captured: number;
  readonly original: number;
  /** Offset of the frame in the block's body. */
  readonly start: number;
}

const needBody = (block: Block, bytes: number): void => {
  const has = block.body.bytes.length;
  if (has < bytes) throw blockError(block, `a packet block needs ${bytes} bytes before its frame and has ${has}`);
};

/** Fields of a packet block; undefined for a block that carries no packet. */
const packetFields = (block: Block, interfaces: readonly PcapngInterface[]): PacketFields | undefined => {
  const { body, type } = block;
  if (type === blockTypes.simplePacket) {
    needBody(block, 4);
    const original = body.u32(0);
    const snapLength = interfaces[0]?.snapLength || maxCapturedBytes;
    return { interfaceId: 0, original, captured: Math.min(original, snapLength), start: 4 };
  }
  if (type !== blockTypes.enhancedPacket && type !== blockTypes.packet) return undefined;
  needBody(block, 20);
  return {
    // The legacy block has a 16-bit interface number and a 16-bit drop count where the enhanced one has 32 bits.
    interfaceId: type === blockTypes.packet ? body.u16(0) : body.u32(0),
    ticks: (BigInt(body.u32(4)) << 32n) | BigInt(body.u32(8)),
    captured: body.u32(12),
    original: body.u32(16),
    start: 20,
  };
};

const interfaceOf = (block: Block, fields: PacketFields, interfaces: readonly PcapngInterface[]): PcapngInterface => {
  const found = interfaces[fields.interfaceId];
  if (found === undefined) {
    throw blockError(
      block,
      `the frame names interface ${fields.interfaceId}, but the section declares ${interfaces.length}`,
    );
  }
  return found;
};

/** FCS bytes of one frame: the flags word of the block where it says so, else what the interface declares. */
const fcsBytesOf = (block: Block, optionsAt: number, declared: number): number => {
  for (const option of readOptions(block, optionsAt)) {
    if (option.code !== epbFlagsOption || option.value.bytes.length !== 4) continue;
    const bytes = (option.value.u32(0) >>> 5) & 0xf;
    if (bytes !== 0) return bytes;
  }
  return declared;
};

/** The frame that a packet block of those fields holds, the `number`th of the file. */
const readFrame = (
  block: Block,
  fields: PacketFields,
  interfaces: readonly PcapngInterface[],
  number: number,
): NumberedFrame | SkippedFrame => {
  const { captured, start, original, ticks, interfaceId } = fields;
  const from = interfaceOf(block, fields, interfaces);
  if (from.linkType !== ethernetLinkType) return { number, interfaceId, linkType: from.linkType };
  if (captured > maxCapturedBytes) {
    throw blockError(
      block,
      `the frame claims ${captured} bytes, more than any Ethernet capture holds (${maxCapturedBytes})`,
    );
  }
  const room = block.body.bytes.length - start;
  if (captured > room)
    throw blockError(block, `the frame claims ${captured} bytes, but its block has room for ${room}`);
  const frame: NumberedFrame = {
    number,
    timestampNs: ticks === undefined ? 0n : from.toNanoseconds(ticks),
    bytes: block.body.bytes.subarray(start, start + captured),
    originalLength: Math.max(captured, original),
  };
  const hasOptions = block.type !== blockTypes.simplePacket;
  const optionsAt = start + Math.ceil(captured / 4) * 4;
  return withoutFcs(frame, hasOptions ? fcsBytesOf(block, optionsAt, from.fcsBytes) : from.fcsBytes);
};

const checkSection = (block: Block): void => {
  if (block.body.bytes.length < 16)
    throw blockError(block, `the section header has ${block.length} bytes, fewer than 28`);
  const version = `${block.body.u16(4)}.${block.body.u16(6)}`;
  if (version !== '1.0' && version !== '1.2') {
    throw blockError(
      block,
      `pcapng version ${version} is not 1.0`,
      'convert the file with a current tool (editcap OLD NEW)',
    );
  }
};

const noPcapng = (name: string): InputError =>
  new InputError({ where: `${name}, byte 0`, what: 'this is not a pcapng file', remedy: 'record it again' });

/** Reads a pcapng file; `name` is what errors call it. They give block number (from 1) and byte offset. */
export function* readPcapng(input: ByteQueue, name: string): CaptureReading {
  let interfaces: PcapngInterface[] = [];
  let littleEndian = true;
  let frames = 0;
  for (let number = 1; ; number++) {
    const block: Block | undefined = yield* readBlock(input, { name, number, offset: input.offset }, littleEndian);
    if (block === undefined) return;
    if (block.type === sectionHeader) {
      checkSection(block);
      littleEndian = block.body.littleEndian;
      interfaces = [];
    } else if (block.type === blockTypes.interface) {
      interfaces.push(readInterface(block));
    } else {
      const fields = packetFields(block, interfaces);
      if (fields !== undefined) yield readFrame(block, fields, interfaces, ++frames);
    }
  }
}
