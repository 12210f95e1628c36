// SPDX-License-Identifier: Apache-2.0
/**
 * Frames that cover a protocol graph: every header at every byte where it can stand, every way on from it, every two edges in
 * a row, and every header with every exception it can have. `graph-coverage.ts` says what is covered.
 */
import type { HeaderLayer } from '../../../hdl/spec/protocol/header-graph.ts';
import type { ParserTableValues } from '../../../hdl/spec/protocol/parser-tables.ts';
import { exceptionFrames } from './exception-frames.ts';
import { findPlaces, type GraphNode, type GraphPlaces, type Place, type Step, stepsTo } from './graph-places.ts';
import { type Random, randomNumbers } from './random.ts';
import { endWalk, walkFrame } from './walk-frame.ts';

export interface CoverageFrameOptions {
  readonly seed?: number;
  /** Bytes of a frame that the parser looks at; default 256. */
  readonly depthBytes?: number;
  readonly tables?: ParserTableValues;
}

/** The place of a header that is nearest to the start of the frame. */
const nearest = (places: GraphPlaces, name: string): Place[] => places.places.get(name)!.slice(0, 1);

/** Each way on from a header, once, with the least length it allows. */
const shortSteps = (node: GraphNode): Step[] =>
  node.ways.flatMap(({ way, lengths }) => lengths.slice(0, 1).map(length => ({ node, way, length })));

const followed = (graph: GraphPlaces, steps: readonly Step[], random: Random): Uint8Array => {
  const to = steps.at(-1)!.way.to;
  const walk = to === undefined ? steps : endWalk(steps, graph.nodes.get(to)!, graph.nodes, random);
  return walkFrame(walk, random).bytes;
};

const placeFrames = (graph: GraphPlaces, random: Random): Uint8Array[] =>
  [...graph.places.values()].flat().map(place => {
    const walk = endWalk(stepsTo(place), place.node, graph.nodes, random);
    return walkFrame(walk, random).bytes;
  });

const wayFrames = (graph: GraphPlaces, random: Random): Uint8Array[] =>
  [...graph.nodes].flatMap(([name, node]) =>
    nearest(graph, name).flatMap(place =>
      shortSteps(node).map(step => followed(graph, [...stepsTo(place), step], random)),
    ),
  );

/** The first of the ways to each header that a header leads to. */
const edgesOf = (node: GraphNode): Step[] => {
  const steps = shortSteps(node).filter(({ way }) => way.to !== undefined);
  return steps.filter(({ way }, i) => steps.findIndex(other => other.way.to === way.to) === i);
};

const pairFrames = (graph: GraphPlaces, random: Random): Uint8Array[] =>
  [...graph.nodes].flatMap(([name, node]) =>
    nearest(graph, name).flatMap(place =>
      edgesOf(node).flatMap(first =>
        edgesOf(graph.nodes.get(first.way.to!)!).map(second =>
          followed(graph, [...stepsTo(place), first, second], random),
        ),
      ),
    ),
  );

/** The frames; the same for the same seed. */
export const coverageFrames = (
  graph: readonly HeaderLayer[],
  { seed = 1, depthBytes = 256, tables }: CoverageFrameOptions = {},
): Uint8Array[] => {
  const random = randomNumbers(seed);
  const places = findPlaces(graph, depthBytes, tables);
  return [
    ...placeFrames(places, random),
    ...wayFrames(places, random),
    ...pairFrames(places, random),
    ...exceptionFrames(places, depthBytes, random),
  ];
};
