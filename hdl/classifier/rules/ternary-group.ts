// SPDX-License-Identifier: Apache-2.0
/** A few chunks of the ternary match RAM and the AND over them. */
import { balanced, cat, component, input, output, ram, reg, u, type Val, vec, when } from 'typescript-hdl';
import { chunkBits, chunkRows } from '../../spec/tables/rule-key.ts';
import { rowWordBits, rowWords, rowWriteShape } from './ternary-row-loader.ts';

/**
 * Reads one row a chunk and gives, one clock later, the rules that accept all of these chunk values. A write is seen by
 * values of later clocks. One set of values a clock; logic depth 2 LUTs at 10g.
 */
export const ternaryGroup = (rules: number, chunks: number) =>
  component(
    'ternary_group',
    { rules, chunks },
    {
      values: input(vec(chunks, u(chunkBits))),
      accepting: output(u(rules)),
      write: input(rowWriteShape(rules, chunks)),
    },
    ({ values, accepting, write }) => {
      /** RAM of the rules that one word of chunk `chunk` holds; its word for the chunk's value. */
      const wordOf = (chunk: number, word: number): Val => {
        const bits = Math.min(rowWordBits, rules - word * rowWordBits);
        const name = `chunk_${chunk}_word_${word}`;
        const memory = ram({ [name]: { shape: u(bits), depth: chunkRows, kind: 'distributed' } })[name]!;
        when(write.chunks.bit(chunk).and(write.words.bit(word)), () => memory.write(write.row, write.data.trunc(bits)));
        return memory.read(values.get(chunk)) as Val;
      };
      const rows = Array.from({ length: chunks }, (_, chunk) =>
        cat(...Array.from({ length: rowWords(rules) }, (_, word) => wordOf(chunk, word)).reverse()),
      );
      const r = reg({ accepting: u(rules) });
      r.accepting.set(balanced(rows, (a, b) => a.and(b)));
      accepting.set(r.accepting);
    },
    { maxDepth: 2, doc: `Match RAM of ${chunks} key chunks: the rules that accept all of them, one clock later.` },
  );
