// SPDX-License-Identifier: Apache-2.0
/**
 * What a rule that denies needs besides the words of what it matches: words for the frames that may match it or not,
 * because a field that it asks for is unknown. A rule that allows needs none.
 */
import { type UnreadLevel, unreadLevels } from '../../hdl/spec/tables/unread.ts';
import { anything, combine, covers, fieldIs, type Ternary } from './ternary.ts';

/** The conditions of a rule by the level at which they become unknown, as the words in which they are true. */
export type Conditions = Readonly<Record<UnreadLevel | 'fragment', readonly Ternary[] | undefined>>;

const unreadBits = {
  ethertype: 'unreadEthertype',
  network: 'unreadNetwork',
  protocol: 'unreadProtocol',
  ports: 'unreadPorts',
} as const;

const all = (words: readonly Ternary[]): Ternary => combine(words.map(word => [word]))[0]!;

/** Frames of which everything from a level on is unknown; the bits that this one implies are set as well. */
const unreadFrom = (level: UnreadLevel): Ternary =>
  all([
    ...unreadLevels.slice(unreadLevels.indexOf(level)).map(one => fieldIs(unreadBits[one], 1)),
    ...(level === 'ethertype' || level === 'network' ? [fieldIs('unreadFragment', 1)] : []),
  ]);

/** It is unknown whether these frames are later fragments: the walk stopped among the extension headers, or before. */
const unreadFragment = all([fieldIs('unreadFragment', 1), unreadFrom('protocol')]);

const isDistinct = (word: Ternary, i: number, words: readonly Ternary[]): boolean =>
  !words.some((other, n) => n !== i && covers(other, word) && (n < i || !covers(word, other)));

/**
 * Words for the frames of `target` in which no condition is false and at least one is unknown. What is unknown at a level is
 * so at all later ones, which makes one word for each level that a condition stands at.
 */
export const unreadableWords = (target: readonly Ternary[], conditions: Conditions): readonly Ternary[] => {
  const fragment = conditions.fragment ? [...conditions.fragment, unreadFragment] : [anything];
  const byLevel = unreadLevels
    .filter(level => conditions[level] !== undefined)
    .flatMap(level => {
      const before = unreadLevels.slice(0, unreadLevels.indexOf(level)).map(one => conditions[one] ?? [anything]);
      return combine([target, [unreadFrom(level)], ...before, fragment]);
    });
  const byFragment = conditions.fragment
    ? combine([target, [unreadFragment], ...unreadLevels.map(level => conditions[level] ?? [anything])])
    : [];
  return [...byLevel, ...byFragment].filter(isDistinct);
};

/** Words of earlier rules, by their masks: a word that one of them covers would never be reached. */
export class TakenWords {
  readonly #values = new Map<bigint, Set<bigint>>();

  /** Whether no earlier word covers this one, which is then taken. */
  isNew({ value, mask }: Ternary): boolean {
    for (const [taken, values] of this.#values) {
      if ((taken & ~mask) === 0n && values.has(value & taken)) return false;
    }
    const values = this.#values.get(mask) ?? new Set();
    this.#values.set(mask, values.add(value));
    return true;
  }
}
