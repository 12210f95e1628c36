// SPDX-License-Identifier: Apache-2.0
/**
 * Image load: which policy image is live, which entries may be written to the other one, and whether a load may make it live.
 *
 * A load begins, writes entries of tables, and ends with a commitment. The card keeps the CRC-32 of what the host has written to `select`,
 * `index` and `data` since it began, and what it began with: of each word its four bytes, lowest first, and the offset of its register. The host brings the same number
 * with each entry, in `check`, and at the end, in `commit`. So nothing of an entry leaves (`passes`) unless the card has taken all that was
 * written before it as it was sent, and the image that was not live is live, from one clock to the next, only after a load that was taken as a whole.
 *
 * Refused are
 * - a beginning that brings another number of swaps than the card counts: between its look and its load others have loaded, or the card was reset,
 * - a beginning while `draining`, which is when frames are still judged by the image that would be written; one that names the live image; and one
 *   that is not `whole` when an earlier load of this image wrote entries and was not committed,
 * - an entry, and a commitment, without a load or with another checksum, an entry that is not `complete`, a commitment inside an entry (`partial`), and
 *   the commitment of a load that is `whole` and has written more or fewer entries than the tables have. The first refusal of a load, also that of a
 *   word (`spoils`), is the outcome of its commitment, and no entry passes after it.
 *
 * `swaps` counts the loads that were taken since reset, modulo 2^16; image 0 is live after an even number of them.
 *
 * `write` is a write to the block `table` that was not refused, one in four clocks at most. `loading` holds from 2 clocks after its write on,
 * `checked` comes 2 clocks after an entry, `live` and `swaps` change 3 clocks after its write. `outcome` says why a beginning, an entry or a commitment is refused, or `none` for a
 * beginning and a commitment that are not. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  flow,
  input,
  lit,
  master,
  mux,
  output,
  priorityMux,
  reg,
  slave,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { wordWriteShape } from '../lib/frame-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { registerWord } from '../spec/registers/registers.ts';
import { beginSwapsLsb } from '../spec/registers/table-registers.ts';
import { swapCountBits, type TableRefusal, tableRefusal, tables } from '../spec/tables/tables.ts';
import { checksumOf, checksumStart } from './load-checksum.ts';

/** Width of the address of a word of the block `table`. */
export const tableBlockBits = 3;
/** Bits of that address that tell `select`, `index`, `data` and `begin` apart. */
const numberBits = 3;

const refusalBits = 4;
const refusalOf = (name: TableRefusal): Val => lit(tableRefusal(name), refusalBits);

/** Width of a number of entries: more than all tables have together. */
const countBits = 20;

/** The load; see the header comment. */
export const imageLoad = (config: Config) => {
  const entries = tables.reduce((sum, table) => sum + table.entries(config), 0);
  if (entries >= 2 ** countBits) throw new RangeError(`${entries} entries of tables cannot be counted`);
  return component(
    'image_load',
    { entries },
    {
      write: slave(flow(wordWriteShape(tableBlockBits))),
      spoils: input(bit()),
      /** The entry has all its words. */
      complete: input(bit()),
      /** It has some. */
      partial: input(bit()),
      draining: input(bit()),
      loading: output(bit()),
      live: output(bit()),
      swaps: output(u(swapCountBits)),
      checked: master(flow({ passes: bit() })),
      outcome: master(flow({ refusal: u(refusalBits) })),
    },
    ({ write, spoils, complete, partial, draining, loading, live, swaps, checked, outcome }) => {
      const names = (...registers: readonly string[]): Val<1> =>
        registers
          .map(name => write.valid.and(write.payload.address.eq(registerWord(config, 'table', name))))
          .reduce((a, b) => a.or(b)) as Val<1>;
      const none = refusalOf('none');
      const { taken, load, judged, said } = reg({
        taken: {
          word: bit(0),
          begin: bit(0),
          check: bit(0),
          commit: bit(0),
          /** An entry lacks words, or a commitment comes inside one. */
          short: bit(),
          /** A beginning brings another number of swaps. */
          stale: bit(),
          number: u(numberBits),
          data: u(32),
        },
        load: {
          loading: bit(0),
          swaps: u(swapCountBits, 0),
          state: u(32),
          whole: bit(),
          count: u(countBits),
          /** Why nothing of this load passes any more. */
          spoiled: u(refusalBits, 0),
          /** Entries were written since an image became live. */
          touched: bit(0),
        },
        judged: { check: bit(0), commit: bit(0), refusal: u(refusalBits), counted: bit() },
        said: { valid: bit(0), refusal: u(refusalBits) },
      });
      taken.set({
        word: names('select', 'index', 'data'),
        begin: names('begin'),
        check: names('check'),
        commit: names('commit'),
        short: mux(names('check'), complete.not(), partial),
        stale: write.payload.data.slice(beginSwapsLsb, swapCountBits).ne(load.swaps),
        number: write.payload.address.slice(0, numberBits),
        data: write.payload.data,
      });

      const isLive = load.swaps.bit(0);
      const differs = load.state.not().ne(taken.data);
      judged.set({
        check: taken.check,
        commit: taken.commit,
        refusal: priorityMux(
          [
            [load.loading.not(), refusalOf('not_loading')],
            [load.spoiled.ne(0), load.spoiled],
            [taken.short, refusalOf('incomplete')],
            [differs, refusalOf('checksum')],
          ],
          none,
        ),
        counted: load.whole.not().or(load.count.eq(lit(entries, countBits))),
      });
      const why = mux(
        judged.commit.and(judged.counted.not()).and(judged.refusal.eq(none)),
        refusalOf('incomplete'),
        judged.refusal,
      );
      const passes = judged.check.and(judged.refusal.eq(none));
      checked.valid.set(judged.check);
      checked.payload.passes.set(passes);

      const [image, whole] = [taken.data.bit(0), taken.data.bit(1)];
      const whyNot = priorityMux(
        [
          [taken.stale, refusalOf('stale')],
          [draining, refusalOf('draining')],
          [image.eq(isLive), refusalOf('image')],
          [load.touched.and(whole.not()), refusalOf('torn')],
        ],
        none,
      );
      said.set({
        valid: taken.begin.or(judged.commit).or(judged.check.and(passes.not())),
        refusal: mux(taken.begin, whyNot, why),
      });

      const before = mux(taken.begin, lit(checksumStart, 32), load.state);
      const after = checksumOf(before, taken.data, cat(taken.number, lit(0, 2)));
      when(taken.word, () => load.state.set(after));
      when(passes, () => load.set({ ...load, touched: 1, count: load.count.add(1) }));
      when(spoils.and(load.spoiled.eq(none)), () => load.spoiled.set(refusalOf('spoiled')));
      when(judged.check.and(load.spoiled.eq(none)), () => load.spoiled.set(judged.refusal));
      when(taken.begin, () =>
        load.set({ ...load, loading: whyNot.eq(none), whole, spoiled: none, count: 0, state: after }),
      );
      when(judged.commit, () => {
        load.loading.set(0);
        when(why.eq(none), () => load.set({ ...load, loading: 0, swaps: load.swaps.add(1), touched: 0 }));
      });
      loading.set(load.loading);
      live.set(isLive);
      swaps.set(load.swaps);
      outcome.valid.set(said.valid);
      outcome.payload.refusal.set(said.refusal);
    },
    { maxDepth: 3, doc: 'Which policy image is live; lets nothing pass that was not taken as it was sent.' },
  );
};
