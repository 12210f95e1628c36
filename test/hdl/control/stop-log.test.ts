// SPDX-License-Identifier: Apache-2.0
/** Stop log alone: every stop is counted and in the log, or the loss is told, whichever of its queues is full. */
import { Simulator } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { stopLog } from '../../../hdl/control/stop-log.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { stopLogDepth, stopReasons } from '../../../hdl/spec/registers/registers.ts';

/** Clocks after the last stop until all that waits has reached the log. */
const settleClocks = 100;

interface Spoken {
  readonly clocks: number;
  /** Software takes every entry at once. */
  readonly emptied: boolean;
  /** Clocks from the end of the reset on; the counts are cleared in the first of them. */
  readonly after?: number;
}

/** Tells of a stop in every clock of a span, and says what became of it. */
const speak = ({ clocks, emptied, after = stopReasons + 4 }: Spoken) => {
  const s = new Simulator(stopLog(configs['10g']!), { powerUpSeed: 1 });
  s.poke('irq_tready_i', 1);
  s.poke('vector_enable_i', 1);
  s.poke('vector_vector_i', 9);
  s.reset();
  s.step(after);
  s.poke('next_i', Number(emptied));
  const seen = { lost: 0, inLog: 0, messages: 0 };
  const step = (): void => {
    seen.lost += s.peekNumber('lost_o');
    if (emptied) seen.inLog += s.peekNumber('head_valid_o');
    seen.messages += s.peekNumber('irq_tvalid_o');
    s.step();
  };
  for (let clock = 0; clock < clocks; clock++) {
    s.poke('stopped_valid_i', 1);
    s.poke('stopped_queue_i', clock % 16);
    s.poke('stopped_error_i', 1 + (clock % (stopReasons - 1)));
    step();
  }
  s.poke('stopped_valid_i', 0);
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
  return { ...seen, counted };
};

describe('the stop log', () => {
  test('holds and counts a stop in every clock while there is room, and loses none', () => {
    const { messages, ...seen } = speak({ clocks: 300, emptied: true });
    expect(seen).toEqual({ lost: 0, inLog: 300, counted: 300 });
    expect(messages).toBeGreaterThan(0);
  });

  test('tells of stops that it has no room for, and counts them all the same', () => {
    const { messages: _, ...seen } = speak({ clocks: stopLogDepth + 7, emptied: false });
    expect(seen).toEqual({ lost: 7, inLog: stopLogDepth, counted: stopLogDepth + 7 });
  });

  test('tells of stops that come while it is cleared and for which there is no room', () => {
    const { lost, inLog, counted } = speak({ clocks: 60, emptied: true, after: 0 });
    expect([counted, lost]).toEqual([inLog, 60 - inLog]);
    expect(inLog).toBeGreaterThanOrEqual(44);
  });
});
