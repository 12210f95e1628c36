/** The header vector as the models hold it: one value a field, and its packed form as the hardware shows it. */
import { packFields, unpackFields } from '../../hdl/layout/field.ts';
import { headerVectorFields, type ParserException, parserExceptions } from '../../hdl/layout/header-vector.ts';

type VectorField = (typeof headerVectorFields)[number];

/** One value a field: MAC and IP addresses as bigint, every narrower field as number. */
export type HeaderVector = {
  readonly [F in VectorField as F['name']]: F['bits'] extends 48 | 128 ? bigint : number;
};

/** Packs a vector into the word of `headerVectorFields`; throws a RangeError when a value does not fit its field. */
export const packHeaderVector = (vector: HeaderVector): bigint => packFields(headerVectorFields, vector);

/** Takes the packed word apart. */
export const unpackHeaderVector = (word: bigint): HeaderVector => {
  const values = unpackFields(headerVectorFields, word);
  return Object.fromEntries(
    headerVectorFields.map(({ name, bits }) => [name, bits >= 48 ? values[name] : Number(values[name])]),
  ) as unknown as HeaderVector;
};

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
