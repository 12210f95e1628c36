// SPDX-License-Identifier: Apache-2.0
/**
 * Receive DMA: writes frames into the split virtqueues of virtual machines (virtio 1.x).
 *
 * - `frames` announces each frame, its words follow on `words`. A frame takes the next prefetched buffer of its queue;
 *   data, used element and used index are written in that order, each after the response of the one before; then the
 *   interrupt, unless the driver's flags forbid it. Each frame ends as one event: delivered, buffer_too_small (its buffer
 *   is returned without data) or queue_stopped.
 * - `credit` counts prefetched buffers, one each; `clear` says that a stopped queue has none left. A frame should
 *   come only for a queue with a credit or one that is not enabled: then none ever waits for a buffer, and no queue
 *   for another.
 * - `started` tells of the runs of queues, `granted` of frames that are to come and `waiting` of queues that have frames in the
 *   packet buffer: a queue is idle after a stop only when none waits, the last one granted was decided on, and the last
 *   access, record and interrupt of its run has ended. Frames and buffers of an
 *   earlier run are never used.
 * - Every access lies inside the window of its function, or the queue is stopped before it reaches the bus: rings and
 *   descriptors are checked when they are read, and every burst once more by the guards right before the bus. What those
 *   refuse is told on `refused`. A stopped queue drops its frames and harms no other; enabling it again starts it from ring
 *   index 0 when its earlier run has ended.
 * - Windows must stand still while their function is `occupied`. A reset must find no access under way on the bus: with
 *   `quiesce` all queues stop and none starts, and when none is occupied and the bus is idle, nothing is left.
 *   `stopped` tells of every queue that stopped because of an error, or did not start.
 *
 * Keeps up with frames of every size at line rate at 10g, into buffers that guests post again, with reads that take 125
 * clocks; `make bench` counts what is lost. Waits when `write.*` or `events` does, never on `read.r*` or
 * `write.b*` for the sake of a queue. Status is answered 1 clock after its queue. Logic depth 6 LUTs at 10g. This file only
 * joins the parts.
 */

import {
  bit,
  component,
  connect,
  connectFlow,
  expose,
  flow,
  input,
  inst,
  master,
  output,
  slave,
  stream,
  u,
} from 'typescript-hdl';
import { streamMerge } from 'typescript-hdl/lib';
import { eventShape, frameShape, wordShape, wordWriteShape } from '../../lib/frame-shapes.ts';
import { hostReadMaster, hostWriteMaster } from '../../lib/host-bus.ts';
import { runFlow } from '../../lib/queue-epoch.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { stopParts, stopShape } from '../../lib/queue-stop.ts';
import { windowWriteShape } from '../../lib/setting-shapes.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { descriptorFetch } from '../../virtqueue/descriptor-fetch.ts';
import { interruptMaster, interruptSender } from '../../virtqueue/interrupt-sender.ts';
import { queueControl } from '../../virtqueue/queue-control.ts';
import { queueAddressBits, queueShape } from '../../virtqueue/virtqueue-shapes.ts';
import { functionShape } from '../host/host-shapes.ts';
import { orderedWriteGuard } from '../host/ordered-write-guard.ts';
import { windowCheck } from '../host/window-check.ts';
import { windowMemory } from '../host/window-memory.ts';
import { writeArbiter } from '../host/write-arbiter.ts';
import { completionWriter } from './completion-writer.ts';
import { frameCounts } from './frame-counts.ts';
import { packetWriter } from './packet-writer.ts';

/** Queues that stopped because of an error, by the part that found it. */
export const stoppedPorts = (config: Config) => {
  const part = () => master(flow(stopShape(config)));
  return { start: part(), ring: part(), descriptor: part(), completion: part() };
};

/** The receive DMA; see the header comment. */
export const rxDma = (config: Config) =>
  component(
    'rx_dma',
    { config: config.name, hostDataBits: config.hostDataBits, prefetchDepth: config.prefetchDepth },
    {
      frames: slave(stream(frameShape(config))),
      words: slave(stream(wordShape(config))),
      queueWrite: slave(flow(wordWriteShape(queueAddressBits(config)))),
      windowWrite: slave(flow(windowWriteShape(config))),
      doorbell: slave(flow(queueShape(config))),
      credit: master(flow(queueShape(config))),
      clear: master(flow(queueShape(config))),
      enabled: output(u(queueCount(config))),
      quiesce: input(bit()),
      occupied: output(u(config.functions)),
      stopped: stoppedPorts(config),
      started: master(runFlow(config)),
      granted: slave(flow(queueShape(config))),
      waiting: { queue: output(queueIndex(config)), busy: input(bit()) },
      refused: { reads: master(flow(functionShape(config))), writes: master(flow(functionShape(config))) },
      statusRead: { queue: input(queueIndex(config)), status: output(u(32)) },
      events: master(stream(eventShape(config))),
      write: hostWriteMaster(config),
      read: hostReadMaster(config),
      irq: master(interruptMaster),
    },
    ({
      frames,
      words,
      queueWrite,
      windowWrite,
      doorbell,
      credit,
      clear,
      enabled,
      quiesce,
      occupied,
      stopped,
      started,
      granted,
      waiting,
      refused,
      statusRead,
      events,
      write,
      read,
      irq,
    }) => {
      const { control, fetch, writer, completions, writes, guard, counts, interrupts, windows, windowChecker, merge } =
        inst({
          control: queueControl(config),
          fetch: descriptorFetch(config),
          writer: packetWriter(config),
          completions: completionWriter(config),
          writes: writeArbiter(config),
          guard: orderedWriteGuard(config),
          counts: frameCounts(config),
          interrupts: interruptSender(config),
          windows: windowMemory(config, ['check', 'reads', 'writes']),
          windowChecker: windowCheck(config),
          merge: streamMerge(eventShape(config), ['writer', 'completions']),
        });
      connectFlow(control.write, queueWrite);
      expose(statusRead, control.statusRead);
      enabled.set(control.enabled);
      control.quiesce.set(quiesce);
      occupied.set(control.occupied);
      for (const part of stopParts) connectFlow(stopped[part], control.stopped[part]);
      connectFlow(clear, control.clear);
      connectFlow(windows.write, windowWrite);
      expose(windows.lookups.check, windowChecker.lookup);
      expose(windows.lookups.reads, fetch.lookup);
      expose(windows.lookups.writes, guard.lookup);
      connect(windowChecker.ring, control.check.request);
      connectFlow(control.check.answer, windowChecker.ringInside);
      connectFlow(windowChecker.descriptor, fetch.check.request);
      fetch.check.inside.set(windowChecker.inside);

      const { queue, epoch, descriptors, avail, used, mask, vector } = control.start.payload;
      for (const part of [fetch, writer, completions, interrupts]) part.start.valid.set(control.start.valid);
      fetch.start.payload.set({ queue, epoch, descriptors, avail, mask });
      writer.start.payload.set({ queue, epoch });
      completions.start.payload.set({ queue, epoch, used, mask });
      interrupts.start.payload.set({ queue, vector });
      started.valid.set(control.start.valid);
      started.payload.set({ queue, epoch });
      for (const part of [fetch, writer, interrupts]) part.enabled.set(control.enabled);
      connectFlow(control.stops.ring, fetch.stops.ring);
      connectFlow(control.stops.descriptor, fetch.stops.descriptor);
      connectFlow(control.stops.completion, completions.stop);

      connectFlow(fetch.doorbell, doorbell);
      connectFlow(credit, fetch.credit);
      expose(read, fetch.read);
      connect(writer.frames, frames);
      connect(writer.words, words);
      connectFlow(fetch.look, writer.look);
      writer.head.present.set(fetch.head.present);
      writer.head.epoch.set(fetch.head.epoch);
      writer.head.buffer.set(fetch.head.buffer);
      connectFlow(fetch.take, writer.take);
      connectFlow(counts.stored, granted);
      connectFlow(counts.decided, writer.decided);

      connect(completions.records, writer.records);
      connect(writes.frame.bursts, writer.bursts);
      connect(writes.frame.beats, writer.beats);
      connect(writes.used.bursts, completions.bursts);
      connect(writes.used.beats, completions.beats);
      connect(completions.responses, writes.responses);
      connect(guard.bursts, writes.bursts);
      connect(guard.beats, writes.beats);
      connect(writes.answers, guard.answers);
      expose(write, guard.write);
      connectFlow(refused.reads, fetch.refused);
      connectFlow(refused.writes, guard.refused);
      connectFlow(fetch.published, completions.published);
      connectFlow(interrupts.due, fetch.interrupt);
      expose(irq, interrupts.irq);
      connect(merge.ups.writer, writer.events);
      connect(merge.ups.completions, completions.events);
      connect(events, merge.down);

      for (const part of [fetch, completions, counts, interrupts]) part.drain.queue.set(control.drain.queue);
      control.drain.requested.set(fetch.drain.requested);
      control.drain.landed.set(fetch.drain.landed);
      control.drain.taken.set(fetch.drain.taken);
      control.drain.done.set(completions.drain.done);
      control.drain.busy.set(fetch.drain.busy.or(completions.drain.busy));
      waiting.queue.set(control.drain.queue);
      control.drain.frames.set(counts.drain.busy.or(waiting.busy));
      control.drain.interrupt.set(interrupts.drain.busy);
      completions.usedIndex.queue.set(control.usedIndex.queue);
      control.usedIndex.index.set(completions.usedIndex.index);
    },
    {
      maxDepth: 6,
      doc: 'Receive DMA: frames into split virtqueues over AXI4, with used rings, interrupts and error containment.',
    },
  );
