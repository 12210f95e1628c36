// SPDX-License-Identifier: Apache-2.0
/**
 * Pause watchdog: ends a storm of pauses, so that a partner gone wrong does not hold back a class for ever.
 *
 * The clocks in which the class is paused while a frame waits are added up, and every other clock takes one away: short
 * pauses, even many, add up to nothing as long as the class may send half of the time. When the sum passes `limit` (in units
 * of 1,024 clocks; 0 is no limit) pauses no longer count and `storms` counts one; they count again once the
 * clocks in which nothing pauses the class add up to `limit`. So a partner that never stops pausing costs its class `limit` once, and one that
 * pauses and lets go in turn takes no more than half of the time.
 *
 * Latency 1 clock from `paused` to `stopped`. Logic depth 3 LUTs at 10g.
 */
import { bit, component, input, mux, named, output, reg, u, when } from 'typescript-hdl';
import { countUpDown } from 'typescript-hdl/lib';
import { watchdogBits, watchdogUnitClocks } from '../spec/link-pause.ts';

const unitBits = Math.log2(watchdogUnitClocks);

/** The watchdog of one class; see the header comment. */
export const pauseWatchdog = () =>
  component(
    'pause_watchdog',
    {},
    {
      paused: input(bit()),
      waiting: input(bit()),
      limit: input(u(watchdogBits)),
      stopped: output(bit()),
      storms: output(u(32)),
    },
    ({ paused, waiting, limit, stopped, storms }) => {
      const { sum, full, released, stops, count } = reg({
        sum: u(watchdogBits + unitBits, 0),
        full: bit(0),
        released: bit(0),
        stops: bit(0),
        count: u(32, 0),
      });
      const up = named('up', paused.and(waiting).and(released.not()));
      const down = named('down', mux(released, paused.not(), up.not()).and(sum.ne(0)));
      countUpDown(sum, up, down);
      full.set(sum.slice(unitBits, watchdogBits).ge(limit).and(limit.ne(0)));
      when(released.not().and(full), () => {
        released.set(1);
        count.set(count.add(1));
      }).elsewhen(sum.eq(0), () => released.set(0));
      stops.set(paused.and(released.not()));
      stopped.set(stops);
      storms.set(count);
    },
    { maxDepth: 3, doc: 'Ends a storm of pauses.' },
  );
