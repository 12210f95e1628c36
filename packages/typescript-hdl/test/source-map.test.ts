// SPDX-License-Identifier: Apache-2.0
/** The way back from Verilog to TypeScript, and forth. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  bit,
  component,
  emitVerilog,
  findSource,
  findVerilog,
  input,
  inst,
  output,
  ram,
  reg,
  u,
  when,
} from 'typescript-hdl';
import { describe, expect, it } from 'vitest';

const file = fileURLToPath(import.meta.url);
const own = readFileSync(file, 'utf8').split('\n');
const lineWith = (text: string): number => own.findIndex(line => line.includes(text)) + 1;

const child = component('child', {}, { en: input(bit()), y: output(u(4)) }, ({ en, y }) => {
  const { held } = reg({ held: u(4, 0) }); // place: register
  when(en, () => held.set(held.add(1))); // place: assignment
  const { store } = ram({ store: { shape: u(4), depth: 16 } }); // place: memory
  store.write(held, held); // place: write
  y.set(store.read(held)); // place: output
});
const design = emitVerilog(
  component('dut', {}, { en: input(bit()), y: output(u(4)) }, ({ en, y }) => {
    const { first } = inst({ first: child }); // place: instance
    first.en.set(en);
    y.set(first.y);
  }),
);
const map = design.sourceMap;
const childLines = design.modules[0]!.verilog.split('\n');

describe('a source map', () => {
  it('leads from names to their declarations', () => {
    const at = (place: string) => ({ file, line: lineWith(`// place: ${place}`) });
    expect(findSource(map, { module: 'child', name: 'held_q' })).toEqual(at('register'));
    expect(findSource(map, { module: 'child', name: 'store' })).toEqual(at('memory'));
    expect(findSource(map, { module: 'dut', name: 'first' })).toEqual(at('instance'));
    expect(findSource(map, { module: 'dut', name: 'nothing' })).toBeUndefined();
    expect(findSource(map, { module: 'nowhere', name: 'held_q' })).toBeUndefined();
  });
  it.each([
    ['reg  [3:0] held_q;', 'register'],
    ["held_q <= held_q + 4'd1;", 'assignment'],
    ['store[held_q] <= held_q;', 'write'],
    ['assign y_o = store_rdata_q;', 'output'],
  ])('leads from the line of %s, in the module and in the joined text', (text, place) => {
    const expected = { file, line: lineWith(`// place: ${place}`) };
    const line = childLines.findIndex(one => one.includes(text)) + 1;
    expect(line).toBeGreaterThan(0);
    expect(findSource(map, { module: 'child', line })).toEqual(expected);
    const joined = design.verilog.split('\n').findIndex(one => one.includes(text)) + 1;
    expect(findSource(map, { line: joined })).toEqual(expected);
  });
  it('finds the second module of the joined text', () => {
    const joined = design.verilog.split('\n').findIndex(one => one.includes('child first (')) + 1;
    expect(findSource(map, { line: joined })?.line).toBe(lineWith('// place: instance'));
    expect(findSource(map, { line: 1 })).toBeUndefined();
  });
  it('leads from TypeScript to Verilog and is plain JSON', () => {
    const found = findVerilog(JSON.parse(JSON.stringify(map)), { file, line: lineWith('// place: assignment') });
    expect(found.map(({ module, line }) => [module, childLines[line - 1]!.trim()])).toEqual([
      ['child', 'if (en_i) begin'],
      ['child', "held_q <= held_q + 4'd1;"],
    ]);
  });
});
