// SPDX-License-Identifier: Apache-2.0
/** Operators of the expression graph. */

/** What a node computes; the signed ones read their operands in two's complement. */
export type Op =
  | 'const'
  | 'signal'
  | 'not'
  | 'and'
  | 'or'
  | 'xor'
  | 'add'
  | 'sub'
  | 'mul'
  | 'eq'
  | 'ne'
  | 'lt'
  | 'le'
  | 'slt'
  | 'sle'
  | 'shl'
  | 'shr'
  | 'sshr'
  | 'slice'
  | 'index'
  | 'cat'
  | 'repeat'
  | 'mux'
  | 'andR'
  | 'orR'
  | 'xorR';
