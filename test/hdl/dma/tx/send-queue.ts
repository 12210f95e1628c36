// SPDX-License-Identifier: Apache-2.0
/** A transmit queue as its driver sees it: posts frames in chains of any layout, and takes them back from the used ring. */
import { availRing, packedDescriptor, packedFlags, usedRing } from '../../../../hdl/spec/virtio/virtqueue.ts';
import { planQueue, type QueuePlan, type QueueSpace } from '../../../../sim/guest-queue.ts';
import type { HostMemory } from '../../../../sim/host-memory.ts';
import { GuestRam } from '../../../../sim/model/guest-ram.ts';
import {
  type Layout,
  PackedDriver,
  type Piece,
  type PostedBuffer,
  type RingDriver,
  SplitDriver,
} from '../../../../sim/model/ring-drivers.ts';

/** Header and frame, and the pieces that they are cut into. */
export interface Sending {
  readonly content: Uint8Array;
  readonly sizes: readonly number[];
  /** In an indirect table, after so many direct descriptors. */
  readonly indirect?: number;
}

export interface PostedFrame {
  readonly posted: PostedBuffer;
  readonly content: Uint8Array;
}

/** Guest memory whose writes reach the memory of the bench. */
class MirroredRam extends GuestRam {
  readonly #memory: HostMemory;

  constructor(memory: HostMemory) {
    super();
    this.#memory = memory;
  }

  override write(address: bigint, bytes: number, value: bigint | number): void {
    super.write(address, bytes, value);
    const data = Buffer.from(
      BigInt(value)
        .toString(16)
        .padStart(2 * bytes, '0')
        .slice(-2 * bytes),
      'hex',
    ).reverse();
    this.#memory.write(address, data);
  }

  /** Takes over what the device wrote. */
  copy(address: bigint, bytes: Uint8Array): void {
    for (const [i, byte] of bytes.entries()) super.write(address + BigInt(i), 1, byte);
  }
}

export interface SendQueueOptions extends QueueSpace {
  readonly queue: number;
  readonly memory: HostMemory;
  /** Where frames are put, one after the other. */
  readonly buffers: bigint;
  readonly pick?: (count: number) => number;
  readonly pointerFlags?: number;
}

export class SendQueue {
  readonly queue: number;
  readonly plan: QueuePlan;
  readonly driver: RingDriver;
  /** Frames that the device has, in order; all that were posted; and ids in the order in which they were used. */
  readonly outstanding: PostedFrame[] = [];
  readonly frames: PostedFrame[] = [];
  readonly used: number[] = [];
  readonly #memory: HostMemory;
  readonly #ram: MirroredRam;
  #next: bigint;
  #index = 0;
  #wrap = true;

  constructor({ queue, memory, buffers, pick = () => 0, pointerFlags = 0, ...space }: SendQueueOptions) {
    this.queue = queue;
    this.plan = planQueue(space);
    this.#memory = memory;
    this.#ram = new MirroredRam(memory);
    this.#next = buffers;
    const { format, size, descriptorTable, availRing: driver, usedRing: device, eventIndex } = this.plan;
    const packed = format === 'packed';
    const habits = { pick, eventIndex, pointerFlags, transmits: true };
    const places = { size, descriptors: descriptorTable, driver, device };
    if (packed) for (const area of [driver, device]) this.#ram.write(area, 4, 0);
    else {
      for (const ring of [driver, device]) this.#ram.write(ring, 4, 0);
      if (eventIndex) this.#ram.write(driver + BigInt(availRing.ring + 2 * size), 2, 0);
      if (eventIndex) this.#ram.write(device + BigInt(usedRing.ring + 8 * size), 2, 0);
    }
    this.driver = packed ? new PackedDriver(this.#ram, places, habits) : new SplitDriver(this.#ram, places, habits);
  }

  /** Posts a frame, if the ring has room for it. */
  post({ content, sizes, indirect }: Sending): boolean {
    const pieces: Piece[] = [];
    let at = this.#next;
    for (const bytes of sizes) {
      pieces.push({ address: at, bytes });
      at += BigInt(bytes + ((sizes.length * 7 + bytes) % 5));
    }
    const table = (at + 15n) & ~15n;
    const layout: Layout | undefined = indirect === undefined ? undefined : { indirect, table };
    const posted = this.driver.post(pieces, layout);
    if (!posted) return false;
    this.#next = table + BigInt(16 * sizes.length);
    let from = 0;
    for (const { address, bytes } of pieces) {
      if (bytes > 0) this.#memory.write(address, content.subarray(from, from + bytes));
      from += bytes;
    }
    const frame = { posted, content };
    this.outstanding.push(frame);
    this.frames.push(frame);
    return true;
  }

  /** Whether the driver rings, when it has seen what the device asks for. */
  async kick(): Promise<boolean> {
    const { eventIndex, format, size, usedRing: device } = this.plan;
    if (eventIndex && format === 'split') {
      const at = device + BigInt(usedRing.ring + usedRing.elementBytes * size);
      this.#ram.copy(at, await this.#memory.read(at, 2));
    }
    return this.driver.kick();
  }

  /** Takes back what was used since; each element must be that of the oldest frame, with a length of 0. */
  async reap(): Promise<number> {
    const { size, format, descriptorTable, usedRing: device } = this.plan;
    let count = 0;
    if (format === 'split') {
      const ring = await this.#memory.read(device, usedRing.ring + usedRing.elementBytes * size);
      const now = ring.readUInt16LE(usedRing.idx);
      for (; this.#index !== now; this.#index = (this.#index + 1) & 0xffff, count++) {
        const at = usedRing.ring + usedRing.elementBytes * (this.#index % size);
        this.#take(ring.readUInt32LE(at), ring.readUInt32LE(at + 4));
      }
      return count;
    }
    const ring = await this.#memory.read(descriptorTable, 16 * size);
    for (let left = this.outstanding.length; left > 0; left--, count++) {
      const flags = ring.readUInt16LE(16 * this.#index + packedDescriptor.flags);
      const both = packedFlags.available | packedFlags.used;
      if ((flags & both) !== (this.#wrap ? both : 0)) break;
      // The next slots would be taken for used ones of this round where the driver's own were not overwritten.
      const slots = this.outstanding[0]!.posted.descriptors.length;
      this.#take(
        ring.readUInt16LE(16 * this.#index + packedDescriptor.id),
        ring.readUInt32LE(16 * this.#index + packedDescriptor.len),
      );
      if (this.#index + slots >= size) this.#wrap = !this.#wrap;
      this.#index = (this.#index + slots) % size;
    }
    return count;
  }

  #take(id: number, bytes: number): void {
    const frame = this.outstanding.shift();
    if (frame === undefined) throw new Error(`Buffer ${id} of queue ${this.queue} is used and none is outstanding.`);
    if (frame.posted.id !== id)
      throw new Error(`Buffer ${id} of queue ${this.queue} is used before ${frame.posted.id}.`);
    if (bytes !== 0)
      throw new Error(`Buffer ${id} of queue ${this.queue} was sent, and ${bytes} bytes are said to be written.`);
    this.used.push(id);
    // The driver may use the memory for something else at once: whatever is still read of it shows.
    for (const { address, bytes: length } of frame.posted.pieces)
      if (length > 0) this.#memory.scramble({ address, bytes: length });
    this.driver.takeBack(frame.posted);
  }
}
