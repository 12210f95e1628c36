// SPDX-License-Identifier: Apache-2.0
/** Random expression trees with a plain bigint meaning, to judge the emitter and the simulators. */
import fc from 'fast-check';
import {
  cat,
  component,
  countOnes,
  input,
  lowestOne,
  mux,
  oneHotIndex,
  output,
  u,
  unused,
  type Val,
} from 'typescript-hdl';

/** An expression tree that can be built in hardware and evaluated on numbers by rules written out here. */
export interface Tree {
  readonly width: number;
  readonly hardware: (inputs: readonly Val[]) => Val;
  readonly number: (inputs: readonly bigint[]) => bigint;
}

export const inputWidths = [1, 4, 7, 8, 33] as const;
const mask = (width: number): bigint => (1n << BigInt(width)) - 1n;

const signed = (width: number, value: bigint): bigint => BigInt.asIntN(width, value);

const leaf = (index: number): Tree => ({
  width: inputWidths[index]!,
  hardware: inputs => inputs[index]!,
  number: inputs => inputs[index]!,
});

const resize = (tree: Tree, width: number): Tree => {
  if (tree.width === width) return tree;
  if (tree.width > width) {
    return { width, hardware: i => tree.hardware(i).trunc(width), number: i => tree.number(i) & mask(width) };
  }
  return { width, hardware: i => tree.hardware(i).zext(width), number: tree.number };
};

type Two = (width: number, a: bigint, b: bigint) => bigint;
const binary: readonly [
  name: string,
  hardware: (a: Val, b: Val) => Val,
  number: Two,
  width: (width: number) => number,
][] = [
  ['and', (a, b) => a.and(b), (_, a, b) => a & b, w => w],
  ['or', (a, b) => a.or(b), (_, a, b) => a | b, w => w],
  ['xor', (a, b) => a.xor(b), (_, a, b) => a ^ b, w => w],
  ['add', (a, b) => a.add(b), (w, a, b) => (a + b) & mask(w), w => w],
  ['addWide', (a, b) => a.addWide(b), (_, a, b) => a + b, w => w + 1],
  ['sub', (a, b) => a.sub(b), (w, a, b) => (a - b) & mask(w), w => w],
  ['mul', (a, b) => a.mul(b), (_, a, b) => a * b, w => 2 * w],
  ['eq', (a, b) => a.eq(b), (_, a, b) => (a === b ? 1n : 0n), () => 1],
  ['ne', (a, b) => a.ne(b), (_, a, b) => (a === b ? 0n : 1n), () => 1],
  ['lt', (a, b) => a.lt(b), (_, a, b) => (a < b ? 1n : 0n), () => 1],
  ['le', (a, b) => a.le(b), (_, a, b) => (a <= b ? 1n : 0n), () => 1],
  ['gt', (a, b) => a.gt(b), (_, a, b) => (a > b ? 1n : 0n), () => 1],
  ['ge', (a, b) => a.ge(b), (_, a, b) => (a >= b ? 1n : 0n), () => 1],
  ['signed lt', (a, b) => a.asSigned().lt(b.asSigned()), (w, a, b) => (signed(w, a) < signed(w, b) ? 1n : 0n), () => 1],
  [
    'signed ge',
    (a, b) => a.asSigned().ge(b.asSigned()),
    (w, a, b) => (signed(w, a) >= signed(w, b) ? 1n : 0n),
    () => 1,
  ],
  [
    'signed le',
    (a, b) => a.asSigned().le(b.asSigned()),
    (w, a, b) => (signed(w, a) <= signed(w, b) ? 1n : 0n),
    () => 1,
  ],
  [
    'signed mul',
    (a, b) => a.asSigned().mul(b.asSigned()).asUnsigned(),
    (w, a, b) => (signed(w, a) * signed(w, b)) & mask(2 * w),
    w => 2 * w,
  ],
  [
    'signed addWide',
    (a, b) => a.asSigned().addWide(b.asSigned()).bits,
    (w, a, b) => (signed(w, a) + signed(w, b)) & mask(w + 1),
    w => w + 1,
  ],
  [
    'signed shr',
    (a, b) => a.asSigned().shr(b.trunc(1)).asUnsigned(),
    (w, a, b) => (signed(w, a) >> (b & 1n)) & mask(w),
    w => w,
  ],
  [
    'signed shr within an unsigned sum',
    (a, b) => a.asSigned().shr(b.trunc(1)).asUnsigned().add(b),
    (w, a, b) => ((signed(w, a) >> (b & 1n)) + b) & mask(w),
    w => w,
  ],
  ['cat', (a, b) => cat(a, b), (w, a, b) => (a << BigInt(w)) | b, w => 2 * w],
  ['shl', (a, b) => a.shl(b.trunc(1)), (w, a, b) => (a << (b & 1n)) & mask(w), w => w],
  ['shr', (a, b) => a.shr(b.trunc(1)), (_, a, b) => a >> (b & 1n), w => w],
  ['mux', (a, b) => mux(a.bit(0) as Val<1>, a, b), (_, a, b) => (a & 1n ? a : b), w => w],
];

const ones = (value: bigint): bigint => BigInt(value.toString(2).replaceAll('0', '').length);
const unary: readonly [
  name: string,
  hardware: (a: Val) => Val,
  number: (width: number, a: bigint) => bigint,
  width: (width: number) => number,
][] = [
  ['not', a => a.not(), (w, a) => ~a & mask(w), w => w],
  ['andR', a => a.andR(), (w, a) => (a === mask(w) ? 1n : 0n), () => 1],
  ['orR', a => a.orR(), (_, a) => (a === 0n ? 0n : 1n), () => 1],
  ['xorR', a => a.xorR(), (_, a) => ones(a) & 1n, () => 1],
  ['sext', a => a.sext(a.width + 3), (w, a) => ((a >> BigInt(w - 1)) & 1n ? a | (7n << BigInt(w)) : a), w => w + 3],
  ['negate', a => a.asSigned().negate().bits, (w, a) => -a & mask(w), w => w],
  ['signed shr constant', a => a.asSigned().shr(1).bits, (w, a) => (signed(w, a) >> 1n) & mask(w), w => w],
  ['shl constant', a => a.shl(1), (w, a) => (a << 1n) & mask(w), w => w],
  ['shr constant', a => a.shr(1), (_, a) => a >> 1n, w => w],
  ['repeat', a => a.repeat(3), (w, a) => a | (a << BigInt(w)) | (a << BigInt(2 * w)), w => 3 * w],
  ['top bit', a => a.bit(a.width - 1), (w, a) => (a >> BigInt(w - 1)) & 1n, () => 1],
  ['lowestOne', a => lowestOne(a), (_, a) => a & -a, w => w],
  ['countOnes', a => countOnes(a, 8), (_, a) => ones(a), () => 8],
  [
    'oneHotIndex',
    a => oneHotIndex(lowestOne(a), 6),
    (_, a) => (a === 0n ? 0n : BigInt((a & -a).toString(2).length - 1)),
    () => 6,
  ],
];

const maxWidth = 48;
export const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.nat(inputWidths.length - 1).map(leaf),
    fc.tuple(fc.nat(binary.length - 1), tie('tree'), tie('tree')).map(([op, left, right]): Tree => {
      const [, hardware, number, widthOf] = binary[op]!;
      const a = resize(left, Math.min(left.width, maxWidth));
      const b = resize(right, a.width);
      return {
        width: widthOf(a.width),
        hardware: i => hardware(a.hardware(i), b.hardware(i)),
        number: i => number(a.width, a.number(i), b.number(i)),
      };
    }),
    fc.tuple(fc.nat(unary.length - 1), tie('tree')).map(([op, inner]): Tree => {
      const [, hardware, number, widthOf] = unary[op]!;
      const a = resize(inner, Math.min(inner.width, maxWidth));
      return {
        width: widthOf(a.width),
        hardware: i => hardware(a.hardware(i)),
        number: i => number(a.width, a.number(i)),
      };
    }),
  ),
})).tree;

/** Input values for {@link dutFor}, one bigint an input. */
export const vectors = fc.array(fc.tuple(...inputWidths.map(width => fc.bigInt(0n, mask(width)))), {
  minLength: 8,
  maxLength: 8,
});

/** A component with one output `y<i>` per tree over the inputs `x<i>`. */
export const dutFor = (trees: readonly Tree[]) => {
  const inputs = Object.fromEntries(inputWidths.map((width, i) => [`x${i}`, input(u(width))]));
  const outputs = Object.fromEntries(trees.map(({ width }, i) => [`y${i}`, output(u(width))]));
  return component('dut', {}, { ...inputs, ...outputs }, (io: any) => {
    const words = inputWidths.map((_, i) => io[`x${i}`] as Val);
    trees.forEach((one, i) => {
      io[`y${i}`].set(one.hardware(words));
    });
    unused(...words);
  });
};
