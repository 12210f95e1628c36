// SPDX-License-Identifier: Apache-2.0
/** First-in first-out queues on ready/valid streams, in one clock domain. */
import {
  component,
  indexWidth,
  master,
  output,
  ram,
  reg,
  type Shape,
  slave,
  stream,
  u,
  type Val,
  when,
} from '../index.ts';
import { countUpDown } from './count-up-down.ts';
import { depthBits, offerFrom } from './fifo-parts.ts';

const ports = <S extends Shape>(payload: S, depth: number) => ({
  up: slave(stream(payload)),
  down: master(stream(payload)),
  count: output(u(indexWidth(depth) + 1)),
});

/**
 * FIFO in LUT RAM, for up to 64 or so words. Throughput one word a clock, latency 1 clock; `up.ready` falls when `depth`
 * words are held, `down.payload` stays until taken. `count` is the number of words held. `depth` is a power of two.
 * No path from `down.ready` to `up.ready`. `up.ready` is a register, `down.valid` a comparison of the count with 0; one LUT RAM to
 * the payload.
 * Throws HDL-PARAMETER for another depth, when it is elaborated.
 */
export const fifo = <S extends Shape>(payload: S, depth: number) =>
  component(
    'fifo',
    { payload, depth },
    ports(payload, depth),
    ({ up, down, count }) => {
      const bits = depthBits('a FIFO', depth);
      const { words } = ram({ words: { shape: payload, depth, kind: 'distributed' } });
      const r = reg({ head: u(bits, 0), tail: u(bits, 0), held: u(bits + 1, 0) });
      const held = r.held as Val;
      count.set(held);
      up.ready.set(held.bit(bits).not());
      down.valid.set(held.ne(0));
      down.payload.set(words.read(r.head));
      when(up.fire, () => {
        words.write(r.tail, up.payload);
        r.tail.set(r.tail.add(1));
      });
      when(down.fire, () => r.head.set(r.head.add(1)));
      countUpDown(r.held, up.fire, down.fire);
    },
    { shared: true, doc: 'FIFO in LUT RAM: one word a clock, latency one clock.' },
  );

/** What a FIFO in block RAM can be told. */
export interface BlockFifoOptions {
  /** The payload comes from a register after the RAM: a faster clock, one more clock of latency and one more word held. */
  readonly outputRegister?: boolean;
  /** `registered` puts a small one into LUT RAM; its clocks are the same. Default `block`. */
  readonly kind?: 'block' | 'registered';
}

/**
 * FIFO in block RAM. Throughput one word a clock, latency 2 clocks; it holds `depth` words besides the one at the output.
 * With `outputRegister` latency 3 clocks and two words besides: a block RAM is slow to answer, and logic after a bare one
 * begins late in the clock. `count` is the number of words in the RAM. `depth` is a power of two. No path from `down.ready`
 * to `up.ready`. `up.ready` is a register, `down.valid` another; none but the RAM itself, or the register, to the payload.
 * Throws HDL-PARAMETER for another depth, when it is elaborated.
 */
export const blockFifo = <S extends Shape>(
  payload: S,
  depth: number,
  { outputRegister = false, kind = 'block' }: BlockFifoOptions = {},
) =>
  component(
    'block_fifo',
    { payload, depth, ...(outputRegister && { outputRegister }), ...(kind !== 'block' && { kind }) },
    ports(payload, depth),
    ({ up, down, count }) => {
      const bits = depthBits('a FIFO', depth);
      // No word is read in the clock in which it is written (proved): tools need no logic for that case.
      const { words } = ram({ words: { shape: payload, depth, kind, attributes: { no_rw_check: 1 } } });
      const r = reg({ head: u(bits, 0), tail: u(bits, 0), held: u(bits + 1, 0) });
      const held = r.held as Val;
      count.set(held);
      up.ready.set(held.bit(bits).not());
      when(up.fire, () => {
        words.write(r.tail, up.payload);
        r.tail.set(r.tail.add(1));
      });
      const load = offerFrom(words, r.head as Val, held.ne(0), down, outputRegister ? payload : undefined);
      when(load, () => r.head.set(r.head.add(1)));
      countUpDown(r.held, up.fire, load);
    },
    {
      shared: true,
      doc: `FIFO in ${kind === 'block' ? 'block RAM' : 'LUT RAM and a register'}: one word a clock, latency ${outputRegister ? 'three' : 'two'} clocks.`,
    },
  );
