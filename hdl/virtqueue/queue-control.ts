// SPDX-License-Identifier: Apache-2.0
/**
 * Queue control: the registers of the receive queues, and what starts and stops them.
 *
 * - Settings are written to a staging memory and take effect at a start, so that nothing a register write does can
 *   move the rings under a running queue.
 * - A start waits until every access of an earlier run has ended, copies the settings, checks them (alignment, size,
 *   all three rings inside the window of the function, in whole 16-byte words where they are read in such), and hands
 *   them out with `start` and the epoch of the new run: from that clock the queue is enabled and its rings begin at index 0.
 *   A refused start is an error.
 * - A stop (register write, or an error from another part) takes effect in the next clock. Then the queue drains: when
 *   nothing of its run is left anywhere - reads, prefetched buffers, frames in the packet buffer and on their way, records,
 *   writes, interrupts - `clear` is pulsed and the queue can be started again. The other queues notice nothing of it.
 * - A queue that does not get there, because something of its run never ends, stays busy and after a while counts as stuck:
 *   never as idle.
 *
 * - While `quiesce` is 1, every queue is stopped and none is started. `occupied` has a bit for each function of which a
 *   queue runs, drains or is to be started. `stopped` tells of every queue that stopped because of an error.
 *
 * One queue is started or drained at a time; that takes about 40 clocks and whatever is still under way. Status is
 * answered 1 clock after `statusRead.queue`. Logic depth 6 LUTs at 10g.
 */

import {
  bit,
  cat,
  component,
  flow,
  fsm,
  type Inside,
  input,
  master,
  mux,
  named,
  output,
  reg,
  slave,
  stream,
  u,
  type Val,
  type Wr,
  when,
  wire,
} from 'typescript-hdl';
import { windowRequestShape } from '../dma/host/host-shapes.ts';
import { wordWriteShape } from '../lib/frame-shapes.ts';
import { functionOf, queueIndex } from '../lib/queue-number.ts';
import { type Config, queueCount } from '../spec/configs.ts';
import { type QueueErrorStore, queueErrorStore } from './queue-error-store.ts';
import { type QueueRuns, queueRuns } from './queue-runs.ts';
import { queuePart, queueSettings, registerPart, ringSpans, settingWords } from './queue-settings.ts';
import {
  errorBits,
  errorCode,
  queueAddressBits,
  queueRegister,
  queueShape,
  ringIndexBits,
  startShape,
  statusField,
  stopShape,
} from './virtqueue-shapes.ts';

/**
 * Clocks between a stop and the first look whether the queue is idle: more than any part takes from its last look at
 * `enabled` to the moment its work shows in an index.
 */
const settleClocks = 15;

const ports = (config: Config) => ({
  write: slave(flow(wordWriteShape(queueAddressBits(config)))),
  statusRead: { queue: input(queueIndex(config)), status: output(u(32)) },
  usedIndex: { queue: output(queueIndex(config)), index: input(u(ringIndexBits)) },
  stops: {
    ring: slave(flow(stopShape(config))),
    descriptor: slave(flow(stopShape(config))),
    completion: slave(flow(stopShape(config))),
  },
  quiesce: input(bit()),
  occupied: output(u(config.functions)),
  stopped: {
    start: master(flow(stopShape(config))),
    ring: master(flow(stopShape(config))),
    descriptor: master(flow(stopShape(config))),
    completion: master(flow(stopShape(config))),
  },
  enabled: output(u(queueCount(config))),
  start: master(flow(startShape(config))),
  clear: master(flow(queueShape(config))),
  check: {
    request: master(stream(windowRequestShape(config))),
    answer: slave(flow({ inside: bit() })),
  },
  drain: {
    queue: output(queueIndex(config)),
    requested: input(u(ringIndexBits)),
    landed: input(u(ringIndexBits)),
    taken: input(u(ringIndexBits)),
    done: input(u(ringIndexBits)),
    busy: input(u(queueCount(config))),
    frames: input(bit()),
    interrupt: input(bit()),
  },
});
type Io = Inside<ReturnType<typeof ports>>;

/** Control of all receive queues; see the header comment. */
export const queueControl = (config: Config) =>
  component(
    'queue_control',
    { config: config.name },
    ports(config),
    io => {
      const { queues } = reg({ queues: queueStates(config) });
      const errors = queueErrorStore(config, ['start', 'ring', 'descriptor', 'completion']);
      const runs = attend(config, io, queues, errors);
      // These come after the state machine: where both speak of one queue, a stop wins.
      obeyRegister(config, io, queues, errors);
      for (const part of ['ring', 'descriptor', 'completion'] as const) {
        const { valid, payload } = io.stops[part];
        const stops = valid.and(queues.running.at(payload.queue));
        io.stopped[part].valid.set(stops);
        io.stopped[part].payload.set(payload);
        when(stops, () => {
          queues.running.at(payload.queue).set(0);
          queues.draining.at(payload.queue).set(1);
          errors.note(part, payload.queue, payload.error);
        });
      }
      when(io.quiesce, () => queues.wanted.set(0));
      // Once: what drains must be able to end.
      when(io.quiesce.and(queues.running.orR()), () => {
        queues.running.set(0);
        queues.draining.set(queues.draining.or(queues.running));
      });
      io.enabled.set(queues.running);
      io.occupied.set(anyOfFunction(config, queues.running.or(queues.draining).or(queues.wanted)));

      const { queue } = io.statusRead;
      const draining = queues.draining.at(queue);
      const { status } = reg({ status: u(32) });
      io.usedIndex.queue.set(queue);
      status.set(
        placed(config, {
          error: errors.of(queue),
          enabled: queues.running.at(queue),
          busy: draining.or(queues.wanted.at(queue)),
          stuck: draining.and(runs.isStuck(queue)),
          used_index: io.usedIndex.index,
        }),
      );
      io.statusRead.status.set(status);
    },
    {
      maxDepth: 6,
      doc: 'Queue control: registers, start with checked settings, stop, draining and status of the receive queues.',
    },
  );

/** A bit a queue: it runs; it was stopped and may still have accesses under way; it is to be started. */
const queueStates = (config: Config) => {
  const bits = u(queueCount(config), 0);
  return { running: bits, draining: bits, wanted: bits };
};
type Queues = Wr<ReturnType<typeof queueStates>>;
type Errors = QueueErrorStore<'start' | 'ring' | 'descriptor' | 'completion'>;

/** A bit a function from a bit a queue. */
const anyOfFunction = (config: Config, queues: Val): Val =>
  cat(
    ...Array.from({ length: config.functions }, (_, f) =>
      queues.slice(f * config.queuesPerFunction, config.queuesPerFunction).orR(),
    ).reverse(),
  );

/** The control register: 1 asks for a start, 0 stops. */
const obeyRegister = (config: Config, { write }: Io, queues: Queues, errors: Errors): void => {
  const { address, data } = write.payload;
  const queue = queuePart(config, address);
  when(write.valid.and(registerPart(address).eq(queueRegister(config, 'control'))), () => {
    when(data.bit(0), () => {
      when(queues.running.at(queue).not(), () => {
        queues.wanted.at(queue).set(1);
        errors.clear(queue);
      });
    }).otherwise(() => {
      queues.running.at(queue).set(0);
      queues.wanted.at(queue).set(0);
      queues.draining.at(queue).set(1);
    });
  });
};

/** Looks at one queue after the other, and sees to it that it drains or starts. */
const attend = (config: Config, io: Io, queues: Queues, errors: Errors): QueueRuns => {
  const { check, drain } = io;
  const r = reg({
    queue: u(queueIndex(config).width, 0),
    timer: u(4),
    word: u(3),
    ring: u(2),
    asked: bit(0),
    idle: bit(),
    refusal: u(errorBits),
  });
  const { loading } = wire({ loading: bit() });
  const settings = queueSettings(config, io.write, { queue: r.queue, word: r.word, loading });
  const rings = ringSpans(settings);
  const next = (): void => r.queue.set(mux(r.queue.eq(queueCount(config) - 1), 0, r.queue.add(1)));
  // Stopped again before it was started; if it is to start after all, then from the beginning.
  const cancelled = named('cancelled', queues.wanted.at(r.queue).not().or(queues.draining.at(r.queue)));
  drain.queue.set(r.queue);
  const bufferless = drain.requested.eq(drain.landed).and(drain.taken.eq(drain.done));
  const left = drain.busy.at(r.queue).or(drain.frames).or(drain.interrupt);
  r.idle.set(bufferless.and(left.not()));
  const change = wire({ waits: bit(), ends: bit(), begins: bit() });
  const runs = queueRuns(config, { queue: r.queue, ...change });

  const state = fsm('state', ['scan', 'settle', 'load', 'settings', 'rings', 'commit', 'refuse'], {
    scan: goto => {
      for (const counter of [r.timer, r.word, r.ring]) counter.set(0);
      when(runs.ready.not(), () => {})
        .elsewhen(queues.draining.at(r.queue), () => goto('settle'))
        .elsewhen(queues.wanted.at(r.queue).and(queues.running.at(r.queue).not()), () => goto('load'))
        .otherwise(next);
    },
    settle: goto => {
      r.timer.set(r.timer.add(1));
      when(r.timer.eq(settleClocks), () => {
        when(r.idle, () => queues.draining.at(r.queue).set(0));
        next();
        goto('scan');
      });
    },
    load: goto => {
      r.word.set(r.word.add(1));
      when(r.word.eq(settingWords - 1), () => goto('settings'));
    },
    settings: goto => {
      r.refusal.set(errorCode('settings'));
      when(settings.fit, () => goto('rings')).otherwise(() => goto('refuse'));
    },
    rings: goto => {
      r.refusal.set(errorCode('window'));
      when(check.request.fire, () => r.asked.set(1));
      when(check.answer.valid, () => {
        r.asked.set(0);
        r.ring.set(r.ring.add(1));
        when(check.answer.payload.inside.not(), () => goto('refuse')).elsewhen(r.ring.eq(rings.length - 1), () =>
          goto('commit'),
        );
      });
    },
    commit: goto => {
      when(cancelled.not(), () => {
        queues.running.at(r.queue).set(1);
        queues.wanted.at(r.queue).set(0);
      });
      goto('scan');
    },
    refuse: goto => {
      when(cancelled.not(), () => {
        queues.wanted.at(r.queue).set(0);
        errors.note('start', r.queue, r.refusal);
      });
      goto('scan');
    },
  });

  loading.set(state.is('load'));
  io.stopped.start.valid.set(state.is('refuse').and(cancelled.not()));
  io.stopped.start.payload.set({ queue: r.queue, error: r.refusal });
  check.request.valid.set(state.is('rings').and(r.asked.not()));
  const firsts = rings.map(ring => ring.first);
  const spans = rings.map(ring => ring.span);
  check.request.payload.set({
    function: functionOf(config, r.queue),
    first: chosen(r.ring, firsts),
    span: chosen(r.ring, spans),
  });
  change.begins.set(state.is('commit').and(cancelled.not()));
  io.start.valid.set(change.begins);
  io.start.payload.set({ queue: r.queue, epoch: runs.nextEpoch, ...settings.start });
  const settled = named('settled', state.is('settle').and(r.timer.eq(settleClocks)));
  change.ends.set(settled.and(r.idle));
  change.waits.set(settled.and(r.idle.not()));
  io.clear.valid.set(change.ends);
  io.clear.payload.queue.set(r.queue);
  return runs;
};

const chosen = (index: Val, values: readonly Val[]): Val =>
  values.slice(0, -1).reduceRight<Val>((rest, value, i) => mux(index.eq(i), value, rest), values.at(-1)!);

/** The status word: each field at its place in the register map. */
const placed = (config: Config, fields: Readonly<Record<string, Val>>): Val =>
  Object.entries(fields)
    .map(([name, value]) => value.zext(32).shl(statusField(config, name)))
    .reduce((word, part) => word.or(part));
