// SPDX-License-Identifier: Apache-2.0
/** Where paths end: the inputs of everything that something else reads, found from the outputs of the design backwards. */
import type { Expression, Memory, ReadPort, Signal } from '../ir/index.ts';
import { Bits, type Demands, type Origin, placeOf } from './bits.ts';
import { type Literal, no, yes } from './gates.ts';
import { type FlipFlop, flipFlopOf } from './next-value.ts';
import type { Box, Scope } from './scopes.ts';

export type EndpointKind =
  | 'register'
  | 'clock enable'
  | 'reset'
  | 'output'
  | 'memory address'
  | 'memory enable'
  | 'memory data'
  | 'black box'
  | 'multiplier';

/** One bit that has to arrive before the clock edge. */
export interface Endpoint {
  readonly kind: EndpointKind;
  readonly scope: Scope;
  /** Name of the register, port, memory or instance. */
  readonly name: string;
  readonly bit: number;
  readonly literal: Literal;
  readonly origin: Origin;
}

/** All endpoints of the design below a top that outputs or black boxes depend on, and the gates before them. */
export const endpointsOf = (top: Scope): { readonly bits: Bits; readonly endpoints: readonly Endpoint[] } => {
  const search = new Search();
  search.run(top);
  return search;
};

type Task = () => void;

class Search implements Demands {
  readonly bits = new Bits(this);
  readonly endpoints: Endpoint[] = [];
  readonly #tasks: Task[] = [];
  readonly #seen = new Map<Scope, Set<Memory | ReadPort | Expression>>();

  run(top: Scope): void {
    for (const signal of top.facts.module.signals) {
      if (signal.kind === 'output') this.#word('output', top, signal, signal.name, placeOf(top, signal));
    }
    this.#boxes(top);
    for (let task = this.#tasks.pop(); task; task = this.#tasks.pop()) task();
  }

  register(scope: Scope, signal: Signal, bit: number): void {
    this.#tasks.push(() => this.#flipFlop(scope, signal, bit));
  }

  read(scope: Scope, memory: Memory, read: ReadPort): void {
    this.memory(scope, memory);
    if (this.#isKnown(scope, read)) return;
    this.#tasks.push(() => {
      const origin = { scope, signal: read.output, location: read.output.location };
      if (memory.kind === 'registered') this.#lutRamRegister(scope, memory, read, origin);
      else this.#word('memory address', scope, read.address, memory.name, origin);
      if (read.enable) this.#word('memory enable', scope, read.enable, memory.name, origin);
    });
  }

  /** The register after a LUT RAM: the memory itself is on the way to it. */
  #lutRamRegister(scope: Scope, memory: Memory, { address, output }: ReadPort, origin: Origin): void {
    const bits = Array.from({ length: address.width }, (_, i) => this.bits.literal(scope, address, i, origin));
    for (let bit = 0; bit < memory.width; bit++)
      this.#end('register', scope, output.name, bit, this.bits.lutRamBit(memory, bits), origin);
  }

  memory(scope: Scope, memory: Memory): void {
    if (this.#isKnown(scope, memory)) return;
    this.#tasks.push(() => {
      for (const write of scope.facts.dataflow.writes) {
        if (write.memory !== memory) continue;
        const origin = { scope, signal: undefined, location: memory.writeLocation ?? memory.location };
        this.#word('memory address', scope, write.address, memory.name, origin);
        this.#word('memory data', scope, write.data, memory.name, origin);
        const enable = this.bits.literal(scope, write.enable, 0, origin);
        for (let bit = 0; bit < (write.mask?.width ?? 1); bit++) {
          const own = write.mask ? this.bits.literal(scope, write.mask, bit, origin) : yes;
          this.#end('memory enable', scope, memory.name, bit, this.bits.gates.and(enable, own), origin);
        }
      }
    });
  }

  multiplier(scope: Scope, product: Expression): void {
    if (this.#isKnown(scope, product)) return;
    this.#tasks.push(() => {
      const origin = {
        scope,
        signal: undefined,
        location: scope.facts.lines.get(product) ?? scope.definition.location,
      };
      for (const arg of product.args) this.#word('multiplier', scope, arg, 'product', origin);
    });
  }

  #boxes(scope: Scope): void {
    for (const box of scope.boxes) for (const signal of box.inputs) this.#box(scope, box, signal);
    for (const child of scope.children) this.#boxes(child);
  }

  #box(scope: Scope, { path, location }: Box, signal: Signal): void {
    this.#word('black box', scope, signal, path.slice(path.lastIndexOf('.') + 1), { scope, signal, location });
  }

  #flipFlop(scope: Scope, signal: Signal, bit: number): void {
    const origin = placeOf(scope, signal);
    const { init } = signal;
    const resetTo = init === undefined ? undefined : (init >> BigInt(bit)) & 1n ? yes : no;
    const inputs: FlipFlop = flipFlopOf(this.bits, [scope, signal, bit], origin, resetTo);
    const end = (kind: EndpointKind, literal: Literal | undefined): void => {
      if (literal !== undefined) this.#end(kind, scope, signal.name, bit, literal, origin);
    };
    end('register', inputs.data);
    end('clock enable', inputs.enable);
    end('reset', inputs.reset);
  }

  #word(kind: EndpointKind, scope: Scope, what: Expression | Signal, name: string, origin: Origin): void {
    for (let bit = 0; bit < what.width; bit++) {
      this.#end(kind, scope, name, bit, this.bits.literal(scope, what, bit, origin), origin);
    }
  }

  #end(kind: EndpointKind, scope: Scope, name: string, bit: number, literal: Literal, origin: Origin): void {
    this.endpoints.push({ kind, scope, name, bit, literal, origin });
  }

  #isKnown(scope: Scope, what: Memory | ReadPort | Expression): boolean {
    const known = this.#seen.get(scope) ?? new Set();
    this.#seen.set(scope, known);
    if (known.has(what)) return true;
    known.add(what);
    return false;
  }
}
