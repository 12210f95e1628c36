// SPDX-License-Identifier: Apache-2.0
/**
 * The masks that are worth a bank: of all masks with the same items only the one that takes most into the key. These are the
 * signatures of the items and whatever several of them fix in common.
 */
import { type BankMask, packLevels, type Signature, satisfies } from './bank-items.ts';

/** A mask and the signatures of the items that satisfy it. */
export interface Candidate {
  readonly mask: BankMask;
  readonly signatures: readonly Signature[];
}

/** Masks that are looked at; those of the commonest signatures come first. */
const mostMasks = 4000;

const inCommon = (a: readonly number[], b: readonly number[]): readonly number[] =>
  a.map((level, dimension) => Math.min(level, b[dimension]!));

/** Level vectors of one tier, closed under what is in common. */
const closed = (of: readonly Signature[]): readonly (readonly number[])[] => {
  const bySize = of.toSorted((a, b) => b.items.length - a.items.length);
  const found = new Map<number, readonly number[]>();
  for (const { levels } of bySize) found.set(packLevels(levels), levels);
  // A map goes on to what is added while it is walked.
  for (const levels of found.values()) {
    for (const signature of bySize) {
      if (found.size >= mostMasks) return [...found.values()];
      const common = inCommon(levels, signature.levels);
      const key = packLevels(common);
      if (!found.has(key)) found.set(key, common);
    }
  }
  return [...found.values()];
};

/** Candidates of every tier that has items, in an order that depends on the items alone. */
export const maskCandidates = (signatures: readonly Signature[]): readonly Candidate[] => {
  const tiers = [...new Set(signatures.map(({ tier }) => tier))].sort((a, b) => a - b);
  return tiers.flatMap(tier => {
    const of = signatures.filter(signature => signature.tier === tier);
    return closed(of).map(levels => ({
      mask: { tier, levels },
      signatures: of.filter(signature => satisfies(signature.levels, levels)),
    }));
  });
};
