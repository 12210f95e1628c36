// SPDX-License-Identifier: Apache-2.0
/** What a stage reads for the header vector, from the fields of the headers here. */

import { cat, lit, oneHotMux, type Val } from 'typescript-hdl';
import { type GivenGroup, sourcesOf } from '../graph/given-groups.ts';
import type { Placement } from '../graph/place-headers.ts';
import { anyOf, firstSource, type Read, statedEnd, type Tables } from './header-logic.ts';

export interface ReadContext {
  /** For each place, whether its header is on the walk. */
  readonly here: Readonly<Record<string, Val<1>>>;
  readonly tables: Tables;
  readonly fieldsOf: (placement: Placement) => Read;
}

/**
 * The values of the stage's groups in the shape of `readShape`: zero where the conditions of a header fail, and with more
 * than one layer to choose from zero where no header is here.
 */
export const readValues = (groups: readonly GivenGroup[], context: ReadContext): Record<string, Val> => ({
  ...Object.fromEntries(groups.map(group => [group.key, readGroup(group, context)])),
  ...readCounts(groups, context),
});

/** For the groups that may not count although one of their headers is here, whether they do. */
export const readCounts = (
  groups: readonly GivenGroup[],
  { here, tables, fieldsOf }: ReadContext,
): Record<string, Val<1>> =>
  Object.fromEntries(
    groups.flatMap(({ field, placements, bits, countsKey }) => {
      if (countsKey === undefined) return [];
      const counted = placements.map(placement => {
        const sources = sourcesOf(placement.header, field);
        const { counts } = firstSource(sources, fieldsOf(placement), tables, () => lit(0, bits));
        return counts ? here[placement.name]!.and(counts) : here[placement.name]!;
      });
      return [[countsKey, anyOf(counted)] as const];
    }),
  );

interface Choice {
  readonly here: Val<1>;
  readonly value: Val;
}

const readGroup = (group: GivenGroup, { here, tables, fieldsOf }: ReadContext): Val => {
  const { field, choices, bits, relative } = group;
  const given = choices.map((placement): Choice => {
    const read = fieldsOf(placement);
    const end = (): Val => endAt(placement, read, bits);
    const value = relative ? end() : firstSource(sourcesOf(placement.header, field), read, tables, end).value;
    return { here: here[placement.name]!, value };
  });
  return chosen(group, given);
};

/** The value of the header here; bits that only one header has are those of that header, be it here or not. */
const chosen = ({ bits, alone, relative }: GivenGroup, given: readonly Choice[]): Val => {
  const single = given.length === 1;
  if (single) return given[0]!.value.zext(bits);
  const cuts =
    alone && !relative ? [...new Set(given.map(({ value }) => value.width as number))].sort((a, b) => a - b) : [bits];
  const parts = cuts.map((to, i) => {
    const from = cuts[i - 1] ?? 0;
    const wide = given.filter(({ value }) => value.width > from);
    const pieces = wide.map(one => [one.here, one.value.zext(bits).slice(from, to - from) as Val] as const);
    return pieces.length === 1 && alone ? pieces[0]![1] : (oneHotMux(pieces) as Val);
  });
  return cat(...parts.reverse()) as Val;
};

const endAt = ({ header, at }: Placement, read: Read, bits: number): Val => {
  const end = statedEnd(header, read, at);
  return bits < end.width ? end.trunc(bits) : end.zext(bits);
};
