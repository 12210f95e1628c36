// SPDX-License-Identifier: Apache-2.0
/**
 * Sender window: keeps of every sent frame the bytes in which ARP and neighbour messages name their sender, until its header
 * vector is there.
 *
 * One window a frame, in order, with the function that sends it; it is complete before the header vector leaves the parser.
 * Bytes after the end of the frame are those of an earlier one. Throughput one beat a clock. Logic depth 2 LUTs at 10g.
 */
import {
  assert,
  bit,
  cat,
  component,
  connect,
  flow,
  indexWidth,
  inst,
  lit,
  master,
  mux,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  vec,
  when,
} from 'typescript-hdl';
import { blockFifo, fifo } from 'typescript-hdl/lib';
import { sentBeatShape } from '../../lib/tx-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { readBytes, readOffsets } from '../../spec/tables/identity.ts';

/** First byte of the frame that is kept, and how many are. */
export const windowStart = readOffsets[0];
export const windowBytes = readOffsets.at(-1)! + readBytes - windowStart;

export const windowShape = (config: Config) => ({
  source: sentBeatShape(config).source,
  bytes: u(8 * windowBytes),
});

/** `frames` is how many frames may be between here and the end of the parser; see the header comment. */
export const senderWindow = (config: Config, frames: number) =>
  component(
    'sender_window',
    { netDataBits: config.netDataBits, functions: config.functions, frames },
    { beats: slave(flow(sentBeatShape(config))), windows: master(stream(windowShape(config))) },
    ({ beats, windows }) => {
      const lanes = config.netDataBits / 8;
      const lastBeat = Math.floor((windowStart + windowBytes - 1) / lanes);
      const { payload } = beats;
      const { error, lastByte, length } = payload;
      unused(error, lastByte, length);
      const { index, done, whole, source, kept } = reg({
        index: u(indexWidth(lastBeat + 1), 0),
        done: bit(0),
        whole: bit(0),
        source: u(payload.source.width),
        kept: vec(windowBytes, u(8)),
      });
      const at = mux(payload.first, lit(0, index.width), index) as Val;
      const ends = payload.last.or(at.eq(lastBeat)).and(payload.first.or(done.not()));
      whole.set(beats.valid.and(ends));
      when(beats.valid, () => {
        index.set(mux(at.eq(lastBeat), at, at.add(1)));
        done.set(payload.last.not().and(ends.or(done.and(payload.first.not()))));
        source.set(payload.source);
        for (let i = 0; i < windowBytes; i++) {
          const offset = windowStart + i;
          const here = at.eq(Math.floor(offset / lanes)).and(payload.first.or(done.not()));
          when(here, () => kept.get(i).set(payload.data.slice(8 * (offset % lanes), 8)));
        }
      });
      const queue = inst({
        queue: frames > 64 ? blockFifo(windowShape(config), frames) : fifo(windowShape(config), frames),
      }).queue;
      unused(queue.count);
      queue.up.valid.set(whole);
      queue.up.payload.set({
        source,
        bytes: cat(...Array.from({ length: windowBytes }, (_, i) => kept.get(i)).reverse()),
      });
      assert('room', whole.not().or(queue.up.ready));
      connect(windows, queue.down);
    },
    { maxDepth: 2, doc: 'Keeps the bytes of every sent frame in which ARP and neighbour messages name their sender.' },
  );
