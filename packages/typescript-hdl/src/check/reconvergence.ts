// SPDX-License-Identifier: Apache-2.0
/** Bits that were synchronised apart and meet in logic: they may have come a clock apart. */
import type { ClockTree } from '../clocks/clock-tree.ts';
import { moduleReaders, type Reader, reachedFrom } from '../clocks/readers.ts';
import { fullName, type Scope } from '../clocks/scopes.ts';
import { HdlError } from '../diagnostic.ts';
import type { Crossing, Signal } from '../ir/index.ts';
import { onBehalfOf } from '../location.ts';
import { Cone, type Found, type Synchronised } from './cones.ts';
import { withCopies } from './copied-bits.ts';
import { bitOrigins, clockOfOrigin, isCopy } from './crossing-safety.ts';

/** Throws where logic joins two bits of one clock that were synchronised one by one. */
export const checkReconvergence = (scopes: readonly Scope[], tree: ClockTree): void => {
  const all = scopes.flatMap(scope =>
    scope.module.crossings
      .filter(({ kind, because }) => kind === 'false-path' && because === undefined)
      .flatMap(crossing => synchronisedBy(scope, crossing, tree)),
  );
  const ends = withCopies(all, tree);
  for (const { scope, readers } of meetingsOf([...ends.values()].flat())) {
    onBehalfOf(scope.definition.madeFor, () => checkMeeting(scope, readers, ends));
  }
};

/** All that drives one signal, or writes one memory, in one scope. */
interface Meeting {
  readonly scope: Scope;
  readonly readers: Reader[];
  bits: number;
}

/** Where more than one synchronised bit may arrive. */
const meetingsOf = (all: readonly Synchronised[]): Meeting[] => {
  const meetings = new Map<Scope, Map<unknown, Meeting>>();
  for (const one of all) {
    const met = new Set<Meeting>();
    for (const { scope, reader } of reachedFrom(one.scope, one.signal)) {
      const here = meetings.get(scope) ?? new Map<unknown, Meeting>();
      meetings.set(scope, here);
      const key = reader.target ?? reader.memory;
      const meeting = here.get(key) ?? { scope, readers: [], bits: 0 };
      here.set(key, meeting);
      if (!met.has(meeting)) meeting.bits += one.signal.width;
      met.add(meeting);
      if (!meeting.readers.includes(reader)) meeting.readers.push(reader);
    }
  }
  return [...meetings.values()].flatMap(here => [...here.values()]).filter(({ bits }) => bits > 1);
};

const synchronisedBy = (scope: Scope, crossing: Crossing, tree: ClockTree): Synchronised[] => {
  const goal = tree.rootOf(scope, crossing.domain).key;
  const clocks = bitOrigins(scope, crossing.wire).map(origin => clockOfOrigin(tree, origin)?.key);
  const isKnown = clocks.some(clock => clock !== undefined && clock !== goal);
  if (!isKnown) return [];
  return [{ scope, signal: lastOf(scope, crossing.to!), clocks: clocks.map(one => (one === goal ? undefined : one)) }];
};

/** The last of a row of registers that copy each other. */
const lastOf = (scope: Scope, first: Signal): Signal => {
  let last = first;
  for (;;) {
    const readers = moduleReaders(scope.module).get(last) ?? [];
    const next = readers.length === 1 ? readers[0]! : undefined;
    const target = next?.target;
    if (!next?.driver || target?.kind !== 'reg' || target.width !== last.width || !isCopy(next.driver, last))
      return last;
    if (target.domain !== last.domain) return last;
    last = target;
  }
};

/** Looks bit by bit at what the assignments to a signal join; a memory takes its whole port at once. */
const checkMeeting = (
  scope: Scope,
  readers: readonly Reader[],
  ends: ReadonlyMap<Signal, readonly Synchronised[]>,
): void => {
  const [first] = readers as [Reader];
  if (!first.driver) {
    const cone = new Cone(ends);
    for (const { values } of readers) for (const value of values) cone.addAll(scope, value);
    complain(scope, first, cone);
    return;
  }
  for (let bit = 0; bit < first.target!.width; bit++) {
    const cone = new Cone(ends);
    for (const { driver } of readers) if (driver) cone.addDriver(scope, driver, bit);
    complain(scope, first, cone);
  }
};

const complain = (scope: Scope, reader: Reader, { found }: Cone): void => {
  const byClock = new Map<string, Found>();
  for (const one of found.values()) {
    const other = byClock.get(one.clock);
    byClock.set(one.clock, other ?? one);
    if (!other) continue;
    throw new HdlError(
      'HDL-CROSSING',
      `'${fullName(scope, reader.name)}' joins '${other.name}' and '${one.name}', which come from one clock and were synchronised apart, ` +
        'so that one may be a clock late; join them before they cross, or send both as one word.',
      reader.location,
      other.location,
      one.location,
    );
  }
};
