// SPDX-License-Identifier: Apache-2.0
/**
 * The write guard lets no byte out of its function's window, whatever comes before it: bursts, beats, answers and timing are
 * free. Every burst has its function as its id. Whoever looks at the bus sees bursts in order; the proof follows an arbitrary one of them and an arbitrary lane.
 */
import {
  anyconst,
  assert,
  assume,
  cat,
  cover,
  lit,
  mux,
  pack,
  type Rd,
  reg,
  u,
  type Val,
  vec,
  when,
} from 'typescript-hdl';
import { type Inner, proof, type Seen, watched } from 'typescript-hdl/prove';
import { windowShape } from '../../../hdl/dma/host/host-shapes.ts';
import { openShape, stageShapes, writeGuard } from '../../../hdl/dma/host/write-guard.ts';
import { beatBytes, hostAddressBits, hostUserBits, laneBits } from '../../../hdl/lib/host-bus.ts';
import { type Config, configs } from '../../../hdl/spec/configs.ts';

/** A narrow bus: what is proved of 8 lanes holds for 16 by the same words. Addresses have their 64 bits. */
const config: Config = { ...configs.tiny, hostDataBits: 64 };
const laneCount = beatBytes(config);
const beatBits = hostAddressBits - laneBits(config);
/** Bursts are counted modulo 8; at most 3 are offered and not finished. */
const countBits = 3;

type Guard = ReturnType<typeof writeGuard>;
type Io = Seen<Guard['ports']>;

interface Burst {
  readonly address: Val;
  readonly beats: Val;
  readonly user: Val;
}

const implies = (condition: Val<1>, conclusion: Val<1>): Val<1> => condition.not().or(conclusion);
const beatOf = (address: Val): Val => address.slice(laneBits(config), beatBits);
const laneOf = (address: Val): Val => address.slice(0, laneBits(config));
const lastBeatOf = ({ address, beats }: Burst): Val => beatOf(address).add(beats.zext(beatBits));
const startOfLast = (burst: Burst): Val =>
  mux(burst.beats.eq(0), burst.address, cat(lastBeatOf(burst), lit(0, laneBits(config))));
const staysInBlock = ({ address, beats }: Burst): Val<1> =>
  address.slice(laneBits(config), 8).addWide(beats).bit(8).not() as Val<1>;

interface Facts {
  window(user: Val): { readonly base: Val; readonly last: Val };
  /** Every beat of the burst has a byte in the window of its user, and it begins in it. */
  inside(burst: Burst): Val<1>;
}

/** The windows, which stand still. */
const standingWindows = (io: Io): Facts => {
  const { given } = anyconst({ given: vec(config.functions, windowShape) });
  const looked = given.get(io.lookup.function);
  assume('windows_stand_still', pack(windowShape, io.lookup.window).eq(pack(windowShape, looked)));
  const window = (user: Val) => given.get(user.slice(0, 1));
  return {
    window,
    inside: burst => {
      const { base, last } = window(burst.user);
      return staysInBlock(burst).and(base.le(burst.address)).and(startOfLast(burst).le(last)) as Val<1>;
    },
  };
};

const all = lit((1n << BigInt(laneCount)) - 1n, laneCount);
const firstMask = ({ address }: Burst): Val => all.shl(laneOf(address));
const lastMask = (burst: Burst, { window }: Facts): Val => {
  const { last } = window(burst.user);
  return mux(lastBeatOf(burst).eq(beatOf(last)), all.shl(laneOf(last)).shl(1).not(), all);
};

const burstOf = ({ address, beats, function: user }: { address: Val; beats: Val; function: Val }): Burst => ({
  address,
  beats,
  user: user.zext(hostUserBits),
});

/** What each register of the judgement holds of its burst. */
const judgementInvariants = (inner: Inner, facts: Facts): void => {
  const shapes = stageShapes(config);
  const asked = inner.register('asked', shapes.asked);
  const placed = inner.register('placed', shapes.placed);
  const judged = inner.register('judged', shapes.judged);
  const windowFor = (stage: { burst: Rd<typeof shapes.asked.burst> }) => facts.window(burstOf(stage.burst).user);
  // Implications rather than conditions: that they can hold is shown by the covers.
  const given = (condition: Val<1>, name: string, conclusion: Val<1>): void =>
    assert(name, implies(condition, conclusion));
  const { base, last } = windowFor(asked);
  given(asked.valid, 'asked_has_its_window', asked.base.eq(base).and(asked.last.eq(last)) as Val<1>);

  const burst = burstOf(placed.burst);
  const begins = staysInBlock(burst).and(windowFor(placed).base.le(burst.address)) as Val<1>;
  given(placed.valid, 'placed_has_its_window', placed.last.eq(windowFor(placed).last) as Val<1>);
  given(
    placed.valid.and(placed.good) as Val<1>,
    'placed_begins_inside',
    begins.and(placed.lastBeat.eq(startOfLast(burst))),
  );

  const found = burstOf(judged.burst);
  const edge = lastBeatOf(found).eq(beatOf(windowFor(judged).last)) as Val<1>;
  given(judged.valid, 'judged_has_its_edge', judged.lastLane.eq(laneOf(windowFor(judged).last)) as Val<1>);
  given(
    judged.valid.and(judged.good) as Val<1>,
    'judged_is_inside',
    facts.inside(found).and(judged.atEdge.eq(edge)) as Val<1>,
  );
};

/** An arbitrary burst on the bus, from its offer to its last beat. */
const followBurst = ({ write }: Io) => {
  const { number } = anyconst({ number: u(countBits) });
  const r = reg({ addresses: u(countBits, 0), bursts: u(countBits, 0), beat: u(8, 0) });
  const { seen } = reg({ seen: { address: u(hostAddressBits), beats: u(8), user: u(hostUserBits) } });
  const live = { address: write.awaddr, beats: write.awlen, user: write.awuser };
  const offered = write.awvalid.and(r.addresses.eq(number)) as Val<1>;
  when(offered, () => seen.set(live));
  when(write.awvalid.and(write.awready), () => r.addresses.set(r.addresses.add(1)));
  when(write.wvalid.and(write.wready), () => {
    r.beat.set(mux(write.wlast, 0, r.beat.add(1)));
    when(write.wlast, () => r.bursts.set(r.bursts.add(1)));
  });
  const burst: Burst = {
    address: mux(offered, live.address, seen.address),
    beats: mux(offered, live.beats, seen.beats),
    user: mux(offered, live.user, seen.user),
  };
  const known = r.addresses.add(write.awvalid.zext(countBits));
  return { number, burst, known, bursts: r.bursts as Val, beat: r.beat as Val };
};
type Followed = ReturnType<typeof followBurst>;

/** What is promised of the bus. */
const promise = ({ write }: Io, facts: Facts, { number, burst, known, bursts, beat }: Followed): void => {
  when(write.awvalid, () =>
    assert('address_is_inside', facts.inside({ address: write.awaddr, beats: write.awlen, user: write.awuser })),
  );
  // Responses are told apart by it.
  assert('id_is_the_function', write.awid.eq(write.awuser.zext(write.awid.width)) as Val<1>);
  when(write.wvalid.and(bursts.eq(number)), () => {
    assert('data_follows_its_address', known.ne(bursts));
    assert('last_when_all_beats_came', write.wlast.eq(beat.eq(burst.beats)).and(beat.le(burst.beats)) as Val<1>);
    const { lane } = anyconst({ lane: u(laneBits(config)) });
    const byte = cat(beatOf(burst.address).add(beat.zext(beatBits)), lane);
    const { base, last } = facts.window(burst.user);
    const marked = write.wstrb.shr(lane).bit(0) as Val<1>;
    assert('marked_byte_is_inside', implies(marked, base.le(byte).and(byte.le(last)) as Val<1>));
  });
};

/** Which burst the beats at the door belong to, and what is known of it. */
const dataInvariants = ({ write }: Io, inner: Inner, facts: Facts, followed: Followed): void => {
  const { number, burst, known, bursts, beat } = followed;
  const open = inner.register('open', openShape(config));
  const after = inner.register('after', openShape(config));
  const at = inner.register('at');
  const one = open.valid.and(open.passes) as Val<1>;
  const two = after.valid.and(after.passes) as Val<1>;
  const ended = bursts.add(write.wvalid.and(write.wlast).zext(countBits));
  const due = known.sub(ended);
  assert('due_bursts_are_open', due.eq(one.zext(countBits).add(two.zext(countBits))));
  assert('second_has_a_first', implies(after.valid, open.valid));
  assert('beats_are_counted', mux(open.valid, at.le(open.beats), at.eq(0)) as Val<1>);

  const since = number.sub(ended);
  const matches = (entry: typeof open): Val<1> =>
    entry.beats
      .eq(burst.beats)
      .and(entry.first.eq(firstMask(burst)))
      .and(entry.last.eq(lastMask(burst, facts))) as Val<1>;
  const entry = (mux as any)(one.and(since.eq(0)), open, after);
  assert('entry_is_of_the_burst', implies(since.lt(due) as Val<1>, matches(entry)));
  // Known, and its last beat is not through: its address was found inside.
  assert('followed_is_inside', implies(number.sub(bursts).lt(known.sub(bursts)) as Val<1>, facts.inside(burst)));

  const { wvalid, wlast } = write;
  assert('open_one_goes_on', implies(wvalid.and(wlast.not()) as Val<1>, one.and(at.eq(beat.add(1))) as Val<1>));
  assert('next_one_waits', implies(wvalid.and(wlast).and(one) as Val<1>, at.eq(0) as Val<1>));
  assert('no_beat_is_missing', implies(wvalid.not() as Val<1>, mux(one, at.eq(beat), beat.eq(0)) as Val<1>));
};

/** The guard with everything before and after it left free. */
export const guardedWrites = (guard: Guard = writeGuard(config)) =>
  watched(guard, (io, inner) => {
    const facts = standingWindows(io);
    const followed = followBurst(io);
    promise(io, facts, followed);
    judgementInvariants(inner, facts);
    dataInvariants(io, inner, facts, followed);
    cover('a_burst_passes', io.write.wvalid.and(io.write.wlast) as Val<1>);
    cover('a_burst_is_refused', io.refused.valid.and(io.write.wvalid.not()) as Val<1>);
    cover('bytes_are_taken_out', io.refused.valid.and(io.write.wvalid).and(io.write.awvalid) as Val<1>);
  });

export const writeGuardProof = proof('write-guard', () => guardedWrites(), { depth: 7, seconds: 600 });
