// SPDX-License-Identifier: Apache-2.0
/** The bits of a flattened design as gates, made when they are asked for. */
import type { Expression, Memory, ReadPort, Signal } from '../ir/index.ts';
import type { Location } from '../location.ts';
import { selected } from './choices.ts';
import { Gates, type Literal, no, nodeOf, yes } from './gates.ts';
import { gateOf, innerBits, pending } from './operators.ts';
import { takesMultiplier } from './products.ts';
import { answersAtOnce, type Scope } from './scopes.ts';

/** A place in the source: a signal, and the line that gives it its value. */
export interface Origin {
  readonly scope: Scope;
  readonly signal: Signal | undefined;
  readonly location: Location;
}

export type SourceKind = 'register' | 'input' | 'block RAM' | 'black box' | 'multiplier' | 'undriven';

/** Where paths begin. */
export interface Source extends Origin {
  readonly kind: SourceKind;
  readonly bit: number;
}

/** Bits of the address of the words that a LUT holds as memory. */
const lutRamBits = 6;

type What = Expression | Signal;

const isValue = (what: What): what is Expression => 'op' in what;

/** A bit that has to be made, and what was being made when it was asked for. */
interface Entry {
  readonly scope: Scope;
  readonly what: What;
  readonly bit: number;
  readonly origin: Origin;
  isOpen: boolean;
}

const unknown = -1;
const open = -2;

/** A bit depends on itself. */
export class LoopFound extends Error {}

/** What must be looked at because something reads it. */
export interface Demands {
  register(scope: Scope, signal: Signal, bit: number): void;
  read(scope: Scope, memory: Memory, read: ReadPort): void;
  memory(scope: Scope, memory: Memory): void;
  multiplier(scope: Scope, product: Expression): void;
}

/** A signal, and the line that gives it its value. */
export const placeOf = (scope: Scope, signal: Signal): Origin => ({
  scope,
  signal,
  location: scope.facts.assigned.get(signal) ?? signal.location,
});

export class Bits {
  readonly gates = new Gates<Origin>();
  readonly sources = new Map<number, Source>();
  readonly #demands: Demands;
  readonly #known = new Map<Scope, Map<What, Int32Array>>();
  readonly #missing: Entry[] = [];
  #entry!: Entry;

  constructor(demands: Demands) {
    this.#demands = demands;
  }

  /** A bit of a value or signal. Throws {@link LoopFound} when it depends on itself. */
  literal(scope: Scope, what: What, bit: number, origin: Origin): Literal {
    const first: Entry = { scope, what, bit, origin, isOpen: false };
    this.#entry = first;
    const known = this.#ask(scope, what, bit);
    if (known !== pending) return known;
    // Paths are longer than the stack of calls.
    const stack = this.#missing.splice(0);
    while (stack.length > 0) {
      const entry = stack.at(-1)!;
      const memo = this.#memo(entry.scope, entry.what);
      if (memo[entry.bit]! >= 0) {
        stack.pop();
        continue;
      }
      if (memo[entry.bit] === open && !entry.isOpen) throw new LoopFound();
      entry.isOpen = true;
      memo[entry.bit] = open;
      this.#entry = entry;
      this.gates.origin = entry.origin;
      const literal = this.#compute(entry);
      if (literal === pending) stack.push(...this.#missing.splice(0));
      else {
        memo[entry.bit] = literal;
        stack.pop();
      }
    }
    return this.#ask(scope, what, bit);
  }

  /** The bit if it is known; else notes that it is missing. */
  #ask(scope: Scope, value: What, position: number): Literal {
    let what = value;
    let bit = position;
    // Wires cost nothing: look through them at once.
    while (isValue(what)) {
      const { op, args, extra }: Expression = what;
      if (op === 'const') return (extra >> BigInt(bit)) & 1n ? yes : no;
      if (op === 'signal') what = what.signal!;
      else if (op === 'slice') {
        bit += Number(extra);
        what = args[0]!;
      } else if (op === 'repeat') {
        what = args[0]!;
        bit %= what.width;
      } else if (op === 'cat') {
        let place = args.length - 1;
        while (bit >= args[place]!.width) bit -= args[place--]!.width;
        what = args[place]!;
      } else break;
    }
    const literal = this.#memo(scope, what)[bit]!;
    if (literal >= 0) return literal;
    this.#missing.push({ scope, what, bit, origin: this.#originOf(scope, what), isOpen: false });
    return pending;
  }

  #originOf(scope: Scope, what: What): Origin {
    if (!isValue(what)) return placeOf(scope, what);
    const { origin } = this.#entry;
    const location = scope.facts.lines.get(what);
    return location && location !== origin.location ? { scope, signal: origin.signal, location } : origin;
  }

  #memo(scope: Scope, what: What): Int32Array {
    let ofScope = this.#known.get(scope);
    if (!ofScope) {
      ofScope = new Map();
      this.#known.set(scope, ofScope);
    }
    let memo = ofScope.get(what);
    if (!memo) {
      memo = new Int32Array(what.width + (isValue(what) ? innerBits(what) : 0)).fill(unknown);
      ofScope.set(what, memo);
    }
    return memo;
  }

  #compute({ scope, what, bit }: Entry): Literal {
    if (!isValue(what)) return this.#signal(scope, what, bit);
    if (what.op === 'mul' && takesMultiplier(what)) {
      this.#demands.multiplier(scope, what);
      return this.#source('multiplier', scope, this.#entry.origin, bit);
    }
    return gateOf(this.gates, what, bit, (value, place) => this.#ask(scope, value, place));
  }

  #signal(scope: Scope, signal: Signal, bit: number): Literal {
    const origin = this.#entry.origin;
    const driver = scope.drivers.get(signal);
    switch (driver?.kind) {
      case 'value':
        return this.#ask(scope, driver.value, bit);
      case 'signal':
        return this.#ask(driver.scope, driver.signal, bit);
      case 'register':
        this.#demands.register(scope, signal, bit);
        return this.#source('register', scope, origin, bit);
      case 'memory':
        return this.#memory(scope, driver.memory, driver.read, bit);
      case 'through box': {
        const inputs = driver.inputs.flatMap(input => this.#all(scope, input));
        return inputs.includes(pending) ? pending : this.gates.fixed('box', inputs, 1);
      }
      default:
        return this.#source(driver?.kind ?? 'input', scope, origin, bit);
    }
  }

  #memory(scope: Scope, memory: Memory, read: ReadPort, bit: number): Literal {
    if (!answersAtOnce(memory, read)) {
      this.#demands.read(scope, memory, read);
      // The register after a LUT RAM is one like any other.
      const kind = memory.kind === 'registered' ? 'register' : 'block RAM';
      return this.#source(kind, scope, this.#entry.origin, bit);
    }
    const address = this.#all(scope, read.address);
    if (address.includes(pending)) return pending;
    this.#demands.memory(scope, memory);
    return this.lutRamBit(memory, address);
  }

  /** A bit of what a LUT RAM answers to an address: a LUT for each {@link lutRamBits} of it, and a multiplexer of them. */
  lutRamBit({ depth }: Memory, address: readonly Literal[]): Literal {
    const low = address.slice(0, lutRamBits);
    const banks = Array.from({ length: Math.ceil(depth / 2 ** lutRamBits) }, () => this.gates.fixed('lut-ram', low, 1));
    return selected(this.gates, banks, address.slice(lutRamBits));
  }

  #all(scope: Scope, what: What): Literal[] {
    return Array.from({ length: what.width }, (_, i) => this.#ask(scope, what, i));
  }

  #source(kind: SourceKind, scope: Scope, { signal, location }: Origin, bit: number): Literal {
    const literal = this.gates.source();
    this.sources.set(nodeOf(literal), { kind, scope, signal, location, bit });
    return literal;
  }
}
