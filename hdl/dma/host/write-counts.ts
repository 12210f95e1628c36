// SPDX-License-Identifier: Apache-2.0
/**
 * Write counts: whether a queue of one direction has writes under way. A receive queue and a transmit queue of the same number
 * are two queues, and each direction has counts of its own.
 *
 * A burst counts from the clock after it was taken until its answer. `drain` is answered after 2 clocks. Logic depth 2 LUTs at 10g.
 */
import { component, flow, slave } from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { answerDrain } from '../../lib/event-counts.ts';
import { drainPort } from '../../lib/queue-drain.ts';
import type { Direction } from '../../lib/queue-number.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { burstsPerFunction } from '../../spec/virtio/mover-sizes.ts';
import { isClient, takenBurstShape, type WriteClient } from './write-shapes.ts';

/** The counts of the queues of `direction`; see the header comment. */
export const writeCounts = (config: Config, clients: readonly WriteClient[], direction: Direction) =>
  component(
    'write_counts',
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      clients: JSON.stringify(clients),
      direction,
    },
    {
      taken: slave(flow(takenBurstShape(config, clients))),
      answered: slave(flow(takenBurstShape(config, clients))),
      drain: drainPort(config),
    },
    ({ taken, answered, drain }) => {
      const ofQueues = ({ valid, payload }: typeof taken) => ({
        valid: valid.and(isClient(clients, payload.client, client => client.direction === direction)),
        at: payload.queue,
      });
      const size = { depth: queueCount(config), bits: Math.log2(burstsPerFunction(config)) + 1 };
      answerDrain(size, startUpSweep('sweep', queueCount(config)), drain, ofQueues(taken), ofQueues(answered));
    },
    { maxDepth: 2, doc: 'Write counts: whether a queue of one direction has writes under way.' },
  );
