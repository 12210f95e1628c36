// SPDX-License-Identifier: Apache-2.0
/** Sizes of one behave as the general case says; sizes of zero are refused in one sentence. */
import {
  bit,
  cat,
  component,
  emitVerilog,
  enumeration,
  fsm,
  input,
  lit,
  match,
  oneHotMux,
  output,
  priorityMux,
  ram,
  reg,
  rom,
  s,
  u,
  union,
  vec,
  when,
  wire,
} from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { runClocked } from './support/clocked.ts';
import { findingsOf, subjectOf } from './support/four-tools.ts';

describe('a vector', () => {
  const table = (n: number) =>
    component(
      'dut',
      { n },
      {
        go: input(bit()),
        at: input(u(Math.max(1, Math.ceil(Math.log2(n))))),
        d: input(u(4)),
        read: output(u(4)),
        all: output(vec(n, u(4))),
      },
      ({ go, at, d, read, all }) => {
        const { t } = reg({ t: vec(n, u(4, 3)) });
        when(go, () => t.get(at).set(d));
        read.set(t.get(at));
        all.set(t);
      },
    );
  it.each([1, 2, 3])('of %i elements writes nothing and reads 0 beyond the last', async n => {
    const beyond = n === 2 ? 1 : n;
    const rows = await runClocked(table(n), [
      { at: 0 },
      { go: 1, at: beyond, d: 9 },
      { go: 1, at: 0, d: 5 },
      { at: 0 },
    ]);
    const rest = n === 3 ? 0x330 : n === 2 ? 0x90 : 0;
    expect(rows.map(row => row['read'])).toEqual([3, n === 2 ? 3 : 0, 3, 5]);
    expect(rows[3]!['all']).toBe(rest + 5);
  });

  it.each([1, 2, 3])('of %i elements takes a default and a write by value', async n => {
    const dut = component(
      'dut',
      { n },
      { at: input(u(Math.max(1, Math.ceil(Math.log2(n))))), y: output(vec(n, u(2))) },
      ({ at, y }) => {
        y.set(Array.from({ length: n }, () => 1));
        y.get(at).set(2);
      },
    );
    const rows = await runClocked(dut, [{ at: 0 }, { at: 1 }]);
    expect(rows[0]!['y']).toBe([1, 1, 1].slice(0, n).reduce((sum, one, i) => sum + one * 4 ** i, 0) + 1);
    expect(rows[1]!['y']).toBe([1, 9, 25][n - 1]);
  });

  it('of one bundle, nested in another, and of one bit', async () => {
    const dut = component(
      'dut',
      {},
      { at: input(bit()), d: input(u(3)), y: output({ word: u(3), flag: bit() }) },
      io => {
        const r = reg({ rows: vec(1, { cells: vec(1, u(3, 1)) }), flags: u(1, 0) });
        r.rows.get(io.at).cells.get(0).set(io.d);
        r.flags.at(io.at).set(1);
        io.y.set({ word: r.rows.get(0).cells.get(io.at), flag: r.flags.at(lit(0, 1)) });
      },
    );
    const rows = await runClocked(dut, [{ at: 1, d: 5 }, { at: 0, d: 6 }, { at: 0 }, { at: 1 }]);
    expect(rows.map(row => [row['y_word'], row['y_flag']])).toEqual([
      [0, 0],
      [1, 0],
      [6, 1],
      [0, 1],
    ]);
  });
});

it.each(['block', 'distributed', 'registered'] as const)('a %s memory of one word', async kind => {
  const dut = component('dut', {}, { go: input(bit()), d: input(u(4)), y: output(u(4)) }, ({ go, d, y }) => {
    const { m } = ram({ m: { shape: u(4), depth: 1, kind, init: [7n] } });
    when(go, () => m.write(lit(0, 1), d));
    y.set(m.read(lit(0, 1)));
  });
  const late = kind === 'distributed' ? 0 : 1;
  const rows = await runClocked(dut, [{}, { go: 1, d: 5 }, {}, {}]);
  expect(rows.slice(late).map(row => row['y'])).toEqual(late === 1 ? [7, 7, 5] : [7, 7, 5, 5]);
});

it.each([
  ['block', 'ecp5'],
  ['distributed', 'xc7'],
  ['registered', 'ecp5'],
  ['ultra', 'xcup'],
] as const)(
  'a %s memory of one word, of which a write beyond it changes nothing in simulators and a netlist for %s',
  async (kind, family) => {
    const ports = { at: input(bit()), go: input(bit()), d: input(u(4)), mask: input(u(2)), y: output(u(4)) };
    const dut = component(`m_${kind}`, {}, ports, ({ at, go, d, mask, y }) => {
      const { m } = ram({ m: { shape: u(4), depth: 1, kind } });
      when(go, () => m.write(at, d, mask));
      y.set(m.read(lit(0, 1)));
    });
    const writes = [5, 9, 12, 3].flatMap((d, i) => [
      { at: 0, go: 1, d, mask: 3 - (i % 3) },
      { at: 1, go: 1, d: 15 - d, mask: 3 },
      { at: 1, go: 0, d: 1 },
    ]);
    expect(await findingsOf([subjectOf(dut, 'm', writes)], family)).toEqual([]);
  },
);

it('a memory with an address of one bit, and a table of one word', async () => {
  const dut = component(
    'dut',
    {},
    { at: input(bit()), go: input(bit()), d: input(u(4)), y: output({ two: u(4), one: u(4) }) },
    io => {
      const { two } = ram({ two: { shape: u(4), depth: 2, kind: 'distributed', init: [1n, 2n] } });
      const { one } = rom({ one: { shape: u(4), kind: 'distributed', init: [9n] } });
      when(io.go, () => two.write(io.at, io.d));
      io.y.set({ two: two.read(io.at), one: one.read(lit(0, 1)) });
    },
  );
  const rows = await runClocked(dut, [
    { go: 1, at: 0, d: 5 },
    { go: 1, at: 0, d: 6 },
    { go: 1, at: 1, d: 7 },
    { at: 1 },
  ]);
  expect(rows.map(row => [row['y_two'], row['y_one']])).toEqual([
    [1, 9],
    [5, 9],
    [2, 9],
    [7, 9],
  ]);
});

it('an enumeration and a machine of one state', async () => {
  const only = enumeration('only');
  const dut = component('dut', {}, { x: input(u(4)), y: output({ a: u(4), b: u(4), is: bit() }) }, ({ x, y }) => {
    const r = reg({ state: only.startingAt('only'), count: u(4, 0) });
    r.state.set('only');
    r.count.set(0);
    const machine = fsm('machine', ['run'], {
      run: goto => {
        r.count.set(r.count.add(x));
        when(x.eq(3), () => goto('run'));
      },
    });
    match(r.state, { only: () => y.a.set(x) });
    y.b.set(r.count);
    y.is.set(machine.is('run').and(r.state.eq('only')));
  });
  const rows = await runClocked(dut, [{ x: 3 }, { x: 4 }, {}]);
  expect(rows.map(row => [row['y_a'], row['y_b'], row['y_is']])).toEqual([
    [3, 0, 1],
    [4, 3, 1],
    [0, 7, 1],
  ]);
});

it('shifts by the width and more, by numbers and by constants', async () => {
  const dut = component('dut', {}, { a: input(u(4)), y: output({ u: u(16), s: u(12) }) }, ({ a, y }) => {
    const signed = a.asSigned();
    y.u.set(cat(a.shr(4), a.shr(9), a.shl(lit(9, 4)), a.shl(5)));
    y.s.set(cat(signed.shr(4).asUnsigned(), signed.shr(11).asUnsigned(), signed.shr(lit(15, 4)).asUnsigned()));
  });
  const rows = await runClocked(dut, [{ a: 9 }, { a: 7 }]);
  expect(rows.map(row => [row['y_u'], row['y_s']])).toEqual([
    [0, 0xfff],
    [0, 0],
  ]);
});

it('a selection of one arm, a case of one arm, and side by side with nothing', async () => {
  const dut = component('dut', {}, { a: input(u(3)), go: input(bit()), y: output(u(12)) }, ({ a, go, y }) => {
    const w = wire({ one: u(3) });
    match(a, { default: () => w.one.set(a) });
    const e = wire({ two: u(3) });
    e.two.set(0);
    match(go, { 1: () => e.two.set(a) });
    y.set(cat(cat(w.one), oneHotMux([[go, a]]), priorityMux([[go, a]], 5), e.two));
  });
  const rows = await runClocked(dut, [
    { a: 6, go: 0 },
    { a: 6, go: 1 },
  ]);
  expect(rows.map(row => row['y'])).toEqual([0b110_000_101_000, 0b110_110_110_110]);
});

it('words of one bit, signed', async () => {
  const dut = component('dut', {}, { a: input(s(1)), b: input(s(1)), y: output(u(6)) }, ({ a, b, y }) => {
    y.set(cat(a.lt(b), a.le(b), a.lt(0), a.ge(0), a.gt(-1), a.shr(3).asUnsigned()));
  });
  const rows = await runClocked(
    dut,
    [0, 1, 2, 3].map(i => ({ a: -(i & 1), b: -(i >> 1) })),
  );
  expect(rows.map(row => row['y'])).toEqual([0b010110, 0b111001, 0b000110, 0b011001]);
});

it.each<[string, () => unknown, string]>([
  ['a word of no bits', () => u(0), 'HDL-RANGE: A width must be a positive whole number, not 0.'],
  ['a signed word of no bits', () => s(0), 'HDL-RANGE: A width must be a positive whole number, not 0.'],
  ['a literal of no bits', () => lit(0, 0), 'HDL-RANGE: A width must be a positive whole number, not 0.'],
  ['a vector of nothing', () => vec(0, u(8)), 'HDL-RANGE: A vector has a whole number of elements, at least 1, not 0.'],
  ['an enumeration of no state', () => enumeration(), 'HDL-RANGE: An enumeration has at least one state.'],
  ['a union of nothing', () => union({}), 'HDL-SHAPE: A union has at least one member.'],
  ['nothing side by side', () => cat(), 'HDL-RANGE: cat takes at least one value.'],
  ['no copies', () => lit(1, 1).repeat(0), 'HDL-RANGE: repeat takes a whole number of copies, at least 1, not 0.'],
  ['no bits of a word', () => lit(1, 4).trunc(0 as never), 'HDL-RANGE: slice(0, 0) leaves a value of 4 bits.'],
  ['a choice of nothing', () => oneHotMux([]), 'HDL-RANGE: A selection needs at least one arm.'],
])('%s is refused', (_, make, sentence) => {
  expect(make).toThrow(sentence);
});

it.each([0, 1.5])('a memory of %s words is refused', depth => {
  const dut = component('dut', {}, { y: output(u(8)) }, ({ y }) => {
    const { m } = ram({ m: { shape: u(8), depth } });
    y.set(m.read(lit(0, 1)));
  });
  expect(() => emitVerilog(dut)).toThrow(
    `HDL-MEMORY: Memory 'm' has a whole number of words, at least 1, not ${depth}.`,
  );
});

it('a memory address that constants put beyond the last word is refused', () => {
  const dut = component('dut', {}, { y: output(u(8)) }, ({ y }) => {
    const { m } = ram({ m: { shape: u(8), depth: 5, init: [1n] } });
    y.set(m.read(lit(2, 3).add(3)));
  });
  expect(() => emitVerilog(dut)).toThrow("HDL-MEMORY: The address of memory 'm' is always 5, beyond its last word 4.");
});
