// SPDX-License-Identifier: Apache-2.0
/**
 * Naive drivers of split and packed rings (virtio 1.x, sections 2.7 and 2.8) that post buffers as the drivers of guests do. They
 * write rings and descriptors into {@link GuestRam}, and remember what they posted, in order.
 */
import {
  availRing,
  descriptor,
  descriptorBytes,
  descriptorFlags,
  packedDescriptor,
  packedFlags,
  usedRing,
} from '../../hdl/spec/virtio/virtqueue.ts';
import type { GuestRam } from './guest-ram.ts';

/** A piece of guest memory. */
export interface Piece {
  readonly address: bigint;
  readonly bytes: number;
}

/** A buffer as its driver posted it: its pieces in order, and what its used element must say. */
export interface PostedBuffer {
  readonly id: number;
  readonly pieces: readonly Piece[];
  /** Descriptors of the ring or table that it takes. */
  readonly descriptors: readonly number[];
}

/** How a buffer is laid out: in the ring, in an indirect table, or (split) its first pieces in the ring and the rest in a table. */
export type Layout = { readonly indirect: number; readonly table: bigint };

export interface RingPlaces {
  readonly size: number;
  readonly descriptors: bigint;
  readonly driver: bigint;
  readonly device: bigint;
}

/** What a test draws for a driver. */
export interface Habits {
  /** Picks one of `count` free descriptors. */
  readonly pick: (count: number) => number;
  readonly eventIndex: boolean;
  /** Extra flags of descriptors that point to a table, which a device must ignore. */
  readonly pointerFlags: number;
  /** Its buffers are to be sent: a device may only read them. */
  readonly transmits?: boolean;
}

/** The flags of a descriptor that names memory of a buffer. */
const memoryFlags = ({ transmits }: Habits): number => (transmits ? 0 : descriptorFlags.write);

/** A driver: posts buffers, takes them back, and says when it rings the doorbell. */
export interface RingDriver {
  /** Posts a buffer if there is room; the driver rings if `kick` then says so. */
  post(pieces: readonly Piece[], layout: Layout | undefined): PostedBuffer | undefined;
  /** Whether the driver rings for what it has posted since it was last asked. */
  kick(): boolean;
  takeBack(buffer: PostedBuffer): void;
}

const wrapped = (value: number): number => value & 0xffff;

export class SplitDriver implements RingDriver {
  readonly #free: number[];
  #index: number;
  #told: number;
  readonly ram: GuestRam;
  readonly ring: RingPlaces;
  readonly habits: Habits;

  constructor(ram: GuestRam, ring: RingPlaces, habits: Habits, index = 0) {
    this.ram = ram;
    this.ring = ring;
    this.habits = habits;
    this.#free = Array.from({ length: ring.size }, (_, i) => i);
    this.#index = this.#told = index;
    this.ram.write(ring.driver + BigInt(availRing.idx), 2, index);
  }

  get index(): number {
    return this.#index;
  }

  describe(at: bigint, piece: { address: bigint; bytes: number }, flags: number, next: number): void {
    this.ram.write(at + BigInt(descriptor.addr), 8, piece.address);
    this.ram.write(at + BigInt(descriptor.len), 4, piece.bytes);
    this.ram.write(at + BigInt(descriptor.flags), 2, flags);
    this.ram.write(at + BigInt(descriptor.next), 2, next);
  }

  descriptorAt(number: number): bigint {
    return this.ring.descriptors + BigInt(number * descriptorBytes);
  }

  post(pieces: readonly Piece[], layout: Layout | undefined): PostedBuffer | undefined {
    const direct = layout ? layout.indirect + 1 : pieces.length;
    if (this.#free.length < direct) return undefined;
    const descriptors: number[] = [];
    for (let i = 0; i < direct; i++) descriptors.push(...this.#free.splice(this.habits.pick(this.#free.length), 1));
    const inRing = layout ? pieces.slice(0, layout.indirect) : pieces;
    for (const [i, piece] of inRing.entries()) {
      const more = i + 1 < direct;
      const flags = memoryFlags(this.habits) | (more ? descriptorFlags.next : 0);
      this.describe(
        this.descriptorAt(descriptors[i]!),
        piece,
        flags,
        more ? descriptors[i + 1]! : this.#unused(descriptors[i]!),
      );
    }
    if (layout) {
      const rest = pieces.slice(layout.indirect);
      const table = { address: layout.table, bytes: rest.length * descriptorBytes };
      const flags = descriptorFlags.indirect | this.habits.pointerFlags;
      this.describe(this.descriptorAt(descriptors.at(-1)!), table, flags, this.#unused(descriptors.at(-1)!));
      this.writeTable(layout.table, rest);
    }
    this.#offer(descriptors[0]!);
    return { id: descriptors[0]!, pieces, descriptors };
  }

  /** A table in an order that `pick` draws: entry 0 is first, the others follow by NEXT. */
  writeTable(table: bigint, pieces: readonly Piece[]): void {
    const others = pieces.slice(1).map((_, i) => i + 1);
    const order = [0];
    while (others.length > 0) order.push(...others.splice(this.habits.pick(others.length), 1));
    for (const [i, piece] of pieces.entries()) {
      const more = i + 1 < pieces.length;
      const flags = memoryFlags(this.habits) | (more ? descriptorFlags.next : 0);
      const next = more ? order[i + 1]! : this.#unused(order[i]!);
      this.describe(table + BigInt(order[i]! * descriptorBytes), piece, flags, next);
    }
  }

  /** What lies in `next` of a descriptor without NEXT: nothing that makes sense, or as Linux leaves it, the one after it. */
  #unused(number: number): number {
    return this.#index & 1 ? wrapped(number + 1) : 0xdead;
  }

  #offer(head: number): void {
    const slot = this.#index % this.ring.size;
    this.ram.write(this.ring.driver + BigInt(availRing.ring + availRing.elementBytes * slot), 2, head);
    this.#index = wrapped(this.#index + 1);
    this.ram.write(this.ring.driver + BigInt(availRing.idx), 2, this.#index);
  }

  /** vring_need_event of section 2.7.10 with the event index, else always when anything was posted. */
  kick(): boolean {
    const [old, now] = [this.#told, this.#index];
    this.#told = now;
    if (now === old) return false;
    if (!this.habits.eventIndex) return true;
    const event = Number(
      this.ram.read(this.ring.device + BigInt(usedRing.ring + usedRing.elementBytes * this.ring.size), 2),
    );
    return wrapped(now - event - 1) < wrapped(now - old);
  }

  takeBack(buffer: PostedBuffer): void {
    this.#free.push(...buffer.descriptors);
  }
}

export class PackedDriver implements RingDriver {
  readonly #ids: number[];
  #free: number;
  #slot: number;
  #wrap: boolean;
  #told = false;
  readonly ram: GuestRam;
  readonly ring: RingPlaces;
  readonly habits: Habits;

  constructor(ram: GuestRam, ring: RingPlaces, habits: Habits, slot = 0, wrap = true) {
    this.ram = ram;
    this.ring = ring;
    this.habits = habits;
    this.#ids = Array.from({ length: ring.size }, (_, i) => i);
    this.#free = ring.size;
    this.#slot = slot;
    this.#wrap = wrap;
    // What lies in the ring was used in the round before: both bits are those of that round.
    for (let i = 0; i < ring.size; i++) {
      const before = i < slot ? wrap : !wrap;
      this.#describe(this.descriptorAt(i), { address: 0n, bytes: 0 }, 0, before ? this.#bits(true, true) : 0);
    }
  }

  get slot(): number {
    return this.#slot;
  }

  get wrap(): boolean {
    return this.#wrap;
  }

  descriptorAt(number: number): bigint {
    return this.ring.descriptors + BigInt(number * descriptorBytes);
  }

  #bits(avail: boolean, used: boolean): number {
    return (avail ? packedFlags.available : 0) | (used ? packedFlags.used : 0);
  }

  #describe(at: bigint, piece: { address: bigint; bytes: number }, id: number, flags: number): void {
    this.ram.write(at + BigInt(packedDescriptor.addr), 8, piece.address);
    this.ram.write(at + BigInt(packedDescriptor.len), 4, piece.bytes);
    this.ram.write(at + BigInt(packedDescriptor.id), 2, id);
    this.ram.write(at + BigInt(packedDescriptor.flags), 2, flags);
  }

  post(pieces: readonly Piece[], layout: Layout | undefined): PostedBuffer | undefined {
    const direct = layout ? 1 : pieces.length;
    if (this.#free < direct) return undefined;
    const id = this.#ids.splice(this.habits.pick(this.#ids.length), 1)[0]!;
    const parts = layout ? [{ address: layout.table, bytes: pieces.length * descriptorBytes }] : pieces;
    const kind = layout ? descriptorFlags.indirect | this.habits.pointerFlags : memoryFlags(this.habits);
    const writes: (() => void)[] = [];
    const descriptors: number[] = [];
    for (const [i, part] of parts.entries()) {
      const more = i + 1 < parts.length;
      const flags = kind | (more ? descriptorFlags.next : 0) | this.#bits(this.#wrap, !this.#wrap);
      const at = this.descriptorAt(this.#slot);
      descriptors.push(this.#slot);
      // The id counts in the last descriptor alone.
      writes.push(() => this.#describe(at, part, more ? 0xbad : id, flags));
      this.#slot = (this.#slot + 1) % this.ring.size;
      if (this.#slot === 0) this.#wrap = !this.#wrap;
    }
    if (layout) {
      for (const [i, piece] of pieces.entries()) {
        // All but WRITE means nothing in a table.
        const noise = i % 2 === 0 ? descriptorFlags.next : descriptorFlags.indirect;
        const flags = memoryFlags(this.habits) | noise;
        this.#describe(layout.table + BigInt(i * descriptorBytes), piece, 0xace, flags);
      }
    }
    for (const write of writes.reverse()) write();
    this.#free -= direct;
    this.#told = false;
    return { id, pieces, descriptors };
  }

  kick(): boolean {
    const rings = !this.#told;
    this.#told = true;
    return rings;
  }

  /** As the device does: a used descriptor at the first place of the buffer, with both bits of that round. */
  takeBack(buffer: PostedBuffer): void {
    const at = this.descriptorAt(buffer.descriptors[0]!);
    const round = (Number(this.ram.read(at + BigInt(packedDescriptor.flags), 2)) & packedFlags.available) !== 0;
    this.#describe(at, { address: 0n, bytes: 0 }, buffer.id, this.#bits(round, round));
    this.#free += buffer.descriptors.length;
    this.#ids.push(buffer.id);
  }
}
