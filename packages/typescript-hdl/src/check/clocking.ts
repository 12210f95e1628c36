// SPDX-License-Identifier: Apache-2.0
/** All checks of clocks, resets and crossings of a design. They cost nothing in a design with one clock and its reset. */

import { ClockTree } from '../clocks/clock-tree.ts';
import { scopesOf } from '../clocks/scopes.ts';
import type { ClockDomain, Module, ModuleDefinition } from '../ir/index.ts';
import { checkClocks } from './clock-use.ts';
import { checkCrossing, type TakenBits } from './crossing-safety.ts';
import { CrossingCheck } from './crossings.ts';
import { flowsOf } from './flow.ts';
import { checkMemoryClocks } from './memory-clocks.ts';
import { checkReconvergence } from './reconvergence.ts';

/** Throws on the first mistake. `order` has all components, children first; `main` is the top's default domain. */
export const checkClocking = (order: readonly ModuleDefinition[], main: ClockDomain): void => {
  if (order.every(definition => isPlain(definition.elaborate()))) return;
  const tree = new ClockTree(main);
  const scopes = scopesOf(order.at(-1)!);
  const flows = flowsOf(order);
  checkClocks(scopes, tree);
  const launches = new CrossingCheck(tree, flows);
  launches.check(scopes);
  checkMemoryClocks(scopes, tree);
  const taken: TakenBits = new Map();
  for (const scope of scopes) {
    for (const one of scope.module.crossings) checkCrossing(scope, one, tree, launches, flows, taken);
  }
  checkReconvergence(scopes, tree);
};

/** Whether everything in a module belongs to its default domain. */
const isPlain = (module: Module): boolean =>
  module.provided.size === 0 &&
  module.clockReads.length === 0 &&
  module.crossings.length === 0 &&
  module.signals.every(signal => signal.domain === undefined && !signal.launchedIn?.domain) &&
  module.instances.every(instance => instance.domain === undefined) &&
  module.memories.every(memory => memory.writePorts.every(({ domain }) => domain === undefined));
