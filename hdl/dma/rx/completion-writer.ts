/**
 * Completion writer: reports written frames in the used rings.
 *
 * Every step waits for the response of the one before, so that no driver sees a report of something that is not in
 * memory, whatever the host does between its write channel and its memory, and nothing is reported whose write failed:
 * frame data, then the used element, then the used index, then `published`. Used elements of a queue are written in
 * frame order. A queue has one used index under way at a time; what completes meanwhile is published with the next one.
 *
 * Every record ends as one event: `delivered` when its element is in memory, or `queue_stopped` when its queue met a
 * bus error, which stops it (`stop`) and drops what else it has under way. One record a clock; it holds back write
 * responses while an event waits. `done` counts the records of a queue that have ended; it is the used index to be
 * published. Logic depth 6 LUTs at 10g.
 */

import {
  bit,
  component,
  connect,
  connectFlow,
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
import { functionOf, queueIndex } from '../../lib/queue-number.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { eventBits, eventId } from '../../spec/events/drop-reasons.ts';
import { type QueueIndices, queueIndices } from '../../virtqueue/queue-indices.ts';
import { usedRingWriter } from '../../virtqueue/used-ring-writer.ts';
import {
  descriptorIdBits,
  errorCode,
  outstandingFrames,
  queueShape,
  recordShape,
  ringIndexBits,
  stopShape,
} from '../../virtqueue/virtqueue-shapes.ts';
import { burstShape, responseShape, writeBeatShape, writeKinds } from '../host/host-shapes.ts';

const ports = (config: Config) => ({
  start: slave(flow({ queue: queueIndex(config), used: u(hostAddressBits), mask: u(descriptorIdBits) })),
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
      connectFlow(ring.start, io.start);

      const done = queueIndices('done', config);
      const { queues } = reg({ queues: queueStates(config) });
      const event = eventOutput(config, io);
      const answer = takeAnswers(config, io, queues, event.free);
      const head = releaseRecords(config, io, ring, { answer, event, failed: queues.failed });

      const { ended } = reg({ ended: { valid: bit(0), queue: queueIndex(config), good: bit() } });
      const good = named('good', answer.error.or(queues.failed.at(answer.queue)).not());
      const queue = mux(answer.valid, answer.queue, head.queue);
      const ends = named('ends', answer.ends.or(head.dropped));
      ended.set({ valid: ends, queue, good: answer.ends.and(good) });
      when(ends, () => event.emit(queue, answer.valid.and(good), mux(answer.valid, answer.bytes, head.bytes)));
      when(ended.valid, () => done.write(ended.queue, done.read(ended.queue).add(1)));

      publishIndices(config, ring, queues, done);
      // After it: what ends in the clock of an offer is not in the index offered.
      when(ended.valid.and(ended.good), () => queues.unpublished.at(ended.queue).set(1));
      when(answer.indexWritten, () => queues.publishing.at(answer.queue).set(0));
      when(answer.failing, () => queues.failed.at(answer.queue).set(1));
      when(io.start.valid, () => {
        done.clear(io.start.payload.queue);
        queues.failed.at(io.start.payload.queue).set(0);
        queues.unpublished.at(io.start.payload.queue).set(0);
      });
      io.usedIndex.index.set(done.read(io.usedIndex.queue));
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
    emit: (queue: Val, delivered: Val<1>, bytes: Val): void => {
      const { slot } = event.report;
      event.valid.set(1);
      slot.set(functionOf(config, queue).zext(slot.width));
      event.report.event.set(mux(delivered, lit(eventId('delivered'), eventBits), eventId('queue_stopped')));
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
  const { valid, queue, bytes, error, final } = answer;
  const failing = named('failing', acts.and(error));
  stop.valid.set(failing);
  stop.payload.set({ queue, error: errorCode('bus') });
  const indexWritten = named('index_written', tells('index'));
  published.valid.set(indexWritten.and(error.or(queues.failed.at(queue)).not()));
  published.payload.queue.set(queue);
  return {
    valid,
    queue,
    bytes,
    error,
    failing,
    indexWritten,
    frameWritten: named('frame_written', tells('frame').and(final)),
    ends: named('element_written', tells('element').and(final)),
  };
};

interface Surroundings {
  readonly answer: ReturnType<typeof takeAnswers>;
  readonly event: ReturnType<typeof eventOutput>;
  readonly failed: Val;
}

/** Records leave in order when their frame is in memory: to the ring, or dropped if their queue failed. */
const releaseRecords = (config: Config, { records }: Io, ring: Ring, { answer, event, failed }: Surroundings) => {
  const { waiting } = inst({ waiting: fifo(recordShape(config), outstandingFrames) });
  unused(waiting.count);
  connect(waiting.up, records);
  const { head, written } = reg({
    head: { valid: bit(0), record: recordShape(config) },
    // Frames in memory whose record has not left.
    written: u(Math.log2(outstandingFrames) + 1, 0),
  });
  const due = named('due', head.valid.and(written.ne(0)));
  const lost = named('lost', failed.at(head.record.queue));
  const dropped = named('dropped', due.and(lost).and(event.free).and(answer.valid.not()));
  ring.elements.valid.set(due.and(lost.not()));
  ring.elements.payload.set(head.record);
  const leaves = named('leaves', dropped.or(ring.elements.fire));
  waiting.down.ready.set(head.valid.not().or(leaves));
  when(leaves, () => head.valid.set(0));
  when(waiting.down.fire, () => head.set({ valid: 1, record: waiting.down.payload }));
  written.set(written.add(answer.frameWritten.zext(written.width)).sub(leaves.zext(written.width)));
  return { dropped, queue: head.record.queue, bytes: head.record.bytes };
};

/** Offers the used index of one queue after the other that has something to publish and nothing under way. */
const publishIndices = (config: Config, ring: Ring, queues: Queues, done: QueueIndices): void => {
  const { arbiter } = inst({ arbiter: roundRobinArbiter(queueCount(config)) });
  const { offer } = reg({ offer: { valid: bit(0), queue: queueIndex(config) } });
  const picks = named('picks', offer.valid.not());
  arbiter.requests.set(queues.unpublished.and(queues.publishing.not()).and(queues.failed.not()));
  arbiter.accept.set(picks);
  // A queue that failed meanwhile publishes nothing more: from then on `done` counts lost frames too.
  const lapsed = named('lapsed', queues.failed.at(offer.queue));
  ring.indices.valid.set(offer.valid.and(lapsed.not()));
  ring.indices.payload.set({ queue: offer.queue, index: done.read(offer.queue) });
  when(ring.indices.ready.or(lapsed), () => offer.valid.set(0));
  when(picks.and(arbiter.grants.orR()), () =>
    offer.set({ valid: 1, queue: oneHotIndex(arbiter.grants, offer.queue.width) }),
  );
  when(ring.indices.fire, () => {
    queues.unpublished.at(offer.queue).set(0);
    queues.publishing.at(offer.queue).set(1);
  });
};
