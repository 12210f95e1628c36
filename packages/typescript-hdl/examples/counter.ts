// SPDX-License-Identifier: Apache-2.0
/** A counter: a parameter, a register, a condition and a promise. */
import { assert, bit, component, cover, indexWidth, input, output, reg, u, when } from 'typescript-hdl';

/**
 * Counts 0, 1, ..., `last` and starts again; waits while `enable` is 0. `wrap` is 1 in the clock before it starts again.
 * Latency: `count` is a register, `wrap` is `enable` and a comparison.
 */
export const counter = (last: number) =>
  component(
    'counter',
    { last },
    { enable: input(bit()), count: output(u(indexWidth(last + 1))), wrap: output(bit()) },
    ({ enable, count, wrap }) => {
      const { value } = reg({ value: u(indexWidth(last + 1), 0) });
      const atEnd = value.eq(last);
      when(enable, () => {
        value.set(value.add(1));
        when(atEnd, () => value.set(0));
      });
      count.set(value);
      wrap.set(enable.and(atEnd));

      assert('stays_in_range', value.le(last));
      cover('comes_to_the_end', wrap);
    },
    { doc: 'Counts from 0 to a last value and starts again.' },
  );

/** Counts decimal digits: `typescript-hdl emit packages/typescript-hdl/examples/counter.ts`. */
export const digitCounter = counter(9);
