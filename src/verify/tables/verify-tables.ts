// SPDX-License-Identifier: Apache-2.0
/**
 * Whether placed tables say what the rules say, for every header at once, in three steps.
 *
 * 1. Every key that a slot matches is looked up in that slot (`slot-problems.ts`).
 * 2. Priorities follow the order of the rules, so that of all that match the first rule wins, whatever it overlaps.
 * 3. At every corner of every rule, and one step beyond, exactly the entries match that should: each is as wide as its rule.
 */
import type { BankTables } from '../../../firmware/compile/banks/bank-tables.ts';
import { noRule } from '../../../firmware/compile/banks/compile-banks.ts';
import { type Policy, tierOf } from '../../../firmware/policy/policy.ts';
import { findConfig, slotsPerBucket } from '../../../hdl/spec/configs.ts';
import { unpackFields } from '../../../hdl/spec/field.ts';
import { ruleSlotFields, type SlotVerdict, slotVerdicts } from '../../../hdl/spec/tables/bank-slot.ts';
import { functionsOf } from './compare-answers.ts';
import { cornerKeys } from './corner-keys.ts';
import { type Decision, firstDecision } from './linear-search.ts';
import { slotProblems } from './slot-problems.ts';
import { PlacedTables } from './table-answer.ts';

export interface Verification {
  /** Each a sentence; none when the tables are right. */
  readonly problems: readonly string[];
  /** Slots and ternary entries looked at. */
  readonly entries: number;
  /** Headers asked about. */
  readonly corners: number;
}

/** Problems that are told of. */
const mostProblems = 100;

interface Entry {
  readonly rule: number;
  readonly priority: number;
  readonly verdict: SlotVerdict;
}

/** Every rule's slot and every ternary entry. */
const entriesOf = (tables: BankTables): readonly Entry[] => [
  ...tables.slots.flatMap((word, index) => {
    if (word === 0n) return [];
    const { wide, priority, verdict } = unpackFields(ruleSlotFields, word);
    // The rest of a rule of two slots holds neither.
    if (wide === 1n && index % slotsPerBucket === 1) return [];
    return [{ rule: tables.rules[index]!, priority: Number(priority), verdict: slotVerdicts[Number(verdict)]! }];
  }),
  ...tables.ternary,
];

const orderProblems = (entries: readonly Entry[]): readonly string[] => {
  const sorted = entries.filter(({ rule }) => rule !== noRule).toSorted((a, b) => a.priority - b.priority);
  return sorted.flatMap(({ rule, priority }, i) => {
    const before = sorted[i - 1];
    if (!before || before.rule === rule || (before.rule < rule && before.priority < priority)) return [];
    return [`rule ${rule + 1} has priority ${priority}, and rule ${before.rule + 1} has ${before.priority}`];
  });
};

/** Verdicts of the entries of each rule, as `rule verdict`. */
const entryNames = (entries: readonly Entry[]): ReadonlySet<string> =>
  new Set(entries.map(({ rule, verdict }) => `${rule} ${verdict}`));

/** What is wrong with what matches a header at a corner of a rule that decides it, alone, as `own`. */
const cornerProblem = (
  index: number,
  own: Decision['verdict'] | undefined,
  matches: readonly Entry[],
  named: ReadonlySet<string>,
): string | undefined => {
  const mine = matches.filter(({ rule }) => rule === index);
  if (mine.some(({ verdict }) => verdict !== own)) return 'matches a header that it does not decide so';
  if (own === undefined || mine.length > 0) return undefined;
  // Conditions that an earlier rule has as well are left out of the tables.
  const mayBeEarlier = own === 'unreadable' || !named.has(`${index} ${own}`);
  const earlier = matches.some(({ rule, verdict }) => rule < index && (own !== 'unreadable' || verdict === own));
  return mayBeEarlier && earlier ? undefined : 'is not found at one of its corners';
};

/** What is wrong at the corners of the rules. */
const cornerProblems = (policy: Policy, tables: PlacedTables, entries: readonly Entry[]) => {
  const { rules } = policy;
  const functions = functionsOf(policy);
  const named = entryNames(entries);
  const places = new Map<number, number>();
  for (const { rule } of entries) places.set(rule, (places.get(rule) ?? 0) + 1);
  const problems: string[] = [];
  let corners = 0;
  for (const [index, rule] of rules.entries()) {
    for (const key of cornerKeys(rule, functions, (places.get(index) ?? 0) > 1)) {
      corners++;
      const own = firstDecision([rule], functions, key, false, tierOf(rule))?.verdict;
      const problem = cornerProblem(index, own, tables.matches(key, tierOf(rule)), named);
      if (problem) problems.push(`rule ${index + 1} (line ${rule.position.line}) ${problem}`);
      if (problems.length >= mostProblems) return { problems, corners };
    }
  }
  return { problems, corners };
};

/** Verifies the tables of a policy all of whose rules are placed; `image` is the one whose slots are valid. */
export const verifyTables = (policy: Policy, tables: BankTables, image: 0 | 1 = 0): Verification => {
  const entries = entriesOf(tables);
  const { problems, corners } = cornerProblems(policy, new PlacedTables(tables, image), entries);
  const all = [...slotProblems(tables, findConfig(tables.config)!), ...orderProblems(entries), ...problems];
  return { problems: all.slice(0, mostProblems), entries: entries.length, corners };
};
