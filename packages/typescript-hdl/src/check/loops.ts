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
  readonly #atoms = new Map<Signal, readonly Point[]>();
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
  }

  /** The atoms of a signal that a bit range touches. */
  atomsOf(signal: Signal, lo: number, width: number): readonly Point[] {
    const all = this.#allAtomsOf(signal);
    if (all.length === 1 || width === signal.width) return all;
    return all.filter(atom => overlaps(atom.lo, atom.width, lo, width));
  }

  #allAtomsOf(signal: Signal): readonly Point[] {
    let atoms = this.#atoms.get(signal);
    if (!atoms) {
      const inside = (this.#cuts.get(signal) ?? []).filter(cut => cut > 0 && cut < signal.width);
      const edges = [...new Set([0, ...inside])].sort((a, b) => a - b);
      atoms = edges.map((lo, i) => this.#point(signal, lo, (edges[i + 1] ?? signal.width) - lo));
      this.#atoms.set(signal, atoms);
    }
    return atoms;
  }

  /** The line that first drives a signal, or else declares it. */
  driverOf(signal: Signal): Location {
    return this.#drivers.get(signal)?.[0]?.location ?? signal.location;
  }

  /** The points of a whole value. */
  pointsOf(value: Expression): readonly Point[] {
    const points: Point[] = [];
    this.#add(value, 0, value.width, points);
    return points;
  }

  /** The points that a point depends on in the same clock. */
  next({ what, lo, width }: Point): Point[] {
    const points: Point[] = [];
    if ('op' in what) this.#addOfNode(what, lo, width, points);
    else this.#addOfSignal(what, lo, width, points);
    return points;
  }

  #addOfSignal(signal: Signal, lo: number, width: number, points: Point[]): void {
    const address = this.#memoryReads.get(signal);
    if (address) this.#add(address, 0, address.width, points);
    for (const driver of this.#drivers.get(signal) ?? []) this.#addOfDriver(driver, lo, width, points);
    const child = this.#instanceOutputs.get(signal);
    for (const path of child?.paths ?? []) {
      if (!overlaps(path.lo, path.width, lo, width)) continue;
      for (const input of path.inputs)
        points.push(...this.atomsOf(child!.byName.get(input.port)!, input.lo, input.width));
    }
  }

  #addOfDriver({ target, value, conditions }: Driver, lo: number, width: number, points: Point[]): void {
    const from = Math.max(lo, target.lo);
    const to = Math.min(lo + width, target.lo + target.width);
    if (!target.index && from >= to) return;
    for (const condition of conditions) this.#add(condition, 0, condition.width, points);
    if (target.index) {
      this.#add(value, 0, value.width, points);
      this.#add(target.index.value, 0, target.index.value.width, points);
    } else {
      this.#add(value, from - target.lo, to - from, points);
    }
  }

  #addOfNode(node: Expression, lo: number, width: number, points: Point[]): void {
    const { args } = node;
    switch (node.op) {
      case 'signal':
        points.push(...this.atomsOf(node.signal!, lo, width));
        break;
      case 'not':
      case 'and':
      case 'or':
      case 'xor':
        for (const arg of args) this.#add(arg, lo, width, points);
        break;
      case 'mux':
        this.#add(args[0]!, 0, 1, points);
        this.#add(args[1]!, lo, width, points);
        this.#add(args[2]!, lo, width, points);
        break;
      case 'add':
      case 'sub':
        for (const arg of args) this.#add(arg, 0, lo + width, points);
        break;
      case 'slice':
        this.#add(args[0]!, lo + Number(node.extra), width, points);
        break;
      case 'cat':
        this.#addOfCat(node, lo, width, points);
        break;
      default:
        for (const arg of args) this.#add(arg, 0, arg.width, points);
    }
  }

  #addOfCat(node: Expression, lo: number, width: number, points: Point[]): void {
    let partLo: number = node.width;
    for (const part of node.args) {
      partLo -= part.width;
      const from = Math.max(lo, partLo);
      const to = Math.min(lo + width, partLo + part.width);
      if (from < to) this.#add(part, from - partLo, to - from, points);
    }
  }

  #add(value: Expression, lo: number, width: number, points: Point[]): void {
    if (value.op === 'const') return;
    if (value.op === 'signal' && !markOf(value)) points.push(...this.atomsOf(value.signal!, lo, width));
    else points.push(this.#point(value, lo, width));
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
  /** Those to visit yet. */
  readonly rest: Point[];
  inputs: ReadonlySet<Point>;
  /** Nobody else looks at the set of inputs yet, so that it can grow. */
  isOwn: boolean;
}

const none: ReadonlySet<Point> = new Set();

/** Adds inputs to those of a visit; a point that depends on one other shares its set. */
const addInputs = (visit: Visit, more: ReadonlySet<Point>): void => {
  if (visit.inputs.size === 0) {
    visit.inputs = more;
    return;
  }
  for (const input of more) {
    if (visit.inputs.has(input)) continue;
    if (!visit.isOwn) visit.inputs = new Set(visit.inputs);
    visit.isOwn = true;
    (visit.inputs as Set<Point>).add(input);
  }
};

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
        stack.pop();
        this.#leave(top, stack.at(-1));
      } else if (this.#onPath.has(next)) {
        this.#fail(next);
      } else {
        const known = this.#done.get(next);
        if (!known) stack.push(this.#enter(next));
        else addInputs(top, known);
      }
    }
    return this.#done.get(start)!;
  }

  #enter(point: Point): Visit {
    this.#path.push(point);
    this.#onPath.add(point);
    const rest = this.#stops(point) ? [] : this.graph.next(point);
    const isWanted = this.#wanted(point);
    return { point, rest, inputs: isWanted ? new Set([point]) : none, isOwn: isWanted };
  }

  #leave({ point, inputs }: Visit, parent: Visit | undefined): void {
    this.#done.set(point, inputs);
    this.#path.pop();
    this.#onPath.delete(point);
    if (parent) addInputs(parent, inputs);
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
