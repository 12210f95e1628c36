// SPDX-License-Identifier: Apache-2.0
/** One-hot decoding of a number. */
import { cat, type Val } from '../index.ts';
import { checkCount } from './parameters.ts';

/**
 * `count` bits, of which bit i is 1 when `index` is i; all zeros for numbers of `count` and above. Latency 0, a comparison
 * a bit. Throws HDL-PARAMETER unless `count` is a whole number of at least 1.
 */
export const decoded = (index: Val, count: number): Val => {
  checkCount('The number of bits of a decoded index', count);
  return cat(...Array.from({ length: count }, (_, i) => index.eq(i)).reverse());
};
