// SPDX-License-Identifier: Apache-2.0
/** Turns register writes into row writes of the ternary match RAM, and clears the RAM after reset. */
import { bit, component, flow, lit, mux, output, reg, slave, u, type Val } from 'typescript-hdl';
import { decoded, startUpSweep } from 'typescript-hdl/lib';
import { wordWriteShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { chunkBits, chunkCount, chunkRows } from '../../spec/tables/rule-key.ts';
import { tableWordBits } from '../../spec/tables/tables.ts';

/** Bits of a row that one register write replaces. */
export const rowWordBits = 32;

/** Words that a row of the match RAM takes. */
export const rowWords = (rules: number): number => Math.ceil(rules / rowWordBits);

/** Writes word `words` (one bit a word) of row `row` in the chunks `chunks` (one bit a chunk). */
export const rowWriteShape = (rules: number, chunks: number) => ({
  chunks: u(chunks, 0),
  words: u(rowWords(rules)),
  row: u(chunkBits),
  data: u(rowWordBits),
});

/**
 * A write leaves one clock later, decoded. After reset every row of all chunks is cleared, `chunkRows` clocks in which
 * `ready` is 0 and writes are ignored; `cleared` is 1 from the clock in which the RAM may be read. Logic depth 2 LUTs at 10g.
 */
export const ternaryRowLoader = (config: Config) =>
  component(
    'ternary_row_loader',
    { config: config.name, rules: config.ternaryRules },
    {
      write: slave(flow(wordWriteShape(tableWordBits(config, 'rule_row')))),
      rowWrite: output(rowWriteShape(config.ternaryRules, chunkCount)),
      ready: output(bit()),
      cleared: output(bit()),
    },
    ({ write, rowWrite, ready, cleared }) => {
      const words = rowWords(config.ternaryRules);
      const { address, data } = write.payload;
      const wordBits = Math.log2(words);
      const row = address.slice(wordBits, chunkBits);
      const chunk = address.slice(wordBits + chunkBits, address.width - wordBits - chunkBits);
      const word: Val = words === 1 ? lit(1, 1) : decoded(address.slice(0, wordBits), words);
      const clear = startUpSweep('clear', chunkRows);
      ready.set(clear.active.not());
      const r = reg({ write: rowWriteShape(config.ternaryRules, chunkCount), cleared: bit(0) });
      r.write.set({
        chunks: decoded(chunk, chunkCount).and(write.valid.repeat(chunkCount)).or(clear.active.repeat(chunkCount)),
        words: word.or(clear.active.repeat(words)),
        row: mux(clear.active, clear.index, row),
        data: mux(clear.active, 0, data),
      });
      rowWrite.set(r.write);
      // The last row is cleared at the end of the clock after the sweep.
      r.cleared.set(clear.active.not());
      cleared.set(r.cleared);
    },
    { maxDepth: 2, doc: 'Decodes row writes of the match RAM and clears it after reset.' },
  );

/** Throws a RangeError unless the rules fill one word or a power of two of whole words. */
export const checkRuleCount = (rules: number): void => {
  const words = rowWords(rules);
  if (words === 1 || (rules % rowWordBits === 0 && Number.isInteger(Math.log2(words)))) return;
  throw new RangeError(`${rules} ternary rules do not fill a power of two of words of ${rowWordBits} bits`);
};
