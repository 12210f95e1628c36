// SPDX-License-Identifier: Apache-2.0
/** Rules cut at blocks of ports, so that a mask can take the block into its key. */
import type { BankRule } from './bank-rules.ts';
import { blocksTouched, cutAtBlocks } from './range-blocks.ts';

/** Rules whose range of ports is cut into more pieces are not cut: they would take the banks from others. */
const mostPieces = 64;

/** Pieces of a rule whose ranges each lie in one block of a size; the rule itself where that is too many, or one. */
export const piecesOf = (rule: BankRule, size: number): readonly BankRule[] => {
  const sources = rule.sourcePort;
  const destinations = rule.destinationPort;
  const touched = (range: BankRule['sourcePort']): number => blocksTouched(range, size);
  // One range is enough to tell rules apart; the one in fewer blocks is the cheaper one.
  const bySource = touched(destinations) === 1 || (touched(sources) > 1 && touched(sources) < touched(destinations));
  const pieces = touched(bySource ? sources : destinations);
  if (pieces < 2 || pieces > mostPieces) return [rule];
  return bySource
    ? cutAtBlocks(sources, size).map(sourcePort => ({ ...rule, sourcePort }))
    : cutAtBlocks(destinations, size).map(destinationPort => ({ ...rule, destinationPort }));
};
