// SPDX-License-Identifier: Apache-2.0
/** Names that mean one thing in a module and another in the scope above it: Verilator's VARHIDDEN. */
import { HdlError } from '../diagnostic.ts';
import type { Module, ModuleDefinition } from '../ir/index.ts';

/** Complains about a declaration that is called as its own module, which is the scope above it (Verilator's VARHIDDEN). */
export const checkOwnName = (module: Module, component: string, name: string): void => {
  const hidden = [...module.signals, ...module.memories].find(one => one.name === name);
  if (!hidden) return;
  throw new HdlError(
    'HDL-COLLISION',
    `'${name}' in component '${component}' has the Verilog name of the module itself.`,
    hidden.location,
  );
};

/** The names of the instances of each component: what its module may declare in its own scope, too. */
export const instanceNames = (all: readonly ModuleDefinition[]): ReadonlyMap<ModuleDefinition, ReadonlySet<string>> => {
  const names = new Map<ModuleDefinition, Set<string>>();
  for (const parent of all) {
    for (const { name, definition } of parent.elaborate().instances) {
      const own = names.get(definition);
      if (own) own.add(name);
      else names.set(definition, new Set([name]));
    }
  }
  return names;
};

/**
 * The text of a module, which Verilator is told to take without a word where it declares what an instance of it is called: the two
 * have nothing to do with each other. The lines stay where they are.
 */
export const withHiddenNames = (text: string, instances: ReadonlySet<string>): string => {
  const declared = [
    ...text.matchAll(
      /^ {4}(?:\(\*.*\*\) )?(?:input|output)? *(?:wire|reg|integer) .*?(\w+)(?: \[0:\d+\])?(?:,|;| =|$)/gm,
    ),
  ];
  if (!declared.some(([, name]) => instances.has(name!))) return text;
  return text
    .replace(/^module /m, '/* verilator lint_off VARHIDDEN */ module ')
    .replace(/^endmodule$/m, 'endmodule /* verilator lint_on VARHIDDEN */');
};
