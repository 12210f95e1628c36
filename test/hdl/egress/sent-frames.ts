// SPDX-License-Identifier: Apache-2.0
/** Frames that functions send, as the stages of transmit pass them on, and what a naive reader makes of them. */
import type { Config } from '../../../hdl/spec/configs.ts';
import type { Random } from '../../support/random.ts';
import type { Fields, Left } from './stream-bench.ts';

export const littleEndian = (bytes: Uint8Array): bigint =>
  bytes.reduceRight((word, byte) => (word << 8n) | BigInt(byte), 0n);

const chunks = (bytes: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));

/** Words of the host datapath; what is after the end of the frame is noise. */
export const wordsOf = (config: Config, bytes: Uint8Array, random: Random): Fields[] => {
  const size = config.hostDataBits / 8;
  return chunks(bytes, size).map((chunk, i, all) => ({
    data: littleEndian(Uint8Array.from([...chunk, ...random.bytes(size - chunk.length)])),
    last: i === all.length - 1,
  }));
};

export interface SentFrame {
  readonly source: number;
  readonly bytes: Uint8Array;
}

/** Beats of a frame; with `random` the bytes after its end are noise. */
export const beatsOfFrame = (config: Config, bytes: Uint8Array, error = 0, random?: Random): Fields[] => {
  const size = config.netDataBits / 8;
  return chunks(bytes, size).map((chunk, i, all) => ({
    data: littleEndian(Uint8Array.from([...chunk, ...(random?.bytes(size - chunk.length) ?? [])])),
    lastByte: chunk.length - 1,
    first: i === 0,
    last: i === all.length - 1,
    error: i === all.length - 1 ? error : 0,
  }));
};

/** Beats of a frame that a function sends. */
export const sentBeats = (config: Config, { source, bytes }: SentFrame, random?: Random): Fields[] =>
  beatsOfFrame(config, bytes, 0, random).map(beat => ({ ...beat, source, length: bytes.length }));

export const sentBeatFields = ['data', 'lastByte', 'first', 'last', 'error', 'source', 'length'] as const;

/** Fields with numbers for what they are. */
export const asBits = (fields: Fields): Record<string, bigint> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, BigInt(value)]));

/** Frames from the beats of an AXI4-Stream; throws where `tkeep` or `tuser` is not that of a good frame. */
export const framesOnWire = (config: Config, beats: readonly Left[]): { bytes: Uint8Array; cycles: number[] }[] => {
  const size = config.netDataBits / 8;
  const frames: { bytes: Uint8Array; cycles: number[] }[] = [];
  let bytes: number[] = [];
  let cycles: number[] = [];
  for (const { cycle, fields } of beats) {
    const kept = fields['tkeep']!.toString(2).length;
    if (fields['tkeep'] !== (1n << BigInt(kept)) - 1n)
      throw new Error(`tkeep ${fields['tkeep']!.toString(2)} has holes`);
    if (fields['tuser'] !== 0n) throw new Error('tuser marks a frame as bad');
    const isLast = fields['tlast'] === 1n;
    if (!isLast && kept !== size) throw new Error('a beat before the last one is not full');
    for (let i = 0; i < size; i++) {
      const byte = Number((fields['tdata']! >> BigInt(8 * i)) & 0xffn);
      if (i < kept) bytes.push(byte);
      else if (byte !== 0) throw new Error('a byte after the end of a frame is not 0');
    }
    cycles.push(cycle);
    if (!isLast) continue;
    frames.push({ bytes: Uint8Array.from(bytes), cycles });
    [bytes, cycles] = [[], []];
  }
  if (bytes.length > 0) throw new Error('a frame does not end');
  return frames;
};
