// SPDX-License-Identifier: Apache-2.0
/** Small designs in several clocks, and what the checks of clocks say of them. */
import {
  bit,
  blackBox,
  type ClockDomain,
  clockDomain,
  component,
  type Definition,
  emitVerilog,
  HdlError,
  inDomain,
  input,
  inst,
  output,
  reg,
  u,
  unused,
  type Val,
} from 'typescript-hdl';
import { synchroniser } from 'typescript-hdl/lib';

export const rx = clockDomain('rx');
export const tx = clockDomain('tx');
export const arst = clockDomain('arst', { reset: { kind: 'async' } });

/** A component with two inputs of a bit and one of a word; `fill` returns what its two outputs show. */
export const made = (fill: (io: any) => { q?: Val; v?: Val }): Definition =>
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

export const bitIn = (domain: ClockDomain, name: string, next: (old: Val) => any): Val =>
  inDomain(domain, () => {
    const r: any = reg({ [name]: bit(0) });
    r[name].set(next(r[name]));
    return r[name];
  });
export const flag = (domain: ClockDomain, name: string, d: Val): Val => bitIn(domain, name, () => d);
export const counterIn = (domain: ClockDomain): Val =>
  inDomain(domain, () => {
    const { count } = reg({ count: u(4, 0) });
    count.set(count.add(1));
    return count as Val;
  });
export const through = (domain: ClockDomain, name: string, d: Val, ...rest: any[]): Val =>
  inDomain(domain, () => {
    const one: any = inst({ [name]: synchroniser(d.width, 2, ...rest) })[name];
    one.d.set(d);
    return one.q;
  });
export const after = (domain: ClockDomain, d: Val, name = 'taken'): Val =>
  inDomain(domain, () => {
    const r: any = reg({ [name]: u(d.width) });
    r[name].set(d);
    return r[name];
  });

/** The first line of what a design is refused with, or "fine". */
export const verdict = (definition: () => Definition): string => {
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
export const joined = (d: Val, e: Val): Val => {
  const { both } = inst({ both: inner });
  both.d.set(d as Val<1>);
  both.e.set(e as Val<1>);
  return both.y;
};

const boxed = blackBox('PLL', { I: input(bit()), O: output(bit()), LOCKED: output(bit()) });
export const noReset = (name: string): ClockDomain => clockDomain(name, { reset: 'none' });
export const pll = (a: Val): { clock: Val<1>; locked: Val<1> } => {
  const { pll: one } = inst({ pll: boxed });
  one.I.set(a as Val<1>);
  return { clock: one.O, locked: one.LOCKED };
};
