// SPDX-License-Identifier: Apache-2.0
/** One ring as a front end describes it, message by message, and what a queue of the card is told of it. */

import type { QueueFeature } from '../../hdl/spec/registers/virtqueue-registers.ts';
import { virtqueueField } from '../../hdl/spec/registers/virtqueue-registers.ts';
import type { QueuePlaces } from './card-queues.ts';
import { type FeatureName, hasFeature, type RingAddresses } from './messages.ts';

export interface Ring {
  size: number;
  addresses: RingAddresses | undefined;
  base: number;
  /** The front end has given a file to notify by: the ring is started. */
  kicked: boolean;
  enabled: boolean;
  running: boolean;
  /** The queue has stopped by itself, and stays so until the front end sets it up anew. */
  failed: boolean;
}

export const freshRing = (): Ring => ({
  size: 0,
  addresses: undefined,
  base: 0,
  kicked: false,
  enabled: false,
  running: false,
  failed: false,
});

/** What of the negotiated features concerns a receive queue; a transmit queue knows some of it. */
const receiveFeatures: readonly (readonly [FeatureName, QueueFeature])[] = [
  ['packed', 'packed'],
  ['mergeable', 'mergeable'],
  ['indirect', 'indirect'],
  ['eventIndex', 'event_index'],
  ['inOrder', 'in_order'],
  ['guestChecksum', 'guest_checksum'],
];
const receiveOnly: ReadonlySet<QueueFeature> = new Set(['mergeable', 'guest_checksum']);

/** The register `features` of a queue. */
export const queueFeatureWord = (negotiated: bigint, { transmit }: { readonly transmit: boolean }): number =>
  receiveFeatures
    .filter(([, feature]) => !(transmit && receiveOnly.has(feature)))
    .filter(([name]) => hasFeature(negotiated, name))
    .reduce((word, [, feature]) => word | (1 << virtqueueField('features', feature)), 0);

const wrapBit = 1 << 15;
/** Registers have the wrap counter in bit 16, messages in bit 15 above the index. */
const toRegister = (half: number): number => (half & 0x7fff) | ((half & wrapBit) << 1);
const toMessage = (place: number): number => (place & 0x7fff) | ((place >> 1) & wrapBit);

/**
 * Places of a packed ring from the number of SET_VRING_BASE: next available entry below, next used one above. Front ends that
 * know only the lower half leave the upper one 0: then both are the same, as they are in every ring that has come to rest.
 */
export const packedPlaces = (base: number): QueuePlaces => {
  const available = toRegister(base & 0xffff);
  const upper = base >>> 16;
  return { available, used: upper === 0 ? available : toRegister(upper) };
};

/** The number of GET_VRING_BASE: of a split ring the next available entry, of a packed one both places. */
export const baseOf = ({ available, used }: QueuePlaces, packed: boolean): number =>
  packed ? (toMessage(available) | (toMessage(used) << 16)) >>> 0 : available & 0xffff;

/** Bytes of each part of a ring. */
export const ringBytes = (size: number, packed: boolean) =>
  packed
    ? { descriptors: 16n * BigInt(size), driver: 4n, device: 4n }
    : { descriptors: 16n * BigInt(size), driver: 6n + 2n * BigInt(size), device: 6n + 8n * BigInt(size) };
