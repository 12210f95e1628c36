// SPDX-License-Identifier: Apache-2.0
/**
 * Frame release: gives back what a copy of a frame held once it has been read.
 *
 * - Each copy counts as read; the last one returns the cells of the frame to the free list through `finished`. The
 *   function's cells are discharged only when the returned cells count as free, so the frames in the buffer never hold
 *   more cells than their functions are charged with.
 * - A copy of the frame whose copies are still being handed out (`open`) waits: their number is not known yet.
 * - `left` tells of every copy that it has left its queue, `place` brings back the place of a copy that had its own.
 * - `up` is held back meanwhile. `finished` keeps its chain until it is taken.
 *
 * Throughput one copy every 2 clocks. Latency 2 clocks to `finished`, 3 to `discharge`. Logic depth 3 LUTs at 10g.
 */
import { bit, component, flow, input, master, named, reg, slave, stream, when } from 'typescript-hdl';
import { functionOf, queueIndex } from '../lib/queue-number.ts';
import type { Config } from '../spec/configs.ts';
import { cellIndex, chainShape, countLessOne, functionIndex, placeIndex } from './buffer-shapes.ts';
import { cellsShape } from './quota-ledger.ts';

/** A copy whose stay has ended: where it was, and the frame. */
export const readCopyShape = (config: Config) => ({
  queue: queueIndex(config),
  place: placeIndex(config),
  chain: chainShape(config),
});

/** The releasing side of the packet buffer; see the header comment. */
export const frameRelease = (config: Config) =>
  component(
    'frame_release',
    { functions: config.functions, queuesPerFunction: config.queuesPerFunction, bufferCells: config.bufferCells },
    {
      up: slave(stream(readCopyShape(config))),
      open: slave(flow({ head: cellIndex(config) })),
      read: master(flow({ head: cellIndex(config) })),
      last: input(bit()),
      finished: master(stream(chainShape(config))),
      discharge: master(flow(cellsShape(config))),
      left: master(flow({ queue: queueIndex(config) })),
      place: master(flow({ place: placeIndex(config) })),
    },
    ({ up, open, read, last, finished, discharge, left, place }) => {
      const copy = { function: functionIndex(config), chain: chainShape(config) };
      const counting = reg({ counting: { valid: bit(0), copy } }).counting;
      const giving = reg({ giving: { valid: bit(0), copy, last: bit() } }).giving;
      const owed = reg({ owed: { valid: bit(0), cells: cellsShape(config) } }).owed;

      const given = named('given', giving.valid.and(giving.last.not().or(finished.ready)));
      const stillOpen = named('still_open', open.valid.and(open.payload.head.eq(up.payload.chain.head)));
      up.ready.set(stillOpen.or(counting.valid).or(giving.valid.and(given.not())).not());
      read.valid.set(up.fire);
      read.payload.set({ head: up.payload.chain.head });
      left.valid.set(up.fire);
      left.payload.set({ queue: up.payload.queue });
      // Places above the cells belong to copies.
      place.valid.set(up.fire.and(up.payload.place.ge(config.bufferCells)));
      place.payload.set({ place: up.payload.place });

      const { queue, chain } = up.payload;
      counting.set({ valid: up.fire, copy: { function: functionOf(config, queue), chain } });
      when(counting.valid, () => giving.set({ valid: 1, copy: counting.copy, last })).elsewhen(given, () =>
        giving.valid.set(0),
      );
      finished.valid.set(giving.valid.and(giving.last));
      finished.payload.set(giving.copy.chain);

      owed.valid.set(given);
      owed.cells.set({
        function: giving.copy.function,
        countLessOne: countLessOne(config, giving.copy.chain.lastOffset),
      });
      discharge.valid.set(owed.valid);
      discharge.payload.set(owed.cells);
    },
    { maxDepth: 3, doc: 'Gives back the cells of frames that were read.' },
  );
