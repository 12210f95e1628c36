// SPDX-License-Identifier: Apache-2.0
/** The winner of each tier between two pairs of banks. */
import { cat, component, input, lit, mux, output, type Val, vec } from 'typescript-hdl';
import { registered } from 'typescript-hdl/lib';
import { ruleTiers } from '../../../spec/tables/bank-mask.ts';
import { bankMaskShape, tierAnswerShape } from './bank-shapes.ts';

/** Clocks of a split. */
export const winnerSplitLatency = 1;

const pairShape = (slotBits: number) => ({ ...tierAnswerShape(slotBits), tier: bankMaskShape.tier });

const isNone = (rank: Val): Val<1> => rank.bit(rank.width - 1);
const priorityOf = (rank: Val): Val => rank.trunc(rank.width - 1);

/** Whether the left of two ranks is that of a tier, and the rank that comes first there; `leads`: the left priority is no higher. */
const firstOf = (inTier: readonly [Val<1>, Val<1>], ranks: readonly [Val, Val], leads: Val<1>) => {
  const [has, otherHas] = [inTier[0].and(isNone(ranks[0]).not()), inTier[1].and(isNone(ranks[1]).not())];
  const isLeft = has.and(otherHas.not().or(leads));
  return { isLeft, rank: cat(has.or(otherHas).not(), mux(isLeft, priorityOf(ranks[0]), priorityOf(ranks[1]))) };
};

/**
 * As `winnerNode` for answers of pairs of banks, each of which takes part in its own tier alone: the priorities are compared
 * once for all tiers. One pair of answers a clock, always `winnerSplitLatency` clocks; logic depth 2 LUTs at 10g.
 */
export const winnerSplit = (slotBits: number) =>
  component(
    'winner_split',
    { slotBits },
    {
      left: input(pairShape(slotBits)),
      right: input(pairShape(slotBits)),
      winners: output(vec(ruleTiers.length, tierAnswerShape(slotBits + 1))),
    },
    ({ left, right, winners }) => {
      const leads = priorityOf(left.best.rank).le(priorityOf(right.best.rank));
      const overLeads = priorityOf(left.passedOver).le(priorityOf(right.passedOver));
      for (const [tier, name] of ruleTiers.entries()) {
        const inTier = [left.tier.eq(tier), right.tier.eq(tier)] as const;
        const { isLeft, rank } = firstOf(inTier, [left.best.rank, right.best.rank], leads);
        const over = firstOf(inTier, [left.passedOver, right.passedOver], overLeads);
        const answer = registered(name, {
          rank,
          verdict: mux(isLeft, left.best.verdict, right.best.verdict),
          slot: mux(isLeft, cat(lit(0, 1), left.best.slot), cat(lit(1, 1), right.best.slot)),
          over: over.rank,
        });
        winners.get(tier).set({
          best: { rank: answer.rank, verdict: answer.verdict, slot: answer.slot },
          passedOver: answer.over,
        });
      }
    },
    { maxDepth: 2, doc: 'The winner of each tier between two pairs of banks.' },
  );
