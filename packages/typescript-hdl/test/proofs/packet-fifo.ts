// SPDX-License-Identifier: Apache-2.0
/** The packet FIFO shows whole packets only: nothing of a dropped one, all of a committed one, in order. */
import {
  anyconst,
  assert,
  bit,
  cover,
  type Definition,
  indexWidth,
  mux,
  pack,
  reg,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { packetFifo } from 'typescript-hdl/lib';
import { type Inner, offersStay, proof, type Seen, watched } from 'typescript-hdl/prove';
import { quietForAtMost } from './environment.ts';
import { payload } from './payload.ts';

type PacketFifo = ReturnType<typeof packetFifo<typeof payload>>;
type Io = Seen<PacketFifo['ports']>;
type WhenFull = 'stall' | 'drop';

/** Numbers count the beats that stay; those of a packet in progress are taken back when it is dropped. */
interface Tracker {
  /** An arbitrary beat. */
  readonly number: Val;
  /** What was written under that number last. */
  readonly beat: Val;
  /** Number of the next beat in, of the first beat of the packet in progress, and of the next beat out. */
  readonly tail: Val;
  readonly committed: Val;
  readonly popped: Val;
  /** More beats came than fit, so the packet in progress must be dropped. */
  readonly lost: Val<1>;
}

const promise = ({ up, drop, down, dropped }: Io, depth: number, whenFull: WhenFull): Tracker => {
  const bits = indexWidth(depth + 2) + 2;
  const { number } = anyconst({ number: u(bits) });
  const r = reg({ next: u(bits, 0), done: u(bits, 0), popped: u(bits, 0), lost: bit(0), tight: bit(0) });
  const { beat } = reg({ beat: u(5) });
  const held = r.next.sub(r.popped);
  const last: Val<1> = up.payload.last as Val<1>;

  // A packet may be longer than any counter: once it cannot fit it is only known to be lost.
  const beyond = held.gt(depth);
  when(up.fire, () => {
    when(beyond.not().and(r.lost.not()), () => {
      r.next.set(r.next.add(1));
      when(r.next.eq(number), () => beat.set(pack(payload, up.payload) as Val));
    });
    r.lost.set(r.lost.or(beyond).and(last.not()));
    r.tight.set(r.tight.or(held.ge(depth)).and(last.not()));
    when(last, () => {
      when(dropped, () => r.next.set(r.done)).otherwise(() => r.done.set(r.next.add(1)));
    });
  });
  when(down.fire, () => r.popped.set(r.popped.add(1)));

  offersStay('down', payload, down);
  when(down.valid, () => assert('only_committed_beats_are_shown', r.popped.ne(r.done)));
  when(down.valid.and(r.popped.eq(number)), () => assert('beat_is_right', pack(payload, down.payload).eq(beat)));
  when(up.fire.and(last).and(drop), () => assert('dropped_when_told', dropped));
  when(dropped, () => {
    assert('dropped_with_the_last_beat', up.fire.and(last));
    if (whenFull === 'stall') assert('dropped_only_when_told', drop);
    else when(drop.not(), () => assert('dropped_only_when_full', r.tight.or(held.ge(depth))));
  });
  when(up.fire.and(last).and(dropped.not()), () => assert('committed_whole', r.lost.not().and(held.le(depth))));
  assert('holds_at_most_what_fits', r.done.sub(r.popped).le(depth + 1));
  if (whenFull === 'stall') when(held.lt(depth), () => assert('accepts', up.ready));
  else assert('always_accepts', up.ready);
  quietForAtMost('silent', r.popped.ne(r.done).and(down.valid.not()), 1);

  assert(
    'counts',
    r.done
      .sub(r.popped)
      .le(held)
      .and(held.le(depth + 1)),
  );
  cover('a_packet_of_two_comes_out', down.fire.and(down.payload.last as Val<1>).and(r.popped.eq(1)));
  cover('dropped_after_a_committed_one', dropped.and(r.done.ne(0)).and(r.next.ne(r.done)));
  cover('full', r.done.sub(r.popped).eq(depth + 1));
  return { number, beat, tail: r.next, committed: r.done, popped: r.popped, lost: r.lost };
};

export const promisedPacketFifo = (candidate: Definition, depth: number, whenFull: WhenFull): Definition =>
  watched(candidate as PacketFifo, io => void promise(io, depth, whenFull));

/** What the attribute `no_rw_check` of the RAM says: no word is read in the clock in which it is written. */
export const readsMeetNoWrite = (inner: Inner): void => {
  const [head, tail] = [inner.register('head'), inner.register('tail')];
  when((inner.wire('load') as Val<1>).and(inner.wire('store') as Val<1>), () =>
    assert('reads_meet_no_write', head.trunc(head.width - 1).ne(tail.trunc(tail.width - 1))),
  );
};

/** Where the pointers stand and which words of the RAM belong to the tracked beat. */
const invariants = (
  { number, beat, tail, committed, popped, lost }: Tracker,
  io: Io,
  inner: Inner,
  depth: number,
): void => {
  const register = (name: string): Val => inner.register(name);
  const [head, ownTail, ownCommitted, bad] = ['head', 'tail', 'committed', 'bad'].map(register) as [Val, Val, Val, Val];
  const loaded = register('loaded') as Val<1>;
  const low = (value: Val): Val => value.trunc(head.width);
  assert('head_is_after_output', head.eq(low(popped.add(loaded.zext(popped.width)))));
  assert('committed_is_done', ownCommitted.eq(low(committed)));
  when(bad.not() as Val<1>, () => {
    assert('tail_is_next_in', ownTail.eq(low(tail)));
    assert('nothing_is_lost', lost.not());
  });
  assert('ram_is_in_order', ownCommitted.sub(head).le(ownTail.sub(head)));
  assert('ram_does_not_overflow', ownTail.sub(head).le(depth));
  when(loaded, () => assert('output_is_committed', popped.ne(committed)));
  const stored = pack(payload, inner.word('words', number.trunc(head.width - 1), payload));
  const since = number.sub(popped);
  const atOutput = loaded.and(since.eq(0));
  when(atOutput, () => assert('output_is_the_beat', pack(payload, io.down.payload).eq(beat)));
  const written = mux(bad as Val<1>, committed, tail).sub(popped);
  when(atOutput.not().and(since.lt(written)), () => assert('stored_beat', stored.eq(beat)));
};

const proven = (depth: number, whenFull: WhenFull): Definition =>
  watched(packetFifo(payload, depth, whenFull), (io, inner) => {
    const tracker = promise(io, depth, whenFull);
    invariants(tracker, io, inner, depth);
    readsMeetNoWrite(inner);
    if (whenFull === 'drop')
      when(inner.register('bad') as Val<1>, () => assert('bad_was_full', inner.register('tight') as Val<1>));
    else assert('never_bad', inner.register('bad').not() as Val<1>);
  });

export const packetFifoProofs = [2, 4, 8].flatMap(depth =>
  (['stall', 'drop'] as const).map(whenFull =>
    proof(`packet-fifo-${whenFull}-${depth}`, () => proven(depth, whenFull), { depth: 2 * depth + 6 }),
  ),
);
