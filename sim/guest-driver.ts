// SPDX-License-Identifier: Apache-2.0
/** The driver of one receive virtqueue, running inside the simulation. */

import type { AxiLite } from './axi-lite.ts';
import { guardBytes, planQueue, type QueuePlan, type QueueSpace } from './guest-queue.ts';
import { driverCommand, driverCounter, headerPlace, modelKind, noModel, wakeMode } from './harness-numbers.ts';
import type { HostMemory } from './host-memory.ts';
import type { Interrupts } from './interrupts.ts';
import { ModelHandle } from './model-handle.ts';
import type { ModelHost } from './model-host.ts';
import { ByteWriter } from './protocol.ts';
import type { StreamSource } from './stream.ts';

/**
 * How the driver learns of used elements. `poll`: it asks for no interrupts and looks every `intervalCycles`.
 * `interrupt`: it looks `intervalCycles` after each interrupt. `adaptive`: an interrupt starts looking every
 * `intervalCycles` with interrupts masked; a look that finds nothing unmasks them, and looks once more.
 */
export type WakeMode = keyof typeof wakeMode;

/**
 * Where the network header of a buffer lies. `inside`: right before the frame. `apart`: in a piece of its own (EDK2, old Linux,
 * OpenBSD). `shared`: in a piece that all buffers share (iPXE).
 */
export type HeaderPlace = keyof typeof headerPlace;

/** How a driver uses its ring. */
export interface RingHabits {
  readonly pieces?: number;
  /** Buffers of several pieces are posted as tables of indirect descriptors, not as chains; default false. */
  readonly indirect?: boolean;
  /** Chains take their descriptors in random order; default false. */
  readonly scatter?: boolean;
}

/** What the drivers of both directions have. */
export interface QueueDriverOptions extends QueueSpace, RingHabits {
  readonly pieces?: number;
  readonly memory: HostMemory;
  readonly function: number;
  /** Queue number inside the function. */
  readonly queue: number;
  /** Where the driver rings: a register, or a stream of the stage under test that takes the value as its payload. */
  readonly doorbell: {
    readonly target: AxiLite | StreamSource;
    readonly address: number;
    readonly value: number;
    /** Width of the write to a register; default 4. */
    readonly bytes?: 2 | 4;
  };
  /** Needed unless the driver polls. */
  readonly interrupts?: Interrupts;
  readonly vector?: number;
  /** Default `poll`. */
  readonly wake?: WakeMode;
  /** Default 64. */
  readonly intervalCycles?: number;
  /** With an event index: used buffers after which an interrupt is asked for, less one; default 0. */
  readonly eventBatch?: number;
}

export interface GuestDriverOptions extends QueueDriverOptions {
  /** Free buffers that are worth a doorbell; default a quarter of the queue. */
  readonly refill?: number;
  /** Post free buffers in random order, so that ids come out of order; default true. */
  readonly shuffle?: boolean;
  /** Keep received frames for {@link GuestDriver.frames}; default true. */
  readonly record?: boolean;
  /** Buffers, at most the size of the queue; default that. */
  readonly buffers?: number;
  /** Bytes of every piece but the last, and each buffer has all its `pieces`; default: number and bytes at random. */
  readonly pieceBytes?: number;
  /** Default `inside`. */
  readonly header?: HeaderPlace;
  /** A frame may take several buffers (VIRTIO_NET_F_MRG_RXBUF); default false. */
  readonly mergeable?: boolean;
  /** The header may say that a checksum was verified (VIRTIO_NET_F_GUEST_CSUM); default false. */
  readonly guestChecksum?: boolean;
  /** The device may hand a buffer back without a frame, which is else a fault; default false. */
  readonly returns?: boolean;
}

/** A frame as the guest got it, without the network header. */
export interface ReceivedFrame {
  /** Cycle in which the device published it in the used ring. */
  readonly cycle: number;
  /** Its header says that a checksum was verified. */
  readonly dataValid: boolean;
  readonly bytes: Buffer;
}

export interface GuestDriverStatistics {
  readonly frames: number;
  readonly bytes: number;
  /** Buffers the device holds. */
  readonly posted: number;
  readonly doorbells: number;
  readonly interrupts: number;
  /** Interrupts that came although the driver had asked for none. */
  readonly maskedInterrupts: number;
  /** Buffers that came back without a frame. */
  readonly returned: number;
  /** Frames whose header says that a checksum was verified. */
  readonly dataValid: number;
  /** Buffers that came back, with a frame, a part of one, or without. */
  readonly used: number;
}

const chunkBytes = 1 << 20;
/** Throws a RangeError for habits that contradict each other. */
const checkHabits = (options: GuestDriverOptions): void => {
  const { wake = 'poll', header = 'inside', pieces = 1, buffers = options.size, indirect = false } = options;
  if (wake !== 'poll' && !options.interrupts) throw new RangeError('A driver that does not poll needs interrupts.');
  if (header !== 'inside' && pieces < 2) throw new RangeError('A header apart needs buffers of at least two pieces.');
  if (indirect && pieces < 2) throw new RangeError('Indirect tables need buffers of at least two pieces.');
  if (buffers < 1 || buffers > options.size) {
    throw new RangeError(`A queue of ${options.size} descriptors has 1 to ${options.size} buffers, not ${buffers}.`);
  }
};

/** What the simulation must know of a ring. */
export const writeRing = (
  setup: ByteWriter,
  plan: QueuePlan,
  { pieces = 1, indirect = false, scatter = false, transmit }: RingHabits & { readonly transmit: boolean },
): void => {
  setup.u64(plan.descriptorTable).u64(plan.availRing).u64(plan.usedRing).u32(plan.size);
  setup.u64(plan.tables).u32(pieces);
  for (const habit of [plan.format === 'packed', indirect, plan.eventIndex, scatter, transmit]) setup.u8(Number(habit));
};

const setupOf = (options: GuestDriverOptions, plan: QueuePlan): Buffer => {
  checkHabits(options);
  const { wake = 'poll', intervalCycles = 64, refill = Math.ceil(plan.size / 4), doorbell, pieces = 1 } = options;
  const setup = new ByteWriter().u32(options.memory.number).u32(doorbell.target.number);
  setup
    .u16(options.function)
    .u16(options.queue)
    .u16(options.vector ?? 0);
  setup
    .u64(plan.buffers)
    .u64(plan.strideBytes)
    .u32(options.buffers ?? plan.size);
  setup.u32(options.bufferBytes);
  setup.u32(options.bufferOffset ?? 0).u32(options.bufferOffsetJitter ?? 0);
  setup
    .u32(pieces)
    .u32(options.pieceBytes ?? 0)
    .u32(options.pieceGap ?? guardBytes);
  setup.u8(headerPlace[options.header ?? 'inside']).u64(plan.sharedHeader);
  setup
    .u64(doorbell.address)
    .u32(doorbell.value)
    .u8(doorbell.bytes ?? 4);
  setup
    .u8(wakeMode[wake])
    .u32(intervalCycles)
    .u32(refill)
    .u16(options.eventBatch ?? 0);
  const { shuffle = true, record = true, mergeable = false, guestChecksum = false, returns = false } = options;
  for (const habit of [shuffle, record, mergeable, guestChecksum, returns]) setup.u8(Number(habit));
  writeRing(setup, plan, { ...options, transmit: false });
  return setup.u32(options.interrupts?.number ?? noModel).finish();
};

/**
 * Posts buffers, rings the doorbell, harvests used buffers and puts them back, all inside the simulation. It
 * checks every used buffer - the id is posted, the length sane, the network header right, exactly the reported bytes of the
 * buffer written, all buffers of a frame shown at once and all but the last full - and a violation fails the run. Memory that is harvested is fresh noise when it is posted again.
 */
export class GuestDriver extends ModelHandle {
  readonly plan: QueuePlan;
  readonly function: number;
  readonly queue: number;

  constructor(bench: ModelHost, options: GuestDriverOptions) {
    const plan = planQueue(options);
    const name = `driver of function ${options.function} queue ${options.queue}`;
    super(bench, bench.addModel(modelKind.guestDriver, name, setupOf(options, plan), []));
    this.plan = plan;
    this.function = options.function;
    this.queue = options.queue;
  }

  /** Writes the rings of an empty queue; the device is enabled after it. Needs no await. */
  start(): void {
    this.post(this.command(driverCommand.start));
  }

  /** Posts free buffers, by default all, and rings. Needs no await. */
  postBuffers(count = 0xffff_ffff): void {
    this.post(this.command(driverCommand.post).u32(count));
  }

  /** Whether the driver puts harvested buffers back by itself; true at the start. */
  setPosting(posting: boolean): void {
    this.post(this.command(driverCommand.setPosting).u8(Number(posting)));
  }

  /** Looks at the used ring now, whatever the wake mode. */
  look(): void {
    this.post(this.command(driverCommand.look));
  }

  /** Frames received since the last call, in the order of the used ring. */
  async frames(): Promise<ReceivedFrame[]> {
    const all: ReceivedFrame[] = [];
    for (;;) {
      const reply = await this.ask(this.command(driverCommand.take).u32(chunkBytes));
      const count = reply.u32();
      if (count === 0) return all;
      for (let i = 0; i < count; i++)
        all.push({ cycle: reply.count(), dataValid: reply.u8() === 1, bytes: reply.bytes(reply.u32()) });
    }
  }

  async statistics(): Promise<GuestDriverStatistics> {
    const names = Object.keys(driverCounter) as (keyof GuestDriverStatistics)[];
    const values = await this.bench.counters(names.map(name => ({ model: this.number, counter: driverCounter[name] })));
    return Object.fromEntries(names.map((name, i) => [name, values[i]!])) as unknown as GuestDriverStatistics;
  }
}
