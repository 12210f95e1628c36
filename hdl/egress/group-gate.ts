// SPDX-License-Identifier: Apache-2.0
/**
 * Group gate: keeps the group frames of a sender away from the functions of this card while it is beyond its rate.
 *
 * - A group frame that begins while the bit of its sender in `open` is 0 is swallowed whole, a beat a clock, and reported on
 *   `events` as `group_rate`. Everything else passes.
 * - `down` and `events` keep what they offer until it is taken; only a frame that is swallowed waits for `events`.
 *
 * Throughput one beat a clock, latency 0 clocks. Logic depth 3 LUTs at 10g.
 */
import { bit, component, input, lit, master, mux, named, reg, slave, stream, u, when } from 'typescript-hdl';
import { localBeatShape, sentEventShape } from '../lib/tx-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { transmitEventBits, transmitEventId } from '../spec/events/transmit-events.ts';

/** The gate; see the header comment. */
export const groupGate = (config: Config) =>
  component(
    'group_gate',
    { netDataBits: config.netDataBits, functions: config.functions },
    {
      up: slave(stream(localBeatShape(config))),
      /** Bit f: group frames of function f may have copies. */
      open: input(u(config.functions)),
      down: master(stream(localBeatShape(config))),
      events: master(stream(sentEventShape(config))),
    },
    ({ up, open, down, events }) => {
      const { first, last, group, source, length } = up.payload;
      const { offered, swallowing, ended } = reg({
        // A first beat that was offered passes, whatever its sender has paid meanwhile.
        offered: bit(0),
        swallowing: bit(0),
        ended: { valid: bit(0), ...sentEventShape(config) },
      });
      const told = named('told', ended.valid.not().or(events.ready));
      const drops = named('drops', mux(first, group.and(open.at(source).not()).and(offered.not()), swallowing));
      down.valid.set(up.valid.and(drops.not()));
      down.payload.set(up.payload);
      up.ready.set(mux(drops, told, down.ready));
      offered.set(down.valid.and(down.ready.not()));
      when(up.fire, () => swallowing.set(drops));
      when(told, () =>
        ended.set({
          valid: up.valid.and(drops).and(last),
          source,
          event: lit(transmitEventId('group_rate'), transmitEventBits),
          bytes: length,
        }),
      );
      const { valid, ...event } = ended;
      events.valid.set(valid);
      events.payload.set(event);
    },
    { maxDepth: 3, doc: 'Keeps group frames from the functions of this card while their sender is beyond its rate.' },
  );
