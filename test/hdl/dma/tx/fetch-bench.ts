// SPDX-License-Identifier: Apache-2.0
/**
 * The frame fetch among naive models of its neighbours: a supply that gives chains, memory that answers reads late and in any
 * order, queue control, used lines, and whoever takes the frames. What becomes of every chain is compared with what lies in memory.
 */
import { Simulator } from 'typescript-hdl';
import { expect } from 'vitest';
import { frameFetch } from '../../../../hdl/dma/tx/frame-fetch.ts';
import { transmitClients } from '../../../../hdl/dma/tx/tx-dma.ts';
import type { Config } from '../../../../hdl/spec/configs.ts';
import { transmitEvents } from '../../../../hdl/spec/events/transmit-events.ts';
import type { Random } from '../../../support/random.ts';
import { type BenchChain, SentChains, type SentHeader } from './sent-chains.ts';

export interface FetchBenchOptions {
  readonly config: Config;
  readonly random: Random;
  /** Clocks that a read of a function takes; Infinity for never. */
  readonly latency?: (function_: number) => number;
  /** Probability that what can wait is made to wait in a clock. */
  readonly pressure?: number;
  /** Reads of a function under way from which on it may begin no more. */
  readonly readsAllowed?: number;
  /** Clocks from a failed read to the end of the run of its queue; default up to 60. */
  readonly stopAfter?: number;
}

interface Read {
  readonly function: number;
  readonly address: bigint;
  readonly bytes: number;
  readonly context: bigint;
  readonly due: number;
  readonly queue: number;
}

export class FetchBench {
  readonly options: FetchBenchOptions;
  readonly config: Config;
  readonly random: Random;
  readonly simulator: Simulator;
  readonly chains: readonly BenchChain[];
  readonly stops: number[] = [];
  readonly running: boolean[];
  readonly epochs: number[];
  /** Chains of each function that wait to be given, and all that were. */
  readonly waiting: BenchChain[][];
  readonly given: BenchChain[][];
  readonly frames: { chain: BenchChain; clock: number }[] = [];
  /** What chains were said to cost, in the order in which they were given: function, bytes on the bus, on the wire. */
  readonly costs: number[][] = [];
  readonly order: BenchChain[] = [];
  readonly lastMore: boolean[];
  readonly #sent: SentChains;
  readonly #under: Read[] = [];
  readonly #faults = new Map<number, { fault: number; reads: number }>();
  readonly #beatBytes: number;
  #answer: { beats: bigint[]; context: bigint; fault: number } | undefined;
  #giving: { chain: BenchChain; piece: number } | undefined;
  #sending: { chain: BenchChain; at: number } | undefined;
  readonly #announced: BenchChain[] = [];
  readonly #changes: { due: number; queue: number; epoch: number; running: number; beginning?: number }[] = [];
  readonly #over: number[];
  readonly #pressure: number;
  /** Nobody takes frames or words. */
  holds = false;
  clock = 0;

  constructor(options: FetchBenchOptions) {
    this.options = options;
    this.config = options.config;
    this.#pressure = options.pressure ?? 0.2;
    this.random = options.random;
    this.#beatBytes = this.config.hostDataBits / 8;
    const { functions, queuesPerFunction } = this.config;
    const queues = functions * queuesPerFunction;
    const each = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
    this.#sent = new SentChains(this.config, this.random);
    this.chains = this.#sent.chains;
    this.running = each(queues, () => false);
    this.epochs = each(queues, () => 0);
    this.lastMore = each(queues, () => false);
    [this.waiting, this.given] = [each(functions, () => []), each(functions, () => [])];
    this.#over = each(functions, () => 0);
    this.simulator = new Simulator(frameFetch(this.config), { powerUpSeed: 1 });
    this.simulator.reset();
    for (let queue = 0; queue < queues; queue++) this.#changes.push({ due: 0, queue, epoch: 0, running: 0 });
    this.run(functions * 512 < 3000 ? functions * 128 : 3000);
  }

  #peek(name: string): number {
    return this.simulator.peekNumber(name);
  }

  #poke(values: Readonly<Record<string, number | bigint>>): void {
    for (const [name, value] of Object.entries(values)) this.simulator.poke(`${name}_i`, value);
  }

  functionOf(queue: number): number {
    return Math.floor(queue / this.config.queuesPerFunction);
  }

  start(queue: number): void {
    this.epochs[queue] = (this.epochs[queue]! + 1) % 256;
    this.running[queue] = true;
    this.#changes.push({ due: this.clock, queue, epoch: this.epochs[queue]!, running: 1 });
    this.runUntil(() => this.#changes.length === 0, 'the queue runs');
  }

  stop(queue: number): void {
    if (!this.running[queue]) return;
    this.running[queue] = false;
    this.#changes.push({ due: this.clock, queue, epoch: this.epochs[queue]!, running: 0 });
  }

  /** A stop in order: the queue begins nothing more, and finishes what it has. */
  finish(queue: number): void {
    this.#changes.push({ due: this.clock, queue, epoch: this.epochs[queue]!, running: 1, beginning: 0 });
  }

  busy(queue: number): boolean {
    this.simulator.poke('drain_queue_i', queue);
    this.run(2);
    return this.#peek('drain_busy_o') === 1;
  }

  /** Runs until nothing of a queue is left: a frame that is dropped is told of before its words are passed over. */
  drain(queue: number): void {
    for (let turns = 0; this.busy(queue); turns++) expect(turns, `queue ${queue} drains`).toBeLessThan(500);
  }

  /** See {@link SentChains.post}. */
  post(queue: number, sizes: readonly number[], header: SentHeader = {}, slots = sizes.length): BenchChain {
    const chain = this.#sent.post({ queue, epoch: this.epochs[queue]!, slots }, sizes, header);
    this.waiting[this.functionOf(queue)]!.push(chain);
    return chain;
  }

  /** Makes the reads of a chain fail, or as many of them. */
  fail(chain: BenchChain, fault: 1 | 2, reads = Infinity): void {
    this.#faults.set(chain.serial, { fault, reads });
  }

  #faultOf(chain: BenchChain): number {
    const fails = this.#faults.get(chain.serial);
    if (fails === undefined || fails.reads === 0) return 0;
    fails.reads--;
    return fails.fault;
  }

  run(clocks: number): void {
    for (let i = 0; i < clocks; i++) this.step();
  }

  runUntil(done: () => boolean, what: string, clocks = 30_000): void {
    for (let i = 0; !done(); i++) {
      if (i >= clocks) throw new Error(`After ${clocks} clocks still not: ${what}.`);
      this.step();
    }
  }

  /** Every chain that was given has ended. */
  get settled(): boolean {
    return this.given.every(list => list.every(chain => chain.ended !== undefined)) && this.#giving === undefined;
  }

  #waits(): boolean {
    return this.random.chance(this.#pressure);
  }

  step(): void {
    this.#control();
    this.#give();
    this.#take();
    this.#respond();
    this.#elements();
    this.#frames();
    this.#events();
    if (this.#peek('stop_valid_o') === 1) {
      const queue = this.#peek('stop_queue_o');
      expect(this.#peek('stop_epoch_o')).toBe(this.epochs[queue]);
      this.stops.push(queue);
      const due = this.clock + (this.options.stopAfter ?? this.random.between(2, 60));
      if (this.running[queue]) this.#changes.push({ due, queue, epoch: this.epochs[queue]!, running: 0 });
      this.running[queue] = false;
    }
    if (this.#peek('cost_valid_o') === 1)
      this.costs.push(['function', 'bus', 'wire'].map(name => this.#peek(`cost_${name}_o`)));
    this.simulator.step();
    this.clock++;
    this.#poke({ change_valid: 0 });
  }

  #control(): void {
    const at = this.#changes.findIndex(({ due }) => due <= this.clock);
    if (at < 0) return;
    const { queue, epoch, running, beginning = running } = this.#changes.splice(at, 1)[0]!;
    this.#poke({
      change_valid: 1,
      change_queue: queue,
      change_running: running,
      change_beginning: beginning,
      change_epoch: epoch,
    });
  }

  #give(): void {
    if (this.#giving === undefined) {
      const waits = this.#peek('waits_o');
      const ready = this.waiting.flatMap((list, fn) => (list.length > 0 && ((waits >> fn) & 1) === 1 ? [fn] : []));
      if (ready.length > 0 && !this.#waits())
        this.#giving = { chain: this.waiting[this.random.pick(ready)]!.shift()!, piece: 0 };
    }
    const now = this.#giving;
    const valid = now !== undefined && !this.random.chance(this.#pressure / 2);
    this.#poke({ pieces_valid: Number(valid) });
    if (!valid) return;
    const { chain, piece } = now;
    const last = piece + 1 === chain.pieces.length;
    this.#poke({
      pieces_queue: chain.queue,
      pieces_epoch: chain.epoch,
      pieces_none: 0,
      pieces_address: chain.pieces[piece]!.address,
      pieces_bytes: Math.min(32_767, chain.pieces[piece]!.bytes),
      pieces_last: Number(last),
      pieces_id: chain.id,
      pieces_slots: chain.slots,
    });
    if (this.#peek('pieces_ready_o') === 0) return;
    now.piece++;
    if (!last) return;
    this.order.push(chain);
    this.given[this.functionOf(chain.queue)]!.push(chain);
    this.#giving = undefined;
  }

  #take(): void {
    const { readsAllowed = 16, latency = () => this.random.between(5, 60) } = this.options;
    const under = (fn: number): number => this.#under.filter(read => read.function === fn).length;
    let allowed = 0n;
    for (let fn = 0; fn < this.config.functions; fn++) {
      const may = under(fn) < readsAllowed;
      if (may) allowed |= 1n << BigInt(fn);
      if (may) this.#over[fn] = 0;
    }
    const takes = !this.#waits();
    this.#poke({ allowed, reads_ready: Number(takes) });
    if (!takes || this.#peek('reads_valid_o') === 0) return;
    const fn = this.#peek('reads_function_o');
    const address = this.simulator.peek('reads_address_o');
    const bytes = this.#peek('reads_bytes_o');
    const last = address + BigInt(bytes) - 1n;
    expect(bytes).toBeGreaterThanOrEqual(1);
    expect(address >> 8n, 'a read stays in 256 aligned bytes').toBe(last >> 8n);
    const chain = this.#chainAt(fn, address, last);
    // No more reads are offered than the client has declared.
    if (((allowed >> BigInt(fn)) & 1n) === 0n) {
      this.#over[fn]!++;
      expect(this.#over[fn]).toBeLessThanOrEqual(transmitClients(this.config).reads.data.ahead);
    }
    this.#under.push({
      function: fn,
      address,
      bytes,
      context: this.simulator.peek('reads_context_o'),
      due: this.clock + latency(fn),
      queue: chain.queue,
    });
  }

  /** The chain whose piece a read lies in: it was given, and is not over. */
  #chainAt(fn: number, first: bigint, last: bigint): BenchChain {
    const chain = this.given[fn]!.find(
      one =>
        one.ended === undefined &&
        one.pieces.some(({ address, bytes }) => address <= first && last < address + BigInt(bytes)),
    );
    expect(chain, `a read of ${first.toString(16)} to ${last.toString(16)} lies in a piece`).toBeDefined();
    return chain!;
  }

  #respond(): void {
    if (this.#answer === undefined) {
      const due = this.#under.filter(read => read.due <= this.clock);
      if (due.length > 0) {
        const read = this.random.pick(due);
        this.#under.splice(this.#under.indexOf(read), 1);
        const beat = BigInt(this.#beatBytes);
        const last = read.address + BigInt(read.bytes) - 1n;
        const chain = this.#chainAt(read.function, read.address, last);
        const fault = this.#faultOf(chain);
        const beats: bigint[] = [];
        for (let at = (read.address / beat) * beat; at <= (fault === 2 ? read.address : last); at += beat)
          beats.push(fault ? 0n : this.#sent.word(read.function, at));
        this.#answer = { beats, context: read.context, fault };
      }
    }
    const now = this.#answer;
    const valid = now !== undefined && !this.random.chance(this.#pressure / 2);
    this.#poke({ answers_valid: Number(valid) });
    if (!valid) return;
    this.#poke({
      answers_data: now.beats[0]!,
      answers_last: Number(now.beats.length === 1),
      answers_context: now.context,
      answers_fault: now.fault,
    });
    expect(this.#peek('answers_ready_o')).toBe(1);
    now.beats.shift();
    if (now.beats.length === 0) this.#answer = undefined;
  }

  #elements(): void {
    const takes = !this.#waits();
    this.#poke({ elements_ready: Number(takes), ask_room: Number(!this.random.chance(this.#pressure / 2)) });
    if (!takes || this.#peek('elements_valid_o') === 0) return;
    const queue = this.#peek('elements_queue_o');
    const chain = this.given[this.functionOf(queue)]!.find(
      one => one.queue === queue && !one.used && one.ended !== 'run_ended',
    );
    expect(chain, 'an element is that of the oldest chain of its queue').toBeDefined();
    const { id, epoch, slots } = chain!;
    const said = ['id', 'epoch', 'slots', 'bytes', 'last'].map(name => this.#peek(`elements_${name}_o`));
    expect(said).toEqual([id, epoch, slots, 0, 1]);
    const open = this.#under.some(
      read =>
        read.function === this.functionOf(queue) &&
        this.#chainAt(read.function, read.address, read.address + BigInt(read.bytes) - 1n) === chain,
    );
    expect(open, 'a chain is used when all of its reads were answered').toBe(false);
    chain!.used = true;
    this.lastMore[queue] = this.#peek('elements_more_o') === 1;
  }

  #end(chain: BenchChain, as: string): void {
    const list = this.given[this.functionOf(chain.queue)]!;
    expect(chain.ended).toBeUndefined();
    const before = list.slice(0, list.indexOf(chain)).filter(one => one.ended === undefined);
    // Events and frames go different ways, by a few clocks.
    expect(
      before.filter(one => (one.fate === 'sent') === (as === 'sent') && this.running[one.queue]),
      'they end in order',
    ).toEqual([]);
    chain.ended = as;
  }

  #frames(): void {
    const takes = !this.holds && !this.#waits();
    this.#poke({ frames_ready: Number(takes) });
    if (takes && this.#peek('frames_valid_o') === 1) {
      const queue = this.#peek('frames_queue_o');
      const chain = this.given[this.functionOf(queue)]!.find(
        one => one.ended === undefined && !this.#announced.includes(one) && one.queue === queue && one.fate === 'sent',
      );
      expect(chain, 'a frame that was posted').toBeDefined();
      const { header, content } = chain!;
      const needs = (header.flags & 1) === 1;
      expect(this.#peek('frames_epoch_o')).toBe(chain!.epoch);
      expect(this.#peek('frames_length_o')).toBe(content.length - 12);
      expect(this.#peek('frames_checksum_o')).toBe(Number(needs));
      if (needs) {
        expect(this.#peek('frames_start_o')).toBe(header.start);
        expect(this.#peek('frames_place_o')).toBe(header.start + header.offset);
      }
      this.#announced.push(chain!);
    }
    this.#sending ??= this.#announced.length > 0 ? { chain: this.#announced[0]!, at: 12 } : undefined;
    const ready = this.#sending !== undefined && !this.holds && !this.#waits();
    this.#poke({ words_ready: Number(ready) });
    if (!ready || this.#peek('words_valid_o') === 0) return;
    const now = this.#sending!;
    const { content } = now.chain;
    const expected = Buffer.alloc(this.#beatBytes);
    expected.set(content.subarray(now.at, now.at + this.#beatBytes));
    const word = this.simulator
      .peek('words_data_o')
      .toString(16)
      .padStart(2 * this.#beatBytes, '0');
    expect(Buffer.from(word, 'hex').reverse().toString('hex')).toBe(expected.toString('hex'));
    now.at += this.#beatBytes;
    const last = now.at >= content.length;
    expect(this.#peek('words_last_o')).toBe(Number(last));
    if (!last) return;
    this.#announced.shift();
    this.#sending = undefined;
    this.#end(now.chain, 'sent');
    this.frames.push({ chain: now.chain, clock: this.clock });
  }

  #events(): void {
    const takes = !this.#waits();
    this.#poke({ events_ready: Number(takes) });
    if (!takes || this.#peek('events_valid_o') === 0) return;
    const { name } = transmitEvents.find(({ id }) => id === this.#peek('events_event_o'))!;
    const fn = this.#peek('events_function_o');
    const open = this.given[fn]!.filter(one => one.ended === undefined && !this.#announced.includes(one));
    const chain = open.find(one =>
      name === 'run_ended' ? !this.running[one.queue] || one.epoch !== this.epochs[one.queue] : one.fate === name,
    );
    expect(chain, `an event ${name} has its chain`).toBeDefined();
    expect(this.#peek('events_bytes_o')).toBe(
      Math.min(16_383, Math.max(0, Math.min(32_767, chain!.content.length) - 12)),
    );
    this.#end(chain!, name);
  }
}
