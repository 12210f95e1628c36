// SPDX-License-Identifier: Apache-2.0
/**
 * Receive cost: adds up what a frame takes of what all functions share, in bytes of the host bus.
 *
 * The cost on the bus is the greater of two sums. What the bus carries: the beats of each segment, misalignment included, for
 * each piece that was taken a descriptor, for each buffer an avail entry and a used element. And the time of the parts that all
 * functions share on the way there, in which the bus could carry a beat a clock: `receivedPieceClocks` for each piece, one less for the
 * first. So a frame that is cut into many pieces costs what it holds up, also where a piece gets no byte of the frame or the
 * buffers are given back. A frame that is given back takes none of the wire.
 *
 * `begun` tells of a frame before its first segment, `segment` of each one; a frame may begin in the clock of the last segment of
 * the one before. A segment a clock, never waits; `cost` comes 3 clocks after the last segment. Logic depth 3 LUTs at 10g.
 */
import { bit, cat, component, flow, lit, master, mux, named, reg, slave, u, type Val, when } from 'typescript-hdl';
import { lengthBits } from '../../lib/frame-shapes.ts';
import { laneBits } from '../../lib/host-bus.ts';
import { bufferCountBits, framePieceBits } from '../../lib/take-shapes.ts';
import { costBits, costShape } from '../../lib/turn-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { receivedPieceClocks, wireOverheadBytes } from '../../spec/shares.ts';
import { descriptorBytes, usedRing } from '../../spec/virtio/virtqueue.ts';
import { functionShape } from '../host/host-shapes.ts';
import { segmentBeatBits } from './rx-shapes.ts';

/** An avail entry of 2 bytes and a used element of 8. */
const bufferBytes = 2 + usedRing.elementBytes;

/** A frame whose buffers were taken: `granted` for it, or else given back. */
const begunShape = (config: Config) => ({
  function: functionShape(config).function,
  granted: bit(),
  length: u(lengthBits),
  buffers: u(bufferCountBits),
  pieces: u(framePieceBits),
});

/** A segment of it, of beats 0 to `lastBeat` if it `writes`. */
const segmentShape = (config: Config) => ({ writes: bit(), lastBeat: u(segmentBeatBits(config)), last: bit() });

/** A number times a constant, of the width of a cost. */
const times = (value: Val, factor: number): Val => {
  const wide = value.zext(costBits);
  const shifted = (by: number): Val => (by === 0 ? wide : cat(wide.trunc(costBits - by), lit(0, by)));
  const terms = Array.from({ length: costBits }, (_, by) => by).filter(by => (factor >> by) & 1);
  return terms.map(shifted).reduce((sum, term) => sum.add(term));
};

/** The adder; see the header comment. */
export const receiveCost = (config: Config) =>
  component(
    'receive_cost',
    { functions: config.functions, hostDataBits: config.hostDataBits },
    {
      begun: slave(flow(begunShape(config))),
      segment: slave(flow(segmentShape(config))),
      cost: master(flow(costShape(config))),
    },
    ({ begun, segment, cost }) => {
      const beatCountBits = costBits - laneBits(config);
      const ofFrame = {
        ...{ function: costShape(config).function, wire: costShape(config).wire },
        ...{ rings: u(costBits), least: u(costBits) },
      };
      const { heard, bill, part, data, sum, told } = reg({
        heard: { valid: bit(0), frame: begunShape(config) },
        bill: ofFrame,
        part: { valid: bit(0), last: bit(), beats: u(beatCountBits) },
        data: u(beatCountBits, 0),
        sum: { valid: bit(0), ...ofFrame, beats: u(beatCountBits) },
        told: { valid: bit(0), paid: costShape(config) },
      });

      // First clock: the beats of the segment. What a new frame owes is a clock late, so that the last segment meets its own.
      heard.set({ valid: begun.valid, frame: begun.payload });
      const { writes, lastBeat, last } = segment.payload;
      const beats = mux(writes, lastBeat.zext(beatCountBits).add(1), 0);
      part.set({ valid: segment.valid, last, beats });

      // Second: the sum over the frame.
      const { function: fn, granted, length, buffers, pieces } = heard.frame;
      const clocks = times(pieces, receivedPieceClocks).sub(1);
      when(heard.valid, () =>
        bill.set({
          function: fn,
          wire: mux(granted, length.zext(lengthBits + 1).add(wireOverheadBytes), 0),
          rings: times(pieces, descriptorBytes).add(times(buffers, bufferBytes)),
          least: cat(clocks.trunc(costBits - laneBits(config)), lit(0, laneBits(config))),
        }),
      );
      const total = named('total', data.add(part.beats));
      when(part.valid, () => data.set(mux(part.last, 0, total)));
      sum.set({ valid: part.valid.and(part.last), ...bill, beats: total });

      // Third: the greater of the two.
      const bus = named('bus', cat(sum.beats, lit(0, laneBits(config))).add(sum.rings));
      told.set({
        valid: sum.valid,
        paid: { function: sum.function, wire: sum.wire, bus: mux(bus.ge(sum.least), bus, sum.least) },
      });
      cost.valid.set(told.valid);
      cost.payload.set(told.paid);
    },
    { maxDepth: 3, doc: 'Receive cost: what a frame takes of the host bus and of the parts before it.' },
  );
