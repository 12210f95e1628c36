// SPDX-License-Identifier: Apache-2.0
/**
 * Frame release: gives back what a copy of a frame held once it has been read.
 *
 * - Each copy counts as read; the last one returns the cells of the frame to the free list through `finished`. The
 *   function's cells are discharged only when the returned cells count as free, so the frames in the buffer never hold
 *   more cells than their functions are charged with.
 * - A copy of the frame whose copies are still being handed out (`open`) waits: their number is not known yet.
 * - What it held goes back to the memory that the frame is in.
 * - `left` tells of every copy that it has left its queue, `place` brings back the place of a copy that had its own.
 * - `up` is held back meanwhile. `finished` keeps its chain until it is taken.
 *
 * Throughput one copy every 2 clocks. Latency 2 clocks to `finished`, 3 to `discharge`. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  component,
  flow,
  input,
  master,
  mux,
  named,
  pick,
  reg,
  slave,
  stream,
  type Val,
  when,
} from 'typescript-hdl';
import { functionOf, queueIndex } from '../lib/queue-number.ts';
import type { Config } from '../spec/configs.ts';
import {
  cellIndex,
  chainOf,
  chainShape,
  countLessOne,
  eachSide,
  functionIndex,
  isLocalPlace,
  ownPlaceIndex,
  placeIndex,
  resized,
  sideConfig,
  sides,
} from './buffer-shapes.ts';
import { heldCellsShape } from './reserve-ledger.ts';

/** A copy whose stay has ended: where it was, and the frame. */
export const readCopyShape = (config: Config) => ({
  queue: queueIndex(config),
  place: placeIndex(config),
  shared: bit(),
  chain: chainShape(config),
});

/** The releasing side of the packet buffer; see the header comment. */
export const frameRelease = (config: Config) =>
  component(
    'frame_release',
    {
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      bufferCells: config.bufferCells,
      localBufferCells: config.localBufferCells,
    },
    {
      up: slave(stream(readCopyShape(config))),
      open: slave(flow({ head: cellIndex(config), local: bit() })),
      read: eachSide(side => master(flow({ head: cellIndex(sideConfig(config, side)) }))),
      last: eachSide(() => input(bit())),
      finished: eachSide(side => master(stream(chainShape(sideConfig(config, side))))),
      discharge: eachSide(side => master(flow(heldCellsShape(sideConfig(config, side))))),
      left: master(flow({ queue: queueIndex(config), local: bit() })),
      place: eachSide(side => master(flow({ place: ownPlaceIndex(sideConfig(config, side)) }))),
    },
    ({ up, open, read, last, finished, discharge, left, place }) => {
      const copy = { function: functionIndex(config), local: bit(), shared: bit(), chain: chainShape(config) };
      const counting = reg({ counting: { valid: bit(0), copy } }).counting;
      const giving = reg({ giving: { valid: bit(0), copy, last: bit() } }).giving;
      const { chain: _cells, ...who } = copy;
      const owed = reg({ owed: { valid: bit(0), copy: { ...who, lastOffset: copy.chain.lastOffset } } }).owed;

      const free = mux(giving.copy.local, finished.local.ready, finished.wire.ready);
      const given = named('given', giving.valid.and(giving.last.not().or(free)));
      const { queue, chain, shared } = up.payload;
      const local = isLocalPlace(config, up.payload.place);
      const isOpen = open.payload.head.eq(chain.head).and(open.payload.local.eq(local));
      const stillOpen = named('still_open', open.valid.and(isOpen));
      up.ready.set(stillOpen.or(counting.valid).or(giving.valid.and(given.not())).not());
      left.valid.set(up.fire);
      left.payload.set({ queue, local });

      counting.set({ valid: up.fire, copy: { function: functionOf(config, queue), local, shared, chain } });
      const isLast = mux(counting.copy.local, last.local, last.wire);
      when(counting.valid, () => giving.set({ valid: 1, copy: counting.copy, last: isLast })).elsewhen(given, () =>
        giving.valid.set(0),
      );
      owed.valid.set(given);
      owed.copy.set({ ...pick(who, giving.copy), lastOffset: giving.copy.chain.lastOffset });

      for (const side of sides) {
        const own = sideConfig(config, side);
        const isHere = (isLocal: Val<1>): Val<1> => (side === 'local' ? isLocal : (isLocal.not() as Val<1>));
        const gone = up.fire.and(isHere(local));
        read[side].valid.set(gone);
        read[side].payload.set({ head: resized(chain.head, cellIndex(own).width) });
        // Places above the cells belong to copies.
        const ownPlace = up.payload.place.trunc(ownPlaceIndex(own).width);
        place[side].valid.set(gone.and(ownPlace.ge(own.bufferCells)));
        place[side].payload.set({ place: ownPlace });
        finished[side].valid.set(giving.valid.and(giving.last).and(isHere(giving.copy.local)));
        finished[side].payload.set(chainOf(own, giving.copy.chain));
        discharge[side].valid.set(owed.valid.and(isHere(owed.copy.local)));
        discharge[side].payload.set({
          function: owed.copy.function,
          countLessOne: countLessOne(own, owed.copy.lastOffset),
          shared: owed.copy.shared,
        });
      }
    },
    { maxDepth: 3, doc: 'Gives back the cells of frames that were read.' },
  );
