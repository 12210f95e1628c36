// SPDX-License-Identifier: Apache-2.0
/**
 * How a rule bank finds the bucket of a key: tabulation hashing. A field is cut into chunks of up to four bits; each value
 * of each chunk has a random row of {@link hashBits} bits, and the hash of the first bits of a field is the XOR of the rows
 * of its first chunks. The hash of a key is the XOR over the fields that the mask of the bank asks for, and each bank takes
 * its own bits of it.
 *
 * The rows are the secret of an image: whoever does not know it cannot choose rules or frames that meet in one bucket.
 */
import { createHash } from 'node:crypto';
import type { Config } from '../configs.ts';
import { type BankKey, bankKeyFields, keyVersions } from './bank-key.ts';
import { type BankMask, type HashField, hashFields, menuOf } from './bank-mask.ts';

/** Width of the hash of a key. */
export const hashBits = 32;
/** Bits of a chunk at most, and the rows that it has. */
export const hashChunkBits = 4;
export const hashChunkRows = 1 << hashChunkBits;
/** Bytes that a secret has at least. */
export const leastSecretBytes = 16;

/** Some bits of a field that choose a row: `bits` of them after the first `skipped`. */
export interface HashChunk {
  readonly field: HashField;
  readonly skipped: number;
  readonly bits: number;
}

const widths = new Map<string, number>(bankKeyFields.map(({ name, bits }) => [name, bits]));

/** Width of a field in bits. */
export const hashFieldBits = (field: HashField): number => widths.get(field)!;

/** Cuts a field at every fourth bit, and wherever the menu does. */
const chunksOf = (field: HashField): readonly HashChunk[] => {
  const bits = hashFieldBits(field);
  const fourths = Array.from({ length: Math.ceil(bits / hashChunkBits) }, (_, i) => i * hashChunkBits);
  const cuts = [...new Set([...fourths, ...menuOf(field, 'ipv4'), ...menuOf(field, 'ipv6'), bits])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).map((skipped, i) => ({ field, skipped, bits: cuts[i + 1]! - skipped }));
};

/** All chunks; the rows of chunk c are number `c * hashChunkRows` and those after it. */
export const hashChunks: readonly HashChunk[] = hashFields.flatMap(chunksOf);

/** The random rows of an image, one of {@link hashBits} bits for each value of each chunk. */
export type HashRows = Uint32Array;

/** Rows of an image. */
export const hashRowCount = hashChunks.length * hashChunkRows;
/** Bits of the number of a row in its image; row r of image i is entry `i << hashRowBits | r` of the table of both. */
export const hashRowBits = Math.ceil(Math.log2(hashRowCount));

/** The rows that belong to a secret (SHAKE256 of it, FIPS 202): equal secrets give equal rows. RangeError when it is too short. */
export const drawHashRows = (secret: Uint8Array): HashRows => {
  if (secret.length < leastSecretBytes) {
    throw new RangeError(`a secret of ${secret.length} bytes is too short; take ${leastSecretBytes} or more`);
  }
  const bytes = createHash('shake256', { outputLength: (hashRowCount * hashBits) / 8 })
    .update(secret)
    .digest();
  return Uint32Array.from({ length: hashRowCount }, (_, i) => bytes.readUInt32LE(4 * i));
};

/** Hash of a field for each place in the menu of a version; places that ask for no bit give 0. */
export const fieldHashes = (
  rows: HashRows,
  field: HashField,
  version: 'ipv4' | 'ipv6',
  value: bigint,
): readonly number[] => {
  const first = hashChunks.findIndex(chunk => chunk.field === field);
  const chunks = hashChunks.filter(chunk => chunk.field === field);
  return menuOf(field, version).map(leading =>
    chunks.reduce((hash, { skipped, bits }, i) => {
      if (skipped >= leading) return hash;
      const chosen = BigInt.asUintN(bits, value >> BigInt(hashFieldBits(field) - skipped - bits));
      return (hash ^ rows[(first + i) * hashChunkRows + Number(chosen)]!) >>> 0;
    }, 0),
  );
};

/** Hash of a key under a mask. */
export const keyHash = (rows: HashRows, mask: BankMask, key: BankKey): number => {
  const version = keyVersions[Number(key.version)] === 'ipv6' ? 'ipv6' : 'ipv4';
  return hashFields.reduce(
    (hash, field) => (hash ^ fieldHashes(rows, field, version, key[field])[mask[field]]!) >>> 0,
    0,
  );
};

/** How far a bank turns the hash to the right before it takes its lowest bits: no two of up to 32 banks alike. */
export const hashTurn = (bank: number): number => (7 * bank) % hashBits;

/** The bucket of a hash in a bank. */
export const bucketOf = ({ bucketsPerBank }: Config, bank: number, hash: number): number => {
  const turn = hashTurn(bank);
  const turned = turn === 0 ? hash : (hash >>> turn) | (hash << (hashBits - turn));
  return (turned >>> 0) % bucketsPerBank;
};
