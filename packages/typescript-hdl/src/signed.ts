// SPDX-License-Identifier: Apache-2.0
/** Two's complement words. */
import { describeValue } from './describe.ts';
import { HdlError } from './diagnostic.ts';
import { captureLocation } from './location.ts';
import { checkFitsSigned, type Lit, wholeLiteral } from './shape.ts';
import { TypedWord } from './typed-word.ts';
import { checkShift, constant, Val } from './value.ts';
import type { Extension, Part, WidthSum } from './width-types.ts';

/** What a signed operator takes: a signed value of the same width, or a literal that fits it. */
export type SignedOperand<W extends number> = Signed<W> | number | bigint;

/**
 * A two's complement value of `width` bits. `add`, `sub` and `negate` wrap, `mul` adds the widths; comparisons and right
 * shifts are signed. Signed and unsigned values never meet without `asSigned()` or `asUnsigned()`, which cost nothing.
 */
export class Signed<in out W extends number = any> extends TypedWord {
  declare readonly _signed: (w: W) => W;
  declare readonly bits: Val<W>;

  /** Number of bits, the sign included. */
  get width(): W {
    return this.bits.width;
  }

  /** The same bits as an unsigned value. */
  asUnsigned(): Val<W> {
    return this.bits;
  }
  /** Sum modulo 2 ** width. */
  add(other: SignedOperand<W>): Signed<W> {
    return new Signed(this.bits.add(this.bitsOf(other)));
  }
  /** Difference modulo 2 ** width. */
  sub(other: SignedOperand<W>): Signed<W> {
    return new Signed(this.bits.sub(this.bitsOf(other)));
  }
  /** Sum that cannot overflow: one bit wider. */
  addWide(other: SignedOperand<W>): Signed<WidthSum<W, 1>> {
    const width = this.width + 1;
    const b = new Signed(this.bitsOf(other));
    return this.sext(width).add(b.sext(width)) as Signed;
  }
  /** Signed product; its width is the sum of the widths, so that it always fits. A number is as wide as it has to be. */
  mul<V extends number>(other: Signed<V>): Signed<WidthSum<W, V>>;
  mul(other: number | bigint): Signed;
  mul(factor: Signed | number | bigint): Signed {
    const other = typeof factor === 'number' || typeof factor === 'bigint' ? shortest(factor) : factor;
    if (!(other instanceof Signed)) {
      throw new HdlError(
        'HDL-KIND',
        `mul takes a signed value or a number, not ${describeValue(other)}.`,
        captureLocation(),
      );
    }
    const width = this.width + other.width;
    const node = new Val('mul', width, [this.bits.sext(width) as Val, other.bits.sext(width) as Val]);
    return new Signed(node);
  }
  /** Minus the value, modulo 2 ** width. */
  negate(): Signed<W> {
    return new Signed(constant(0n, this.width).sub(this.bits as Val) as Val<W>);
  }
  /** 1 for values below 0. */
  isNegative(): Val<1> {
    return this.bits.bit(this.width - 1);
  }

  /** Equal. */
  eq(other: SignedOperand<W>): Val<1> {
    return this.bits.eq(this.bitsOf(other));
  }
  /** Not equal. */
  ne(other: SignedOperand<W>): Val<1> {
    return this.bits.ne(this.bitsOf(other));
  }
  /** Signed less than. */
  lt(other: SignedOperand<W>): Val<1> {
    return new Val('slt', 1, [this.bits, this.bitsOf(other)]);
  }
  /** Signed less than or equal. */
  le(other: SignedOperand<W>): Val<1> {
    return new Val('sle', 1, [this.bits, this.bitsOf(other)]);
  }
  /** Signed greater than. */
  gt(other: SignedOperand<W>): Val<1> {
    return new Val('slt', 1, [this.bitsOf(other), this.bits]);
  }
  /** Signed greater than or equal. */
  ge(other: SignedOperand<W>): Val<1> {
    return new Val('sle', 1, [this.bitsOf(other), this.bits]);
  }

  /** Shift left, same width. */
  shl(amount: number | Val): Signed<W> {
    return new Signed(this.bits.shl(amount));
  }
  /** Arithmetic shift right, same width: rounds towards minus infinity; only signs from the width on. By a constant (free) or by a value. */
  shr(amount: number | Val): Signed<W> {
    if (amount instanceof Val) return new Signed(new Val('sshr', this.width, [this.bits, amount]));
    checkShift('shr', amount);
    const kept = Math.max(1, this.width - amount);
    return new Signed(this.bits.slice(this.width - kept, kept).sext(this.width as number) as Val);
  }
  /** Sign-extended to `width` bits. */
  sext<const N extends number>(width: Extension<N, W>): Signed<Lit<N>> {
    return new Signed(this.bits.sext(width)) as Signed;
  }
  /** The low `width` bits. */
  trunc<const N extends number>(width: Part<N, W>): Signed<Lit<N>> {
    return new Signed(this.bits.trunc(width)) as Signed;
  }

  like(bits: Val): Signed<W> {
    return new Signed(bits as Val);
  }

  bitsOf(source: unknown): Val<W> {
    if (source instanceof Signed) {
      if (source.width === this.width) return source.bits;
      throw new HdlError(
        'HDL-WIDTH',
        `Signed operands have equal widths, not ${this.width} and ${source.width} bits; use sext or trunc.`,
        captureLocation(),
      );
    }
    if (typeof source === 'number' || typeof source === 'bigint') return slit(source, this.width).bits as Val;
    throw new HdlError(
      'HDL-KIND',
      `A signed value meets signed values and numbers, not ${describeValue(source)}; use asSigned() or asUnsigned().`,
      captureLocation(),
    );
  }
}

/** A signed literal in as few bits as it needs. */
const shortest = (value: number | bigint): Signed => {
  const wide = wholeLiteral(value);
  const distance = wide < 0n ? -wide - 1n : wide;
  return slit(value, distance === 0n ? 1 : distance.toString(2).length + 1);
};

/** A signed literal of a stated width; throws when it does not fit. */
export const slit = <const W extends number>(value: number | bigint, width: W): Signed<Lit<W>> =>
  new Signed(constant(checkFitsSigned(value, width), width) as Val);

declare module './value.ts' {
  interface Val<in out W extends number = any> {
    /** The same bits in two's complement. */
    asSigned(): Signed<W>;
    /** An unsigned value is what it is. */
    asUnsigned(): Val<W>;
  }
}

Val.prototype.asSigned = function asSigned(): Signed {
  return new Signed(this);
};
Val.prototype.asUnsigned = function asUnsigned(): Val {
  return this;
};
