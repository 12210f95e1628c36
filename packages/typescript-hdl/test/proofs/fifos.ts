// SPDX-License-Identifier: Apache-2.0
/** What the FIFOs promise at their ports, and the invariants that make the promise provable. */
import { assert, mux, pack, type Val, when } from 'typescript-hdl';
import { blockFifo, fifo } from 'typescript-hdl/lib';
import { inOrder, type OrderTracker, offersStay, proof, type Seen, watched } from 'typescript-hdl/prove';
import { payload } from './payload.ts';

type Fifo = ReturnType<typeof fifo<typeof payload>>;
type Io = Seen<Fifo['ports']>;
type Tracker = OrderTracker<typeof payload>;

/** The promise of `fifo`: order, no overflow, no gap, a steady offer, a true count. */
const fifoPromise = ({ up, down, count }: Io, depth: number): Tracker => {
  const order = inOrder('order', { payload, up, down, capacity: depth });
  offersStay('down', payload, down);
  assert('count_is_true', count.zext(order.held.width).eq(order.held));
  return order;
};

/** The promise of `blockFifo`: one more word at the output, and a clock to get there. */
const blockFifoPromise = ({ up, down }: Io, depth: number): Tracker => {
  const order = inOrder('order', { payload, up, down, capacity: depth + 1, accepts: depth, silence: 1 });
  offersStay('down', payload, down);
  return order;
};

/** With an output register: one word and one clock more. */
const registeredFifoPromise = ({ up, down }: Io, depth: number): Tracker => {
  const order = inOrder('order', { payload, up, down, capacity: depth + 2, accepts: depth, silence: 2 });
  offersStay('down', payload, down);
  return order;
};

export const promisedFifo = (candidate: Fifo, depth: number): Fifo =>
  watched(candidate, io => void fifoPromise(io, depth));

export const promisedBlockFifo = (candidate: Fifo, depth: number): Fifo =>
  watched(candidate, io => void blockFifoPromise(io, depth));

export const promisedRegisteredFifo = (candidate: Fifo, depth: number): Fifo =>
  watched(candidate, io => void registeredFifoPromise(io, depth));

/** `fifo` with its promise and the invariants: where the pointers stand, and which RAM word is the tracked one. */
const provenFifo = (depth: number): Fifo =>
  watched(fifo(payload, depth), (io, inner) => {
    const order = fifoPromise(io, depth);
    const [head, tail] = [inner.register('head'), inner.register('tail')];
    assert('head_is_next_out', head.eq(order.popped.trunc(head.width)));
    assert('tail_is_next_in', tail.eq(order.pushed.trunc(tail.width)));
    const stored = inner.word('words', order.number.trunc(head.width), payload);
    when(order.inside, () => assert('stored_word', pack(payload, stored).eq(pack(payload, order.word))));
  });

/** `blockFifo` with its promise and the invariants; the word at the output has left the RAM's range. */
const provenBlockFifo = (depth: number): Fifo =>
  watched(blockFifo(payload, depth), (io, inner) => {
    const order = blockFifoPromise(io, depth);
    const [head, tail, loaded] = [inner.register('head'), inner.register('tail'), inner.register('loaded')];
    const inRam = inner.register('held').zext(order.held.width);
    const nextOut = order.popped.add(loaded.zext(order.popped.width)).trunc(head.width);
    assert('head_is_after_output', head.eq(nextOut));
    assert('tail_is_next_in', tail.eq(order.pushed.trunc(tail.width)));
    assert('ram_holds_at_most_depth', inRam.le(depth));
    const reads = inRam.ne(0).and(loaded.not().or(io.down.ready));
    when(io.up.fire.and(reads), () => assert('reads_no_word_that_it_writes', head.ne(tail)));
    assert('held_is_true', inRam.add(loaded.zext(inRam.width)).eq(order.held));
    const atOutput = loaded.and(order.popped.eq(order.number));
    const stored = pack(payload, inner.word('words', order.number.trunc(head.width), payload));
    when(order.inside, () => {
      const kept = mux(atOutput, pack(payload, io.down.payload), stored);
      assert('kept_word', kept.eq(pack(payload, order.word)));
    });
    when(loaded, () => assert('output_is_held', order.held.ne(0)));
  });

/** The same with an output register: two words have left the RAM's range, one of them after the other. */
const provenRegisteredFifo = (depth: number): Fifo =>
  watched(blockFifo(payload, depth, { outputRegister: true }), (io, inner) => {
    const order = registeredFifoPromise(io, depth);
    const [head, tail] = [inner.register('head'), inner.register('tail')];
    const [loaded, offered] = [inner.register('loaded') as Val<1>, inner.register('offered') as Val<1>];
    const bits = order.held.width;
    const inRam = inner.register('held').zext(bits);
    const atRam = order.popped.add(offered.zext(order.popped.width));
    assert('head_is_after_output', head.eq(atRam.add(loaded.zext(atRam.width)).trunc(head.width)));
    assert('tail_is_next_in', tail.eq(order.pushed.trunc(tail.width)));
    assert('ram_holds_at_most_depth', inRam.le(depth));
    assert('held_is_true', inRam.add(loaded.zext(bits)).add(offered.zext(bits)).eq(order.held));
    when(io.up.fire.and(inner.wire('load') as Val<1>), () => assert('reads_no_word_that_it_writes', head.ne(tail)));
    const stored = pack(payload, inner.word('words', order.number.trunc(head.width), payload));
    const word = pack(payload, inner.wire('fetched', payload));
    when(order.inside, () => {
      const inOutput = offered.and(order.popped.eq(order.number));
      const kept = mux(inOutput, pack(payload, io.down.payload), mux(loaded.and(atRam.eq(order.number)), word, stored));
      assert('kept_word', kept.eq(pack(payload, order.word)));
    });
    when(loaded.or(offered), () => assert('output_is_held', order.held.ne(0)));
  });

/** Depths that fill the component and let it run empty again. */
export const fifoProofs = [
  ...[2, 4, 8].map(depth => proof(`fifo-${depth}`, () => provenFifo(depth), { depth: 2 * depth + 2 })),
  ...[2, 4, 8].map(depth => proof(`block-fifo-${depth}`, () => provenBlockFifo(depth), { depth: 2 * depth + 4 })),
  ...[2, 4, 8].map(depth =>
    proof(`block-fifo-registered-${depth}`, () => provenRegisteredFifo(depth), { depth: 2 * depth + 6 }),
  ),
];
