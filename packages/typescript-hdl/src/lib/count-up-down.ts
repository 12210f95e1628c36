// SPDX-License-Identifier: Apache-2.0
/** Counters that go both ways. */
import { cat, lit, type Val, when } from '../index.ts';

interface Counter extends Val {
  set(value: Val): void;
}

/** Adds 1 to a register when `up`, takes 1 when `down`, and keeps it when both or neither: one adder of the counter's width. */
export const countUpDown = (counter: Counter, up: Val<1>, down: Val<1>): void => {
  const step = counter.width === 1 ? lit(1, 1) : cat(down.repeat(counter.width - 1), lit(1, 1));
  when(up.xor(down), () => counter.set(counter.add(step)));
};
