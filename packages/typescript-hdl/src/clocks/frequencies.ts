// SPDX-License-Identifier: Apache-2.0
/** What the frequencies that domains declare say of the clocks of a design. */

import { HdlError } from '../diagnostic.ts';
import type { ClockDomain, Module } from '../ir/index.ts';
import type { ClockRoot, ClockTree } from './clock-tree.ts';
import type { Scope } from './scopes.ts';

/** A clock whose frequency somebody declares. */
interface Known {
  readonly frequencyMHz: number;
  readonly domain: ClockDomain;
  readonly scope: Scope;
}

/** Frequencies by clock; a clock and its inverse have one. */
export class Frequencies {
  readonly #known = new Map<string, Known>();
  readonly #tree: ClockTree;

  /** Throws HDL-CLOCK where two domains contradict each other. */
  constructor(scopes: readonly Scope[], tree: ClockTree) {
    this.#tree = tree;
    const top = scopes.at(-1)!;
    this.#learn(top, tree.main, undefined);
    for (const scope of scopes) {
      for (const domain of domainsIn(scope)) this.#learn(scope, domain, domain);
    }
    for (const scope of scopes) {
      for (const domain of scope.module.provided.keys()) this.#checkDivided(scope, domain);
    }
  }

  /** In MHz, where a domain with this clock says it. */
  of(root: ClockRoot): number | undefined {
    return this.#known.get(root.base)?.frequencyMHz;
  }

  /** The period of a domain's clock in nanoseconds. */
  periodOf(scope: Scope, domain: ClockDomain | undefined): number | undefined {
    const frequency = this.of(this.#tree.rootOf(scope, domain));
    return frequency === undefined ? undefined : 1000 / frequency;
  }

  /** By how much a register divides the clock that clocks it; undefined where that is not known or no whole number. */
  divisorOf(root: ClockRoot): number | undefined {
    const master = this.masterOf(root);
    const [fast, slow] = [master && this.of(master), this.of(root)];
    if (fast === undefined || slow === undefined) return undefined;
    const ratio = fast / slow;
    return Math.abs(ratio - Math.round(ratio)) < 1e-6 * ratio ? Math.round(ratio) : undefined;
  }

  /** The clock of the register that makes a clock. */
  masterOf({ origin }: ClockRoot): ClockRoot | undefined {
    return origin?.kind === 'register' ? this.#tree.rootOf(origin.scope, origin.signal!.domain) : undefined;
  }

  #learn(scope: Scope, domain: ClockDomain, key: ClockDomain | undefined): void {
    const { frequencyMHz } = domain;
    if (frequencyMHz === undefined) return;
    const root = this.#tree.rootOf(scope, key);
    const other = this.#known.get(root.base);
    if (!other) this.#known.set(root.base, { frequencyMHz, domain, scope });
    if (!other || other.frequencyMHz === frequencyMHz) return;
    throw new HdlError(
      'HDL-CLOCK',
      `The domains '${other.domain.name}' of ${other.frequencyMHz} MHz and '${domain.name}' of ${frequencyMHz} MHz have the same clock.`,
      scope.module.provided.get(domain)?.clock.location ??
        other.scope.module.provided.get(other.domain)?.clock.location,
    );
  }

  #checkDivided(scope: Scope, domain: ClockDomain): void {
    const root = this.#tree.rootOf(scope, domain);
    const master = this.masterOf(root);
    const [fast, slow] = [master && this.of(master), this.of(root)];
    if (fast === undefined || slow === undefined || slow <= fast / 2) return;
    throw new HdlError(
      'HDL-CLOCK',
      `The domain '${domain.name}' of ${slow} MHz is clocked by a register, which changes with a clock of ${fast} MHz and makes half of that at most.`,
      scope.module.provided.get(domain)!.clock.location,
    );
  }
}

const named = new WeakMap<Module, ReadonlySet<ClockDomain>>();

/** The domains that a module names. */
const domainsIn = ({ module }: Scope): ReadonlySet<ClockDomain> => {
  const known = named.get(module);
  if (known) return known;
  const all = [
    ...module.provided.keys(),
    ...module.signals.map(({ domain }) => domain),
    ...module.instances.map(({ domain }) => domain),
    ...module.memories.flatMap(({ writePorts }) => writePorts.map(({ domain }) => domain)),
    ...module.clockReads.map(({ domain }) => domain),
  ];
  const found = new Set(all.filter(domain => domain !== undefined));
  named.set(module, found);
  return found;
};
