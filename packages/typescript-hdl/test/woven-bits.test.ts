// SPDX-License-Identifier: Apache-2.0
/** Bits of words that bitwise operators make of single bits side by side: Verilator 5.006 may take a wrong one. */
import { bit, cat, component, input, named, output, reg, u, type Val, vec } from 'typescript-hdl';
import { expect, it } from 'vitest';
import { judge } from '../src/fuzz/judge.ts';
import { runBuiltIn } from '../src/fuzz/subject.ts';
import { subjectOf } from './support/four-tools.ts';
import { random } from './support/streams.ts';

const next = random(11);
const below = (n: number): number => Math.floor(next() * n);
const oneOf = <T>(...choices: readonly T[]): T => choices[below(choices.length)]!;

type Source = { readonly bits: Val; readonly m: readonly Val[]; readonly n: readonly Val[] };

/** A single bit: of a register, or made of two words, plain or inverted. */
const bitOf = ({ bits, m, n }: Source): Val => {
  const word = oneOf(...m);
  return oneOf(
    () => bits.bit(below(8)),
    () => bits.bit(below(8)).not(),
    () => word.eq(below(8)),
    () => word.ne(below(8)),
    () => word.lt(oneOf(...n)),
    () => word.eq(below(8)).not(),
    () => word.orR(),
    () => word.bit(below(3)),
  )();
};

const combined = (a: Val, b: Val): Val =>
  oneOf(
    () => a.and(b),
    () => a.or(b),
    () => a.or(b),
    () => a.xor(b),
    () => a.or(b.not()).not(),
  )();

/** Two operators on three words of such bits, one of them a wire at times; of that one bit, or what all bits give. */
const formOf = (source: Source, i: number): Val => {
  const width = 2 + below(2);
  const word = (): Val => cat(...Array.from({ length: width }, () => bitOf(source)));
  const first = below(2) ? named(`first_${i}`, word()) : word();
  const inner = combined(first, word());
  const whole = combined(below(2) ? named(`inner_${i}`, inner) : inner, word());
  const read = below(2) ? named(`whole_${i}`, whole) : whole;
  return oneOf(
    () => read.bit(width - 1),
    () => read.bit(width - 1),
    () => read.bit(below(width)),
    () => read.orR(),
    () => read.andR().xor(read.bit(0)),
    () => read.slice(1, width - 1).eq(1),
  )();
};

const forms = 200;

/** Words of their own, six a side: of a part of a longer word Verilator finds the right bits. */
const names = Array.from({ length: 12 }, (_, i) => `word${i}`);
const shape = Object.fromEntries(names.map(name => [name, u(3)]));

const woven = component(
  'w_top',
  {},
  { bits: input(u(8)), words: input(shape), y: output(u(forms)) },
  ({ bits, words, y }) => {
    const r = reg({ bits: u(8), words: shape });
    r.bits.set(bits);
    r.words.set(words);
    const all = names.map(name => r.words[name]! as Val);
    y.set(
      cat(...Array.from({ length: forms }, (_, i) => formOf({ bits: r.bits, m: all.slice(0, 6), n: all.slice(6) }, i))),
    );
  },
);

const steps = Array.from({ length: 300 }, () => ({
  bits: below(256),
  ...Object.fromEntries(names.map(name => [`words_${name}`, below(8)])),
}));

it('are the same on every simulator', async () => {
  const subject = subjectOf(woven, 'w', steps);
  expect(
    await judge([subject], [runBuiltIn(subject)], ['lint', 'yosys', 'icarus', 'verilator', 'netlist'], 'ecp5'),
  ).toEqual([undefined]);
});

it('beside an element that a value chooses, of any width', async () => {
  const widths = [3, 8, 10];
  const parts = component(
    'p_top',
    {},
    {
      place: input(u(2)),
      bits: input(u(10)),
      loose: input(bit()),
      y: output(u(widths.reduce((sum, width) => sum + width))),
    },
    ({ place, bits, loose, y }) => {
      const read = widths.map((width, i) => {
        const { [`v${i}`]: words } = reg({ [`v${i}`]: vec(4, u(width)) }) as { [name: string]: any };
        words.get(place).set(bits.slice(0, width));
        const element = words.get(place);
        const word = cat(loose.and(bits.bit(0)), element, loose).xor(cat(bits.slice(0, width), bits.slice(1, 2)));
        // Just the bits of the element.
        return word.slice(1, width);
      });
      y.set(cat(...read));
    },
  );
  const subject = subjectOf(
    parts,
    'p',
    Array.from({ length: 100 }, () => ({ place: below(4), bits: below(1024), loose: below(2) })),
  );
  expect(
    await judge([subject], [runBuiltIn(subject)], ['lint', 'yosys', 'icarus', 'verilator', 'netlist'], 'ecp5'),
  ).toEqual([undefined]);
});
