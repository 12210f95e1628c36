// SPDX-License-Identifier: Apache-2.0
/** The winner of each tier among the answers of all banks and of the ternary array. */
import { component, input, inst, instArray, output, vec } from 'typescript-hdl';
import { delayed } from 'typescript-hdl/lib';
import type { Config } from '../../../spec/configs.ts';
import { ruleTiers } from '../../../spec/tables/bank-mask.ts';
import { ruleNumberBits } from '../../../spec/tables/bank-slot.ts';
import {
  bankMaskShape,
  bucketAnswerShape,
  slotInBankBits,
  slotNumberBits,
  type TierAnswer,
  tierAnswerShape,
} from './bank-shapes.ts';
import { winnerNode, winnerNodeLatency } from './winner-node.ts';
import { winnerSplit, winnerSplitLatency } from './winner-split.ts';

/** Clocks from the answers of the banks to when those of the ternary array are wanted. */
export const bankTreeLatency = ({ ruleBanks }: Config): number =>
  winnerSplitLatency + (Math.log2(ruleBanks) - 1) * winnerNodeLatency;
/** Clocks from the answers of the banks to the winners. */
export const winnerTreeLatency = (config: Config): number => bankTreeLatency(config) + winnerNodeLatency;

const halves = <T>(all: readonly T[]): readonly (readonly [T, T])[] =>
  Array.from({ length: all.length / 2 }, (_, i) => [all[2 * i]!, all[2 * i + 1]!] as const);

/**
 * Banks 2i and 2i + 1 take part in tier `tiers[i]` alone. `ternary` has an answer a tier, which comes `bankTreeLatency` clocks
 * after those of the banks; of equal ranks the bank wins, and among banks the lower number. `winners` come `winnerTreeLatency`
 * clocks after `answers`. There are at least four banks, a power of two of them. One look-up a clock; the logic is in the nodes.
 */
export const winnerTree = (config: Config) => {
  if (config.ruleBanks < 4 || !Number.isInteger(Math.log2(config.ruleBanks))) {
    throw new RangeError(`${config.ruleBanks} rule banks are no power of two from 4 on`);
  }
  const pairs = config.ruleBanks / 2;
  return component(
    'winner_tree',
    { config: config.name, banks: config.ruleBanks },
    {
      answers: input(vec(config.ruleBanks, bucketAnswerShape(config))),
      tiers: input(vec(pairs, bankMaskShape.tier)),
      ternary: input(vec(ruleTiers.length, tierAnswerShape(slotNumberBits(config)))),
      winners: output(vec(ruleTiers.length, tierAnswerShape(ruleNumberBits(config)))),
    },
    ({ answers, tiers, ternary, winners }) => {
      const lowest = slotInBankBits(config);
      const nodes = Array.from({ length: slotNumberBits(config) - lowest + 1 }, (_, i) => winnerNode(lowest + i));
      const join = (name: string, bits: number, [left, right]: readonly [TierAnswer, TierAnswer]): TierAnswer => {
        const node = inst({ [name]: nodes[bits - lowest]! })[name]!;
        node.left.set(left);
        node.right.set(right);
        return { best: node.best, passedOver: node.passedOver };
      };

      const ofPairs = Array.from({ length: pairs }, (_, i) => ({
        ...join(`pair_${i}`, lowest, [answers.get(2 * i), answers.get(2 * i + 1)]),
        tier: delayed(`tier_${i}`, bankMaskShape.tier, tiers.get(i), winnerNodeLatency),
      }));
      const split = winnerSplit(lowest + 1);
      const apart = instArray('split', pairs / 2, () => split);
      for (const [i, [left, right]] of halves(ofPairs).entries()) {
        apart[i]!.left.set(left);
        apart[i]!.right.set(right);
      }

      for (const [tier, name] of ruleTiers.entries()) {
        let level: readonly TierAnswer[] = apart.map(({ winners: of }) => of.get(tier));
        for (let bits = lowest + 2; level.length > 1; bits++) {
          level = halves(level).map((pair, i) => join(`${name}_of_${level.length}_${i}`, bits, pair));
        }
        winners.get(tier).set(join(name, slotNumberBits(config), [level[0]!, ternary.get(tier)]));
      }
    },
    { doc: 'The winner of each tier among the answers of all banks and of the ternary array.' },
  );
};
