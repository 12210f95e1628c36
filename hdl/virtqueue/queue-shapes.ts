// SPDX-License-Identifier: Apache-2.0
/** What queue control and the parts of the data mover tell each other about a queue, whatever the kind of its ring. */
import { bit, output, u } from 'typescript-hdl';
import { hostAddressBits } from '../lib/host-bus.ts';
import { drainPort } from '../lib/queue-drain.ts';
import { epochBits } from '../lib/queue-epoch.ts';
import { queueIndex } from '../lib/queue-number.ts';
import { errorBits } from '../lib/queue-stop.ts';
import { bufferCountBits } from '../lib/take-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { maxQueueSize } from '../spec/virtio/virtqueue.ts';

/** Width of the number of entries of a ring, 1 to 32,768. */
export const queueSizeBits = Math.log2(maxQueueSize) + 1;
/** Width of a place in a ring: see {@link ringPositionShape}. */
export const ringPlaceBits = 16;
/** Width of an interrupt vector. */
export const interruptVectorBits = 16;

/** What was negotiated for a queue, chosen when it starts. */
export const queueFeaturesShape = {
  /** The ring is packed (VIRTIO_F_RING_PACKED), not split. */
  packed: bit(),
  /** A frame may take several buffers (VIRTIO_NET_F_MRG_RXBUF). */
  mergeable: bit(),
  /** A descriptor may point to a table of descriptors (VIRTIO_F_INDIRECT_DESC). */
  indirect: bit(),
  /** Interrupts and notifications are asked for by index (VIRTIO_F_EVENT_IDX). */
  eventIndex: bit(),
  /** Buffers are used in the order in which they were made available (VIRTIO_F_IN_ORDER). */
  inOrder: bit(),
  /** The driver trusts verified checksums (VIRTIO_NET_F_GUEST_CSUM). */
  guestChecksum: bit(),
};

/**
 * A place in a ring. Split: `index` counts all entries ever passed, modulo 2^16, and `wrap` is 1. Packed: `index` is the
 * number of a descriptor, less than the size, and `wrap` is the wrap counter there.
 */
export const ringPositionShape = { index: u(ringPlaceBits), wrap: bit() };

/**
 * A run that begins: settings that were checked. `start` comes in the clock of the change that makes the queue run, and
 * a part takes what it needs to its own RAM. All rings lie inside the window of the function and are aligned.
 * - `descriptors`: the descriptor table (16-byte aligned), or the packed ring.
 * - `driver`: the avail ring (2-byte aligned), or the driver's event suppression (4-byte aligned).
 * - `device`: the used ring (4-byte aligned), or the device's event suppression (4-byte aligned).
 * - `size`: a power of two up to 32,768 for a split ring, any number from 1 on for a packed one.
 * - `available`: the first entry to be taken. `used`: where the first used entry is written.
 * - `mergeLimit`: buffers that a frame may take, 1 unless `features.mergeable`.
 */
export const queueStartShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  descriptors: u(hostAddressBits),
  driver: u(hostAddressBits),
  device: u(hostAddressBits),
  size: u(queueSizeBits),
  vector: u(interruptVectorBits),
  features: queueFeaturesShape,
  available: ringPositionShape,
  used: ringPositionShape,
  mergeLimit: u(bufferCountBits),
});

/** A run that must end because of an error. Of another run than the one that runs it is ignored. */
export const runStopShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  error: u(errorBits),
});

/**
 * The same of a part that moves along a ring. `position` is where it goes on: the part that takes buffers tells the next
 * entry to be taken, the part that publishes them the place of the next used entry; all before it is in memory. It stays
 * when the queue stops, until the next start.
 */
export const positionDrainPort = (config: Config) => ({ ...drainPort(config), position: output(ringPositionShape) });
