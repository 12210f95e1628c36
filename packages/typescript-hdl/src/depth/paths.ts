// SPDX-License-Identifier: Apache-2.0
/** The deepest paths of a design, step by step. */

import { checkLoops, declaredPaths, type PortDependencies } from '../check/loops.ts';
import type { ModuleDefinition } from '../ir/index.ts';
import type { Location } from '../location.ts';
import { type Bits, LoopFound, type SourceKind } from './bits.ts';
import { type Endpoint, type EndpointKind, endpointsOf } from './endpoints.ts';
import { nodeOf } from './gates.ts';
import { scopeOf } from './scopes.ts';

/** A named place of a path. */
export interface DepthPlace {
  /** Path of the instance and name of the signal, port or memory. */
  readonly name: string;
  readonly location: Location;
}

/** What a signal passes on a path. */
export interface DepthStep extends DepthPlace {
  readonly kind: 'LUT' | 'carry chain' | 'LUT RAM' | 'black box';
  /** Positions of a carry chain; 1 otherwise. */
  readonly length: number;
}

/** A path from a register, port or memory to another. */
export interface DepthPath {
  /** LUTs in a row; LUT RAMs count as one, black boxes with combinational paths too, carry chains as none. */
  readonly levels: number;
  readonly carryChains: number;
  readonly start: DepthPlace & { readonly kind: SourceKind | 'constant' };
  readonly steps: readonly DepthStep[];
  readonly end: DepthPlace & { readonly kind: EndpointKind };
}

/** What {@link logicDepth} finds out. */
export interface Depth {
  readonly component: string;
  /** LUT levels of the deepest path. */
  readonly levels: number;
  /** The deepest paths, one for each word that they end in. */
  readonly paths: readonly DepthPath[];
}

/** Words whose paths are looked at to find those with most carry chains. */
const mostCandidates = 200;

/**
 * Logic depth of a design between registers, ports and memories, from its elaborated form: LUTs of six inputs as depth-optimal
 * mapping places them, through all instances. `paths` says how many of the deepest are wanted. Throws HDL-LOOP for a combinational loop.
 */
export const logicDepth = (definition: ModuleDefinition, { paths = 1 }: { readonly paths?: number } = {}): Depth => {
  const { bits, endpoints } = search(definition);
  const words = new Map<string, Endpoint>();
  const arrival = (endpoint: Endpoint): number => bits.gates.arrival(endpoint.literal);
  for (const endpoint of endpoints) {
    const key = `${endpoint.scope.path} ${endpoint.kind} ${endpoint.name}`;
    const other = words.get(key);
    if (!other || arrival(endpoint) > arrival(other)) words.set(key, endpoint);
  }
  const deepest = [...words.values()].sort((a, b) => arrival(b) - arrival(a));
  const trace = new Trace(bits);
  const found = deepest.slice(0, Math.max(paths, mostCandidates)).map(endpoint => trace.pathTo(endpoint));
  // Of paths of equal depth those with more carry chains are the slower.
  const sorted = found.sort((a, b) => b.levels - a.levels || b.carryChains - a.carryChains);
  return { component: definition.name, levels: sorted[0]?.levels ?? 0, paths: sorted.slice(0, paths) };
};

const search = (definition: ModuleDefinition): ReturnType<typeof endpointsOf> => {
  try {
    return endpointsOf(scopeOf(definition));
  } catch (error) {
    // The check of the language names the whole loop.
    if (error instanceof LoopFound) checkAllLoops(definition);
    throw error;
  }
};

const checkAllLoops = (definition: ModuleDefinition): PortDependencies =>
  definition.options.blackBox
    ? declaredPaths(definition)
    : checkLoops(definition.elaborate(), definition.name, instance => checkAllLoops(instance.definition));

/** Walks back from endpoints along whatever arrives last. */
class Trace {
  readonly #bits: Bits;
  readonly #chains = new Map<number, number>();

  constructor(bits: Bits) {
    this.#bits = bits;
  }

  pathTo(endpoint: Endpoint): DepthPath {
    const { gates, sources } = this.#bits;
    const steps: DepthStep[] = [];
    let node = nodeOf(endpoint.literal);
    while (!this.#isStart(node)) {
      this.#addStep(steps, node);
      node = this.#latest(node);
    }
    const source = sources.get(node);
    const steady = { kind: 'constant', name: 'constant', location: endpoint.origin.location } as const;
    return {
      levels: gates.arrival(endpoint.literal),
      carryChains: steps.filter(step => step.kind === 'carry chain').length,
      start: source
        ? { kind: source.kind, name: nameIn(source.scope.path, source.signal?.name), location: source.location }
        : steady,
      steps: steps.reverse(),
      end: {
        kind: endpoint.kind,
        name: nameIn(endpoint.scope.path, endpoint.name),
        location: endpoint.origin.location,
      },
    };
  }

  #isStart(node: number): boolean {
    const kind = this.#bits.gates.kinds[node];
    return kind === 'source' || kind === 'constant';
  }

  /** The inputs of a node that arrive last. */
  #latestOf(node: number): readonly number[] {
    const { gates } = this.#bits;
    const leaves = gates.leavesOf(node);
    const last = leaves.reduce((most, leaf) => Math.max(most, gates.arrival(2 * leaf)), 0);
    return leaves.filter(leaf => gates.arrival(2 * leaf) === last);
  }

  /** Of them one with most carry chains before it. */
  #latest(node: number): number {
    return this.#latestOf(node).reduce((best, leaf) => (this.#chainsTo(leaf) > this.#chainsTo(best) ? leaf : best));
  }

  /** Carry chains on the way to a node; the way may be longer than the stack of calls. */
  #chainsTo(node: number): number {
    const open = [node];
    while (open.length > 0) {
      const top = open.at(-1)!;
      const missing = this.#isStart(top) ? [] : this.#latestOf(top).filter(leaf => !this.#chains.has(leaf));
      if (missing.length > 0) {
        open.push(...missing);
        continue;
      }
      open.pop();
      if (!this.#chains.has(top)) this.#chains.set(top, this.#chainsOf(top));
    }
    return this.#chains.get(node)!;
  }

  /** The same when those of everything before the node are known. */
  #chainsOf(node: number): number {
    if (this.#isStart(node)) return 0;
    const before = this.#latest(node);
    return this.#chains.get(before)! + (this.#isCarry(node) && !this.#goesOn(before, node) ? 1 : 0);
  }

  #isCarry(node: number): boolean {
    return this.#bits.gates.kinds[node] === 'carry';
  }

  /** Whether two nodes are positions of one carry chain. */
  #goesOn(before: number, after: number): boolean {
    if (!this.#isCarry(before) || !this.#isCarry(after)) return false;
    const [one, other] = [before, after].map(node => this.#bits.gates.originOf(node)!.location) as [Location, Location];
    return one.isSameAs(other);
  }

  /** Adds what is before the steps found so far; positions of one carry chain are one step. */
  #addStep(steps: DepthStep[], node: number): void {
    const { gates } = this.#bits;
    const { scope, signal, location } = gates.originOf(node)!;
    const kind = stepKinds[gates.kinds[node] as keyof typeof stepKinds];
    const later = steps.at(-1);
    const goesOn = kind === 'carry chain' && later?.kind === kind && later.location.isSameAs(location);
    if (goesOn) steps[steps.length - 1] = { ...later, length: later.length + 1 };
    else steps.push({ kind, length: 1, name: nameIn(scope.path, signal?.name), location });
  }
}

const stepKinds = { and: 'LUT', xor: 'LUT', carry: 'carry chain', 'lut-ram': 'LUT RAM', box: 'black box' } as const;

const nameIn = (path: string, name = 'logic'): string => (path === '' ? name : `${path}.${name}`);
