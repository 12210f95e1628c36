// SPDX-License-Identifier: Apache-2.0
/** Bench of the whole receive DMA: host memory, guest drivers, registers, frames and events. */
import { emitVerilog } from 'typescript-hdl';
import { expect } from 'vitest';
import type { Config } from '../../../hdl/spec/configs.ts';
import { counterEvents } from '../../../hdl/spec/events/drop-reasons.ts';
import { type QueueErrorName, queueErrors } from '../../../hdl/spec/virtio/virtqueue.ts';
import { queueRegister, queueRegisterBits } from '../../../hdl/virtqueue/virtqueue-shapes.ts';
import { type AxiMemory, type AxiMemoryOptions, connectAxiMemory } from '../../../sim/axi-memory.ts';
import type { Bench, StreamSink, StreamSource } from '../../../sim/bench.ts';
import { GuestDriver, type GuestDriverOptions } from '../../../sim/guest-driver.ts';
import { deviceRanges } from '../../../sim/guest-queue.ts';
import { HostMemory, type MemoryRange } from '../../../sim/host-memory.ts';
import { Interrupts } from '../../../sim/interrupts.ts';
import { testBench } from '../../../sim/vitest.ts';
import { pokeWrites, windowWords } from '../../support/poke-writes.ts';
import { littleEndian, randomBytes } from './bytes.ts';
import { gatedDma } from './gated-dma.ts';

export interface DmaBenchOptions extends AxiMemoryOptions {
  readonly seed?: number;
  /** Record every burst; see {@link HostMemory.takeLog}. */
  readonly log?: boolean;
  readonly frameIdle?: number;
  readonly wordIdle?: number;
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
  readonly sizeLog2: number;
  readonly vector?: number;
}

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
  readonly credits: StreamSink<'queue'>;
  readonly clears: StreamSink<'queue'>;
  readonly doorbell: StreamSource<'queue'>;
  readonly #gate:
    | {
        readonly events: StreamSink<'slot' | 'event' | 'bytes'>;
        readonly frames: StreamSource<'queue' | 'length'>;
        readonly words: StreamSource<'data' | 'last'>;
      }
    | undefined;
  readonly refused: { readonly reads: StreamSink<'function'>; readonly writes: StreamSink<'function'> };
  readonly #registers: StreamSource<'address' | 'data'>;

  /** The DMA is fed with frames through a gate, or is part of the mover. */
  constructor(config: Config, bench: Bench, options: DmaBenchOptions, subject: 'gated' | 'mover' = 'gated') {
    this.config = config;
    this.bench = bench;
    this.memory = new HostMemory(bench, { log: options.log ?? false });
    this.bus = {
      read: connectAxiMemory(bench, 'read', this.memory, options.read ? { read: options.read } : {}),
      write: connectAxiMemory(bench, 'write', this.memory, options.write ? { write: options.write } : {}),
    };
    this.interrupts = new Interrupts(bench, 'irq', { stall: options.interruptStall ?? 0 });
    this.credits = bench.sink('credit');
    this.clears = bench.sink('clear');
    this.doorbell = bench.source('doorbell');
    this.refused = { reads: bench.sink('refused_reads'), writes: bench.sink('refused_writes') };
    this.#gate =
      subject === 'mover'
        ? undefined
        : {
            events: bench.sink('events', { stall: options.eventStall ?? 0 }),
            frames: bench.source('frames', { idle: options.frameIdle ?? 0 }),
            words: bench.source('words', { idle: options.wordIdle ?? 0 }),
          };
    this.#registers = bench.source('queue_write');
  }

  /** Resets, opens the gate, and gives every function its window; the memory refuses whatever lies outside. */
  async start(windows: readonly Window[] = Array.from({ length: this.config.functions }, (_, fn) => windowOf(fn))) {
    if (this.#gate) await this.bench.poke('open', 1);
    await this.bench.reset();
    // The windows clear themselves first.
    await this.bench.run(this.config.functions);
    await this.setWindows(windows);
    for (const [owner, window] of windows.entries()) this.memory.addRegion({ ...window, owner });
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

  /** Writes a register of the rx_queue block. Needs no await. */
  setRegister(queue: number, name: string, value: number | bigint): void {
    const address = (queue << queueRegisterBits) | queueRegister(this.config, name);
    this.#registers.send([{ address, data: BigInt(value) & 0xffff_ffffn }]);
  }

  /** Writes the settings of a queue and enables it. Needs no await. */
  enable(queue: number, settings: QueueSettings): void {
    const pair = (name: string, value: bigint): void => {
      this.setRegister(queue, `${name}_lo`, value);
      this.setRegister(queue, `${name}_hi`, value >> 32n);
    };
    pair('desc', settings.descriptorTable);
    pair('avail', settings.availRing);
    pair('used', settings.usedRing);
    this.setRegister(queue, 'size', settings.sizeLog2);
    this.setRegister(queue, 'vector', settings.vector ?? 0x100 + queue);
    this.setRegister(queue, 'control', 1);
  }

  /** Enables the queue of a driver, which then posts all its buffers. */
  async startDriver(driver: GuestDriver): Promise<void> {
    driver.start();
    this.enable(driver.queue, { ...driver.plan, sizeLog2: Math.log2(driver.plan.size) });
    await this.settled(driver.queue);
    driver.postBuffers();
  }

  /** Queues frames. Needs no await. */
  send(frames: readonly QueueFrame[]): void {
    const wordBytes = this.config.hostDataBits / 8;
    this.#gate!.frames.send(frames.map(({ queue, bytes }) => ({ queue, length: bytes.length })));
    this.#gate!.words.send(
      frames.flatMap(({ bytes }) =>
        Array.from({ length: Math.ceil(bytes.length / wordBytes) }, (_, i) => {
          const word = randomBytes(wordBytes);
          word.set(bytes.subarray(i * wordBytes, (i + 1) * wordBytes));
          return { data: littleEndian(word), last: (i + 1) * wordBytes >= bytes.length };
        }),
      ),
    );
  }

  /** Runs until `count` more events have come, and returns them. */
  async events(count: number, maxCycles = 20_000 + 200 * count): Promise<DmaEvent[]> {
    return (await this.#gate!.events.collect(count, { maxCycles })).map(asEvent);
  }

  /** Events that have come and were not collected. */
  async moreEvents(): Promise<DmaEvent[]> {
    return (await this.#gate!.events.received()).map(record => asEvent(record.transfer));
  }

  /** Cycles in which frames were taken since the last call. */
  async frameCycles(): Promise<number[]> {
    return this.#gate!.frames.acceptedCycles();
  }

  async status(queue: number): Promise<{ error: QueueErrorName; enabled: boolean; busy: boolean; usedIndex: number }> {
    await this.bench.poke('status_read_queue', queue);
    await this.bench.run(2);
    const status = Number(await this.bench.peek('status_read_status'));
    return {
      error: queueErrors.find(e => e.id === (status & 15))!.name,
      enabled: ((status >> 8) & 1) === 1,
      busy: ((status >> 9) & 1) === 1,
      usedIndex: status >>> 16,
    };
  }

  /** Whether the status calls the queue stuck. */
  async isStuck(queue: number): Promise<boolean> {
    await this.status(queue);
    return ((Number(await this.bench.peek('status_read_status')) >> 10) & 1) === 1;
  }

  /** Runs until no start or stop of the queue is under way; returns its status. */
  async settled(queue: number, maxCycles = 20_000) {
    const end = this.bench.cycle + maxCycles;
    while (this.bench.cycle < end) {
      await this.bench.run(50);
      const status = await this.status(queue);
      if (!status.busy) return status;
    }
    throw new Error(`queue ${queue} is still busy after ${maxCycles} cycles`);
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

/** Opens a bench of the DMA that belongs to the running test. */
export const dmaBench = async (config: Config, options: DmaBenchOptions = {}): Promise<DmaBench> => {
  const bench = await testBench(emitVerilog(gatedDma(config)), { seed: options.seed ?? 1 });
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
