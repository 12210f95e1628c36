// SPDX-License-Identifier: Apache-2.0
/**
 * The tables after the table port: what they are numbered, how many entries they have, how wide these are, and how two images are
 * in them. Pure data.
 */
import type { Config } from '../configs.ts';
import { type Field, placeFields, widthOf } from '../field.ts';
import { bankMaskBits } from './bank-mask.ts';
import { bankSlots, slotEntryBits, slotEntryFields } from './bank-slot.ts';
import { forwardingRowBits, forwardingSlotFields, forwardingSlots } from './forwarding-slot.ts';
import { identityEntriesPerFunction, identityValueBits } from './identity.ts';
import { hashBits, hashRowBits } from './key-hash.ts';
import { rssKeyBytes, rssProfileFields, rssQueueBits, rssTableEntries } from './rss-profile.ts';
import { chunkCount, chunkRows } from './rule-key.ts';
import { conditionFields, ruleActionFields, ruleDefaultFields } from './table-entry.ts';

export interface Table {
  readonly name: TableName;
  /** Written to the field `table` of `table.select`. */
  readonly id: number;
  /** Four letters that mark its section of the image file. */
  readonly tag: string;
  readonly doc: string;
  readonly entries: (config: Config) => number;
  /** Bits of an entry. */
  readonly bits: (config: Config) => number;
  /** Most entries are 0, as all are after reset: image files hold the others alone. */
  readonly sparse?: true;
  readonly images: TwoImages;
}

/**
 * How a table holds two images. `copies`: one for each, of which the port writes that of the image that is not live. `valid`: they
 * share the entries, and two bits of an entry, bit `validLsb` and the one above it, say whether it belongs to image 0 and to image 1.
 * `joined`: they share it, and a bit of an entry is 1 where that of either image is.
 */
export type TwoImages =
  | { readonly kind: 'copies' }
  | { readonly kind: 'joined' }
  | { readonly kind: 'valid'; readonly validLsb: (config: Config) => number };

const copies: TwoImages = { kind: 'copies' };

const validIn = (fields: (config: Config) => readonly Field[]): TwoImages => ({
  kind: 'valid',
  validLsb: config => placeFields(fields(config)).find(({ name }) => name === 'valid')!.lsb,
});

export const tableNames = [
  'forwarding',
  'rule_row',
  'rule_action',
  'rss_profile',
  'rss_key',
  'rss_indirection',
  'identity',
  'forwarding_hash',
  'rule_slot',
  'rule_mask',
  'rule_hash',
  'rule_default',
  'conditions',
] as const;
export type TableName = (typeof tableNames)[number];

/** Every table; what comes later gets the next number. */
export const tables: readonly Table[] = [
  {
    name: 'forwarding',
    id: 0,
    tag: 'FWDT',
    doc: 'Slots of (VLAN, destination MAC) entries: bucket b of way w is number w * buckets + b.',
    entries: forwardingSlots,
    bits: config => widthOf(forwardingSlotFields(config)),
    sparse: true,
    images: validIn(forwardingSlotFields),
  },
  {
    name: 'rule_row',
    id: 1,
    tag: 'ROWS',
    doc: 'Rows of the ternary match RAM: row chunk * 32 + value holds one bit an entry.',
    entries: () => chunkCount * chunkRows,
    bits: config => config.ternaryRules,
    images: { kind: 'joined' },
  },
  {
    name: 'rule_action',
    id: 2,
    tag: 'ACTN',
    doc: 'Action of each ternary entry.',
    entries: config => config.ternaryRules,
    bits: () => widthOf(ruleActionFields),
    images: validIn(() => ruleActionFields),
  },
  {
    name: 'rss_profile',
    id: 3,
    tag: 'RSSP',
    doc: 'What each function asks of receive side scaling; 0 for queue 0.',
    entries: config => config.functions,
    bits: () => widthOf(rssProfileFields),
    images: copies,
  },
  {
    name: 'rss_key',
    id: 4,
    tag: 'RSSK',
    doc: 'Hash key of each function: its first four bytes are the first word, the first byte highest.',
    entries: config => config.functions,
    bits: () => 8 * rssKeyBytes,
    images: copies,
  },
  {
    name: 'rss_indirection',
    id: 5,
    tag: 'RSSI',
    doc: 'Queue of each value of the hash: entry function * 128 + the low bits of the hash.',
    entries: config => config.functions * rssTableEntries,
    bits: () => rssQueueBits,
    images: copies,
  },
  {
    name: 'identity',
    id: 6,
    tag: 'IDEN',
    doc: 'Who each function may say it is: entry function * 32 + kind * 4 + slot (identity kinds).',
    entries: config => config.functions * identityEntriesPerFunction,
    bits: () => identityValueBits,
    images: copies,
  },
  {
    name: 'forwarding_hash',
    id: 7,
    tag: 'FWDH',
    doc: 'Rows of the hash of the forwarding table: entry chunk * 16 + value.',
    entries: () => 1 << forwardingRowBits,
    bits: () => hashBits,
    images: copies,
  },
  {
    name: 'rule_slot',
    id: 8,
    tag: 'SLOT',
    doc: 'Slots of the rule banks: slot s of bucket b of bank k is number (k * buckets + b) * 2 + s.',
    entries: bankSlots,
    bits: () => slotEntryBits,
    sparse: true,
    images: validIn(() => slotEntryFields),
  },
  {
    name: 'rule_mask',
    id: 9,
    tag: 'MASK',
    doc: 'Mask of each rule bank.',
    entries: config => config.ruleBanks,
    bits: () => bankMaskBits,
    images: copies,
  },
  {
    name: 'rule_hash',
    id: 10,
    tag: 'RHSH',
    doc: 'Rows of the hash of the rule banks: entry chunk * 16 + value.',
    entries: () => 1 << hashRowBits,
    bits: () => hashBits,
    images: copies,
  },
  {
    name: 'rule_default',
    id: 11,
    tag: 'DFLT',
    doc: 'What becomes of frames that no rule matched, and of malformed IP.',
    entries: () => 1,
    bits: () => widthOf(ruleDefaultFields),
    images: copies,
  },
  {
    name: 'conditions',
    id: 12,
    tag: 'COND',
    doc: 'What each function asks for apart from the rules.',
    entries: config => config.functions,
    bits: () => widthOf(conditionFields),
    images: copies,
  },
];

/** Why the table port refused a word, a beginning, an entry or a commitment: the field `refusal` of its status. */
/** Width of the number of loads that a card has taken since it was reset: one that wraps between two looks of a loader is not to be met. */
export const swapCountBits = 16;

export const tableRefusals = [
  { id: 0, name: 'none', doc: 'Nothing was refused since table or index were last written, or a load began or ended.' },
  { id: 1, name: 'not_loading', doc: 'No load has begun: write begin before.' },
  { id: 2, name: 'table', doc: 'There is no such table.' },
  { id: 3, name: 'bank', doc: 'The table has no such bank.' },
  { id: 4, name: 'index', doc: 'The table has no such entry.' },
  { id: 5, name: 'draining', doc: 'Frames are still judged by the image that was live before: begin again.' },
  {
    id: 6,
    name: 'checksum',
    doc: 'The card has taken other words than those of the checksum of an entry or of the load: begin a whole load.',
  },
  { id: 7, name: 'spoiled', doc: 'A word of the load was refused: begin a whole load.' },
  {
    id: 8,
    name: 'incomplete',
    doc: 'An entry lacks words, has more than its table takes, or the load is whole and entries are missing: begin a whole load.',
  },
  { id: 9, name: 'image', doc: 'The image that is to be loaded is live.' },
  {
    id: 10,
    name: 'torn',
    doc: 'A load of this image has written entries and was not committed: begin a whole load.',
  },
  {
    id: 11,
    name: 'stale',
    doc: 'Others have loaded an image, or the card was reset, since the loader looked: replace what the card holds.',
  },
] as const;
export type TableRefusal = (typeof tableRefusals)[number]['name'];
export const tableRefusal = (name: TableRefusal): number => tableRefusals.find(refusal => refusal.name === name)!.id;

/** The table of a name. */
export const tableOf = (name: TableName): Table => tables.find(table => table.name === name)!;

/** Words of 32 bits of an entry, lowest first. */
export const entryWords = (config: Config, name: TableName): number => Math.ceil(tableOf(name).bits(config) / 32);

/** Bits of the number of a word inside its entry. */
export const entryWordBits = (config: Config, name: TableName): number =>
  Math.ceil(Math.log2(entryWords(config, name)));

/** Bits of the number of an image in the address of a word: 1 for tables with a copy for each. */
export const imageAddressBits = (name: TableName): 0 | 1 => (tableOf(name).images.kind === 'copies' ? 1 : 0);

/**
 * Width of the address of a word of a table. From above: number of the image, if the table has a copy for each; number of the
 * entry; number of the word in it.
 */
export const tableWordBits = (config: Config, name: TableName): number =>
  imageAddressBits(name) +
  Math.max(1, Math.ceil(Math.log2(tableOf(name).entries(config)))) +
  entryWordBits(config, name);
