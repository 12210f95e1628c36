// SPDX-License-Identifier: Apache-2.0
/** Signed words, enumerations and unions: their meaning on Icarus and the built-in simulator, their text, their complaints. */
import {
  asEnum,
  bit,
  component,
  emitVerilog,
  enumeration,
  HdlError,
  input,
  match,
  mux,
  output,
  pack,
  pick,
  reg,
  reinterpret,
  s,
  u,
  union,
  unpack,
  unused,
  vec,
  when,
  wire,
} from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { runClocked } from './support/clocked.ts';
import { lint } from './support/tools.ts';

const sentence = (attempt: () => unknown): string => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof HdlError) return error.message.split('\n')[0]!;
    throw error;
  }
  throw new Error('the mistake was not found');
};

describe('signed words', () => {
  const filter = component(
    'dut',
    {},
    { x: input(s(8)), limit: input(s(8)), sum: output(s(12)), clamped: output(s(8)), below: output(bit()) },
    ({ x, limit, sum, clamped, below }) => {
      const r = reg({ sum: s(12, -5) });
      r.sum.set(r.sum.add(x.sext(12)));
      sum.set(r.sum);
      clamped.set(mux(x.gt(limit), limit, x));
      below.set(x.lt(-100));
    },
  );

  it('accumulate, clamp and compare with negative literals', async () => {
    const got = await runClocked(filter, [{ x: -3, limit: 10 }, { x: 100, limit: -7 }, { x: -101, limit: 0 }, {}]);
    expect(got.map(row => BigInt.asIntN(12, BigInt(row['sum']!)))).toEqual([-5n, -8n, 92n, -9n]);
    expect(got.slice(0, 3).map(row => BigInt.asIntN(8, BigInt(row['clamped']!)))).toEqual([-3n, -7n, -101n]);
    expect(got.map(row => row['below'])).toEqual([0, 0, 1, 0]);
  });

  it('complain of literals that do not fit, other widths and other kinds', () => {
    const attempt = (body: (x: any, plain: any) => void): string =>
      sentence(() =>
        emitVerilog(
          component('dut', {}, { x: input(s(4)), p: input(u(4)), y: output(bit()) }, ({ x, p }) => body(x, p)),
        ),
      );
    expect(attempt(x => x.add(8))).toBe('HDL-LITERAL: The literal 8 does not fit 4 signed bits.');
    expect(attempt(x => x.lt(-9))).toBe('HDL-LITERAL: The literal -9 does not fit 4 signed bits.');
    expect(attempt(x => x.add(x.sext(5)))).toBe(
      'HDL-WIDTH: Signed operands have equal widths, not 4 and 5 bits; use sext or trunc.',
    );
    expect(attempt((x, plain) => x.add(plain))).toBe(
      'HDL-KIND: A signed value meets signed values and numbers, not an unsigned value of 4 bits; use asSigned() or asUnsigned().',
    );
    expect(attempt(x => x.shr(-1))).toBe(
      'HDL-RANGE: shr takes a whole number of places of at least 0, or an unsigned value, not -1.',
    );
    expect(sentence(() => s(3, 4))).toBe('HDL-LITERAL: The literal 4 does not fit 3 signed bits.');
    expect(sentence(() => s(0))).toBe('HDL-RANGE: A width must be a positive whole number, not 0.');
  });
});

describe('enumerations', () => {
  const phase = enumeration('idle', 'load', 'run');
  it('run a machine whose match lists all states without a latch', async () => {
    const simple = component('dut', {}, { go: input(bit()), y: output(u(3)), at: output(phase) }, ({ go, y, at }) => {
      const r = reg({ phase: phase.startingAt('idle') });
      match(r.phase, {
        idle: () => {
          y.set(1);
          when(go, () => r.phase.set('load'));
        },
        load: () => {
          y.set(2);
          r.phase.set('run');
        },
        run: () => {
          y.set(4);
          r.phase.set(mux(go, r.phase, 'idle'));
        },
      });
      at.set(r.phase);
    });
    const got = await runClocked(simple, [{}, { go: 1 }, {}, { go: 1 }, {}, {}]);
    expect(got.map(({ y }) => y)).toEqual([1, 1, 2, 4, 4, 1]);
    expect(got.map(({ at }) => at)).toEqual([0, 0, 1, 2, 2, 0]);
    const { verilog } = emitVerilog(simple);
    expect(verilog).toContain("    localparam [1:0] IDLE = 2'd0;\n    localparam [1:0] LOAD = 2'd1;\n");
    expect(verilog).toContain('        default: begin  // RUN');
  });

  it('take their prefix into the Verilog names and drop names that nothing uses', async () => {
    const light = enumeration('red', 'green').prefixed('light');
    const dut = component('dut', {}, { x: input(light), y: output(bit()) }, ({ x, y }) => y.set(x.eq('green')));
    const design = emitVerilog(dut);
    expect(design.verilog).toContain("localparam LIGHT_GREEN = 1'd1;");
    expect(design.verilog).not.toContain('LIGHT_RED');
    expect(await lint(design)).toBe('');
  });

  it('complain of unknown states, doubles and other enumerations', () => {
    expect(sentence(() => phase.startingAt('walk' as never))).toBe(
      "HDL-CASE: There is no state 'walk'; the states are idle, load, run.",
    );
    expect(sentence(() => enumeration('a', 'b', 'a'))).toBe("HDL-CASE: An enumeration lists the state 'a' twice.");
    expect(sentence(() => enumeration())).toBe('HDL-RANGE: An enumeration has at least one state.');
    const attempt = (body: (x: any) => void): string =>
      sentence(() => emitVerilog(component('dut', {}, { x: input(phase), y: output(bit()) }, ({ x }) => body(x))));
    expect(attempt(x => x.eq(2))).toBe(
      'HDL-KIND: A value of the enumeration idle|load|run meets its states and values of its kind, not 2.',
    );
    expect(attempt(x => asEnum(phase, x.bits.bit(0)))).toBe(
      'HDL-WIDTH: The enumeration idle|load|run has 2 bits, not 1.',
    );
  });
});

describe('unions', () => {
  const word = union({ number: u(16), pair: { lo: u(4), hi: u(4) }, bytes: vec(2, u(8)) });

  it('show the same bits as every member and clear the rest when one is set', async () => {
    const dut = component(
      'dut',
      {},
      { n: input(u(16)), pick: input(bit()), sum: output(u(4)), y: output(u(16)), high: output(u(8)) },
      ({ n, pick, sum, y, high }) => {
        const w = wire({ w: word }).w;
        w.set({ number: n });
        when(pick, () => w.set({ pair: { lo: n.slice(8, 4), hi: 5 } }));
        sum.set(w.pair.lo.add(w.pair.hi));
        high.set(w.bytes.get(1));
        y.set(pack(word, unpack(word, w.bits)));
      },
    );
    const got = await runClocked(dut, [{ n: 0xabcd }, { n: 0xabcd, pick: 1 }]);
    expect(got.map(row => [row['sum'], row['y'], row['high']])).toEqual([
      [(0xd + 0xc) & 15, 0xabcd, 0xab],
      [(0xb + 5) & 15, 0x5b, 0],
    ]);
  });

  it('pick takes the fields that a bundle has, and a bundle takes no others', () => {
    const wide = { data: u(8), last: bit(), inner: { low: u(4), high: u(4) } };
    const few = { last: bit(), inner: { low: u(4), high: u(4) } };
    const dut = component('dut', {}, { a: input(wide), y: output(few) }, ({ a, y }) => {
      y.set(pick(few, a));
      unused(a.data);
    });
    expect(emitVerilog(dut).verilog.match(/assign .*/g)).toEqual([
      'assign y_last_o = a_last_i;',
      'assign y_inner_low_o = a_inner_low_i;',
      'assign y_inner_high_o = a_inner_high_i;',
    ]);
    const packed = component('dut', {}, { a: input(wide), y: output(u(9)) }, ({ a, y }) => y.set(pack(few, a)));
    expect(sentence(() => emitVerilog(packed))).toBe(
      "HDL-SHAPE: A bundle of last, inner has no field 'data'; leave it out, or name it in the shape.",
    );
  });

  it('reinterpret costs nothing and needs equal sizes', () => {
    const dut = component('dut', {}, { n: input(u(16)), y: output(s(8)) }, ({ n, y }) => {
      y.set(reinterpret(n, u(16), { lo: u(8), hi: s(8) }).hi);
      unused(n);
    });
    expect(emitVerilog(dut).verilog).toContain('assign y_o = n_i[15:8];');
    expect(
      sentence(() =>
        emitVerilog(component('dut', {}, { n: input(u(16)) }, ({ n }) => void reinterpret(n, u(16), u(8)))),
      ),
    ).toBe('HDL-WIDTH: reinterpret needs shapes of equal size, not 16 and 8 bits.');
  });

  it('complain of no member, several and reserved names', () => {
    const set = (source: unknown): string =>
      sentence(() => emitVerilog(component('dut', {}, { y: output(word) }, ({ y }) => y.set(source as never))));
    expect(set({})).toBe(
      'HDL-SHAPE: A union takes exactly one of its members number, pair, bytes, not an empty object.',
    );
    expect(set({ number: 1, bytes: [1, 2] })).toBe(
      'HDL-SHAPE: A union takes exactly one of its members number, pair, bytes, not an object with number, bytes.',
    );
    expect(sentence(() => union({ bits: u(1) }))).toBe("HDL-SHAPE: A union has no member 'bits': that name is taken.");
    expect(sentence(() => union({}))).toBe('HDL-SHAPE: A union has at least one member.');
  });
});
