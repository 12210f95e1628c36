// SPDX-License-Identifier: Apache-2.0
/** Priorities of changed rules: as many rules as possible keep theirs, and the others find room between them. */

/** Indices of the longest strictly increasing subsequence of the given numbers; those that are undefined are passed over. */
export const longestIncreasing = (numbers: readonly (number | undefined)[]): readonly number[] => {
  // ends[k] is the index with the smallest number at which an increasing sequence of k + 1 numbers ends.
  const ends: number[] = [];
  const before = new Int32Array(numbers.length).fill(-1);
  for (const [index, number] of numbers.entries()) {
    if (number === undefined) continue;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[ends[middle]!]! < number) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[index] = ends[low - 1]!;
    ends[low] = index;
  }
  const found: number[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index]!) found.push(index);
  return found.reverse();
};

/** Whole numbers between two others, evenly apart; undefined when there are not so many. */
const between = (low: number, high: number, count: number): readonly number[] | undefined =>
  high - low - 1 < count
    ? undefined
    : Array.from({ length: count }, (_, i) => low + Math.floor(((i + 1) * (high - low)) / (count + 1)));

/**
 * A priority from 0 to below `limit` for each rule, ascending; `former` is the one that a rule had, if any. Where new rules find
 * no room, those next to them get new ones as well. RangeError when there are more rules than priorities.
 */
export const keepPriorities = (former: readonly (number | undefined)[], limit: number): readonly number[] => {
  if (former.length > limit) throw new RangeError(`${former.length} rules are more than ${limit} priorities`);
  const kept = [...longestIncreasing(former)];
  const priorities = new Array<number>(former.length);
  const lowOf = (k: number): readonly [rule: number, priority: number] =>
    k < 0 ? [-1, -1] : k >= kept.length ? [former.length, limit] : [kept[k]!, former[kept[k]!]!];
  let first = -1;
  for (let next = 0; next <= kept.length; ) {
    const [lowRule, low] = lowOf(first);
    const [highRule, high] = lowOf(next);
    const numbers = between(low, high, highRule - lowRule - 1);
    if (!numbers) {
      // No room: the neighbour on the side that has one gives up its priority.
      if (next < kept.length) kept.splice(next, 1);
      else {
        kept.splice(first--, 1);
        next = kept.length;
      }
      continue;
    }
    for (const [i, number] of numbers.entries()) priorities[lowRule + 1 + i] = number;
    if (next < kept.length) priorities[highRule] = high;
    first = next;
    next++;
  }
  return priorities;
};
