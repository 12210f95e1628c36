// SPDX-License-Identifier: Apache-2.0
/**
 * Completion writer: reports written frames in the used rings.
 *
 * Every step waits for the response of the one before, so that no driver sees a report of something that is not in
 * memory, whatever the host does between its write channel and its memory, and nothing is reported whose write failed:
 * frame data, then the used element, then the used index, then `published`. Used elements of a queue are written in
 * frame order. A queue has one used index under way at a time; what completes meanwhile is published with the next one.
 *
 * Every record ends as one event: when its element is in memory as `delivered`, or as `buffer_too_small` if it returned a
 * buffer; as `queue_stopped` when an access of its queue failed, which stops the queue (`stop`) and drops what else it has
 * under way. A record of an earlier run than the one in force is dropped and counts for nothing else; none ever comes, since
 * a run ends with its last record. One record a clock; write responses wait while an event does. `done` counts the records
 * of a queue that have ended; it is the used index to be published. `usedIndex` is the one that memory holds. Logic depth 6
 * LUTs at 10g.
 */

import {
  bit,
  component,
  connect,
  flow,
  type Inside,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  type Outside,
  oneHotIndex,
  output,
  ram,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  type Wr,
  when,
} from 'typescript-hdl';
import { fifo, roundRobinArbiter } from 'typescript-hdl/lib';
import { eventShape } from '../../lib/frame-shapes.ts';
import { hostAddressBits } from '../../lib/host-bus.ts';
import { epochBits, type QueueEpochs, queueEpochs } from '../../lib/queue-epoch.ts';
import { functionOf, queueIndex } from '../../lib/queue-number.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { eventBits, eventId } from '../../spec/events/drop-reasons.ts';
import { type QueueIndices, queueIndices } from '../../virtqueue/queue-indices.ts';
import { usedRingWriter } from '../../virtqueue/used-ring-writer.ts';
import {
  descriptorIdBits,
  errorOfFault,
  outstandingFrames,
  queueShape,
  recordShape,
  ringIndexBits,
  stopShape,
} from '../../virtqueue/virtqueue-shapes.ts';
import { burstShape, responseShape, writeBeatShape, writeKinds } from '../host/host-shapes.ts';

const ports = (config: Config) => ({
  start: slave(
    flow({ queue: queueIndex(config), epoch: u(epochBits), used: u(hostAddressBits), mask: u(descriptorIdBits) }),
  ),
  records: slave(stream(recordShape(config))),
  bursts: master(stream(burstShape(config))),
  beats: master(stream(writeBeatShape(config))),
  responses: slave(stream(responseShape(config))),
  published: master(flow(queueShape(config))),
  stop: master(flow(stopShape(config))),
  events: master(stream(eventShape(config))),
  usedIndex: { queue: input(queueIndex(config)), index: output(u(ringIndexBits)) },
  drain: {
    queue: input(queueIndex(config)),
    done: output(u(ringIndexBits)),
    busy: output(u(queueCount(config))),
  },
});
type Io = Inside<ReturnType<typeof ports>>;
type Ring = Outside<ReturnType<typeof usedRingWriter>['ports']>;

/** The completion side of the receive DMA; see the header comment. */
export const completionWriter = (config: Config) =>
  component(
    'completion_writer',
    { config: config.name, hostDataBits: config.hostDataBits },
    ports(config),
    io => {
      const { ring } = inst({ ring: usedRingWriter(config) });
      connect(io.bursts, ring.bursts);
      connect(io.beats, ring.beats);
      const { queue: started, epoch: _run, ...place } = io.start.payload;
      ring.start.valid.set(io.start.valid);
      ring.start.payload.set({ queue: started, used: place.used, mask: place.mask });

      const done = queueIndices('done', config);
      const inMemory = usedIndices(config);
      const { queues } = reg({ queues: queueStates(config) });
      const event = eventOutput(config, io);
      const answer = takeAnswers(config, io, queues, event.free);
      const epochs = queueEpochs(config, io.start);
      const head = releaseRecords(config, io, ring, { answer, event, failed: queues.failed, epochs });

      const { ended } = reg({ ended: { valid: bit(0), queue: queueIndex(config), good: bit() } });
      const good = named('good', answer.fault.orR().or(queues.failed.at(answer.queue)).not());
      const queue = mux(answer.valid, answer.queue, head.queue);
      const ends = named('ends', answer.ends.or(head.dropped));
      ended.set({ valid: answer.ends.or(head.dropped.and(head.stale.not())), queue, good: answer.ends.and(good) });
      when(ends, () =>
        event.emit(queue, answer.valid.and(good), answer.returned, mux(answer.valid, answer.bytes, head.bytes)),
      );
      when(ended.valid, () => done.write(ended.queue, done.read(ended.queue).add(1)));

      publishIndices(config, ring, queues, done, inMemory);
      // After it: what ends in the clock of an offer is not in the index offered.
      when(ended.valid.and(ended.good), () => queues.unpublished.at(ended.queue).set(1));
      when(answer.indexWritten, () => queues.publishing.at(answer.queue).set(0));
      when(answer.indexWritten.and(answer.fault.eq(0)), () => inMemory.wrote(answer.queue));
      when(answer.failing, () => queues.failed.at(answer.queue).set(1));
      when(io.start.valid, () => {
        done.clear(io.start.payload.queue);
        inMemory.clear(io.start.payload.queue);
        queues.failed.at(io.start.payload.queue).set(0);
        queues.unpublished.at(io.start.payload.queue).set(0);
      });
      io.usedIndex.index.set(inMemory.of(io.usedIndex.queue));
      io.drain.done.set(done.read(io.drain.queue));
      io.drain.busy.set(queues.publishing.or(queues.unpublished.and(queues.failed.not())));
    },
    {
      maxDepth: 6,
      doc: 'Completion writer: used elements, used indices and events, each step after the response of the one before.',
    },
  );

/** A bit a queue: a write failed; completions are not published; a used index is under way. */
const queueStates = (config: Config) => {
  const bits = u(queueCount(config), 0);
  return { failed: bits, unpublished: bits, publishing: bits };
};
type Queues = Wr<ReturnType<typeof queueStates>>;

/** The register in front of `events`. */
const eventOutput = (config: Config, { events }: Io) => {
  const { event } = reg({ event: { valid: bit(0), report: eventShape(config) } });
  events.valid.set(event.valid);
  events.payload.set(event.report);
  when(events.ready, () => event.valid.set(0));
  return {
    free: named('event_free', event.valid.not().or(events.ready)),
    emit: (queue: Val, written: Val<1>, returned: Val<1>, bytes: Val): void => {
      const { slot } = event.report;
      event.valid.set(1);
      slot.set(functionOf(config, queue).zext(slot.width));
      const outcome = mux(returned, lit(eventId('buffer_too_small'), eventBits), eventId('delivered'));
      event.report.event.set(mux(written, outcome, eventId('queue_stopped')));
      event.report.bytes.set(bytes);
    },
  };
};

/** What the response of this clock, if any, says; one that ends a record needs room for its event. */
const takeAnswers = (config: Config, { responses, published, stop }: Io, queues: Queues, room: Val<1>) => {
  const { answer } = reg({ answer: { valid: bit(0), ...responseShape(config) } });
  responses.ready.set(answer.valid.not().or(room));
  when(room, () => answer.valid.set(0));
  when(responses.fire, () => answer.set({ valid: 1, ...responses.payload }));
  const acts = named('acts', answer.valid.and(room));
  const tells = (kind: keyof typeof writeKinds): Val<1> => acts.and(answer.kind.eq(writeKinds[kind]));
  const { valid, queue, bytes, fault, final } = answer;
  const failing = named('failing', acts.and(fault.orR()));
  stop.valid.set(failing);
  stop.payload.set({ queue, error: errorOfFault(fault) });
  const indexWritten = named('index_written', tells('index'));
  published.valid.set(indexWritten.and(fault.orR().or(queues.failed.at(queue)).not()));
  published.payload.queue.set(queue);
  return {
    valid,
    queue,
    bytes,
    fault,
    failing,
    returned: named('returned', answer.kind.eq(writeKinds.returned)),
    indexWritten,
    frameWritten: named('frame_written', tells('frame').and(final)),
    ends: named('element_written', tells('element').or(tells('returned')).and(final)),
  };
};

interface Surroundings {
  readonly answer: ReturnType<typeof takeAnswers>;
  readonly event: ReturnType<typeof eventOutput>;
  readonly failed: Val;
  readonly epochs: QueueEpochs;
}

/** Records leave in order when their frame, if any, is in memory: to the ring, or dropped if their queue failed. */
const releaseRecords = (config: Config, { records }: Io, ring: Ring, around: Surroundings) => {
  const { answer, event, failed, epochs } = around;
  const { waiting } = inst({ waiting: fifo(recordShape(config), outstandingFrames) });
  unused(waiting.count);
  connect(waiting.up, records);
  const { head, written } = reg({
    head: { valid: bit(0), record: recordShape(config) },
    // Frames in memory whose record has not left.
    written: u(Math.log2(outstandingFrames) + 1, 0),
  });
  const { queue, epoch, returned, id, bytes } = head.record;
  const due = named('due', head.valid.and(returned.or(written.ne(0))));
  const stale = named('stale', epochs.of(queue).ne(epoch));
  const lost = named('lost', failed.at(queue).or(stale));
  const dropped = named('dropped', due.and(lost).and(event.free).and(answer.valid.not()));
  ring.elements.valid.set(due.and(lost.not()));
  ring.elements.payload.set({ queue, returned, id, bytes });
  const leaves = named('leaves', dropped.or(ring.elements.fire));
  waiting.down.ready.set(head.valid.not().or(leaves));
  when(leaves, () => head.valid.set(0));
  when(waiting.down.fire, () => head.set({ valid: 1, record: waiting.down.payload }));
  const uses = leaves.and(returned.not());
  written.set(written.add(answer.frameWritten.zext(written.width)).sub(uses.zext(written.width)));
  return { dropped, stale, queue, bytes };
};

/** Offers the used index of one queue after the other that has something to publish and nothing under way. */
const publishIndices = (
  config: Config,
  ring: Ring,
  queues: Queues,
  done: QueueIndices,
  inMemory: UsedIndices,
): void => {
  const { arbiter } = inst({ arbiter: roundRobinArbiter(queueCount(config)) });
  const { offer } = reg({ offer: { valid: bit(0), queue: queueIndex(config) } });
  const picks = named('picks', offer.valid.not());
  arbiter.requests.set(queues.unpublished.and(queues.publishing.not()).and(queues.failed.not()));
  arbiter.accept.set(picks);
  // A queue that failed meanwhile publishes nothing more: from then on `done` counts lost frames too.
  const lapsed = named('lapsed', queues.failed.at(offer.queue));
  ring.indices.valid.set(offer.valid.and(lapsed.not()));
  const index = done.read(offer.queue);
  ring.indices.payload.set({ queue: offer.queue, index });
  when(ring.indices.ready.or(lapsed), () => offer.valid.set(0));
  when(picks.and(arbiter.grants.orR()), () =>
    offer.set({ valid: 1, queue: oneHotIndex(arbiter.grants, offer.queue.width) }),
  );
  when(ring.indices.fire, () => {
    inMemory.offer(offer.queue, index);
    queues.unpublished.at(offer.queue).set(0);
    queues.publishing.at(offer.queue).set(1);
  });
};

type UsedIndices = ReturnType<typeof usedIndices>;

/** The used index of each queue that memory holds: the one offered last, once its write was answered. */
const usedIndices = (config: Config) => {
  const written = queueIndices('in_memory', config);
  const { offered } = ram({ offered: { shape: u(ringIndexBits), depth: queueCount(config), kind: 'distributed' } });
  return {
    offer: (queue: Val, index: Val): void => offered.write(queue, index),
    // A queue has one index under way at a time.
    wrote: (queue: Val): void => written.write(queue, offered.read(queue)),
    clear: (queue: Val): void => written.clear(queue),
    of: (queue: Val): Val => written.read(queue),
  };
};
