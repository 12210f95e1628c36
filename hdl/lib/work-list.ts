// SPDX-License-Identifier: Apache-2.0
/**
 * Work list: the queues that have work, each at most once, in the order in which they got it. It takes the place of a vector
 * of one request a queue and its arbiter: since a queue that gets more work goes to the end, queues take turns.
 *
 * `push` never waits: a bit a queue says that it is in the list already, and then the push adds nothing. The bit falls with
 * `pop`, so that a push in the same clock or later brings the queue in again: whoever pops a queue and looks at its state
 * from the next clock on misses nothing that was pushed for. The bit is the difference of two RAMs with one writer each. A
 * sweep clears both after reset, one queue a clock; what is pushed meanwhile is lost.
 *
 * A queue that must wait is pushed again by whoever popped it. Sources that may push in the same clock have a list each:
 * `workLists` merges their ends, and a queue may then come once from each.
 *
 * One push and one pop a clock, latency 2 clocks. Depth 3 LUTs up to 256 queues.
 */
import {
  component,
  connect,
  connectFlow,
  type Flip,
  type Flow,
  flow,
  type Inside,
  indexWidth,
  inst,
  lit,
  master,
  mux,
  named,
  type Outside,
  type Ram,
  ram,
  type Stream,
  slave,
  stream,
  type UInt,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { fifo, forwardSlice, type StartUpSweep, startUpSweep, streamMerge } from 'typescript-hdl/lib';
import { type Config, queueCount } from '../spec/configs.ts';
import { queueIndex } from './queue-number.ts';

/** A queue with work. */
export const workShape = (config: Config) => ({ queue: queueIndex(config) });

/** List of the queues with work from one source; see the header comment. */
export const workList = (config: Config) =>
  component(
    'work_list',
    { queues: queueCount(config) },
    { push: slave(flow(workShape(config))), pop: master(stream(workShape(config))) },
    ({ push, pop }) => {
      const queues = queueCount(config);
      const { list, out } = inst({
        list: fifo(workShape(config), 2 ** indexWidth(queues)),
        out: forwardSlice(workShape(config)),
      });
      unused(list.count, list.up.ready);
      const bits = { shape: u(1), depth: queues, kind: 'distributed' } as const;
      const { pushed, popped } = ram({ pushed: bits, popped: bits });
      const sweep = startUpSweep('sweep', queues);

      const queue = push.payload.queue;
      const leaves = named('leaves', pop.fire.and(pop.payload.queue.eq(queue)));
      const absent = named('absent', pushed.read(queue).eq(popped.read(queue)).or(leaves));
      const enters = named('enters', push.valid.and(absent).and(sweep.active.not()));
      list.up.valid.set(enters);
      list.up.payload.set({ queue });
      flip(pushed, enters, queue, sweep);
      flip(popped, pop.fire, pop.payload.queue, sweep);

      connect(out.up, list.down);
      connect(pop, out.down);
    },
    { shared: true, maxDepth: 3, doc: 'Queues with work, each at most once, in the order in which they got it.' },
  );

/** The write port of one half of the bits: turns that of `queue`, or clears all in the sweep. */
const flip = (bits: Ram<UInt<1>>, turns: Val<1>, queue: Val, sweep: StartUpSweep): void => {
  const turned = bits.read(queue).not();
  when(sweep.active.or(turns), () =>
    bits.write(mux(sweep.active, sweep.index, queue), mux(sweep.active, lit(0, 1), turned)),
  );
};

type Push = Flip<Flow<ReturnType<typeof workShape>>>;
type Pop = Flip<Stream<ReturnType<typeof workShape>>>;

/** A flow of pushes for each name: the ports of {@link workLists}. */
export const pushPorts = <const N extends string>(config: Config, names: readonly N[]): { readonly [K in N]: Push } =>
  Object.fromEntries(names.map(name => [name, slave(flow(workShape(config)))])) as { [K in N]: Push };

/** A work list for each of several sources that may push in the same clock; `pop` takes from them in turn, a clock later. */
export const workLists = <const N extends string>(config: Config, names: readonly N[]) =>
  component(
    'work_lists',
    { queues: queueCount(config), names: names.join(' ') },
    { push: pushPorts(config, names), pop: master(stream(workShape(config))) },
    ({ push, pop }) => {
      const { merge } = inst({ merge: streamMerge(workShape(config), names) });
      for (const name of names) {
        const list = inst({ [name]: workList(config) })[name]!;
        connectFlow(list.push, (push as { [key: string]: Inside<Push> })[name]!);
        connect((merge.ups as { [key: string]: Outside<Pop> })[name]!, list.pop);
      }
      connect(pop, merge.down);
    },
    { doc: `Work lists of ${names.length} sources, merged in turn.` },
  );
