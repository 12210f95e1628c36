/** Assignments to an element that a value chooses, as one case for each element. */
import type { Assign, Target } from '../ir.ts';

/** What an assignment drives for each value of its index. */
export interface ElementWrite {
  readonly value: bigint;
  readonly target: Target;
}

/**
 * The elements that an assignment with an index may drive. Written so, a tool sees an enable for each element; from a part
 * select at a variable position (`r[{i, 3'd0} +: 8] <= d`), Yosys 0.23 builds two full barrel shifters, of 280 LUTs for four
 * bytes on ECP5 where these take four. Values of the index without an element drive nothing.
 */
export const elementWrites = ({ target }: Assign): readonly ElementWrite[] => {
  const { signal, lo, width, index } = target;
  return Array.from({ length: index!.count }, (_, i) => ({
    value: BigInt(i),
    target: { signal, lo: lo + i * index!.stride, width, index: undefined },
  }));
};
