// SPDX-License-Identifier: Apache-2.0
/** What every handle of a bus model in the simulation has in common. */
import { opcode } from './harness-numbers.ts';
import type { ModelHost } from './model-host.ts';
import { type ByteReader, ByteWriter } from './protocol.ts';

/** Bound of a wait. */
export interface WaitOptions {
  /** Cycles to run at most; each call documents its default. */
  readonly maxCycles?: number;
}

export abstract class ModelHandle {
  /** Number of the model in the simulation, for models that refer to each other. */
  readonly number: number;
  protected readonly bench: ModelHost;

  constructor(bench: ModelHost, number: number) {
    this.bench = bench;
    this.number = number;
  }

  /** Current value of one of the model's counters. */
  protected async counter(index: number): Promise<number> {
    const [value] = await this.bench.counters([{ model: this.number, counter: index }]);
    return value!;
  }

  protected command(code: number): ByteWriter {
    return new ByteWriter().u16(this.number).u8(code);
  }

  protected post(command: ByteWriter): void {
    this.bench.child.post(opcode.modelCommand, command.finish());
  }

  protected ask(command: ByteWriter): Promise<ByteReader> {
    return this.bench.ask(opcode.modelCommand, command);
  }
}
