// SPDX-License-Identifier: Apache-2.0
/** Refusal counts: each refusal counts once, for its function and its direction. */
import { Simulator } from 'typescript-hdl';
import { expect, test } from 'vitest';
import { refusalCounts } from '../../../hdl/control/refusal-counts.ts';
import { seededRandom } from '../../support/random.ts';
import { simulatedConfigs } from '../../support/simulated-configs.ts';

test.each(Object.entries(simulatedConfigs))('the refusals of %s are counted by function and direction', (_, config) => {
  const s = new Simulator(refusalCounts(config));
  s.reset();
  s.step(config.functions + 2);
  const random = seededRandom(3);
  const counts = { reads: new Array(config.functions).fill(0), writes: new Array(config.functions).fill(0) };
  for (let clock = 0; clock < 400; clock++) {
    for (const direction of ['reads', 'writes'] as const) {
      const refused = random.chance(0.6);
      const fn = random.between(0, config.functions - 1);
      s.poke(`${direction}_valid_i`, Number(refused));
      s.poke(`${direction}_function_i`, fn);
      if (refused) counts[direction][fn]++;
    }
    s.step();
  }
  for (const direction of ['reads', 'writes']) s.poke(`${direction}_valid_i`, 0);
  // A refusal counts 2 clocks later, and a count is answered 1 clock after the question.
  s.step();
  const told = (writes: number): number[] =>
    Array.from({ length: config.functions }, (_, fn) => {
      s.poke('read_function_i', fn);
      s.poke('read_writes_i', writes);
      s.step();
      return s.peekNumber('read_count_o');
    });
  expect({ reads: told(0), writes: told(1) }).toEqual(counts);
  s.reset();
  s.step(config.functions + 2);
  expect([...told(0), ...told(1)].every(count => count === 0)).toBe(true);
});
