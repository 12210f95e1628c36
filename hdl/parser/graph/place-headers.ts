// SPDX-License-Identifier: Apache-2.0
/** Decides which layers of the graph share a stage of the parser, and at which places their headers stand. */
import type { HeaderLayer, HeaderRule } from '../../spec/protocol/header-graph.ts';
import { bytesRead, followersOf, givenFields, lengthsOf, targetsOf } from './header-lengths.ts';

/** Places that one header may have in a fixed stage: each costs a set of comparators and multiplexers. */
const mostPlaces = 4;
/** Bytes of the word in which all fields of a pointer stage lie. */
export const pointerBytes = 4;

/** A header at a constant place in a fixed stage. */
export interface Placement {
  /** Name of the header, and of the place where it has several: `erspan2At12`. */
  readonly name: string;
  readonly header: HeaderRule;
  /** Number of the layer of the graph. */
  readonly layer: number;
  /** Bytes from the start of the stage; 0 in a pointer stage. */
  readonly at: number;
}

/** A stage while layers are added to it. */
export interface StageDraft {
  readonly name: string;
  readonly kind: 'fixed' | 'pointer';
  /** Numbers of its layers. */
  readonly layers: readonly number[];
  readonly placements: readonly Placement[];
  /** Bytes that may lie between lane 0 and what follows the stage, ascending. */
  skips(): number[];
  /** Takes the layer into this stage if its headers then stand at few constant places; says whether it did. */
  fuse(layer: HeaderLayer, number: number): boolean;
  /** A pointer stage for the layer after this one, undefined when its headers do not suit. */
  pointer(layer: HeaderLayer, number: number): StageDraft | undefined;
}

/** Bytes from the start of a header to those that follow it. */
const stepsOf = (header: HeaderRule, when: Parameters<typeof lengthsOf>[1] = []): number[] =>
  header.peeks ? [0] : lengthsOf(header, when);

/** Places that headers of the stage lead the header `name` to. */
const placesBehind = (placements: readonly Placement[], name: string): number[] =>
  placements.flatMap(({ header, at }) =>
    (header.next ?? [])
      .filter(next => targetsOf(next).includes(name))
      .flatMap(({ when }) => stepsOf(header, when).map(step => at + step)),
  );

const sorted = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b);

/** Places of the headers of a layer, undefined for too many. */
const placesOf = (
  graph: readonly HeaderLayer[],
  firstLayer: number,
  sofar: readonly Placement[],
  layer: HeaderLayer,
  parserBytes: number,
): (readonly [HeaderRule, readonly number[]])[] | undefined => {
  const outside = new Set(graph.slice(0, firstLayer).flatMap(({ headers }) => headers.flatMap(followersOf)));
  const all = layer.headers.map((header): [HeaderRule, number[]] => {
    const behind = placesBehind(sofar, header.name).filter(at => at < parserBytes);
    return [header, sorted([...(outside.has(header.name) ? [0] : []), ...behind])];
  });
  // A sum is taken over beats that begin with the header; what a header peeks at must stand in its stage as well.
  const starts = all.some(([header, places]) => (takesChecksum(header) || header.peeks) && places.some(at => at > 0));
  return starts || all.some(([, places]) => places.length > mostPlaces) ? undefined : all;
};

const placed = (all: readonly (readonly [HeaderRule, readonly number[]])[], layer: number): Placement[] =>
  all.flatMap(([header, places]) =>
    places.map(at => ({ name: places.length === 1 ? header.name : `${header.name}At${at}`, header, layer, at })),
  );

/** What follows the stage from these placements: each place behind a header that leads to one outside. */
const exits = (placements: readonly Placement[], inside: ReadonlySet<string>): number[] =>
  placements.flatMap(({ header, at }) =>
    (header.next ?? [])
      .filter(next => targetsOf(next).some(name => !inside.has(name)))
      .flatMap(({ when }) => stepsOf(header, when).map(step => at + step)),
  );

const namesOf = (placements: readonly Placement[]): Set<string> => new Set(placements.map(({ header }) => header.name));

/** A fixed stage that begins with layer number `number`. */
export const openStage = (
  graph: readonly HeaderLayer[],
  layer: HeaderLayer,
  number: number,
  parserBytes: number,
): StageDraft => {
  const placements: Placement[] =
    number === 0
      ? [{ name: layer.headers[0]!.name, header: layer.headers[0]!, layer: 0, at: 0 }]
      : placed(placesOf(graph, number, [], layer, parserBytes)!, number);
  const layers = [number];
  const skips = (): number[] => {
    const behind = exits(placements, namesOf(placements)).filter(skip => skip <= parserBytes);
    return sorted([...(number === 0 ? [] : [0]), ...behind]);
  };
  return {
    name: layer.name,
    kind: 'fixed',
    layers,
    placements,
    skips,
    fuse: (more, next) => {
      const all = placesOf(graph, number, placements, more, parserBytes);
      if (!all) return false;
      placements.push(...placed(all, next));
      layers.push(next);
      return true;
    },
    pointer: (more, next) => pointerStage(more, next, skips(), parserBytes),
  };
};

/** A stage for headers that lie in one word, wherever it is; undefined when the layer does not suit. */
const pointerStage = (
  layer: HeaderLayer,
  number: number,
  starts: readonly number[],
  parserBytes: number,
): StageDraft | undefined => {
  if (!layer.headers.every(fitsWord) || starts.some(start => start % pointerBytes !== 0)) return undefined;
  const steps = sorted([0, ...layer.headers.filter(({ next }) => next).flatMap(header => stepsOf(header))]);
  const behind = sorted(starts.flatMap(start => steps.map(step => start + step))).filter(skip => skip <= parserBytes);
  if (behind.some(skip => skip % pointerBytes !== 0)) return undefined;
  return {
    name: layer.name,
    kind: 'pointer',
    layers: [number],
    placements: layer.headers.map(header => ({ name: header.name, header, layer: number, at: 0 })),
    skips: () => behind,
    fuse: () => false,
    pointer: (more, next) => pointerStage(more, next, behind, parserBytes),
  };
};

const fitsWord = (header: HeaderRule): boolean =>
  bytesRead(header) <= pointerBytes &&
  !header.peeks &&
  !header.encloses &&
  !header.length?.unchecked &&
  !takesChecksum(header);

const takesChecksum = (header: HeaderRule): boolean =>
  givenFields(header).some(([, sources]) => sources.some(source => 'checksum' in source));
