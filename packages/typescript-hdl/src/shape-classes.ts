// SPDX-License-Identifier: Apache-2.0
/** The classes of shapes, and what can be told of a shape without checking it. */
import { HdlError } from './diagnostic.ts';
import { captureLocation } from './location.ts';

/** A bare `number` width is known only at elaboration; it types as `any` so that it meets every literal width. */
export type Lit<W extends number> = number extends W ? any : W;

/** An unsigned word of `width` bits; `init`, if present, is the reset value of a register of this shape. */
export class UInt<in out W extends number = any> {
  declare readonly _width: (w: W) => W;
  declare readonly _kind: 'unsigned';
  readonly width: W;
  readonly init: bigint | undefined;
  constructor(width: W, init: bigint | undefined) {
    this.width = width;
    this.init = init;
  }
}

/** A two's complement word of `width` bits; `init` is the reset value as the bits that stand for it. */
export class SInt<in out W extends number = any> {
  declare readonly _width: (w: W) => W;
  declare readonly _kind: 'signed';
  readonly width: W;
  readonly init: bigint | undefined;
  constructor(width: W, init: bigint | undefined) {
    this.width = width;
    this.init = init;
  }
}

/** One of the named states `names`, held as its place in the list; see {@link enumeration}. */
export class Enum<in out N extends string = any> {
  declare readonly _names: (n: N) => N;
  declare readonly _kind: 'enum';
  readonly names: readonly N[];
  readonly width: number;
  readonly init: bigint | undefined;
  /** First part of the Verilog names of the states. */
  readonly prefix: string;
  constructor(names: readonly N[], prefix: string, init: bigint | undefined) {
    this.names = names;
    this.width = indexWidth(names.length);
    this.prefix = prefix;
    this.init = init;
  }

  /** The same states; a register of this shape is reset to `name`. */
  startingAt(name: N): Enum<N> {
    return new Enum(this.names, this.prefix, this.codeOf(name));
  }

  /** The same states, called `PREFIX_STATE` in the Verilog. */
  prefixed(prefix: string): Enum<N> {
    return new Enum(this.names, prefix, this.init);
  }

  /** The number that stands for a state. */
  codeOf(name: N): bigint {
    const code = this.names.indexOf(name);
    if (code < 0) {
      throw new HdlError(
        'HDL-CASE',
        `There is no state '${name}'; the states are ${this.names.join(', ')}.`,
        captureLocation(),
      );
    }
    return BigInt(code);
  }
}

/** The same bits seen as any of several shapes, each in the low bits; as wide as the widest. */
export class Union<out M extends Bundle = any> {
  declare readonly _kind: 'union';
  readonly members: M;
  readonly width: number;
  constructor(members: M) {
    this.members = members;
    this.width = Math.max(...Object.values(members).map(bitsOf));
  }
}

/** `count` elements of one shape; each leaf is one packed vector, element 0 in the low bits. */
export class Vec<out S extends Shape = Shape> {
  readonly count: number;
  readonly element: S;
  constructor(count: number, element: S) {
    this.count = count;
    this.element = element;
  }
}

/** A group of named shapes. */
export type Bundle = { readonly [name: string]: Shape };
/** Anything that a port, register, wire or memory word can be. */
export type Shape = UInt | SInt | Enum | Union | Vec<any> | { readonly [name: string]: Shape };

/** Whether a shape is one word of hardware. */
export const isWord = (shape: Shape): shape is UInt | SInt | Enum =>
  shape instanceof UInt || shape instanceof SInt || shape instanceof Enum;

/** Total bits of a shape: of a union those of its widest member. */
export const bitsOf = (shape: Shape): number => {
  if (isWord(shape) || shape instanceof Union) return shape.width;
  if (shape instanceof Vec) return shape.count * bitsOf(shape.element);
  return Object.values(shape as Bundle).reduce((sum, field) => sum + bitsOf(field), 0);
};

/** A canonical text of a shape, for comparing parameters. */
export const describeShape = (shape: Shape): string => {
  const init = isWord(shape) && shape.init !== undefined ? `=${shape.init}` : '';
  if (shape instanceof UInt) return `u${shape.width}${init}`;
  if (shape instanceof SInt) return `s${shape.width}${init}`;
  if (shape instanceof Enum) return `${shape.prefix}(${shape.names.join('|')})${init}`;
  if (shape instanceof Union) return `union${describeShape(shape.members)}`;
  if (shape instanceof Vec) return `${describeShape(shape.element)}[${shape.count}]`;
  const fields = Object.entries(shape as Bundle).map(([name, field]) => `${name}: ${describeShape(field)}`);
  return `{${fields.join(', ')}}`;
};

/** Bits needed to count from 0 to `count - 1`, at least 1. */
export const indexWidth = (count: number): number => Math.max(1, Math.ceil(Math.log2(count)));
