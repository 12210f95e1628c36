// SPDX-License-Identifier: Apache-2.0
/** Fork, join, multiplexer, demultiplexer and merge lose, double, change and reorder nothing. */
import {
  assert,
  assume,
  bit,
  cat,
  countOnes,
  cover,
  type Definition,
  oneHotMux,
  pack,
  reg,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { streamDemux, streamFork, streamJoin, streamMerge, streamMux } from 'typescript-hdl/lib';
import {
  type Inner,
  inOrder,
  type OrderTracker,
  offersStay,
  proof,
  type SeenStream,
  watched,
} from 'typescript-hdl/prove';
import { aheadOf, atMostOne, producerWaits, turnHasNoGap, type Waiting, waitsForFew } from './environment.ts';
import { payload } from './payload.ts';

type Channel = SeenStream<typeof payload>;

const numbered = (io: any, prefix: string, count: number): Channel[] =>
  Array.from({ length: count }, (_, i) => io[`${prefix}${i}`]);

const packed = ({ payload: word }: Channel): Val => pack(payload, word);

/** Every output gets every transfer exactly once, as soon as it is ready, and the input is taken when all have it. */
const forkPromise = (io: any, count: number): Val => {
  const up: Channel = io.up;
  const outputs = numbered(io, 'down', count);
  producerWaits('up', payload, up);
  const { got } = reg({ got: u(count, 0) }) as any;
  outputs.forEach((down, i) => {
    offersStay(`down${i}`, payload, down);
    when(up.fire, () => got.bit(i).set(0)).elsewhen(down.fire, () => got.bit(i).set(1));
    when(down.valid, () => {
      assert(`down${i}_is_not_invented`, up.valid);
      assert(`down${i}_is_right`, packed(down).eq(packed(up)));
      assert(`down${i}_comes_once`, got.bit(i).not());
    });
    when(up.valid.and(got.bit(i).not()), () => assert(`down${i}_comes_at_once`, down.valid));
    when(up.fire, () => assert(`down${i}_is_not_lost`, got.bit(i).or(down.fire)));
  });
  const done = outputs.map((down, i) => got.bit(i).or(down.ready) as Val<1>).reduce((a, b) => a.and(b));
  when(up.valid.and(done), () => assert('taken_when_all_have_it', up.ready));
  cover('one_after_another', up.fire.and(got.ne(0)));
  return got;
};

export const promisedFork = (candidate: Definition, count: number): Definition =>
  watched(candidate, io => void forkPromise(io, count));

const provenFork = (count: number): Definition =>
  watched(streamFork(payload, count), (io: any, inner) => {
    const got = forkPromise(io, count);
    assert('taken_is_what_was_got', inner.register('taken').eq(got));
    when(got.ne(0), () => assert('offer_is_still_there', io.up.valid));
  });

/** What comes out is what goes in on both sides in the same clock. */
const joinPromise = (io: any): void => {
  const [left, right]: Channel[] = [io.left, io.right];
  const { down } = io;
  producerWaits('left', payload, left!);
  producerWaits('right', payload, right!);
  offersStay('down', { left: payload, right: payload }, down);
  assert('left_goes_with_the_pair', left!.fire.eq(down.fire));
  assert('right_goes_with_the_pair', right!.fire.eq(down.fire));
  when(left!.valid.and(right!.valid), () => assert('pair_comes_at_once', down.valid));
  when(down.valid, () => {
    assert('left_is_right', pack(payload, down.payload.left).eq(packed(left!)));
    assert('right_is_right', pack(payload, down.payload.right).eq(packed(right!)));
  });
  cover('a_pair', down.fire);
};

export const promisedJoin = (candidate: Definition): Definition => watched(candidate, io => joinPromise(io));

/** Only the selected input passes, unchanged. `select` stays while the selected input waits. */
const muxPromise = (io: any, count: number): void => {
  const { down, select } = io;
  const inputs = numbered(io, 'up', count);
  inputs.forEach((up, i) => {
    producerWaits(`up${i}`, payload, up);
  });
  selectWaits(down, select);
  offersStay('down', payload, down);
  inputs.forEach((up, i) => {
    const chosen = select.eq(i) as Val<1>;
    when(chosen, () => {
      assert(`up${i}_passes`, down.valid.eq(up.valid).and(up.ready.eq(down.ready)));
      when(up.valid, () => assert(`up${i}_passes_unchanged`, packed(down).eq(packed(up))));
    }).otherwise(() => assert(`up${i}_waits`, up.ready.not()));
    cover(`up${i}_goes`, up.fire);
  });
  assert('one_goes', down.fire.eq(inputs.map(up => up.fire).reduce((a, b) => a.or(b))));
};

/** `select` stays while an offer waits. */
const selectWaits = (channel: Channel, select: Val): void => {
  const last = reg({ offered: bit(0), selected: u(select.width as number) });
  last.offered.set(channel.valid.and(channel.ready.not()));
  last.selected.set(select as Val);
  when(last.offered, () => assume('select_stays', select.eq(last.selected as Val)));
};

export const promisedMux = (candidate: Definition, count: number): Definition =>
  watched(candidate, io => muxPromise(io, count));

/** The selected output gets the transfer, unchanged, and no other does. */
const demuxPromise = (io: any, count: number): void => {
  const up: Channel = io.up;
  const { select } = io;
  const outputs = numbered(io, 'down', count);
  producerWaits('up', payload, up);
  selectWaits(up, select);
  outputs.forEach((down, i) => {
    offersStay(`down${i}`, payload, down);
    assert(`down${i}_gets_its_own`, down.valid.eq(up.valid.and(select.eq(i))));
    when(down.valid, () => assert(`down${i}_gets_it_unchanged`, packed(down).eq(packed(up))));
    cover(`down${i}_goes`, down.fire);
  });
  assert('one_goes', up.fire.eq(outputs.map(down => down.fire).reduce((a, b) => a.or(b))));
};

export const promisedDemux = (candidate: Definition, count: number): Definition =>
  watched(candidate, io => demuxPromise(io, count));

/** One input a clock goes in, in order; an input that keeps offering waits for at most one transfer of each other. */
const mergePromise = (
  io: any,
  names: readonly string[],
): { readonly order: OrderTracker<typeof payload>; readonly waiting: Waiting } => {
  const { down } = io;
  const inputs: Channel[] = names.map(name => io.ups[name]);
  const fires = cat(...inputs.map(up => up.fire as Val<1>).reverse()) as Val;
  assert('one_goes_in', atMostOne(fires));
  const word = oneHotMux(inputs.map(up => [up.fire, packed(up)]));
  const free: Val<1> = down.valid.not().or(down.ready);
  const fire = fires.orR();
  const joined: any = { valid: fire, ready: fire, fire, payload: unpacked(word) };
  const order = inOrder('order', { payload, up: joined, down, capacity: 1, accepts: 0 });
  offersStay('down', payload, down);
  inputs.forEach((up, i) => {
    when(up.valid.and(free), () => assert(`input${i}_does_not_wait_for_nothing`, fire));
  });
  const valids = cat(...inputs.map(up => up.valid as Val<1>).reverse()) as Val;
  return { order, waiting: waitsForFew({ asking: valids, getting: fires, served: fires }) };
};

/** The fields of a packed payload. */
const unpacked = (word: Val): unknown => ({ data: word.slice(0, 4), last: word.bit(4) });

export const promisedMerge = (candidate: Definition, names: readonly string[]): Definition =>
  watched(candidate, io => void mergePromise(io, names));

const provenMerge = (names: readonly string[]): Definition =>
  watched(streamMerge(payload, names), (io: any, inner: Inner) => {
    const { order, waiting } = mergePromise(io, names);
    assert('held_is_one', inner.register('held').eq(order.held.ne(0)));
    when(order.inside, () =>
      assert('kept', pack(payload, inner.register('payload', payload)).eq(pack(payload, order.word))),
    );
    const above = inner.instance('arbiter').register('above');
    turnHasNoGap(above);
    const ahead = countOnes(aheadOf(waiting.who, above), waiting.waited.width);
    assert('fewer_ahead_with_every_transfer', waiting.waited.add(ahead).lt(names.length));
  });

export const streamProofs = [
  ...[2, 3].map(count => proof(`stream-fork-${count}`, () => provenFork(count), { depth: 6 })),
  proof('stream-join', () => promisedJoin(streamJoin(payload, payload)), { depth: 4 }),
  ...[2, 3].map(count =>
    proof(`stream-mux-${count}`, () => promisedMux(streamMux(payload, count), count), { depth: 4 }),
  ),
  ...[2, 3].map(count =>
    proof(`stream-demux-${count}`, () => promisedDemux(streamDemux(payload, count), count), { depth: 4 }),
  ),
  proof('stream-merge-2', () => provenMerge(['a', 'b']), { depth: 8 }),
  proof('stream-merge-3', () => provenMerge(['a', 'b', 'c']), { depth: 8 }),
];
