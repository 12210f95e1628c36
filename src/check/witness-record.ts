// SPDX-License-Identifier: Apache-2.0
/** Frames that show what the tables decide, in words and bytes, and judged again by the policy itself. */
import { causeWords, examplePoint, frameWords, outcomeWords } from '../../firmware/compile/analysis/frame-words.ts';
import type { RegionTo } from '../../firmware/compile/analysis/questions.ts';
import { frameAt } from '../../firmware/compile/analysis/witness.ts';
import type { CompiledPolicy } from '../../firmware/compile/compile.ts';
import { destinationFate } from '../../firmware/oracle/oracle.ts';
import type { Fate } from '../../hdl/spec/events/fate.ts';
import { classify } from '../../sim/model/classifier-model.ts';
import { parseFrame } from '../../sim/model/parser-model.ts';

export interface WitnessRecord {
  /** Words that `sluice explain` takes. */
  readonly frame: string;
  readonly bytes: string;
  readonly outcome: string;
  readonly by: string;
}

/** The frame of a region is not judged as the region says: a defect, and no answer. */
export class WitnessError extends Error {}

/** A frame of a region. A {@link WitnessError} when the policy or the tables say something else of it. */
export const witnessRecord = ({ policy, images }: CompiledPolicy, region: RegionTo): WitnessRecord => {
  const { outcome, to, sender, cause } = region;
  const frame = frameAt(examplePoint(policy, region), to, sender);
  const fates = [destinationFate(policy, frame, sender.fn), classify(images, parseFrame(frame), sender.fn)];
  // What becomes of a frame on the card does not keep it from the wire, unless its sender's rules refuse it.
  const agrees = ({ event, refused }: Fate): boolean => (outcome.event === 'sent' ? !refused : event === outcome.event);
  const words = frameWords(policy, region);
  if (!fates.every(agrees)) {
    const [byPolicy, byTables] = fates.map(({ event }) => event);
    throw new WitnessError(
      `of ${words} was worked out ${outcome.event}, the policy says ${byPolicy}, its tables ${byTables}`,
    );
  }
  return {
    ...{ frame: words, bytes: Buffer.from(frame).toString('hex') },
    ...{ outcome: outcomeWords(policy, outcome, to), by: causeWords(policy, cause) },
  };
};
