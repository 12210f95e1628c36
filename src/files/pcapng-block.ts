// SPDX-License-Identifier: Apache-2.0
/** Parts of a pcapng file that every block shares: position, errors, options; and the interface description. */
import { InputError } from 'typescript-hdl/command-line';
import { ByteReader } from './byte-reader.ts';

/** Where a block lies: blocks count from 1, offsets are bytes from the start of the file. */
export interface BlockPosition {
  readonly name: string;
  readonly number: number;
  readonly offset: number;
}

/** A block whose lengths were checked. `body` is what lies between the two length words. */
export interface Block extends BlockPosition {
  readonly type: number;
  /** Whole length in bytes. */
  readonly length: number;
  readonly body: ByteReader;
}

/** The error for a block that cannot be read. */
export const blockError = (
  position: BlockPosition,
  what: string,
  remedy = 'record or copy the file again',
): InputError =>
  new InputError({ where: `${position.name}, block ${position.number} at byte ${position.offset}`, what, remedy });

export interface BlockOption {
  readonly code: number;
  readonly value: ByteReader;
}

/** The options of a block from `offset` of its body up to opt_endofopt or the end of the body. */
export const readOptions = (block: Block, offset: number): BlockOption[] => {
  const { body } = block;
  const options: BlockOption[] = [];
  let at = offset;
  while (at + 4 <= body.bytes.length) {
    const code = body.u16(at);
    const length = body.u16(at + 2);
    if (code === 0) break;
    const value = body.bytes.subarray(at + 4, at + 4 + length);
    if (value.length < length)
      throw blockError(block, `option ${code} claims ${length} bytes, ${value.length} are there`);
    options.push({ code, value: new ByteReader(value, body.littleEndian) });
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return options;
};

/** What an interface description block declares. */
export interface PcapngInterface {
  readonly linkType: number;
  /** Longest capture of a frame in bytes; 0 for no limit. */
  readonly snapLength: number;
  /** FCS bytes at the end of every frame. */
  readonly fcsBytes: number;
  /** Nanoseconds since 1970 for a timestamp in ticks of this interface, rounded down. */
  readonly toNanoseconds: (ticks: bigint) => bigint;
}

const optionCodes = { timestampResolution: 9, fcsLength: 13, timestampOffset: 14 } as const;

/** Ticks a second of an if_tsresol byte: a power of 2 when its top bit is set, else of 10. */
const ticksPerSecond = (resolution: number): bigint => (resolution & 0x80 ? 2n : 10n) ** BigInt(resolution & 0x7f);

/**
 * FCS bytes of an if_fcslen value. Writers differ in its unit, bits or bytes, but the values cannot be confused: an FCS
 * is 2 or 4 bytes long.
 */
const fcsBytesOf = (value: number): number => (value >= 16 ? Math.ceil(value / 8) : value);

/** Reads an interface description block. Without options: microseconds, no offset, no FCS. */
export const readInterface = (block: Block): PcapngInterface => {
  if (block.body.bytes.length < 8) {
    throw blockError(block, `an interface description needs 20 bytes and has ${block.length}`);
  }
  let rate = ticksPerSecond(6);
  let offsetSeconds = 0n;
  let fcsBytes = 0;
  for (const { code, value } of readOptions(block, 8)) {
    if (code === optionCodes.timestampResolution && value.bytes.length === 1) rate = ticksPerSecond(value.u8(0));
    if (code === optionCodes.fcsLength && value.bytes.length === 1) fcsBytes = fcsBytesOf(value.u8(0));
    if (code === optionCodes.timestampOffset && value.bytes.length === 8) offsetSeconds = value.i64(0);
  }
  const toNanoseconds = (ticks: bigint): bigint => (ticks * 1_000_000_000n) / rate + offsetSeconds * 1_000_000_000n;
  return { linkType: block.body.u16(0), snapLength: block.body.u32(4), fcsBytes, toNanoseconds };
};
