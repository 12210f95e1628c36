/** One-hot decoding of a number. */
import { cat, type Val } from '../index.ts';
import { checkCount } from './parameters.ts';

/** Bit i of the result is 1 when `index` is i; all zeros for numbers of `count` and above. */
export const decoded = (index: Val, count: number): Val<any> => {
  checkCount('The number of bits of a decoded index', count);
  return cat(...Array.from({ length: count }, (_, i) => index.eq(i)).reverse());
};
