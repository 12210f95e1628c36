// SPDX-License-Identifier: Apache-2.0
/** Components that depend on nothing but their parameters and ports: equal calls get one definition, elaborated once. */
import type { Location } from './location.ts';
import { Port } from './ports.ts';
import { describeShape, isWord, type Shape, Union, Vec } from './shape-classes.ts';

/** What two calls must have in common to mean the same component, beside the line that describes it. */
interface Described {
  readonly name: string;
  readonly params: object;
  readonly ports: object;
  readonly options: object;
  readonly location: Location;
}

/** Definitions by what they were described with; weakly, so that a long run of designs does not keep them all. */
const known = new Map<string, WeakRef<Described>[]>();

const forgotten = new FinalizationRegistry<string>(key => {
  const alive = (known.get(key) ?? []).filter(one => one.deref() !== undefined);
  if (alive.length === 0) known.delete(key);
  else known.set(key, alive);
});

/** The definition of an earlier call like this one, or `fresh`, which later ones like it then get. */
export const sharedDefinition = <D extends Described>(fresh: D): D => {
  const key = textOf([fresh.name, fresh.params, fresh.ports, fresh.options]);
  const alike = known.get(key) ?? [];
  for (const one of alike) {
    const earlier = one.deref();
    if (earlier?.location.isSameAs(fresh.location)) return earlier as D;
  }
  known.set(key, [...alike, new WeakRef(fresh)]);
  forgotten.register(fresh, key);
  return fresh;
};

const textOf = (value: unknown): string => {
  if (value instanceof Port) return `${value.direction} ${describeShape(value.shape)}`;
  if (value instanceof Vec || value instanceof Union || isWord(value as Shape)) return describeShape(value as Shape);
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([name, part]) => `${JSON.stringify(name)}:${textOf(part)}`)
      .join()}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
};
