// SPDX-License-Identifier: Apache-2.0
/**
 * What the parts of transmit pass to each other inside the data mover.
 *
 * The reorder memory has a ring for each function. A frame with its header takes whole words of it, its header at the end of the
 * first one, so that byte 0 of the frame has lane 0 of the second; its bytes are written in any order, and read when all are there.
 */
import { bit, indexWidth, u } from 'typescript-hdl';
import { lengthBits } from '../../lib/frame-shapes.ts';
import { beatBytes, hostAddressBits, laneBits } from '../../lib/host-bus.ts';
import { epochBits } from '../../lib/queue-epoch.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { bufferIdBits, slotCountBits, takeBytesBits } from '../../lib/take-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { transmitEventBits } from '../../spec/events/transmit-events.ts';
import { sentBytesPerFunction, sentFramesPerFunction, sentReadBytes } from '../../spec/virtio/mover-sizes.ts';
import { functionShape } from '../host/host-shapes.ts';

/** Words of the ring of a function; width of the number of one, and of a position, which also tells even rounds from odd ones. */
export const ringWords = (config: Config): number => sentBytesPerFunction(config) / beatBytes(config);
export const ringWordBits = (config: Config): number => Math.log2(ringWords(config));
export const positionBits = (config: Config): number => ringWordBits(config) + 1;
/** Width of the place of a byte in such a ring, and of the position of one. */
export const bytePlaceBits = (config: Config): number => ringWordBits(config) + laneBits(config);
export const bytePositionBits = (config: Config): number => bytePlaceBits(config) + 1;
/** Width of the number of a frame of a function among those that are under way. */
export const frameNumberBits = (config: Config): number => Math.log2(sentFramesPerFunction(config));

/** A piece of a chain that waits to be read. */
export const waitingPieceShape = { address: u(hostAddressBits), bytes: u(takeBytesBits), last: bit() };
/** A chain that waits to be read; `bytes` are those of all its pieces, 32,767 if there are more. */
export const waitingChainShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  id: u(bufferIdBits),
  slots: u(slotCountBits),
  bytes: u(takeBytesBits),
});

/** What is known of a frame before its bytes are: `good` to be sent, too short or too long, or of a queue that has stopped. */
export const fates = { good: 0, length: 1, stopped: 2 } as const;
export const fateBits = 2;

/** A frame all of whose reads were asked for; none at all unless it was good. `length` is that without header. */
export const askedFrameShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  id: u(bufferIdBits),
  slots: u(slotCountBits),
  length: u(lengthBits),
  fate: u(fateBits),
  /** Where its header word is. */
  position: u(positionBits(config)),
  /** Words that it takes: its header word and all others. */
  words: u(positionBits(config)),
});

/** One frame of a function. */
export const frameNumberShape = (config: Config) => ({
  ...functionShape(config),
  frame: u(frameNumberBits(config)),
});

/** What comes back with the answer to a read of frame data: `bytes`, less one, from `lane` of its first beat on go to `place`. */
export const dataReadShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  frame: u(frameNumberBits(config)),
  lane: u(laneBits(config)),
  bytes: u(indexWidth(sentReadBytes)),
  place: u(bytePlaceBits(config)),
});

/** A frame that is complete in the reorder memory, or that is dropped. */
export const completeFrameShape = (config: Config) => {
  const { id: _id, slots: _slots, ...frame } = askedFrameShape(config);
  return frame;
};

/** How far the ring of a function was read: all words before `position` may be written again. */
export const freedShape = (config: Config) => ({ ...functionShape(config), position: u(positionBits(config)) });

/** A frame that was not sent: see `transmitEvents`; `bytes` are those without header, if there are as many. */
export const sendEventShape = (config: Config) => ({
  ...functionShape(config),
  event: u(transmitEventBits),
  bytes: u(lengthBits),
});

/** Words that are written in one clock: a word of even number and one of odd, bytes marked. */
export const wordsWriteShape = (config: Config) => {
  const bank = {
    address: u(functionShape(config).function.width + ringWordBits(config) - 1),
    mask: u(beatBytes(config)),
  };
  return { even: bank, odd: bank, data: u(config.hostDataBits) };
};
