// SPDX-License-Identifier: Apache-2.0
/**
 * The buffer supply among naive models of its neighbours: memory behind a read engine that answers late and in any order, queue
 * control, a scheduler that repeats parked frames, and drivers. Every outcome and every segment is compared with what the
 * drivers posted.
 */
import { Simulator } from 'typescript-hdl';
import { expect } from 'vitest';
import { takeOutcomes } from '../../../hdl/lib/take-shapes.ts';
import type { Config } from '../../../hdl/spec/configs.ts';
import { maxSegmentsPerFrame } from '../../../hdl/spec/virtio/mover-sizes.ts';
import { queueErrors } from '../../../hdl/spec/virtio/virtqueue.ts';
import { bufferSupply } from '../../../hdl/virtqueue/buffer-supply.ts';
import { chainSupply } from '../../../hdl/virtqueue/chain-supply.ts';
import { descriptorReadsAhead } from '../../../hdl/virtqueue/fetch/fetch-shapes.ts';
import { GuestRam } from '../../../sim/model/guest-ram.ts';
import {
  PackedDriver,
  type PostedBuffer,
  type RingDriver,
  type RingPlaces,
  SplitDriver,
} from '../../../sim/model/ring-drivers.ts';
import type { Random } from '../../support/random.ts';

export interface QueueOptions {
  readonly size: number;
  readonly packed?: boolean;
  readonly indirect?: boolean;
  readonly eventIndex?: boolean;
  readonly mergeLimit?: number;
  readonly index?: number;
  readonly wrap?: boolean;
  readonly pick?: (count: number) => number;
}

interface Frame {
  readonly bytes: number;
}

/** What came of a frame. */
export interface Fate {
  readonly bytes: number;
  readonly outcome: string;
  readonly buffers: PostedBuffer[];
}

/** A queue as the bench sees it: its driver, buffers that it posted and that are not taken, frames that wait. */
export class BenchQueue {
  readonly number: number;
  readonly epoch: number;
  readonly options: QueueOptions;
  readonly driver: RingDriver;
  readonly posted: PostedBuffer[] = [];
  readonly frames: Frame[] = [];
  readonly fates: Fate[] = [];
  readonly returnsAt: { clock: number; buffer: PostedBuffer }[] = [];
  running = true;
  /** What comes of its frames is not compared with what it posted, but must stay inside its window. */
  hostile = false;
  error: string | undefined;
  series = 0;
  parked = false;
  /** An attempt has failed since the last wake. */
  failed = false;
  /** An attempt that the scheduler has under way although its queue is parked. */
  hasty = false;
  asked = 0;
  taken = 0;
  wakes = 0;
  /** Chains to be sent that the supply has told of, and that were asked for. */
  told = 0;
  /** Clocks after which the driver gets a buffer back; undefined for never. */
  returnsAfter: number | undefined = 40;

  constructor(number: number, epoch: number, options: QueueOptions, driver: RingDriver) {
    this.number = number;
    this.epoch = epoch;
    this.options = options;
    this.driver = driver;
  }
}

interface Read {
  readonly client: string;
  readonly address: bigint;
  readonly bytes: number;
  readonly context: bigint;
  readonly function: number;
  readonly due: number;
}

const clients = ['index', 'entries', 'descriptors'] as const;

export interface BenchOptions {
  readonly config: Config;
  /** Default 'receive'. In the other direction chains are asked for in place of buffers for frames. */
  readonly direction?: 'receive' | 'transmit';
  readonly random: Random;
  /** Clocks that a read of a function takes; Infinity for never. */
  readonly latency?: (function_: number) => number;
  /** Probability that what can wait is made to wait in a clock. */
  readonly pressure?: number;
  /** Probability that a queue whose attempt has failed is tried again, in the next series, before any wake; default 0. */
  readonly haste?: number;
}

const windowBits = 32n;
export const windowOf = (function_: number): bigint => BigInt(function_ + 1) << windowBits;
const windowBytes = 1n << 28n;

export class SupplyBench {
  readonly config: Config;
  readonly random: Random;
  readonly ram = new GuestRam();
  readonly queues = new Map<number, BenchQueue>();
  readonly stops: { queue: number; error: string }[] = [];
  readonly reads: { client: string; function: number; address: bigint; bytes: number; clock: number }[] = [];
  readonly events: { queue: number; data: number }[] = [];
  readonly simulator: Simulator;
  readonly #beatBytes: number;
  readonly #under: Read[] = [];
  readonly #streams = new Map<string, { beats: bigint[]; context: bigint; fault: number }>();
  readonly #checks: number[] = [0, 0, 0];
  readonly #kicks: number[] = [];
  readonly #writes: { due: number; queue: number; address: bigint; data: number }[] = [];
  readonly #written: number[] = [];
  readonly #outcomes: { queue: number; frame: Frame; series: number; wakes: number }[] = [];
  readonly #segments: { queue: BenchQueue; fate: Fate; left: number; offset: number; buffer: number }[] = [];
  readonly #changes: { due: number; queue: number; epoch: number; running: number }[] = [];
  readonly #allocated = new Map<number, bigint>();
  readonly #faults = new Map<bigint, number>();
  readonly #asks: BenchQueue[] = [];
  #allowed = -1n;
  /** Reads of descriptors by function that came since it may not read. */
  readonly late = new Map<number, number>();
  #piece = 0;
  readonly options: BenchOptions;
  clock = 0;
  epochs = 0;

  constructor(options: BenchOptions) {
    this.options = options;
    this.config = options.config;
    this.random = options.random;
    this.#beatBytes = this.config.hostDataBits / 8;
    const supply = this.#transmits ? chainSupply(this.config) : bufferSupply(this.config, 'receive');
    const s = new Simulator(supply, { powerUpSeed: 1 });
    this.simulator = s;
    s.reset();
    const all = (1n << BigInt(this.config.functions)) - 1n;
    s.poke('allowed_i', all);
    s.poke('event_allowed_i', all);
    const queues = this.config.functions * this.config.queuesPerFunction;
    for (let queue = 0; queue < queues; queue++) this.#changes.push({ due: 0, queue, epoch: 0, running: 0 });
    let clocks = 0;
    do {
      this.step();
      expect(++clocks).toBeLessThan(100_000);
    } while (this.#changes.length > 0 || this.busy(0));
  }

  get #transmits(): boolean {
    return this.options.direction === 'transmit';
  }

  #peek(name: string): number {
    return this.simulator.peekNumber(name);
  }

  #poke(values: Readonly<Record<string, number | bigint>>): void {
    for (const [name, value] of Object.entries(values)) this.simulator.poke(`${name}_i`, value);
  }

  /** Memory of a function that nothing else has. */
  allocate(function_: number, bytes: number, alignment: number): bigint {
    const next = this.#allocated.get(function_) ?? windowOf(function_);
    const step = BigInt(alignment);
    const at = ((next + step - 1n) / step) * step;
    this.#allocated.set(function_, at + BigInt(bytes));
    return at;
  }

  functionOf(queue: number): number {
    return Math.floor(queue / this.config.queuesPerFunction);
  }

  /** The state of the machine is asked twice in a row, as queue control does. */
  busy(queue: number): boolean {
    this.simulator.poke('drain_queue_i', queue);
    this.step();
    this.step();
    return this.#peek('drain_busy_o') === 1;
  }

  position(queue: number): { index: number; wrap: number } {
    this.busy(queue);
    return { index: this.#peek('drain_position_index_o'), wrap: this.#peek('drain_position_wrap_o') };
  }

  start(number: number, options: QueueOptions, prepare?: (queue: BenchQueue) => void): BenchQueue {
    const owner = this.functionOf(number);
    const { size, packed = false, index = 0, wrap = true } = options;
    const places: RingPlaces = {
      size,
      descriptors: this.allocate(owner, 16 * size, 16),
      driver: this.allocate(owner, 6 + 2 * size, 2),
      device: this.allocate(owner, 6 + 8 * size, 4),
    };
    const habits = {
      pick: options.pick ?? (() => 0),
      eventIndex: options.eventIndex ?? false,
      pointerFlags: this.random.chance(0.5) ? 2 : 0,
      transmits: this.#transmits,
    };
    const driver = packed
      ? new PackedDriver(this.ram, places, habits, index, wrap)
      : new SplitDriver(this.ram, places, habits, index);
    this.epochs = (this.epochs + 1) % 256;
    const queue = new BenchQueue(number, this.epochs, options, driver);
    prepare?.(queue);
    this.queues.set(number, queue);
    this.#poke({
      start_valid: 1,
      start_queue: number,
      start_epoch: queue.epoch,
      start_descriptors: places.descriptors,
      start_driver: places.driver,
      start_device: places.device,
      start_size: size,
      start_features_packed: Number(packed),
      start_features_indirect: Number(options.indirect ?? false),
      start_features_event_index: Number(options.eventIndex ?? false),
      start_available_index: index,
      start_available_wrap: Number(wrap),
      start_merge_limit: options.mergeLimit ?? 17,
    });
    this.#poke({
      change_valid: 1,
      change_queue: number,
      change_running: 1,
      change_beginning: 1,
      change_epoch: queue.epoch,
    });
    this.step();
    this.#poke({ start_valid: 0 });
    return queue;
  }

  /** Stops a queue as control does, at once. */
  stop(queue: BenchQueue): void {
    if (!queue.running) return;
    queue.running = false;
    this.#changes.push({ due: this.clock, queue: queue.number, epoch: queue.epoch, running: 0 });
  }

  /** Waits until nothing of a queue is left. */
  drain(queue: BenchQueue): void {
    for (let quiet = 0, clocks = 0; quiet < 2; clocks++) {
      quiet = this.busy(queue.number) ? 0 : quiet + 1;
      expect(clocks, `queue ${queue.number} drains`).toBeLessThan(20_000);
    }
  }

  /** Reads of a function that were asked for and whose answer has not come. */
  underWay(function_: number): number {
    return this.#under.filter(read => read.function === function_).length;
  }

  post(queue: BenchQueue, sizes: readonly number[], layout?: { indirect: number }): boolean {
    const owner = this.functionOf(queue.number);
    const pieces = sizes.map(bytes => ({ address: this.allocate(owner, bytes, 1), bytes }));
    const table = layout && {
      indirect: layout.indirect,
      table: this.allocate(owner, 16 * sizes.length, 16),
    };
    const posted = queue.driver.post(pieces, table);
    if (!posted) return false;
    queue.posted.push(posted);
    return true;
  }

  kick(queue: BenchQueue): void {
    if (queue.driver.kick()) this.#kicks.push(queue.number);
  }

  spuriousKick(queue: number): void {
    this.#kicks.push(queue);
  }

  /** Makes reads that take the byte at an address fail. */
  fail(address: bigint, fault: number): void {
    this.#faults.set(address, fault);
  }

  allow(functions: bigint): void {
    this.simulator.poke('allowed_i', functions);
    this.#allowed = functions;
    for (const function_ of this.late.keys()) if ((functions >> BigInt(function_)) & 1n) this.late.delete(function_);
  }

  send(queue: BenchQueue, bytes: number): void {
    queue.frames.push({ bytes });
  }

  run(clocks: number): void {
    for (let i = 0; i < clocks; i++) this.step();
  }

  /** Runs until `done` holds; a machine that hangs fails here. */
  runUntil(done: () => boolean, what: string, clocks = 30_000): void {
    for (let i = 0; !done(); i++) {
      if (i >= clocks) throw new Error(`After ${clocks} clocks still not: ${what}.`);
      this.step();
    }
  }

  step(): void {
    this.#control();
    this.#reads();
    this.#window();
    this.#event();
    if (this.#transmits) this.#chains();
    else {
      this.#attempt();
      this.#outcome();
      this.#segment();
    }
    this.#stop();
    this.#kick();
    this.#return();
    this.simulator.step();
    this.clock++;
    this.#poke({ change_valid: 0 });
  }

  #waits(): boolean {
    return this.random.chance(this.options.pressure ?? 0.2);
  }

  #control(): void {
    const at = this.#changes.findIndex(({ due }) => due <= this.clock);
    if (at < 0 || this.#peek('change_valid_i') === 1) return;
    const { queue, epoch, running } = this.#changes.splice(at, 1)[0]!;
    // Queues with odd numbers end in order: they run on, but begin nothing more.
    const runs = running | (queue & 1);
    this.#poke({
      change_valid: 1,
      change_queue: queue,
      change_running: runs,
      change_beginning: running,
      change_epoch: epoch,
    });
  }

  #reads(): void {
    for (const client of clients) {
      const port = `reads_${client}`;
      const takes = !this.#waits();
      this.#poke({ [`${port}_request_ready`]: Number(takes) });
      const stream = this.#streams.get(client);
      if (!stream) this.#answer(client);
      const now = this.#streams.get(client);
      const valid = now !== undefined && !this.random.chance((this.options.pressure ?? 0.2) / 2);
      this.#poke({ [`${port}_answer_valid`]: Number(valid) });
      if (now) {
        this.#poke({
          [`${port}_answer_data`]: now.beats[0]!,
          [`${port}_answer_last`]: Number(now.beats.length === 1),
          [`${port}_answer_context`]: now.context,
          [`${port}_answer_fault`]: now.fault,
        });
      }
      if (takes && this.#peek(`${port}_request_valid_o`) === 1) this.#take(client);
      if (valid && this.#peek(`${port}_answer_ready_o`) === 1) {
        now.beats.shift();
        if (now.beats.length === 0) this.#streams.delete(client);
      }
    }
  }

  #take(client: string): void {
    const port = `reads_${client}_request`;
    const function_ = this.#peek(`${port}_function_o`);
    const address = this.simulator.peek(`${port}_address_o`);
    const bytes = this.#peek(`${port}_bytes_o`);
    const last = address + BigInt(bytes) - 1n;
    expect(bytes).toBeGreaterThanOrEqual(1);
    expect(bytes).toBeLessThanOrEqual(512);
    expect(address / 4096n, `a read of ${bytes} at ${address.toString(16)} stays in 4 KiB`).toBe(last / 4096n);
    if (client === 'descriptors' && ((this.#allowed >> BigInt(function_)) & 1n) === 0n) {
      const late = (this.late.get(function_) ?? 0) + 1;
      this.late.set(function_, late);
      expect(late, 'no more reads are offered than are declared').toBeLessThanOrEqual(descriptorReadsAhead);
    }
    this.reads.push({ client, function: function_, address, bytes, clock: this.clock });
    const latency = this.options.latency ?? (() => this.random.between(5, 60));
    this.#under.push({
      client,
      address,
      bytes,
      context: this.simulator.peek(`${port}_context_o`),
      function: function_,
      due: this.clock + latency(function_),
    });
  }

  /** Picks one of the reads that are due, at random. */
  #answer(client: string): void {
    const due = this.#under.filter(read => read.client === client && read.due <= this.clock);
    if (due.length === 0) return;
    const read = this.random.pick(due);
    this.#under.splice(this.#under.indexOf(read), 1);
    const beat = BigInt(this.#beatBytes);
    const inside = read.address >= windowOf(read.function) && read.address < windowOf(read.function) + windowBytes;
    const planned = [...this.#faults].find(
      ([address]) => address >= read.address && address < read.address + BigInt(read.bytes),
    );
    const fault = planned ? planned[1] : inside ? 0 : 2;
    const beats: bigint[] = [];
    // A read that was refused has one beat, however long it was.
    const last = fault === 2 ? read.address : read.address + BigInt(read.bytes) - 1n;
    for (let at = (read.address / beat) * beat; at <= last; at += beat) {
      beats.push(fault ? 0n : this.ram.read(at, this.#beatBytes));
    }
    this.#streams.set(client, { beats, context: read.context, fault });
  }

  #window(): void {
    const first = this.simulator.peek('check_request_first_o');
    const owner = this.#peek('check_request_function_o');
    const last = first + this.simulator.peek('check_request_span_o');
    const inside = first >= windowOf(owner) && last < windowOf(owner) + windowBytes && last < 1n << 64n;
    this.#checks.push(Number(inside));
    this.#poke({ check_inside: this.#checks.shift()! });
  }

  #event(): void {
    const takes = !this.#waits();
    this.#poke({ event_ready: Number(takes), written_valid: 0 });
    if (takes && this.#peek('event_valid_o') === 1) {
      const queue = this.#peek('event_queue_o');
      const data = this.#peek('event_data_o');
      this.events.push({ queue, data });
      this.#writes.push({
        due: this.clock + this.random.between(2, 50),
        queue,
        address: this.simulator.peek('event_address_o'),
        data,
      });
    }
    const at = this.#writes.findIndex(({ due }) => due <= this.clock);
    if (at >= 0) {
      const write = this.#writes.splice(at, 1)[0]!;
      this.ram.write(write.address, 2, write.data);
      this.#written.push(write.queue);
    }
    if (this.#written.length > 0 && this.random.chance(0.3)) {
      this.#poke({ written_valid: 1, written_queue: this.#written.shift()! });
    }
  }

  /** Offers the oldest frame of some queue that is not parked; up to 4 attempts are open. */
  #attempt(): void {
    const tried = [...this.queues.values()].filter(queue => !queue.parked || queue.hasty);
    const ready = tried.filter(queue => queue.asked < queue.frames.length);
    const offers = ready.length > 0 && this.#outcomes.length < 4 && !this.random.chance(this.options.pressure ?? 0.2);
    this.#poke({ attempt_valid: Number(offers) });
    if (!offers) return;
    const queue = this.random.pick(ready);
    const frame = queue.frames[queue.asked]!;
    this.#poke({
      attempt_queue: queue.number,
      attempt_epoch: queue.epoch,
      attempt_series: queue.series,
      attempt_bytes: frame.bytes,
    });
    if (this.#peek('attempt_ready_o') === 0) {
      this.#poke({ attempt_valid: 0 });
      return;
    }
    queue.asked++;
    queue.hasty = false;
    const { series, wakes } = queue;
    this.#outcomes.push({ queue: queue.number, frame, series, wakes });
  }

  #outcome(): void {
    const takes = !this.#waits();
    this.#poke({ outcome_ready: Number(takes) });
    if (takes && this.#peek('outcome_valid_o') === 1) this.#judgeOutcome();
    if (this.#peek('wake_valid_o') === 1) {
      const queue = this.queues.get(this.#peek('wake_queue_o'))!;
      expect(queue.failed || !queue.running, 'only a queue that was parked is woken, and once').toBe(true);
      queue.failed = false;
      queue.parked = false;
      queue.hasty = false;
      queue.wakes++;
    }
  }

  #judgeOutcome(): void {
    const asked = this.#outcomes.shift()!;
    const queue = this.queues.get(asked.queue)!;
    expect(this.#peek('outcome_queue_o')).toBe(asked.queue);
    expect(this.#peek('outcome_series_o')).toBe(asked.series);
    const code = this.#peek('outcome_outcome_o');
    const outcome = Object.entries(takeOutcomes).find(([, value]) => value === code)![0];
    if (asked.series !== queue.series) {
      // The frame is back in its list already.
      expect(['parked', 'stopped']).toContain(outcome);
      return;
    }
    if (outcome === 'parked') {
      queue.series = (queue.series + 1) % 4;
      queue.asked = 0;
      queue.failed = true;
      // A wake that came after the attempt was made may have been meant for it.
      queue.parked = asked.wakes === queue.wakes;
      queue.hasty = queue.parked && this.random.chance(this.options.haste ?? 0);
      return;
    }
    expect(queue.frames[0]).toBe(asked.frame);
    queue.frames.shift();
    queue.asked = Math.max(0, queue.asked - 1);
    const count = this.#peek('outcome_buffers_o');
    const pieces = this.#peek('outcome_pieces_o');
    if (outcome === 'stopped') {
      expect(queue.running).toBe(false);
      expect(count).toBe(0);
      queue.fates.push({ bytes: asked.frame.bytes, outcome, buffers: [] });
      return;
    }
    if (queue.hostile) {
      if (count > 0)
        this.#segments.push({ queue, fate: { bytes: 0, outcome, buffers: [] }, left: 0, offset: 0, buffer: 0 });
      queue.fates.push({ bytes: asked.frame.bytes, outcome, buffers: [] });
      return;
    }
    const buffers = queue.posted.splice(0, count);
    expect(buffers.length, 'no more buffers are taken than were posted').toBe(count);
    // A piece of no bytes holds nothing; a buffer of such alone counts as one.
    const held = ({ pieces: all }: PostedBuffer): number => Math.max(1, all.filter(({ bytes }) => bytes > 0).length);
    expect(pieces).toBe(buffers.reduce((sum, buffer) => sum + held(buffer), 0));
    this.#judgeBuffers(queue, asked.frame.bytes, outcome, buffers);
    queue.taken += count;
    const fate = { bytes: asked.frame.bytes, outcome, buffers };
    queue.fates.push(fate);
    this.#segments.push({ queue, fate, left: outcome === 'granted' ? asked.frame.bytes : 0, offset: 0, buffer: 0 });
  }

  /** Whether the buffers are those that a naive device would take for a frame. */
  #judgeBuffers(queue: BenchQueue, bytes: number, outcome: string, buffers: readonly PostedBuffer[]): void {
    const limit = Math.max(1, queue.options.mergeLimit ?? 17);
    const sizes = (some: readonly PostedBuffer[]): number[] =>
      some.flatMap(({ pieces }) => pieces.map(piece => piece.bytes)).filter(size => size > 0);
    const sum = (list: readonly number[]): number => list.reduce((total, size) => total + Math.min(size, 32767), 0);
    const segments = (list: readonly number[]): number => {
      let total = 0;
      let count = 0;
      for (const size of list) {
        if (total >= bytes) break;
        total += size;
        count++;
      }
      return count;
    };
    expect(buffers.length).toBeLessThanOrEqual(limit);
    expect(
      sum(sizes(buffers.slice(0, -1))),
      `all but the last are full (queue ${queue.number}, ${outcome}, ${sizes(buffers)})`,
    ).toBeLessThan(bytes);
    if (outcome === 'granted') {
      expect(sum(sizes(buffers))).toBeGreaterThanOrEqual(bytes);
      expect(segments(sizes(buffers))).toBeLessThanOrEqual(maxSegmentsPerFrame);
      return;
    }
    // It does not fit: for want of buffers that may be merged, of pieces, or of room in the ring.
    const all = [...buffers, ...queue.posted];
    const enough = all.findIndex((_, i) => sum(sizes(all.slice(0, i + 1))) >= bytes);
    const pieces = (some: readonly PostedBuffer[]): number =>
      some.reduce((total, { pieces: list }) => total + Math.max(1, list.filter(piece => piece.bytes > 0).length), 0);
    const slots = buffers.reduce((total, { descriptors }) => total + descriptors.length, 0);
    const ringFull = slots + buffers.at(-1)!.descriptors.length > queue.options.size && sum(sizes(buffers)) < bytes;
    // Where all that is there is not enough, one piece more must come.
    const least = enough < 0 ? pieces(all) + 1 : pieces(all.slice(0, enough + 1));
    const limited = buffers.length === limit || least > maxSegmentsPerFrame;
    expect(enough >= 0 && enough < limit && !limited && !ringFull, 'what is returned does not fit').toBe(false);
    expect(limited || ringFull, 'nothing more can come').toBe(true);
  }

  #segment(): void {
    // Segments are taken when their outcome was.
    const takes = this.#segments.length > 0 && !this.#waits();
    this.#poke({ segment_ready: Number(takes) });
    if (!takes || this.#peek('segment_valid_o') === 0) return;
    const job = this.#segments[0]!;
    expect(job, 'segments follow an outcome').toBeDefined();
    if (job.queue.hostile) {
      const owner = this.functionOf(job.queue.number);
      const address = this.simulator.peek('segment_address_o');
      if (this.#peek('segment_bytes_o') > 0) expect(address >> windowBits).toBe(BigInt(owner + 1));
      if (this.#peek('segment_last_o') === 1) this.#segments.shift();
      return;
    }
    const buffer = job.fate.buffers[job.buffer]!;
    const granted = job.fate.outcome === 'granted';
    const pieces = granted ? buffer.pieces.filter(({ bytes }) => bytes > 0) : [];
    const used: { address: bigint; bytes: number }[] = [];
    let left = job.left;
    for (const { address, bytes } of pieces) {
      if (left === 0) break;
      used.push({ address, bytes: Math.min(bytes, left, 32767) });
      left -= used.at(-1)!.bytes;
    }
    const ends = job.offset + 1 >= used.length;
    const expected = used[job.offset] ?? { address: undefined, bytes: 0 };
    expect(this.#peek('segment_bytes_o')).toBe(expected.bytes);
    if (expected.bytes > 0) expect(this.simulator.peek('segment_address_o')).toBe(expected.address);
    expect(this.#peek('segment_ends_buffer_o')).toBe(Number(ends));
    const last = ends && job.buffer + 1 === job.fate.buffers.length;
    expect(this.#peek('segment_last_o')).toBe(Number(last));
    if (ends) {
      expect(this.#peek('segment_id_o')).toBe(buffer.id);
      if (job.queue.options.packed) expect(this.#peek('segment_slots_o')).toBe(buffer.descriptors.length);
      job.left = left;
      job.offset = 0;
      job.buffer++;
      const { returnsAfter } = job.queue;
      if (returnsAfter !== undefined) job.queue.returnsAt.push({ clock: this.clock + returnsAfter, buffer });
    } else job.offset++;
    if (last) {
      expect(job.left).toBe(0);
      this.#segments.shift();
    }
  }

  /** Asks once for each chain that was told of, up to 4 at a time, and compares every piece with what was posted. */
  #chains(): void {
    if (this.#peek('chains_valid_o') === 1)
      this.queues.get(this.#peek('chains_queue_o'))!.told += this.#peek('chains_chains_o');
    const ready = [...this.queues.values()].filter(({ told, asked }) => asked < told);
    const asks = ready.length > 0 && this.#asks.length < 4 && !this.#waits();
    this.#poke({ asks_valid: Number(asks) });
    if (asks) {
      const queue = this.random.pick(ready);
      this.#poke({ asks_queue: queue.number });
      if (this.#peek('asks_ready_o') === 1) {
        queue.asked++;
        this.#asks.push(queue);
      }
    }
    const takes = !this.#waits();
    this.#poke({ pieces_ready: Number(takes) });
    if (takes && this.#peek('pieces_valid_o') === 1) this.#judgePiece(this.#asks[0]!);
  }

  #judgePiece(queue: BenchQueue): void {
    expect(this.#peek('pieces_queue_o')).toBe(queue.number);
    const last = this.#peek('pieces_last_o') === 1;
    if (last) this.#asks.shift();
    if (this.#peek('pieces_none_o') === 1) {
      expect(queue.running, 'only a queue that ended gives nothing').toBe(false);
      expect([last, this.#piece]).toEqual([true, 0]);
      queue.fates.push({ bytes: 0, outcome: 'stopped', buffers: [] });
      return;
    }
    expect(this.#peek('pieces_epoch_o')).toBe(queue.epoch);
    const bytes = this.#peek('pieces_bytes_o');
    const address = this.simulator.peek('pieces_address_o');
    if (queue.hostile) {
      if (bytes > 0) expect(address >> windowBits).toBe(BigInt(this.functionOf(queue.number) + 1));
      return;
    }
    const buffer = queue.posted[0]!;
    const pieces = buffer.pieces.filter(piece => piece.bytes > 0);
    const expected = pieces[this.#piece] ?? { address, bytes: 0 };
    expect({ address, bytes }).toEqual({ address: expected.address, bytes: Math.min(expected.bytes, 32767) });
    expect(last).toBe(this.#piece + 1 >= pieces.length);
    this.#piece = last ? 0 : this.#piece + 1;
    if (!last) return;
    expect(this.#peek('pieces_id_o')).toBe(buffer.id);
    if (queue.options.packed) expect(this.#peek('pieces_slots_o')).toBe(buffer.descriptors.length);
    queue.posted.shift();
    queue.fates.push({ bytes: 0, outcome: 'granted', buffers: [buffer] });
    const { returnsAfter } = queue;
    if (returnsAfter !== undefined) queue.returnsAt.push({ clock: this.clock + returnsAfter, buffer });
  }

  #stop(): void {
    const takes = !this.#waits();
    this.#poke({ stop_ready: Number(takes) });
    if (!takes || this.#peek('stop_valid_o') === 0) return;
    const number = this.#peek('stop_queue_o');
    const queue = this.queues.get(number)!;
    const error = queueErrors.find(({ id }) => id === this.#peek('stop_error_o'))!.name;
    expect(this.#peek('stop_epoch_o')).toBe(queue.epoch);
    this.stops.push({ queue: number, error });
    queue.error ??= error;
    if (!queue.running) return;
    queue.running = false;
    this.#changes.push({ due: this.clock + this.random.between(2, 20), queue: number, epoch: queue.epoch, running: 0 });
  }

  #kick(): void {
    const rings = this.#kicks.length > 0 && this.random.chance(0.5);
    this.#poke({ doorbell_valid: Number(rings) });
    if (rings) this.#poke({ doorbell_queue: this.#kicks.shift()! });
  }

  #return(): void {
    for (const queue of this.queues.values()) {
      while (queue.returnsAt.length > 0 && queue.returnsAt[0]!.clock <= this.clock) {
        queue.driver.takeBack(queue.returnsAt.shift()!.buffer);
      }
    }
  }
}
