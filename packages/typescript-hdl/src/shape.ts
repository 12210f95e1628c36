/** Shapes: the types of hardware values. A bundle is a plain object of shapes. */
import { HdlError } from './diagnostic.ts';

/** A bare `number` width is known only at elaboration; it types as `any` so that it meets every literal width. */
export type Lit<W extends number> = number extends W ? any : W;

/** An unsigned word of `width` bits; `init`, if present, is the reset value of a register of this shape. */
export class UInt<in out W extends number = any> {
  declare readonly _width: (w: W) => W;
  readonly width: W;
  readonly init: bigint | undefined;
  constructor(width: W, init: bigint | undefined) {
    this.width = width;
    this.init = init;
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

export type Bundle = { readonly [name: string]: Shape };
export type Shape = UInt | Vec<any> | { readonly [name: string]: Shape };

/** One word of a flattened shape. */
export interface Leaf {
  readonly path: readonly string[];
  readonly width: number;
  readonly init: bigint | undefined;
}

/** Unsigned word shape. With `init` a register of this shape is reset to it; without, it is not reset. */
export const u = <const W extends number>(width: W, init?: number | bigint): UInt<Lit<W>> => {
  if (!Number.isInteger(width) || width < 1) {
    throw new HdlError('HDL-RANGE', `A width must be a positive whole number, not ${width}.`);
  }
  if (init !== undefined) checkFits(init, width);
  return new UInt(width, init === undefined ? undefined : BigInt(init)) as UInt<any>;
};

/** One-bit shape; `init` as for {@link u}. */
export const bit = (init?: 0 | 1): UInt<1> => u(1, init);

/** Vector shape of `count` elements. */
export const vec = <S extends Shape>(count: number, element: S): Vec<S> => {
  if (!Number.isInteger(count) || count < 1) {
    throw new HdlError('HDL-RANGE', `A vector needs at least one element, not ${count}.`);
  }
  return new Vec(count, element);
};

/** Throws unless the literal is a whole number in 0 .. 2 ** width - 1. */
export const checkFits = (value: number | bigint, width: number): bigint => {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new HdlError('HDL-LITERAL', `The literal ${value} is not a safe whole number; write it as a bigint.`);
  }
  const wide = BigInt(value);
  if (wide < 0n || wide >> BigInt(width) !== 0n) {
    throw new HdlError(
      'HDL-LITERAL',
      `The literal ${value} does not fit ${width} unsigned bit${width === 1 ? '' : 's'}.`,
    );
  }
  return wide;
};

/** The words of a shape in declaration order; vectors multiply the width of their leaves. */
export const leavesOf = (shape: Shape, path: readonly string[] = []): Leaf[] => {
  if (shape instanceof UInt) return [{ path, width: shape.width, init: shape.init }];
  if (shape instanceof Vec) {
    return leavesOf(shape.element, path).map(leaf => ({
      ...leaf,
      width: leaf.width * shape.count,
      init: leaf.init === undefined ? undefined : repeat(leaf.init, leaf.width, shape.count),
    }));
  }
  return Object.entries(shape as Bundle).flatMap(([name, field]) => leavesOf(field, [...path, name]));
};

/** Total bits of a shape. */
export const bitsOf = (shape: Shape): number => {
  if (shape instanceof UInt) return shape.width;
  if (shape instanceof Vec) return shape.count * bitsOf(shape.element);
  return Object.values(shape as Bundle).reduce((sum, field) => sum + bitsOf(field), 0);
};

/** A canonical text of a shape, for comparing parameters. */
export const describeShape = (shape: Shape): string => {
  if (shape instanceof UInt) return `u${shape.width}${shape.init === undefined ? '' : `=${shape.init}`}`;
  if (shape instanceof Vec) return `${describeShape(shape.element)}[${shape.count}]`;
  const fields = Object.entries(shape as Bundle).map(([name, field]) => `${name}: ${describeShape(field)}`);
  return `{${fields.join(', ')}}`;
};

/** Bits needed to count from 0 to `count - 1`, at least 1. */
export const indexWidth = (count: number): number => Math.max(1, Math.ceil(Math.log2(count)));

const repeat = (value: bigint, width: number, count: number): bigint => {
  let all = 0n;
  for (let i = 0; i < count; i++) all = (all << BigInt(width)) | value;
  return all;
};
