// SPDX-License-Identifier: Apache-2.0
/** Words that mean more than an unsigned number: a kind of value around plain bits. */
import type { Val } from './value.ts';

/** One word of hardware with a meaning of its own; `bits` is what the Verilog sees. */
export abstract class TypedWord {
  declare readonly _hardware: true;
  readonly bits: Val;

  constructor(bits: Val) {
    this.bits = bits;
  }

  /** The same kind of value around other bits. */
  abstract like(bits: Val): TypedWord;

  /** Bits of a value or of a literal of this kind; throws when it is neither. */
  abstract bitsOf(source: unknown): Val;

  /** A hardware value has no JavaScript value. */
  [Symbol.toPrimitive](): never {
    return this.bits[Symbol.toPrimitive]();
  }
}
