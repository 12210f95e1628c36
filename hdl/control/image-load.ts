// SPDX-License-Identifier: Apache-2.0
/**
 * Image load: which policy image is live, and whether a load may replace it.
 *
 * A load begins, writes tables of the image that is not live, and ends with a commitment: the CRC-32 of the words that the host
 * has written to `select`, `index` and `data` since it began. If the card has taken the very same words, the other image is live from one
 * clock to the next; else the same stays live, no word is taken back, and the load is over, as it is when another begins. Refused are a
 * beginning while `draining`, which is when frames are still judged by the image that is not live, and a commitment without a load, of
 * one of which a word was refused (`spoils`), that ends inside an entry (`partial`), or whose checksum differs.
 *
 * `write` is a write to the block `table` that was not refused, one in three clocks at most. `loading` holds from 2 clocks after its
 * write on, `live` changes 3 clocks after it. Each beginning and each commitment has one `outcome`: why it is refused, or `none`.
 * Logic depth 3 LUTs at 10g.
 */
import {
  bit,
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
import { type TableRefusal, tableRefusal } from '../spec/tables/tables.ts';
import { checksumOf, checksumStart } from './load-checksum.ts';

/** Width of the address of a word of the block `table`. */
export const tableBlockBits = 3;

const refusalBits = 4;
const refusalOf = (name: TableRefusal): Val => lit(tableRefusal(name), refusalBits);

/** The load; see the header comment. */
export const imageLoad = (config: Config) =>
  component(
    'image_load',
    {},
    {
      write: slave(flow(wordWriteShape(tableBlockBits))),
      spoils: input(bit()),
      partial: input(bit()),
      draining: input(bit()),
      loading: output(bit()),
      live: output(bit()),
      outcome: master(flow({ refusal: u(refusalBits) })),
    },
    ({ write, spoils, partial, draining, loading, live, outcome }) => {
      const names = (...registers: readonly string[]): Val<1> =>
        registers
          .map(name => write.valid.and(write.payload.address.eq(registerWord(config, 'table', name))))
          .reduce((a, b) => a.or(b)) as Val<1>;
      const { taken, load, check, said } = reg({
        taken: { word: bit(0), begin: bit(0), commit: bit(0), data: u(32) },
        load: { loading: bit(0), spoiled: bit(0), live: bit(0), state: u(32) },
        check: { valid: bit(0), equal: bit() },
        said: { valid: bit(0), refusal: u(refusalBits) },
      });
      taken.set({
        word: names('select', 'index', 'data'),
        begin: names('begin'),
        commit: names('commit'),
        data: write.payload.data,
      });
      check.set({ valid: taken.commit, equal: load.state.not().eq(taken.data) });
      said.valid.set(taken.begin.or(check.valid));

      when(taken.word, () => load.state.set(checksumOf(load.state, taken.data)));
      when(spoils, () => load.spoiled.set(1));
      when(taken.begin, () => {
        load.set({ loading: draining.not(), spoiled: 0, live: load.live, state: checksumStart });
        said.refusal.set(mux(draining, refusalOf('draining'), refusalOf('none')));
      });
      when(check.valid, () => {
        const why = priorityMux(
          [
            [load.loading.not(), refusalOf('not_loading')],
            [load.spoiled, refusalOf('spoiled')],
            [partial, refusalOf('incomplete')],
            [check.equal.not(), refusalOf('checksum')],
          ],
          refusalOf('none'),
        );
        const right = load.loading.and(load.spoiled.not()).and(partial.not()).and(check.equal);
        said.refusal.set(why);
        load.loading.set(0);
        when(right, () => load.live.set(load.live.not()));
      });
      loading.set(load.loading);
      live.set(load.live);
      outcome.valid.set(said.valid);
      outcome.payload.refusal.set(said.refusal);
    },
    { maxDepth: 3, doc: 'Which policy image is live; makes the other one live when all words of its load were taken.' },
  );
