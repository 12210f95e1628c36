// SPDX-License-Identifier: Apache-2.0
/** Long delays in LUT RAM: every word comes back, in its clock. */
import { component, input, output, Simulator, u } from 'typescript-hdl';
import { expect, test } from 'vitest';
import { delayedLong, ringDelay } from '../../../hdl/lib/ring-delay.ts';
import { seededRandom } from '../../support/random.ts';

test.each([2, 3, 16, 17, 18, 31, 32, 33, 34, 40, 64])('a word leaves %i clocks after it came', clocks => {
  const sim = new Simulator(ringDelay(20, clocks));
  const random = seededRandom(clocks);
  sim.reset();
  const sent: bigint[] = [];
  for (let clock = 0; clock < 5 * clocks + 70; clock++) {
    const word = BigInt(random.between(0, (1 << 20) - 1));
    sent.push(word);
    sim.poke('up_i', word);
    if (clock >= clocks) expect(sim.peek('down_o'), `clock ${clock}`).toBe(sent[clock - clocks]);
    sim.step();
  }
});

test.each([
  [17, 16],
  [18, 32],
  [33, 32],
])('the RAM for %i clocks has %i words', (clocks, words) => {
  expect(
    ringDelay(20, clocks)
      .elaborate()
      .memories.map(({ depth }) => depth),
  ).toEqual([words]);
});

test.each([
  { bits: 8, clocks: 20 },
  { bits: 40, clocks: 3 },
  { bits: 40, clocks: 20 },
  { bits: 40, clocks: 33 },
  { bits: 40, clocks: 34 },
  { bits: 40, clocks: 37 },
  { bits: 40, clocks: 70 },
])('$bits bits wait $clocks clocks, however it is built', ({ bits, clocks }) => {
  const wait = component('waiting', { bits, clocks }, { up: input(u(bits)), down: output(u(bits)) }, ({ up, down }) => {
    down.set(delayedLong('line', u(bits), up, clocks));
  });
  const sim = new Simulator(wait);
  sim.reset();
  for (let clock = 0; clock < 60 + 2 * clocks; clock++) {
    sim.poke('up_i', clock + 1);
    if (clock >= clocks) expect(sim.peekNumber('down_o')).toBe(clock + 1 - clocks);
    sim.step();
  }
});
