/** Compares header vectors with what a tool says, frame by frame and field by field. */
import type { HeaderVector } from '../../sim/model/header-vector.ts';
import { classify, type ToolName, type VectorField } from './differences.ts';

/** A frame on which a tool differs for no reason that a class names. */
export interface Unclassified {
  readonly capture: string;
  /** Number of the frame in its capture, from 1. */
  readonly frame: number;
  readonly tool: ToolName;
  readonly fields: Readonly<Record<string, { readonly ours: string; readonly theirs: string }>>;
}

/** How often a tool agreed and differed. */
export interface Tally {
  frames: number;
  fields: number;
  equalFrames: number;
  classes: Record<string, number>;
  unclassified: number;
}

export const emptyTally = (): Tally => ({ frames: 0, fields: 0, equalFrames: 0, classes: {}, unclassified: 0 });

/** The fields on which `theirs` differs from `ours`, with their values. */
const differingFields = (ours: HeaderVector, theirs: Partial<HeaderVector>): Partial<HeaderVector> =>
  Object.fromEntries(Object.entries(theirs).filter(([name, value]) => ours[name as VectorField] !== value));

/** Counts the answers of one tool to one capture into `tally` and returns what no class explains. */
export const compareAnswers = (
  capture: string,
  tool: ToolName,
  frames: readonly Uint8Array[],
  vectors: readonly HeaderVector[],
  answers: readonly Partial<HeaderVector>[],
  tally: Tally,
): Unclassified[] => {
  if (answers.length !== frames.length) {
    throw new Error(`${tool} answered ${answers.length} times for the ${frames.length} frames of ${capture}`);
  }
  return frames.flatMap((frame, i) => {
    const ours = vectors[i]!;
    const answer = answers[i]!;
    const theirs = differingFields(ours, answer);
    tally.frames += 1;
    tally.fields += Object.keys(answer).length;
    if (Object.keys(theirs).length === 0) {
      tally.equalFrames += 1;
      return [];
    }
    const name = classify(tool, { frame, ours, theirs });
    if (name !== undefined) {
      tally.classes[name] = (tally.classes[name] ?? 0) + 1;
      return [];
    }
    tally.unclassified += 1;
    const fields = Object.entries(theirs).map(([field, value]) => {
      return [field, { ours: String(ours[field as VectorField]), theirs: String(value) }] as const;
    });
    return [{ capture, frame: i + 1, tool, fields: Object.fromEntries(fields) }];
  });
};
