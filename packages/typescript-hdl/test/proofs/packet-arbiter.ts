// SPDX-License-Identifier: Apache-2.0
/** The packet arbiter never interleaves packets, loses and changes nothing, and is fair. */
import {
  assert,
  bit,
  cat,
  countOnes,
  cover,
  type Definition,
  indexWidth,
  mux,
  oneHotMux,
  pack,
  reg,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { packetArbiter, streamArbiter } from 'typescript-hdl/lib';
import { type Inner, offersStay, proof, type SeenStream, watched } from 'typescript-hdl/prove';
import { aheadOf, atMostOne, producerWaits, type Waiting, waitsForFew } from './environment.ts';
import { payload } from './payload.ts';

type Channel = SeenStream<typeof payload>;

interface Tracker {
  /** A packet has begun to come out, or is offered. */
  readonly open: Val<1>;
  /** The input that it comes from. */
  readonly from: Val;
  readonly waiting: Waiting;
}

const promise = (io: any, count: number): Tracker => {
  const { down, source } = io;
  const inputs = Array.from({ length: count }, (_, i): Channel => io[`up${i}`]);
  inputs.forEach((up, i) => {
    producerWaits(`up${i}`, payload, up);
  });
  offersStay('down', payload, down);
  const fires = cat(...inputs.map(up => up.fire as Val<1>).reverse()) as Val;
  const valids = cat(...inputs.map(up => up.valid as Val<1>).reverse()) as Val;
  assert('one_goes', atMostOne(fires));
  assert('goes_straight_through', down.fire.eq(fires.orR()));
  when(down.valid, () => {
    const at = inputs.map((_, i) => source.eq(i) as Val<1>);
    const chosen = oneHotMux(
      inputs.map((up, i) => [at[i]!, cat(up.valid as Val<1>, pack(payload, up.payload)) as Val]),
    );
    assert('comes_from_the_source', chosen.eq(cat(down.valid, pack(payload, down.payload))));
    when(down.fire, () => assert('source_is_what_goes', fires.eq(cat(...[...at].reverse()))));
  });

  // From the first beat that is offered to the last that is taken, everything comes from one input.
  const r = reg({ open: bit(0), from: u(indexWidth(count)) });
  when(down.valid, () => {
    r.from.set(source);
    r.open.set(down.fire.and(down.payload.last).not());
  });
  when(r.open.and(down.valid), () => assert('never_interleaves', source.eq(r.from)));
  when(r.open.not().and(valids.ne(0)), () => assert('does_not_wait_for_nothing', down.valid));
  when(r.open, () => {
    const same = oneHotMux(inputs.map((up, i) => [r.from.eq(i) as Val<1>, up.valid as Val]));
    assert('goes_on_at_once', down.valid.eq(same));
  });
  cover('a_packet_of_two', down.fire.and(down.payload.last).and(r.open));
  const ends = down.fire.and(down.payload.last).repeat(count).and(fires);
  return { open: r.open, from: r.from as Val, waiting: waitsForFew({ asking: valids, getting: fires, served: ends }) };
};

export const promisedPacketArbiter = (candidate: Definition, count: number): Definition =>
  watched(candidate, io => void promise(io, count));

/** The ports of a stream arbiter, named as those of a packet arbiter. */
const renamed = ({ ups, ...others }: any): object => ({
  ...others,
  ...Object.fromEntries(ups.map((up: unknown, i: number) => [`up${i}`, up])),
});

export const promisedStreamArbiter = (candidate: Definition, count: number): Definition =>
  watched(candidate, io => void promise(renamed(io), count));

const proven = (candidate: Definition, count: number, named: (io: any) => object): Definition =>
  watched(candidate, (io: any, inner: Inner) => {
    const { open, from, waiting } = promise(named(io), count);
    const [locked, owner] = [inner.register('locked') as Val<1>, inner.register('owner')];
    assert('locked_while_open', locked.eq(open));
    if (2 ** owner.width !== count) assert('owner_is_an_input', owner.lt(count));
    when(locked, () => assert('owner_is_the_source', owner.eq(from)));
    const each = Array.from({ length: count }, (_, i) => i).reverse();
    const above = cat(...each.map(i => owner.lt(i) as Val<1>)) as Val;
    const { who, waited } = waiting;
    const own = cat(...each.map(i => owner.eq(i) as Val<1>))
      .and(who as Val)
      .orR();
    const ahead = countOnes(aheadOf(who, above), waited.width).add(locked.zext(waited.width));
    // Once its own packet is on its way nothing can come before it.
    assert('fewer_ahead_with_every_packet', waited.add(mux(locked.and(own) as Val<1>, 0, ahead)).lt(count));
  });

export const packetArbiterProofs = [2, 3, 4].flatMap(count => {
  const options = { depth: 2 * count + 4 };
  return [
    proof(`packet-arbiter-${count}`, () => proven(packetArbiter(payload, count), count, io => io), options),
    proof(`stream-arbiter-${count}`, () => proven(streamArbiter(payload, count, 'last'), count, renamed), options),
  ];
});
