/** Puts the combinational work of a flattened design in an order in which every value is computed once, after its inputs. */
import { HdlError } from '../diagnostic.ts';
import { isRegistered, type Memory, type Signal } from '../ir.ts';
import { constant, type Val } from '../value.ts';
import { eachNode } from '../walk.ts';
import { limbsOf, type Scope, type Storage } from './storage.ts';

/** One step of evaluation: computes `value` into the limbs at `slot`. */
export interface Unit {
  readonly scope: Scope;
  readonly slot: number;
  readonly width: number;
  readonly value: Val;
  /** Set for the output of a distributed memory, whose `value` means nothing. */
  readonly memory: { readonly memory: Memory; readonly address: Val } | undefined;
}

export interface Schedule {
  readonly units: readonly Unit[];
  /** Nodes with limbs of their own, by scope. */
  readonly temps: ReadonlyMap<Scope, ReadonlyMap<Val, number>>;
}

/** Orders the combinational signals of all scopes. */
export const schedule = (storage: Storage): Schedule => {
  const temps = new Map(storage.scopes.map(scope => [scope, assignTemps(scope, storage)]));
  const units = storage.scopes.flatMap(scope => unitsOf(scope, temps.get(scope)!));
  return { units: order(units, temps), temps };
};

/** Nodes that several roots use, and bases of dynamic selections, are computed once and stored. */
const assignTemps = (scope: Scope, storage: Storage): Map<Val, number> => {
  const uses = new Map<Val, number>();
  const roots = rootsOf(scope);
  eachNode(roots, node => {
    for (const arg of node.args) uses.set(arg, (uses.get(arg) ?? 0) + 1);
  });
  const temps = new Map<Val, number>();
  const give = (node: Val): void => {
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

const rootsOf = ({ dataflow, module }: Scope): Val[] => [
  ...dataflow.values.values(),
  ...dataflow.writes.flatMap(({ enable, address, data, mask }) => [enable, address, data, ...(mask ? [mask] : [])]),
  ...dataflow.checks.flatMap(({ check, enable }) => [check.condition, enable]),
  ...module.memories.flatMap(memory =>
    memory.reads.flatMap(read => [read.address, ...(read.enable ? [read.enable] : [])]),
  ),
];

const nothing = constant(0n, 1);

const unitsOf = (scope: Scope, temps: ReadonlyMap<Val, number>): Unit[] => {
  const units: Unit[] = [];
  for (const [node, slot] of temps) units.push({ scope, slot, width: node.width, value: node, memory: undefined });
  for (const [signal, value] of scope.dataflow.values) {
    if (signal.kind === 'reg') continue;
    units.push({ scope, slot: scope.slots.get(signal)!, width: signal.width, value, memory: undefined });
  }
  for (const memory of scope.module.memories) {
    for (const { output, address } of memory.reads.filter(read => !isRegistered(memory, read))) {
      const slot = scope.slots.get(output)!;
      units.push({ scope, slot, width: output.width, value: nothing, memory: { memory, address } });
    }
  }
  return units;
};

type Temps = ReadonlyMap<Scope, ReadonlyMap<Val, number>>;

/** Slots that a unit reads directly. */
const readsOf = (unit: Unit, temps: ReadonlyMap<Val, number>): number[] => {
  const reads: number[] = [];
  const isTemp = temps.get(unit.value) === unit.slot;
  const stack: Val[] = unit.memory ? [unit.memory.address] : isTemp ? [...unit.value.args] : [unit.value];
  const seen = new Set<Val>();
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (seen.has(node)) continue;
    seen.add(node);
    const slot = node.signal && node.op === 'signal' ? unit.scope.slots.get(node.signal) : temps.get(node);
    if (slot !== undefined) reads.push(slot);
    else stack.push(...node.args);
  }
  return reads;
};

/** Depth-first order by slots. A cycle of whole words means that different bits of one word feed each other. */
const order = (units: readonly Unit[], temps: Temps): Unit[] => {
  const bySlot = new Map(units.map(unit => [unit.slot, unit]));
  const sorted: Unit[] = [];
  const state = new Map<Unit, 'open' | 'done'>();
  const visit = (start: Unit): void => {
    const stack: { unit: Unit; rest: number[] }[] = [];
    const enter = (unit: Unit): void => {
      state.set(unit, 'open');
      stack.push({ unit, rest: readsOf(unit, temps.get(unit.scope)!) });
    };
    enter(start);
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const slot = top.rest.pop();
      if (slot === undefined) {
        state.set(top.unit, 'done');
        sorted.push(top.unit);
        stack.pop();
        continue;
      }
      const next = bySlot.get(slot);
      if (!next || state.get(next) === 'done') continue;
      if (state.get(next) === 'open') throw falseLoop(next);
      enter(next);
    }
  };
  for (const unit of units) if (!state.has(unit)) visit(unit);
  return sorted;
};

const falseLoop = (unit: Unit): HdlError => {
  const name = [...unit.scope.slots].find(([, slot]) => slot === unit.slot)?.[0] as Signal | undefined;
  return new HdlError(
    'HDL-LOOP',
    `Bits of '${name?.name ?? 'an expression'}' feed other bits of it in the same clock; the built-in simulator needs separate wires.`,
    name?.location,
  );
};
