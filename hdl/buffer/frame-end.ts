// SPDX-License-Identifier: Apache-2.0
/**
 * Frame end: what becomes of a frame that was decided.
 *
 * - `granted` leaves to be read. A frame whose buffers were returned is counted as `buffer_too_small`, one of a queue that
 *   begins nothing as `queue_stopped`; both give back what they hold without being read.
 * - `decided` is taken when the output that it goes to has room; a frame that is dropped takes 2 clocks. `granted`, `dropped`
 *   and `events` keep what they offer until it is taken.
 *
 * Throughput one granted frame a clock. Latency 0 for granted frames, 1 clock for dropped ones. Logic depth 1 LUT at 10g.
 */
import { bit, component, lit, master, mux, reg, slave, stream, when } from 'typescript-hdl';
import { eventShape } from '../lib/frame-shapes.ts';
import { functionOf } from '../lib/queue-number.ts';
import { takeOutcomes } from '../lib/take-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { eventBits, eventId } from '../spec/events/drop-reasons.ts';
import { decidedShape } from './frame-lists.ts';
import { grantedFrameShape } from './frame-reader.ts';
import { readCopyShape } from './frame-release.ts';

/** The way of frames that were decided; see the header comment. */
export const frameEnd = (config: Config) =>
  component(
    'frame_end',
    { functions: config.functions, queuesPerFunction: config.queuesPerFunction, bufferCells: config.bufferCells },
    {
      decided: slave(stream(decidedShape(config))),
      granted: master(stream(grantedFrameShape(config))),
      dropped: master(stream(readCopyShape(config))),
      events: master(stream(eventShape(config))),
    },
    ({ decided, granted, dropped, events }) => {
      const { copy, event } = reg({
        copy: { valid: bit(0), payload: readCopyShape(config) },
        event: { valid: bit(0), payload: eventShape(config) },
      });
      const { queue, place, epoch, chain, outcome } = decided.payload;
      const isGranted = outcome.eq(takeOutcomes.granted);
      const free = copy.valid.or(event.valid).not();
      granted.valid.set(decided.valid.and(isGranted));
      granted.payload.set({ queue, place, epoch, chain });
      decided.ready.set(mux(isGranted, granted.ready, free));

      when(dropped.ready, () => copy.valid.set(0));
      when(events.ready, () => event.valid.set(0));
      when(decided.valid.and(isGranted.not()).and(free), () => {
        copy.set({ valid: 1, payload: { queue, place, chain } });
        event.set({
          valid: 1,
          payload: {
            slot: functionOf(config, queue).zext(eventShape(config).slot.width),
            event: mux(
              outcome.eq(takeOutcomes.returned),
              lit(eventId('buffer_too_small'), eventBits),
              lit(eventId('queue_stopped'), eventBits),
            ),
            bytes: chain.lastOffset.add(1),
          },
        });
      });
      dropped.valid.set(copy.valid);
      dropped.payload.set(copy.payload);
      events.valid.set(event.valid);
      events.payload.set(event.payload);
    },
    { maxDepth: 1, doc: 'Sends frames that have buffers on to be read, and counts and frees the others.' },
  );
