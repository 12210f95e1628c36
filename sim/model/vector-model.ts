// SPDX-License-Identifier: Apache-2.0
/** The header vector as the models hold it: one value a field, and its packed form as the hardware shows it. */
import { packFields, unpackFields } from '../../hdl/spec/field.ts';
import { headerVectorFields, type ParserException, parserExceptions } from '../../hdl/spec/protocol/header-vector.ts';

type VectorField = (typeof headerVectorFields)[number];

/** `headers` is as wide as the graph is long, so its width is no literal type. */
type IsWide<Bits extends number> = number extends Bits ? true : Bits extends 48 | 128 ? true : false;

/** One value a field: fields of more than 32 bits (addresses, `headers`) as bigint, every other as number. */
export type HeaderVector = {
  readonly [F in VectorField as F['name']]: IsWide<F['bits']> extends true ? bigint : number;
};

/** Whether a field of this width holds a bigint. */
export const isWideField = (bits: number): boolean => bits > 32;

/** Packs a vector into the word of `headerVectorFields`; throws a RangeError when a value does not fit its field. */
export const packHeaderVector = (vector: HeaderVector): bigint => packFields(headerVectorFields, vector);

/** A vector from one bigint a field, as packed words and ports of the hardware give it. */
export const headerVectorOf = (values: Readonly<Record<VectorField['name'], bigint>>): HeaderVector =>
  Object.fromEntries(
    headerVectorFields.map(({ name, bits }) => [name, isWideField(bits) ? values[name] : Number(values[name])]),
  ) as unknown as HeaderVector;

/** Takes the packed word apart. */
export const unpackHeaderVector = (word: bigint): HeaderVector =>
  headerVectorOf(unpackFields(headerVectorFields, word));

const nothing = unpackHeaderVector(0n);

/** The vector of a frame of which nothing was read: every field 0. */
export const emptyHeaderVector = (): HeaderVector => ({ ...nothing });

/** Number of an exception, as the vector carries it. */
export const exceptionId = (name: ParserException): number => parserExceptions.find(e => e.name === name)!.id;

/** Name of an exception number. */
export const exceptionName = (id: number): ParserException => {
  const found = parserExceptions.find(e => e.id === id);
  if (!found) throw new RangeError(`${id} is not a parser exception`);
  return found.name;
};
