// SPDX-License-Identifier: Apache-2.0
/** How far the batches of used elements of each queue are. */
import { bit, mux, named, ram, u, unused, type Val, when, wire } from 'typescript-hdl';
import { eventCounts } from '../../lib/event-counts.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { runFlag } from '../../lib/run-flag.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { errorOfFault } from '../queue-errors.ts';
import { usedStateShape, usedSteps } from '../used-shapes.ts';
import { batchBits, type Sweep, type UsedLineIo } from './line-shapes.ts';

/** What is under way of each queue: batches that are written, and the write that publishes. */
export const followBatches = (config: Config, { answers, stop, change, published }: UsedLineIo, sweep: Sweep) => {
  const { queue, epoch, step, fault } = answers.payload;
  unused(answers.payload.function);
  const failing = named('failing', answers.valid.and(fault.orR()));
  const failed = runFlag('failed', config, { valid: failing, queue }, change);
  stop.valid.set(failing);
  stop.payload.set({ queue, epoch, error: errorOfFault(fault) });
  const batchDone = named('batch_done', answers.valid.and(step.eq(usedSteps.batch)));
  const publishDone = named('publish_done', answers.valid.and(step.eq(usedSteps.publish)));
  const size = { depth: queueCount(config), bits: batchBits };
  const { issue, offer, settle } = wire({
    issue: { valid: bit(), queue: queueIndex(config) },
    offer: { valid: bit(), queue: queueIndex(config), state: usedStateShape },
    settle: { valid: bit(), queue: queueIndex(config), count: u(batchBits) },
  });
  const issued = eventCounts('issued', size, sweep, { valid: issue.valid, at: issue.queue });
  const done = eventCounts('done', size, sweep, { valid: batchDone, at: queue });
  const offers = eventCounts('offers', size, sweep, { valid: offer.valid, at: offer.queue });
  const accepted = eventCounts('accepted', size, sweep, { valid: publishDone, at: queue });
  const { settled, offered } = ram({
    settled: { shape: u(batchBits), depth: queueCount(config), kind: 'distributed' },
    offered: { shape: usedStateShape, depth: queueCount(config), kind: 'distributed' },
  });
  when(sweep.active.or(settle.valid), () =>
    settled.write(mux(sweep.active, sweep.index, settle.queue), mux(sweep.active, 0, settle.count)),
  );
  when(offer.valid, () => offered.write(offer.queue, offer.state));
  const good = named('good', publishDone.and(fault.orR().not()).and(failed(queue).not()));
  published.valid.set(good);
  published.payload.set({ queue });
  return {
    answered: batchDone.or(publishDone),
    good,
    failed,
    issue,
    offer,
    settle,
    issued: (at: Val): Val => issued.read(at),
    done: (at: Val): Val => done.read(at),
    settled: (at: Val): Val => settled.read(at),
    publishing: (at: Val): Val<1> => offers.read(at).ne(accepted.read(at)) as Val<1>,
    offered: (at: Val) => offered.read(at),
  };
};
export type Batches = ReturnType<typeof followBatches>;
