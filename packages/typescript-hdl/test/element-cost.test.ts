/** What an element chosen by a value costs on two devices, whatever its width: no product, no DSP block, few LUTs. */
import { bit, component, type Definition, input, output, reg, type Shape, s, u, vec, when } from 'typescript-hdl';
import { expect, it } from 'vitest';
import { cellsOf, count } from './support/synthesis.ts';

const elements = 6;

/** Reads one of six elements. */
const reader = (element: Shape): Definition =>
  component('reader', {}, { all: input(vec(elements, element)), at: input(u(3)), one: output(element) }, io =>
    (io as any).one.set((io as any).all.get(io.at)),
  );

/** Writes one of six elements. */
const writer = (element: Shape): Definition =>
  component(
    'writer',
    {},
    { go: input(bit()), at: input(u(3)), one: input(element), all: output(vec(elements, element)) },
    (io: any) => {
      const { store } = reg({ store: vec(elements, element) }) as any;
      when(io.go, () => store.get(io.at).set(io.one));
      io.all.set(store);
    },
  );

const shapes: readonly (readonly [name: string, shape: Shape, bits: number])[] = [
  ['words of 5 bits', u(5), 5],
  ['signed words of 7 bits', s(7), 7],
  ['bundles of 3 and 6 bits', { low: u(3), high: u(6) }, 9],
  ['vectors of 3 words of 2 bits', vec(3, u(2)), 6],
  ['words of 8 bits', u(8), 8],
];

it.each(shapes)('six %s', async (_, shape, bits) => {
  for (const make of [reader, writer]) {
    const operators = await cellsOf(make(shape), 'generic');
    expect(count(operators, '$mul', '$macc', '$alu', '$add')).toBe(0);
  }
  for (const [target, lutsOfRead] of [
    ['ecp5', 6 * bits],
    ['xcup', 3 * bits],
  ] as const) {
    const read = await cellsOf(reader(shape), target);
    expect(count(read, 'MULT', 'DSP', 'ALU54', 'CCU2C', 'CARRY')).toBe(0);
    expect(count(read, 'LUT')).toBeGreaterThan(0);
    expect(count(read, 'LUT')).toBeLessThanOrEqual(lutsOfRead);
    // A write is a decoder: an enable for each element (or for each of its words), however wide.
    const write = await cellsOf(writer(shape), target);
    expect(count(write, 'MULT', 'DSP', 'ALU54', 'CCU2C', 'CARRY')).toBe(0);
    expect(count(write, 'LUT')).toBeLessThanOrEqual(2 * elements);
  }
});
