// SPDX-License-Identifier: Apache-2.0
/**
 * Frame outlet: hands announcements and words to the consumer, each when it asks, and in their order.
 *
 * - A frame's words are offered only after its announcement was taken; the next frames may be announced meanwhile.
 * - `reserve` claims the place of a word that comes on `read` later; it may be 1 only while `space` is 1. Up to 16 words
 *   and 4 announcements wait. `frames` and `words` keep what they offer until it is taken.
 *
 * Throughput one word a clock, as long as `read` follows `reserve` within 4 clocks. Latency 1 clock. Logic depth 2 LUTs at
 * 10g.
 */
import {
  bit,
  component,
  connect,
  flow,
  indexWidth,
  input,
  inst,
  master,
  named,
  output,
  reg,
  slave,
  stream,
  u,
} from 'typescript-hdl';
import { countUpDown, fifo } from 'typescript-hdl/lib';
import { frameShape, wordShape } from '../lib/frame-shapes.ts';
import type { Config } from '../spec/configs.ts';

const wordDepth = 16;
const announcementDepth = 4;
/** Frames that may be announced and unfinished: at most those with a word in the FIFO or on its way. */
const openBits = indexWidth(2 * wordDepth);

/** The reading side's end of the packet buffer; see the header comment. */
export const frameOutlet = (config: Config) =>
  component(
    'frame_outlet',
    { hostDataBits: config.hostDataBits, functions: config.functions, queuesPerFunction: config.queuesPerFunction },
    {
      announced: slave(stream(frameShape(config))),
      reserve: input(bit()),
      space: output(bit()),
      read: slave(flow(wordShape(config))),
      frames: master(stream(frameShape(config))),
      words: master(stream(wordShape(config))),
    },
    ({ announced, reserve, space, read, frames, words }) => {
      const { frameFifo, wordFifo } = inst({
        frameFifo: fifo(frameShape(config), announcementDepth),
        wordFifo: fifo(wordShape(config), wordDepth),
      });
      connect(frameFifo.up, announced);
      connect(frames, frameFifo.down);
      wordFifo.up.valid.set(read.valid);
      wordFifo.up.payload.set(read.payload);

      const r = reg({ free: u(indexWidth(wordDepth) + 1, wordDepth), open: u(openBits, 0) });
      space.set(r.free.ne(0));
      countUpDown(r.free, words.fire, reserve);

      const ended = named('ended', words.fire.and(words.payload.last));
      countUpDown(r.open, frames.fire, ended);
      const mayLeave = named('may_leave', r.open.ne(0));
      words.valid.set(wordFifo.down.valid.and(mayLeave));
      wordFifo.down.ready.set(words.ready.and(mayLeave));
      words.payload.set(wordFifo.down.payload);
    },
    { maxDepth: 2, doc: 'Hands out announcements and words of frames in their order.' },
  );
