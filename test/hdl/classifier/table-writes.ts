// SPDX-License-Identifier: Apache-2.0
/** Register writes that load table images, as word addresses inside their blocks; worked out by hand from the register map. */
import { findConfig } from '../../../hdl/spec/configs.ts';
import type { TableImages } from '../../../hdl/spec/tables/table-images.ts';
import type { Bench, StreamSource } from '../../../sim/bench.ts';

export type WordWrite = Readonly<Record<'address' | 'data', number | bigint>>;

/** Words of a packed value, lowest first. */
export const wordsOf = (value: bigint, count: number): readonly bigint[] =>
  Array.from({ length: count }, (_, i) => (value >> BigInt(i * 32)) & 0xffff_ffffn);

/** Words of a forwarding slot: mac 48, vlan 12, valid 2 and one bit a function. */
export const entryWords = (functions: number): number => Math.ceil((48 + 12 + 2 + functions) / 32);

/** Writes of forwarding slot `index`, a power of two of words a slot; the last one makes it live. */
export const entryWrites = (functions: number, index: number, entry: bigint): readonly WordWrite[] =>
  wordsOf(entry, entryWords(functions)).map((data, word) => ({
    address: index * 2 ** Math.ceil(Math.log2(entryWords(functions))) + word,
    data,
  }));

/** Writes of match RAM row `index` for a number of rules. */
export const rowWrites = (rules: number, index: number, row: bigint): readonly WordWrite[] => {
  const words = Math.ceil(rules / 32);
  return wordsOf(row, words).map((data, word) => ({ address: index * words + word, data }));
};

/** Words that write a slot of a rule bank, lowest first: seven of them in eight places. */
export const slotWrites = (slot: number, contents: bigint): readonly WordWrite[] =>
  wordsOf(contents, 7).map((data, word) => ({ address: slot * 8 + word, data }));

/** The table windows of a classifier on a bench. */
export class TableWindows {
  readonly #bench: Bench;
  /** Slots that were ever written: the others are 0. */
  readonly #forwarded = new Set<number>();
  readonly #ruled = new Set<number>();
  readonly forwarding: StreamSource<'address' | 'data'>;
  readonly forwardingRows: StreamSource<'address' | 'data'>;
  readonly rows: StreamSource<'address' | 'data'>;
  readonly actions: StreamSource<'address' | 'data'>;
  readonly slots: StreamSource<'address' | 'data'>;
  readonly masks: StreamSource<'address' | 'data'>;
  readonly hashRows: StreamSource<'address' | 'data'>;
  readonly rssProfiles: StreamSource<'address' | 'data'>;
  readonly rssKeys: StreamSource<'address' | 'data'>;
  readonly rssQueues: StreamSource<'address' | 'data'>;
  readonly defaults: StreamSource<'address' | 'data'>;
  readonly conditions: StreamSource<'address' | 'data'>;

  constructor(bench: Bench, idle = 0) {
    this.#bench = bench;
    this.forwarding = bench.source('forwarding_write', { idle });
    this.forwardingRows = bench.source('forwarding_hash_write', { idle });
    this.rows = bench.source('row_write', { idle });
    this.actions = bench.source('action_write', { idle });
    this.slots = bench.source('slot_write', { idle });
    this.masks = bench.source('mask_write', { idle });
    this.hashRows = bench.source('hash_write', { idle });
    this.rssProfiles = bench.source('rss_profile_write', { idle });
    this.rssKeys = bench.source('rss_key_write', { idle });
    this.rssQueues = bench.source('rss_queue_write', { idle });
    this.defaults = bench.source('default_write', { idle });
    this.conditions = bench.source('condition_write', { idle });
  }

  /** Loads every table and waits until look-ups meet the new contents. */
  async load(images: TableImages): Promise<void> {
    const { functions, ternaryRules } = findConfig(images.config)!;
    const numbered = (words: readonly (number | bigint)[]) => words.map((data, address) => ({ address, data }));
    // A copy for each image, each with a power of two of places.
    const twice = (places: number, writes: readonly WordWrite[]): WordWrite[] =>
      [0, places].flatMap(first => writes.map(({ address, data }) => ({ address: Number(address) + first, data })));
    this.defaults.send(twice(2, numbered([images.ruleDefault])));
    this.conditions.send(twice(functions, numbered(images.conditions)));
    this.forwardingRows.send(twice(256, numbered(images.forwardingRows)));
    for (const [i, entry] of images.forwarding.entries()) if (entry !== 0n) this.#forwarded.add(i);
    this.forwarding.send([...this.#forwarded].flatMap(i => entryWrites(functions, i, images.forwarding[i] ?? 0n)));
    this.rows.send(images.ruleRows.flatMap((row, i) => rowWrites(ternaryRules, i, row)));
    this.actions.send(images.ruleActions.map((data, address) => ({ address, data })));
    for (const [i, slot] of images.ruleSlots.entries()) if (slot !== 0n) this.#ruled.add(i);
    this.slots.send([...this.#ruled].flatMap(i => slotWrites(i, images.ruleSlots[i] ?? 0n)));
    const { ruleMasks, ruleHashRows } = images;
    this.masks.send(twice(ruleMasks.length, numbered(ruleMasks)));
    this.hashRows.send(twice(2048, numbered(ruleHashRows)));
    this.rssProfiles.send(twice(functions, numbered(images.rssProfiles)));
    // Sixteen places for the ten words of a key.
    const keyWords = images.rssKeys.flatMap((key, f) =>
      wordsOf(key, 10).map((data, word) => ({ address: 16 * f + word, data })),
    );
    this.rssKeys.send(twice(16 * functions, keyWords));
    this.rssQueues.send(twice(128 * functions, numbered(images.rssQueues)));
    await this.written();
  }

  /** Waits until all that was sent to the windows is in the tables. */
  async written(): Promise<void> {
    const { forwarding, forwardingRows, rows, actions, slots, masks, hashRows, rssProfiles, rssKeys, rssQueues } = this;
    const rest = [rssProfiles, rssKeys, rssQueues, this.defaults, this.conditions];
    for (const window of [forwarding, forwardingRows, rows, actions, slots, masks, hashRows, ...rest])
      await window.drained();
    await this.#bench.run(2);
  }
}
