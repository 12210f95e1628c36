// SPDX-License-Identifier: Apache-2.0
/**
 * Copy counts: how many queues hold a frame, and how many of them have read it, so that the last one frees its cells.
 *
 * - `stored` sets the number of copies of the frame at `head`; `read` counts one copy as read and says one clock later,
 *   in `last`, whether that was the last. The count is then 0 again, ready for the next frame at that cell.
 * - A frame's copies must be set before the first `read` of it, and two reads of one frame are at least 2 clocks apart.
 * - The start-up sweep clears the counts of read copies, one cell a clock.
 *
 * Throughput one `stored` a clock and one `read` every 2 clocks. Latency 1 clock. Logic depth 2 LUTs at 10g.
 */
import { bit, component, flow, indexWidth, mux, output, ram, reg, slave, u, when } from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { clocked } from '../lib/clocked-ram.ts';
import type { Config } from '../spec/configs.ts';
import { cellIndex } from './buffer-shapes.ts';

/** Number of copies of a frame. */
export const copyCount = (config: Config) => u(indexWidth(config.functions + 1));

/** A frame that was put into queues, by its first cell. */
export const storedShape = (config: Config) => ({ head: cellIndex(config), copies: copyCount(config) });

/** The reference counts of all frames, by their first cell; see the header comment. */
export const copyCounts = (config: Config) =>
  component(
    'copy_counts',
    { bufferCells: config.bufferCells, functions: config.functions },
    {
      stored: slave(flow(storedShape(config))),
      read: slave(flow({ head: cellIndex(config) })),
      last: output(bit()),
    },
    ({ stored, read, last }) => {
      const counts = clocked(copyCount(config), config.bufferCells);
      const { copies, done } = ram({ copies: counts, done: counts });
      const sweep = startUpSweep('sweep', config.bufferCells);
      const r = reg({ reading: bit(0), head: cellIndex(config) });
      r.reading.set(read.valid);
      r.head.set(read.payload.head);
      when(stored.valid, () => copies.write(stored.payload.head, stored.payload.copies));

      const nowDone = done.read(read.payload.head).add(1);
      last.set(copies.read(read.payload.head).eq(nowDone));
      when(sweep.active.or(r.reading), () =>
        done.write(mux(sweep.active, sweep.index, r.head), mux(sweep.active.or(last), 0, nowDone)),
      );
    },
    { maxDepth: 2, doc: 'Reference counts of frames by their first cell.' },
  );
