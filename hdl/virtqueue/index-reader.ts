// SPDX-License-Identifier: Apache-2.0
/**
 * Index reader: reads the flags and the index of avail rings.
 *
 * A queue is read when it starts, when its doorbell rings, and when a used index was published whose interrupt depends
 * on the flags. The flags count only as they are after the used index is visible (virtio 1.x, 2.7.7.2), so `published`
 * makes a read of its own and `interrupt` follows its answer. One read a queue is under way at a time, however often
 * the doorbell rings; what comes meanwhile is served by one more read. Both halfwords come with one 16-byte word,
 * except for a ring whose flags end such a word: then the flags are read first and the index after them.
 *
 * Never refuses an answer. Latency from request to request about 4 clocks, from answer to `seen` 2 clocks. Logic depth 6
 * LUTs at 10g.
 */

import {
  bit,
  cat,
  component,
  flow,
  fsm,
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
  type Ram,
  ram,
  reg,
  slave,
  stream,
  type UInt,
  u,
  unused,
  type Val,
  type Wr,
  when,
} from 'typescript-hdl';
import { fifo, roundRobinArbiter } from 'typescript-hdl/lib';
import {
  faultBits,
  outstandingReads,
  readAnswerShape,
  readRequestShape,
  readWordBits,
} from '../dma/host/host-shapes.ts';
import { hostAddressBits } from '../lib/host-bus.ts';
import { queueIndex } from '../lib/queue-number.ts';
import { type Config, queueCount } from '../spec/configs.ts';
import { availNoInterrupt } from '../spec/virtio/virtqueue.ts';
import { queueShape, ringIndexBits } from './virtqueue-shapes.ts';

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

const ports = (config: Config) => ({
  enabled: input(u(queueCount(config))),
  start: slave(flow({ queue: queueIndex(config), avail: u(hostAddressBits) })),
  doorbell: slave(flow(queueShape(config))),
  published: slave(flow(queueShape(config))),
  request: master(stream(readRequestShape(config))),
  answer: slave(flow(readAnswerShape)),
  seen: master(flow({ queue: queueIndex(config), index: u(ringIndexBits), fault: u(faultBits) })),
  interrupt: master(flow(queueShape(config))),
  pending: output(u(queueCount(config))),
});
type Io = Inside<ReturnType<typeof ports>>;

/** Reader of avail indices; see the header comment. */
export const indexReader = (config: Config) =>
  component(
    'index_reader',
    { config: config.name },
    ports(config),
    io => {
      const count = queueCount(config);
      const { avail } = ram({ avail: { shape: u(hostAddressBits), depth: count, kind: 'distributed' } });
      const { contexts } = inst({ contexts: fifo(contextShape(config), outstandingReads.index) });
      unused(contexts.count);
      // A queue that asks for a read, has one under way, and is owed a word on interrupts by the next one.
      const { queues } = reg({ queues: { wanted: u(count, 0), underWay: u(count, 0), owed: u(count, 0) } });
      askInTurn(config, io, queues, avail, contexts.up);
      const ended = tellAnswers(config, io, contexts.down);
      when(ended.valid, () => queues.underWay.at(ended.queue).set(0));
      for (const { valid, payload } of [io.doorbell, io.published, io.start]) {
        when(valid, () => queues.wanted.at(payload.queue).set(1));
      }
      when(io.published.valid, () => queues.owed.at(io.published.payload.queue).set(1));
      when(io.start.valid, () => {
        avail.write(io.start.payload.queue, io.start.payload.avail);
        queues.owed.at(io.start.payload.queue).set(0);
      });
      io.pending.set(queues.underWay);
    },
    { maxDepth: 6, doc: 'Index reader: avail flags and index of each queue, one read a queue under way.' },
  );

type Queues = Wr<{ wanted: UInt; underWay: UInt; owed: UInt }>;
type Contexts = Outside<ReturnType<typeof fifo<ReturnType<typeof contextShape>>>['ports']>;

/** Picks a queue in turn and sends its read, or its two. */
const askInTurn = (
  config: Config,
  { enabled, request }: Io,
  queues: Queues,
  avail: Ram<UInt>,
  contexts: Contexts['up'],
): void => {
  const { arbiter } = inst({ arbiter: roundRobinArbiter(queueCount(config)) });
  arbiter.requests.set(queues.wanted.and(enabled).and(queues.underWay.not()));
  const r = reg({ queue: queueIndex(config), interrupts: bit(), address: u(hostAddressBits) });
  const lane = r.address.slice(1, laneBits);
  const split = named('split', lane.eq(lanes - 1));
  const sent = named('sent', request.fire);
  const state = fsm('state', ['pick', 'address', 'first', 'second'], {
    pick: goto => {
      r.queue.set(oneHotIndex(arbiter.grants, r.queue.width));
      when(arbiter.grants.orR(), () => goto('address'));
    },
    address: goto => {
      // The read goes out later than this: it serves whatever asked until now.
      queues.wanted.at(r.queue).set(0);
      queues.underWay.at(r.queue).set(1);
      queues.owed.at(r.queue).set(0);
      r.interrupts.set(queues.owed.at(r.queue));
      r.address.set(avail.read(r.queue));
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

  const word = r.address.slice(laneBits + 1, hostAddressBits - laneBits - 1);
  const sending = state.is('first').or(state.is('second'));
  request.valid.set(sending.and(contexts.ready));
  request.payload.queue.set(r.queue);
  request.payload.address.set(cat(mux(state.is('second'), word.add(1), word), lit(0, laneBits + 1)));
  contexts.valid.set(sending.and(request.ready));
  contexts.payload.set({
    queue: r.queue,
    lane,
    hasFlags: state.is('first'),
    hasIndex: state.is('second').or(split.not()),
    interrupts: r.interrupts,
  });
};

/** Takes flags and index out of the answers; returns the queue whose read has ended in this clock. */
const tellAnswers = (
  config: Config,
  { answer, seen, interrupt }: Io,
  contexts: Contexts['down'],
): { readonly valid: Val<1>; readonly queue: Val } => {
  contexts.ready.set(answer.valid);
  const { came, told, held } = reg({
    came: { valid: bit(0), context: contextShape(config), answer: readAnswerShape },
    told: {
      valid: bit(0),
      queue: queueIndex(config),
      index: u(ringIndexBits),
      fault: u(faultBits),
      interrupt: bit(),
    },
    // Flags that came in a word of their own; the next answer is the index of the same queue.
    held: { quiet: bit(), fault: u(faultBits) },
  });
  came.set({ valid: answer.valid, context: contexts.payload, answer: answer.payload });
  const { lane, hasFlags, hasIndex } = came.context;
  const flags = came.answer.data.dynamicSlice(lane, ringIndexBits);
  const quiet = named('quiet', mux(hasFlags, flags.bit(Math.log2(availNoInterrupt)), held.quiet));
  // Of a split word either half may have failed; a queue whose flags are unknown must not run on.
  const earlier = hasFlags.not().and(held.fault.orR());
  const fault = named('fault', mux(earlier, held.fault, came.answer.fault));
  when(came.valid.and(hasFlags), () => held.set({ quiet, fault }));
  told.set({
    valid: came.valid.and(hasIndex),
    queue: came.context.queue,
    index: came.answer.data.dynamicSlice(lane.add(1), ringIndexBits),
    fault,
    interrupt: came.context.interrupts.and(quiet.not()).and(fault.orR().not()),
  });
  seen.valid.set(told.valid);
  seen.payload.set({ queue: told.queue, index: told.index, fault: told.fault });
  interrupt.valid.set(told.valid.and(told.interrupt));
  interrupt.payload.queue.set(told.queue);
  return { valid: told.valid, queue: told.queue };
};
