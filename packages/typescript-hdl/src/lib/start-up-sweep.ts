// SPDX-License-Identifier: Apache-2.0
/** Walks over a memory once after reset, so that it can be cleared before anything relies on its contents. */
import { bit, indexWidth, reg, u, type Val, when } from '../index.ts';
import { checkCount } from './parameters.ts';

/** What {@link startUpSweep} shows while it runs. */
export interface StartUpSweep {
  /** 1 while `index` names a word to be cleared in this clock. */
  readonly active: Val<1>;
  /** Words 0 to `depth - 1`, one a clock. */
  readonly index: Val;
}

/**
 * A sweep of `depth` clocks that starts with the first clock after reset; registers `<name>_active_q` and `<name>_index_q`.
 * Throws HDL-PARAMETER unless `depth` is a whole number of at least 1.
 */
export const startUpSweep = (name: string, depth: number): StartUpSweep => {
  checkCount('The depth of a sweep', depth);
  const sweep = reg({ [name]: { active: bit(1), index: u(indexWidth(depth), 0) } })[name]!;
  when(sweep.active, () => {
    sweep.index.set(sweep.index.add(1));
    when(sweep.index.eq(depth - 1), () => sweep.active.set(0));
  });
  return { active: sweep.active, index: sweep.index };
};
