// SPDX-License-Identifier: Apache-2.0
/**
 * Stop log: tells function 0 of every queue that stopped by itself, or refused to start.
 *
 * The queue control of each direction may speak in every clock. What it says is counted by its reason and goes into a log of `stopLogDepth` entries, which software reads and empties one by one. With every entry the
 * interrupt of function 0 falls due; it waits while it is not enabled. What finds the log full is not lost silently:
 * `lost` is pulsed, it is counted, and the interrupt comes all the same.
 *
 * Interrupts of queues pass through, one message a clock, latency 1 clock; all kinds take turns. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  connect,
  flow,
  input,
  inst,
  lit,
  mux,
  output,
  ram,
  reg,
  slave,
  stream,
  u,
  unused,
  when,
} from 'typescript-hdl';
import { fifo, startUpSweep, streamMerge } from 'typescript-hdl/lib';
import { directions, eachDirection } from '../lib/queue-number.ts';
import { errorBits, stopEntryShape, stopShape } from '../lib/queue-stop.ts';
import type { Config } from '../spec/configs.ts';
import { stopLogDepth, stopReasons } from '../spec/registers/registers.ts';

/** Stops that may wait for the log while it is cleared. */
const waitingDepth = 16;

/** Ports of the log towards the registers. */
export const stopLogPorts = (config: Config) => ({
  vector: input({ vector: u(16), enable: bit() }),
  next: input(bit()),
  head: output({ valid: bit(), ...stopEntryShape(config) }),
  lost: output(bit()),
  counted: { reason: input(u(errorBits)), stops: output(u(32)) },
});

/** The log; see the header comment. */
export const stopLog = (config: Config) =>
  component(
    'stop_log',
    { config: config.name },
    {
      stopped: eachDirection(() => slave(flow(stopShape(config)))),
      queues: eachDirection(() => slave(stream({ data: u(32) }))),
      irq: { tdata: output(u(32)), tvalid: output(bit()), tready: input(bit()) },
      ...stopLogPorts(config),
    },
    ({ stopped, queues, irq, vector, next, head, lost, counted }) => {
      const shape = stopEntryShape(config);
      const { stops, log, messages } = inst({
        stops: streamMerge(shape, directions),
        log: fifo(shape, stopLogDepth),
        messages: streamMerge({ data: u(32) }, [...directions, 'stops']),
      });
      const overflows = directions.map(direction => {
        const name = `${direction}Waiting`;
        const waiting = inst({ [name]: fifo(stopShape(config), waitingDepth) })[name]!;
        unused(waiting.count);
        waiting.up.valid.set(stopped[direction].valid);
        waiting.up.payload.set(stopped[direction].payload);
        const up = stops.ups[direction];
        up.valid.set(waiting.down.valid);
        up.payload.set({ ...waiting.down.payload, transmit: lit(direction === 'transmit' ? 1 : 0, 1) });
        waiting.down.ready.set(up.ready);
        connect(messages.ups[direction], queues[direction]);
        return stopped[direction].valid.and(waiting.up.ready.not());
      });

      const { counts } = ram({ counts: { shape: u(32), depth: stopReasons, kind: 'distributed' } });
      const clear = startUpSweep('clear', stopReasons);
      const comes = stops.down.fire;
      const { error } = stops.down.payload;
      stops.down.ready.set(clear.active.not());
      when(clear.active.or(comes), () =>
        counts.write(mux(clear.active, clear.index, error), mux(clear.active, lit(0, 32), counts.read(error).add(1))),
      );
      counted.stops.set(mux(clear.active, 0, counts.read(counted.reason)));
      log.up.valid.set(comes);
      log.up.payload.set(stops.down.payload);
      unused(log.count);
      lost.set(overflows[0]!.or(overflows[1]!).or(comes.and(log.up.ready.not())));
      head.set({ valid: log.down.valid, ...log.down.payload });
      log.down.ready.set(next);

      const { due, message } = reg({ due: bit(0), message: { valid: bit(0), vector: u(16) } });
      const sends = due.and(vector.enable).and(message.valid.not());
      when(messages.ups.stops.ready, () => message.valid.set(0));
      when(sends, () => {
        due.set(0);
        message.set({ valid: 1, vector: vector.vector });
      });
      when(comes.or(lost), () => due.set(1));
      messages.ups.stops.valid.set(message.valid);
      messages.ups.stops.payload.data.set(cat(message.vector, lit(0, 16)));
      irq.tvalid.set(messages.down.valid);
      irq.tdata.set(messages.down.payload.data);
      messages.down.ready.set(irq.tready);
    },
    { maxDepth: 3, doc: 'Stop log: queues that stopped by themselves, with their reasons, for function 0.' },
  );
