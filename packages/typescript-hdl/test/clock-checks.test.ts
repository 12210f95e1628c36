// SPDX-License-Identifier: Apache-2.0
/** What the checks of clocks, of memories with two clocks and of frequencies refuse, and what they let pass. */
import {
  bit,
  clockDomain,
  clockOf,
  component,
  crossing,
  type Definition,
  defaultDomain,
  dualPortRam,
  inDomain,
  input,
  inst,
  lit,
  mux,
  output,
  provideDomain,
  ram,
  reg,
  resetOf,
  u,
  unused,
  type Val,
} from 'typescript-hdl';
import { resetSynchroniser } from 'typescript-hdl/lib';
import { expect, test } from 'vitest';
import { after, bitIn, flag, joined, made, noReset, pll, rx, tx, verdict } from './support/clock-designs.ts';

const refused: readonly (readonly [string, string, () => Definition])[] = [
  // Clocks.
  [
    'a gated clock',
    'comes out of logic',
    () =>
      made(({ a, b }) => {
        const gated = noReset('gated');
        provideDomain(gated, { clock: clockOf().and(b) as Val<1> });
        return { q: after(gated, a) };
      }),
  ],
  [
    'a clock gated in an instance',
    'comes out of logic',
    () =>
      made(({ a, b }) => {
        const gated = noReset('gated');
        provideDomain(gated, { clock: joined(clockOf(), b) as Val<1> });
        return { q: after(gated, a) };
      }),
  ],
  [
    'a clock gated where an instance takes it',
    'comes out of logic',
    () =>
      made(({ a, b }) => {
        const clocked = component(
          'clocked',
          {},
          { ck: input(bit()), d: input(bit()), y: output(bit()) },
          ({ ck, d, y }) => {
            const own = noReset('own');
            provideDomain(own, { clock: ck });
            y.set(after(own, d) as Val<1>);
          },
        );
        const { c } = inst({ c: clocked });
        c.ck.set(clockOf().and(b) as Val<1>);
        c.d.set(a);
        return { q: c.y };
      }),
  ],
  [
    'a clock out of a multiplexer',
    'comes out of logic',
    () =>
      made(({ a, b }) => {
        const picked = noReset('picked');
        provideDomain(picked, { clock: mux(b as Val<1>, a, clockOf()) as Val<1> });
        return { q: after(picked, lit(1, 1)) };
      }),
  ],
  [
    'a constant for a clock',
    'never ticks',
    () =>
      made(({ a }) => {
        const still = noReset('still');
        provideDomain(still, { clock: lit(1, 1) });
        return { q: after(still, a) };
      }),
  ],
  [
    'a reset for a clock',
    'is a reset',
    () =>
      made(({ a }) => {
        const odd = noReset('odd');
        provideDomain(odd, { clock: resetOf(rx) });
        return { q: after(odd, a) };
      }),
  ],
  [
    'a clock that is made from itself',
    'is made from itself',
    () =>
      made(({ a }) => {
        const odd = noReset('odd');
        provideDomain(odd, { clock: clockOf(odd).not() as Val<1> });
        return { q: after(odd, a) };
      }),
  ],
  ['a clock that a register takes', 'is used as data', () => made(() => ({ q: after(tx, clockOf(rx)) }))],
  [
    'a clock that a register takes through an instance',
    'is used as data',
    () => made(({ a }) => ({ q: after(tx, joined(clockOf(tx), a)) })),
  ],
  [
    'an input that is a clock and data',
    'is used as data',
    () =>
      made(({ a, b }) => {
        const own = noReset('own');
        provideDomain(own, { clock: a });
        return { q: after(own, b).and(after(tx, a, 'level')) as Val };
      }),
  ],
  [
    'a made clock that is data',
    'is used as data',
    () =>
      made(({ a, b }) => {
        const own = noReset('own');
        provideDomain(own, { clock: pll(a).clock });
        return { q: after(own, b).and(after(own, clockOf(own), 'level')) as Val };
      }),
  ],
  // Two clocks of one domain.
  [
    'values of two instances that make a clock each',
    'reaches',
    () => {
      const own = noReset('own');
      const maker = component('maker', {}, { ck: input(bit()), d: input(bit()), y: output(bit()) }, ({ ck, d, y }) => {
        provideDomain(own, { clock: pll(ck).clock });
        y.set(after(own, d) as Val<1>);
      });
      return made(({ a, b }) => {
        const { one, two } = inst({ one: maker, two: maker });
        one.ck.set(a);
        two.ck.set(a);
        one.d.set(b);
        two.d.set(one.y);
        return { q: two.y };
      });
    },
  ],
  [
    'a value launched by a divided clock',
    "reaches the domain 'default' without a crossing",
    () =>
      made(({ a }) => {
        const slow = noReset('slow');
        const half = bitIn(defaultDomain, 'half', old => old.not());
        provideDomain(slow, { clock: half as Val<1> });
        const { x } = reg({ x: bit() });
        x.set(after(slow, a));
        return { q: x };
      }),
  ],
  [
    'a value launched by the inverse clock',
    'without a crossing',
    () =>
      made(({ a }) => {
        const down = noReset('down');
        provideDomain(down, { clock: clockOf().not() as Val<1> });
        const { x } = reg({ x: bit() });
        x.set(after(down, a));
        return { q: x };
      }),
  ],
  [
    'a claim that two clocks are one',
    'without a crossing',
    () =>
      made(({ a }) => {
        const x = flag(rx, 'x', a);
        return { q: inDomain(tx, () => after(tx, crossing('same', x, { kind: 'same-clock' }) as Val)) };
      }),
  ],
  [
    'a crossing of resets that goes on to another clock',
    'without a crossing',
    () =>
      made(({ a }) => {
        const { sync } = inDomain(rx, () => inst({ sync: resetSynchroniser() }));
        sync.in.set(a);
        return { q: after(tx, sync.out) };
      }),
  ],
  // Memories.
  [
    'a block RAM with two clocks',
    'say in betweenClocks',
    () =>
      made(({ w }) => {
        const { m } = inDomain(rx, () => ram({ m: { shape: u(4), depth: 4 } }));
        inDomain(rx, () => m.write(lit(0, 2), 1));
        return { v: inDomain(tx, () => m.read(w.slice(0, 2))) };
      }),
  ],
  [
    'a dual port RAM with two clocks',
    'say in betweenClocks',
    () =>
      made(({ w, a }) => {
        const { m } = dualPortRam({ m: { shape: u(4), depth: 4 } });
        const one = inDomain(rx, () => m.access({ address: lit(0, 2), write: lit(1, 1), data: 3 }));
        unused(one);
        return { v: inDomain(tx, () => m.access({ address: w.slice(0, 2), write: a, data: 1 })) };
      }),
  ],
  [
    'LUT RAM that is read with another clock',
    'without a crossing',
    () =>
      made(({ w }) => {
        const { m } = ram({ m: { shape: u(4), depth: 4, kind: 'distributed' } });
        inDomain(rx, () => m.write(lit(0, 2), 1));
        return { v: after(tx, m.read(w.slice(0, 2))) };
      }),
  ],
  // Frequencies.
  [
    'two frequencies of one clock',
    'have the same clock',
    () =>
      made(({ a }) => {
        const [fast, slow] = [
          clockDomain('fast', { frequencyMHz: 200 }),
          clockDomain('other', { frequencyMHz: 100, reset: 'none' }),
        ];
        provideDomain(slow, { clock: clockOf(fast) });
        return { q: after(slow, flag(fast, 'x', a)) };
      }),
  ],
  [
    'a divided clock faster than it can be',
    'half of that at most',
    () =>
      made(({ a }) => {
        const [fast, slow] = [
          clockDomain('fast', { frequencyMHz: 200 }),
          clockDomain('slow', { frequencyMHz: 150, reset: 'none' }),
        ];
        provideDomain(slow, { clock: bitIn(fast, 'half', old => old.not()) as Val<1> });
        return { q: after(slow, a) };
      }),
  ],
];

const passed: readonly (readonly [string, () => Definition])[] = [
  [
    'a divided clock',
    () =>
      made(({ a }) => {
        const slow = noReset('slow');
        provideDomain(slow, { clock: bitIn(rx, 'half', old => old.not()) as Val<1> });
        return { q: after(slow, a) };
      }),
  ],
  [
    'a gated clock with a reason',
    () =>
      made(({ a, b }) => {
        const gated = noReset('gated');
        provideDomain(gated, {
          clock: clockOf().and(b) as Val<1>,
          because: 'The enable changes while the clock is low.',
        });
        return { q: after(gated, a) };
      }),
  ],
  [
    'a clock gate of the vendor',
    () =>
      made(({ a }) => {
        const gated = noReset('gated');
        provideDomain(gated, { clock: pll(clockOf()).clock });
        return { q: after(gated, a) };
      }),
  ],
  ['a clock that leaves the design', () => made(() => ({ q: clockOf(rx) }))],
  [
    'a domain of the same clock in an instance',
    () =>
      made(({ a }) => {
        const child = component('child', {}, { d: input(bit()), y: output(bit()) }, ({ d, y }) => {
          const own = noReset('own');
          provideDomain(own, { clock: clockOf() });
          y.set(after(own, d) as Val<1>);
        });
        const { c } = inDomain(rx, () => inst({ c: child }));
        c.d.set(flag(rx, 'x', a) as Val<1>);
        return { q: after(rx, c.y) };
      }),
  ],
  [
    'a clock that goes round by ports',
    () =>
      made(({ a }) => {
        const child = component(
          'child',
          {},
          { ck: input(bit()), d: input(bit()), y: output(bit()) },
          ({ ck, d, y }) => {
            const own = noReset('own');
            provideDomain(own, { clock: ck });
            y.set(after(own, d) as Val<1>);
          },
        );
        const { c } = inst({ c: child });
        c.ck.set(clockOf(rx));
        c.d.set(flag(rx, 'x', a) as Val<1>);
        return { q: after(rx, c.y) };
      }),
  ],
  [
    'a memory with a reason',
    () =>
      made(({ w }) => {
        const { m } = ram({ m: { shape: u(4), depth: 4, betweenClocks: 'It is written before the reader starts.' } });
        inDomain(rx, () => m.write(lit(0, 2), 1));
        return { v: inDomain(tx, () => m.read(w.slice(0, 2))) };
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
