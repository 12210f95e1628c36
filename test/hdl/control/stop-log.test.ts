// SPDX-License-Identifier: Apache-2.0
/** Stop log alone: every stop is counted and in the log, or the loss is told, whichever of the queues before it is full. */
import { Simulator } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { stopLog } from '../../../hdl/control/stop-log.ts';
import { configs, queueCount } from '../../../hdl/spec/configs.ts';
import { stopLogDepth, stopReasons } from '../../../hdl/spec/registers/registers.ts';

const config = configs['10g'];

/** Clocks after the last stop until all that waits has reached the log. */
const settleClocks = 100;
/** Stops that may wait while the log is cleared. */
const waitingDepth = 16;

interface Span {
  readonly clocks: number;
  /** Whether software takes every entry at once. */
  readonly emptied: boolean;
  /** Clocks after reset in which the log is still cleared. */
  readonly early?: boolean;
}

/** Lets a queue stop in every clock of a span, each for another reason, and says what became of it. */
const speak = ({ clocks, emptied, early = false }: Span) => {
  const s = new Simulator(stopLog(config), { powerUpSeed: 1 });
  s.poke('irq_tready_i', 1);
  s.poke('vector_enable_i', 1);
  s.poke('vector_vector_i', 9);
  s.reset();
  if (!early) s.step(stopReasons + 4);
  s.poke('next_i', Number(emptied));
  const seen = { lost: 0, inLog: 0, messages: 0 };
  const step = (): void => {
    seen.lost += s.peekNumber('lost_o');
    if (emptied) seen.inLog += s.peekNumber('head_valid_o');
    seen.messages += s.peekNumber('irq_tvalid_o');
    s.step();
  };
  s.poke('stopped_receive_valid_i', 1);
  for (let clock = 0; clock < clocks; clock++) {
    s.poke('stopped_receive_queue_i', clock % queueCount(config));
    s.poke('stopped_receive_error_i', 1 + (clock % 8));
    step();
  }
  s.poke('stopped_receive_valid_i', 0);
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
  return { ...seen, counted, spoken: clocks };
};

describe('the stop log', () => {
  test('holds and counts all stops while there is room, and loses none', () => {
    const { lost, inLog, counted, spoken, messages } = speak({ clocks: 200, emptied: true });
    expect({ lost, inLog, counted }).toEqual({ lost: 0, inLog: spoken, counted: spoken });
    expect(messages).toBeGreaterThan(0);
  });

  test('tells of stops that it has no room for, and counts them all the same', () => {
    const { lost, inLog, counted, spoken } = speak({ clocks: stopLogDepth + 7, emptied: false });
    expect({ lost, inLog, counted }).toEqual({ lost: spoken - stopLogDepth, inLog: stopLogDepth, counted: spoken });
  });

  test('keeps stops that come while it is cleared', () => {
    const { lost, inLog, counted, spoken } = speak({ clocks: waitingDepth, emptied: true, early: true });
    expect({ lost, inLog, counted }).toEqual({ lost: 0, inLog: spoken, counted: spoken });
  });
});
