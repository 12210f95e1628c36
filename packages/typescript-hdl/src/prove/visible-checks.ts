// SPDX-License-Identifier: Apache-2.0
/** Gives every property of a module wires that show whether it counts and whether it holds, so that proofs can name it. */
import { dataflowOf } from '../dataflow.ts';
import { type Assign, type Check, type Module, Signal } from '../ir/index.ts';
import { asValue, constant, type Val } from '../value.ts';
import { readSignal } from '../view.ts';
import { eachNode, project } from '../walk.ts';

/** One property of a module and the wires that show it. */
export interface VisibleCheck {
  readonly check: Check;
  /** Wire: 1 when the property holds or does not count; of a cover: 1 when it is reached. */
  readonly holds: string;
  /** Wire: the enclosing conditions hold. Undefined when there are none. */
  readonly counts: string | undefined;
  /** The signals that the property looks at. */
  readonly signals: readonly Signal[];
}

export interface CheckedModule {
  /** The module with its properties in the open: unconditional, each about one wire. */
  readonly module: Module;
  readonly checks: readonly VisibleCheck[];
}

/** Start of the names of the added wires. */
export const checkPrefix = 'check_';

const known = new WeakMap<Module, CheckedModule>();

/** The module as a proof sees it. */
export const visibleChecks = (module: Module): CheckedModule => {
  const earlier = known.get(module);
  if (earlier) return earlier;
  const made = makeVisible(module);
  known.set(module, made);
  return made;
};

const makeVisible = (module: Module): CheckedModule => {
  const taken = new Set(module.signals.map(signal => signal.name));
  const signals: Signal[] = [];
  const assigns: Assign[] = [];
  const show = (name: string, value: Val, { location }: Check): Signal => {
    let free = checkPrefix + name;
    while (taken.has(free)) free += '_';
    taken.add(free);
    const signal = new Signal('wire', free, 1, location);
    signals.push(signal);
    assigns.push({ kind: 'assign', target: { signal, lo: 0, width: 1, index: undefined }, value, location });
    return signal;
  };
  const flat: Check[] = [];
  // Properties under one `when` share the wire that says when they count.
  const enables = new Map<Val, Signal>();
  const showEnable = (enable: Val, check: Check): Signal => {
    const signal = enables.get(enable) ?? show(`${check.name}_counts`, enable, check);
    enables.set(enable, signal);
    return signal;
  };
  const checks = dataflowOf(module).checks.map(({ check, enable }): VisibleCheck => {
    const { name } = check;
    const condition = asValue(check.condition);
    const always = enable.op === 'const' && enable.extra === 1n;
    const counts = always ? undefined : showEnable(enable, check);
    const on = counts ? readSignal(counts) : constant(1n, 1);
    const met = check.check === 'cover' ? on.and(condition) : on.not().or(condition);
    const holds = show(`${name}_holds`, always ? condition : met, check);
    flat.push({ ...check, condition: readSignal(holds) });
    return { check, holds: holds.name, counts: counts?.name, signals: signalsOf([condition, enable]) };
  });
  const others = project(module.statements, leaf => leaf.kind !== 'check');
  return {
    module: { ...module, signals: [...module.signals, ...signals], statements: [...others, ...assigns, ...flat] },
    checks,
  };
};

const signalsOf = (roots: readonly Val[]): Signal[] => {
  const found = new Set<Signal>();
  eachNode(roots, node => node.signal && found.add(node.signal));
  return [...found].sort((a, b) => (a.name < b.name ? -1 : 1));
};
