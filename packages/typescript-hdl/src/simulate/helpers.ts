// SPDX-License-Identifier: Apache-2.0
/** Run-time helpers of the generated simulation code: operations too rare or too long to write out inline. */

const toBig = (limbs: readonly number[]): bigint =>
  limbs.reduceRight((value, limb) => (value << 32n) | BigInt(limb >>> 0), 0n);

const toLimbs = (value: bigint, width: number): number[] => {
  const wrapped = BigInt.asUintN(width, value);
  return Array.from({ length: Math.ceil(width / 32) }, (_, i) => Number(BigInt.asIntN(32, wrapped >> BigInt(32 * i))));
};

/** Operands are limbs, lowest first; results have as many limbs as `width` needs. */
export const helpers = {
  /** Exclusive or of the bits of one limb. */
  parity(limb: number): number {
    let folded = limb ^ (limb >>> 16);
    folded ^= folded >>> 8;
    folded ^= folded >>> 4;
    folded ^= folded >>> 2;
    folded ^= folded >>> 1;
    return folded & 1;
  },
  /** `bits` (at most 32) bits from bit `position` of the word of `width` bits at `slot`; zeros beyond it. */
  extract(limbs: Int32Array, slot: number, width: number, position: number, bits: number): number {
    if (position + bits > width) return 0;
    const at = slot + (position >>> 5);
    const shift = position & 31;
    const low = limbs[at]! >>> shift;
    const value = shift + bits > 32 ? low | (limbs[at + 1]! << (32 - shift)) : low;
    return bits === 32 ? value | 0 : value & (2 ** bits - 1);
  },
  /** Product modulo 2 ** width. */
  mul: (a: readonly number[], b: readonly number[], width: number): number[] => toLimbs(toBig(a) * toBig(b), width),
  /** Left shift by a value. */
  shl: (a: readonly number[], b: readonly number[], width: number): number[] => {
    const amount = toBig(b);
    return toLimbs(amount >= BigInt(width) ? 0n : toBig(a) << amount, width);
  },
  /** Arithmetic right shift by a value. */
  sshr: (a: readonly number[], b: readonly number[], width: number): number[] =>
    toLimbs(BigInt.asIntN(width, toBig(a)) >> toBig(b), width),
  /** Right shift by a value. */
  shr: (a: readonly number[], b: readonly number[], width: number): number[] => toLimbs(toBig(a) >> toBig(b), width),
};
