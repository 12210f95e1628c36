// SPDX-License-Identifier: Apache-2.0
/** The tables after the table port: what they are numbered, how many entries they have and how wide these are. Pure data. */
import type { Config } from '../configs.ts';
import { widthOf } from '../field.ts';
import { bankMaskBits, bankMaskEntries } from './bank-mask.ts';
import { bankSlots, slotEntryBits } from './bank-slot.ts';
import { forwardingRowBits, forwardingSlotFields, forwardingSlots } from './forwarding-slot.ts';
import { identityEntriesPerFunction, identityValueBits } from './identity.ts';
import { hashBits, hashRowBits } from './key-hash.ts';
import { rssKeyBytes, rssProfileFields, rssQueueBits, rssTableEntries } from './rss-profile.ts';
import { chunkCount, chunkRows } from './rule-key.ts';
import { ruleActionFields } from './table-entry.ts';

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
}

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
  },
  {
    name: 'rule_row',
    id: 1,
    tag: 'ROWS',
    doc: 'Rows of the ternary match RAM: row chunk * 32 + value holds one bit an entry.',
    entries: () => chunkCount * chunkRows,
    bits: config => config.ternaryRules,
  },
  {
    name: 'rule_action',
    id: 2,
    tag: 'ACTN',
    doc: 'Action of each ternary entry.',
    entries: config => config.ternaryRules,
    bits: () => widthOf(ruleActionFields),
  },
  {
    name: 'rss_profile',
    id: 3,
    tag: 'RSSP',
    doc: 'What each function asks of receive side scaling; 0 for queue 0.',
    entries: config => config.functions,
    bits: () => widthOf(rssProfileFields),
  },
  {
    name: 'rss_key',
    id: 4,
    tag: 'RSSK',
    doc: 'Hash key of each function: its first four bytes are the first word, the first byte highest.',
    entries: config => config.functions,
    bits: () => 8 * rssKeyBytes,
  },
  {
    name: 'rss_indirection',
    id: 5,
    tag: 'RSSI',
    doc: 'Queue of each value of the hash: entry function * 128 + the low bits of the hash.',
    entries: config => config.functions * rssTableEntries,
    bits: () => rssQueueBits,
  },
  {
    name: 'identity',
    id: 6,
    tag: 'IDEN',
    doc: 'Who each function may say it is: entry function * 32 + kind * 4 + slot (identity kinds).',
    entries: config => config.functions * identityEntriesPerFunction,
    bits: () => identityValueBits,
  },
  {
    name: 'forwarding_hash',
    id: 7,
    tag: 'FWDH',
    doc: 'Rows of the hash of the forwarding table: entry image * 256 + chunk * 16 + value.',
    entries: () => 2 << forwardingRowBits,
    bits: () => hashBits,
  },
  {
    name: 'rule_slot',
    id: 8,
    tag: 'SLOT',
    doc: 'Slots of the rule banks: slot s of bucket b of bank k is number (k * buckets + b) * 2 + s.',
    entries: bankSlots,
    bits: () => slotEntryBits,
    sparse: true,
  },
  {
    name: 'rule_mask',
    id: 9,
    tag: 'MASK',
    doc: 'Mask of each rule bank: entry image * banks + bank.',
    entries: bankMaskEntries,
    bits: () => bankMaskBits,
  },
  {
    name: 'rule_hash',
    id: 10,
    tag: 'RHSH',
    doc: `Rows of the hash of the rule banks: entry image * ${1 << hashRowBits} + chunk * 16 + value.`,
    entries: () => 2 << hashRowBits,
    bits: () => hashBits,
  },
];

/** Why the table port refused a word: the field `refusal` of its status. */
export const tableRefusals = [
  { id: 0, name: 'none', doc: 'Nothing was refused since table or index were last written.' },
  { id: 1, name: 'judging', doc: 'Frames are judged, and the tables must not change.' },
  { id: 2, name: 'table', doc: 'There is no such table.' },
  { id: 3, name: 'bank', doc: 'The table has no such bank.' },
  { id: 4, name: 'index', doc: 'The table has no such entry.' },
] as const;
export const tableRefusal = (name: (typeof tableRefusals)[number]['name']): number =>
  tableRefusals.find(refusal => refusal.name === name)!.id;

/** The table of a name. */
export const tableOf = (name: TableName): Table => tables.find(table => table.name === name)!;

/** Words of 32 bits of an entry, lowest first. */
export const entryWords = (config: Config, name: TableName): number => Math.ceil(tableOf(name).bits(config) / 32);

/** Bits of the number of a word inside its entry. */
export const entryWordBits = (config: Config, name: TableName): number =>
  Math.ceil(Math.log2(entryWords(config, name)));

/** Width of the address of a word of a table: number of the entry above, number of the word in it below. */
export const tableWordBits = (config: Config, name: TableName): number =>
  Math.max(1, Math.ceil(Math.log2(tableOf(name).entries(config)))) + entryWordBits(config, name);
