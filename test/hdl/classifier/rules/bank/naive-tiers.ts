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

export interface NaiveResult {
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
  const admin = ask([winners.admin]);
  if (admin.outcome !== undefined) {
    const { outcome, number, passedOver } = admin;
    return { outcome, sender: number, receiver: number, reported: passedOver && outcome === 'allow' };
  }
  const side = (tier: 'egress' | 'ingress', allows: boolean): Decision => {
    const answer = ask([winners[tier], winners.baseline]);
    if (answer.outcome !== undefined) return answer;
    return { outcome: allows ? 'allow' : 'default_deny', number: undefined, passedOver: answer.passedOver };
  };
  const sender = sides.sent ? side('egress', sides.allowsSent) : undefined;
  const receiver = sides.received ? side('ingress', sides.allowsReceived) : undefined;
  const both = [sender, receiver].filter(one => one !== undefined);
  const reasons = (['rule_deny', 'unreadable', 'default_deny'] as const).filter(reason =>
    both.some(({ outcome }) => outcome === reason),
  );
  const outcome = both.length === 0 ? 'default_deny' : (reasons[0] ?? 'allow');
  const passedOver = admin.passedOver || both.some(one => one.passedOver);
  return {
    outcome,
    sender: sender?.number,
    receiver: receiver?.number,
    reported: passedOver && outcome === 'allow',
  };
};
