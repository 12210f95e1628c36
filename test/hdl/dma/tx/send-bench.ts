// SPDX-License-Identifier: Apache-2.0
/** Bench of the whole transmit DMA: host memory behind AXI, drivers, registers, and whoever takes the frames. */
import { emitVerilog } from 'typescript-hdl';
import { expect } from 'vitest';
import type { Config } from '../../../../hdl/spec/configs.ts';
import { transmitEvents } from '../../../../hdl/spec/events/transmit-events.ts';
import {
  queueFeatures,
  type VirtqueueRegister,
  virtqueueField,
  virtqueueWord,
  virtqueueWords,
} from '../../../../hdl/spec/registers/virtqueue-registers.ts';
import { queueErrors } from '../../../../hdl/spec/virtio/virtqueue.ts';
import { type AxiMemory, type AxiMemoryOptions, connectAxiMemory } from '../../../../sim/axi-memory.ts';
import type { Bench, StreamSink, StreamSource } from '../../../../sim/bench.ts';
import { deviceRanges } from '../../../../sim/guest-queue.ts';
import { HostMemory } from '../../../../sim/host-memory.ts';
import { Interrupts } from '../../../../sim/interrupts.ts';
import { testBench } from '../../../../sim/vitest.ts';
import { pokeWrites, windowWords } from '../../../support/poke-writes.ts';
import { windowOf } from '../dma-bench.ts';
import { SendQueue, type SendQueueOptions } from './send-queue.ts';
import { sender } from './sender.ts';

export interface SendBenchOptions extends AxiMemoryOptions {
  readonly seed?: number;
  readonly stall?: number;
}

/** A frame as it came out, or what became of it instead. */
export interface SentFrame {
  readonly queue: number;
  readonly epoch: number;
  readonly bytes: string;
  readonly checksum: { readonly start: number; readonly place: number } | undefined;
  readonly cycle: number;
}

export interface SendEvent {
  readonly function: number;
  readonly name: string;
  readonly bytes: number;
}

export class SendBench {
  readonly config: Config;
  readonly bench: Bench;
  readonly memory: HostMemory;
  readonly bus: { readonly read: AxiMemory; readonly write: AxiMemory };
  readonly interrupts: Interrupts;
  readonly doorbell: StreamSource<'queue'>;
  readonly stopped: StreamSink<'queue' | 'error'>;
  readonly refused: { readonly reads: StreamSink<'function'>; readonly writes: StreamSink<'function'> };
  readonly queues: SendQueue[] = [];
  /** Queues whose rings are not what their drivers believe. */
  readonly hostile = new Set<SendQueue>();
  readonly sent: SentFrame[] = [];
  readonly events: SendEvent[] = [];
  readonly #frames: StreamSink<'queue' | 'epoch' | 'length' | 'checksum' | 'start' | 'place'>;
  readonly #words: StreamSink<'data' | 'last'>;
  readonly #events: StreamSink<'function' | 'event' | 'bytes'>;
  readonly #registers: StreamSource<'address' | 'data'>;
  readonly #announced: { queue: number; epoch: number; length: number; checksum: SentFrame['checksum'] }[] = [];
  #word: Buffer[] = [];
  /** Frames whose words are all there. */
  readonly #ended: { readonly all: Buffer; readonly cycle: number }[] = [];
  #places = 0n;

  constructor(config: Config, bench: Bench, options: SendBenchOptions) {
    this.config = config;
    this.bench = bench;
    this.memory = new HostMemory(bench);
    this.bus = {
      read: connectAxiMemory(bench, 'read', this.memory, options.read ? { read: options.read } : {}),
      write: connectAxiMemory(bench, 'write', this.memory, options.write ? { write: options.write } : {}),
    };
    const stall = options.stall ?? 0;
    this.interrupts = new Interrupts(bench, 'irq', { stall });
    this.doorbell = bench.source('doorbell');
    this.stopped = bench.sink('stopped');
    this.refused = { reads: bench.sink('refused_reads'), writes: bench.sink('refused_writes') };
    this.#frames = bench.sink('frames', { stall });
    this.#words = bench.sink('words', { stall });
    this.#events = bench.sink('events', { stall });
    this.#registers = bench.source('queue_write');
  }

  /** Resets, and gives every function its window; the memory refuses whatever lies outside. */
  async start(): Promise<void> {
    const { config, bench } = this;
    await bench.reset();
    const { reached } = await bench.runUntil({ port: 'ready', equals: 1 }, 20_000);
    expect(reached).toBe(true);
    for (let fn = 0; fn < config.functions; fn++) {
      const { first, last } = windowOf(fn);
      await pokeWrites(bench, 'window_write', windowWords(fn, first, last));
      this.memory.addRegion({ first, last, owner: fn });
    }
  }

  #place(bytes: bigint): bigint {
    const at = this.#places;
    this.#places += bytes;
    return at;
  }

  /** A driver of a queue of the whole machine, in the window of its function. */
  open(queue: number, options: Partial<SendQueueOptions> & { readonly size: number }): SendQueue {
    const { first } = windowOf(Math.floor(queue / this.config.queuesPerFunction));
    const base = first + this.#place(0x20_0000n);
    const buffers = first + this.#place(0x80_0000n);
    const one = new SendQueue({ queue, memory: this.memory, buffers, base, bufferBytes: 64, ...options });
    const at = this.queues.findIndex(other => other.queue === queue);
    if (at >= 0) this.queues.splice(at, 1);
    this.queues.push(one);
    return one;
  }

  setRegister(queue: number, name: VirtqueueRegister, value: number | bigint): void {
    const address = queue * virtqueueWords + virtqueueWord(name);
    this.#registers.send([{ address, data: BigInt(value) & 0xffff_ffffn }]);
  }

  /** Writes the settings of a queue and enables it. Needs no await. */
  enable(queue: SendQueue): void {
    const { format, eventIndex, descriptorTable, availRing, usedRing, size } = queue.plan;
    const pair = (name: 'desc' | 'driver' | 'device', value: bigint): void => {
      this.setRegister(queue.queue, `${name}_lo`, value);
      this.setRegister(queue.queue, `${name}_hi`, value >> 32n);
    };
    pair('desc', descriptorTable);
    pair('driver', availRing);
    pair('device', usedRing);
    const wanted: Readonly<Record<string, boolean>> = {
      packed: format === 'packed',
      indirect: true,
      event_index: eventIndex,
    };
    const features = queueFeatures.reduce((sum, { name }, bit) => sum + (wanted[name] ? 2 ** bit : 0), 0);
    this.setRegister(queue.queue, 'size', size);
    this.setRegister(queue.queue, 'vector', 0x100 + queue.queue);
    this.setRegister(queue.queue, 'features', features);
    this.setRegister(queue.queue, 'control', 1);
  }

  /** Posted frames become known. */
  async ring(queue: SendQueue): Promise<void> {
    if (await queue.kick()) this.doorbell.send([{ queue: queue.queue }]);
  }

  /** Takes what came out since, and what was used. */
  async collect(): Promise<void> {
    for (const { transfer } of await this.#frames.received()) {
      const { queue, epoch, length, checksum, start, place } = transfer;
      this.#announced.push({
        queue: Number(queue),
        epoch: Number(epoch),
        length: Number(length),
        checksum: checksum ? { start: Number(start), place: Number(place) } : undefined,
      });
    }
    const size = this.config.hostDataBits / 8;
    for (const { cycle, transfer } of await this.#words.received()) {
      this.#word.push(Buffer.from(transfer.data.toString(16).padStart(2 * size, '0'), 'hex').reverse());
      if (transfer.last === 0n) continue;
      this.#ended.push({ all: Buffer.concat(this.#word), cycle });
      this.#word = [];
    }
    // Both are held back for themselves, so that a short frame may have ended before it was announced.
    while (this.#ended.length > 0 && this.#announced.length > 0) {
      const { all, cycle } = this.#ended.shift()!;
      const { length, ...rest } = this.#announced.shift()!;
      expect(all.length).toBe(Math.ceil(length / size) * size);
      expect(
        all.subarray(length).every(byte => byte === 0),
        'bytes beyond a frame are 0',
      ).toBe(true);
      this.sent.push({ ...rest, bytes: all.subarray(0, length).toString('hex'), cycle });
    }
    for (const { transfer } of await this.#events.received()) {
      const { name } = transmitEvents.find(({ id }) => BigInt(id) === transfer.event)!;
      this.events.push({ function: Number(transfer.function), name, bytes: Number(transfer.bytes) });
    }
    for (const queue of this.queues) if (!this.hostile.has(queue)) await queue.reap();
  }

  /** Runs until `done` holds, looking every `step` cycles. */
  async until(done: () => boolean, what: string, { cycles = 60_000, step = 100 } = {}): Promise<void> {
    for (let run = 0; !done(); run += step) {
      if (run >= cycles) throw new Error(`After ${cycles} cycles still not: ${what}.`);
      await this.bench.run(step);
      await this.collect();
    }
  }

  async status(queue: number) {
    await this.bench.poke('status_read_queue', queue);
    await this.bench.run(2);
    const status = Number(await this.bench.peek('status_read_status'));
    const flag = (name: string): boolean => ((status >> virtqueueField('status', name)) & 1) === 1;
    const { name } = queueErrors.find(({ id }) => id === (status & 15))!;
    return { error: name, enabled: flag('enabled'), busy: flag('busy') };
  }

  /** Runs until the queue has started, or stopped. */
  async settled(queue: number, maxCycles = 30_000) {
    for (let cycles = 0; cycles < maxCycles; cycles += 50) {
      await this.bench.run(50);
      const status = await this.status(queue);
      if (!status.busy) return status;
    }
    throw new Error(`Queue ${queue} is still busy after ${maxCycles} cycles.`);
  }

  /** Runs until the queue has stopped of its own accord. */
  async failed(queue: number, maxCycles = 30_000) {
    for (let cycles = 0; cycles < maxCycles; cycles += 50) {
      const status = await this.status(queue);
      if (!status.enabled && !status.busy) return status;
      await this.bench.run(50);
    }
    throw new Error(`Queue ${queue} has not stopped after ${maxCycles} cycles.`);
  }

  /** Fails if the device wrote anything but used rings and events of its queues, past ones included. */
  async expectNoStrayWrites(queues: readonly SendQueue[]): Promise<void> {
    const ranges = queues.flatMap(({ plan }) => deviceRanges(plan));
    const strays = (await this.memory.written()).filter(
      ({ address, bytes }) =>
        !ranges.some(
          range => range.address <= address && address + BigInt(bytes) <= range.address + BigInt(range.bytes),
        ),
    );
    expect(strays).toEqual([]);
  }
}

/** Opens a bench that belongs to the running test. */
export const sendBench = async (config: Config, options: SendBenchOptions = {}): Promise<SendBench> =>
  new SendBench(config, await testBench(emitVerilog(sender(config)), { seed: options.seed ?? 1 }), options);
