// SPDX-License-Identifier: Apache-2.0
/**
 * Function turns: which function is to be looked at next, when something of it may have become due.
 *
 * Each of the named `wakes` puts a function among those that are due; its turn takes it out again. A wake in the clock in which
 * the turn is taken, or later, brings another turn: whoever looks at a function from the next clock on misses nothing. Functions
 * take turns in the order of their numbers; one whose bit of `allowed` is 0 stays due and is passed over, up to 2 clocks late.
 *
 * A turn every 2 clocks, 3 clocks after its wake at best. Logic depth 4 LUTs at 10g.
 */
import {
  bit,
  component,
  flow,
  indexWidth,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  oneHotIndex,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { roundRobinArbiter } from 'typescript-hdl/lib';
import type { Config } from '../spec/configs.ts';

const functionShape = (config: Config) => ({ function: u(indexWidth(config.functions)) });
const wakePort = (config: Config) => slave(flow(functionShape(config)));

/** The turns of functions that one of `sources` wakes; see the header comment. */
export const functionTurns = <const N extends string>(config: Config, sources: readonly N[]) =>
  component(
    'function_turns',
    { functions: config.functions, sources: sources.join(' ') },
    {
      wakes: Object.fromEntries(sources.map(name => [name, slave(flow(functionShape(config)))])) as {
        readonly [K in N]: ReturnType<typeof wakePort>;
      },
      allowed: input(u(config.functions)),
      next: master(stream(functionShape(config))),
    },
    ({ wakes, allowed, next }) => {
      const { functions } = config;
      const { due, chosen, offered } = reg({
        due: u(functions, 0),
        chosen: u(functions, 0),
        offered: { valid: bit(0), ...functionShape(config) },
      });
      const { arbiter } = inst({ arbiter: roundRobinArbiter(functions) });
      const free = named('free', offered.valid.not().or(next.ready));
      const leaves = named('leaves', mux(free, chosen, 0));
      const picks = named('picks', free.or(chosen.eq(0)));
      arbiter.requests.set(due.and(chosen.not()).and(allowed));
      arbiter.accept.set(picks);
      when(picks, () => chosen.set(arbiter.grants));
      when(free, () => offered.set({ valid: chosen.orR(), function: oneHotIndex(chosen, offered.function.width) }));
      const woken = sources.map(name => {
        const { valid, payload } = (wakes as { [key: string]: { valid: Val<1>; payload: { function: Val } } })[name]!;
        return mux(valid, lit(1, functions).shl(payload.function), 0) as Val;
      });
      due.set(woken.reduce((all, one) => all.or(one), due.and(leaves.not())));
      next.valid.set(offered.valid);
      next.payload.set({ function: offered.function });
    },
    { maxDepth: 4, doc: 'Function turns: functions of which something may have become due, in turn.' },
  );
