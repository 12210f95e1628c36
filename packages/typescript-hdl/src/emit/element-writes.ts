// SPDX-License-Identifier: Apache-2.0
/**
 * Assignments to an element that a value chooses. They are written as one case for each element, so that a tool sees an enable
 * for each: from a part select at a variable position (`r[{i, 3'd0} +: 8] <= d`), Yosys 0.23 builds barrel shifters, 280 LUTs
 * for four bytes on ECP5 where these take four. Values of the index without an element drive nothing.
 */

/** An assignment whose place a value decides. */
import type { Assign, Expression, Statement, Target } from '../ir/index.ts';
export type ElementAssign = Assign & { readonly target: Target & { readonly index: NonNullable<Target['index']> } };

export const isElementAssign = (statement: Statement): statement is ElementAssign =>
  statement.kind === 'assign' && statement.target.index !== undefined;

/** Whether one case can hold both. */
export const isChosenAlike = ({ target: a }: ElementAssign, { target: b }: ElementAssign): boolean =>
  a.index.count === b.index.count && isSameValue(a.index.value, b.index.value);

const isSameValue = (a: Expression, b: Expression): boolean => a === b || (a.op === 'signal' && a.signal === b.signal);

/** The place of element number `i`. */
export const elementOf = ({ signal, lo, width, index }: ElementAssign['target'], i: number): Target => ({
  signal,
  lo: lo + i * index.stride,
  width,
  index: undefined,
});
