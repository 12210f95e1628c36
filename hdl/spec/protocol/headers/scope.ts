// SPDX-License-Identifier: Apache-2.0
/** Headers that stand both outside and inside a tunnel: one declaration, two sets of names. */
import type { GivenVector } from '../header-graph.ts';
import type { NamedVectorField } from '../vector-fields.ts';

/** Where a header stands: `outer`, or `inner` after a tunnel header. */
export type Scope = 'outer' | 'inner';

const capitalised = (name: string): string => name[0]!.toUpperCase() + name.slice(1);

/** `tcp` outside is `innerTcp` inside. */
export const scopedName = (scope: Scope, name: string): string =>
  scope === 'outer' ? name : `inner${capitalised(name)}`;

/** A field of which there is one outside and one inside a tunnel, by its outer name. */
export type ScopedField = {
  [K in NamedVectorField]: `inner${Capitalize<K>}` extends NamedVectorField ? K : never;
}[NamedVectorField];

/** The vector fields of a header under the names of its scope. */
export const scopedVector = (scope: Scope, vector: GivenVector<ScopedField>): GivenVector =>
  Object.fromEntries(Object.entries(vector).map(([name, source]) => [scopedName(scope, name), source]));
