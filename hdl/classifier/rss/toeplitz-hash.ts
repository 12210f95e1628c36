// SPDX-License-Identifier: Apache-2.0
/**
 * Toeplitz hash under a key a function, in as many clocks as the tuple has words of the net datapath.
 *
 * A tuple of `words` words may come every `words` clocks, that of another function too: a frame takes no less to come in, so
 * that nothing needs to be held back. The hash comes `words` + 3 clocks after its tuple, in the order of the tuples. A key
 * that is written while tuples of its function are hashed gives hashes of neither key. Logic depth 4 LUTs at 10g.
 */
import {
  balanced,
  bit,
  cat,
  component,
  flow,
  indexWidth,
  lit,
  master,
  mux,
  named,
  ram,
  reg,
  slave,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import type { Config } from '../../spec/configs.ts';
import { rssKeyBytes, rssTupleBits } from '../../spec/tables/rss-profile.ts';

const keyWordBits = 32;
const keyWords = rssKeyBytes / 4;

/** Bits of the tuple that are hashed in a clock. */
export const rssWordBits = (config: Config): number => Math.min(rssTupleBits, config.netDataBits);
/** Words of the longest tuple. */
export const rssWords = (config: Config): number => Math.ceil(rssTupleBits / rssWordBits(config));
/** Width of a number of words. */
export const rssCountBits = (config: Config): number => indexWidth(rssWords(config) + 1);

/** A tuple, first byte highest, padded with zeros below; `words` of it are hashed, at least one. */
export const tupleShape = (config: Config) => ({
  image: bit(),
  function: u(indexWidth(config.functions)),
  tuple: u(rssTupleBits),
  words: u(rssCountBits(config)),
});

/** A word of 32 bits of a function's key, word 0 first on the wire. */
export const keyWriteShape = (config: Config) => ({
  image: bit(),
  function: u(indexWidth(config.functions)),
  word: u(indexWidth(keyWords)),
  data: u(keyWordBits),
});

/** The hash; see the header comment. */
export const toeplitzHasher = (config: Config) =>
  component(
    'toeplitz_hash',
    { functions: config.functions, wordBits: rssWordBits(config) },
    {
      tuples: slave(flow(tupleShape(config))),
      write: slave(flow(keyWriteShape(config))),
      hashes: master(flow({ hash: u(32) })),
    },
    ({ tuples, write, hashes }) => {
      const wordBits = rssWordBits(config);
      const padded = rssWords(config) * wordBits;
      const r = reg({
        tuple: u(padded),
        image: bit(),
        function: tupleShape(config).function,
        row: u(indexWidth(rssWords(config) + 1)),
        left: u(rssCountBits(config), 0),
        first: bit(),
      });
      when(tuples.valid, () => {
        const { tuple, words } = tuples.payload;
        r.tuple.set(padded === rssTupleBits ? tuple : cat(tuple, lit(0, padded - rssTupleBits)));
        r.image.set(tuples.payload.image);
        r.function.set(tuples.payload.function);
        r.row.set(0);
        r.left.set(words);
        r.first.set(1);
      }).otherwise(() => {
        r.tuple.set(padded === wordBits ? 0 : cat(r.tuple.slice(0, padded - wordBits), lit(0, wordBits)));
        r.row.set(r.row.add(1));
        r.left.set(mux(r.left.eq(0), 0, r.left.sub(1)));
        r.first.set(0);
      });

      const active = named('active', r.left.ne(0));
      const turn = reg({
        turn: { valid: bit(0), first: bit(), last: bit(), word: u(wordBits), key: u(wordBits + keyWordBits) },
      }).turn;
      turn.valid.set(active);
      turn.first.set(r.first);
      turn.last.set(r.left.eq(1));
      turn.word.set(r.tuple.slice(padded - wordBits, wordBits));
      turn.key.set(keyAt(config, write, cat(r.image, r.function), r.row));

      const part = reg({ part: { valid: bit(0), first: bit(), last: bit(), hash: u(32) } }).part;
      part.set({ valid: turn.valid, first: turn.first, last: turn.last, hash: productOf(turn.word, turn.key) });
      const sum = reg({ sum: { valid: bit(0), hash: u(32) } }).sum;
      sum.valid.set(part.valid.and(part.last));
      when(part.valid, () => sum.hash.set(mux(part.first, 0, sum.hash).xor(part.hash)));
      hashes.valid.set(sum.valid);
      hashes.payload.hash.set(sum.hash);
    },
    { maxDepth: 4, doc: 'Toeplitz hash of a tuple under the key of its function.' },
  );

/**
 * The bits of the key that a word of the tuple meets: its own and 32 more. Word n of the key lies in lane n modulo the
 * lanes, each a LUT RAM, so that a row of all lanes is what a word of the tuple meets first; the rest is in the next row.
 */
const keyAt = (
  config: Config,
  write: { valid: Val<1>; payload: { image: Val<1>; function: Val; word: Val; data: Val } },
  owner: Val,
  row: Val,
): Val => {
  const lanes = rssWordBits(config) / keyWordBits;
  const rows = 2 ** indexWidth(Math.ceil(keyWords / lanes) + 1);
  const depth = 2 * rows * config.functions;
  const laneOf = (word: Val): Val =>
    named(
      'lane',
      choose(
        word,
        Array.from({ length: keyWords }, (_, i) => i % lanes),
        indexWidth(lanes),
      ),
    );
  const lane = laneOf(write.payload.word);
  const writeRow = choose(
    write.payload.word,
    Array.from({ length: keyWords }, (_, i) => Math.floor(i / lanes)),
    indexWidth(rows),
  );
  const place = (f: Val, at: Val): Val => cat(f, at.zext(indexWidth(rows)));
  const words = Array.from({ length: lanes }, (_, i) => {
    const name = `key_${i}`;
    const memory = ram({ [name]: { shape: u(keyWordBits), depth, kind: 'distributed' } })[name]!;
    when(write.valid.and(lane.eq(i)), () =>
      memory.write(place(cat(write.payload.image, write.payload.function), writeRow), write.payload.data),
    );
    return memory;
  });
  const here = words.map(memory => memory.read(place(owner, row)) as Val);
  const next = words[0]!.read(place(owner, row.add(1))) as Val;
  return cat(...here, next);
};

/** The value of a small table of constants at `index`. */
const choose = (index: Val, values: readonly number[], width: number): Val =>
  values
    .slice(0, -1)
    .reduceRight<Val>((rest, value, i) => mux(index.eq(i), lit(value, width), rest), lit(values.at(-1)!, width));

/** The hash of a word of the tuple: each of its bits that is 1 adds the 32 bits of the key that begin at its place. */
const productOf = (word: Val, key: Val): Val =>
  balanced(
    Array.from(
      { length: word.width },
      (_, i) =>
        word
          .bit(i)
          .repeat(32)
          .and(key.slice(i + 1, 32)) as Val,
    ),
    (a, b) => a.xor(b),
  );
