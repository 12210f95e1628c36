// SPDX-License-Identifier: Apache-2.0
/**
 * Answers attempts as a buffer supply would whose queues get their buffers one by one: a stand-in for the benches of packet
 * buffer and scheduler.
 *
 * An attempt of a queue that begins nothing, or of another run, is `stopped`. One of a queue with a credit is granted and spends
 * it; any other is parked, as are those of the series that has failed last, whatever credits have come since. Every
 * credit is a `wake`, and so is the end of a run; both must not come in the same clock.
 */
import {
  bit,
  component,
  flow,
  lit,
  master,
  mux,
  named,
  ram,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { functionOf, queueIndex } from '../../../hdl/lib/queue-number.ts';
import { queueChangeFlow, queueStates } from '../../../hdl/lib/queue-state.ts';
import { attemptShape, outcomeShape, seriesBits, takeOutcomes } from '../../../hdl/lib/take-shapes.ts';
import { costBits, costShape } from '../../../hdl/lib/turn-shapes.ts';
import { type Config, queueCount } from '../../../hdl/spec/configs.ts';

/** Width of a number of credits. */
const creditBits = 10;

/** The stand-in; see the header comment. */
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
      cost: master(flow(costShape(config))),
    },
    ({ change, credit, attempts, outcomes, wake, granted, cost }) => {
      const memory = { depth: queueCount(config), kind: 'distributed' } as const;
      const { given, spent, failed } = ram({
        given: { shape: u(creditBits), ...memory },
        spent: { shape: u(creditBits), ...memory },
        failed: { shape: u(seriesBits), ...memory },
      });
      const sweep = startUpSweep('sweep', queueCount(config));
      const more = given.read(credit.payload.queue).add(1);
      when(sweep.active.or(credit.valid), () =>
        given.write(
          mux(sweep.active, sweep.index, credit.payload.queue),
          mux(sweep.active, lit(0, creditBits), more as Val),
        ),
      );

      const { queue, epoch, series, bytes } = attempts.payload;
      const { answer, paid } = reg({
        answer: { valid: bit(0), payload: outcomeShape(config) },
        paid: { valid: bit(0), payload: costShape(config) },
      });
      attempts.ready.set(answer.valid.not().or(outcomes.ready).and(sweep.active.not()));
      const runs = queueStates(config, change).begins(queue, epoch);
      const has = given.read(queue).ne(spent.read(queue)).and(failed.read(queue).ne(series));
      const grants = named('grants', attempts.fire.and(runs).and(has));
      const { granted: yes, parked, stopped } = takeOutcomes;
      const outcome = mux(runs, mux(has, lit(yes, 2), lit(parked, 2)), lit(stopped, 2));
      when(outcomes.ready, () => answer.valid.set(0));
      when(attempts.fire, () => {
        const buffers = grants.zext(outcomeShape(config).buffers.width);
        answer.set({ valid: 1, payload: { queue, series, outcome, buffers } });
      });
      outcomes.valid.set(answer.valid);
      outcomes.payload.set(answer.payload);

      // The first series of a queue is 0, so none has failed while the last number is written down.
      const parks = named('parks', attempts.fire.and(runs).and(has.not()));
      when(sweep.active.or(parks), () =>
        failed.write(
          mux(sweep.active, sweep.index, queue),
          mux(sweep.active, lit(2 ** seriesBits - 1, seriesBits), series),
        ),
      );
      when(sweep.active.or(grants), () =>
        spent.write(
          mux(sweep.active, sweep.index, queue),
          mux(sweep.active, lit(0, creditBits), spent.read(queue).add(1) as Val),
        ),
      );
      const ends = change.valid.and(change.payload.beginning.not());
      wake.valid.set(credit.valid.or(ends));
      wake.payload.queue.set(mux(credit.valid, credit.payload.queue, change.payload.queue));
      granted.valid.set(grants);
      granted.payload.set({ queue });
      paid.valid.set(grants);
      paid.payload.set({ function: functionOf(config, queue), bus: bytes.zext(costBits), wire: bytes });
      cost.valid.set(paid.valid);
      cost.payload.set(paid.payload);
    },
  );
