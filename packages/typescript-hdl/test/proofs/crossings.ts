// SPDX-License-Identifier: Apache-2.0
/** Crossings carry everything once and in order, whatever the clocks do: any ratio, any phase, any skew below a clock. */
import {
  anyconst,
  assert,
  assume,
  bit,
  cat,
  clockDomain,
  cover,
  type Definition,
  mux,
  pack,
  reg,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { asyncFifo, handshakeCrossing, pulseCrossing, synchroniser } from 'typescript-hdl/lib';
import {
  type Inner,
  inOrder,
  type OrderTracker,
  offersStay,
  proof,
  type SeenStream,
  unrelatedClocks,
  watched,
} from 'typescript-hdl/prove';
import { payload } from './payload.ts';

export const [from, to] = [clockDomain('from'), clockDomain('to')];

type Channel = SeenStream<typeof payload>;

/** A stream whose transfers happen when its clock ticks. */
const at = (tick: Val<1>, { valid, ready, payload: word }: Channel): Channel => ({
  valid,
  ready: ready.and(tick),
  fire: valid.and(ready).and(tick),
  payload: word,
});

interface Crossing {
  readonly order: OrderTracker<typeof payload>;
  readonly ticks: { readonly from: Val<1>; readonly to: Val<1> };
}

/** Every word once, in order, at most `capacity` at a time; what is offered stays until a tick takes it. */
const crossingPromise = (io: any, capacity: number): Crossing => {
  const { ticks } = io;
  const [up, down] = [at(ticks.from, io.up), at(ticks.to, io.down)];
  const silence = Number.POSITIVE_INFINITY;
  const order = inOrder('order', { payload, up, down, capacity, accepts: 0, silence });
  offersStay('down', payload, down);
  return { order, ticks };
};

export const promisedAsyncFifo = (make: typeof asyncFifo, depth: number): Definition =>
  watched(unrelatedClocks(make(payload, depth, from, to)), io => void asyncFifoPromise(io, depth));

interface Patience {
  readonly waits: Val<1>;
  /** Ticks in a row that found it waiting. */
  readonly ticks: Val;
}

/** A word is offered within four ticks of the reader, and the room that it leaves is used within two of the writer. */
const asyncFifoPromise = (
  io: any,
  depth: number,
): Crossing & { readonly quiet: Patience; readonly blocked: Patience } => {
  const crossing = crossingPromise(io, depth + 1);
  const { order, ticks } = crossing;
  return {
    ...crossing,
    quiet: waitsFor(4, 'quiet', ticks.to, order.held.ne(0).and(io.down.valid.not())),
    // Room at the output is room in the RAM that came a step of the reader before.
    blocked: waitsFor(2, 'blocked', ticks.from, order.held.lt(depth).and(io.up.ready.not())),
  };
};

/** The last of `most` ticks in a row that find it waiting ends the waiting. */
const waitsFor = (most: number, name: string, tick: Val<1>, waits: Val<1>): Patience => {
  const ticks: any = reg({ [`${name}_ticks`]: u(3, 0) })[`${name}_ticks`];
  when(waits.not(), () => ticks.set(0)).elsewhen(tick, () => ticks.set(mux(ticks.eq(most), ticks, ticks.add(1))));
  assert(`${name}_for_few_ticks`, waits.not().or(ticks.lt(most)));
  return { waits, ticks };
};

/** The number that a Gray code stands for. */
const fromGray = (code: Val): Val => {
  const bits = Array.from({ length: code.width as number }, (_, i) => code.slice(i, code.width - i).xorR());
  return cat(...bits.reverse()) as Val;
};

/** The pointers as each side sees them trail the true ones, and the words between them are in the RAM. */
const provenAsyncFifo = (depth: number): Definition =>
  watched(unrelatedClocks(asyncFifo(payload, depth, from, to)), (io: any, inner) => {
    const { order, quiet, blocked } = asyncFifoPromise(io, depth);
    const [head, tail, loaded] = ['head', 'tail', 'loaded'].map(name => inner.register(name)) as [Val, Val, Val<1>];
    const low = (value: Val): Val => value.trunc(head.width);
    assert('head_is_after_output', head.eq(low(order.popped.add(loaded.zext(order.popped.width)))));
    assert('tail_is_next_in', tail.eq(low(order.pushed)));
    assert('head_is_gray', fromGray(inner.register('head_gray')).eq(head));
    assert('tail_is_gray', fromGray(inner.register('tail_gray')).eq(tail));
    const seen = (name: string): [Val, Val, Val] =>
      ['before', 'meta', 'sync'].map(stage => fromGray(inner.register(`${name}_${stage}`))) as [Val, Val, Val];
    const [headBefore, headMeta, headSync] = seen('head_seen');
    assert('head_before_is_near', head.sub(headBefore).le(1));
    assert(
      'head_is_seen_late',
      inRow([tail.sub(head), tail.sub(headBefore), tail.sub(headMeta), tail.sub(headSync)], depth),
    );
    const [tailBefore, tailMeta, tailSync] = seen('tail_seen');
    assert('tail_before_is_near', tail.sub(tailBefore).le(1));
    assert(
      'tail_is_seen_late',
      inRow([tailSync.sub(head), tailMeta.sub(head), tailBefore.sub(head), tail.sub(head)], depth),
    );
    [tailBefore, tailMeta, tailSync].forEach((stage, i) => {
      when(quiet.waits.and(quiet.ticks.gt(i)), () => assert(`tail_arrives${i}`, stage.ne(head)));
    });
    when(blocked.waits, () => assert('room_arrives0', tail.sub(headBefore).lt(depth)));
    when(blocked.waits.and(blocked.ticks.ne(0)), () => assert('room_arrives1', tail.sub(headMeta).lt(depth)));
    when(loaded, () => assert('output_is_held', order.held.ne(0)));
    const stored = pack(payload, inner.word('words', order.number.trunc(head.width - 1), payload));
    const atOutput = loaded.and(order.popped.eq(order.number));
    when(order.inside, () => {
      const kept = mux(atOutput, pack(payload, io.down.payload), stored);
      assert('kept_word', kept.eq(pack(payload, order.word)));
    });
    // The RAM need not answer a read of the word that is being written.
    const [write, load] = [io.up.fire, inner.wire('load') as Val<1>];
    when(write.and(load), () =>
      assert(
        'never_reads_what_is_written',
        low(head)
          .trunc(head.width - 1)
          .ne(tail.trunc(head.width - 1)),
      ),
    );
  });

/** Each is at most the next, the last at most `most`. */
const inRow = (values: readonly Val[], most: number): Val<1> =>
  values
    .map((value, i) => (i + 1 < values.length ? value.le(values[i + 1]!) : value.le(most)) as Val<1>)
    .reduce((a, b) => a.and(b));

const handshakePromise = (io: any): Crossing => crossingPromise(io, 2);

export const promisedHandshake = (make: typeof handshakeCrossing): Definition =>
  watched(unrelatedClocks(make(payload, from, to)), io => void handshakePromise(io));

const provenHandshake = (): Definition =>
  watched(unrelatedClocks(handshakeCrossing(payload, from, to)), (io: any, inner: Inner) => {
    const { order } = handshakePromise(io);
    const one = (name: string): Val<1> => inner.register(name) as Val<1>;
    const [request, done, full] = [one('request'), one('done'), one('full')];
    const open = request.ne(done);
    const wide = (value: Val<1>): Val => value.zext(order.held.width);
    assert('holds_what_is_open_or_full', order.held.eq(wide(open).add(wide(full))));
    const chain = (first: string, name: string): [Val<1>, Val<1>, Val<1>] => [
      one(`${first}_before`),
      one(`${name}_meta`),
      one(`${name}_sync`),
    ];
    const ask = chain('ask_arriving', 'ask');
    const answer = chain('answer_arriving', 'answer');
    const settled = ([a, b, c]: readonly [Val<1>, Val<1>, Val<1>], level: Val<1>): Val<1> =>
      a.eq(level).and(b.eq(level)).and(c.eq(level));
    /** A change comes to the later ones last. */
    const monotone = ([a, b, c]: readonly [Val<1>, Val<1>, Val<1>], level: Val<1>): Val<1> =>
      c
        .ne(level)
        .or(b.eq(level))
        .and(b.ne(level).or(a.eq(level)));
    when(open, () => {
      assert('answer_is_old', settled(answer, done));
      assert('request_arrives', monotone(ask, request));
    }).otherwise(() => {
      assert('request_has_arrived', settled(ask, request));
      assert('answer_arrives', monotone(answer, done));
    });
    const [word, before] = [inner.register('word'), inner.register('held_before')];
    when(open.and(ask[0].eq(request)) as Val<1>, () => assert('word_arrives_with_the_request', before.eq(word)));
    when(order.inside, () => {
      const isLast = order.number.eq(order.pushed.sub(1)).and(open);
      const kept = mux(isLast, word, inner.register('out')) as Val;
      assert('kept_word', kept.eq(pack(payload, order.word)));
    });
  });

/** One pulse comes out for each that goes in, within four ticks, if two ticks of the reader lie between them. */
const pulsePromise = (io: any): { readonly missing: Val; readonly since: Val } => {
  const { ticks, pulse, arrived } = io;
  const r = reg({ missing: u(2, 0), since: u(3, 4) });
  const [sent, got]: Val<1>[] = [pulse.and(ticks.from), arrived.and(ticks.to)];
  when(sent!, () => {
    assume('pulses_are_apart', r.since.ge(2));
    r.since.set(0);
  }).elsewhen(ticks.to.and(r.since.ne(4)), () => r.since.set(r.since.add(1)));
  when(got!, () => assert('no_pulse_is_invented', r.missing.ne(0)));
  r.missing.set(r.missing.add(sent!.zext(2)).sub(got!.zext(2)) as Val);
  when(r.since.eq(4), () => assert('no_pulse_is_lost', r.missing.eq(0)));
  cover('two_on_their_way', r.missing.eq(2));
  cover('both_arrive', got!.and(r.missing.eq(2)));
  return { missing: r.missing as Val, since: r.since as Val };
};

export const promisedPulse = (make: typeof pulseCrossing): Definition =>
  watched(unrelatedClocks(make(from, to)), io => void pulsePromise(io));

const provenPulse = (): Definition =>
  watched(unrelatedClocks(pulseCrossing(from, to)), (io, inner) => {
    const { missing, since } = pulsePromise(io);
    const stages = ['toggle', 'level_arriving_before', 'level_meta', 'level_sync', 'seen'].map(name =>
      inner.register(name),
    );
    // A pulse on its way is a step in the level: between two neighbours of this row, or in flight to the first flip-flop.
    const [toggle, before, meta, sync, seen] = stages as [Val, Val, Val, Val, Val];
    const steps = [toggle.xor(meta), meta.xor(sync), sync.xor(seen)].map(one => one.zext(2) as Val);
    assert('every_pulse_is_a_step', missing.eq(steps.reduce((a, b) => a.add(b))));
    when(since.ge(1), () => assert('first_tick_sees_it', before.eq(toggle) as Val<1>));
    when(since.ge(2), () => assert('second_tick_samples_it', meta.eq(toggle) as Val<1>));
    when(since.ge(3), () => assert('third_tick_shows_it', sync.eq(toggle) as Val<1>));
  });

interface Level {
  /** Some level, and ticks since it has been there without a break. */
  readonly who: Val<1>;
  readonly stable: Val;
  /** Ticks since it went, after it had been stable long enough. */
  readonly gone: Val;
  /** The level in the step before. */
  readonly last: Val<1>;
  readonly started: Val<1>;
}

/** A level that stays for as many ticks as there are stages is seen then, and not before. */
const synchroniserPromise = (io: any, stages: number): Level => {
  const { d, q, ticks } = io;
  const { who } = anyconst({ who: bit() });
  const r = reg({ stable: u(3, 0), gone: u(3, 7), last: bit(), started: bit(0) });
  r.last.set(d);
  r.started.set(1);
  const holds = r.started.and(d.eq(who)).and(r.last.eq(who));
  const counted = (count: any): void => {
    when(ticks.default.and(count.ne(7)), () => count.set(count.add(1)));
  };
  when(holds, () => counted(r.stable)).otherwise(() => r.stable.set(0));
  when(holds.and(r.stable.ge(stages)), () => r.gone.set(0)).otherwise(() => counted(r.gone));
  when(r.stable.ge(stages), () => assert('a_stable_level_is_seen', q.eq(who)));
  when(r.gone.lt(stages), () => assert('not_seen_too_soon', q.eq(who)));
  return { who, stable: r.stable as Val, gone: r.gone as Val, last: r.last as Val<1>, started: r.started };
};

export const promisedSynchroniser = (make: typeof synchroniser, stages: number): Definition =>
  watched(unrelatedClocks(make(1, stages)), io => void synchroniserPromise(io, stages));

const provenSynchroniser = (stages: number): Definition =>
  watched(unrelatedClocks(synchroniser(1, stages)), (io: any, inner) => {
    const { who, stable, gone, last, started } = synchroniserPromise(io, stages);
    when(started, () => assert('before_is_the_last', inner.register('arriving_before').eq(last)));
    for (let i = 0; i < stages; i++) {
      const stage = inner.register(i === 0 ? 'meta' : `sync${i}`);
      when(stable.gt(i), () => assert(`stage${i}_has_it`, stage.eq(who)));
      when(gone.le(i), () => assert(`stage${i}_still_has_it`, stage.eq(who)));
    }
  });

export const crossingProofs = [
  ...[4, 8].map(depth => proof(`async-fifo-${depth}`, () => provenAsyncFifo(depth), { depth: 2 * depth + 12 })),
  proof('handshake-crossing', provenHandshake, { depth: 24 }),
  proof('pulse-crossing', provenPulse, { depth: 16 }),
  ...[2, 3].map(stages => proof(`synchroniser-${stages}`, () => provenSynchroniser(stages), { depth: 10 })),
];
