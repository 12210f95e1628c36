// SPDX-License-Identifier: Apache-2.0
/**
 * The bench of the whole machine: wire, host memory, registers, interrupts, and a driver for every receive queue of every
 * function, brought up the way a hypervisor and its guests do.
 */

import type { Config } from '../hdl/spec/configs.ts';
import type { TableImages } from '../hdl/spec/tables/table-images.ts';
import { netHeaderBytes, type QueueErrorName, queueErrors } from '../hdl/spec/virtio/virtqueue.ts';
import { AxiLite } from './axi-lite.ts';
import { type AxiMemory, type AxiMemoryOptions, type AxiTiming, connectAxiMemory } from './axi-memory.ts';
import { type Bench, type BenchOptions, openBench } from './bench.ts';
import { Card } from './card.ts';
import type { Design } from './design.ts';
import { GuestDriver, type ReceivedFrame } from './guest-driver.ts';
import { deviceRanges, type QueueSpace } from './guest-queue.ts';
import { GuestSender } from './guest-sender.ts';
import { driverCounter, senderCounter } from './harness-numbers.ts';
import { HostMemory, type MemoryRange } from './host-memory.ts';
import { Interrupts } from './interrupts.ts';
import { Mac, type PacedFrame } from './mac.ts';
import { MacSink, type MacSinkOptions } from './mac-sink.ts';
import { type FunctionMemory, functionMemory, type QueueShape } from './machine-layout.ts';
import {
  blockOf,
  type DriverHabits,
  featuresOf,
  type QueueHabits,
  type SenderHabits,
  shapeOf,
} from './queue-habits.ts';
import { RegisterAccessor, type SendValues, type SlotValues } from './register-access.ts';

export interface MachineOptions extends BenchOptions, QueueHabits {
  /** What is different at one queue. */
  readonly queueHabits?: (fn: number, queue: number) => QueueHabits;
  /** Transmit queues that have a driver, and what it does; default none. */
  readonly senders?: (fn: number, queue: number) => SenderHabits | undefined;
  /** What the MAC that takes sent frames does; see {@link MacSink}. */
  readonly wire?: Pick<MacSinkOptions, 'fifoBytes' | 'stall'>;
  /** Latency of a host memory read in nanoseconds; default 800. */
  readonly readLatencyNs?: number;
  /** Latency of a host memory write in nanoseconds; default 200. */
  readonly writeLatencyNs?: number;
  /** Jitter, reordering, stalls of both halves of the host bus. */
  readonly hostBus?: Omit<AxiTiming, 'latencyCycles'>;
  /** Keep a list of all bursts for {@link HostMemory.takeLog}; default false. */
  readonly logBursts?: boolean;
  /** See {@link AxiMemoryOptions}. */
  readonly foreignBeats?: AxiMemoryOptions['foreignBeats'];
  /** Probability per cycle that the register master pauses; default 0. */
  readonly registerPause?: number;
  /** Probability per cycle that the interrupt receiver is not ready; default 0. */
  readonly interruptStall?: number;
}

export interface QueueStatus {
  readonly error: QueueErrorName;
  readonly enabled: boolean;
  readonly busy: boolean;
  readonly usedIndex: number;
}

export interface RunOptions {
  /** Frames given to the simulation at once; default 512. */
  readonly chunkFrames?: number;
  /** Called after every chunk with the frames that have left and the cycle. */
  readonly onProgress?: (framesSent: number, cycle: number) => void | Promise<void>;
}

const nanosecondsPerSecond = 1e9;
/** Cycles without any activity after which the machine is at rest, above the latencies of the host. */
const quietCycles = 1000;
const startUpBound = 200_000;
/** Rests that are waited for before the machine counts as one that never rests. */
const mostRests = 10_000;

export class Machine {
  readonly config: Config;
  readonly bench: Bench;
  readonly memory: HostMemory;
  readonly hostBus: AxiMemory;
  readonly registers: AxiLite;
  readonly map: RegisterAccessor;
  /** The card as function 0 manages it. */
  readonly card: Card;
  readonly interrupts: Interrupts;
  readonly mac: Mac;
  /** Index `function * queuesPerFunction + queue`. */
  readonly drivers: readonly GuestDriver[];
  /** The MAC that takes sent frames. */
  readonly wire: MacSink;
  /** The drivers of transmit queues, in the order of these. */
  readonly senders: readonly GuestSender[];
  readonly functions: readonly FunctionMemory[];
  readonly #restCycles: number;
  readonly #features: ReadonlyMap<GuestDriver | GuestSender, number>;
  readonly #sharedHeaders: readonly MemoryRange[];

  constructor(config: Config, bench: Bench, options: MachineOptions) {
    this.config = config;
    this.bench = bench;
    this.map = new RegisterAccessor(config);
    this.memory = new HostMemory(bench, { log: options.logBursts ?? false });
    const cycles = (ns: number): number => Math.ceil((ns * config.clockHz) / nanosecondsPerSecond);
    const [readCycles, writeCycles] = [cycles(options.readLatencyNs ?? 800), cycles(options.writeLatencyNs ?? 200)];
    this.hostBus = connectAxiMemory(bench, 'm_axi', this.memory, {
      read: { ...options.hostBus, latencyCycles: readCycles },
      write: { ...options.hostBus, latencyCycles: writeCycles },
      ...(options.foreignBeats && { foreignBeats: options.foreignBeats }),
    });
    this.registers = new AxiLite(bench, 's_axil', { pause: options.registerPause ?? 0 });
    this.card = new Card(config, bench, this.registers, this.map);
    this.interrupts = new Interrupts(bench, 'm_axis_irq', { stall: options.interruptStall ?? 0 });
    this.mac = new Mac(bench, 's_axis_rx', config);
    const habits = (fn: number, queue: number): QueueHabits => ({ ...options, ...options.queueHabits?.(fn, queue) });
    const shape = (fn: number, queue: number): QueueShape => shapeOf(habits(fn, queue));
    this.wire = new MacSink(bench, 'm_axis_tx', { ...config, ...options.wire });
    const sends = (fn: number, queue: number): SenderHabits | undefined => options.senders?.(fn, queue);
    this.functions = Array.from({ length: config.functions }, (_, fn) =>
      functionMemory(
        config,
        fn,
        queue => shape(fn, queue),
        queue => sends(fn, queue) && shapeOf(sends(fn, queue)!),
      ),
    );
    this.drivers = this.functions.flatMap((memory, fn) =>
      memory.queues.map((_, queue) => this.#addDriver(fn, queue, habits(fn, queue))),
    );
    this.senders = this.functions.flatMap((memory, fn) =>
      [...memory.sendQueues].map(([queue, space]) => this.#addSender(fn, queue, space, sends(fn, queue)!)),
    );
    this.#sharedHeaders = this.drivers
      .filter(({ function: fn, queue }) => habits(fn, queue).header === 'shared')
      .map(({ plan }) => ({ address: plan.sharedHeader, bytes: netHeaderBytes }));
    this.#features = new Map<GuestDriver | GuestSender, number>([
      ...this.drivers.map(driver => [driver, featuresOf(habits(driver.function, driver.queue))] as const),
      ...this.senders.map(sender => [sender, featuresOf(sends(sender.function, sender.queue)!)] as const),
    ]);
    const jitter = options.hostBus?.jitterCycles ?? 0;
    this.#restCycles = 2 * (readCycles + writeCycles + jitter + (options.intervalCycles ?? 64)) + quietCycles;
  }

  /** Resets, waits until the machine is ready, loads the tables, starts every queue and accepts frames. */
  async start(images: TableImages): Promise<void> {
    await this.bench.reset();
    await this.bringUp(images);
  }

  /** What {@link start} does after the reset. */
  async bringUp(images: TableImages): Promise<void> {
    await this.card.waitUntilReady();
    await this.load(images);
    await this.#declareWindows();
    await this.startQueues(this.drivers);
    await this.startSenders(this.senders);
    await this.card.accept(true);
    await this.rest();
  }

  /** Resets the design while the host bus goes on with what is under way. */
  async resetCore(cycles = 4): Promise<void> {
    await this.bench.reset(cycles, { goOn: [this.hostBus.read!, this.hostBus.write!] });
  }

  /** Writes table images through the registers of a card that was just reset. */
  async load(images: TableImages): Promise<void> {
    this.card.wasReset();
    await this.card.swapTables(images);
  }

  /** Gives the queues of some drivers their rings, enables them, and has the drivers post all their buffers. */
  async startQueues(drivers: readonly GuestDriver[]): Promise<void> {
    for (const driver of drivers) driver.start();
    await this.registers.write(drivers.flatMap(driver => this.#queueWrites(driver)));
    for (const driver of drivers) await this.#waitWhileBusy(driver);
    for (const driver of drivers) driver.postBuffers();
  }

  /** The same for transmit queues, whose drivers post what they are given. A driver of the caller's own negotiates no feature. */
  async startSenders(senders: readonly GuestSender[]): Promise<void> {
    for (const sender of senders) sender.start();
    await this.registers.write(senders.flatMap(sender => this.#queueWrites(sender)));
    for (const sender of senders) await this.#waitWhileBusy(sender);
  }

  /** Sends frames at line rate and runs until the machine is at rest. */
  async run(frames: readonly PacedFrame[], { chunkFrames = 512, onProgress }: RunOptions = {}): Promise<void> {
    let running = Promise.resolve();
    for (let at = 0; at < frames.length; at += chunkFrames) {
      const end = Math.min(at + chunkFrames, frames.length);
      this.mac.send(frames.slice(at, end));
      const before = running;
      // The wire must not fall silent between chunks, so the last frames of each are left for the next run.
      const remaining = end < frames.length ? Math.ceil(chunkFrames / 4) : 0;
      running = this.mac.finished({ remaining }).then(() => onProgress?.(end, this.bench.cycle));
      // A failure is met at the await below, which may be a chunk later.
      running.catch(() => {});
      // One chunk is prepared while another runs.
      await before;
    }
    await running;
    await this.rest();
  }

  /** Runs until nothing has happened on the host bus, in the drivers and on the interrupt stream for a while. */
  async rest(): Promise<void> {
    let before = '';
    for (let i = 0; i < mostRests; i++) {
      await this.bench.run(this.#restCycles);
      const now = await this.#activity();
      if (now === before) return;
      before = now;
    }
    await this.bench.fail('the machine does not come to rest');
  }

  /** Frames that each queue delivered since the last call; index `function * queuesPerFunction + queue`. */
  async deliveries(): Promise<ReceivedFrame[][]> {
    return Promise.all(this.drivers.map(driver => driver.frames()));
  }

  /** The hardware's counters: one slot a function, then the slot of frames that address none. */
  async counters(): Promise<SlotValues[]> {
    return this.map.decodeCounters(await this.registers.read(this.map.counterAddresses()));
  }

  /** What became of the frames that each function wanted to send. */
  async sendCounters(): Promise<SendValues[]> {
    return this.map.decodeSendCounters(await this.registers.read(this.map.sendCounterAddresses()));
  }

  /**
   * What the device wrote and no driver has accounted for: empty in a machine that keeps to its rings and buffers. To queues that
   * `stopped` because of an error frames may have been written that were never published: into buffers of those queues.
   */
  async strayWrites(stopped: readonly GuestDriver[] = []): Promise<MemoryRange[]> {
    const ownBuffers = stopped.map(({ plan }) => ({ address: plan.buffers, bytes: plan.strideBytes * plan.size }));
    const allowed = [
      ...[...this.drivers, ...this.senders].flatMap(driver => deviceRanges(driver.plan)),
      ...this.#sharedHeaders,
      ...ownBuffers,
    ];
    return (await this.memory.written()).filter(
      ({ address, bytes }) =>
        !allowed.some(
          range => range.address <= address && address + BigInt(bytes) <= range.address + BigInt(range.bytes),
        ),
    );
  }

  /** What a queue's status register says. */
  async queueStatus(driver: Pick<GuestDriver, 'function' | 'queue'>): Promise<QueueStatus> {
    const index = this.queueIndex(driver.function, driver.queue);
    const block = blockOf(driver);
    const [status, used] = await this.registers.read([
      this.map.address(block, index, 'status'),
      this.map.address(block, index, 'used'),
    ]);
    return {
      error: queueErrors.find(({ id }) => id === (status! & 0xf))?.name ?? 'none',
      enabled: ((status! >>> 8) & 1) === 1,
      busy: ((status! >>> 9) & 1) === 1,
      usedIndex: used! & 0xffff,
    };
  }

  /** Number of a queue of the whole machine. */
  queueIndex(fn: number, queue: number): number {
    return fn * this.config.queuesPerFunction + queue;
  }

  async close(): Promise<void> {
    await this.bench.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #addDriver(fn: number, queue: number, options: QueueHabits): GuestDriver {
    const { wake, intervalCycles, refill, shuffle, record, buffers, pieceBytes } = options;
    const { header, indirect, scatter, eventBatch, mergeable, guestChecksum, returns } = options;
    const habits = {
      ...{ wake, intervalCycles, refill, shuffle, record, buffers, pieceBytes },
      ...{ header, indirect, scatter, eventBatch, mergeable, guestChecksum, returns },
    };
    const given = Object.fromEntries(Object.entries(habits).filter(([, value]) => value !== undefined)) as DriverHabits;
    const doorbell = {
      target: this.registers,
      address: this.map.address('function_page', fn, `rx${queue}_notify`),
      value: 2 * queue,
      bytes: 2,
    } as const;
    return new GuestDriver(this.bench, {
      ...this.functions[fn]!.queues[queue]!,
      ...given,
      memory: this.memory,
      function: fn,
      queue,
      doorbell,
      interrupts: this.interrupts,
      vector: queue,
    });
  }

  #addSender(fn: number, queue: number, space: QueueSpace, options: SenderHabits): GuestSender {
    const { wake, intervalCycles, header, indirect, scatter, eventBatch, batch, shuffle } = options;
    const habits = { wake, intervalCycles, header, indirect, scatter, eventBatch, batch, shuffle };
    const given = Object.fromEntries(Object.entries(habits).filter(([, value]) => value !== undefined));
    return new GuestSender(this.bench, {
      ...space,
      ...given,
      memory: this.memory,
      function: fn,
      queue,
      doorbell: {
        target: this.registers,
        address: this.map.address('function_page', fn, `tx${queue}_notify`),
        value: 2 * queue + 1,
        bytes: 2,
      },
      interrupts: this.interrupts,
      vector: this.#sendVector(queue),
    });
  }

  /** Vectors of transmit queues come after those of receive queues. */
  #sendVector(queue: number): number {
    return this.config.queuesPerFunction + queue;
  }

  /** The function's window, in the registers and as a rule of the memory: nobody else may touch it. */
  async #declareWindows(): Promise<void> {
    for (const [owner, { first, last }] of this.functions.entries()) {
      this.memory.addRegion({ first, last, owner });
      await this.card.setWindow(owner, first, last);
    }
  }

  #queueWrites(driver: GuestDriver | GuestSender): { address: number; data: number }[] {
    const { function: fn, queue, plan } = driver;
    const index = this.queueIndex(fn, queue);
    const block = blockOf(driver);
    const register = (name: string, data: number) => ({ address: this.map.address(block, index, name), data });
    return [
      ...this.map.pair(block, index, 'desc', plan.descriptorTable),
      ...this.map.pair(block, index, 'driver', plan.availRing),
      ...this.map.pair(block, index, 'device', plan.usedRing),
      register('size', plan.size),
      register('vector', block === 'rx_queue' ? queue : this.#sendVector(queue)),
      register('features', this.#features.get(driver) ?? 0),
      register('control', 1),
    ];
  }

  async #waitWhileBusy(driver: GuestDriver | GuestSender): Promise<void> {
    for (let i = 0; i < startUpBound / 100; i++) {
      if (!(await this.queueStatus(driver)).busy) return;
      await this.bench.run(100);
    }
    await this.bench.fail(`queue ${driver.queue} of function ${driver.function} stayed busy`);
  }

  /** Everything that moves while the machine works, as a text to compare. */
  async #activity(): Promise<string> {
    const drivers = this.drivers.flatMap(({ number }) => [
      { model: number, counter: driverCounter.frames },
      { model: number, counter: driverCounter.doorbells },
    ]);
    const senders = this.senders.flatMap(({ number }) => [
      { model: number, counter: senderCounter.used },
      { model: number, counter: senderCounter.doorbells },
    ]);
    const [traffic, interrupts, sent, moved] = await Promise.all([
      this.memory.traffic(),
      this.interrupts.count(),
      this.wire.count(),
      this.bench.counters([...drivers, ...senders]),
    ]);
    return JSON.stringify([traffic, interrupts, sent, moved]);
  }
}

/** Opens the simulation of a whole machine; {@link Machine.start} brings it up. */
export const openMachine = async (design: Design, config: Config, options: MachineOptions = {}): Promise<Machine> =>
  new Machine(config, await openBench(design, options), options);
