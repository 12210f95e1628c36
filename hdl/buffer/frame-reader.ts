// SPDX-License-Identifier: Apache-2.0
/**
 * Frame reader: reads the words of each fetched frame out of the memory that it is in, following its chain.
 *
 * - Reads a word in every clock in which `space` is 1.
 * - A frame goes to `copies`, to be released, when its last word is read.
 * - Waits while the outlet has no space, or the copy cannot be handed over.
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
import { lengthBits, wordShape } from '../lib/frame-shapes.ts';
import { queueIndex } from '../lib/queue-number.ts';
import type { Config } from '../spec/configs.ts';
import {
  cellIndex,
  chainShape,
  eachSide,
  isLocalPlace,
  placeIndex,
  wordAddress,
  wordsPerCell,
} from './buffer-shapes.ts';
import { readCopyShape } from './frame-release.ts';

/** A frame that has its buffers, and where it waited. */
export const grantedFrameShape = (config: Config) => ({
  queue: queueIndex(config),
  place: placeIndex(config),
  shared: bit(),
  chain: chainShape(config),
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
      chain: { cell: output(cellIndex(config)), next: eachSide(() => input(cellIndex(config))) },
      address: output(wordAddress(config)),
      data: eachSide(() => input(u(config.hostDataBits))),
      space: input(bit()),
      reserve: output(bit()),
      read: master(flow(wordShape(config))),
      copies: master(stream(readCopyShape(config))),
    },
    ({ fetched, chain, address, data, space, reserve, read, copies }) => {
      const wordBits = lengthBits - Math.log2(config.hostDataBits / 8);
      const r = reg({
        active: bit(0),
        frame: readCopyShape(config),
        cell: cellIndex(config),
        // Words of the frame not read yet, less 1.
        left: u(wordBits),
        reading: bit(0),
        readingLast: bit(),
        readingLocal: bit(),
      });
      const w = wire({ read: bit(), load: bit(), nextCell: cellIndex(config) });
      const last = named('last', r.left.eq(0));
      const able = named('able', r.active.and(space));
      const free = named('free', r.active.not().or(w.read.and(last)));
      w.read.set(able.and(last.not().or(copies.ready)));
      w.load.set(fetched.valid.and(free));

      const { word, atEnd } = wordOfCell(config, w.load, w.read);
      const isLocal = isLocalPlace(config, r.frame.place);
      const next = mux(isLocal, chain.next.local, chain.next.wire);
      w.nextCell.set(mux(w.load, fetched.payload.chain.head, mux(w.read.and(atEnd), next, r.cell)));
      r.cell.set(w.nextCell);
      chain.cell.set(w.nextCell);
      address.set(word ? cat(r.cell, word) : r.cell);
      when(w.load, () => {
        r.active.set(1);
        r.frame.set(fetched.payload);
        r.left.set(fetched.payload.chain.lastOffset.slice(lengthBits - wordBits, wordBits));
      }).elsewhen(w.read, () => {
        r.active.set(last.not());
        r.left.set(r.left.sub(1));
      });

      fetched.ready.set(free);
      copies.valid.set(able.and(last));
      copies.payload.set(r.frame);

      reserve.set(w.read);
      r.reading.set(w.read);
      r.readingLast.set(last);
      r.readingLocal.set(isLocal);
      read.valid.set(r.reading);
      read.payload.set({ data: mux(r.readingLocal, data.local, data.wire), last: r.readingLast });
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
