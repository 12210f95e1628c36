// SPDX-License-Identifier: Apache-2.0
/** Every proof of the library, by the names of its components. */
import { arbiterProofs } from './arbiters.ts';
import { checksumProofs } from './checksums.ts';
import { crossingProofs } from './crossings.ts';
import { fifoProofs } from './fifos.ts';
import { packetArbiterProofs } from './packet-arbiter.ts';
import { packetFifoProofs } from './packet-fifo.ts';
import { decoderProofs } from './register-decoder.ts';
import { eventProofs } from './register-events.ts';
import { sliceProofs } from './register-slices.ts';
import { streamProofs } from './stream-operators.ts';
import { widthProofs } from './width-converters.ts';

export const libraryProofs = [
  ...fifoProofs,
  ...sliceProofs,
  ...arbiterProofs,
  ...streamProofs,
  ...packetFifoProofs,
  ...packetArbiterProofs,
  ...widthProofs,
  ...crossingProofs,
  ...checksumProofs,
  ...decoderProofs,
  ...eventProofs,
];
