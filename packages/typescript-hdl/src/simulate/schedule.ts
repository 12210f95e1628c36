// SPDX-License-Identifier: Apache-2.0
/** Puts the combinational work of a flattened design in an order in which every value is computed once, after its inputs. */

import { checkLoops, declaredPaths, type PortDependencies } from '../check/loops.ts';
import { type Expression, isRegistered, type Memory, type ModuleDefinition } from '../ir/index.ts';
import { constant } from '../value.ts';
import { eachNode } from '../walk.ts';
import { limbsOf, type Scope, type Storage } from './storage.ts';

/** One step of evaluation: computes `value` into the limbs at `slot`. */
export interface ValueUnit {
  readonly kind: 'value';
  readonly scope: Scope;
  readonly slot: number;
  readonly width: number;
  readonly value: Expression;
  /** Set for the output of a distributed memory, whose `value` means nothing. */
  readonly memory: { readonly memory: Memory; readonly address: Expression } | undefined;
}

/** Computes an output of a black box. */
export interface BoxUnit {
  readonly kind: 'box';
  readonly slot: number;
  readonly box: number;
  readonly output: number;
  /** Limbs of the inputs that reach the output in the same clock. */
  readonly reads: readonly number[];
}

export type Unit = ValueUnit | BoxUnit;

/** Units that are computed once, or those of a cycle of whole words, which are computed until nothing changes any more. */
export interface Group {
  readonly units: readonly Unit[];
  readonly isCycle: boolean;
}

export interface Schedule {
  readonly groups: readonly Group[];
  /** Nodes with limbs of their own, by scope. */
  readonly temps: ReadonlyMap<Scope, ReadonlyMap<Expression, number>>;
  /** What every unit reads. */
  readonly reaches: ReadonlyMap<Unit, Reach>;
}

/** Orders the combinational signals of all scopes. */
export const schedule = (storage: Storage): Schedule => {
  const temps = new Map(storage.scopes.map(scope => [scope, assignTemps(scope, storage)]));
  const units: Unit[] = storage.scopes.flatMap(scope => unitsOf(scope, temps.get(scope)!));
  storage.boxes.forEach(({ outputs }, box) => {
    outputs.forEach(({ slot, reads }, output) => {
      units.push({ kind: 'box', slot, box, output, reads: reads.map(port => port.slot) });
    });
  });
  const reaches = new Map(units.map(unit => [unit, reachOfUnit(unit, temps)]));
  const groups = order(units, reaches);
  if (groups.some(group => group.isCycle)) refuseRealLoops(storage.scopes);
  return { groups, temps, reaches };
};

/** Nodes that several roots use, and bases of dynamic selections, are computed once and stored. */
const assignTemps = (scope: Scope, storage: Storage): Map<Expression, number> => {
  const uses = new Map<Expression, number>();
  const roots = rootsOf(scope);
  eachNode(roots, node => {
    for (const arg of node.args) uses.set(arg, (uses.get(arg) ?? 0) + 1);
  });
  const temps = new Map<Expression, number>();
  const give = (node: Expression): void => {
    if (temps.has(node)) return;
    temps.set(node, storage.limbs);
    storage.limbs += limbsOf(node.width);
  };
  eachNode(roots, node => {
    if (node.op === 'index' && node.args[0]!.op !== 'signal') give(node.args[0]!);
    if ((uses.get(node) ?? 0) > 1 && node.args.length > 0 && node.op !== 'slice') give(node);
  });
  return temps;
};

const rootsOf = ({ dataflow, module }: Scope): Expression[] => [
  ...dataflow.values.values(),
  ...dataflow.writes.flatMap(({ enable, address, data, mask }) => [enable, address, data, ...(mask ? [mask] : [])]),
  ...dataflow.checks.flatMap(({ check, enable }) => [check.condition, enable]),
  ...module.memories.flatMap(memory =>
    memory.reads.flatMap(read => [read.address, ...(read.enable ? [read.enable] : [])]),
  ),
];

const nothing = constant(0n, 1);

const unitsOf = (scope: Scope, temps: ReadonlyMap<Expression, number>): ValueUnit[] => {
  const units: ValueUnit[] = [];
  const add = (slot: number, width: number, value: Expression, memory?: ValueUnit['memory']): void => {
    units.push({ kind: 'value', scope, slot, width, value, memory });
  };
  for (const [node, slot] of temps) add(slot, node.width, node);
  for (const [signal, value] of scope.dataflow.values) {
    if (signal.kind === 'reg') continue;
    add(scope.slots.get(signal)!, signal.width, value);
  }
  for (const memory of scope.module.memories) {
    for (const { output, address } of memory.reads.filter(read => !isRegistered(memory, read))) {
      add(scope.slots.get(output)!, output.width, nothing, { memory, address });
    }
  }
  return units;
};

type Temps = ReadonlyMap<Scope, ReadonlyMap<Expression, number>>;

/** What an expression reads, and how much work it is. */
export interface Reach {
  /** Slots that it reads directly. */
  readonly slots: readonly number[];
  /** Nodes, each as often as it has limbs. */
  readonly weight: number;
}

/** Follows expressions of a scope down to what is stored. */
export const reachOf = (scope: Scope, roots: readonly Expression[], all: Temps): Reach => {
  const temps = all.get(scope)!;
  const slots: number[] = [];
  const stack = [...roots];
  const seen = new Set<Expression>();
  let weight = 0;
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (seen.has(node)) continue;
    seen.add(node);
    weight += limbsOf(node.width);
    const slot = node.signal && node.op === 'signal' ? scope.slots.get(node.signal) : temps.get(node);
    if (slot !== undefined) slots.push(slot);
    else for (const arg of node.args) stack.push(arg);
  }
  return { slots, weight };
};

const reachOfUnit = (unit: Unit, all: Temps): Reach => {
  if (unit.kind === 'box') return { slots: unit.reads, weight: 1 };
  const isTemp = all.get(unit.scope)!.get(unit.value) === unit.slot;
  return reachOf(unit.scope, unit.memory ? [unit.memory.address] : isTemp ? unit.value.args : [unit.value], all);
};

/** A unit on the path of the search. */
interface Visit {
  readonly unit: Unit;
  readonly reads: readonly Unit[];
  next: number;
  /** Smallest number of a unit that is reached from here and not yet in a group. */
  low: number;
  readsItself: boolean;
}

/** Strongly connected components by Tarjan's algorithm: every group comes after those it reads. */
const order = (units: readonly Unit[], reaches: ReadonlyMap<Unit, Reach>): Group[] => {
  const bySlot = new Map(units.map(unit => [unit.slot, unit]));
  const numbers = new Map<Unit, number>();
  const stack: Unit[] = [];
  const open = new Set<Unit>();
  const groups: Group[] = [];
  const path: Visit[] = [];
  const enter = (unit: Unit): void => {
    const reads = reaches.get(unit)!.slots.flatMap(slot => bySlot.get(slot) ?? []);
    path.push({ unit, reads, next: 0, low: numbers.size, readsItself: reads.includes(unit) });
    numbers.set(unit, numbers.size);
    open.add(unit);
    stack.push(unit);
  };
  const leave = (visit: Visit): void => {
    path.pop();
    const parent = path.at(-1);
    if (parent) parent.low = Math.min(parent.low, visit.low);
    if (visit.low !== numbers.get(visit.unit)) return;
    const members = stack.splice(stack.lastIndexOf(visit.unit));
    for (const one of members) open.delete(one);
    groups.push({ units: members, isCycle: members.length > 1 || visit.readsItself });
  };
  for (const start of units) {
    if (!numbers.has(start)) enter(start);
    while (path.length > 0) {
      const top = path.at(-1)!;
      const next = top.reads[top.next++];
      if (!next) leave(top);
      else if (!numbers.has(next)) enter(next);
      else if (open.has(next)) top.low = Math.min(top.low, numbers.get(next)!);
    }
  }
  return groups;
};

/** A cycle of whole words is harmless while no bit feeds itself; throws with the path of one that does. */
const refuseRealLoops = (scopes: readonly Scope[]): void => {
  const dependencies = new Map<ModuleDefinition, PortDependencies>();
  const visit = (definition: ModuleDefinition): PortDependencies => {
    const known = dependencies.get(definition);
    if (known) return known;
    const find = (): PortDependencies => {
      if (definition.options.blackBox) return declaredPaths(definition);
      return checkLoops(definition.elaborate(), definition.name, instance => visit(instance.definition));
    };
    const found = find();
    dependencies.set(definition, found);
    return found;
  };
  visit(scopes[0]!.definition);
};
