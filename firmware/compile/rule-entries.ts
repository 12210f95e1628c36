/** How many ternary entries the rules of a policy need, and what to say when there are not so many. */
import type { Config } from '../../hdl/spec/configs.ts';
import { error, type Finding } from '../policy/finding.ts';
import { type Policy, ruleLabel } from '../policy/policy.ts';
import { count, list } from '../policy/words.ts';
import { lowerEachRule } from './lower.ts';

/** Rules that the message about too many entries names: the greatest consumers. */
const mostNamed = 3;

/** Ternary entries of each rule, in the order of the policy. */
export const entriesOfRules = (policy: Policy): readonly number[] =>
  Array.from(lowerEachRule(policy), words => words.length);

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** The rules that need most, and what all others need together. */
const consumers = ({ rules }: Policy, entries: readonly number[]): string => {
  const greatest = [...entries.entries()].toSorted(([, a], [, b]) => b - a);
  const named = greatest.slice(0, mostNamed).map(([i, needed]) => {
    const rule = rules[i]!;
    return `rule ${ruleLabel(rule, i)} (line ${rule.position.line}) takes ${needed}`;
  });
  const others = greatest.slice(mostNamed).map(([, needed]) => needed);
  const rest = others.length === 0 ? [] : [`${count(others.length, 'other')} together take ${sum(others)}`];
  return list([...named, ...rest], 'and');
};

/** The finding about rules that need more entries than the configuration has; `entries` as of {@link entriesOfRules}. */
export const checkRuleEntries = (policy: Policy, config: Config, entries: readonly number[]): readonly Finding[] => {
  const needed = sum(entries);
  if (needed <= config.ternaryRules) return [];
  const message = `the rules need ${needed} ternary entries, but configuration ${config.name} has ${config.ternaryRules}: ${consumers(policy, entries)}; widen port ranges to powers of two, or merge or remove rules`;
  return [error(policy, 'rules', message)];
};
