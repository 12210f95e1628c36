// SPDX-License-Identifier: Apache-2.0
/**
 * The fuzzer of the parser. Rounds of mutated frames go through one Verilated parser, back to back with random idle clocks;
 * every header vector and every checksum verdict must be the model's, and no field may change with the bytes after the end
 * of what carries it. The pool that is mutated begins with frames that cover
 * the protocol graph; frames that reach a new situation join it.
 */
import type { Config } from '../../../hdl/spec/configs.ts';
import { headerVectorFields, packetChecksumFields } from '../../../hdl/spec/protocol/header-vector.ts';
import { headerLayers } from '../../../hdl/spec/protocol/headers.ts';
import { SimulationError } from '../../../sim/bench.ts';
import { type ParsedFrame, ParserBench } from '../../../sim/parser-bench.ts';
import { parseWithModel } from '../../parse/parse-capture.ts';
import { withOtherPadding } from './carriers.ts';
import { Coverage, situationsOf } from './coverage.ts';
import { coverageFrames } from './coverage-frames.ts';
import { graphFrames } from './graph-frame.ts';
import { mutate } from './mutate.ts';
import { pick, type Random, randomNumbers } from './random.ts';

export interface FuzzOptions {
  readonly config: Config;
  readonly seed: number;
  /** Rounds to run; the same seed and rounds send the same frames. */
  readonly rounds: number;
  /** Time after which no further round begins, in seconds. */
  readonly seconds: number;
  /** What every answer is held against; default the model. */
  readonly expected?: (frame: Uint8Array) => ParsedFrame;
  /** Called after each round. */
  readonly progress?: (state: FuzzState) => void;
}

/** How far a run has come. */
export interface FuzzState {
  readonly rounds: number;
  readonly frames: number;
  readonly situations: number;
  readonly pool: number;
}

/** What went wrong. */
export interface FuzzFailure {
  /** Round in which it happened, from 1: this many rounds reproduce it. */
  readonly round: number;
  readonly what: string;
  /** The frames sent, up to the one in question; the last frame of the round when it is not known which. */
  readonly frames: readonly Uint8Array[];
}

export interface FuzzResult extends FuzzState {
  readonly failure?: FuzzFailure;
}

/** Frames of one round, and what share of them starts anew from the graph. */
const framesPerRound = 1000;
const freshShare = 5;
/** Frames before the one in question that a failure shows: the parser holds fewer than these at a time. */
const framesShown = 32;

/** The first field on which two answers differ, with both values. */
const differenceOf = (answer: ParsedFrame, wanted: ParsedFrame): string | undefined => {
  const field = headerVectorFields.find(({ name }) => answer.vector[name] !== wanted.vector[name])?.name;
  if (field !== undefined) return `${field} is ${answer.vector[field]}, not ${wanted.vector[field]}`;
  const sum = packetChecksumFields.find(({ name }) => answer.checksums[name] !== wanted.checksums[name])?.name;
  return sum && `${sum} is ${answer.checksums[sum]}, not ${wanted.checksums[sum]}`;
};

/** What changes in the header vector when the bytes after the end of a carrier do: model and hardware share their graph. */
const readFromPadding = (
  frame: Uint8Array,
  { vector }: ParsedFrame,
  expected: (frame: Uint8Array) => ParsedFrame,
  random: Random,
): string | undefined => {
  const other = withOtherPadding(frame, vector, random);
  if (!other) return undefined;
  const twin = expected(other).vector;
  const field = headerVectorFields.find(({ name }) => twin[name] !== vector[name])?.name;
  return field && `${field} is ${vector[field]}, and ${twin[field]} with other bytes after the end of what carries it`;
};

/** The first frame whose answer is not the expected one, or comes from padding. */
const firstMismatch = (
  frames: readonly Uint8Array[],
  answers: readonly ParsedFrame[],
  expected: (frame: Uint8Array) => ParsedFrame,
  random: Random,
): { readonly index: number; readonly what: string } | undefined => {
  for (const [index, frame] of frames.entries()) {
    const wanted = expected(frame);
    const what = differenceOf(answers[index]!, wanted) ?? readFromPadding(frame, wanted, expected, random);
    if (what !== undefined) return { index, what };
  }
  return undefined;
};

/** One run: its pool of frames, what it has covered, its random numbers. */
class FuzzRun {
  readonly coverage = new Coverage();
  readonly pool: Uint8Array[];
  readonly #random: Random;
  readonly #freshFrame = graphFrames(headerLayers);
  readonly #beatBytes: number;

  constructor(seed: number, beatBytes: number) {
    this.#random = randomNumbers(seed);
    this.pool = coverageFrames(headerLayers, { seed });
    this.#beatBytes = beatBytes;
  }

  /** The frames of the next round. */
  nextFrames(): Uint8Array[] {
    return Array.from({ length: framesPerRound }, () => {
      const random = this.#random;
      if (random(freshShare) === 0) return this.#freshFrame(random);
      return mutate(pick(random, this.pool), random, pick(random, this.pool));
    });
  }

  /** Keeps what showed something new. */
  learn(frames: readonly Uint8Array[], answers: readonly ParsedFrame[]): void {
    for (const [i, frame] of frames.entries()) {
      if (this.coverage.add(situationsOf(frame, answers[i]!, this.#beatBytes))) this.pool.push(frame);
    }
  }
}

/** What a round's answers or its simulation's end say. */
const judgeRound = async (
  bench: ParserBench,
  frames: readonly Uint8Array[],
  expected: (frame: Uint8Array) => ParsedFrame,
  random: Random,
): Promise<{ readonly answers: ParsedFrame[] } | { readonly index: number; readonly what: string }> => {
  try {
    const answers = await bench.parse(frames);
    return firstMismatch(frames, answers, expected, random) ?? { answers };
  } catch (error) {
    if (!(error instanceof SimulationError)) throw error;
    return { index: frames.length - 1, what: error.message };
  }
};

/** Runs until the rounds or the time are over, or something fails. */
export const fuzz = async (options: FuzzOptions): Promise<FuzzResult> => {
  const { config, seed, rounds, seconds, progress } = options;
  const expected = options.expected ?? (frame => parseWithModel(frame, config));
  const run = new FuzzRun(seed, config.netDataBits / 8);
  const bench = await ParserBench.open({ config, seed, idle: 0.1 });
  const paddings = randomNumbers(seed + 1);
  const state = (round: number): FuzzState => ({
    rounds: round,
    frames: round * framesPerRound,
    situations: run.coverage.size,
    pool: run.pool.length,
  });
  const end = performance.now() + seconds * 1000;
  try {
    let round = 0;
    while (round < rounds && performance.now() < end) {
      const frames = run.nextFrames();
      const answer = await judgeRound(bench, frames, expected, paddings);
      round += 1;
      if ('what' in answer) {
        const { index, what } = answer;
        const shown = frames.slice(Math.max(0, index + 1 - framesShown), index + 1);
        return { ...state(round), failure: { round, what, frames: shown } };
      }
      run.learn(frames, answer.answers);
      progress?.(state(round));
    }
    return state(round);
  } finally {
    await bench.close();
  }
};
