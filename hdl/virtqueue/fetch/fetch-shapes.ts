// SPDX-License-Identifier: Apache-2.0
/** What the parts that fetch buffers tell each other. */
import { bit, bitsOf, flow, indexWidth, type Shape, u } from 'typescript-hdl';
import { faultBits } from '../../dma/host/host-shapes.ts';
import { hostReadBeatShape, hostReadShape } from '../../dma/host/read-shapes.ts';
import { hostAddressBits } from '../../lib/host-bus.ts';
import { epochBits } from '../../lib/queue-epoch.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { takeBytesBits } from '../../lib/take-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { maxChainDescriptors, stagedDescriptors } from '../../spec/virtio/mover-sizes.ts';

/** A queue by itself. */
export const queueFlow = (config: Config) => flow({ queue: queueIndex(config) });

/** A read of a client whose contexts have `shape`, and a beat of its answer. */
export const readOf = (config: Config, shape: Shape) => hostReadShape(config, bitsOf(shape));
export const beatOf = (config: Config, shape: Shape) => hostReadBeatShape(config, bitsOf(shape));

/** A 16-bit word of the driver's avail event to be written for a queue. */
export const eventWriteShape = (config: Config) => ({
  function: u(indexWidth(config.functions)),
  address: u(hostAddressBits),
  data: u(16),
  queue: queueIndex(config),
  epoch: u(epochBits),
});

/**
 * Reads of descriptors that a supply may still offer for a function after its bit of `allowed` has fallen: the one that each of
 * three parts has ready, one more that each has begun, and those that their merge and the slice after it hold.
 */
export const descriptorReadsAhead = 3 + 3 + 1 + 2;

/** An avail index that was read and can be true. */
export const availShape = (config: Config) => ({ queue: queueIndex(config), index: u(16) });

/** Places of a queue's descriptors on their way; one more bit tells the rounds apart. */
export const stagePlaceBits = (config: Config): number => Math.log2(stagedDescriptors(config));
export const stagePositionBits = (config: Config): number => stagePlaceBits(config) + 1;
/** Places of a queue's descriptors that chains in the ring lead to, read ahead; one more bit tells the rounds apart. */
export const aheadPlaceBits = Math.log2(maxChainDescriptors);
export const aheadPositionBits = aheadPlaceBits + 1;
/** Descriptors that one visit of the walk or of the scout may take before other queues have their turn. */
export const visitDescriptors = 32;
/**
 * Positions of the walk and of the scout have more bits than those of the stage, so that their difference says which of the two is ahead: the
 * walk, at two clocks a descriptor, goes through less than half of the numbers from one visit of the scout to the next, even if all
 * other queues take their whole turn, and each descriptor the time of 64 clocks since its read has to wait for others.
 */
export const walkPositionBits = 20;
/** Width of a number of descriptors that one read brings. */
export const readCountBits = Math.log2(maxChainDescriptors) + 1;
/** Width of a distance of heads: a split ring whose chains lie side by side has one every 1 to 4 descriptors. */
export const strideBits = 3;
export const maxStride = 4;

/**
 * A read of descriptors. `side` ones follow a chain or an indirect table and belong to no place of the ring: those read `ahead` go to
 * places of their own from `position` on, others to the places of the one read that the walk waits for. All others
 * go to the staging places from `position` on. `first` is the number of the first descriptor, `lane` its place in the beat.
 */
export const descriptorReadShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  packed: bit(),
  side: bit(),
  ahead: bit(),
  position: u(stagePositionBits(config)),
  first: u(16),
  stride: u(strideBits),
  lane: u(indexWidth(config.hostDataBits / 128)),
  count: u(readCountBits),
});

/**
 * A descriptor that came, with what can be said of it alone. `number` is its next (split) or id (packed), `self` its own number in
 * the table, `tableCount` the descriptors of the indirect table that it would point to (0: not possible), `live` that its run
 * was in force. `turn` is that of its place, so that a place where nothing came yet is told from one that is full.
 */
export const stagedShape = {
  address: u(hostAddressBits),
  bytes: u(takeBytesBits),
  next: bit(),
  write: bit(),
  indirect: bit(),
  avail: bit(),
  used: bit(),
  number: u(16),
  self: u(16),
  /** The next in its chain is the one after it. */
  follows: bit(),
  tableCount: u(readCountBits),
  inside: bit(),
  fault: u(faultBits),
  live: bit(),
  stride: u(strideBits),
  turn: bit(),
};

/**
 * What the walk tells the issue of a queue: the place it has come to, the distance of heads, and of a packed ring the
 * descriptor that it expects there (`ring`), whether it drops what is on its way since something was not there yet
 * (`drops`), asks for another look (`again`), and how many reads in a row were full (`level`, saturating).
 */
export const walkViewShape = (config: Config) => ({
  position: u(stagePositionBits(config)),
  stride: u(strideBits),
  ring: u(16),
  drops: bit(),
  again: bit(),
  level: u(2),
});

/**
 * What the walk tells the scout of a queue: where it is in the ring, as in its own context, and the place read ahead
 * up to which all is used.
 */
export const scoutViewShape = {
  position: u(walkPositionBits),
  index: u(16),
  wrap: bit(),
  open: bit(),
  offset: u(strideBits),
  used: u(aheadPositionBits),
};
