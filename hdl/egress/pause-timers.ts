// SPDX-License-Identifier: Apache-2.0
/**
 * Pause timers: which priorities the other end of the link has stopped, and for how long.
 *
 * A pause names a time in quanta of 512 bit times of the link for each of its priorities; the priority is paused for at
 * least that time and less than a quantum more, from the clock after the pause. A new time takes the place of what is left
 * of the old one, and a time of 0 ends the pause at once (IEEE 802.1Q, 36.1.3). Quanta are exact over any time: those that
 * end in a clock are added up as a fraction of the clock.
 *
 * Logic depth 2 LUTs at 10g.
 */
import { bit, cat, component, flow, indexWidth, lit, mux, output, reg, slave, u, vec, when } from 'typescript-hdl';
import type { Config } from '../spec/configs.ts';
import { priorityCount, quantaBits, quantaPerClock } from '../spec/link-pause.ts';
import { pauseShape } from './pause-reader.ts';

/** The timers of all priorities; see the header comment. */
export const pauseTimers = (config: Config) => {
  const { quanta, clocks } = quantaPerClock(config);
  return component(
    'pause_timers',
    { quanta, clocks },
    { pauses: slave(flow(pauseShape)), paused: output(u(priorityCount)) },
    ({ pauses, paused }) => {
      const phaseBits = indexWidth(clocks) + 1;
      const { phase, tick, left, running } = reg({
        phase: u(phaseBits, 0),
        tick: bit(0),
        left: vec(priorityCount, u(quantaBits, 0)),
        running: u(priorityCount, 0),
      });
      // A quantum ends where the sum of what each clock is of it passes a whole one.
      const wraps = phase.ge(clocks - quanta);
      phase.set(mux(wraps, phase.sub(clocks - quanta), phase.add(quanta)));
      tick.set(wraps);
      for (let i = 0; i < priorityCount; i++) {
        const time = pauses.payload.times.get(i);
        const mine = left.get(i);
        // `left` reaches 0 in the last quantum, which counts whole: the first one may have begun before the pause.
        when(pauses.valid.and(pauses.payload.priorities.bit(i)), () => {
          mine.set(time);
          running.bit(i).set(time.ne(0));
        }).elsewhen(tick, () => {
          mine.set(mux(mine.eq(0), lit(0, quantaBits), mine.sub(1)));
          when(mine.eq(0), () => running.bit(i).set(0));
        });
      }
      paused.set(cat(...Array.from({ length: priorityCount }, (_, i) => running.bit(i)).reverse()));
    },
    { maxDepth: 2, doc: 'Which priorities the other end of the link has stopped.' },
  );
};
