// SPDX-License-Identifier: Apache-2.0
/** What random designs brought to light, each as a small design of its own on Icarus and the built-in simulator. */
import {
  assert,
  attribute,
  bit,
  clockDomain,
  component,
  dualPortRam,
  emitVerilog,
  inDomain,
  input,
  lit,
  match,
  mux,
  output,
  ram,
  reg,
  u,
  unused,
  vec,
  when,
  wire,
} from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { runClocked } from './support/clocked.ts';
import { lint } from './support/tools.ts';

describe('assignments to what an index chooses', () => {
  it('reach a part of an element, and an element of a part', async () => {
    const dut = component(
      'dut',
      {},
      { i: input(u(2)), d: input(u(3)), y: output({ parts: u(20), inner: u(24) }) },
      ({ i, d, y }) => {
        const r = reg({ parts: vec(4, u(5)), outer: vec(2, { low: u(4), lanes: vec(4, u(2)) }) });
        when(d.orR(), () => {
          r.parts.get(i).slice(1, 3).set(d);
          r.outer.get(1).lanes.get(i).set(d.slice(0, 2));
          r.outer.get(i.slice(0, 1)).low.slice(2, 2).set(d.slice(1, 2));
        }).otherwise(() => {
          r.parts.set([0, 0, 0, 0]);
          for (const k of [0, 1]) r.outer.get(k).set({ low: 0, lanes: [0, 0, 0, 0] });
        });
        const { get } = r.parts;
        const packed = [3, 2, 1, 0]
          .map(k =>
            get(k)
              .zext(20)
              .shl(5 * k),
          )
          .reduce((a, b) => a.or(b));
        const lanes = [0, 1, 2, 3]
          .map(k =>
            r.outer
              .get(1)
              .lanes.get(k)
              .zext(24)
              .shl(2 * k),
          )
          .reduce((a, b) => a.or(b));
        const lows = r.outer.get(0).low.zext(24).shl(8).or(r.outer.get(1).low.zext(24).shl(12));
        y.set({ parts: packed, inner: lanes.or(lows) });
      },
    );
    const rows = await runClocked(dut, [{}, { i: 2, d: 5 }, { i: 1, d: 7 }, { i: 3, d: 2 }, {}]);
    expect(rows.slice(1).map(row => [row['y_parts'], row['y_inner']])).toEqual([
      [0, 0],
      [0b01010_00000_00000, 0b0000_1000_00_01_00_00],
      [0b01010_01110_00000, 0b1100_1000_00_01_11_00],
      [(0b00100 << 15) | 0b01010_01110_00000, 0b0100_1000_10_01_11_00],
    ]);
  });

  it('beyond the last element change nothing, even where the position would wrap around', async () => {
    const dut = component('dut', {}, { i: input(u(3)), go: input(bit()), y: output(u(15)) }, ({ i, go, y }) => {
      const r = reg({ five: vec(5, u(3, 0)) });
      when(go, () => r.five.get(i).set(7));
      y.set(
        [4, 3, 2, 1, 0]
          .map(k =>
            r.five
              .get(k)
              .zext(15)
              .shl(3 * k),
          )
          .reduce((a, b) => a.or(b)),
      );
    });
    const steps = [5, 6, 7, 4, 0].map(i => ({ i, go: 1 }));
    expect((await runClocked(dut, [...steps, {}])).map(row => row['y'])).toEqual([0, 0, 0, 0, 0x7000, 0x7007]);
  });

  it('of some bits of a word take an index of fewer bits than the word needs', async () => {
    const dut = component('dut', {}, { i: input(u(1)), y: output(u(6)) }, ({ i, y }) => {
      const r = reg({ word: u(6, 0) });
      r.word.slice(0, 2).at(i).set(1);
      y.set(r.word);
    });
    expect((await runClocked(dut, [{ i: 1 }, { i: 0 }, {}])).map(row => row['y'])).toEqual([0, 2, 3]);
  });

  it('cannot go through two indices, while reading can', async () => {
    const dut = component('dut', {}, { i: input(u(1)), j: input(u(2)), y: output(bit()) }, ({ i, j, y }) => {
      const r = reg({ rows: vec(2, u(4, 6)) });
      r.rows.get(0).set(9);
      y.set(r.rows.get(i).at(j));
    });
    const rows = await runClocked(dut, [
      { i: 0, j: 1 },
      { i: 0, j: 0 },
      { i: 1, j: 2 },
    ]);
    expect(rows.map(row => row['y'])).toEqual([1, 1, 1]);
  });
});

it('an address that computes wraps to its width', async () => {
  const dut = component('dut', {}, { a: input(u(2)), b: input(u(2)), y: output({ sum: u(8), bits: bit() }) }, io => {
    const { m } = ram({ m: { shape: u(8), depth: 4, kind: 'distributed', init: [10n, 11n, 12n, 13n] } });
    when(io.a.orR(), () => m.write(io.a.mul(io.b).trunc(2), 99));
    io.y.sum.set(m.read(io.a.add(io.b)));
    const r = reg({ seen: bit(0) });
    r.seen.set(io.a.at(io.b.sub(io.a).trunc(1)));
    io.y.bits.set(r.seen);
  });
  const rows = await runClocked(dut, [{ a: 3, b: 3 }, { a: 2, b: 3 }, { a: 1, b: 3 }, {}]);
  expect(rows.map(row => row['y_sum'])).toEqual([12, 99, 10, 10]);
});

it('a wire that only constants decide has its value', async () => {
  const dut = component('dut', {}, { y: output(u(4)) }, ({ y }) => {
    const w = wire({ fixed: u(4) });
    when(lit(1, 2).eq(1), () => w.fixed.set(5)).otherwise(() => w.fixed.set(6));
    y.set(w.fixed);
  });
  expect((await runClocked(dut, [{}, {}])).map(row => row['y'])).toEqual([5, 5]);
});

it('a condition that constants decide is not written, so that what is left may be constant', async () => {
  const dut = component(
    'dut',
    {},
    { a: input(u(4)), y: output({ first: u(4), second: u(4), third: u(4) }) },
    ({ a, y }) => {
      when(lit(3, 2).xorR(), () => y.first.set(a))
        .elsewhen(lit(1, 1), () => y.first.set(9))
        .otherwise(() => y.first.set(a.not()));
      when(
        a
          .bit(0)
          .shr(lit(1, 2))
          .or(a.bit(1).and(lit(0, 1))),
        () => y.third.set(a),
      ).otherwise(() => y.third.set(2));
      match(mux(lit(0, 1), a.slice(0, 2), lit(2, 2)), { 2: () => y.second.set(7), default: () => y.second.set(a) });
      unused(a);
    },
  );
  const rows = await runClocked(dut, [{ a: 3 }, { a: 4 }]);
  expect(rows.map(row => [row['y_first'], row['y_second'], row['y_third']])).toEqual([
    [9, 7, 2],
    [9, 7, 2],
  ]);
  expect(emitVerilog(dut).verilog).not.toContain('always');
});

it('a register that a condition never lets change stays driven in the text', async () => {
  const dut = component('dut', {}, { a: input(u(4)), y: output({ held: u(4), fixed: u(4) }) }, ({ a, y }) => {
    const r = reg({ held: u(4, 6) });
    const w = wire({ fixed: u(4) });
    when(lit(0, 1), () => {
      r.held.set(a);
      w.fixed.set(a);
    }).otherwise(() => w.fixed.set(3));
    y.set({ held: r.held, fixed: w.fixed });
  });
  const rows = await runClocked(dut, [{ a: 1 }, { a: 2 }]);
  expect(rows.map(row => [row['y_held'], row['y_fixed']])).toEqual([
    [6, 3],
    [6, 3],
  ]);
});

it('bits that only a condition around nothing looks at count as unread', async () => {
  const dut = component('dut', {}, { a: input(u(4)), y: output(bit()) }, ({ a, y }) => {
    y.set(a.bit(0));
    when(a.bit(1), () => {}).elsewhen(a.bit(2), () => {});
    when(a.bit(0), () => y.set(1)).elsewhen(a.bit(3), () => {});
  });
  const design = emitVerilog(dut);
  expect(design.verilog).toContain('a_i[3:1]');
  expect(await lint(design)).toBe('');
});

it('a constant index is a slice', async () => {
  const dut = component('dut', {}, { a: input(u(8)), y: output(u(2)) }, ({ a, y }) => {
    y.set(a.dynamicSlice(lit(1, 2), 2));
  });
  expect(emitVerilog(dut).verilog).toContain('assign y_o = a_i[3:2];');
  expect(await lint(emitVerilog(dut))).toBe('');
});

it('a vector can be said to be unused, and can have attributes', async () => {
  const dut = component('dut', {}, { a: input(vec(2, { b: u(3), c: u(2) })), y: output(bit()) }, ({ a, y }) => {
    const r = reg({ lanes: vec(4, u(2)) });
    r.lanes.set([0, 1, 2, 3]);
    attribute(r.lanes, { keep: 1 });
    unused(a, r);
    y.set(1);
  });
  expect(emitVerilog(dut).verilog).toContain('(* keep = 1 *) reg  [7:0] lanes_q;');
  expect(await lint(emitVerilog(dut))).toBe('');
});

it('bits of a register that nothing sets, and a read port that is never enabled, hold their values without a warning', async () => {
  const dut = component('dut', {}, { a: input(u(4)), y: output({ r: u(8), never: u(4), m: u(4) }) }, ({ a, y }) => {
    const r = reg({ r: u(8), never: u(4) });
    r.r.slice(2, 4).set(a);
    when(lit(0, 1), () => r.never.set(a));
    const { m } = ram({ m: { shape: u(4), depth: 4, init: [3n] } });
    when(a.orR(), () => m.write(a.slice(0, 2), a));
    y.set({ r: r.r, never: r.never, m: m.read(a.slice(0, 2)).and(m.read(a.slice(0, 2), lit(0, 1)).not()) });
  });
  expect(await lint(emitVerilog(dut))).toBe('');
  expect(emitVerilog(dut).verilog).toContain('r_q[7:6] <= r_q[7:6];');
});

it('a memory that is written at a constant address stays a memory, and one with two clocks raises no complaint', async () => {
  const [one, two] = [clockDomain('one'), clockDomain('two')];
  const port = { at: u(2), write: bit(), data: u(4) };
  const dut = component(
    'dut',
    {},
    { p: input(port), q: input(port), y: output({ a: u(4), b: u(4), c: u(4) }) },
    ({ p, q, y }) => {
      const betweenClocks = 'Both clocks are one in this test.';
      const { d } = dualPortRam({ d: { shape: u(4), depth: 4, betweenClocks } });
      const { m } = ram({ m: { shape: u(4), depth: 4, kind: 'distributed', betweenClocks } });
      y.a.set(inDomain(one, () => d.access({ address: p.at, write: p.write, data: p.data })));
      y.b.set(inDomain(two, () => d.access({ address: q.at, write: q.write, data: q.data })));
      inDomain(one, () => when(p.write, () => m.write(lit(1, 2), p.data)));
      y.c.set(m.read(p.at));
    },
  );
  expect(await lint(emitVerilog(dut))).toBe('');
  expect(emitVerilog(dut).verilog).toContain('m[m_address] <= p_data_i;');
});

it('memories with masks count their lanes apart, whatever the signals are called', async () => {
  const port = { at: u(2), write: bit(), data: u(8), mask: u(2) };
  const dut = component(
    'dut',
    {},
    { p: input(port), q: input(port), y: output({ a: u(8), b: u(8), m: u(8) }) },
    ({ p, q, y }) => {
      const { i, mLane } = wire({ i: u(2), mLane: u(2) });
      i.set(p.at.add(1));
      mLane.set(q.mask.not());
      const { d } = dualPortRam({ d: { shape: u(8), depth: 4 } });
      const { m } = ram({ m: { shape: u(8), depth: 4 } });
      y.a.set(d.access({ address: i, write: p.write, data: p.data, mask: p.mask }));
      y.b.set(d.access({ address: q.at, write: q.write, data: q.data, mask: q.mask }));
      when(p.write, () => m.write(i, p.data, mLane));
      y.m.set(m.read(q.at));
    },
  );
  const design = emitVerilog(dut);
  expect(await lint(design)).toBe('');
  expect(design.verilog.match(/integer \w+;/g)).toEqual(['integer d_lane;', 'integer d_lane_2;', 'integer m_lane_2;']);
  const rows = await runClocked(dut, [
    { p_at: 2, p_write: 1, p_data: 0xab, p_mask: 1, q_mask: 1 },
    { p_at: 2, p_write: 1, p_data: 0x5c, p_mask: 2, q_mask: 2, q_at: 3 },
    { q_at: 3 },
    {},
  ]);
  expect(rows.at(-1)).toMatchObject({ y_b: 0x5b, y_m: 0xac });
});

it('a case that later assignments overwrite is left out, one of which something remains is not', async () => {
  const ports = { i: input(u(4)), s: input(u(4)), d: input(u(16)), y: output({ a: u(16), b: u(16), c: u(4) }) };
  const dut = component('dut', {}, ports, ({ i, s, d, y }) => {
    const r = reg({ all: u(16, 0), most: u(16, 0), chosen: u(4, 0) });
    for (const word of [r.all, r.most]) word.at(i).set(d.bit(15));
    match(s, {
      ...Object.fromEntries(Array.from({ length: 15 }, (_, k) => [k, () => r.chosen.set(k)])),
      default: () => r.chosen.set(15),
    });
    when(d.bit(0), () => r.all.set(d)).otherwise(() => {
      r.all.slice(0, 8).set(1);
      r.all.slice(8, 8).set(2);
    });
    when(d.bit(0), () => r.most.set(d)).otherwise(() => r.most.slice(1, 15).set(0));
    when(d.bit(0), () => r.chosen.set(5)).otherwise(() => r.chosen.set(d.slice(0, 4)));
    y.set({ a: r.all, b: r.most, c: r.chosen });
  });
  const { verilog } = emitVerilog(dut);
  expect(verilog.match(/case \(i_i\)/g)).toHaveLength(1);
  expect(verilog).not.toMatch(/case \(s_i\)/);
  const rows = await runClocked(dut, [{ i: 0, d: 0x8002, s: 3 }, { i: 9, d: 0x8005 }, { i: 9, d: 0x8000 }, {}]);
  expect(rows.slice(1).map(row => [row['y_a'], row['y_b'], row['y_c']])).toEqual([
    [0x201, 1, 2],
    [0x8005, 0x8005, 5],
    [0x201, 1, 0],
  ]);
});

it('a memory whose read ports are never enabled raises no complaint', async () => {
  const ports = { a: input(u(2)), d: input(u(4)), y: output(u(4)) };
  const dut = component('dut', {}, ports, ({ a, d, y }) => {
    const { m } = ram({ m: { shape: u(4), depth: 4 } });
    when(d.orR(), () => m.write(a, d));
    y.set(m.read(a, lit(0, 1)));
  });
  expect(await lint(emitVerilog(dut))).toBe('');
});

it('a read port that is never enabled reads no address, whatever the other ports do', async () => {
  const ports = { a: input(u(2)), b: input(u(2)), d: input(u(4)), y: output(u(4)) };
  const dut = component('dut', {}, ports, ({ a, b, d, y }) => {
    const { m } = ram({ m: { shape: u(4), depth: 4 } });
    when(d.orR(), () => m.write(a, d));
    y.set(m.read(a).xor(m.read(b.add(a), lit(0, 1))));
  });
  const { verilog } = emitVerilog(dut);
  expect(verilog).toContain("wire unused = &{1'b0, b_i};");
  expect(await lint(emitVerilog(dut))).toBe('');
});

it('bits of an expression that only a property reads raise no complaint', async () => {
  const ports = { a: input(u(4)), b: input(u(4)), y: output(u(2)) };
  const dut = component('dut', {}, ports, ({ a, b, y }) => {
    const sum = a.add(b);
    y.set(sum.slice(0, 2));
    assert('sum_is_small', sum.mul(a).lt(100));
  });
  const { verilog } = emitVerilog(dut);
  expect(verilog).toMatch(/wire unused = &\{1'b0, sum\[3:2\]\};/);
  expect(await lint(emitVerilog(dut))).toBe('');
});

it('a default beside cases for all values is left out, and cases that the others overwrite with it', async () => {
  const ports = { i: input(u(3)), s: input(u(1)), d: input(u(8)), y: output(u(8)) };
  const dut = component('dut', {}, ports, ({ i, s, d, y }) => {
    const r = reg({ all: u(8, 0) });
    r.all.at(i).set(d.bit(7));
    match(s, { 0: () => r.all.set(d), 1: () => r.all.set(d.not()), default: () => r.all.bit(3).set(1) });
    y.set(r.all);
  });
  const { verilog } = emitVerilog(dut);
  expect(verilog).not.toMatch(/default:|case \(i_i\)/);
  const rows = await runClocked(dut, [{ s: 0, d: 0x5a, i: 3 }, { s: 1, d: 0x0f, i: 2 }, {}]);
  expect(rows.slice(1).map(row => row['y'])).toEqual([0x5a, 0xf0]);
});
