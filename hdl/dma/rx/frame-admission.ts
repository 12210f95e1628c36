// SPDX-License-Identifier: Apache-2.0
/**
 * Frame admission: decides the fate of each frame that left the packet buffer.
 *
 * - Queue not enabled, frame or buffer of an earlier run, or no buffer prefetched: `queue_stopped`. (Since a run ends only
 *   with its last frame and buffer, and a frame comes only for a buffer, the last three never happen; if they did, nothing
 *   would be written.)
 * - Otherwise the frame takes the buffer, and a record for its used element leaves. If the buffer is too short for header
 *   and frame, the record returns it without a frame, so that no buffer ever blocks its queue.
 *
 * What counts is the queue, its run and the buffer in the clock of the decision, however long the decision waited. Every
 * frame gets a plan, so that its words are taken, and either a record or an event; `decided` tells of each. One frame
 * every 3 clocks; waits when one of the outputs does. Logic depth 4 LUTs at 10g.
 */

import { bit, component, flow, fsm, input, master, named, reg, slave, stream, u, when } from 'typescript-hdl';
import { eventShape, frameShape, lengthBits } from '../../lib/frame-shapes.ts';
import { epochBits, queueEpochs, runFlow } from '../../lib/queue-epoch.ts';
import { functionOf, queueIndex } from '../../lib/queue-number.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { eventId } from '../../spec/events/drop-reasons.ts';
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
      start: slave(runFlow(config)),
      frames: slave(stream(frameShape(config))),
      look: master(flow(queueShape(config))),
      head: { present: input(bit()), epoch: input(u(epochBits)), buffer: input(bufferShape) },
      take: master(flow(queueShape(config))),
      decided: master(flow(queueShape(config))),
      plans: master(stream(framePlanShape(config))),
      records: master(stream(recordShape(config))),
      events: master(stream(eventShape(config))),
    },
    ({ enabled, start, frames, look, head, take, decided, plans, records, events }) => {
      const r = reg({
        queue: queueIndex(config),
        epoch: u(epochBits),
        length: u(lengthBits),
        needed: u(bufferLengthBits),
      });
      const out = reg({
        plan: { valid: bit(0), ...framePlanShape(config) },
        record: { valid: bit(0), ...recordShape(config) },
        event: { valid: bit(0), ...eventShape(config) },
      });
      const { plan, record, event } = out;
      when(plans.ready, () => plan.valid.set(0));
      when(records.ready, () => record.valid.set(0));
      when(events.ready, () => event.valid.set(0));

      const epoch = queueEpochs(config, start).of(r.queue);
      const ofThisRun = named('of_this_run', r.epoch.eq(epoch).and(head.epoch.eq(epoch)));
      const usable = named('usable', enabled.at(r.queue).and(head.present).and(ofThisRun));
      const fits = named('fits', r.needed.le(head.buffer.length));
      const free = plan.valid.or(record.valid).or(event.valid).not();
      const state = fsm('state', ['idle', 'place', 'decide'], {
        idle: goto => {
          when(frames.valid, () => {
            r.queue.set(frames.payload.queue);
            r.epoch.set(frames.payload.epoch);
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
            record.set({
              valid: usable,
              queue: r.queue,
              epoch,
              returned: fits.not(),
              id: head.buffer.id,
              bytes: r.length,
            });
            event.set({
              valid: usable.not(),
              slot: functionOf(config, r.queue).zext(eventShape(config).slot.width),
              event: eventId('queue_stopped'),
              bytes: r.length,
            });
            goto('idle');
          });
        },
      });
      frames.ready.set(state.is('idle'));
      look.valid.set(state.is('idle').and(frames.valid));
      look.payload.queue.set(frames.payload.queue);
      // The index moves in the clock of the decision: from then on the queue is not idle until the frame has ended.
      const decides = named('decides', state.is('decide').and(free));
      take.valid.set(decides.and(usable));
      take.payload.queue.set(r.queue);
      decided.valid.set(decides);
      decided.payload.queue.set(r.queue);

      const { valid: _plan, ...planned } = plan;
      const { valid: _record, ...recorded } = record;
      const { valid: _event, ...reported } = event;
      plans.valid.set(plan.valid);
      plans.payload.set(planned);
      records.valid.set(record.valid);
      records.payload.set(recorded);
      events.valid.set(event.valid);
      events.payload.set(reported);
    },
    { maxDepth: 4, doc: 'Frame admission: gives each frame its buffer, or says why it gets none.' },
  );
