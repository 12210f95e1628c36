// SPDX-License-Identifier: Apache-2.0
/** The memory of the host and its guests, as software sees it and as the device left it. */

import { anyFunction, memoryCommand, memoryCounter, modelKind } from './harness-numbers.ts';
import { ModelHandle } from './model-handle.ts';
import type { ModelHost } from './model-host.ts';
import { ByteWriter } from './protocol.ts';

/** A range of byte addresses. */
export interface MemoryRange {
  readonly address: bigint;
  readonly bytes: number;
}

/** A part of the memory with rules for the device. Once one is declared, an access outside all of them fails the run. */
export interface MemoryRegion {
  readonly first: bigint;
  readonly last: bigint;
  /** Function (VM) number that accesses must carry; a different one fails the run. Absent: any. */
  readonly owner?: number;
  /** Answer every access with SLVERR. */
  readonly slaveError?: boolean;
}

/** One burst of the device. */
export interface MemoryAccess {
  readonly writing: boolean;
  readonly cycle: number;
  readonly address: bigint;
  /** Bytes that the burst spans, strobes not considered. */
  readonly bytes: number;
  readonly id: number;
  /** Value of `awuser` or `aruser`. */
  readonly function: number;
}

/** Most bytes in one answer. */
const chunkBytes = 1 << 20;

/**
 * Sparse memory of 64-bit addresses. Bytes that nobody wrote hold noise (by seed), and every byte the device writes is
 * marked, so that a test can ask for everything the device ever touched.
 */
export class HostMemory extends ModelHandle {
  /** With `log` every burst is recorded; see {@link takeLog}. */
  constructor(bench: ModelHost, { log = false }: { log?: boolean } = {}) {
    super(bench, bench.addModel(modelKind.guestMemory, 'host memory', new ByteWriter().u8(Number(log)).finish(), []));
  }

  /** Reads as software does. */
  async read(address: bigint, bytes: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let done = 0; done < bytes; done += chunkBytes) {
      const here = Math.min(chunkBytes, bytes - done);
      const reply = await this.ask(
        this.command(memoryCommand.read)
          .u64(address + BigInt(done))
          .u32(here),
      );
      parts.push(reply.bytes(here));
    }
    return Buffer.concat(parts);
  }

  /** Writes as software does: leaves no mark. Needs no await. */
  write(address: bigint, data: Uint8Array): void {
    this.post(this.command(memoryCommand.write).u64(address).u32(data.length).bytes(data));
  }

  /** Fills a range with fresh noise. */
  scramble({ address, bytes }: MemoryRange): void {
    this.post(this.command(memoryCommand.scramble).u64(address).u64(bytes));
  }

  /** Every byte range that the device wrote and that was not cleared since, ascending, neighbours joined. */
  async written(): Promise<MemoryRange[]> {
    const reply = await this.ask(this.command(memoryCommand.written));
    return Array.from({ length: reply.u32() }, () => ({ address: reply.u64(), bytes: reply.count() }));
  }

  /** Forgets that the device wrote a range. */
  clearWritten({ address, bytes }: MemoryRange): void {
    this.post(this.command(memoryCommand.clearWritten).u64(address).u64(bytes));
  }

  /** Declares a region; where regions overlap, the newest counts. */
  addRegion({ first, last, owner = anyFunction, slaveError = false }: MemoryRegion): void {
    this.post(this.command(memoryCommand.addRegion).u64(first).u64(last).u32(owner).u8(Number(slaveError)));
  }

  /** Bursts since the last call, in the order in which memory saw them; needs the option `log`. */
  async takeLog(): Promise<MemoryAccess[]> {
    const reply = await this.ask(this.command(memoryCommand.takeLog));
    return Array.from({ length: reply.u32() }, () => ({
      writing: reply.u8() === 1,
      cycle: reply.count(),
      address: reply.u64(),
      bytes: reply.count(),
      id: reply.u32(),
      function: reply.u32(),
    }));
  }

  /** Bytes the device wrote and read since the start. */
  async traffic(): Promise<{ written: number; read: number }> {
    return {
      written: await this.counter(memoryCounter.bytesWritten),
      read: await this.counter(memoryCounter.bytesRead),
    };
  }
}
