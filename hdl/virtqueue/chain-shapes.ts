// SPDX-License-Identifier: Apache-2.0
/** What the supply of a transmit queue gives out: chains of memory that hold what is to be sent. */
import { bit, indexWidth, u } from 'typescript-hdl';
import { hostAddressBits } from '../lib/host-bus.ts';
import { epochBits } from '../lib/queue-epoch.ts';
import { queueIndex } from '../lib/queue-number.ts';
import { bufferIdBits, slotCountBits, takeBytesBits } from '../lib/take-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { chainsPerQueue, maxChainDescriptors } from '../spec/virtio/mover-sizes.ts';

/** How many chains a queue has got since it was last told. */
export const chainCountShape = (config: Config) => ({
  queue: queueIndex(config),
  chains: u(indexWidth(maxChainDescriptors) + 1),
});

/** Width of a number of chains that were given out for a queue, which wraps: more than there ever are. */
export const chainCountBits = (config: Config): number => Math.log2(chainsPerQueue(config)) + 1;

/**
 * A piece of the oldest chain of a queue, in the order of its bytes; no byte is left out. `bytes` is 32,767 for a longer
 * one, and 0 only for a chain that has no bytes at all. With the `last` piece `id` and `slots` are those of the used element.
 * A question to a queue that begins nothing any more is answered with one piece that has `none`, and nothing else, set.
 */
export const chainPieceShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  none: bit(),
  address: u(hostAddressBits),
  bytes: u(takeBytesBits),
  last: bit(),
  id: u(bufferIdBits),
  slots: u(slotCountBits),
});
