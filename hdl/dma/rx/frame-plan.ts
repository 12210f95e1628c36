// SPDX-License-Identifier: Apache-2.0
/** Where header and bytes of a frame go: one plan a frame, from which the aligner and the burst planner work. */

import { bit, type Src, u, type Val } from 'typescript-hdl';
import { lengthBits } from '../../lib/frame-shapes.ts';
import { blockBits, hostAddressBits, laneBits } from '../../lib/host-bus.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import { netHeaderBytes } from '../../spec/virtio/virtqueue.ts';

/** Width of a beat's number inside a frame with its header. */
export const frameBeatBits = (config: Config): number => lengthBits + 1 - laneBits(config);

/**
 * What the aligner needs: `place` is the buffer's place in its block; beats 0 to `lastBeat` hold header and frame, up
 * to `lastLane` of the last one. A frame to be discarded has a plan too, of which only `discard` counts.
 */
export const alignPlanShape = (config: Config) => ({
  discard: bit(),
  place: u(blockBits(config)),
  lastBeat: u(frameBeatBits(config)),
  lastLane: u(laneBits(config)),
});

/** What the burst planner needs. */
export const burstPlanShape = (config: Config) => ({
  address: u(hostAddressBits),
  lastBeat: u(frameBeatBits(config)),
  queue: queueIndex(config),
});

/** A whole plan. */
export const framePlanShape = (config: Config) => ({
  discard: bit(),
  address: u(hostAddressBits),
  lastBeat: u(frameBeatBits(config)),
  lastLane: u(laneBits(config)),
  queue: queueIndex(config),
});

/** The plan of a frame of `length` bytes in the buffer at `address`. */
export const planOf = (
  config: Config,
  address: Val,
  length: Val,
  queue: Val,
  accepted: Val<1>,
): Src<ReturnType<typeof framePlanShape>> => {
  const bits = lengthBits + 1;
  const lane = address.slice(0, laneBits(config));
  const last = lane
    .zext(bits)
    .add(length.zext(bits))
    .add(netHeaderBytes - 1);
  return {
    discard: accepted.not(),
    address,
    lastBeat: last.slice(laneBits(config), frameBeatBits(config)),
    lastLane: last.slice(0, laneBits(config)),
    queue,
  };
};
