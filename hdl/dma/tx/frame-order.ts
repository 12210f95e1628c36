// SPDX-License-Identifier: Apache-2.0
/**
 * Frame order: finds out when a frame has all its bytes, and passes the frames of each function on in their order.
 *
 * Reads that were `asked` and `answered` are counted for each frame. When the oldest frame of a function was planned and has
 * all its answers, good or bad, its used element goes to `elements` and the frame to `complete`; frames of different functions in
 * the order in which they come to that. A driver gets its chain back when the last byte was read, whatever the wire does.
 *
 * A frame whose queue has stopped, or one of whose reads failed, gives no element and is dropped: it goes on with that fate, so that its place
 * in the reorder memory is freed in its order. Elements go out when `room` says that their queue has room for them;
 * otherwise the function waits and others have their turns. `more` says that other frames of its queue are on their way.
 *
 * `drain` counts frames from `entered` on until they are passed on. Logic depth 4 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  flow,
  fsm,
  type Inside,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  output,
  pick,
  ram,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { answerDrain, eventCounts, underWay } from '../../lib/event-counts.ts';
import { functionTurns } from '../../lib/function-turns.ts';
import { drainPort } from '../../lib/queue-drain.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { queueChangeFlow, queueStates } from '../../lib/queue-state.ts';
import { runFlag } from '../../lib/run-flag.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { sentFramesPerFunction, waitingChainsPerFunction } from '../../spec/virtio/mover-sizes.ts';
import { queueElementShape } from '../../virtqueue/used-shapes.ts';
import { functionShape } from '../host/host-shapes.ts';
import {
  askedFrameShape,
  completeFrameShape,
  fateBits,
  fates,
  frameNumberBits,
  frameNumberShape,
} from './send-shapes.ts';

/** More reads than a frame ever has: two for each of 32 pieces, and one for each 256 bytes. */
const readCountBits = 7;

const ports = (config: Config) => ({
  change: slave(queueChangeFlow(config)),
  entered: slave(flow({ queue: queueIndex(config) })),
  asked: slave(flow(frameNumberShape(config))),
  planned: slave(flow({ ...frameNumberShape(config), plan: askedFrameShape(config) })),
  answered: slave(flow(frameNumberShape(config))),
  failed: slave(flow({ queue: queueIndex(config) })),
  elements: master(stream({ ...queueElementShape(config), more: bit() })),
  ask: { queue: output(queueIndex(config)), room: input(bit()) },
  complete: master(stream(completeFrameShape(config))),
  /** Its counts are cleared; before that nothing may be asked. */
  ready: output(bit()),
  drain: drainPort(config),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The order; see the header comment. */
export const frameOrder = (config: Config) =>
  component(
    'frame_order',
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      hostDataBits: config.hostDataBits,
    },
    ports(config),
    io => pass(config, io),
    { maxDepth: 4, doc: 'Frame order: frames that have all their bytes, those of a function in order.' },
  );

const pass = (config: Config, io: Io): void => {
  const { elements, complete, planned, ask } = io;
  const { functions } = config;
  const frames = { depth: functions * sentFramesPerFunction(config), bits: readCountBits };
  const sweep = startUpSweep('sweep', frames.depth);
  io.ready.set(sweep.active.not());
  const states = queueStates(config, io.change);
  const failed = runFlag('failed', config, { valid: io.failed.valid, queue: io.failed.payload.queue }, io.change);
  const place = (number: { readonly function: Val; readonly frame: Val }): Val => cat(number.function, number.frame);
  const reads = underWay(
    'reads',
    frames,
    sweep,
    { valid: io.asked.valid, at: place(io.asked.payload) },
    { valid: io.answered.valid, at: place(io.answered.payload) },
  );
  const { plans } = ram({ plans: { shape: askedFrameShape(config), depth: frames.depth } });
  when(planned.valid, () => plans.write(place(planned.payload), planned.payload.plan));
  const perFunction = { depth: functions, bits: frameNumberBits(config) + 1 };
  const { passes, passed } = wire({ passes: bit(), passed: { queue: queueIndex(config) } });
  const r = reg({
    function: functionShape(config).function,
    pending: bit(),
    others: bit(),
    reads: { asked: u(readCountBits), answered: u(readCountBits) },
    head: { plan: askedFrameShape(config), lost: bit(), room: bit(), alone: bit() },
    again: bit(0),
  });
  const ready = eventCounts('planned', perFunction, sweep, { valid: planned.valid, at: planned.payload.function });
  const done = eventCounts('passed', perFunction, sweep, { valid: passes, at: r.function });

  const waiting = answerDrain(
    {
      depth: queueCount(config),
      bits: Math.ceil(Math.log2(waitingChainsPerFunction + sentFramesPerFunction(config))) + 1,
    },
    sweep,
    io.drain,
    { valid: io.entered.valid, at: io.entered.payload.queue },
    { valid: passes, at: passed.queue },
  );

  const { turns } = inst({ turns: functionTurns(config, ['planned', 'answered', 'again']) });
  turns.allowed.set(lit((1n << BigInt(functions)) - 1n, functions));
  for (const name of ['planned', 'answered'] as const) {
    turns.wakes[name].valid.set(io[name].valid);
    turns.wakes[name].payload.set({ function: io[name].payload.function });
  }
  turns.wakes.again.valid.set(r.again);
  turns.wakes.again.payload.set({ function: r.function });

  const at = cat(r.function, done.read(r.function).trunc(frameNumberBits(config)));
  const plan = plans.read(at);
  const { head } = r;
  const fate = mux(head.lost, lit(fates.stopped, fateBits), head.plan.fate);
  turns.next.ready.set(0);
  passes.set(0);
  r.again.set(0);
  elements.valid.set(0);
  complete.valid.set(0);
  fsm('state', ['pick', 'load', 'check', 'act'], {
    pick: goto => {
      turns.next.ready.set(sweep.active.not());
      when(turns.next.valid.and(sweep.active.not()), () => {
        r.function.set(turns.next.payload.function);
        goto('load');
      });
    },
    load: goto => {
      const [all, gone] = [ready.read(r.function), done.read(r.function)];
      r.pending.set(all.ne(gone));
      r.others.set(all.ne(gone.add(1)));
      r.reads.set({ asked: reads.came(at), answered: reads.went(at) });
      goto('check');
    },
    check: goto => {
      head.plan.set(plan);
      head.lost.set(states.runs(plan.queue, plan.epoch).not().or(failed(plan.queue)).or(plan.fate.eq(fates.stopped)));
      head.room.set(ask.room);
      head.alone.set(waiting.count(plan.queue).eq(1));
      goto('act');
      when(r.pending.not().or(r.reads.asked.ne(r.reads.answered)), () => goto('pick'));
    },
    act: goto => {
      // Both or none: the frame goes on in the clock in which its element is taken.
      const gives = head.lost.not();
      const may = named('may', gives.not().or(head.room));
      elements.valid.set(gives.and(head.room).and(complete.ready));
      const goes = named('goes', complete.ready.and(gives.not().or(elements.ready)).and(may));
      complete.valid.set(may.and(gives.not().or(elements.ready)));
      passes.set(goes);
      when(goes.or(may.not()), () => {
        // The next one may have got its answers before; what comes from now on wakes the function itself.
        r.again.set(r.others.or(may.not()));
        goto('pick');
      });
    },
  });
  ask.queue.set(plan.queue);
  passed.queue.set(head.plan.queue);
  const { queue, epoch, id, slots } = head.plan;
  elements.payload.set({ queue, epoch, id, bytes: 0, slots, last: 1, more: head.alone.not() });
  complete.payload.set({ ...pick(completeFrameShape(config), head.plan), fate });
};
