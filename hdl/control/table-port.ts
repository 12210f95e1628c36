// SPDX-License-Identifier: Apache-2.0
/**
 * Table port: the entries of all tables pass through one register.
 *
 * Software begins a load, chooses a table, a bank and an entry, then writes the words of that entry, lowest first, and after the last one the
 * checksum of all that was written; then those of the entry after it. An entry goes to its table with its checksum, as a whole or not
 * at all; in tables with a copy for each image to that of the image that is not live. Writing `select` or `index` begins a new entry, and so does `begin`.
 * `image-load.ts` says which entries pass and when the image that was written becomes live.
 * A word is refused when no load has begun, when table, bank or entry do not exist, and when the entry has all its words: it goes nowhere, the place stays
 * as it is, and `status` says why until `select` or `index` is written again.
 *
 * An entry leaves from 3 clocks after its checksum on, a word a clock; writes wait while it does (`busy`). `refuses` holds from 2 clocks after a write on, a
 * read answers in the same clock. Logic depth 4 LUTs at 10g.
 */
import {
  balanced,
  bit,
  cat,
  component,
  connectFlow,
  flow,
  input,
  inst,
  lit,
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
import { entryWords, tableRefusal, tables } from '../spec/tables/tables.ts';
import { entryRelease, indexBits, tableFlows, wordNumberBits } from './entry-release.ts';
import { imageLoad, tableBlockBits } from './image-load.ts';

/** Width of the number of a word in `status`. */
const wordBits = 8;

/** The port; see the header comment. */
export const tablePort = (config: Config) =>
  component(
    'table_port',
    { config: config.name, entries: tables.map(({ entries }) => entries(config)).join(' ') },
    {
      write: slave(flow(wordWriteShape(tableBlockBits))),
      read: { address: input(u(tableBlockBits)), data: output(u(32)) },
      /** Frames are judged by the image that is not live. */
      draining: input(bit()),
      /** The image by which frames are judged that begin now. */
      live: output(bit()),
      /** A word that comes now is to be refused. */
      refuses: output(bit()),
      /** A word was refused. */
      refused: input(bit()),
      /** An entry is on its way to its table: no write may come. */
      busy: output(bit()),
      /** A beginning, an entry or a commitment was refused, in one clock. */
      failed: output(bit()),
      words: tableFlows(config),
    },
    ({ write, read, draining, live, refuses, busy, refused, failed, words }) => {
      const { load, entry } = inst({ load: imageLoad(config), entry: entryRelease(config) });
      const { at, chosen: chosenTable } = reg({
        at: { table: u(8, 0), bank: u(8, 0), index: u(indexBits, 0), beyond: bit(0), word: u(wordBits, 0) },
        // Bit i: it is the i-th table.
        chosen: u(tables.length, 1),
      });
      const { refusal } = reg({ refusal: u(4, 0) });
      const { data } = write.payload;
      const names = (register: string): Val<1> =>
        write.valid.and(write.payload.address.eq(registerWord(config, 'table', register)));

      const rows = tables.map((table, i) => ({
        table,
        chosen: chosenTable.bit(i),
        full: at.word.eq(entryWords(config, table.name)) as Val<1>,
        missing: at.index.ge(lit(table.entries(config), indexBits)).or(at.beyond) as Val<1>,
      }));
      const any = (pick: (row: (typeof rows)[number]) => Val<1>): Val<1> =>
        balanced(
          rows.map(row => row.chosen.and(pick(row)) as Val<1>),
          (a, b) => a.or(b),
        );
      const known = balanced(
        rows.map(({ chosen }) => chosen),
        (a, b) => a.or(b),
      );
      const why = priorityMux(
        [
          [known.not(), lit(tableRefusal('table'), 4)],
          [at.bank.ne(0), lit(tableRefusal('bank'), 4)],
          [any(({ missing }) => missing), lit(tableRefusal('index'), 4)],
        ],
        lit(0, 4),
      );
      const { place } = reg({ place: { wrong: u(4, 0), full: bit(0) } });
      const full = any(row => row.full);
      place.set({ wrong: why, full });
      refuses.set(load.loading.not().or(place.wrong.ne(0)).or(place.full));
      when(refused, () =>
        refusal.set(
          priorityMux(
            [
              [load.loading.not(), lit(tableRefusal('not_loading'), 4)],
              [place.wrong.ne(0), place.wrong],
            ],
            lit(tableRefusal('incomplete'), 4),
          ),
        ),
      );

      when(names('select'), () => {
        at.set({ ...at, table: data.slice(0, 8), bank: data.slice(8, 8), word: 0 });
        chosenTable.set(cat(...tables.map(({ id }) => data.slice(0, 8).eq(id)).reverse()));
      });
      when(names('index'), () =>
        at.set({
          ...at,
          index: data.slice(0, indexBits),
          beyond: data.slice(indexBits, 32 - indexBits).orR(),
          word: 0,
        }),
      );
      when(names('select').or(names('index')), () => refusal.set(0));

      connectFlow(load.write, write);
      load.spoils.set(refused);
      load.complete.set(place.full.and(place.wrong.eq(0)));
      load.partial.set(at.word.ne(0));
      load.draining.set(draining);
      live.set(load.live);
      when(load.outcome.valid, () => refusal.set(load.outcome.payload.refusal));
      failed.set(load.outcome.valid.and(load.outcome.payload.refusal.ne(tableRefusal('none'))));

      const word = names('data');
      entry.word.valid.set(word);
      entry.word.payload.set({ number: at.word.slice(0, wordNumberBits(config)) as Val, data });
      when(word, () => at.word.set(at.word.add(1)));
      const ends = names('check');
      entry.asked.valid.set(ends);
      entry.asked.payload.set({ tables: chosenTable, index: at.index, image: load.live.not() });
      when(ends, () => {
        at.word.set(0);
        at.index.set(at.index.add(1));
      });
      when(names('begin'), () => at.word.set(0));
      connectFlow(entry.checked, load.checked);
      busy.set(entry.busy);
      for (const { name } of tables) connectFlow(words[name], entry.words[name]);

      const select = cat(lit(0, 16), at.bank, at.table);
      const status = cat(load.swaps, lit(0, 1), draining, load.live, load.loading, at.word, refusal);
      read.data.set(
        mux(
          read.address.eq(registerWord(config, 'table', 'select')),
          select,
          mux(read.address.eq(registerWord(config, 'table', 'index')), at.index.zext(32), status),
        ),
      );
    },
    { maxDepth: 4, doc: 'Table port: table, bank and entry, then the words of that entry and those after it.' },
  );
