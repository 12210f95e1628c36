// SPDX-License-Identifier: Apache-2.0
/** The counter of the examples. */
import { Simulator } from 'typescript-hdl';
import { expect, it } from 'vitest';
import { counter } from '../../examples/counter.ts';

it.each([1, 9, 15, 16])('counts to %i and starts again, while it is enabled', last => {
  const simulator = new Simulator(counter(last));
  simulator.reset();
  let expected = 0;
  for (let clock = 0; clock < 3 * (last + 1); clock++) {
    const enable = clock % 5 === 3 ? 0 : 1;
    simulator.poke('enable_i', enable);
    expect(simulator.peekNumber('count_o')).toBe(expected);
    expect(simulator.peekNumber('wrap_o')).toBe(enable && expected === last ? 1 : 0);
    simulator.step();
    if (enable) expected = expected === last ? 0 : expected + 1;
  }
});
