// SPDX-License-Identifier: Apache-2.0
/** A cycle simulator: the elaborated design compiled to JavaScript. */

import { checkAllStages } from '../check/stages.ts';
import { HdlError } from '../diagnostic.ts';
import { type ClockDomain, defaultDomain, type ModuleDefinition, startsReset } from '../ir/index.ts';
import { captureLocation } from '../location.ts';
import { risingOf, type Words } from './boxes.ts';
import { literalLimbs } from './limb-code.ts';
import { type MemoryWords, memoryWords } from './memory-words.ts';
import { type PowerUpBits, powerUpBits } from './power-up.ts';
import { compile, type Program } from './program.ts';
import { schedule } from './schedule.ts';
import { type Clock, layOut, limbsOf, namesInside, type Storage } from './storage.ts';
import { type Trace, type TraceOptions, Tracer, type TraceTarget } from './trace.ts';

/** What a {@link Simulator} can be told; everything has a default. */
export interface SimulatorOptions {
  /** Clock domain that the top's default domain stands for, as for `emitVerilog`. Default `clk`, `rst`. */
  readonly domain?: ClockDomain;
  /**
   * Seed of what hardware leaves undefined at power-up: memories without initial contents and registers that no
   * configuration sets start with pseudo-random bits, the same for the same seed. Default: with zeros.
   */
  readonly powerUpSeed?: number;
}

/** What a rising edge does: everything is computed from the old values, memories first, before any register changes. */
interface Edge {
  compute(): void;
  write(): void;
  change(): void;
}

/** A port of the top and where its bits are. */
interface PortPlace {
  readonly kind: 'input' | 'output';
  readonly slot: number;
  readonly width: number;
  readonly isSigned: boolean;
}

/** A clock that the design drives itself, or an input of a black box whose edges its model waits for. */
interface Watch {
  readonly slot: number;
  readonly edge: Edge;
  level: number;
}

/**
 * A two-valued simulator. Inputs change between clocks by {@link Simulator.poke}; `step` is one rising edge of `clk`,
 * before which every assertion is watched unless the reset is asserted; `tick` is an edge of other domains. A synchronous
 * reset acts at the clock edge, an asynchronous one at once. Clocks that the design makes itself (`provideDomain`) run by
 * themselves; all registers of one edge see the values before it. Registers of domains with an asynchronous reset or none
 * start at their reset values; other registers, and memories without initial contents, at 0 (hardware: undefined) or,
 * with `powerUpSeed`, anywhere.
 */
export class Simulator {
  readonly #storage: Storage;
  readonly #limbs: Int32Array;
  readonly #program: Program;
  readonly #edges: readonly Edge[];
  readonly #watches: readonly Watch[];
  /** Something besides the combinational logic happens when values settle: asynchronous resets, clocks made inside. */
  readonly #hasEvents: boolean;
  readonly #resets = new Map<string, Clock>();
  readonly #ports = new Map<string, PortPlace>();
  readonly #mainReset: { readonly slot: number; readonly asserted: number } | undefined;
  #tracer: Tracer | undefined;
  #dirty = true;

  constructor(top: ModuleDefinition, { domain = defaultDomain, powerUpSeed }: SimulatorOptions = {}) {
    this.#storage = layOut(top, domain);
    checkAllStages(this.#storage.scopes.map(scope => scope.definition));
    const plan = schedule(this.#storage);
    this.#limbs = new Int32Array(this.#storage.limbs);
    const next = new Int32Array(this.#storage.limbs);
    const words: Words = {
      read: (slot, width) => this.#read(slot, width),
      write: (slot, width, value) => this.#write(slot, width, value),
    };
    const chance = powerUpSeed === undefined ? undefined : powerUpBits(powerUpSeed);
    this.#program = compile(this.#storage, plan, this.#limbs, next, words, chance);
    this.#edges = this.#storage.clocks.map((_, i) => this.#edgeOf(i));
    this.#watches = this.#watchesOf(words);
    this.#hasEvents = this.#watches.length > 0 || this.#storage.clocks.some(one => one.domain.reset?.kind === 'async');
    const signed = new Set(top.words.filter(word => word.isSigned).map(word => word.name));
    for (const [{ kind, name, width }, slot] of this.#storage.scopes[0]!.slots) {
      if (kind === 'input' || kind === 'output')
        this.#ports.set(name, { kind, slot, width, isSigned: signed.has(name) });
    }
    this.#storage.clocks.forEach((clock, i) => {
      const { reset } = clock.domain;
      if (clock.isInner || clock.reset === undefined || !reset) return;
      this.#resets.set(i > 0 ? reset.name : reset.active === 'low' ? 'rst_n' : 'rst', clock);
      if (reset.active === 'low') this.#limbs[clock.reset] = 1;
    });
    const main = this.#storage.clocks[0]!;
    if (main.reset !== undefined) {
      this.#mainReset = { slot: main.reset, asserted: main.domain.reset!.active === 'low' ? 0 : 1 };
    }
    this.#configure(chance);
    // Levels before the first event are no edges.
    this.#program.settle();
    for (const watch of this.#watches) watch.level = this.#limbs[watch.slot]!;
  }

  /**
   * Sets an input port (by its Verilog name) or the reset of a clock domain that comes from outside. Signed ports take numbers
   * from -(2 ** (width - 1)), others from 0. Throws HDL-LITERAL for what does not fit.
   */
  poke(name: string, value: number | bigint): void {
    const reset = this.#ports.has(name) ? undefined : this.#resets.get(name)?.reset;
    const port = reset === undefined ? this.#place(name, 'input') : { slot: reset, width: 1, isSigned: false };
    checkFitsPort(name, port, value);
    if (!this.#replace(port.slot, port.width, value)) return;
    this.#program.touch(port.slot);
    this.#dirty = true;
  }

  /** Reads a port as {@link peek} does, but as a number. Throws HDL-RANGE for a value that a number cannot hold exactly. */
  peekNumber(name: string): number {
    this.#settle();
    const { slot, width, isSigned } = this.#ports.get(name) ?? this.#place(name);
    if (width <= 32) {
      const limb = this.#limbs[slot]!;
      return isSigned ? (limb << (32 - width)) >> (32 - width) : limb >>> 0;
    }
    const value = this.peek(name);
    if (Number.isSafeInteger(Number(value))) return Number(value);
    throw new HdlError(
      'HDL-RANGE',
      `peekNumber reads what a number holds exactly, and '${name}' is ${value}; use peek.`,
      captureLocation(),
    );
  }

  /** Reads a port: a signed one from -(2 ** (width - 1)), any other from 0. */
  peek(name: string): bigint {
    this.#settle();
    const { slot, width, isSigned } = this.#place(name);
    const bits = this.#read(slot, width);
    return isSigned ? BigInt.asIntN(width, bits) : bits;
  }

  /** Reads a signal of an instance, by the dotted path of instance names (empty for the top) and its Verilog name, if it exists. */
  peekInside(path: string, name: string): bigint | undefined {
    this.#settle();
    const scope = this.#storage.scopes.find(one => one.path === path);
    const found = [...(scope?.slots ?? [])].find(([signal]) => signal.name === name);
    return found && this.#read(found[1], found[0].width);
  }

  /**
   * A memory of an instance, by the dotted path of instance names (empty for the top) and its Verilog name, to be read and
   * written without a clock; undefined when there is none.
   */
  memoryInside(path: string, name: string): MemoryWords | undefined {
    const scope = this.#storage.scopes.find(one => one.path === path);
    const found = [...(scope?.memories ?? [])].find(([memory]) => memory.name === name);
    if (!found) return undefined;
    const [memory, index] = found;
    return memoryWords(memory, this.#program.memories[index]!, () => {
      this.#program.touchMemory(index);
      this.#dirty = true;
    });
  }

  /** The paths by which {@link peekInside} and {@link memoryInside} find signals and memories, each as one dotted name. */
  namesInside(what: 'signal' | 'memory'): readonly string[] {
    return namesInside(this.#storage, what);
  }

  /** The domains whose clocks come from outside, that of the top's default domain first. */
  get domains(): readonly ClockDomain[] {
    return this.#storage.clocks.flatMap(clock => (clock.isInner ? [] : [clock.domain]));
  }

  /** Runs `clocks` rising edges of `clk`. */
  step(clocks = 1): void {
    for (let i = 0; i < clocks; i++) this.#edge([0]);
  }

  /** One rising edge of the clocks of these domains at the same time. */
  tick(...domains: readonly ClockDomain[]): void {
    this.#edge(
      domains.map(domain => {
        const index = this.#storage.clocks.findIndex(clock => clock.domain === domain && !clock.isInner);
        if (index >= 0) return index;
        throw new HdlError(
          'HDL-DOMAIN',
          `Nothing in the design belongs to the domain '${domain.name}'.`,
          captureLocation(),
        );
      }),
    );
  }

  /** Holds every reset that comes from outside for one clock of every domain. */
  reset(): void {
    const resets = [...this.#resets].map(([name, { domain }]) => [name, domain.reset!.active === 'high'] as const);
    for (const [name, isHigh] of resets) this.poke(name, isHigh ? 1 : 0);
    this.#edge(this.#storage.clocks.flatMap((clock, i) => (clock.isInner ? [] : [i])));
    for (const [name, isHigh] of resets) this.poke(name, isHigh ? 0 : 1);
  }

  /** Lets time pass in the waveform without a clock edge, so that what `poke` changed since the last edge can be seen. */
  wait(time?: number): void {
    this.#settle();
    this.#tracer?.pass(time);
  }

  /**
   * Records the values of all signals from now on as a value change dump (IEEE 1364-2005, clause 18), in the scopes and by
   * the names of the emitted Verilog. Ends with `close()` of the result, which completes the file.
   */
  trace(target: TraceTarget, options: TraceOptions = {}): Trace {
    this.#tracer?.close();
    this.#settle();
    const tracer = new Tracer(this.#storage, this.#limbs, target, options);
    this.#tracer = tracer;
    return {
      close: () => {
        if (this.#tracer !== tracer) return;
        this.#settle();
        tracer.close();
        this.#tracer = undefined;
      },
    };
  }

  #edge(clocks: readonly number[]): void {
    this.#settle();
    if (!this.#mainReset || this.#limbs[this.#mainReset.slot] !== this.#mainReset.asserted) this.#program.check();
    const tracer = this.#tracer;
    tracer?.beforeEdge();
    const { readsClocks } = this.#storage;
    if (readsClocks || tracer) this.#setClocks(clocks, 1);
    if (readsClocks) this.#program.settle();
    const edges = clocks.map(clock => this.#edges[clock]!);
    run(readsClocks ? [...edges, ...this.#risen()] : edges);
    this.#dirty = true;
    if (!readsClocks && !tracer) return;
    this.#settle();
    tracer?.afterEdge();
    this.#setClocks(clocks, 0);
    this.#dirty = true;
    // The inverse of a clock rises here, before an input changes.
    if (readsClocks) this.#settle();
  }

  #setClocks(clocks: readonly number[], level: number): void {
    for (const index of clocks) {
      const { clock } = this.#storage.clocks[index]!;
      this.#limbs[clock] = level;
      this.#program.touch(clock);
    }
  }

  #settle(): void {
    if (!this.#dirty) return;
    this.#program.settle();
    this.#dirty = false;
    if (!this.#hasEvents) return;
    for (let events = 0; events < mostEvents; events++) {
      if (!this.#program.force()) {
        const edges = this.#risen();
        if (edges.length === 0) return;
        run(edges);
      }
      this.#program.settle();
    }
    throw new HdlError(
      'HDL-LOOP',
      'Clocks or asynchronous resets that the design makes itself never come to rest.',
      captureLocation(),
    );
  }

  /** Edges of the watched signals that became 1 since the last call. */
  #risen(): Edge[] {
    const edges: Edge[] = [];
    for (const watch of this.#watches) {
      const level = this.#limbs[watch.slot]!;
      if (level > watch.level) edges.push(watch.edge);
      watch.level = level;
    }
    return edges;
  }

  #edgeOf(index: number): Edge {
    const { clock, write, change } = this.#program;
    return { compute: clock[index]!, write: write[index]!, change: change[index]! };
  }

  #watchesOf(words: Words): Watch[] {
    const inner = this.#storage.clocks.flatMap(({ clock, isInner }, i) =>
      isInner ? [{ slot: clock, edge: this.#edges[i]!, level: 0 }] : [],
    );
    const boxes = this.#storage.boxes.flatMap(box =>
      Object.keys(box.model.rising ?? {}).map(port => ({
        slot: box.inputs.get(port)!.slot,
        edge: { compute: risingOf(box, port, words), write: nothing, change: nothing },
        level: 0,
      })),
    );
    return [...inner, ...boxes];
  }

  /** Registers that configuration or an asynchronous reset puts there start at their reset values, others by chance if given. */
  #configure(chance: PowerUpBits | undefined): void {
    for (const scope of this.#storage.scopes) {
      for (const signal of scope.module.signals) {
        if (signal.kind !== 'reg') continue;
        const slot = scope.slots.get(signal)!;
        if (signal.init !== undefined && startsReset(scope.clockOf(signal.domain).domain.reset)) {
          this.#write(slot, signal.width, signal.init);
        } else if (chance) this.#limbs.set(chance(signal.width), slot);
      }
    }
  }

  #read(slot: number, width: number): bigint {
    let value = 0n;
    for (let i = limbsOf(width) - 1; i >= 0; i--) value = (value << 32n) | BigInt(this.#limbs[slot + i]! >>> 0);
    return value;
  }

  /** Writes a word; whether that changes it. */
  #replace(slot: number, width: number, value: number | bigint): boolean {
    if (typeof value === 'number' && width <= 32) {
      const before = this.#limbs[slot];
      this.#limbs[slot] = width === 32 ? value : value & (2 ** width - 1);
      return this.#limbs[slot] !== before;
    }
    const before = this.#read(slot, width);
    this.#write(slot, width, BigInt(value));
    return this.#read(slot, width) !== before;
  }

  #write(slot: number, width: number, value: bigint): void {
    literalLimbs(BigInt.asUintN(width, value), width).forEach((limb, i) => {
      this.#limbs[slot + i] = Number(limb);
    });
  }

  #place(name: string, kind?: 'input'): PortPlace {
    const port = this.#ports.get(name);
    if (!port || (kind && port.kind !== kind)) {
      const known = [...this.#ports.keys()].join(', ');
      throw new HdlError(
        'HDL-NAME',
        `There is no ${kind ?? 'port'} '${name}'; the ports are ${known}.`,
        captureLocation(),
      );
    }
    return port;
  }
}

/** Throws unless the value is a whole number that the port can hold. */
const checkFitsPort = (
  name: string,
  { width, isSigned }: Pick<PortPlace, 'width' | 'isSigned'>,
  value: number | bigint,
): void => {
  if (
    typeof value === 'number' &&
    !isSigned &&
    width <= 32 &&
    Number.isInteger(value) &&
    value >= 0 &&
    value < 2 ** width
  ) {
    return;
  }
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) {
    const wide = BigInt(value);
    if (wide === (isSigned ? BigInt.asIntN(width, wide) : BigInt.asUintN(width, wide))) return;
  }
  const kind = isSigned ? 'signed' : 'unsigned';
  throw new HdlError(
    'HDL-LITERAL',
    `poke sets '${name}' of ${width} ${kind} bit${width === 1 ? '' : 's'} to ${value}, which does not fit.`,
    captureLocation(),
  );
};

/** Events at one time after which a design is taken to oscillate. */
const mostEvents = 1000;

const nothing = (): void => {};

const run = (edges: readonly Edge[]): void => {
  for (const edge of edges) edge.compute();
  for (const edge of edges) edge.write();
  for (const edge of edges) edge.change();
};
