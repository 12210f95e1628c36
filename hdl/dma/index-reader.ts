/**
 * Index reader: reads the flags and the index of avail rings.
 *
 * A queue is read when it starts, when its doorbell rings, and when a used index was published whose interrupt depends on
 * the flags. The flags count only as they are after the used index is visible (virtio 1.x, 2.7.7.2), so `published` makes
 * a read of its own and `interrupt` follows its answer. One read a queue is under way at a time, however often the
 * doorbell rings; what comes meanwhile is served by one more read. Both halfwords come with one 16-byte word, except for
 * a ring whose flags end such a word: then the flags are read first and the index after them.
 *
 * Never refuses an answer. Latency from request to request about 4 clocks, from answer to `seen` 2 clocks. Logic depth:
 * a round-robin arbiter over the queues.
 */
import {
  bit,
  cat,
  component,
  flow,
  fsm,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  oneHotIndex,
  output,
  ram,
  reg,
  slave,
  stream,
  u,
  unused,
  when,
} from 'typescript-hdl';
import { type Config, queueCount } from '../layout/configs.ts';
import { availNoInterrupt } from '../layout/virtqueue.ts';
import { hostAddressBits } from '../lib/axi.ts';
import { fifo } from '../lib/fifo.ts';
import { queueIndex } from '../lib/frame-shapes.ts';
import { roundRobinArbiter } from '../lib/round-robin-arbiter.ts';
import {
  outstandingReads,
  queueShape,
  readAnswerShape,
  readRequestShape,
  readWordBits,
  ringIndexBits,
} from './dma-shapes.ts';

/** Halfwords in the 16-byte word of a read. */
const lanes = readWordBits / ringIndexBits;
const laneBits = Math.log2(lanes);

/** What a read was for: `lane` is the place of the flags; a word may hold the flags, the index, or both. */
const contextShape = (config: Config) => ({
  queue: queueIndex(config),
  lane: u(laneBits),
  hasFlags: bit(),
  hasIndex: bit(),
  interrupts: bit(),
});

/** Reader of avail indices; see the header comment. */
export const indexReader = (config: Config) =>
  component(
    'index_reader',
    { config: config.name },
    {
      enabled: input(u(queueCount(config))),
      start: slave(flow({ queue: queueIndex(config), avail: u(hostAddressBits) })),
      doorbell: slave(flow(queueShape(config))),
      published: slave(flow(queueShape(config))),
      request: master(stream(readRequestShape(config))),
      answer: slave(flow(readAnswerShape)),
      seen: master(flow({ queue: queueIndex(config), index: u(ringIndexBits), error: bit() })),
      interrupt: master(flow(queueShape(config))),
      pending: output(u(queueCount(config))),
    },
    ({ enabled, start, doorbell, published, request, answer, seen, interrupt, pending }) => {
      const count = queueCount(config);
      const { avail } = ram({ avail: { shape: u(hostAddressBits), depth: count, kind: 'distributed' } });
      const { contexts, arbiter } = inst({
        contexts: fifo(contextShape(config), outstandingReads.index),
        arbiter: roundRobinArbiter(count),
      });
      unused(contexts.count);
      const w = reg({ wanted: u(count, 0), underWay: u(count, 0), owed: u(count, 0) });
      const r = reg({ queue: queueIndex(config), interrupts: bit(), address: u(hostAddressBits) });
      const lane = r.address.slice(1, laneBits);
      const split = named('split', lane.eq(lanes - 1));

      arbiter.requests.set(w.wanted.and(enabled).and(w.underWay.not()));
      const picked = oneHotIndex(arbiter.grants, queueIndex(config).width);
      const sent = named('sent', request.valid.and(request.ready));

      const state = fsm('state', ['pick', 'address', 'first', 'second'], {
        pick: goto => {
          r.queue.set(picked);
          when(arbiter.grants.orR(), () => goto('address'));
        },
        address: goto => {
          // The read goes out later than this: it serves whatever asked until now.
          w.wanted.at(r.queue).set(0);
          w.underWay.at(r.queue).set(1);
          r.address.set(avail.read(r.queue));
          r.interrupts.set(w.owed.at(r.queue));
          w.owed.at(r.queue).set(0);
          goto('first');
        },
        first: goto => {
          when(sent, () => when(split, () => goto('second')).otherwise(() => goto('pick')));
        },
        second: goto => {
          when(sent, () => goto('pick'));
        },
      });
      arbiter.accept.set(state.is('pick'));

      const wordBits = hostAddressBits - laneBits - 1;
      const word = r.address.slice(laneBits + 1, wordBits);
      const sending = state.is('first').or(state.is('second'));
      request.valid.set(sending.and(contexts.up.ready));
      request.payload.queue.set(r.queue);
      request.payload.address.set(cat(mux(state.is('second'), word.add(1), word), lit(0, laneBits + 1)));
      contexts.up.valid.set(sending.and(request.ready));
      contexts.up.payload.set({
        queue: r.queue,
        lane,
        hasFlags: state.is('first'),
        hasIndex: state.is('second').or(split.not()),
        interrupts: r.interrupts,
      });

      contexts.down.ready.set(answer.valid);
      const { came } = reg({ came: { valid: bit(0), context: contextShape(config), answer: readAnswerShape } });
      came.set({ valid: answer.valid, context: contexts.down.payload, answer: answer.payload });
      const { told } = reg({
        told: { valid: bit(0), queue: queueIndex(config), index: u(ringIndexBits), error: bit(), interrupt: bit() },
      });
      // Flags that came in a word of their own; the index of the same queue is the next answer.
      const held = reg({ heldQuiet: bit(), heldError: bit() });
      const flags = came.answer.data.dynamicSlice(came.context.lane, ringIndexBits);
      const quiet = mux(came.context.hasFlags, flags.bit(Math.log2(availNoInterrupt)), held.heldQuiet);
      const error = came.answer.error.or(came.context.hasFlags.not().and(held.heldError));
      when(came.valid.and(came.context.hasFlags), () => {
        held.heldQuiet.set(quiet);
        held.heldError.set(error);
      });
      told.valid.set(came.valid.and(came.context.hasIndex));
      told.queue.set(came.context.queue);
      told.index.set(came.answer.data.dynamicSlice(came.context.lane.add(1), ringIndexBits));
      told.error.set(error);
      told.interrupt.set(came.context.interrupts.and(quiet.not()).and(error.not()));

      seen.valid.set(told.valid);
      seen.payload.set({ queue: told.queue, index: told.index, error: told.error });
      interrupt.valid.set(told.valid.and(told.interrupt).and(enabled.at(told.queue)));
      interrupt.payload.queue.set(told.queue);
      when(told.valid, () => w.underWay.at(told.queue).set(0));
      when(doorbell.valid, () => w.wanted.at(doorbell.payload.queue).set(1));
      when(published.valid, () => {
        w.wanted.at(published.payload.queue).set(1);
        w.owed.at(published.payload.queue).set(1);
      });
      when(start.valid, () => {
        avail.write(start.payload.queue, start.payload.avail);
        w.wanted.at(start.payload.queue).set(1);
        w.owed.at(start.payload.queue).set(0);
      });
      pending.set(w.underWay);
    },
    { doc: 'Index reader: avail flags and index of each queue, one read a queue under way.' },
  );
