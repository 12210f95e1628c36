// SPDX-License-Identifier: Apache-2.0
/**
 * Frame reader: reads the words of each fetched frame out of the cell memory, following its chain.
 *
 * - Announces a frame on `announced` when its reading begins, then reads a word in every clock in which `space` is 1.
 * - A frame goes to `copies`, to be released, when its last word is read.
 * - Waits while the outlet has no space, the announcement or the copy cannot be handed over. What it offers on `announced`
 *   may be withdrawn while it waits for the end of the frame before (both ends are inside the packet buffer).
 *
 * Throughput one word a clock, over the ends of cells and frames: the `next` RAM is addressed with the cell of the coming
 * clock. Latency 1 clock to the read address, 2 to the word. Logic depth 3 LUTs at 10g.
 */

import {
  bit,
  cat,
  component,
  flow,
  input,
  lit,
  master,
  mux,
  named,
  output,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import { frameShape, lengthBits, wordShape } from '../lib/frame-shapes.ts';
import { queueIndex } from '../lib/queue-number.ts';
import type { Config } from '../spec/configs.ts';
import { cellIndex, placeIndex, queuedChainShape, wordAddress, wordsPerCell } from './buffer-shapes.ts';
import { readCopyShape } from './frame-release.ts';

/** A frame that has its buffers, and where it waited. */
export const grantedFrameShape = (config: Config) => ({
  queue: queueIndex(config),
  place: placeIndex(config),
  ...queuedChainShape(config),
});

/** The reading side of the packet buffer; see the header comment. */
export const frameReader = (config: Config) =>
  component(
    'frame_reader',
    {
      hostDataBits: config.hostDataBits,
      bufferCells: config.bufferCells,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
    },
    {
      fetched: slave(stream(grantedFrameShape(config))),
      chain: { cell: output(cellIndex(config)), next: input(cellIndex(config)) },
      address: output(wordAddress(config)),
      data: input(u(config.hostDataBits)),
      announced: master(stream(frameShape(config))),
      space: input(bit()),
      reserve: output(bit()),
      read: master(flow(wordShape(config))),
      copies: master(stream(readCopyShape(config))),
    },
    ({ fetched, chain, address, data, announced, space, reserve, read, copies }) => {
      const wordBits = lengthBits - Math.log2(config.hostDataBits / 8);
      const r = reg({
        active: bit(0),
        frame: readCopyShape(config),
        cell: cellIndex(config),
        // Words of the frame not read yet, less 1.
        left: u(wordBits),
        reading: bit(0),
        readingLast: bit(),
      });
      const w = wire({ read: bit(), load: bit(), nextCell: cellIndex(config) });
      const last = named('last', r.left.eq(0));
      const able = named('able', r.active.and(space));
      const free = named('free', r.active.not().or(w.read.and(last)));
      w.read.set(able.and(last.not().or(copies.ready)));
      w.load.set(fetched.valid.and(free).and(announced.ready));

      const { word, atEnd } = wordOfCell(config, w.load, w.read);
      w.nextCell.set(mux(w.load, fetched.payload.chain.head, mux(w.read.and(atEnd), chain.next, r.cell)));
      r.cell.set(w.nextCell);
      chain.cell.set(w.nextCell);
      address.set(word ? cat(r.cell, word) : r.cell);
      when(w.load, () => {
        r.active.set(1);
        const { queue, place, chain } = fetched.payload;
        r.frame.set({ queue, place, chain });
        r.left.set(fetched.payload.chain.lastOffset.slice(lengthBits - wordBits, wordBits));
      }).elsewhen(w.read, () => {
        r.active.set(last.not());
        r.left.set(r.left.sub(1));
      });

      fetched.ready.set(free.and(announced.ready));
      announced.valid.set(fetched.valid.and(free));
      const { queue, epoch, chain: frame } = fetched.payload;
      announced.payload.set({ queue, epoch, length: frame.lastOffset.add(1) });
      copies.valid.set(able.and(last));
      copies.payload.set(r.frame);

      reserve.set(w.read);
      r.reading.set(w.read);
      r.readingLast.set(last);
      read.valid.set(r.reading);
      read.payload.set({ data, last: r.readingLast });
    },
    { maxDepth: 3, doc: 'Reads the words of each fetched frame, following its chain of cells.' },
  );

/** Number of the word being read in its cell, if a cell holds several, and whether it is the cell's last. */
const wordOfCell = (config: Config, load: Val<1>, read: Val<1>): { word?: Val; atEnd: Val<1> } => {
  const bits = Math.log2(wordsPerCell(config));
  if (bits === 0) return { atEnd: lit(1, 1) };
  const { word } = reg({ word: u(bits) });
  when(load, () => word.set(0)).elsewhen(read, () => word.set(word.add(1)));
  return { word, atEnd: word.andR() };
};
