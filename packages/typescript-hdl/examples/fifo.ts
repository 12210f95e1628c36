// SPDX-License-Identifier: Apache-2.0
/** A FIFO in LUT RAM: a memory, two pointers, and streams on both sides. */
import { component, indexWidth, master, output, ram, reg, type Shape, slave, stream, u, when } from 'typescript-hdl';

/**
 * Holds `depth` words (a power of two of at least 2) of any shape. Throughput one word a clock; a word that enters an empty
 * FIFO is offered one clock later. `up.ready` and `down.valid` depend on registers alone, so that no path leads through.
 * The pointers have one bit more than an address: equal pointers mean empty, and `depth` apart means full.
 */
export const fifo = <S extends Shape>(payload: S, depth: number) => {
  const bits = indexWidth(depth);
  if (depth < 2 || 1 << bits !== depth) {
    throw new RangeError(`The depth of a FIFO is a power of two of at least 2, not ${depth}.`);
  }
  return component(
    'fifo',
    { payload, depth },
    { up: slave(stream(payload)), down: master(stream(payload)), held: output(u(bits + 1)) },
    ({ up, down, held }) => {
      const { words } = ram({ words: { shape: payload, depth, kind: 'distributed' } });
      const r = reg({ head: u(bits + 1, 0), tail: u(bits + 1, 0) });
      held.set(r.tail.sub(r.head));

      up.ready.set(held.lt(depth));
      when(up.fire, () => {
        words.write(r.tail.trunc(bits), up.payload);
        r.tail.set(r.tail.add(1));
      });

      down.valid.set(held.ne(0));
      down.payload.set(words.read(r.head.trunc(bits)));
      when(down.fire, () => r.head.set(r.head.add(1)));
    },
    { doc: 'First in, first out, in LUT RAM.' },
  );
};

/** Sixteen words with a mark at the end of a packet. */
export const packetWordFifo = fifo({ data: u(32), last: u(1) }, 16);
