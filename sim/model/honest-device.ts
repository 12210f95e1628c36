// SPDX-License-Identifier: Apache-2.0
/**
 * Is a device honest to its driver? Watches the writes into one virtqueue and its buffers, split or packed, in the order of the
 * bus, and says what no driver may ever see:
 *
 * - a used element whose id is not outstanding (never made available, or published before), or that claims more bytes than are
 *   writable;
 * - an element published before it and its bytes are in memory, or a frame published in part;
 * - a write to a buffer that was published, to anything that is not the driver's to be written, or to another place of the ring
 *   than the next ones.
 *
 * A write counts as seen by the driver from `issue` on, as memory may take it at once, and as in memory from `visible` on, when
 * its response came. Both are told for every burst. The first complaint throws.
 */

/** A chain of device-writable memory that the driver made available. */
export interface WritableChain {
  readonly id: number;
  readonly areas: readonly { readonly address: bigint; readonly bytes: number }[];
  /** Descriptors of the chain: slots of a packed ring. */
  readonly slots: number;
}

export interface RingPlace {
  readonly kind: 'split' | 'packed';
  readonly size: number;
  /** The used ring, or the packed descriptor ring. */
  readonly address: bigint;
  /** Where the first used entry goes: `index` counts modulo 2^16 (split) or is a slot (packed). */
  readonly index: number;
  readonly wrap: boolean;
}

/** A frame as the driver finds it: its buffers, and the bytes of each. */
export interface SeenFrame {
  readonly buffers: readonly { readonly id: number; readonly bytes: number }[];
}

interface Entry {
  readonly id: number;
  readonly bytes: number;
}

const usedRingOffset = 4;
const numBuffersOffset = 10;
const headerBytes = 12;

export class HonestDevice {
  readonly ring: RingPlace;
  readonly frames: SeenFrame[] = [];
  readonly #outstanding = new Map<number, WritableChain>();
  /** Bytes of writable areas by address: the chain they belong to. */
  readonly #owner = new Map<bigint, number>();
  readonly #issued = new Map<bigint, number>();
  readonly #visible = new Map<bigint, number>();
  #index: number;
  #wrap: boolean;
  #nextAvailable: number;

  constructor(ring: RingPlace) {
    this.ring = ring;
    this.#index = ring.index;
    this.#wrap = ring.wrap;
    this.#nextAvailable = ring.index;
  }

  get outstanding(): number {
    return this.#outstanding.size;
  }

  /** Where the next used entry is looked for. */
  get position(): { readonly index: number; readonly wrap: boolean } {
    return { index: this.#index, wrap: this.#wrap };
  }

  /** The driver makes a chain available; in a packed ring it takes the next slots, which nobody else may be using. */
  post(chain: WritableChain): void {
    if (this.#outstanding.has(chain.id)) throw new Error(`The driver of the test posts buffer ${chain.id} twice.`);
    this.#outstanding.set(chain.id, chain);
    if (this.ring.kind === 'packed') this.#overwrite(chain.slots);
    for (const { address, bytes } of chain.areas) {
      for (let i = 0n; i < bytes; i++) {
        this.#owner.set(address + i, chain.id);
        this.#issued.delete(address + i);
        this.#visible.delete(address + i);
      }
    }
  }

  /** The driver writes its own descriptors where the device wrote used ones a round before. */
  #overwrite(slots: number): void {
    for (let slot = 0; slot < slots; slot++) {
      const at = this.#descriptor(this.#nextAvailable);
      for (let byte = 0n; byte < 16n; byte++) {
        this.#issued.delete(at + byte);
        this.#visible.delete(at + byte);
      }
      this.#nextAvailable = (this.#nextAvailable + 1) % this.ring.size;
    }
  }

  /** A burst that is on its way to memory: the marked bytes by address. */
  issue(bytes: ReadonlyMap<bigint, number>): void {
    for (const [address, value] of bytes) {
      const problem = this.#forbidden(address);
      if (problem) throw new Error(`The device writes to 0x${address.toString(16)}, ${problem}.`);
      this.#issued.set(address, value);
    }
    if (this.ring.kind === 'split') this.#seeIndex(bytes);
    else this.#seeDescriptors();
  }

  /** The same burst, when its response came. */
  visible(bytes: ReadonlyMap<bigint, number>): void {
    for (const [address, value] of bytes) this.#visible.set(address, value);
  }

  #forbidden(address: bigint): string | undefined {
    if (this.#owner.has(address)) return undefined;
    const { kind, size } = this.ring;
    const offset = Number(address - this.ring.address);
    if (kind === 'split') {
      if (offset === 2 || offset === 3) return undefined;
      const place = offset - usedRingOffset;
      if (place < 0 || place >= 8 * size) return 'which is none of its memory, or of a buffer that it has published';
      const ahead = (Math.floor(place / 8) - (this.#index % size) + size) % size;
      return ahead < this.#outstanding.size ? undefined : 'a used element that the driver may be reading';
    }
    if (offset < 0 || offset >= 16 * size) return 'which is none of its memory, or of a buffer that it has published';
    if (offset % 16 < 8) return "the address in a descriptor, which is the driver's";
    const ahead = (Math.floor(offset / 16) - this.#index + size) % size;
    const slots = [...this.#outstanding.values()].reduce((sum, chain) => sum + chain.slots, 0);
    return ahead < slots ? undefined : "a descriptor that is not the device's";
  }

  /** The number of `bytes` bytes from an address on, as the driver may see it, or undefined if it is not in memory yet. */
  #number(memory: ReadonlyMap<bigint, number>, address: bigint, bytes: number): number | undefined {
    let value = 0;
    for (let i = bytes - 1; i >= 0; i--) {
      const byte = memory.get(address + BigInt(i));
      if (byte === undefined) return undefined;
      value = value * 256 + byte;
    }
    return value;
  }

  #seeIndex(bytes: ReadonlyMap<bigint, number>): void {
    const at = this.ring.address + 2n;
    if (!bytes.has(at) && !bytes.has(at + 1n)) return;
    const index = this.#number(bytes, at, 2);
    if (index === undefined) throw new Error('The device writes half a used index.');
    const count = (index - this.#index) & 0xffff;
    if (count > this.#outstanding.size) {
      throw new Error(`The used index moves by ${count}, and ${this.#outstanding.size} buffers are outstanding.`);
    }
    const entries = Array.from({ length: count }, (_, i) => {
      const slot = ((this.#index + i) & 0xffff) % this.ring.size;
      const address = this.ring.address + BigInt(usedRingOffset + 8 * slot);
      return this.#entry(address, address + 4n, 4);
    });
    this.#index = index;
    this.#publish(entries);
  }

  /** Takes what is marked used from the next descriptor on; a frame must be in memory as a whole when its first one is seen. */
  #seeDescriptors(): void {
    for (;;) {
      const first = this.#markedUsed(this.#issued, this.#index, this.#wrap);
      if (!first) return;
      const count = this.#buffersOf(this.#entryAt(this.#index).id);
      const entries: Entry[] = [];
      for (let i = 0; i < count; i++) {
        if (i > 0 && !this.#markedUsed(this.#visible, this.#index, this.#wrap)) {
          throw new Error(`Buffer ${i + 1} of ${count} of a frame is not in memory when the first is published.`);
        }
        const entry = this.#entryAt(this.#index);
        entries.push(entry);
        const { slots } = this.#chain(entry.id);
        const next = this.#index + slots;
        if (next >= this.ring.size) this.#wrap = !this.#wrap;
        this.#index = next % this.ring.size;
      }
      this.#publish(entries);
    }
  }

  #descriptor(index: number): bigint {
    return this.ring.address + BigInt(16 * index);
  }

  #markedUsed(memory: ReadonlyMap<bigint, number>, index: number, wrap: boolean): boolean {
    const flags = this.#number(memory, this.#descriptor(index) + 14n, 2);
    return flags !== undefined && (flags & 0x8080) === (wrap ? 0x8080 : 0);
  }

  #entryAt(index: number): Entry {
    const at = this.#descriptor(index);
    const id = this.#number(this.#issued, at + 12n, 2);
    const bytes = this.#number(this.#issued, at + 8n, 4);
    if (id === undefined || bytes === undefined) throw new Error(`Descriptor ${index} is marked used and not written.`);
    const flags = this.#number(this.#issued, at + 14n, 2)!;
    if ((flags & 2) !== (bytes > 0 ? 2 : 0))
      throw new Error(`Descriptor ${index} of ${bytes} bytes has the flags ${flags}.`);
    return { id, bytes };
  }

  #entry(idAt: bigint, bytesAt: bigint, idBytes: number): Entry {
    const id = this.#number(this.#visible, idAt, idBytes);
    const bytes = this.#number(this.#visible, bytesAt, 4);
    if (id === undefined || bytes === undefined) throw new Error('A used element is published before it is in memory.');
    return { id, bytes };
  }

  #chain(id: number): WritableChain {
    const chain = this.#outstanding.get(id);
    if (!chain) throw new Error(`Buffer ${id} is published and not outstanding.`);
    return chain;
  }

  #bytesOf(chain: WritableChain): bigint[] {
    return chain.areas.flatMap(({ address, bytes }) => Array.from({ length: bytes }, (_, i) => address + BigInt(i)));
  }

  /** `num_buffers` in the header that a buffer begins with; a buffer that is given back has none. */
  #buffersOf(id: number): number {
    const places = this.#bytesOf(this.#chain(id));
    const low = this.#visible.get(places[numBuffersOffset] ?? -1n);
    const high = this.#visible.get(places[numBuffersOffset + 1] ?? -1n);
    return low === undefined || high === undefined ? 1 : low + 256 * high;
  }

  /** The driver sees entries; they are whole frames, whose bytes are in memory, in buffers that were outstanding. */
  #publish(entries: readonly Entry[]): void {
    let at = 0;
    while (at < entries.length) {
      const first = entries[at]!;
      const count = first.bytes === 0 ? 1 : this.#buffersOf(first.id);
      if (at + count > entries.length) throw new Error(`A frame of ${count} buffers is published in part.`);
      const frame = entries.slice(at, at + count);
      if (first.bytes > 0 && first.bytes < headerBytes)
        throw new Error(`A frame has ${first.bytes} bytes in its first buffer.`);
      for (const entry of frame) this.#release(entry);
      this.frames.push({ buffers: frame });
      at += count;
    }
  }

  #release({ id, bytes }: Entry): void {
    const chain = this.#chain(id);
    const places = this.#bytesOf(chain);
    if (bytes > places.length)
      throw new Error(`Buffer ${id} has ${places.length} bytes, and ${bytes} are said to be written.`);
    const missing = places.slice(0, bytes).findIndex(place => !this.#visible.has(place));
    if (missing >= 0) throw new Error(`Byte ${missing} of buffer ${id} is published and not in memory.`);
    this.#outstanding.delete(id);
    for (const place of places) this.#owner.delete(place);
  }
}
