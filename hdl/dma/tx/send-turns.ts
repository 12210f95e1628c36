// SPDX-License-Identifier: Apache-2.0
/**
 * Send turns: between the scheduler and the chains of transmit queues.
 *
 * Each chain that the supply tells of (`chains`) becomes one frame of its queue for the scheduler (`enqueued`), one a clock.
 * Each choice of the scheduler (`select`) becomes one question for a chain (`asks`), while no more than `openChains` are open and
 * what was read is not `behind`; `decided` ends one. A queue that stops keeps its frames in the scheduler, which has them tried, and each is answered by none. So
 * every chain that was told of is asked for once.
 *
 * Choices and questions pass through without a register. A queue has its turn after those that came before it, with all the chains
 * it has then. `drain` is busy until all of them are decided. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  component,
  flow,
  fsm,
  input,
  inst,
  master,
  mux,
  ram,
  reg,
  slave,
  stream,
  u,
  unused,
  when,
  wire,
} from 'typescript-hdl';
import { countUpDown, startUpSweep } from 'typescript-hdl/lib';
import { eventCounts } from '../../lib/event-counts.ts';
import { drainPort } from '../../lib/queue-drain.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { selectShape } from '../../lib/turn-shapes.ts';
import { workList } from '../../lib/work-list.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { openChains } from '../../spec/virtio/mover-sizes.ts';
import { chainCountBits, chainCountShape } from '../../virtqueue/chain-shapes.ts';

const ports = (config: Config) => ({
  chains: slave(flow(chainCountShape(config))),
  enqueued: master(flow({ queue: queueIndex(config) })),
  select: slave(stream(selectShape(config))),
  asks: master(stream({ queue: queueIndex(config) })),
  decided: slave(flow({ queue: queueIndex(config) })),
  behind: input(bit()),
  drain: drainPort(config),
});
/** The turns; see the header comment. */
export const sendTurns = (config: Config) =>
  component(
    'send_turns',
    { config: config.name, functions: config.functions, queuesPerFunction: config.queuesPerFunction },
    ports(config),
    io => {
      const { chains, enqueued, select, asks, decided, drain } = io;
      const depth = queueCount(config);
      const bits = chainCountBits(config);
      const sweep = startUpSweep('sweep', depth);
      const { told } = ram({ told: { shape: u(bits), depth, kind: 'distributed' } });
      const { queue, chains: more } = chains.payload;
      const sum = told.read(queue).add(more.zext(bits));
      when(sweep.active.or(chains.valid), () =>
        told.write(mux(sweep.active, sweep.index, queue), mux(sweep.active, 0, sum)),
      );
      const size = { depth, bits };
      const { tells } = wire({ tells: bit() });
      const r = reg({ queue: queueIndex(config), left: u(bits) });
      const passed = eventCounts('passed', size, sweep, { valid: tells, at: r.queue });
      const ended = eventCounts('ended', size, sweep, { valid: decided.valid, at: decided.payload.queue });

      const { list } = inst({ list: workList(config) });
      list.push.valid.set(chains.valid);
      list.push.payload.set({ queue });
      const state = fsm('state', ['rest', 'load', 'tell'], {
        rest: goto => {
          r.queue.set(list.pop.payload.queue);
          when(list.pop.valid, () => goto('load'));
        },
        load: goto => {
          r.left.set(told.read(r.queue).sub(passed.read(r.queue)));
          goto('tell');
        },
        tell: goto => {
          r.left.set(r.left.sub(1));
          when(r.left.le(1), () => goto('rest'));
        },
      });
      list.pop.ready.set(state.is('rest'));
      tells.set(state.is('tell').and(r.left.ne(0)));
      enqueued.valid.set(tells);
      enqueued.payload.set({ queue: r.queue });

      const { open } = reg({ open: u(Math.log2(openChains) + 1, 0) });
      const { behind } = reg({ behind: bit(0) });
      behind.set(io.behind);
      const free = open.ne(openChains).and(behind.not());
      asks.valid.set(select.valid.and(free));
      asks.payload.set({ queue: select.payload.queue });
      select.ready.set(asks.ready.and(free));
      unused(select.payload.turn);
      countUpDown(open, asks.fire, decided.valid);

      const { seen, busy } = reg({ seen: { told: u(bits), ended: u(bits), comes: bit() }, busy: bit() });
      const at = drain.queue;
      seen.set({ told: told.read(at), ended: ended.read(at), comes: chains.valid.and(queue.eq(at)) });
      busy.set(seen.told.ne(seen.ended).or(seen.comes));
      drain.busy.set(busy);
    },
    { maxDepth: 3, doc: 'Send turns: chains as frames of the scheduler, its choices as questions for chains.' },
  );
