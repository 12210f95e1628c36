// SPDX-License-Identifier: Apache-2.0
/** What the checks of crossings between clocks refuse, and what they let pass. */
import {
  bit,
  cat,
  clockDomain,
  component,
  crossing,
  type Definition,
  inDomain,
  input,
  inst,
  lit,
  mux,
  output,
  ram,
  reg,
  synchronousTo,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { asyncFifo, handshakeCrossing, levelInto, pulseCrossing, resetSynchroniser, toGray } from 'typescript-hdl/lib';
import { expect, test } from 'vitest';
import {
  after,
  arst,
  counterIn,
  flag,
  joined,
  made,
  noReset,
  rx,
  through,
  tx,
  verdict,
} from './support/clock-designs.ts';

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
    'and another one take bits of the word',
    () =>
      made(() => {
        const c = counterIn(rx);
        return { q: through(tx, 's0', c.bit(0) as Val).or(through(tx, 's1', c.bit(1) as Val)) as Val };
      }),
  ],
  [
    'parts of a counter through synchronisers in two components, put together again',
    'and another one take bits of the word',
    () =>
      made(() => {
        const c = counterIn(rx);
        const child = component('child', {}, { d: input(bit()), y: output(bit()) }, ({ d, y }) => {
          y.set(levelInto('one', d));
        });
        const { low, high } = inDomain(tx, () => inst({ low: child, high: child }));
        low.d.set(c.bit(0));
        high.d.set(c.bit(3));
        return { v: cat(lit(0, 2), after(tx, cat(high.y, low.y) as Val)) as Val };
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
    'two synchronised bits that are registered once more, one of them twice, and then joined',
    'joins',
    () =>
      made(({ a, b }) => {
        const s = after(tx, through(tx, 's', flag(rx, 'x', a)), 'late');
        const t = after(tx, after(tx, through(tx, 't', flag(rx, 'y', b)), 'once').not() as Val, 'twice');
        return { q: s.and(t) as Val };
      }),
  ],
  [
    'a counter in single flip-flops, synchronised as one word, kept in a register of another component, and added to',
    'joins',
    () =>
      made(({ a, b }) => {
        const s = through(tx, 's', cat(flag(rx, 'x', a), flag(rx, 'y', b)) as Val);
        const keeper = component('keeper', {}, { d: input(u(2)), q: output(u(2)) }, ({ d, q }) => {
          const { kept } = reg({ kept: u(2) });
          kept.set(d);
          q.set(kept);
        });
        return {
          v: inDomain(tx, () => {
            const { keep } = inst({ keep: keeper });
            keep.d.set(s as Val<2>);
            return keep.q.add(1).zext(4) as Val;
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
    'a synchronised bit beside what it was a clock ago',
    () =>
      made(({ a }) => {
        const s = through(tx, 's', flag(rx, 'x', a));
        return { q: s.xor(after(tx, s, 'before')) as Val };
      }),
  ],
  [
    'a word with a reason',
    () => made(() => ({ v: through(tx, 's', counterIn(rx), { because: 'Somebody else holds it still.' }) })),
  ],
  [
    'bits of a word to a clock each',
    () =>
      made(() => {
        const c = counterIn(rx);
        const one = through(tx, 's', c.bit(2) as Val);
        return { q: inDomain(arst, () => levelInto('t', c.bit(1) as Val)), v: cat(lit(0, 3), one) as Val };
      }),
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
];

test.each(refused)('refused: %s', (_, text, definition) => {
  expect(verdict(definition)).toMatch(/^HDL-(CLOCK|CROSSING|DOMAIN): /);
  expect(verdict(definition)).toContain(text);
});

test.each(passed)('fine: %s', (_, definition) => {
  expect(verdict(definition)).toBe('fine');
});

/** The library's crossings with everything around them that a design has: flags that meet, several of each, instances. */
test.each([
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
      one.up.payload.set(after(from, io.w, `${one === f ? 'f' : one === g ? 'g' : one === h ? 'h' : 'i'}_word`) as any);
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

test('reasons that say something', () => {
  expect(verdict(() => made(({ a }) => ({ q: through(tx, 's', a, { because: '' }) })))).toBe(
    'HDL-PARAMETER: because takes a sentence that says why, not "".',
  );
});
