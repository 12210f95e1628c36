/** The driver of one receive virtqueue, running inside the simulation. */
import * as virtqueue from '../hdl/spec/virtio/virtqueue.ts';
import type { AxiLite } from './axi-lite.ts';
import { planQueue, type QueuePlan, type QueueSpace } from './guest-queue.ts';
import type { HostMemory } from './host-memory.ts';
import type { Interrupts } from './interrupts.ts';
import { ModelHandle } from './model-handle.ts';
import type { ModelHost } from './model-host.ts';
import { ByteWriter, modelKind } from './protocol.ts';
import type { StreamSource } from './stream.ts';

/**
 * How the driver learns of used elements. `poll`: it asks for no interrupts and looks every `intervalCycles`.
 * `interrupt`: it looks `intervalCycles` after each interrupt. `adaptive`: an interrupt starts looking every
 * `intervalCycles` with interrupts masked; a look that finds nothing unmasks them, and looks once more.
 */
export type WakeMode = 'poll' | 'interrupt' | 'adaptive';

export interface GuestDriverOptions extends QueueSpace {
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
  /** Free buffers that are worth a doorbell; default a quarter of the queue. */
  readonly refill?: number;
  /** Post free buffers in random order, so that ids come out of order; default true. */
  readonly shuffle?: boolean;
  /** Keep received frames for {@link GuestDriver.frames}; default true. */
  readonly record?: boolean;
}

/** A frame as the guest got it, without the network header. */
export interface ReceivedFrame {
  /** Cycle in which the device published it in the used ring. */
  readonly cycle: number;
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
}

const driverCommand = { start: 0, post: 1, setPosting: 2, take: 3, look: 4 } as const;
const wakeNumber: Record<WakeMode, number> = { poll: 0, interrupt: 1, adaptive: 2 };
const noModel = 0xffff_ffff;
const chunkBytes = 1 << 20;
export const guestDriverCounter = {
  frames: 0,
  bytes: 1,
  posted: 2,
  doorbells: 3,
  interrupts: 4,
  maskedInterrupts: 5,
} as const;

/** The layout that the harness must not repeat, in the order of `harness/guest/virtqueue-facts.hpp`. */
const writeFacts = (writer: ByteWriter): void => {
  const { descriptor, descriptorFlags, availRing, usedRing, usedElement, receiveNetHeader } = virtqueue;
  const facts = [
    virtqueue.descriptorBytes,
    ...[descriptor.addr, descriptor.len, descriptor.flags, descriptor.next, descriptorFlags.write],
    ...[availRing.flags, availRing.idx, availRing.ring, availRing.elementBytes, virtqueue.availNoInterrupt],
    ...[usedRing.flags, usedRing.idx, usedRing.ring, usedRing.elementBytes, usedElement.id, usedElement.len],
  ];
  for (const fact of facts) writer.u32(fact);
  writer.u32(receiveNetHeader.length).bytes(Uint8Array.from(receiveNetHeader));
};

const setupOf = (options: GuestDriverOptions, plan: QueuePlan): Buffer => {
  const { wake = 'poll', intervalCycles = 64, refill = Math.ceil(plan.size / 4), doorbell } = options;
  if (wake !== 'poll' && !options.interrupts) throw new RangeError(`A driver that does not poll needs interrupts.`);
  const setup = new ByteWriter().u32(options.memory.number).u32(doorbell.target.number);
  setup
    .u16(options.function)
    .u16(options.queue)
    .u16(options.vector ?? 0);
  setup.u64(plan.descriptorTable).u64(plan.availRing).u64(plan.usedRing).u32(plan.size);
  setup.u64(plan.buffers).u64(plan.strideBytes).u32(options.bufferBytes);
  setup.u32(options.bufferOffset ?? 0).u32(options.bufferOffsetJitter ?? 0);
  setup
    .u64(doorbell.address)
    .u32(doorbell.value)
    .u8(doorbell.bytes ?? 4);
  setup.u8(wakeNumber[wake]).u32(intervalCycles).u32(refill);
  setup.u8(Number(options.shuffle ?? true)).u8(Number(options.record ?? true));
  writeFacts(setup);
  return setup.u32(options.interrupts?.number ?? noModel).finish();
};

/**
 * Posts buffers, rings the doorbell, harvests used elements and puts the buffers back, all inside the simulation. It
 * checks every used element - the id is posted, the length sane, the network header right, exactly the reported bytes
 * of the buffer written - and a violation fails the run. Memory that is harvested is fresh noise when it is posted again.
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
      for (let i = 0; i < count; i++) all.push({ cycle: reply.count(), bytes: reply.bytes(reply.u32()) });
    }
  }

  async statistics(): Promise<GuestDriverStatistics> {
    const names = Object.keys(guestDriverCounter) as (keyof GuestDriverStatistics)[];
    const values = await this.bench.counters(
      names.map(name => ({ model: this.number, counter: guestDriverCounter[name] })),
    );
    return Object.fromEntries(names.map((name, i) => [name, values[i]!])) as unknown as GuestDriverStatistics;
  }
}
