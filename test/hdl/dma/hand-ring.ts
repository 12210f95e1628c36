// SPDX-License-Identifier: Apache-2.0
/** A receive queue whose rings a test writes by hand, rightly or wrongly. */
import {
  availRing,
  descriptor,
  descriptorBytes,
  descriptorFlags,
  usedRing,
} from '../../../hdl/spec/virtio/virtqueue.ts';
import { planQueue, type QueuePlan } from '../../../sim/guest-queue.ts';
import { type DmaBench, windowOf } from './dma-bench.ts';

export interface HandDescriptor {
  readonly address: bigint;
  readonly length: number;
  readonly flags: number;
  /** Number of the next descriptor of the chain; default one that no table has. */
  readonly next?: number;
}

const le16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value & 0xffff);
  return bytes;
};

export class HandRing {
  readonly dma: DmaBench;
  readonly queue: number;
  readonly plan: QueuePlan;
  /** Avail index as written last. */
  index = 0;

  constructor(dma: DmaBench, queue: number, { size = 16, bufferBytes = 2048, place = 0x2000_0000n } = {}) {
    this.dma = dma;
    this.queue = queue;
    const fn = Math.floor(queue / dma.config.queuesPerFunction);
    this.plan = planQueue({ base: windowOf(fn).first + place, size, bufferBytes });
  }

  /** Writes empty rings; with `noInterrupt` the flag that asks for none. */
  clear({ noInterrupt = false } = {}): void {
    this.index = 0;
    this.dma.memory.write(this.plan.availRing, Buffer.concat([le16(noInterrupt ? 1 : 0), le16(0)]));
    this.dma.memory.write(this.plan.usedRing, Buffer.alloc(4));
  }

  setFlags(flags: number): void {
    this.dma.memory.write(this.plan.availRing + BigInt(availRing.flags), le16(flags));
  }

  /** The descriptor that a good driver would write. */
  good(id: number, length = 2048): HandDescriptor {
    const address = this.plan.buffers + BigInt(id * this.plan.strideBytes);
    return { address, length, flags: descriptorFlags.write };
  }

  setDescriptor(id: number, { address, length, flags, next = 0xeeee }: HandDescriptor): void {
    const bytes = Buffer.alloc(descriptorBytes, 0xee);
    bytes.writeBigUInt64LE(BigInt.asUintN(64, address), descriptor.addr);
    bytes.writeUInt32LE(length, descriptor.len);
    bytes.writeUInt16LE(flags, descriptor.flags);
    bytes.writeUInt16LE(next, descriptor.next);
    this.dma.memory.write(this.plan.descriptorTable + BigInt(id * descriptorBytes), bytes);
  }

  /** Puts an entry into the next place of the avail ring; {@link publish} makes it known. */
  put(entry: number): void {
    const slot = BigInt(this.index % this.plan.size);
    const at = this.plan.availRing + BigInt(availRing.ring) + slot * BigInt(availRing.elementBytes);
    this.dma.memory.write(at, le16(entry));
    this.index++;
  }

  /** Describes and puts a good buffer. */
  putGood(id: number, length?: number): void {
    this.setDescriptor(id, this.good(id, length));
    this.put(id);
  }

  /** Writes the avail index, by default that of what was put, and rings unless told otherwise. */
  publish({ index = this.index, ring = true } = {}): void {
    this.dma.memory.write(this.plan.availRing + BigInt(availRing.idx), le16(index));
    if (ring) this.dma.doorbell.send([{ queue: this.queue }]);
  }

  /** Enables the queue. */
  enable(): void {
    this.dma.enable(this.queue, this.plan);
  }

  async usedIndex(): Promise<number> {
    return (await this.dma.memory.read(this.plan.usedRing + BigInt(usedRing.idx), 2)).readUInt16LE();
  }

  /** Used element `n` as the driver reads it. */
  async used(n: number): Promise<{ id: number; length: number }> {
    const slot = BigInt(n % this.plan.size) * BigInt(usedRing.elementBytes);
    const bytes = await this.dma.memory.read(this.plan.usedRing + BigInt(usedRing.ring) + slot, usedRing.elementBytes);
    return { id: bytes.readUInt32LE(0), length: bytes.readUInt32LE(4) };
  }
}
