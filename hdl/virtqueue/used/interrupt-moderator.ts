// SPDX-License-Identifier: Apache-2.0
/**
 * Interrupt moderator: whether what was published of a queue may wait for more before its driver is asked whether it wants an
 * interrupt.
 *
 * Two numbers of each queue say how long, as `moderation` of its registers was written (virtio 1.2, 5.1.6.5.7, max_packets and
 * max_usecs): so many used elements at most, 0 for any number, and so many ticks at most since the first publication that was
 * held, 0 for none at all. A write counts from the next publication on, also while the queue runs. After reset nothing waits, and
 * nothing of a queue that is to begin nothing more (`change`).
 *
 * - `asked`: the queue that is looked at, in its run, and how many elements nobody was asked about. `held` comes a clock later:
 *   wait for more.
 * - `decided`, at least 2 clocks after its `asked`: that queue waits, or else was asked or does not run, and its time ends.
 * - `due`: the time of a queue that waits is over, or the queue ends. It comes again about every `queues` clocks until the queue is decided upon. Of a
 *   queue whose time is over nothing is held any more, however long it takes until it may be asked.
 *
 * One question in 3 clocks. A time is exact to one tick and a walk over all queues, a clock each; the start-up sweep, in which no
 * register is written, takes as many clocks. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  component,
  flow,
  input,
  lit,
  master,
  mux,
  named,
  output,
  ram,
  reg,
  slave,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { wordWriteShape } from '../../lib/frame-shapes.ts';
import { epochBits } from '../../lib/queue-epoch.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { queueChangeFlow, queueStates } from '../../lib/queue-state.ts';
import { workShape } from '../../lib/work-list.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { moderation, virtqueueField, virtqueueWord } from '../../spec/registers/virtqueue-registers.ts';
import { queueOfAddress, queueWordAddressBits, wordPart } from '../control/control-shapes.ts';
import { ringPlaceBits } from '../queue-shapes.ts';

/** Clock cycles of a tick, as bits of the counter below it. */
const ticksFrom = Math.log2(moderation.tickClocks);
/** Width of a point in time: half of its range is the future, which the longest wait is far shorter than. */
const timeBits = moderation.timeBits + 4;

const settingShape = { elements: u(moderation.elementBits), ticks: u(moderation.timeBits) };
const timerShape = { epoch: u(epochBits), armed: bit(), passed: bit(), end: u(timeBits) };

/** The queue that a question is about, and that a decision is about. */
export const askedShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  elements: u(ringPlaceBits),
});

const isOver = (now: Val, end: Val): Val<1> =>
  now
    .sub(end)
    .bit(timeBits - 1)
    .not() as Val<1>;

/** The moderator; see the header comment. */
export const interruptModerator = (config: Config) =>
  component(
    'interrupt_moderator',
    { queues: queueCount(config) },
    {
      change: slave(queueChangeFlow(config)),
      write: slave(flow(wordWriteShape(queueWordAddressBits(config)))),
      asked: input(askedShape(config)),
      held: output(bit()),
      decided: slave(flow({ waits: bit() })),
      due: master(flow(workShape(config))),
    },
    ({ change, write, asked, held, decided, due }) => {
      const queues = { depth: queueCount(config), kind: 'distributed' } as const;
      const { settings, timers } = ram({
        settings: { shape: settingShape, ...queues },
        timers: { shape: timerShape, ...queues },
      });
      const states = queueStates(config, change);
      const sweep = startUpSweep('sweep', queueCount(config));
      const { clock } = reg({ clock: u(ticksFrom + timeBits, 0) });
      clock.set(clock.add(1));
      const now = clock.slice(ticksFrom, timeBits);

      const { address, data } = write.payload;
      const field = (name: string, bits: number): Val => data.slice(virtqueueField('moderation', name), bits);
      const written = {
        elements: field('elements', moderation.elementBits),
        ticks: field('ticks', moderation.timeBits),
      };
      const none = { elements: lit(0, moderation.elementBits), ticks: lit(0, moderation.timeBits) };
      const comes = write.valid.and(wordPart(address).eq(virtqueueWord('moderation')));
      when(sweep.active.or(comes), () =>
        settings.write(mux(sweep.active, sweep.index, queueOfAddress(config, address)), {
          elements: mux(sweep.active, none.elements, written.elements),
          ticks: mux(sweep.active, none.ticks, written.ticks),
        }),
      );

      // What the timer of the queue says: one of an earlier run says nothing.
      const { seen } = reg({
        seen: { armed: bit(), over: bit(), end: u(timeBits), few: bit(), begins: bit(), ticks: settingShape.ticks },
      });
      const timer = timers.read(asked.queue);
      const setting = settings.read(asked.queue);
      const armed = named('is_armed', timer.armed.and(timer.epoch.eq(asked.epoch)));
      seen.set({
        armed,
        over: timer.passed.or(isOver(now, timer.end)),
        end: timer.end,
        few: setting.elements.eq(0).or(asked.elements.lt(setting.elements.zext(ringPlaceBits))),
        begins: states.begins(asked.queue, asked.epoch),
        ticks: setting.ticks,
      });
      const passed = named('has_passed', seen.armed.and(seen.over));
      held.set(seen.few.and(seen.begins).and(seen.ticks.ne(0)).and(passed.not()));

      const end = mux(seen.armed, seen.end, now.add(seen.ticks.zext(timeBits)));
      const idle = { epoch: lit(0, epochBits), armed: lit(0, 1), passed: lit(0, 1), end: lit(0, timeBits) };
      when(sweep.active.or(decided.valid), () =>
        timers.write(mux(sweep.active, sweep.index, asked.queue), {
          epoch: mux(sweep.active, idle.epoch, asked.epoch),
          armed: sweep.active.not().and(decided.payload.waits),
          passed,
          end,
        }),
      );

      // Each queue in turn: its time is looked at, and told 2 clocks later.
      const { walk, walked, told } = reg({
        walk: u(queueIndex(config).width, 0),
        walked: { queue: queueIndex(config), armed: bit(), passed: bit(), end: u(timeBits), begins: bit() },
        told: { valid: bit(0), queue: queueIndex(config) },
      });
      walk.set(mux(walk.eq(queueCount(config) - 1), 0, walk.add(1)));
      const { beginning, epoch } = states.begun(walk);
      const next = timers.read(walk);
      walked.set({
        ...{ queue: walk, armed: next.armed, passed: next.passed, end: next.end },
        begins: beginning.and(epoch.eq(next.epoch)),
      });
      const over = walked.passed.or(isOver(now, walked.end)).or(walked.begins.not());
      told.set({ valid: walked.armed.and(over).and(sweep.active.not()), queue: walked.queue });
      due.valid.set(told.valid);
      due.payload.set({ queue: told.queue });
    },
    {
      maxDepth: 3,
      doc: 'Interrupt moderator: holds back the question after an interrupt for a number of elements or a time.',
    },
  );
