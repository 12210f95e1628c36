// SPDX-License-Identifier: Apache-2.0
/** Each operator, bit by bit, as gates. */

import { constantOf } from '../constant-value.ts';
import type { Expression } from '../ir/index.ts';
import { adderBit, greater } from './arithmetic.ts';
import { type Arm, chain, selected } from './choices.ts';
import { type Gates, type Literal, no, not, yes } from './gates.ts';
import { asSum } from './products.ts';

/** A bit that is not known yet: whoever asked is asked again. */
export const pending = -1;

/**
 * A bit of a value, or {@link pending}. Bits from `width` upwards are intermediate results of the value: carries of an adder,
 * the stages of a shifter.
 */
export type Ask = (value: Expression, bit: number) => Literal;

/** Intermediate bits of a value, besides its own. */
export const innerBits = ({ op, width, args }: Expression): number => {
  if (op === 'add' || op === 'sub') return width;
  return isShift(op) ? width * args[1]!.width : 0;
};

const isShift = (op: Expression['op']): boolean => op === 'shl' || op === 'shr' || op === 'sshr';

/** Multiplexers of one chain that are looked at together. */
const longestChain = 64;

/** One bit of an operator; {@link pending} when something it needs is. */
export const gateOf = (gates: Gates<unknown>, value: Expression, bit: number, ask: Ask): Literal => {
  const [a, b] = value.args as [Expression, Expression];
  const asked = (...literals: readonly Literal[]): boolean => !literals.includes(pending);
  const two = (make: (x: Literal, y: Literal) => Literal): Literal => {
    const [x, y] = [ask(a, bit), ask(b, bit)];
    return asked(x, y) ? make(x, y) : pending;
  };
  const all = (make: (bits: readonly Literal[]) => Literal): Literal => {
    const bits = bitsOf(a, ask);
    return asked(...bits) ? make(bits) : pending;
  };
  switch (value.op) {
    case 'not': {
      const x = ask(a, bit);
      return asked(x) ? not(x) : pending;
    }
    case 'and':
      return two((x, y) => gates.and(x, y));
    case 'or':
      return two((x, y) => gates.or(x, y));
    case 'xor':
      return two((x, y) => gates.xor(x, y));
    case 'andR':
      return all(bits => gates.and(...bits));
    case 'orR':
      return all(bits => gates.or(...bits));
    case 'xorR':
      return all(bits => parity(gates, bits));
    case 'eq':
    case 'ne':
      return equality(gates, value, ask);
    case 'lt':
    case 'le':
    case 'slt':
    case 'sle':
      return comparison(gates, value, ask);
    case 'add':
    case 'sub':
      return addition(gates, value, bit, ask);
    case 'mul':
      return ask(asSum(value), bit);
    case 'mux':
      return choice(gates, value, bit, ask);
    case 'index':
      return element(gates, value, bit, ask);
    default:
      // Whoever asks looks through wires, so that only shifts are left.
      return shift(gates, value, bit, ask);
  }
};

const bitsOf = (value: Expression, ask: Ask): Literal[] => Array.from({ length: value.width }, (_, i) => ask(value, i));

/** Pairs of neighbours, as Yosys builds a reduction. */
const parity = (gates: Gates<unknown>, bits: readonly Literal[]): Literal => {
  if (bits.length === 1) return bits[0]!;
  const pairs = Array.from({ length: Math.ceil(bits.length / 2) }, (_, i) =>
    gates.xor(bits[2 * i]!, bits[2 * i + 1] ?? no),
  );
  return parity(gates, pairs);
};

const equality = (gates: Gates<unknown>, { op, args }: Expression, ask: Ask): Literal => {
  const [a, b] = args.map(arg => bitsOf(arg, ask)) as [Literal[], Literal[]];
  if (a.includes(pending) || b.includes(pending)) return pending;
  const equal = gates.and(...a.map((one, i) => not(gates.xor(one, b[i]!))));
  return op === 'eq' ? equal : not(equal);
};

const comparison = (gates: Gates<unknown>, { op, args }: Expression, ask: Ask): Literal => {
  const [a, b] = args.map(arg => bitsOf(arg, ask)) as [Literal[], Literal[]];
  if (a.includes(pending) || b.includes(pending)) return pending;
  const isSigned = op === 'slt' || op === 'sle';
  const high = a.length - 1;
  // The sign counts the other way round. a < b is b > a.
  const pairs = a.map(
    (one, i) => (isSigned && i === high ? [not(b[i]!), not(one)] : [b[i]!, one]) as [Literal, Literal],
  );
  return greater(gates, pairs, op === 'le' || op === 'sle');
};

const addition = (gates: Gates<unknown>, value: Expression, bit: number, ask: Ask): Literal => {
  const { op, width, args } = value;
  const place = bit % width;
  const a = ask(args[0]!, place);
  const b = ask(args[1]!, place);
  const isDifference = op === 'sub';
  const carry = place > 0 ? ask(value, width + place - 1) : isDifference ? yes : no;
  if (a === pending || b === pending || carry === pending) return pending;
  return adderBit(gates, bit < width ? 'sum' : 'carry', [a, isDifference ? not(b) : b, carry], width);
};

/** A multiplexer and those in its last arm, all at once. */
const choice = (gates: Gates<unknown>, value: Expression, bit: number, ask: Ask): Literal => {
  const arms: Arm[] = [];
  const conditions: Expression[] = [];
  let rest = value;
  while (rest.op === 'mux' && arms.length < longestChain) {
    const [condition, one, zero] = rest.args as [Expression, Expression, Expression];
    conditions.push(condition);
    arms.push({ condition: ask(condition, 0), value: ask(one, bit) });
    rest = zero;
  }
  const otherwise = ask(rest, bit);
  if (otherwise === pending || arms.some(arm => arm.condition === pending || arm.value === pending)) return pending;
  return chain(gates, arms, otherwise, areExclusive(conditions));
};

/** Comparisons of one value with different constants. */
export const areExclusive = (conditions: readonly Expression[]): boolean => {
  const subjects = new Set<unknown>();
  const constants = new Set<bigint>();
  for (const { op, args } of conditions) {
    const wanted = op === 'eq' ? constantOf(args[1]!) : undefined;
    if (wanted === undefined) return false;
    subjects.add(args[0]!.signal ?? args[0]!);
    constants.add(wanted);
  }
  return subjects.size === 1 && constants.size === conditions.length;
};

/** Elements are `extra` bits apart; beyond the last the value is 0. */
const element = (gates: Gates<unknown>, { width, args, extra }: Expression, bit: number, ask: Ask): Literal => {
  const [base, index] = args as [Expression, Expression];
  const values = Array.from({ length: 2 ** index.width }, (_, i) => {
    const place = i * Number(extra);
    return place + width <= base.width ? ask(base, place + bit) : no;
  });
  const place = bitsOf(index, ask);
  return values.includes(pending) || place.includes(pending) ? pending : selected(gates, values, place);
};

/** A stage of a shifter moves by a power of two; the value after stage n has its bits from `width * (n + 1)` upwards. */
const shift = (gates: Gates<unknown>, value: Expression, bit: number, ask: Ask): Literal => {
  const { op, width, args } = value;
  const [base, amount] = args as [Expression, Expression];
  const stage = bit < width ? amount.width - 1 : Math.floor(bit / width) - 1;
  const place = bit % width;
  const before = (at: number): Literal => {
    if (at >= 0 && at < width) return stage === 0 ? ask(base, at) : ask(value, width * stage + at);
    return op === 'sshr' ? ask(base, width - 1) : no;
  };
  const distance = 2 ** stage;
  const moved = before(op === 'shl' ? place - distance : place + distance);
  const still = before(place);
  const condition = ask(amount, stage);
  if (moved === pending || still === pending || condition === pending) return pending;
  return gates.mux(condition, moved, still);
};
