// SPDX-License-Identifier: Apache-2.0
/** Frames at which the walk stops early: every header of a protocol graph with every exception it can have. */
import type { FieldCheck } from '../../../hdl/spec/protocol/header-graph.ts';
import { type GraphPlaces, type Place, type Step, stepsTo } from './graph-places.ts';
import { headerBytes, possibleLengths } from './header-bytes.ts';
import { failingValue, fieldOf, setField } from './header-fields.ts';
import type { Random } from './random.ts';
import { encloses, endWalk, type WalkedFrame, walkFrame } from './walk-frame.ts';

/** A frame that leads to the header at a place, with much after it, and where its header begins. */
const frameWith = (
  graph: GraphPlaces,
  place: Place,
  random: Random,
  options: { readonly payloadBytes?: number; readonly roomEnd?: number } = {},
): WalkedFrame => walkFrame(endWalk(stepsTo(place), place.node, graph.nodes, random), random, options);

/** Cut before the header, within what it must have, and within the whole of it. */
const cutFrames = (graph: GraphPlaces, place: Place, random: Random): Uint8Array[] => {
  const { start, node } = place;
  const { rule } = node;
  const { bytes } = frameWith(graph, place, random, { payloadBytes: 0 });
  const longest = Math.max(...node.ways.flatMap(({ lengths }) => lengths.filter(length => length <= 80)));
  const within = longest > rule.bytes ? longFrames(place, longest, random, 0).map(one => one.subarray(0, -1)) : [];
  return [...[0, 1, rule.bytes - 1].map(kept => bytes.subarray(0, start + kept)), ...within];
};

/** The header with `length` bytes in all, and `more` bytes after it; none when its ways do not allow that. */
const longFrames = (place: Place, length: number, random: Random, more: number): Uint8Array[] => {
  const { rule, ways } = place.node;
  const all = ways.map(({ way }) => way);
  for (const way of all) {
    const header = headerBytes(rule, all, way, random, length);
    if (!header) continue;
    const steps: Step[] = [...stepsTo(place), { node: place.node, way, length }];
    return [walkFrame(steps, random, { payloadBytes: more }).bytes];
  }
  return [];
};

/** Frames longer than the depth, and as long, in which the header or the rest of it lies beyond the depth. */
const deepFrames = (graph: GraphPlaces, name: string, depthBytes: number, random: Random): Uint8Array[] => {
  const places = graph.places.get(name)!;
  const beyond = places.find(({ start, node }) => start + node.rule.bytes > depthBytes);
  const reaching = places.find(({ start, node: { rule } }) => rule.length && start + rule.bytes <= depthBytes);
  const long = [
    ...(beyond ? [frameWith(graph, beyond, random, { payloadBytes: depthBytes }).bytes] : []),
    ...(reaching && !reaching.node.rule.length?.unchecked
      ? possibleLengths(reaching.node.rule, depthBytes + 32 - reaching.start)
          .slice(-1)
          .filter(length => reaching.start + length > depthBytes)
          .flatMap(length => longFrames(reaching, length, random, depthBytes))
      : []),
  ];
  return long.flatMap(frame => [frame, frame.subarray(0, depthBytes + 1), frame.subarray(0, depthBytes)]);
};

/**
 * Each of the lengths around the header leaves nothing for it, a byte less than its first bytes need, or a byte less than
 * its optional ones do; padding follows.
 */
const narrowFrames = (graph: GraphPlaces, name: string, random: Random): Uint8Array[] => {
  // One place after each choice of carriers.
  const places = new Map(graph.places.get(name)!.map(place => [carriersOf(place).join(), place]));
  return [...places.values()].flatMap(place => {
    const { start, node } = place;
    const cut = (steps: readonly Step[], roomEnd: number, carrier: number): Uint8Array =>
      walkFrame(steps, random, { payloadBytes: 80, roomEnd, carrier }).bytes;
    return [...carriersOf(place).keys()].flatMap(carrier => [
      ...[0, node.rule.bytes - 1].map(room => cut(stepsTo(place), start + room, carrier)),
      ...longSteps(place, random).map(({ steps, length }) => cut(steps, start + length - 1, carrier)),
    ]);
  });
};

/** Names of the headers before a place whose lengths bound it. */
const carriersOf = (place: Place): string[] =>
  stepsTo(place)
    .filter(encloses)
    .map(({ node }) => node.rule.name);

/** Longest header of which a part is cut off. */
const longestNarrow = 80;

/** Walks that end with the header, on each of its ways as long as it can be. */
const longSteps = (place: Place, random: Random): { readonly steps: readonly Step[]; readonly length: number }[] => {
  const { rule, ways } = place.node;
  if (!rule.length || rule.length.unchecked) return [];
  const all = ways.map(({ way }) => way);
  return ways.flatMap(({ way, lengths }) => {
    const length = lengths.findLast(one => one <= longestNarrow && one > rule.bytes);
    if (length === undefined || !headerBytes(rule, all, way, random, length)) return [];
    return [{ steps: [...stepsTo(place), { node: place.node, way, length }], length }];
  });
};

/** A place to which no header leads that has peeked at this one. */
const unpeeked = (places: readonly Place[]): Place | undefined =>
  places.find(({ arrival }) => !arrival?.step.node.rule.peeks);

/** Each check of the header failing, and an enclosing length that ends inside the header. */
const malformedFrames = (graph: GraphPlaces, name: string, random: Random): Uint8Array[] => {
  const place = unpeeked(graph.places.get(name)!);
  if (!place) return [];
  const { rule } = place.node;
  const spoilt = (field: string, value: number): Uint8Array => {
    const { bytes } = frameWith(graph, place, random, { payloadBytes: 80 });
    setField(bytes.subarray(place.start), fieldOf(rule, field), value);
    return bytes;
  };
  const failing = (check: FieldCheck): Uint8Array[] =>
    [1, 2, 3].flatMap(() => {
      const value = failingValue(check, fieldOf(rule, check.field).bits, random);
      return value === undefined ? [] : [spoilt(check.field, value)];
    });
  const { encloses: enclosure } = rule;
  const isJudged = enclosure && !enclosure.lenient && enclosure.to === undefined;
  const least = isJudged ? rule.bytes - enclosure.from : 0;
  return [
    ...(rule.checks ?? []).flatMap(failing),
    ...(isJudged && least > 0 ? [0, least - 1].map(value => spoilt(enclosure.field, value)) : []),
  ];
};

/** All of them, header by header. Where too many headers follow is a way on, and not among them. */
export const exceptionFrames = (graph: GraphPlaces, depthBytes: number, random: Random): Uint8Array[] =>
  [...graph.nodes.keys()].flatMap(name => {
    const place = graph.places.get(name)![0];
    if (!place) return [];
    return [
      ...cutFrames(graph, place, random).filter(frame => frame.length > 0),
      ...deepFrames(graph, name, depthBytes, random),
      ...narrowFrames(graph, name, random),
      ...malformedFrames(graph, name, random),
    ];
  });
