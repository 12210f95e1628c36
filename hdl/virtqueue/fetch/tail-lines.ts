// SPDX-License-Identifier: Apache-2.0
/** Lines of the descriptor cache for the pieces of the queue that is visited. */
import {
  bit,
  flow,
  type Inside,
  master,
  mux,
  named,
  reg,
  slave,
  stream,
  type Val,
  type Wr,
  when,
  wire,
} from 'typescript-hdl';
import { queueIndex } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import { lineIndex, linkShape } from '../cache/cache-shapes.ts';
import type { tailShape } from './walk-shapes.ts';

/** A line is asked for with `ask`, answered on `given`, and becomes the last one of its queue with `link`. */
export const linePorts = (config: Config) => ({
  ask: master(stream({ queue: queueIndex(config) })),
  given: slave(flow({ granted: bit(), line: lineIndex(config) })),
  link: master(flow(linkShape(config))),
});
type LinePorts = Inside<ReturnType<typeof linePorts>>;

export interface TailLines {
  /** The next piece has no place. */
  readonly roomless: Val<1>;
  /** The line of the next piece, and of the one before it. */
  readonly line: Val;
  readonly before: Val;
  /** A line was asked for, and the answer has not come: it must come before the visit ends. */
  readonly waits: Val<1>;
  /** The answer of this clock. */
  readonly gets: Val<1>;
  readonly refused: Val<1>;
  /** Asks for a line in this clock, unless one was asked for. */
  want(): void;
}

/**
 * Asks for lines and links them to the list of \`queue\`. Each piece that is put (\`puts\`) has one line more asked for, if the queue
 * has none to spare, so that it is there when the line is full.
 */
export const keepTail = (
  ports: LinePorts,
  queue: Val,
  tail: Wr<ReturnType<typeof tailShape>>,
  puts: Val<1>,
): TailLines => {
  const { ask, given, link } = ports;
  const { asking, waits } = reg({ asking: bit(0), waits: bit(0) });
  const { wants } = wire({ wants: bit() });
  const moves = named('moves_on', tail.full.and(tail.spare));
  const line = mux(moves, tail.next, tail.line);
  const gets = named('gets', given.valid.and(given.payload.granted));
  wants.set(0);
  when(puts, () => {
    tail.line.set(line);
    tail.lane.set(tail.lane.add(1));
    tail.full.set(tail.lane.andR());
    when(moves, () => tail.spare.set(0));
    when(tail.spare.not().or(moves), () => wants.set(1));
  });
  when(gets, () => {
    tail.held.set(1);
    tail.spare.set(tail.held);
    tail.next.set(given.payload.line);
    when(tail.held.not(), () => {
      tail.full.set(0);
      tail.line.set(given.payload.line);
      tail.lane.set(0);
    });
  });
  when(ask.ready, () => asking.set(0));
  when(given.valid, () => waits.set(0));
  when(wants.and(waits.not()), () => {
    asking.set(1);
    waits.set(1);
  });
  ask.valid.set(asking);
  ask.payload.set({ queue });
  link.valid.set(gets);
  link.payload.set({ queue, first: tail.held.not(), tail: tail.line, line: given.payload.line });
  return {
    roomless: named('roomless', tail.held.not().or(tail.full.and(tail.spare.not()))),
    line,
    before: tail.line,
    waits,
    gets,
    refused: named('refused', given.valid.and(given.payload.granted.not())),
    want: () => wants.set(1),
  };
};
