// SPDX-License-Identifier: Apache-2.0
/**
 * Frame counts: does a queue have frames between the packet buffer's door and the decision on each?
 *
 * `stored` tells of every frame that enters a queue of the packet buffer, `decided` of every one whose fate admission has
 * settled. They count in a RAM each, modulo 2^16, which is more than a queue can hold. The start-up sweep clears both, one
 * queue a clock; no frame may come before. One of each a clock; `busy` answers in the same clock. Logic depth 4 LUTs at 10g.
 */
import {
  bit,
  component,
  flow,
  input,
  mux,
  output,
  type Ram,
  ram,
  slave,
  type UInt,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { type StartUpSweep, startUpSweep } from 'typescript-hdl/lib';
import { queueIndex } from '../../lib/queue-number.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { queueShape } from '../../virtqueue/virtqueue-shapes.ts';

const countBits = 16;

/** Frames of every queue that are on their way; see the header comment. */
export const frameCounts = (config: Config) =>
  component(
    'frame_counts',
    { config: config.name },
    {
      stored: slave(flow(queueShape(config))),
      decided: slave(flow(queueShape(config))),
      drain: { queue: input(queueIndex(config)), busy: output(bit()) },
    },
    ({ stored, decided, drain }) => {
      const counts = { shape: u(countBits), depth: queueCount(config), kind: 'distributed' } as const;
      const { ins, outs } = ram({ ins: counts, outs: counts });
      const sweep = startUpSweep('sweep', queueCount(config));
      count(ins, stored, sweep);
      count(outs, decided, sweep);
      drain.busy.set(ins.read(drain.queue).ne(outs.read(drain.queue)));
    },
    { maxDepth: 4, doc: 'Frame counts: which queues have frames that no decision was made on.' },
  );

interface QueueFlow {
  readonly valid: Val<1>;
  readonly payload: { readonly queue: Val };
}

const count = (counts: Ram<UInt>, { valid, payload }: QueueFlow, sweep: StartUpSweep): void => {
  const more = counts.read(payload.queue).add(1);
  when(sweep.active.or(valid), () =>
    counts.write(mux(sweep.active, sweep.index, payload.queue), mux(sweep.active, 0, more)),
  );
};
