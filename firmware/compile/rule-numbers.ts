// SPDX-License-Identifier: Apache-2.0
/** Under which numbers the card counts what the rules of a policy decide. */
import { findConfig } from '../../hdl/spec/configs.ts';
import { ruleNumberOf } from '../../hdl/spec/tables/bank-slot.ts';
import { none } from './banks/bank-slots.ts';
import type { CompiledPolicy } from './compile.ts';

/** The numbers of each rule, by its index in the policy: one for each slot and each ternary entry that it has. */
export const ruleNumbers = ({
  policy,
  images,
  banks: { tables },
}: Pick<CompiledPolicy, 'policy' | 'images' | 'banks'>): readonly (readonly number[])[] => {
  const config = findConfig(images.config)!;
  const numbers: number[][] = policy.rules.map(() => []);
  for (const [slot, rule] of tables.rules.entries())
    if (rule !== none) numbers[rule]!.push(ruleNumberOf(config, 'rule_slot', slot)!);
  for (const [entry, { rule }] of tables.ternary.entries())
    numbers[rule]!.push(ruleNumberOf(config, 'rule_action', entry)!);
  return numbers;
};
