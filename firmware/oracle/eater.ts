// SPDX-License-Identifier: Apache-2.0
/** A frame eaten from the front, as far as Sluice looks at it. */

/** Bytes of a frame that are looked at. */
export const lookedAt = 256;

/** What is known of a field: its value; that no header gives it; or not even that, because the reading had to stop. */
export type Field<T> = { readonly value: T } | 'absent' | 'unknown';

/** The part of a frame not read yet. */
export class Eater {
  #rest: Uint8Array;
  #room = Number.POSITIVE_INFINITY;
  /** The frame goes on after what is looked at. */
  readonly goesOn: boolean;

  constructor(frame: Uint8Array) {
    this.#rest = frame.subarray(0, lookedAt);
    this.goesOn = frame.length > lookedAt;
  }

  /** Bytes that are still to be seen. */
  get left(): number {
    return this.#rest.length;
  }

  /** Bytes up to the nearest of the ends so far, seen or not; after it is padding. */
  get room(): number {
    return this.#room;
  }

  /** What is after the next `count` bytes is padding. */
  bound(count: number): void {
    this.#room = Math.min(this.#room, count);
  }

  /** The next `count` bytes, not eaten, or undefined when fewer are left or have room. */
  see(count: number): Uint8Array | undefined {
    return Math.min(this.#rest.length, this.#room) < count ? undefined : this.#rest.subarray(0, count);
  }

  /** The same, and they are eaten. */
  take(count: number): Uint8Array | undefined {
    const taken = this.see(count);
    if (!taken) return undefined;
    this.#rest = this.#rest.subarray(count);
    this.#room -= count;
    return taken;
  }
}

/** The first two bytes as a number. */
export const word = (bytes: Uint8Array): number => bytes[0]! * 256 + bytes[1]!;

export const hex = (bytes: Uint8Array | undefined): string =>
  Array.from(bytes ?? [], byte => byte.toString(16).padStart(2, '0')).join('');

/** All bytes as one number. */
export const big = (bytes: Uint8Array): bigint => BigInt(`0x${hex(bytes)}`);
