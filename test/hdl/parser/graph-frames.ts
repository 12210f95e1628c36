/** Random frames for any protocol graph: walks along its edges, with a share of wrong values, cuts and noise. */
import type { HeaderLayer } from '../../../hdl/layout/header-graph.ts';
import { graphFrame } from '../../../src/fuzz/graph-frame.ts';
import { type Random, randomNumbers } from '../../../src/fuzz/random.ts';

export { randomNumbers } from '../../../src/fuzz/random.ts';

/** One frame of at least a byte: whole, cut short, or with a few bytes overwritten. */
const randomFrame = (graph: readonly HeaderLayer[], random: Random): Uint8Array => {
  const frame = graphFrame(graph, random);
  const dice = random(8);
  if (dice === 0) for (let i = 0; i < 3; i++) frame[random(frame.length)] = random(256);
  return dice === 1 ? frame.subarray(0, 1 + random(frame.length)) : frame;
};

/** `count` frames that walk the graph at random. */
export const framesOfGraph = (graph: readonly HeaderLayer[], count: number, seed: number): Uint8Array[] => {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => randomFrame(graph, random));
};
