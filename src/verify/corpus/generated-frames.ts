// SPDX-License-Identifier: Apache-2.0
/** Frames that nobody captured: for every path of the protocol graph, and captured ones cut and spoilt at random. */
import { headerLayers } from '../../../hdl/spec/protocol/headers.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { coverageFrames } from '../fuzz/coverage-frames.ts';
import { graphFrames } from '../fuzz/graph-frame.ts';
import { mutate } from '../fuzz/mutate.ts';
import { pick, type Random, randomNumbers } from '../fuzz/random.ts';
import { withSoundContents } from './sound-contents.ts';
import { withTrueChecksums } from './true-checksums.ts';

export interface GeneratedFrameOptions {
  readonly count: number;
  readonly seed: number;
  /** Frames to cut and spoil, besides those of the graph. */
  readonly captured?: readonly Uint8Array[];
}

/** Frames are judged as if captured on a wire, so nothing is longer. */
const longestFrame = 9018;

const shuffled = <T>(list: readonly T[], random: Random): T[] => {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = random(i + 1);
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
};

const trueFrame = (frame: Uint8Array): Uint8Array => withTrueChecksums(frame, parseFrame(frame));

/** The frame with contents that every tool accepts and true checksums, unless that would change which headers it has. */
const soundFrame = (frame: Uint8Array): Uint8Array => {
  const vector = parseFrame(frame);
  const sound = withSoundContents(frame, vector);
  return trueFrame(parseFrame(sound).headers === vector.headers ? sound : frame);
};

/** A frame that one of several makers made; checksums of most are true. */
const randomFrame = (
  random: Random,
  walk: (random: Random) => Uint8Array,
  sound: readonly Uint8Array[],
): Uint8Array => {
  const other = pick(random, sound);
  switch (random(4)) {
    case 0:
      return random(4) === 0 ? walk(random) : soundFrame(walk(random));
    case 1:
      return pick(random, sound).slice(0, 1 + random(120));
    case 2:
      return mutate(pick(random, sound), random, other);
    default:
      return trueFrame(mutate(pick(random, sound), random, other));
  }
};

/**
 * `count` frames of at least one byte, the same for the same options: first those that cover the graph in random order, then
 * random walks, cut frames and mutants.
 */
export const generatedFrames = ({ count, seed, captured = [] }: GeneratedFrameOptions): Uint8Array[] => {
  const random = randomNumbers(seed);
  const covering = shuffled(coverageFrames(headerLayers, { seed }), random)
    .slice(0, Math.ceil(count / 2))
    .filter(frame => frame.length > 0)
    .map(soundFrame);
  const usable = captured.filter(frame => frame.length > 0 && frame.length <= longestFrame);
  // Half of what is spoilt was captured, however few captures there are.
  const sound = usable.length > 0 ? [...covering, ...covering.map(() => pick(random, usable))] : covering;
  const walk = graphFrames(headerLayers);
  const more = Array.from({ length: count - covering.length }, () => randomFrame(random, walk, sound));
  return [...covering, ...more.map(frame => (frame.length > 0 ? frame : Uint8Array.of(0)))];
};
