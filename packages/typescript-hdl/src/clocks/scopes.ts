// SPDX-License-Identifier: Apache-2.0
/** A design as a tree of scopes, one for each instance: what the checks of clocks and crossings walk. */
import type { Expression, Instance, Module, ModuleDefinition, Signal, Target } from '../ir/index.ts';
import type { Location } from '../location.ts';
import { eachLeaf } from '../walk.ts';

/** One instance of a component; black boxes have no scope. */
export interface Scope {
  /** Instance names joined by `/`, each followed by one; empty for the top. */
  readonly path: string;
  readonly definition: ModuleDefinition;
  readonly module: Module;
  readonly parent: Scope | undefined;
  /** The instance in the parent; undefined for the top. */
  readonly instance: Instance | undefined;
  readonly children: ReadonlyMap<Instance, Scope>;
}

/** An assignment to a wire, output, register or input of an instance. */
export interface Driver {
  readonly target: Target;
  readonly value: Expression;
  readonly conditions: readonly Expression[];
  readonly location: Location;
}

/** The scopes of a design, children before their parents. */
export const scopesOf = (top: ModuleDefinition): readonly Scope[] => {
  const order: Scope[] = [];
  const visit = (definition: ModuleDefinition, path: string, parent?: Scope, instance?: Instance): Scope => {
    const module = definition.elaborate();
    const children = new Map<Instance, Scope>();
    const scope: Scope = { path, definition, module, parent, instance, children };
    for (const child of module.instances) {
      if (child.definition.options.blackBox) continue;
      children.set(child, visit(child.definition, `${path}${child.name}/`, scope, child));
    }
    order.push(scope);
    return scope;
  };
  visit(top, '');
  return order;
};

const driversOf = new WeakMap<Module, Map<Signal, Driver[]>>();

/** What drives every signal of a module. */
export const moduleDrivers = (module: Module): ReadonlyMap<Signal, readonly Driver[]> => {
  const known = driversOf.get(module);
  if (known) return known;
  const drivers = new Map<Signal, Driver[]>();
  eachLeaf(module.statements, (leaf, conditions) => {
    if (leaf.kind !== 'assign') return;
    const { target, value, location } = leaf;
    const list = drivers.get(target.signal) ?? [];
    list.push({ target, value, conditions, location });
    drivers.set(target.signal, list);
  });
  driversOf.set(module, drivers);
  return drivers;
};

const instancesOf = new WeakMap<Module, Map<Signal, { readonly instance: Instance; readonly port: string }>>();

/** The instance and the port that a signal of a module stands for, if it does. */
export const portOf = (
  module: Module,
  signal: Signal,
): { readonly instance: Instance; readonly port: string } | undefined => {
  let known = instancesOf.get(module);
  if (!known) {
    known = new Map();
    for (const instance of module.instances) {
      for (const [port, one] of instance.connections) known.set(one, { instance, port });
    }
    instancesOf.set(module, known);
  }
  return known.get(signal);
};

const portsOf = new WeakMap<Module, ReadonlyMap<string, Signal>>();

/** A port signal of a module by its Verilog name. */
export const portSignal = (module: Module, name: string): Signal | undefined => {
  let known = portsOf.get(module);
  if (!known) {
    const ports = module.signals.filter(({ kind }) => kind === 'input' || kind === 'output');
    known = new Map(ports.map(port => [port.name, port]));
    portsOf.set(module, known);
  }
  return known.get(name);
};

/** `a.b.name`, as messages call a signal. */
export const fullName = ({ path }: Scope, name: string): string => `${path.replaceAll('/', '.')}${name}`;

/** The place that an author knows: of what is inside the library, the instance that holds it. */
export const placeOf = (scope: Scope, location: Location): Location =>
  location.inLibrary && scope.parent ? placeOf(scope.parent, scope.instance!.location) : location;
