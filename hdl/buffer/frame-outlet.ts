// SPDX-License-Identifier: Apache-2.0
/**
 * Frame outlet: hands words of frames to the consumer when it asks.
 *
 * `reserve` claims the place of a word that comes on `read` later; it may be 1 only while `space` is 1. Up to 16 words wait.
 * `words` keeps what it offers until it is taken.
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
  output,
  reg,
  slave,
  stream,
  u,
  unused,
} from 'typescript-hdl';
import { countUpDown, fifo } from 'typescript-hdl/lib';
import { wordShape } from '../lib/frame-shapes.ts';
import type { Config } from '../spec/configs.ts';

const wordDepth = 16;

/** The reading side's end of the packet buffer; see the header comment. */
export const frameOutlet = (config: Config) =>
  component(
    'frame_outlet',
    { hostDataBits: config.hostDataBits },
    {
      reserve: input(bit()),
      space: output(bit()),
      read: slave(flow(wordShape(config))),
      words: master(stream(wordShape(config))),
    },
    ({ reserve, space, read, words }) => {
      const { wordFifo } = inst({ wordFifo: fifo(wordShape(config), wordDepth) });
      unused(wordFifo.count, wordFifo.up.ready);
      wordFifo.up.valid.set(read.valid);
      wordFifo.up.payload.set(read.payload);
      connect(words, wordFifo.down);
      const r = reg({ free: u(indexWidth(wordDepth) + 1, wordDepth) });
      space.set(r.free.ne(0));
      countUpDown(r.free, words.fire, reserve);
    },
    { maxDepth: 2, doc: 'Hands out words of frames in their order.' },
  );
