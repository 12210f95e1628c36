/** What the skid buffer promises at its ports, and the invariant that makes the promise provable. */
import { assert, bit, pack, u, when } from 'typescript-hdl';
import { backwardSlice as skidBuffer } from 'typescript-hdl/lib';
import { inOrder, type OrderTracker, offersStay, type Seen, watched } from 'typescript-hdl/prove';

export const payload = { data: u(8), last: bit() };
export type Skid = ReturnType<typeof skidBuffer<typeof payload>>;

/** It holds at most one word, accepts when it holds none, and an offer stays although the producer's goes away. */
const promise = ({ up, down }: Seen<Skid['ports']>): OrderTracker<typeof payload> => {
  const order = inOrder('order', { payload, up, down, capacity: 1 });
  offersStay('down', payload, down);
  // What flows through is offered in the clock in which it arrives.
  when(up.valid, () => assert('passes_at_once', down.valid));
  return order;
};

export const promisedSkidBuffer = (candidate: Skid): Skid => watched(candidate, io => void promise(io));

export const provenSkidBuffer = (): Skid =>
  watched(skidBuffer(payload), (io, inner) => {
    const order = promise(io);
    const full = inner.register('full');
    assert('full_holds_one', full.eq(order.held.ne(0)));
    const hold = pack(payload, inner.register('hold', payload));
    when(order.inside, () => assert('held_word', hold.eq(pack(payload, order.word))));
  });
