/**
 * pcapng files (IETF draft "PCAP Now Generic"): sections of either byte order, several interfaces, enhanced, simple and
 * legacy packet blocks, if_tsresol, if_tsoffset and recorded FCS. All other block types are stepped over.
 */
import { InputError } from '../input-error.ts';
import { ByteReader } from './byte-reader.ts';
import { type CapturedFrame, maxCapturedBytes, withoutFcs } from './captured-frame.ts';
import { describeLinkType, ethernetLinkType, linkTypeRemedy } from './link-type.ts';
import { type Block, blockError, type PcapngInterface, readInterface, readOptions } from './pcapng-block.ts';

const sectionHeader = 0x0a0d_0d0a;
const byteOrderMagic = 0x1a2b_3c4d;
const blockTypes = { interface: 1, packet: 2, simplePacket: 3, enhancedPacket: 6 } as const;
const minimumBlockBytes = 12;
const epbFlagsOption = 2;

/** Whether the bytes start as a pcapng file does: its first block type reads the same in both byte orders. */
export const isPcapng = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 && new ByteReader(bytes, true).u32(0) === sectionHeader;

/** Byte order that the section header at `offset` declares. */
const sectionByteOrder = (bytes: Uint8Array, name: string, offset: number, number: number): boolean => {
  const position = { name, offset, number };
  if (bytes.length - offset < minimumBlockBytes) {
    throw blockError(position, `the file is truncated: ${bytes.length - offset} bytes of a section header are there`);
  }
  for (const littleEndian of [true, false]) {
    if (new ByteReader(bytes, littleEndian).u32(offset + 8) === byteOrderMagic) return littleEndian;
  }
  throw blockError(position, 'the byte-order magic of the section header is neither 1a2b3c4d nor 4d3c2b1a');
};

/** Checks the frame of the block at `offset` (leading length, room, trailing length) and returns it. */
const readBlock = (reader: ByteReader, name: string, offset: number, number: number): Block => {
  const position = { name, offset, number };
  const left = reader.bytes.length - offset;
  if (left < minimumBlockBytes) {
    throw blockError(
      position,
      `the file is truncated: ${left} of a block's at least ${minimumBlockBytes} bytes are there`,
    );
  }
  const length = reader.u32(offset + 4);
  if (length < minimumBlockBytes || length % 4 !== 0) {
    throw blockError(position, `the block length ${length} is not a multiple of 4 of at least ${minimumBlockBytes}`);
  }
  if (length > left)
    throw blockError(position, `the file is truncated: ${left} of the block's ${length} bytes are there`);
  const trailing = reader.u32(offset + length - 4);
  if (trailing !== length)
    throw blockError(position, `the block length is ${length} at its start, ${trailing} at its end`);
  const body = new ByteReader(reader.bytes.subarray(offset + 8, offset + length - 4), reader.littleEndian);
  return { ...position, type: reader.u32(offset), length, body };
};

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
  if (found.linkType !== ethernetLinkType) {
    const what = `interface ${fields.interfaceId} has the link type ${describeLinkType(found.linkType)}, not 1, Ethernet`;
    throw blockError(block, what, linkTypeRemedy);
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

const readFrame = (block: Block, interfaces: readonly PcapngInterface[]): CapturedFrame | undefined => {
  const fields = packetFields(block, interfaces);
  if (fields === undefined) return undefined;
  const { captured, start, original, ticks } = fields;
  const from = interfaceOf(block, fields, interfaces);
  if (captured > maxCapturedBytes) {
    throw blockError(
      block,
      `the frame claims ${captured} bytes, more than any Ethernet capture holds (${maxCapturedBytes})`,
    );
  }
  const room = block.body.bytes.length - start;
  if (captured > room)
    throw blockError(block, `the frame claims ${captured} bytes, but its block has room for ${room}`);
  const frame: CapturedFrame = {
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

/**
 * Reads every frame of a pcapng file. `name` is what errors call the file; the frames are views into `bytes`.
 * Throws an InputError with block number (from 1) and byte offset for a broken file or a frame of another link type.
 */
export const readPcapng = (bytes: Uint8Array, name: string): CapturedFrame[] => {
  const frames: CapturedFrame[] = [];
  let interfaces: PcapngInterface[] = [];
  let reader = new ByteReader(bytes, true);
  let number = 1;
  for (let offset = 0; offset < bytes.length; number++) {
    if (bytes.length - offset >= 4 && reader.u32(offset) === sectionHeader) {
      reader = new ByteReader(bytes, sectionByteOrder(bytes, name, offset, number));
    } else if (number === 1) {
      throw new InputError({ where: `${name}, byte 0`, what: 'this is not a pcapng file', remedy: 'record it again' });
    }
    const block = readBlock(reader, name, offset, number);
    if (block.type === sectionHeader) {
      checkSection(block);
      interfaces = [];
    } else if (block.type === blockTypes.interface) {
      interfaces.push(readInterface(block));
    } else {
      const frame = readFrame(block, interfaces);
      if (frame !== undefined) frames.push(frame);
    }
    offset += block.length;
  }
  return frames;
};
