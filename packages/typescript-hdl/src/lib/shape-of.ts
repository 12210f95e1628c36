// SPDX-License-Identifier: Apache-2.0
/** Bundles made from lists of fields. */
import { type UInt, u } from '../index.ts';

/** A field of a list, as data that other programs read too: a header, a table entry, a descriptor. */
export interface NamedBits {
  readonly name: string;
  readonly bits: number;
}

type WidthOf<F extends NamedBits> = number extends F['bits'] ? any : F['bits'];

/** The bundle of a field list: one word a field, same names, same order (first field in the lowest packed bits). */
export const shapeOf = <const F extends readonly NamedBits[]>(
  fields: F,
): { readonly [K in F[number]['name']]: UInt<WidthOf<Extract<F[number], { name: K }>>> } =>
  Object.fromEntries(fields.map(field => [field.name, u(field.bits)])) as any;
