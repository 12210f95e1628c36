// SPDX-License-Identifier: Apache-2.0
/** Which synchronised bits a bit depends on in the same clock, followed backwards bit by bit through the scopes of a design. */

import { type Driver, fullName, moduleDrivers, placeOf, portOf, portSignal, type Scope } from '../clocks/scopes.ts';
import { type Expression, isRegistered, type Signal } from '../ir/index.ts';
import type { Location } from '../location.ts';
import { partAt } from '../walk.ts';

/** The last flip-flop of a synchroniser, and for every bit the clock that it came from, where that is another. */
export interface Synchronised {
  readonly scope: Scope;
  readonly signal: Signal;
  readonly clocks: readonly (string | undefined)[];
  /** For a register that copies synchronised bits: which. */
  readonly copies?: readonly (Found | undefined)[];
}

/** A synchronised bit on which something depends. */
export interface Found {
  readonly name: string;
  readonly clock: string;
  readonly location: Location;
}

/** Collects synchronised bits. */
export class Cone {
  readonly found = new Map<string, Found>();
  readonly #ends: ReadonlyMap<Signal, readonly Synchronised[]>;
  readonly #seen = new Map<Scope, Map<Expression | Signal, Set<number>>>();

  constructor(ends: ReadonlyMap<Signal, readonly Synchronised[]>) {
    this.#ends = ends;
  }

  /** What an assignment brings to a bit of its target. */
  addDriver(scope: Scope, { target, value, conditions }: Driver, bit: number): void {
    if (!target.index && (bit < target.lo || bit >= target.lo + target.width)) return;
    for (const condition of conditions) this.addAll(scope, condition);
    if (!target.index) {
      this.add(scope, value, bit - target.lo);
    } else {
      this.addAll(scope, target.index.value);
      this.addAll(scope, value);
    }
  }

  addAll(scope: Scope, value: Expression): void {
    for (let bit = 0; bit < value.width; bit++) this.add(scope, value, bit);
  }

  /** What a bit of a value depends on. */
  add(scope: Scope, value: Expression, bit: number): void {
    if (value.op === 'const' || this.#isKnown(scope, value, bit)) return;
    const { args } = value;
    switch (value.op) {
      case 'signal':
        this.#addSignal(scope, value.signal!, bit);
        break;
      case 'not':
      case 'and':
      case 'or':
      case 'xor':
        for (const arg of args) this.add(scope, arg, bit);
        break;
      case 'mux':
        this.add(scope, args[0]!, 0);
        this.add(scope, args[1]!, bit);
        this.add(scope, args[2]!, bit);
        break;
      case 'slice':
        this.add(scope, args[0]!, bit + Number(value.extra));
        break;
      case 'repeat':
        this.add(scope, args[0]!, bit % args[0]!.width);
        break;
      case 'cat': {
        const place = partAt(value, bit);
        this.add(scope, place.part, place.bit);
        break;
      }
      default:
        for (const arg of args) this.addAll(scope, arg);
    }
  }

  #isKnown(scope: Scope, what: Expression | Signal, bit: number): boolean {
    const here = this.#seen.get(scope) ?? new Map<Expression | Signal, Set<number>>();
    this.#seen.set(scope, here);
    const bits = here.get(what) ?? new Set();
    here.set(what, bits);
    if (bits.has(bit)) return true;
    bits.add(bit);
    return false;
  }

  #addSignal(scope: Scope, signal: Signal, bit: number): void {
    if (this.#isKnown(scope, signal, bit)) return;
    const end = this.#ends.get(signal)?.find(one => one.scope === scope);
    const found = end && foundIn(end, bit);
    if (found) this.found.set(found.name, found);
    if (signal.isCrossing || signal.isClock) return;
    switch (signal.kind) {
      case 'reg':
        break;
      case 'input':
        if (scope.parent) this.#addSignal(scope.parent, scope.instance!.connections.get(signal.name)!, bit);
        break;
      case 'instance-output': {
        const { instance, port } = portOf(scope.module, signal)!;
        const child = scope.children.get(instance);
        if (child) this.#addSignal(child, portSignal(child.module, port)!, bit);
        break;
      }
      case 'memory-read':
        this.#addRead(scope, signal);
        break;
      default:
        for (const driver of moduleDrivers(scope.module).get(signal) ?? []) this.addDriver(scope, driver, bit);
    }
  }

  /** The address of a LUT RAM reaches its output in the same clock. */
  #addRead(scope: Scope, signal: Signal): void {
    for (const memory of scope.module.memories) {
      const read = memory.reads.find(one => one.output === signal);
      if (read && !isRegistered(memory, read)) this.addAll(scope, read.address);
    }
  }
}

/** The synchronised bit that a bit of a register is, or copies. */
export const foundIn = ({ scope, signal, clocks, copies }: Synchronised, bit: number): Found | undefined => {
  if (copies) return copies[bit];
  const clock = clocks[bit];
  if (clock === undefined) return undefined;
  const name = fullName(scope, signal.name) + (signal.width === 1 ? '' : `[${bit}]`);
  return { name, clock, location: placeOf(scope, signal.location) };
};
