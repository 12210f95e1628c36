// SPDX-License-Identifier: Apache-2.0
/** Whose frames are worth another attempt, once they were parked. */
import {
  bit,
  connectFlow,
  fsm,
  type Inside,
  input,
  inst,
  lit,
  master,
  named,
  output,
  reg,
  slave,
  u,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import { queueContexts } from '../../lib/queue-contexts.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { type QueueStates, queueChangeFlow } from '../../lib/queue-state.ts';
import { workLists } from '../../lib/work-list.ts';
import type { Config } from '../../spec/configs.ts';
import { maxSegmentsPerFrame } from '../../spec/virtio/mover-sizes.ts';
import { queueFlow } from '../fetch/fetch-shapes.ts';
import { pieceCountBits, progressShape } from './cache-shapes.ts';
import type { TakeContext } from './take-states.ts';

/** Queues that change, that got buffers (`changed`), and that are worth another attempt (`wake`). */
export const wakePorts = (config: Config) => ({
  change: slave(queueChangeFlow(config)),
  changed: slave(queueFlow(config)),
  wake: master(queueFlow(config)),
  postedNow: { queue: output(queueIndex(config)), state: input(progressShape(config)) },
});
type Io = Inside<ReturnType<typeof wakePorts>>;

interface Parking {
  /** The context of a queue, in the same clock. */
  context(queue: Val): TakeContext;
  readonly states: QueueStates;
  /** An attempt of `queue` is parked in this clock. */
  readonly parks: Val<1>;
  readonly queue: Val;
  readonly told: { readonly valid: Val<1>; readonly queue: Val };
}

/**
 * Tells once of each parked queue that has got buffers since it was looked at, or that runs no more. Whatever may change the
 * answer puts the queue on the list afterwards: so none is missed, and none is told of before it was parked.
 */
export const wakeQueues = (config: Config, ports: Io, { context, states, parks, queue, told }: Parking): void => {
  const { change, changed, wake, postedNow } = ports;
  // A queue is to be woken while `turns` and `woken` differ: a park makes them so, however many come before the wake.
  const { wakes } = wire({ wakes: { valid: bit(), queue: queueIndex(config), word: bit() } });
  const never = { valid: lit(0, 1) as Val<1>, queue, word: lit(0, 1) as Val<1> };
  const woken = queueContexts('woken', config, u(1), never, wakes);
  const turns = queueContexts('turns', config, u(1), never, {
    valid: parks,
    queue,
    word: woken.read(queue).not(),
  });
  const { checks } = inst({ checks: workLists(config, ['changed', 'parked', 'change']) });
  connectFlow(checks.push.changed, changed);
  checks.push.parked.valid.set(parks);
  checks.push.parked.payload.set({ queue });
  checks.push.change.valid.set(change.valid);
  checks.push.change.payload.set({ queue: change.payload.queue });

  const { check } = reg({
    check: {
      queue: queueIndex(config),
      parked: bit(),
      turn: bit(),
      woken: bit(),
      live: bit(),
      seen: u(pieceCountBits(config)),
      taken: u(pieceCountBits(config)),
      posted: progressShape(config),
      worth: bit(),
    },
  });
  // The outcome goes first: whoever hears of a wake knows that the queue is parked.
  const untold = named('untold', told.valid.and(told.queue.eq(check.queue)));
  const state = fsm('check', ['rest', 'load', 'judge', 'tell'], {
    rest: goto => {
      check.queue.set(checks.pop.payload.queue);
      when(checks.pop.valid, () => goto('load'));
    },
    load: goto => {
      const { parked, seen, taken } = context(check.queue);
      check.parked.set(parked);
      check.seen.set(seen);
      check.taken.set(taken);
      check.posted.set(postedNow.state);
      check.turn.set(turns.read(check.queue));
      check.woken.set(woken.read(check.queue));
      check.live.set(states.begun(check.queue).beginning);
      goto('judge');
    },
    judge: goto => {
      const { published, written } = check.posted;
      const many = written.sub(check.taken).ge(maxSegmentsPerFrame);
      // An attempt that was under way may have been granted meanwhile: what remains parked is owed its wake all the same.
      check.worth.set(published.ne(check.seen).or(many).or(check.live.not()).or(check.parked.not()));
      goto('tell');
      when(check.turn.eq(check.woken), () => goto('rest'));
    },
    tell: goto => when(untold.not(), () => goto('rest')),
  });
  const tells = named('tells_wake', state.is('tell').and(check.worth).and(untold.not()));
  wakes.set({ valid: tells, queue: check.queue, word: check.turn });
  checks.pop.ready.set(state.is('rest'));
  postedNow.queue.set(check.queue);
  wake.valid.set(tells);
  wake.payload.set({ queue: check.queue });
};
