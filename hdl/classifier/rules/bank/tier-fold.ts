// SPDX-License-Identifier: Apache-2.0
/** Folds the winners of all tiers into what becomes of a frame. */
import { bit, component, input, lit, mux, output, u, unused, type Val, vec } from 'typescript-hdl';
import { registered } from 'typescript-hdl/lib';
import { decidingShape } from '../../../lib/frame-shapes.ts';
import type { Config } from '../../../spec/configs.ts';
import { type RuleTier, ruleTiers } from '../../../spec/tables/bank-mask.ts';
import { ruleNumberBits, type SlotVerdict, slotVerdicts } from '../../../spec/tables/bank-slot.ts';
import { type RuleOutcome, ruleOutcomes } from '../../../spec/tables/rule-outcome.ts';
import { rankBits, type TierAnswer, tierAnswerShape } from './bank-shapes.ts';

/** Clocks from the winners to the outcome: what each tier says, what it comes to. */
export const tierFoldLatency = 2;

/** Which sides a frame has: a function that sent it, and one, or a group, that gets it; and what is the default of each. */
export const sidesShape = { sent: bit(), received: bit(), allowsSent: bit(), allowsReceived: bit() };

const outcomeBits = Math.log2(ruleOutcomes.length);
const outcome = (name: RuleOutcome): Val => lit(ruleOutcomes.indexOf(name), outcomeBits);

/**
 * What the rules say of a frame: `refusal` the side of its sender, `outcome` that of its receiver, either `allow` if it lacks the side.
 * `sender` and `receiver`: the rule that decided each side. `reported`: its receiver's side allows it, and would not if a rule that was
 * passed over acted.
 */
export const ruleResultShape = (config: Config) => ({
  refusal: u(outcomeBits),
  outcome: u(outcomeBits),
  sender: decidingShape(config),
  receiver: decidingShape(config),
  reported: bit(),
});

/** What a tier says: it decides, by which outcome, by which rule; a rule that would come first was passed over. */
interface Said {
  readonly decides: Val<1>;
  readonly outcome: Val;
  readonly number: Val;
  readonly over: Val<1>;
}

const isNone = (rank: Val): Val<1> => rank.bit(rankBits - 1);

const saidBy = (name: RuleTier, { best, passedOver }: TierAnswer): Said => {
  const is = (verdict: SlotVerdict): Val<1> => best.verdict.eq(slotVerdicts.indexOf(verdict));
  const denies = mux(is('deny'), outcome('rule_deny'), outcome('unreadable'));
  return registered(name, {
    decides: isNone(best.rank).not().and(is('pass').not()),
    outcome: mux(is('allow'), outcome('allow'), denies),
    number: best.slot,
    over: isNone(passedOver).not().and(passedOver.lt(best.rank)),
  });
};

/** One side of a frame: its own tier, else the baseline, else the default. */
const sideOf = (own: Said, baseline: Said, allows: Val<1>): Said => ({
  decides: own.decides.or(baseline.decides),
  outcome: mux(
    own.decides,
    own.outcome,
    mux(baseline.decides, baseline.outcome, mux(allows, outcome('allow'), outcome('default_deny'))),
  ),
  number: mux(own.decides, own.number, baseline.number),
  over: own.over.or(own.decides.not().and(baseline.over)),
});

/**
 * The admin tier decides for both sides; where it does not, the sender's side is decided by the egress tier and the receiver's by the ingress
 * tier, each followed by the baseline tier and then by its default. Rules of the sender's side are never passed over. `sides`
 * belong to the winners of the same clock. One frame a clock, always `tierFoldLatency` clocks; logic depth 2 LUTs at 10g.
 */
export const tierFold = (config: Config) =>
  component(
    'tier_fold',
    { config: config.name },
    {
      winners: input(vec(ruleTiers.length, tierAnswerShape(ruleNumberBits(config)))),
      sides: input(sidesShape),
      result: output(ruleResultShape(config)),
    },
    ({ winners, sides, result }) => {
      const [admin, egress, ingress, baseline] = ruleTiers.map((name, tier) => saidBy(name, winners.get(tier))) as [
        Said,
        Said,
        Said,
        Said,
      ];
      // Rules of the sender are never passed over.
      unused(egress.over);
      const has = registered('sides', { ...sides });
      const sender = sideOf(egress, baseline, has.allowsSent);
      const receiver = sideOf(ingress, baseline, has.allowsReceived);
      const of = (side: Said, present: Val<1>) => ({
        outcome: mux(present, mux(admin.decides, admin.outcome, side.outcome), outcome('allow')),
        hit: present.and(admin.decides.or(side.decides)),
        number: mux(admin.decides, admin.number, side.number),
      });
      const [senderSide, receiverSide] = [of(sender, has.sent), of(receiver, has.received)];
      const over = has.received.and(admin.over.or(admin.decides.not().and(receiver.over)));
      const r = registered('result', {
        refusal: senderSide.outcome,
        senderHit: senderSide.hit,
        senderNumber: senderSide.number,
        outcome: receiverSide.outcome,
        receiverHit: receiverSide.hit,
        receiverNumber: receiverSide.number,
        reported: over.and(receiverSide.outcome.eq(outcome('allow'))),
      });
      result.set({
        refusal: r.refusal,
        outcome: r.outcome,
        sender: { hit: r.senderHit, number: r.senderNumber },
        receiver: { hit: r.receiverHit, number: r.receiverNumber },
        reported: r.reported,
      });
    },
    { maxDepth: 2, doc: 'Folds the winners of all tiers into what becomes of a frame.' },
  );
