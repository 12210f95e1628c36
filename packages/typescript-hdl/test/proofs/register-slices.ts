// SPDX-License-Identifier: Apache-2.0
/** Register slices lose, double, change and reorder nothing, keep up, and hold what they offer. */
import { assert, type Definition, mux, pack, type Val, when } from 'typescript-hdl';
import { backwardSlice, forwardSlice, fullSlice } from 'typescript-hdl/lib';
import { type Inner, inOrder, type OrderTracker, offersStay, proof, type Seen, watched } from 'typescript-hdl/prove';
import { payload } from './payload.ts';

type Slice = ReturnType<typeof forwardSlice<typeof payload>>;
type Io = Seen<Slice['ports']>;
type Tracker = OrderTracker<typeof payload>;

/** Words that a slice holds, and what else it promises. */
const promises = {
  forward: (io: Io): Tracker => {
    const order = inOrder('order', { payload, ...io, capacity: 1 });
    when(io.down.ready, () => assert('takes_one_while_it_gives_one', io.up.ready));
    assert('offers_what_it_held', io.down.valid.eq(order.held.ne(0)));
    return order;
  },
  /** What flows through is offered in the clock in which it arrives; the offer stays although the producer's goes away. */
  backward: (io: Io): Tracker => {
    const order = inOrder('order', { payload, ...io, capacity: 1 });
    when(io.up.valid, () => assert('passes_at_once', io.down.valid));
    return order;
  },
  full: (io: Io): Tracker => {
    const order = inOrder('order', { payload, ...io, capacity: 2 });
    assert('offers_what_it_held', io.down.valid.eq(order.held.ne(0)));
    assert('takes_what_has_room', io.up.ready.eq(order.held.ne(2)));
    return order;
  },
};
type Kind = keyof typeof promises;

const promise = (kind: Kind, io: Io): Tracker => {
  offersStay('down', payload, io.down);
  return promises[kind](io);
};

export const promisedSlice = (kind: Kind, candidate: Definition): Definition =>
  watched(candidate as Slice, io => void promise(kind, io));

/** How the promise hangs together with the registers: how many words are held, and where the tracked one is. */
const invariants: Readonly<Record<Kind, (order: Tracker, inner: Inner) => void>> = {
  forward: (order, inner) => {
    assert('valid_holds_one', inner.register('valid').eq(order.held.ne(0)));
    when(order.inside, () => assert('kept', packed(inner, 'payload').eq(pack(payload, order.word))));
  },
  backward: (order, inner) => {
    assert('full_holds_one', inner.register('full').eq(order.held.ne(0)));
    when(order.inside, () => assert('kept', packed(inner, 'hold').eq(pack(payload, order.word))));
  },
  full: (order, inner) => {
    const [first, second] = [inner.instance('backward'), inner.instance('forward')];
    const [full, valid] = [first.register('full'), second.register('valid')];
    assert('fills_from_the_output', order.held.eq(full.zext(order.held.width).add(valid.zext(order.held.width))));
    when(full, () => assert('output_first', valid));
    const last = order.number.eq(order.pushed.sub(1));
    when(order.inside, () => {
      const kept = mux(full.and(last) as Val<1>, packed(first, 'hold'), packed(second, 'payload'));
      assert('kept', kept.eq(pack(payload, order.word)));
    });
  },
};

const packed = (inner: Inner, register: string): Val => pack(payload, inner.register(register, payload));

const proven = (kind: Kind, slice: Slice): Definition =>
  watched(slice, (io, inner) => invariants[kind](promise(kind, io), inner));

export const sliceProofs = [
  proof('forward-slice', () => proven('forward', forwardSlice(payload)), { depth: 8 }),
  proof('backward-slice', () => proven('backward', backwardSlice(payload)), { depth: 8 }),
  proof('full-slice', () => proven('full', fullSlice(payload)), { depth: 8 }),
];
