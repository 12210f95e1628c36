// SPDX-License-Identifier: Apache-2.0
/**
 * The read engine between clients and a bus that does everything AXI4 allows, and some things it does not. The model is naive: a
 * read is what its client asked for, memory is a function of the address.
 */
import { type Definition, Simulator } from 'typescript-hdl';
import { readEngine } from '../../../../hdl/dma/host/read-engine.ts';
import { beatsPerRead, type ReadClient } from '../../../../hdl/dma/host/read-shapes.ts';
import { beatBytes } from '../../../../hdl/lib/host-bus.ts';
import type { Config } from '../../../../hdl/spec/configs.ts';
import { readTags } from '../../../../hdl/spec/virtio/mover-sizes.ts';
import type { Random } from '../../../support/random.ts';

export interface Window {
  readonly base: bigint;
  readonly last: bigint;
}

export interface Read {
  readonly client: number;
  readonly function: number;
  readonly address: bigint;
  readonly bytes: number;
  readonly context: number;
}

/** How the bus ends a read: in order, with an error in one of its beats, at a beat before the last, or not at the last. */
export type Ending = 'good' | 'error' | 'early' | 'late';

interface OnBus {
  readonly id: number;
  readonly function: number;
  readonly address: bigint;
  readonly beats: number;
  readonly ending: Ending;
  readonly since: number;
  readonly badBeat: number;
  sent: number;
}

interface Answer {
  readonly client: number;
  readonly context: number;
  readonly fault: number;
  readonly data: readonly bigint[];
  readonly clock: number;
}

interface Issued {
  readonly id: number;
  readonly function: number;
  readonly address: bigint;
  readonly beats: number;
  readonly ending: Ending;
  readonly clock: number;
}

/** Bytes of memory: different for each address, and never all zeros in a beat. */
export const memoryBeat = (config: Config, address: bigint): bigint => {
  let beat = 0n;
  for (let lane = beatBytes(config) - 1; lane >= 0; lane--) {
    const at = address + BigInt(lane);
    beat = (beat << 8n) | ((at * 37n + (at >> 8n) * 11n + (at >> 40n) * 5n + 1n) & 0xffn);
  }
  return beat;
};

/** The beats of a read as the bus must carry it. */
export const beatsOf = (config: Config, { address, bytes }: Read): { first: bigint; count: number } => {
  const size = BigInt(beatBytes(config));
  const first = (address / size) * size;
  const last = ((address + BigInt(bytes) - 1n) / size) * size;
  return { first, count: Number((last - first) / size) + 1 };
};

/** Whether a read may reach the bus. */
export const mayPass = (config: Config, window: Window, read: Read): boolean => {
  const { first, count } = beatsOf(config, read);
  const end = first + BigInt(count * beatBytes(config)) - 1n;
  return (
    count <= beatsPerRead(config) &&
    first / 4096n === (read.address + BigInt(read.bytes) - 1n) / 4096n &&
    first >= window.base &&
    end <= window.last
  );
};

export interface BusConduct {
  /** Chance that the bus takes an address, and that it answers something, in a clock. */
  readonly addressReady: number;
  readonly answers: number;
  /** Clocks from an address to its first beat. */
  readonly latency: number;
  readonly ending: (random: Random) => Ending;
  /** Functions whose reads are not answered now. */
  readonly withheld: (fn: number, clock: number) => boolean;
  /** Chance of a beat that nobody asked for. */
  readonly strays?: number;
}

export interface ClientConduct {
  /** Chance that the client takes a beat of its answers. */
  readonly ready: (client: number) => number;
  /** The next read that a client begins; only for functions that are allowed. */
  readonly next: (client: number, allowed: (fn: number) => boolean, clock: number) => Read | undefined;
}

export interface Trace {
  readonly issued: Issued[];
  readonly answers: Answer[];
  readonly beats: { readonly client: number; readonly clock: number }[];
  readonly accepted: (Read & { readonly clock: number })[];
  readonly refused: number[];
  strays: number;
  broken: number;
  /** What no client and no bus may ever see. */
  readonly wrong: string[];
  /** Most reads of each function under way at a time. */
  readonly most: number[];
}

const addressPorts = ['arid', 'araddr', 'arlen', 'arsize', 'arburst', 'aruser'];

export class ReadBench {
  readonly trace: Trace;
  readonly #s: Simulator;
  readonly #onBus: OnBus[] = [];
  readonly #lost = new Set<number>();
  readonly #pipelines: Read[][];
  readonly #contexts: number[];
  readonly #begun: (readonly bigint[] | undefined)[];
  #clock = 0;
  /** The address that was offered and not taken. */
  #address = '';
  #stray = false;
  #offered: OnBus | undefined;
  readonly config: Config;
  readonly clients: readonly ReadClient[];
  readonly windows: readonly Window[];
  readonly random: Random;

  /** The engine alone, or something around it with the same ports. */
  constructor(
    config: Config,
    clients: readonly ReadClient[],
    windows: readonly Window[],
    random: Random,
    definition: Definition = readEngine(config, clients),
  ) {
    [this.config, this.clients, this.windows, this.random] = [config, clients, windows, random];
    this.#s = new Simulator(definition, { powerUpSeed: 1 });
    this.#pipelines = clients.map(() => []);
    this.#contexts = clients.map(() => 0);
    this.#begun = clients.map(() => undefined);
    const none = Array.from({ length: config.functions }, () => 0);
    this.trace = {
      issued: [],
      answers: [],
      beats: [],
      accepted: [],
      refused: [],
      strays: 0,
      broken: 0,
      wrong: [],
      most: none,
    };
    this.#s.reset();
    for (let i = 0; i < readTags(config) + config.functions + 10; i++) this.#s.step();
  }

  /** Reads on the bus of a function, or of all. */
  underWay(fn?: number): number {
    return this.#onBus.filter(read => fn === undefined || read.function === fn).length;
  }

  /** A context that no other read of the client has had. */
  newContext(client: number): number {
    const context = this.#contexts[client]!++;
    if (context >= 2 ** this.clients[client]!.contextBits) throw new RangeError('the bench is out of contexts');
    return context;
  }

  /** The value of a port besides those of the engine. */
  port(name: string): number {
    return this.#s.peekNumber(name);
  }

  /** The machine is reset, the bus is not: what was under way is still answered. */
  restart(): void {
    this.#s.poke('read_rvalid_i', 0);
    this.#s.poke('read_arready_i', 0);
    this.#s.reset();
    for (const i of this.clients.keys()) [this.#pipelines[i], this.#begun[i]] = [[], undefined];
    for (const list of [this.trace.issued, this.trace.answers, this.trace.accepted, this.trace.refused])
      list.length = 0;
    this.#address = '';
  }

  run(clocks: number, bus: BusConduct, client: ClientConduct): void {
    for (let i = 0; i < clocks; i++) this.#step(bus, client);
  }

  #step(bus: BusConduct, conduct: ClientConduct): void {
    const s = this.#s;
    const { trace, random } = this;
    const wide = s.peek('allowed_o');
    const offering = this.clients.map(({ name, ahead }, i) => {
      const allowed = (fn: number): boolean => ((wide >> BigInt(fn)) & 1n) === 1n;
      const pipeline = this.#pipelines[i]!;
      if (pipeline.length < ahead) {
        const read = conduct.next(i, allowed, this.#clock);
        if (read) pipeline.push(read);
      }
      // A read takes a while from the decision to the offer.
      const read = pipeline.length === ahead || random.chance(0.7) ? pipeline[0] : undefined;
      s.poke(`requests_${name}_valid_i`, Number(read !== undefined));
      if (read) {
        s.poke(`requests_${name}_function_i`, read.function);
        s.poke(`requests_${name}_address_i`, read.address);
        s.poke(`requests_${name}_bytes_i`, read.bytes);
        s.poke(`requests_${name}_context_i`, read.context);
      }
      s.poke(`answers_${name}_ready_i`, Number(random.chance(conduct.ready(i))));
      return read;
    });
    this.#offerAnswer(bus);
    const window = this.windows[s.peekNumber('lookup_function_o')]!;
    s.poke('lookup_window_base_i', window.base);
    s.poke('lookup_window_last_i', window.last);
    s.poke('read_arready_i', Number(random.chance(bus.addressReady)));

    const taken = offering.map((read, i) => read && s.peekNumber(`requests_${this.clients[i]!.name}_ready_o`) === 1);
    if (s.peekNumber('refused_valid_o')) trace.refused.push(s.peekNumber('refused_function_o'));
    trace.strays += s.peekNumber('stray_beat_o');
    trace.broken += s.peekNumber('broken_o');
    for (const i of this.clients.keys()) this.#takeAnswer(i);
    this.#takeAddress(bus, s.peekNumber('read_arready_i') === 1);
    if (s.peekNumber('read_rready_o') !== 1) trace.wrong.push(`the bus waits in clock ${this.#clock}`);
    s.step();
    for (const [i, read] of offering.entries()) {
      if (read && taken[i]) {
        this.#pipelines[i]!.shift();
        trace.accepted.push({ ...read, clock: this.#clock });
      }
    }
    this.#answered();
    this.#clock++;
  }

  #offerAnswer(bus: BusConduct): void {
    const { random } = this;
    const s = this.#s;
    const due = this.#onBus.filter(
      ({ since, function: fn }) => this.#clock >= since + bus.latency && !bus.withheld(fn, this.#clock),
    );
    this.#offered = due.length > 0 && random.chance(bus.answers) ? random.pick(due) : undefined;
    const strays = this.#offered ? [] : this.#strayIds().filter(id => !this.#onBus.some(one => one.id === id));
    this.#stray = strays.length > 0 && random.chance(bus.strays ?? 0);
    const read = this.#offered;
    const free = this.#stray ? random.pick(strays) : 0;
    s.poke('read_rvalid_i', Number(read !== undefined || this.#stray));
    s.poke('read_rid_i', read?.id ?? free);
    const address = (read?.address ?? 0n) + BigInt((read?.sent ?? 0) * beatBytes(this.config));
    s.poke('read_rdata_i', read ? memoryBeat(this.config, address) : 0xbadn);
    s.poke('read_rresp_i', read?.ending === 'error' && read.sent === read.badBeat ? random.pick([2, 3]) : 0);
    s.poke('read_rlast_i', Number(read ? this.#lastBit(read) : random.chance(0.5)));
  }

  /** Mostly ids that are tags; not the one that is about to be taken. */
  #strayIds(): number[] {
    const some = this.random.chance(0.8) ? readTags(this.config) : 256;
    const offered = this.#s.peekNumber('read_arvalid_o') === 1 ? this.#s.peekNumber('read_arid_o') : -1;
    return Array.from({ length: some }, (_, id) => id).filter(id => id !== offered);
  }

  #lastBit({ sent, beats, ending, badBeat }: OnBus): boolean {
    if (ending === 'early') return sent === badBeat;
    return ending === 'late' ? false : sent === beats - 1;
  }

  #answered(): void {
    const read = this.#offered;
    if (!read) return;
    read.sent++;
    const ends = read.ending === 'early' ? read.sent > read.badBeat : read.sent === read.beats;
    if (!ends) return;
    this.#onBus.splice(this.#onBus.indexOf(read), 1);
    if (read.ending === 'early' || read.ending === 'late') this.#lost.add(read.id);
  }

  #takeAddress(bus: BusConduct, ready: boolean): void {
    const s = this.#s;
    const { random, trace } = this;
    const valid = s.peekNumber('read_arvalid_o') === 1;
    const word = valid ? addressPorts.map(port => s.peek(`read_${port}_o`)).join() : '';
    if (this.#address !== '' && word !== this.#address) trace.wrong.push(`the address changed in clock ${this.#clock}`);
    this.#address = ready ? '' : word;
    if (!ready || !valid) return;
    const beats = s.peekNumber('read_arlen_o') + 1;
    const id = s.peekNumber('read_arid_o');
    const wanted = bus.ending(random);
    const ending = wanted === 'early' && beats === 1 ? 'good' : wanted;
    const fn = s.peekNumber('read_aruser_o');
    const address = s.peek('read_araddr_o');
    const badBeat = random.between(0, ending === 'early' ? beats - 2 : beats - 1);
    if (this.#onBus.some(one => one.id === id)) trace.wrong.push(`id ${id} is under way twice`);
    if (this.#lost.has(id)) trace.wrong.push(`id ${id} is used although its last answer was cut`);
    if (s.peekNumber('read_arsize_o') !== Math.log2(beatBytes(this.config))) trace.wrong.push('not full width');
    if (s.peekNumber('read_arburst_o') !== 1) trace.wrong.push('not incrementing');
    this.#onBus.push({ id, function: fn, address, beats, ending, since: this.#clock, badBeat, sent: 0 });
    trace.issued.push({ id, function: fn, address, beats, ending, clock: this.#clock });
    trace.most[fn] = Math.max(trace.most[fn]!, this.underWay(fn));
  }

  #takeAnswer(client: number): void {
    const s = this.#s;
    const { name } = this.clients[client]!;
    if (s.peekNumber(`answers_${name}_valid_o`) !== 1 || s.peekNumber(`answers_${name}_ready_i`) !== 1) return;
    this.trace.beats.push({ client, clock: this.#clock });
    const context = s.peekNumber(`answers_${name}_context_o`);
    const fault = s.peekNumber(`answers_${name}_fault_o`);
    const data = [...(this.#begun[client] ?? []), s.peek(`answers_${name}_data_o`)];
    if (s.peekNumber(`answers_${name}_last_o`) === 0) {
      this.#begun[client] = data;
      return;
    }
    this.#begun[client] = undefined;
    this.trace.answers.push({ client, context, fault, data, clock: this.#clock });
  }
}
