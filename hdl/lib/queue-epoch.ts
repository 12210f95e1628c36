// SPDX-License-Identifier: Apache-2.0
/**
 * Runs of queues by number. Whatever is on its way for a queue carries the epoch of the run it belongs to; whoever is to
 * act on it compares that with the epoch of the run in force, so that nothing of one run ever acts in another.
 */
import { flow, ram, u, type Val, when } from 'typescript-hdl';
import { type Config, queueCount } from '../spec/configs.ts';
import { queueIndex } from './queue-number.ts';

/**
 * Width of an epoch. It wraps after 256 runs; that is harmless, since a run begins only when nothing of the one before is
 * left anywhere (queue control waits for it), and the comparison is the second line of defence.
 */
export const epochBits = 8;

/** The start of a run: from the next clock on `epoch` is that of the queue. */
export const runShape = (config: Config) => ({ queue: queueIndex(config), epoch: u(epochBits) });

interface Start {
  readonly valid: Val<1>;
  readonly payload: { readonly queue: Val; readonly epoch: Val };
}

export interface QueueEpochs {
  /** Epoch of the latest run of a queue; undefined before its first. Every call is a read port. */
  of(queue: Val): Val<typeof epochBits>;
}

/** The epochs of all queues in LUT RAM, written by `start`; a copy for each part that compares. */
export const queueEpochs = (config: Config, start: Start): QueueEpochs => {
  const { epochs } = ram({ epochs: { shape: u(epochBits), depth: queueCount(config), kind: 'distributed' } });
  when(start.valid, () => epochs.write(start.payload.queue, start.payload.epoch as Val));
  return { of: queue => epochs.read(queue) as Val };
};

/** A flow that tells the parts of the machine about starts. */
export const runFlow = (config: Config) => flow(runShape(config));
