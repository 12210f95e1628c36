// SPDX-License-Identifier: Apache-2.0
/**
 * Registers whose output is a clock or an asynchronous reset. A second assignment in one moment, by a default or by a reset that
 * comes last, would show for no time at all, which an event simulator takes for an edge: they are assigned once.
 */

import { originOfSignal } from '../clocks/origins.ts';
import { scopesOf } from '../clocks/scopes.ts';
import { dataflowOf } from '../dataflow.ts';
import type { Module, ModuleDefinition, Signal } from '../ir/index.ts';
import { project } from '../walk.ts';

/** Those of a design, wherever they are. */
export const edgeRegisters = (top: ModuleDefinition, order: readonly ModuleDefinition[]): ReadonlySet<Signal> => {
  const found = new Set<Signal>();
  if (order.every(definition => definition.elaborate().provided.size === 0)) return found;
  for (const scope of scopesOf(top)) {
    for (const { clock, reset } of scope.module.provided.values()) {
      for (const wire of [clock, reset]) {
        const origin = wire && originOfSignal(scope, wire, 0);
        if (origin?.kind === 'register' && origin.signal?.kind === 'reg') found.add(origin.signal);
      }
    }
  }
  return found;
};

/** The module with one assignment, of the whole value, to each of these registers. */
export const assignedOnce = (module: Module, registers: ReadonlySet<Signal>): Module => {
  const own = module.signals.filter(signal => registers.has(signal));
  if (own.length === 0) return module;
  const { values } = dataflowOf(module);
  const rest = project(module.statements, leaf => !(leaf.kind === 'assign' && registers.has(leaf.target.signal)));
  const once = own.flatMap(signal => {
    const value = values.get(signal);
    const target = { signal, lo: 0, width: signal.width, index: undefined };
    return value ? [{ kind: 'assign' as const, target, value, location: signal.location }] : [];
  });
  return { ...module, statements: [...rest, ...once] };
};
