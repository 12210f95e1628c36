// SPDX-License-Identifier: Apache-2.0
/** A design as gates of two inputs, each with the LUT levels that lead to it. */
import { Cuts } from './cuts.ts';

/** A node, or its complement: twice the number of the node, plus 1 for the complement. */
export type Literal = number;

export const no: Literal = 0;
export const yes: Literal = 1;
export const not = (literal: Literal): Literal => literal ^ 1;
export const nodeOf = (literal: Literal): number => literal >> 1;
const isInverted = (literal: Literal): boolean => (literal & 1) === 1;

/** What a node is: a gate that LUTs cover, or a fixed part of the device. */
export type NodeKind = 'constant' | 'source' | 'and' | 'xor' | 'carry' | 'lut-ram' | 'box';

/** Operands of a wide gate that are looked at together. */
const mostOperands = 64;

/**
 * Gates under construction. Equal gates are one, constants fold, chains of and (and so of or) become balanced trees. Carry
 * chains, LUT RAMs and black boxes are nodes that LUTs do not cover. Balance counts gates and not LUTs, and nothing before such
 * a node, because ABC, which maps for Yosys, knows neither.
 */
export class Gates<Origin> {
  readonly kinds: NodeKind[] = ['constant'];
  /** LUT levels up to the output of a node. */
  readonly #arrivals: number[] = [0];
  /** Gates up to the output of a node, counted from the last part of the device that is no LUT. */
  readonly #heights: number[] = [0];
  readonly #inputs: (readonly Literal[])[] = [[]];
  readonly #origins: (Origin | undefined)[] = [undefined];
  readonly #known = new Map<number, number>();
  readonly #cuts = new Cuts(node => this.#arrivals[node]!);
  /** Where the gates that are made now come from. */
  origin: Origin | undefined;

  /** LUT levels that lead to a literal; an inverter is none. */
  arrival(literal: Literal): number {
    return this.#arrivals[nodeOf(literal)]!;
  }

  originOf(node: number): Origin | undefined {
    return this.#origins[node];
  }

  /** What a node waits for: the leaves of the LUT of a gate, the inputs of anything else. */
  leavesOf(node: number): readonly number[] {
    const kind = this.kinds[node];
    return kind === 'and' || kind === 'xor' ? this.#cuts.best(node) : this.#inputs[node]!.map(nodeOf);
  }

  /** A register, a port or whatever else a path begins at. */
  source(): Literal {
    return 2 * this.#node('source', [], 0);
  }

  /** A part of the device that is no LUT, `levels` LUT levels after the latest of its inputs. */
  fixed(kind: 'carry' | 'lut-ram' | 'box', inputs: readonly Literal[], levels: number): Literal {
    const latest = inputs.reduce((most, input) => Math.max(most, this.arrival(input)), 0);
    return 2 * this.#node(kind, inputs, latest + levels);
  }

  and(...operands: readonly Literal[]): Literal {
    const set = new Set<Literal>();
    const open = operands.toReversed();
    while (open.length > 0) {
      const literal = open.pop()!;
      if (literal === no || set.has(not(literal))) return no;
      if (literal === yes || set.has(literal)) continue;
      const isOpen = !isInverted(literal) && this.kinds[nodeOf(literal)] === 'and';
      if (isOpen && set.size + open.length < mostOperands) open.push(...this.#inputs[nodeOf(literal)]!);
      else set.add(literal);
    }
    return this.#balanced([...set]);
  }

  or(...operands: readonly Literal[]): Literal {
    return not(this.and(...operands.map(not)));
  }

  xor(a: Literal, b: Literal): Literal {
    const inversion = (a & 1) ^ (b & 1);
    const [low, high] = a < b ? [a & ~1, b & ~1] : [b & ~1, a & ~1];
    if (low === high) return inversion;
    if (low === no) return high ^ inversion;
    return this.#gate('xor', low, high) ^ inversion;
  }

  mux(condition: Literal, one: Literal, zero: Literal): Literal {
    if (one === zero || condition === yes) return one;
    if (condition === no) return zero;
    if (one === not(zero)) return not(this.xor(condition, one));
    return this.or(this.and(condition, one), this.and(not(condition), zero));
  }

  /** One gate of all operands, in pairs, of which the next has the fewest gates before it. */
  #balanced(operands: readonly Literal[]): Literal {
    const heightOf = (one: Literal): number => this.#heights[nodeOf(one)]!;
    const queue = operands.toSorted((a, b) => heightOf(b) - heightOf(a) || b - a);
    while (queue.length > 1) {
      const pair = this.#and2(queue.pop()!, queue.pop()!);
      if (pair === no) return no;
      let place = queue.length;
      while (place > 0 && heightOf(queue[place - 1]!) <= heightOf(pair)) place--;
      queue.splice(place, 0, pair);
    }
    return queue[0] ?? yes;
  }

  #and2(a: Literal, b: Literal): Literal {
    if (a === b || b === yes) return a;
    if (a === yes) return b;
    if (a === no || b === no || a === not(b)) return no;
    return a < b ? this.#gate('and', a, b) : this.#gate('and', b, a);
  }

  #gate(kind: 'and' | 'xor', a: Literal, b: Literal): Literal {
    // Both literals are below 2 ** 25, so that the key is exact.
    const key = (a * 2 ** 25 + b) * 2 + (kind === 'xor' ? 1 : 0);
    let node = this.#known.get(key);
    if (node === undefined) {
      node = this.#node(kind, [a, b], 0);
      this.#arrivals[node] = this.#cuts.add(node, nodeOf(a), nodeOf(b));
      this.#known.set(key, node);
    }
    return 2 * node;
  }

  #node(kind: NodeKind, inputs: readonly Literal[], arrival: number): number {
    this.#inputs.push(inputs);
    this.#heights.push(this.#heightOf(kind, inputs));
    this.#arrivals.push(arrival);
    this.#origins.push(this.origin);
    return this.kinds.push(kind) - 1;
  }

  #heightOf(kind: NodeKind, inputs: readonly Literal[]): number {
    const own = kind === 'and' ? 1 : kind === 'xor' ? 2 : 0;
    return own && own + Math.max(...inputs.map(input => this.#heights[nodeOf(input)]!));
  }
}
