// SPDX-License-Identifier: Apache-2.0
/** Lists of what is declared, numbered from 0. */

/** `count` times the same, or what `element` makes of each number from 0: `{ ups: array(4, slave(stream(u(8)))) }`. */
export const array = <T>(count: number, element: T | ((index: number) => T)): readonly T[] =>
  Array.from({ length: count }, (_, i) =>
    typeof element === 'function' ? (element as (index: number) => T)(i) : element,
  );
