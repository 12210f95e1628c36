// SPDX-License-Identifier: Apache-2.0
/** A FIFO of whole packets: the writer may take a packet back. */
import {
  bit,
  checkParameter,
  component,
  input,
  master,
  mux,
  output,
  ram,
  reg,
  type Shape,
  slave,
  stream,
  u,
  type Val,
  when,
  wire,
} from '../index.ts';
import { depthBits, offerFrom } from './fifo-parts.ts';
import { checkPacket } from './parameters.ts';

/** A beat of a packet. */
export type PacketBeat = { readonly last: Shape } & { readonly [name: string]: Shape };

/**
 * Holds `depth` beats (a power of two) in block RAM. A packet can be read once its last beat is in; `drop` with the last beat
 * takes it back. With `whenFull: 'stall'` `up.ready` falls while the memory is full, so a packet longer than `depth` never
 * gets through; with `'drop'` `up.ready` stays 1 and packets that do not fit are dropped whole. `dropped` is 1 in the clock
 * in which a packet is dropped. Throughput one beat a clock, latency 2 clocks after the last beat. Throws
 * HDL-PARAMETER for another depth, another `whenFull`, and a payload without `last`.
 */
export const packetFifo = <S extends PacketBeat>(payload: S, depth: number, whenFull: 'stall' | 'drop' = 'stall') => {
  checkPacket('a packet FIFO', payload);
  checkParameter(
    ['stall', 'drop'].includes(whenFull),
    `A packet FIFO that is full stalls or drops; '${whenFull}' is neither.`,
  );
  return component(
    'packet_fifo',
    { payload, depth, whenFull },
    { up: slave(stream(payload)), drop: input(bit()), down: master(stream(payload)), dropped: output(bit()) },
    ({ up, drop, down, dropped }) => {
      const bits = depthBits('a packet FIFO', depth);
      const last = up.payload.last as Val<1>;
      // No word is read in the clock in which it is written (proved): tools need no logic for that case.
      const { words } = ram({ words: { shape: payload as Shape, depth, attributes: { no_rw_check: 1 } } });
      const r = reg({
        head: u(bits + 1, 0),
        tail: u(bits + 1, 0),
        committed: u(bits + 1, 0),
        bad: bit(0),
      });
      const w = wire({ discard: bit(), store: bit() });
      // Pointers that differ in their highest bit alone are a whole round apart: no subtractor, and no carry chain.
      const full = r.tail.xor(r.head).eq(depth) as Val<1>;
      up.ready.set(whenFull === 'stall' ? full.not() : full.or(1));
      const overflow = whenFull === 'stall' ? full.and(0) : full;
      w.discard.set(drop.or(r.bad).or(overflow));
      dropped.set(up.fire.and(last).and(w.discard));
      w.store.set(up.fire.and(overflow.not()).and(r.bad.not()));
      when(w.store, () => words.write(r.tail.slice(0, bits), up.payload));
      when(up.fire, () => {
        r.bad.set(overflow.or(r.bad).and(last.not()));
        when(last, () => {
          const next = mux(w.discard, r.committed, r.tail.add(1));
          r.tail.set(next);
          r.committed.set(next);
        }).elsewhen(w.store, () => r.tail.set(r.tail.add(1)));
      });
      const load = offerFrom(words, r.head.slice(0, bits) as Val, r.head.ne(r.committed), down);
      when(load, () => r.head.set(r.head.add(1)));
    },
    { doc: 'Packet FIFO: whole packets only; the writer may drop the one it is writing.' },
  );
};
