// SPDX-License-Identifier: Apache-2.0
/** Drives the streams and flows of a component in the built-in simulator, with idle clocks and stalls, and records what leaves. */
import { type ModuleDefinition, Simulator, snakeCase } from 'typescript-hdl';
import { type Random, seededRandom } from '../../support/random.ts';

export type Fields = Readonly<Record<string, number | bigint | boolean>>;
export interface Left {
  readonly cycle: number;
  readonly fields: Readonly<Record<string, bigint>>;
}

export class Source {
  readonly waiting: Fields[] = [];
  /** Clocks in which transfers were taken. */
  readonly taken: number[] = [];
  offered: Fields | undefined;
  readonly name: string;
  readonly isFlow: boolean;
  /** Whether it begins an offer in a clock. */
  offers: (cycle: number) => boolean;

  constructor(name: string, isFlow: boolean, offers: (cycle: number) => boolean) {
    this.name = name;
    this.isFlow = isFlow;
    this.offers = offers;
  }

  send(...transfers: readonly Fields[]): void {
    this.waiting.push(...transfers);
  }

  get idle(): boolean {
    return this.waiting.length === 0 && this.offered === undefined;
  }
}

export class Sink {
  readonly left: Left[] = [];
  offer: string | undefined;
  /** Between the first and the last beat of a frame; an AXI4-Stream alone knows. */
  inFrame = false;
  readonly name: string;
  readonly isFlow: boolean;
  readonly fields: readonly string[];
  /** Of an AXI4-Stream, whose `valid` and `ready` have a `t` before them, and whose frames must have no gap. */
  readonly isAxi: boolean;
  /** Whether it takes in a clock. */
  takes: (cycle: number) => boolean;

  constructor(
    name: string,
    { isFlow, isAxi }: { isFlow: boolean; isAxi: boolean },
    fields: readonly string[],
    takes: (cycle: number) => boolean,
  ) {
    this.name = name;
    this.isFlow = isFlow;
    this.isAxi = isAxi;
    this.fields = fields;
    this.takes = takes;
  }

  port(signal: 'valid' | 'ready'): string {
    return `${this.name}_${this.isAxi ? 't' : ''}${signal}${signal === 'valid' ? '_o' : '_i'}`;
  }

  /** What left since the last call. */
  drain(): Left[] {
    return this.left.splice(0);
  }
}

export class StreamBench {
  readonly simulator: Simulator;
  readonly random: Random;
  cycle = 0;
  readonly #sources: Source[] = [];
  readonly #sinks: Sink[] = [];

  constructor(design: ModuleDefinition, seed = 1) {
    this.simulator = new Simulator(design, { powerUpSeed: seed });
    this.random = seededRandom(seed);
  }

  source(name: string, { idle = 0, flow = false } = {}): Source {
    const source = new Source(snakeCase(name), flow, () => !this.random.chance(idle));
    this.#sources.push(source);
    return source;
  }

  sink(name: string, fields: readonly string[], { stall = 0, flow = false, axi = false } = {}): Sink {
    const sink = new Sink(snakeCase(name), { isFlow: flow, isAxi: axi }, fields, () => !this.random.chance(stall));
    this.#sinks.push(sink);
    return sink;
  }

  poke(values: Fields): void {
    for (const [name, value] of Object.entries(values)) this.simulator.poke(`${snakeCase(name)}_i`, BigInt(value));
  }

  peek(name: string): bigint {
    return this.simulator.peek(`${snakeCase(name)}_o`);
  }

  reset(): void {
    for (const { name } of this.#sources) this.simulator.poke(`${name}_valid_i`, 0);
    this.simulator.reset();
  }

  run(clocks: number): void {
    for (let i = 0; i < clocks; i++) this.#clock();
  }

  /** Runs until nothing waits to be sent and nothing has left for `quiet` clocks; throws after `most` clocks. */
  settle(quiet = 100, most = 200_000): void {
    let calm = 0;
    for (const limit = this.cycle + most; calm < quiet; ) {
      if (this.cycle > limit) throw new Error('it does not come to rest');
      const before = this.#sinks.reduce((sum, { left }) => sum + left.length, 0);
      this.#clock();
      const after = this.#sinks.reduce((sum, { left }) => sum + left.length, 0);
      calm = before === after && this.#sources.every(source => source.idle) ? calm + 1 : 0;
    }
  }

  #clock(): void {
    for (const source of this.#sources) this.#offer(source);
    for (const sink of this.#sinks) {
      if (!sink.isFlow) this.simulator.poke(sink.port('ready'), sink.takes(this.cycle) ? 1 : 0);
    }
    for (const source of this.#sources) this.#take(source);
    for (const sink of this.#sinks) this.#record(sink);
    this.simulator.step();
    this.cycle += 1;
  }

  #offer(source: Source): void {
    if (source.offered === undefined && source.waiting.length > 0 && source.offers(this.cycle)) {
      source.offered = source.waiting.shift();
      for (const [field, value] of Object.entries(source.offered!)) {
        this.simulator.poke(`${source.name}_${snakeCase(field)}_i`, BigInt(value));
      }
    }
    this.simulator.poke(`${source.name}_valid_i`, source.offered === undefined ? 0 : 1);
  }

  #take(source: Source): void {
    if (source.offered === undefined) return;
    if (!source.isFlow && this.simulator.peek(`${source.name}_ready_o`) === 0n) return;
    source.taken.push(this.cycle);
    source.offered = undefined;
  }

  /** An offer that is not taken must stay as it is. */
  #record(sink: Sink): void {
    const valid = this.simulator.peek(sink.port('valid')) === 1n;
    if (!valid && sink.inFrame) throw new Error(`a frame on ${sink.name} has a gap in cycle ${this.cycle}`);
    if (!valid && sink.offer !== undefined) throw new Error(`${sink.name} took its offer back in cycle ${this.cycle}`);
    if (!valid) return;
    const fields = Object.fromEntries(
      sink.fields.map(field => [field, this.simulator.peek(`${sink.name}_${snakeCase(field)}_o`)]),
    );
    const text = Object.values(fields).join(' ');
    if (sink.offer !== undefined && sink.offer !== text) {
      throw new Error(`${sink.name} changed its offer in cycle ${this.cycle}`);
    }
    if (sink.isAxi) sink.inFrame = fields['tlast'] === 0n;
    const taken = sink.isFlow || this.simulator.peek(sink.port('ready')) === 1n;
    sink.offer = taken ? undefined : text;
    if (taken) sink.left.push({ cycle: this.cycle, fields });
  }
}
