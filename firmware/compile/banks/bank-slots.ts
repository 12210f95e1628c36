// SPDX-License-Identifier: Apache-2.0
/**
 * Who lives where: the slots of all banks, and moves along augmenting paths. An item may live in any bank whose mask it
 * satisfies, so making room for one may move others across banks, each into another of its own buckets.
 */
import {
  type BankItems,
  type BankMask,
  type BankShape,
  hashOf,
  type Signature,
  satisfies,
  signaturesOf,
} from './bank-items.ts';

/** No item, no bucket. */
export const none = -1;

/** Numbers of all places, to go back to them. */
export interface SlotsSnapshot {
  readonly slots: Int32Array;
  readonly home: Int32Array;
}

export class BankSlots {
  readonly shape: BankShape;
  readonly items: BankItems;
  readonly signatures: readonly Signature[];
  /** Items by slot; an item that takes a whole bucket is in each of its slots. */
  readonly #slots: Int32Array;
  /** Bucket (counted over all banks) of each item. */
  readonly #home: Int32Array;
  /** By bank and item: the bucket, or none where the item does not satisfy the mask. */
  readonly #buckets: Int32Array[];
  readonly #masks: (BankMask | undefined)[];
  /** Buckets from which a complete search found no way to a free slot: there is none until something is taken out. */
  readonly #closed: Uint8Array;
  readonly #seen: Int32Array;
  readonly #parent: Int32Array;
  readonly #queue: Int32Array;
  #search = 0;

  constructor(items: BankItems, shape: BankShape) {
    this.shape = shape;
    this.items = items;
    this.signatures = signaturesOf(items);
    this.#slots = new Int32Array(shape.banks * shape.buckets * shape.slots).fill(none);
    this.#home = new Int32Array(items.count).fill(none);
    this.#buckets = Array.from({ length: shape.banks }, () => new Int32Array(items.count).fill(none));
    this.#masks = Array.from({ length: shape.banks }, () => undefined);
    this.#closed = new Uint8Array(shape.banks * shape.buckets);
    this.#seen = new Int32Array(shape.banks * shape.buckets);
    this.#parent = new Int32Array(items.count);
    this.#queue = new Int32Array(items.count);
  }

  get masks(): readonly (BankMask | undefined)[] {
    return this.#masks;
  }

  /** Bucket over all banks, or `none`. */
  homeOf(item: number): number {
    return this.#home[item]!;
  }

  /** Item in a slot, or `none`. */
  itemAt(bucket: number, slot: number): number {
    return this.#slots[bucket * this.shape.slots + slot]!;
  }

  /** Bucket over all banks that the item has in a bank, or `none`. */
  bucketIn(bank: number, item: number): number {
    return this.#buckets[bank]![item]!;
  }

  /** Gives a bank a mask; those that lived there lose their place and are returned, ascending. */
  setMask(bank: number, mask: BankMask | undefined): readonly number[] {
    const evicted = this.#clearBank(bank);
    this.#masks[bank] = mask;
    const places = this.#buckets[bank]!.fill(none);
    if (!mask) return evicted;
    const first = bank * this.shape.buckets;
    for (const { tier, levels, items } of this.signatures) {
      if (tier !== mask.tier || !satisfies(levels, mask.levels)) continue;
      for (const item of items) places[item] = first + this.shape.bucketOf(bank, hashOf(this.items, mask.levels, item));
    }
    return evicted;
  }

  #clearBank(bank: number): readonly number[] {
    const { buckets, slots } = this.shape;
    const evicted = new Set<number>();
    for (let at = bank * buckets * slots; at < (bank + 1) * buckets * slots; at++) {
      const item = this.#slots[at]!;
      if (item === none) continue;
      evicted.add(item);
      this.#home[item] = none;
      this.#slots[at] = none;
    }
    this.#closed.fill(0);
    return [...evicted].sort((a, b) => a - b);
  }

  /** Takes items out of their slots. */
  removeAll(items: readonly number[]): void {
    for (const item of items) this.#leave(item);
    this.#closed.fill(0);
  }

  snapshot(): SlotsSnapshot {
    return { slots: this.#slots.slice(), home: this.#home.slice() };
  }

  /** Goes back to a snapshot that was taken under the same masks. */
  restore({ slots, home }: SlotsSnapshot): void {
    this.#slots.set(slots);
    this.#home.set(home);
    this.#closed.fill(0);
  }

  /** Puts an item into its bucket of a bank if that has room. */
  settle(bank: number, item: number): boolean {
    const bucket = this.#buckets[bank]![item]!;
    if (bucket === none || !this.#hasRoom(bucket, item)) return false;
    this.#enter(bucket, item);
    return true;
  }

  /** Places an item, by moving others if need be; the number of items that got a place, 0 when there is no way. */
  insert(item: number): number {
    const stamp = ++this.#search;
    const queue = this.#queue;
    let end = 0;
    queue[end++] = item;
    this.#parent[item] = none;
    for (let at = 0; at < end; at++) {
      const mover = queue[at]!;
      const home = this.#home[mover]!;
      for (let bank = 0; bank < this.shape.banks; bank++) {
        const bucket = this.#buckets[bank]![mover]!;
        if (bucket === none || bucket === home || this.#seen[bucket] === stamp || this.#closed[bucket] === 1) continue;
        if (this.#hasRoom(bucket, mover)) return this.#moveAlong(mover, bucket);
        end = this.#queueOccupants(bucket, mover, stamp, end);
      }
    }
    // Whatever was seen is full and leads to nothing but itself.
    for (let at = 0; at < end; at++) {
      const home = this.#home[queue[at]!]!;
      if (home !== none) this.#closed[home] = 1;
    }
    return 0;
  }

  /** Those whom `mover` would displace; for an item that takes all slots only a single one can be. */
  #queueOccupants(bucket: number, mover: number, stamp: number, end: number): number {
    const first = bucket * this.shape.slots;
    const { slots } = this.shape;
    if (this.items.wide[mover] === 1) {
      let only = none;
      for (let slot = 0; slot < slots; slot++) {
        const item = this.#slots[first + slot]!;
        if (item === none || item === only) continue;
        if (only !== none) return end;
        only = item;
      }
      this.#seen[bucket] = stamp;
      this.#parent[only] = mover;
      this.#queue[end] = only;
      return end + 1;
    }
    this.#seen[bucket] = stamp;
    let last = none;
    let next = end;
    for (let slot = 0; slot < slots; slot++) {
      const item = this.#slots[first + slot]!;
      if (item === last) continue;
      last = item;
      this.#parent[item] = mover;
      this.#queue[next++] = item;
    }
    return next;
  }

  /** Everyone on the path moves into the bucket of the one before. */
  #moveAlong(last: number, free: number): number {
    let moved = 0;
    let bucket = free;
    for (let item = last; item !== none; item = this.#parent[item]!) {
      const left = this.#home[item]!;
      if (left !== none) this.#leave(item);
      this.#enter(bucket, item);
      bucket = left;
      moved++;
    }
    return moved;
  }

  #hasRoom(bucket: number, item: number): boolean {
    const first = bucket * this.shape.slots;
    let free = 0;
    for (let slot = 0; slot < this.shape.slots; slot++) if (this.#slots[first + slot] === none) free++;
    return this.items.wide[item] === 1 ? free === this.shape.slots : free > 0;
  }

  #enter(bucket: number, item: number): void {
    const first = bucket * this.shape.slots;
    this.#home[item] = bucket;
    for (let slot = 0; slot < this.shape.slots; slot++) {
      if (this.#slots[first + slot] !== none) continue;
      this.#slots[first + slot] = item;
      if (this.items.wide[item] === 0) return;
    }
  }

  #leave(item: number): void {
    const first = this.#home[item]! * this.shape.slots;
    this.#home[item] = none;
    for (let slot = 0; slot < this.shape.slots; slot++)
      if (this.#slots[first + slot] === item) this.#slots[first + slot] = none;
  }
}
