/** The library: components and helpers written in the language. */
export { asyncFifo, toGray } from './async-fifo.ts';
export { handshakeCrossing, levelInto, pulseCrossing, resetSynchroniser, synchroniser } from './clock-crossing.ts';
