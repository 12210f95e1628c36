// SPDX-License-Identifier: Apache-2.0
/** Vendor cells as black boxes, and attributes. */
import {
  attribute,
  bit,
  blackBox,
  clockOf,
  component,
  type Definition,
  emitVerilog,
  input,
  inst,
  output,
  ram,
  reg,
  Simulator,
  u,
} from 'typescript-hdl';
import { expect, it } from 'vitest';
import { lint } from './support/tools.ts';

const dsp = (stages: number) =>
  blackBox(
    'DSP48E2',
    { CLK: input(bit()), A: input(u(30)), B: input(u(18)), P: output(u(48)) },
    {
      parameters: {
        AREG: stages,
        USE_MULT: 'MULTIPLY',
        IS_CLK_INVERTED: false,
        MASK: { width: 48, value: 5 },
      },
    },
  );

const top = component('dut', {}, { a: input(u(18)), y: output(u(48)) }, ({ a, y }) => {
  const { mac } = inst({ mac: dsp(1) }, { attributes: { dont_touch: 'true' } });
  mac.CLK.set(clockOf());
  mac.A.set(a.zext(30));
  mac.B.set(a);
  const { sum } = reg({ sum: u(48) });
  attribute(sum, { keep: 1, use_dsp: 'no' });
  sum.set(mac.P);
  const { words } = ram({ words: { shape: u(48), depth: 16, attributes: { cascade_height: 1 } } });
  words.write(a.slice(0, 4), sum);
  y.set(words.read(a.slice(4, 4)));
});

it('black boxes keep their names, take parameters, and come with stubs that all tools accept', async () => {
  const design = emitVerilog(top);
  expect(design.verilog).toContain(
    '    (* dont_touch = "true" *) DSP48E2 #(.AREG(1), .USE_MULT("MULTIPLY"), .IS_CLK_INVERTED(1\'b0), ' +
      ".MASK(48'd5)) mac (\n        .CLK (clk),",
  );
  expect(design.modules.map(module => module.name)).toEqual(['dut']);
  expect(design.stubs.map(module => module.name)).toEqual(['DSP48E2']);
  expect(design.stubs[0]!.verilog).toContain('(* blackbox *)\nmodule DSP48E2 #(\n    parameter AREG = 1,');
  expect(await lint(design)).toBe('');
});

it('a real parameter is written as one', () => {
  const pll = blackBox('PLL', { CLKIN: input(bit()) }, { parameters: { PERIOD: 6.4 } });
  const design = emitVerilog(component('dut', {}, {}, () => inst({ pll }).pll.CLKIN.set(clockOf())));
  expect(design.verilog).toContain('    PLL #(.PERIOD(6.4)) pll (\n        .CLKIN (clk)\n    );');
});

it('quotes and backslashes of texts are escaped, in parameters and attributes', async () => {
  const cell = blackBox('CELL', { I: input(bit()), O: output(bit()) }, { parameters: { NAME: 'a "b" \\c' } });
  const design = emitVerilog(
    component('dut', {}, { a: input(bit()), at: input(u(2)), y: output(bit()) }, ({ a, at, y }) => {
      const { cut } = inst({ cut: cell }, { attributes: { KeepHierarchy: 'a "b"' } });
      const { words } = ram({ words: { shape: bit(), depth: 4, attributes: { note: 'a \\b' } } });
      words.write(at, cut.O);
      cut.I.set(a);
      y.set(words.read(at));
    }),
  );
  expect(design.verilog).toContain(String.raw`(* KeepHierarchy = "a \"b\"" *) CELL #(.NAME("a \"b\" \\c")) cut (`);
  expect(design.verilog).toContain(String.raw`(* ram_style = "block", note = "a \\b" *)`);
  expect(await lint(design)).toBe('');
});

it('attributes stand before registers and memories', () => {
  const { verilog } = emitVerilog(top);
  expect(verilog).toContain('(* keep = 1, use_dsp = "no" *) reg  [47:0] sum_q;');
  expect(verilog).toContain('(* ram_style = "block", cascade_height = 1 *)');
});

it('complains of bad names, two descriptions, and simulation', () => {
  expect(() => blackBox('BUF G', {})).toThrow("HDL-NAME: 'BUF G' of a black box is not a Verilog identifier.");
  expect(() => blackBox('CELL', { reg: input(bit()) })).toThrow(
    "HDL-NAME: 'reg' of a black box is a keyword of Verilog or SystemVerilog.",
  );
  const cell = (width: number): Definition => blackBox('CELL', { I: input(u(width)) });
  const two = component('dut', {}, { a: input(bit()) }, ({ a }) => {
    const { x, y } = inst({ x: cell(1), y: cell(2) }) as any;
    x.I.set(a);
    y.I.set(1);
  });
  expect(() => emitVerilog(two)).toThrow("HDL-VARIANT: The black box 'CELL' is described twice with different ports.");
  expect(() => new Simulator(top)).toThrow(
    "HDL-MODEL: The built-in simulator cannot run the black box 'DSP48E2' (instance 'mac') without a model; give blackBox() one.",
  );
});
