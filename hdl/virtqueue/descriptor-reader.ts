// SPDX-License-Identifier: Apache-2.0
/**
 * Descriptor reader: fetches the descriptor of every avail ring entry and checks it.
 *
 * Each entry ends as exactly one `landed`, in the order of the entries, whatever happens: with `keep` when its
 * descriptor is a good receive buffer, without it when the queue was stopped before, or must now stop with the error on
 * `stop`. In order of precedence: failed read (`bus` or `refused`), entry outside the table (`descriptor_index`; nothing is
 * read), flags other than WRITE without NEXT and INDIRECT (`descriptor_flags`), too short for any frame
 * (`descriptor_length`), not inside the function's window (`window`). An entry of an earlier run of its queue is treated as
 * of a stopped queue. Landing and stop of a queue fall into the same clock, so that nobody sees a later
 * descriptor of that queue.
 *
 * One entry and one descriptor a clock. `hold` asks for answers to wait a clock or two while an entry without a read is
 * put in its order; it depends on nothing that could wait for an answer. Latency 2 clocks from entry to request, 5 from
 * answer to landing. Logic depth 3 LUTs at 10g.
 */

import {
  bit,
  cat,
  component,
  flow,
  type Inside,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  type Outside,
  output,
  priorityMux,
  type Rd,
  ram,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { delayed, fifo } from 'typescript-hdl/lib';
import {
  faultBits,
  outstandingReads,
  readAnswerShape,
  readRequestShape,
  windowRequestShape,
} from '../dma/host/host-shapes.ts';
import { windowCheckLatency } from '../dma/host/window-check.ts';
import { hostAddressBits } from '../lib/host-bus.ts';
import { epochBits } from '../lib/queue-epoch.ts';
import { functionOf, queueIndex } from '../lib/queue-number.ts';
import { type Config, queueCount } from '../spec/configs.ts';
import {
  descriptor,
  descriptorBytes,
  descriptorFlags,
  minBufferBytes,
  type QueueErrorName,
} from '../spec/virtio/virtqueue.ts';
import { entryShape } from './entry-unpacker.ts';
import {
  bufferLengthBits,
  bufferShape,
  descriptorIdBits,
  errorBits,
  errorCode,
  errorOfFault,
  stopShape,
} from './virtqueue-shapes.ts';

const offsetBits = Math.log2(descriptorBytes);

/** An entry on its way: `unread` has no read, because of `error` or because its queue was stopped. */
const contextShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  id: u(descriptorIdBits),
  unread: bit(),
  error: u(errorBits),
});

const ports = (config: Config) => ({
  enabled: input(u(queueCount(config))),
  start: slave(
    flow({
      queue: queueIndex(config),
      epoch: u(epochBits),
      descriptors: u(hostAddressBits),
      mask: u(descriptorIdBits),
    }),
  ),
  entries: slave(stream(entryShape(config))),
  request: master(stream(readRequestShape(config))),
  answer: slave(flow(readAnswerShape)),
  hold: output(bit()),
  check: { request: master(flow(windowRequestShape(config))), inside: input(bit()) },
  landed: master(flow({ queue: queueIndex(config), epoch: u(epochBits), keep: bit(), buffer: bufferShape })),
  stop: master(flow(stopShape(config))),
});
type Io = Inside<ReturnType<typeof ports>>;
type Contexts = Outside<ReturnType<typeof fifo<ReturnType<typeof contextShape>>>['ports']>;

/** Reader of descriptors; see the header comment. */
export const descriptorReader = (config: Config) =>
  component(
    'descriptor_reader',
    { config: config.name },
    ports(config),
    io => {
      const { contexts } = inst({ contexts: fifo(contextShape(config), outstandingReads.descriptor) });
      unused(contexts.count);
      requestDescriptors(config, io, contexts.up);
      const came = takeAnswers(config, io, contexts.down);
      io.check.request.valid.set(came.valid.and(came.context.unread.not()));
      io.check.request.payload.set({
        function: functionOf(config, came.context.queue),
        first: came.address,
        span: came.length.sub(1),
      });
      land(config, io, came);
    },
    { maxDepth: 3, doc: 'Descriptor reader: fetches and checks the descriptor of each entry, in order.' },
  );

/** Entries to requests: looks the table up, then sends the read and notes its context, or the context alone. */
const requestDescriptors = (
  config: Config,
  { enabled, start, entries, request }: Io,
  contexts: Contexts['up'],
): void => {
  const tableShape = { base: u(hostAddressBits - offsetBits), mask: u(descriptorIdBits), epoch: u(epochBits) };
  const { tables } = ram({ tables: { shape: tableShape, depth: queueCount(config), kind: 'distributed' } });
  when(start.valid, () => {
    const { queue, epoch, descriptors, mask } = start.payload;
    tables.write(queue, { base: descriptors.slice(offsetBits, hostAddressBits - offsetBits), mask, epoch });
  });

  const { located, ready } = reg({
    located: { valid: bit(0), entry: entryShape(config), table: tableShape },
    ready: { valid: bit(0), address: u(hostAddressBits), context: contextShape(config) },
  });
  const move = named('move', ready.valid.not().or(contexts.fire));
  entries.ready.set(located.valid.not().or(move));
  when(entries.ready, () =>
    located.set({ valid: entries.valid, entry: entries.payload, table: tables.read(entries.payload.queue) }),
  );
  const { queue, epoch, entry, fault } = located.entry;
  const failed = named('failed', fault.orR());
  const live = named('live', enabled.at(queue).and(located.table.epoch.eq(epoch)));
  const outside = named('outside', entry.and(located.table.mask.zext(entry.width).not()).orR());
  when(move, () => {
    const id = entry.trunc(descriptorIdBits);
    const base = located.table.base;
    ready.valid.set(located.valid);
    ready.address.set(cat(base.add(id.zext(base.width)), lit(0, offsetBits)));
    ready.context.set({
      queue,
      epoch,
      id,
      unread: failed.or(outside).or(live.not()),
      error: mux(failed, errorOfFault(fault), mux(outside, code('descriptor_index'), 0)),
    });
  });
  const { unread } = ready.context;
  request.valid.set(ready.valid.and(unread.not()).and(contexts.ready));
  request.payload.set({ address: ready.address, queue: ready.context.queue });
  contexts.valid.set(ready.valid.and(unread.or(request.ready)));
  contexts.payload.set(ready.context);
};

/** A descriptor that came, or the turn of an entry without one. */
const cameShape = (config: Config) => ({
  valid: bit(0),
  context: contextShape(config),
  fault: u(faultBits),
  address: u(hostAddressBits),
  length: u(32),
  flags: u(3),
});
type Came = Rd<ReturnType<typeof cameShape>>;

/** Joins each answer with its context. An entry without a read takes its turn here; while it does, answers wait. */
const takeAnswers = (config: Config, { answer, hold }: Io, contexts: Contexts['down']): Came => {
  hold.set(contexts.valid.and(contexts.payload.unread));
  contexts.ready.set(contexts.payload.unread.or(answer.valid));
  const { came } = reg({ came: cameShape(config) });
  const word = answer.payload.data;
  came.set({
    valid: contexts.fire,
    context: contexts.payload,
    fault: answer.payload.fault,
    address: word.slice(descriptor.addr * 8, 64),
    length: word.slice(descriptor.len * 8, 32),
    flags: word.slice(descriptor.flags * 8, 3),
  });
  return came;
};

/** Judges each entry while its window is being checked, and lands it. */
const land = (config: Config, { enabled, check, landed, stop }: Io, came: Came): void => {
  const { queue, epoch, id, unread, error } = came.context;
  const judged = {
    valid: came.valid,
    queue,
    epoch,
    unread,
    error: mux(unread, error, faultOf(came)),
    buffer: { address: came.address, length: saturated(came.length), id },
  };
  const shape = {
    valid: bit(0),
    queue: queueIndex(config),
    epoch: u(epochBits),
    unread: bit(),
    error: u(errorBits),
    buffer: bufferShape,
  };
  const last = delayed('judged', shape, judged, windowCheckLatency);
  const outside = last.unread.not().and(check.inside.not());
  const faulty = named('faulty', last.error.ne(0).or(outside));
  landed.valid.set(last.valid);
  landed.payload.set({ queue: last.queue, epoch: last.epoch, keep: last.unread.or(faulty).not(), buffer: last.buffer });
  stop.valid.set(last.valid.and(enabled.at(last.queue)).and(faulty));
  stop.payload.set({ queue: last.queue, error: mux(last.error.ne(0), last.error, code('window')) });
};

/** A buffer's length in the bits that matter. */
const saturated = (length: Val): Val =>
  mux(
    length.slice(bufferLengthBits, length.width - bufferLengthBits).orR(),
    2 ** bufferLengthBits - 1,
    length.trunc(bufferLengthBits),
  );

const code = (error: QueueErrorName): Val => lit(errorCode(error), errorBits);

/** What is wrong with a descriptor that was read, its window aside. */
const faultOf = ({ fault, flags, length }: Came): Val =>
  priorityMux(
    [
      [fault.orR(), errorOfFault(fault)],
      [flags.ne(descriptorFlags.write), code('descriptor_flags')],
      [length.lt(minBufferBytes), code('descriptor_length')],
    ],
    0,
  );
