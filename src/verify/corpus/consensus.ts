// SPDX-License-Identifier: Apache-2.0
/** How the parser fares where tools agree with each other. */
import type { AnswerField, ParserAnswer, ToolAnswer } from './parser-answer.ts';

/** Fields that at least two tools speak of, all of them alike. */
export interface Consensus {
  fields: number;
  /** Those of them that the parser reads so too. */
  equalFields: number;
}

export const emptyConsensus = (): Consensus => ({ fields: 0, equalFields: 0 });

/** Counts one frame: what the parser says of it, and what each tool says. */
export const countConsensus = (ours: ParserAnswer, answers: readonly ToolAnswer[], consensus: Consensus): void => {
  for (const field of Object.keys(ours) as AnswerField[]) {
    const said = answers.filter(answer => answer[field] !== undefined).map(answer => answer[field]);
    if (said.length < 2 || said.some(value => value !== said[0])) continue;
    consensus.fields += 1;
    if (said[0] === ours[field]) consensus.equalFields += 1;
  }
};
