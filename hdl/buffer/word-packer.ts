// SPDX-License-Identifier: Apache-2.0
/**
 * Word packer: gathers the beats of a frame to words of the host datapath for the cell memory.
 *
 * - Lane 0 holds the first beat. A word is stored when its last lane is filled or the frame ends; lanes that the frame
 *   does not reach and bytes after its last one are zeros, so that nothing an earlier frame left can ever be read.
 * - Never holds back, and cannot be held back: the memory takes every word in its clock.
 *
 * Throughput one beat a clock. Latency 1 clock. Logic depth 1 LUT at 10g.
 */
import {
  bit,
  cat,
  component,
  flow,
  indexWidth,
  lit,
  master,
  reg,
  slave,
  u,
  unused,
  type Val,
  vec,
  when,
} from 'typescript-hdl';
import type { Config } from '../spec/configs.ts';
import { addressOfBeat, beatOffset, fillsLane, lanesPerWord } from './beat-position.ts';
import { cellIndex, wordAddress } from './buffer-shapes.ts';

/** A beat on its way to its cell; `offset` counts the beats of its frame. */
export const placedBeatShape = (config: Config) => ({
  data: u(config.netDataBits),
  lastByte: u(indexWidth(config.netDataBits / 8)),
  last: bit(),
  offset: beatOffset(config),
  cell: cellIndex(config),
});

/** A word on its way into the cell memory. */
export const storeShape = (config: Config) => ({ address: wordAddress(config), data: u(config.hostDataBits) });

/** The packer between frame writer and cell memory; see the header comment. */
export const wordPacker = (config: Config) =>
  component(
    'word_packer',
    { netDataBits: config.netDataBits, hostDataBits: config.hostDataBits, bufferCells: config.bufferCells },
    { beats: slave(flow(placedBeatShape(config))), store: master(flow(storeShape(config))) },
    ({ beats, store }) => {
      const lanes = Array.from({ length: lanesPerWord(config) }, (_, i) => i);
      const r = reg({
        valid: bit(0),
        address: wordAddress(config),
        lanes: vec(lanes.length, u(config.netDataBits)),
      });
      const { data, lastByte, last, offset, cell } = beats.payload;
      // Where a cell is one word of one beat, no address or lane depends on the place in the frame.
      unused(offset);
      const clean = withoutBytesAfter(data, lastByte);

      r.valid.set(beats.valid.and(last.or(fillsLane(config, offset, lanes.length - 1))));
      when(beats.valid, () => {
        r.address.set(addressOfBeat(config, cell, offset));
        for (const lane of lanes) {
          const filled = when(fillsLane(config, offset, lane), () => r.lanes.get(lane).set(clean));
          // The first beat of a word wipes the lanes after it.
          if (lane > 0) filled.elsewhen(fillsLane(config, offset, 0), () => r.lanes.get(lane).set(0));
        }
      });
      store.valid.set(r.valid);
      store.payload.set({ address: r.address, data: cat(...lanes.map(lane => r.lanes.get(lane)).reverse()) });
    },
    { maxDepth: 1, doc: 'Gathers beats to words of the host datapath and fills what a frame leaves open with zeros.' },
  );

/** `data` with zeros in the bytes above byte `last`. */
const withoutBytesAfter = (data: Val, last: Val): Val => {
  const bytes = Array.from({ length: data.width / 8 }, (_, i) => {
    const valid = i === 0 ? lit(1, 1) : last.ge(i);
    return data.slice(8 * i, 8).and(valid.repeat(8));
  });
  return cat(...bytes.reverse());
};
