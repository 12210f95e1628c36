// SPDX-License-Identifier: Apache-2.0
/** Ternary words over the rule key: a key matches when it equals `value` in every bit where `mask` is 1. */
import { type PlacedField, placeFields } from '../../hdl/spec/field.ts';
import { type RuleKeyField, ruleKeyFields } from '../../hdl/spec/tables/rule-key.ts';

export interface Ternary {
  /** Wanted bits; 0 where `mask` is 0. */
  readonly value: bigint;
  /** 1 for each bit that counts. */
  readonly mask: bigint;
}

/** The word that every key matches. */
export const anything: Ternary = { value: 0n, mask: 0n };

const placed = new Map<string, PlacedField>(placeFields(ruleKeyFields).map(field => [field.name, field]));

/** The keys whose field equals `value` in its upper bits, all but the lowest `freeBits`; RangeError when it does not fit. */
export const fieldIs = (name: RuleKeyField, value: number | bigint, freeBits = 0): Ternary => {
  const { bits, lsb } = placed.get(name)!;
  const mask = (1n << BigInt(bits)) - (1n << BigInt(freeBits));
  const wanted = BigInt(value);
  if (freeBits < 0 || freeBits > bits || (wanted & mask) !== wanted) {
    throw new RangeError(`${name} has ${bits} bits; ${wanted} with ${freeBits} free low bits does not fit it`);
  }
  return { value: wanted << BigInt(lsb), mask: mask << BigInt(lsb) };
};

export const matches = (ternary: Ternary, key: bigint): boolean => (key & ternary.mask) === ternary.value;

/** Keys that match both words; undefined when there are none. */
export const both = (a: Ternary, b: Ternary): Ternary | undefined =>
  ((a.value ^ b.value) & a.mask & b.mask) === 0n ? { value: a.value | b.value, mask: a.mask | b.mask } : undefined;

/** All combinations of one word from each list; contradictions are left out. */
export const combine = (lists: readonly (readonly Ternary[])[]): readonly Ternary[] =>
  lists.reduce<readonly Ternary[]>(
    (words, list) => words.flatMap(word => list.flatMap(other => both(word, other) ?? [])),
    [anything],
  );

/** Whether every key of `inner` matches `outer`. */
export const covers = (outer: Ternary, inner: Ternary): boolean =>
  (outer.mask & ~inner.mask) === 0n && (inner.value & outer.mask) === outer.value;

/** Disjoint words for the keys of `from` that do not match `taken`, which must overlap it. */
export const without = (from: Ternary, taken: Ternary): readonly Ternary[] => {
  const pieces: Ternary[] = [];
  let { value, mask } = from;
  // One bit after the other decides: differing there is a piece, agreeing goes on.
  for (let rest = taken.mask & ~from.mask; rest !== 0n; rest &= rest - 1n) {
    const bit = rest & -rest;
    pieces.push({ value: value | (bit & ~taken.value), mask: mask | bit });
    value |= bit & taken.value;
    mask |= bit;
  }
  return pieces;
};
