// SPDX-License-Identifier: Apache-2.0
/** A stream of bytes taken in pieces of known length: chunks go in as they arrive, parts of a format come out. */
export class ByteQueue {
  readonly #chunks: Uint8Array[] = [];
  #waiting = 0;
  #taken = 0;
  #ended = false;

  /** Bytes taken so far: the offset in the stream of what comes next. */
  get offset(): number {
    return this.#taken;
  }

  /** Adds bytes that arrived. The queue keeps the array and hands out views into it. */
  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#waiting += chunk.length;
  }

  /** Says that nothing more will come. */
  end(): void {
    this.#ended = true;
  }

  /**
   * The next `count` bytes; fewer only at the end of the stream. Yields undefined as often as more must arrive first, so
   * that a format is read in one piece of code, whatever the chunks are.
   */
  *take(count: number): Generator<undefined, Uint8Array, void> {
    const bytes = yield* this.peek(count);
    this.#drop(bytes.length);
    return bytes;
  }

  /** As {@link take}, but the bytes stay. */
  *peek(count: number): Generator<undefined, Uint8Array, void> {
    while (this.#waiting < count && !this.#ended) yield undefined;
    const first = this.#chunks[0] ?? new Uint8Array();
    return first.length >= count ? first.subarray(0, count) : this.#joined(count);
  }

  /** Bytes of several chunks in one array. */
  #joined(count: number): Uint8Array {
    const bytes = new Uint8Array(Math.min(count, this.#waiting));
    let filled = 0;
    for (const chunk of this.#chunks) {
      const part = chunk.subarray(0, bytes.length - filled);
      bytes.set(part, filled);
      filled += part.length;
      if (filled === bytes.length) break;
    }
    return bytes;
  }

  #drop(count: number): void {
    this.#taken += count;
    this.#waiting -= count;
    let left = count;
    while (left > 0) {
      const first = this.#chunks[0]!;
      if (first.length > left) {
        this.#chunks[0] = first.subarray(left);
        return;
      }
      left -= first.length;
      this.#chunks.shift();
    }
  }
}
