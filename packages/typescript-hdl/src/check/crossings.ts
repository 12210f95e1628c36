// SPDX-License-Identifier: Apache-2.0
/** Does a value reach a register of another clock other than through a crossing? Through instances, with the path. */

import type { ClockRoot, ClockTree } from '../clocks/clock-tree.ts';
import type { Scope } from '../clocks/scopes.ts';
import { HdlError } from '../diagnostic.ts';
import { type ClockDomain, type Instance, isRegistered, type ModuleDefinition, type Signal } from '../ir/index.ts';
import { type Location, onBehalfOf } from '../location.ts';
import { type Flow, pathFrom, type Source } from './flow.ts';

type Domain = ClockDomain | undefined;

/** A register that launches or captures a value, by its path of instance names. */
export interface End {
  readonly name: string;
  /** Name of its domain. */
  readonly domain: string;
  readonly clock: ClockRoot;
  /** Of a register with an asynchronous reset: which. */
  readonly asyncReset: string | undefined;
  /** What resets the domain asynchronously, whether or not it resets this register. */
  readonly domainReset: string | undefined;
  /** Takes values of its own clock or the inverse, whatever resets what launches them. */
  readonly isSameClock: boolean;
  readonly location: Location;
}

/** What a component does at its ports: registers that launch its outputs and that capture its inputs. */
interface PortEnds {
  readonly launches: ReadonlyMap<string, readonly End[]>;
  readonly captures: ReadonlyMap<string, readonly End[]>;
}

/** Finds values that reach another clock; keeps what it has learned about launches for other checks. */
export class CrossingCheck {
  readonly #tree: ClockTree;
  readonly #flows: ReadonlyMap<ModuleDefinition, Flow>;
  readonly #ends = new Map<Scope, PortEnds>();
  readonly #launched = new Map<Scope, ReadonlyMap<Signal, readonly End[]>>();

  constructor(tree: ClockTree, flows: ReadonlyMap<ModuleDefinition, Flow>) {
    this.#tree = tree;
    this.#flows = flows;
  }

  /** Throws on the first unprotected crossing of the scopes, which come children first. */
  check(scopes: readonly Scope[]): void {
    for (const scope of scopes) {
      onBehalfOf(scope.definition.madeFor, () => this.#ends.set(scope, this.#checkOne(scope)));
    }
    const top = scopes.at(-1)!;
    checkTopInputs(top.definition, this.#ends.get(top)!);
  }

  /** Registers, here and in instances, that launch a signal of a scope which has been checked. */
  launchers(scope: Scope, signal: Signal): readonly End[] {
    return this.#launched.get(scope)?.get(signal) ?? [];
  }

  #end(scope: Scope, signal: Signal, domain: Domain): End {
    const { style, key } = this.#tree.resetOf(scope, domain);
    const domainReset = style?.kind === 'async' ? key : undefined;
    return {
      name: signal.name,
      domain: nameOf(this.#tree, scope, domain),
      clock: this.#tree.rootOf(scope, domain),
      asyncReset: signal.kind === 'reg' && signal.init !== undefined ? domainReset : undefined,
      domainReset,
      isSameClock: false,
      location: signal.location,
    };
  }

  #checkOne(scope: Scope): PortEnds {
    const { module, definition } = scope;
    const flow = this.#flows.get(definition)!;
    const launched = this.#launches(scope);
    this.#launched.set(scope, launched);
    const captures = new Map<string, End[]>();
    const take = (end: End, source: Source): void => {
      const { signal } = source;
      if (signal.kind === 'input' && !signal.isClock && !signal.launchedIn) addTo(captures, signal.name, end);
      for (const start of launched.get(signal) ?? []) {
        const difference = differenceOf(start, end);
        if (difference) fail(definition, flow, start, end, source, difference);
      }
    };
    for (const capture of flow.captures) {
      const { name, location, domain, isSameClock } = capture;
      const { style, key } = this.#tree.resetOf(scope, domain);
      const end: End = {
        name,
        location,
        isSameClock,
        domain: nameOf(this.#tree, scope, domain),
        clock: this.#tree.rootOf(scope, domain),
        asyncReset: undefined,
        domainReset: style?.kind === 'async' ? key : undefined,
      };
      for (const source of capture.sources) take(end, source);
    }
    for (const [instance, child] of scope.children) {
      for (const [port, ends] of this.#ends.get(child)!.captures) {
        for (const source of flow.ports.get(instance.connections.get(port)!)!) {
          for (const end of ends) take(lifted(instance, end), source);
        }
      }
    }
    for (const signal of module.signals) {
      if (signal.launchedIn) captures.set(signal.name, [this.#end(scope, signal, signal.launchedIn.domain)]);
    }
    const launches = new Map<string, End[]>();
    for (const [signal, sources] of flow.ports) {
      if (signal.kind !== 'output') continue;
      for (const source of sources) {
        for (const start of launched.get(source.signal) ?? []) addTo(launches, signal.name, start);
      }
    }
    return { launches, captures };
  }

  /** What launches the values of a module. */
  #launches(scope: Scope): ReadonlyMap<Signal, readonly End[]> {
    const { module } = scope;
    const launched = new Map<Signal, readonly End[]>();
    for (const signal of module.signals) {
      if (signal.kind === 'reg') launched.set(signal, [this.#end(scope, signal, signal.domain)]);
      if (signal.launchedIn) launched.set(signal, [this.#end(scope, signal, signal.launchedIn.domain)]);
    }
    for (const memory of module.memories) {
      for (const read of memory.reads) {
        // A word of LUT RAM changes with the clock of the write port.
        const domains = isRegistered(memory, read)
          ? [read.output.domain]
          : memory.betweenClocks === undefined
            ? memory.writePorts.map(({ domain }) => domain)
            : [];
        launched.set(
          read.output,
          domains.map(domain => this.#end(scope, read.output, domain)),
        );
      }
    }
    for (const { domain, what, signal } of module.clockReads) {
      if (what === 'reset') launched.set(signal, [this.#end(scope, signal, domain)]);
    }
    for (const { kind, wire, domain } of module.crossings) {
      if (kind === 'same-clock') launched.set(wire, [this.#end(scope, wire, domain)]);
    }
    for (const [instance, child] of scope.children) {
      for (const [port, ends] of this.#ends.get(child)!.launches) {
        launched.set(
          instance.connections.get(port)!,
          ends.map(end => lifted(instance, end)),
        );
      }
    }
    return launched;
  }
}

/** An input of the whole design belongs to one clock at most: who reads it with two does so without a crossing in one. */
const checkTopInputs = (top: ModuleDefinition, { captures }: PortEnds): void => {
  for (const [port, ends] of captures) {
    const [one] = ends;
    const other = ends.find(end => one && end.clock.key !== one.clock.key);
    if (!one || !other) continue;
    throw new HdlError(
      'HDL-DOMAIN',
      `The input '${port}' of '${top.name}' reaches '${one.name}' of ${domainText(one, other)} and ` +
        `'${other.name}' of ${domainText(other, one)}; it belongs to one domain, so cross it into the other.`,
      one.location,
      other.location,
    );
  }
};

/** Why a value may not pass from one end to the other; undefined where it may. */
const differenceOf = (start: End, end: End): 'clock' | 'reset' | undefined => {
  if (end.isSameClock) return start.clock.base === end.clock.base ? undefined : 'clock';
  if (start.clock.key !== end.clock.key) return 'clock';
  if (start.asyncReset === undefined || start.asyncReset === end.domainReset) return undefined;
  return 'reset';
};

/** One end a clock and reset is enough for a message. */
const addTo = (map: Map<string, End[]>, port: string, end: End): void => {
  const ends = map.get(port) ?? [];
  const isKnown = ends.some(
    other =>
      other.clock.key === end.clock.key &&
      other.asyncReset === end.asyncReset &&
      other.domainReset === end.domainReset &&
      other.isSameClock === end.isSameClock,
  );
  if (!isKnown) map.set(port, [...ends, end]);
};

/** An end of a child as this module sees it; what is inside the library is cited as the instance that holds it. */
const lifted = (instance: Instance, end: End): End => ({
  ...end,
  name: `${instance.name}.${end.name}`,
  location: end.location.inLibrary ? instance.location : end.location,
});

const nameOf = (tree: ClockTree, scope: Scope, domain: Domain): string =>
  tree.homeOf(scope, domain).domain?.name ?? 'default';

/** The domain of an end; with its clock where the other has the same name. */
const domainText = (end: End, other: End): string =>
  `the domain '${end.domain}'${end.domain === other.domain ? ` (clocked by ${end.clock.name})` : ''}`;

const fail = (
  definition: ModuleDefinition,
  { graph }: Flow,
  start: End,
  end: End,
  source: Source,
  difference: 'clock' | 'reset',
): never => {
  const between = pathFrom(graph, source)
    .filter(point => !('op' in point.what))
    .map(point => (point.what as Signal).name)
    .reverse();
  const path = [start.name, ...between.filter(name => name !== start.name && name !== end.name), end.name];
  const reason = difference === 'clock' ? '' : ', which has the same clock but not its asynchronous reset,';
  throw new HdlError(
    'HDL-DOMAIN',
    `In component '${definition.name}' a value of ${domainText(start, end)} reaches ${domainText(end, start)}${reason} ` +
      `without a crossing: ${path.join(' -> ')}.`,
    start.location,
    end.location,
  );
};
