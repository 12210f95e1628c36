/** A frame eaten from the front, as far as Sluice looks at it. */

/** Bytes of a frame that are looked at. */
export const lookedAt = 256;

/** What is known of a field: its value; that no header gives it; or not even that, because the reading had to stop. */
export type Field<T> = { readonly value: T } | 'absent' | 'unknown';

/** The part of a frame not read yet. */
export class Eater {
  #rest: Uint8Array;
  /** The frame goes on behind what is looked at. */
  readonly goesOn: boolean;

  constructor(frame: Uint8Array) {
    this.#rest = frame.subarray(0, lookedAt);
    this.goesOn = frame.length > lookedAt;
  }

  /** Bytes that can still be eaten. */
  get left(): number {
    return this.#rest.length;
  }

  /** The next `count` bytes, not eaten, or undefined when fewer are left. */
  see(count: number): Uint8Array | undefined {
    return this.#rest.length < count ? undefined : this.#rest.subarray(0, count);
  }

  /** The next `count` bytes, or undefined, and nothing eaten, when fewer are left. */
  take(count: number): Uint8Array | undefined {
    const taken = this.see(count);
    if (taken) this.#rest = this.#rest.subarray(count);
    return taken;
  }
}

/** The first two bytes as a number. */
export const word = (bytes: Uint8Array): number => bytes[0]! * 256 + bytes[1]!;

export const hex = (bytes: Uint8Array | undefined): string =>
  Array.from(bytes ?? [], byte => byte.toString(16).padStart(2, '0')).join('');

/** All bytes as one number. */
export const big = (bytes: Uint8Array): bigint => BigInt(`0x${hex(bytes)}`);
