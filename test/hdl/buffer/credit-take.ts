// SPDX-License-Identifier: Apache-2.0
/**
 * Credit take: answers attempts like a virtqueue whose every buffer holds any frame.
 *
 * An attempt of a queue that begins nothing, or not in its run, is `stopped`. One of a queue with a credit is granted and
 * spends it; any other is parked, and so is the rest of its series, whatever credits have come since. Every credit is a wake.
 * `granted` tells of each frame that gets a buffer, `decided` the outcome of each that leaves, in the order in which they do.
 * One attempt a clock, latency 1 clock.
 */
import { bit, component, flow, lit, master, mux, named, ram, reg, slave, stream, u, when } from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { functionOf, queueIndex } from '../../../hdl/lib/queue-number.ts';
import { queueChangeFlow, queueStates } from '../../../hdl/lib/queue-state.ts';
import { attemptShape, outcomeShape, seriesBits, takeOutcomes } from '../../../hdl/lib/take-shapes.ts';
import { costBits, costShape } from '../../../hdl/lib/turn-shapes.ts';
import { type Config, queueCount } from '../../../hdl/spec/configs.ts';

/** Width of a number of credits: more than a queue has frames. */
const creditBits = 16;

export const creditTake = (config: Config) =>
  component(
    'credit_take',
    { config: config.name },
    {
      change: slave(queueChangeFlow(config)),
      credit: slave(flow({ queue: queueIndex(config) })),
      attempts: slave(stream(attemptShape(config))),
      outcomes: master(stream(outcomeShape(config))),
      wake: master(flow({ queue: queueIndex(config) })),
      granted: master(flow({ queue: queueIndex(config) })),
      decided: master(flow({ outcome: u(2) })),
      cost: master(flow(costShape(config))),
    },
    ({ change, credit, attempts, outcomes, wake, granted, decided, cost }) => {
      const counts = { shape: u(creditBits), depth: queueCount(config), kind: 'distributed' } as const;
      const { given, spent, failed } = ram({
        given: counts,
        spent: counts,
        failed: { ...counts, shape: u(seriesBits) },
      });
      const sweep = startUpSweep('sweep', queueCount(config));
      const { answer } = reg({ answer: { valid: bit(0), payload: outcomeShape(config) } });
      const { queue, epoch, series, bytes } = attempts.payload;
      attempts.ready.set(answer.valid.not().or(outcomes.ready).and(sweep.active.not()));

      const runs = named('runs', queueStates(config, change).begins(queue, epoch));
      const has = named('has', given.read(queue).ne(spent.read(queue)).and(failed.read(queue).ne(series)));
      const grants = named('grants', attempts.fire.and(runs).and(has));
      const parks = named('parks', attempts.fire.and(runs).and(has.not()));
      const { granted: yes, parked, stopped } = takeOutcomes;
      const outcome = named('outcome', mux(runs, mux(has, lit(yes, 2), lit(parked, 2)), lit(stopped, 2)));
      when(outcomes.ready, () => answer.valid.set(0));
      when(attempts.fire, () => {
        const one = (width: number) => grants.zext(width);
        const { buffers, pieces } = outcomeShape(config);
        answer.set({
          valid: 1,
          payload: { queue, series, outcome, buffers: one(buffers.width), pieces: one(pieces.width) },
        });
      });
      outcomes.valid.set(answer.valid);
      outcomes.payload.set(answer.payload);

      const cleared = mux(sweep.active, sweep.index, queue);
      const earned = credit.payload.queue;
      const more = mux(sweep.active, lit(0, creditBits), given.read(earned).add(1));
      when(sweep.active.or(credit.valid), () => given.write(mux(sweep.active, sweep.index, earned), more));
      const less = mux(sweep.active, lit(0, creditBits), spent.read(queue).add(1));
      when(sweep.active.or(grants), () => spent.write(cleared, less));
      // The first series of a queue is 0, so none has failed while the last number is written down.
      const none = lit(2 ** seriesBits - 1, seriesBits);
      when(sweep.active.or(parks), () => failed.write(cleared, mux(sweep.active, none, series)));

      wake.valid.set(credit.valid);
      wake.payload.set(credit.payload);
      granted.valid.set(grants);
      granted.payload.set({ queue });
      decided.valid.set(attempts.fire.and(parks.not()));
      decided.payload.set({ outcome });
      cost.valid.set(grants);
      cost.payload.set({ function: functionOf(config, queue), bus: bytes.zext(costBits), wire: bytes });
    },
    { doc: 'Answers attempts from credits, each of which is a buffer for a frame of any length.' },
  );
