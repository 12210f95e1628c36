// SPDX-License-Identifier: Apache-2.0
/**
 * Loading a policy image beside the live one: what the tables of the card hold with two images in them, and which entries differ
 * from what they hold now. Pure data.
 *
 * A load never changes what the live image says: copies of a table are its own, and an entry that both images share is in both or
 * in one. So an image has room beside another if no entry of the one is another entry of the other.
 */
import type { Config } from '../configs.ts';
import type { TableImages } from './table-images.ts';
import { type Table, type TableName, tables } from './tables.ts';

/** An entry and what is written to it. */
export interface EntryWrite {
  readonly table: TableName;
  readonly index: number;
  readonly entry: bigint;
}

/** The entries of each table of an image. */
const entriesOf: Readonly<Record<TableName, (images: TableImages) => readonly (bigint | number)[]>> = {
  forwarding: images => images.forwarding,
  forwarding_hash: images => images.forwardingRows,
  rule_row: images => images.ruleRows,
  rule_action: images => images.ruleActions,
  rule_slot: images => images.ruleSlots,
  rule_mask: images => images.ruleMasks,
  rule_hash: images => images.ruleHashRows,
  rule_default: images => [images.ruleDefault],
  conditions: images => images.conditions,
  rss_profile: images => images.rssProfiles,
  rss_key: images => images.rssKeys,
  rss_indirection: images => images.rssQueues,
  identity: images => images.identities,
};

/** What the card holds: which image is live, and what each of the two is. */
export interface CardTables {
  readonly live: 0 | 1;
  /**
   * `cleared`: as after reset, when nothing belongs to it. `unknown`: a load of it broke off, or nobody knows what the card
   * holds; the next load writes every entry. It must not be so of the live image.
   */
  readonly images: readonly [ImageState, ImageState];
}
export type ImageState = TableImages | 'cleared' | 'unknown';

/** The card after reset. */
export const clearedCard: CardTables = { live: 0, images: ['cleared', 'cleared'] };

/** An image that has no room beside the live one; the message names the entry. */
export class NoRoomError extends RangeError {
  constructor(table: TableName, index: number) {
    super(
      `entry ${index} of table ${table} is in use by the live image: compile the policy beside it, or load the image while the card is closed`,
    );
    this.name = 'NoRoomError';
  }
}

const entryOf = (state: ImageState, name: TableName, index: number): bigint =>
  typeof state === 'string' ? 0n : BigInt(entriesOf[name](state)[index] ?? 0);

/** What an entry that the images share is, with one of them live and the other beside it. */
const sharedEntry = (
  config: Config,
  table: Table,
  index: number,
  live: bigint,
  next: bigint,
  liveImage: 0 | 1,
): bigint => {
  if (table.images.kind === 'joined') return live | next;
  if (table.images.kind === 'copies') throw new RangeError(`the images do not share table ${table.name}`);
  if (live !== 0n && next !== 0n && live !== next) throw new NoRoomError(table.name, index);
  const lsb = BigInt(table.images.validLsb(config));
  const bitOf = (image: number, entry: bigint): bigint => (entry === 0n ? 0n : 1n << BigInt(image));
  const valid = bitOf(liveImage, live) | bitOf(1 - liveImage, next);
  return ((live | next) & ~(0b11n << lsb)) | (valid << lsb);
};

/** Ternary entries that belong to an image, a bit each. */
const ternaryEntriesOf = (state: ImageState): bigint =>
  typeof state === 'string'
    ? 0n
    : state.ruleActions.reduce((used, action, i) => (action === 0 ? used : used | (1n << BigInt(i))), 0n);

const writesOf = (
  config: Config,
  table: Table,
  { live, images }: CardTables,
  next: TableImages,
): readonly EntryWrite[] => {
  const { name } = table;
  const [livingState, idleState] = [images[live], images[1 - live]!];
  const ternaryInBoth = ternaryEntriesOf(livingState) & ternaryEntriesOf(next);
  return Array.from({ length: table.entries(config) }, (_, index) => {
    const entry = entryOf(next, name, index);
    if (table.images.kind === 'copies') {
      const known = typeof idleState !== 'string';
      return known && entryOf(idleState, name, index) === entry ? [] : [{ table: name, index, entry }];
    }
    const living = entryOf(livingState, name, index);
    if (table.images.kind === 'joined' && ((living ^ entry) & ternaryInBoth) !== 0n) throw new NoRoomError(name, index);
    const wanted = sharedEntry(config, table, index, living, entry, live);
    if (idleState === 'unknown') return [{ table: name, index, entry: wanted }];
    // What had no room beside the live image is in no card.
    const held = sharedEntry(config, table, index, living, entryOf(idleState, name, index), live);
    return held === wanted ? [] : [{ table: name, index, entry: wanted }];
  }).flat();
};

/** The entries to be written for `next` to be the image that is not live, in any order; a {@link NoRoomError} when it has no room. */
export const loadWrites = (config: Config, card: CardTables, next: TableImages): readonly EntryWrite[] =>
  tables.flatMap(table => writesOf(config, table, card, next));

/** The card when the load of `next` was committed. */
export const afterCommit = ({ live, images }: CardTables, next: TableImages): CardTables =>
  live === 0 ? { live: 1, images: [images[0], next] } : { live: 0, images: [next, images[1]] };

/** The card when the load broke off. */
export const afterFailure = ({ live, images }: CardTables): CardTables => ({
  live,
  images: live === 0 ? [images[0], 'unknown'] : ['unknown', images[1]],
});
