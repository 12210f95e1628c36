// SPDX-License-Identifier: Apache-2.0
/**
 * Send gate: lets sent frames in to be judged, and keeps out what must not be.
 *
 * - A frame begins when fewer than `frames` are between here and their look-up, which is told of each on `lookedUp`; until
 *   then it waits. `began` says in which clock one does.
 * - While `enable` is 0 no frame begins: it is taken, swallowed and reported on `events` as `not_enabled`. So nothing is judged by
 *   tables that are being written, and nothing waits for them either.
 * - What passes goes to `down`, and as it is taken there to `taken`. `down` and `events` keep what they offer until it is taken.
 *
 * Throughput one beat a clock, latency 0 clocks. Logic depth 2 LUTs at 10g.
 */
import {
  bit,
  component,
  flow,
  indexWidth,
  input,
  lit,
  master,
  mux,
  named,
  output,
  reg,
  slave,
  stream,
  u,
  when,
} from 'typescript-hdl';
import { countUpDown } from 'typescript-hdl/lib';
import { sentBeatShape, sentEventShape } from '../lib/tx-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { transmitEventBits, transmitEventId } from '../spec/events/transmit-events.ts';

/** The gate; see the header comment. */
export const sendGate = (config: Config, frames: number) =>
  component(
    'send_gate',
    { netDataBits: config.netDataBits, functions: config.functions, frames },
    {
      up: slave(stream(sentBeatShape(config))),
      down: master(stream(sentBeatShape(config))),
      taken: master(flow(sentBeatShape(config))),
      enable: input(bit()),
      lookedUp: input(bit()),
      began: output(bit()),
      events: master(stream(sentEventShape(config))),
    },
    ({ up, down, taken, enable, lookedUp, began, events }) => {
      const { inside, swallowing, ended } = reg({
        inside: u(indexWidth(frames + 1), 0),
        swallowing: bit(0),
        ended: { valid: bit(0), ...sentEventShape(config) },
      });
      const { first, last } = up.payload;
      const told = named('told', ended.valid.not().or(events.ready));
      const drops = named('drops', mux(first, enable.not(), swallowing));
      const open = named('open', first.not().or(inside.ne(frames)));
      const passes = named('passes', drops.not().and(open));
      down.valid.set(up.valid.and(passes));
      down.payload.set(up.payload);
      up.ready.set(mux(drops, told, open.and(down.ready)));
      when(up.fire, () => swallowing.set(drops));
      const begins = named('begins', down.fire.and(first));
      began.set(begins);
      countUpDown(inside, begins, lookedUp);
      taken.valid.set(down.fire);
      taken.payload.set(up.payload);

      when(told, () =>
        ended.set({
          valid: up.valid.and(drops).and(last),
          source: up.payload.source,
          event: lit(transmitEventId('not_enabled'), transmitEventBits),
          bytes: up.payload.length,
        }),
      );
      events.valid.set(ended.valid);
      events.payload.set({ source: ended.source, event: ended.event, bytes: ended.bytes });
    },
    {
      maxDepth: 2,
      doc: 'Lets sent frames in to be judged, while frames are accepted and as many as may wait to be looked up.',
    },
  );
