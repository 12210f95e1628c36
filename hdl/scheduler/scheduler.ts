// SPDX-License-Identifier: Apache-2.0
/**
 * Scheduler: decides from which queue the next frame is read.
 *
 * - Round robin over the queues that hold a frame and have a credit, that is a receive buffer fetched in advance. A disabled
 *   queue needs no credit: its frames leave to be counted. A queue that stays eligible is served after at most one frame of
 *   each other queue.
 * - A grant takes a frame, and from an enabled queue a credit. `clear` takes all credits of a queue; a credit that comes in
 *   the same clock is lost with them. Since a grant may be under way, the consumer may still be given a frame of a queue
 *   whose credits it cleared, or which it enabled, within the last 4 clocks before the grant shows on `select`.
 * - `enqueued`, `credit` and `clear` are taken every clock. A queue must not get more frames than `framesPerQueue` or more
 *   credits than `prefetchDepth`. `select` keeps its queue until it is taken.
 *
 * Throughput one grant every 2 clocks, every 3 from a single queue. Latency from `enqueued` or `credit` to `select` 4 clocks.
 * Logic depth 4 LUTs at 10g, growing with the logarithm of the number of queues.
 */

import {
  bit,
  cat,
  component,
  flow,
  indexWidth,
  input,
  inst,
  master,
  named,
  oneHotIndex,
  reg,
  slave,
  stream,
  u,
  type Val,
  vec,
  when,
} from 'typescript-hdl';
import { countUpDown, roundRobinArbiter } from 'typescript-hdl/lib';
import { queueIndex } from '../lib/queue-number.ts';
import { type Config, queueCount } from '../spec/configs.ts';

/** The scheduler of the receive queues; see the header comment. */
export const scheduler = (config: Config) => {
  const queues = queueCount(config);
  const queueFlow = () => flow({ queue: queueIndex(config) });
  return component(
    'scheduler',
    { queues, framesPerQueue: config.framesPerQueue, prefetchDepth: config.prefetchDepth },
    {
      enqueued: slave(queueFlow()),
      credit: slave(queueFlow()),
      clear: slave(queueFlow()),
      enabled: input(u(queues)),
      select: master(stream({ queue: queueIndex(config) })),
    },
    ({ enqueued, credit, clear, enabled, select }) => {
      const numbers = Array.from({ length: queues }, (_, queue) => queue);
      const { frames, credits, eligible, granted, earlier } = reg({
        frames: vec(queues, u(indexWidth(config.framesPerQueue + 1), 0)),
        credits: vec(queues, u(indexWidth(config.prefetchDepth + 1), 0)),
        eligible: u(queues, 0),
        // The last grant as one bit a queue, for one clock each: its counters are up to date after two.
        granted: u(queues, 0),
        earlier: u(queues, 0),
      });
      const chosen = reg({ chosen: { valid: bit(0), queue: queueIndex(config) } }).chosen;

      const { arbiter } = inst({ arbiter: roundRobinArbiter(queues) });
      const granting = named('granting', granted.orR());
      const free = named('free', granting.not().and(chosen.valid.not().or(select.ready)));
      // No grant is made in the clock after another, so only the one before that is not in `eligible` yet.
      arbiter.requests.set(eligible.and(earlier.not()));
      arbiter.accept.set(free);
      granted.set(arbiter.grants.and(free.repeat(queues)));
      earlier.set(granted);
      when(granting, () => chosen.set({ valid: 1, queue: oneHotIndex(granted, chosen.queue.width) })).elsewhen(
        select.ready,
        () => chosen.valid.set(0),
      );
      select.valid.set(chosen.valid);
      select.payload.set({ queue: chosen.queue });

      const of = (event: { valid: Val<1>; payload: { queue: Val } }, queue: number): Val<1> =>
        event.valid.and(event.payload.queue.eq(queue));
      const ready = numbers.map(queue => {
        const [held, prefetched] = [frames.get(queue), credits.get(queue)];
        const spent = granted.bit(queue).and(enabled.bit(queue)).and(prefetched.ne(0));
        countUpDown(held, of(enqueued, queue), granted.bit(queue));
        countUpDown(prefetched, of(credit, queue), spent);
        when(of(clear, queue), () => prefetched.set(0));
        return held.ne(0).and(prefetched.ne(0).or(enabled.bit(queue).not()));
      });
      eligible.set(cat(...ready.reverse()));
    },
    { maxDepth: 4, doc: 'Round robin over the queues that hold a frame and have a receive buffer for it.' },
  );
};
