// SPDX-License-Identifier: Apache-2.0
/** A counter as a function. */
import { always, indexWidth, lit, mux, reg, u, type Val } from '../index.ts';
import { checkCount } from './parameters.ts';

/** What a {@link counter} gives. */
export interface Counter {
  /** The count: a register of `indexWidth(count)` bits. */
  readonly value: Val;
  /** 1 while the count is the last one. */
  readonly atEnd: Val<1>;
  /** 1 in the clock before it begins anew: it is at its end, and enabled. */
  readonly wraps: Val<1>;
}

/** What a counter waits for; by default it counts in every clock. */
export interface CounterOptions {
  readonly enable?: Val<1>;
  /** Begins anew, whatever else. */
  readonly clear?: Val<1>;
}

/**
 * Counts 0, 1, ..., `count - 1` and begins anew, in clocks with `enable`; the register is called `name_q`. The enable is added, so
 * that the adder is all there is but for the end. Throws HDL-PARAMETER unless `count` is a whole number of at least 1.
 */
export const counter = (name: string, count: number, { enable, clear }: CounterOptions = {}): Counter => {
  checkCount('The number of values of a counter', count);
  const width = indexWidth(count);
  const value = reg({ [name]: u(width, 0) })[name]! as Val & { set(source: Val | number): void };
  const step = enable ?? (lit(1, 1) as Val<1>);
  const atEnd = value.eq(count - 1) as Val<1>;
  const wraps = atEnd.and(step);
  const next = value.add(step.zext(width) as Val);
  const wrapped = count === 2 ** width ? next : (mux(wraps, 0, next) as Val);
  always(() => value.set(clear ? (mux(clear, 0, wrapped) as Val) : wrapped));
  return { value, atEnd, wraps };
};
