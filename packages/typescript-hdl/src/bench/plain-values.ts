// SPDX-License-Identifier: Apache-2.0
/** Values of shapes as plain TypeScript: what a bench sets and reads. */
import { describeValue } from '../describe.ts';
import { HdlError } from '../diagnostic.ts';
import { captureLocation } from '../location.ts';
import {
  type Bundle,
  checkFits,
  checkFitsSigned,
  Enum,
  leavesOf,
  type Shape,
  SInt,
  UInt,
  Union,
  Vec,
} from '../shape.ts';

/** What is read of a shape: bigints with their sign, names of states, arrays and objects; a union is all its bits. */
export type Plain<S> = S extends UInt | SInt | Union
  ? bigint
  : S extends Enum<infer N>
    ? N
    : S extends Vec<infer E>
      ? readonly Plain<E>[]
      : { readonly [K in keyof S]: Plain<S[K]> };

/** What a shape can be set to: as {@link Plain}, with numbers for words. */
export type PlainSource<S> = S extends UInt | SInt | Union
  ? number | bigint
  : S extends Enum<infer N>
    ? N
    : S extends Vec<infer E>
      ? readonly PlainSource<E>[]
      : { readonly [K in keyof S]: PlainSource<S[K]> };

type Path = readonly string[];
/** Takes the word of a leaf. */
type Write = (path: Path, bits: bigint) => void;

/** The value of a shape whose words `read` gives, as unsigned numbers, by the paths of its leaves. */
export const plainOf = (shape: Shape, read: (path: Path) => bigint, path: Path = []): unknown => {
  if (shape instanceof UInt || shape instanceof Union) return read(path);
  if (shape instanceof SInt) return BigInt.asIntN(shape.width, read(path));
  if (shape instanceof Enum) return stateOf(shape, read(path));
  if (shape instanceof Vec) {
    const widths = widthsOf(shape.element, path);
    return Array.from({ length: shape.count }, (_, i) => {
      const element = (at: Path): bigint => {
        const width = widths.get(at.join('.'))!;
        return BigInt.asUintN(width, read(at) >> BigInt(i * width));
      };
      return plainOf(shape.element, element, path);
    });
  }
  const fields = Object.entries(shape as Bundle);
  return Object.fromEntries(fields.map(([name, field]) => [name, plainOf(field, read, [...path, name])]));
};

const widthsOf = (shape: Shape, path: Path): ReadonlyMap<string, number> =>
  new Map(leavesOf(shape, path).map(leaf => [leaf.path.join('.'), leaf.width]));

const stateOf = ({ names }: Enum, code: bigint): string => {
  const name = names[Number(code)];
  if (name !== undefined) return name;
  throw new HdlError(
    'HDL-CASE',
    `The code ${code} stands for none of the states ${names.join(', ')}.`,
    captureLocation(),
  );
};

/**
 * Gives `write` the words of a value of a shape, by the paths of its leaves. Throws HDL-LITERAL for a number that a word cannot
 * hold, HDL-SHAPE for a missing or unknown field and another number of elements, HDL-KIND for another kind of value.
 */
export const wordsOfPlain = (shape: Shape, value: unknown, write: Write, path: Path = []): void => {
  if (shape instanceof UInt || shape instanceof SInt || shape instanceof Enum || shape instanceof Union) {
    write(path, wordOf(shape, value, path));
  } else if (shape instanceof Vec) vectorWords(shape, value, write, path);
  else bundleWords(shape, value, write, path);
};

const bundleWords = (shape: Bundle, value: unknown, write: Write, path: Path): void => {
  const fields = Object.keys(shape);
  const given = typeof value === 'object' && value !== null ? Object.keys(value) : undefined;
  const wrong = given ? given.find(name => !fields.includes(name)) : describeValue(value);
  if (wrong !== undefined) throw mistake('HDL-SHAPE', path, `takes the fields ${fields.join(', ')}, not ${wrong}`);
  for (const name of fields) {
    const part = (value as Readonly<Record<string, unknown>>)[name];
    if (part === undefined)
      throw mistake('HDL-SHAPE', path, `takes the fields ${fields.join(', ')}, and '${name}' is missing`);
    wordsOfPlain(shape[name]!, part, write, [...path, name]);
  }
};

const wordOf = (shape: UInt | SInt | Enum | Union, value: unknown, path: Path): bigint => {
  if (shape instanceof Enum) return shape.codeOf(value as string);
  if (typeof value !== 'number' && typeof value !== 'bigint') {
    throw mistake('HDL-KIND', path, `takes a number or a bigint, not ${describeValue(value)}`);
  }
  return shape instanceof SInt ? checkFitsSigned(value, shape.width) : checkFits(value, shape.width);
};

const vectorWords = (shape: Vec, value: unknown, write: Write, path: Path): void => {
  if (!Array.isArray(value) || value.length !== shape.count) {
    const found = Array.isArray(value) ? `${value.length}` : describeValue(value);
    throw mistake('HDL-SHAPE', path, `takes an array of ${shape.count}, not ${found}`);
  }
  const widths = widthsOf(shape.element, path);
  const words = new Map<string, bigint>();
  value.forEach((element, i) => {
    wordsOfPlain(
      shape.element,
      element,
      (at, bits) => {
        const key = at.join('.');
        words.set(key, (words.get(key) ?? 0n) | (bits << BigInt(i * widths.get(key)!)));
      },
      path,
    );
  });
  for (const { path: at } of leavesOf(shape.element, path)) write(at, words.get(at.join('.'))!);
};

const mistake = (code: 'HDL-KIND' | 'HDL-SHAPE', path: Path, sentence: string): HdlError => {
  const what = path.length === 0 ? 'The value' : `'${path.join('.')}'`;
  return new HdlError(code, `${what} ${sentence}.`, captureLocation());
};
