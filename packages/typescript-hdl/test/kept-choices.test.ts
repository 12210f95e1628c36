// SPDX-License-Identifier: Apache-2.0
/**
 * Choices both of whose sides read one inner choice that reads the deciding bit: Yosys 0.23 and 0.52 put the value of that bit on
 * one side into the inner choice for both. The netlist of each form computes what the description says.
 */
import {
  bit,
  cat,
  component,
  emitVerilog,
  input,
  inst,
  lit,
  match,
  mux,
  output,
  reg,
  u,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import { expect, it } from 'vitest';
import { judge } from '../src/fuzz/judge.ts';
import { runBuiltIn } from '../src/fuzz/subject.ts';
import { subjectOf } from './support/four-tools.ts';

/** The low bits shifted up, in which every bit has another place. */
const moved = (word: Val): Val => cat(word.slice(0, 2), lit(0, 2));
const turned = (word: Val): Val => cat(word.bit(0), word.slice(1, 3));

const ports = { c: input(u(4)), d: input(u(4)), e: input(bit()), z: output(u(4)) };
type Body = (c: Val, d: Val, e: Val) => Val;

const statement = (name: string, e: Val, whenOne: Val, whenZero: Val): Val => {
  const { [name]: made } = wire({ [name]: u(4) }) as { [name: string]: any };
  made.set(whenZero);
  when(e, () => made.set(whenOne));
  return made;
};

const innerChoice = component('kept_inner', {}, ports, ({ c, d, e, z }) => z.set(mux(e, d, c)));
const outerChoice = component(
  'kept_outer',
  {},
  { ch: input(u(4)), by: input(bit()), z: output(u(4)) },
  ({ ch, by, z }) => z.set(mux(by, moved(ch), ch)),
);
const chosenIn = (c: Val, d: Val, e: Val): Val => {
  const { kept_inner: own } = inst({ kept_inner: innerChoice });
  own.c.set(c);
  own.d.set(d);
  own.e.set(e);
  return own.z;
};
const outerOf = (ch: Val, by: Val): Val => {
  const { kept_outer: own } = inst({ kept_outer: outerChoice });
  own.ch.set(ch);
  own.by.set(by);
  return own.z;
};

const wrong: { readonly [name: string]: Body } = {
  in_expressions: (c, d, e) => {
    const ch = mux(e, d, c);
    return mux(c.bit(0), moved(ch), ch);
  },
  both_moved: (c, d, e) => {
    const ch = mux(e, d, c);
    return mux(c.bit(1), moved(ch), turned(ch));
  },
  inverted: (c, d, e) => {
    const ch = mux(e, d, c);
    return mux(c.bit(0).not(), moved(ch), ch);
  },
  compared: (c, d, e) => {
    const ch = mux(e, d, c);
    return mux(c.bit(0).eq(0), moved(ch), ch);
  },
  of_logic: (c, d, e) => {
    const by = c.bit(0).and(c.bit(1));
    const ch = mux(e, d, cat(by, c.slice(0, 3)));
    return mux(by, turned(ch), ch);
  },
  nested: (c, d, e) => {
    const ch = mux(e, d, c);
    const second = mux(d.bit(3), ch, cat(ch.slice(0, 3), lit(0, 1)));
    return mux(c.bit(0), moved(second), second);
  },
  inner_statement: (c, d, e) => {
    const ch = statement('ch', e, d, c);
    return mux(c.bit(0), moved(ch), ch);
  },
  outer_statement: (c, d, e) => {
    const ch = mux(e, d, c);
    return statement('y', c.bit(0), moved(ch), ch);
  },
  statements: (c, d, e) => {
    const ch = statement('ch', e, d, c);
    return statement('y', c.bit(0), moved(ch), ch);
  },
  one_bit_case: (c, d, e) => {
    const ch = mux(e, d, c);
    const { y } = wire({ y: u(4) });
    y.set(ch);
    match(c.bit(0), { 1: () => y.set(moved(ch)) });
    return y;
  },
  into_register: (c, d, e) => {
    const ch = mux(e, d, c);
    const { q } = reg({ q: u(4) });
    q.set(ch);
    when(c.bit(0), () => q.set(moved(ch)));
    return q;
  },
  chain: (c, d, e) => {
    const ch = mux(e, d, c);
    const { y } = wire({ y: u(4) });
    when(c.bit(0), () => y.set(moved(ch)))
      .elsewhen(c.bit(1), () => y.set(ch))
      .otherwise(() => y.set(ch));
    return y;
  },
  inner_below: (c, d, e) => {
    const ch = chosenIn(c, d, e);
    return mux(c.bit(0), moved(ch), ch);
  },
  outer_below: (c, d, e) => outerOf(mux(e, d, c), c.bit(0)),
  beside: (c, d, e) => outerOf(chosenIn(c, d, e), c.bit(0)),
};

const designOf = (name: string, body: Body) =>
  component(`kept_${name}`, {}, ports, ({ c, d, e, z }) => {
    const r = reg({ c: u(4), d: u(4), e: bit() });
    r.c.set(c);
    r.d.set(d);
    r.e.set(e);
    z.set(body(r.c, r.d, r.e));
  });

const { z: _, ...inputs } = ports;
const designs = Object.fromEntries(Object.entries(wrong).map(([name, body]) => [name, designOf(name, body)]));
const all = component(
  'kept_top',
  {},
  { ...inputs, ...Object.fromEntries(Object.keys(wrong).map(name => [name, output(u(4))])) },
  (io: any) => {
    for (const [name, own] of Object.entries<any>(inst(designs))) {
      for (const port of ['c', 'd', 'e']) own[port].set(io[port]);
      io[name].set(own.z);
    }
  },
);

const steps = Array.from({ length: 512 }, (_, i) => ({ c: i % 16, d: (i >> 4) % 16, e: i >> 8 }));
const subject = subjectOf(all, 'kept', steps);
const builtIn = runBuiltIn(subject);

it.each(['ecp5', 'xcup'] as const)('the netlist of each form for %s does what the description says', async family => {
  expect(await judge([subject], [builtIn], ['lint', 'yosys', 'icarus', 'verilator', 'netlist'], family)).toEqual([
    undefined,
  ]);
});

it.each(Object.entries(designs))('the inner choice keeps its wire: %s', (_name, design) => {
  expect(emitVerilog(design).verilog).toContain('(* keep = 1 *)');
});

it('no other wire is kept', () => {
  const other = designOf('other', (c, d, e) => {
    const ch = mux(e, d, c);
    const shifted = mux(d.bit(0), moved(d), mux(e, d, cat(d.bit(1), lit(0, 3))));
    // The bit that decides is of neither side of the inner choice; then only one side reads that; then it is not a choice.
    const one = mux(e, moved(ch), ch);
    const two = mux(c.bit(0), ch, d);
    const three = mux(c.bit(0), c, moved(c));
    return one.xor(two).xor(three).xor(shifted);
  });
  expect(emitVerilog(other).verilog).not.toContain('keep');
});
