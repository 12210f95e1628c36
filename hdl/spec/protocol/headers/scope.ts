/** Headers that stand both outside and inside a tunnel: one declaration, two sets of names. */
import type { VectorSource } from '../header-graph.ts';

/** Where a header stands: `outer`, or `inner` behind a tunnel header. */
export type Scope = 'outer' | 'inner';

const capitalised = (name: string): string => name[0]!.toUpperCase() + name.slice(1);

/** `tcp` outside is `innerTcp` inside. */
export const scopedName = (scope: Scope, name: string): string =>
  scope === 'outer' ? name : `inner${capitalised(name)}`;

/** The vector fields of a header under the names of its scope. */
export const scopedVector = (
  scope: Scope,
  vector: Readonly<Record<string, VectorSource | readonly VectorSource[]>>,
): Record<string, VectorSource | readonly VectorSource[]> =>
  Object.fromEntries(Object.entries(vector).map(([name, source]) => [scopedName(scope, name), source]));
