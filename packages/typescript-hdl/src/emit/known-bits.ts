// SPDX-License-Identifier: Apache-2.0
/** Which bits of an expression constants decide, whatever its signals are. */

import { constantOf } from '../constant-value.ts';
import type { Expression, Signal } from '../ir/index.ts';
import { allOnes } from '../shape.ts';

/** Bits that are known, and their values; bits outside `mask` are 0 in `value`. */
export interface KnownBits {
  readonly mask: bigint;
  readonly value: bigint;
}

/** Knows the bits of the expressions of one module, whose wires may be constant. */
export class BitKnowledge {
  /** Only what is known at all: most nodes are not here. */
  readonly #known = new Map<Expression | Signal, KnownBits>();

  /** What constants decide of a node that has been learned; undefined where they decide nothing. */
  of(node: Expression): KnownBits | undefined {
    if (node.op === 'const') return { mask: allOnes(node.width), value: node.extra };
    return this.#known.get(node.signal ?? node);
  }

  /** Works a node out whose operands have been learned before, and gives its value if every bit is known. */
  learn(node: Expression): bigint | undefined {
    if (node.op === 'const') return node.extra;
    const known = node.op === 'signal' ? this.of(node) : this.#compute(node);
    if (!known) return undefined;
    this.#known.set(node.signal ?? node, known);
    return known.mask === allOnes(node.width) ? known.value : undefined;
  }

  /** Says that a wire always has the value of an expression. */
  wire(signal: Signal, value: Expression): void {
    const known = this.of(value);
    if (known) this.#known.set(signal, known);
  }

  #compute(node: Expression): KnownBits | undefined {
    const same = valueOfSame(node);
    if (same !== undefined) return { mask: allOnes(node.width), value: same };
    if (!this.#isAnyKnown(node.args)) return undefined;
    const constant = constantOf(node);
    if (constant !== undefined) return { mask: allOnes(node.width), value: constant };
    const bits = combine(
      node,
      node.args.map(arg => this.of(arg)),
    );
    return bits && bits.mask !== 0n ? { mask: bits.mask, value: bits.value & bits.mask } : undefined;
  }

  #isAnyKnown(args: readonly Expression[]): boolean {
    for (const arg of args) if (arg.op === 'const' || this.#known.has(arg.signal ?? arg)) return true;
    return false;
  }
}

/** What an operator makes of the same value twice. */
const valueOfSame = ({ op, args, width }: Expression): bigint | undefined => {
  const value = onSame[op];
  return value !== undefined && isSameTree(args[0]!, args[1]!, mostLevels) ? value & allOnes(width) : undefined;
};

const onSame: Partial<Record<Expression['op'], bigint>> = {
  sub: 0n,
  xor: 0n,
  eq: 1n,
  ne: 0n,
  lt: 0n,
  le: 1n,
  slt: 0n,
  sle: 1n,
};

/** Levels of operators that are compared to find two expressions the same. */
const mostLevels = 12;

const isSameTree = (a: Expression, b: Expression, levels: number): boolean => {
  if (a === b) return true;
  if (a.op !== b.op || a.width !== b.width || a.extra !== b.extra || levels === 0) return false;
  if (a.op === 'const') return true;
  if (a.op === 'signal') return a.signal === b.signal;
  return a.args.length === b.args.length && a.args.every((arg, i) => isSameTree(arg, b.args[i]!, levels - 1));
};

const nothing: KnownBits = { mask: 0n, value: 0n };

const combine = (node: Expression, known: readonly (KnownBits | undefined)[]): KnownBits | undefined => {
  const [a = nothing, b = nothing, c = nothing] = known;
  const width = node.args[0]!.width;
  const zeros = (one: KnownBits): bigint => one.mask & ~one.value;
  switch (node.op) {
    case 'not':
      return { mask: a.mask, value: ~a.value & a.mask };
    case 'and':
      return { mask: (a.mask & b.mask) | zeros(a) | zeros(b), value: a.value & b.value };
    case 'or':
      return { mask: (a.mask & b.mask) | a.value | b.value, value: a.value | b.value };
    case 'xor':
      return { mask: a.mask & b.mask, value: a.value ^ b.value };
    case 'mux':
      return { mask: b.mask & c.mask & ~(b.value ^ c.value), value: b.value };
    case 'slice':
      return { mask: (a.mask >> node.extra) & allOnes(node.width), value: a.value >> node.extra };
    case 'cat':
      return sideBySide(node.args.map((arg, i) => [known[i] ?? nothing, arg.width as number]));
    case 'repeat':
      return sideBySide(Array.from({ length: Number(node.extra) }, () => [a, width as number]));
    case 'eq':
    case 'ne':
      return (a.mask & b.mask & (a.value ^ b.value)) === 0n ? undefined : bit(node.op === 'ne');
    case 'lt':
    case 'le':
      return ordered(node, rangeOf(a, width), rangeOf(b, width));
    case 'andR':
      return zeros(a) === 0n ? undefined : bit(false);
    case 'orR':
      return a.value === 0n ? undefined : bit(true);
    default:
      return undefined;
  }
};

const bit = (value: boolean): KnownBits => ({ mask: 1n, value: value ? 1n : 0n });

type Range = readonly [least: bigint, greatest: bigint];

/** Least and greatest unsigned number that a word with these known bits can be. */
const rangeOf = ({ mask, value }: KnownBits, width: number): Range => [value, value | (allOnes(width) & ~mask)];

/** A comparison that the ranges of both operands decide. */
const ordered = ({ op }: Expression, [leastA, greatestA]: Range, [leastB, greatestB]: Range): KnownBits | undefined => {
  const isOrEqual = op === 'le';
  if (isOrEqual ? greatestA <= leastB : greatestA < leastB) return bit(true);
  return (isOrEqual ? leastA > greatestB : leastA >= greatestB) ? bit(false) : undefined;
};

const sideBySide = (parts: readonly (readonly [known: KnownBits, width: number])[]): KnownBits =>
  parts.reduce<KnownBits>(
    (all, [{ mask, value }, width]) => ({
      mask: (all.mask << BigInt(width)) | mask,
      value: (all.value << BigInt(width)) | value,
    }),
    nothing,
  );
