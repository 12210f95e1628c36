// SPDX-License-Identifier: Apache-2.0
/** How many ternary entries the rules of a policy need, and what to say when there are not so many. */
import type { Config } from '../../hdl/spec/configs.ts';
import { error, type Finding } from '../policy/finding.ts';
import { type Policy, ruleLabel } from '../policy/policy.ts';
import { count, list } from '../policy/words.ts';
import { lowerEachRule } from './lower.ts';

/** Rules that the message about too many entries names: the greatest consumers. */
const mostNamed = 3;

/** Ternary entries that a rule needs. */
export interface RuleEntries {
  readonly all: number;
  /** Those of them that are for frames which cannot be read to the end. */
  readonly unreadable: number;
}

/** Entries of each rule, in the order of the policy. */
export const entriesOfRules = (policy: Policy): readonly RuleEntries[] =>
  Array.from(lowerEachRule(policy), words => ({
    all: words.length,
    unreadable: words.filter(({ action }) => action.unreadable).length,
  }));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Entries of all rules together. */
export const entriesInAll = (entries: readonly RuleEntries[]): number => sum(entries.map(({ all }) => all));

/** The rules that need most, and what all others need together. */
const consumers = ({ rules }: Policy, entries: readonly RuleEntries[]): string => {
  const greatest = [...entries.map(({ all }) => all).entries()].toSorted(([, a], [, b]) => b - a);
  const named = greatest.slice(0, mostNamed).map(([i, needed]) => {
    const rule = rules[i]!;
    return `rule ${ruleLabel(rule, i)} (line ${rule.position.line}) takes ${needed}`;
  });
  const others = greatest.slice(mostNamed).map(([, needed]) => needed);
  const rest = others.length === 0 ? [] : [`${count(others.length, 'other')} together take ${sum(others)}`];
  return list([...named, ...rest], 'and');
};

/** The finding about rules that need more entries than the configuration has; `entries` as of {@link entriesOfRules}. */
export const checkRuleEntries = (
  policy: Policy,
  config: Config,
  entries: readonly RuleEntries[],
): readonly Finding[] => {
  const needed = entriesInAll(entries);
  if (needed <= config.ternaryRules) return [];
  const unreadable = sum(entries.map(one => one.unreadable));
  const share = unreadable === 0 ? '' : ` (${unreadable} of them for frames that cannot be read to the end)`;
  const message = `the rules need ${needed} ternary entries${share}, but configuration ${config.name} has ${config.ternaryRules}: ${consumers(policy, entries)}; widen port ranges to powers of two, or merge or remove rules`;
  return [error(policy, 'rules', message)];
};
