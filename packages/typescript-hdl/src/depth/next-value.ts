// SPDX-License-Identifier: Apache-2.0
/** What a register takes next, parted into its data, clock enable and reset as synthesis parts it. */
import type { Expression, Signal } from '../ir/index.ts';
import type { Bits, Origin } from './bits.ts';
import { type Arm, chain } from './choices.ts';
import { type Literal, no, not, yes } from './gates.ts';
import { areExclusive } from './operators.ts';
import type { Scope } from './scopes.ts';

/** The multiplexers that lead to a register; `hold` is its own old value. */
type Tree = Choice | { readonly kind: 'leaf'; readonly literal: Literal } | { readonly kind: 'hold' };

interface Choice {
  readonly kind: 'choice';
  readonly test: Expression;
  readonly condition: Literal;
  readonly one: Tree;
  readonly zero: Tree;
}

const hold: Tree = { kind: 'hold' };

/** Inputs of a flip-flop; undefined where it needs none. */
export interface FlipFlop {
  readonly data: Literal | undefined;
  readonly enable: Literal | undefined;
  readonly reset: Literal | undefined;
}

/** The flip-flop of one bit of a register. `resetTo` is its value at the domain's reset, where it has one. */
export const flipFlopOf = (
  bits: Bits,
  [scope, register, bit]: readonly [Scope, Signal, number],
  origin: Origin,
  resetTo: Literal | undefined,
): FlipFlop => {
  const value = scope.facts.dataflow.values.get(register);
  if (!value) return { data: undefined, enable: undefined, reset: undefined };
  const whole = new Reader(bits, scope, register, bit, origin).tree(scope, value, bit);
  const resets = new Resets(resetTo);
  const parted = part(bits, resets.taken(whole), new Map());
  const data = parted.tree && resets.taken(parted.tree);
  return {
    data: data && literalOf(bits, data, new Map()),
    enable: parted.hold === no ? undefined : not(parted.hold),
    reset: resets.conditions.length > 0 ? bits.gates.or(...resets.conditions) : undefined,
  };
};

/** Reads the multiplexers at the end of a register's next value, through wires and ports. */
class Reader {
  readonly #bits: Bits;
  readonly #own: { readonly scope: Scope; readonly signal: Signal; readonly bit: number };
  readonly #origin: Origin;
  readonly #known = new Map<Expression, { readonly bit: number; readonly tree: Tree }>();

  constructor(bits: Bits, scope: Scope, signal: Signal, bit: number, origin: Origin) {
    this.#bits = bits;
    this.#own = { scope, signal, bit };
    this.#origin = origin;
  }

  tree(scope: Scope, value: Expression, bit: number): Tree {
    const { op, args, extra } = value;
    if (op === 'signal') return this.#signal(scope, value.signal!, bit);
    if (op === 'slice') return this.tree(scope, args[0]!, bit + Number(extra));
    if (op === 'cat') return this.#part(scope, value, bit);
    if (op !== 'mux') return this.#leaf(scope, value, bit);
    const known = this.#known.get(value);
    if (known?.bit === bit) return known.tree;
    const [test, one, zero] = args as [Expression, Expression, Expression];
    const condition = this.#bits.literal(scope, test, 0, this.#at(scope, test));
    const tree = joined({
      kind: 'choice',
      test,
      condition,
      one: this.tree(scope, one, bit),
      zero: this.tree(scope, zero, bit),
    });
    this.#known.set(value, { bit, tree });
    return tree;
  }

  #part(scope: Scope, { args }: Expression, bit: number): Tree {
    let left = bit;
    let place = args.length - 1;
    while (left >= args[place]!.width) left -= args[place--]!.width;
    return this.tree(scope, args[place]!, left);
  }

  #signal(scope: Scope, signal: Signal, bit: number): Tree {
    const own = this.#own;
    if (scope === own.scope && signal === own.signal && bit === own.bit) return hold;
    const driver = scope.drivers.get(signal);
    if (driver?.kind === 'value' && driver.value.op === 'mux') return this.tree(scope, driver.value, bit);
    if (driver?.kind === 'signal') return this.#signal(driver.scope, driver.signal, bit);
    return { kind: 'leaf', literal: this.#bits.literal(scope, signal, bit, this.#origin) };
  }

  #leaf(scope: Scope, value: Expression, bit: number): Tree {
    return { kind: 'leaf', literal: this.#bits.literal(scope, value, bit, this.#at(scope, value)) };
  }

  #at(scope: Scope, value: Expression): Origin {
    const location = scope.facts.lines.get(value);
    return location ? { scope, signal: this.#origin.signal, location } : this.#origin;
  }
}

/** Without multiplexers that choose nothing. */
const joined = (tree: Choice): Tree => {
  if (tree.condition === yes || tree.one === tree.zero) return tree.one;
  if (tree.condition === no) return tree.zero;
  const same = tree.one.kind === 'leaf' && tree.zero.kind === 'leaf' && tree.one.literal === tree.zero.literal;
  return same ? tree.one : tree;
};

const isConstant = (tree: Tree): tree is { readonly kind: 'leaf'; readonly literal: Literal } =>
  tree.kind === 'leaf' && (tree.literal === no || tree.literal === yes);

/** Multiplexers before a register one of whose values is constant reset it, as long as all mean the same value. */
class Resets {
  readonly conditions: Literal[] = [];
  #value: Literal | undefined;

  constructor(value: Literal | undefined) {
    this.#value = value;
  }

  taken(whole: Tree): Tree {
    let tree = whole;
    while (tree.kind === 'choice' && !(isConstant(tree.one) && isConstant(tree.zero))) {
      const { one, zero, condition } = tree;
      if (isConstant(one) && one.literal === (this.#value ?? one.literal)) {
        this.#take(condition, one.literal);
        tree = zero;
      } else if (isConstant(zero) && zero.literal === (this.#value ?? zero.literal)) {
        this.#take(not(condition), zero.literal);
        tree = one;
      } else break;
    }
    return tree;
  }

  #take(condition: Literal, value: Literal): void {
    this.#value = value;
    this.conditions.push(condition);
  }
}

interface Parted {
  readonly hold: Literal;
  readonly tree: Tree | undefined;
}

/** When the register holds, and what it takes when it does not. */
const part = (bits: Bits, tree: Tree, known: Map<Tree, Parted>): Parted => {
  if (tree.kind === 'hold') return { hold: yes, tree: undefined };
  if (tree.kind === 'leaf') return { hold: no, tree };
  let parted = known.get(tree);
  if (!parted) {
    const [one, zero] = [part(bits, tree.one, known), part(bits, tree.zero, known)];
    parted = {
      hold: bits.gates.mux(tree.condition, one.hold, zero.hold),
      tree: one.tree && zero.tree ? joined({ ...tree, one: one.tree, zero: zero.tree }) : (one.tree ?? zero.tree),
    };
    known.set(tree, parted);
  }
  return parted;
};

const literalOf = (bits: Bits, tree: Tree, known: Map<Tree, Literal>): Literal => {
  // Nothing holds any more: that was parted off.
  if (tree.kind !== 'choice') return tree.kind === 'leaf' ? tree.literal : no;
  let literal = known.get(tree);
  if (literal === undefined) {
    const arms: Arm[] = [];
    const tests: Expression[] = [];
    let rest: Tree = tree;
    while (rest.kind === 'choice') {
      arms.push({ condition: rest.condition, value: literalOf(bits, rest.one, known) });
      tests.push(rest.test);
      rest = rest.zero;
    }
    literal = chain(bits.gates, arms, literalOf(bits, rest, known), areExclusive(tests));
    known.set(tree, literal);
  }
  return literal;
};
