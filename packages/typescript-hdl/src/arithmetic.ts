// SPDX-License-Identifier: Apache-2.0
/** Operators made of others, as methods: rotation, reversal, minimum and maximum, saturation, division by constants. */
import { describeValue } from './describe.ts';
import { HdlError } from './diagnostic.ts';
import { captureLocation } from './location.ts';
import { mux } from './select.ts';
import { allOnes, type Lit } from './shape.ts';
import { Signed, type SignedOperand, slit } from './signed.ts';
import { cat, checkShift, constant, type Operand, Val } from './value.ts';
import type { Part } from './width-types.ts';

declare module './value.ts' {
  interface Val<in out W extends number = any> {
    /** Rotated towards higher bits, same width: by a number (free) or by a value (a multiplexer a bit for each bit of it). */
    rotateLeft(amount: number | Val): Val<W>;
    /** Rotated towards lower bits; otherwise as {@link rotateLeft}. */
    rotateRight(amount: number | Val): Val<W>;
    /** The bits in the opposite order; free. */
    reverse(): Val<W>;
    /** The smaller of two. */
    min(other: Operand<W>): Val<W>;
    /** The larger of two. */
    max(other: Operand<W>): Val<W>;
    /** In `width` bits, the largest number of them where it does not fit. Throws HDL-RANGE for more bits than there are. */
    saturate<const N extends number>(width: Part<N, W>): Val<Lit<N>>;
    /** Sum, the largest number where it does not fit. */
    addSaturating(other: Operand<W>): Val<W>;
    /** Difference, 0 where it is below 0. */
    subSaturating(other: Operand<W>): Val<W>;
    /** Quotient by a number, rounded down: a product by a constant, a shift for a power of two. Throws HDL-RANGE for 0. */
    divBy(divisor: number | bigint): Val<W>;
    /** Remainder of {@link divBy}, in as many bits as the value has. */
    modBy(divisor: number | bigint): Val<W>;
  }
}

declare module './signed.ts' {
  interface Signed<in out W extends number = any> {
    /** Distance from 0; unsigned, so that that of the least number fits. */
    abs(): Val<W>;
    /** The smaller of two. */
    min(other: SignedOperand<W>): Signed<W>;
    /** The larger of two. */
    max(other: SignedOperand<W>): Signed<W>;
    /** In `width` bits, the nearest number of them. Throws HDL-RANGE for more bits than there are. */
    saturate<const N extends number>(width: Part<N, W>): Signed<Lit<N>>;
    /** Sum, the nearest number where it does not fit. */
    addSaturating(other: SignedOperand<W>): Signed<W>;
    /** Difference, the nearest number where it does not fit. */
    subSaturating(other: SignedOperand<W>): Signed<W>;
  }
}

const rotatedBy = (word: Val, places: number): Val => {
  const by = places % word.width;
  return by === 0 ? word : cat(word.slice(0, word.width - by), word.slice(word.width - by, by));
};

/** Rotates in stages, one for each bit of the amount, so that any width and any amount will do. */
const rotated = (word: Val, amount: number | Val, toLeft: boolean): Val => {
  const step = (value: Val, places: number): Val =>
    rotatedBy(value, toLeft ? places : value.width - (places % value.width));
  if (!(amount instanceof Val)) {
    checkShift(toLeft ? 'rotateLeft' : 'rotateRight', amount);
    return step(word, amount);
  }
  let [value, places] = [word, 1 % word.width];
  for (let bit = 0; bit < amount.width; bit++) {
    value = mux(amount.bit(bit), step(value, places), value);
    places = (places * 2) % word.width;
  }
  return value;
};

Val.prototype.rotateLeft = function rotateLeft(amount) {
  return rotated(this, amount, true);
};
Val.prototype.rotateRight = function rotateRight(amount) {
  return rotated(this, amount, false);
};
Val.prototype.reverse = function reverse() {
  return cat(...Array.from({ length: this.width }, (_, i) => this.bit(i)));
};
Val.prototype.min = function min(other) {
  return mux(this.lt(other), this, other);
};
Val.prototype.max = function max(other) {
  return mux(this.lt(other), other as never, this);
};
Val.prototype.saturate = function saturate(width) {
  const [own, most] = [this.width as number, width as number];
  const low = this.trunc(width) as Val;
  if (most === own) return low;
  return mux((this as Val).slice(most, own - most).orR(), constant(allOnes(most), most), low);
};
Val.prototype.addSaturating = function addSaturating(other) {
  return this.addWide(other).saturate(this.width);
};
Val.prototype.subSaturating = function subSaturating(other) {
  return mux(this.lt(other), 0, this.sub(other));
};

/** The divisor as a bigint; throws HDL-KIND unless it is a number, HDL-RANGE unless it is whole and above 0. */
const checkDivisor = (what: string, divisor: unknown): bigint => {
  if (typeof divisor !== 'number' && typeof divisor !== 'bigint') {
    throw new HdlError(
      'HDL-KIND',
      `${what} divides by a number that is known now, not by ${describeValue(divisor)}; a divider takes many clocks or levels.`,
      captureLocation(),
    );
  }
  if ((typeof divisor === 'bigint' || Number.isSafeInteger(divisor)) && divisor >= 1) return BigInt(divisor);
  throw new HdlError('HDL-RANGE', `${what} takes a whole number of at least 1, not ${divisor}.`, captureLocation());
};

/** Bits that a number of at least 1 needs. */
const bitLength = (value: bigint): number => value.toString(2).length;

/**
 * By multiplication with the rounded-up reciprocal: with l the bits of the odd divisor d - 1, ceil(2^(w+l) / d) is exact for
 * every word of w bits (Granlund and Montgomery, "Division by invariant integers using multiplication", 1994).
 */
const quotient = (word: Val, divisor: bigint): Val => {
  const width = word.width as number;
  let [odd, places] = [divisor, 0];
  while ((odd & 1n) === 0n) [odd, places] = [odd >> 1n, places + 1];
  if (places >= width) return constant(0n, width);
  if (odd === 1n) return word.shr(places);
  const rest = word.slice(places, width - places) as Val;
  const shift = rest.width + bitLength(odd - 1n);
  const reciprocal = (1n << BigInt(shift)) / odd + 1n;
  const product = rest.mul(reciprocal) as Val;
  if (product.width <= shift) return constant(0n, width);
  const high = product.slice(shift, product.width - shift) as Val;
  return high.width > width ? (high.trunc(width) as Val) : (high.zext(width) as Val);
};

Val.prototype.divBy = function divBy(divisor) {
  return quotient(this, checkDivisor('divBy', divisor));
};
Val.prototype.modBy = function modBy(divisor) {
  const by = checkDivisor('modBy', divisor);
  if ((by & (by - 1n)) === 0n) {
    const bits = bitLength(by) - 1;
    if (bits >= this.width) return this;
    return bits === 0 ? constant(0n, this.width) : this.slice(0, bits).zext(this.width as number);
  }
  if (by >> BigInt(this.width) !== 0n) return this;
  return this.sub((quotient(this, by).mul(by) as Val).trunc(this.width as number) as Val);
};

Signed.prototype.abs = function abs() {
  return mux(this.isNegative(), this.negate(), this).asUnsigned();
};
Signed.prototype.min = function min(other) {
  return mux(this.lt(other), this, other);
};
Signed.prototype.max = function max(other) {
  return mux(this.lt(other), other as never, this);
};
Signed.prototype.saturate = function saturate(width) {
  const [own, kept] = [this.width as number, width as number];
  const low = this.trunc(width) as Signed;
  if (kept === own) return low;
  // It fits where all bits from the new sign up are alike.
  const above = (this.bits as Val).slice(kept - 1, own - kept + 1);
  const half = 1n << BigInt(kept - 1);
  const nearest = mux(this.isNegative(), slit(-half, kept), slit(half - 1n, kept)) as Signed;
  return mux(above.eq(0).or(above.andR()), low, nearest);
};
Signed.prototype.addSaturating = function addSaturating(other) {
  return (this.addWide(other) as Signed).saturate(this.width) as Signed;
};
Signed.prototype.subSaturating = function subSaturating(other) {
  const width = this.width + 1;
  const difference = this.sext(width).sub(new Signed(this.bitsOf(other)).sext(width) as never) as Signed;
  return difference.saturate(this.width) as Signed;
};
