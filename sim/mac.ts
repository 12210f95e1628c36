// SPDX-License-Identifier: Apache-2.0
/** The receive side of an Ethernet MAC in front of the design. */

import { macCommand, macCounter, modelKind, noPort } from './harness-numbers.ts';
import type { WireFrame } from './model/wire-frame.ts';
import { ModelHandle, type WaitOptions } from './model-handle.ts';
import type { ModelHost } from './model-host.ts';
import { ByteWriter } from './protocol.ts';

/** A frame to put on the wire. */
export interface PacedFrame extends WireFrame {
  /** Silence before the frame, above the minimum gap, in byte times; default 0: back to back. */
  readonly extraGapBytes?: number;
  /** Send fewer than 60 bytes as they are, a runt; default false: the sender pads them with zeros. */
  readonly unpadded?: boolean;
}

export interface MacOptions {
  readonly clockHz: number;
  readonly lineRateBps: number;
}

/** Ethernet's overhead around a frame, in bytes (IEEE 802.3). */
export const wireOverhead = { preamble: 8, fcs: 4, gap: 12 } as const;
/** Shortest frame without FCS that a station sends. */
export const minimumFrameBytes = 60;

/** Bytes of wire time that a frame of `frameBytes` (without FCS) takes back to back. */
export const wireBytes = (frameBytes: number): number =>
  wireOverhead.preamble + frameBytes + wireOverhead.fcs + wireOverhead.gap;

const padded = (frame: PacedFrame): Uint8Array => {
  if (frame.unpadded || frame.bytes.length >= minimumFrameBytes) return frame.bytes;
  const bytes = new Uint8Array(minimumFrameBytes);
  bytes.set(frame.bytes);
  return bytes;
};

/** The frames with silence between them, so that they take the fraction `load` (above 0, at most 1) of the line rate. */
export const atLoad = (frames: readonly PacedFrame[], load: number): PacedFrame[] => {
  if (!(load > 0 && load <= 1)) throw new RangeError(`A load lies above 0 and up to 1; ${load} does not.`);
  let owed = 0;
  return frames.map(frame => {
    // What rounding keeps back is owed to the next gap.
    owed += wireBytes(padded(frame).length) * (1 / load - 1);
    const extraGapBytes = Math.round(owed);
    owed -= extraGapBytes;
    return { ...frame, extraGapBytes };
  });
};

export interface MacStatistics {
  readonly finished: number;
  /** Frames waiting or on the wire. */
  readonly waiting: number;
  /** Beats that met tready low and were lost. */
  readonly overflowBeats: number;
  /** Frames with such beats. */
  readonly overflowFrames: number;
}

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatestCommonDivisor(b, a % b));

/** Byte times per clock as a fraction in lowest terms: the harness counts in its denominator, so nothing drifts. */
export const bytesPerCycle = ({ clockHz, lineRateBps }: MacOptions): { numerator: bigint; denominator: bigint } => {
  const [rate, clock] = [BigInt(lineRateBps), 8n * BigInt(clockHz)];
  const divisor = greatestCommonDivisor(rate, clock);
  return { numerator: rate / divisor, denominator: clock / divisor };
};

/**
 * Sends frames on an AXI4-Stream (`s_axis_rx` finds `s_axis_rx_tvalid`, ...) at the exact pace of the wire. Beats come
 * when their bytes are in, the last one when the FCS is; nothing holds them back: a beat that meets tready low is lost.
 */
export class Mac extends ModelHandle {
  readonly #prefix: string;
  #sent = 0;
  #wireBytes = 0;
  readonly #cyclesPerByte: number;

  constructor(bench: ModelHost, prefix: string, options: MacOptions) {
    const { ports } = bench;
    const pace = bytesPerCycle(options);
    const setup = new ByteWriter().u64(pace.denominator).u64(pace.numerator);
    setup.u32(wireOverhead.preamble).u32(wireOverhead.fcs).u32(wireOverhead.gap);
    setup.u16(ports.get(`${prefix}_tvalid`).number).u16(ports.find(`${prefix}_tready`)?.number ?? noPort);
    for (const name of ['tdata', 'tkeep', 'tlast']) setup.u16(ports.get(`${prefix}_${name}`).number);
    setup.u16(ports.find(`${prefix}_tuser`)?.number ?? noPort);
    const driven = ports.withPrefix(`${prefix}_`).filter(port => port.direction === 'input');
    super(bench, bench.addModel(modelKind.macSource, `MAC ${prefix}`, setup.finish(), driven));
    this.#prefix = prefix;
    this.#cyclesPerByte = Number(pace.denominator) / Number(pace.numerator);
  }

  /** Frames given to the wire so far. */
  get sent(): number {
    return this.#sent;
  }

  /** Queues frames; they leave in order. Needs no await. */
  send(frames: readonly PacedFrame[]): void {
    const command = this.command(macCommand.send).u32(frames.length);
    for (const frame of frames) {
      const bytes = padded(frame);
      const { extraGapBytes = 0, badFcs = false } = frame;
      command.u32(extraGapBytes).u8(Number(badFcs)).u32(bytes.length).bytes(bytes);
      this.#wireBytes += wireBytes(bytes.length) + extraGapBytes;
    }
    this.#sent += frames.length;
    this.post(command);
  }

  /** Runs until all frames but `remaining` have left; the default bound is the wire time of everything sent. */
  async finished({ maxCycles, remaining = 0 }: WaitOptions & { remaining?: number } = {}): Promise<void> {
    const bound = maxCycles ?? Math.ceil(this.#wireBytes * this.#cyclesPerByte) + 1000;
    const condition = { model: this.number, counter: macCounter.finished, atLeast: this.#sent - remaining };
    const { reached } = await this.bench.runUntilCounters([condition], bound);
    if (!reached) await this.bench.fail(`${this.#prefix} did not finish ${this.#sent} frames within ${bound} cycles`);
  }

  /** Cycle of the last beat of every frame since the last call, in order. */
  async lastBeatCycles(): Promise<number[]> {
    const reply = await this.ask(this.command(macCommand.takeCycles));
    return Array.from({ length: reply.u32() }, () => reply.count());
  }

  async statistics(): Promise<MacStatistics> {
    const wanted = Object.values(macCounter).map(index => ({ model: this.number, counter: index }));
    const [finished, waiting, overflowBeats, overflowFrames] = await this.bench.counters(wanted);
    return { finished: finished!, waiting: waiting!, overflowBeats: overflowBeats!, overflowFrames: overflowFrames! };
  }
}
