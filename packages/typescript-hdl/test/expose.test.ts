// SPDX-License-Identifier: Apache-2.0
import { component, emitVerilog, expose, input, inst, output, Simulator, u, union, vec } from 'typescript-hdl';
import { fullSlice } from 'typescript-hdl/lib';
import { expect, test } from 'vitest';

const swap = component(
  'swap',
  {},
  { words: input(vec(2, { low: u(4), high: u(4) })), swapped: output(vec(2, { low: u(4), high: u(4) })) },
  ({ words, swapped }) => {
    for (const i of [0, 1]) swapped.get(i).set({ low: words.get(i).high, high: words.get(i).low });
  },
);

test('vectors of bundles become ports of the component element by element', () => {
  const outer = component('outer', {}, swap.ports, io => expose(io, inst({ inner: swap }).inner));
  const { verilog, ports } = emitVerilog(outer);
  expect(ports).toEqual(emitVerilog(swap).ports);
  for (const range of ['3:0', '7:4']) {
    expect(verilog).toContain(`assign swapped_low_o[${range}] = inner_swapped_low[${range}];`);
    expect(verilog).toContain(`assign inner_words_high[${range}] = words_high_i[${range}];`);
  }
});

test('unions become ports of the component as all their bits', () => {
  const word = union({ number: u(9), pair: { low: u(4), high: u(4) } });
  const simulator = new Simulator(fullSlice({ word, bits: u(2) }));
  simulator.reset();
  simulator.poke('up_valid_i', 1);
  simulator.poke('up_word_i', 0x1a5);
  simulator.poke('up_bits_i', 2);
  simulator.step();
  expect([simulator.peek('down_valid_o'), simulator.peek('down_word_o'), simulator.peek('down_bits_o')]).toEqual([
    1n,
    0x1a5n,
    2n,
  ]);
});

test('a field called count is a field as any other', () => {
  const tally = component(
    'tally',
    {},
    { up: input({ count: u(4) }), down: output({ count: u(4) }) },
    ({ up, down }) => {
      down.set(up);
    },
  );
  const outer = component('outer', {}, tally.ports, io => expose(io, inst({ inner: tally }).inner));
  expect(emitVerilog(outer).ports).toEqual(emitVerilog(tally).ports);
});

test('ports that only one side has are an error', () => {
  const outer = component('outer', {}, { words: swap.ports.words }, io => expose(io, inst({ inner: swap }).inner));
  expect(() => emitVerilog(outer)).toThrow(/Only one side of expose\(\) has 'swapped'/);
});
