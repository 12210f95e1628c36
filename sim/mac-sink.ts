// SPDX-License-Identifier: Apache-2.0
/** The transmit side of an Ethernet MAC after the design. */
import { macSinkCommand, macSinkCounter, modelKind } from './harness-numbers.ts';
import { bytesPerCycle, type MacOptions, minimumFrameBytes, wireOverhead } from './mac.ts';
import { ModelHandle, type WaitOptions } from './model-handle.ts';
import type { ModelHost } from './model-host.ts';
import { ByteWriter, chance } from './protocol.ts';

export interface MacSinkOptions extends MacOptions {
  /** Bytes that the MAC stores: `tready` falls while there is no room for another beat; default 512. */
  readonly fifoBytes?: number;
  /** Probability per cycle that it is not ready, beside the pace of the wire; default 0. */
  readonly stall?: number;
}

/** A frame as it leaves on the wire, without FCS. */
export interface SentFrame {
  /** Cycle in which its last beat was taken. */
  readonly cycle: number;
  readonly bytes: Buffer;
}

const chunkBytes = 1 << 20;

/**
 * Takes frames from an AXI4-Stream (`m_axis_tx` finds `m_axis_tx_tvalid`, ...) at the pace of the wire. A gap inside a frame, a
 * short frame, lanes left out or an offer taken back fail the run.
 */
export class MacSink extends ModelHandle {
  readonly #prefix: string;

  constructor(bench: ModelHost, prefix: string, { fifoBytes = 512, stall = 0, ...options }: MacSinkOptions) {
    const { ports } = bench;
    const pace = bytesPerCycle(options);
    const setup = new ByteWriter().u64(chance(stall)).u64(pace.denominator).u64(pace.numerator);
    setup
      .u32(wireOverhead.preamble + wireOverhead.fcs + wireOverhead.gap)
      .u32(minimumFrameBytes)
      .u32(fifoBytes);
    for (const name of ['tvalid', 'tready', 'tdata', 'tkeep', 'tlast', 'tuser'])
      setup.u16(ports.get(`${prefix}_${name}`).number);
    const ready = ports.get(`${prefix}_tready`);
    super(bench, bench.addModel(modelKind.macSink, `MAC ${prefix}`, setup.finish(), [ready]));
    this.#prefix = prefix;
  }

  /** Probability per cycle that it is not ready; 1 stops the wire. */
  setStall(probability: number): void {
    this.post(this.command(macSinkCommand.setStall).u64(chance(probability)));
  }

  /** Frames that have left since the last call, in order. */
  async frames(): Promise<SentFrame[]> {
    const all: SentFrame[] = [];
    for (;;) {
      const reply = await this.ask(this.command(macSinkCommand.take).u32(chunkBytes));
      const count = reply.u32();
      if (count === 0) return all;
      for (let i = 0; i < count; i++) all.push({ cycle: reply.count(), bytes: reply.bytes(reply.u32()) });
    }
  }

  /** Frames that have left so far. */
  async count(): Promise<number> {
    const [frames] = await this.bench.counters([{ model: this.number, counter: macSinkCounter.frames }]);
    return frames!;
  }

  /** Runs until so many frames have left since the beginning. */
  async received(count: number, { maxCycles = 10_000 + 2000 * count }: WaitOptions = {}): Promise<void> {
    const condition = { model: this.number, counter: macSinkCounter.frames, atLeast: count };
    const { reached } = await this.bench.runUntilCounters([condition], maxCycles);
    if (!reached)
      await this.bench.fail(`${this.#prefix} gave ${await this.count()} of ${count} frames within ${maxCycles} cycles`);
  }
}
