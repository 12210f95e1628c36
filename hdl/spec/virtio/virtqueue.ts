// SPDX-License-Identifier: Apache-2.0
/**
 * The split and the packed virtqueue as they lie in guest memory, little-endian (virtio 1.x, sections 2.7 and 2.8).
 * Offsets and sizes are in bytes.
 */

export const descriptorBytes = 16;
export const descriptor = { addr: 0, len: 8, flags: 12, next: 14 } as const;
export const descriptorFlags = { next: 1, write: 2, indirect: 4 } as const;

export const availRing = { flags: 0, idx: 2, ring: 4, elementBytes: 2 } as const;
/** Driver asks for no interrupts (VIRTQ_AVAIL_F_NO_INTERRUPT). */
export const availNoInterrupt = 1;

export const usedRing = { flags: 0, idx: 2, ring: 4, elementBytes: 8 } as const;
export const usedElement = { id: 0, len: 4 } as const;

/** Device asks for no notifications (VIRTQ_USED_F_NO_NOTIFY). */
export const usedNoNotify = 1;

/** A descriptor of a packed ring; address, length, and the flags of a split one are where a split one has them. */
export const packedDescriptor = { addr: 0, len: 8, id: 12, flags: 14 } as const;
/** Flags that say, against the wrap counter of a side, who has the descriptor. */
export const packedFlags = { available: 1 << 7, used: 1 << 15 } as const;
/** Event suppression of a packed ring: a place in the ring with the wrap counter in bit 15, and what is asked for. */
export const eventArea = { place: 0, flags: 2, bytes: 4 } as const;
export const eventFlags = { enable: 0, disable: 1, atPlace: 2 } as const;

/** Alignment that the specification demands of each part. */
export const alignment = { descriptorTable: 16, availRing: 2, usedRing: 4 } as const;

/** struct virtio_net_hdr with VIRTIO_F_VERSION_1: 12 bytes, num_buffers last (section 5.1.6). */
export const netHeaderBytes = 12;
export const netHeader = {
  flags: 0,
  gsoType: 1,
  hdrLen: 2,
  gsoSize: 4,
  csumStart: 6,
  csumOffset: 8,
  numBuffers: 10,
} as const;

/** Bits of `flags` (VIRTIO_NET_HDR_F_...): a checksum is to be filled in; the checksum of the packet was verified. */
export const netHeaderFlags = { needsChecksum: 1, dataValid: 2 } as const;

/** The header of every received frame: no offload, one buffer. */
export const receiveNetHeader: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0];

/** The device has verified a checksum (VIRTIO_NET_HDR_F_DATA_VALID). */
export const netHeaderDataValid = 2;

/** Largest queue size the specification allows. */
export const maxQueueSize = 32768;

/** Why a queue stopped, as read from its status register. */
export const queueErrors = [
  { id: 0, name: 'none', doc: 'The queue runs, or is disabled.' },
  { id: 1, name: 'avail_index', doc: 'The avail index is more than the queue size ahead of the entries taken.' },
  { id: 2, name: 'descriptor_index', doc: 'An avail ring entry names a descriptor outside the table.' },
  {
    id: 3,
    name: 'descriptor_flags',
    doc: 'A receive descriptor is not device-writable, or a packed chain breaks off.',
  },
  { id: 5, name: 'window', doc: 'A buffer is outside the memory window of the function.' },
  { id: 6, name: 'bus', doc: 'The host answered an access with an error response.' },
  {
    id: 7,
    name: 'settings',
    doc: 'A ring address is not aligned, a size is out of range, or a place is in no ring; the queue did not start.',
  },
  {
    id: 8,
    name: 'refused',
    doc: 'An access that lay outside the memory window of the function was refused right before the bus.',
  },
  { id: 9, name: 'chain_length', doc: 'A chain has more than 32 descriptors, or is a loop.' },
  {
    id: 10,
    name: 'indirect_table',
    doc: 'An indirect table is not negotiated, nested, chained on, not 16-byte aligned, or not of 1 to 32 descriptors.',
  },
  {
    id: 11,
    name: 'features',
    doc: 'A feature was asked for that is not offered; the queue did not start.',
  },
] as const;

export type QueueErrorName = (typeof queueErrors)[number]['name'];
