// SPDX-License-Identifier: Apache-2.0
/**
 * What the placement works on: rules as rows of typed arrays that know nothing of addresses and ports.
 *
 * A *dimension* is a field that a bank's mask can take into its key, in steps: its *levels*. Level 0 takes nothing of it, a higher
 * one takes more. An item can live in a bank when it fixes every dimension at least as far as the mask asks for; then the
 * XOR of its hashes at the levels of the mask says in which bucket.
 */

/** Bits of a packed level: levels go up to 15, so that those of all dimensions pack into one number. */
const levelBits = 4;

export interface BankItems {
  readonly count: number;
  /** By dimension and item: the highest level that the item fixes. */
  readonly levels: readonly Uint8Array[];
  /** By dimension, level (from 1) and item: hash of the field at that level; 0 where the item does not fix it. */
  readonly hashes: readonly (readonly Uint32Array[])[];
  /** By item: 1 when it takes all slots of a bucket, 0 when it takes one. */
  readonly wide: Uint8Array;
  /** By item: banks of another tier are closed to it. */
  readonly tier: Uint8Array;
  /** By item: what it costs not to place it; what costs most is placed first. */
  readonly cost: Uint32Array;
}

/** Banks that belong to one tier: those from a multiple of this number on. */
const banksOfTier = 2;

/** The bank whose tier a bank has: the first of its pair. */
export const tierBank = (bank: number): number => bank - (bank % banksOfTier);

/** The banks that have the tier of a bank. */
export const banksBeside = (bank: number): readonly number[] =>
  Array.from({ length: banksOfTier }, (_, i) => tierBank(bank) + i);

/** Sizes of the banks, and which bucket of a bank a hash means. */
export interface BankShape {
  readonly banks: number;
  /** Buckets of a bank, a power of two. */
  readonly buckets: number;
  /** Slots of a bucket. */
  readonly slots: number;
  readonly bucketOf: (bank: number, hash: number) => number;
}

/** The key of a bank: its tier and one level a dimension. */
export interface BankMask {
  readonly tier: number;
  readonly levels: readonly number[];
}

/** Levels as one number that is the same for the same levels. */
export const packLevels = (levels: readonly number[]): number =>
  levels.reduce((packed, level) => packed * (1 << levelBits) + level, 0);

/** Whether an item that fixes `fixed` can live in a bank with these levels. */
export const satisfies = (fixed: readonly number[], asked: readonly number[]): boolean =>
  asked.every((level, dimension) => fixed[dimension]! >= level);

/** Items that fix the same levels in the same tier are in the same banks. */
export interface Signature {
  readonly tier: number;
  readonly levels: readonly number[];
  /** Ascending. */
  readonly items: Int32Array;
}

/** The items by signature, in the order in which signatures first occur. */
export const signaturesOf = (items: BankItems): readonly Signature[] => {
  const found = new Map<number, { tier: number; levels: readonly number[]; members: number[] }>();
  for (let item = 0; item < items.count; item++) {
    const levels = items.levels.map(of => of[item]!);
    const tier = items.tier[item]!;
    const key = packLevels([tier, ...levels]);
    const known = found.get(key);
    if (known) known.members.push(item);
    else found.set(key, { tier, levels, members: [item] });
  }
  return [...found.values()].map(({ members, ...rest }) => ({ ...rest, items: Int32Array.from(members) }));
};

/** Hash of an item under the levels of a mask that it satisfies. */
export const hashOf = (items: BankItems, levels: readonly number[], item: number): number => {
  let hash = 0;
  for (let dimension = 0; dimension < levels.length; dimension++) {
    const level = levels[dimension]!;
    if (level > 0) hash ^= items.hashes[dimension]![level]![item]!;
  }
  return hash >>> 0;
};
