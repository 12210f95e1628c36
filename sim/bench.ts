// SPDX-License-Identifier: Apache-2.0
/**
 * The bench of one design: opens its simulation, moves its clock, sets and reads its ports, and connects stream models.
 * Everything between two awaits travels in one batch; a run of a million cycles is one round trip.
 */

import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BuildOptions, buildSimulation } from './build.ts';
import { SimulationChild, SimulationError } from './child.ts';
import type { Design } from './design.ts';
import { opcode } from './harness-numbers.ts';
import type { ModelHandle } from './model-handle.ts';
import type { CounterCondition, ModelHost, RunResult } from './model-host.ts';
import { type NumberedPort, PortTable } from './port-table.ts';
import { type ByteReader, ByteWriter } from './protocol.ts';
import { type FieldValue, StreamSink, StreamSource } from './stream.ts';
import { repositoryRoot } from './verilate/cache.ts';

export { BuildError } from './build.ts';
export { SimulationError } from './child.ts';
export type { Design, Port } from './design.ts';
export type { CounterCondition, RunResult } from './model-host.ts';
export type { FieldValue, StreamSink, StreamSource, TimedTransfer, Transfer } from './stream.ts';

export interface BenchOptions extends Omit<BuildOptions, 'trace'> {
  /** Seed of everything random: idle cycles, stalls, noise, initial register contents. Default SLUICE_SEED or 1. */
  readonly seed?: number;
  /** Keep what is sent, up to 256 MiB, for a waveform of it; default true. Long runs that need none save the memory. */
  readonly repeatable?: boolean;
  /** Repeat a failed run with an FST waveform before rejecting; default false. */
  readonly waveformOnFailure?: boolean;
  /** Cycles before the failure that the waveform shows; default 20,000. */
  readonly waveformCycles?: number;
}

/** What a run waits for. */
export interface PortCondition {
  /** Name of a port of up to 64 bits. */
  readonly port: string;
  readonly equals: FieldValue;
  /** Bits of the port that are compared; default all. */
  readonly mask?: bigint;
}

const allOnes = 0xffff_ffff_ffff_ffffn;

export class Bench implements ModelHost {
  readonly design: Design;
  readonly seed: number;
  readonly ports: PortTable;
  readonly child: SimulationChild;
  readonly #options: BenchOptions;
  readonly #owners = new Map<string, string>();
  #models = 0;
  #cycle = 0;

  constructor(design: Design, program: string, seed: number, options: BenchOptions) {
    this.design = design;
    this.seed = seed;
    this.ports = new PortTable(design);
    this.#options = options;
    this.child = new SimulationChild(program, design.top, seed, options.repeatable ?? true);
  }

  /** Clock edges so far, as of the last answer. */
  get cycle(): number {
    return this.#cycle;
  }

  /** What the design printed (the last 8 KiB). */
  get printed(): string {
    return this.child.printed;
  }

  /**
   * Holds `rst` high for some clock edges. Models drive their idle state meanwhile and keep what is queued, but for those
   * in `goOn`, which notice nothing: the design alone is reset, as when a bus and a core have resets of their own.
   */
  async reset(cycles = 4, { goOn = [] }: { goOn?: readonly ModelHandle[] } = {}): Promise<void> {
    const body = new ByteWriter().u32(cycles);
    for (const { number } of goOn) body.u16(number);
    await this.ask(opcode.reset, body);
    this.#cycle += cycles;
  }

  /** Sets an input; it takes effect before the next clock edge. */
  async poke(name: string, value: FieldValue): Promise<void> {
    const port = this.ports.get(name);
    const owner = this.#owners.get(port.name);
    if (owner) throw new RangeError(`${port.name} is driven by ${owner} and cannot be poked.`);
    const bits = BigInt(value);
    if (bits < 0n || bits >> BigInt(port.width) !== 0n) {
      throw new RangeError(`${bits} does not fit the ${port.width} bits of ${port.name}.`);
    }
    await this.ask(opcode.poke, new ByteWriter().u16(port.number).value(bits, port.width));
  }

  /** The settled value of any port, of any width. */
  async peek(name: string): Promise<bigint> {
    const port = this.ports.get(name);
    return (await this.ask(opcode.peek, new ByteWriter().u16(port.number))).value(port.width);
  }

  /** Runs a number of clock cycles. */
  async run(cycles: number): Promise<void> {
    await this.#run(cycles, []);
  }

  /** Runs until every condition holds at once, but at most `maxCycles`; does not run when they hold already. */
  async runUntil(conditions: PortCondition | readonly PortCondition[], maxCycles: number): Promise<RunResult> {
    const list = Array.isArray(conditions) ? conditions : [conditions as PortCondition];
    return this.#run(maxCycles, list);
  }

  /** Runs until a model counter reaches its value, at most `maxCycles`. */
  async runUntilCounters(conditions: readonly CounterCondition[], maxCycles: number): Promise<RunResult> {
    return this.#run(maxCycles, conditions);
  }

  /** Current values of model counters, in the order asked. */
  async counters(wanted: readonly { model: number; counter: number }[]): Promise<number[]> {
    const body = new ByteWriter();
    for (const { model, counter } of wanted) body.u16(model).u32(counter);
    const reply = await this.ask(opcode.counters, body);
    return wanted.map(() => reply.count());
  }

  /** Feeds the slave stream `name`; `idle` is the probability per cycle that the next transfer is held back. */
  source<F extends string = string>(name: string, { idle = 0 }: { idle?: number } = {}): StreamSource<F> {
    return new StreamSource<F>(this, name, idle);
  }

  /**
   * Receives the master stream `name`, with or without a ready; `stall` is the probability per cycle that ready is low.
   * `check` (default true) holds the design to the handshake: valid and payload stay until ready.
   */
  sink<F extends string = string>(
    name: string,
    { stall = 0, check = true }: { stall?: number; check?: boolean } = {},
  ): StreamSink<F> {
    return new StreamSink<F>(this, name, stall, check);
  }

  /** Adds a bus model and returns its number; `driven` are the inputs it owns from now on. */
  addModel(kind: number, name: string, setup: Buffer, driven: readonly NumberedPort[]): number {
    for (const port of driven) {
      const owner = this.#owners.get(port.name);
      if (owner) throw new RangeError(`${port.name} is driven by ${owner} and cannot be driven by ${name} too.`);
    }
    for (const port of driven) this.#owners.set(port.name, name);
    this.child.post(opcode.addModel, new ByteWriter().u8(kind).text(name).bytes(setup).finish());
    return this.#models++;
  }

  /** Sends one command and resolves with its answer; failures carry the waveform when that was asked for. */
  async ask(code: number, body: ByteWriter): Promise<ByteReader> {
    return this.child.ask(code, body.finish()).catch(async (error: unknown) => {
      if (error instanceof SimulationError) {
        if (error.cycle !== undefined) this.#cycle = error.cycle;
        if (this.#options.waveformOnFailure && !error.waveform) await this.#attachWaveform(error);
      }
      throw error;
    });
  }

  /** Rejects with a {@link SimulationError} that says what went wrong, where and with which seed. */
  async fail(sentence: string): Promise<never> {
    const message = `${this.design.top}: ${sentence} (cycle ${this.#cycle}, seed ${this.seed})`;
    const error = new SimulationError(message, this.seed, this.#cycle);
    if (this.#options.waveformOnFailure) await this.#attachWaveform(error);
    throw error;
  }

  /**
   * Repeats everything done so far in a build that writes an FST waveform and returns its path, or undefined when the
   * run was too long to be kept. The same seed and commands give the same cycles.
   */
  async waveform(fileName = `${this.design.top}-seed-${this.seed}.fst`): Promise<string | undefined> {
    const { log } = this.child;
    if (!log) return undefined;
    const path = join(repositoryRoot, 'build', 'waves', fileName);
    mkdirSync(dirname(path), { recursive: true });
    const { program } = await buildSimulation(this.design, { ...this.#options, trace: true });
    const child = new SimulationChild(program, this.design.top, this.seed, false);
    const from = Math.max(0, this.#cycle - (this.#options.waveformCycles ?? 20_000));
    child.post(opcode.trace, new ByteWriter().u64(from).text(path).finish());
    await child.ask(opcode.counters, Buffer.alloc(0));
    await child.replay(log);
    await child.close();
    return path;
  }

  /** Ends the simulation. */
  async close(): Promise<void> {
    await this.child.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #attachWaveform(error: SimulationError): Promise<void> {
    error.waveform = await this.waveform();
    if (error.waveform) error.message += `; waveform: ${error.waveform}`;
  }

  #condition(body: ByteWriter, condition: PortCondition | CounterCondition): void {
    if ('model' in condition) {
      body.u8(1).u16(condition.model).u32(condition.counter).u64(0).u64(condition.atLeast);
      return;
    }
    const port = this.ports.get(condition.port);
    if (port.width > 64) throw new RangeError(`${port.name} has ${port.width} bits; a condition compares at most 64.`);
    const mask = BigInt.asUintN(port.width, condition.mask ?? allOnes);
    body
      .u8(0)
      .u16(port.number)
      .u32(0)
      .u64(mask)
      .u64(BigInt(condition.equals) & mask);
  }

  async #run(maxCycles: number, conditions: readonly (PortCondition | CounterCondition)[]): Promise<RunResult> {
    const body = new ByteWriter().u64(maxCycles).u16(conditions.length);
    for (const condition of conditions) this.#condition(body, condition);
    const reply = await this.ask(opcode.run, body);
    const reached = reply.u8() === 1;
    const cycles = reply.count();
    this.#cycle += cycles;
    return { reached, cycles };
  }
}

const environmentSeed = (): number => Number(process.env.SLUICE_SEED ?? 1);

/** Builds the design when needed and starts its simulation; close the bench to end it. */
export const openBench = async (design: Design, options: BenchOptions = {}): Promise<Bench> => {
  const { seed = environmentSeed() } = options;
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RangeError(`A seed is a non-negative integer; ${seed} is not.`);
  const { program } = await buildSimulation(design, options);
  return new Bench(design, program, seed, options);
};
