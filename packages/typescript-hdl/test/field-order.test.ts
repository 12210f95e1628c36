// SPDX-License-Identifier: Apache-2.0
/** Names that JavaScript takes for indices: it would put them first, so that fields and ports lost their order. */
import { bit, component, emitVerilog, input, output, pack, reg, u, union, unpack, vec, zero } from 'typescript-hdl';
import { expect, it } from 'vitest';

const shape = { last: bit(), '10': u(8), '2': u(4) } as const;
const text = /HDL-NAME: A field cannot be called '2': JavaScript puts such names first/;

it('are refused as fields, wherever a shape is used', () => {
  expect(() => component('dut', {}, { d: input(shape), q: output(bit()) }, () => {})).toThrow(text);
  expect(() => component('dut', {}, { d: input(vec(2, { inner: shape })) }, () => {})).toThrow(text);
  expect(() => pack(shape, { last: 0, '10': 0, '2': 0 } as never)).toThrow(text);
  expect(() => unpack(shape, undefined as never)).toThrow(text);
  expect(() => zero(shape)).toThrow(text);
  expect(() => union({ word: u(8), '0': u(4) })).toThrow(/A field cannot be called '0'/);
  const inside = component('dut', {}, { q: output(bit()) }, ({ q }) => q.set(reg({ r: shape }).r.last));
  expect(() => emitVerilog(inside)).toThrow(text);
});

it('are refused as ports, also in groups', () => {
  expect(() => component('dut', {}, { group: { b: input(bit()), '1': output(bit()) } }, () => {})).toThrow(
    /HDL-NAME: A port cannot be called '1'/,
  );
});

it('leave other names with digits alone, in the order that is written', () => {
  const ordered = { _2: u(4), '01': u(2), a10: u(8) };
  const dut = component('dut', {}, { d: input(ordered), q: output(u(14)) }, ({ d, q }) => q.set(pack(ordered, d)));
  expect(emitVerilog(dut).verilog).toContain('assign q_o = {d_a10_i, d_01_i, d__2_i};');
});
