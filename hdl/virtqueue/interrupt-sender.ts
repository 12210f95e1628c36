// SPDX-License-Identifier: Apache-2.0
/**
 * Interrupt sender: turns interrupts of queues into messages of function and vector.
 *
 * An interrupt that is due while an earlier one of the same queue still waits for `irq` is the same interrupt. Queues
 * take turns. One of a queue that is not enabled is forgotten, unless `irq` shows it already: then `drain.busy` says so of
 * the queue, until it is taken. One message every 2 clocks; latency 3 clocks. Logic depth 6 LUTs at 10g.
 */

import {
  bit,
  cat,
  component,
  flow,
  input,
  inst,
  master,
  named,
  oneHotIndex,
  output,
  ram,
  reg,
  slave,
  u,
  when,
} from 'typescript-hdl';
import { roundRobinArbiter } from 'typescript-hdl/lib';
import { functionOf, queueIndex } from '../lib/queue-number.ts';
import { type Config, queueCount } from '../spec/configs.ts';
import { queueShape, vectorBits } from './virtqueue-shapes.ts';

/** Interrupt messages: the vector in the high half, the function in the low half. */
export const interruptMaster = { tdata: output(u(32)), tvalid: output(bit()), tready: input(bit()) };

/** Sender of interrupts; see the header comment. */
export const interruptSender = (config: Config) =>
  component(
    'interrupt_sender',
    { config: config.name },
    {
      enabled: input(u(queueCount(config))),
      start: slave(flow({ queue: queueIndex(config), vector: u(vectorBits) })),
      due: slave(flow(queueShape(config))),
      irq: master(interruptMaster),
      drain: { queue: input(queueIndex(config)), busy: output(bit()) },
    },
    ({ enabled, start, due, irq, drain }) => {
      const count = queueCount(config);
      const { vectors } = ram({ vectors: { shape: u(vectorBits), depth: count, kind: 'distributed' } });
      const { arbiter } = inst({ arbiter: roundRobinArbiter(count) });
      const r = reg({ pending: u(count, 0), chosen: { valid: bit(0), queue: queueIndex(config) } });
      const { message } = reg({ message: { valid: bit(0), queue: queueIndex(config), data: u(32) } });
      const free = named('free', message.valid.not().or(irq.tready));
      const pick = named('pick', r.chosen.valid.not());
      arbiter.requests.set(r.pending.and(enabled));
      arbiter.accept.set(pick);
      const picked = oneHotIndex(arbiter.grants, queueIndex(config).width);
      when(irq.tready, () => message.valid.set(0));
      const stopped = named('stopped', enabled.at(r.chosen.queue).not());
      when(r.chosen.valid.and(stopped), () => r.chosen.valid.set(0)).elsewhen(r.chosen.valid.and(free), () => {
        r.chosen.valid.set(0);
        r.pending.at(r.chosen.queue).set(0);
        message.valid.set(1);
        message.queue.set(r.chosen.queue);
        message.data.set(cat(vectors.read(r.chosen.queue), functionOf(config, r.chosen.queue).zext(32 - vectorBits)));
      });
      when(pick.and(arbiter.grants.orR()), () => {
        r.chosen.valid.set(1);
        r.chosen.queue.set(picked);
      });
      when(due.valid, () => r.pending.at(due.payload.queue).set(1));
      when(start.valid, () => {
        vectors.write(start.payload.queue, start.payload.vector);
        r.pending.at(start.payload.queue).set(0);
      });
      irq.tvalid.set(message.valid);
      irq.tdata.set(message.data);
      drain.busy.set(message.valid.and(message.queue.eq(drain.queue)));
    },
    { maxDepth: 6, doc: 'Interrupt sender: interrupts of queues as messages of function and vector.' },
  );
