// SPDX-License-Identifier: Apache-2.0
/** Registers that copy synchronised bits: a clock later the bits are still those that were synchronised apart. */
import type { ClockTree } from '../clocks/clock-tree.ts';
import { originOf } from '../clocks/origins.ts';
import { reachedFrom } from '../clocks/readers.ts';
import { type Driver, moduleDrivers, type Scope } from '../clocks/scopes.ts';
import type { Signal } from '../ir/index.ts';
import { type Found, foundIn, type Synchronised } from './cones.ts';

type Ends = ReadonlyMap<Signal, readonly Synchronised[]>;

/** The synchronised registers by their signals, and with them all registers that copy bits of them, however often. */
export const withCopies = (all: readonly Synchronised[], tree: ClockTree): Map<Signal, Synchronised[]> => {
  const ends = new Map<Signal, Synchronised[]>();
  const put = (one: Synchronised): void => {
    const others = (ends.get(one.signal) ?? []).filter(({ scope }) => scope !== one.scope);
    ends.set(one.signal, [...others, one]);
  };
  for (const one of all) put(one);
  const clockOf = (scope: Scope, { domain }: Signal): string => tree.rootOf(scope, domain).key;
  const waiting = [...all];
  for (let one = waiting.shift(); one; one = waiting.shift()) {
    for (const { scope, reader } of reachedFrom(one.scope, one.signal)) {
      const { target } = reader;
      if (target?.kind !== 'reg' || clockOf(scope, target) !== clockOf(one.scope, one.signal)) continue;
      const copy = copyIn(scope, target, ends);
      if (!copy) continue;
      put(copy);
      waiting.push(copy);
    }
  }
  return ends;
};

/** What a register copies, if that is more than is known of it. */
const copyIn = (scope: Scope, signal: Signal, ends: Ends): Synchronised | undefined => {
  const known = ends.get(signal)?.find(one => one.scope === scope);
  if (known && !known.copies) return undefined;
  const drivers = moduleDrivers(scope.module).get(signal) ?? [];
  const copies = Array.from({ length: signal.width }, (_, bit) => copiedBit(scope, drivers, bit, ends));
  const isNews = copies.some((copy, bit) => copy && !known?.copies?.[bit]);
  return isNews ? { scope, signal, clocks: [], copies } : undefined;
};

/** The one synchronised bit that all assignments to a bit bring, but for constants. */
const copiedBit = (scope: Scope, drivers: readonly Driver[], bit: number, ends: Ends): Found | undefined => {
  let copied: Found | undefined;
  for (const { target, value } of drivers) {
    if (target.index) return undefined;
    if (bit < target.lo || bit >= target.lo + target.width) continue;
    const origin = originOf(scope, value, bit - target.lo);
    if (origin.kind === 'constant') continue;
    const end = origin.signal && ends.get(origin.signal)?.find(one => one.scope === origin.scope);
    const found = end && foundIn(end, origin.bit);
    if (!found || (copied && copied.name !== found.name)) return undefined;
    copied = found;
  }
  return copied;
};
