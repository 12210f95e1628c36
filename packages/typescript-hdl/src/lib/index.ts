/** The library: components and helpers written in the language. */

export { roundRobinArbiter, weightedArbiter } from './arbiters.ts';
export { asyncFifo, toGray } from './async-fifo.ts';
export { handshakeCrossing, levelInto, pulseCrossing, resetSynchroniser, synchroniser } from './clock-crossing.ts';
export { backwardSlice, forwardSlice, fullSlice } from './register-slices.ts';
export { packetArbiter, streamDemux, streamFork, streamJoin, streamMux } from './streams.ts';
