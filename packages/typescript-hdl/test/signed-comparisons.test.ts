// SPDX-License-Identifier: Apache-2.0
/** Signed comparisons on every tool and as netlists of three devices: exhaustive for narrow words, constants on either side. */
import { cat, component, input, lit, output, s, slit, u, wire } from 'typescript-hdl';
import { expect, it } from 'vitest';
import { families } from '../src/fuzz/family.ts';
import { allRuns, judge } from '../src/fuzz/judge.ts';
import { resetSlots, runBuiltIn } from '../src/fuzz/subject.ts';
import { subjectOf } from './support/four-tools.ts';

const width = 4;
const numbers = Array.from({ length: 2 ** width }, (_, i) => i - 2 ** (width - 1));

/** Every comparison of a word with every constant, on both sides. */
const comparisons = component(
  'e_constants',
  {},
  { a: input(s(width)), y: output(u(6 * numbers.length)) },
  ({ a, y }) => {
    const bits = numbers.flatMap(n => [a.lt(n), a.le(n), a.gt(n), a.ge(n), slit(n, width).lt(a), slit(n, width).le(a)]);
    y.set(cat(...bits.toReversed()));
  },
);

/** What JavaScript says of them, lowest bit first. */
const expected = (a: number): boolean[] => numbers.flatMap(n => [a < n, a <= n, a > n, a >= n, n < a, n <= a]);

/** A word of which constants decide all that the comparisons see, by ways that a tool works out late. */
const hidden = component('h_constants', {}, { a: input(u(1)), y: output(u(6)) }, ({ a, y }) => {
  const { t } = wire({ t: u(8) });
  t.set(cat(a, lit(12, 4), lit(0, 3)));
  const x = t.slice(3, 3).asSigned();
  y.set(cat(slit(-4, 3).le(x), x.ge(-4), x.eq(-4), x.lt(-3), x.le(-4), x.lt(0)));
});

const subjects = [
  subjectOf(
    comparisons,
    'e',
    numbers.map((_, a) => ({ a })),
  ),
  subjectOf(
    hidden,
    'h',
    numbers.map((_, i) => ({ a: i % 2 })),
  ),
];
const builtIn = subjects.map(subject => runBuiltIn(subject));

it('mean in the built-in simulator what they mean in JavaScript', () => {
  builtIn[0]!.slice(resetSlots).forEach(([word], i) => {
    const wanted = expected(BigInt.asIntN(width, BigInt(i)) === 0n ? 0 : Number(BigInt.asIntN(width, BigInt(i))));
    expect(BigInt(`0x${word}`).toString(2).padStart(wanted.length, '0')).toBe(
      wanted
        .map(bit => (bit ? '1' : '0'))
        .toReversed()
        .join(''),
    );
  });
  expect(new Set(builtIn[1]!.flat())).toEqual(new Set(['3f']));
});

it.each(families)('mean the same on every simulator and in a netlist for %s, without a warning', async family => {
  expect(await judge(subjects, builtIn, allRuns, family)).toEqual([undefined, undefined]);
});

it('would be found wrong in a netlist for ECP5 if they were emitted as Verilog has them', async () => {
  const [subject] = subjects;
  const list = numbers.flatMap(n => {
    const x = `-${width}'sd${-n}`;
    const c = n < 0 ? x : `${width}'sd${n}`;
    const a = '$signed(a_i)';
    return [`${a} < ${c}`, `${a} <= ${c}`, `${c} < ${a}`, `${c} <= ${a}`, `${c} < ${a}`, `${c} <= ${a}`];
  });
  const name = subject!.emitted.top;
  const verilog = `module ${name} (input wire [3:0] a_i, output wire [${list.length - 1}:0] y_o);\nassign y_o = {${list.toReversed().join(', ')}};\nendmodule\n`;
  const raw = { ...subject!, emitted: { ...subject!.emitted, modules: [{ name, verilog }] } };
  expect((await judge([raw], [builtIn[0]!], ['icarus'], 'ecp5'))[0]).toBeUndefined();
  expect((await judge([raw], [builtIn[0]!], ['netlist'], 'ecp5'))[0]).toMatchObject({
    kind: 'mismatch',
    tool: 'netlist',
  });
});
