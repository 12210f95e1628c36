// SPDX-License-Identifier: Apache-2.0
/**
 * Operators that are made of others, each with what it means as an assertion, told in another way: all simulators would agree on
 * a rotation that is composed wrongly.
 */
import { always } from '../scope.ts';
import { mux } from '../select.ts';
import { allOnes } from '../shape.ts';
import type { Signed } from '../signed.ts';
import { cat, constant, lit, type Val } from '../value.ts';
import type { Choices } from './choices.ts';

/** What operators take their operands from. */
export interface Operands {
  readonly choices: Choices;
  of(width: number, depth: number): Val;
  signed(width: number, depth: number): Signed;
  /** Asserts what must hold where the call is written. */
  promise(holds: Val): void;
}

/** Widest word that is divided or multiplied by a number. */
const widestScaled = 18;

type Make<T> = (from: Operands, width: number, depth: number) => T;

/** A word of `width` bits made by one of the operators. */
export const unsignedOperator: Make<Val> = (from, width, depth) =>
  from.choices.pick(unsignedOperators)(from, width, depth);

/** A two's complement word of `width` bits made by one of the operators. */
export const signedOperator: Make<Signed> = (from, width, depth) =>
  from.choices.pick(signedOperators)(from, width, depth);

/** Asserts it in every clock, whatever conditions the expression is under. */
const promise = (from: Operands, holds: Val): void => always(() => from.promise(holds));

const all = (tests: readonly Val[]): Val => tests.reduce((a, b) => a.and(b));

/** `to` and `from` are the numbers of the bits of a word and of its copy. */
const moved = (word: Val, from: (to: number) => number): Val =>
  cat(...Array.from({ length: word.width as number }, (_, i) => word.bit(from(i))).reverse());

const turned = (word: Val, places: number): Val => {
  const width = word.width as number;
  return moved(word, to => (((to - places) % width) + width) % width);
};

const rotation: Make<Val> = (from, width, depth) => {
  const { choices } = from;
  const word = from.of(width, depth);
  const toLeft = choices.chance(50);
  const sign = toLeft ? 1 : -1;
  const turn = (amount: number | Val): Val => (toLeft ? word.rotateLeft(amount) : word.rotateRight(amount));
  if (choices.chance(40)) {
    const places = choices.below(2 * width + 3);
    const result = turn(places);
    promise(from, result.eq(turned(word, sign * places)));
    return result;
  }
  const amount = from.of(choices.between(1, 4), depth);
  const result = turn(amount);
  const cases = Array.from({ length: 2 ** (amount.width as number) }, (_, places) =>
    amount.ne(places).or(result.eq(turned(word, sign * places))),
  );
  promise(from, all(cases));
  return result;
};

const reversal: Make<Val> = (from, width, depth) => {
  const word = from.of(width, depth);
  const result = word.reverse();
  promise(from, result.eq(moved(word, to => width - 1 - to)));
  return result;
};

/** The least or greatest of two is one of them, and beyond neither. */
const extreme = (from: Operands, a: any, b: any): any => {
  const isLeast = from.choices.chance(50);
  const result = isLeast ? a.min(b) : a.max(b);
  const isWithin = isLeast ? result.le(a).and(result.le(b)) : result.ge(a).and(result.ge(b));
  promise(from, result.eq(a).or(result.eq(b)).and(isWithin));
  return result;
};

/** A literal now and then, otherwise a word. */
const operand = (from: Operands, width: number, depth: number): Val | bigint =>
  from.choices.chance(20) ? from.choices.limit(width) : from.of(width, depth);

const signedOperand = (from: Operands, width: number, depth: number): Signed | bigint =>
  from.choices.chance(20) ? BigInt.asIntN(width, from.choices.limit(width)) : from.signed(width, depth);

const wider = ({ choices }: Operands, width: number): number =>
  Math.min(Math.max(width, choices.widest), width + choices.below(7));

const saturation: Make<Val> = (from, width, depth) => {
  const word = from.of(wider(from, width), depth);
  const result = word.saturate(width) as Val;
  expectClipped(from, result, word);
  return result;
};

/** The result is the exact value, or the largest number if that is larger. */
const expectClipped = (from: Operands, result: Val, exact: Val): void => {
  const most = lit(allOnes(result.width), exact.width) as Val;
  promise(from, (result.zext(exact.width) as Val).eq(mux(exact.gt(most) as Val<1>, most, exact)));
};

const saturatingSum: Make<Val> = (from, width, depth) => {
  const [a, b] = [from.of(width, depth), operand(from, width, depth)];
  if (from.choices.chance(50)) {
    const result = a.addSaturating(b);
    expectClipped(from, result, a.addWide(b));
    return result;
  }
  const result = a.subSaturating(b);
  promise(from, mux(a.ge(b) as Val<1>, result.add(b).eq(a), result.eq(0)));
  return result;
};

const divisors = [3n, 1n, 2n, 5n, 7n, 10n, 12n, 64n, 100n, 641n] as const;

const divisorOf = ({ choices }: Operands, width: number): bigint => {
  const one = choices.chance(40) ? choices.word(width + 1) : choices.pick(divisors);
  return one === 0n ? 1n : one;
};

const division: Make<Val> = (from, width, depth) => {
  if (width > widestScaled) return from.of(width, depth);
  const word = from.of(width, depth);
  const divisor = divisorOf(from, width);
  const [quotient, rest] = [word.divBy(divisor), word.modBy(divisor)];
  const whole = width + bitLength(divisor) + 1;
  // Sums of shifted words, which have nothing in common with the reciprocal.
  promise(
    from,
    times(quotient, divisor, whole)
      .add(rest.zext(whole) as Val)
      .eq(word.zext(whole) as Val)
      .and((rest.zext(whole) as Val).lt(lit(divisor, whole) as Val)),
  );
  return from.choices.chance(50) ? quotient : rest;
};

/** A product of `width` bits as a sum of shifted words. */
const times = (word: Val, factor: bigint, width: number): Val => {
  let sum: Val = constant(0n, width);
  for (let bit = 0; factor >> BigInt(bit) !== 0n; bit++) {
    if ((factor >> BigInt(bit)) & 1n) sum = sum.add((word.zext(width) as Val).shl(bit));
  }
  return sum;
};

/** Bits of a number of at least 1. */
const bitLength = (value: bigint): number => value.toString(2).length;

const scaled: Make<Val> = (from, width, depth) => {
  if (width < 2 || width > widestScaled) return from.of(width, depth);
  const narrow = from.choices.between(1, width - 1);
  const factor = from.choices.word(width - narrow);
  const word = from.of(width - (factor === 0n ? 1 : bitLength(factor)), depth);
  const result = word.mul(factor) as Val;
  promise(from, result.eq(times(word, factor, width)));
  return result;
};

const distance: Make<Val> = (from, width, depth) => {
  const word = from.signed(width, depth);
  const result = word.abs() as Val;
  const signs = word.isNegative().repeat(width) as Val;
  promise(from, result.eq((word.asUnsigned() as Val).xor(signs).sub(signs)));
  return result;
};

const unsignedOperators: readonly Make<Val>[] = [
  rotation,
  reversal,
  (from, width, depth) => extreme(from, from.of(width, depth), operand(from, width, depth)),
  saturation,
  saturatingSum,
  division,
  scaled,
  distance,
];

/** The result is the nearest number of its width to the exact value. */
const expectNearest = (from: Operands, result: Signed, exact: Signed): void => {
  const half = 1n << BigInt(result.width - 1);
  const own = result.sext(exact.width) as Signed;
  if (exact.width === result.width) promise(from, own.eq(exact));
  else {
    const [low, high] = [exact.lt(-half), exact.ge(half)];
    const between = low.or(high).or(own.eq(exact));
    promise(from, between.and(low.not().or(own.eq(-half))).and(high.not().or(own.eq(half - 1n))));
  }
};

const signedSaturation: Make<Signed> = (from, width, depth) => {
  const word = from.signed(wider(from, width), depth);
  const result = word.saturate(width) as Signed;
  expectNearest(from, result, word);
  return result;
};

const signedSaturatingSum: Make<Signed> = (from, width, depth) => {
  const [a, b] = [from.signed(width, depth), signedOperand(from, width, depth)];
  const isSum = from.choices.chance(50);
  const result = isSum ? a.addSaturating(b) : a.subSaturating(b);
  const [left, right] = [a.sext(width + 2), a.like(a.bitsOf(b)).sext(width + 2)] as [Signed, Signed];
  expectNearest(from, result, isSum ? left.add(right) : left.sub(right));
  return result;
};

/** Bits of a signed number. */
const signedLength = (value: bigint): number =>
  value === 0n || value === -1n ? 1 : bitLength(value < 0n ? ~value : value) + 1;

const signedScaled: Make<Signed> = (from, width, depth) => {
  if (width < 2 || width > widestScaled) return from.signed(width, depth);
  const narrow = from.choices.between(1, width - 1);
  const factor = BigInt.asIntN(width - narrow, from.choices.word(width - narrow));
  const word = from.signed(width - signedLength(factor), depth);
  const result = word.mul(factor) as Signed;
  const distant = times((word.sext(width) as Signed).asUnsigned() as Val, factor < 0n ? -factor : factor, width);
  promise(from, (result.asUnsigned() as Val).eq(factor < 0n ? constant(0n, width).sub(distant) : distant));
  return result;
};

const signedOperators: readonly Make<Signed>[] = [
  (from, width, depth) => extreme(from, from.signed(width, depth), signedOperand(from, width, depth)),
  signedSaturation,
  signedSaturatingSum,
  signedScaled,
];
