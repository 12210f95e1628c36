// SPDX-License-Identifier: Apache-2.0
/**
 * Send cost: adds up what a chain takes of what all functions share, in bytes of the host bus.
 *
 * The cost on the bus is the greater of two sums. What the bus carries: all beats of its reads and for each read the header of
 * its answer, for each piece a descriptor, for the chain an avail entry and a used element. And the time of the parts that all
 * functions share on the way there, in which the bus could carry a beat a clock: `sentChainClocks` for the chain and `sentPieceClocks`
 * for each piece. Of a chain that is too long no byte is read, and it takes none of the wire; its pieces are gone through all
 * the same.
 *
 * A piece a clock, never waits; `bytes` of the chain so far, this piece included, come with it. `cost` comes 4 clocks after the last
 * piece. Logic depth 3 LUTs at 10g.
 */
import { bit, cat, component, flow, lit, master, mux, named, reg, slave, u, type Val, when } from 'typescript-hdl';
import { beatBytes, hostAddressBits, laneBits } from '../../lib/host-bus.ts';
import { takeBytesBits } from '../../lib/take-shapes.ts';
import { costBits, costShape } from '../../lib/turn-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { sentChainClocks, sentPieceClocks, wireOverheadBytes } from '../../spec/shares.ts';
import { readAnswerBytes, sentReadBytes } from '../../spec/virtio/mover-sizes.ts';
import { descriptorBytes, netHeaderBytes, usedRing } from '../../spec/virtio/virtqueue.ts';
import { functionShape } from '../host/host-shapes.ts';

/** An avail entry of 2 bytes and a used element of 8. */
const chainBytes = 2 + usedRing.elementBytes;
const sentReadBits = Math.log2(sentReadBytes);
/** Width of a sum: the pieces of a chain can be more than a cost can say. */
const sumBits = costBits + 4;
/** Width of the clocks of a chain. */
const clockBits = 8;

const pieceShape = (config: Config) => ({
  function: functionShape(config).function,
  address: u(hostAddressBits),
  bytes: u(takeBytesBits),
  last: bit(),
  total: u(takeBytesBits),
});

/** Units of 2^`low` bytes, aligned, that a piece lies in. */
const unitsOf = (address: Val, bytes: Val, low: number): Val => {
  const end = address
    .slice(0, low)
    .zext(takeBytesBits + 1)
    .add(bytes.zext(takeBytesBits + 1))
    .add(2 ** low - 1);
  return end.slice(low, end.width - low);
};

/** The adder; see the header comment. */
export const sendCost = (config: Config) =>
  component(
    'send_cost',
    { functions: config.functions, hostDataBits: config.hostDataBits, maxFrameBytes: config.maxFrameBytes },
    { piece: slave(flow(pieceShape(config))), cost: master(flow(costShape(config))) },
    ({ piece, cost }) => {
      const ofChain = { function: functionShape(config).function, total: u(takeBytesBits) };
      const { counted, step, first, charge, told, priced } = reg({
        counted: { valid: bit(0), last: bit(), ...ofChain, beats: u(sumBits), reads: u(sumBits) },
        step: { valid: bit(0), last: bit(), ...ofChain, data: u(sumBits) },
        first: bit(1),
        charge: { data: u(sumBits), descriptors: u(sumBits), clocks: u(clockBits) },
        told: { valid: bit(0), ...ofChain, tooLong: bit(), data: u(sumBits), rings: u(sumBits), clocks: u(clockBits) },
        priced: { valid: bit(0), ...costShape(config), bus: u(sumBits), least: u(sumBits) },
      });

      // First clock: beats and reads of the piece. Second: their bytes.
      const { address, bytes, last, total } = piece.payload;
      const beats = unitsOf(address, bytes, laneBits(config));
      counted.set({
        ...{ valid: piece.valid, last, function: piece.payload.function, total },
        beats: cat(beats, lit(0, laneBits(config))).zext(sumBits),
        reads: unitsOf(address, bytes, sentReadBits).zext(sumBits),
      });
      // readAnswerBytes is 20.
      const times = (value: Val, low: number): Val => cat(value, lit(0, low)).trunc(sumBits);
      const answers = times(counted.reads, 4).add(times(counted.reads, 2));
      step.set({
        ...{ valid: counted.valid, last: counted.last, function: counted.function, total: counted.total },
        data: counted.beats.add(answers),
      });

      // Third: the sums over the chain.
      const before = (value: Val, start: number): Val => mux(first, start, value);
      const data = named('data', before(charge.data, 0).add(step.data));
      const descriptors = named('descriptors', before(charge.descriptors, chainBytes).add(descriptorBytes));
      const clocks = named('clocks', before(charge.clocks, sentChainClocks).add(sentPieceClocks));
      when(step.valid, () => {
        charge.set({ data, descriptors, clocks });
        first.set(step.last);
      });
      const tooLong = step.total.gt(config.maxFrameBytes + netHeaderBytes);
      told.set({
        ...{ valid: step.valid.and(step.last), function: step.function, total: step.total, tooLong },
        ...{ data, rings: descriptors, clocks },
      });

      // Fourth: both costs, of which the greater one is told.
      const wire = mux(told.tooLong, 0, told.total.add(wireOverheadBytes - netHeaderBytes));
      priced.set({
        ...{ valid: told.valid, function: told.function, wire: wire.trunc(priced.wire.width) },
        bus: mux(told.tooLong, 0, told.data).add(told.rings),
        least: cat(told.clocks, lit(0, laneBits(config))).zext(sumBits),
      });
      const bus = named('greater', mux(priced.bus.ge(priced.least), priced.bus, priced.least));
      const most = lit(2 ** costBits - 1, costBits);
      cost.valid.set(priced.valid);
      cost.payload.set({
        function: priced.function,
        bus: mux(bus.slice(costBits, sumBits - costBits).orR(), most, bus.trunc(costBits)),
        wire: priced.wire,
      });
      if (readAnswerBytes !== 20 || beatBytes(config) > sentReadBytes)
        throw new RangeError('The cost of a read is made for other sizes.');
    },
    { maxDepth: 3, doc: 'Send cost: what a chain takes of the host bus and of the parts before it.' },
  );
