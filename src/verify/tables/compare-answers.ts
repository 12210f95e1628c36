// SPDX-License-Identifier: Apache-2.0
/** Random policies and headers: whether placed tables and a linear search over the rules say the same. */
import { compileBanks } from '../../../firmware/compile/banks/compile-banks.ts';
import { functionOf } from '../../../firmware/compile/lower.ts';
import { type Policy, plainSender, type Rule, tierOf, type Vm } from '../../../firmware/policy/policy.ts';
import type { Config } from '../../../hdl/spec/configs.ts';
import { ruleTiers } from '../../../hdl/spec/tables/bank-mask.ts';
import type { RuleKey } from '../../../sim/model/rule-key-model.ts';
import { pick, type Random } from '../fuzz/random.ts';
import { type Decision, firstDecision } from './linear-search.ts';
import { randomKey } from './random-keys.ts';
import { randomRule, randomTierRule } from './random-rules.ts';
import { PlacedTables, type TableAnswer } from './table-answer.ts';

const nowhere = { position: { line: 1, column: 1 }, positions: {} };

const randomVm = (index: number): Vm => ({
  name: `vm${index + 1}`,
  mac: 0x5254_0000_0000n + BigInt(index),
  vlan: 0,
  queues: 1,
  weight: 1,
  unreadable: 'enforce',
  fragments: 'allow',
  sender: plainSender,
  ...nowhere,
});

/**
 * A policy of random rules that has one VM fewer than the configuration has functions, up to six; with `tiers` in all of them and for
 * all senders.
 */
export const randomRules = (random: Random, config: Config, rules: number, tiers = false): Policy => {
  const vms = Array.from({ length: Math.min(6, config.functions - 1) }, (_, index) => randomVm(index));
  const names = vms.map(({ name }) => name);
  return {
    file: 'random',
    config: config.name,
    vms,
    rules: Array.from({ length: rules }, () => (tiers ? randomTierRule : randomRule)(random, names)).toSorted(byTier),
    defaults: { unicast: 'deny', group: 'deny', egress: 'allow' },
    malformed: 'drop',
    ...nowhere,
  };
};

const byTier = (a: Rule, b: Rule): number => ruleTiers.indexOf(tierOf(a)) - ruleTiers.indexOf(tierOf(b));

/** A header on which the two disagree. */
export interface Disagreement {
  readonly key: RuleKey;
  readonly rules: Decision | undefined;
  readonly tables: TableAnswer | undefined;
}

export interface Comparison {
  readonly headers: number;
  /** Headers that some rule decides. */
  readonly decided: number;
  readonly disagreements: readonly Disagreement[];
}

/** Functions of the VMs of a policy by their names. */
export const functionsOf = ({ vms }: Policy): ReadonlyMap<string, number> =>
  new Map(vms.map(({ name }, index) => [name, functionOf(index)]));

const agree = (rules: Decision | undefined, tables: TableAnswer | undefined): boolean =>
  rules?.rule === tables?.rule && rules?.verdict === tables?.verdict;

/** Asks both about headers near random rules of the policy. */
export const compareAnswers = (policy: Policy, tables: PlacedTables, random: Random, headers: number): Comparison => {
  const functions = functionsOf(policy);
  const disagreements: Disagreement[] = [];
  let decided = 0;
  for (let i = 0; i < headers; i++) {
    const near: Rule = pick(random, policy.rules);
    const key = randomKey(random, near, functions);
    const onlyReports = random(4) === 0;
    const tier = tierOf(near);
    const rules = firstDecision(policy.rules, functions, key, onlyReports, tier);
    const answer = tables.answer(key, onlyReports, tier);
    if (rules) decided++;
    if (!agree(rules, answer)) disagreements.push({ key, rules, tables: answer });
  }
  return { headers, decided, disagreements };
};

/** Compiles a policy and compares; undefined when it does not fit. */
export const compareCompiled = (
  policy: Policy,
  config: Config,
  random: Random,
  headers: number,
): Comparison | undefined => {
  const secret = Uint8Array.from({ length: 16 }, () => random(256));
  const { tables, fits } = compileBanks(policy, config, secret);
  if (!fits) return undefined;
  return compareAnswers(policy, new PlacedTables(tables, 0), random, headers);
};
