// SPDX-License-Identifier: Apache-2.0
/**
 * The state of queues by number. Queue control tells every change to all parts; each part that must know keeps a copy of its
 * own in LUT RAM, so that no signal is as wide as the number of queues.
 *
 * A queue ends in order in two steps. First it no longer begins anything: `beginning` falls, nothing is fetched, no frame gets
 * buffers, what was prefetched is dropped; frames that have their buffers are written and published. When all that has
 * drained, `running` falls. An error ends both at once, and what is left is dropped. `beginning` implies `running`.
 *
 * Control tells of every queue once at start-up (`running` 0), before any work comes; until then a copy is undefined.
 */
import { bit, flow, ram, u, type Val, when } from 'typescript-hdl';
import { type Config, queueCount } from '../spec/configs.ts';
import { epochBits } from './queue-epoch.ts';
import { queueIndex } from './queue-number.ts';

/** What control tells: from the next clock on the queue runs, or does not, in the run with this epoch. */
export const queueChangeShape = (config: Config) => ({
  queue: queueIndex(config),
  running: bit(),
  beginning: bit(),
  epoch: u(epochBits),
});

/** The flow that tells of changes. */
export const queueChangeFlow = (config: Config) => flow(queueChangeShape(config));

interface Change {
  readonly valid: Val<1>;
  readonly payload: { readonly queue: Val; readonly running: Val<1>; readonly beginning: Val<1>; readonly epoch: Val };
}

export interface QueueStates {
  /** Whether a queue runs. Every call is a read port. */
  running(queue: Val): Val<1>;
  /** Whether a queue runs, and in the run with this epoch: to be asked before anything is finished for it. */
  runs(queue: Val, epoch: Val): Val<1>;
  /** Whether anything new may be begun in that run as well: to be asked before a fetch, and before a frame gets buffers. */
  begins(queue: Val, epoch: Val): Val<1>;
  /** Whether anything new may be begun, and the epoch of what is. */
  begun(queue: Val): { readonly beginning: Val<1>; readonly epoch: Val<8> };
}

/** A copy of the states of all queues, answered in the same clock. */
export const queueStates = (config: Config, change: Change): QueueStates => {
  const { states } = ram({
    states: {
      shape: { running: bit(), beginning: bit(), epoch: u(epochBits) },
      depth: queueCount(config),
      kind: 'distributed',
    },
  });
  const { valid, payload } = change;
  when(valid, () => {
    const { running, beginning, epoch } = payload;
    states.write(payload.queue, { running, beginning, epoch: epoch as Val<8> });
  });
  return {
    running: queue => states.read(queue).running,
    runs: (queue, epoch) => {
      const state = states.read(queue);
      return state.running.and(state.epoch.eq(epoch));
    },
    begins: (queue, epoch) => {
      const state = states.read(queue);
      return state.beginning.and(state.epoch.eq(epoch));
    },
    begun: queue => {
      const { beginning, epoch } = states.read(queue);
      return { beginning, epoch };
    },
  };
};
