// SPDX-License-Identifier: Apache-2.0
/** Views: how a shape's words appear to the author, as nested plain objects of values. */
import { bitsText, describeValue } from './describe.ts';
import { HdlError } from './diagnostic.ts';
import { EnumVal } from './enum-value.ts';
import type { Signal, Target } from './ir/index.ts';
import { atOneLocation, captureLocation } from './location.ts';
import { assign, pushSwitch } from './scope.ts';
import {
  type Bundle,
  bitsOf,
  checkOrder,
  Enum,
  isWord,
  type Leaf,
  type Lit,
  leavesOf,
  type Shape,
  SInt,
  UInt,
  Union,
  Vec,
} from './shape.ts';
import { Signed } from './signed.ts';
import type { TypedWord } from './typed-word.ts';
import { cat, checkWord, constant, lit, Val } from './value.ts';
import type { BitOf, SliceOf } from './width-types.ts';

/** A value of shape `S` that can be read. */
export type Rd<S> =
  S extends UInt<infer W>
    ? Val<W>
    : S extends SInt<infer W>
      ? Signed<W>
      : S extends Enum<infer N>
        ? EnumVal<N>
        : S extends Vec<infer E>
          ? VecRd<E>
          : S extends Union<infer M>
            ? UnionRd<M>
            : { readonly [K in keyof S]: Rd<S[K]> };

/** A union value: its members, each from the low bits, and all its `bits`. */
export type UnionRd<M> = { readonly [K in keyof M]: Rd<M[K]> } & { readonly bits: Val };

/** A vector value: `get` takes a number or a value (a multiplexer). */
export interface VecRd<E> {
  readonly count: number;
  get(index: number | Val): Rd<E>;
}

/** What can be assigned to shape `S`: a value, a literal for a word, an object for a bundle, an array for a vector. */
export type Src<S> =
  S extends UInt<infer W>
    ? Val<W> | number | bigint
    : S extends SInt<infer W>
      ? Signed<W> | number | bigint
      : S extends Enum<infer N>
        ? EnumVal<N> | N
        : S extends Vec<infer E>
          ? VecRd<E> | readonly Src<E>[]
          : S extends Union<infer M>
            ? UnionRd<M> | { [K in keyof M]: { readonly [P in K]: Src<M[P]> } }[keyof M]
            : { readonly [K in keyof S]: Src<S[K]> };

type Parts<S> =
  S extends UInt<infer W>
    ? {
        /** `width` bits from bit `lo`, assignable. */
        slice<const L extends number, const N extends number>(lo: L, width: SliceOf<L, N, W>): Wr<UInt<Lit<N>>>;
        /** One bit, assignable. */
        bit<const I extends number>(index: BitOf<I, W>): Wr<UInt<1>>;
        /** The bit chosen by a value, assignable. */
        at(index: Val): Wr<UInt<1>>;
      }
    : S extends SInt | Enum
      ? unknown
      : S extends Vec<infer E>
        ? { get(index: number | Val): Wr<E> }
        : S extends Union<infer M>
          ? { readonly [K in keyof M]: Wr<M[K]> }
          : { readonly [K in keyof S]: Wr<S[K]> };

/** A value of shape `S` that can be read and assigned. */
export type Wr<S> = Parts<S> &
  Rd<S> & {
    /** Drives it; registers take the value at the next clock edge. The last assignment wins inside nested `when`s. */
    set(source: Src<S> | Rd<S>): void;
  };

/** A place chosen by a value: one of `count` that are `stride` bits apart. */
type Index = NonNullable<Target['index']>;

/** A word that assignments can drive. */
class Sig extends Val {
  readonly target: Target;
  /** Choices by values before that of the target, the first one first: an assignment can name one only. */
  readonly #outer: readonly Index[];

  constructor(target: Target, read: Val, outer: readonly Index[] = []) {
    super(read.op, read.width, read.args, read.extra, read.signal);
    this.target = target;
    this.#outer = outer;
  }

  set(source: Val | number | bigint): void {
    const location = captureLocation();
    const word = toWord(source, this.width, this.target.signal.name);
    const assignAt = (lo: number, [index, ...rest]: readonly Index[]): void => {
      if (!index) {
        assign({ ...this.target, lo }, word, location);
        return;
      }
      pushSwitch(
        index.value as Val,
        Array.from({ length: index.count }, (_, i) => ({
          value: BigInt(i),
          label: undefined,
          body: () => assignAt(lo + i * index.stride, rest),
        })),
        undefined,
      );
    };
    assignAt(this.target.lo, this.#outer);
  }

  override slice(lo: number, width: number): any {
    const read = super.slice(lo, width);
    return new Sig({ ...this.target, lo: this.target.lo + lo, width }, read, this.#outer);
  }

  override dynamicSlice(index: Val, width: number): any {
    const read = super.dynamicSlice(index, width);
    const count = this.width / width;
    if (index.op === 'const' && index.extra < BigInt(count)) return read;
    const outer = this.target.index ? [...this.#outer, this.target.index] : this.#outer;
    return new Sig({ ...this.target, width, index: { value: index, stride: width, count } }, read, outer);
  }
}

const toWord = (source: Val | number | bigint, width: number, name: string): Val => {
  if (!(source instanceof Val) && typeof source !== 'number' && typeof source !== 'bigint') {
    throw new HdlError(
      'HDL-KIND',
      `${name} takes an unsigned value of ${bitsText(width)} or a number, not ${describeValue(source)}.`,
      captureLocation(),
    );
  }
  const value = source instanceof Val ? source : lit(source, width);
  if (value.width !== width) {
    throw new HdlError(
      'HDL-WIDTH',
      `${name} takes ${bitsText(width)}, not ${value.width}; use zext, sext or trunc.`,
      captureLocation(),
    );
  }
  return value;
};

/** A readable word for a whole signal. */
export const readSignal = (signal: Signal): Val => new Val('signal', signal.width, [], 0n, signal);
/** A readable and assignable word for a whole signal. */
export const driveSignal = (signal: Signal): Val =>
  new Sig({ signal, lo: 0, width: signal.width, index: undefined }, readSignal(signal));

type Access = (path: readonly string[]) => Val;

/** Builds the author's view of a shape over its words; assignable words make it assignable. */
export const viewOf = (shape: Shape, access: Access, path: readonly string[] = []): any => {
  if (shape instanceof UInt) return access(path);
  if (shape instanceof SInt) return typedView(new Signed(access(path)));
  if (shape instanceof Enum) return typedView(new EnumVal(shape, access(path)));
  if (shape instanceof Vec) return vectorView(shape, access, path);
  if (shape instanceof Union) return unionView(shape, access(path));
  const view: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(shape as Bundle)) view[name] = viewOf(field, access, [...path, name]);
  return withSet(view, shape);
};

/** Makes a typed word assignable when its bits are. */
const typedView = <T extends TypedWord>(view: T): T =>
  'set' in view.bits
    ? Object.defineProperty(view, 'set', { value: (source: unknown) => (view.bits as Sig).set(view.bitsOf(source)) })
    : view;

/** The members over one word; setting one member by `set` clears the bits above it. */
const unionView = (shape: Union, word: Val): object => {
  const members = Object.entries(shape.members as Bundle).map(([name, member]) => [
    name,
    unpack(member, word.slice(0, bitsOf(member))),
  ]);
  const view = withSet({ ...Object.fromEntries(members), bits: word }, shape);
  unions.set(view, shape);
  return view;
};

/** The views of unions, and what each is a view of. */
const unions = new WeakMap<object, Union>();

/** Whether a view is one of a union: its members share their bits, so that all of it is its `bits`. */
export const isUnionView = (view: unknown): view is { readonly bits: Val } => unions.has(view as object);

/** All bits of what a union takes: one of its values, or an object with one member. */
const unionBits = (shape: Union, source: any): Val => {
  if (source?.bits instanceof Val) return source.bits;
  const names = Object.keys(source ?? {});
  const name = names[0];
  const member = name === undefined ? undefined : (shape.members as Bundle)[name];
  if (names.length !== 1 || !member) {
    const known = Object.keys(shape.members).join(', ');
    throw new HdlError(
      'HDL-SHAPE',
      `A union takes exactly one of its members ${known}, not ${describeValue(source)}.`,
      captureLocation(),
    );
  }
  return pack(member, source[name!]).zext(shape.width);
};

const vectorView = (shape: Vec, access: Access, path: readonly string[]): object => {
  const widths = new Map(leavesOf(shape.element).map(leaf => [leaf.path.join('.'), leaf.width]));
  const get = (index: number | Val): unknown => {
    if (typeof index !== 'number' && !(index instanceof Val)) {
      throw new HdlError(
        'HDL-KIND',
        `get takes the number of an element or an unsigned value, not ${describeValue(index)}.`,
        captureLocation(),
      );
    }
    if (typeof index === 'number' && (!Number.isInteger(index) || index < 0 || index >= shape.count)) {
      throw new HdlError(
        'HDL-RANGE',
        `Element ${index} of a vector of ${shape.count} does not exist.`,
        captureLocation(),
      );
    }
    const element: Access = full => {
      const width = widths.get(full.slice(path.length).join('.'))!;
      const word = access(full);
      return index instanceof Val ? word.dynamicSlice(index, width) : word.slice(index * width, width);
    };
    return viewOf(shape.element, element, path);
  };
  return withSet({ count: shape.count, get }, shape);
};

const withSet = (view: object, shape: Shape): object =>
  Object.defineProperty(view, 'set', {
    value: (source: unknown) => atOneLocation(() => setView(view, shape, source)),
  });

/** Assigns a bundle or vector field by field. */
const setView = (view: any, shape: Shape, source: any): void => {
  if (isWord(shape)) {
    view.set(source);
  } else if (shape instanceof Union) {
    view.bits.set(unionBits(shape, source));
  } else if (shape instanceof Vec) {
    const elements = elementsOf(shape, source);
    for (let i = 0; i < shape.count; i++) setView(view.get(i), shape.element, elements[i]);
  } else {
    refuseOthers(shape, source);
    for (const [name, field] of Object.entries(shape as Bundle)) {
      setView(view[name], field, fieldOf(shape, source, name));
    }
  }
};

/** A field of what is assigned to a bundle. */
const fieldOf = (shape: Shape, source: any, name: string): unknown => {
  if (source?.[name] !== undefined && !(source instanceof Val)) return source[name];
  const fields = Object.keys(shape).join(', ');
  throw new HdlError(
    'HDL-SHAPE',
    `A bundle of ${fields} takes all of these fields; ${describeValue(source)} has no '${name}'.`,
    captureLocation(),
  );
};

/** Throws for a field that the bundle lacks: it would be lost without a word. */
const refuseOthers = (shape: Shape, source: any): void => {
  if (typeof source !== 'object' || source === null || source instanceof Val) return;
  const other = Object.keys(source).find(name => !Object.hasOwn(shape, name) && source[name] !== undefined);
  if (other === undefined) return;
  throw new HdlError(
    'HDL-SHAPE',
    `A bundle of ${Object.keys(shape).join(', ')} has no field '${other}'; leave it out, or name it in the shape.`,
    captureLocation(),
  );
};

/** The elements of what is assigned to a vector: an array or another vector of as many. */
const elementsOf = (shape: Vec, source: any): unknown[] => {
  const isVector = typeof source?.get === 'function';
  const count = Array.isArray(source) ? source.length : isVector ? source.count : undefined;
  if (count !== shape.count) {
    const what = isVector ? `a vector of ${count}` : describeValue(source);
    throw new HdlError(
      'HDL-SHAPE',
      `A vector of ${shape.count} takes as many elements, not ${what}.`,
      captureLocation(),
    );
  }
  return Array.isArray(source) ? source : Array.from({ length: shape.count }, (_, i) => source.get(i));
};

/** All `bitsOf(shape)` bits of a value side by side, the first leaf in the lowest bits; free. Throws as `set` does. */
export const pack = <S extends Shape>(shape: S, value: Src<S> | Rd<S>): Val => cat(...wordsOf(shape, value).reverse());

/** The reverse of {@link pack}: `bitsOf(shape)` bits as a value of the shape; free. Throws HDL-WIDTH for other widths. */
export const unpack = <S extends Shape>(shape: S, packed: Val): Rd<S> => {
  const places = new Map<string, { lo: number; leaf: Leaf }>();
  let lo = 0;
  for (const leaf of leavesOf(shape)) {
    places.set(leaf.path.join('.'), { lo, leaf });
    lo += leaf.width;
  }
  checkWord('unpack', packed);
  if (packed.width !== lo) {
    throw new HdlError('HDL-WIDTH', `unpack needs ${bitsText(lo)}, not ${packed.width}.`, captureLocation());
  }
  return viewOf(shape, path => {
    const place = places.get(path.join('.'))!;
    return packed.slice(place.lo, place.leaf.width);
  });
};

/** The words of a value in leaf order; a vector's leaf is its elements side by side. */
export const wordsOf = (shape: Shape, value: any): Val[] => {
  if (shape instanceof UInt) return [toWord(value, shape.width, 'The packed word')];
  if (shape instanceof SInt) return [new Signed(constant(0n, shape.width)).bitsOf(value)];
  if (shape instanceof Enum) return [new EnumVal(shape, constant(0n, shape.width)).bitsOf(value)];
  if (shape instanceof Union) return [unionBits(shape, value)];
  if (shape instanceof Vec) {
    const elements = elementsOf(shape, value).map(element => wordsOf(shape.element, element));
    return elements[0]!.map((_, leaf) => cat(...elements.map(words => words[leaf]!).reverse()));
  }
  checkOrder('field', Object.keys(shape));
  refuseOthers(shape, value);
  return Object.entries(shape as Bundle).flatMap(([name, field]) => wordsOf(field, fieldOf(shape, value, name)));
};

/**
 * The fields that a bundle shape has, of a value that has more: to set a target from a wider source. Free. Throws nothing; a
 * field that the value lacks is missed where the result is used.
 */
export const pick = <S extends Bundle>(shape: S, value: Rd<S> | Src<S>): Rd<S> =>
  Object.fromEntries(Object.keys(shape).map(name => [name, (value as any)?.[name]])) as Rd<S>;

/** A value of a shape with every bit 0. */
export const zero = <S extends Shape>(shape: S): Rd<S> => {
  const widths = new Map(leavesOf(shape).map(leaf => [leaf.path.join('.'), leaf.width]));
  return viewOf(shape, path => constant(0n, widths.get(path.join('.'))!));
};

/** The bits of `value` (of shape `from`) read as shape `to` of the same size; free. Throws HDL-WIDTH for another size. */
export const reinterpret = <const A extends Shape, const B extends Shape>(
  value: Src<A> | Rd<A>,
  from: A,
  to: B,
): Rd<B> => {
  const bits = pack(from, value);
  if (bits.width !== bitsOf(to)) {
    throw new HdlError(
      'HDL-WIDTH',
      `reinterpret needs shapes of equal size, not ${bits.width} and ${bitsOf(to)} bits.`,
      captureLocation(),
    );
  }
  return unpack(to, bits);
};

/** The shape of a value, without reset values: what a function needs that makes a component for it. */
export const shapeOfView = <S extends Shape>(view: Rd<S>): S => shapeOfAny(view) as S;

const shapeOfAny = (view: unknown): Shape => {
  if (view instanceof Val) return new UInt(view.width, undefined);
  if (view instanceof Signed) return new SInt(view.width, undefined);
  if (view instanceof EnumVal) return new Enum(view.shape.names, view.shape.prefix, undefined);
  if (typeof view !== 'object' || view === null) {
    throw new HdlError(
      'HDL-KIND',
      `A value of the hardware has a shape, not ${describeValue(view)}.`,
      captureLocation(),
    );
  }
  const union = unions.get(view);
  if (union) return union;
  const vector = view as Partial<VecRd<Shape>>;
  if (vector.get && vector.count !== undefined) return new Vec(vector.count, shapeOfAny(vector.get(0)));
  return Object.fromEntries(Object.entries(view).map(([name, field]) => [name, shapeOfAny(field)]));
};
