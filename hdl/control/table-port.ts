// SPDX-License-Identifier: Apache-2.0
/**
 * Table port: the words of all tables pass through one register.
 *
 * Software begins a load, chooses a table, a bank and an entry, then writes the words of that entry, lowest first, and those of the
 * entries after it; the last word of an entry writes it, in tables with a copy for each image to that of the image that is not live.
 * Writing `select` or `index` begins a new entry. `image-load.ts` says when the image that was written becomes live.
 * A word is refused when no load has begun, and when table, bank or entry do not exist: it goes nowhere, the place stays
 * as it is, and `status` says why until `select` or `index` is written again.
 *
 * One word a clock, passed on in the same clock; `refuses` holds from the clock after a write of `select` or `index` on, a
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
import {
  entryWordBits,
  entryWords,
  imageAddressBits,
  type Table,
  tableRefusal,
  tables,
  tableWordBits,
} from '../spec/tables/tables.ts';
import { imageLoad, tableBlockBits } from './image-load.ts';

/** Bits of a register of the port that are kept of the index: more than any table has entries. */
const indexBits = 20;
const wordBits = 8;

/** Words on their way to the tables, by table. */
export const tableFlows = (config: Config) => {
  const words = (name: Table['name']) => master(flow(wordWriteShape(tableWordBits(config, name))));
  return {
    forwarding: words('forwarding'),
    rule_row: words('rule_row'),
    rule_action: words('rule_action'),
    rss_profile: words('rss_profile'),
    rss_key: words('rss_key'),
    rss_indirection: words('rss_indirection'),
    identity: words('identity'),
    forwarding_hash: words('forwarding_hash'),
    rule_slot: words('rule_slot'),
    rule_mask: words('rule_mask'),
    rule_hash: words('rule_hash'),
    rule_default: words('rule_default'),
    conditions: words('conditions'),
  };
};

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
      /** One was. */
      refused: input(bit()),
      /** A beginning or a commitment was refused, in one clock. */
      failed: output(bit()),
      words: tableFlows(config),
    },
    ({ write, read, draining, live, refuses, refused, failed, words }) => {
      const { load } = inst({ load: imageLoad(config) });
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
        last: at.word.eq(entryWords(config, table.name) - 1) as Val<1>,
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
      const { place } = reg({ place: { wrong: u(4, 0) } });
      place.wrong.set(why);
      refuses.set(load.loading.not().or(place.wrong.ne(0)));
      when(refused, () => refusal.set(mux(load.loading, place.wrong, tableRefusal('not_loading'))));

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
      load.partial.set(at.word.ne(0));
      load.draining.set(draining);
      live.set(load.live);
      when(load.outcome.valid, () => refusal.set(load.outcome.payload.refusal));
      failed.set(load.outcome.valid.and(load.outcome.payload.refusal.ne(tableRefusal('none'))));
      const moves = names('data');
      when(moves, () => {
        const ends = any(({ last }) => last);
        at.word.set(mux(ends, 0, at.word.add(1)));
        when(ends, () => at.index.set(at.index.add(1)));
      });
      for (const { table, chosen } of rows) {
        const to = words[table.name];
        const below = entryWordBits(config, table.name);
        const image = imageAddressBits(table.name);
        const entry = at.index.slice(0, to.payload.address.width - below - image) as Val;
        const parts = [
          ...(image === 1 ? [load.live.not()] : []),
          entry,
          ...(below > 0 ? [at.word.slice(0, below)] : []),
        ];
        to.valid.set(moves.and(chosen));
        to.payload.set({ address: cat(...parts), data });
      }

      const select = cat(lit(0, 16), at.bank, at.table);
      const status = cat(lit(0, 32 - 15), draining, load.live, load.loading, at.word, refusal);
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
