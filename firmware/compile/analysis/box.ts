// SPDX-License-Identifier: Apache-2.0
/**
 * Sets of frames as boxes: for each dimension of what rules see of a frame, the values that it may have. The dimensions are the
 * fields of the keys ({@link keyDimensions}); what a frame does not have, or what cannot be read of it, is 0.
 */
import { common, holdsAll, normal, only, type Ranges, without as rangesWithout } from './ranges.ts';

/** In the order in which boxes are cut; what tells most rules apart comes first. */
export const keyDimensions = [
  { name: 'malformed', bits: 1, doc: 'It holds an IP packet that every stack discards.' },
  { name: 'unread', bits: 3, doc: 'How much could not be read: a number among `unreadNumbers`.' },
  { name: 'unreadFragment', bits: 1, doc: 'Whether it is a later fragment is unknown.' },
  { name: 'fragment', bits: 1, doc: 'It is a later fragment.' },
  { name: 'version', bits: 2, doc: 'Number of the IP version among `keyVersions`.' },
  { name: 'ethertype', bits: 16, doc: 'Type after all VLAN tags.' },
  { name: 'protocol', bits: 8, doc: 'IP protocol.' },
  { name: 'l4', bits: 1, doc: 'Ports, or type and code, are known.' },
  { name: 'destination', bits: 128, doc: 'Destination address; of IPv4 in the low 32 bits.' },
  { name: 'source', bits: 128, doc: 'Source address; of IPv4 in the low 32 bits.' },
  { name: 'destinationPort', bits: 16, doc: 'Destination port, or code.' },
  { name: 'sourcePort', bits: 16, doc: 'Source port, or type.' },
] as const;

export type Dimension = (typeof keyDimensions)[number]['name'];
const dimensions: readonly Dimension[] = keyDimensions.map(({ name }) => name);

/** A dimension that is not named is not limited. */
export type Box = Readonly<Partial<Record<Dimension, Ranges>>>;
export type Point = Readonly<Record<Dimension, bigint>>;

const domains = Object.fromEntries(
  keyDimensions.map(({ name, bits }) => [name, [[0n, (1n << BigInt(bits)) - 1n]] as const]),
) as unknown as Readonly<Record<Dimension, Ranges>>;

export const valuesOf = (box: Box, name: Dimension): Ranges => box[name] ?? domains[name];

/** Frames of both; undefined when there are none. */
export const both = (a: Box, b: Box): Box | undefined => {
  const joined: Partial<Record<Dimension, Ranges>> = { ...a };
  for (const name of dimensions) {
    const wanted = b[name];
    if (!wanted) continue;
    const values = a[name] ? common(a[name], wanted) : wanted;
    if (values.length === 0) return undefined;
    joined[name] = values;
  }
  return joined;
};

export const overlap = (a: Box, b: Box): boolean =>
  dimensions.every(name => {
    const [p, q] = [a[name], b[name]];
    return !p || !q || common(p, q).length > 0;
  });

/** Whether `outer` holds every frame of `inner`. */
export const covers = (outer: Box, inner: Box): boolean =>
  dimensions.every(name => {
    const wanted = outer[name];
    return !wanted || holdsAll(wanted, valuesOf(inner, name));
  });

/** Disjoint boxes of the frames of `from` that are not in `taken`. */
export const without = (from: Box, taken: Box): readonly Box[] => {
  const pieces: Box[] = [];
  let rest: Box = from;
  for (const name of dimensions) {
    const wanted = taken[name];
    if (!wanted) continue;
    const values = valuesOf(rest, name);
    const outside = rangesWithout(values, wanted);
    if (outside.length > 0) pieces.push({ ...rest, [name]: outside });
    const inside = common(values, wanted);
    if (inside.length === 0) return [from];
    rest = { ...rest, [name]: inside };
  }
  return pieces;
};

/** Disjoint boxes of the frames of some boxes, themselves disjoint, that are in none of others. */
export const withoutAll = (from: readonly Box[], taken: readonly Box[]): readonly Box[] =>
  taken.reduce<readonly Box[]>((left, one) => left.flatMap(box => without(box, one)), from);

/** The box of one frame. */
export const boxOf = (point: Point): Box =>
  Object.fromEntries(dimensions.map(name => [name, only(point[name])])) as Box;

/** The lowest values. */
export const firstPoint = (box: Box): Point =>
  Object.fromEntries(dimensions.map(name => [name, valuesOf(box, name)[0]![0]])) as Point;

/** A point with the first of some values that a dimension may have, else its lowest. */
export const pointNear = (box: Box, preferred: Readonly<Partial<Record<Dimension, readonly bigint[]>>>): Point =>
  Object.fromEntries(
    dimensions.map(name => {
      const values = valuesOf(box, name);
      const isIn = (value: bigint): boolean => values.some(([first, last]) => first <= value && value <= last);
      return [name, preferred[name]?.find(isIn) ?? values[0]![0]];
    }),
  ) as Point;

const textOf = (ranges: Ranges | undefined): string => ranges?.map(([a, b]) => `${a}-${b}`).join(',') ?? '*';

/** The same text for equal boxes. */
export const boxText = (box: Box): string => dimensions.map(name => textOf(box[name])).join(' ');

/** Boxes with the same label put together where they differ in one dimension alone; disjoint ones stay so. */
export const merged = <T extends { readonly box: Box }>(
  items: readonly T[],
  labelOf: (item: T) => string,
): readonly T[] => {
  let current = items;
  for (let before = Number.POSITIVE_INFINITY; current.length < before; ) {
    before = current.length;
    for (const name of dimensions) {
      const groups = new Map<string, T>();
      for (const item of current) {
        const key = `${labelOf(item)} ${boxText({ ...item.box, [name]: [] })}`;
        const known = groups.get(key);
        const values = known && normal([...valuesOf(known.box, name), ...valuesOf(item.box, name)]);
        groups.set(key, known ? { ...known, box: { ...known.box, [name]: values } } : item);
      }
      current = [...groups.values()];
    }
  }
  return current;
};
