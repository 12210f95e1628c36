// SPDX-License-Identifier: Apache-2.0
/** Choosing between values: multiplexers, one-hot and priority selection. */

import { bitsText, describeValue } from './describe.ts';
import { HdlError } from './diagnostic.ts';
import type { EnumVal } from './enum-value.ts';
import { captureLocation } from './location.ts';
import { checkCondition } from './scope.ts';
import type { Signed, SignedOperand } from './signed.ts';
import { TypedWord } from './typed-word.ts';
import { cat, checkLiteral, checkWord, constant, lit, type Operand, Val } from './value.ts';

/**
 * `whenOne` if `condition`, of 1 bit, is 1, else `whenZero`; works on words of equal width (one may be a literal), bundles and
 * vectors. One multiplexer a bit. Throws HDL-WIDTH for unequal widths and for two literals.
 */
export function mux<W extends number>(condition: Val<1>, whenOne: Val<W>, whenZero: Operand<W>): Val<W>;
export function mux<W extends number>(condition: Val<1>, whenOne: number | bigint, whenZero: Val<W>): Val<W>;
export function mux<W extends number>(condition: Val<1>, whenOne: Signed<W>, whenZero: SignedOperand<W>): Signed<W>;
export function mux<W extends number>(condition: Val<1>, whenOne: number | bigint, whenZero: Signed<W>): Signed<W>;
export function mux<N extends string>(condition: Val<1>, whenOne: EnumVal<N>, whenZero: EnumVal<N> | N): EnumVal<N>;
export function mux<A, B extends A>(condition: Val<1>, whenOne: A, whenZero: B): A;
export function mux<B, A extends B>(condition: Val<1>, whenOne: A, whenZero: B): B;
export function mux(condition: Val<1>, whenOne: any, whenZero: any): any {
  checkCondition('mux', condition);
  return muxAny(condition, whenOne, whenZero);
}

const muxAny = (condition: Val, a: any, b: any): any => {
  const typed = a instanceof TypedWord ? a : b instanceof TypedWord ? b : undefined;
  if (typed) return typed.like(muxWord(condition, typed.bitsOf(a), typed.bitsOf(b)));
  if (a instanceof Val || b instanceof Val) return muxWord(condition, a, b);
  if (typeof a?.get === 'function' && typeof b?.get === 'function') {
    return { count: a.count, get: (index: number | Val) => muxAny(condition, a.get(index), b.get(index)) };
  }
  if (isLiteral(a) && isLiteral(b)) {
    throw new HdlError(
      'HDL-WIDTH',
      'mux cannot tell the width of two literals; use lit(value, width).',
      captureLocation(),
    );
  }
  checkAlike(a, b);
  return Object.fromEntries(Object.keys(a).map(name => [name, muxAny(condition, a[name], b[name])]));
};

const isLiteral = (value: unknown): boolean => typeof value === 'number' || typeof value === 'bigint';

/** Throws unless both are bundles of the same fields. */
const checkAlike = (a: unknown, b: unknown): void => {
  const names = [a, b].map(value =>
    typeof value === 'object' && value !== null ? Object.keys(value).sort().join() : '',
  );
  if (names[0] === names[1] && names[0] !== '') return;
  throw new HdlError(
    'HDL-SHAPE',
    `mux takes two values of one shape, not ${describeValue(a)} and ${describeValue(b)}.`,
    captureLocation(),
  );
};

const muxWord = (condition: Val, a: Operand<any>, b: Operand<any>): Val => {
  const width = a instanceof Val ? a.width : (b as Val).width;
  const one = a instanceof Val ? a : lit(checkLiteral('mux', a), width);
  const other = b instanceof Val ? b : lit(checkLiteral('mux', b), width);
  if (one.width !== other.width) {
    throw new HdlError(
      'HDL-WIDTH',
      `mux takes values of equal width, not ${one.width} and ${other.width} bits.`,
      captureLocation(),
    );
  }
  return new Val('mux', width, [condition, one, other]);
};

/** One arm of a selection. */
export type Arm<W extends number> = readonly [condition: Val<1>, value: Val<W>];

/** Or of the values whose condition is 1; all zeros when none is. One AND-OR level: for one-hot conditions. */
export const oneHotMux = <W extends number>(arms: readonly Arm<W>[]): Val<W> => {
  for (const [condition] of arms) checkCondition('oneHotMux', condition);
  const terms = arms.map(([condition, value]) => condition.repeat(value.width).and(value));
  return balanced(terms, (a, b) => a.or(b)) as Val<W>;
};

/** Value of the first arm whose condition is 1, else `otherwise`; all of one width. A chain of multiplexers, an arm each. */
export const priorityMux = <W extends number>(arms: readonly Arm<W>[], otherwise: Operand<W>): Val<W> =>
  [...arms]
    .reverse()
    .reduce<Operand<W>>((rest, [condition, value]) => mux(condition, value, rest), otherwise) as Val<W>;

/** Of every bit of a word, whether some lower bit is 1: a prefix network of depth log2(width). Bit 0 is 0. */
export const anyBelow = (word: Val): Val => {
  let seen: Val = word;
  for (let step = 1; step < word.width; step *= 2) seen = seen.or(seen.shl(step));
  return word.width === 1 ? constant(0n, 1) : seen.shl(1);
};

/** Keeps only the lowest 1 of a word, as a prefix network of depth log2(width). */
export const lowestOne = (word: Val): Val => (word.width === 1 ? word : word.and(anyBelow(word).not()));

/** Number, in `width` bits, of the bit that is 1 in a one-hot word; 0 when none is. One level of ors a bit. */
export const oneHotIndex = (word: Val, width: number): Val => {
  checkHolds('oneHotIndex', word, width, word.width - 1);
  const bits = Array.from({ length: width }, (_, bit) => {
    const members = Array.from({ length: word.width }, (_, i) => i).filter(i => (i >> bit) & 1);
    return members.length === 0 ? constant(0n, 1) : cat(...members.map(i => word.bit(i))).orR();
  });
  return cat(...bits.reverse());
};

/** Number of ones in a word, modulo 2 ** `width`: a balanced tree of adders of `width` bits. */
export const countOnes = (word: Val, width: number): Val => {
  checkHolds('countOnes', word, width, word.width);
  return balanced(
    Array.from({ length: word.width }, (_, i) => word.bit(i).zext(width) as Val),
    (a, b) => a.add(b),
  );
};

/** Throws unless results up to `most` fit `width` bits. */
const checkHolds = (what: string, word: Val, width: number, most: number): void => {
  checkWord(what, word);
  if (most < 2 ** width) return;
  throw new HdlError(
    'HDL-WIDTH',
    `${what} of ${bitsText(word.width)} reaches ${most}, which ${bitsText(width)} cannot hold.`,
    captureLocation(),
  );
};

/** Combines terms of any one width in a tree of logarithmic depth, neighbours first. Throws HDL-RANGE without a term. */
export const balanced = (terms: readonly Val[], combine: (a: Val, b: Val) => Val): Val => {
  if (terms.length === 0) throw new HdlError('HDL-RANGE', 'A selection needs at least one arm.', captureLocation());
  let level = [...terms];
  while (level.length > 1) {
    const next: Val[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const right = level[i + 1];
      next.push(right ? combine(level[i]!, right) : level[i]!);
    }
    level = next;
  }
  return level[0]!;
};
