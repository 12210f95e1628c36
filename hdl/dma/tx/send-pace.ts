// SPDX-License-Identifier: Apache-2.0
/**
 * Send pace: chains are asked for at twice the line rate at most.
 *
 * What was asked for and is not complete would fill the lists of all functions otherwise, and whoever empties them would decide whose
 * turn it is, in place of the scheduler. The pace looks at the clock alone, at no answer: memory that answers late changes nothing
 * for others. `pause` is 1 while more than 1,024 bytes on the wire are ahead of it; 2 clocks late. Logic depth 2 LUTs at 10g.
 */
import { bit, cat, component, flow, lit, mux, named, output, reg, slave, u, unused } from 'typescript-hdl';
import { costShape } from '../../lib/turn-shapes.ts';
import type { Config } from '../../spec/configs.ts';

/** Debts count in eighths of a byte: a frame of each open question, and what is ahead. */
const debtBits = 20;
const aheadBits = 13;

/** Twice the line rate, in eighths of a byte a clock. */
const stepOf = ({ lineRateBps, clockHz }: Config): number => Math.ceil((2 * lineRateBps) / clockHz);

/** The pace; see the header comment. */
export const sendPace = (config: Config) =>
  component(
    'send_pace',
    { config: config.name, lineRateBps: config.lineRateBps, clockHz: config.clockHz },
    { cost: slave(flow(costShape(config))), pause: output(bit()) },
    ({ cost, pause }) => {
      unused(cost.payload.function, cost.payload.bus);
      const { debt, adds, paused } = reg({ debt: u(debtBits, 0), adds: u(debtBits, 0), paused: bit(0) });
      adds.set(mux(cost.valid, cat(cost.payload.wire.zext(debtBits - 3), lit(0, 3)), 0));
      const step = stepOf(config);
      const rest = named('rest', mux(debt.lt(step), 0, debt.sub(step)));
      debt.set(rest.add(adds));
      paused.set(debt.slice(aheadBits, debtBits - aheadBits).orR());
      pause.set(paused);
    },
    { maxDepth: 2, doc: 'Send pace: twice the line rate, for what is asked to be sent.' },
  );
