// SPDX-License-Identifier: Apache-2.0
/** JavaScript for expressions on words cut into 32-bit limbs. */

import type { WritePort } from '../dataflow.ts';
import type { Expression, Memory } from '../ir/index.ts';
import { limbsOf, type Scope } from './storage.ts';

/** Text that reads one limb: a literal, a local constant or an array element; always a signed 32-bit number. */
type Limb = string;

const isLiteral = (limb: Limb): boolean => /^-?\d+$/.test(limb);

const isName = (text: string): boolean => /^t\d+$/.test(text);

/** Limbs of a constant. */
export const literalLimbs = (value: bigint, width: number): Limb[] =>
  Array.from({ length: limbsOf(width) }, (_, i) => String(Number(BigInt.asIntN(32, value >> BigInt(32 * i)))));

/** The body of a function being written, and what its local constants hold. */
export class Frame {
  readonly lines: string[] = [];
  /** Limbs of what lives at a slot. */
  readonly slots = new Map<number, Limb[]>();
  readonly #nodes = new Map<Scope, Map<Expression, Limb[]>>();

  /** Limbs of nodes: instances of one component share their nodes, but not the values. */
  nodesOf(scope: Scope): Map<Expression, Limb[]> {
    const nodes = this.#nodes.get(scope) ?? new Map<Expression, Limb[]>();
    this.#nodes.set(scope, nodes);
    return nodes;
  }
}

/** Writes the code of expressions into one function body; equal nodes are computed once. */
export class LimbCode {
  readonly #lines: string[];
  readonly #frame: Frame;
  readonly #known: Map<Expression, Limb[]>;
  readonly #scope: Scope;
  readonly #temps: ReadonlyMap<Expression, number>;
  readonly #fresh: () => string;

  /** `temps` are nodes stored in limbs of their own; `fresh` makes names that no other code of the function has. */
  constructor(frame: Frame, scope: Scope, temps: ReadonlyMap<Expression, number>, fresh: () => string) {
    this.#frame = frame;
    this.#lines = frame.lines;
    this.#known = frame.nodesOf(scope);
    this.#scope = scope;
    this.#temps = temps;
    this.#fresh = fresh;
  }

  /** Limbs of a node; `force` computes it even if it has a slot (that is how the slot gets its value). */
  of(node: Expression, force = false): Limb[] {
    const slot = force ? undefined : this.#temps.get(node);
    if (slot !== undefined) return this.#load(node, slot);
    const known = this.#known.get(node);
    if (known) return known;
    const limbs = this.#compute(node);
    this.#known.set(node, limbs);
    return limbs;
  }

  /** The value of a memory word: limbs of word `address`, zeros beyond the depth. */
  memoryWord(memory: Memory, address: Expression): Limb[] {
    const name = `m${this.#scope.memories.get(memory)}`;
    const limbs = limbsOf(memory.width);
    const index = this.#let(`(${this.of(address)[0]} >>> 0)`);
    return Array.from({ length: limbs }, (_, i) =>
      this.#let(`${index} < ${memory.depth} ? ${name}[${index} * ${limbs} + ${i}] : 0`),
    );
  }

  /** Performs a memory write when `enable` holds, and then `after`. */
  memoryWrite({ memory, enable, address, data, mask }: WritePort, after: string): void {
    const name = `m${this.#scope.memories.get(memory)}`;
    const limbs = limbsOf(memory.width);
    const on = this.of(enable)[0];
    const index = this.#let(`(${this.of(address)[0]} >>> 0)`);
    const words = this.of(data);
    const keep = mask ? this.of(mask) : undefined;
    const bits = keep ? maskLimbs(keep, mask!.width, memory, text => this.#let(text)) : words.map(() => '-1');
    this.#lines.push(`if (${on} && ${index} < ${memory.depth}) {`);
    words.forEach((word, i) => {
      const at = `${name}[${index} * ${limbs} + ${i}]`;
      this.#lines.push(
        bits[i] === '-1' ? `${at} = ${word};` : `${at} = (${at} & ~${bits[i]}) | (${word} & ${bits[i]});`,
      );
    });
    this.#lines.push(after, '}');
  }

  #load(node: Expression, slot: number): Limb[] {
    const known = this.#frame.slots.get(slot);
    if (known) return known;
    const limbs = Array.from({ length: limbsOf(node.width) }, (_, i) => this.#let(`s[${slot + i}]`));
    this.#frame.slots.set(slot, limbs);
    return limbs;
  }

  #let(text: string): string {
    if (isLiteral(text) || isName(text)) return text;
    const name = this.#fresh();
    this.#lines.push(`const ${name} = ${text};`);
    return name;
  }

  #compute(node: Expression): Limb[] {
    const [a, b] = node.args as [Expression, Expression];
    switch (node.op) {
      case 'const':
        return literalLimbs(node.extra, node.width);
      case 'signal':
        return this.#load(node, this.#scope.slots.get(node.signal!)!);
      case 'not':
        return this.#trim(
          node.width,
          this.of(a).map(x => `~${x}`),
        );
      case 'and':
      case 'or':
      case 'xor':
        return this.#bitwise(node.op, this.of(a), this.of(b));
      case 'add':
      case 'sub':
        return this.#trim(node.width, this.#carryChain(node.op, this.of(a), this.of(b)).limbs);
      case 'eq':
      case 'ne':
        return [this.#let(`(${this.#differ(this.of(a), this.of(b))}) ${node.op === 'eq' ? '===' : '!=='} 0 ? 1 : 0`)];
      case 'lt':
        return [this.#less(this.of(a), this.of(b))];
      case 'le':
        return [this.#let(`1 - ${this.#less(this.of(b), this.of(a))}`)];
      case 'mux':
        return this.#mux(node);
      case 'slice':
        return this.#slice(this.of(a), Number(node.extra), node.width);
      case 'cat':
        return this.#join(this.#parts(node));
      case 'repeat':
        return this.#repeat(node);
      case 'index':
        return this.#element(node);
      case 'andR':
        return [
          this.#let(`(${this.#differ(this.of(a), literalLimbs((1n << BigInt(a.width)) - 1n, a.width))}) === 0 ? 1 : 0`),
        ];
      case 'orR':
        return [this.#let(`(${this.of(a).join(' | ')}) !== 0 ? 1 : 0`)];
      case 'xorR':
        return [this.#let(`H.parity(${this.of(a).join(' ^ ')})`)];
      case 'slt':
        return [this.#less(this.#biased(a), this.#biased(b))];
      case 'sle':
        return [this.#let(`1 - ${this.#less(this.#biased(b), this.#biased(a))}`)];
      case 'mul':
      case 'shl':
      case 'shr':
      case 'sshr':
        return this.#helper(node);
    }
  }

  #bitwise(op: 'and' | 'or' | 'xor', a: readonly Limb[], b: readonly Limb[]): Limb[] {
    const operator = { and: '&', or: '|', xor: '^' }[op];
    return a.map((x, i) => this.#let(`${x} ${operator} ${b[i]}`));
  }

  /** Clears the bits above the width in the highest limb. */
  #trim(width: number, limbs: readonly string[]): Limb[] {
    const used = width % 32;
    return limbs.map((text, i) =>
      this.#let(used !== 0 && i === limbs.length - 1 ? `(${text}) & ${2 ** used - 1}` : text),
    );
  }

  /** Limb-wise sum or difference, and the last carry or borrow. */
  #carryChain(op: 'add' | 'sub', a: readonly Limb[], b: readonly Limb[]): { limbs: string[]; carry: string } {
    if (a.length === 1) return { limbs: [`(${a[0]} ${op === 'add' ? '+' : '-'} ${b[0]}) | 0`], carry: '0' };
    let carry = '0';
    const limbs = a.map((x, i) => {
      const sign = op === 'add' ? '+' : '-';
      const sum = this.#let(`(${x} >>> 0) ${sign} (${b[i]} >>> 0) ${sign} ${carry}`);
      carry = this.#let(op === 'add' ? `${sum} > 4294967295 ? 1 : 0` : `${sum} < 0 ? 1 : 0`);
      return `${sum} | 0`;
    });
    return { limbs, carry };
  }

  #differ(a: readonly Limb[], b: readonly Limb[]): string {
    return a.map((x, i) => `(${x} ^ ${b[i]})`).join(' | ');
  }

  /** The limbs with the sign bit inverted: two's complement order becomes unsigned order. */
  #biased(node: Expression): Limb[] {
    const sign = (node.width - 1) % 32;
    return this.of(node).map((limb, i, all) => (i === all.length - 1 ? this.#let(`${limb} ^ ${1 << sign}`) : limb));
  }

  #less(a: readonly Limb[], b: readonly Limb[]): string {
    if (a.length === 1) return this.#let(`(${a[0]} >>> 0) < (${b[0]} >>> 0) ? 1 : 0`);
    return this.#carryChain('sub', a, b).carry;
  }

  #mux(node: Expression): Limb[] {
    const [test] = this.of(node.args[0]!);
    const one = this.of(node.args[1]!);
    const other = this.of(node.args[2]!);
    return one.map((limb, i) => (limb === other[i] ? limb : this.#let(`${test} ? ${limb} : ${other[i]}`)));
  }

  #slice(limbs: readonly Limb[], lo: number, width: number): Limb[] {
    const first = lo >> 5;
    const shift = lo & 31;
    const texts = Array.from({ length: limbsOf(width) }, (_, i) => {
      const low = limbs[first + i]!;
      const high = limbs[first + i + 1];
      if (shift === 0) return low;
      const from = `${low} >>> ${shift}`;
      return high !== undefined && lo + width > 32 * (first + i + 1)
        ? `(${from}) | (${high} << ${32 - shift})`
        : `(${from}) | 0`;
    });
    return this.#trim(width, texts);
  }

  /**
   * Limbs and widths of the parts of a concatenation, lowest first. Neighbours that are neighbouring bits of one value, such
   * as the words of a delay line on their way, are moved together.
   */
  #parts({ args }: Expression): (readonly [limbs: readonly Limb[], width: number])[] {
    const parts: (readonly [limbs: readonly Limb[], width: number])[] = [];
    for (let i = args.length - 1; i >= 0; i--) {
      const base = baseOf(args[i]!);
      const lo = loOf(args[i]!);
      let { width } = args[i]! as { width: number };
      let count = 1;
      while (i > 0 && loOf(args[i - 1]!) === lo + width && isSameBase(baseOf(args[i - 1]!), base)) {
        width += args[--i]!.width;
        count++;
      }
      parts.push([count === 1 ? this.of(args[i]!) : this.#slice(this.of(base), lo, width), width]);
    }
    return parts;
  }

  /** Parts side by side, lowest first. */
  #join(parts: readonly (readonly [limbs: readonly Limb[], width: number])[]): Limb[] {
    const terms: string[][] = Array.from(
      { length: limbsOf(parts.reduce((sum, [, width]) => sum + width, 0)) },
      () => [],
    );
    let lo = 0;
    for (const [limbs, width] of parts) {
      const shift = lo & 31;
      limbs.forEach((limb, i) => {
        if (limb === '0') return;
        const at = (lo >> 5) + i;
        terms[at]!.push(shift === 0 ? limb : `(${limb} << ${shift})`);
        const bits = Math.min(32, width - 32 * i);
        if (shift !== 0 && shift + bits > 32) terms[at + 1]!.push(`(${limb} >>> ${32 - shift})`);
      });
      lo += width;
    }
    return terms.map(parts => (parts.length > 0 ? this.#let(parts.join(' | ')) : '0'));
  }

  #repeat(node: Expression): Limb[] {
    const part = node.args[0]!;
    const limbs = this.of(part);
    if (part.width > 1)
      return this.#join(Array.from({ length: Number(node.extra) }, () => [limbs, part.width] as const));
    return this.#trim(
      node.width,
      Array.from({ length: limbsOf(node.width) }, () => `-${limbs[0]}`),
    );
  }

  #element(node: Expression): Limb[] {
    const [base, index] = node.args as [Expression, Expression];
    const slot = this.#temps.get(base) ?? this.#scope.slots.get(base.signal!)!;
    const position = this.#let(`(${this.of(index)[0]} >>> 0) * ${node.width}`);
    return Array.from({ length: limbsOf(node.width) }, (_, i) => {
      const bits = Math.min(32, node.width - 32 * i);
      return this.#let(`H.extract(s, ${slot}, ${base.width}, ${position} + ${32 * i}, ${bits})`);
    });
  }

  #helper(node: Expression): Limb[] {
    const [a, b] = node.args.map(arg => `[${this.of(arg).join(', ')}]`);
    const result = this.#let(`H.${node.op}(${a}, ${b}, ${node.width})`);
    return Array.from({ length: limbsOf(node.width) }, (_, i) => this.#let(`${result}[${i}]`));
  }
}

/** What a part of a concatenation is cut from: itself if it is whole. */
const baseOf = (part: Expression): Expression => (part.op === 'slice' ? part.args[0]! : part);

const isSameBase = (a: Expression, b: Expression): boolean => a === b || (a.op === 'signal' && a.signal === b.signal);

const loOf = (part: Expression): number => (part.op === 'slice' ? Number(part.extra) : 0);

/** A write mask with one bit per part, widened to one bit per data bit. */
const maskLimbs = (mask: readonly Limb[], parts: number, memory: Memory, define: (text: string) => string): Limb[] => {
  const stride = memory.width / parts;
  return Array.from({ length: limbsOf(memory.width) }, (_, limb) => {
    const terms: string[] = [];
    for (let part = 0; part < parts; part++) {
      const from = Math.max(part * stride, 32 * limb);
      const to = Math.min((part + 1) * stride, 32 * (limb + 1));
      if (from >= to) continue;
      const ones = Number(BigInt.asIntN(32, ((1n << BigInt(to - from)) - 1n) << BigInt(from - 32 * limb)));
      terms.push(`(-((${mask[part >> 5]} >>> ${part & 31}) & 1) & ${ones})`);
    }
    return define(terms.join(' | '));
  });
};
