// SPDX-License-Identifier: Apache-2.0
/** Operators made of others, against plain numbers: every pair of small words, chosen and random large ones. */
import { component, emitVerilog, input, output, Simulator, s, u, type Val } from 'typescript-hdl';
import { expect, it } from 'vitest';
import { randomNumbers } from '../src/bench/random.ts';
import { runClocked } from './support/clocked.ts';

const width = 5;
const [most, least] = [2 ** (width - 1) - 1, -(2 ** (width - 1))];
const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
const rotated = (value: number, by: number): number => {
  const places = by % width;
  return ((value << places) | (value >> (width - places))) & 31;
};
const reversed = (value: number): number =>
  Number.parseInt(value.toString(2).padStart(width, '0').split('').reverse().join(''), 2);

/** What each operator of two unsigned words means. */
const unsigned: Readonly<
  Record<string, readonly [(a: Val<5>, b: Val<5>) => Val<5>, (a: number, b: number) => number]>
> = {
  left: [(a, b) => a.rotateLeft(b), rotated],
  right: [(a, b) => a.rotateRight(b), (a, b) => rotated(a, 5 - (b % 5))],
  left_12: [a => a.rotateLeft(12), a => rotated(a, 12)],
  right_1: [a => a.rotateRight(1), a => rotated(a, 4)],
  backwards: [a => a.reverse(), reversed],
  least: [(a, b) => a.min(b), Math.min],
  largest: [(a, b) => a.max(b), Math.max],
  least_9: [a => a.min(9), a => Math.min(a, 9)],
  largest_9: [a => a.max(9), a => Math.max(a, 9)],
  sum: [(a, b) => a.addSaturating(b), (a, b) => Math.min(a + b, 31)],
  difference: [(a, b) => a.subSaturating(b), (a, b) => Math.max(a - b, 0)],
  cut: [a => a.saturate(3).zext(5), a => Math.min(a, 7)],
  whole: [a => a.saturate(5), a => a],
  triple: [a => a.mul(3).trunc(5) as Val<5>, a => (a * 3) & 31],
  nothing: [a => a.mul(0).trunc(5) as Val<5>, () => 0],
};

const words = component(
  'words',
  {},
  { a: input(u(5)), b: input(u(5)), ...Object.fromEntries(Object.keys(unsigned).map(name => [name, output(u(5))])) },
  io => {
    const ports = io as unknown as Record<string, { set(value: Val): void }>;
    for (const [name, [hardware]] of Object.entries(unsigned)) {
      ports[name]!.set(hardware(io.a as Val<5>, io.b as Val<5>));
    }
  },
);

const signedWords = component(
  'signed_words',
  {},
  {
    a: input(s(5)),
    b: input(s(5)),
    distance: output(u(5)),
    least: output(s(5)),
    largest: output(s(5)),
    sum: output(s(5)),
    difference: output(s(5)),
    cut: output(s(3)),
    lone: output(s(1)),
    product: output(s(9)),
    minus: output(s(6)),
  },
  ({ a, b, ...out }) => {
    out.distance.set(a.abs());
    out.least.set(a.min(b));
    out.largest.set(a.max(-3));
    out.sum.set(a.addSaturating(b));
    out.difference.set(a.subSaturating(b));
    out.cut.set(a.saturate(3));
    out.lone.set(a.saturate(1));
    out.product.set(a.mul(-6));
    out.minus.set(a.mul(-1));
  },
);

const wrap = (value: number, bits: number): number => Number(BigInt.asIntN(bits, BigInt(value)));

it('of unsigned words mean what they say, for every pair of words', () => {
  const simulator = new Simulator(words);
  for (let a = 0; a < 32; a++) {
    for (let b = 0; b < 32; b++) {
      simulator.poke('a_i', a);
      simulator.poke('b_i', b);
      for (const [name, [, number]] of Object.entries(unsigned)) {
        expect(simulator.peekNumber(`${name}_o`), `${name} of ${a} and ${b}`).toBe(number(a, b));
      }
    }
  }
});

it('of signed words mean what they say, for every pair of words', () => {
  const simulator = new Simulator(signedWords);
  for (let a = least; a <= most; a++) {
    for (let b = least; b <= most; b++) {
      simulator.poke('a_i', a);
      simulator.poke('b_i', b);
      const read = (name: string): number => simulator.peekNumber(`${name}_o`);
      const names = ['distance', 'least', 'largest', 'sum', 'difference', 'cut', 'lone', 'product', 'minus'];
      expect(names.map(read), `${a} and ${b}`).toEqual([
        Math.abs(a),
        Math.min(a, b),
        Math.max(a, -3),
        clamp(a + b, least, most),
        clamp(a - b, least, most),
        clamp(a, -4, 3),
        a < 0 ? -1 : 0,
        wrap(a * -6, 9),
        0 - a,
      ]);
    }
  }
});

it('mean the same in Verilog, without a word of the tools', async () => {
  const steps = Array.from({ length: 60 }, (_, i) => ({ a: (i * 7) % 32, b: (i * 19 + 3) % 32 }));
  const rows = await runClocked(words, steps);
  rows.forEach((row, i) => {
    const { a, b } = steps[i]!;
    expect(row).toEqual(Object.fromEntries(Object.entries(unsigned).map(([name, [, number]]) => [name, number(a, b)])));
  });
  const signedSteps = steps.map(({ a, b }) => ({ a: a - 16, b: b - 16 }));
  const signedRows = await runClocked(signedWords, signedSteps);
  expect(signedRows.map(row => row['sum'])).toEqual(signedSteps.map(({ a, b }) => clamp(a + b, least, most)));
});

/** Quotients and remainders by many divisors. */
const divider = (bits: number, divisors: readonly bigint[]) =>
  component(
    'divider',
    { bits, divisors: divisors.join('_') },
    {
      a: input(u(bits)),
      ...Object.fromEntries(
        divisors.flatMap(by => [
          [`q${by}`, output(u(bits))],
          [`r${by}`, output(u(bits))],
        ]),
      ),
    },
    io => {
      const ports = io as unknown as Record<string, { set(value: Val): void }>;
      for (const by of divisors) {
        ports[`q${by}`]!.set((io.a as Val).divBy(by));
        ports[`r${by}`]!.set((io.a as Val).modBy(Number(by) > 2 ** 50 ? by : Number(by)));
      }
    },
  );

const checkDivision = (simulator: Simulator, divisors: readonly bigint[], a: bigint): void => {
  simulator.poke('a_i', a);
  for (const by of divisors) {
    expect([simulator.peek(`q${by}_o`), simulator.peek(`r${by}_o`)], `${a} by ${by}`).toEqual([a / by, a % by]);
  }
};

it('divide every word of up to 7 bits by every number', () => {
  for (const bits of [1, 2, 3, 7]) {
    const divisors = Array.from({ length: 2 ** bits + 3 }, (_, i) => BigInt(i + 1));
    const simulator = new Simulator(divider(bits, divisors));
    for (let a = 0n; a < 2n ** BigInt(bits); a++) checkDivision(simulator, divisors, a);
  }
});

it('divide wide words, near every multiple that rounding could miss', () => {
  const random = randomNumbers(5);
  const wide = (bits: number): bigint =>
    Array.from({ length: bits }, () => (random() < 0.5 ? 0n : 1n)).reduce<bigint>(
      (word, bit) => (word << 1n) | bit,
      0n,
    );
  const divisors = [
    3n,
    7n,
    10n,
    12n,
    641n,
    1_000_000_007n,
    2n ** 63n - 25n,
    2n ** 63n + 1n,
    ...[13, 31, 50].map(wide),
  ].filter(by => by > 0n);
  const simulator = new Simulator(divider(64, divisors));
  const edges = divisors.flatMap(by => {
    const last = ((2n ** 64n - 1n) / by) * by;
    return [last - 1n, last, by - 1n, by, 2n ** 64n - 1n];
  });
  for (const a of [0n, 1n, ...edges, ...Array.from({ length: 50 }, () => wide(64))])
    checkDivision(simulator, divisors, a);
});

it('become logic that tools accept, and a shift for a power of two', async () => {
  const rows = await runClocked(
    divider(8, [1n, 10n, 16n, 300n]),
    [200, 9, 255, 16].map(a => ({ a })),
  );
  expect(
    rows.map(row => [row['q10'], row['r10'], row['q16'], row['r16'], row['q300'], row['r300'], row['r1']]),
  ).toEqual([200, 9, 255, 16].map(a => [Math.floor(a / 10), a % 10, a >> 4, a % 16, 0, a, 0]));
  expect(emitVerilog(divider(8, [16n])).verilog).not.toMatch(/\*/);
});

it('know their widths', () => {
  component('typed', {}, { a: input(u(8)), b: input(s(8)), y: output(u(3)), z: output(s(4)) }, ({ a, b, y, z }) => {
    y.set(a.saturate(3));
    z.set(b.saturate(4));
    const same: Val<8> = a.rotateLeft(3).min(a.reverse()).divBy(10);
    const distance: Val<8> = b.abs();
    y.set(same.add(distance).saturate(3));
    // @ts-expect-error 9 bits are more than there are
    expect(() => a.saturate(9)).toThrow(/HDL-RANGE/);
    // @ts-expect-error a signed and an unsigned word do not meet
    expect(() => a.min(b)).toThrow(/HDL-KIND/);
    expect(() => a.mul(-1)).toThrow(/HDL-LITERAL/);
    expect(() => b.mul(1.5)).toThrow(/HDL-LITERAL/);
  }).elaborate();
});
