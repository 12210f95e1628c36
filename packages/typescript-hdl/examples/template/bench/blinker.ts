// SPDX-License-Identifier: Apache-2.0
/** Runs a fast blinker and compares every clock with what it should show. */
import { equal } from 'node:assert/strict';
import { testBench } from 'typescript-hdl/bench';
import { blinker } from '../src/blinker.ts';

const period = 3;
// On Verilator, if you have it, with { simulator: 'verilator' }.
const bench = await testBench(blinker(period));
bench.reset();
bench.dut.enable.set(1);
for (let clock = 0; clock < 20; clock++) {
  equal(bench.dut.led.number(), Math.floor(clock / period) % 2, `led in clock ${clock}`);
  bench.step();
}
bench.close();
console.log('20 clocks as they should be');
