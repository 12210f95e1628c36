// SPDX-License-Identifier: Apache-2.0
/** Multiplication as additions, where no multiplier of the device takes it. */

import { constantOf } from '../constant-value.ts';
import type { Expression } from '../ir/index.ts';
import { balanced } from '../select.ts';
import { asValue, constant, type Val } from '../value.ts';

/** Narrower products are LUTs, wider ones take a multiplier of the device. */
const narrowest = 9;

/** Bits of a value that are not zeros put before it. */
const bitsIn = (value: Expression): number => {
  const first = value.args[0];
  const padded = value.op === 'cat' && first?.op === 'const' && first.extra === 0n;
  return padded ? value.width - first.width : value.width;
};

/** Whether the product takes a multiplier of the device, whose inputs and outputs are registers or as slow. */
export const takesMultiplier = (product: Expression): boolean => {
  const [a, b] = product.args as [Expression, Expression];
  if (constantOf(a) !== undefined || constantOf(b) !== undefined) return false;
  return bitsIn(a) > 1 && bitsIn(b) > 1 && bitsIn(a) + bitsIn(b) >= narrowest;
};

const sums = new WeakMap<Expression, Expression>();

/** The sum that a product is. */
export const asSum = (product: Expression): Expression => {
  let sum = sums.get(product);
  if (!sum) {
    const [a, b] = product.args.map(asValue) as [Val, Val];
    const isFirst = constantOf(a) !== undefined || (constantOf(b) === undefined && bitsIn(a) < bitsIn(b));
    sum = partialSum(isFirst ? b : a, isFirst ? a : b);
    sums.set(product, sum);
  }
  return sum;
};

const partialSum = (value: Val, factor: Val): Val => {
  const fixed = constantOf(factor);
  const terms = Array.from({ length: bitsIn(factor) }, (_, i): Val[] => {
    const moved = value.shl(i);
    if (fixed === undefined) return [moved.and(factor.bit(i).repeat(value.width))];
    return (fixed >> BigInt(i)) & 1n ? [moved] : [];
  }).flat();
  return terms.length === 0 ? constant(0n, value.width) : balanced(terms, (x, y) => x.add(y));
};
