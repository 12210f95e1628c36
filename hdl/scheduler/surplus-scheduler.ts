// SPDX-License-Identifier: Apache-2.0
/**
 * Surplus scheduler: decides from which queue the next frame is tried.
 *
 * - Functions take turns, and inside a function its queues, a frame each. At the beginning of its turn a function earns
 *   2,048 bytes times its weight; it keeps the turn while it has a surplus and a frame. What a frame cost is told on `cost`
 *   when it is known and may take the surplus below 0: then the function pays before it is served again. What it has left when
 *   it has no frame to send, or may not send, is lost; what it owes stays.
 * - Out of turn are functions whose bit is 0 in one of `allowed` (they have as many reads, writes or elements under way as
 *   they may have) or whose rate is used up. A queue that was parked is out until `wake`; no wake is lost, even one that comes
 *   before the failure does.
 * - The frames of a queue that begins nothing leave, up to 16 in a turn, whatever its function may do and at no cost: they
 *   are tried, and end as stopped.
 * - Nor does a function keep its turn by frames that nothing is told of: after 32 that were tried without a cost of the function
 *   between them the turn ends. As many cannot be on their way to being paid for.
 * - Events are taken every clock. A queue must not get more frames than `framesPerQueue`. `select` keeps its queue until it is
 *   taken. `ready` rises when the state of all queues is cleared, a clock a function after reset.
 *
 * Bound. Let q be the quantum, w the weight of a function, L the greatest cost of a frame and k the number of frames that may
 * be chosen before the first of them is paid for. A function in its turn is served only while its surplus is above 0, so the
 * surplus is above -(k + 1) L at all times, and at most q w. Over n turns a function that always has a frame therefore gets
 * n q w of service, give or take q w + (k + 1) L; two such functions differ from their shares by no more than that,
 * however long it lasts. A frame that comes to the head of an idle function waits at most for one turn of each other one:
 * the sum of q w + (k + 1) L.
 *
 * Throughput: a decision every 2 clocks, and one clock more where a turn ends because its surplus is used up. Latency from
 * `enqueued` or `wake` to `select` at most 7 clocks when nothing else is to be done. Logic depth 4 LUTs at 10g.
 */
import {
  anyBelow,
  bit,
  cat,
  component,
  connect,
  connectFlow,
  flow,
  type Inside,
  indexWidth,
  input,
  inst,
  lit,
  lowestOne,
  master,
  mux,
  named,
  oneHotIndex,
  oneHotMux,
  output,
  type Ram,
  ram,
  reg,
  type Shape,
  slave,
  stream,
  type UInt,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { fullSlice, type StartUpSweep, startUpSweep } from 'typescript-hdl/lib';
import { functionOf, queueIndex, queueOf } from '../lib/queue-number.ts';
import { queueChangeFlow } from '../lib/queue-state.ts';
import { rateLimiter } from '../lib/rate-limiter.ts';
import { rateWriteShape, weightWriteShape } from '../lib/setting-shapes.ts';
import { costShape, parkedShape, selectShape, type turnBits } from '../lib/turn-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { quantumBytes, weightBits } from '../spec/shares.ts';
import { functionRotation } from './function-rotation.ts';
import { queueTurns } from './queue-turns.ts';
import { functionIndex } from './scheduler-shapes.ts';

/** Width of the frames of a turn that were tried since the last cost of its function. */
const unpaidBits = 5;

/** A surplus as a signed number: more than the greatest quantum above 0, and below it all frames that may be unpaid. */
const surplusBits = 24;

const ports = (config: Config) => {
  const queueFlow = () => slave(flow({ queue: queueIndex(config) }));
  const functions = () => input(u(config.functions));
  return {
    enqueued: queueFlow(),
    wake: queueFlow(),
    change: slave(queueChangeFlow(config)),
    parked: slave(flow(parkedShape(config))),
    cost: slave(flow(costShape(config))),
    weight: slave(flow(weightWriteShape(config))),
    rate: slave(flow(rateWriteShape(config))),
    allowed: { reads: functions(), writes: functions(), elements: functions() },
    select: master(stream(selectShape(config))),
    ready: output(bit()),
  };
};
type Io = Inside<ReturnType<typeof ports>>;

/** The scheduler of the receive queues; see the header comment. */
export const surplusScheduler = (config: Config) =>
  component(
    'surplus_scheduler',
    { functions: config.functions, queuesPerFunction: config.queuesPerFunction, framesPerQueue: config.framesPerQueue },
    ports(config),
    io => {
      const { rate, allowed } = io;
      const { enqueued, wake, change, parked, cost } = heard(config, io);
      const locals = Array.from({ length: config.queuesPerFunction }, (_, local) => local);
      const perQueue = u(locals.length);
      const sweep = startUpSweep('sweep', config.functions);
      io.ready.set(sweep.active.not());
      const queues = locals.map(local => queueTurns(config, local, { enqueued, wake, change, parked, sweep }));

      const { limiter, rotation, selected } = inst({
        limiter: rateLimiter(config),
        rotation: functionRotation(config.functions),
        selected: fullSlice(selectShape(config)),
      });
      connect(io.select, selected.down);
      limiter.cost.valid.set(cost.valid);
      limiter.cost.payload.set({ function: cost.payload.function, wire: cost.payload.wire });
      connectFlow(limiter.rate, rate);

      const { turn, looked, may } = reg({
        turn: {
          valid: bit(0),
          acts: bit(0),
          begins: bit(0),
          function: functionIndex(config),
          weight: u(weightBits),
          ends: u(4),
          unpaid: u(unpaidBits),
        },
        looked: {
          ready: perQueue,
          ended: perQueue,
          more: perQueue,
          after: perQueue,
          rich: bit(),
          may: bit(),
          stirred: bit(),
        },
        may: u(config.functions, 0),
      });
      may.set(allowed.reads.and(allowed.writes).and(allowed.elements).and(limiter.open));

      // First clock: what the function whose turn it is has to offer.
      const fn = turn.function;
      const looks = queues.map(queue => queue.look(fn));
      const bits = (of: (look: (typeof looks)[number]) => Val<1>): Val => cat(...looks.map(of).reverse());
      const weights = weightsOf(config, io, sweep);
      const account = accounts(config, cost, sweep, turn);
      const last = lastQueue(config, sweep, fn);
      looked.ready.set(bits(look => look.waits.and(look.ended.not()).and(look.parked.not())));
      looked.ended.set(bits(look => look.waits.and(look.ended)));
      looked.more.set(bits(look => look.waitsMore));
      looked.after.set(last.after);
      looked.rich.set(account.positive);
      looked.may.set(may.at(fn));
      const concernsTurn = (event: QueueEvent): Val<1> =>
        event.valid.and(functionOf(config, event.payload.queue).eq(fn));
      const stirred = named('stirred', any([enqueued, wake, parked, change].map(concernsTurn)));
      looked.stirred.set(stirred);

      // Second clock: a select of one of its queues, and whose turn is next.
      const acts = named('acts', turn.valid.and(turn.acts));
      const serves = named('serves', looked.may.and(looked.rich));
      const offered = looked.ended.or(looked.ready.and(serves.repeat(locals.length)));
      const queue = named('queue', nextQueue(offered, looked.after));
      const free = named('free', selected.up.ready.and(parked.valid.not()));
      const selects = named('selects', acts.and(free).and(offered.orR()));
      for (const [local, one] of queues.entries()) one.select(selects.and(queue.bit(local)), fn);
      last.set(selects, queue);
      const local = oneHotIndex(queue, indexWidth(locals.length));
      selected.up.valid.set(selects);
      selected.up.payload.set({
        queue: queueOf(config, fn, local),
        turn: oneHotMux(queues.map((one, i) => [queue.bit(i), one.turnOf(fn)])) as Val<typeof turnBits>,
      });

      // What is left after it; an event of the function since the look keeps the function in.
      const emptied = named('emptied', queue.and(selects.repeat(locals.length)).and(looked.more.not()));
      const leftReady = named('left_ready', looked.ready.and(emptied.not()).orR());
      const leftEnded = named('left_ended', looked.ended.and(emptied.not()).orR());
      const calm = named('calm', acts.and(looked.stirred.or(stirred).not()));
      const { active, ending } = reg({ active: u(config.functions, 0), ending: u(config.functions, 0) });
      when(calm, () => active.at(fn).set(leftReady));
      when(calm.and(leftEnded.not()), () => ending.at(fn).set(0));
      const wakes = any(queues.map(one => one.wakesParked));
      const enqueuesEnded = any(queues.map(one => one.enqueuesEnded));
      const enter = (functions: typeof active, valid: Val<1>, event: QueueEvent): void => {
        when(valid, () => functions.at(functionOf(config, event.payload.queue)).set(1));
      };
      enter(active, enqueued.valid, enqueued);
      enter(active, wakes, wake);
      enter(active, parked.valid, parked);
      enter(ending, enqueuesEnded, enqueued);
      // Either way: when a queue begins again, frames that were to end wait as others do.
      enter(ending, change.valid, change);
      rotation.candidates.set(active.and(may).or(ending));

      const blocked = named('blocked', offered.orR().and(free.not()));
      const endsOne = named('ends_one', selects.and(looked.ended.and(queue).orR()));
      const mayEndMore = turn.ends.andR().not();
      when(endsOne, () => turn.ends.set(turn.ends.add(1)));
      const mayTryMore = turn.unpaid.andR().not();
      when(selects, () => turn.unpaid.set(turn.unpaid.add(1)));
      when(cost.valid.and(cost.payload.function.eq(fn)), () => turn.unpaid.set(0));
      const keeps = named('keeps', serves.and(leftReady).and(mayTryMore));
      const stays = named('stays', blocked.or(keeps).or(leftEnded.and(mayEndMore)));
      const spent = turn.acts.not().and(turn.begins.not()).and(account.left.not()).and(turn.ends.eq(0));
      const moves = named('moves', turn.valid.not().or(mux(turn.acts, stays.not(), spent)));
      const goes = named('goes', moves.and(rotation.next.valid));
      rotation.go.set(goes);
      account.forfeit(acts.and(stays.not()));
      turn.acts.set(turn.valid.and(turn.acts.not()));
      turn.begins.set(0);
      when(moves, () =>
        turn.set({
          valid: goes,
          acts: 0,
          begins: 1,
          function: rotation.next.function,
          weight: weights.read(rotation.next.function),
          ends: 0,
          unpaid: 0,
        }),
      );
    },
    { maxDepth: 4, doc: 'Surplus round robin over functions, round robin over the queues of each.' },
  );

interface CostEvent {
  readonly valid: Val<1>;
  readonly payload: { readonly function: Val; readonly bus: Val };
}

interface QueueEvent {
  readonly valid: Val<1>;
  readonly payload: { readonly queue: Val };
}

const any = (bits: readonly Val<1>[]): Val<1> => bits.reduce((a, b) => a.or(b));

/** The first queue offered after the one that was served last, one-hot. */
const nextQueue = (offered: Val, after: Val): Val => {
  const ahead = offered.and(after);
  return mux(ahead.orR(), lowestOne(ahead), lowestOne(offered));
};

/** Which queues of a function come after the one that was served last: ones above it. */
const lastQueue = (config: Config, sweep: StartUpSweep, fn: Val) => {
  const bits = config.queuesPerFunction;
  const { served } = ram({ served: { shape: u(bits), depth: config.functions, kind: 'distributed' } });
  return {
    after: served.read(fn) as Val,
    set: (valid: Val<1>, queue: Val): void => {
      when(sweep.active.or(valid), () =>
        served.write(mux(sweep.active, sweep.index, fn), mux(sweep.active, lit(0, bits), anyBelow(queue))),
      );
    },
  };
};

/** What the other stages say, a clock later: no path of theirs goes on through the logic here. */
const heard = (config: Config, { enqueued, wake, change, parked, cost }: Io) => {
  const event = <S extends Shape>(payload: S) => ({ valid: bit(0), payload });
  const queueEvent = event({ queue: queueIndex(config) });
  const r = reg({
    enqueued: queueEvent,
    wake: queueEvent,
    change: event({ queue: queueIndex(config), beginning: bit() }),
    parked: event(parkedShape(config)),
    cost: event(costShape(config)),
  });
  const { queue, beginning, running, epoch } = change.payload;
  unused(running, epoch);
  r.enqueued.set(enqueued);
  r.wake.set(wake);
  r.change.set({ valid: change.valid, payload: { queue, beginning } });
  r.parked.set(parked);
  r.cost.set(cost);
  return r;
};

/** A RAM of what is known of each function. */
const ofFunction = ({ functions }: Config, bits: number) =>
  ({ shape: u(bits), depth: functions, kind: 'distributed' }) as const;

/** The weights of all functions. */
const weightsOf = (config: Config, { weight: write }: Io, sweep: StartUpSweep): Ram<UInt> => {
  const { weights } = ram({ weights: ofFunction(config, weightBits) });
  const { function: fn, weight } = write.payload;
  when(sweep.active.or(write.valid), () =>
    weights.write(mux(sweep.active, sweep.index, fn), mux(sweep.active.or(weight.eq(0)), lit(1, weightBits), weight)),
  );
  return weights;
};

interface Turn {
  readonly valid: Val<1>;
  readonly begins: Val<1>;
  readonly function: Val;
  readonly weight: Val;
}

/** The surplus of the function whose turn it is: what it earned, its quantum where the turn begins, less what its frames cost. */
const accounts = (config: Config, cost: CostEvent, sweep: StartUpSweep, turn: Turn) => {
  const { earned, spent } = ram({ earned: ofFunction(config, surplusBits), spent: ofFunction(config, surplusBits) });
  const at = (of: Val): Val => mux(sweep.active, sweep.index, of);
  const orZero = (value: Val): Val => mux(sweep.active, lit(0, value.width), value);
  const bill = spent.read(cost.payload.function).add(cost.payload.bus.zext(surplusBits));
  when(sweep.active.or(cost.valid), () => spent.write(at(cost.payload.function), orZero(bill)));

  const earns = turn.valid.and(turn.begins);
  const quantum = cat(turn.weight, lit(0, Math.log2(quantumBytes))).zext(surplusBits);
  const had = named('had', earned.read(turn.function));
  const owed = spent.read(turn.function);
  const isBelow = (sum: Val): Val<1> => owed.sub(sum).bit(surplusBits - 1);
  const left = named('left', isBelow(had));
  const richer = named('richer', had.add(quantum));
  return {
    /** Whether there is a surplus, the quantum of a turn that begins included. */
    positive: mux(turn.begins, isBelow(richer), left),
    /** Whether there is one in a clock in which no turn begins. */
    left,
    /** Takes away a surplus; a debt stays. */
    forfeit: (valid: Val<1>): void => {
      when(sweep.active.or(earns).or(valid.and(left)), () =>
        earned.write(at(turn.function), orZero(mux(earns, richer, owed))),
      );
    },
  };
};
