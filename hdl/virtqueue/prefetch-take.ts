// SPDX-License-Identifier: Apache-2.0
/**
 * Prefetch take: answers attempts with the buffers that were fetched in advance, one for each frame.
 *
 * - An attempt of a queue that is disabled, or that has begun another run since, is `stopped`. One of a queue with a credit is
 *   granted and spends it; any other is parked. So are those of the series that has failed last, whatever credits have
 *   come since: their frames stay, and a credit spent on them would be lost. `returned` never comes: whether the buffer is
 *   long enough is decided with the frame.
 * - `credit` counts a fetched buffer, `clear` takes all credits of a queue. A credit that comes in the clock of a clear is lost
 *   with them. Every credit is a `wake`: it comes after the attempts that it is too late for.
 * - `granted` tells of each frame that gets a buffer, and `cost` what it costs: its bytes with header, descriptor, avail entry
 *   and used element on the bus, and what it took on the wire.
 *
 * One attempt a clock; waits while `outcomes` does, and in the clock of a clear. Latency 1 clock. Logic depth 4 LUTs at 10g.
 */
import { bit, component, flow, input, lit, master, mux, named, ram, reg, slave, stream, u, when } from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { queueEpochs, runFlow } from '../lib/queue-epoch.ts';
import { functionOf } from '../lib/queue-number.ts';
import { attemptShape, outcomeShape, seriesBits, takeOutcomes } from '../lib/take-shapes.ts';
import { costBits, costShape } from '../lib/turn-shapes.ts';
import { type Config, queueCount } from '../spec/configs.ts';
import { wireOverheadBytes } from '../spec/shares.ts';
import { descriptorBytes, netHeaderBytes } from '../spec/virtio/virtqueue.ts';
import { queueShape } from './virtqueue-shapes.ts';

/** Bytes of ring traffic for a frame: a descriptor, an avail entry of 2 bytes and a used element of 8. */
const ringBytes = descriptorBytes + 2 + 8;

/** The answers of the prefetch queues to attempts; see the header comment. */
export const prefetchTake = (config: Config) =>
  component(
    'prefetch_take',
    { config: config.name, prefetchDepth: config.prefetchDepth },
    {
      enabled: input(u(queueCount(config))),
      start: slave(runFlow(config)),
      credit: slave(flow(queueShape(config))),
      clear: slave(flow(queueShape(config))),
      attempts: slave(stream(attemptShape(config))),
      outcomes: master(stream(outcomeShape(config))),
      wake: master(flow(queueShape(config))),
      granted: master(flow(queueShape(config))),
      cost: master(flow(costShape(config))),
    },
    ({ enabled, start, credit, clear, attempts, outcomes, wake, granted, cost }) => {
      // One bit more than a credit count, so that all credits differ from none.
      const counts = {
        shape: u(Math.log2(config.prefetchDepth) + 1),
        depth: queueCount(config),
        kind: 'distributed',
      } as const;
      const { given, spent, failed } = ram({
        given: counts,
        spent: counts,
        failed: { shape: u(seriesBits), depth: queueCount(config), kind: 'distributed' },
      });
      const sweep = startUpSweep('sweep', queueCount(config));
      const more = given.read(credit.payload.queue).add(1);
      when(sweep.active.or(credit.valid), () =>
        given.write(mux(sweep.active, sweep.index, credit.payload.queue), mux(sweep.active, lit(0, more.width), more)),
      );

      const { queue, epoch, series, bytes } = attempts.payload;
      const { answer, paid } = reg({
        answer: { valid: bit(0), payload: outcomeShape(config) },
        paid: { valid: bit(0), payload: costShape(config) },
      });
      attempts.ready.set(answer.valid.not().or(outcomes.ready).and(clear.valid.not()).and(sweep.active.not()));
      const runs = enabled.at(queue).and(queueEpochs(config, start).of(queue).eq(epoch));
      const used = spent.read(queue);
      const has = given.read(queue).ne(used).and(failed.read(queue).ne(series));
      const grants = named('grants', attempts.fire.and(runs).and(has));
      const outcome = mux(
        runs,
        mux(has, lit(takeOutcomes.granted, 2), lit(takeOutcomes.parked, 2)),
        lit(takeOutcomes.stopped, 2),
      );
      when(outcomes.ready, () => answer.valid.set(0));
      when(attempts.fire, () =>
        answer.set({
          valid: 1,
          payload: { queue, series, outcome, buffers: grants.zext(outcomeShape(config).buffers.width) },
        }),
      );
      outcomes.valid.set(answer.valid);
      outcomes.payload.set(answer.payload);

      // The first series of a queue is 0, so none has failed while the last number is written down.
      const parks = named('parks', attempts.fire.and(runs).and(has.not()));
      const none = lit(2 ** seriesBits - 1, seriesBits);
      when(sweep.active.or(parks), () =>
        failed.write(mux(sweep.active, sweep.index, queue), mux(sweep.active, none, series)),
      );

      const cleared = clear.payload.queue;
      const late = credit.valid.and(credit.payload.queue.eq(cleared));
      const all = given.read(cleared).add(late.zext(used.width));
      when(sweep.active.or(clear.valid).or(grants), () =>
        spent.write(
          mux(sweep.active, sweep.index, mux(clear.valid, cleared, queue)),
          mux(sweep.active, lit(0, used.width), mux(clear.valid, all, used.add(1))),
        ),
      );
      wake.valid.set(credit.valid);
      wake.payload.set(credit.payload);
      granted.valid.set(grants);
      granted.payload.set({ queue });
      paid.valid.set(grants);
      paid.payload.set({
        function: functionOf(config, queue),
        bus: bytes.zext(costBits).add(ringBytes),
        wire: bytes.add(wireOverheadBytes - netHeaderBytes),
      });
      cost.valid.set(paid.valid);
      cost.payload.set(paid.payload);
    },
    // More than 64 queues take a multiplexer after each LUT RAM.
    {
      maxDepth: queueCount(config) <= 64 ? 4 : 5,
      doc: 'Answers attempts with receive buffers that were fetched in advance.',
    },
  );
