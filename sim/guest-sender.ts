// SPDX-License-Identifier: Apache-2.0
/** The driver of one transmit virtqueue, running inside the simulation. */
import { netHeaderBytes } from '../hdl/spec/virtio/virtqueue.ts';
import { type QueueDriverOptions, writeRing } from './guest-driver.ts';
import { guardBytes, planQueue, type QueuePlan } from './guest-queue.ts';
import { modelKind, noModel, senderCommand, senderCounter, wakeMode } from './harness-numbers.ts';
import { ModelHandle, type WaitOptions } from './model-handle.ts';
import type { ModelHost } from './model-host.ts';
import { ByteWriter } from './protocol.ts';

export interface GuestSenderOptions extends QueueDriverOptions {
  /** Where the network header is: right before the frame, or in a piece of its own; default `inside`. */
  readonly header?: 'inside' | 'apart';
  /** Frames that are shown to the device at once, at most; default all that fit. */
  readonly batch?: number;
  /** Post frames in random places, so that ids come out of order; default true. */
  readonly shuffle?: boolean;
}

/** A frame to be sent, with what its network header says; what is not given is 0. */
export interface PostedFrame {
  readonly bytes: Uint8Array;
  readonly flags?: number;
  readonly gsoType?: number;
  readonly csumStart?: number;
  readonly csumOffset?: number;
}

export interface GuestSenderStatistics {
  /** Chains that came back. */
  readonly used: number;
  /** Chains the device holds. */
  readonly posted: number;
  /** Frames that were not posted yet. */
  readonly waiting: number;
  readonly doorbells: number;
  readonly interrupts: number;
}

/** The header before a frame (struct virtio_net_hdr, virtio 1.3, 5.1.6) and the frame. */
const chainOf = ({ bytes, flags = 0, gsoType = 0, csumStart = 0, csumOffset = 0 }: PostedFrame): Buffer => {
  const chain = Buffer.alloc(netHeaderBytes + bytes.length);
  chain.writeUInt8(flags, 0);
  chain.writeUInt8(gsoType, 1);
  chain.writeUInt16LE(csumStart, 6);
  chain.writeUInt16LE(csumOffset, 8);
  chain.set(bytes, netHeaderBytes);
  return chain;
};

const setupOf = (options: GuestSenderOptions, plan: QueuePlan): Buffer => {
  const { wake = 'poll', intervalCycles = 64, doorbell, pieces = 1, header = 'inside', indirect = false } = options;
  if (wake !== 'poll' && !options.interrupts) throw new RangeError('A driver that does not poll needs interrupts.');
  if (header === 'apart' && pieces < 2) throw new RangeError('A header apart needs chains of at least two pieces.');
  if (indirect && pieces < 2) throw new RangeError('Indirect tables need chains of at least two pieces.');
  const setup = new ByteWriter().u32(options.memory.number).u32(doorbell.target.number);
  setup
    .u16(options.function)
    .u16(options.queue)
    .u16(options.vector ?? 0);
  setup.u64(plan.buffers).u64(plan.strideBytes).u32(plan.size).u32(options.bufferBytes);
  setup.u32(options.bufferOffset ?? 0).u32(options.bufferOffsetJitter ?? 0);
  setup
    .u32(pieces)
    .u32(guardBytes)
    .u8(Number(header === 'apart'));
  setup
    .u64(doorbell.address)
    .u32(doorbell.value)
    .u8(doorbell.bytes ?? 4);
  setup
    .u8(wakeMode[wake])
    .u32(intervalCycles)
    .u32(options.batch ?? 0xffff_ffff)
    .u8(Number(options.shuffle ?? true))
    .u16(options.eventBatch ?? 0);
  writeRing(setup, plan, { ...options, transmit: true });
  return setup.u32(options.interrupts?.number ?? noModel).finish();
};

/**
 * Posts frames as chains, rings the doorbell and takes used chains back, all inside the simulation. It checks every used chain - it was
 * posted, its length is 0, no byte of it was written - and a violation fails the run. A chain that came back is noise at once: a
 * device that reads it later sends what nobody posted.
 */
export class GuestSender extends ModelHandle {
  readonly plan: QueuePlan;
  readonly function: number;
  readonly queue: number;

  constructor(bench: ModelHost, options: GuestSenderOptions) {
    const plan = planQueue(options);
    const name = `sender of function ${options.function} queue ${options.queue}`;
    super(bench, bench.addModel(modelKind.guestSender, name, setupOf(options, plan), []));
    this.plan = plan;
    this.function = options.function;
    this.queue = options.queue;
  }

  /** Writes the rings of an empty queue; the device is enabled after it. Needs no await. */
  start(): void {
    this.post(this.command(senderCommand.start));
  }

  /** Hands frames to the driver, which posts them in order as its ring has room. Needs no await. */
  send(frames: readonly PostedFrame[]): void {
    const command = this.command(senderCommand.send).u32(frames.length);
    for (const frame of frames) {
      const chain = chainOf(frame);
      command.u32(chain.length).bytes(chain);
    }
    this.post(command);
  }

  /** Looks at its ring now, whatever the wake mode. */
  look(): void {
    this.post(this.command(senderCommand.look));
  }

  /** Runs until so many chains came back since the beginning. */
  async used(count: number, { maxCycles = 10_000 + 2000 * count }: WaitOptions = {}): Promise<void> {
    const condition = { model: this.number, counter: senderCounter.used, atLeast: count };
    const { reached } = await this.bench.runUntilCounters([condition], maxCycles);
    if (!reached)
      await this.bench.fail(
        `function ${this.function} queue ${this.queue} did not get ${count} chains back within ${maxCycles} cycles`,
      );
  }

  async statistics(): Promise<GuestSenderStatistics> {
    const names = Object.keys(senderCounter) as (keyof GuestSenderStatistics)[];
    const values = await this.bench.counters(names.map(name => ({ model: this.number, counter: senderCounter[name] })));
    return Object.fromEntries(names.map((name, i) => [name, values[i]!])) as unknown as GuestSenderStatistics;
  }
}
