// SPDX-License-Identifier: Apache-2.0
/** Random expressions of a wanted width over the values that are known so far. */
import { countOnes, lowestOne, mux, oneHotIndex, oneHotMux, priorityMux } from '../select.ts';
import { indexWidth } from '../shape.ts';
import type { Signed } from '../signed.ts';
import { cat, lit, type Val } from '../value.ts';
import type { Choices } from './choices.ts';
import { signedOperator, unsignedOperator } from './operators.ts';

/** Widest product, and that of most: synthesis makes an adder for each pair of bits. */
const widestProduct = 36;
const ordinaryProduct = 14;

type Make = (width: number, depth: number) => Val;

export class Expressions {
  readonly choices: Choices;
  /** What can be read. */
  readonly pool: Val[];
  /** Asserts what must hold where the call is written, if anything can be asserted of the values. */
  readonly promise: (holds: Val) => void;

  constructor(choices: Choices, pool: Val[], promise: (holds: Val) => void = () => {}) {
    this.choices = choices;
    this.pool = pool;
    this.promise = promise;
  }

  /** An expression of `width` bits. */
  of(width: number, depth = 2): Val {
    const { choices } = this;
    if (depth <= 0 || choices.chance(20)) return this.#leaf(width);
    const kinds: (readonly [number, Make])[] = [...this.#anyWidth, ...(width === 1 ? this.#oneBit : this.#wider)];
    const value = choices.weighted(kinds)(width, depth - 1);
    // Values used again elsewhere get a name of their own in the Verilog.
    if (choices.chance(15)) this.pool.push(value);
    return value;
  }

  /** A condition. */
  condition(depth = 2): Val<1> {
    return this.of(1, depth) as Val<1>;
  }

  /** A two's complement expression. */
  signed(width: number, depth = 2): Signed {
    if (depth <= 0 || this.choices.chance(25)) return this.of(width, depth - 1).asSigned();
    return this.choices.weighted<Make | ((width: number, depth: number) => Signed)>(this.#signedKinds)(
      width,
      depth - 1,
    ) as Signed;
  }

  /** An index into `count` elements, which never leaves them. */
  index(count: number, depth = 2): Val {
    const width = indexWidth(count);
    const index = this.of(width, depth);
    return count === 2 ** width ? index : mux(index.lt(count) as Val<1>, index, lit(0, width));
  }

  /** An index that may leave `count` elements: of a vector, where that reads 0 and writes nothing. */
  anyIndex(count: number, depth = 2): Val {
    return this.of(indexWidth(count), depth);
  }

  /** An index that may leave `count` elements, but not always does: bits of something that no tool takes for constant. */
  wild(count: number): Val {
    const width = indexWidth(count);
    const signals = this.pool.filter(one => one.width >= width && ['reg', 'input'].includes(one.signal?.kind ?? ''));
    return signals.length === 0 ? this.index(count, 1) : this.resized(this.choices.pick(signals), width);
  }

  #leaf(width: number): Val {
    const { choices } = this;
    if (this.pool.length === 0 || choices.chance(12)) return lit(choices.word(width), width);
    return this.resized(choices.pick(this.pool), width);
  }

  /** The value made `width` bits wide in one of the ways that the language has. */
  resized(value: Val, width: number): Val {
    const { choices } = this;
    if (value.width > width) return value.slice(choices.below(value.width - width + 1), width);
    if (value.width === width) return value;
    const way = choices.below(4);
    if (way === 0) return value.zext(width);
    if (way === 1) return value.sext(width);
    if (way === 2) return value.repeat(Math.ceil(width / value.width)).trunc(width);
    return cat(value, lit(choices.word(width - value.width), width - value.width));
  }

  readonly #anyWidth: (readonly [number, Make])[] = [
    [2, (w, d) => this.of(w, d).not()],
    [2, (w, d) => this.of(w, d).and(this.of(w, d))],
    [2, (w, d) => this.of(w, d).or(this.of(w, d))],
    [2, (w, d) => this.of(w, d).xor(this.of(w, d))],
    [2, (w, d) => this.of(w, d).add(this.of(w, d))],
    [2, (w, d) => this.of(w, d).sub(this.of(w, d))],
    [3, (w, d) => mux(this.condition(d), this.of(w, d), this.of(w, d))],
    [2, (w, d) => this.#shifted(w, d)],
    [1, (w, d) => this.#rejoined(w, d)],
    [1, (w, d) => priorityMux(this.#arms(w, d), this.of(w, d))],
    [1, (w, d) => oneHotMux(this.#arms(w, d))],
    [1, (w, d) => lowestOne(this.of(w, d))],
    [2, (w, d) => this.#part(w, d)],
    [2, (w, d) => this.#element(w, d)],
    [3, (w, d) => this.signed(w, d).asUnsigned()],
    [3, (w, d) => unsignedOperator(this, w, d)],
  ];

  readonly #oneBit: (readonly [number, Make])[] = [
    [8, (_, d) => this.#compared(d)],
    [3, (_, d) => this.#reduced(d)],
  ];

  readonly #wider: (readonly [number, Make])[] = [
    [2, (w, d) => this.of(w - 1, d).addWide(this.of(w - 1, d))],
    [2, (w, d) => this.#product(w, d)],
    [3, (w, d) => this.#joined(w, d)],
    [1, (w, d) => this.resized(this.of(this.choices.between(1, w), d), w)],
    [1, (w, d) => this.#encoded(w, d)],
  ];

  readonly #signedKinds: (readonly [number, (width: number, depth: number) => Signed])[] = [
    [2, (w, d) => this.signed(w, d).add(this.signed(w, d))],
    [2, (w, d) => this.signed(w, d).sub(this.signed(w, d))],
    [1, (w, d) => this.signed(w, d).negate()],
    [1, (w, d) => mux(this.condition(d), this.signed(w, d), this.signed(w, d))],
    [2, (w, d) => this.#signedShift(w, d)],
    [2, (w, d) => this.#extended(w, d)],
    [3, (w, d) => signedOperator(this, w, d)],
    [1, (w, d) => this.signed(Math.max(w, Math.min(this.choices.widest, w + this.choices.below(9))), d).trunc(w)],
  ];

  /** A choice by a bit of a word between two forms of one inner choice, of which that word is a side. */
  #rejoined(width: number, depth: number): Val {
    const { choices } = this;
    const word = this.of(width, 0);
    const inner = mux(this.condition(0), this.of(width, depth), word);
    const form = (): Val => (choices.chance(50) ? inner : inner.rotateLeft(choices.below(width)));
    return mux(word.bit(choices.below(width)) as Val<1>, form(), form());
  }

  #signedShift(width: number, depth: number): Signed {
    const value = this.signed(width, depth);
    switch (this.choices.below(4)) {
      case 0:
        return value.shr(this.choices.below(width + 3));
      case 1:
        return value.shl(this.choices.below(width + 3));
      case 2:
        return value.shr(this.#amount(width, depth));
      default:
        return value.shl(this.#amount(width, depth));
    }
  }

  /** A signed value that grows: by its sign, a sum or a product. */
  #extended(width: number, depth: number): Signed {
    if (width === 1) return this.signed(1, depth);
    const narrow = this.choices.between(1, width - 1);
    switch (this.choices.below(width > this.#widestProduct() ? 2 : 3)) {
      case 0:
        return this.signed(narrow, depth).sext(width);
      case 1:
        return this.signed(width - 1, depth).addWide(this.signed(width - 1, depth));
      default:
        return this.signed(narrow, depth).mul(this.signed(width - narrow, depth));
    }
  }

  #arms(width: number, depth: number): [Val<1>, Val][] {
    return Array.from({ length: this.choices.between(1, 4) }, () => [this.condition(depth), this.of(width, depth)]);
  }

  /** A shift amount: up to more than the width. */
  #amount(width: number, depth: number): Val {
    return this.of(this.choices.between(1, indexWidth(width) + 2), depth);
  }

  #shifted(width: number, depth: number): Val {
    const value = this.of(width, depth);
    switch (this.choices.below(4)) {
      case 0:
        return value.shl(this.choices.below(width + 3));
      case 1:
        return value.shr(this.choices.below(width + 3));
      case 2:
        return value.shl(this.#amount(width, depth));
      default:
        return value.shr(this.#amount(width, depth));
    }
  }

  /** Some bits of something wider. */
  #part(width: number, depth: number): Val {
    const whole = Math.min(this.choices.widest, width + this.choices.between(1, 40));
    if (whole <= width) return this.of(width, depth);
    return this.of(whole, depth).slice(this.choices.below(whole - width + 1), width);
  }

  /** An element of a vector, chosen by a value. */
  #element(width: number, depth: number): Val {
    const count = this.choices.between(1, 9);
    if (width * count > this.choices.widest) return this.of(width, depth);
    const vector = this.of(width * count, depth);
    const index = this.anyIndex(count, depth);
    return width === 1 ? vector.at(index) : vector.dynamicSlice(index, width);
  }

  #widestProduct(): number {
    return this.choices.chance(12) ? widestProduct : ordinaryProduct;
  }

  #product(width: number, depth: number): Val {
    if (width > this.#widestProduct()) return this.of(width, depth);
    const left = this.choices.between(1, width - 1);
    return this.of(left, depth).mul(this.of(width - left, depth));
  }

  #joined(width: number, depth: number): Val {
    const times = this.choices.between(2, 4);
    if (width % times === 0 && this.choices.chance(30)) return this.of(width / times, depth).repeat(times);
    const left = this.choices.between(1, width - 1);
    return cat(this.of(left, depth), this.of(width - left, depth));
  }

  /** Counts and encoders, where the width can hold their result. */
  #encoded(width: number, depth: number): Val {
    const bits = this.choices.between(1, Math.min(40, 2 ** Math.min(width, 6) - 1));
    const word = this.of(bits, depth);
    return this.choices.chance(50) ? countOnes(word, width) : oneHotIndex(lowestOne(word), width);
  }

  #compared(depth: number): Val {
    const width = this.#operandWidth();
    const way = this.choices.below(10);
    const limit = this.choices.chance(35) ? this.choices.limit(width) : undefined;
    if (way < 6) {
      const [a, b] = [this.of(width, depth), limit ?? this.of(width, depth)];
      return [a.eq(b), a.ne(b), a.lt(b), a.le(b), a.gt(b), a.ge(b)][way]!;
    }
    const [a, b] = [
      this.signed(width, depth),
      limit === undefined ? this.signed(width, depth) : BigInt.asIntN(width, limit),
    ];
    return [a.lt(b), a.le(b), a.gt(b), a.ge(b)][way - 6]!;
  }

  #reduced(depth: number): Val {
    const value = this.of(this.#operandWidth(), depth);
    return [value.orR(), value.andR(), value.xorR()][this.choices.below(3)]!;
  }

  /** The width of operands of a comparison: often that of something that exists. */
  #operandWidth(): number {
    if (this.pool.length > 0 && this.choices.chance(60)) return this.choices.pick(this.pool).width;
    return this.choices.between(1, Math.min(40, this.choices.widest));
  }
}
