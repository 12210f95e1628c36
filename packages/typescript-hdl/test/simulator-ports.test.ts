// SPDX-License-Identifier: Apache-2.0
/** Values at the ports of the simulators: what fits, what sign it has, and what a reset does that is there from the start. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import {
  clockDomain,
  component,
  emitVerilog,
  enumeration,
  input,
  output,
  reg,
  Simulator,
  s,
  u,
  vec,
} from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { withFolder } from './support/tools.ts';

const shapes = {
  n: u(8),
  bit: u(1),
  wide: u(40),
  z: s(8),
  sign: s(1),
  long: s(40),
  pair: vec(2, s(4)),
  on: enumeration('a', 'b'),
};
const wires = component('wires', {}, { d: input(shapes), q: output(shapes) }, ({ d, q }) => q.set(d));

describe('poke', () => {
  const simulator = new Simulator(wires);
  const holds: readonly (readonly [string, number | bigint])[] = [
    ['n', 0],
    ['n', 255],
    ['bit', 1],
    ['wide', 2 ** 40 - 1],
    ['wide', (1n << 40n) - 1n],
    ['z', -128],
    ['z', 127],
    ['sign', -1],
    ['sign', 0],
    ['long', -(1n << 39n)],
    ['long', -(2 ** 39)],
    ['long', (1n << 39n) - 1n],
    ['pair', 0xff],
  ];
  it.each(holds)('sets %s to %s, and peek reads it back', (name, value) => {
    simulator.poke(`d_${name}_i`, value);
    expect(simulator.peek(`q_${name}_o`)).toBe(BigInt(value));
    expect(simulator.peek(`d_${name}_i`)).toBe(BigInt(value));
    expect(simulator.peekNumber(`q_${name}_o`)).toBe(Number(value));
  });

  const refused: readonly (readonly [string, number | bigint, string])[] = [
    ['n', 256, '8 unsigned bits to 256'],
    ['n', -1, '8 unsigned bits to -1'],
    ['n', 0.5, '8 unsigned bits to 0.5'],
    ['n', Number.NaN, '8 unsigned bits to NaN'],
    ['bit', 2, '1 unsigned bit to 2'],
    ['wide', 1n << 40n, '40 unsigned bits to 1099511627776'],
    ['wide', -1n, '40 unsigned bits to -1'],
    ['wide', 2 ** 50, '40 unsigned bits to 1125899906842624'],
    ['z', 128, '8 signed bits to 128'],
    ['z', -129, '8 signed bits to -129'],
    ['sign', 1, '1 signed bit to 1'],
    ['long', 1n << 39n, '40 signed bits to 549755813888'],
    ['on', 2, '1 unsigned bit to 2'],
  ];
  it.each(refused)('refuses %s = %s, and changes nothing', (name, value, text) => {
    const before = simulator.peek(`d_${name}_i`);
    expect(() => simulator.poke(`d_${name}_i`, value)).toThrow(
      `HDL-LITERAL: poke sets 'd_${name}_i' of ${text}, which does not fit.`,
    );
    expect(simulator.peek(`d_${name}_i`)).toBe(before);
  });

  it('refuses levels of a reset besides 0 and 1', () => {
    const held = component('held', {}, { q: output(u(8)) }, ({ q }) => {
      const { word } = reg({ word: u(8, 3) });
      word.set(word.add(1));
      q.set(word);
    });
    expect(() => new Simulator(held).poke('rst', 2)).toThrow("HDL-LITERAL: poke sets 'rst' of 1 unsigned bit to 2");
  });
});

it('peekNumber reads wide ports, and refuses what a number cannot hold', () => {
  const wide = component('wide', {}, { d: input(u(64)), q: output(u(64)), z: output(s(64)) }, ({ d, q, z }) => {
    q.set(d);
    z.set(d.asSigned());
  });
  const simulator = new Simulator(wide);
  simulator.poke('d_i', 2 ** 53 - 1);
  expect(simulator.peekNumber('q_o')).toBe(2 ** 53 - 1);
  simulator.poke('d_i', (1n << 64n) - 1n);
  expect(simulator.peekNumber('z_o')).toBe(-1);
  expect(() => simulator.peekNumber('q_o')).toThrow(
    "HDL-RANGE: peekNumber reads what a number holds exactly, and 'q_o' is 18446744073709551615; use peek.",
  );
});

describe('an asynchronous reset that is asserted from the start', () => {
  const styles = [
    ['high', clockDomain('main', { clock: 'clk', reset: { kind: 'async', name: 'rst' } }), 'rst', 1],
    ['low', clockDomain('main', { clock: 'clk', reset: { kind: 'async', active: 'low', name: 'rst_n' } }), 'rst_n', 0],
  ] as const;
  const counter = component('counter', {}, { q: output(u(8)), next: output(s(8)) }, ({ q, next }) => {
    const r = reg({ count: u(8, 5), level: s(8, -2) });
    r.count.set(r.count.add(1));
    r.level.set(r.level.add(1));
    q.set(r.count);
    next.set(r.level);
  });

  it.each(styles)(
    'holds the registers before any edge on every simulator, active %s',
    async (_, domain, reset, level) => {
      const simulator = new Simulator(counter, { domain });
      expect([simulator.peek('q_o'), simulator.peek('next_o')]).toEqual([5n, -2n]);
      simulator.poke(reset, level);
      expect([simulator.peek('q_o'), simulator.peek('next_o')]).toEqual([5n, -2n]);
      const { verilog, top } = emitVerilog(counter, { domain });
      await withFolder(async folder => {
        writeFileSync(join(folder, `${top}.v`), verilog);
        const show = '$display("%0d %0d", q, next)';
        writeFileSync(
          join(folder, 'bench.v'),
          `module bench; wire [7:0] q; wire signed [7:0] next; ${top} dut(.clk(1'b0), .${reset}(1'b${level}), .q_o(q), .next_o(next)); initial #1 ${show}; endmodule\n`,
        );
        await execa('iverilog', ['-g2005', '-s', 'bench', '-o', 'bench.vvp', 'bench.v', `${top}.v`], { cwd: folder });
        expect((await execa('vvp', ['-n', 'bench.vvp'], { cwd: folder })).stdout).toBe('5 -2');
        // One build is enough: it is the slow part.
        if (level === 0) return;
        writeFileSync(
          join(folder, 'bench.cpp'),
          `#include "V${top}.h"\n#include <cstdio>\nint main() { V${top} dut; dut.clk = 0; dut.${reset} = ${level}; dut.eval(); std::printf("%d %d", dut.q_o, (signed char)dut.next_o); }\n`,
        );
        const build = ['--cc', '--exe', '--build', '-Wall', `${top}.v`, 'bench.cpp', '--Mdir', 'obj'];
        await execa('verilator', build, { cwd: folder });
        expect((await execa(join(folder, `obj/V${top}`))).stdout).toBe('5 -2');
      });
    },
  );
});
