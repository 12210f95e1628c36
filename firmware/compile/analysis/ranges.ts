// SPDX-License-Identifier: Apache-2.0
/** Sets of whole numbers as ranges: ascending, without overlap, none right after another. */

export type Range = readonly [first: bigint, last: bigint];
export type Ranges = readonly Range[];

/** The numbers that are given. */
export const only = (...values: readonly (number | bigint)[]): Ranges =>
  normal(values.map(value => [BigInt(value), BigInt(value)]));

export const span = (first: number | bigint, last: number | bigint): Ranges => [[BigInt(first), BigInt(last)]];

/** Ranges in any order as a set. */
export const normal = (ranges: readonly Range[]): Ranges => {
  const sorted = ranges.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const merged: [bigint, bigint][] = [];
  for (const [first, last] of sorted) {
    const before = merged.at(-1);
    if (before && first <= before[1] + 1n) before[1] = last > before[1] ? last : before[1];
    else merged.push([first, last]);
  }
  return merged;
};

/** Numbers of both. */
export const common = (a: Ranges, b: Ranges): Ranges => {
  const found: Range[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [p, q] = [a[i]!, b[j]!];
    const first = p[0] > q[0] ? p[0] : q[0];
    const last = p[1] < q[1] ? p[1] : q[1];
    if (first <= last) found.push([first, last]);
    if (p[1] < q[1]) i++;
    else j++;
  }
  return found;
};

/** Numbers of `a` that are not in `b`. */
export const without = (a: Ranges, b: Ranges): Ranges => {
  const left: Range[] = [];
  for (const [first, last] of a) {
    let from = first;
    for (const [start, end] of b) {
      if (end < from || start > last) continue;
      if (start > from) left.push([from, start - 1n]);
      from = end + 1n;
    }
    if (from <= last) left.push([from, last]);
  }
  return left;
};

/** Whether `a` holds all of `b`. */
export const holdsAll = (a: Ranges, b: Ranges): boolean => without(b, a).length === 0;

/** Ranges that a masked comparison may come to, before it is given up. */
const mostMasked = 4096;

/** The numbers of `bits` bits that equal `value` where `mask` is 1. A RangeError when they make too many ranges. */
export const masked = (value: bigint, mask: bigint, bits: number): Ranges => {
  const free = BigInt.asUintN(bits, ~mask);
  if ((free & (free + 1n)) === 0n) return [[value & mask, (value & mask) | free]];
  let ranges: Range[] = [[value & mask, value & mask]];
  for (let bit = 0; bit < bits; bit++) {
    const one = 1n << BigInt(bit);
    if ((mask & one) !== 0n) continue;
    const isBelow = (mask & (one - 1n)) === 0n;
    ranges = isBelow
      ? ranges.map(([first, last]) => [first, last | one])
      : ranges.flatMap(([first, last]) => [[first, last] as Range, [first | one, last | one] as Range]);
    if (ranges.length > mostMasked)
      throw new RangeError('a mask leaves too many bits free above those that it asks for');
  }
  return normal(ranges);
};
