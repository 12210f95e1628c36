// SPDX-License-Identifier: Apache-2.0
/** Hashes every field of a key to every length that a mask can ask for, once for all banks. */
import {
  balanced,
  bit,
  cat,
  component,
  flow,
  input,
  mux,
  output,
  ram,
  slave,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { delayed, registered } from 'typescript-hdl/lib';
import { wordWriteShape } from '../../../lib/frame-shapes.ts';
import { keyVersions } from '../../../spec/tables/bank-key.ts';
import { type HashField, hashFields, menuOf } from '../../../spec/tables/bank-mask.ts';
import {
  hashBits,
  hashChunkBits,
  hashChunkRows,
  hashChunks,
  hashFieldBits,
  hashRowBits,
} from '../../../spec/tables/key-hash.ts';
import { bankKeyShape, fieldHashesShape } from './bank-shapes.ts';

/** Clocks from a key to its hashes: sums of rows between two ends of a menu, sums up to each end, choice of the version. */
export const keyHasherLatency = 3;

/** Width of the address of a row: image, chunk and value. */
export const hashRowAddressBits = 1 + hashRowBits;

/** Rows that are joined before the first register. */
const rowsPerSum = 6;

const xorOf = (words: readonly Val[]): Val => balanced(words, (a, b) => a.xor(b));

/**
 * Gives the hashes of `key` under the rows of its image, always `keyHasherLatency` clocks later. `write` replaces a row (one
 * word of 32 bits, `key-hash.ts`); nobody may be looking with the image that it belongs to. Rows are undefined until they are
 * written. One key a clock; logic depth 2 LUTs at 10g.
 */
export const keyHasher = component(
  'key_hasher',
  {},
  {
    key: input(bankKeyShape),
    image: input(bit()),
    hashes: output(fieldHashesShape(hashBits)),
    write: slave(flow(wordWriteShape(hashRowAddressBits))),
  },
  ({ key, image, hashes, write }) => {
    unused(key, write.payload.address);
    const isIpv6 = delayed('is_ipv6', bit(), key.version.eq(keyVersions.indexOf('ipv6')), 2);
    for (const field of hashFields) {
      const ends = endsOf(field);
      const sums = ends.map((end, i) => {
        const rows = rowsBetween(field, i === 0 ? 0 : ends[i - 1]!, end, { key: key[field], image, write });
        return Array.from({ length: Math.ceil(rows.length / rowsPerSum) }, (_, part) =>
          xorOf(rows.slice(part * rowsPerSum, (part + 1) * rowsPerSum)),
        );
      });
      const apart = sums.map((parts, i) => registeredWords(`${field}_between_${i}`, parts));
      const upTo = registeredWords(
        `${field}_up_to`,
        apart.map((_, i) => xorOf(apart.slice(0, i + 1).flat())),
      );
      const at = (leading: number): Val => upTo[ends.indexOf(leading)]!;
      const six = menuOf(field, 'ipv6').slice(1);
      const chosen = menuOf(field, 'ipv4')
        .slice(1)
        .map((four, i) => (four === six[i] ? at(four) : mux(isIpv6, at(six[i]!), at(four))));
      for (const [i, word] of registeredWords(`${field}_hash`, chosen).entries()) hashes[field].get(i).set(word);
    }
  },
  { maxDepth: 2, doc: 'Hashes every field of a key to every length that a mask can ask for.' },
);

/** All lengths but 0 that a mask can ask of a field, of any version, ascending. */
const endsOf = (field: HashField): readonly number[] =>
  [...new Set([...menuOf(field, 'ipv4'), ...menuOf(field, 'ipv6')])].filter(end => end > 0).toSorted((a, b) => a - b);

const registeredWords = (name: string, words: readonly Val[]): readonly Val[] =>
  Object.values(registered(name, Object.fromEntries(words.map((word, i) => [`word_${i}`, word]))));

interface Looked {
  readonly key: Val;
  readonly image: Val<1>;
  readonly write: { readonly valid: Val<1>; readonly payload: { readonly address: Val; readonly data: Val } };
}

/** The rows that the bits of a field from one length to another choose: a LUT RAM a chunk, the two images one after the other. */
const rowsBetween = (field: HashField, from: number, to: number, { key, image, write }: Looked): readonly Val[] =>
  [...hashChunks.entries()]
    .filter(([, chunk]) => chunk.field === field && chunk.skipped >= from && chunk.skipped < to)
    .map(([number, { skipped, bits }]) => {
      const name = `${field}_${skipped}`;
      const memory = ram({ [name]: { shape: u(hashBits), depth: 2 * hashChunkRows, kind: 'distributed' } })[name]!;
      const { address, data } = write.payload;
      const row = cat(address.bit(hashRowBits), address.slice(0, hashChunkBits));
      const chunk = address.slice(hashChunkBits, hashRowBits - hashChunkBits);
      when(write.valid.and(chunk.eq(number)), () => memory.write(row, data));
      const value = key.slice(hashFieldBits(field) - skipped - bits, bits);
      return memory.read(cat(image, value.zext(hashChunkBits))) as Val;
    });
