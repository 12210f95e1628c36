// SPDX-License-Identifier: Apache-2.0
/**
 * What the scheduler knows of each queue, in LUT RAMs with one writer each; the queues of a function lie side by side, so that
 * those of one function are looked at in one clock.
 *
 * A queue whose frame found no buffers is parked until a wake. A wake may overtake the news of the failure, so both carry a
 * turn number: a wake makes a new one unless the present one was never used, every select takes the present one along, and
 * a failure parks its queue only if the select which failed had the present number. So a failure never outlasts a wake that
 * came after its select, and two wakes without a select between them count once.
 */
import { bit, lit, mux, type Ram, type Rd, ram, type UInt, u, type Val, when } from 'typescript-hdl';
import type { StartUpSweep } from 'typescript-hdl/lib';
import { functionOf } from '../lib/queue-number.ts';
import { turnBits } from '../lib/turn-shapes.ts';
import { type Config, framesPerQueueBits } from '../spec/configs.ts';

interface QueueEvent<More = object> {
  readonly valid: Val<1>;
  readonly payload: { readonly queue: Val } & More;
}

export interface QueueEvents {
  readonly enqueued: QueueEvent;
  readonly wake: QueueEvent;
  readonly change: QueueEvent<{ readonly beginning: Val<1> }>;
  readonly parked: QueueEvent<{ readonly frames: Val; readonly turn: Val }>;
  readonly sweep: StartUpSweep;
}

/** Frames selected from a queue so far, the turn of the latest select, and whether one of a turn has failed since. */
const takenShape = (config: Config) => ({
  frames: u(framesPerQueueBits(config)),
  turn: u(turnBits),
  parked: bit(),
  parkedTurn: u(turnBits),
});

export interface QueueLook {
  /** It holds a frame that was not selected; it holds two or more. */
  readonly waits: Val<1>;
  readonly waitsMore: Val<1>;
  readonly parked: Val<1>;
  /** It begins nothing: what it holds is to end. */
  readonly ended: Val<1>;
}

/** The queues with one number inside their functions. */
export interface QueueTurns {
  look(fn: Val): QueueLook;
  /** Whether a queue that gets a frame begins nothing. */
  readonly enqueuesEnded: Val<1>;
  /** Whether a wake is for a queue that is parked. */
  readonly wakesParked: Val<1>;
  /** The turn that a select of this function's queue takes along. */
  turnOf(fn: Val): Val;
  /** Writes down a select; a failure must not come in the same clock. */
  select(valid: Val<1>, fn: Val): void;
}

/** Queue `local` of every function. */
export const queueTurns = (config: Config, local: number, events: QueueEvents): QueueTurns => {
  const ofFunction = <S>(shape: S) => ({ shape, depth: config.functions, kind: 'distributed' }) as const;
  const names = {
    enqueued: `enqueued${local}`,
    taken: `taken${local}`,
    turns: `turns${local}`,
    begins: `begins${local}`,
  };
  const rams = ram({
    [names.enqueued]: ofFunction(u(framesPerQueueBits(config))),
    [names.taken]: ofFunction(takenShape(config)),
    [names.turns]: ofFunction(u(turnBits)),
    [names.begins]: ofFunction(bit()),
  });
  const enqueued = rams[names.enqueued] as unknown as Ram<UInt>;
  const taken = rams[names.taken] as unknown as Ram<ReturnType<typeof takenShape>>;
  const turns = rams[names.turns] as unknown as Ram<UInt>;
  const begins = rams[names.begins] as unknown as Ram<UInt<1>>;
  const { sweep } = events;
  const functionIn = ({ payload }: QueueEvent): Val => functionOf(config, payload.queue);
  const concerns = ({ valid, payload }: QueueEvent): Val<1> =>
    config.queuesPerFunction === 1
      ? valid
      : valid.and(payload.queue.slice(0, Math.log2(config.queuesPerFunction)).eq(local));

  count(enqueued, concerns(events.enqueued), functionIn(events.enqueued), sweep);
  const woken = functionIn(events.wake);
  const sleeper = taken.read(woken);
  const next = sleeper.turn.add(1) as Val;
  when(sweep.active.or(concerns(events.wake)), () =>
    turns.write(mux(sweep.active, sweep.index, woken), mux(sweep.active, lit(0, turnBits), next)),
  );
  when(concerns(events.change), () => begins.write(functionIn(events.change), events.change.payload.beginning));

  return {
    look: fn => {
      const was = taken.read(fn);
      const has = enqueued.read(fn);
      return {
        waits: has.ne(was.frames),
        waitsMore: has.ne(was.frames).and(has.ne(was.frames.add(1))),
        parked: was.parked.and(was.parkedTurn.eq(turns.read(fn))),
        ended: begins.read(fn).not() as Val<1>,
      };
    },
    enqueuesEnded: begins.read(functionIn(events.enqueued)).not().and(concerns(events.enqueued)) as Val<1>,
    wakesParked: concerns(events.wake).and(sleeper.parked),
    turnOf: fn => turns.read(fn) as Val,
    select: (valid, fn) => {
      const fails = concerns(events.parked);
      const of = mux(events.parked.valid, functionIn(events.parked), fn);
      const was = taken.read(of);
      const after: Rd<ReturnType<typeof takenShape>> = {
        frames: mux(fails, was.frames.sub(events.parked.payload.frames as Val), was.frames.add(1)),
        turn: mux(fails, was.turn, turns.read(fn) as Val),
        parked: fails,
        parkedTurn: events.parked.payload.turn as Val,
      };
      const none = {
        frames: lit(0, after.frames.width),
        turn: lit(0, turnBits),
        parked: lit(0, 1),
        parkedTurn: lit(0, turnBits),
      };
      when(sweep.active.or(fails).or(valid), () =>
        taken.write(mux(sweep.active, sweep.index, of), mux(sweep.active, none, after)),
      );
    },
  };
};

const count = (counts: Ram<UInt>, valid: Val<1>, fn: Val, sweep: StartUpSweep): void => {
  const more = counts.read(fn).add(1);
  when(sweep.active.or(valid), () =>
    counts.write(mux(sweep.active, sweep.index, fn), mux(sweep.active, lit(0, more.width), more)),
  );
};
