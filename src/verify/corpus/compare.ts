// SPDX-License-Identifier: Apache-2.0
/** Compares what the parser says with what a tool says, frame by frame and field by field. */
import type { ToolName } from './difference-class.ts';
import { explain } from './differences.ts';
import type { AnswerField, ParserAnswer, ToolAnswer, ToolReading } from './parser-answer.ts';

/** A frame, and where it is from. */
export interface CorpusFrame {
  readonly capture: string;
  /** Number of the frame in its capture, from 1. */
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** A frame on which a tool differs for no reason that a class names. */
export interface Unclassified {
  readonly capture: string;
  /** Number of the frame in its capture, from 1. */
  readonly frame: number;
  readonly tool: ToolName;
  /** The fields that no class explains. */
  readonly fields: Readonly<Record<string, { readonly ours: string; readonly theirs: string }>>;
}

/** How often a tool agreed and differed. */
export interface Tally {
  frames: number;
  /** Fields compared. */
  fields: number;
  equalFields: number;
  equalFrames: number;
  /** Frames on which a class explains something; a frame counts for every class that its explanation needs. */
  classes: Record<string, number>;
  unclassified: number;
}

export const emptyTally = (): Tally => ({
  frames: 0,
  fields: 0,
  equalFields: 0,
  equalFrames: 0,
  classes: {},
  unclassified: 0,
});

/** The fields on which `theirs` differs from `ours`, with their values. */
const differingFields = (ours: ParserAnswer, theirs: ToolAnswer): ToolAnswer =>
  Object.fromEntries(Object.entries(theirs).filter(([name, value]) => ours[name as AnswerField] !== value));

/** Counts what one tool says of frames into `tally` and returns what no class explains. */
export const compareReadings = (
  tool: ToolName,
  frames: readonly CorpusFrame[],
  answers: readonly ParserAnswer[],
  readings: readonly ToolReading[],
  tally: Tally,
): Unclassified[] => {
  if (readings.length !== frames.length) {
    throw new Error(`${tool} answered ${readings.length} times for ${frames.length} frames`);
  }
  return frames.flatMap(({ capture, number, bytes: frame }, i) => {
    const ours = answers[i]!;
    const { fields, notes } = readings[i]!;
    const theirs = differingFields(ours, fields);
    const differing = Object.keys(theirs).length;
    tally.frames += 1;
    tally.fields += Object.keys(fields).length;
    tally.equalFields += Object.keys(fields).length - differing;
    if (differing === 0) {
      tally.equalFrames += 1;
      return [];
    }
    const { classes, unexplained } = explain(tool, { frame, ours, theirs, notes });
    for (const name of classes) tally.classes[name] = (tally.classes[name] ?? 0) + 1;
    if (unexplained.length === 0) return [];
    tally.unclassified += 1;
    const left = unexplained.map(
      field => [field, { ours: String(ours[field]), theirs: String(theirs[field]) }] as const,
    );
    return [{ capture, frame: number, tool, fields: Object.fromEntries(left) }];
  });
};
