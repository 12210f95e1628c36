// SPDX-License-Identifier: Apache-2.0
/** Components that are deeper than they declare. */
import type { ModuleDefinition } from '../ir/index.ts';
import { type Depth, logicDepth } from './paths.ts';

/** A component above its bound. */
export interface ExceededBound {
  readonly component: ModuleDefinition;
  readonly bound: number;
  /** Depth of the component alone, and its deepest path. */
  readonly depth: Depth;
}

/** Every component of a design once, its instances' included. */
export const componentsOf = (top: ModuleDefinition): readonly ModuleDefinition[] => {
  const found = new Set<ModuleDefinition>();
  const visit = (definition: ModuleDefinition): void => {
    if (found.has(definition) || definition.options.blackBox) return;
    found.add(definition);
    for (const instance of definition.elaborate().instances) visit(instance.definition);
  };
  visit(top);
  return [...found];
};

/** The components of a design that are deeper than the `maxDepth` of their options, each looked at alone. */
export const exceededBounds = (top: ModuleDefinition): readonly ExceededBound[] =>
  componentsOf(top).flatMap(component => {
    const bound = component.options.maxDepth;
    if (bound === undefined) return [];
    const depth = logicDepth(component);
    // Not below either, such as NaN: a bound that nothing can break is none.
    return depth.levels <= bound ? [] : [{ component, bound, depth }];
  });
