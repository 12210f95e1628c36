// SPDX-License-Identifier: Apache-2.0
/**
 * Loading a policy image beside the live one: what the tables of the card hold with two images in them, and which entries differ
 * from what they hold now. Pure data.
 *
 * The writes of a load leave what the live image says as it is: copies of a table are its own, and an entry that both images share is in
 * both or in one. So an image has room beside another if no entry of the one is another entry of the other. Each entry is written only
 * if all words up to it arrived as they were sent, so a load that fails leaves the live image alone: see {@link afterFailure}.
 */
import type { Config } from '../configs.ts';
import { ruleNumberOf } from './bank-slot.ts';
import type { TableImages } from './table-images.ts';
import { swapCountBits, type Table, type TableName, tables } from './tables.ts';

/** An entry and what is written to it. */
export interface EntryWrite {
  readonly table: TableName;
  readonly index: number;
  readonly entry: bigint;
  /** Number of the rule that it brings to a place that the live image does not use: its counters are those of another rule. */
  readonly newRule?: number;
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

/** What the card holds: how often it has changed its image, and what each of the two is. */
export interface CardTables {
  /** Loads that were taken since reset, as `table.status` counts them; {@link liveOf} says which image is live. */
  readonly swaps: number;
  /**
   * `cleared`: as after reset, when nothing belongs to it. `unknown`: nobody knows; the next load is whole. If that is so of
   * the live image, the load leaves nothing of it in the shared tables: it is for a card that judges no frame.
   */
  readonly images: readonly [ImageState, ImageState];
}
export type ImageState = TableImages | 'cleared' | 'unknown';

/** The image by which frames are judged after so many swaps. */
export const liveOf = ({ swaps }: Pick<CardTables, 'swaps'>): 0 | 1 => (swaps % 2) as 0 | 1;

/** The card after reset. */
export const clearedCard: CardTables = { swaps: 0, images: ['cleared', 'cleared'] };

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
type Shared = (living: bigint, beside: bigint, index: number) => bigint;

/** Two valid bits, above bit `lsb`, say which image an entry belongs to. */
const byValidBits = (table: TableName, lsb: number, live: 0 | 1): Shared => {
  const ofLive = 1n << BigInt(lsb + live);
  const ofOther = 1n << BigInt(lsb + 1 - live);
  return (living, beside, index) => {
    if (living === 0n && beside === 0n) return 0n;
    if (living !== 0n && beside !== 0n && living !== beside) throw new NoRoomError(table, index);
    const valid = (living === 0n ? 0n : ofLive) | (beside === 0n ? 0n : ofOther);
    return ((living | beside) & ~(ofLive | ofOther)) | valid;
  };
};

/** A bit for each ternary entry, of which those that both images have must agree. */
const byEntries =
  (table: TableName, inBoth: bigint): Shared =>
  (living, beside, index) => {
    if (((living ^ beside) & inBoth) !== 0n) throw new NoRoomError(table, index);
    return living | beside;
  };

/** Ternary entries that belong to an image, a bit each. */
const ternaryEntriesOf = (state: ImageState): bigint =>
  typeof state === 'string'
    ? 0n
    : state.ruleActions.reduce((used, action, i) => (action === 0 ? used : used | (1n << BigInt(i))), 0n);

/** Writes of a copy, whatever the live image has in its own. */
const copyWrites = (name: TableName, entries: number, idle: ImageState, next: TableImages): readonly EntryWrite[] =>
  Array.from({ length: entries }, (_, index) => ({ table: name, index, entry: entryOf(next, name, index) })).filter(
    ({ index, entry }) => typeof idle === 'string' || entryOf(idle, name, index) !== entry,
  );

const sharedWrites = (
  config: Config,
  { name, entries, images: how }: Table,
  card: CardTables,
  next: TableImages,
): readonly EntryWrite[] => {
  const { images } = card;
  const live = liveOf(card);
  const [living, idle] = [images[live], images[1 - live]!];
  const beside = (other: ImageState): Shared =>
    how.kind === 'valid'
      ? byValidBits(name, how.validLsb(config), live)
      : byEntries(name, ternaryEntriesOf(living) & ternaryEntriesOf(other));
  const [wanted, held] = [beside(next), beside(idle)];
  return Array.from({ length: entries(config) }, (_, index) => {
    const own = entryOf(living, name, index);
    const entry = wanted(own, entryOf(next, name, index), index);
    if (idle !== 'unknown' && held(own, entryOf(idle, name, index), index) === entry) return [];
    const newRule = own === 0n && entry !== 0n ? ruleNumberOf(config, name, index) : undefined;
    return [{ table: name, index, entry, ...(newRule !== undefined && { newRule }) }];
  }).flat();
};

/** The entries to be written for `next` to be the image that is not live, in any order; a {@link NoRoomError} when it has no room. */
export const loadWrites = (config: Config, card: CardTables, next: TableImages): readonly EntryWrite[] =>
  tables.flatMap(table =>
    table.images.kind === 'copies'
      ? copyWrites(table.name, table.entries(config), card.images[1 - liveOf(card)]!, next)
      : sharedWrites(config, table, card, next),
  );

/** The images of a card with another one in the place of that which is not live. */
const withOther = (card: CardTables, other: ImageState): CardTables['images'] =>
  liveOf(card) === 0 ? [card.images[0], other] : [other, card.images[1]];

/** The card when the load of `next` was committed. */
export const afterCommit = (card: CardTables, next: TableImages): CardTables => ({
  swaps: (card.swaps + 1) % 2 ** swapCountBits,
  images: withOther(card, next),
});

/** The card when a load broke off or was refused: entries of the image that is not live may be of either. */
export const afterFailure = (card: CardTables): CardTables => ({ ...card, images: withOther(card, 'unknown') });

/** A card of which nobody knows what it holds. */
export const unknownCard = (swaps: number): CardTables => ({ swaps, images: ['unknown', 'unknown'] });
