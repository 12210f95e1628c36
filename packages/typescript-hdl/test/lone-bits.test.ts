// SPDX-License-Identifier: Apache-2.0
/**
 * One bit beside constants, which another module reads bit by bit: of `{2'd0, a == 2'd1}` Verilator 5.006 may take bit 1 for a
 * comparison of the shifted `a`.
 */

import { execa } from 'execa';
import { cat, component, input, inst, lit, match, output, reg, u, type Val } from 'typescript-hdl';
import { expect, it } from 'vitest';
import { judge } from '../src/fuzz/judge.ts';
import { runBuiltIn } from '../src/fuzz/subject.ts';
import { subjectOf } from './support/four-tools.ts';

/** One bit made of a word of two: comparisons, and others. */
const bits: readonly ((a: Val) => Val)[] = [
  ...[0, 1, 2, 3].flatMap(n => [(a: Val) => a.eq(n), (a: Val) => a.ne(n)]),
  a => a.orR(),
  a => a.andR(),
  a => a.eq(1).not(),
  a => a.lt(2),
  a => a.bit(1),
];

/** That bit beside constants, in three bits. */
const words: readonly ((one: Val) => Val)[] = [
  one => one.zext(3),
  one => one.zext(3).not(),
  one => cat(lit(0, 1), one, lit(0, 1)),
  one => cat(lit(0, 1), one, lit(1, 1)),
  one => cat(one, lit(0, 2)),
  one => one.not().zext(3),
  one => one.zext(3).shl(1),
];

/** Ways to read one bit of such a word beside a bit of another. */
const readings: readonly ((word: Val, other: Val, at: number) => Val)[] = [
  (word, other, at) => word.bit(at).and(other.bit(0)),
  (word, other, at) => word.bit(at).or(other.bit(0)),
  (word, other, at) => word.bit(at).not().and(other.bit(1)).and(other.bit(2)),
  (word, other, at) => word.bit(at).xor(other.bit(at)),
];

const chosen = [...readings.keys()].flatMap(reading => [0, 1, 2].map(at => ({ reading, at })));

const makers = bits.flatMap((one, i) =>
  words.map((word, k) =>
    component(`b_make${i}_${k}`, {}, { a: input(u(2)), y: output(u(3)) }, ({ a, y }) => y.set(word(one(a)))),
  ),
);

/** Reads a word bit by bit, and as what a `match` chooses by. */
const reader = component(
  'b_read',
  {},
  { word: input(u(3)), other: input(u(3)), y: output({ bits: u(chosen.length), choice: u(8) }) },
  ({ word, other, y }) => {
    const r = reg({ bits: u(chosen.length), choice: u(8) });
    r.bits.set(cat(...chosen.map(({ reading, at }) => readings[reading]!(word, other, at)).toReversed()));
    r.choice.set(255);
    match(word.and(other), {
      ...Object.fromEntries(Array.from({ length: 8 }, (_, k) => [k, () => r.choice.bit(k).set(0)])),
    } as any);
    y.set({ bits: r.bits, choice: r.choice });
  },
);

const all = component(
  'b_top',
  {},
  { a: input(u(2)), other: input(u(3)), y: output(u(makers.length * (chosen.length + 8))) },
  ({ a, other, y }) => {
    const r = reg({ a: u(2), other: u(3) });
    r.a.set(a);
    r.other.set(other);
    const made = makers.map((maker, i) => {
      const ones: any = inst({ [`make${i}`]: maker, [`read${i}`]: reader });
      ones[`make${i}`].a.set(r.a);
      ones[`read${i}`].word.set(ones[`make${i}`].y);
      ones[`read${i}`].other.set(r.other);
      return cat(ones[`read${i}`].y.bits, ones[`read${i}`].y.choice);
    });
    y.set(cat(...made));
  },
);

const steps = Array.from({ length: 34 }, (_, i) => ({ a: i % 4, other: (i >> 2) % 8 }));
const subject = subjectOf(all, 'b', steps);
const builtIn = runBuiltIn(subject);

it('means the same on every simulator, whatever the bit is made of and whatever reads it', async () => {
  expect(await judge([subject], [builtIn], ['lint', 'yosys', 'icarus', 'verilator', 'netlist'], 'ecp5')).toEqual([
    undefined,
  ]);
});

const { stdout: version } = await execa('verilator', ['--version']);

// Newer ones may be right about it.
it.runIf(version.startsWith('Verilator 5.006 '))(
  'would be found wrong in Verilator if it were emitted as a concatenation',
  async () => {
    const modules = subject.emitted.modules.map(({ name, verilog }) => ({
      name,
      verilog: verilog.replace(
        /= (.*) \? 3'd(\d) : 3'd(\d);/g,
        (_, one: string, whenOne: string, otherwise: string) =>
          `= {${[2, 1, 0].map(at => (((Number(whenOne) ^ Number(otherwise)) >> at) & 1 ? one : `1'd${(Number(otherwise) >> at) & 1}`)).join(', ')}};`,
      ),
    }));
    const raw = { ...subject, emitted: { ...subject.emitted, modules } };
    expect((await judge([raw], [builtIn], ['icarus'], 'ecp5'))[0]).toBeUndefined();
    expect((await judge([raw], [builtIn], ['verilator'], 'ecp5'))[0]).toMatchObject({ kind: 'mismatch' });
  },
);
