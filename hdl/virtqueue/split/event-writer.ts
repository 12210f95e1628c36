// SPDX-License-Identifier: Apache-2.0
/**
 * Event writer: writes the words that ask drivers for notifications (avail_event, virtio 1.x, 2.7.10).
 *
 * Each event is a burst of one beat with a strobe for its two bytes. `written` tells that it is in memory, or that it never
 * will be: then `stop` says why.
 *
 * One event every 2 clocks; latency 1 clock. Waits while `writes` or `beats` does; answers never wait. Logic depth 1 LUT at 10g.
 */
import { bit, cat, component, flow, lit, master, reg, slave, stream, u, unused, when } from 'typescript-hdl';
import { faultBits, writeBeatShape } from '../../dma/host/host-shapes.ts';
import { hostWriteAnswerShape, hostWriteShape } from '../../dma/host/write-shapes.ts';
import { beatBytes, hostAddressBits, laneBits } from '../../lib/host-bus.ts';
import { epochBits } from '../../lib/queue-epoch.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import { writeKind } from '../../spec/host-accesses.ts';
import { eventWriteShape, queueFlow } from '../fetch/fetch-shapes.ts';
import { errorOfFault } from '../queue-errors.ts';
import { runStopShape } from '../queue-shapes.ts';

/** The writer of avail events; see the header comment. */
export const eventWriter = (config: Config) =>
  component(
    'event_writer',
    { config: config.name, functions: config.functions, hostDataBits: config.hostDataBits },
    {
      events: slave(stream(eventWriteShape(config))),
      writes: master(stream(hostWriteShape(config))),
      beats: master(stream(writeBeatShape(config))),
      answers: slave(flow(hostWriteAnswerShape(config))),
      written: master(queueFlow(config)),
      stop: master(flow(runStopShape(config))),
    },
    ({ events, writes, beats, answers, written, stop }) => {
      const { event } = reg({
        event: {
          burst: bit(0),
          beat: bit(0),
          write: eventWriteShape(config),
        },
      });
      const { function: owner, address, data, queue, epoch } = event.write;
      events.ready.set(event.burst.or(event.beat).not());
      when(writes.ready, () => event.burst.set(0));
      when(beats.ready, () => event.beat.set(0));
      when(events.fire, () => event.set({ burst: 1, beat: 1, write: events.payload }));
      writes.valid.set(event.burst);
      writes.payload.set({
        function: owner,
        address: cat(address.slice(1, hostAddressBits - 1), lit(0, 1)),
        beats: 0,
        kind: writeKind('device_events'),
        context: { queue, epoch, step: 0 },
      });
      const words = beatBytes(config) / 2;
      const place = address.slice(1, laneBits(config) - 1);
      const strobe = cat(...Array.from({ length: words }, (_, i) => place.eq(words - 1 - i).repeat(2)));
      beats.valid.set(event.beat);
      beats.payload.set({ data: data.repeat(words), strobe, last: 1 });

      unused(answers.payload.function, answers.payload.step, address.bit(0));
      const { told } = reg({
        told: { written: bit(0), failed: bit(0), queue: queueIndex(config), epoch: u(epochBits), fault: u(faultBits) },
      });
      told.set({
        written: answers.valid,
        failed: answers.valid.and(answers.payload.fault.orR()),
        queue: answers.payload.queue,
        epoch: answers.payload.epoch,
        fault: answers.payload.fault,
      });
      written.valid.set(told.written);
      written.payload.set({ queue: told.queue });
      stop.valid.set(told.failed);
      stop.payload.set({ queue: told.queue, epoch: told.epoch, error: errorOfFault(told.fault) });
    },
    { maxDepth: 1, doc: 'Event writer: avail events to the rings of drivers.' },
  );
