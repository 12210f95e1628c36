// SPDX-License-Identifier: Apache-2.0
/** Who reads a signal, followed forwards through wires and ports of a design. */
import { type Expression, isRegistered, type Memory, type Module, type Signal } from '../ir/index.ts';
import type { Location } from '../location.ts';
import { eachLeaf, eachNode } from '../walk.ts';
import { type Driver, portOf, portSignal, type Scope } from './scopes.ts';

/** A place in a module that looks at values. */
export interface Reader {
  /** Whether its own value changes at a clock only: a register, a memory. */
  readonly isClocked: boolean;
  /** What it drives; undefined for the write port of a memory. */
  readonly target: Signal | undefined;
  /** The assignment, where it is one. */
  readonly driver: Driver | undefined;
  readonly memory: Memory | undefined;
  readonly name: string;
  readonly values: readonly Expression[];
  readonly location: Location;
}

/** A reader in one scope. */
export interface PlacedReader {
  readonly scope: Scope;
  readonly reader: Reader;
}

const indexes = new WeakMap<Module, ReadonlyMap<Signal, readonly Reader[]>>();

/** The readers of every signal of a module. */
export const moduleReaders = (module: Module): ReadonlyMap<Signal, readonly Reader[]> => {
  const known = indexes.get(module);
  if (known) return known;
  const index = new Map<Signal, Reader[]>();
  for (const reader of readersOf(module)) {
    const signals = new Set<Signal>();
    eachNode(reader.values, node => {
      if (node.op === 'signal') signals.add(node.signal!);
    });
    for (const signal of signals) {
      const known = index.get(signal);
      if (known) known.push(reader);
      else index.set(signal, [reader]);
    }
  }
  indexes.set(module, index);
  return index;
};

const readersOf = (module: Module): Reader[] => {
  const readers: Reader[] = [];
  const defined = (values: readonly (Expression | undefined)[]): Expression[] =>
    values.filter(value => value !== undefined);
  eachLeaf(module.statements, (leaf, conditions) => {
    if (leaf.kind === 'assign') {
      const { target, value, location } = leaf;
      readers.push({
        isClocked: target.signal.kind === 'reg',
        target: target.signal,
        driver: { target, value, conditions, location },
        memory: undefined,
        name: target.signal.name,
        values: defined([...conditions, value, target.index?.value]),
        location,
      });
    } else if (leaf.kind === 'write') {
      const { memory, address, data, mask, location } = leaf;
      const values = defined([...conditions, address, data, mask]);
      readers.push({
        isClocked: true,
        target: undefined,
        driver: undefined,
        memory,
        name: memory.name,
        values,
        location,
      });
    }
  });
  for (const memory of module.memories) {
    for (const read of memory.reads) {
      const { output, address, enable } = read;
      readers.push({
        isClocked: isRegistered(memory, read),
        target: output,
        driver: undefined,
        memory,
        name: output.name,
        values: defined([address, enable]),
        location: output.location,
      });
    }
  }
  return readers;
};

/**
 * Every reader that a signal reaches without passing a clock or a crossing. `isEnd` says of further wires that the search
 * stops before them.
 */
export const reachedFrom = (
  scope: Scope,
  signal: Signal,
  isEnd: (scope: Scope, signal: Signal) => boolean = () => false,
): PlacedReader[] => {
  const found: PlacedReader[] = [];
  const seen = new Map<Scope, Set<Signal>>();
  const stack: [Scope, Signal][] = [[scope, signal]];
  const push = (at: Scope, next: Signal): void => {
    if (!isEnd(at, next)) stack.push([at, next]);
  };
  while (stack.length > 0) {
    const [at, one] = stack.pop()!;
    const known = seen.get(at) ?? new Set();
    if (known.has(one)) continue;
    seen.set(at, known.add(one));
    for (const reader of moduleReaders(at.module).get(one) ?? []) {
      found.push({ scope: at, reader });
      if (reader.target && !reader.isClocked && !reader.target.isCrossing) push(at, reader.target);
    }
    if (one.kind === 'instance-input') {
      const { instance, port } = portOf(at.module, one)!;
      const child = at.children.get(instance);
      if (child) push(child, portSignal(child.module, port)!);
    }
    if (one.kind === 'output' && at.parent) push(at.parent, at.instance!.connections.get(one.name)!);
  }
  return found;
};
