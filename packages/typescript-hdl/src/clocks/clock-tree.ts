// SPDX-License-Identifier: Apache-2.0
/** Which clock and which reset every domain has in every scope of a design: domains that a component makes are followed to their source. */

import { HdlError } from '../diagnostic.ts';
import type { ClockDomain, ResetStyle, Signal } from '../ir/index.ts';
import { type Origin, originOfSignal } from './origins.ts';
import { fullName, type Scope } from './scopes.ts';

type Domain = ClockDomain | undefined;

/** A clock of the whole design. Two domains have the same clock when their roots have the same key. */
export interface ClockRoot {
  readonly key: string;
  /** The key that a clock shares with its inverse. */
  readonly base: string;
  /** As messages call it. */
  readonly name: string;
  /** Of a clock that comes from outside by the domain's own port: its domain. */
  readonly domain: Domain;
  /** Of any other clock: what makes it. */
  readonly origin: Origin | undefined;
  readonly inverted: boolean;
}

/** Resolves domains to clocks and resets. */
export class ClockTree {
  /** What the top's default domain stands for. */
  readonly main: ClockDomain;
  readonly #roots = new Map<Scope, Map<Domain, ClockRoot | 'open'>>();

  constructor(main: ClockDomain) {
    this.main = main;
  }

  /** The clock of a domain as a scope sees it; `undefined` is the scope's default domain. */
  rootOf(scope: Scope, domain: Domain): ClockRoot {
    const known = this.#roots.get(scope) ?? new Map<Domain, ClockRoot | 'open'>();
    this.#roots.set(scope, known);
    const root = known.get(domain);
    if (root === 'open') {
      const sentence = `In component '${scope.definition.name}' the clock of the domain '${domain?.name}' is made from itself.`;
      throw new HdlError('HDL-CLOCK', sentence, scope.module.provided.get(domain!)?.clock.location);
    }
    if (root) return root;
    known.set(domain, 'open');
    const found = this.#find(scope, domain);
    known.set(domain, found);
    return found;
  }

  /** The scope in which a domain gets its clock, and the domain by its name there. */
  homeOf(scope: Scope, domain: Domain): { readonly scope: Scope; readonly domain: Domain } {
    if ((domain && scope.module.provided.has(domain)) || !scope.parent) return { scope, domain };
    return this.homeOf(scope.parent, domain ?? scope.instance!.domain);
  }

  /** The reset of a domain: its style, and a key that two domains share which have the same reset. */
  resetOf(scope: Scope, domain: Domain): { readonly style: ResetStyle | undefined; readonly key: string } {
    const home = this.homeOf(scope, domain);
    const { reset } = home.domain ?? this.main;
    const made = home.domain && home.scope.module.provided.get(home.domain)?.reset;
    if (!made) return { style: reset, key: `outside ${home.domain?.name ?? ''}` };
    const origin = originOfSignal(home.scope, made, 0);
    if (origin.kind === 'reset') return { style: reset, key: this.resetOf(origin.scope, origin.domain).key };
    return { style: reset, key: keyOf(origin, made) };
  }

  #find(scope: Scope, domain: Domain): ClockRoot {
    const made = domain && scope.module.provided.get(domain)?.clock;
    if (made) return this.#made(scope, made);
    if (scope.parent) return this.rootOf(scope.parent, domain ?? scope.instance!.domain);
    const name = (domain ?? this.main).name;
    const key = `outside ${domain?.name ?? ''}`;
    return { key, base: key, name: `'${name}'`, domain, origin: undefined, inverted: false };
  }

  #made(scope: Scope, clock: Signal): ClockRoot {
    const origin = originOfSignal(scope, clock, 0);
    if (origin.kind === 'clock') {
      const root = this.rootOf(origin.scope, origin.domain);
      return origin.inverted ? inverse(root) : root;
    }
    const signal = origin.kind === 'logic' ? clock : (origin.signal ?? clock);
    const select = signal.width === 1 ? '' : `[${origin.bit}]`;
    const name = `'${fullName(origin.scope, signal.name)}${select}'`;
    const key = keyOf(origin, clock);
    const root = { key, base: key, name, domain: undefined, origin, inverted: false };
    return origin.inverted ? inverse(root) : root;
  }
}

const keyOf = ({ kind, scope, signal, bit }: Origin, made: Signal): string =>
  `${kind} ${scope.path}${kind === 'logic' ? `${signal?.name ?? ''} ${made.name}` : signal?.name}.${bit}`;

const inverse = (root: ClockRoot): ClockRoot => ({
  ...root,
  key: root.inverted ? root.base : `!${root.base}`,
  inverted: !root.inverted,
  name: root.inverted ? root.name.slice('the inverse of '.length) : `the inverse of ${root.name}`,
});
