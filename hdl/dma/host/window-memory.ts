// SPDX-License-Identifier: Apache-2.0
/**
 * Window memory: the window of every function, in LUT RAM with a port of its own for each part that looks one up.
 *
 * A look-up is answered in the same clock, a write is seen from the next clock on; any number of look-ups and one write of
 * a 32-bit word a clock. After reset every window is one byte at address 0: the start-up sweep writes that, one
 * function a clock, and nobody may look a window up before it has ended. A window of which some words are written is
 * a mixture of both: it must not be written while it is in use. Logic depth 1 LUT at 10g.
 */
import { cat, component, flow, input, lit, mux, output, ram, slave, u, when } from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { windowWriteShape } from '../../lib/setting-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { functionShape, windowShape } from './host-shapes.ts';

/** The windows of all functions, for the parts `readers`; see the header comment. */
export const windowMemory = <const N extends string>(config: Config, readers: readonly N[]) => {
  const lookup = () => ({ function: input(functionShape(config).function), window: output(windowShape) });
  return component(
    'window_memory',
    { functions: config.functions, readers: readers.join(' ') },
    {
      write: slave(flow(windowWriteShape(config))),
      lookups: Object.fromEntries(readers.map(reader => [reader, lookup()])) as {
        readonly [K in N]: ReturnType<typeof lookup>;
      },
    },
    ({ write, lookups }) => {
      const half = { shape: u(32), depth: config.functions, kind: 'distributed' } as const;
      const { baseLow, baseHigh, lastLow, lastHigh } = ram({
        baseLow: half,
        baseHigh: half,
        lastLow: half,
        lastHigh: half,
      });
      const sweep = startUpSweep('sweep', config.functions);
      for (const [word, memory] of [baseLow, baseHigh, lastLow, lastHigh].entries()) {
        when(sweep.active.or(write.valid.and(write.payload.word.eq(word))), () =>
          memory.write(
            mux(sweep.active, sweep.index, write.payload.function),
            mux(sweep.active, lit(0, 32), write.payload.data),
          ),
        );
      }
      for (const { function: of, window } of Object.values(lookups)) {
        window.base.set(cat(baseHigh.read(of), baseLow.read(of)));
        window.last.set(cat(lastHigh.read(of), lastLow.read(of)));
      }
    },
    { maxDepth: 1, doc: 'Window of every function: first and last byte address at which it may be accessed.' },
  );
};
