// SPDX-License-Identifier: Apache-2.0
/** Values with logic of their own that are asked for in a branch or in the handler of a state: the logic works always. */
import {
  always,
  bit,
  clockDomain,
  component,
  crossing,
  emitVerilog,
  fsm,
  inDomain,
  input,
  lit,
  match,
  named,
  output,
  reg,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { delayed, delayLine, levelInto, registered } from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';
import { runClocked } from './support/clocked.ts';

type Place = (go: Val<1>, body: () => void) => void;

/** Where a value is asked for; each runs `body` where `go` is 1. */
const places: { readonly [name: string]: Place } = {
  'a branch': (go, body) => void when(go, body),
  'the last branch': (go, body) => when(go.not(), () => {}).otherwise(body),
  'a case': (go, body) => match(go, { 1: body, default: () => {} }),
  'a state': (go, body) => {
    fsm('at', ['first', 'second', 'third'], {
      first: goto => {
        when(go, body);
        goto('second');
      },
      second: goto => goto('third'),
      third: goto => goto('first'),
    });
  },
  'a machine of one state': (go, body) => {
    fsm('at', ['only'], { only: () => void when(go, body) });
  },
};

/** Values with logic of their own, and by how many clocks each is late. */
const makers: { readonly [name: string]: readonly [late: number, make: (a: Val) => Val] } = {
  named: [0, a => named('one_more', a.add(1)).sub(1)],
  delayed: [2, a => delayed('late', u(4), a, 2)],
  delayLine: [2, a => delayLine('line', u(4), a, 2)],
  registered: [1, a => registered('held', { a }).a],
};

describe.each(Object.entries(places))('in %s', (place, inside) => {
  it.each(Object.entries(makers))('%s gives what it gives outside', async (_, [late, make]) => {
    const dut = component('dut', {}, { a: input(u(4)), go: input(bit()), y: output(u(4)) }, ({ a, go, y }) => {
      const r = reg({ taken: u(4, 0) });
      inside(go, () => r.taken.set(make(a)));
      y.set(r.taken);
    });
    const steps = Array.from({ length: 24 }, (_, i) => ({ a: (i * 7 + 3) % 16, go: i > 3 && i % 3 !== 1 ? 1 : 0 }));
    let taken = 0;
    const wanted = steps.map(({ go }, i) => {
      const before = taken;
      const acts = go === 1 && (place !== 'a state' || i % 3 === 0);
      if (acts) taken = steps[i - late]!.a;
      return before;
    });
    expect((await runClocked(dut, steps)).map(row => row['y'])).toEqual(wanted);
    expect(new Set(wanted).size).toBeGreaterThan(3);
  });

  it('a synchroniser runs always, and so does what a function of yours says', () => {
    const other = clockDomain('other');
    const dut = component('dut', {}, { go: input(bit()), y: output(u(2)) }, ({ go, y }) => {
      const far = inDomain(other, () => reg({ level: bit(0) }));
      far.level.set(far.level.not());
      const r = reg({ seen: bit(0), own: bit(0), y: u(2, 0) });
      inside(go, () => {
        r.seen.set(levelInto('arrived', far.level));
        always(() => r.own.set(r.own.not()));
        r.y.set(crossing('calm', r.own, { kind: 'same-clock' }).zext(2));
      });
      y.set(r.y.xor(r.seen.zext(2)).or(lit(0, 2)));
    });
    const { verilog } = emitVerilog(dut);
    expect(verilog).toContain('    assign arrived_arriving = level_q;\n');
    expect(verilog).toContain('    assign calm = own_q;\n');
    expect(verilog).toMatch(/^ {8}arrived_sync_q <= arrived_meta_q;$/m);
    expect(verilog).toMatch(/^ {8}arrived_meta_q <= arrived_arriving;$/m);
    expect(verilog).toMatch(/^ {8}own_q <= ~own_q;$/m);
  });
});

it('always() belongs inside a component, and takes a function', () => {
  expect(() => always(() => {})).toThrow('HDL-SCOPE: always() belongs inside the body of a component.');
  const dut = component('dut', {}, { y: output(bit()) }, ({ y }) => {
    always(1 as any);
    y.set(1);
  });
  expect(() => emitVerilog(dut)).toThrow('HDL-KIND: always() takes a function as its body');
});
