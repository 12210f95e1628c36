// SPDX-License-Identifier: Apache-2.0
/** What becomes of a frame by the rules of all tiers, read as `rule-outcome.ts` says it. */
import type { RuleTier } from '../../../../../hdl/spec/tables/bank-mask.ts';
import type { SlotVerdict } from '../../../../../hdl/spec/tables/bank-slot.ts';
import type { RuleOutcome } from '../../../../../hdl/spec/tables/rule-outcome.ts';

/** The first rule of a tier, and whether one before it was passed over. */
export interface TierWinner {
  readonly rule: { readonly verdict: SlotVerdict; readonly number: number } | undefined;
  readonly passedOver: boolean;
}

export interface Sides {
  readonly sent: boolean;
  readonly received: boolean;
  readonly allowsSent: boolean;
  readonly allowsReceived: boolean;
}

/** What each side comes to; `allow` for one that the frame lacks. */
export interface NaiveResult {
  readonly refusal: RuleOutcome;
  readonly outcome: RuleOutcome;
  /** Number of the rule that decided a side; undefined for a default, and for a side that the frame lacks. */
  readonly sender: number | undefined;
  readonly receiver: number | undefined;
  readonly reported: boolean;
}

const outcomeOf = { allow: 'allow', deny: 'rule_deny', unreadable: 'unreadable' } as const;

interface Decision {
  readonly outcome: RuleOutcome;
  readonly number: number | undefined;
  readonly passedOver: boolean;
}

/** Asks tiers in turn until one decides; undefined when none does, and whether a rule was passed over on the way. */
const ask = (
  tiers: readonly TierWinner[],
): Decision | { readonly outcome: undefined; readonly passedOver: boolean } => {
  let passedOver = false;
  for (const tier of tiers) {
    passedOver ||= tier.passedOver;
    const { rule } = tier;
    if (rule && rule.verdict !== 'pass') return { outcome: outcomeOf[rule.verdict], number: rule.number, passedOver };
  }
  return { outcome: undefined, passedOver };
};

export const foldTiers = (winners: Readonly<Record<RuleTier, TierWinner>>, sides: Sides): NaiveResult => {
  const side = (present: boolean, tier: 'egress' | 'ingress', allows: boolean): Decision => {
    if (!present) return { outcome: 'allow', number: undefined, passedOver: false };
    const answer = ask([winners.admin, winners[tier], winners.baseline]);
    if (answer.outcome !== undefined) return answer;
    return { outcome: allows ? 'allow' : 'default_deny', number: undefined, passedOver: answer.passedOver };
  };
  const sender = side(sides.sent, 'egress', sides.allowsSent);
  const receiver = side(sides.received, 'ingress', sides.allowsReceived);
  return {
    refusal: sender.outcome,
    outcome: receiver.outcome,
    sender: sender.number,
    receiver: receiver.number,
    reported: receiver.passedOver && receiver.outcome === 'allow',
  };
};
