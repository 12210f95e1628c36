// SPDX-License-Identifier: Apache-2.0
/**
 * What frames can show of the protocol graph, and what a frame shows of it by its header vector:
 * - places: each header at each byte of the frame where it can stand,
 * - ways: each value, table entry and range that decides what follows a header, payload and too many included,
 * - pairs: each two edges in a row, which is three headers one after the other,
 * - exceptions: each header with each exception that it can have.
 * Whole walks are not among them: there are hundreds of millions.
 */

import { headerLayers, headerNames } from '../../../hdl/spec/protocol/headers.ts';
import { defaultParserTables, type ParserTableValues } from '../../../hdl/spec/protocol/parser-tables.ts';
import { exceptionName, type HeaderVector } from '../../../sim/model/vector-model.ts';
import { frameLayers } from '../../parse/frame-layers.ts';
import { findPlaces, type GraphNode, type GraphPlaces, stepsTo } from './graph-places.ts';
import { failingValue, fieldOf, longestLength } from './header-fields.ts';
import { wayTaken } from './header-ways.ts';
import { randomNumbers } from './random.ts';
import { encloses } from './walk-frame.ts';

export const coverageKinds = ['places', 'ways', 'pairs', 'exceptions'] as const;
export type CoverageKind = (typeof coverageKinds)[number];
export type CoverageItems = Readonly<Record<CoverageKind, ReadonlySet<string>>>;

const followersOf = ({ ways }: GraphNode): string[] => [...new Set(ways.flatMap(({ way }) => way.to ?? []))];

const pairsFrom = ({ nodes }: GraphPlaces, name: string): string[] =>
  followersOf(nodes.get(name)!).flatMap(second =>
    followersOf(nodes.get(second)!).map(third => `${name} ${second} ${third}`),
  );

const isMalformable = ({ rule }: GraphNode): boolean => {
  const random = randomNumbers(1);
  const failing = (rule.checks ?? []).some(
    check => failingValue(check, fieldOf(rule, check.field).bits, random) !== undefined,
  );
  const { encloses: enclosure } = rule;
  const isJudged = enclosure && !enclosure.lenient && enclosure.to === undefined;
  return failing || (isJudged === true && rule.bytes > enclosure.from);
};

const exceptionsOf = (graph: GraphPlaces, name: string, depthBytes: number): string[] => {
  const node = graph.nodes.get(name)!;
  const { rule, ways } = node;
  const places = graph.places.get(name)!;
  const longest = longestLength(rule);
  return [
    'truncated',
    ...(places.some(({ start }) => start + longest > depthBytes) ? ['too_deep'] : []),
    ...(places.some(place => stepsTo(place).some(encloses)) ? ['no_room'] : []),
    ...(isMalformable(node) ? ['malformed'] : []),
    ...(ways.some(({ way }) => way.tooMany) ? ['too_many'] : []),
  ].map(exception => `${name} ${exception}`);
};

/** Everything that frames can show of the product's graph, and the means to tell what one shows. */
export const graphCoverage = (depthBytes = 256, tables: ParserTableValues = defaultParserTables) => {
  const graph = findPlaces(headerLayers, depthBytes, tables);
  const leastLength = ({ ways }: GraphNode): number => Math.min(...ways.flatMap(({ lengths }) => lengths));
  const all: CoverageItems = {
    places: new Set(
      [...graph.places].flatMap(([name, places]) =>
        places
          .filter(({ start, node }) => start + leastLength(node) <= depthBytes)
          .map(({ start }) => `${name} at ${start}`),
      ),
    ),
    ways: new Set([...graph.nodes].flatMap(([name, { ways }]) => ways.map(({ way }) => `${name}: ${way.label}`))),
    pairs: new Set([...graph.nodes.keys()].flatMap(name => pairsFrom(graph, name))),
    exceptions: new Set([...graph.nodes.keys()].flatMap(name => exceptionsOf(graph, name, depthBytes))),
  };
  const shownBy = (frame: Uint8Array, vector: HeaderVector): Readonly<Record<CoverageKind, readonly string[]>> => {
    const layers = frameLayers(frame, vector);
    const taken = layers.map(({ name, offset }) => {
      const { rule, ways } = graph.nodes.get(name)!;
      const { label } = wayTaken(
        ways.map(({ way }) => way),
        rule,
        frame.subarray(offset),
      );
      return `${name}: ${label}`;
    });
    return {
      places: layers.map(({ name, offset }) => `${name} at ${offset}`),
      ways: taken,
      pairs: layers.slice(2).map(({ name }, i) => `${layers[i]!.name} ${layers[i + 1]!.name} ${name}`),
      exceptions:
        vector.exception === 0 ? [] : [`${headerNames[vector.exceptionHeader]} ${exceptionName(vector.exception)}`],
    };
  };
  return { all, shownBy };
};
