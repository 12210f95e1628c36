// SPDX-License-Identifier: Apache-2.0
/** What the handle of a bus model asks of the simulation that its model runs in. */
import type { SimulationChild } from './child.ts';
import type { Design } from './design.ts';
import type { NumberedPort, PortTable } from './port-table.ts';
import type { ByteReader, ByteWriter } from './protocol.ts';

/** A counter of a model, and the value to wait for. */
export interface CounterCondition {
  readonly model: number;
  readonly counter: number;
  readonly atLeast: number;
}

/** How a run ended. */
export interface RunResult {
  /** True when the condition held; false when the bound came first. */
  readonly reached: boolean;
  /** Clock cycles that were run. */
  readonly cycles: number;
}

export interface ModelHost {
  readonly design: Design;
  readonly ports: PortTable;
  readonly child: Pick<SimulationChild, 'post'>;
  /** Adds a bus model and returns its number; `driven` are the inputs it owns from now on. */
  addModel(kind: number, name: string, setup: Buffer, driven: readonly NumberedPort[]): number;
  /** Sends one command and resolves with its answer. */
  ask(code: number, body: ByteWriter): Promise<ByteReader>;
  /** Current values of model counters, in the order asked. */
  counters(wanted: readonly { model: number; counter: number }[]): Promise<number[]>;
  /** Runs until a model counter reaches its value, at most `maxCycles`. */
  runUntilCounters(conditions: readonly CounterCondition[], maxCycles: number): Promise<RunResult>;
  /** Rejects with an error that says what went wrong, where and with which seed. */
  fail(sentence: string): Promise<never>;
}
