// SPDX-License-Identifier: Apache-2.0
/** Typed handles of a component's ports for a bench: `dut.up.payload.a.set(-3)`. */
import { HdlError } from '../diagnostic.ts';
import { captureLocation } from '../location.ts';
import { Port, type PortList, type Ports } from '../ports.ts';
import { type Bundle, Enum, type Shape, SInt, UInt, Union, Vec } from '../shape.ts';
import { type Plain, type PlainSource, plainOf, wordsOfPlain } from './plain-values.ts';

/** A port, or a part of one, that a bench reads: after all that was set, before the next clock edge. */
export type ReadHandle<S> = {
  /** Its value: signed words with their sign, bundles as objects. */
  get(): Plain<S>;
} & (S extends UInt | SInt
  ? {
      /** Its value as a number. Throws HDL-RANGE for one that a number does not hold exactly. */
      number(): number;
    }
  : S extends Enum | Union | Vec
    ? unknown
    : { readonly [K in keyof S]: ReadHandle<S[K]> });

/** An input of the component: what a bench sets stays until it is set again. */
export type WriteHandle<S> = {
  get(): Plain<S>;
  /** Sets it; what does not fit is refused (HDL-LITERAL), as is a bundle that lacks a field (HDL-SHAPE). */
  set(value: PlainSource<S>): void;
} & (S extends UInt | SInt
  ? { number(): number }
  : S extends Enum | Union | Vec
    ? unknown
    : { readonly [K in keyof S]: WriteHandle<S[K]> });

/** The ports of a component as a bench sees them: inputs can be set, all can be read. */
export type Handles<T> =
  T extends Port<'in', infer S>
    ? WriteHandle<S>
    : T extends Port<'out', infer S>
      ? ReadHandle<S>
      : { readonly [K in keyof T]: Handles<T[K]> };

/** Access to the words of ports by their keys, as unsigned numbers. */
export interface WordAccess {
  read(key: string): bigint;
  write(key: string, bits: bigint): void;
}

/** The handles of ports over their words. */
export const handlesOf = (ports: Ports | PortList, words: WordAccess, path: readonly string[] = []): object => {
  const handle = (name: string | number, part: Port | Ports | PortList): object => {
    const at = [...path, `${name}`];
    return part instanceof Port ? handleOf(part, part.shape, words, at) : handlesOf(part, words, at);
  };
  if (Array.isArray(ports)) return ports.map((part, i) => handle(i, part));
  return Object.fromEntries(Object.entries(ports as Ports).map(([name, part]) => [name, handle(name, part)]));
};

const handleOf = ({ direction }: Port, shape: Shape, words: WordAccess, path: readonly string[]): object => {
  const keyOf = (leaf: readonly string[]): string => [...path, ...leaf].join('.');
  const get = (): unknown => plainOf(shape, leaf => words.read(keyOf(leaf)));
  const set = (value: unknown): void => {
    // Nothing is set when a part of it is refused.
    const found: [string, bigint][] = [];
    wordsOfPlain(shape, value, (leaf, bits) => found.push([keyOf(leaf), bits]));
    for (const [key, bits] of found) words.write(key, bits);
  };
  const number = (): number => exactNumber(path.join('.'), get() as bigint);
  const own = { get, ...(direction === 'in' && { set }) };
  if (shape instanceof UInt || shape instanceof SInt) return { ...own, number };
  if (shape instanceof Enum || shape instanceof Union || shape instanceof Vec) return own;
  const fields = Object.entries(shape as Bundle).map(([name, field]) => [
    name,
    handleOf(new Port(direction, field), field, words, [...path, name]),
  ]);
  return { ...Object.fromEntries(fields), ...own };
};

const exactNumber = (name: string, value: bigint): number => {
  if (Number.isSafeInteger(Number(value))) return Number(value);
  throw new HdlError(
    'HDL-RANGE',
    `number() reads what a number holds exactly, and '${name}' is ${value}; use get().`,
    captureLocation(),
  );
};
