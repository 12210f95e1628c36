// SPDX-License-Identifier: Apache-2.0
/** Small parts of the library: counters, decoding, sweeps, bundles from field lists. */
import { bit, component, emitVerilog, flow, input, master, output, reg, Simulator, u } from 'typescript-hdl';
import { countUpDown, decoded, shapeOf, startUpSweep } from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';
import { random } from './support/streams.ts';
import { lint } from './support/tools.ts';

describe('countUpDown', () => {
  it.each([1, 2, 7])('counts modulo 2 ** %i', async bits => {
    const definition = component(
      'counter',
      { bits },
      { up: input(bit()), down: input(bit()), held: output(u(bits)) },
      ({ up, down, held }) => {
        const { value } = reg({ value: u(bits, 0) });
        countUpDown(value, up, down);
        held.set(value);
      },
    );
    expect(await lint(emitVerilog(definition))).toBe('');
    const simulator = new Simulator(definition);
    simulator.reset();
    const next = random(bits);
    for (let i = 0, value = 0; i < 300; i++) {
      expect(simulator.peekNumber('held_o')).toBe(value);
      const [up, down] = [next() < 0.6 ? 1 : 0, next() < 0.4 ? 1 : 0];
      simulator.poke('up_i', up);
      simulator.poke('down_i', down);
      simulator.step();
      value = (value + up - down + 2 ** bits) % 2 ** bits;
    }
  });
});

describe('decoded', () => {
  it.each([1, 5, 8])('sets the bit of the number, and none beyond %i', async count => {
    const definition = component(
      'decoder',
      { count },
      { index: input(u(3)), lines: output(u(count)) },
      ({ index, lines }) => lines.set(decoded(index, count)),
    );
    expect(await lint(emitVerilog(definition))).toBe('');
    const simulator = new Simulator(definition);
    for (let index = 0; index < 8; index++) {
      simulator.poke('index_i', index);
      expect(simulator.peekNumber('lines_o')).toBe(index < count ? 1 << index : 0);
    }
  });
});

describe('startUpSweep', () => {
  it.each([2, 5, 16])('names each of %i words once after every reset', async depth => {
    const definition = component(
      'sweeper',
      { depth },
      { clear: master(flow({ index: u(Math.ceil(Math.log2(depth))) })) },
      ({ clear }) => {
        const sweep = startUpSweep('sweep', depth);
        clear.valid.set(sweep.active);
        clear.payload.index.set(sweep.index);
      },
    );
    expect(await lint(emitVerilog(definition))).toBe('');
    const simulator = new Simulator(definition);
    const named = (): number[] => {
      const got: number[] = [];
      for (let clock = 0; clock < 3 * depth; clock++) {
        if (simulator.peekNumber('clear_valid_o')) got.push(simulator.peekNumber('clear_index_o'));
        simulator.step();
      }
      return got;
    };
    const each = Array.from({ length: depth }, (_, i) => i);
    simulator.reset();
    expect(named()).toEqual(each);
    expect(named()).toEqual([]);
    simulator.reset();
    expect(named()).toEqual(each);
  });
});

describe('shapeOf', () => {
  const fields = [
    { name: 'kind', bits: 3, doc: 'what it is' },
    { name: 'length', bits: 9, doc: 'how much' },
  ] as const;
  it('gives words of the right widths, the first in the lowest bits', () => {
    expect(shapeOf(fields)).toEqual({ kind: u(3), length: u(9) });
    const definition = component(
      'reader',
      {},
      { word: input(shapeOf(fields)), kind: output(u(3)), length: output(u(9)) },
      ({ word, kind, length }) => {
        kind.set(word.kind);
        length.set(word.length);
        // @ts-expect-error The widths are known to the compiler.
        expect(() => length.set(word.kind)).toThrow('HDL-WIDTH');
      },
    );
    expect(emitVerilog(definition).ports.map(({ name }) => name)).toContain('word_length_i');
  });
});
