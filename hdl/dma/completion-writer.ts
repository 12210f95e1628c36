/**
 * Completion writer: reports written frames in the used rings.
 *
 * Every step waits for the response of the one before, so that no driver sees a report of something that is not in memory,
 * whatever the host does between its write channel and its memory, and nothing is reported whose write failed: frame data,
 * then the used element, then the used index, then `published`. Used elements of a queue are written in frame order. A
 * queue has one used index under way at a time; what completes meanwhile is published with the next one.
 *
 * Every record ends as one event: `delivered` when its element is in memory, or `queue_stopped` when its queue met a bus
 * error, which stops it (`stop`) and drops what else it has under way. One record a clock; it holds back write responses
 * while an event waits. `done` counts the records of a queue that have ended; it is the used index to be published.
 * Logic depth: a round-robin arbiter over the queues.
 */
import {
  bit,
  component,
  connect,
  flow,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  oneHotIndex,
  output,
  reg,
  slave,
  stream,
  u,
  unused,
  when,
} from 'typescript-hdl';
import { type Config, queueCount } from '../layout/configs.ts';
import { eventBits, eventId } from '../layout/drop-reasons.ts';
import { hostAddressBits } from '../lib/axi.ts';
import { fifo } from '../lib/fifo.ts';
import { eventShape, queueIndex } from '../lib/frame-shapes.ts';
import { roundRobinArbiter } from '../lib/round-robin-arbiter.ts';
import {
  burstShape,
  descriptorIdBits,
  errorCode,
  functionOf,
  outstandingFrames,
  queueShape,
  recordShape,
  responseShape,
  ringIndexBits,
  stopShape,
  writeBeatShape,
  writeKinds,
} from './dma-shapes.ts';
import { queueIndices } from './queue-indices.ts';
import { usedRingWriter } from './used-ring-writer.ts';

/** The completion side of the receive DMA; see the header comment. */
export const completionWriter = (config: Config) =>
  component(
    'completion_writer',
    { config: config.name, hostDataBits: config.hostDataBits },
    {
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
    },
    ({ start, records, bursts, beats, responses, published, stop, events, usedIndex, drain }) => {
      const count = queueCount(config);
      const { waiting, ring, arbiter } = inst({
        waiting: fifo(recordShape(config), outstandingFrames),
        ring: usedRingWriter(config),
        arbiter: roundRobinArbiter(count),
      });
      unused(waiting.count);
      connect(waiting.up, records);
      connect(bursts, ring.bursts);
      connect(beats, ring.beats);
      ring.start.valid.set(start.valid);
      ring.start.payload.set(start.payload);

      const done = queueIndices('done', config);
      const q = reg({ failed: u(count, 0), unpublished: u(count, 0), publishing: u(count, 0) });
      const r = reg({
        next: { valid: bit(0), ...recordShape(config) },
        answer: { valid: bit(0), ...responseShape(config) },
        ended: { valid: bit(0), queue: queueIndex(config), good: bit() },
        written: u(Math.log2(outstandingFrames) + 1, 0),
        event: { valid: bit(0), ...eventShape(config) },
        publish: { valid: bit(0), queue: queueIndex(config) },
      });
      const eventFree = named('event_free', r.event.valid.not().or(events.ready));

      // The oldest record leaves when its frame is in memory: to the ring, or nowhere if its queue failed.
      const due = named('due', r.next.valid.and(r.written.ne(0)));
      const lost = q.failed.at(r.next.queue);
      const drop = named('drop', due.and(lost).and(eventFree).and(r.answer.valid.not()));
      ring.elements.valid.set(due.and(lost.not()));
      ring.elements.payload.set({ queue: r.next.queue, id: r.next.id, bytes: r.next.bytes });
      const leaves = named('leaves', drop.or(ring.elements.fire));
      waiting.down.ready.set(r.next.valid.not().or(leaves));
      when(leaves, () => r.next.valid.set(0));
      when(waiting.down.fire, () => r.next.set({ valid: 1, ...waiting.down.payload }));

      responses.ready.set(r.answer.valid.not().or(eventFree));
      when(eventFree, () => r.answer.valid.set(0));
      when(responses.fire, () => r.answer.set({ valid: 1, ...responses.payload }));
      const { answer } = r;
      const acts = named('acts', answer.valid.and(eventFree));
      const isKind = (kind: keyof typeof writeKinds) => acts.and(answer.kind.eq(writeKinds[kind]));
      const frameWritten = named('frame_written', isKind('frame').and(answer.final));
      const elementWritten = named('element_written', isKind('element').and(answer.final));
      const indexWritten = named('index_written', isKind('index'));
      r.written.set(r.written.add(frameWritten.zext(r.written.width)).sub(leaves.zext(r.written.width)));

      const good = named('good', answer.error.or(q.failed.at(answer.queue)).not());
      r.ended.valid.set(elementWritten.or(drop));
      r.ended.queue.set(mux(answer.valid, answer.queue, r.next.queue));
      r.ended.good.set(elementWritten.and(good));
      when(events.ready, () => r.event.valid.set(0));
      when(elementWritten.or(drop), () => {
        r.event.valid.set(1);
        const queue = mux(answer.valid, answer.queue, r.next.queue);
        r.event.slot.set(functionOf(config, queue).zext(r.event.slot.width));
        r.event.event.set(mux(answer.valid.and(good), lit(eventId('delivered'), eventBits), eventId('queue_stopped')));
        r.event.bytes.set(mux(answer.valid, answer.bytes, r.next.bytes));
      });
      when(r.ended.valid, () => done.write(r.ended.queue, done.read(r.ended.queue).add(1)));
      const { valid: _valid, ...reported } = r.event;
      events.valid.set(r.event.valid);
      events.payload.set(reported);

      const failing = named('failing', acts.and(answer.error));
      stop.valid.set(failing);
      stop.payload.set({ queue: answer.queue, error: errorCode('bus') });
      published.valid.set(indexWritten.and(answer.error.not()));
      published.payload.queue.set(answer.queue);

      arbiter.requests.set(q.unpublished.and(q.publishing.not()).and(q.failed.not()));
      const picked = oneHotIndex(arbiter.grants, queueIndex(config).width);
      const offer = named('offer', r.publish.valid.not());
      arbiter.accept.set(offer);
      // A queue that failed meanwhile publishes nothing more: from then on `done` counts lost frames too.
      const lapsed = named('lapsed', q.failed.at(r.publish.queue));
      ring.indices.valid.set(r.publish.valid.and(lapsed.not()));
      ring.indices.payload.set({ queue: r.publish.queue, index: done.read(r.publish.queue) });
      when(ring.indices.ready.or(lapsed), () => r.publish.valid.set(0));
      when(offer.and(arbiter.grants.orR()), () => {
        r.publish.valid.set(1);
        r.publish.queue.set(picked);
      });
      when(ring.indices.fire, () => {
        q.unpublished.at(r.publish.queue).set(0);
        q.publishing.at(r.publish.queue).set(1);
      });
      when(indexWritten, () => q.publishing.at(answer.queue).set(0));
      when(r.ended.valid.and(r.ended.good), () => q.unpublished.at(r.ended.queue).set(1));
      when(failing, () => q.failed.at(answer.queue).set(1));
      when(start.valid, () => {
        done.clear(start.payload.queue);
        q.failed.at(start.payload.queue).set(0);
        q.unpublished.at(start.payload.queue).set(0);
      });

      usedIndex.index.set(done.read(usedIndex.queue));
      drain.done.set(done.read(drain.queue));
      drain.busy.set(q.publishing.or(q.unpublished.and(q.failed.not())));
    },
    {
      doc: 'Completion writer: used elements, used indices and events of written frames, each step after the one before.',
    },
  );
