// SPDX-License-Identifier: Apache-2.0
/** What the parts of the receive writer pass to each other. */
import { bit, u } from 'typescript-hdl';
import { blockBeatBits, laneBits } from '../../lib/host-bus.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { bufferCountBits, takeBytesBits } from '../../lib/take-shapes.ts';
import type { Config } from '../../spec/configs.ts';

/** What the writer takes of the start of a run: the driver trusts verified checksums. */
export const checksumStartShape = (config: Config) => ({ queue: queueIndex(config), guestChecksum: bit() });

/** What the header of a frame says. `spills`: header and frame take a word more than the frame alone. */
export const netHeaderShape = { dataValid: bit(), buffers: u(bufferCountBits), spills: bit() };

/** Width of the number of a beat inside a segment. */
export const segmentBeatBits = (config: Config): number => takeBytesBits + 1 - laneBits(config);

/**
 * Where the next bytes of a frame go: beats 0 to `lastBeat`, from `lane` of the first to `lastLane` of the last. `firstSpan` is
 * the number of bytes in the first beat less one, `blockBeat` its number in its block of 4,096 bytes.
 */
export const pieceShape = (config: Config) => ({
  lane: u(laneBits(config)),
  firstSpan: u(laneBits(config)),
  lastBeat: u(segmentBeatBits(config)),
  lastLane: u(laneBits(config)),
  blockBeat: u(blockBeatBits(config)),
  /** The last piece of its frame. */
  last: bit(),
});
