// SPDX-License-Identifier: Apache-2.0
/** Components of the library at their smallest and odd sizes, and with payloads of every kind, are clean under three tools. */
import { bit, clockDomain, type Definition, emitVerilog, enumeration, s, u, vec } from 'typescript-hdl';
import {
  asyncFifo,
  backwardSlice,
  blockFifo,
  fifo,
  fullSlice,
  handshakeCrossing,
  narrow,
  packetArbiter,
  packetFifo,
  pulseCrossing,
  resetSynchroniser,
  roundRobinArbiter,
  streamArbiter,
  streamDemux,
  streamFork,
  streamJoin,
  streamMerge,
  streamMux,
  synchroniser,
  weightedArbiter,
  widen,
} from 'typescript-hdl/lib';
import { expect, test } from 'vitest';
import { lint } from './support/tools.ts';

const byte = { data: u(8), last: bit() };
const nested = {
  head: { kind: enumeration('idle', 'run', 'stop'), offset: s(5) },
  lanes: vec(3, u(4)),
  last: bit(),
};
const [clocked, free] = [clockDomain('clocked'), clockDomain('free', { reset: 'none' })];

test.each<readonly [string, () => Definition]>([
  ['a fork to one', () => streamFork(byte, 1)],
  ['a fork of nested payloads', () => streamFork(nested, 2)],
  ['a join of a bundle and a bit', () => streamJoin(nested, bit())],
  ['a multiplexer of one', () => streamMux(byte, 1)],
  ['a multiplexer of five', () => streamMux(nested, 5)],
  ['a demultiplexer of one', () => streamDemux(byte, 1)],
  ['a packet arbiter of one', () => packetArbiter(byte, 1)],
  ['a stream arbiter of one', () => streamArbiter(byte, 1, 'last')],
  ['a stream arbiter of words', () => streamArbiter(u(1), 5, 'transfer')],
  ['a packet arbiter of nothing but ends', () => packetArbiter({ last: bit() }, 3)],
  ['a merge of one', () => streamMerge(byte, ['only'])],
  ['a merge of nested payloads', () => streamMerge(nested, ['left', 'right'])],
  ['a round robin of one', () => roundRobinArbiter(1)],
  ['a round robin of 33', () => roundRobinArbiter(33)],
  ['equal weights', () => weightedArbiter([1, 1])],
  ['unequal weights', () => weightedArbiter([17, 1, 64])],
  ['a FIFO of two bits', () => fifo(bit(), 2)],
  ['a block FIFO of nested payloads', () => blockFifo(nested, 2)],
  ['a block FIFO with an output register', () => blockFifo(nested, 2, { outputRegister: true })],
  ['a packet FIFO of two', () => packetFifo(byte, 2, 'drop')],
  ['a packet FIFO of nested payloads', () => packetFifo(nested, 4)],
  ['an asynchronous FIFO of bits without a reset', () => asyncFifo(bit(), 4, clocked, free)],
  ['an asynchronous FIFO of nested payloads in one domain', () => asyncFifo(nested, 8, clocked, clocked)],
  ['a handshake of nested payloads', () => handshakeCrossing(nested, free, clocked)],
  ['pulses from a domain without a reset', () => pulseCrossing(free, clocked)],
  ['a wide synchroniser', () => synchroniser(8, 4)],
  ['a long reset synchroniser', () => resetSynchroniser(4)],
  ['a backward slice of a bit', () => backwardSlice(bit())],
  ['a full slice of nested payloads', () => fullSlice(nested)],
  ['bytes to three bytes', () => widen(8, 3)],
  ['five bytes to bytes', () => narrow(8, 5)],
])('%s', async (_, make) => expect(await lint(emitVerilog(make()))).toBe(''));
