// SPDX-License-Identifier: Apache-2.0
/**
 * The Internet checksum over one header (RFC 1071): the sum of its 16-bit words in ones' complement, all ones when it is good.
 *
 * `up`: beats that begin with the header, as many of their lanes as it may have, numbered from 0 in each frame. The header
 * states its length in words of 4 bytes. `good` is valid {@link checksumClocks} after the clock after the last beat of a
 * frame. One beat a clock, one frame a clock; the sum does not care which byte of a word comes first, so lanes are not
 * swapped. Logic depth 3 LUTs at 10g.
 */
import {
  balanced,
  bit,
  cat,
  component,
  flow,
  lit,
  mux,
  output,
  reg,
  slave,
  u,
  type Val,
  vec,
  when,
} from 'typescript-hdl';
import type { HeaderRule } from '../../spec/protocol/header-graph.ts';
import { lengthsOf } from '../graph/header-lengths.ts';
import { fieldBits } from './field-bits.ts';

/** Longest header that states its length in 4 bits. */
const longestBytes = 60;
/** Words that are added up in one clock: one adder between registers is the smallest. */
const addedWords = 2;

/** Width of the lanes that are summed. */
export const checksumBits = (beatBytes: number): number => Math.min(beatBytes, longestBytes + 4) * 8;

const treeClocks = (words: number): number => (words <= 1 ? 0 : 1 + treeClocks(Math.ceil(words / addedWords)));

/** Clocks from the one after the last beat to the verdict. */
export const checksumClocks = (beatBytes: number): number => 3 + treeClocks(checksumBits(beatBytes) / 16);

/** Sum over a `header` of `length.field` words of 4 bytes; see the header comment. */
export const headerChecksum = (beatBytes: number, indexBits: number, header: HeaderRule) => {
  const { length, fields } = header;
  if (length?.field === undefined || length.unitBytes !== 4 || Math.max(...lengthsOf(header)) > longestBytes) {
    throw new RangeError(`The checksum of "${header.name}" covers up to ${longestBytes} bytes, stated in words of 4.`);
  }
  const field = fields[length.field]!;
  const bits = checksumBits(beatBytes);
  return component(
    'header_checksum',
    { bits, indexBits, lengthOffset: field.offset, lengthBits: field.bits },
    { up: slave(flow({ data: u(bits), index: u(indexBits) })), good: output(bit()) },
    ({ up, good }) => {
      const { data, index } = up.payload as { data: Val; index: Val };
      const stated = fieldBits(field, byte => data.slice(byte * 8, 8));
      const { units } = reg({ units: u(field.bits) });
      const isFirst = index.eq(0);
      when(up.valid.and(isFirst), () => units.set(stated));
      const covered = coveredWords(data.width / 32, index, mux(isFirst, stated, units) as Val);
      // What is covered is known before the words are masked: a mask of one register costs them no LUT.
      const { raw } = reg({ raw: { valid: bit(0), first: bit(), data: u(bits), covered: u(covered.length) } });
      raw.set({ valid: up.valid, first: isFirst, data, covered: cat(...[...covered].reverse()) });
      const words = covered.flatMap((_, i) =>
        [0, 16].map(lo => mux(raw.covered.bit(i), raw.data.slice(i * 32 + lo, 16) as Val, 0) as Val),
      );
      const { pipe } = reg({ pipe: { valid: bit(0), first: bit(), words: vec(words.length, u(16)) } });
      pipe.set({ valid: raw.valid, first: raw.first, words });

      let sums: Val[] = words.map((_, i) => pipe.words.get(i) as Val);
      let beat: { valid: Val<1>; first: Val<1> } = pipe;
      for (let level = 0; sums.length > 1; level++) {
        const groups = Array.from({ length: Math.ceil(sums.length / addedWords) }, (_, i) =>
          sums.slice(i * addedWords, (i + 1) * addedWords),
        );
        const width = sums[0]!.width + Math.ceil(Math.log2(Math.min(addedWords, sums.length)));
        const added = groups.map(group =>
          balanced(
            group.map(one => one.zext(width) as Val),
            (a, b) => a.add(b),
          ),
        );
        const name = `level${level}`;
        const stage = reg({
          [name]: { valid: bit(0), first: bit(), sums: vec(added.length, u(width)) },
        })[name]!;
        stage.set({ valid: beat.valid, first: beat.first, sums: added });
        sums = added.map((_, i) => stage.sums.get(i));
        beat = stage;
      }

      // At most 30 words: their carries fit 5 bits.
      const { total, isGood } = reg({ total: u(21), isGood: bit() });
      when(beat.valid, () => total.set(mux(beat.first, lit(0, 21), total).add(sums[0]!.zext(21))));
      const folded = total.trunc(16).zext(17).add(total.slice(16, 5).zext(17)) as Val;
      isGood.set(folded.eq(0xffff));
      good.set(isGood);
    },
    { maxDepth: 3, doc: 'Internet checksum (RFC 1071) over one header, beat by beat.' },
  );
};

/** Which of the words of 4 bytes of a beat belong to the header, which has `units` of them. */
const coveredWords = (count: number, index: Val, units: Val): Val<1>[] => {
  const laneBits = Math.log2(count);
  return Array.from({ length: count }, (_, i) => {
    const number = laneBits === 0 ? index : (cat(index, lit(i, laneBits)) as Val);
    const width = Math.max(number.width, units.width);
    return number.zext(width).lt(units.zext(width));
  });
};
