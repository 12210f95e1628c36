// SPDX-License-Identifier: Apache-2.0
/** Random frames along a protocol graph: well-formed headers that lead to each other, with payload after. */
import type { HeaderLayer } from '../../../hdl/spec/protocol/header-graph.ts';
import { defaultParserTables, type ParserTableValues } from '../../../hdl/spec/protocol/parser-tables.ts';
import { type GraphNode, graphNodes, type Step } from './graph-places.ts';
import { pick, type Random } from './random.ts';
import { walkFrame } from './walk-frame.ts';

/** Walks that go on past this many bytes come to an end: the parser looks no further. */
const deepest = 256;

/** One step from a header, mostly with its shortest length. */
const randomStep = (node: GraphNode, random: Random): Step => {
  const open = node.ways.filter(({ lengths }) => lengths.length > 0);
  const onward = open.filter(({ way }) => way.to !== undefined);
  const { way, lengths } = pick(random, onward.length > 0 && random(12) !== 0 ? onward : open);
  return { node, way, length: random(4) === 0 ? pick(random, lengths) : lengths[0]! };
};

const randomWalk = (nodes: ReadonlyMap<string, GraphNode>, random: Random): Step[] => {
  const steps: Step[] = [];
  let bytes = 0;
  let node: GraphNode | undefined = [...nodes.values()][0]!;
  while (node && bytes < deepest) {
    const step = randomStep(node, random);
    steps.push(step);
    bytes += step.length;
    node = step.way.to === undefined ? undefined : nodes.get(step.way.to);
  }
  return steps;
};

/** Ends of what a length encloses: none, barely enough, about right, beyond any frame, within the last headers. */
const lyingEnd = (steps: readonly Step[], random: Random): number => {
  const whole = steps.reduce((sum, { length }) => sum + length, 0);
  return pick(random, [0, 0xffff, 1000, 257, 256, 20 + random(100), random(80), whole - random(24), whole - random(8)]);
};

/** A maker of random frames for one graph: walks from its first header to a random end, and up to 40 bytes of payload. */
export const graphFrames = (
  graph: readonly HeaderLayer[],
  tables: ParserTableValues = defaultParserTables,
): ((random: Random) => Uint8Array) => {
  const nodes = graphNodes(graph, deepest, tables);
  return random => {
    const steps = randomWalk(nodes, random);
    const lie = random(4) === 0 ? { roomEnd: lyingEnd(steps, random), carrier: random(4) } : {};
    return walkFrame(steps, random, { payloadBytes: 1 + random(40), ...lie }).bytes;
  };
};
