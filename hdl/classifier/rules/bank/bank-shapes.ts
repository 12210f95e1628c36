// SPDX-License-Identifier: Apache-2.0
/** What the parts of the rule banks pass to each other. */
import { type Bundle, bit, indexWidth, lit, type Rd, u, type Val, type Vec, vec } from 'typescript-hdl';
import { shapeOf } from 'typescript-hdl/lib';
import type { Config } from '../../../spec/configs.ts';
import { bankKeyFields } from '../../../spec/tables/bank-key.ts';
import { bankMaskFields, type HashField, hashFields, menuOf, type RuleTier } from '../../../spec/tables/bank-mask.ts';
import {
  bankSlots,
  priorityBits,
  restSlotFields,
  ruleSlotFields,
  slotVerdicts,
} from '../../../spec/tables/bank-slot.ts';

export const bankKeyShape = shapeOf(bankKeyFields);
/** A word whose width is a number at elaboration only. */
type Word = ReturnType<typeof u>;

export const bankMaskShape = Object.fromEntries(bankMaskFields.map(({ name, bits }) => [name, u(bits)])) as unknown as {
  readonly [F in HashField | 'tier']: Word;
};
export const ruleSlotShape = shapeOf(ruleSlotFields);
export const restSlotShape = shapeOf(restSlotFields);

/**
 * What is asked of the rules: the key of a frame and the image that it sees; `reports`: rules that may match or not are passed
 * over.
 */
export const lookUpShape = { key: bankKeyShape, image: bit(), reports: bit() };
export type LookUp = Rd<typeof lookUpShape>;

/** Whether a frame has the side of a sender, whose rules report nothing. */
export type Reports = { readonly reports: Val<1>; readonly judgedSender: Val<1> };

/** Whether rules of a tier that may match or not are passed over: those of the receiver alone are. */
export const reportsIn = (tier: RuleTier, { reports, judgedSender }: Reports): Val<1> => {
  if (tier === 'egress') return lit(0, 1);
  return tier === 'ingress' ? reports : reports.and(judgedSender.not());
};

/** A hash of each field for each place of its menu but the first, which asks for nothing. */
export const fieldHashesShape = (bits: number) =>
  Object.fromEntries(hashFields.map(field => [field, vec(menuOf(field, 'ipv4').length - 1, u(bits))])) as unknown as {
    readonly [F in HashField]: Vec<Word>;
  };

/** Width of the number of a bucket in its bank. */
export const bucketBits = ({ bucketsPerBank }: Config): number => indexWidth(bucketsPerBank);

/** Width of a verdict of a rule. */
export const verdictBits = Math.log2(slotVerdicts.length);

/** Width of a rank: a priority, under a bit that is 1 when there is no rule. */
export const rankBits = priorityBits + 1;
/** The rank of no rule. */
export const noRank = 1 << priorityBits;

/** A rule that matched, or none: the lower rank wins. */
export const candidateShape = (slotBits: number) =>
  ({ rank: u(rankBits), verdict: u(verdictBits), slot: u(slotBits) }) satisfies Bundle;
export type Candidate = { readonly rank: Val; readonly verdict: Val; readonly slot: Val };

/** Width of the number of a slot among those of a bank: bucket and slot in it. */
export const slotInBankBits = (config: Config): number => bucketBits(config) + 1;
/** Width of the number of a slot among those of all banks. */
export const slotNumberBits = (config: Config): number => indexWidth(bankSlots(config));

/** Best match of a bucket, and the rank of the best rule in it that may match or not and was passed over. */
export const bucketAnswerShape = (config: Config) => ({
  best: candidateShape(slotInBankBits(config)),
  passedOver: u(rankBits),
});

/** The same of a tier, over all that belongs to it; slots are numbered among those of all banks. */
export const tierAnswerShape = (slotBits: number) => ({
  best: candidateShape(slotBits),
  passedOver: u(rankBits),
});

export type TierAnswer = { readonly best: Candidate; readonly passedOver: Val };
