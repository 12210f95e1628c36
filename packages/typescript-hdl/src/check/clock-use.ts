// SPDX-License-Identifier: Apache-2.0
/** Clocks and resets that a design makes: from what, released by which clock, and never used as data. */

import type { ClockTree } from '../clocks/clock-tree.ts';
import { type Origin, originOfSignal } from '../clocks/origins.ts';
import { reachedFrom } from '../clocks/readers.ts';
import { fullName, placeOf, type Scope } from '../clocks/scopes.ts';
import { HdlError } from '../diagnostic.ts';
import type { ClockDomain, Crossing, Provided, Signal } from '../ir/index.ts';
import { type Location, onBehalfOf } from '../location.ts';

/** Throws on the first clock or reset that is made or used unsafely. */
export const checkClocks = (scopes: readonly Scope[], tree: ClockTree): void => {
  for (const scope of scopes) {
    onBehalfOf(scope.definition.madeFor, () => {
      for (const [domain, made] of scope.module.provided) {
        checkClock(scope, domain, made);
        if (made.reset && !made.because) checkReset(scope, domain, made.reset, tree);
      }
    });
  }
  for (const scope of scopes) onBehalfOf(scope.definition.madeFor, () => checkClockAsData(scope));
};

const fail = (sentence: string, ...locations: readonly (Location | undefined)[]): never => {
  throw new HdlError('HDL-CLOCK', sentence, ...locations);
};

const inside = ({ definition }: Scope): string => `In component '${definition.name}'`;

const checkClock = (scope: Scope, domain: ClockDomain, { clock, because }: Provided): void => {
  const origin = originOfSignal(scope, clock, 0);
  if (because || ['clock', 'register', 'port', 'box'].includes(origin.kind)) return;
  const what =
    origin.kind === 'constant' ? 'never ticks' : origin.kind === 'logic' ? 'comes out of logic' : `is a ${origin.kind}`;
  fail(
    `${inside(scope)} the clock of the domain '${domain.name}' ${what}; use a clock enable, a register that divides or a black box.`,
    placeOf(scope, clock.location),
  );
};

/** The reset must fall in step with the clock: it comes from a register of that clock or its inverse, or from a reset that does. */
const checkReset = (scope: Scope, domain: ClockDomain, reset: Signal, tree: ClockTree): void => {
  const origin = originOfSignal(scope, reset, 0);
  const { kind } = origin;
  const clock = tree.rootOf(scope, domain).base;
  const isAsync = domain.reset!.kind === 'async';
  const refuse = (why: string): never =>
    fail(
      `${inside(scope)} the reset of the domain '${domain.name}' ${why}; use a resetSynchroniser in the domain's clock.`,
      placeOf(scope, reset.location),
      origin.location && placeOf(origin.scope, origin.location),
    );
  const own =
    kind === 'register'
      ? tree.rootOf(origin.scope, origin.signal!.domain)
      : kind === 'reset'
        ? tree.rootOf(origin.scope, origin.domain)
        : origin.claim && tree.rootOf(origin.claim.scope, origin.claim.domain);
  if (own) {
    if (own.base !== clock) refuse(`comes from '${nameOf(origin)}' of another clock, ${own.name}`);
    return;
  }
  if (kind === 'crossing') {
    const crossing = origin.scope.module.crossings.find(one => one.wire === origin.signal)!;
    if (crossing.kind !== 'async-reset') refuse(`comes from the crossing '${nameOf(origin)}', which is no reset`);
    checkOnlyRegister(scope, domain, crossing, tree);
  } else if (kind === 'logic') {
    if (isAsync) refuse('comes out of logic, which makes glitches');
  } else if (kind !== 'constant') {
    refuse(`comes from '${nameOf(origin)}', which no clock releases`);
  }
};

const nameOf = ({ scope, signal }: Origin): string => (signal ? fullName(scope, signal.name) : '');

/** A raw asynchronous reset is for the register that makes a safe one of it, and for no other. */
const checkOnlyRegister = (scope: Scope, domain: ClockDomain, crossing: Crossing, tree: ClockTree): void => {
  const other = resetBy(scope, scope, domain, tree).find(({ signal }) => signal !== crossing.to);
  if (!other || crossing.because) return;
  fail(
    `${inside(scope)} the asynchronous reset '${crossing.wire.name}' is released at any time, so it may reset '${crossing.to!.name}' ` +
      `alone and not '${fullName({ ...other.scope, path: other.scope.path.slice(scope.path.length) }, other.signal.name)}'.`,
    placeOf(scope, crossing.wire.location),
    placeOf(other.scope, other.signal.location),
  );
};

/** Registers with a reset value in a domain that `home` provides. */
const resetBy = (
  at: Scope,
  home: Scope,
  domain: ClockDomain,
  tree: ClockTree,
): { readonly scope: Scope; readonly signal: Signal }[] => {
  const isOwn = (own: ClockDomain | undefined): boolean => {
    const found = tree.homeOf(at, own);
    return found.scope === home && found.domain === domain;
  };
  const here = at.module.signals.filter(one => one.kind === 'reg' && one.init !== undefined && isOwn(one.domain));
  return [
    ...here.map(signal => ({ scope: at, signal })),
    ...[...at.children.values()].flatMap(child => resetBy(child, home, domain, tree)),
  ];
};

/** No register or memory takes the level of a clock. */
const checkClockAsData = (scope: Scope): void => {
  const { module } = scope;
  const clocks: { readonly scope: Scope; readonly signal: Signal }[] = module.clockReads
    .filter(({ what }) => what === 'clock')
    .map(({ signal }) => ({ scope, signal }));
  for (const { clock } of module.provided.values()) {
    const { kind, scope: at, signal } = originOfSignal(scope, clock, 0);
    clocks.push({ scope, signal: clock });
    if (signal && (kind === 'port' || kind === 'box')) clocks.push({ scope: at, signal });
  }
  for (const clock of clocks) {
    const reached = reachedFrom(clock.scope, clock.signal, (_, signal) => signal !== clock.signal && signal.isClock);
    const taken = reached.find(({ reader }) => reader.isClocked);
    if (!taken) continue;
    fail(
      `${inside(scope)} the clock '${clock.signal.name}' is used as data: it reaches '${fullName(taken.scope, taken.reader.name)}'; ` +
        'use a register that toggles, or a crossing.',
      placeOf(clock.scope, clock.signal.location),
      placeOf(taken.scope, taken.reader.location),
    );
  }
};
