// SPDX-License-Identifier: Apache-2.0
/** The descriptor cache: lines of descriptors, in a list for each queue. */
import { bit, indexWidth, u } from 'typescript-hdl';
import { hostAddressBits } from '../../lib/host-bus.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { bufferIdBits, framePieceBits, slotCountBits, takeBytesBits } from '../../lib/take-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { cacheLines, descriptorsPerLine } from '../../spec/virtio/mover-sizes.ts';

/** Number of a line. */
export const lineIndex = (config: Config) => u(indexWidth(cacheLines(config)));
/** Number of a descriptor in its line. */
export const laneIndex = u(indexWidth(descriptorsPerLine));
/** Width of a number of lines, from none to all. */
export const lineCountBits = (config: Config): number => indexWidth(cacheLines(config)) + 1;
/** Width of a number of pieces that counts on for ever: no queue holds half as many. */
export const pieceCountBits = (config: Config): number => indexWidth(cacheLines(config) * descriptorsPerLine) + 1;

/** A piece of a buffer: guest memory that one descriptor names. */
export const pieceShape = { address: u(hostAddressBits), bytes: u(takeBytesBits) };
/** What is known where a buffer ends: see `segmentShape`. */
export const endShape = { endsBuffer: bit(), id: u(bufferIdBits), slots: u(slotCountBits) };

/** Writes what a piece ends, and the piece itself if `piece`. */
export const putShape = (config: Config) => ({
  line: lineIndex(config),
  lane: laneIndex,
  piece: bit(),
  address: u(hostAddressBits),
  bytes: u(takeBytesBits),
  end: endShape,
});

/** A new line at the end of the list of a queue: after `tail`, or the only one if `first`. */
export const linkShape = (config: Config) => ({
  queue: queueIndex(config),
  first: bit(),
  tail: lineIndex(config),
  line: lineIndex(config),
});

/** A line of a queue. */
export const ownLineShape = (config: Config) => ({ queue: queueIndex(config), line: lineIndex(config) });

/** How many pieces of complete buffers there have been, and how many pieces in all. */
export const progressShape = (config: Config) => ({
  published: u(pieceCountBits(config)),
  written: u(pieceCountBits(config)),
});

/**
 * What the walk has put into the cache for a queue, counted on from the start of the run: `written` pieces, of which the first
 * `published` make up complete buffers; these took `slots` places of the ring, the latest one `latest`.
 */
export const postedShape = (config: Config) => ({
  ...progressShape(config),
  slots: u(16),
  latest: u(slotCountBits),
});

/** A place in the list of a queue; `spent` says that all of the line before it has been taken. */
export const cursorShape = (config: Config) => ({ line: lineIndex(config), lane: laneIndex, spent: bit() });

/**
 * Pieces that were taken from the list of a queue, from `cursor` on: for a frame of `bytes`, or to be given back (`returned`). With
 * `flush` all lines up to `last` are given up, since the queue has stopped.
 */
export const takenShape = (config: Config) => ({
  queue: queueIndex(config),
  flush: bit(),
  returned: bit(),
  cursor: cursorShape(config),
  pieces: u(framePieceBits),
  bytes: u(takeBytesBits),
  last: lineIndex(config),
});
