// SPDX-License-Identifier: Apache-2.0
/** Runs a fast blinker and compares every clock with what it should show. */
import { equal } from 'node:assert/strict';
import { Simulator } from 'typescript-hdl';
import { blinker } from '../src/blinker.ts';

const period = 3;
const simulator = new Simulator(blinker(period));
simulator.reset();
simulator.poke('enable_i', 1);
for (let clock = 0; clock < 20; clock++) {
  equal(simulator.peekNumber('led_o'), Math.floor(clock / period) % 2, `led in clock ${clock}`);
  simulator.step();
}
console.log('20 clocks as they should be');
