// SPDX-License-Identifier: Apache-2.0
/**
 * Forwarding as a hash table in block RAM: an entry is in one of several ways, in each of them in the one bucket that its hash
 * names. Pure data.
 *
 * Group addresses of a VLAN share one entry: MAC ff:ff:ff:ff:ff:ff. No two entries that are valid in an image have the same
 * MAC and VLAN.
 */
import { createHash } from 'node:crypto';
import type { Config } from '../configs.ts';
import { type Field, widthOf } from '../field.ts';
import { hashBits, leastSecretBytes } from './key-hash.ts';

/** Ways; with four an image can fill more than nine tenths of the slots. */
export const forwardingWays = 4;

export const forwardingSlotFields = (config: Config) =>
  [
    { name: 'mac', bits: 48, doc: 'Destination MAC, first byte on the wire in the highest byte.' },
    { name: 'vlan', bits: 12, doc: 'VLAN id of the outermost tag; 0 for untagged and priority-tagged frames.' },
    { name: 'valid', bits: 2, doc: 'Bit i: the entry belongs to image i.' },
    { name: 'functions', bits: config.functions, doc: 'Functions that get a copy: bit f is function f.' },
  ] as const satisfies readonly Field[];

/** Slots of all ways; bucket b of way w is number `w * forwardingBuckets + b`. */
export const forwardingSlots = ({ forwardingBuckets }: Config): number => forwardingWays * forwardingBuckets;

/** Words of 32 bits in which a slot is written, lowest first and one after the other; the last one makes it live. */
export const forwardingSlotWords = (config: Config): number => Math.ceil(widthOf(forwardingSlotFields(config)) / 32);
/** Bits of the number of a word in its slot; word w of slot s is entry `s << forwardingSlotWordBits | w`. */
export const forwardingSlotWordBits = (config: Config): number => Math.ceil(Math.log2(forwardingSlotWords(config)));

const chunkBits = 4;
/** Width of what is hashed: the MAC below the VLAN. */
export const forwardingKeyBits = 60;
/** Chunks of four bits, lowest first. */
export const forwardingChunks = forwardingKeyBits / chunkBits;
/** Row r of image i is entry `i << forwardingRowBits | r` of the table of rows; row `16 * chunk + value` is that of a value. */
export const forwardingRowBits = 8;
/** Rows of an image. */
export const forwardingRowCount = forwardingChunks << chunkBits;

/** The random rows of an image, for each value of each chunk one of {@link hashBits} bits. */
export const drawForwardingRows = (secret: Uint8Array): Uint32Array => {
  if (secret.length < leastSecretBytes) {
    throw new RangeError(`a secret of ${secret.length} bytes is too short; take ${leastSecretBytes} or more`);
  }
  const hash = createHash('shake256', { outputLength: (forwardingRowCount * hashBits) / 8 });
  const bytes = hash.update('forwarding').update(secret).digest();
  return Uint32Array.from({ length: forwardingRowCount }, (_, i) => bytes.readUInt32LE(4 * i));
};

/** Hash of a destination: the XOR of the rows of its chunks. */
export const forwardingHash = (rows: Uint32Array, mac: bigint, vlan: number): number => {
  const key = (BigInt(vlan) << 48n) | mac;
  return Array.from({ length: forwardingChunks }, (_, chunk) => {
    const value = Number((key >> BigInt(chunkBits * chunk)) & 15n);
    return rows[(chunk << chunkBits) + value]!;
  }).reduce((hash, row) => (hash ^ row) >>> 0, 0);
};

/** How far a way turns the hash to the right before it takes its lowest bits. */
export const forwardingTurn = (way: number): number => (hashBits / forwardingWays) * way;

/** The bucket of a hash in a way. */
export const forwardingBucket = ({ forwardingBuckets }: Config, way: number, hash: number): number => {
  const turn = forwardingTurn(way);
  return (((hash >>> turn) | (turn === 0 ? 0 : hash << (hashBits - turn))) >>> 0) % forwardingBuckets;
};

/** The slots in which the hardware looks for a destination, one a way. */
export const forwardingSlotsOf = (config: Config, rows: Uint32Array, mac: bigint, vlan: number): readonly number[] => {
  const hash = forwardingHash(rows, mac, vlan);
  return Array.from(
    { length: forwardingWays },
    (_, way) => way * config.forwardingBuckets + forwardingBucket(config, way, hash),
  );
};
