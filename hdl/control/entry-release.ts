// SPDX-License-Identifier: Apache-2.0
/**
 * Entry release: keeps the words of an entry until they are known to be right, then sends them to its table, or forgets them.
 *
 * `word` is kept under its number. `asked` ends an entry and says where it belongs; `checked` follows and sends its words on, one a clock from the
 * next clock on, or none. `busy` holds from the clock after `asked` until the last word has left; no word comes meanwhile, and no
 * image becomes live. Logic depth 2 LUTs at 10g.
 */
import {
  assert,
  bit,
  cat,
  component,
  flow,
  lit,
  master,
  oneHotMux,
  output,
  ram,
  reg,
  slave,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { wordWriteShape } from '../lib/frame-shapes.ts';
import type { Config } from '../spec/configs.ts';
import {
  entryWordBits,
  entryWords,
  imageAddressBits,
  type Table,
  tables,
  tableWordBits,
} from '../spec/tables/tables.ts';

/** Bits of the number of an entry: more than any table has. */
export const indexBits = 20;
/** Bits of the number of a word of an entry. */
export const wordNumberBits = (config: Config): number =>
  Math.max(...tables.map(({ name }) => entryWordBits(config, name)));

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

/** Where an entry belongs: its table, a bit each; its number there; and the image, of tables with a copy for each. */
export const entryPlaceShape = { tables: u(tables.length), index: u(indexBits), image: bit() };

/** The release; see the header comment. */
export const entryRelease = (config: Config) => {
  const number = u(wordNumberBits(config));
  return component(
    'entry_release',
    { words: tables.map(({ name }) => `${entryWords(config, name)}/${tableWordBits(config, name)}`).join(' ') },
    {
      word: slave(flow({ number, data: u(32) })),
      asked: slave(flow(entryPlaceShape)),
      checked: slave(flow({ passes: bit() })),
      busy: output(bit()),
      words: tableFlows(config),
    },
    ({ word, asked, checked, busy, words }) => {
      const { kept } = ram({ kept: { shape: u(32), depth: 2 ** number.width, kind: 'distributed' } });
      const { place, last, sends } = reg({
        place: entryPlaceShape,
        last: number,
        sends: { waiting: bit(0), valid: bit(0), number },
      });
      when(word.valid, () => kept.write(word.payload.number, word.payload.data));
      when(asked.valid, () => {
        place.set(asked.payload);
        sends.waiting.set(1);
      });
      last.set(
        oneHotMux(
          tables.map(({ name }, i) => [place.tables.bit(i), lit(entryWords(config, name) - 1, number.width)]),
        ) as Val,
      );
      when(checked.valid, () => sends.set({ waiting: 0, valid: checked.payload.passes, number: 0 }));
      when(sends.valid, () => {
        sends.number.set(sends.number.add(1));
        sends.valid.set(sends.number.ne(last));
      });
      busy.set(sends.waiting.or(sends.valid));
      assert('one_at_a_time', word.valid.or(asked.valid).and(sends.waiting.or(sends.valid)).not());

      const data = kept.read(sends.number);
      for (const [i, { name }] of tables.entries()) {
        const to = words[name];
        const below = entryWordBits(config, name);
        const image = imageAddressBits(name);
        const entry = place.index.slice(0, to.payload.address.width - below - image) as Val;
        const parts = [
          ...(image === 1 ? [place.image] : []),
          entry,
          ...(below > 0 ? [sends.number.slice(0, below)] : []),
        ];
        to.valid.set(sends.valid.and(place.tables.bit(i)));
        to.payload.set({ address: cat(...parts), data });
      }
    },
    { maxDepth: 2, doc: 'Keeps the words of an entry until they are known to be right, then sends them to its table.' },
  );
};
