// SPDX-License-Identifier: Apache-2.0
/** The read judge lets no read out of its function's window, whatever comes before it: reads, refusals and timing are free. */
import { anyconst, assert, assume, cat, cover, lit, type Rd, reg, u, type Val, when } from 'typescript-hdl';
import { type Inner, proof, type Seen, watched } from 'typescript-hdl/prove';
import { windowShape } from '../../../hdl/dma/host/host-shapes.ts';
import { readJudge, readJudgeStages } from '../../../hdl/dma/host/read-judge.ts';
import { hostAddressBits, laneBits } from '../../../hdl/lib/host-bus.ts';
import { type Config, configs } from '../../../hdl/spec/configs.ts';

/** A narrow bus: what is proved of 8 lanes holds for 64 by the same words. Addresses have their 64 bits. */
const config: Config = { ...configs.tiny, hostDataBits: 64 };
const clients = [{ name: 'one', contextBits: 1, ahead: 1 }];
const lanes = laneBits(config);
const beatBits = 12 - lanes;

type Judge = ReturnType<typeof readJudge>;
type Io = Seen<Judge['ports']>;

const implies = (condition: Val, conclusion: Val): Val<1> => condition.not().or(conclusion) as Val<1>;

interface Placed {
  readonly address: Val;
  readonly beats: Val;
  readonly function: Val;
}

/** Whole beats, in one block of 4,096 bytes. */
const staysInBlock = ({ address, beats }: Placed): Val<1> =>
  address
    .slice(0, lanes)
    .eq(0)
    .and(address.slice(lanes, beatBits).addWide(beats.zext(beatBits)).bit(beatBits).not()) as Val<1>;
const lastByteOf = ({ address, beats }: Placed): Val => {
  const beat = address.slice(lanes, hostAddressBits - lanes);
  return cat(beat.add(beats.zext(hostAddressBits - lanes)), lit(2 ** lanes - 1, lanes));
};

/** The judge with everything before and after it left free; windows stand still. */
export const judgedReads = (judge: Judge = readJudge(config, clients)) =>
  watched(judge, (io: Io, inner: Inner) => {
    const { first, second } = anyconst({ first: windowShape, second: windowShape });
    const windowOf = (owner: Val): Rd<typeof windowShape> => ({
      base: owner
        .repeat(hostAddressBits)
        .and(second.base)
        .or(owner.not().repeat(hostAddressBits).and(first.base)) as Val<64>,
      last: owner
        .repeat(hostAddressBits)
        .and(second.last)
        .or(owner.not().repeat(hostAddressBits).and(first.last)) as Val<64>,
    });
    const isWindow = (window: Rd<typeof windowShape>, owner: Val): Val<1> => {
      const { base, last } = windowOf(owner);
      return window.base.eq(base).and(window.last.eq(last));
    };
    assume('windows_stand_still', isWindow(io.lookup.window, io.lookup.function));
    const inside = (read: Placed): Val<1> => {
      const { base, last } = windowOf(read.function);
      return staysInBlock(read).and(base.le(read.address)).and(lastByteOf(read).le(last)) as Val<1>;
    };

    // What is promised of the bus.
    const { address } = io;
    const live = { address: address.araddr, beats: address.arlen, function: address.aruser.slice(0, 1) };
    when(address.arvalid, () => {
      assert('read_is_inside', inside(live));
      assert('read_is_short', address.arlen.lt(512 / 2 ** lanes));
      assert('read_bears_a_function', address.aruser.shr(1).eq(0));
    });
    const { waits, before } = reg({
      waits: u(1, 0),
      before: { address: u(hostAddressBits), beats: u(8), user: u(8), id: u(8) },
    });
    waits.set(address.arvalid.and(address.arready.not()));
    before.set({ address: address.araddr, beats: address.arlen, user: address.aruser, id: address.arid });
    when(waits, () => {
      assert('offer_stays', address.arvalid);
      assert(
        'offered_read_stays',
        before.address
          .eq(address.araddr)
          .and(before.beats.eq(address.arlen))
          .and(before.user.eq(address.aruser))
          .and(before.id.eq(address.arid)),
      );
    });
    assert('expected_when_taken', io.expected.valid.eq(address.arvalid.and(address.arready)));

    // What each register holds of its read.
    const shapes = readJudgeStages(config, clients);
    const asked = inner.register('asked', shapes.asked);
    const placed = inner.register('placed', shapes.placed);
    const judged = inner.register('judged', shapes.judged);
    const out = inner.register('out', shapes.out);
    assert('asked_has_its_window', implies(asked.valid, isWindow(asked, asked.read.function)));
    assert('placed_has_its_window', implies(placed.valid, isWindow(placed, placed.read.function)));
    assert(
      'placed_has_its_bytes',
      implies(
        placed.valid.and(placed.fits),
        staysInBlock(placed.read).and(placed.lastByte.eq(lastByteOf(placed.read))) as Val<1>,
      ),
    );
    assert('judged_is_inside', implies(judged.valid.and(judged.good), inside(judged.read)));
    assert('offered_is_inside', implies(out.valid, inside(out.read)));
    cover('a_read_passes', address.arvalid.and(address.arready).and(address.arlen.ne(0)) as Val<1>);
    cover('a_read_is_refused', io.refused.valid);
  });

export const readJudgeProof = proof('read-judge', () => judgedReads(), { depth: 6, seconds: 600 });
