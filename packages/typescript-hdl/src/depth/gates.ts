/** A design as gates of two inputs, each with the LUT levels that lead to it. */
import { Cuts, lutInputs } from './cuts.ts';

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
 * Gates under construction. Equal gates are one, constants fold, chains of and (and so of or) are built anew by arrival and
 * packed into LUTs level by level. Carry chains, LUT RAMs and black boxes are nodes that LUTs do not cover.
 */
export class Gates<Origin> {
  readonly kinds: NodeKind[] = ['constant'];
  /** LUT levels up to the output of a node. */
  readonly #arrivals: number[] = [0];
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
    return this.#packed([...set]);
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

  /** One gate of all operands: those that arrive first share LUTs first. */
  #packed(operands: readonly Literal[]): Literal {
    if (operands.length === 0) return yes;
    let waiting = operands.toSorted((a, b) => this.arrival(a) - this.arrival(b));
    for (let level = this.arrival(waiting[0]!); waiting.length > 1; level++) {
      const later = waiting.filter(one => this.arrival(one) > level);
      const now = waiting.slice(0, waiting.length - later.length);
      waiting = [...this.#packedAt(level, now), ...later];
    }
    return waiting[0]!;
  }

  /** Joins operands as far as the LUTs of one level hold them, the largest first. */
  #packedAt(level: number, operands: readonly Literal[]): Literal[] {
    const sizeOf = (one: Literal): number => (this.arrival(one) < level ? 1 : this.#sizeAt(one));
    const bins: { literal: Literal; size: number }[] = [];
    for (const literal of operands.toSorted((a, b) => sizeOf(b) - sizeOf(a))) {
      const size = sizeOf(literal);
      const bin = bins.find(one => one.size + size <= lutInputs && this.#fits(one.literal, literal, level));
      if (!bin) {
        bins.push({ literal, size });
        continue;
      }
      bin.literal = this.#and2(bin.literal, literal);
      bin.size = this.#cuts.size(nodeOf(bin.literal));
    }
    return bins.map(bin => bin.literal);
  }

  #sizeAt(literal: Literal): number {
    const kind = this.kinds[nodeOf(literal)];
    return kind === 'and' || kind === 'xor' ? this.#cuts.size(nodeOf(literal)) : lutInputs;
  }

  #fits(a: Literal, b: Literal, level: number): boolean {
    return this.arrival(this.#and2(a, b)) <= level;
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
    this.#arrivals.push(arrival);
    this.#origins.push(this.origin);
    return this.kinds.push(kind) - 1;
  }
}
