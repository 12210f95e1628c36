// SPDX-License-Identifier: Apache-2.0
/** Does an instance have the name of something inside the module it is an instance of? Tools take that for hiding. */
import { HdlError } from '../diagnostic.ts';
import type { Module } from '../ir/index.ts';

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

/** Complains about instances that share their name with a signal or memory one level below (Verilator's VARHIDDEN). */
export const checkInstanceNames = (module: Module, component: string): void => {
  for (const { name, definition, location } of module.instances) {
    const inner = definition.elaborate();
    const hidden = [...inner.signals, ...inner.memories].find(one => one.name === name);
    if (!hidden) continue;
    throw new HdlError(
      'HDL-COLLISION',
      `Instance '${name}' in component '${component}' has the Verilog name of a declaration inside component '${definition.name}'.`,
      hidden.location,
      location,
    );
  }
};
