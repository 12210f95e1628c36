// SPDX-License-Identifier: Apache-2.0
/** The tables of an image, each with its place in the file and in TableImages, its size and its element width. */
import { type Config, cellCountBits } from '../../hdl/spec/configs.ts';
import { widthOf } from '../../hdl/spec/field.ts';
import { rateBits, weightBits } from '../../hdl/spec/shares.ts';
import { bankMaskBits } from '../../hdl/spec/tables/bank-mask.ts';
import { bankSlots, slotEntryBits } from '../../hdl/spec/tables/bank-slot.ts';
import { forwardingRowCount, forwardingSlotFields, forwardingSlots } from '../../hdl/spec/tables/forwarding-slot.ts';
import { identityEntriesPerFunction, identityValueBits } from '../../hdl/spec/tables/identity.ts';
import { hashBits, hashRowCount } from '../../hdl/spec/tables/key-hash.ts';
import { rssKeyBytes, rssProfileFields, rssQueueBits, rssTableEntries } from '../../hdl/spec/tables/rss-profile.ts';
import { chunkCount, chunkRows } from '../../hdl/spec/tables/rule-key.ts';
import { conditionFields, ruleActionFields, ruleDefaultFields } from '../../hdl/spec/tables/table-entry.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';

export interface ImageTable {
  /** Name of the table in file names and messages, snake_case. */
  readonly name: string;
  /** Four letters that mark its section of the image file. */
  readonly tag: string;
  readonly doc: string;
  /** Elements of the table. */
  readonly size: number;
  /** Bits of one element. */
  readonly bits: number;
  /** Most elements are 0: the file holds the others alone, each after its index. */
  readonly sparse?: true;
  readonly read: (images: TableImages) => readonly bigint[];
  readonly write: (elements: readonly bigint[]) => Partial<TableImages>;
}

/** Every table of a configuration, in file order. */
export const imageTables = (config: Config): readonly ImageTable[] => [
  {
    name: 'forwarding',
    tag: 'FWDT',
    doc: 'Slots of (VLAN, destination MAC) entries',
    size: forwardingSlots(config),
    bits: widthOf(forwardingSlotFields(config)),
    sparse: true,
    read: images => images.forwarding,
    write: forwarding => ({ forwarding }),
  },
  {
    name: 'forwarding_rows',
    tag: 'FWDH',
    doc: 'Rows of the hash of the forwarding table, chunk * 16 + value',
    size: forwardingRowCount,
    bits: hashBits,
    read: images => images.forwardingRows.map(BigInt),
    write: rows => ({ forwardingRows: rows.map(Number) }),
  },
  {
    name: 'rule_rows',
    tag: 'ROWS',
    doc: 'Rows of the ternary match RAM, row chunk * 32 + value',
    size: chunkCount * chunkRows,
    bits: config.ternaryRules,
    read: images => images.ruleRows,
    write: ruleRows => ({ ruleRows }),
  },
  {
    name: 'rule_actions',
    tag: 'ACTN',
    doc: 'Action of each ternary entry',
    size: config.ternaryRules,
    bits: widthOf(ruleActionFields),
    read: images => images.ruleActions.map(BigInt),
    write: actions => ({ ruleActions: actions.map(Number) }),
  },
  {
    name: 'rule_slots',
    tag: 'SLOT',
    doc: 'Slots of the rule banks, (bank * buckets + bucket) * 2 + slot',
    size: bankSlots(config),
    bits: slotEntryBits,
    sparse: true,
    read: images => images.ruleSlots,
    write: ruleSlots => ({ ruleSlots }),
  },
  {
    name: 'rule_masks',
    tag: 'MASK',
    doc: 'Mask of each rule bank',
    size: config.ruleBanks,
    bits: bankMaskBits,
    read: images => images.ruleMasks.map(BigInt),
    write: masks => ({ ruleMasks: masks.map(Number) }),
  },
  {
    name: 'rule_hash_rows',
    tag: 'RHSH',
    doc: 'Rows of the hash of the rule banks, chunk * 16 + value',
    size: hashRowCount,
    bits: hashBits,
    read: images => images.ruleHashRows.map(BigInt),
    write: rows => ({ ruleHashRows: rows.map(Number) }),
  },
  {
    name: 'rss_profiles',
    tag: 'RSSP',
    doc: 'What each function asks of receive side scaling',
    size: config.functions,
    bits: widthOf(rssProfileFields),
    read: images => images.rssProfiles.map(BigInt),
    write: profiles => ({ rssProfiles: profiles.map(Number) }),
  },
  {
    name: 'rss_keys',
    tag: 'RSSK',
    doc: 'Hash key of each function',
    size: config.functions,
    bits: 8 * rssKeyBytes,
    read: images => images.rssKeys,
    write: rssKeys => ({ rssKeys }),
  },
  {
    name: 'rss_queues',
    tag: 'RSSI',
    doc: 'Indirection tables, entry function * 128 + low bits of the hash',
    size: config.functions * rssTableEntries,
    bits: rssQueueBits,
    read: images => images.rssQueues.map(BigInt),
    write: queues => ({ rssQueues: queues.map(Number) }),
  },
  {
    name: 'identities',
    tag: 'IDEN',
    doc: 'Who each function may say it is, entry function * 32 + kind * 4 + slot',
    size: config.functions * identityEntriesPerFunction,
    bits: identityValueBits,
    read: images => images.identities,
    write: identities => ({ identities }),
  },
  {
    name: 'rule_default',
    tag: 'DFLT',
    doc: 'Register global.rule_default',
    size: 1,
    bits: widthOf(ruleDefaultFields),
    read: images => [BigInt(images.ruleDefault)],
    write: ([value = 0n]) => ({ ruleDefault: Number(value) }),
  },
  {
    name: 'conditions',
    tag: 'COND',
    doc: 'Register function.conditions of each function',
    size: config.functions,
    bits: widthOf(conditionFields),
    read: images => images.conditions.map(BigInt),
    write: conditions => ({ conditions: conditions.map(Number) }),
  },
  {
    name: 'quota_cells',
    tag: 'QUOT',
    doc: 'Packet buffer cells that each function may hold',
    size: config.functions,
    bits: cellCountBits(config),
    read: images => images.quotaCells.map(BigInt),
    write: cells => ({ quotaCells: cells.map(Number) }),
  },
  {
    name: 'weights',
    tag: 'WGHT',
    doc: 'Register function.weight of each function',
    size: config.functions,
    bits: weightBits,
    read: images => images.weights.map(BigInt),
    write: weights => ({ weights: weights.map(Number) }),
  },
  {
    name: 'rates',
    tag: 'RATE',
    doc: 'Register function.rate of each function',
    size: config.functions,
    bits: rateBits,
    read: images => images.rates.map(BigInt),
    write: rates => ({ rates: rates.map(Number) }),
  },
  {
    name: 'group_rate',
    tag: 'GRPR',
    doc: 'Register global.group_rate',
    size: 1,
    bits: rateBits,
    read: images => [BigInt(images.groupRate)],
    write: ([value = 0n]) => ({ groupRate: Number(value) }),
  },
];

/** The sentence about the first table that does not fit the configuration; undefined when all do. */
export const checkFits = (images: TableImages, config: Config): string | undefined => {
  for (const { name, size, bits, read } of imageTables(config)) {
    const elements = read(images);
    if (elements.length !== size) {
      return `table ${name} has ${elements.length} elements, but configuration ${config.name} has ${size}`;
    }
    const wide = elements.findIndex(element => element < 0n || element >> BigInt(bits) !== 0n);
    if (wide >= 0) return `element ${wide} of table ${name} does not fit its ${bits} bits`;
  }
  return undefined;
};

/** Bytes of the index before an element of a sparse table. */
export const indexBytes = 4;

/** Bytes of an element of a table in the file. */
export const elementBytesOf = ({ bits, sparse }: ImageTable): number => Math.ceil(bits / 8) + (sparse ? indexBytes : 0);
