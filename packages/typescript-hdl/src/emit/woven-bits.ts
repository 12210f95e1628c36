// SPDX-License-Identifier: Apache-2.0
/** Bits of words that bitwise operators make of single bits side by side. */
import type { Expression, Signal } from '../ir/index.ts';
import { Val } from '../value.ts';

const bitwise: ReadonlySet<Expression['op']> = new Set(['and', 'or', 'xor', 'not']);

/**
 * Of `w = {~a, m == 2'd1} ^ q` Verilator 5.006 may take a wrong bit for `w[1]`: it loses the place of the comparison. So bits
 * of such words are read before the operator: `~a ^ q[1]`. A word is woven if a bitwise operator has an operand with single
 * bits side by side, also through wires; the bits of registers and memories do no harm. Not seen through modules.
 */
export class WovenBits {
  /** Words with single bits side by side in them. */
  readonly #woven = new Set<Expression>();
  readonly #drivers = new Map<Signal, Val>();
  readonly #slices = new Map<Val, Map<string, Val>>();
  readonly #settle: (node: Val) => Val;

  /** `settle` brings a new node, whose operands are settled, into its own form. */
  constructor(settle: (node: Val) => Val) {
    this.#settle = settle;
  }

  /** Looks at a node whose operands were learned before. */
  learn(node: Val): void {
    const isWoven = node.op === 'cat' ? node.args.some(isLooseBit) : this.#isBitwise(node);
    if (isWoven) this.#woven.add(node);
  }

  /** Says that a wire always has the value of an expression. */
  wire(signal: Signal, driver: Val): void {
    this.#drivers.set(signal, driver);
  }

  /** Bits of a woven word, read before its operator; undefined where the word is none. */
  slice(word: Val, lo: number, width: number): Val | undefined {
    const made = this.#made(word);
    if (!bitwise.has(made.op) || !this.#woven.has(made)) return undefined;
    const place = `${lo} ${width}`;
    const known = this.#slices.get(made) ?? new Map<string, Val>();
    this.#slices.set(made, known);
    const before = known.get(place);
    if (before) return before;
    const operands = made.args.map(arg => this.slice(arg, lo, width) ?? this.#plain(arg, lo, width));
    const bits = this.#settle(new Val(made.op, width, operands));
    known.set(place, bits);
    return bits;
  }

  #plain(word: Val, lo: number, width: number): Val {
    const made = this.#made(word);
    const isSpread = made.op === 'repeat' && made.args[0]!.width === 1;
    const bits = isSpread ? made.args[0]!.repeat(width) : (made.op === 'cat' ? made : word).slice(lo, width);
    // hdl-lint-ok: the very same node
    return bits === word ? word : this.#settle(bits);
  }

  #isBitwise({ op, args }: Val): boolean {
    return bitwise.has(op) && args.some(arg => this.#woven.has(this.#made(arg)));
  }

  /** What drives a wire, as far as it is known; any other node itself. */
  #made(word: Val): Val {
    return (word.signal && this.#drivers.get(word.signal)) ?? word;
  }
}

/** A single bit that tools look into. */
const isLooseBit = (bit: Expression): boolean => bit.width === 1 && bit.op !== 'const' && !isHeld(bit);

/** Whether a register or a memory holds a bit, which no tool looks through. */
export const isHeld = ({ op, args, signal }: Expression): boolean =>
  op === 'slice' ? isHeld(args[0]!) : signal?.kind === 'reg' || signal?.kind === 'memory-read';
