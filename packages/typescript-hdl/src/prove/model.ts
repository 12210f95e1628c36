// SPDX-License-Identifier: Apache-2.0
/** A design as the proof engines get it: its Verilog, its properties by their flattened names, and how to set it up. */

import type { Definition } from '../component.ts';
import { emitVerilog } from '../emit/design.ts';
import type { ModuleDefinition } from '../ir/index.ts';
import type { Location } from '../location.ts';
import { peekPath } from '../peek.ts';
import { ProofError } from './proof-error.ts';
import { visibleChecks } from './visible-checks.ts';

/** One property of the flattened design. */
export interface Property {
  readonly kind: 'assert' | 'assume' | 'cover';
  /** Name with the instances that lead to it: `arbiter.one_grant`. */
  readonly name: string;
  readonly location: Location;
  /** Flattened wire: 1 when an assertion or assumption holds or does not count, or when a cover is reached. */
  readonly holds: string;
  /** Flattened wire: the enclosing conditions hold; undefined when there are none. */
  readonly counts: string | undefined;
  /** Flattened names of the signals that the property looks at. */
  readonly signals: readonly string[];
}

export interface ProofModel {
  readonly top: string;
  readonly verilog: string;
  readonly hasReset: boolean;
  readonly properties: readonly Property[];
  /** Names of assertions that are left out. */
  readonly dropped: readonly string[];
  /** Wires of the top module that stand for signals inside instances. */
  readonly peeks: readonly { readonly wire: string; readonly signal: string }[];
}

/**
 * Elaborates, checks and writes a design for proofs; of its assertions, those that `wanted` accepts. Throws an HdlError on a
 * mistake in it.
 */
export const proofModel = (definition: Definition, wanted: (assertion: string) => boolean): ProofModel => {
  const { top, verilog, ports } = emitVerilog(definition, { formal: true });
  const foreign = foreignClocks(verilog);
  if (foreign.length > 0) {
    throw new ProofError(
      `Component '${definition.name}' uses ${foreign.join(', ')} besides 'clk'; proofs are about one clock domain, so prove its parts.`,
    );
  }
  const peeks = definition.elaborate().signals.flatMap(signal => {
    const path = peekPath(signal);
    return path ? [{ wire: signal.name, signal: path.join('.') }] : [];
  });
  const all = propertiesOf(definition, []);
  const isDropped = ({ kind, name }: Property): boolean => kind === 'assert' && !wanted(name);
  return {
    top,
    verilog,
    hasReset: ports.some(port => port.name === 'rst'),
    properties: all.filter(property => !isDropped(property)),
    dropped: all.filter(isDropped).map(({ name }) => name),
    peeks,
  };
};

/** Clocks of an emitted design other than `clk`: the engines would take them all for one. */
export const foreignClocks = (verilog: string): string[] => {
  const edges = [...verilog.matchAll(/\b(?:pos|neg)edge (\w+)/g)].map(match => match[1]!);
  const connected = [...verilog.matchAll(/\.clk\s*\((\w+)\)/g)].map(match => match[1]!);
  return [...new Set([...edges, ...connected])].filter(name => name !== 'clk');
};

const propertiesOf = (definition: ModuleDefinition, path: readonly string[]): Property[] => {
  const module = definition.elaborate();
  const full = (name: string): string => [...path, name].join('.');
  const own = visibleChecks(module).checks.map(
    ({ check, holds, counts, signals }): Property => ({
      kind: check.check,
      name: full(check.name),
      location: check.location,
      holds: full(holds),
      counts: counts === undefined ? undefined : full(counts),
      signals: signals.map(signal => full(signal.name)),
    }),
  );
  return [...own, ...module.instances.flatMap(({ name, definition: child }) => propertiesOf(child, [...path, name]))];
};
