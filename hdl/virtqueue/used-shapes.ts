// SPDX-License-Identifier: Apache-2.0
/** Used elements on their way to the ring of their queue. */
import { bit, u } from 'typescript-hdl';
import { epochBits } from '../lib/queue-epoch.ts';
import { queueIndex } from '../lib/queue-number.ts';
import { bufferIdBits, slotCountBits, takeBytesBits } from '../lib/take-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { ringPlaceBits, ringPositionShape } from './queue-shapes.ts';

/** What a used element says: a buffer, how many bytes were written to it, and the slots that it takes of a packed ring. */
export const usedPartShape = {
  id: u(bufferIdBits),
  bytes: u(takeBytesBits),
  slots: u(slotCountBits),
  /** It is the last one of its frame. */
  last: bit(),
};

/** A used element of a queue, in the run that its buffer was taken in. Elements of a frame follow one another. */
export const queueElementShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  ...usedPartShape,
});

/**
 * The same before its frame is in memory. One that is `returned` gives a buffer back in which nothing was written: `bytes` is
 * 0, and there is no write to wait for. So are all elements of its frame.
 */
export const waitingElementShape = (config: Config) => ({ ...queueElementShape(config), returned: bit() });

/** Used elements that one burst holds. */
export const elementsPerBurst = 32;
/** Batches of used elements of a queue that may be written and not published. */
export const batchesPerQueue = 4;

/** Remarks on bursts of used elements: others of the batch follow, it is the last of its batch, it publishes a batch. */
export const usedSteps = { more: 0, batch: 1, publish: 2 } as const;

/** How far a ring is: the place of the next used element, and how many there were, modulo 2^16. */
export const usedStateShape = { position: ringPositionShape, total: u(ringPlaceBits) };
