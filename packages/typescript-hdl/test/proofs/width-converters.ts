// SPDX-License-Identifier: Apache-2.0
/** Width converters pass every byte once, in order, with the ends of packets where they were. */
import {
  anyconst,
  assert,
  assume,
  bit,
  cat,
  countOnes,
  cover,
  type Definition,
  reg,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { byteBeat, narrow, widen } from 'typescript-hdl/lib';
import { type Inner, offersStay, proof, type SeenStream, watched } from 'typescript-hdl/prove';
import { producerWaits } from './environment.ts';

/** Bits of a byte number; they wrap, far beyond what a converter holds. */
const bits = 8;

type Beats = SeenStream<ReturnType<typeof byteBeat>>;

/** Bytes of a beat. */
const bytesOf = ({ payload }: Beats): Val => countOnes(payload.keep as Val, bits);

/** The byte at an offset of a beat, with a ninth bit that is 1 when its packet ends there. */
const byteAt = ({ payload }: Beats, offset: Val, count: Val): Val => {
  const { data, keep, last } = payload as { data: Val; keep: Val; last: Val<1> };
  const bytes = Array.from({ length: keep.width as number }, (_, i) =>
    offset
      .eq(i)
      .repeat(8)
      .and(data.slice(8 * i, 8) as Val),
  );
  return cat(last.and(offset.eq(count.sub(1))), bytes.reduce((a, b) => a.or(b)) as Val) as Val;
};

/** The valid bytes lie together at the bottom, at least one; only the last beat of a packet may have room left. */
const wellFormed = ({ payload }: Beats, property: (name: string, condition: Val<1>) => void, name: string): void => {
  const { keep, last } = payload as { keep: Val; last: Val<1> };
  property(`${name}_keep_lies_at_the_bottom`, keep.and(keep.add(1)).eq(0).and(keep.bit(0)));
  when(last.not(), () => property(`${name}_beats_are_full`, keep.andR()));
};

interface Numbers {
  /** Of an arbitrary byte. */
  readonly number: Val;
  /** Of the next byte in and the next byte out. */
  readonly pushed: Val;
  readonly popped: Val;
}

/** Byte for byte, what comes out is what went in. */
const tracked = (up: Beats, down: Beats, known: (numbers: Numbers) => Val): Numbers => {
  when(up.valid, () => wellFormed(up, assume, 'up'));
  when(down.valid, () => wellFormed(down, assert, 'down'));
  const { number } = anyconst({ number: u(bits) });
  const r = reg({ pushed: u(bits, 0), popped: u(bits, 0) });
  const [coming, going] = [bytesOf(up), bytesOf(down)];
  const outOf = number.sub(r.popped) as Val;
  when(up.fire, () => r.pushed.set(r.pushed.add(coming as Val)));
  when(down.fire, () => r.popped.set(r.popped.add(going as Val)));
  const tracker: Numbers = { number, pushed: r.pushed as Val, popped: r.popped as Val };
  when(down.valid.and(outOf.lt(going)), () => assert('byte_is_right', byteAt(down, outOf, going).eq(known(tracker))));
  cover('a_packet_of_several_beats', down.fire.and(down.payload.last as Val<1>).and(r.popped.gt(3)));
  return tracker;
};

type Streams = { readonly up: Beats; readonly down: Beats };

/** Bytes wait until a wide beat is full or its packet ends. */
const widenPromise = ({ up, down }: Streams, ratio: number): Numbers & { readonly byte: Val } => {
  offersStay('down', byteBeat(8 * (up.payload.keep as Val).width * ratio), down);
  const { byte } = reg({ byte: u(9) });
  const tracker = tracked(up, down, () => byte as Val);
  const [into, coming] = [tracker.number.sub(tracker.pushed) as Val, bytesOf(up)];
  when(up.fire.and(into.lt(coming)), () => byte.set(byteAt(up, into, coming) as Val));
  const { complete } = reg({ complete: bit(0) });
  const wide = (up.payload.keep as Val).width * ratio;
  const held = tracker.pushed.sub(tracker.popped);
  when(up.fire, () => complete.set(up.payload.last as Val<1>)).elsewhen(down.fire, () => complete.set(0));
  assert('offers_what_is_complete', down.valid.eq(held.eq(wide).or(complete)));
  when(down.valid, () => assert('offers_all_it_holds', bytesOf(down).eq(held)));
  when(down.valid.not().or(down.ready), () => assert('accepts', up.ready));
  return { ...tracker, byte: byte as Val };
};

export const promisedWiden = (candidate: Definition, ratio: number): Definition =>
  watched(candidate, io => void widenPromise(io as any, ratio));

const provenWiden = (dataBits: number, ratio: number): Definition =>
  watched(widen(dataBits, ratio), (io, inner) => {
    const streams = io as any as Streams;
    const { number, byte, pushed, popped } = widenPromise(streams, ratio);
    const narrowBytes = dataBits / 8;
    const held = pushed.sub(popped) as Val;
    const [count, full, last] = ['count', 'full', 'last'].map(name => inner.register(name)) as [Val, Val<1>, Val<1>];
    const complete = inner.register('complete') as Val<1>;
    when(full, () => {
      assert('full_starts_anew', count.eq(0));
      assert('full_holds_some', held.ne(0).and(held.le(narrowBytes * ratio)));
      assert('last_is_complete', last.eq(complete));
      assert('not_full_is_last', held.eq(narrowBytes * ratio).or(last));
      assert('keeps_what_it_holds', bytesOf(streams.down).eq(held));
      const wide = inner.register('lanes_keep');
      assert('keep_lies_at_the_bottom', wide.and(wide.add(1)).eq(0).and(wide.bit(0)));
    }).otherwise(() => {
      assert('count_is_full_lanes', held.eq(times(count, narrowBytes)).and(complete.not()));
      assert('count_is_in_range', count.zext(bits).lt(ratio));
      const lanes = inner.register('lanes_keep');
      for (let i = 0; i < narrowBytes * ratio; i++) {
        const lane = Math.floor(i / narrowBytes);
        when(count.ne(0), () => assert(`lane_byte${i}_is_marked`, lanes.bit(i).eq(count.gt(lane)) as Val<1>));
      }
    });
    const offset = number.sub(popped) as Val;
    when(offset.lt(held), () => {
      assert('held_byte', byteIn(inner, offset).eq(byte.trunc(8)));
      assert('held_end', byte.bit(8).eq(complete.and(offset.eq(held.sub(1)))) as Val<1>);
    });
  });

const times = (value: Val, factor: number): Val =>
  Array.from({ length: factor }, () => value.zext(bits) as Val).reduce((a, b) => a.add(b));

const byteIn = (inner: Inner, offset: Val): Val => {
  const lanes = inner.register('lanes_data');
  const bytes = Array.from({ length: lanes.width / 8 }, (_, i) =>
    offset
      .eq(i)
      .repeat(8)
      .and(lanes.slice(8 * i, 8) as Val),
  );
  return bytes.reduce((a, b) => a.or(b)) as Val;
};

/** The parts of a wide beat leave while it is still offered, so the byte is looked up in it. */
const narrowPromise = ({ up, down }: Streams): Numbers => {
  const wideBits = 8 * (up.payload.keep as Val).width;
  producerWaits('up', byteBeat(wideBits), up);
  offersStay('down', byteBeat(8 * (down.payload.keep as Val).width), down);
  const tracker = tracked(up, down, ({ number, pushed }) => byteAt(up, number.sub(pushed) as Val, bytesOf(up)));
  const left = tracker.pushed.add(bytesOf(up)).sub(tracker.popped) as Val;
  assert('goes_at_once', down.valid.eq(up.valid));
  assert('taken_when_all_is_gone', up.fire.eq(down.fire.and(left.eq(bytesOf(down)))));
  return tracker;
};

export const promisedNarrow = (candidate: Definition): Definition =>
  watched(candidate, io => void narrowPromise(io as any));

const provenNarrow = (dataBits: number, ratio: number): Definition =>
  watched(narrow(dataBits, ratio), (io: any, inner) => {
    const { pushed, popped } = narrowPromise(io);
    const count = inner.register('count');
    const gone = times(count, dataBits / 8);
    assert('count_is_what_is_gone', popped.eq(pushed.add(gone)));
    assert('count_is_in_range', count.zext(bits).lt(ratio));
    when(count.ne(0), () => assert('something_is_left', io.up.valid.and(gone.lt(bytesOf(io.up)))));
  });

export const widthProofs = [
  ...[
    [8, 4],
    [16, 2],
    [16, 3],
  ].flatMap(([dataBits, ratio]) => [
    proof(`widen-${dataBits}-by-${ratio}`, () => provenWiden(dataBits!, ratio!), { depth: 2 * ratio! + 4 }),
    proof(`narrow-${dataBits}-by-${ratio}`, () => provenNarrow(dataBits!, ratio!), { depth: 2 * ratio! + 4 }),
  ]),
];
