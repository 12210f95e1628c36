// SPDX-License-Identifier: Apache-2.0
/** Expressions as Verilog text: every literal sized, parentheses wherever two operators meet. */

import { HdlError } from '../diagnostic.ts';
import type { Expression } from '../ir/index.ts';
import { isHeld } from './woven-bits.ts';

const binary: Partial<Record<Expression['op'], string>> = {
  and: '&',
  or: '|',
  xor: '^',
  add: '+',
  sub: '-',
  mul: '*',
  eq: '==',
  ne: '!=',
  lt: '<',
  le: '<=',
  shl: '<<',
  shr: '>>',
};

const associative: ReadonlySet<Expression['op']> = new Set(['and', 'or', 'xor', 'add']);

/** A sized literal: `8'd5`, `48'hffff_ffff_ffff` without underscores. */
export const literalText = (value: bigint, width: number): string =>
  width <= 8 || value < 10n ? `${width}'d${value}` : `${width}'h${value.toString(16)}`;

/** Text of a node, given the text of nodes that have a name of their own. */
export const expressionText = (node: Expression, named: (node: Expression) => string | undefined): string =>
  text(node, named, true);

// No functions inside: this is the innermost loop of the emitter, and a loader such as tsx makes each of them dear.
const text = (node: Expression, named: (node: Expression) => string | undefined, top = false): string => {
  const name = named(node);
  if (name !== undefined) return name;
  const operator = binary[node.op];
  if (operator !== undefined) return wrap(chain(node, named).join(` ${operator} `), top);
  const [a, b, c] = node.args as [Expression, Expression, Expression];
  switch (node.op) {
    case 'slt':
      return wrap(`${signed(a, named)} < ${signed(b, named)}`, top);
    case 'sle':
      return wrap(`${signed(a, named)} <= ${signed(b, named)}`, top);
    case 'sshr':
      // The argument of $unsigned stands alone, so that the shift is arithmetic whatever surrounds it.
      return `$unsigned(${signed(a, named)} >>> ${text(b, named)})`;
    case 'const':
      return node.label ?? literalText(node.extra, node.width);
    case 'signal':
      return node.signal!.name;
    case 'not':
      return `~${primary(text(a, named))}`;
    case 'andR':
      return wrap(`&${primary(text(a, named))}`, top);
    case 'orR':
      return wrap(`|${primary(text(a, named))}`, top);
    case 'xorR':
      return wrap(`^${primary(text(a, named))}`, top);
    case 'slice':
      return `${text(a, named)}${rangeText(Number(node.extra), node.width)}`;
    case 'index':
      return `${text(a, named)}${indexText(text(b, named, true), Number(node.extra), node.width)}`;
    case 'cat':
      return loneBitText(node, named, top) ?? joinedText(node, named);
    case 'repeat':
      return `{${node.extra}{${text(a, named, true)}}}`;
    case 'mux':
      return wrap(`${text(a, named)} ? ${text(b, named)} : ${muxTail(c, named)}`, top);
    default:
      throw new HdlError('HDL-SHAPE', `There is no Verilog for the operator ${node.op}.`);
  }
};

const wrap = (inner: string, top: boolean): string => (top ? inner : `(${inner})`);

const joinedText = (node: Expression, named: (node: Expression) => string | undefined): string =>
  `{${node.args.map(arg => text(arg, named, true)).join(', ')}}`;

/**
 * One bit beside constants, as a choice of two constants: `a == 2'd1 ? 3'd1 : 3'd0` for `{2'd0, a == 2'd1}`. Where bit 1 of
 * the latter is one of several operands, Verilator 5.006 takes it for `(a >> 1) == 2'd1`. It finds the comparison through wires
 * and modules, so only the bits of registers and memories are left as they are.
 */
const loneBitText = (
  node: Expression,
  named: (node: Expression) => string | undefined,
  top: boolean,
): string | undefined => {
  let bit: Expression | undefined;
  let place = 0;
  let ones = 0n;
  let lo = node.width;
  for (const arg of node.args) {
    lo -= arg.width;
    if (arg.op === 'const') {
      ones |= arg.extra << BigInt(lo);
      continue;
    }
    if (bit || arg.width !== 1 || isHeld(arg)) return undefined;
    bit = arg;
    place = lo;
  }
  if (!bit) return undefined;
  const whenOne = literalText(ones | (1n << BigInt(place)), node.width);
  return wrap(`${text(bit, named)} ? ${whenOne} : ${literalText(ones, node.width)}`, top);
};

const signed = (arg: Expression, named: (node: Expression) => string | undefined): string =>
  `$signed(${text(arg, named, true)})`;

/** A unary operator takes no other unary operator without parentheses. */
const primary = (operand: string): string => (operand.startsWith('~') ? `(${operand})` : operand);

/** Operands of an associative chain side by side: `a & b & c`. */
const chain = (node: Expression, named: (node: Expression) => string | undefined): string[] => {
  const operands: string[] = [];
  let first = node;
  while (true) {
    for (let i = first.args.length - 1; i > 0; i--) operands.push(operandText(first.args[i]!, node, named));
    const next = first.args[0]!;
    if (next.op !== node.op || !associative.has(node.op) || named(next) !== undefined) {
      operands.push(operandText(next, node, named));
      return operands.reverse();
    }
    first = next;
  }
};

const bitwise: ReadonlySet<Expression['op']> = new Set(['and', 'or', 'xor']);

/** A number that arithmetic or a comparison takes whole needs no form in which its bits can be read one by one. */
const operandText = (node: Expression, { op }: Expression, named: (node: Expression) => string | undefined): string =>
  node.op === 'cat' && !bitwise.has(op) && named(node) === undefined ? joinedText(node, named) : text(node, named);

/** The last operand of `? :` needs no parentheses when it is another one. */
const muxTail = (node: Expression, named: (node: Expression) => string | undefined): string =>
  node.op === 'mux' && named(node) === undefined ? text(node, named, true) : text(node, named);

/** `[7:4]`, or `[4]` for one bit. */
export const rangeText = (lo: number, width: number): string => (width === 1 ? `[${lo}]` : `[${lo + width - 1}:${lo}]`);

/** `[index]` for bits, `[{index, 3'd0} +: 5]` for elements of 5 bits at multiples of 8. */
const indexText = (index: string, stride: number, width: number): string =>
  stride === 1 ? `[${index}]` : `[{${index}, ${literalText(0n, Math.log2(stride))}} +: ${width}]`;

/** Breaks a long expression before its top-level operators. */
export const wrapText = (expression: string, indent: string, limit = 110): string => {
  if (indent.length + expression.length <= limit) return expression;
  const parts = splitTop(expression);
  if (parts.length === 1) return expression;
  return parts.reduce((lines, part) => {
    const lastLine = lines.slice(lines.lastIndexOf('\n') + 1);
    return lastLine.length + part.length + 1 <= limit ? `${lines} ${part}` : `${lines}\n${indent}    ${part}`;
  });
};

/** Pieces of an expression, each starting with its operator, or the elements of one concatenation. */
const splitTop = (expression: string): string[] => {
  const whole = /^\{.*\}$/s.test(expression) && closesAtEnd(expression);
  const parts: string[] = [];
  let depth = whole ? -1 : 0;
  let start = 0;
  for (let i = 0; i < expression.length; i++) {
    const ch = expression[i]!;
    if ('([{'.includes(ch)) depth++;
    else if (')]}'.includes(ch)) depth--;
    else if (
      ch === ' ' &&
      depth === 0 &&
      (whole ? expression[i - 1] === ',' : /^ (\?|:|[&|^+-]) /.test(expression.slice(i, i + 3)))
    ) {
      parts.push(expression.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(expression.slice(start));
  return parts;
};

const closesAtEnd = (expression: string): boolean => {
  let depth = 0;
  for (let i = 0; i < expression.length - 1; i++) {
    if (expression[i] === '{') depth++;
    else if (expression[i] === '}' && --depth === 0) return false;
  }
  return true;
};
