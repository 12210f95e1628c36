/** Where header and bytes of a frame go: one plan a frame, from which the aligner and the burst planner work. */
import { bit, indexWidth, type Src, u, type Val } from 'typescript-hdl';
import type { Config } from '../layout/configs.ts';
import { netHeaderBytes } from '../layout/virtqueue.ts';
import { lengthBits, queueIndex } from '../lib/frame-shapes.ts';
import { hostAddressBits } from '../lib/host-bus.ts';

/** Bytes of a host beat, and the width of a byte's lane in it. */
export const beatBytes = (config: Config): number => config.hostDataBits / 8;
export const laneBits = (config: Config): number => indexWidth(beatBytes(config));

/** AXI4: a burst has at most 256 beats and stays inside an aligned block of 4096 bytes; here both are one block. */
const burstBlockBytes = (config: Config): number => Math.min(4096, 256 * beatBytes(config));
/** Width of a byte's place in a block, and of its beat's. */
export const blockBits = (config: Config): number => Math.log2(burstBlockBytes(config));
export const blockBeatBits = (config: Config): number => blockBits(config) - laneBits(config);

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
