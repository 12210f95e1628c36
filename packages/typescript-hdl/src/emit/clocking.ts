// SPDX-License-Identifier: Apache-2.0
/** Which clocks and resets every module needs, and what kind of reset its default domain has in a design. */

import { Definition } from '../component.ts';
import { describeValue } from '../describe.ts';
import { HdlError } from '../diagnostic.ts';
import { type ClockDomain, type Instance, isRegistered, type ModuleDefinition, type ResetStyle } from '../ir/index.ts';
import { captureLocation, type Location } from '../location.ts';

/** Kind of the reset of a domain; `none` starts registers at configuration. */
export type Style = `${ResetStyle['kind']}_${ResetStyle['active']}` | 'none';

/** A component with the reset of its default domain: what one Verilog module is made from. */
export interface Unit {
  readonly definition: ModuleDefinition;
  readonly style: Style;
}

/** What a module needs of one domain: its clock; its reset, for registers that have reset values. */
export interface ClockNeed {
  clock: boolean;
  reset: boolean;
}

/** Needs of a module by domain, without those that it makes itself; `undefined` is its default domain. */
export type ClockNeeds = ReadonlyMap<ClockDomain | undefined, ClockNeed>;

/** Names of the wires of a domain in one module. */
export interface ClockWires {
  readonly clock: string;
  readonly reset: (ResetStyle & { readonly name: string }) | undefined;
}

/** The reset style of a domain. */
export const styleOf = (domain: ClockDomain): Style =>
  domain.reset ? `${domain.reset.kind}_${domain.reset.active}` : 'none';

/** What a module's name gets when its default domain has an unusual reset. */
export const styleSuffixes: Readonly<Record<Style, string>> = {
  sync_high: '',
  sync_low: '_rst_n',
  async_high: '_arst',
  async_low: '_arst_n',
  none: '_no_rst',
};

/** The reset style of an instance's default domain. */
export const childStyle = (instance: Instance, parent: Style): Style =>
  instance.domain ? styleOf(instance.domain) : parent;

/** The wires of a domain (`undefined`: the default one, with resets of `style`). */
export const wiresOf = (domain: ClockDomain | undefined, style: Style): ClockWires => {
  if (domain) return domain;
  if (style === 'none') return { clock: 'clk', reset: undefined };
  const [kind, active] = style.split('_') as [ResetStyle['kind'], ResetStyle['active']];
  return { clock: 'clk', reset: { kind, active, name: active === 'low' ? 'rst_n' : 'rst' } };
};

/** Levels of instances that a design may have: more are taken for a component that contains itself. */
const deepest = 250;

/** Every module of the design, children first. */
export const unitsOf = (top: ModuleDefinition, style: Style): Unit[] => {
  if (!(top instanceof Definition)) {
    const advice = typeof top === 'function' ? '; call it first' : '';
    const text = `The top of a design is a component, not ${describeValue(top)}${advice}.`;
    throw new HdlError('HDL-KIND', text, captureLocation());
  }
  const order: Unit[] = [];
  const seen = new Map<ModuleDefinition, Set<Style>>();
  const visit = (definition: ModuleDefinition, own: Style, depth: number): void => {
    const styles = seen.get(definition) ?? new Set();
    if (styles.has(own)) return;
    seen.set(definition, styles.add(own));
    for (const instance of definition.elaborate().instances) {
      if (depth === deepest) throw endless(instance);
      visit(instance.definition, childStyle(instance, own), depth + 1);
    }
    order.push({ definition, style: own });
  };
  visit(top, style, 0);
  return order;
};

const endless = ({ definition, location }: Instance): HdlError =>
  new HdlError(
    'HDL-SCOPE',
    `Component '${definition.name}' contains itself without end: instances are more than ${deepest} levels deep.`,
    location,
  );

/** The needs of every component, given in an order with children first. */
export const clockNeeds = (order: readonly ModuleDefinition[]): ReadonlyMap<ModuleDefinition, ClockNeeds> => {
  const known = new Map<ModuleDefinition, ClockNeeds>();
  for (const definition of order) if (!known.has(definition)) known.set(definition, needsOf(definition, known));
  return known;
};

/** What a module needs from outside: what it makes itself nobody has to bring. */
const needsOf = (definition: ModuleDefinition, known: ReadonlyMap<ModuleDefinition, ClockNeeds>): ClockNeeds => {
  const needs = new Map(usesOf(definition, child => known.get(child)!));
  for (const domain of definition.elaborate().provided.keys()) needs.delete(domain);
  checkNames(definition, [...needs.keys()]);
  return needs;
};

/** What a module and its instances use of every domain that it knows, those that it makes included. */
export const usesOf = (
  definition: ModuleDefinition,
  needsOfChild: (child: ModuleDefinition) => ClockNeeds,
): ClockNeeds => {
  const needs = new Map<ClockDomain | undefined, ClockNeed>();
  const need = (domain: ClockDomain | undefined, clock: boolean, reset: boolean): void => {
    const one = needs.get(domain) ?? { clock: false, reset: false };
    needs.set(domain, { clock: one.clock || clock, reset: one.reset || reset });
  };
  const module = definition.elaborate();
  need(undefined, false, false);
  for (const signal of module.signals) if (signal.kind === 'reg') need(signal.domain, true, signal.init !== undefined);
  for (const memory of module.memories) {
    for (const read of memory.reads) if (isRegistered(memory, read)) need(read.output.domain, true, false);
    for (const { domain } of memory.writePorts) need(domain, true, false);
  }
  for (const { domain, what } of module.clockReads) need(domain, what === 'clock', what === 'reset');
  for (const instance of module.instances) {
    for (const [domain, { clock, reset }] of needsOfChild(instance.definition)) {
      need(domain ?? instance.domain, clock, reset);
    }
  }
  return needs;
};

/** Where the names of a module are declared that a clock or reset port could meet. */
const declaredNames = (definition: ModuleDefinition): ReadonlyMap<string, Location> => {
  const { signals, memories, instances } = definition.elaborate();
  const named = [...signals.filter(signal => !signal.isClock), ...memories, ...instances];
  return new Map(named.map(({ name, location }) => [name, location]));
};

/** Clock and reset ports must not meet other names, nor each other. */
const checkNames = (definition: ModuleDefinition, domains: readonly (ClockDomain | undefined)[]): void => {
  const taken = declaredNames(definition);
  const owners = new Map<string, string>([
    ['clk', 'default'],
    ['rst', 'default'],
  ]);
  for (const domain of domains) {
    if (!domain) continue;
    for (const name of [domain.clock, ...(domain.reset ? [domain.reset.name] : [])]) {
      const other = owners.get(name);
      const rival = other === undefined ? 'a declaration' : `the domain '${other}'`;
      if (taken.has(name) || other !== undefined)
        throw nameClash(definition, domain.name, rival, name, taken.get(name));
      owners.set(name, domain.name);
    }
  }
};

const nameClash = (
  definition: ModuleDefinition,
  domain: string,
  rival: string,
  name: string,
  location: Location | undefined,
): HdlError =>
  new HdlError(
    'HDL-COLLISION',
    `In component '${definition.name}' the domain '${domain}' and ${rival} both have the Verilog name '${name}'.`,
    location ?? definition.location,
  );

/** Clock and reset ports of a module: those of the default domain first. */
export const clockPorts = (definition: ModuleDefinition, style: Style, needs: ClockNeeds): string[] => {
  return [...needs].flatMap(([domain, { clock, reset }]) => {
    const wires = wiresOf(domain, style);
    const names = [...(clock ? [wires.clock] : []), ...(reset && wires.reset ? [wires.reset.name] : [])];
    // Which of rst and rst_n the default domain takes is known only here.
    if (!domain && names.includes('rst_n')) {
      const rival = declaredNames(definition).get('rst_n');
      if (rival) throw nameClash(definition, 'default', 'a declaration', 'rst_n', rival);
    }
    return names;
  });
};

/** How the clocks and resets of an instance are connected: port and wire. */
export const clockConnections = (
  instance: Instance,
  style: Style,
  needs: ClockNeeds,
): (readonly [port: string, wire: string])[] =>
  [...needs].flatMap(([domain, { clock, reset }]) => {
    const inner = wiresOf(domain, childStyle(instance, style));
    const outer = wiresOf(domain ?? instance.domain, style);
    return [
      ...(clock ? [[inner.clock, outer.clock] as const] : []),
      ...(reset && inner.reset ? [[inner.reset.name, outer.reset!.name] as const] : []),
    ];
  });
