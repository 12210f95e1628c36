// SPDX-License-Identifier: Apache-2.0
/** Joins the hashes of the fields that the mask of a bank asks for. */
import { component, input, lit, mux, output, u, type Val } from 'typescript-hdl';
import { registered } from 'typescript-hdl/lib';
import type { Config } from '../../../spec/configs.ts';
import type { HashField } from '../../../spec/tables/bank-mask.ts';
import { bankMaskShape, bucketBits, fieldHashesShape } from './bank-shapes.ts';

/** Clocks from the hashes of a key to the number of its bucket: choice of the lengths, XOR. */
export const bankIndexLatency = 2;

const { tier: _tier, ...placesShape } = bankMaskShape;
/** Places in the menus: a mask without its tier. */
export const maskPlacesShape = placesShape;

/** Fields that are joined before the first register, so that no group is more than two LUTs deep. */
const groups: readonly (readonly HashField[])[] = [
  ['source'],
  ['destination'],
  ['sourcePort', 'destinationPort'],
  ['protocol', 'receiver', 'sender', 'vlan', 'sourceLabel', 'destinationLabel'],
];

/** The word of a number, by halves. */
const wordAt = (index: Val, words: readonly Val[]): Val => {
  if (words.length === 1) return words[0]!;
  const half = words.length / 2;
  const below = index.width === 1 ? index : index.trunc(index.width - 1);
  return mux(index.bit(index.width - 1), wordAt(below, words.slice(half)), wordAt(below, words.slice(0, half)));
};

/**
 * `hashes` are the bits of them that the bank takes, turned as it takes them; `mask` belongs to the key of the same clock.
 * One key a clock, always `bankIndexLatency` clocks; logic depth 2 LUTs at 10g.
 */
export const bankIndex = (config: Config) =>
  component(
    'bank_index',
    { buckets: config.bucketsPerBank },
    {
      hashes: input(fieldHashesShape(bucketBits(config))),
      mask: input(maskPlacesShape),
      bucket: output(u(bucketBits(config))),
    },
    ({ hashes, mask, bucket }) => {
      const chosen = (field: HashField): Val => {
        const words = hashes[field];
        const places = Array.from({ length: words.count }, (_, i) => words.get(i));
        return wordAt(mask[field], [lit(0, bucketBits(config)), ...places]);
      };
      const xorOf = (words: readonly Val[]): Val => words.reduce((a, b) => a.xor(b));
      const parts = groups.map((fields, i) => [`part_${i}`, xorOf(fields.map(chosen))] as const);
      const joined = registered('chosen', Object.fromEntries(parts));
      bucket.set(registered('bucket', { number: xorOf(Object.values(joined)) }).number);
    },
    { maxDepth: 2, doc: 'Joins the hashes that the mask of a bank asks for into the number of a bucket.' },
  );
