import { component, emitVerilog, expose, input, inst, output, u, vec } from 'typescript-hdl';
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

test('ports that only one side has are an error', () => {
  const outer = component('outer', {}, { words: swap.ports.words }, io => expose(io, inst({ inner: swap }).inner));
  expect(() => emitVerilog(outer)).toThrow(/Only one side of expose\(\) has 'swapped'/);
});
