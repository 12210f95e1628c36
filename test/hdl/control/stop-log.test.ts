// SPDX-License-Identifier: Apache-2.0
/** Stop log alone: every stop is counted and in the log, or the loss is told, whichever of the queues before it is full. */
import { Simulator } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { stopLog } from '../../../hdl/control/stop-log.ts';
import { stopParts } from '../../../hdl/lib/queue-stop.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { stopLogDepth, stopReasons } from '../../../hdl/spec/registers/registers.ts';

/** Clocks after the last stop until all that waits has reached the log. */
const settleClocks = 100;

/** Lets the parts speak in every clock of a span, and says what became of it. */
const speak = ({ clocks, parts, emptied }: { clocks: number; parts: readonly string[]; emptied: boolean }) => {
  const s = new Simulator(stopLog(configs['10g']!));
  s.poke('irq_tready_i', 1);
  s.poke('vector_enable_i', 1);
  s.poke('vector_vector_i', 9);
  s.reset();
  s.step(stopReasons + 4);
  s.poke('next_i', Number(emptied));
  const seen = { lost: 0, inLog: 0, messages: 0 };
  const step = (): void => {
    seen.lost += s.peekNumber('lost_o');
    if (emptied) seen.inLog += s.peekNumber('head_valid_o');
    seen.messages += s.peekNumber('irq_tvalid_o');
    s.step();
  };
  const say = (spoken: number): void => {
    for (const [i, part] of parts.entries()) {
      s.poke(`stopped_${part}_valid_i`, spoken);
      s.poke(`stopped_${part}_queue_i`, i);
      s.poke(`stopped_${part}_error_i`, i + 1);
    }
  };
  say(1);
  for (let clock = 0; clock < clocks; clock++) step();
  say(0);
  for (let clock = 0; clock < settleClocks; clock++) step();
  let counted = 0;
  for (let reason = 0; reason < stopReasons; reason++) {
    s.poke('counted_reason_i', reason);
    s.step();
    counted += s.peekNumber('counted_stops_o');
  }
  if (!emptied) {
    s.poke('next_i', 1);
    for (; s.peekNumber('head_valid_o') === 1; s.step()) seen.inLog++;
  }
  return { ...seen, counted, spoken: clocks * parts.length };
};

describe('the stop log', () => {
  test('holds and counts all stops while there is room, and loses none', () => {
    const { lost, inLog, counted, spoken, messages } = speak({ clocks: 12, parts: stopParts, emptied: true });
    expect({ lost, inLog, counted }).toEqual({ lost: 0, inLog: spoken, counted: spoken });
    expect(messages).toBeGreaterThan(0);
  });

  test('tells of stops that it has no room for, and counts them all the same', () => {
    const { lost, inLog, counted, spoken } = speak({ clocks: stopLogDepth + 7, parts: ['ring'], emptied: false });
    expect({ lost, inLog, counted }).toEqual({ lost: spoken - stopLogDepth, inLog: stopLogDepth, counted: spoken });
  });

  test('tells of stops that a part could not even hand on, though the log itself is never full', () => {
    const { lost, inLog, counted, spoken } = speak({ clocks: 60, parts: stopParts, emptied: true });
    expect(inLog).toBe(counted);
    expect(spoken - counted).toBeGreaterThan(60);
    // One pulse may stand for a stop of each part.
    expect(lost).toBeGreaterThanOrEqual(Math.ceil((spoken - counted) / stopParts.length));
    expect(lost).toBeLessThanOrEqual(60);
  });
});
