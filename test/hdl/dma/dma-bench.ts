// SPDX-License-Identifier: Apache-2.0
/** Bench of the whole receive DMA, with packet buffer and scheduler: host memory, guest drivers, registers, frames and events. */
import { emitVerilog } from 'typescript-hdl';
import { expect } from 'vitest';
import { type Config, cellBytes } from '../../../hdl/spec/configs.ts';
import { counterEvents } from '../../../hdl/spec/events/drop-reasons.ts';
import type { VirtqueueRegister } from '../../../hdl/spec/registers/virtqueue-registers.ts';
import { virtqueueField, virtqueueWord, virtqueueWords } from '../../../hdl/spec/registers/virtqueue-registers.ts';
import { type QueueErrorName, queueErrors } from '../../../hdl/spec/virtio/virtqueue.ts';
import { type AxiMemory, type AxiMemoryOptions, connectAxiMemory } from '../../../sim/axi-memory.ts';
import type { Bench, StreamSink, StreamSource } from '../../../sim/bench.ts';
import { GuestDriver, type GuestDriverOptions } from '../../../sim/guest-driver.ts';
import { deviceRanges } from '../../../sim/guest-queue.ts';
import { HostMemory, type MemoryRange } from '../../../sim/host-memory.ts';
import { Interrupts } from '../../../sim/interrupts.ts';
import { testBench } from '../../../sim/vitest.ts';
import { pokeWrites, windowWords } from '../../support/poke-writes.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import { gatedBeatsOf } from '../buffer/traffic.ts';
import { randomBytes } from './bytes.ts';
import { mover } from './mover.ts';

export interface DmaBenchOptions extends AxiMemoryOptions {
  readonly seed?: number;
  /** Record every burst; see {@link HostMemory.takeLog}. */
  readonly log?: boolean;
  readonly frameIdle?: number;
  readonly eventStall?: number;
  readonly interruptStall?: number;
}

/** A frame for a queue of the whole machine. */
export interface QueueFrame {
  readonly queue: number;
  readonly bytes: Uint8Array;
}

/** One event as the counters get it. */
export interface DmaEvent {
  readonly slot: number;
  readonly name: string;
  readonly bytes: number;
}

export interface QueueSettings {
  readonly descriptorTable: bigint;
  readonly availRing: bigint;
  readonly usedRing: bigint;
  readonly size: number;
  readonly vector?: number;
  /** Bits of the register `features`. */
  readonly features?: number;
  /** The places to resume at, as the registers hold them; default: start afresh. */
  readonly resume?: { readonly available: number; readonly used: number };
}

type QueueStatus = Awaited<ReturnType<DmaBench['status']>>;

export interface Window {
  readonly first: bigint;
  readonly last: bigint;
}

/** Function `fn` owns 4 GiB from here on; the window straddles a multiple of 2^32. */
export const windowOf = (fn: number): Window => {
  const first = (BigInt(fn + 1) << 36n) + 0xffff_8000n;
  return { first, last: first + 0xffff_ffffn };
};

const eventName = (event: bigint): string => counterEvents.find(e => BigInt(e.id) === event)!.name;

export class DmaBench {
  readonly config: Config;
  readonly bench: Bench;
  readonly memory: HostMemory;
  readonly bus: { readonly read: AxiMemory; readonly write: AxiMemory };
  readonly interrupts: Interrupts;
  readonly changes: StreamSink<'queue' | 'running' | 'beginning' | 'epoch'>;
  readonly outcomes: StreamSink<'queue' | 'series' | 'outcome' | 'buffers'>;
  readonly doorbell: StreamSource<'queue'>;
  readonly refused: { readonly reads: StreamSink<'function'>; readonly writes: StreamSink<'function'> };
  readonly #events: StreamSink<'slot' | 'event' | 'bytes' | 'door'>;
  readonly #up: StreamSource;
  readonly #registers: StreamSource<'address' | 'data'>;
  readonly #random: Random;
  /** Beats of the frames that were queued and not accounted for in {@link frameCycles}. */
  readonly #beats: number[] = [];

  constructor(config: Config, bench: Bench, options: DmaBenchOptions) {
    this.config = config;
    this.bench = bench;
    this.memory = new HostMemory(bench, { log: options.log ?? false });
    this.bus = {
      read: connectAxiMemory(bench, 'read', this.memory, options.read ? { read: options.read } : {}),
      write: connectAxiMemory(bench, 'write', this.memory, options.write ? { write: options.write } : {}),
    };
    this.interrupts = new Interrupts(bench, 'irq', { stall: options.interruptStall ?? 0 });
    this.changes = bench.sink('change');
    this.outcomes = bench.sink('outcome');
    this.doorbell = bench.source('doorbell');
    this.refused = { reads: bench.sink('refused_reads'), writes: bench.sink('refused_writes') };
    this.#events = bench.sink('events', { stall: options.eventStall ?? 0 });
    this.#up = bench.source('up', { idle: options.frameIdle ?? 0 });
    this.#registers = bench.source('queue_write');
    this.#random = seededRandom(options.seed ?? 1);
  }

  /** Resets, lets frames in, and gives every function its window; the memory refuses whatever lies outside. */
  async start(windows: readonly Window[] = Array.from({ length: this.config.functions }, (_, fn) => windowOf(fn))) {
    const { config } = this;
    await this.bench.reset();
    const { reached } = await this.bench.runUntil({ port: 'ready', equals: 1 }, config.bufferCells + 10);
    expect(reached).toBe(true);
    await this.admit(config.framesPerQueue);
    // The windows clear themselves first.
    await this.bench.run(config.functions);
    const quotas = windows.map((_, fn) => ({ function: fn, cells: sharedCells(config) }));
    await pokeWrites(this.bench, 'quota_write', quotas);
    await this.setWindows(windows);
    for (const [owner, window] of windows.entries()) this.memory.addRegion({ ...window, owner });
  }

  /** Lets in frames while fewer than so many are under way, and the packet buffer has room for all of them; 0 holds all back. */
  async admit(frames: number): Promise<void> {
    await this.bench.poke('limit_cells', sharedCells(this.config));
    await this.bench.poke('limit_frames', frames);
  }

  /** Changes the windows that the device sees, at any time; the memory knows nothing of it. */
  async setWindows(windows: readonly Window[]): Promise<void> {
    const words = windows.flatMap(({ first, last }, fn) => windowWords(fn, first, last));
    await pokeWrites(this.bench, 'window_write', words);
  }

  /** A driver of a queue of the whole machine, in the window of its function. */
  driver(queue: number, options: Partial<GuestDriverOptions> = {}): GuestDriver {
    const fn = Math.floor(queue / this.config.queuesPerFunction);
    return new GuestDriver(this.bench, {
      memory: this.memory,
      function: fn,
      queue,
      vector: 0x100 + queue,
      base: windowOf(fn).first + BigInt(queue % this.config.queuesPerFunction) * 0x100_0000n,
      size: 64,
      bufferBytes: 2048,
      doorbell: { target: this.doorbell, address: 0, value: queue },
      interrupts: this.interrupts,
      ...options,
    });
  }

  /** Writes a register of a queue. Needs no await. */
  setRegister(queue: number, name: VirtqueueRegister, value: number | bigint): void {
    const address = queue * virtqueueWords + virtqueueWord(name);
    this.#registers.send([{ address, data: BigInt(value) & 0xffff_ffffn }]);
  }

  /** Writes the settings of a queue and enables it. Needs no await. */
  enable(queue: number, settings: QueueSettings): void {
    const pair = (name: 'desc' | 'driver' | 'device', value: bigint): void => {
      this.setRegister(queue, `${name}_lo`, value);
      this.setRegister(queue, `${name}_hi`, value >> 32n);
    };
    pair('desc', settings.descriptorTable);
    pair('driver', settings.availRing);
    pair('device', settings.usedRing);
    this.setRegister(queue, 'size', settings.size);
    this.setRegister(queue, 'vector', settings.vector ?? 0x100 + queue);
    this.setRegister(queue, 'features', settings.features ?? 0);
    const { resume } = settings;
    if (resume) {
      this.setRegister(queue, 'available', resume.available);
      this.setRegister(queue, 'used', resume.used);
    }
    this.setRegister(queue, 'control', resume ? 3 : 1);
  }

  /** Enables the queue of a driver, which then posts all its buffers. */
  async startDriver(driver: GuestDriver): Promise<void> {
    driver.start();
    this.enable(driver.queue, driver.plan);
    await this.settled(driver.queue);
    driver.postBuffers();
  }

  /** Queues frames. Needs no await. */
  send(frames: readonly QueueFrame[]): void {
    const { queuesPerFunction } = this.config;
    for (const { queue, bytes } of frames) {
      const [fn, local] = [Math.floor(queue / queuesPerFunction), queue % queuesPerFunction];
      const beats = gatedBeatsOf(this.config, { bytes, functions: [fn], queue: local }, this.#random);
      this.#beats.push(beats.length);
      this.#up.send(beats.map((beat, i) => ({ ...beat, length: bytes.length, starts: i === 0 })));
    }
  }

  /** Runs until `count` more events have come, and returns them. */
  async events(count: number, maxCycles = 20_000 + 200 * count): Promise<DmaEvent[]> {
    return (await this.#events.collect(count, { maxCycles })).map(asEvent);
  }

  /** Events that have come and were not collected, with their cycles; `door` if the packet buffer never let the frame in. */
  async moreEvents() {
    const events = await this.#events.received();
    return events.map(({ cycle, transfer }) => ({ ...asEvent(transfer), cycle, door: transfer.door === 1n }));
  }

  /** Cycles in which the last beats of frames were taken since the last call. */
  async frameCycles(): Promise<number[]> {
    const cycles = await this.#up.acceptedCycles();
    const ends: number[] = [];
    for (let at = 0; this.#beats.length > 0 && at + this.#beats[0]! <= cycles.length; ) {
      at += this.#beats.shift()!;
      ends.push(cycles[at - 1]!);
    }
    return ends;
  }

  /** State of a queue, and the places where it goes on. */
  async status(queue: number) {
    await this.bench.poke('status_read_queue', queue);
    await this.bench.run(2);
    const [status, available, used] = await Promise.all(
      ['status', 'available', 'used'].map(async name => Number(await this.bench.peek(`status_read_${name}`))),
    );
    const flag = (name: string): boolean => ((status! >> virtqueueField('status', name)) & 1) === 1;
    return {
      error: queueErrors.find(e => e.id === (status! & 15))!.name as QueueErrorName,
      enabled: flag('enabled'),
      busy: flag('busy'),
      usedIndex: used! & 0xffff,
      availableIndex: available! & 0xffff,
    };
  }

  /** Whether the status calls the queue stuck. */
  async isStuck(queue: number): Promise<boolean> {
    await this.status(queue);
    return ((Number(await this.bench.peek('status_read_status')) >> virtqueueField('status', 'stuck')) & 1) === 1;
  }

  /** Cycles in which runs of a queue came to their end since the last call. */
  async ends(queue: number): Promise<number[]> {
    return (await this.changes.received())
      .filter(({ transfer }) => Number(transfer.queue) === queue && Number(transfer.running) === 0)
      .map(({ cycle }) => cycle);
  }

  /** Runs until no start or stop of the queue is under way; returns its status. */
  async settled(queue: number, maxCycles = 20_000) {
    return this.#awaitStatus(queue, 'still busy', maxCycles, ({ busy }) => !busy);
  }

  /** Runs until the queue has stopped, of its own accord or not; returns its status. */
  async stopped(queue: number, maxCycles = 20_000) {
    return this.#awaitStatus(queue, 'not stopped', maxCycles, ({ enabled, busy }) => !enabled && !busy);
  }

  async #awaitStatus(queue: number, otherwise: string, maxCycles: number, is: (status: QueueStatus) => boolean) {
    const end = this.bench.cycle + maxCycles;
    while (this.bench.cycle < end) {
      await this.bench.run(50);
      const status = await this.status(queue);
      if (is(status)) return status;
    }
    throw new Error(`queue ${queue} is ${otherwise} after ${maxCycles} cycles`);
  }

  /** Fails if the device wrote anything that no driver has accounted for. */
  async expectNoStrayWrites(drivers: readonly GuestDriver[], allowed: readonly MemoryRange[] = []): Promise<void> {
    const ranges = [...drivers.flatMap(driver => deviceRanges(driver.plan)), ...allowed];
    const strays = (await this.memory.written()).filter(
      ({ address, bytes }) =>
        !ranges.some(
          range => range.address <= address && address + BigInt(bytes) <= range.address + BigInt(range.bytes),
        ),
    );
    expect(strays).toEqual([]);
  }
}

const asEvent = ({ slot, event, bytes }: { slot: bigint; event: bigint; bytes: bigint }): DmaEvent => ({
  slot: Number(slot),
  name: eventName(event),
  bytes: Number(bytes),
});

/** Cells of the packet buffer that frames may fill, whosever they are: all but those of the frame that is being written. */
const sharedCells = (config: Config): number => config.bufferCells - Math.ceil(config.maxFrameBytes / cellBytes) - 1;

/** Opens a bench of the DMA that belongs to the running test. */
export const dmaBench = async (config: Config, options: DmaBenchOptions = {}): Promise<DmaBench> => {
  const bench = await testBench(emitVerilog(mover(config)), { seed: options.seed ?? 1 });
  return new DmaBench(config, bench, options);
};

/** Random frames for a queue. */
export const framesFor = (queue: number, lengths: readonly number[]): QueueFrame[] =>
  lengths.map(length => ({ queue, bytes: randomBytes(length) }));

/** Runs until each driver got its frames of `sent`, and compares them byte for byte. */
export const expectFrames = async (
  dma: DmaBench,
  drivers: readonly GuestDriver[],
  sent: readonly QueueFrame[],
): Promise<void> => {
  await dma.bench.run(2000);
  for (const driver of drivers) {
    driver.look();
    const got = (await driver.frames()).map(frame => frame.bytes.toString('hex'));
    const expected = sent.filter(frame => frame.queue === driver.queue);
    expect(got).toEqual(expected.map(frame => Buffer.from(frame.bytes).toString('hex')));
  }
};
