// SPDX-License-Identifier: Apache-2.0
/** The library: components and helpers written in the language. */

export { roundRobinArbiter, weightedArbiter } from './arbiters.ts';
export { asyncFifo, toGray } from './async-fifo.ts';
export { type AxiSizes, axiBurst, axiLite, axiRead, axiResponse, axiStream, axiWrite } from './axi.ts';
export { axiLitePort, writeRequestShape } from './axi-lite-port.ts';
export {
  type Crc,
  type CrcBytesOptions,
  castagnoliCrc,
  crcBytes,
  crcMatrix,
  crcOf,
  crcStep,
  ethernetCrc,
  toeplitzHash,
  toeplitzMatrix,
} from './checksums.ts';
export {
  handshakeCrossing,
  levelInto,
  pulseCrossing,
  resetSynchroniser,
  type SynchroniserOptions,
  synchroniser,
} from './clock-crossing.ts';
export { countUpDown } from './count-up-down.ts';
export { type Counter, type CounterOptions, counter } from './counter.ts';
export { decoded } from './decoded.ts';
export { delayed, delayLine, registered } from './delays.ts';
export { type BlockFifoOptions, blockFifo, fifo } from './fifo.ts';
export { type PacketBeat, packetFifo } from './packet-fifo.ts';
export { type RegisterAccessor, type RegisterBus, registerAccessor } from './register-accessor.ts';
export { registerDecoder } from './register-decoder.ts';
export {
  type FieldSpec,
  type PlacedField,
  type PlacedRegister,
  type RegisterAccess,
  type RegisterArraySpec,
  type RegisterBlock,
  type RegisterMap,
  type RegisterSpec,
  registerMap,
  registerMapOf,
} from './register-map.ts';
export type { DecoderOptions, DecoderPorts } from './register-ports.ts';
export { backwardSlice, forwardSlice, fullSlice } from './register-slices.ts';
export { registerHeader, registerPage } from './register-texts.ts';
export { type NamedBits, shapeOf } from './shape-of.ts';
export { type StartUpSweep, startUpSweep } from './start-up-sweep.ts';
export { type ArbiterLock, streamArbiter } from './stream-arbiter.ts';
export { type ArbitrateOptions, arbitrate, queue, route, type Source, sliced } from './stream-functions.ts';
export { streamMerge, streamPorts } from './stream-merge.ts';
export { packetArbiter, streamDemux, streamFork, streamJoin, streamMux } from './streams.ts';
export { byteBeat, narrow, widen } from './width-converters.ts';
