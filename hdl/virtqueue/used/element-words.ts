// SPDX-License-Identifier: Apache-2.0
/** The words of used elements and indices, and their place in a beat. */
import { cat, lit, mux, type Rd, type Val } from 'typescript-hdl';
import type { Config } from '../../spec/configs.ts';
import { ringPlaceBits } from '../queue-shapes.ts';
import type { usedPartShape, usedStateShape } from '../used-shapes.ts';
import type { Ring } from './line-shapes.ts';

/** Two words of 32 bits, the second one after the first, and which of their bytes are written. */
export interface Words {
  readonly low: Val;
  readonly high: Val;
  readonly lowMask: Val;
  readonly highMask: Val;
}
type Used = Rd<typeof usedStateShape>;
type Element = Rd<typeof usedPartShape>;

/** Flags of a used descriptor of a packed ring: USED and AVAIL as the wrap counter, WRITE if anything was written. */
export const packedFlags = (wrap: Val<1>, bytes: Val): Val =>
  mux(wrap, lit(0x8080, 16), 0).or(mux(bytes.eq(0), lit(0, 16), 2));

/**
 * What of an element is written next. Packed: length, then id and flags, the second half of its descriptor. Split: id and
 * length, but only one of them where a beat ends between: `second` says that the id was written.
 */
export const elementWords = (ring: Ring, used: Used, element: Element, second: Val<1>, splits: Val<1>): Words => {
  const bytes = element.bytes.zext(32);
  const high = cat(packedFlags(used.position.wrap, element.bytes), element.id);
  const both = ring.packed.or(second.or(splits).not());
  return {
    low: mux(ring.packed.or(second), bytes, element.id.zext(32)),
    high: mux(ring.packed, high, bytes),
    lowMask: lit(15, 4),
    highMask: both.repeat(4),
  };
};

/** The place after a used element that takes `slots` slots. */
export const nextPosition = ({ position }: Used, ring: Ring, slots: Val) => {
  const sum = position.index.addWide(slots);
  const over = ring.packed.and(sum.gt(ring.last.zext(ringPlaceBits + 1)));
  return {
    // Less the size, which is one more than the number of the last entry.
    index: sum.trunc(ringPlaceBits).add(mux(over, ring.last.not(), 0)),
    wrap: position.wrap.xor(over) as Val<1>,
  };
};

/** Two words of 32 bits in the lanes from `place`, which counts words; the second one after the first. */
export const inLanes = (config: Config, place: Val, { low, high, lowMask, highMask }: Words) => {
  const slots = Array.from({ length: config.hostDataBits / 32 }, (_, i) => {
    const isLow = place.eq(i);
    const isHigh = i === 0 ? lit(0, 1) : place.eq(i - 1);
    const strobe = mux(isLow, lowMask, 0).or(mux(isHigh, highMask, 0));
    const bytes = (mask: Val): Val => cat(...[3, 2, 1, 0].map(lane => mask.bit(lane).repeat(8)));
    return {
      strobe,
      data: mux(isLow, low.and(bytes(lowMask)), 0).or(mux(isHigh, high.and(bytes(highMask)), 0)),
    };
  }).reverse();
  return { data: cat(...slots.map(slot => slot.data)), strobe: cat(...slots.map(slot => slot.strobe)) };
};
