// SPDX-License-Identifier: Apache-2.0
/** Shapes: the types of hardware values. A bundle is a plain object of shapes. */
import { describeValue } from './describe.ts';
import { HdlError } from './diagnostic.ts';
import { captureLocation } from './location.ts';
import { type Bundle, Enum, isWord, type Lit, type Shape, SInt, UInt, Union, Vec } from './shape-classes.ts';

export {
  type Bundle,
  bitsOf,
  describeShape,
  Enum,
  indexWidth,
  isWord,
  type Lit,
  type Shape,
  SInt,
  UInt,
  Union,
  Vec,
} from './shape-classes.ts';

/** One word of a flattened shape. */
export interface Leaf {
  readonly path: readonly string[];
  readonly width: number;
  readonly init: bigint | undefined;
  /** It is one number in two's complement. */
  readonly isSigned: boolean;
}

/** Unsigned word shape. With `init` a register of this shape is reset to it; without, it is not reset. */
export const u = <const W extends number>(width: W, init?: number | bigint): UInt<Lit<W>> => {
  checkWidth(width);
  return new UInt(width, init === undefined ? undefined : checkFits(init, width)) as UInt;
};

/** Two's complement word shape, -(2 ** (width - 1)) .. 2 ** (width - 1) - 1; `init` as for {@link u}. */
export const s = <const W extends number>(width: W, init?: number | bigint): SInt<Lit<W>> => {
  checkWidth(width);
  return new SInt(width, init === undefined ? undefined : checkFitsSigned(init, width)) as SInt;
};

/**
 * A shape whose literals are names: `enumeration('idle', 'run')`. The first state is 0; the states are localparams of the
 * modules that use them; it has `indexWidth(states)` bits, one where there is one state. A register of it is reset only with `.startingAt(name)`.
 */
export const enumeration = <const N extends string>(...names: readonly N[]): Enum<N> => {
  checkStates('An enumeration', names);
  return new Enum(names, '', undefined);
};

/** Throws unless there is at least one state, and each is a string that occurs once. */
export const checkStates = (what: string, names: readonly string[]): void => {
  const other = names.find(name => typeof name !== 'string');
  if (other !== undefined) {
    throw new HdlError(
      'HDL-KIND',
      `${what} takes the names of its states, not ${describeValue(other)}.`,
      captureLocation(),
    );
  }
  if (names.length === 0) throw new HdlError('HDL-RANGE', `${what} has at least one state.`, captureLocation());
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new HdlError('HDL-CASE', `${what} lists the state '${twice}' twice.`, captureLocation());
};

/** The same bits as any of several shapes: `union({ word: u(32), bytes: vec(4, u(8)) })`. */
export const union = <const M extends Bundle>(members: M): Union<M> => {
  for (const name of ['bits', 'set']) {
    if (name in members) {
      throw new HdlError('HDL-SHAPE', `A union has no member '${name}': that name is taken.`, captureLocation());
    }
  }
  checkOrder('field', Object.keys(members));
  if (Object.keys(members).length === 0) {
    throw new HdlError('HDL-SHAPE', 'A union has at least one member.', captureLocation());
  }
  return new Union(members);
};

/** One-bit shape; `init` as for {@link u}. */
export const bit = (init?: 0 | 1): UInt<1> => u(1, init);

/** Vector shape of `count` elements; the words of an element become `count` times as wide. Throws HDL-RANGE for none. */
export const vec = <S extends Shape>(count: number, element: S): Vec<S> => {
  if (!Number.isInteger(count) || count < 1) {
    throw new HdlError(
      'HDL-RANGE',
      `A vector has a whole number of elements, at least 1, not ${count}.`,
      captureLocation(),
    );
  }
  return new Vec(count, element);
};

/** The width itself; throws unless it is a whole number of at least 1. */
export const checkWidth = (width: number): number => {
  if (typeof width !== 'number') {
    throw new HdlError('HDL-KIND', `A width is a number, not ${describeValue(width)}.`, captureLocation());
  }
  if (!Number.isInteger(width) || width < 1) {
    throw new HdlError('HDL-RANGE', `A width must be a positive whole number, not ${width}.`, captureLocation());
  }
  return width;
};

/** A literal as a bigint; throws unless it is a whole number that JavaScript holds exactly. */
export const wholeLiteral = (value: number | bigint): bigint => {
  if (typeof value === 'bigint') return value;
  if (typeof value !== 'number') {
    throw new HdlError(
      'HDL-KIND',
      `A literal is a number or a bigint, not ${describeValue(value)}.`,
      captureLocation(),
    );
  }
  if (!Number.isSafeInteger(value)) {
    const advice = Number.isInteger(value) ? 'too large to be exact; write it as a bigint' : 'not a whole number';
    throw new HdlError('HDL-LITERAL', `The literal ${value} is ${advice}.`, captureLocation());
  }
  return BigInt(value);
};

/** Throws unless the literal is a whole number in 0 .. 2 ** width - 1. */
export const checkFits = (value: number | bigint, width: number): bigint => {
  const wide = wholeLiteral(value);
  if (wide < 0n || wide >> BigInt(width) !== 0n) {
    throw new HdlError(
      'HDL-LITERAL',
      `The literal ${value} does not fit ${width} unsigned bit${width === 1 ? '' : 's'}.`,
      captureLocation(),
    );
  }
  return wide;
};

/** The bits of a two's complement literal; throws unless it is in -(2 ** (width - 1)) .. 2 ** (width - 1) - 1. */
export const checkFitsSigned = (value: number | bigint, width: number): bigint => {
  const wide = wholeLiteral(value);
  if (BigInt.asIntN(width, wide) !== wide) {
    throw new HdlError(
      'HDL-LITERAL',
      `The literal ${value} does not fit ${width} signed bit${width === 1 ? '' : 's'}.`,
      captureLocation(),
    );
  }
  return BigInt.asUintN(width, wide);
};

/** Throws unless the value is a shape that is no word, union or vector: a plain object of shapes. */
const checkBundle = (shape: unknown): void => {
  const plain = typeof shape === 'object' && shape !== null && Object.getPrototypeOf(shape) === Object.prototype;
  if (!plain) {
    const advice = typeof shape === 'number' ? `; write u(${shape})` : '';
    throw new HdlError('HDL-KIND', `A shape belongs here, not ${describeValue(shape)}${advice}.`, captureLocation());
  }
  const taken = ['set', 'get'].find(name => name in shape);
  if (taken !== undefined) {
    throw new HdlError('HDL-SHAPE', `A bundle has no field '${taken}': that name is taken.`, captureLocation());
  }
  checkOrder('field', Object.keys(shape as object));
};

/** Throws for a name that JavaScript takes for an index, and puts before all others whatever the author wrote. */
export const checkOrder = (what: 'field' | 'port', names: readonly string[]): void => {
  const index = names.find(name => /^(0|[1-9]\d*)$/.test(name));
  if (index === undefined) return;
  throw new HdlError(
    'HDL-NAME',
    `A ${what} cannot be called '${index}': JavaScript puts such names first, whatever the order in which they are written; ` +
      `call it 'e${index}', or use a vector.`,
    captureLocation(),
  );
};

/** The words of a shape in declaration order; vectors multiply the width of their leaves. */
export const leavesOf = (shape: Shape, path: readonly string[] = []): Leaf[] => {
  if (isWord(shape)) return [{ path, width: shape.width, init: shape.init, isSigned: shape instanceof SInt }];
  if (shape instanceof Union) return [{ path, width: shape.width, init: undefined, isSigned: false }];
  if (shape instanceof Vec) {
    return leavesOf(shape.element, path).map(leaf => ({
      ...leaf,
      width: leaf.width * shape.count,
      isSigned: false,
      init: leaf.init === undefined ? undefined : repeat(leaf.init, leaf.width, shape.count),
    }));
  }
  checkBundle(shape);
  return Object.entries(shape as Bundle).flatMap(([name, field]) => leavesOf(field, [...path, name]));
};

/** The same shape without reset values. */
export const withoutReset = (shape: Shape): Shape => {
  if (shape instanceof UInt) return new UInt(shape.width, undefined);
  if (shape instanceof SInt) return new SInt(shape.width, undefined);
  if (shape instanceof Enum) return new Enum(shape.names, shape.prefix, undefined);
  if (shape instanceof Union) return new Union(withoutReset(shape.members) as Bundle);
  if (shape instanceof Vec) return new Vec(shape.count, withoutReset(shape.element));
  return Object.fromEntries(Object.entries(shape as Bundle).map(([name, field]) => [name, withoutReset(field)]));
};

const masks: bigint[] = [];

/** A word of `width` ones. */
export const allOnes = (width: number): bigint => {
  masks[width] ??= (1n << BigInt(width)) - 1n;
  return masks[width];
};

const repeat = (value: bigint, width: number, count: number): bigint => {
  let all = 0n;
  for (let i = 0; i < count; i++) all = (all << BigInt(width)) | value;
  return all;
};
