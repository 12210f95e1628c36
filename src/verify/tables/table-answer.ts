// SPDX-License-Identifier: Apache-2.0
/** What placed tables say of a header: banks and ternary array, the lowest priority first. */
import type { BankTables, TernaryEntry } from '../../../firmware/compile/banks/bank-tables.ts';
import { findConfig } from '../../../hdl/spec/configs.ts';
import type { RuleTier } from '../../../hdl/spec/tables/bank-mask.ts';
import type { SlotVerdict } from '../../../hdl/spec/tables/bank-slot.ts';
import { bankKey } from '../../../sim/model/bank-key-model.ts';
import { RuleBanks } from '../../../sim/model/rule-bank-model.ts';
import { packRuleKey, type RuleKey } from '../../../sim/model/rule-key-model.ts';

/** Index of the policy's rule, and its verdict. */
export interface TableAnswer {
  readonly rule: number;
  readonly verdict: SlotVerdict;
  readonly priority: number;
}

const ternaryMatches = (entries: readonly TernaryEntry[], key: RuleKey): readonly TernaryEntry[] => {
  if (entries.length === 0) return entries;
  const word = packRuleKey(key);
  return entries.filter(({ value, mask }) => (word & mask) === value);
};

/** Tables of one image, read once and asked often. */
export class PlacedTables {
  readonly #banks: RuleBanks;
  readonly #tables: BankTables;

  constructor(tables: BankTables, image: 0 | 1) {
    this.#tables = tables;
    this.#banks = new RuleBanks(findConfig(tables.config)!, tables, image);
  }

  /** Every entry of a tier that matches a header. */
  matches(key: RuleKey, tier: RuleTier = 'ingress'): readonly TableAnswer[] {
    const banks = this.#banks.matches(bankKey(key)).map(match => ({ ...match, rule: this.#tables.rules[match.slot]! }));
    return [...ternaryMatches(this.#tables.ternary, key), ...banks].filter(entry => entry.tier === tier);
  }

  /** What wins a tier; `onlyReports`: every function that gets the frame only reports what may match. */
  answer(key: RuleKey, onlyReports: boolean, tier: RuleTier = 'ingress'): TableAnswer | undefined {
    const first = ternaryMatches(this.#tables.ternary, key)
      .filter(entry => entry.tier === tier && !(onlyReports && entry.verdict === 'unreadable'))
      .reduce<TernaryEntry | undefined>((best, one) => (best && best.priority <= one.priority ? best : one), undefined);
    const bank = this.#banks.winner(bankKey(key), tier, onlyReports);
    if (!bank || (first && first.priority <= bank.priority)) return first;
    return { rule: this.#tables.rules[bank.slot]!, verdict: bank.verdict, priority: bank.priority };
  }
}
