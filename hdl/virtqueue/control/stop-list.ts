// SPDX-License-Identifier: Apache-2.0
/**
 * Stop list: keeps the stops of a part that cannot wait until queue control takes them.
 *
 * A queue is in the list at most once, with its latest error, so that no stop is ever lost, however many a failing memory
 * causes. `stops` never waits. Lost are only those of the clocks of the start-up sweep, one a queue, in which no queue runs.
 *
 * One stop in and one out a clock, latency 2 clocks. Depth 3 LUTs up to 256 queues.
 */
import { component, flow, inst, master, ram, slave, stream, u, when } from 'typescript-hdl';
import { epochBits } from '../../lib/queue-epoch.ts';
import { errorBits } from '../../lib/queue-stop.ts';
import { workList } from '../../lib/work-list.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { runStopShape } from '../queue-shapes.ts';

/** The stops of one part; see the header comment. */
export const stopList = (config: Config) =>
  component(
    'stop_list',
    { queues: queueCount(config) },
    { stops: slave(flow(runStopShape(config))), waiting: master(stream(runStopShape(config))) },
    ({ stops, waiting }) => {
      const { list } = inst({ list: workList(config) });
      const { reasons } = ram({
        reasons: {
          shape: { epoch: u(epochBits), error: u(errorBits) },
          depth: queueCount(config),
          kind: 'distributed',
        },
      });
      const { queue, epoch, error } = stops.payload;
      when(stops.valid, () => reasons.write(queue, { epoch, error }));
      list.push.valid.set(stops.valid);
      list.push.payload.set({ queue });
      waiting.valid.set(list.pop.valid);
      list.pop.ready.set(waiting.ready);
      waiting.payload.set({ queue: list.pop.payload.queue, ...reasons.read(list.pop.payload.queue) });
    },
    { maxDepth: 3, doc: 'Stops of a part that cannot wait, each queue once.' },
  );
