/** Where one receive virtqueue and its buffers lie in guest memory. */
import { alignment, availRing, descriptorBytes, maxQueueSize, usedRing } from '../hdl/spec/virtio/virtqueue.ts';
import type { MemoryRange } from './host-memory.ts';

export interface QueuePlan {
  /** Descriptors: a power of two. */
  readonly size: number;
  readonly descriptorTable: bigint;
  readonly availRing: bigint;
  readonly usedRing: bigint;
  readonly buffers: bigint;
  /** Bytes from one buffer to the next. */
  readonly strideBytes: number;
  /** First address behind everything. */
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
}

const pageBytes = 4096;
/** Bytes behind each ring for the event index of later features, which the plan leaves free (virtio 1.x, 2.7.6, 2.7.8). */
const eventBytes = 2;
/** Bytes between buffers that nobody may touch. */
const guardBytes = 64;

const aligned = (address: bigint, to: number): bigint => ((address + BigInt(to) - 1n) / BigInt(to)) * BigInt(to);

/** An address with exactly the demanded alignment and not twice it. */
const barelyAligned = (address: bigint, to: number): bigint => {
  const candidate = aligned(address, to);
  return candidate % BigInt(2 * to) === 0n ? candidate + BigInt(to) : candidate;
};

/** Lays out one queue; throws a RangeError for a size that no virtqueue can have. */
export const planQueue = (space: QueueSpace): QueuePlan => {
  const { size, bufferBytes, bufferOffset = 0, bufferOffsetJitter = 0, placement = 'page' } = space;
  if (!Number.isInteger(Math.log2(size)) || size < 1 || size > maxQueueSize) {
    throw new RangeError(`A queue has a power of two of descriptors, from 1 to ${maxQueueSize}; ${size} is none.`);
  }
  const place = (address: bigint, to: number): bigint =>
    placement === 'page' ? aligned(address, pageBytes) : barelyAligned(address, to);
  const descriptorTable = place(space.base, alignment.descriptorTable);
  const avail = place(descriptorTable + BigInt(size * descriptorBytes), alignment.availRing);
  const used = place(avail + BigInt(availRing.ring + size * availRing.elementBytes + eventBytes), alignment.usedRing);
  const buffers = place(used + BigInt(usedRing.ring + size * usedRing.elementBytes + eventBytes), guardBytes);
  const slot = bufferOffset + bufferOffsetJitter + bufferBytes + guardBytes;
  const strideBytes = Number(aligned(BigInt(slot), placement === 'page' ? guardBytes : 1));
  const end = buffers + BigInt(size * strideBytes);
  return { size, descriptorTable, availRing: avail, usedRing: used, buffers, strideBytes, end };
};

/** The bytes of a queue that the device may write: index and elements of the used ring, never its flags. */
export const deviceRange = (plan: QueuePlan): MemoryRange => ({
  address: plan.usedRing + BigInt(usedRing.idx),
  bytes: usedRing.ring - usedRing.idx + plan.size * usedRing.elementBytes,
});
