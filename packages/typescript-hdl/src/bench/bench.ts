// SPDX-License-Identifier: Apache-2.0
/** A test bench: typed handles of the ports, processes on clocks, and a look inside, on the built-in simulator or on Verilator. */
import type { Definition } from '../component.ts';
import { HdlError } from '../diagnostic.ts';
import { type ClockDomain, defaultDomain } from '../ir/index.ts';
import { nearNames } from '../locate/near-names.ts';
import { captureLocation } from '../location.ts';
import type { Ports } from '../ports.ts';
import type { MemoryWords } from '../simulate/memory-words.ts';
import { builtIn, type Engine } from './engine.ts';
import { type Handles, handlesOf } from './handles.ts';
import { BenchClock, type Process, type Wait } from './process.ts';
import { randomNumbers } from './random.ts';
import { type ClockTiming, Timetable } from './schedule.ts';

/** What a bench can be told; everything has a default. */
export interface BenchOptions {
  /** What runs the design. Default the built-in simulator; `verilator` needs `verilator` and `clang++`. */
  readonly simulator?: 'built-in' | 'verilator';
  /**
   * Registers and memories without a defined start begin with random bits of this seed, and {@link Bench.random} gives other
   * numbers. Default: they begin with zeros.
   */
  readonly seed?: number;
  /** Clock domain that the default domain of the component stands for. Default `clk`, `rst`. */
  readonly domain?: ClockDomain;
  /** Periods and phases of the clocks; those that are not named have a period of 10. */
  readonly clocks?: readonly ClockTiming[];
  /** Where Verilator builds, and keeps what it built. Default `build/bench`. */
  readonly folder?: string;
}

interface Running {
  readonly process: Process;
  readonly name: string;
  readonly inBackground: boolean;
  wait: Wait;
}

/** A bench over one component. {@link testBench} makes one. */
export class Bench<T extends Ports> {
  /** The ports: `dut.up.payload.a.set(3)`. */
  readonly dut: Handles<T>;
  /** A pseudo-random number from 0 to below 1, the same for the same seed. */
  readonly random: () => number;
  readonly #engine: Engine;
  readonly #timetable: Timetable;
  readonly #resets: readonly { readonly name: string; readonly asserted: bigint }[];
  readonly #running: Running[] = [];

  constructor(top: Definition<T>, engine: Engine, { seed = 0, clocks = [] }: BenchOptions) {
    this.#engine = engine;
    this.random = randomNumbers(seed);
    this.#timetable = new Timetable(engine.domains, clocks);
    this.#resets = engine.domains.flatMap(({ reset }, i) => {
      if (!reset) return [];
      const low = reset.active === 'low';
      return [{ name: i > 0 ? reset.name : low ? 'rst_n' : 'rst', asserted: low ? 0n : 1n }];
    });
    const places = new Map(top.words.map(word => [word.key, word]));
    const words = {
      read: (key: string) => engine.get(places.get(key)!.name, places.get(key)!.width),
      write: (key: string, bits: bigint) => engine.set(places.get(key)!.name, bits),
    };
    this.dut = handlesOf(top.ports, words) as Handles<T>;
  }

  /** Time of the last clock edge, in the units of the periods. */
  get now(): number {
    return this.#timetable.now;
  }

  /** The clock of a domain, by default that of the component. Throws HDL-DOMAIN for a domain that the design has not. */
  clock(domain = this.#engine.domains[0]!): BenchClock {
    if (this.#engine.domains.includes(domain)) return new BenchClock(domain);
    const text = `Nothing in the design belongs to the domain '${domain.name}'.`;
    throw new HdlError('HDL-DOMAIN', text, captureLocation());
  }

  /** Holds every reset that comes from outside for one edge of every clock; processes do not see it. */
  reset(): void {
    for (const { name, asserted } of this.#resets) this.#engine.set(name, asserted);
    this.#engine.edge(this.#engine.domains);
    for (const { name, asserted } of this.#resets) this.#engine.set(name, 1n - asserted);
  }

  /** Runs `edges` edges without processes. */
  step(edges = 1): void {
    for (let i = 0; i < edges; i++) this.#engine.edge(this.#timetable.advance());
  }

  /** Adds a process; {@link run} goes on until all of these have ended. */
  start(name: string, process: Process): void {
    this.#running.push({ process, name, inBackground: false, wait: undefined as never });
  }

  /** Adds a process that need not end: a monitor, a clock of something else. */
  watch(name: string, process: Process): void {
    this.#running.push({ process, name, inBackground: true, wait: undefined as never });
  }

  /**
   * Runs until the processes that were started have ended; throws what one of them throws, and HDL-ASSERT when they have not
   * ended after `within` edges (default 100,000).
   */
  async run({ within = 100_000 }: { readonly within?: number } = {}): Promise<void> {
    for (const one of [...this.#running]) if (one.wait === undefined) await this.#resume(one, undefined);
    for (let edges = 0; this.#unfinished().length > 0; edges++) {
      if (edges === within) {
        const names = this.#unfinished().map(({ name }) => `'${name}'`);
        const text = `The bench is not done after ${within} edges: ${names.join(', ')} still ${names.length > 1 ? 'wait' : 'waits'}.`;
        throw new HdlError('HDL-ASSERT', text, captureLocation());
      }
      const ticking = this.#timetable.advance();
      const due = this.#running.filter(({ wait }) => ticking.includes(wait.domain));
      const sampled = due.map(({ wait }) => wait.read?.());
      this.#engine.edge(ticking);
      for (const [i, one] of due.entries()) await this.#resume(one, sampled[i]);
    }
  }

  /**
   * A signal inside, by the dotted path of instances and its Verilog name: `receiver.timer_q`. Throws HDL-NAME, with near names,
   * when there is none, and on Verilator for a wire that the Verilog does without.
   */
  inside(path: string): bigint {
    const [scope, name] = split(path);
    return this.#engine.inside(scope, name) ?? this.#noSuch('signal', path);
  }

  /** A memory inside, to be read and written without a clock: `receiver.words`. Throws HDL-NAME when there is none. */
  memory(path: string): MemoryWords {
    const [scope, name] = split(path);
    return this.#engine.memory(scope, name) ?? this.#noSuch('memory', path);
  }

  /** Ends what runs the design. */
  close(): void {
    this.#engine.close();
  }

  #unfinished(): readonly Running[] {
    return this.#running.filter(({ inBackground }) => !inBackground);
  }

  async #resume(one: Running, value: unknown): Promise<void> {
    const pending = one.process.next(value);
    const { done, value: wait } = pending instanceof Promise ? await pending : pending;
    if (done) this.#running.splice(this.#running.indexOf(one), 1);
    else one.wait = wait;
  }

  #noSuch(what: 'signal' | 'memory', path: string): never {
    const near = nearNames(path, this.#engine.names(what));
    const hint = near.length > 0 ? `; near it: ${near.join(', ')}` : '';
    throw new HdlError('HDL-NAME', `There is no ${what} '${path}' inside${hint}.`, captureLocation());
  }
}

const split = (path: string): readonly [scope: string, name: string] => {
  const dot = path.lastIndexOf('.');
  return [dot < 0 ? '' : path.slice(0, dot), path.slice(dot + 1)];
};

/** A bench for a component; inputs are 0 and nothing is reset yet. Its processes and handles are the same on every simulator. */
export const testBench = async <T extends Ports>(top: Definition<T>, options: BenchOptions = {}): Promise<Bench<T>> => {
  const { simulator = 'built-in', domain = defaultDomain, seed, folder = 'build/bench' } = options;
  if (simulator === 'built-in') {
    return new Bench(top, builtIn(top, { domain, ...(seed !== undefined && { powerUpSeed: seed }) }), options);
  }
  const { verilated } = await import('../verilated/engine.ts');
  return new Bench(top, await verilated(top, { domain, seed, folder }), options);
};
