// SPDX-License-Identifier: Apache-2.0
/**
 * Run control: starts and stops the queues of one direction, as registers, errors and functions ask.
 *
 * - **Start**: the settings that were written are copied, checked (features that are offered, alignment, size, places) and the
 *   three parts of memory held against the window of the function. Then `start` hands them out, and `change`, in the same
 *   clock, makes the queue run under a new epoch. What is refused is an error. A start begins at index 0 with wrap 1, or with
 *   `resume` at the written places.
 * - **Stop** by a register: the queue begins nothing more (`change` with `beginning` 0), and when nothing of it is left in any
 *   part it ceases to run. After an error, told on `stops`, it ceases to run at once and what is left is dropped. Either
 *   way it can start again only when all parts have said "not busy" in the same clock, for 14 clocks together.
 * - A queue that does not get there stays busy, after a while counts as stuck, and delays no other.
 * - `quiesce` stops every queue and forgets what was asked. `suspend` stops those of a function; they go on where they were
 *   when it falls. `suspended` says that nothing of the function is left. `occupied` is 1 for a function of which a queue
 *   runs, drains or starts. `stopped` tells of every queue that an error stopped or kept from starting.
 * - Where a queue is in its rings (`available`, `used`) is read from the parts in every round, and stays when it stops.
 *
 * All queues are gone through in turn, in 3 clocks each, a stop by an error between two of them; a start takes less than 50
 * clocks more, and seeing whether a queue has drained less than 20. So a request is obeyed within 3 clocks a queue and what
 * the others need. No signal is as wide as the number of queues. `statusRead` is answered in the next clock. Writes are lost
 * before `ready`. Logic depth 5 LUTs at 10g.
 */
import {
  bit,
  component,
  connect,
  type Flip,
  flow,
  fsm,
  type Inside,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  type Outside,
  output,
  type Ram,
  type Rd,
  ram,
  reg,
  type Stream,
  slave,
  stream,
  u,
  type Val,
  type Wr,
  when,
  wire,
  zero,
} from 'typescript-hdl';
import { startUpSweep, streamMerge } from 'typescript-hdl/lib';
import { windowRequestShape } from '../../dma/host/host-shapes.ts';
import { wordWriteShape } from '../../lib/frame-shapes.ts';
import { type Direction, functionOf, queueIndex } from '../../lib/queue-number.ts';
import { queueChangeFlow } from '../../lib/queue-state.ts';
import { errorBits, stopShape } from '../../lib/queue-stop.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import type { QueueFeature } from '../../spec/registers/virtqueue-registers.ts';
import { errorCode } from '../queue-errors.ts';
import { queueStartShape, ringPlaceBits, ringPositionShape, runStopShape } from '../queue-shapes.ts';
import { queueWordAddressBits, roomBits, roomCount } from './control-shapes.ts';
import { occupiedFunctions } from './occupied-functions.ts';
import { type QueueRequests, queueRequests, requestParities } from './queue-requests.ts';
import { ringSettings } from './ring-settings.ts';
import { phases, positionWord, runStateShape, statusWord, stuckAge, stuckClocks, tickBits } from './run-state.ts';

/** Clocks for which a queue must be found drained: more than any part takes until its work shows in its `busy`. */
const settleClocks = 15;

/** What control is joined to. */
export interface ControlOptions {
  readonly direction: Direction;
  /** What may be negotiated. */
  readonly offered: readonly QueueFeature[];
  /** Parts that can stop a queue, and parts that may hold something of one. */
  readonly stops: readonly string[];
  readonly drains: readonly string[];
}

const each = <P>(names: readonly string[], port: () => P): { readonly [name: string]: P } =>
  Object.fromEntries(names.map(name => [name, port()]));

const ports = (config: Config, { stops, drains }: ControlOptions) => ({
  ready: output(bit()),
  write: slave(flow(wordWriteShape(queueWordAddressBits(config)))),
  statusRead: {
    queue: input(queueIndex(config)),
    status: output(u(32)),
    available: output(u(32)),
    used: output(u(32)),
  },
  quiesce: input(bit()),
  suspend: input(u(config.functions)),
  suspended: output(u(config.functions)),
  occupied: output(u(config.functions)),
  stops: each(stops, () => slave(stream(runStopShape(config)))),
  stopped: master(flow(stopShape(config))),
  change: master(queueChangeFlow(config)),
  start: master(flow(queueStartShape(config))),
  check: { request: master(stream(windowRequestShape(config))), answer: slave(flow({ inside: bit() })) },
  /** Every part answers 2 clocks after `queue`; the one that takes buffers and the one that publishes them tell their places. */
  drain: {
    queue: output(queueIndex(config)),
    busy: each(drains, () => input(bit())),
    available: input(ringPositionShape),
    used: input(ringPositionShape),
  },
});
type Io = Inside<ReturnType<typeof ports>>;

/** A visit to a queue: what was seen of it, and where it is. */
const visitShape = (config: Config) => ({
  queue: u(queueIndex(config).width, 0),
  seen: runStateShape,
  asked: { enable: bit(), resume: bit(), ...requestParities },
  /** Of the whole machine, and of the function of the queue. */
  quiet: bit(),
  suspended: bit(),
  /** A request came while it was looked at: what was seen is not all. */
  disturbed: bit(),
  /** The last thing done was to heed a stop. */
  heeded: bit(0),
  /** A run has begun in this visit: what the parts say of its places is from before. */
  begun: bit(),
  busy: bit(),
  active: bit(),
  timer: u(4),
  room: u(roomBits),
  refused: bit(),
  refusal: u(errorBits),
});
type Visit = Wr<ReturnType<typeof visitShape>>;

/** What is done with the queue that is looked at: a new state, a change that is told, an error that is told, a start. */
const actShape = {
  writes: bit(),
  state: runStateShape,
  changes: bit(),
  running: bit(),
  beginning: bit(),
  tells: bit(),
  begins: bit(),
};
type Act = Wr<typeof actShape>;

/** Control of the queues of one direction; see the header comment. */
export const runControl = (config: Config, options: ControlOptions) =>
  component(
    `${options.direction}_run_control`,
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      hostDataBits: config.hostDataBits,
      options: JSON.stringify(options),
    },
    ports(config, options),
    io => {
      const sweep = startUpSweep('sweep', queueCount(config));
      io.ready.set(sweep.active.not());
      const memory = { depth: queueCount(config), kind: 'distributed' } as const;
      const { states, positions } = ram({
        states: { shape: runStateShape, ...memory },
        positions: { shape: { available: ringPositionShape, used: ringPositionShape }, ...memory },
      });
      const requests = queueRequests(config, io.write, sweep, queue => states.read(queue));
      const { visit: r } = reg({ visit: visitShape(config) });
      const { act } = wire({ act: actShape });
      const { rings, stop } = inst({
        rings: ringSettings(config, options.direction, options.offered),
        stop: streamMerge(runStopShape(config), options.stops),
      });
      for (const name of options.stops) joinStop(stop.ups, io, name);

      for (const flag of [act.writes, act.changes, act.running, act.beginning, act.tells, act.begins]) flag.set(0);
      act.state.set(r.seen);
      const saved = positions.read(r.queue);
      const visits = sequence(config, io, { r, act, requests, rings, sweeping: sweep.active, stop: stop.down, states });

      // The one writer of the states, and all that is told of what it writes.
      const heeds = visits.is('heed');
      const queue = mux(heeds, stop.down.payload.queue, r.queue) as Val;
      when(sweep.active.or(act.writes), () =>
        states.write(
          mux(sweep.active, sweep.index, queue),
          mux(sweep.active, zero(runStateShape), act.state as Rd<typeof runStateShape>),
        ),
      );
      io.change.valid.set(sweep.active.or(act.changes));
      io.change.payload.set({
        queue: mux(sweep.active, sweep.index, queue),
        running: act.running.and(sweep.active.not()),
        beginning: act.beginning.and(sweep.active.not()),
        epoch: mux(sweep.active, 0, act.state.epoch),
      });
      io.stopped.valid.set(act.tells);
      io.stopped.payload.set({ queue, error: act.state.error });
      const { epoch } = act.state;
      io.start.valid.set(act.begins);
      const places = placesOf(r, rings.settings, saved);
      io.start.payload.set({ queue: r.queue, epoch, ...rings.settings, ...places });

      rings.write.valid.set(io.write.valid);
      rings.write.payload.set(io.write.payload);
      rings.queue.set(r.queue);
      rings.load.set(visits.is('load'));
      rings.resume.set(r.asked.resume);
      rings.room.set(r.room);
      io.check.request.valid.set(visits.is('ask'));
      io.check.request.payload.set({ function: functionOf(config, r.queue), first: rings.first, span: rings.span });

      io.drain.queue.set(r.queue);
      r.busy.set(options.drains.map(name => io.drain.busy[name]!).reduce<Val<1>>((a, b) => a.or(b), lit(0, 1)));
      const turns = visits.is('turn');
      const found = (name: keyof Places) => mux(r.begun, places[name], io.drain[name]);
      when(turns, () => positions.write(r.queue, { available: found('available'), used: found('used') }));
      const occupied = occupiedFunctions(config, {
        looked: turns,
        queue: r.queue,
        active: r.active,
        claims: [
          { valid: requests.starts, queue: requests.queue },
          { valid: visits.is('load'), queue: r.queue },
        ],
      });
      io.occupied.set(occupied);
      io.suspended.set(io.suspend.and(occupied.not()));
      showStatus(io, states.read(io.statusRead.queue), requests, positions.read(io.statusRead.queue));
    },
    { maxDepth: 5, doc: `Run control: starts and stops the queues that ${options.direction}.` },
  );

/** Joins a stream of stops to the one in which they are heeded. */
const joinStop = (ups: object, io: Io, name: string): void =>
  connect(
    (ups as Readonly<Record<string, Outside<Flip<Stream<ReturnType<typeof runStopShape>>>>>>)[name]!,
    io.stops[name]!,
  );

/** Where a start begins: where the queue was if its function was suspended, at the written places if asked, or at the start. */
const placesOf = (r: Visit, settings: Places, saved: Places): Places => {
  const fresh = { index: lit(0, ringPlaceBits), wrap: lit(1, 1) };
  const place = (name: keyof Places) => mux(r.seen.resumes, saved[name], mux(r.asked.resume, settings[name], fresh));
  return { available: place('available'), used: place('used') };
};

type Places = Rd<{ available: typeof ringPositionShape; used: typeof ringPositionShape }>;

interface Sequenced {
  readonly r: Visit;
  readonly act: Act;
  readonly requests: QueueRequests;
  readonly rings: { readonly loaded: Val<1>; readonly verdict: { readonly offered: Val<1>; readonly fit: Val<1> } };
  readonly sweeping: Val<1>;
  readonly stop: Stops;
  readonly states: Ram<typeof runStateShape>;
}

interface Stops {
  readonly valid: Val<1>;
  readonly payload: Rd<ReturnType<typeof runStopShape>>;
  readonly ready: { set(value: Val<1>): void };
}

/** The visits to the queues, one after the other, and the stops between them. */
const sequence = (config: Config, io: Io, parts: Sequenced) => {
  const { r, act, requests, rings, sweeping, stop, states } = parts;
  const { seen, asked } = r;
  const inPhase = (phase: keyof typeof phases): Val<1> => seen.phase.eq(phases[phase]);
  const comes = named('comes', requests.comes.and(requests.queue.eq(r.queue)));
  const sound = named('sound', r.disturbed.or(comes).not());
  const stops = named('stops', asked.stop.ne(seen.stop));
  const starts = named('starts', asked.start.ne(seen.start));
  const halted = named('halted', r.quiet.or(r.suspended));
  const wants = named('wants', starts.and(asked.enable).or(seen.resumes).and(halted.or(stops).not()));
  const heedsNext = named('heeds_next', stop.valid.and(r.heeded.not()));
  const clock = reg({ clock: u(Math.log2(stuckClocks) + tickBits, 0) }).clock;
  clock.set(clock.add(1));
  const tick = clock.slice(Math.log2(stuckClocks), tickBits) as Val;

  const look = (): void => {
    r.asked.set(requests.of(r.queue));
    r.quiet.set(io.quiesce);
    r.suspended.set(io.suspend.at(functionOf(config, r.queue)));
    r.disturbed.set(comes);
  };
  const enter = (phase: keyof typeof phases): void => {
    act.writes.set(1);
    act.state.phase.set(phases[phase]);
    act.state.age.set(0);
  };

  const visits = fsm(
    'step',
    ['look', 'heed', 'judge', 'settle', 'load', 'await', 'place', 'ask', 'answer', 'again', 'commit', 'turn'],
    {
      look: goto => {
        r.seen.set(states.read(mux(heedsNext, stop.payload.queue, r.queue)));
        look();
        r.timer.set(0);
        r.room.set(0);
        r.refused.set(0);
        r.heeded.set(heedsNext);
        r.begun.set(0);
        when(sweeping, () => {})
          .elsewhen(heedsNext, () => goto('heed'))
          .otherwise(() => goto('judge'));
      },
      heed: goto => {
        const runs = inPhase('running').or(inPhase('ending')).and(stop.payload.epoch.eq(seen.epoch));
        when(runs, () => {
          enter('draining');
          act.state.error.set(stop.payload.error);
          // Also when its function is suspended: it does not go on afterwards.
          act.state.resumes.set(0);
          act.changes.set(1);
          act.tells.set(1);
        });
        goto('look');
      },
      judge: goto => {
        r.active.set(inPhase('idle').not().or(wants));
        goto('turn');
        when(inPhase('running'), () => {
          when(sound, () => {
            act.state.stop.set(asked.stop);
            // It runs already, but for a start that was asked for after a stop.
            act.state.start.set(mux(stops, seen.start, asked.start));
            when(stops.or(halted), () => {
              enter('ending');
              act.state.resumes.set(r.suspended.and(r.quiet.or(stops).not()));
              act.changes.set(1);
              act.running.set(1);
            }).elsewhen(starts, () => act.writes.set(1));
          });
        })
          .elsewhen(inPhase('idle').not(), () => goto('settle'))
          .elsewhen(wants, () => goto('load'))
          .elsewhen(sound.and(stops), () => {
            act.writes.set(1);
            act.state.stop.set(asked.stop);
            act.state.start.set(mux(asked.enable, seen.start, asked.start));
            act.state.resumes.set(0);
          })
          .elsewhen(sound.and(r.quiet), () => {
            act.writes.set(1);
            act.state.start.set(asked.start);
            act.state.resumes.set(0);
          });
      },
      settle: goto => {
        r.timer.set(r.timer.add(1));
        when(r.timer.ne(0).and(r.busy), () => {
          const older = seen.age.ne(0).and(seen.age.ne(stuckAge)).and(seen.tick.ne(tick));
          act.writes.set(1);
          act.state.tick.set(tick);
          act.state.age.set(mux(seen.age.eq(0), 1, seen.age.add(older.zext(2) as Val<2>)));
          goto('turn');
        }).elsewhen(r.timer.eq(settleClocks), () => {
          enter('idle');
          act.changes.set(1);
          r.active.set(0);
          goto('turn');
        });
      },
      load: goto => goto('await'),
      await: goto => {
        when(rings.loaded, () => {
          const { offered, fit } = rings.verdict;
          r.refusal.set(mux(offered, lit(errorCode('settings'), errorBits), lit(errorCode('features'), errorBits)));
          r.refused.set(offered.and(fit).not());
          when(offered.and(fit), () => goto('place')).otherwise(() => goto('again'));
        });
      },
      place: goto => goto('ask'),
      ask: goto => when(io.check.request.ready, () => goto('answer')),
      answer: goto => {
        r.refusal.set(errorCode('window'));
        when(io.check.answer.valid, () => {
          r.room.set(r.room.add(1));
          r.refused.set(io.check.answer.payload.inside.not());
          when(io.check.answer.payload.inside.and(r.room.ne(roomCount - 1)), () => goto('place')).otherwise(() =>
            goto('again'),
          );
        });
      },
      again: goto => {
        look();
        goto('commit');
      },
      commit: goto => {
        r.active.set(0);
        // Stopped or halted meanwhile: the next visit sees to that.
        when(wants.and(sound), () => {
          act.state.start.set(asked.start);
          act.state.resumes.set(0);
          when(r.refused, () => {
            enter('idle');
            act.state.error.set(r.refusal);
            act.tells.set(1);
          }).otherwise(() => {
            enter('running');
            act.state.epoch.set(seen.epoch.add(1));
            act.state.error.set(0);
            act.state.known.set(1);
            act.changes.set(1);
            act.running.set(1);
            act.beginning.set(1);
            act.begins.set(1);
            r.active.set(1);
            r.begun.set(1);
          });
        });
        goto('turn');
      },
      turn: goto => {
        r.queue.set(mux(r.queue.eq(queueCount(config) - 1), 0, r.queue.add(1)));
        goto('look');
      },
    },
  );
  stop.ready.set(visits.is('heed'));
  return visits;
};

interface Shown {
  readonly available: Rd<typeof ringPositionShape>;
  readonly used: Rd<typeof ringPositionShape>;
}

/** The status registers, in the clock after the question. */
const showStatus = (io: Io, state: Rd<typeof runStateShape>, requests: QueueRequests, places: Shown): void => {
  const { shown } = reg({ shown: { status: u(32), available: u(32), used: u(32) } });
  shown.set({
    status: statusWord(state, requests.of(io.statusRead.queue)),
    available: positionWord(state.known, places.available),
    used: positionWord(state.known, places.used),
  });
  io.statusRead.status.set(shown.status);
  io.statusRead.available.set(shown.available);
  io.statusRead.used.set(shown.used);
};
