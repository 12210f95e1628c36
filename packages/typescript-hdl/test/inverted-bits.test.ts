// SPDX-License-Identifier: Apache-2.0
/**
 * Exclusive ors of inverted bits with a comparison among them: in `~((a < b) ^ c) ^ ~d` Verilator 5.006 forgets an inverter,
 * also through wires and modules.
 */
import { cat, component, input, inst, named, output, reg, u, type Val } from 'typescript-hdl';
import { expect, it } from 'vitest';
import { judge } from '../src/fuzz/judge.ts';
import { runBuiltIn } from '../src/fuzz/subject.ts';
import { subjectOf } from './support/four-tools.ts';

/** What no tool sees through, with bits on either side. */
const comparisons: readonly ((a: Val, b: Val) => Val)[] = [
  (a, b) => a.lt(b),
  a => a.eq(1),
  (a, b) => a.eq(b),
  a => a.orR(),
];

/** Exclusive ors with inverters in every place: of the comparison `x` and three bits. */
const trees: readonly ((x: Val, p: Val, q: Val, r: Val, name: string) => Val)[] = [
  (x, p, q, r) => x.xor(p).not().xor(q.not()).xor(r),
  (x, p, q, r) => x.xor(p).not().xor(q.not().xor(r)),
  (x, p, q, r) => x.not().xor(p.not()).not().xor(q.xor(r.not())),
  (x, p, q, r) => x.xor(p.xor(q).not()).not().xor(r.not()).not(),
  (x, p, q) => x.eq(p).xor(q.not()),
  (x, p, q, r) => x.ne(p.not()).not().xor(q.not()).xor(r),
  (x, p, q, r, name) =>
    named(`${name}_one`, x.xor(p).not())
      .xor(r)
      .xor(named(`${name}_two`, q.not())),
];

const inner = component('x_inner', {}, { x: input(u(1)), p: input(u(1)), y: output(u(1)) }, ({ x, p, y }) =>
  y.set(x.xor(p).not()),
);

const all = component(
  'x_top',
  {},
  { a: input(u(3)), b: input(u(3)), c: input(u(3)), y: output(u((trees.length + 1) * comparisons.length)) },
  ({ a, b, c, y }) => {
    const r = reg({ a: u(3), b: u(3), c: u(3) });
    r.a.set(a);
    r.b.set(b);
    r.c.set(c);
    const [p, q, s] = [0, 1, 2].map(i => r.c.bit(i) as Val) as [Val, Val, Val];
    const results = comparisons.flatMap((compare, k) => {
      const x = compare(r.a, r.b);
      const one: any = inst({ [`inner${k}`]: inner })[`inner${k}`];
      one.x.set(x);
      one.p.set(p);
      return [one.y.xor(q.not()).xor(s), ...trees.map((tree, i) => tree(x, p, q, s, `tree${k}_${i}`))];
    });
    y.set(cat(...results));
  },
);

const steps = Array.from({ length: 120 }, (_, i) => ({ a: (i * 5) % 8, b: (i >> 3) % 8, c: (i * 3 + (i >> 4)) % 8 }));
const subject = subjectOf(all, 'x', steps);
const builtIn = runBuiltIn(subject);

it('mean the same on every simulator', async () => {
  expect(await judge([subject], [builtIn], ['lint', 'yosys', 'icarus', 'verilator', 'netlist'], 'ecp5')).toEqual([
    undefined,
  ]);
});
