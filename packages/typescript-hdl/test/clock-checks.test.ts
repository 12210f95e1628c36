// SPDX-License-Identifier: Apache-2.0
/** What the checks of clocks, resets and crossings refuse, and what they let pass. */
import {
  bit,
  blackBox,
  type ClockDomain,
  cat,
  clockDomain,
  clockOf,
  component,
  crossing,
  type Definition,
  defaultDomain,
  dualPortRam,
  emitVerilog,
  HdlError,
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
  synchronousTo,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import {
  asyncFifo,
  handshakeCrossing,
  levelInto,
  pulseCrossing,
  resetSynchroniser,
  synchroniser,
  toGray,
} from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';

const rx = clockDomain('rx');
const tx = clockDomain('tx');
const arst = clockDomain('arst', { reset: { kind: 'async' } });

/** A component with two inputs of a bit and one of a word; `fill` returns what its two outputs show. */
const made = (fill: (io: any) => { q?: Val; v?: Val }): Definition =>
  component(
    'dut',
    {},
    { a: input(bit()), b: input(bit()), w: input(u(4)), q: output(bit()), v: output(u(4)) },
    (io: any) => {
      unused(io.a, io.b, io.w);
      const { q = io.b, v = io.w } = fill(io);
      io.q.set(q);
      io.v.set(v);
    },
  );

const bitIn = (domain: ClockDomain, name: string, next: (old: Val) => any): Val =>
  inDomain(domain, () => {
    const r: any = reg({ [name]: bit(0) });
    r[name].set(next(r[name]));
    return r[name];
  });
const flag = (domain: ClockDomain, name: string, d: Val): Val => bitIn(domain, name, () => d);
const counterIn = (domain: ClockDomain): Val =>
  inDomain(domain, () => {
    const { count } = reg({ count: u(4, 0) });
    count.set(count.add(1));
    return count as Val;
  });
const through = (domain: ClockDomain, name: string, d: Val, ...rest: any[]): Val =>
  inDomain(domain, () => {
    const one: any = inst({ [name]: synchroniser(d.width, 2, ...rest) })[name];
    one.d.set(d);
    return one.q;
  });
const after = (domain: ClockDomain, d: Val, name = 'taken'): Val =>
  inDomain(domain, () => {
    const r: any = reg({ [name]: u(d.width) });
    r[name].set(d);
    return r[name];
  });

const verdict = (definition: () => Definition): string => {
  try {
    emitVerilog(definition());
    return 'fine';
  } catch (error) {
    if (error instanceof HdlError) return error.message.split('\n')[0]!;
    throw error;
  }
};

const inner = component('inner', {}, { d: input(bit()), e: input(bit()), y: output(bit()) }, ({ d, e, y }) =>
  y.set(d.and(e)),
);
const joined = (d: Val, e: Val): Val => {
  const { both } = inst({ both: inner });
  both.d.set(d as Val<1>);
  both.e.set(e as Val<1>);
  return both.y;
};

const boxed = blackBox('PLL', { I: input(bit()), O: output(bit()), LOCKED: output(bit()) });
const noReset = (name: string): ClockDomain => clockDomain(name, { reset: 'none' });
const pll = (a: Val): { clock: Val<1>; locked: Val<1> } => {
  const { pll: one } = inst({ pll: boxed });
  one.I.set(a as Val<1>);
  return { clock: one.O, locked: one.LOCKED };
};

const refused: readonly (readonly [string, string, () => Definition])[] = [
  // Before a synchroniser.
  [
    'logic before a synchroniser',
    'has logic of',
    () => made(({ a, b }) => ({ q: through(tx, 's', flag(rx, 'x', a).and(flag(rx, 'y', b)) as Val) })),
  ],
  [
    'logic in an instance before a synchroniser',
    'has logic of',
    () => made(({ a, b }) => ({ q: through(tx, 's', joined(flag(rx, 'x', a), flag(rx, 'y', b))) })),
  ],
  [
    'a condition before a synchroniser',
    'has logic',
    () => made(({ a, b }) => ({ q: through(tx, 's', mux(flag(rx, 'x', a) as Val<1>, b, lit(0, 1)) as Val) })),
  ],
  [
    'logic of inputs before a synchroniser',
    'has logic before it',
    () => made(({ a, b }) => ({ q: through(tx, 's', a.or(b)) })),
  ],
  [
    'a comparison of a counter',
    'has logic of',
    () => made(() => ({ q: through(tx, 's', counterIn(rx).eq(3) as Val) })),
  ],
  [
    'logic before levelInto',
    'has logic of',
    () => made(({ a, b }) => ({ q: inDomain(tx, () => levelInto('lvl', flag(rx, 'x', a).xor(b) as Val)) })),
  ],
  [
    'logic before a reset synchroniser',
    'has logic',
    () =>
      made(({ a, b }) => {
        const { sync } = inst({ sync: resetSynchroniser() });
        sync.in.set(flag(rx, 'x', a).or(flag(rx, 'y', b)) as Val<1>);
        return { q: sync.out };
      }),
  ],
  // Words.
  [
    'a counter through a synchroniser',
    'takes several bits of the word',
    () => made(() => ({ v: through(tx, 's', counterIn(rx)) })),
  ],
  [
    'parts of a counter through synchronisers of a bit',
    'joins',
    () =>
      made(() => {
        const c = counterIn(rx);
        return { q: through(tx, 's0', c.bit(0) as Val).or(through(tx, 's1', c.bit(1) as Val)) as Val };
      }),
  ],
  [
    'an input word of another domain through a synchroniser',
    'takes several bits of the word',
    () =>
      made(({ w }) => {
        synchronousTo(rx, w);
        return { v: through(tx, 's', w) };
      }),
  ],
  [
    'an inverted word through a synchroniser',
    'takes several bits of the word',
    () => made(() => ({ v: through(tx, 's', counterIn(rx).not() as Val) })),
  ],
  [
    'a binary counter across at full rate',
    'takes the word',
    () =>
      made(() => {
        const count = counterIn(rx);
        return {
          v: inDomain(tx, () => {
            const { meta, sync } = reg({ meta: u(4), sync: u(4) });
            meta.set(crossing('over', count, { kind: 'max-delay', from: count, to: meta }));
            sync.set(meta);
            return sync as Val;
          }),
        };
      }),
  ],
  [
    'another register than the constraint names',
    'is from',
    () =>
      made(({ w }) => {
        const [count, other] = [counterIn(rx), after(rx, w, 'other')];
        return {
          q: other.bit(0),

          v: inDomain(tx, () => {
            const { meta } = reg({ meta: u(4) });
            const over = crossing('over', count, { kind: 'max-delay', from: other, to: meta });
            when(levelInto('go', count.bit(3) as Val), () => meta.set(over));
            return meta as Val;
          }),
        };
      }),
  ],
  // After a synchroniser.
  [
    'a single flip-flop',
    'has one flip-flop',
    () =>
      made(({ a }) => ({
        q: inDomain(tx, () => {
          const { seen } = reg({ seen: bit(0) });
          seen.set(crossing('over', a, { kind: 'false-path', to: seen }));
          return seen.not() as Val;
        }),
      })),
  ],
  [
    'a second reader of a crossing',
    'takes its value too',
    () =>
      made(({ a }) => ({
        q: inDomain(tx, () => {
          const { meta, sync, other } = reg({ meta: bit(0), sync: bit(0), other: bit(0) });
          const over = crossing('over', a, { kind: 'false-path', to: meta });
          meta.set(over);
          sync.set(meta);
          other.set(over);
          return sync.xor(other) as Val;
        }),
      })),
  ],
  // Reconvergence.
  [
    'two synchronised bits that meet at an output',
    'joins',
    () =>
      made(({ a, b }) => ({ q: through(tx, 's', flag(rx, 'x', a)).and(through(tx, 't', flag(rx, 'y', b))) as Val })),
  ],
  [
    'two synchronised bits that meet in an instance',
    'joins',
    () => made(({ a, b }) => ({ q: joined(through(tx, 's', flag(rx, 'x', a)), through(tx, 't', flag(rx, 'y', b))) })),
  ],
  [
    'two bits of one synchroniser that meet',
    'joins',
    () =>
      made(({ a, b }) => {
        const s = through(tx, 's', cat(flag(rx, 'x', a), flag(rx, 'y', b)) as Val);
        return { q: after(tx, s.eq(3) as Val) };
      }),
  ],
  [
    'one bit that is synchronised twice',
    'joins',
    () =>
      made(({ a }) => {
        const x = flag(rx, 'x', a);
        return { q: through(tx, 's', x).xor(through(tx, 't', x)) as Val };
      }),
  ],
  [
    'two synchronised conditions of one register',
    'joins',
    () =>
      made(({ a, b }) => {
        const [s, t] = [through(tx, 's', flag(rx, 'x', a)), through(tx, 't', flag(rx, 'y', b))];
        return {
          q: inDomain(tx, () => {
            const { state } = reg({ state: bit(0) });
            when(s as Val<1>, () => state.set(1));
            when(t as Val<1>, () => state.set(0));
            return state as Val;
          }),
        };
      }),
  ],
  [
    'two synchronised bits that address a memory',
    'joins',
    () =>
      made(({ a, b }) => {
        const address = cat(through(tx, 's', flag(rx, 'x', a)), through(tx, 't', flag(rx, 'y', b)));
        return {
          v: inDomain(tx, () => {
            const { m } = ram({ m: { shape: u(4), depth: 4 } });
            m.write(lit(0, 2), 1);
            return m.read(address as Val);
          }),
        };
      }),
  ],
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
  ['a flip-flop before a synchroniser', () => made(({ a }) => ({ q: through(tx, 's', flag(rx, 'x', a)) }))],
  [
    'an inverted flip-flop before a synchroniser',
    () => made(({ a }) => ({ q: through(tx, 's', flag(rx, 'x', a).not() as Val) })),
  ],
  ['pins before a synchroniser', () => made(({ w }) => ({ v: through(tx, 's', w) }))],
  [
    'logic of the same clock before a synchroniser',
    () => made(({ a, b }) => ({ q: through(tx, 's', flag(tx, 'x', a).and(flag(tx, 'y', b)) as Val) })),
  ],
  [
    'flip-flops side by side through a synchroniser',
    () =>
      made(({ a, b }) => {
        const s = through(tx, 's', cat(flag(rx, 'x', a), flag(rx, 'y', b)) as Val);
        return { q: s.bit(0) as Val, v: cat(lit(0, 2), after(tx, s)) as Val };
      }),
  ],
  [
    'a word with a reason',
    () => made(() => ({ v: through(tx, 's', counterIn(rx), { because: 'Somebody else holds it still.' }) })),
  ],
  [
    'bits that meet, with a reason',
    () =>
      made(({ a, b }) => {
        const because = { because: 'The order of these two does not matter.' };
        return {
          q: through(tx, 's', flag(rx, 'x', a), because).and(through(tx, 't', flag(rx, 'y', b), because)) as Val,
        };
      }),
  ],
  [
    'bits of two clocks that meet',
    () =>
      made(({ a, b }) => ({ q: through(tx, 's', flag(rx, 'x', a)).and(through(tx, 't', flag(arst, 'y', b))) as Val })),
  ],
  [
    'Gray code',
    () =>
      made(() => {
        const count = counterIn(rx);
        const gray = after(rx, toGray(count), 'gray');
        return {
          v: inDomain(tx, () => {
            const { meta, sync } = reg({ meta: u(4), sync: u(4) });
            meta.set(crossing('over', gray, { kind: 'max-delay', from: gray, to: meta }));
            sync.set(meta);
            return sync as Val;
          }),
        };
      }),
  ],
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

describe('the checks of clocks and crossings refuse', () => {
  it.each(refused)('%s', (_, text, definition) => {
    expect(verdict(definition)).toMatch(/^HDL-(CLOCK|CROSSING|DOMAIN): /);
    expect(verdict(definition)).toContain(text);
  });
});

describe('the checks of clocks and crossings pass', () => {
  it.each(passed)('%s', (_, definition) => {
    expect(verdict(definition)).toBe('fine');
  });

  /** The library's crossings with everything around them that a design has: flags that meet, several of each, instances. */
  it.each([
    ['net and host', clockDomain('net'), arst],
    ['without resets', noReset('p'), noReset('n')],
    ['one clock', rx, rx],
  ] as const)('the library, %s', (_, from, to) => {
    const all = component('all', {}, { a: input(bit()), w: input(u(4)), v: output(u(4)), q: output(bit()) }, io => {
      const { f, g, h, i, p, r } = inst({
        f: asyncFifo(u(4), 8, from, to),
        g: asyncFifo(u(4), 8, from, to),
        h: handshakeCrossing(u(4), from, to),
        i: handshakeCrossing(u(4), from, to),
        p: pulseCrossing(from, to),
        r: pulseCrossing(from, to),
      });
      const up = after(from, io.a, 'up');
      for (const one of [f, g, h, i]) {
        one.up.valid.set(up.and(f.up.ready).and(h.up.ready).and(i.up.ready) as Val<1>);
        one.up.payload.set(
          after(from, io.w, `${one === f ? 'f' : one === g ? 'g' : one === h ? 'h' : 'i'}_word`) as any,
        );
        one.down.ready.set(
          after(to, f.down.valid.and(h.down.valid).and(g.down.valid) as Val, `r${[f, g, h, i].indexOf(one)}`) as Val<1>,
        );
      }
      p.pulse.set(up as Val<1>);
      r.pulse.set(up.not() as Val<1>);
      io.v.set(
        after(to, f.down.payload.xor(g.down.payload).xor(h.down.payload).xor(i.down.payload) as Val, 'sum') as any,
      );
      io.q.set(after(to, p.arrived.xor(r.arrived) as Val, 'pulses') as Val<1>);
    });
    expect(verdict(() => all)).toBe('fine');
  });

  it('reasons that say something', () => {
    expect(verdict(() => made(({ a }) => ({ q: through(tx, 's', a, { because: '' }) })))).toBe(
      'HDL-PARAMETER: because takes a sentence that says why, not "".',
    );
  });
});
