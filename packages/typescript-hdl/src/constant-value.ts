// SPDX-License-Identifier: Apache-2.0
/** The value of an expression that no signal decides. */
import type { Expression } from './ir/index.ts';
import { allOnes } from './shape.ts';

const known = new WeakMap<Expression, bigint | null>();

/** The value of an expression of constants; undefined when a signal matters. */
export const constantOf = (node: Expression): bigint | undefined => {
  if (node.op === 'const') return node.extra;
  if (node.op === 'signal') return undefined;
  let value = known.get(node);
  if (value === undefined) {
    value = compute(node) ?? null;
    known.set(node, value);
  }
  return value ?? undefined;
};

const compute = (node: Expression): bigint | undefined => {
  if (node.op === 'mux') {
    const test = constantOf(node.args[0]!);
    return test === undefined ? undefined : constantOf(node.args[test === 0n ? 2 : 1]!);
  }
  const values: bigint[] = [];
  for (const arg of node.args) {
    const value = constantOf(arg);
    if (value === undefined) return absorbed(node);
    values.push(value);
  }
  return BigInt.asUintN(node.width, apply(node, values));
};

/** What one constant operand decides alone. */
const absorbed = (node: Expression): bigint | undefined => {
  switch (node.op) {
    case 'and':
    case 'mul':
      return hasOperand(node, 0n) ? 0n : undefined;
    case 'or':
      return hasOperand(node, allOnes(node.width)) ? allOnes(node.width) : undefined;
    case 'shl':
    case 'shr':
      return constantOf(node.args[0]!) === 0n || isShiftedOut(node) ? 0n : undefined;
    case 'sshr': {
      const word = constantOf(node.args[0]!);
      return word === 0n || word === allOnes(node.width) ? word : undefined;
    }
    default:
      return undefined;
  }
};

const hasOperand = ({ args }: Expression, wanted: bigint): boolean => args.some(arg => constantOf(arg) === wanted);

const isShiftedOut = ({ args, width }: Expression): boolean => (constantOf(args[1]!) ?? 0n) >= BigInt(width as number);

const apply = (node: Expression, values: readonly bigint[]): bigint => {
  const [a, b = 0n] = values as [bigint, bigint?];
  const width = node.args[0]!.width as number;
  const signed = (value: bigint): bigint => BigInt.asIntN(width, value);
  switch (node.op) {
    case 'not':
      return ~a;
    case 'and':
      return a & b;
    case 'or':
      return a | b;
    case 'xor':
      return a ^ b;
    case 'add':
      return a + b;
    case 'sub':
      return a - b;
    case 'mul':
      return a * b;
    case 'eq':
      return BigInt(a === b);
    case 'ne':
      return BigInt(a !== b);
    case 'lt':
      return BigInt(a < b);
    case 'le':
      return BigInt(a <= b);
    case 'slt':
      return BigInt(signed(a) < signed(b));
    case 'sle':
      return BigInt(signed(a) <= signed(b));
    case 'shl':
      return b >= BigInt(width) ? 0n : a << b;
    case 'shr':
      return b >= BigInt(width) ? 0n : a >> b;
    case 'sshr':
      return signed(a) >> (b >= BigInt(width) ? BigInt(width) : b);
    case 'slice':
      return a >> node.extra;
    case 'index':
      return a >> (b * node.extra);
    case 'cat':
      return values.reduce((all, value, i) => (all << BigInt(node.args[i]!.width as number)) | value, 0n);
    case 'repeat':
      return Array.from({ length: Number(node.extra) }).reduce((all: bigint) => (all << BigInt(width)) | a, 0n);
    case 'andR':
      return BigInt(a === allOnes(width));
    case 'orR':
      return BigInt(a !== 0n);
    default:
      return BigInt([...a.toString(2)].filter(digit => digit === '1').length % 2);
  }
};
