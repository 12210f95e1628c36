// SPDX-License-Identifier: Apache-2.0
/** What an element chosen by a value costs on two devices, whatever its width: no product, no DSP block, few LUTs. */
import { bit, component, type Definition, input, output, reg, type Shape, s, u, vec, when } from 'typescript-hdl';
import { beforeAll, expect, it } from 'vitest';
import { type Cells, cellsOfEach, count } from './support/synthesis.ts';

const elements = 6;

/** Reads one of six elements. */
const reader = (name: string, element: Shape): Definition =>
  component(
    `reader_of_${name}`,
    {},
    { all: input(vec(elements, element)), at: input(u(3)), one: output(element) },
    io => (io as any).one.set((io as any).all.get(io.at)),
  );

/** Writes one of six elements. */
const writer = (name: string, element: Shape): Definition =>
  component(
    `writer_of_${name}`,
    {},
    { go: input(bit()), at: input(u(3)), one: input(element), all: output(vec(elements, element)) },
    (io: any) => {
      const { store } = reg({ store: vec(elements, element) }) as any;
      when(io.go, () => store.get(io.at).set(io.one));
      io.all.set(store);
    },
  );

const shapes: readonly (readonly [name: string, shape: Shape, bits: number])[] = [
  ['words_of_5_bits', u(5), 5],
  ['signed_words_of_7_bits', s(7), 7],
  ['bundles_of_3_and_6_bits', { low: u(3), high: u(6) }, 9],
  ['vectors_of_3_words_of_2_bits', vec(3, u(2)), 6],
  ['words_of_8_bits', u(8), 8],
];

const targets = ['generic', 'ecp5', 'xcup'] as const;
type Target = (typeof targets)[number];

/** Cells of every reader and writer by target and name. */
const cells = new Map<Target, ReadonlyMap<string, Cells>>();
beforeAll(async () => {
  const designs = shapes.flatMap(([name, shape]) => [reader(name, shape), writer(name, shape)]);
  for (const target of targets) cells.set(target, await cellsOfEach(designs, target));
});

it.each(shapes)('six %s', (name, _, bits) => {
  const cellsOf = (target: Target, part: 'reader' | 'writer'): Cells => cells.get(target)!.get(`${part}_of_${name}`)!;
  for (const part of ['reader', 'writer'] as const) {
    const operators = cellsOf('generic', part);
    expect(count(operators, '$')).toBeGreaterThan(0);
    expect(count(operators, '$mul', '$macc', '$alu', '$add')).toBe(0);
  }
  for (const [target, lutsOfRead] of [
    ['ecp5', 6 * bits],
    ['xcup', 3 * bits],
  ] as const) {
    const read = cellsOf(target, 'reader');
    expect(count(read, 'MULT', 'DSP', 'ALU54', 'CCU2C', 'CARRY')).toBe(0);
    expect(count(read, 'LUT')).toBeGreaterThan(0);
    expect(count(read, 'LUT')).toBeLessThanOrEqual(lutsOfRead);
    // A write is a decoder: an enable for each element (or for each of its words), however wide.
    const write = cellsOf(target, 'writer');
    expect(count(write, 'MULT', 'DSP', 'ALU54', 'CCU2C', 'CARRY')).toBe(0);
    expect(count(write, 'LUT')).toBeGreaterThan(0);
    expect(count(write, 'LUT')).toBeLessThanOrEqual(2 * elements);
  }
});
