// SPDX-License-Identifier: Apache-2.0
/**
 * How a frame comes to its receive buffers. The scheduler picks a queue whose oldest frame is next, and asks the virtqueue
 * for the buffers with an attempt; outcomes come in the order of the attempts.
 *
 * A `parked` outcome means that the buffers of the queue do not suffice now. The frame stays the oldest of its queue, and
 * `wake` tells when another attempt is worth it. Attempts of the queue that were already under way are of the same series
 * as the one that failed and fail with it: whatever their outcome says, their frames stay. The next one is of another series.
 */
import { bit, u } from 'typescript-hdl';
import type { Config } from '../spec/configs.ts';
import { maxBuffersPerFrame, maxChainDescriptors } from '../spec/virtio/mover-sizes.ts';
import { lengthBits } from './frame-shapes.ts';
import { hostAddressBits } from './host-bus.ts';
import { epochBits } from './queue-epoch.ts';
import { queueIndex } from './queue-number.ts';

/** Width of a series number: more series than attempts of a queue can be under way. */
export const seriesBits = 2;
/** Width of a number of bytes in guest memory: a frame and its header, or what of a buffer counts. */
export const takeBytesBits = lengthBits + 1;
/** Width of a buffer's id: the head descriptor's number in a split ring, the driver's in a packed one. */
export const bufferIdBits = 16;

const bitsFor = (most: number): number => Math.ceil(Math.log2(most + 1));
/** Widths of a number of buffers, and of the ring slots of a buffer. */
export const bufferCountBits = bitsFor(maxBuffersPerFrame);
export const slotCountBits = bitsFor(maxChainDescriptors);
/** Width of the pieces of one frame: at most one more buffer of the longest than a frame may have segments. */
export const framePieceBits = 7;

/** The question: `bytes` of buffer space, header included, for the oldest frame of a queue. */
export const attemptShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  series: u(seriesBits),
  bytes: u(takeBytesBits),
});

/**
 * - `granted`: segments follow.
 * - `parked`: no segments; the frame waits.
 * - `returned`: the frame does not fit what the driver posted; its buffers follow as segments of 0 bytes, and it is dropped.
 * - `stopped`: the queue does not run, or not in that run; the frame is dropped.
 */
export const takeOutcomes = { granted: 0, parked: 1, returned: 2, stopped: 3 } as const;

/** The answer to an attempt: segments of `buffers` buffers follow, which have `pieces` pieces, those without a byte of the frame included. */
export const outcomeShape = (config: Config) => ({
  queue: queueIndex(config),
  series: u(seriesBits),
  outcome: u(2),
  buffers: u(bufferCountBits),
  pieces: u(framePieceBits),
});

/**
 * A piece of guest memory to be written for a frame, in the order of its bytes. `endsBuffer` marks the last piece of a
 * buffer: its used element has the id `id` and takes `slots` slots of a packed ring. `last` marks the last piece of the frame.
 */
export const segmentShape = {
  address: u(hostAddressBits),
  bytes: u(takeBytesBits),
  endsBuffer: bit(),
  id: u(bufferIdBits),
  slots: u(slotCountBits),
  last: bit(),
};
