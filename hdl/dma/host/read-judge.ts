// SPDX-License-Identifier: Apache-2.0
/**
 * Read judge: the last thing before the read address channel of the host bus. It decides from the read itself and the window
 * of its function alone, whatever everybody before it believes.
 *
 * A read passes if its beats are at most `beatsPerRead`, lie in one block of 4,096 bytes, and have no byte outside the window
 * of the function whose number goes with it. `expected` and `issued` tell of it in the clock in which the bus takes it. One that is
 * refused never reaches the bus: it goes to `refused`, and is told on `refusal`.
 *
 * One read a clock, `arvalid` comes 4 clocks after it; waits with `address.arready` and `refused`. The window must be answered
 * in the clock of the question, and stand still while reads of its function are under way. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  flow,
  type Inside,
  lit,
  master,
  named,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { axiBurst } from 'typescript-hdl/lib';
import { issuedReadShape } from '../../lib/access-shapes.ts';
import { beatBytes, hostAddressBits, hostReadMaster, hostUserBits, laneBits } from '../../lib/host-bus.ts';
import type { Config } from '../../spec/configs.ts';
import { faultBits, faults, functionShape, windowLookup } from './host-shapes.ts';
import {
  beatsPerRead,
  endedReadShape,
  expectedReadShape,
  placedReadShape,
  type ReadClient,
  readBeatBits,
  taggedReadShape,
} from './read-shapes.ts';

/** AXI4: a burst stays inside an aligned block of so many bytes. */
const blockBits = 12;

/** A read on its way through the judgement, with its window. */
export const readJudgeStages = (config: Config, clients: readonly ReadClient[]) => {
  const address = u(hostAddressBits);
  const begun = { valid: bit(0), read: placedReadShape(config, clients) };
  return {
    asked: { valid: bit(0), read: taggedReadShape(config, clients), base: address, last: address },
    placed: { ...begun, base: address, last: address, lastByte: address, fits: bit() },
    judged: { ...begun, good: bit() },
    out: begun,
  };
};

/** The read address channel alone. */
const addressChannel = (config: Config) => {
  const { rid, rdata, rresp, rlast, rvalid, rready, ...channel } = hostReadMaster(config);
  return channel;
};

const ports = (config: Config, clients: readonly ReadClient[]) => ({
  lookup: windowLookup(config),
  reads: slave(stream(taggedReadShape(config, clients))),
  address: addressChannel(config),
  expected: master(flow(expectedReadShape(config, clients))),
  issued: master(flow(issuedReadShape(config))),
  refused: master(stream(endedReadShape(config, clients))),
  refusal: master(flow(functionShape(config))),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The judge; see the header comment. */
export const readJudge = (config: Config, clients: readonly ReadClient[]) =>
  component(
    'read_judge',
    {
      config: config.name,
      functions: config.functions,
      hostDataBits: config.hostDataBits,
      clients: JSON.stringify(clients),
    },
    ports(config, clients),
    io => {
      const { asked, placed, judged, out } = reg(readJudgeStages(config, clients));
      const { turned } = reg({ turned: { valid: bit(0), read: endedReadShape(config, clients) } });
      const free = named('address_free', out.valid.not().or(io.address.arready));
      const roomy = named('refused_free', turned.valid.not().or(io.refused.ready));
      const passes = named('passes', judged.valid.and(judged.good).and(free));
      const turns = named('turns', judged.valid.and(judged.good.not()).and(roomy));
      const judgedMoves = named('judged_moves', judged.valid.not().or(passes).or(turns));
      const placedMoves = named('placed_moves', placed.valid.not().or(judgedMoves));
      const askedMoves = named('asked_moves', asked.valid.not().or(placedMoves));

      io.reads.ready.set(askedMoves);
      io.lookup.function.set(io.reads.payload.function);
      when(askedMoves, () => asked.set({ valid: io.reads.valid, read: io.reads.payload, ...io.lookup.window }));

      const { beats, address, lastByte, fits } = beatsOf(config, asked.read);
      const { bytes: _, ...read } = asked.read;
      const { base, last } = asked;
      when(placedMoves, () =>
        placed.set({ valid: asked.valid, read: { ...read, address, beats }, base, last, lastByte, fits }),
      );

      const inside = placed.base.le(placed.read.address).and(placed.lastByte.le(placed.last));
      when(judgedMoves, () => judged.set({ valid: placed.valid, read: placed.read, good: placed.fits.and(inside) }));

      when(io.address.arready, () => out.valid.set(0));
      when(passes, () => out.set({ valid: 1, read: judged.read }));
      offer(config, io, out);
      when(io.refused.ready, () => turned.valid.set(0));
      const { tag, client, function: owner } = judged.read;
      when(turns, () =>
        turned.set({ valid: 1, read: { tag, client, beats: 0, fault: lit(faults.refused, faultBits), lost: 0 } }),
      );
      io.refused.valid.set(turned.valid);
      io.refused.payload.set(turned.read);
      io.refusal.valid.set(turns);
      io.refusal.payload.set({ function: owner });
    },
    { maxDepth: 3, doc: 'Read judge: no read outside the window of its function leaves; the others are refused.' },
  );

interface Offered {
  readonly valid: Val<1>;
  readonly read: {
    readonly tag: Val;
    readonly client: Val;
    readonly function: Val;
    readonly kind: Val;
    readonly address: Val;
    readonly beats: Val;
  };
}

/** Offers a read to the bus, and tells of it when it is taken. */
const offer = (config: Config, { address: channel, expected, issued }: Io, { valid, read }: Offered): void => {
  channel.arvalid.set(valid);
  channel.arid.set(read.tag.zext(channel.arid.width));
  channel.araddr.set(read.address as Val<64>);
  channel.arlen.set(read.beats.zext(8) as Val<8>);
  channel.arsize.set(lit(laneBits(config), 3));
  channel.arburst.set(axiBurst.increment);
  channel.aruser.set(read.function.zext(hostUserBits) as Val<8>);
  // From the handshake on: a beat that comes before it is nobody's.
  expected.valid.set(valid.and(channel.arready));
  expected.payload.set({ tag: read.tag, beats: read.beats, client: read.client });
  issued.valid.set(valid.and(channel.arready));
  issued.payload.set({ function: read.function, kind: read.kind, beats: read.beats.zext(8) });
};

/** The beats of a read: the first byte of the first, the last byte of the last, their number less one; and whether they may be. */
const beatsOf = (config: Config, { bytes, address }: { readonly bytes: Val; readonly address: Val }) => {
  const lanes = laneBits(config);
  const beatBits = blockBits - lanes;
  // Place of the last byte in the block, and one bit for what lies beyond it.
  const lastPlace = address.slice(0, blockBits).addWide(bytes.sub(1).zext(blockBits));
  const firstBeat = address.slice(lanes, beatBits);
  const lastBeat = lastPlace.slice(lanes, beatBits);
  const beats = named('beats', lastBeat.sub(firstBeat));
  const block = address.slice(blockBits, hostAddressBits - blockBits);
  return {
    address: cat(block, firstBeat, lit(0, lanes)) as Val<64>,
    beats: beats.trunc(readBeatBits(config)) as Val,
    lastByte: cat(block, lastBeat, lit(beatBytes(config) - 1, lanes)) as Val<64>,
    fits: beats.lt(beatsPerRead(config)).and(lastPlace.bit(blockBits).not()).and(bytes.ne(0)) as Val<1>,
  };
};
