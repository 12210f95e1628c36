// SPDX-License-Identifier: Apache-2.0
/**
 * Free list: the cells that hold no frame, chained through a `next` RAM.
 *
 * - `cell` is the free cell at the front. A frame being written uses it and, with `take`, goes on to the one after it:
 *   cells taken one after another are chained already, so a frame needs no link writes. `keep` with the last `take` of a
 *   frame makes it final; `rewind` puts back every cell taken since the last `keep`. Each is one clock.
 * - `available` is 1 when the front cell may be used. The last free cell never is: the chain must end somewhere.
 * - `refused` and `finished` bring back whole chains, one a clock: the end of the list is linked to the chain's head, and
 *   the chain's tail becomes the end. `refused` is always taken, `finished` waits for it. `available` counts the cells 2
 *   clocks later, when their link can be read.
 * - `chain` follows the cells of a frame being read: `next` is, one clock later, the cell after `cell`.
 * - `ready` rises when the start-up sweep has chained all cells, one a clock.
 *
 * A take every clock is possible: the RAM is addressed with the front cell of the coming clock, so that the cell after it
 * is always at hand. Logic depth 2 LUTs at 10g.
 */
import {
  bit,
  component,
  flow,
  input,
  mux,
  named,
  output,
  ram,
  reg,
  slave,
  stream,
  u,
  when,
  wire,
} from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { type Config, cellCountBits } from '../spec/configs.ts';
import { cellIndex, chainShape, countLessOne } from './buffer-shapes.ts';

/** The free list of the packet buffer; see the header comment. */
export const freeList = (config: Config) =>
  component(
    'free_list',
    { bufferCells: config.bufferCells },
    {
      cell: output(cellIndex(config)),
      first: output(cellIndex(config)),
      available: output(bit()),
      take: input(bit()),
      keep: input(bit()),
      rewind: input(bit()),
      refused: slave(flow(chainShape(config))),
      finished: slave(stream(chainShape(config))),
      chain: { cell: input(cellIndex(config)), next: output(cellIndex(config)) },
      ready: output(bit()),
    },
    ({ cell, first, available, take, keep, rewind, refused, finished, chain, ready }) => {
      const index = cellIndex(config);
      const countBits = cellCountBits(config);
      const { next } = ram({ next: { shape: index, depth: config.bufferCells } });
      const sweep = startUpSweep('sweep', config.bufferCells);
      ready.set(sweep.active.not());

      const r = reg({
        front: u(index.width, 0),
        // First cell of the frame being written, and how many of its cells it has taken.
        first: u(index.width, 0),
        used: u(countBits, 0),
        end: u(index.width, config.bufferCells - 1),
        free: u(countBits, config.bufferCells),
        returned: u(countBits, 0),
      });
      const w = wire({ front: index, link: bit(), from: index, to: index });
      const behind = next.read(w.front);

      w.front.set(mux(rewind, r.first, mux(take, behind, r.front)));
      r.front.set(w.front);
      cell.set(r.front);
      first.set(r.first);
      when(rewind, () => r.used.set(0)).elsewhen(take, () => r.used.set(mux(keep, 0, r.used.add(1))));
      when(take.and(keep), () => r.first.set(behind));

      // Returned cells are counted one clock after their link was written, that is when `behind` can have seen it.
      const back = mux(refused.valid, refused.payload, finished.payload);
      finished.ready.set(refused.valid.not());
      const returning = named('returning', refused.valid.or(finished.valid));
      r.returned.set(mux(returning, countLessOne(config, back.lastOffset).add(1), 0));
      when(returning, () => r.end.set(back.tail));
      const step = mux(rewind, r.used, take.repeat(countBits));
      r.free.set(r.free.add(r.returned).add(step));
      available.set(r.free.slice(1, countBits - 1).orR());

      w.link.set(sweep.active.or(returning));
      w.from.set(mux(sweep.active, sweep.index, r.end));
      w.to.set(mux(sweep.active, sweep.index.add(1), back.head));
      when(w.link, () => next.write(w.from, w.to));
      chain.next.set(next.read(chain.cell));
    },
    { maxDepth: 2, doc: 'Chained free cells: taken one a clock, put back as whole chains.' },
  );
