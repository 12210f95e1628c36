// SPDX-License-Identifier: Apache-2.0
/** Unpacks gzip data (RFC 1952, any number of members) given piece by piece, and says after each what came of it. */
import { createGunzip } from 'node:zlib';

/** What a piece unpacks to. */
export interface Unpacked {
  readonly chunks: readonly Uint8Array[];
  /** Why the data cannot go on. */
  readonly error?: NodeJS.ErrnoException;
}

export class Inflater {
  readonly #gunzip = createGunzip();
  #chunks: Uint8Array[] = [];
  #given = 0;
  #ended = false;
  #error: NodeJS.ErrnoException | undefined;
  #settle: () => void = () => {};

  constructor() {
    this.#gunzip.on('data', (chunk: Uint8Array) => this.#chunks.push(chunk));
    // The library takes no more after padding; the write that held it is then never answered.
    this.#gunzip.on('end', () => {
      this.#ended = true;
      this.#settle();
    });
    this.#gunzip.on('error', error => {
      this.#error = error;
      this.#settle();
    });
  }

  /** Bytes that stand after the end of the last member; 0 before padding or the end. */
  get left(): number {
    return this.#ended ? this.#given - this.#gunzip.bytesWritten : 0;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Unpacks the next piece. After an error, what the piece itself would have given before it is lost. */
  async write(piece: Uint8Array): Promise<Unpacked> {
    this.#given += piece.length;
    return this.#after(done => this.#gunzip.write(piece, done));
  }

  /** Says that nothing follows; the error tells of a member that is not whole. */
  async end(): Promise<Unpacked> {
    return this.#after(() => this.#gunzip.end());
  }

  async #after(act: (done: () => void) => void): Promise<Unpacked> {
    await new Promise<void>(resolve => {
      this.#settle = resolve;
      act(resolve);
    });
    const chunks = this.#chunks;
    this.#chunks = [];
    return this.#error === undefined ? { chunks } : { chunks, error: this.#error };
  }

  close(): void {
    this.#gunzip.destroy();
  }
}
