// SPDX-License-Identifier: Apache-2.0
/** Gives names to expressions that need a wire of their own: those of the constants that hold them, else of their operands. */
import { type Expression, isTrivial, type Module, type Statement } from '../ir/index.ts';
import type { Location } from '../location.ts';
import { isKeyword, snakeCase } from '../names.ts';
import { constantOf } from '../origin.ts';
import { allOnes } from '../shape.ts';
import { eachLeaf, eachNode } from '../walk.ts';

/** Expressions with more nodes than this are cut into named pieces, for readers. */
const maxInlineNodes = 28;

const words: Partial<Record<Expression['op'], string>> = {
  add: 'sum',
  sub: 'difference',
  mul: 'product',
  eq: 'equal',
  ne: 'differs',
  lt: 'less',
  le: 'at_most',
  slt: 'less',
  sle: 'at_most',
  sshr: 'shifted',
  shl: 'shifted',
  shr: 'shifted',
  slice: 'bits',
  index: 'element',
  cat: 'joined',
  repeat: 'spread',
  mux: 'choice',
  andR: 'all',
  orR: 'any',
  xorR: 'parity',
  const: 'table',
  not: 'inverse',
};

/** A wire made for an expression. */
export interface Hoisted {
  readonly name: string;
  readonly node: Expression;
  /** The constant that it is named after. */
  readonly location: Location | undefined;
}

/** Names of properties: their labels share the names of the module. */
const checkNames = (statements: readonly Statement[]): string[] =>
  statements.flatMap(statement => {
    if (statement.kind === 'check') return [statement.name];
    if (statement.kind !== 'if' && statement.kind !== 'switch') return [];
    const parts = statement.kind === 'if' ? statement.branches : statement.cases;
    return [...parts.flatMap(({ body }) => checkNames(body)), ...checkNames(statement.otherwise ?? [])];
  });

/** Names, apart from those of the module itself, that no wire can have. */
const reserved = ['unused', 'clk', 'rst', 'rst_n'];

export class Hoister {
  readonly #names = new Map<Expression, string>();
  readonly #sizes = new Map<Expression, number>();
  /** The beginning of the names of expressions. */
  readonly #stems = new Map<Expression, string>();
  readonly #uses: ReadonlyMap<Expression, number>;
  readonly #reads: ReadonlyMap<Expression, bigint>;
  readonly #mustName: ReadonlyMap<Expression, string | undefined>;
  readonly #bases: ReadonlySet<Expression>;
  readonly #taken: Set<string>;
  readonly #nextNumber = new Map<string, number>();

  /**
   * `roots` are all expressions of the module, once for each place they are written at; `properties` those of them that only
   * a proof sees.
   */
  constructor(
    module: Module,
    roots: readonly Expression[],
    properties: readonly Expression[],
    mustName: ReadonlyMap<Expression, string | undefined>,
    moduleName: string,
  ) {
    const { uses, reads, bases } = analyse([...roots, ...properties]);
    this.#uses = uses;
    this.#reads = properties.length > 0 ? analyse(roots).reads : reads;
    this.#mustName = mustName;
    this.#bases = bases;
    this.#taken = new Set([
      ...reserved,
      moduleName,
      ...module.signals.map(signal => signal.name),
      ...module.memories.map(memory => memory.name),
      ...module.instances.map(instance => instance.name),
      ...checkNames(module.statements),
    ]);
  }

  /** The name of an expression, when it has one. */
  readonly nameOf = (node: Expression): string | undefined => this.#names.get(node);

  /** Names what a root needs; returns the new wires in the order of their dependencies. */
  hoist(root: Expression, consumer: string): Hoisted[] {
    const made: Hoisted[] = [];
    this.#visit(root, consumer, made);
    return made;
  }

  /** A name that nothing else in the module has: `base`, or with a number. */
  readonly freshName = (base: string): string => {
    let name = base;
    let next = this.#nextNumber.get(base) ?? 2;
    while (this.#taken.has(name)) name = `${base}_${next++}`;
    this.#nextNumber.set(base, next);
    this.#taken.add(name);
    return name;
  };

  /** Bits of a wire that something besides properties reads. */
  readMask(node: Expression): bigint {
    return this.#reads.get(node) ?? 0n;
  }

  #visit(root: Expression, consumer: string, made: Hoisted[]): void {
    const stack: { node: Expression; next: number }[] = [{ node: root, next: 0 }];
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const arg = top.node.args[top.next++];
      if (arg) {
        if (!this.#sizes.has(arg)) stack.push({ node: arg, next: 0 });
        continue;
      }
      stack.pop();
      this.#settle(top.node, stack.length === 0, consumer, made);
    }
  }

  #settle(node: Expression, isRoot: boolean, consumer: string, made: Hoisted[]): void {
    if (this.#sizes.has(node)) return;
    const size = node.args.reduce((sum, arg) => sum + (this.#names.has(arg) ? 1 : this.#sizes.get(arg)!), 1);
    const shared = (this.#uses.get(node) ?? 0) > 1 && !isTrivial(node);
    const named =
      shared ||
      this.#mustName.has(node) ||
      this.#bases.has(node) ||
      (size > maxInlineNodes && !isRoot && !isTrivial(node));
    this.#sizes.set(node, named ? 1 : size);
    if (!named) return;
    const constant = node.label === undefined ? this.#constantOf(node) : undefined;
    const name = this.freshName(node.label ?? constant?.name ?? this.#describe(node, stripSuffix(consumer)));
    this.#names.set(node, name);
    made.push({ name, node, location: constant?.location });
  }

  /** The constant that holds it, if its name is one in Verilog. */
  #constantOf(node: Expression): { readonly name: string; readonly location: Location } | undefined {
    const constant = node.origin && constantOf(node.origin);
    const name = constant && snakeCase(constant.name);
    if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name) || isKeyword(name)) return undefined;
    this.#stems.set(node, name);
    return { name, location: constant!.location };
  }

  /** The signal that it begins with, and what becomes of it; what a memory takes, after the memory. */
  #describe(node: Expression, consumer: string): string {
    const word = this.#mustName.get(node) ?? words[node.op] ?? node.op;
    return `${this.#mustName.has(node) ? consumer : (this.#stemOf(node) ?? consumer)}_${word}`;
  }

  /** The name of the first constant or signal in an expression. */
  #stemOf(root: Expression): string | undefined {
    const path: Expression[] = [];
    let stem: string | undefined;
    for (let node: Expression | undefined = root; node; node = leading(node)) {
      path.push(node);
      stem = this.#stems.get(node) ?? (node.signal && stripSuffix(node.signal.name));
      if (stem !== undefined) break;
    }
    if (stem !== undefined) for (const node of path) this.#stems.set(node, stem);
    return stem;
  }
}

/** What an expression begins with; a choice is called after what is chosen, not after what decides. */
const leading = ({ op, args }: Expression): Expression | undefined =>
  (op === 'mux' ? [...args.slice(1), args[0]!] : args).find(arg => arg.op !== 'const');

const stripSuffix = (name: string): string => name.replace(/_(q|i|o)$/, '');

const selfContained: ReadonlySet<Expression['op']> = new Set([
  'const',
  'signal',
  'slice',
  'index',
  'cat',
  'repeat',
  'eq',
  'ne',
  'lt',
  'le',
  'slt',
  'sle',
  'andR',
  'orR',
  'xorR',
]);

/**
 * Whether the value of an expression is the same however many bits its surroundings have. Icarus 11 computes an index like
 * `a + b` without wrapping it to its width.
 */
const isSelfContained = (node: Expression): boolean => {
  const passed =
    node.op === 'mux' ? node.args.slice(1) : ['and', 'or', 'xor'].includes(node.op) ? node.args : undefined;
  if (!passed) return selfContained.has(node.op);
  let answer = answers.get(node);
  if (answer === undefined) {
    answer = passed.every(isSelfContained);
    answers.set(node, answer);
  }
  return answer;
};

const answers = new WeakMap<Expression, boolean>();

/**
 * Expressions that Verilog takes only by name, such as indices that compute, and those that are written more than once: words
 * and masks of masked writes, and words for elements that a value chooses. A constant address is named for Yosys, which makes
 * flip-flops of a memory that is written at constant addresses alone. With the word that says what it is, if its operator does not.
 */
export const mustBeNamed = (module: Module): ReadonlyMap<Expression, string | undefined> => {
  const named = new Map<Expression, string | undefined>();
  const addIndex = (node: Expression | undefined): void => {
    if (node && !isSelfContained(node)) named.set(node, undefined);
  };
  eachLeaf(module.statements, leaf => {
    if (leaf.kind === 'assign' && leaf.target.index && !isTrivial(leaf.value)) named.set(leaf.value, undefined);
    if (leaf.kind !== 'write') return;
    if (leaf.address.op === 'const') named.set(leaf.address, 'address');
    else addIndex(leaf.address);
    for (const node of leaf.mask ? [leaf.mask, leaf.data] : []) if (node.op !== 'signal') named.set(node, undefined);
  });
  for (const memory of module.memories) for (const read of memory.reads) addIndex(read.address);
  return named;
};

/**
 * In one walk: how often every node is used, which of its bits its users look at, and which nodes are sliced or indexed
 * (Verilog can only select bits of something that has a name).
 */
const analyse = (
  roots: readonly Expression[],
): { uses: Map<Expression, number>; reads: Map<Expression, bigint>; bases: Set<Expression> } => {
  const uses = new Map<Expression, number>();
  const reads = new Map<Expression, bigint>();
  const bases = new Set<Expression>();
  for (const root of roots) {
    uses.set(root, (uses.get(root) ?? 0) + 1);
    reads.set(root, allOnes(root.width));
  }
  eachNode(roots, node => {
    const selects = node.op === 'slice' || node.op === 'index';
    for (const arg of node.args) {
      if (arg.op === 'signal') continue;
      uses.set(arg, (uses.get(arg) ?? 0) + 1);
      const seen = reads.get(arg);
      const mask = node.op === 'slice' ? allOnes(node.width) << node.extra : allOnes(arg.width);
      reads.set(arg, seen === undefined ? mask : seen | mask);
    }
    const base = node.args[0];
    if (selects && base!.op !== 'signal') bases.add(base!);
    if (node.op === 'index' && !isSelfContained(node.args[1]!)) bases.add(node.args[1]!);
  });
  return { uses, reads, bases };
};
