// SPDX-License-Identifier: Apache-2.0
/** Which pipeline stages an expression of a module takes values from in the same clock: through wires and instances. */
import { type Expression, isRegistered, type Memory, type Module, type ReadPort, Signal } from '../ir/index.ts';
import { delayOf, markOf, movesOf, type Stage } from '../pipeline-stage.ts';
import { Graph, type Point, type PortDependencies, Search } from './loops.ts';

/** A value of a stage that something reads. */
export interface Staged {
  readonly stage: Stage;
  /** Verilog name of the signal. */
  readonly name: string;
  /** It says whether the stage holds a payload, and is no part of one. */
  readonly isValid: boolean;
  /** The word of a memory that does not wait when `stage` does. */
  readonly isLost: boolean;
}

interface Read {
  readonly memory: Memory;
  readonly read: ReadPort;
}

/** Looks back from expressions to the signals that know their stage. */
export class StageSearch {
  readonly graph: Graph;
  readonly #search: Search;
  /** Read ports whose word arrives in the next clock. */
  readonly #reads = new Map<Signal, Read>();
  readonly #arrivals = new Map<Signal, readonly Staged[]>();

  constructor(
    module: Module,
    component: string,
    childDependencies: (instance: Module['instances'][number]) => PortDependencies,
  ) {
    for (const memory of module.memories) {
      for (const read of memory.reads) if (isRegistered(memory, read)) this.#reads.set(read.output, { memory, read });
    }
    this.graph = new Graph(module, childDependencies);
    const isWanted = (point: Point): boolean => markOf(point.what)?.stage !== undefined || this.#isLate(point.what);
    const isEnd = (point: Point): boolean => markOf(point.what) !== undefined || this.#isLate(point.what);
    this.#search = new Search(this.graph, component, isWanted, isEnd);
  }

  /** Every value of a stage that the expressions read, one a signal. */
  stagedIn(values: readonly (Expression | undefined)[]): readonly Staged[] {
    return this.#stagedAt(values.flatMap(value => (value ? this.graph.pointsOf(value) : [])));
  }

  /** Every value of a stage from which a signal is made, whatever it is marked as itself. */
  stagedBehind(signal: Signal): readonly Staged[] {
    return this.#stagedAt(this.graph.atomsOf(signal, 0, signal.width).flatMap(atom => this.graph.next(atom)));
  }

  #stagedAt(points: readonly Point[]): readonly Staged[] {
    const found = new Map<object, readonly Staged[]>();
    for (const point of points) {
      for (const { what } of this.#search.inputsOf(point)) found.set(what, this.#of(what));
    }
    // The search walks from the last operand to the first.
    return [...found.values()].reverse().flat();
  }

  #of(what: Expression | Signal): readonly Staged[] {
    const mark = markOf(what);
    if (!mark?.stage) return this.#arrivalsAt(what as Signal);
    const { name } = what instanceof Signal ? what : what.signal!;
    return [{ stage: mark.stage, name, isValid: mark.isValid, isLost: false }];
  }

  #isLate(what: Expression | Signal): boolean {
    return what instanceof Signal && (this.#reads.has(what) || delayOf(what) !== undefined);
  }

  /** The stages of a word that arrives clocks after what it is made of, or was asked with. */
  #arrivalsAt(signal: Signal): readonly Staged[] {
    const known = this.#arrivals.get(signal);
    if (known) return known;
    // A memory whose word leads to its own address walks by itself.
    this.#arrivals.set(signal, []);
    const port = this.#reads.get(signal)?.read;
    const delay = delayOf(signal);
    let arrived = this.stagedIn(port ? [port.address, port.enable] : [delay?.value]);
    for (let clock = 0; clock < (delay?.clocks ?? 1); clock++) {
      arrived = arrived.flatMap(({ stage, isLost }) => later(stage, isLost, signal.name, port?.enable));
    }
    this.#arrivals.set(signal, arrived);
    return arrived;
  }
}

const later = (stage: Stage, isLost: boolean, name: string, enable: Expression | undefined): readonly Staged[] => {
  const { next } = stage;
  const waits = !next.position.line.stalls || (enable?.signal && movesOf(enable.signal)?.isSameAs(stage));
  // Another enable is the author's own way of waiting, and so is what the register then holds.
  if (!waits && enable) return [];
  return [{ stage: next, name, isValid: false, isLost: isLost || !waits }];
};
