// SPDX-License-Identifier: Apache-2.0
/** Values of enumerations: compared with names, never with numbers. */
import { bitsText, describeValue } from './describe.ts';
import { HdlError } from './diagnostic.ts';
import { captureLocation } from './location.ts';
import { joinName } from './names.ts';
import { builder } from './scope.ts';
import type { Enum } from './shape.ts';
import { TypedWord } from './typed-word.ts';
import { Val } from './value.ts';

/** One of the named states of an enumeration. */
export class EnumVal<in out N extends string = any> extends TypedWord {
  declare readonly _states: (n: N) => N;
  readonly shape: Enum<N>;

  constructor(shape: Enum<N>, bits: Val) {
    super(bits);
    this.shape = shape;
  }

  /** 1 in the state `other`, or when both are in the same state. */
  eq(other: N | EnumVal<N>): Val<1> {
    return this.bits.eq(this.bitsOf(other));
  }
  /** Not {@link eq}. */
  ne(other: N | EnumVal<N>): Val<1> {
    return this.bits.ne(this.bitsOf(other));
  }
  /** 1 in any of the states. */
  isOneOf(first: N, ...more: readonly N[]): Val<1> {
    return more.reduce((any, name) => any.or(this.eq(name)), this.eq(first));
  }
  /** The number of the state, from 0 in the order of the enumeration. */
  asUnsigned(): Val {
    return this.bits;
  }

  like(bits: Val): EnumVal<N> {
    return new EnumVal(this.shape, bits);
  }

  bitsOf(source: unknown): Val {
    if (typeof source === 'string') return stateBits(this.shape, source as N);
    if (source instanceof EnumVal && sameStates(source.shape, this.shape)) return source.bits;
    throw new HdlError(
      'HDL-KIND',
      `A value of the enumeration ${this.shape.names.join('|')} meets its states and values of its kind, not ${describeValue(source)}.`,
      captureLocation(),
    );
  }
}

const sameStates = (a: Enum, b: Enum): boolean => a === b || a.names.join('|') === b.names.join('|');

/** The constant of a state, named in the module under construction. */
export const stateBits = (shape: Enum, name: string): Val => {
  const location = captureLocation();
  const code = shape.codeOf(name);
  const b = builder('A state of an enumeration');
  const label = b.constant(stateLabel(shape, name), code, shape.width, ownerOf(shape), location);
  return new Val('const', shape.width, [], code, undefined, label);
};

/** The Verilog name of a state. */
export const stateLabel = (shape: Enum, name: string): string => joinName(shape.prefix, name).toUpperCase();

const owners = new Map<string, object>();

/** Equal enumerations share their constants. */
const ownerOf = (shape: Enum): object => {
  const key = `${shape.prefix}:${shape.names.join('|')}`;
  let owner = owners.get(key);
  if (!owner) {
    owner = { key };
    owners.set(key, owner);
  }
  return owner;
};

/** Reads a number as a state: the caller knows that it is one. */
export const asEnum = <const N extends string>(shape: Enum<N>, bits: Val): EnumVal<N> => {
  if (bits.width === shape.width) return new EnumVal(shape, bits);
  throw new HdlError(
    'HDL-WIDTH',
    `The enumeration ${shape.names.join('|')} has ${bitsText(shape.width)}, not ${bits.width}.`,
    captureLocation(),
  );
};
