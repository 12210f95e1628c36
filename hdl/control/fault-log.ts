// SPDX-License-Identifier: Apache-2.0
/** What went wrong with the card as a whole, until software has seen it. */
import { type Bundle, bit, component, flow, input, output, reg, slave, u, when } from 'typescript-hdl';
import type { Config } from '../spec/configs.ts';
import { type FaultName, faults } from '../spec/registers/registers.ts';

/** A bit for each fault, by the names of `global.faults`. */
export const faultsShape = Object.fromEntries(faults.map(({ name }) => [name, bit()])) as unknown as Bundle & {
  readonly [K in FaultName]: ReturnType<typeof bit>;
};

/**
 * Keeps each fault from the clock in which it is noted until software clears it; one noted in that very clock stays.
 * `reset_under_access` is kept where it is found, past resets, and `acknowledge` clears it there a clock later. Counts refused writes,
 * modulo 2^32.
 * Logic depth 1 LUT at 10g.
 */
export const faultLog = (config: Config) =>
  component(
    'fault_log',
    { config: config.name },
    {
      noted: input(faultsShape),
      clear: slave(flow(faultsShape)),
      acknowledge: output(bit()),
      faults: output(faultsShape),
      refused: output({ tables: u(32), windows: u(32) }),
    },
    ({ noted, clear, acknowledge, faults: shown, refused }) => {
      const { acknowledged } = reg({ acknowledged: bit(0) });
      acknowledged.set(clear.valid.and(clear.payload.reset_under_access));
      acknowledge.set(acknowledged);
      for (const { name } of faults) {
        if (name === 'reset_under_access') {
          shown[name].set(noted[name]);
          continue;
        }
        const held = reg({ [name]: bit(0) })[name]!;
        held.set(noted[name].or(held.and(clear.valid.and(clear.payload[name]).not())));
        shown[name].set(held);
      }
      const { count } = reg({ count: { tables: u(32, 0), windows: u(32, 0) } });
      when(noted.table_refused, () => count.tables.set(count.tables.add(1)));
      when(noted.window_refused, () => count.windows.set(count.windows.add(1)));
      refused.set(count);
    },
    { maxDepth: 1, doc: 'Faults of the card until software clears them, and counts of refused writes.' },
  );
