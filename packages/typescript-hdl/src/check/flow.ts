// SPDX-License-Identifier: Apache-2.0
/** What every register, memory and output of a component looks at, in terms of what launches values: once per component. */
import {
  type ClockDomain,
  type Expression,
  isRegistered,
  type Module,
  type ModuleDefinition,
  type Signal,
} from '../ir/index.ts';
import type { Location } from '../location.ts';
import { eachLeaf } from '../walk.ts';
import { declaredPaths, Graph, isInput, type Point, type PortDependencies, reachOutputs, Search } from './loops.ts';

/** A signal that a value comes from, and the point at which the search for it began. */
export interface Source {
  readonly signal: Signal;
  readonly root: Point;
}

/** Something in a component that takes values at its clock. */
export interface Capture {
  readonly name: string;
  readonly domain: ClockDomain | undefined;
  readonly location: Location;
  /** Takes values of its own clock or the inverse, whatever resets what launches them. */
  readonly isSameClock: boolean;
  readonly sources: readonly Source[];
}

/** Where values of a component come from and go to. */
export interface Flow {
  readonly graph: Graph;
  readonly captures: readonly Capture[];
  /** For every input of an instance, and every output: what it depends on. */
  readonly ports: ReadonlyMap<Signal, readonly Source[]>;
}

/** The flows of all components of a design, given children first. */
export const flowsOf = (order: readonly ModuleDefinition[]): ReadonlyMap<ModuleDefinition, Flow> => {
  const flows = new Map<ModuleDefinition, Flow>();
  const dependencies = new Map<ModuleDefinition, PortDependencies>();
  for (const definition of order) {
    if (definition.options.blackBox) {
      dependencies.set(definition, declaredPaths(definition));
      continue;
    }
    const module = definition.elaborate();
    const graph = new Graph(module, instance => dependencies.get(instance.definition)!);
    const reach = new Search(graph, definition.name, isInput, isCrossing);
    dependencies.set(definition, reachOutputs(module, reach));
    flows.set(definition, flowOf(definition, module, graph));
  }
  return flows;
};

const signalAt = ({ what }: Point): Signal | undefined => ('op' in what ? undefined : what);

const isCrossing = (point: Point): boolean => signalAt(point)?.isCrossing === true;

const flowOf = (definition: ModuleDefinition, module: Module, graph: Graph): Flow => {
  const launching = launchingSignals(module);
  const search = new Search(graph, definition.name, point => launching.has(signalAt(point)!), isCrossing);
  const sourcesOf = (roots: readonly Point[]): Source[] => {
    const found = new Map<Signal, Source>();
    for (const root of roots) {
      for (const { what } of search.inputsOf(root)) {
        const signal = what as Signal;
        if (!found.has(signal)) found.set(signal, { signal, root });
      }
    }
    return [...found.values()];
  };
  const ports = new Map<Signal, readonly Source[]>();
  for (const signal of module.signals) {
    if (signal.kind !== 'output' && signal.kind !== 'instance-input') continue;
    ports.set(signal, sourcesOf(graph.atomsOf(signal, 0, signal.width)));
  }
  const captures = capturesOf(module, graph).map(({ roots, ...one }) => ({ ...one, sources: sourcesOf(roots) }));
  return { graph, captures, ports };
};

/** What values come from: inputs, registers, memories, instances, resets, and crossings that stay on one clock. */
const launchingSignals = (module: Module): ReadonlySet<Signal> => {
  const kinds = new Set<Signal['kind']>(['input', 'reg', 'memory-read', 'instance-output']);
  return new Set([
    ...module.signals.filter(one => kinds.has(one.kind)),
    ...module.clockReads.filter(one => one.what === 'reset').map(one => one.signal),
    ...module.crossings.filter(one => one.kind === 'same-clock').map(one => one.wire),
  ]);
};

type Rooted = Omit<Capture, 'sources'> & { readonly roots: readonly Point[] };

const capturesOf = (module: Module, graph: Graph): Rooted[] => {
  const captures: Rooted[] = [];
  const points = (values: readonly (Expression | undefined)[]): Point[] =>
    values.flatMap(value => (value ? graph.pointsOf(value) : []));
  const sameClock = new Map(
    module.crossings.flatMap(one => (one.kind === 'same-clock' && !one.because ? [[one.wire, one] as const] : [])),
  );
  const add = (
    name: string,
    domain: ClockDomain | undefined,
    location: Location,
    values: readonly (Expression | undefined)[],
  ) => captures.push({ name, domain, location, isSameClock: false, roots: points(values) });
  eachLeaf(module.statements, (leaf, conditions) => {
    if (leaf.kind === 'write') {
      const values = [...conditions, leaf.address, leaf.data, leaf.mask];
      add(leaf.memory.name, leaf.domain, leaf.location, values);
    }
    if (leaf.kind !== 'assign') return;
    const { signal, index } = leaf.target;
    const crosses = sameClock.get(signal);
    if (signal.kind === 'reg')
      add(signal.name, signal.domain, leaf.location, [...conditions, leaf.value, index?.value]);
    else if (crosses) {
      const roots = points([...conditions, leaf.value]);
      captures.push({ name: signal.name, domain: crosses.domain, location: signal.location, isSameClock: true, roots });
    }
  });
  for (const memory of module.memories) {
    for (const { output, address, enable } of memory.reads.filter(read => isRegistered(memory, read))) {
      add(output.name, output.domain, output.location, [address, enable]);
    }
  }
  for (const [domain, { reset, because }] of module.provided) {
    if (!reset || because) continue;
    const roots = graph.atomsOf(reset, 0, 1);
    captures.push({ name: reset.name, domain, location: reset.location, isSameClock: true, roots });
  }
  return captures;
};

/** Points from a root back to a signal. */
export const pathFrom = (graph: Graph, { root, signal }: Source): Point[] => {
  const before = new Map<Point, Point | undefined>([[root, undefined]]);
  const stack = [root];
  while (stack.length > 0) {
    const point = stack.pop()!;
    if (point.what === signal) {
      const path: Point[] = [];
      for (let at: Point | undefined = point; at; at = before.get(at)) path.unshift(at);
      return path;
    }
    for (const next of isCrossing(point) ? [] : graph.next(point)) {
      if (before.has(next)) continue;
      before.set(next, point);
      stack.push(next);
    }
  }
  return [];
};
