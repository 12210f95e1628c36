// SPDX-License-Identifier: Apache-2.0
/** Hardware values: an expression graph with a method for every operator. */
import { bitsText, describeValue } from './describe.ts';
import { HdlError } from './diagnostic.ts';
import { type Expression, isTrivial, type Op, type Signal } from './ir/index.ts';
import { captureLocation, type Stack } from './location.ts';
import { originNow } from './origin.ts';
import { checkFits, checkWidth, indexWidth, type Lit, wholeLiteral } from './shape.ts';
import type { BitOf, Extension, Part, SliceOf, WidthSum, WidthsSum } from './width-types.ts';

/** What an operator takes besides a value: a literal of the value's own width. */
export type Operand<W extends number> = Val<W> | number | bigint;

let nextId = 0;

/**
 * An unsigned hardware value of `width` bits. Operators never change widths silently: operands must have equal widths,
 * `add` and `sub` wrap, and `zext`/`trunc` say where bits are added or lost. A JavaScript number stands for a literal
 * of the other operand's width and must fit it. Every operator is combinational, latency 0, and throws HDL-WIDTH for
 * unequal widths, HDL-LITERAL for a number that does not fit, and HDL-KIND for what is no unsigned value.
 */
export class Val<in out W extends number = any> implements Expression {
  declare readonly _width: (w: W) => W;
  /** Marks hardware for the lint rule against JavaScript operators. */
  declare readonly _hardware: true;
  readonly id: number = nextId++;
  readonly op: Op;
  readonly width: W;
  readonly args: readonly Val[];
  /** Value of a constant; lowest bit of a slice; distance of the elements of an index; count of a repeat. */
  readonly extra: bigint;
  /** The signal of a `signal` node. */
  readonly signal: Signal | undefined;
  /** Name of a constant in the Verilog, or the name an expression gets if it needs a wire. */
  readonly label: string | undefined;
  /** Where it is made, in the body of a component. */
  readonly origin: Stack | undefined;

  constructor(op: Op, width: number, args: readonly Val[], extra = 0n, signal?: Signal, label?: string) {
    this.op = op;
    this.width = width as W;
    this.args = args;
    this.extra = extra;
    this.signal = signal;
    this.label = label;
    this.origin = isTrivial(this) ? undefined : originNow(Val);
  }

  /** Bitwise and. */
  and(other: Operand<W>): Val<W> {
    return this.#same('and', other);
  }
  /** Bitwise or. */
  or(other: Operand<W>): Val<W> {
    return this.#same('or', other);
  }
  /** Bitwise exclusive or. */
  xor(other: Operand<W>): Val<W> {
    return this.#same('xor', other);
  }
  /** Bitwise complement. */
  not(): Val<W> {
    if (this.op === 'not') return this.args[0] as Val<W>;
    return new Val('not', this.width, [this]);
  }
  /** Sum modulo 2 ** width. */
  add(other: Operand<W>): Val<W> {
    return this.#same('add', other);
  }
  /** Sum with its carry: one bit wider. */
  addWide(other: Operand<W>): Val<WidthSum<W, 1>> {
    const b = this.#operand('addWide', other);
    return this.zext(this.width + 1).add(b.zext(this.width + 1)) as Val;
  }
  /** Difference modulo 2 ** width. */
  sub(other: Operand<W>): Val<W> {
    return this.#same('sub', other);
  }
  /** Product; its width is the sum of the widths. A number is as wide as it has to be, at least one bit. */
  mul<V extends number>(other: Val<V>): Val<WidthSum<W, V>>;
  mul(other: number | bigint): Val;
  mul(factor: Val | number | bigint): Val {
    const other = typeof factor === 'number' || typeof factor === 'bigint' ? shortest(factor) : factor;
    checkWord('mul', other, ' or a number');
    const width = this.width + other.width;
    return new Val('mul', width, [this.zext(width), other.zext(width)]);
  }

  /** Equal. */
  eq(other: Operand<W>): Val<1> {
    return this.#compare('eq', other);
  }
  /** Not equal. */
  ne(other: Operand<W>): Val<1> {
    return this.#compare('ne', other);
  }
  /** Unsigned less than. */
  lt(other: Operand<W>): Val<1> {
    return this.#compare('lt', other);
  }
  /** Unsigned less than or equal. */
  le(other: Operand<W>): Val<1> {
    return this.#compare('le', other);
  }
  /** Unsigned greater than. */
  gt(other: Operand<W>): Val<1> {
    return this.#operand('gt', other).#compare('lt', this);
  }
  /** Unsigned greater than or equal. */
  ge(other: Operand<W>): Val<1> {
    return this.#operand('ge', other).#compare('le', this);
  }

  /** Shift left, same width, zeros from the width on: by a constant (free) or by a value (a barrel shifter). */
  shl(amount: number | Val): Val<W> {
    if (amount instanceof Val) return new Val('shl', this.width, [this, amount]);
    checkShift('shl', amount);
    if (amount === 0) return this;
    if (amount >= this.width) return constant(0n, this.width) as Val<W>;
    return cat(this.slice(0, this.width - amount), constant(0n, amount)) as Val<W>;
  }
  /** Shift right with zeros, same width, zeros from the width on: by a constant (free) or by a value (a barrel shifter). */
  shr(amount: number | Val): Val<W> {
    if (amount instanceof Val) return new Val('shr', this.width, [this, amount]);
    checkShift('shr', amount);
    if (amount === 0) return this;
    if (amount >= this.width) return constant(0n, this.width) as Val<W>;
    return cat(constant(0n, amount), this.slice(amount, this.width - amount)) as Val<W>;
  }

  /** `width` bits from bit `lo` upwards: Verilog's `[lo +: width]`; free. Throws HDL-RANGE for bits that are not there. */
  slice<const L extends number, const N extends number>(lo: L, width: SliceOf<L, N, W>): Val<Lit<N>> {
    if (typeof lo !== 'number' || typeof width !== 'number') {
      throw new HdlError(
        'HDL-KIND',
        `slice and bit take numbers, not ${describeValue(typeof lo === 'number' ? width : lo)}; ` +
          'use dynamicSlice or at for a place that is hardware.',
        captureLocation(),
      );
    }
    if (!Number.isInteger(lo) || !Number.isInteger(width) || lo < 0 || width < 1 || lo + width > this.width) {
      throw new HdlError(
        'HDL-RANGE',
        `slice(${lo}, ${width}) leaves a value of ${this.width} bits.`,
        captureLocation(),
      );
    }
    if (lo === 0 && (width as number) === this.width) return this as Val;
    if (this.op === 'slice') return new Val('slice', width, this.args, this.extra + BigInt(lo));
    if (this.op === 'const') {
      return constant((this.extra >> BigInt(lo)) & ((1n << BigInt(width)) - 1n), width) as Val;
    }
    if (this.op === 'cat') return this.#sliceOfCat(lo, width) as Val;
    return new Val('slice', width, [this], BigInt(lo));
  }
  /** Bit `index`, known at elaboration; free. Throws HDL-RANGE for a bit that is not there. */
  bit<const I extends number>(index: BitOf<I, W>): Val<1> {
    return (this as Val).slice(index as number, 1);
  }
  /** Bit selected by a value of `indexWidth(width)` bits, a multiplexer. Throws HDL-RANGE for an index of another width. */
  at(index: Val): Val<1> {
    checkWord('at', index, '; a number belongs into bit()');
    return this.dynamicSlice(index, 1);
  }
  /**
   * Element `index` of a packed vector of `width`-bit elements, element 0 in the low bits; a multiplexer. The index has
   * `indexWidth(number of elements)` bits; beyond the last element it reads 0. Throws HDL-RANGE for an index of
   * another width and for a width that does not divide.
   */
  dynamicSlice<const N extends number>(index: Val, width: N): Val<Lit<N>> {
    const count = this.width / width;
    if (!Number.isInteger(count)) {
      throw new HdlError(
        'HDL-RANGE',
        `A value of ${this.width} bits has no whole number of elements of ${width} bits.`,
        captureLocation(),
      );
    }
    checkWord('dynamicSlice', index, '; a number belongs into slice()');
    if (index.width !== indexWidth(count)) {
      throw new HdlError(
        'HDL-RANGE',
        `An index into ${count} elements of ${bitsText(width)} has ${bitsText(indexWidth(count))}, not ${index.width}.`,
        captureLocation(),
      );
    }
    if (index.op === 'const' && index.extra < BigInt(count))
      return (this as Val).slice(Number(index.extra) * width, width as number) as Val;
    return new Val('index', width, [this, index], BigInt(width));
  }

  /** Zero-extended to `width` bits; free. Throws HDL-WIDTH if that would narrow it. */
  zext<const N extends number>(width: Extension<N, W>): Val<Lit<N>> {
    return this.#extend('zext', width, extra => constant(0n, extra));
  }
  /** Sign-extended to `width` bits: the highest bit is repeated; free. Throws HDL-WIDTH if that would narrow it. */
  sext<const N extends number>(width: Extension<N, W>): Val<Lit<N>> {
    return this.#extend('sext', width, extra => this.bit(this.width - 1).repeat(extra));
  }
  /** The low `width` bits; free. Throws HDL-RANGE for more bits than there are. */
  trunc<const N extends number>(width: Part<N, W>): Val<Lit<N>> {
    return (this as Val).slice(0, width as number) as Val;
  }
  /** `count` copies side by side, `count` times as wide; free. */
  repeat<const N extends number>(count: N): Val {
    if (!Number.isInteger(count) || count < 1) {
      throw new HdlError(
        'HDL-RANGE',
        `repeat takes a whole number of copies, at least 1, not ${count}.`,
        captureLocation(),
      );
    }
    if (count === 1) return this;
    return new Val('repeat', this.width * count, [this], BigInt(count));
  }

  /** 1 when every bit is 1. */
  andR(): Val<1> {
    return this.width === 1 ? (this as Val) : new Val('andR', 1, [this]);
  }
  /** 1 when any bit is 1. */
  orR(): Val<1> {
    return this.width === 1 ? (this as Val) : new Val('orR', 1, [this]);
  }
  /** Parity: 1 when an odd number of bits is 1. */
  xorR(): Val<1> {
    return this.width === 1 ? (this as Val) : new Val('xorR', 1, [this]);
  }

  /** A hardware value has no JavaScript value: `+a`, `a < b` and `${a}` are mistakes. */
  [Symbol.toPrimitive](): never {
    throw new HdlError(
      'HDL-TRUTH',
      'A hardware value was used as a JavaScript value; use its methods (add, lt, eq, ...) or mux() and when().',
      captureLocation(),
    );
  }

  /** The parts that a slice touches, so that packing and unpacking cost no wires. */
  #sliceOfCat(lo: number, width: number): Val {
    const parts: Val[] = [];
    let partLo = this.width as number;
    for (const part of this.args) {
      partLo -= part.width;
      const from = Math.max(lo, partLo);
      const to = Math.min(lo + width, partLo + part.width);
      if (from < to) parts.push(part.slice(from - partLo, to - from));
    }
    return cat(...parts);
  }

  #same(op: Op, other: Operand<W>): Val<W> {
    return new Val(op, this.width, [this, this.#operand(op, other)]);
  }
  #compare(op: Op, other: Operand<W>): Val<1> {
    return new Val(op, 1, [this, this.#operand(op, other)]);
  }
  #operand(op: string, other: Operand<W>): Val<W> {
    const value = other instanceof Val ? other : lit(checkLiteral(op, other), this.width);
    if (value.width !== this.width) {
      throw new HdlError(
        'HDL-WIDTH',
        `${op} takes operands of equal width, not ${this.width} and ${value.width} bits; use zext or trunc.`,
        captureLocation(),
      );
    }
    return value as Val<W>;
  }
  #extend(name: string, width: number, fill: (extra: number) => Val): Val {
    if (!Number.isInteger(width)) {
      throw new HdlError(
        'HDL-RANGE',
        `${name} takes a whole number of bits, not ${describeValue(width)}.`,
        captureLocation(),
      );
    }
    if (width < this.width) {
      throw new HdlError(
        'HDL-WIDTH',
        `${name}(${width}) would narrow a value of ${this.width} bits.`,
        captureLocation(),
      );
    }
    return width === this.width ? this : cat(fill(width - this.width), this);
  }
}

/** A node with its operators: every node of an expression graph is made as a value. */
export const asValue = (node: Expression): Val => node as Val;

/** Throws unless the number of places to shift by is a whole number of at least 0. */
export const checkShift = (name: string, amount: number): void => {
  if (Number.isInteger(amount) && amount >= 0) return;
  throw new HdlError(
    'HDL-RANGE',
    `${name} takes a whole number of places of at least 0, or an unsigned value, not ${describeValue(amount)}.`,
    captureLocation(),
  );
};

/** A literal in as few bits as it needs. Throws HDL-LITERAL for one below 0 and one that is no whole number. */
const shortest = (value: number | bigint): Val<any> => {
  const wide = wholeLiteral(value);
  return lit(wide, wide > 0n ? wide.toString(2).length : 1);
};

/** A constant node; the value is known to fit. */
export const constant = (value: bigint, width: number): Val => new Val('const', width, [], value);

/** A literal of a stated width. Throws HDL-LITERAL when it does not fit. */
export const lit = <const W extends number>(value: number | bigint, width: W): Val<Lit<W>> =>
  constant(checkFits(value, checkWidth(width)), width) as Val;

/** Throws unless the operand of `what` is an unsigned value. */
export const checkWord = (what: string, value: unknown, advice = ''): void => {
  if (value instanceof Val) return;
  throw new HdlError(
    'HDL-KIND',
    `${what} takes a hardware value, not ${describeValue(value)}${advice}.`,
    captureLocation(),
  );
};

/** The operand of `what` if it is a literal; throws when it is neither that nor an unsigned value. */
export const checkLiteral = (what: string, value: unknown): number | bigint => {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  throw new HdlError(
    'HDL-KIND',
    `${what} takes an unsigned value or a number, not ${describeValue(value)}.`,
    captureLocation(),
  );
};

/** Concatenation, highest bits first; as wide as all parts together; free. */
export const cat = <const P extends readonly Val[]>(...parts: P): Val<WidthsSum<P>> => {
  for (const part of parts) {
    if (!(part instanceof Val)) {
      const advice = Array.isArray(part) ? ' with ...' : ' with lit(value, width) if it is a number';
      throw new HdlError(
        'HDL-KIND',
        `cat takes hardware values side by side, not ${describeValue(part)}; pass it${advice}.`,
        captureLocation(),
      );
    }
  }
  if (parts.length === 0) throw new HdlError('HDL-RANGE', 'cat takes at least one value.', captureLocation());
  const flat = parts.flatMap(part => (part.op === 'cat' ? part.args : [part]));
  if (flat.length === 1) return flat[0] as Val;
  return new Val(
    'cat',
    flat.reduce((sum, part) => sum + part.width, 0),
    flat,
  );
};
