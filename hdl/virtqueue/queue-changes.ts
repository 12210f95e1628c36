// SPDX-License-Identifier: Apache-2.0
/**
 * Queue changes: tells of queues that were enabled or disabled, one at a time, to parts that keep a copy of their own.
 *
 * After reset every queue is told of once, as disabled. Then each clock the lowest queue whose bit of `enabled` is not what
 * was told last: a change is told within as many clocks as there are queues. A queue that changes twice before may not be told
 * of at all. Logic depth 4 LUTs at 10g.
 */
import { component, input, lit, lowestOne, master, mux, named, oneHotIndex, reg, u, when } from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { epochBits } from '../lib/queue-epoch.ts';
import { queueIndex } from '../lib/queue-number.ts';
import { queueChangeFlow } from '../lib/queue-state.ts';
import { type Config, queueCount } from '../spec/configs.ts';

/** From a bit a queue to a flow of changes; see the header comment. */
export const queueChanges = (config: Config) =>
  component(
    'queue_changes',
    { queues: queueCount(config) },
    { enabled: input(u(queueCount(config))), change: master(queueChangeFlow(config)) },
    ({ enabled, change }) => {
      const { told } = reg({ told: u(queueCount(config), 0) });
      const sweep = startUpSweep('sweep', queueCount(config));
      const changed = named('changed', enabled.xor(told));
      const one = named('one', lowestOne(changed));
      const running = enabled.and(one).orR().and(sweep.active.not());
      when(sweep.active.not(), () => told.set(told.xor(one)));
      change.valid.set(sweep.active.or(changed.orR()));
      const queue = mux(sweep.active, sweep.index, oneHotIndex(one, queueIndex(config).width));
      // Who listens has no use for the epoch: frames carry theirs.
      change.payload.set({ queue, running, beginning: running, epoch: lit(0, epochBits) });
    },
    { maxDepth: 4, doc: 'Tells of queues that were enabled or disabled, one at a time.' },
  );
