/**
 * Descriptor reader: fetches the descriptor of every avail ring entry and checks it.
 *
 * Each entry ends as exactly one `landed`, in the order of the entries, whatever happens: with `keep` when its descriptor
 * is a good receive buffer, without it when the queue was stopped before, or must now stop with the error on `stop`. In order of
 * precedence: failed read (`bus`), entry outside the table (`descriptor_index`; nothing is read), flags other than WRITE
 * without NEXT and INDIRECT (`descriptor_flags`), length 0 (`descriptor_length`), not inside the function's window
 * (`window`). Landing and stop of a queue fall into the same clock, so that nobody sees a later descriptor of that queue.
 *
 * One entry and one descriptor a clock. `hold` asks for answers to wait a clock or two while an entry without a read is
 * put in its order; it depends on nothing that could wait for an answer. Latency 2 clocks from entry to request, 5 from
 * answer to landing. Logic depth about 6 LUTs; a 64-bit adder.
 */
import {
  bit,
  cat,
  component,
  flow,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  output,
  priorityMux,
  ram,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { type Config, queueCount } from '../layout/configs.ts';
import { descriptor, descriptorBytes, descriptorFlags, type QueueErrorName } from '../layout/virtqueue.ts';
import { hostAddressBits } from '../lib/axi.ts';
import { delayed } from '../lib/delayed.ts';
import { fifo } from '../lib/fifo.ts';
import { queueIndex } from '../lib/frame-shapes.ts';
import {
  bufferLengthBits,
  bufferShape,
  descriptorIdBits,
  errorBits,
  errorCode,
  functionOf,
  outstandingReads,
  readAnswerShape,
  readRequestShape,
  stopShape,
  windowRequestShape,
} from './dma-shapes.ts';
import { entryShape } from './entry-unpacker.ts';
import { windowCheckLatency } from './window-check.ts';

const offsetBits = Math.log2(descriptorBytes);

/** An entry on its way: `unread` has no read, because of `error` or because its queue was stopped. */
const contextShape = (config: Config) => ({
  queue: queueIndex(config),
  id: u(descriptorIdBits),
  unread: bit(),
  error: u(errorBits),
});

/** Reader of descriptors; see the header comment. */
export const descriptorReader = (config: Config) =>
  component(
    'descriptor_reader',
    { config: config.name },
    {
      enabled: input(u(queueCount(config))),
      start: slave(flow({ queue: queueIndex(config), descriptors: u(hostAddressBits), mask: u(descriptorIdBits) })),
      entries: slave(stream(entryShape(config))),
      request: master(stream(readRequestShape(config))),
      answer: slave(flow(readAnswerShape)),
      hold: output(bit()),
      check: { request: master(flow(windowRequestShape(config))), inside: input(bit()) },
      landed: master(flow({ queue: queueIndex(config), keep: bit(), buffer: bufferShape })),
      stop: master(flow(stopShape(config))),
    },
    ({ enabled, start, entries, request, answer, hold, check, landed, stop }) => {
      const { contexts } = inst({ contexts: fifo(contextShape(config), outstandingReads.descriptor) });
      unused(contexts.count);
      const { tables } = ram({
        tables: {
          shape: { base: u(hostAddressBits - offsetBits), mask: u(descriptorIdBits) },
          depth: queueCount(config),
          kind: 'distributed',
        },
      });
      when(start.valid, () =>
        tables.write(start.payload.queue, {
          base: start.payload.descriptors.slice(offsetBits, hostAddressBits - offsetBits),
          mask: start.payload.mask,
        }),
      );

      const { located, ready } = reg({
        located: {
          valid: bit(0),
          ...entryShape(config),
          base: u(hostAddressBits - offsetBits),
          mask: u(descriptorIdBits),
        },
        ready: { valid: bit(0), address: u(hostAddressBits), context: contextShape(config) },
      });
      const sent = named('sent', contexts.up.valid.and(contexts.up.ready));
      const move = named('move', ready.valid.not().or(sent));
      entries.ready.set(located.valid.not().or(move));
      when(entries.ready, () => {
        located.valid.set(entries.valid);
        const { queue, entry, failed } = entries.payload;
        const { base, mask } = tables.read(queue);
        for (const [name, value] of Object.entries({ queue, entry, failed, base, mask }))
          (located as any)[name].set(value);
      });
      when(move, () => {
        const outside = located.entry.and(located.mask.zext(located.entry.width).not()).orR();
        const id = located.entry.trunc(descriptorIdBits);
        const error = priorityMux<any>(
          [
            [located.failed, code('bus')],
            [outside, code('descriptor_index')],
          ],
          0,
        );
        ready.valid.set(located.valid);
        ready.address.set(cat(located.base.add(id.zext(located.base.width)), lit(0, offsetBits)));
        ready.context.set({
          queue: located.queue,
          id,
          unread: located.failed.or(outside).or(enabled.at(located.queue).not()),
          error,
        });
      });
      request.valid.set(ready.valid.and(ready.context.unread.not()).and(contexts.up.ready));
      request.payload.set({ address: ready.address, queue: ready.context.queue });
      contexts.up.valid.set(ready.valid.and(ready.context.unread.or(request.ready)));
      contexts.up.payload.set(ready.context);

      // An entry without a read takes its turn here; while it does, answers wait.
      const head = contexts.down;
      hold.set(head.valid.and(head.payload.unread));
      head.ready.set(head.payload.unread.or(answer.valid));
      const { came } = reg({
        came: {
          valid: bit(0),
          context: contextShape(config),
          failed: bit(),
          address: u(hostAddressBits),
          length: u(32),
          flags: u(3),
        },
      });
      const word = answer.payload.data;
      came.valid.set(head.fire);
      came.context.set(head.payload);
      came.failed.set(answer.payload.error);
      came.address.set(word.slice(descriptor.addr * 8, 64));
      came.length.set(word.slice(descriptor.len * 8, 32));
      came.flags.set(word.slice(descriptor.flags * 8, 3));

      check.request.valid.set(came.valid.and(came.context.unread.not()));
      check.request.payload.set({
        function: functionOf(config, came.context.queue),
        first: came.address,
        span: came.length.sub(1),
      });
      const judged = {
        valid: came.valid,
        queue: came.context.queue,
        unread: came.context.unread,
        error: mux(came.context.unread, came.context.error, faultOf(came)),
        buffer: {
          address: came.address,
          length: mux(
            came.length.slice(bufferLengthBits, 32 - bufferLengthBits).orR(),
            ones,
            came.length.trunc(bufferLengthBits),
          ),
          id: came.context.id,
        },
      };
      const shape = {
        valid: bit(0),
        queue: queueIndex(config),
        unread: bit(),
        error: u(errorBits),
        buffer: bufferShape,
      };
      const last = delayed('judged', shape, judged, windowCheckLatency);
      const outside = last.unread.not().and(check.inside.not());
      const faulty = last.error.ne(0).or(outside);
      const live = enabled.at(last.queue);
      landed.valid.set(last.valid);
      landed.payload.set({ queue: last.queue, keep: last.unread.or(faulty).not(), buffer: last.buffer });
      stop.valid.set(last.valid.and(live).and(faulty));
      stop.payload.set({ queue: last.queue, error: mux(last.error.ne(0), last.error, code('window')) });
    },
    { doc: 'Descriptor reader: fetches and checks the descriptor of each entry, in order.' },
  );

const code = (error: QueueErrorName): Val<any> => lit(errorCode(error), errorBits);
const ones = lit(2 ** bufferLengthBits - 1, bufferLengthBits);

/** What is wrong with a descriptor that was read, its window aside. */
const faultOf = ({ failed, flags, length }: { failed: Val<1>; flags: Val; length: Val }): Val<any> =>
  priorityMux(
    [
      [failed, code('bus')],
      [flags.ne(descriptorFlags.write), code('descriptor_flags')],
      [length.eq(0), code('descriptor_length')],
    ],
    0,
  );
