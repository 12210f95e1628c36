// SPDX-License-Identifier: Apache-2.0
/** Proves what a policy says that it comes to (`expect`), from its tables and for all frames; what is not so, or cannot be proven, is an error. */
import { findConfig } from '../../../hdl/spec/configs.ts';
import type { TableImages } from '../../../hdl/spec/tables/table-images.ts';
import { error, type Finding } from '../../policy/finding.ts';
import type { Expectation, Policy } from '../../policy/policy.ts';
import type { BankTables } from '../banks/bank-tables.ts';
import { causeWords, frameWords, outcomeWords } from './frame-words.ts';
import { type AskedTables, ask, askedTables, type RegionTo } from './questions.ts';
import { type Budget, BudgetSpent, questionBudget } from './regions.ts';

const label = ({ name }: Expectation, index: number): string =>
  name === undefined ? `number ${index + 1}` : `"${name}"`;

const refuted = (policy: Policy, { from }: Expectation, region: RegionTo): string => {
  const sender = from === undefined ? '' : `from ${from}, `;
  const { outcome, to, cause } = region;
  return `${sender}${frameWords(policy, region)} is ${outcomeWords(policy, outcome, to)} by ${causeWords(policy, cause)}`;
};

const findingOf = (tables: AskedTables, one: Expectation, index: number, budget: Budget): readonly Finding[] => {
  const { from, to, match, verdict } = one;
  const name = `expectation ${label(one, index)}`;
  const isDenied = verdict === 'deny';
  const fail = (message: string): readonly Finding[] => [error(one, 'verdict', `${name} ${message}`)];
  try {
    const { delivered, dropped } = ask(tables, { from, to, match }, budget, isDenied);
    const against = isDenied ? delivered : dropped;
    if (against)
      return fail(`is not met: ${refuted(tables.policy, one, against)}; correct the rules or the expectation`);
    // That nothing of nothing arrives proves nothing.
    if (!delivered && !dropped) return fail('is about no frame; correct from, to or match');
    return [];
  } catch (spent) {
    if (!(spent instanceof BudgetSpent)) throw spent;
    return fail('could not be proven in reasonable time; write it about fewer frames');
  }
};

/** What a compiled policy does not come to, or cannot be proven to. */
export const expectationFindings = (
  policy: Policy,
  images: TableImages,
  tables: BankTables,
  budget = questionBudget,
): readonly Finding[] => {
  const { expect = [] } = policy;
  if (expect.length === 0 || !findConfig(images.config)) return [];
  const asked = askedTables(policy, images, tables);
  return expect.flatMap((one, index) => findingOf(asked, one, index, { left: budget }));
};
