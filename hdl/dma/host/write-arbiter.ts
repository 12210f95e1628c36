// SPDX-License-Identifier: Apache-2.0
/**
 * Write arbiter: puts the bursts of frames and of used rings in one order, on their way to the write guard.
 *
 * Answers come in the order of the bursts; a FIFO of contexts says what each is about. The two sources take turns burst
 * by burst; data follows in the order of the bursts and may run ahead of or behind them. A burst may be announced before
 * its data is there, but its data must come without waiting for the other source. At most `outstandingWrites` bursts are
 * under way. One burst and one beat a clock, latency 1 clock; answers pass without delay. Logic depth 3 LUTs at 10g.
 */

import {
  bit,
  component,
  inst,
  master,
  mux,
  named,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { fifo } from 'typescript-hdl/lib';
import { functionOf } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import {
  burstShape,
  faultBits,
  guardedBurstShape,
  outstandingWrites,
  responseShape,
  writeBeatShape,
  writeContextShape,
} from './host-shapes.ts';

/** Bursts whose address was sent and whose data was not: the order in which the sources give data. */
const dataDepth = 32;

/** The order of all writes; see the header comment. */
export const writeArbiter = (config: Config) =>
  component(
    'write_arbiter',
    { config: config.name, hostDataBits: config.hostDataBits },
    {
      frame: { bursts: slave(stream(burstShape(config))), beats: slave(stream(writeBeatShape(config))) },
      used: { bursts: slave(stream(burstShape(config))), beats: slave(stream(writeBeatShape(config))) },
      responses: master(stream(responseShape(config))),
      bursts: master(stream(guardedBurstShape(config))),
      beats: master(stream(writeBeatShape(config))),
      answers: slave(stream({ fault: u(faultBits) })),
    },
    ({ frame, used, responses, bursts, beats, answers }) => {
      const { order, contexts } = inst({
        order: fifo({ used: bit() }, dataDepth),
        contexts: fifo(writeContextShape(config), outstandingWrites),
      });
      unused(order.count, contexts.count, contexts.down.valid);
      const { next, data } = reg({
        next: { valid: bit(0), burst: guardedBurstShape(config), usedLast: bit(0) },
        data: { valid: bit(0), beat: writeBeatShape(config) },
      });

      const pickUsed = named('pick_used', used.bursts.valid.and(frame.bursts.valid.not().or(next.usedLast.not())));
      const free = next.valid.not().or(bursts.ready);
      const open = named('open', free.and(order.up.ready).and(contexts.up.ready));
      const burst = mux(pickUsed, used.bursts.payload, frame.bursts.payload);
      const some = frame.bursts.valid.or(used.bursts.valid);
      used.bursts.ready.set(open.and(pickUsed));
      frame.bursts.ready.set(open.and(pickUsed.not()));
      order.up.valid.set(open.and(some));
      order.up.payload.used.set(pickUsed);
      contexts.up.valid.set(open.and(some));
      contexts.up.payload.set(burst.context);
      when(bursts.ready, () => next.valid.set(0));
      when(open.and(some), () => {
        next.valid.set(1);
        next.burst.set({
          address: burst.address,
          beats: burst.beats,
          function: functionOf(config, burst.context.queue),
        });
        next.usedLast.set(pickUsed);
      });
      bursts.valid.set(next.valid);
      bursts.payload.set(next.burst);

      const fromUsed = order.down.payload.used;
      const room = named('room', order.down.valid.and(data.valid.not().or(beats.ready)));
      used.beats.ready.set(room.and(fromUsed));
      frame.beats.ready.set(room.and(fromUsed.not()));
      const beat = mux(fromUsed, used.beats.payload, frame.beats.payload);
      const moves: Val<1> = named('moves', room.and(mux(fromUsed, used.beats.valid, frame.beats.valid)));
      order.down.ready.set(moves.and(beat.last));
      when(beats.ready, () => data.valid.set(0));
      when(moves, () => {
        data.valid.set(1);
        data.beat.set(beat);
      });
      beats.valid.set(data.valid);
      beats.payload.set(data.beat);

      // An answer finds its context: it was stored with the burst.
      responses.valid.set(answers.valid);
      responses.payload.set({ ...contexts.down.payload, fault: answers.payload.fault });
      answers.ready.set(responses.ready);
      contexts.down.ready.set(responses.fire);
    },
    { maxDepth: 3, doc: 'Write arbiter: frame and used ring bursts in one order, responses with their contexts.' },
  );
