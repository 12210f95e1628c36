/** Bundles made from the field lists of `hdl/layout`. */
import { type UInt, u } from 'typescript-hdl';
import type { Field } from '../layout/field.ts';

type WidthOf<F extends Field> = number extends F['bits'] ? any : F['bits'];

/** The bundle of a field list: one word a field, same names, same order (first field in the lowest packed bits). */
export const shapeOf = <const F extends readonly Field[]>(
  fields: F,
): { readonly [K in F[number]['name']]: UInt<WidthOf<Extract<F[number], { name: K }>>> } =>
  Object.fromEntries(fields.map(field => [field.name, u(field.bits)])) as any;
