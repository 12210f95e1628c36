// SPDX-License-Identifier: Apache-2.0
/** A capture that grows while frames leave on the wire. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { InputError, isSystemError, systemReason } from 'typescript-hdl/command-line';
import { pcapFileHeaderBytes } from '../files/read-pcap.ts';
import { writePcap } from '../files/write-pcap.ts';

export class WireCapture {
  readonly #file: number;

  private constructor(file: number) {
    this.#file = file;
  }

  /** Begins a capture; a file that cannot be written is an InputError. */
  static async open(path: string): Promise<WireCapture> {
    try {
      const file = openSync(path, 'w');
      writeSync(file, writePcap([]));
      return new WireCapture(file);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw new InputError({ what: `${path} cannot be written (${systemReason(error)})`, remedy: 'name another file' });
    }
  }

  /** Writes one frame whole, with the time of now. */
  write(bytes: Uint8Array): void {
    const timestampNs = BigInt(Date.now()) * 1_000_000n;
    const file = writePcap([{ timestampNs, bytes, originalLength: bytes.length }]);
    writeSync(this.#file, file.subarray(pcapFileHeaderBytes));
  }

  close(): void {
    closeSync(this.#file);
  }
}
