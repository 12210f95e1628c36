// SPDX-License-Identifier: Apache-2.0
/** Combinational loops, per bit range, through instances, with the path; and which inputs reach which outputs. */

import { HdlError } from '../diagnostic.ts';
import {
  type Expression,
  isRegistered,
  type Module,
  type ModuleDefinition,
  type Signal,
  type Target,
} from '../ir/index.ts';
import type { Location } from '../location.ts';
import { markOf } from '../pipeline-stage.ts';
import { eachLeaf, eachNode, eachRoot } from '../walk.ts';

/** A combinational path through a module: which input bits an output bit range depends on. */
export interface PortDependency {
  readonly lo: number;
  readonly width: number;
  readonly inputs: readonly { readonly port: string; readonly lo: number; readonly width: number }[];
}

/** For every output port, its combinational dependencies. */
export type PortDependencies = ReadonlyMap<string, readonly PortDependency[]>;

/** A bit range of an expression or of a signal. */
export interface Point {
  readonly what: Expression | Signal;
  readonly lo: number;
  readonly width: number;
}

interface Driver {
  readonly target: Target;
  readonly value: Expression;
  readonly conditions: readonly Expression[];
  readonly location: Location;
}

/** Throws on a combinational loop; returns the dependencies of the outputs on the inputs. */
export const checkLoops = (
  module: Module,
  component: string,
  childDependencies: (instance: Module['instances'][number]) => PortDependencies,
): PortDependencies => {
  const graph = new Graph(module, childDependencies);
  const search = new Search(graph, component);
  for (const signal of module.signals) {
    for (const atom of graph.atomsOf(signal, 0, signal.width)) search.inputsOf(atom);
  }
  return reachOutputs(module, search);
};

/** The dependencies that a black box declares. */
export const declaredPaths = ({ words, options }: ModuleDefinition): PortDependencies => {
  const widthOf = new Map(words.map(({ name, width }) => [name, width]));
  return new Map(
    Object.entries(options.blackBox?.combinational ?? {}).map(([output, inputs]) => [
      output,
      [
        {
          lo: 0,
          width: widthOf.get(output)!,
          inputs: inputs.map(port => ({ port, lo: 0, width: widthOf.get(port)! })),
        },
      ],
    ]),
  );
};

/** For every output, the inputs that a search finds. */
export const reachOutputs = (module: Module, search: Search): PortDependencies => {
  const dependencies = new Map<string, PortDependency[]>();
  for (const signal of module.signals) {
    if (signal.kind !== 'output') continue;
    const atoms = search.graph.atomsOf(signal, 0, signal.width);
    const reached = atoms.map(atom => ({ lo: atom.lo, width: atom.width, inputs: [...search.inputsOf(atom)] }));
    dependencies.set(signal.name, reached.map(simplify));
  }
  return dependencies;
};

const simplify = ({ lo, width, inputs }: { lo: number; width: number; inputs: readonly Point[] }): PortDependency => ({
  lo,
  width,
  inputs: inputs.map(point => ({ port: (point.what as Signal).name, lo: point.lo, width: point.width })),
});

/** The dependency graph: points are bit ranges, cut wherever the description itself slices a signal. */
export class Graph {
  readonly #drivers = new Map<Signal, Driver[]>();
  readonly #cuts = new Map<Signal, number[]>();
  readonly #points = new Map<Expression | Signal, Map<number, Point>>();
  readonly #memoryReads = new Map<Signal, Expression>();
  readonly #instanceOutputs = new Map<
    Signal,
    { byName: ReadonlyMap<string, Signal>; paths: readonly PortDependency[] }
  >();

  constructor(module: Module, childDependencies: (instance: Module['instances'][number]) => PortDependencies) {
    for (const instance of module.instances) this.#addInstance(instance, childDependencies(instance));
    for (const memory of module.memories) {
      for (const read of memory.reads) {
        if (!isRegistered(memory, read)) this.#memoryReads.set(read.output, read.address);
      }
    }
    eachLeaf(module.statements, (leaf, conditions) => {
      if (leaf.kind !== 'assign' || leaf.target.signal.kind === 'reg') return;
      const { target, value, location } = leaf;
      const drivers = this.#drivers.get(target.signal) ?? [];
      drivers.push({ target, value, conditions, location });
      this.#drivers.set(target.signal, drivers);
      this.#cut(target.signal, target.lo, target.index ? target.signal.width - target.lo : target.width);
    });
    const roots: Expression[] = [];
    eachRoot(module, root => roots.push(root));
    eachNode(roots, node => {
      const base = node.args[0];
      if (node.op === 'slice' && base?.op === 'signal') this.#cut(base.signal!, Number(node.extra), node.width);
    });
    for (const [signal, cuts] of this.#cuts)
      this.#cuts.set(
        signal,
        [...new Set(cuts)].sort((a, b) => a - b),
      );
  }

  /** The atoms of a signal that a bit range touches. */
  atomsOf(signal: Signal, lo: number, width: number): Point[] {
    const cuts = this.#cuts.get(signal);
    if (!cuts) return [this.#point(signal, 0, signal.width)];
    const edges = [0, ...cuts.filter(cut => cut > 0 && cut < signal.width), signal.width];
    const atoms: Point[] = [];
    for (let i = 0; i + 1 < edges.length; i++) {
      if (edges[i]! < lo + width && edges[i + 1]! > lo)
        atoms.push(this.#point(signal, edges[i]!, edges[i + 1]! - edges[i]!));
    }
    return atoms;
  }

  /** The line that first drives a signal, or else declares it. */
  driverOf(signal: Signal): Location {
    return this.#drivers.get(signal)?.[0]?.location ?? signal.location;
  }

  /** The points of a whole value. */
  pointsOf(value: Expression): Point[] {
    return this.#of(value, 0, value.width);
  }

  /** The points that a point depends on in the same clock. */
  next(point: Point): Point[] {
    return 'op' in point.what ? this.#nextOfValue(point.what, point) : this.#nextOfSignal(point.what as Signal, point);
  }

  #nextOfSignal(signal: Signal, { lo, width }: Point): Point[] {
    const address = this.#memoryReads.get(signal);
    if (address) return this.#of(address, 0, address.width);
    const child = this.#instanceOutputs.get(signal);
    if (child) {
      return child.paths
        .filter(path => overlaps(path.lo, path.width, lo, width))
        .flatMap(path => path.inputs)
        .flatMap(input => this.atomsOf(child.byName.get(input.port)!, input.lo, input.width));
    }
    return (this.#drivers.get(signal) ?? []).flatMap(driver => this.#nextOfDriver(driver, lo, width));
  }

  #nextOfDriver({ target, value, conditions }: Driver, lo: number, width: number): Point[] {
    const tests = conditions.flatMap(condition => this.#of(condition, 0, condition.width));
    if (target.index) {
      return [
        ...tests,
        ...this.#of(value, 0, value.width),
        ...this.#of(target.index.value, 0, target.index.value.width),
      ];
    }
    const from = Math.max(lo, target.lo);
    const to = Math.min(lo + width, target.lo + target.width);
    return from < to ? [...tests, ...this.#of(value, from - target.lo, to - from)] : [];
  }

  #nextOfValue(node: Expression, { lo, width }: Point): Point[] {
    switch (node.op) {
      case 'signal':
        return this.atomsOf(node.signal!, lo, width);
      case 'not':
      case 'and':
      case 'or':
      case 'xor':
        return node.args.flatMap(arg => this.#of(arg, lo, width));
      case 'mux':
        return [
          ...this.#of(node.args[0]!, 0, 1),
          ...this.#of(node.args[1]!, lo, width),
          ...this.#of(node.args[2]!, lo, width),
        ];
      case 'add':
      case 'sub':
        return node.args.flatMap(arg => this.#of(arg, 0, lo + width));
      case 'slice':
        return this.#of(node.args[0]!, lo + Number(node.extra), width);
      case 'cat':
        return this.#nextOfCat(node, lo, width);
      default:
        return node.args.flatMap(arg => this.#of(arg, 0, arg.width));
    }
  }

  #nextOfCat(node: Expression, lo: number, width: number): Point[] {
    const points: Point[] = [];
    let partLo: number = node.width;
    for (const part of node.args) {
      partLo -= part.width;
      const from = Math.max(lo, partLo);
      const to = Math.min(lo + width, partLo + part.width);
      if (from < to) points.push(...this.#of(part, from - partLo, to - from));
    }
    return points;
  }

  #of(value: Expression, lo: number, width: number): Point[] {
    if (value.op === 'const') return [];
    if (value.op === 'signal' && !markOf(value)) return this.atomsOf(value.signal!, lo, width);
    return [this.#point(value, lo, width)];
  }

  #point(what: Expression | Signal, lo: number, width: number): Point {
    let ranges = this.#points.get(what);
    if (!ranges) {
      ranges = new Map();
      this.#points.set(what, ranges);
    }
    const key = lo * 0x10_0000 + width;
    let point = ranges.get(key);
    if (!point) {
      point = { what, lo, width };
      ranges.set(key, point);
    }
    return point;
  }

  #cut(signal: Signal, lo: number, width: number): void {
    const cuts = this.#cuts.get(signal);
    if (cuts) cuts.push(lo, lo + width);
    else this.#cuts.set(signal, [lo, lo + width]);
  }

  #addInstance(instance: Module['instances'][number], dependencies: PortDependencies): void {
    for (const [port, paths] of dependencies) {
      const signal = instance.connections.get(port)!;
      this.#instanceOutputs.set(signal, { byName: instance.connections, paths });
      for (const path of paths) {
        this.#cut(signal, path.lo, path.width);
        for (const input of path.inputs) this.#cut(instance.connections.get(input.port)!, input.lo, input.width);
      }
    }
  }
}

const overlaps = (lo: number, width: number, otherLo: number, otherWidth: number): boolean =>
  lo < otherLo + otherWidth && otherLo < lo + width;

/** A point on the path of a search. */
interface Visit {
  readonly point: Point;
  readonly rest: Point[];
  readonly inputs: Set<Point>;
}

/** Depth-first search that finds loops and collects the inputs that every point depends on. */
export class Search {
  readonly graph: Graph;
  readonly #component: string;
  readonly #wanted: (point: Point) => boolean;
  readonly #stops: (point: Point) => boolean;
  readonly #done = new Map<Point, ReadonlySet<Point>>();
  readonly #path: Point[] = [];
  readonly #onPath = new Set<Point>();

  /** `wanted` says which points are collected, by default the inputs of the module; `stops` where the search turns back. */
  constructor(
    graph: Graph,
    component: string,
    wanted: (point: Point) => boolean = isInput,
    stops: (point: Point) => boolean = () => false,
  ) {
    this.graph = graph;
    this.#component = component;
    this.#wanted = wanted;
    this.#stops = stops;
  }

  inputsOf(start: Point): ReadonlySet<Point> {
    const known = this.#done.get(start);
    if (known) return known;
    const stack: Visit[] = [this.#enter(start)];
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const next = top.rest.pop();
      if (next === undefined) {
        this.#leave(top.point, top.inputs, stack.at(-2)?.inputs);
        stack.pop();
      } else if (this.#onPath.has(next)) {
        this.#fail(next);
      } else {
        const known = this.#done.get(next);
        if (!known) stack.push(this.#enter(next));
        else for (const input of known) top.inputs.add(input);
      }
    }
    return this.#done.get(start)!;
  }

  #enter(point: Point): Visit {
    this.#path.push(point);
    this.#onPath.add(point);
    const rest = this.#stops(point) ? [] : this.graph.next(point);
    return { point, rest, inputs: new Set(this.#wanted(point) ? [point] : []) };
  }

  #leave(point: Point, inputs: ReadonlySet<Point>, parent: Set<Point> | undefined): void {
    this.#done.set(point, inputs);
    this.#path.pop();
    this.#onPath.delete(point);
    if (parent) for (const input of inputs) parent.add(input);
  }

  #fail(at: Point): never {
    const loop = this.#path.slice(this.#path.indexOf(at)).filter(point => !('op' in point.what));
    const names = loop.map(({ what, lo, width }) => rangeName(what as Signal, lo, width));
    throw new HdlError(
      'HDL-LOOP',
      `Combinational loop in component '${this.#component}': ${[...names, names[0] ?? ''].join(' <- ')}.`,
      ...new Set(loop.map(point => this.graph.driverOf(point.what as Signal))),
    );
  }
}

export const isInput = (point: Point): boolean => {
  if ('op' in point.what) return false;
  const signal = point.what as Signal;
  return signal.kind === 'input' && !signal.isClock;
};

const rangeName = (signal: Signal, lo: number, width: number): string => {
  if (width === signal.width) return signal.name;
  return width === 1 ? `${signal.name}[${lo}]` : `${signal.name}[${lo + width - 1}:${lo}]`;
};
