// SPDX-License-Identifier: Apache-2.0
/** What the checks of resets refuse, and what they let pass. */
import {
  bit,
  clockDomain,
  clockOf,
  component,
  crossing,
  type Definition,
  defaultDomain,
  inDomain,
  input,
  inst,
  output,
  provideDomain,
  reg,
  resetOf,
  synchronousTo,
  type Val,
} from 'typescript-hdl';
import { resetSynchroniser } from 'typescript-hdl/lib';
import { expect, test } from 'vitest';
import { after, arst, flag, made, noReset, pll, rx, tx, verdict } from './support/clock-designs.ts';

const refused: readonly (readonly [string, string, () => Definition])[] = [
  // Resets.
  [
    'an asynchronous reset that another clock launches',
    'of another clock',
    () =>
      made(({ a, b }) => {
        const own = clockDomain('own', { reset: { kind: 'async' } });
        provideDomain(own, { clock: clockOf(tx), reset: flag(rx, 'x', a) as Val<1> });
        return { q: flag(own, 'y', b) };
      }),
  ],
  [
    'a synchronous reset that another clock launches',
    'of another clock',
    () =>
      made(({ a, b }) => {
        const own = clockDomain('own');
        provideDomain(own, { clock: clockOf(tx), reset: flag(rx, 'x', a) as Val<1> });
        return { q: flag(own, 'y', b) };
      }),
  ],
  [
    'the reset of another domain',
    'of another clock',
    () =>
      made(({ b }) => {
        const own = clockDomain('own', { reset: { kind: 'async' } });
        provideDomain(own, { clock: clockOf(tx), reset: resetOf(rx) });
        return { q: flag(own, 'y', b) };
      }),
  ],
  [
    'a reset from a pin',
    'which no clock releases',
    () =>
      made(({ a, b }) => {
        const own = clockDomain('own', { reset: { kind: 'async' } });
        provideDomain(own, { clock: clockOf(), reset: a });
        return { q: flag(own, 'y', b) };
      }),
  ],
  [
    'a reset from a pin through an instance',
    'which no clock releases',
    () =>
      made(({ a, b }) => {
        const child = component('child', {}, { r: input(bit()), d: input(bit()), y: output(bit()) }, ({ r, d, y }) => {
          const own = clockDomain('own', { reset: { kind: 'async' } });
          provideDomain(own, { clock: clockOf(), reset: r.not() as Val<1> });
          y.set(flag(own, 'y', d) as Val<1>);
        });
        const { c } = inst({ c: child });
        c.r.set(a);
        c.d.set(b);
        return { q: c.y };
      }),
  ],
  [
    'a reset from a black box',
    'which no clock releases',
    () =>
      made(({ a, b }) => {
        const own = clockDomain('own', { reset: { kind: 'async', active: 'low' } });
        const { clock, locked } = pll(a);
        provideDomain(own, { clock, reset: locked });
        return { q: flag(own, 'y', b) };
      }),
  ],
  [
    'an asynchronous reset out of logic',
    'comes out of logic',
    () =>
      made(({ a, b }) => {
        const own = clockDomain('own', { reset: { kind: 'async' } });
        provideDomain(own, {
          clock: clockOf(),
          reset: flag(defaultDomain, 'x', a).or(flag(defaultDomain, 'z', b)) as Val<1>,
        });
        return { q: flag(own, 'y', b) };
      }),
  ],
  [
    'a reset through a synchroniser of another clock',
    'of another clock',
    () =>
      made(({ a, b }) => {
        const own = clockDomain('own', { reset: { kind: 'async' } });
        const { sync } = inDomain(rx, () => inst({ sync: resetSynchroniser() }));
        sync.in.set(a);
        provideDomain(own, { clock: clockOf(tx), reset: sync.out });
        return { q: flag(own, 'y', b) };
      }),
  ],
  [
    'registers on a raw reset',
    'may reset',
    () =>
      made(({ a, b }) => {
        const own = clockDomain('own', { reset: { kind: 'async' } });
        const { shift } = inDomain(own, () => reg({ shift: bit(1) }));
        shift.set(0);
        provideDomain(own, {
          clock: clockOf(),
          reset: crossing('raw', a, { kind: 'async-reset', to: shift }) as Val<1>,
        });
        return { q: flag(own, 'y', b).or(shift) as Val };
      }),
  ],
  [
    'a value that an asynchronous reset changes at any time',
    'not its asynchronous reset',
    () =>
      made(({ a, b }) => {
        const own = clockDomain('own', { reset: { kind: 'async' } });
        const { sync } = inDomain(rx, () => inst({ sync: resetSynchroniser() }));
        sync.in.set(a);
        provideDomain(own, { clock: clockOf(rx), reset: sync.out });
        return { q: after(rx, flag(own, 'y', b)) };
      }),
  ],
  ['a reset as data of another clock', 'without a crossing', () => made(() => ({ q: after(tx, resetOf(rx)) }))],
];

const passed: readonly (readonly [string, () => Definition])[] = [
  [
    'a synchronised reset',
    () =>
      made(({ a, b }) => {
        const own = clockDomain('own', { reset: { kind: 'async' } });
        const { sync } = inDomain(tx, () => inst({ sync: resetSynchroniser() }));
        sync.in.set(a);
        provideDomain(own, { clock: clockOf(tx), reset: sync.out });
        return { q: flag(own, 'y', b) };
      }),
  ],
  [
    'a synchronised reset of a PLL',
    () =>
      made(({ a, b }) => {
        const raw = noReset('raw');
        const own = clockDomain('own', { reset: { kind: 'async' } });
        const { clock, locked } = pll(a);
        provideDomain(raw, { clock });
        const { sync } = inDomain(raw, () => inst({ sync: resetSynchroniser() }));
        sync.in.set(locked.not() as Val<1>);
        provideDomain(own, { clock, reset: sync.out });
        return { q: flag(own, 'y', b) };
      }),
  ],
  [
    'a reset that a pin releases with the clock',
    () =>
      made(({ a, b }) => {
        const own = clockDomain('own', { reset: { kind: 'async' } });
        synchronousTo(rx, a);
        provideDomain(own, { clock: clockOf(rx), reset: a });
        return { q: flag(own, 'y', b) };
      }),
  ],
  [
    'the reset of another domain with the same clock',
    () =>
      made(({ b }) => {
        const own = clockDomain('own', { reset: { kind: 'async' } });
        provideDomain(own, { clock: clockOf(arst), reset: resetOf(arst) });
        return { q: after(arst, flag(own, 'y', b)) };
      }),
  ],
];

test.each(refused)('refused: %s', (_, text, definition) => {
  expect(verdict(definition)).toMatch(/^HDL-(CLOCK|CROSSING|DOMAIN): /);
  expect(verdict(definition)).toContain(text);
});

test.each(passed)('fine: %s', (_, definition) => {
  expect(verdict(definition)).toBe('fine');
});
