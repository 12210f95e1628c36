/** The proofs of `hdl/lib`. */
import { proof } from 'typescript-hdl/prove';
import { provenBlockFifo, provenFifo } from './fifo.ts';
import { provenArbiter } from './round-robin-arbiter.ts';
import { provenSkidBuffer } from './skid-buffer.ts';

/** Depths that fill the component and let it run empty again. */
export const libraryProofs = [
  proof('skid-buffer', provenSkidBuffer, { depth: 10 }),
  ...[2, 4, 8].map(depth => proof(`fifo-${depth}`, () => provenFifo(depth), { depth: 2 * depth + 2 })),
  ...[2, 4, 8].map(depth => proof(`block-fifo-${depth}`, () => provenBlockFifo(depth), { depth: 2 * depth + 4 })),
  ...[2, 3, 5, 8].map(count => proof(`round-robin-arbiter-${count}`, () => provenArbiter(count), { depth: count + 4 })),
];
