// SPDX-License-Identifier: Apache-2.0
/** Where each header of a protocol graph can stand in a frame, and a walk that leads there. */
import type { HeaderLayer, HeaderRule } from '../../../hdl/spec/protocol/header-graph.ts';
import { defaultParserTables, type ParserTableValues } from '../../../hdl/spec/protocol/parser-tables.ts';
import { headerBytes, lengthsOf } from './header-bytes.ts';
import { type Way, waysOf } from './header-ways.ts';
import { type Random, randomNumbers } from './random.ts';

/** One header on a walk: the way on from it and its length in bytes. */
export interface Step {
  readonly node: GraphNode;
  readonly way: Way;
  readonly length: number;
}

/** A header with its ways, and the lengths it can have on each. */
export interface GraphNode {
  readonly rule: HeaderRule;
  readonly ways: readonly { readonly way: Way; readonly lengths: readonly number[] }[];
}

/** How a header comes to stand at a byte of the frame: after a step of the header at another place. */
interface Arrival {
  readonly from: Place;
  readonly step: Step;
}

/** A header at one of the bytes of the frame where it can begin. */
export interface Place {
  readonly node: GraphNode;
  readonly start: number;
  /** Undefined for the first header. */
  readonly arrival: Arrival | undefined;
}

/** Every header of a graph with the places it can have in frames of which `depthBytes` are looked at. */
export interface GraphPlaces {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** Places by name of the header, each in the order of `start`; a header there may reach beyond the depth. */
  readonly places: ReadonlyMap<string, readonly Place[]>;
}

const nodeOf = (rule: HeaderRule, tables: ParserTableValues, random: Random, depthBytes: number): GraphNode => {
  const ways = waysOf(rule, tables);
  const lengths = lengthsOf(rule, ways, random, depthBytes);
  return { rule, ways: ways.map((way, i) => ({ way, lengths: lengths[i]! })) };
};

/** Every header of a graph by name, in graph order; the first header first. */
export const graphNodes = (
  graph: readonly HeaderLayer[],
  depthBytes: number,
  tables: ParserTableValues = defaultParserTables,
): ReadonlyMap<string, GraphNode> => {
  const random = randomNumbers(1);
  const rules = graph.flatMap(({ headers }) => headers);
  return new Map(rules.map(rule => [rule.name, nodeOf(rule, tables, random, depthBytes)]));
};

/** All places, found layer by layer; a header is put after another wherever one of that one's lengths allows. */
export const findPlaces = (
  graph: readonly HeaderLayer[],
  depthBytes: number,
  tables: ParserTableValues = defaultParserTables,
): GraphPlaces => {
  const nodes = graphNodes(graph, depthBytes, tables);
  const found = new Map([...nodes.keys()].map(name => [name, new Map<number, Place>()]));
  const [[firstName, first] = []] = nodes;
  if (firstName !== undefined) found.get(firstName)!.set(0, { node: first!, start: 0, arrival: undefined });
  for (const name of nodes.keys()) {
    for (const from of found.get(name)!.values()) {
      for (const step of stepsOn(from.node)) {
        const target = found.get(step.way.to!)!;
        const end = from.start + step.length;
        const start = from.node.rule.peeks ? from.start : end;
        if (end > depthBytes || target.has(start)) continue;
        target.set(start, { node: nodes.get(step.way.to!)!, start, arrival: { from, step } });
      }
    }
  }
  const byStart = (places: ReadonlyMap<number, Place>): Place[] =>
    [...places.values()].sort((a, b) => a.start - b.start);
  return { nodes, places: new Map([...found].map(([name, places]) => [name, byStart(places)])) };
};

/** Every step from a header to another, the short ones first. */
const stepsOn = (node: GraphNode): Step[] =>
  node.ways
    .filter(({ way }) => way.to !== undefined)
    .flatMap(({ way, lengths }) => lengths.map(length => ({ node, way, length })))
    .sort((a, b) => a.length - b.length);

/** The steps that lead to a place, from the first header. */
export const stepsTo = (place: Place): Step[] =>
  place.arrival ? [...stepsTo(place.arrival.from), place.arrival.step] : [];

/** Bytes of the header of a step. */
export const stepBytes = ({ node, way, length }: Step, random: Random): Uint8Array => {
  const ways = node.ways.map(one => one.way);
  const bytes = headerBytes(node.rule, ways, way, random, length);
  if (!bytes) throw new RangeError(`"${node.rule.name}" cannot go "${way.label}" with ${length} bytes`);
  return bytes;
};
