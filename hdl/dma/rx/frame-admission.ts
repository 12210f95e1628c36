/**
 * Frame admission: decides the fate of each frame that left the packet buffer.
 *
 * - Queue not enabled, or no buffer prefetched: `queue_stopped`. (A frame without a buffer occurs only just after a
 *   queue was started again, for a frame that was chosen before: it counts as one of the stopped queue.)
 * - Buffer shorter than header and frame: `buffer_too_small`; the buffer stays first in its queue, its credit goes
 *   back.
 * - Otherwise the frame gets the buffer: a plan for its bytes and a record for its used element.
 *
 * Every frame gets a plan, so that its words are taken, and either a record or an event. One frame every 3 clocks;
 * waits when one of the outputs does. Logic depth 3 LUTs at 10g.
 */

import { bit, component, flow, fsm, input, lit, master, mux, named, reg, slave, stream, u, when } from 'typescript-hdl';
import { eventShape, frameShape, lengthBits } from '../../lib/frame-shapes.ts';
import { functionOf, queueIndex } from '../../lib/queue-number.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { eventBits, eventId } from '../../spec/events/drop-reasons.ts';
import { netHeaderBytes } from '../../spec/virtio/virtqueue.ts';
import { bufferLengthBits, bufferShape, queueShape, recordShape } from '../../virtqueue/virtqueue-shapes.ts';
import { framePlanShape, planOf } from './frame-plan.ts';

/** Admission of frames to buffers; see the header comment. */
export const frameAdmission = (config: Config) =>
  component(
    'frame_admission',
    { config: config.name },
    {
      enabled: input(u(queueCount(config))),
      frames: slave(stream(frameShape(config))),
      look: master(flow(queueShape(config))),
      head: { present: input(bit()), buffer: input(bufferShape) },
      take: master(flow(queueShape(config))),
      giveBack: master(stream(queueShape(config))),
      plans: master(stream(framePlanShape(config))),
      records: master(stream(recordShape(config))),
      events: master(stream(eventShape(config))),
    },
    ({ enabled, frames, look, head, take, giveBack, plans, records, events }) => {
      const r = reg({ queue: queueIndex(config), length: u(lengthBits), needed: u(bufferLengthBits) });
      const out = reg({
        plan: { valid: bit(0), ...framePlanShape(config) },
        record: { valid: bit(0), ...recordShape(config) },
        event: { valid: bit(0), ...eventShape(config) },
        back: { valid: bit(0), ...queueShape(config) },
      });
      const { plan, record, event, back } = out;
      when(plans.ready, () => plan.valid.set(0));
      when(records.ready, () => record.valid.set(0));
      when(events.ready, () => event.valid.set(0));
      when(giveBack.ready, () => back.valid.set(0));

      const usable = named('usable', enabled.at(r.queue).and(head.present));
      const fits = named('fits', r.needed.le(head.buffer.length));
      const free = plan.valid.or(record.valid).or(event.valid).or(back.valid).not();
      const state = fsm('state', ['idle', 'place', 'decide'], {
        idle: goto => {
          when(frames.valid, () => {
            r.queue.set(frames.payload.queue);
            r.length.set(frames.payload.length);
            goto('place');
          });
        },
        place: goto => {
          r.needed.set(r.length.zext(bufferLengthBits).add(netHeaderBytes));
          goto('decide');
        },
        decide: goto => {
          when(free, () => {
            const accepted = usable.and(fits);
            plan.set({ valid: 1, ...planOf(config, head.buffer.address, r.length, r.queue, accepted) });
            record.set({ valid: accepted, queue: r.queue, id: head.buffer.id, bytes: r.length });
            event.set({
              valid: accepted.not(),
              slot: functionOf(config, r.queue).zext(eventShape(config).slot.width),
              event: mux(usable, lit(eventId('buffer_too_small'), eventBits), eventId('queue_stopped')),
              bytes: r.length,
            });
            back.set({ valid: usable.and(fits.not()), queue: r.queue });
            goto('idle');
          });
        },
      });
      frames.ready.set(state.is('idle'));
      look.valid.set(state.is('idle').and(frames.valid));
      look.payload.queue.set(frames.payload.queue);
      // The index moves in the clock of the decision: from then on the queue is not idle until the frame has ended.
      take.valid.set(state.is('decide').and(free).and(usable).and(fits));
      take.payload.queue.set(r.queue);

      const { valid: _plan, ...planned } = plan;
      const { valid: _record, ...recorded } = record;
      const { valid: _event, ...reported } = event;
      plans.valid.set(plan.valid);
      plans.payload.set(planned);
      records.valid.set(record.valid);
      records.payload.set(recorded);
      events.valid.set(event.valid);
      events.payload.set(reported);
      giveBack.valid.set(back.valid);
      giveBack.payload.queue.set(back.queue);
    },
    { maxDepth: 3, doc: 'Frame admission: gives each frame its buffer, or says why it gets none.' },
  );
