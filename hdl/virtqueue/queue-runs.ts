// SPDX-License-Identifier: Apache-2.0
/**
 * What queue control remembers of the runs of each queue, in one LUT RAM with one writer: the epoch of the latest run, and
 * how long a stopped run has been waiting for its last access.
 */
import { mux, ram, reg, u, type Val, when } from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { epochBits } from '../lib/queue-epoch.ts';
import { type Config, queueCount } from '../spec/configs.ts';

/**
 * A queue that was found busy at least this many clocks after its stop, and at most twice as many, counts as stuck: 0.4 to
 * 0.8 ms at 156.25 MHz, far beyond what any answer of a working host takes.
 */
export const stuckClocks = 2 ** 16;

const tickBits = 4;
/** Ages of a wait: none, begun, one tick seen, two ticks seen. */
const ageBits = 2;
const stuckAge = 3;

/** What happens to the run of `queue` in this clock; at most one of the three. */
export interface RunChange {
  readonly queue: Val;
  /** It was found not to have ended. */
  readonly waits: Val<1>;
  readonly ends: Val<1>;
  readonly begins: Val<1>;
}

export interface QueueRuns {
  /** 0 for the first clocks after reset, in which nothing may change. */
  readonly ready: Val<1>;
  /** Epoch of the run that begins when `begins` is 1. */
  readonly nextEpoch: Val<typeof epochBits>;
  /** The queue has been waiting too long for its run to end; every call is a read port. */
  isStuck(queue: Val): Val<1>;
}

/** The runs of all queues, changed as `change` says. */
export const queueRuns = (config: Config, change: RunChange): QueueRuns => {
  const shape = { epoch: u(epochBits), tick: u(tickBits), age: u(ageBits) };
  const { runs } = ram({ runs: { shape, depth: queueCount(config), kind: 'distributed' } });
  const sweep = startUpSweep('runs_sweep', queueCount(config));
  const tickAt = Math.log2(stuckClocks);
  const { clock } = reg({ clock: u(tickAt + tickBits, 0) });
  clock.set(clock.add(1));
  const tick = clock.slice(tickAt, tickBits);

  const { queue, waits, ends, begins } = change;
  const run = runs.read(queue);
  const nextEpoch = run.epoch.add(1) as Val;
  const older = run.age.ne(0).and(run.tick.ne(tick)).and(run.age.ne(stuckAge));
  const age = mux(run.age.eq(0), 1, run.age.add(older.zext(ageBits)));
  when(sweep.active.or(waits).or(ends).or(begins), () =>
    runs.write(mux(sweep.active, sweep.index, queue), {
      epoch: mux(sweep.active, 0, mux(begins, nextEpoch, run.epoch)),
      tick,
      age: mux(waits.and(sweep.active.not()), age, 0),
    }),
  );
  return {
    ready: sweep.active.not(),
    nextEpoch,
    isStuck: of => runs.read(of).age.eq(stuckAge),
  };
};
