// SPDX-License-Identifier: Apache-2.0
/** Random frames for any protocol graph: walks along its edges, with a share of wrong values, cuts and noise. */
import type { HeaderLayer } from '../../../hdl/spec/protocol/header-graph.ts';
import type { ParserTableValues } from '../../../hdl/spec/protocol/parser-tables.ts';
import { graphFrames } from '../../../src/verify/fuzz/graph-frame.ts';
import { type Random, randomNumbers } from '../../../src/verify/fuzz/random.ts';

export { randomNumbers } from '../../../src/verify/fuzz/random.ts';

/** Whole, cut short, or with a few bytes overwritten; at least one byte. */
const disturbed = (frame: Uint8Array, random: Random): Uint8Array => {
  const dice = random(8);
  if (dice === 0) for (let i = 0; i < 3; i++) frame[random(frame.length)] = random(256);
  return dice === 1 ? frame.subarray(0, 1 + random(frame.length)) : frame;
};

/** `count` frames that walk the graph at random. */
export const framesOfGraph = (
  graph: readonly HeaderLayer[],
  count: number,
  seed: number,
  tables?: ParserTableValues,
): Uint8Array[] => {
  const random = randomNumbers(seed);
  const nextFrame = graphFrames(graph, tables);
  return Array.from({ length: count }, () => disturbed(nextFrame(random), random));
};
