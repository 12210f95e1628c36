// SPDX-License-Identifier: Apache-2.0
/** What the chain walk keeps of each queue. */
import { bit, type Rd, u } from 'typescript-hdl';
import { hostAddressBits } from '../../lib/host-bus.ts';
import { epochBits } from '../../lib/queue-epoch.ts';
import { bufferIdBits, slotCountBits } from '../../lib/take-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { laneIndex, lineIndex, postedShape } from '../cache/cache-shapes.ts';
import { queueSizeBits } from '../queue-shapes.ts';
import { aheadPositionBits, readCountBits, strideBits, walkPositionBits } from './fetch-shapes.ts';

export const walkSettingsShape = {
  table: u(hostAddressBits),
  size: u(queueSizeBits),
  packed: bit(),
  indirect: bit(),
  epoch: u(epochBits),
};

/**
 * Where the next piece goes; `held` says that the queue has a line, `full` that the line has no more room. With `spare` the
 * queue has a line after it, too.
 */
export const tailShape = (config: Config) => ({
  held: bit(),
  full: bit(),
  line: lineIndex(config),
  lane: laneIndex,
  spare: bit(),
  next: lineIndex(config),
});

/**
 * The chain that is being walked: whether it has begun, and whether a piece of it is in the cache; its descriptors so far and those
 * in the ring; the id of its buffer; how far its latest
 * descriptor in the ring is from its head, and from the next head; whether all followed each other.
 */
export const chainShape = {
  open: bit(),
  wrote: bit(),
  pieces: u(readCountBits),
  slots: u(slotCountBits),
  id: u(bufferIdBits),
  offset: u(strideBits),
  rest: u(strideBits),
  even: bit(),
};

/** Descriptors away from the ring: a part of an indirect `table` of `size` descriptors at `base`, or a chain that went on elsewhere, from `index` on. */
export const asideShape = { table: bit(), base: u(hostAddressBits), size: u(readCountBits), index: u(16) };

/**
 * The read at the side, `wanted` or under way or here (`active`): read `ahead` by the scout, or by the walk. The next descriptor of it is
 * at `place`, the place after its last one is `end`. The next read ahead, or this one, begins at place `start`.
 */
export const sideShape = {
  ...asideShape,
  active: bit(),
  wanted: bit(),
  ahead: bit(),
  place: u(aheadPositionBits),
  end: u(aheadPositionBits),
  start: u(aheadPositionBits),
};

/** The descriptor expected next in a packed ring, and what came of the latest reads: see `walkViewShape`. */
export const ringShape = { index: u(16), wrap: bit(), drops: bit(), again: bit(), retried: bit(), level: u(2) };

export const walkContextShape = (config: Config) => ({
  position: u(walkPositionBits),
  stride: u(strideBits),
  failed: bit(),
  tail: tailShape(config),
  chain: chainShape,
  side: sideShape,
  ring: ringShape,
  posted: postedShape(config),
});
export type WalkContext = Rd<ReturnType<typeof walkContextShape>>;
