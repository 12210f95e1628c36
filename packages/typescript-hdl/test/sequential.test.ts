// SPDX-License-Identifier: Apache-2.0
/** Registers, vectors, state machines and memories: the emitted Verilog, run by Icarus, against what they should do. */
import { bit, cat, component, emitVerilog, fsm, input, match, output, ram, reg, u, vec, when } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { runClocked as run } from './support/clocked.ts';

describe('registers', () => {
  it('reset, hold and take the last assignment', async () => {
    const counter = component(
      'dut',
      {},
      { up: input(bit()), clear: input(bit()), y: output(u(4)) },
      ({ up, clear, y }) => {
        const { count } = reg({ count: u(4, 9) });
        when(up, () => count.set(count.add(1)));
        when(clear, () => count.set(0));
        y.set(count);
      },
    );
    const got = await run(counter, [{ up: 1 }, { up: 1 }, {}, { up: 1, clear: 1 }, {}]);
    expect(got.map(({ y }) => y)).toEqual([9, 10, 11, 11, 0]);
  });

  it('choose by match with a default', async () => {
    const decoder = component('dut', {}, { a: input(u(2)), y: output(u(4)) }, ({ a, y }) => {
      match(a, { 1: () => y.set(3), 2: () => y.set(5), default: () => y.set(9) });
    });
    const got = await run(decoder, [{ a: 0 }, { a: 1 }, { a: 2 }, { a: 3 }]);
    expect(got.map(({ y }) => y)).toEqual([9, 3, 5, 9]);
  });
});

describe('vectors', () => {
  const element = { x: u(5, 0), y: bit(0) };
  const file = (count: number) =>
    component(
      'dut',
      { count },
      {
        index: input(u(2)),
        write: input(bit()),
        x: input(u(5)),
        gotX: output(u(5)),
        gotY: output(bit()),
        last: output(u(5)),
      },
      ({ index, write, x, gotX, gotY, last }) => {
        const { v } = reg({ v: vec(count, element) });
        when(write, () => v.get(index).set({ x, y: x.bit(0) }));
        gotX.set(v.get(index).x);
        gotY.set(v.get(index).y);
        last.set(v.get(count - 1).x);
      },
    );

  for (const count of [3, 4]) {
    it(`of ${count} elements are written and read by a value`, async () => {
      const got = await run(file(count), [
        { index: 0, write: 1, x: 21 },
        { index: 2, write: 1, x: 6 },
        { index: 0 },
        { index: 2 },
        { index: 1 },
      ]);
      expect(got.slice(2).map(row => [row['got_x'], row['got_y']])).toEqual([
        [21, 1],
        [6, 0],
        [0, 0],
      ]);
      expect(got[4]!['last']).toBe(count === 3 ? 6 : 0);
    });
  }
});

describe('state machines', () => {
  it('start in the first state and go where they are told', async () => {
    const light = component('dut', {}, { go: input(bit()), y: output(u(2)) }, ({ go, y }) => {
      const state = fsm('light', ['red', 'green', 'yellow'], {
        red: goto => void when(go, () => goto('green')),
        green: goto => void when(go, () => goto('yellow')),
        yellow: goto => goto('red'),
      });
      y.set(cat(state.is('yellow'), state.is('green')));
    });
    const got = await run(light, [{}, { go: 1 }, {}, { go: 1 }, {}, {}]);
    expect(got.map(({ y }) => y)).toEqual([0, 0, 1, 1, 2, 0]);
    expect(emitVerilog(light).verilog).toContain('LIGHT_GREEN: begin');
  });
});

describe('memories', () => {
  const memory = (kind: 'block' | 'distributed' | 'registered', masked: boolean) =>
    component(
      'dut',
      { kind, masked },
      { wa: input(u(3)), we: input(bit()), mask: input(u(2)), d: input(u(8)), ra: input(u(3)), y: output(u(8)) },
      ({ wa, we, mask, d, ra, y }) => {
        const { words } = ram({ words: { shape: u(8), depth: 8, kind, init: [7n, 8n] } });
        when(we.and(masked ? 1 : mask.orR().not().or(1)), () => words.write(wa, d, masked ? mask : undefined));
        y.set(words.read(ra));
      },
    );

  it.each(['block', 'registered'] as const)(
    '(%s) answer a clock later, with the old word during a write',
    async kind => {
      const got = await run(memory(kind, false), [{ ra: 1 }, { ra: 3, wa: 3, we: 1, d: 50 }, { ra: 3 }, {}]);
      expect(got.slice(1).map(({ y }) => y)[0]).toBe(8);
      expect(got[3]!['y']).toBe(50);
    },
  );
  it('in LUTs answer at once', async () => {
    const got = await run(memory('distributed', false), [{ ra: 1 }, { ra: 2, wa: 2, we: 1, d: 77 }, { ra: 2 }]);
    expect([got[0]!['y'], got[2]!['y']]).toEqual([8, 77]);
  });
  it('write only the parts that the mask names', async () => {
    const got = await run(memory('distributed', true), [
      { wa: 2, we: 1, mask: 3, d: 0xab },
      { wa: 2, we: 1, mask: 2, d: 0xcd },
      { wa: 2, we: 1, mask: 0, d: 0xff },
      { ra: 2 },
    ]);
    expect(got[3]!['y']).toBe(0xcb);
  });
});
