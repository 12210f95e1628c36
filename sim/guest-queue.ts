// SPDX-License-Identifier: Apache-2.0
/** Where one receive virtqueue and its buffers lie in guest memory. */
import {
  alignment,
  availRing,
  descriptorBytes,
  eventArea,
  maxQueueSize,
  netHeaderBytes,
  usedRing,
} from '../hdl/spec/virtio/virtqueue.ts';
import type { MemoryRange } from './host-memory.ts';

/** The two formats of virtio 1.x. */
export type RingFormat = 'split' | 'packed';

export interface QueuePlan {
  /** Descriptors: of a split ring a power of two. */
  readonly size: number;
  readonly format: RingFormat;
  /** Interrupts and notifications are asked for by index (VIRTIO_F_EVENT_IDX). */
  readonly eventIndex: boolean;
  /** The descriptor table, or the packed ring. */
  readonly descriptorTable: bigint;
  /** The avail ring, or the driver's event suppression. */
  readonly availRing: bigint;
  /** The used ring, or the device's event suppression. */
  readonly usedRing: bigint;
  /** Tables of indirect descriptors, one for each buffer. */
  readonly tables: bigint;
  /** The network header that all buffers share, if they do. */
  readonly sharedHeader: bigint;
  readonly buffers: bigint;
  /** Bytes from one buffer to the next. */
  readonly strideBytes: number;
  /** First address after everything. */
  readonly end: bigint;
}

export interface QueueSpace {
  /** First address of the space; needs no alignment. */
  readonly base: bigint;
  readonly size: number;
  readonly bufferBytes: number;
  /** Bytes by which every buffer starts later than its slot, and at most so many more, drawn at each posting. */
  readonly bufferOffset?: number;
  readonly bufferOffsetJitter?: number;
  /**
   * `page` starts every part on a page, as operating systems do; `tight` gives each part no more than the alignment the
   * specification demands. Default `page`.
   */
  readonly placement?: 'page' | 'tight';
  /** Default `split`. */
  readonly format?: RingFormat;
  /** Negotiated VIRTIO_F_EVENT_IDX; default false. */
  readonly eventIndex?: boolean;
  /** Pieces that a buffer may be cut into, a header apart included; default 1. */
  readonly pieces?: number;
  /** Bytes between the pieces of a buffer, that nobody may touch; default {@link guardBytes}. */
  readonly pieceGap?: number;
}

const pageBytes = 4096;
/** Bytes after each ring for the event index of the other side (virtio 1.x, 2.7.6, 2.7.8). */
const eventBytes = 2;
/** Bytes between buffers that nobody may touch. */
export const guardBytes = 64;

const aligned = (address: bigint, to: number): bigint => ((address + BigInt(to) - 1n) / BigInt(to)) * BigInt(to);

/** An address with exactly the demanded alignment and not twice it. */
const barelyAligned = (address: bigint, to: number): bigint => {
  const candidate = aligned(address, to);
  return candidate % BigInt(2 * to) === 0n ? candidate + BigInt(to) : candidate;
};

/** Throws a RangeError for a size that no virtqueue can have. */
const checkSize = (size: number, format: RingFormat): void => {
  if (!Number.isInteger(size) || size < 1 || size > maxQueueSize) {
    throw new RangeError(`A queue has 1 to ${maxQueueSize} descriptors; ${size} is none of these numbers.`);
  }
  if (format === 'split' && !Number.isInteger(Math.log2(size))) {
    throw new RangeError(`A split queue has a power of two of descriptors; ${size} is none.`);
  }
};

/** Lays out one queue; throws as {@link checkSize}. */
export const planQueue = (space: QueueSpace): QueuePlan => {
  const { size, bufferBytes, bufferOffset = 0, bufferOffsetJitter = 0, placement = 'page', pieces = 1 } = space;
  const { format = 'split', eventIndex = false, pieceGap = guardBytes } = space;
  checkSize(size, format);
  const place = (address: bigint, to: number): bigint =>
    placement === 'page' ? aligned(address, pageBytes) : barelyAligned(address, to);
  const [driverBytes, deviceBytes] =
    format === 'packed'
      ? [eventArea.bytes, eventArea.bytes]
      : [
          availRing.ring + size * availRing.elementBytes + eventBytes,
          usedRing.ring + size * usedRing.elementBytes + eventBytes,
        ];
  const areaAlignment = format === 'packed' ? eventArea.bytes : alignment.availRing;
  const descriptorTable = place(space.base, alignment.descriptorTable);
  const driver = place(descriptorTable + BigInt(size * descriptorBytes), areaAlignment);
  const device = place(driver + BigInt(driverBytes), alignment.usedRing);
  const tables = place(device + BigInt(deviceBytes), alignment.descriptorTable);
  const sharedHeader = tables + BigInt(pieces > 1 ? size * pieces * descriptorBytes : 0);
  const buffers = place(sharedHeader + BigInt(netHeaderBytes), guardBytes);
  const slot = bufferOffset + bufferOffsetJitter + bufferBytes + pieces * pieceGap;
  const strideBytes = Number(aligned(BigInt(slot), placement === 'page' ? guardBytes : 1));
  const end = buffers + BigInt(size * strideBytes);
  return {
    ...{ size, format, eventIndex, descriptorTable, availRing: driver, usedRing: device },
    ...{ tables, sharedHeader, buffers, strideBytes, end },
  };
};

/**
 * The bytes of a queue that the device may write. Split: index and elements of the used ring, and its event index if there
 * is one, never its flags. Packed: the ring and the device's event suppression.
 */
export const deviceRanges = ({
  format,
  size,
  descriptorTable,
  usedRing: device,
  eventIndex,
}: QueuePlan): MemoryRange[] =>
  format === 'packed'
    ? [
        { address: descriptorTable, bytes: size * descriptorBytes },
        { address: device, bytes: eventArea.bytes },
      ]
    : [
        {
          address: device + BigInt(usedRing.idx),
          bytes: usedRing.ring - usedRing.idx + size * usedRing.elementBytes + (eventIndex ? eventBytes : 0),
        },
      ];
