// SPDX-License-Identifier: Apache-2.0
/** What a bench runs on: the built-in simulator, or a program that Verilator made. Both answer at once. */
import type { ClockDomain, ModuleDefinition } from '../ir/index.ts';
import type { MemoryWords } from '../simulate/memory-words.ts';
import { Simulator, type SimulatorOptions } from '../simulate/simulator.ts';

/** One way of running a design. Words are unsigned; names are those of the Verilog. */
export interface Engine {
  /** Domains whose clocks come from outside, that of the top's default domain first. */
  readonly domains: readonly ClockDomain[];
  /** Sets an input or a reset. */
  set(name: string, bits: bigint): void;
  get(name: string, width: number): bigint;
  /** A rising edge of these clocks at the same time. */
  edge(domains: readonly ClockDomain[]): void;
  /** A signal by the dotted path of its instance, empty for the top; undefined when there is none. */
  inside(path: string, name: string): bigint | undefined;
  memory(path: string, name: string): MemoryWords | undefined;
  /** Paths of all signals or memories. */
  names(what: 'signal' | 'memory'): readonly string[];
  close(): void;
}

/** The built-in simulator as an engine. */
export const builtIn = (top: ModuleDefinition, options: SimulatorOptions): Engine => {
  const simulator = new Simulator(top, options);
  const signed = new Map(top.words.flatMap(word => (word.isSigned ? [[word.name, word.width]] : [])));
  return {
    domains: simulator.domains,
    set: (name, bits) => {
      const width = signed.get(name);
      simulator.poke(name, width === undefined ? bits : BigInt.asIntN(width, bits));
    },
    get: (name, width) => BigInt.asUintN(width, simulator.peek(name)),
    edge: domains => simulator.tick(...domains),
    inside: (path, name) => simulator.peekInside(path, name),
    memory: (path, name) => simulator.memoryInside(path, name),
    names: what => simulator.namesInside(what),
    close: () => {},
  };
};
