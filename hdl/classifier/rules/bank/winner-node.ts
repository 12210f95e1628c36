// SPDX-License-Identifier: Apache-2.0
/** The better of two answers of a tier. */
import { cat, component, input, lit, mux, output, u, type Val } from 'typescript-hdl';
import { registered } from 'typescript-hdl/lib';
import { type Candidate, candidateShape, rankBits, tierAnswerShape } from './bank-shapes.ts';

/** Clocks of a node. */
export const winnerNodeLatency = 1;

/**
 * The lower rank wins; of equal ones that of `left`. Slots are numbered among those of both, `left` first, in a bit more. One
 * pair a clock, always `winnerNodeLatency` clocks; logic depth 2 LUTs at 10g.
 */
export const winnerNode = (slotBits: number) =>
  component(
    'winner_node',
    { slotBits },
    {
      left: input(tierAnswerShape(slotBits)),
      right: input(tierAnswerShape(slotBits)),
      best: output(candidateShape(slotBits + 1)),
      passedOver: output(u(rankBits)),
    },
    ({ left, right, best, passedOver }) => {
      const inHalf = (half: number, { slot, ...rest }: Candidate): Candidate => ({
        ...rest,
        slot: cat(lit(half, 1), slot) as Val,
      });
      const won = mux(left.best.rank.le(right.best.rank), inHalf(0, left.best), inHalf(1, right.best));
      const over = mux(left.passedOver.lt(right.passedOver), left.passedOver, right.passedOver);
      const answer = registered('answer', { ...won, over });
      best.set({ rank: answer.rank, verdict: answer.verdict, slot: answer.slot });
      passedOver.set(answer.over);
    },
    { maxDepth: 2, doc: 'The better of two answers of a tier.' },
  );
