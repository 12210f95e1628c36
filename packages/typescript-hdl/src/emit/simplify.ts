// SPDX-License-Identifier: Apache-2.0
/** Expressions in the forms that every supported tool reads alike, with what constants decide worked out. */
import type { Expression, Signal } from '../ir/index.ts';
import { allOnes } from '../shape.ts';
import { asValue, cat, constant, Val } from '../value.ts';
import { ElementReads } from './element-reads.ts';
import { BitKnowledge } from './known-bits.ts';
import { WovenBits } from './woven-bits.ts';

/**
 * Rewrites expressions of one module. The emitter works on the result; checks and the built-in simulator work on what the
 * author wrote, so that a mistake here shows as a difference between simulators.
 *
 * - What constants decide is a constant: tools warn of comparisons at the limits of a type, and of bits that only such read.
 * - Signed comparisons are unsigned ones in offset binary (the sign bit inverted): Verilator 5.006 folds signed ones of
 *   constants wrongly, and Yosys 0.23 maps those of narrow words with negative constants wrongly for ECP5 and iCE40.
 * - The inverse of an exclusive or of two bits says that they are equal: in `~((a < b) ^ c) ^ ~d` Verilator 5.006 forgets an
 *   inverter, also where the parts are wires or come from other modules.
 * - Bits of words that bitwise operators make of bits side by side are made bit by bit; see {@link WovenBits}.
 * - Elements chosen by a value lie at multiples of a power of two; see {@link ElementReads}.
 */
export class Simplifier {
  readonly #done = new Map<Val, Val>();
  readonly #offsets = new Map<Val, Val>();
  readonly #elements = new ElementReads();
  readonly #known = new BitKnowledge();
  readonly #woven = new WovenBits(node => this.#settled(node));
  /** Wires with one plain driver each, until they have been asked for. */
  readonly #wires: Map<Signal, Val>;

  /** `wires` are those with one assignment of all their bits, under no condition. */
  constructor(wires: ReadonlyMap<Signal, Expression>) {
    this.#wires = new Map([...wires].map(([signal, driver]) => [signal, asValue(driver)]));
  }

  /** The expression rewritten; the very same node where there is nothing to do. */
  of(expression: Expression): Val {
    const root = asValue(expression);
    const stack: { readonly node: Val; next: number; readonly driver: Val | undefined }[] = [];
    // Without recursion: expressions can be thousands of operators deep.
    const enter = (node: Val): void => {
      if (!this.#done.has(node)) stack.push({ node, next: 0, driver: this.#driverOf(node) });
    };
    enter(root);
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const needed = top.driver && top.next++ === 0 ? top.driver : top.node.args[top.next++];
      if (needed) {
        enter(needed);
        continue;
      }
      stack.pop();
      if (top.driver) this.#learnWire(top.node.signal!, this.#done.get(top.driver)!);
      this.#done.set(top.node, inherited(this.#rewrite(top.node), top.node));
    }
    return this.#done.get(root)!;
  }

  /** What an expression has become, if something that was asked for holds it. */
  resultOf(expression: Expression): Val | undefined {
    return this.#done.get(asValue(expression));
  }

  /** What drives a wire, the first time that it is asked for: so a wire that depends on itself ends in nothing known. */
  #driverOf({ signal }: Val): Val | undefined {
    const driver = signal && this.#wires.get(signal);
    if (driver) this.#wires.delete(signal);
    return driver;
  }

  #learnWire(signal: Signal, driver: Val): void {
    this.#known.wire(signal, driver);
    this.#woven.wire(signal, driver);
  }

  #rewrite(node: Val): Val {
    return node.op === 'const' ? node : this.#settled(this.#withDoneOperands(node));
  }

  /** A node whose operands are rewritten, in its own form or as the constant that it always is. */
  #settled(node: Val): Val {
    const value = this.#known.learn(node);
    if (value !== undefined) return constant(value, node.width);
    const result = this.#inForm(node);
    // hdl-lint-ok: the very same node
    if (result !== node) this.#known.learn(result);
    this.#woven.learn(result);
    return result;
  }

  /** The node with its operands rewritten; itself where none of them changed. */
  #withDoneOperands(node: Val): Val {
    for (const arg of node.args) {
      if (this.#done.get(arg) === arg) continue;
      const args = node.args.map(one => this.#done.get(one)!);
      return new Val(node.op, node.width, args, node.extra, undefined, node.label);
    }
    return node;
  }

  #inForm(node: Val): Val {
    const [a, b, c] = node.args as [Val, Val, Val];
    switch (node.op) {
      case 'mux':
        return muxed(node, literalOf(a), b, c);
      case 'slice':
        if (a.op === 'cat' || a.op === 'slice') return a.slice(Number(node.extra), node.width);
        return this.#woven.slice(a, Number(node.extra), node.width) ?? node;
      case 'index':
        return this.#elements.read(node);
      case 'and':
        return withoutNeutral(node, allOnes(node.width));
      case 'or':
      case 'add':
        return withoutNeutral(node, 0n);
      case 'xor':
        return node.width === 1 ? parity(node, a, b, false) : withoutNeutral(node, 0n);
      case 'eq':
        return a.width === 1 ? parity(node, a, b, true) : node;
      case 'not':
        return node.width === 1 ? inverted(node, a) : node;
      case 'sub':
        return literalOf(b) === 0n ? a : node;
      case 'shl':
      case 'shr':
      case 'sshr':
        return shiftedBy(node, literalOf(b));
      case 'slt':
      case 'sle':
        return this.#signedComparison(node.op, a, b);
      default:
        return node;
    }
  }

  #signedComparison(op: 'slt' | 'sle', a: Val, b: Val): Val {
    const sign = (word: Val): Val => word.bit(word.width - 1);
    const isOrEqual = op === 'sle';
    // Against the border between negative and other numbers the sign says it all.
    if (literalOf(b) === (isOrEqual ? allOnes(b.width) : 0n)) return sign(a);
    if (literalOf(a) === (isOrEqual ? 0n : allOnes(a.width))) return sign(b).not();
    const offsets = [a, b].map(word => this.#offsetBinary(word));
    for (const word of offsets) this.#known.learn(word);
    const comparison = new Val(isOrEqual ? 'le' : 'lt', 1, offsets);
    const value = this.#known.learn(comparison);
    return value === undefined ? comparison : constant(value, 1);
  }

  /** The word with its sign bit inverted, which orders two's complement numbers as unsigned ones. */
  #offsetBinary(word: Val): Val {
    const border = 1n << BigInt(word.width - 1);
    const value = literalOf(word);
    if (value !== undefined) return constant(value ^ border, word.width);
    let offset = this.#offsets.get(word);
    if (!offset) {
      offset =
        word.width === 1
          ? word.not()
          : new Val('xor', word.width, [word, constant(border, word.width)], 0n, undefined, offsetName(word));
      this.#offsets.set(word, offset);
    }
    return offset;
  }
}

/** What is made in the place of a node is made where that was. */
const inherited = (result: Val, node: Val): Val => {
  if (result.origin === undefined) Object.assign(result, { origin: node.origin });
  return result;
};

/** `x_offset` for bits of `x`; anything else is named after what uses it. */
const offsetName = (word: Val): string | undefined => {
  const { signal } = word.op === 'slice' ? word.args[0]! : word;
  return signal && `${signal.name.replace(/_(q|i|o)$/, '')}_offset`;
};

const literalOf = (node: Val): bigint | undefined => (node.op === 'const' ? node.extra : undefined);

const muxed = (node: Val, test: bigint | undefined, whenOne: Val, whenZero: Val): Val => {
  if (test !== undefined) return test === 0n ? whenZero : whenOne;
  // hdl-lint-ok: the very same node needs no multiplexer
  return whenOne === whenZero ? whenOne : node;
};

/** The other operand where one is the constant that changes nothing. */
const withoutNeutral = (node: Val, neutral: bigint): Val => {
  const [a, b] = node.args as [Val, Val];
  if (literalOf(a) === neutral) return b;
  return literalOf(b) === neutral ? a : node;
};

/** An exclusive or of two bits (`isEqual`: its inverse) without inverters in front of it; itself where there are none. */
const parity = (node: Val, a: Val, b: Val, isEqual: boolean): Val => {
  const plain = [a, b].map(one => (one.op === 'not' ? one.args[0]! : one)) as [Val, Val];
  const isOdd = (a.op === 'not') !== (b.op === 'not');
  const own = plain.some((one, i) => one !== node.args[i]) ? new Val(isEqual === isOdd ? 'xor' : 'eq', 1, plain) : node;
  return own.op === 'xor' ? withoutNeutral(own, 0n) : own;
};

/** The inverse of a bit: of an exclusive or, that its operands are equal. */
const inverted = (node: Val, { op, args }: Val): Val => {
  if (op === 'xor') return new Val('eq', 1, args as [Val, Val]);
  const isOfBits = op === 'eq' && args[0]!.width === 1 && !args.some(arg => arg.op === 'const');
  return isOfBits ? new Val('xor', 1, args as [Val, Val]) : node;
};

/** A shift by a constant amount is wiring. */
const shiftedBy = (node: Val, amount: bigint | undefined): Val => {
  if (amount === undefined) return node;
  const word = node.args[0]!;
  const places = Number(amount < BigInt(node.width as number) ? amount : node.width);
  if (node.op === 'shl') return word.shl(places);
  if (node.op === 'shr') return word.shr(places);
  if (places === 0) return word;
  const sign = word.bit(node.width - 1);
  if (places >= node.width - 1) return sign.repeat(node.width);
  return cat(sign.repeat(places), word.slice(places, node.width - places));
};
