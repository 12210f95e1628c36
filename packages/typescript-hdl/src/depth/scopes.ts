// SPDX-License-Identifier: Apache-2.0
/** A design as a tree of instances, and what drives each signal across their borders. */

import { type Dataflow, dataflowOf } from '../dataflow.ts';
import {
  type Expression,
  isRegistered,
  type Memory,
  type Module,
  type ModuleDefinition,
  type ReadPort,
  type Signal,
  type Statement,
} from '../ir/index.ts';
import type { Location } from '../location.ts';
import { bodiesOf } from '../walk.ts';

/** One instance. */
export interface Scope {
  /** Dotted path of instance names; empty for the top. */
  readonly path: string;
  readonly definition: ModuleDefinition;
  readonly facts: ModuleFacts;
  readonly children: readonly Scope[];
  readonly boxes: readonly Box[];
  readonly drivers: Map<Signal, Driver>;
}

/** An instance of a black box, and the signals around it by port. */
export interface Box {
  readonly path: string;
  readonly location: Location;
  readonly inputs: readonly Signal[];
}

/** What gives a signal its value. */
export type Driver =
  | { readonly kind: 'value'; readonly value: Expression }
  | { readonly kind: 'signal'; readonly scope: Scope; readonly signal: Signal }
  | { readonly kind: 'register' | 'input' | 'black box' | 'undriven' }
  | { readonly kind: 'memory'; readonly memory: Memory; readonly read: ReadPort }
  | { readonly kind: 'through box'; readonly inputs: readonly Signal[] };

/** What all instances of a component share. */
export interface ModuleFacts {
  readonly module: Module;
  readonly dataflow: Dataflow;
  /** Lines that a value comes from: the assignment whose source it is, or the conditional that it decides. */
  readonly lines: ReadonlyMap<Expression, Location>;
  /** The last assignment of a signal. */
  readonly assigned: ReadonlyMap<Signal, Location>;
}

const known = new WeakMap<ModuleDefinition, ModuleFacts>();

const factsOf = (definition: ModuleDefinition): ModuleFacts => {
  let facts = known.get(definition);
  if (!facts) {
    const module = definition.elaborate();
    const lines = new Map<Expression, Location>();
    const assigned = new Map<Signal, Location>();
    noteLines(module.statements, lines, assigned);
    facts = { module, dataflow: dataflowOf(module), lines, assigned };
    known.set(definition, facts);
  }
  return facts;
};

const noteLines = (
  list: readonly Statement[],
  lines: Map<Expression, Location>,
  assigned: Map<Signal, Location>,
): void => {
  const note = (value: Expression, at: Location): void => {
    if (value.op !== 'signal' && value.op !== 'const' && !lines.has(value)) lines.set(value, at);
  };
  for (const statement of list) {
    if (statement.kind === 'assign') {
      note(statement.value, statement.location);
      assigned.set(statement.target.signal, statement.location);
    } else if (statement.kind === 'if') {
      for (const { condition } of statement.branches) note(condition, statement.location);
    }
    for (const body of bodiesOf(statement)) noteLines(body, lines, assigned);
  }
};

/** The design below `definition`. */
export const scopeOf = (definition: ModuleDefinition): Scope => place(definition, '', undefined);

interface Around {
  readonly scope: Scope;
  readonly connections: ReadonlyMap<string, Signal>;
}

const place = (definition: ModuleDefinition, path: string, around: Around | undefined): Scope => {
  const facts = factsOf(definition);
  const drivers = new Map<Signal, Driver>();
  const children: Scope[] = [];
  const boxes: Box[] = [];
  const scope: Scope = { path, definition, facts, children, boxes, drivers };
  for (const signal of facts.module.signals) drivers.set(signal, ownDriver(signal, facts, around));
  for (const memory of facts.module.memories) {
    for (const read of memory.reads) drivers.set(read.output, { kind: 'memory', memory, read });
  }
  for (const instance of facts.module.instances) {
    const inner = path === '' ? instance.name : `${path}.${instance.name}`;
    if (instance.definition.options.blackBox) boxes.push(placeBox(instance, inner, drivers));
    else {
      const child = place(instance.definition, inner, { scope, connections: instance.connections });
      children.push(child);
      for (const signal of child.facts.module.signals) {
        if (signal.kind !== 'output') continue;
        drivers.set(instance.connections.get(signal.name)!, { kind: 'signal', scope: child, signal });
      }
    }
  }
  return scope;
};

const ownDriver = (signal: Signal, { dataflow }: ModuleFacts, around: Around | undefined): Driver => {
  if (signal.kind === 'reg') return { kind: 'register' };
  if (signal.kind === 'input') {
    const outside = around?.connections.get(signal.name);
    return outside ? { kind: 'signal', scope: around!.scope, signal: outside } : { kind: 'input' };
  }
  const value = dataflow.values.get(signal);
  return value ? { kind: 'value', value } : { kind: 'undriven' };
};

const placeBox = (
  { definition, connections, location }: Module['instances'][number],
  path: string,
  drivers: Map<Signal, Driver>,
): Box => {
  const inputs: Signal[] = [];
  for (const { name, direction } of definition.words) {
    const signal = connections.get(name)!;
    if (direction === 'in') {
      inputs.push(signal);
      continue;
    }
    const through = definition.options.blackBox!.combinational[name] ?? [];
    const ins = through.map(port => connections.get(port)!);
    drivers.set(signal, ins.length > 0 ? { kind: 'through box', inputs: ins } : { kind: 'black box' });
  }
  return { path, location, inputs };
};

/** Whether the memory answers in the clock of the address. */
export const answersAtOnce = (memory: Memory, read: ReadPort): boolean => !isRegistered(memory, read);
