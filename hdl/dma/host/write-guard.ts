// SPDX-License-Identifier: Apache-2.0
/**
 * Write guard: the last thing before the write channel of the host bus. Nothing that it lets pass marks a byte outside
 * the window of the function whose number goes with it, whatever everybody before it believes.
 *
 * It shares nothing with the check of descriptors but the windows, and trusts nothing: where a burst lies follows from
 * the address and the number of beats that go to the bus, the window from the function number that goes to the bus, and
 * the end of a burst from its own count. A burst that begins outside the window, has a whole beat outside it or crosses
 * a block of 4096 bytes is refused: its address never reaches the bus and its beats are swallowed. A beat that lies
 * across an edge of the window goes without the bytes beyond the edge; if any were marked the burst counts as refused.
 * `outcomes` tells of every burst in order when its last beat has come, `refused` of those that were refused. `issued` tells
 * of every beat in the clock in which the bus takes it.
 *
 * One burst and one beat a clock; `awvalid` comes 4 clocks after a burst, a beat 1 clock after it; addresses run at
 * most two bursts ahead of their data. Windows must stand still while bursts of their function are under way. Logic depth 5
 * LUTs at 10g.
 */

import {
  bit,
  cat,
  component,
  flow,
  type Inside,
  lit,
  master,
  mux,
  named,
  type Rd,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { axiBurst } from 'typescript-hdl/lib';
import { accessOwnerShape, issuedBeatShape } from '../../lib/access-shapes.ts';
import {
  beatBytes,
  blockBeatBits,
  blockBits,
  hostAddressBits,
  hostIdBits,
  hostUserBits,
  hostWriteRequests,
  laneBits,
} from '../../lib/host-bus.ts';
import type { Config } from '../../spec/configs.ts';
import { functionShape, guardedBurstShape, windowLookup, writeBeatShape, writeOutcomeShape } from './host-shapes.ts';

/** A burst on its way through the judgement: with its window, with the place of its last beat, with what came out. */
export const stageShapes = (config: Config) => {
  const address = u(hostAddressBits);
  const begun = { valid: bit(0), burst: guardedBurstShape(config) };
  const { kind: _, ...offered } = guardedBurstShape(config);
  return {
    asked: { ...begun, base: address, last: address },
    placed: { ...begun, last: address, lastBeat: address, good: bit() },
    judged: { ...begun, lastLane: u(laneBits(config)), atEdge: bit(), good: bit() },
    out: { valid: bit(0), burst: offered },
  };
};

/** A burst whose data is due: the bytes that its first and its last beat may mark, or none if it was refused. */
export const openShape = (config: Config) => ({
  valid: bit(0),
  ...accessOwnerShape(config),
  beats: u(8),
  passes: bit(),
  first: u(beatBytes(config)),
  last: u(beatBytes(config)),
});
type Open = Rd<ReturnType<typeof openShape>>;

const ports = (config: Config) => ({
  lookup: windowLookup(config),
  bursts: slave(stream(guardedBurstShape(config))),
  beats: slave(stream(writeBeatShape(config))),
  outcomes: master(flow(writeOutcomeShape(config))),
  refused: master(flow(functionShape(config))),
  issued: master(flow(issuedBeatShape(config))),
  write: hostWriteRequests(config),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The guard of the write channel; see the header comment. */
export const writeGuard = (config: Config) =>
  component(
    'write_guard',
    { config: config.name, functions: config.functions, hostDataBits: config.hostDataBits },
    ports(config),
    io => {
      // Two bursts whose data is due: `open` is the one whose beats pass now.
      const { open, after } = reg({ open: openShape(config), after: openShape(config) });
      const judged = judgeBursts(config, io, after.valid.not());
      const done = passBeats(config, io, open);
      const moves = named('moves', done.or(open.valid.not()));
      when(moves, () => {
        open.set(after);
        after.valid.set(0);
      });
      when(judged.valid, () => {
        when(moves.and(after.valid.not()), () => open.set(judged)).otherwise(() => after.set(judged));
      });
    },
    {
      maxDepth: 5,
      doc: 'Write guard: no byte outside the window of its function leaves; refused bursts are swallowed and told of.',
    },
  );

/** Judges each burst in three steps and offers it to the bus if it is good. Its data is due from the next clock on. */
const judgeBursts = (config: Config, { lookup, bursts, write }: Io, room: Val<1>): Open => {
  const { asked, placed, judged, out } = reg(stageShapes(config));
  const free = named('address_free', out.valid.not().or(write.awready));
  const leaves = named('leaves', judged.valid.and(room).and(free.or(judged.good.not())));
  const judgedMoves = named('judged_moves', judged.valid.not().or(leaves));
  const placedMoves = named('placed_moves', placed.valid.not().or(judgedMoves));
  const askedMoves = named('asked_moves', asked.valid.not().or(placedMoves));

  bursts.ready.set(askedMoves);
  lookup.function.set(bursts.payload.function);
  when(askedMoves, () => {
    asked.set({ valid: bursts.valid, burst: bursts.payload, ...lookup.window });
  });
  when(placedMoves, () => {
    const { lastBeat, crosses } = lastBeatOf(config, asked.burst);
    const good = asked.base.le(asked.burst.address).and(crosses.not());
    placed.set({ valid: asked.valid, burst: asked.burst, last: asked.last, lastBeat, good });
  });
  when(judgedMoves, () => {
    judged.set({
      valid: placed.valid,
      burst: placed.burst,
      lastLane: placed.last.slice(0, laneBits(config)),
      atEdge: beatNumber(config, placed.lastBeat).eq(beatNumber(config, placed.last)),
      good: placed.good.and(placed.lastBeat.le(placed.last)),
    });
  });

  when(write.awready, () => out.valid.set(0));
  const { kind, ...burst } = judged.burst;
  when(leaves.and(judged.good), () => out.set({ valid: 1, burst }));
  write.awvalid.set(out.valid);
  write.awid.set(out.burst.function.zext(hostIdBits));
  write.awaddr.set(out.burst.address);
  write.awlen.set(out.burst.beats);
  write.awsize.set(laneBits(config));
  write.awburst.set(axiBurst.increment);
  write.awuser.set(out.burst.function.zext(hostUserBits));

  const all = lit((1n << BigInt(beatBytes(config))) - 1n, beatBytes(config));
  const upToEdge = all.shl(judged.lastLane).shl(1).not();
  return {
    valid: leaves,
    function: judged.burst.function,
    kind,
    beats: judged.burst.beats,
    passes: judged.good,
    first: all.shl(judged.burst.address.slice(0, laneBits(config))),
    last: mux(judged.atEdge, upToEdge, all),
  };
};

const beatNumber = (config: Config, address: Val): Val =>
  address.slice(laneBits(config), hostAddressBits - laneBits(config));

/** First byte of the last beat of a burst, and whether the burst would leave its block of 4096 bytes before. */
const lastBeatOf = (config: Config, { address, beats }: Rd<ReturnType<typeof guardedBurstShape>>) => {
  const bits = Math.max(blockBeatBits(config), 8) + 1;
  const place = address.slice(laneBits(config), blockBeatBits(config)).zext(bits).add(beats.zext(bits));
  const block = address.slice(blockBits(config), hostAddressBits - blockBits(config));
  // A burst of one beat begins and ends with it.
  const lane = mux(beats.eq(0), address.slice(0, laneBits(config)), 0);
  return {
    lastBeat: cat(block, place.slice(0, blockBeatBits(config)), lane),
    crosses: place.slice(blockBeatBits(config), bits - blockBeatBits(config)).orR(),
  };
};

/** Passes or swallows the beats of the open burst; gives 1 in the clock of its last one. */
const passBeats = (config: Config, { beats, write, outcomes, refused, issued }: Io, open: Open): Val<1> => {
  const { at, strayed, data } = reg({
    at: u(8, 0),
    strayed: bit(0),
    data: { valid: bit(0), ...accessOwnerShape(config), beat: writeBeatShape(config) },
  });
  const first = at.eq(0);
  const last = named('last', at.eq(open.beats));
  const all = lit((1n << BigInt(beatBytes(config))) - 1n, beatBytes(config));
  const allowed = mux(first, open.first, all).and(mux(last, open.last, all));
  const { strobe } = beats.payload;
  const stray = named('stray', strobe.and(allowed.not()).orR().or(beats.payload.last.ne(last)));
  const room = data.valid.not().or(write.wready).or(open.passes.not());
  const takes = named('takes', open.valid.and(room));
  beats.ready.set(takes);
  const moves = named('beat_moves', takes.and(beats.valid));
  const done = named('done', moves.and(last));
  const bad = named('bad', open.passes.not().or(strayed).or(stray));
  when(moves, () => {
    at.set(mux(last, 0, at.add(1)));
    strayed.set(last.not().and(strayed.or(stray)));
  });
  when(write.wready, () => data.valid.set(0));
  when(moves.and(open.passes), () => {
    const beat = { data: beats.payload.data, strobe: strobe.and(allowed), last };
    data.set({ valid: 1, function: open.function, kind: open.kind, beat });
  });
  write.wvalid.set(data.valid);
  write.wdata.set(data.beat.data);
  write.wstrb.set(data.beat.strobe);
  write.wlast.set(data.beat.last);
  issued.valid.set(data.valid.and(write.wready));
  issued.payload.set({ function: data.function, kind: data.kind, strobe: data.beat.strobe, last: data.beat.last });
  outcomes.valid.set(done);
  outcomes.payload.set({ function: open.function, sent: open.passes, bad });
  refused.valid.set(done.and(bad));
  refused.payload.set({ function: open.function });
  return done;
};
