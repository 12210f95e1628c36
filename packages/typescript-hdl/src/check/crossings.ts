/** Does a value reach a register of another clock domain other than through a crossing? Through instances, with the path. */
import type { Definition } from '../component.ts';
import { HdlError } from '../diagnostic.ts';
import type { ClockDomain } from '../domain.ts';
import { type Instance, isRegistered, type Module, type Signal } from '../ir.ts';
import { type Location, onBehalfOf } from '../location.ts';
import type { Val } from '../value.ts';
import { eachLeaf } from '../walk.ts';
import { declaredPaths, Graph, isInput, type Point, type PortDependencies, reachOutputs, Search } from './loops.ts';

type Domain = ClockDomain | undefined;

/** A register that launches or captures a value, by its path of instance names. */
interface End {
  readonly name: string;
  readonly domain: Domain;
  readonly location: Location;
}

/** What a component does at its ports: registers that launch its outputs and that capture its inputs. */
interface PortEnds {
  readonly launches: ReadonlyMap<string, readonly End[]>;
  readonly captures: ReadonlyMap<string, readonly End[]>;
}

/** Something that captures: its end, and the expressions it looks at. */
interface Capture {
  readonly end: End;
  readonly roots: readonly Point[];
}

/** Throws on the first unprotected crossing; costs nothing in a design with one clock. */
export const checkCrossings = (order: readonly Definition[]): void => {
  if (order.every(definition => hasOneDomain(definition.elaborate()))) return;
  const ends = new Map<Definition, PortEnds>();
  const dependencies = new Map<Definition, PortDependencies>();
  for (const definition of order) {
    const module = definition.elaborate();
    const graph = new Graph(module, instance => dependencies.get(instance.definition)!);
    const search = new Search(graph, definition.name, isInput, isCrossing);
    dependencies.set(
      definition,
      definition.options.blackBox ? declaredPaths(definition) : reachOutputs(module, search),
    );
    onBehalfOf(definition.madeFor, () =>
      ends.set(
        definition,
        checkOne(definition, graph, child => ends.get(child)!),
      ),
    );
  }
  const top = order.at(-1)!;
  checkTopInputs(top, ends.get(top)!);
};

const hasOneDomain = (module: Module): boolean =>
  module.signals.every(signal => signal.domain === undefined && !signal.launchedIn?.domain) &&
  module.instances.every(instance => instance.domain === undefined) &&
  module.memories.every(memory => memory.writePorts.every(({ domain }) => domain === undefined));

/** An input of the whole design belongs to one domain at most: who reads it in two does so without a crossing in one. */
const checkTopInputs = (top: Definition, { captures }: PortEnds): void => {
  for (const [port, ends] of captures) {
    const [one, other] = ends;
    if (!one || !other) continue;
    throw new HdlError(
      'HDL-DOMAIN',
      `The input '${port}' of '${top.name}' reaches '${one.name}' of the domain '${domainName(one.domain)}' and ` +
        `'${other.name}' of the domain '${domainName(other.domain)}'; it belongs to one domain, so cross it into the other.`,
      one.location,
      other.location,
    );
  }
};

const checkOne = (definition: Definition, graph: Graph, portEnds: (child: Definition) => PortEnds): PortEnds => {
  const module = definition.elaborate();
  const launched = launchedSignals(module, portEnds);
  const search = new Search(graph, definition.name, point => isSource(point, launched), isCrossing);
  const captures = new Map<string, End[]>();
  for (const { end, roots } of capturesOf(module, graph, portEnds)) {
    for (const root of roots) {
      for (const { what } of search.inputsOf(root)) {
        const signal = what as Signal;
        if (signal.kind === 'input' && !signal.launchedIn) addTo(captures, signal.name, end);
        for (const start of launched.get(signal) ?? []) {
          if (start.domain !== end.domain) fail(definition, graph, start, end, root, signal);
        }
      }
    }
  }
  for (const { name, launchedIn, location } of module.signals) {
    if (launchedIn) captures.set(name, [{ name, domain: launchedIn.domain, location }]);
  }
  const launches = new Map<string, End[]>();
  for (const signal of module.signals) {
    if (signal.kind !== 'output') continue;
    for (const atom of graph.atomsOf(signal, 0, signal.width)) {
      for (const { what } of search.inputsOf(atom)) {
        for (const start of launched.get(what as Signal) ?? []) addTo(launches, signal.name, start);
      }
    }
  }
  return { launches, captures };
};

/** One end a domain is enough for a message. */
const addTo = (map: Map<string, End[]>, port: string, end: End): void => {
  const ends = map.get(port) ?? [];
  if (!ends.some(other => other.domain === end.domain)) map.set(port, [...ends, end]);
};

const isCrossing = (point: Point): boolean => !('op' in point.what) && (point.what as Signal).isCrossing;

const isSource = (point: Point, launched: ReadonlyMap<Signal, readonly End[]>): boolean => {
  if ('op' in point.what) return false;
  const signal = point.what as Signal;
  return (signal.kind === 'input' && !signal.isClock) || launched.has(signal);
};

/** An end of a child as this module sees it; what is inside the library is cited as the instance that holds it. */
const lifted = (instance: Instance, end: End): End => ({
  name: `${instance.name}.${end.name}`,
  domain: end.domain ?? instance.domain,
  location: end.location.inLibrary ? instance.location : end.location,
});

const launchedSignals = (module: Module, portEnds: (child: Definition) => PortEnds): Map<Signal, readonly End[]> => {
  const launched = new Map<Signal, readonly End[]>();
  const registered = new Set(
    module.memories.flatMap(memory => memory.reads.filter(read => isRegistered(memory, read)).map(read => read.output)),
  );
  for (const signal of module.signals) {
    if (signal.kind === 'reg' || registered.has(signal)) {
      launched.set(signal, [{ name: signal.name, domain: signal.domain, location: signal.location }]);
    } else if (signal.launchedIn) {
      launched.set(signal, [{ name: signal.name, domain: signal.launchedIn.domain, location: signal.location }]);
    }
  }
  for (const instance of module.instances) {
    for (const [port, ends] of portEnds(instance.definition).launches) {
      launched.set(
        instance.connections.get(port)!,
        ends.map(end => lifted(instance, end)),
      );
    }
  }
  return launched;
};

const capturesOf = (module: Module, graph: Graph, portEnds: (child: Definition) => PortEnds): Capture[] => {
  const captures: Capture[] = [];
  const points = (values: readonly (Val | undefined)[]): Point[] =>
    values.flatMap(value => (value ? graph.pointsOf(value) : []));
  eachLeaf(module.statements, (leaf, conditions) => {
    if (leaf.kind === 'assign' && leaf.target.signal.kind === 'reg') {
      const { name, domain } = leaf.target.signal;
      const roots = points([...conditions, leaf.value, leaf.target.index?.value]);
      captures.push({ end: { name, domain, location: leaf.location }, roots });
    } else if (leaf.kind === 'write') {
      const roots = points([...conditions, leaf.address, leaf.data, leaf.mask]);
      captures.push({ end: { name: leaf.memory.name, domain: leaf.domain, location: leaf.location }, roots });
    }
  });
  for (const memory of module.memories) {
    for (const { output, address, enable } of memory.reads.filter(read => isRegistered(memory, read))) {
      const end = { name: output.name, domain: output.domain, location: output.location };
      captures.push({ end, roots: points([address, enable]) });
    }
  }
  for (const instance of module.instances) {
    for (const [port, ends] of portEnds(instance.definition).captures) {
      const signal = instance.connections.get(port)!;
      const roots = graph.atomsOf(signal, 0, signal.width);
      captures.push(...ends.map(end => ({ end: lifted(instance, end), roots })));
    }
  }
  return captures;
};

const domainName = (domain: Domain): string => domain?.name ?? 'default';

const fail = (definition: Definition, graph: Graph, start: End, end: End, root: Point, source: Signal): never => {
  const between = pathFrom(graph, root, source)
    .filter(point => !('op' in point.what))
    .map(point => (point.what as Signal).name)
    .reverse();
  const path = [start.name, ...between.filter(name => name !== start.name && name !== end.name), end.name];
  throw new HdlError(
    'HDL-DOMAIN',
    `In component '${definition.name}' a value of the domain '${domainName(start.domain)}' reaches the domain ` +
      `'${domainName(end.domain)}' without a crossing: ${path.join(' -> ')}.`,
    start.location,
    end.location,
  );
};

/** Points from a root back to a signal. */
const pathFrom = (graph: Graph, root: Point, source: Signal): Point[] => {
  const before = new Map<Point, Point | undefined>([[root, undefined]]);
  const stack = [root];
  while (stack.length > 0) {
    const point = stack.pop()!;
    if (point.what === source) {
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
