// SPDX-License-Identifier: Apache-2.0
/** The rules of one header as logic over its fields: conditions, length, what follows, what it gives to the vector. */
import { balanced, cat, lit, mux, oneHotMux, type Val } from 'typescript-hdl';
import type { FieldCheck, FlagGroup, HeaderRule, NextHeader, VectorSource } from '../../spec/protocol/header-graph.ts';
import type { ParserTable } from '../../spec/protocol/parser-tables.ts';
import { bitsFor, longestStated, targetsOf } from '../graph/header-lengths.ts';

/** Value of a field of one header. */
export type Read = (field: string) => Val;
/** Entries of the run-time tables. */
export type Tables = Readonly<Partial<Record<ParserTable, readonly Val[]>>>;

/** Or of any number of conditions; 0 of none. */
export const anyOf = (conditions: readonly Val<1>[]): Val<1> =>
  conditions.length === 0 ? lit(0, 1) : (balanced(conditions, (a, b) => a.or(b)) as Val<1>);

/** And of any number of conditions; 1 of none. */
export const allOf = (conditions: readonly Val<1>[]): Val<1> =>
  conditions.length === 0 ? lit(1, 1) : (balanced(conditions, (a, b) => a.and(b)) as Val<1>);

/** Whether a value is below a constant: a few gates, where a subtraction would take a carry chain. */
export const isBelow = (value: Val, limit: number): Val<1> => {
  if (limit >= 2 ** value.width) return lit(1, 1);
  let below: Val<1> = lit(0, 1);
  for (let i = 0; i < value.width; i++) {
    const zero = value.bit(i).not();
    below = Math.floor(limit / 2 ** i) % 2 === 1 ? zero.or(below) : zero.and(below);
  }
  return below;
};

const isOneOf = (value: Val, values: readonly number[]): Val<1> => anyOf(values.map(one => value.eq(one)));

const holds = (check: FieldCheck, read: Read): Val<1> => {
  const value = read(check.field);
  if ('equals' in check) return value.eq(check.equals);
  if ('oneOf' in check) return isOneOf(value, check.oneOf);
  if ('below' in check) return isBelow(value, check.below);
  return check.atLeast === 1 ? value.orR() : isBelow(value, check.atLeast).not();
};

/** Whether all conditions hold. */
export const allHold = (checks: readonly FieldCheck[] | undefined, read: Read): Val<1> =>
  allOf((checks ?? []).map(check => holds(check, read)));

/** Whether a value stands in a table; 0 stands in none. */
const inTable = (value: Val, table: ParserTable | undefined, tables: Tables): Val<1>[] =>
  table === undefined ? [] : [value.orR().and(anyOf(tables[table]!.map(entry => value.eq(entry))))];

/** What an entry of `next` says about a header: where it leads, and whether it stops the walk. */
interface Branches {
  readonly to: Readonly<Record<string, Val<1>>>;
  readonly refused: Val<1>;
}

const branchesOf = (next: NextHeader, read: Read, tables: Tables): Branches => {
  const value = read(next.field);
  const on = allHold(next.when, read);
  const refused = anyOf([isOneOf(value, next.tooMany ?? []), ...inTable(value, next.tooManyTable, tables)]);
  const listed = next.cases.map(({ values, below, table }) =>
    anyOf([
      isOneOf(value, values),
      ...(below === undefined ? [] : [isBelow(value, below)]),
      ...inTable(value, table, tables),
    ]),
  );
  // Declared values differ from case to case; only a table can name a value that another case names too.
  const taken = listed.map((one, i) => {
    const rivals = listed.filter((_, k) => k < i && (next.cases[k]!.table ?? next.cases[i]!.table) !== undefined);
    const stops = next.tooManyTable === undefined && next.cases[i]!.table === undefined ? [] : [refused];
    return one.and(anyOf([...rivals, ...stops]).not());
  });
  const other = anyOf([...listed, refused]).not();
  const to = targetsOf(next).map(name => {
    const named = taken.filter((_, i) => next.cases[i]!.header === name);
    return [name, on.and(anyOf([...named, ...(next.otherwise === name ? [other] : [])]))] as const;
  });
  return { to: Object.fromEntries(to), refused: on.and(next.othersTooMany ? refused.or(other) : refused) };
};

/** Whether an entry of `next` leads to the header called `name`. */
export const entryLeadsTo = (next: NextHeader, name: string, read: Read, tables: Tables): Val<1> =>
  branchesOf(next, read, tables).to[name]!;

/** Whether an entry of `next` stops the walk with `too_many`. */
export const entryRefuses = (next: NextHeader, read: Read, tables: Tables): Val<1> =>
  branchesOf(next, read, tables).refused;

/** Whether the header leads to the one called `name`. */
export const leadsTo = ({ next }: HeaderRule, name: string, read: Read, tables: Tables): Val<1> =>
  anyOf((next ?? []).flatMap(one => (targetsOf(one).includes(name) ? [entryLeadsTo(one, name, read, tables)] : [])));

/** Whether the header stops the walk with `too_many`. */
export const refusesNext = ({ next }: HeaderRule, read: Read, tables: Tables): Val<1> =>
  anyOf((next ?? []).map(one => entryRefuses(one, read, tables)));

/** Whether the contents break one of the header's checks. */
export const breaksChecks = ({ checks }: HeaderRule, read: Read): Val<1> => allHold(checks, read).not();

/** The part of a header's length that its fields say. */
export const varyingLength = ({ length }: HeaderRule, read: Read): Val => {
  const { groups = [], field, unitBytes } = length!;
  if (field === undefined) return sumOfGroups(groups, unitBytes, 0, read);
  const zeros = Math.log2(unitBytes);
  return zeros === 0 ? read(field) : (cat(read(field), lit(0, zeros)) as Val);
};

/** Where the header ends as it states its length, `at` bytes on, in as many bits as that may need. */
export const statedEnd = (header: HeaderRule, read: Read, at: number): Val => {
  const { length, bytes } = header;
  const bits = bitsFor(longestStated(header) + at);
  if (!length) return lit(bytes + at, bits);
  const { groups, unitBytes, plusBytes = 0 } = length;
  if (groups) return sumOfGroups(groups, unitBytes, plusBytes + at, read).zext(bits);
  const varying = varyingLength(header, read);
  const wide = Math.max(bits, varying.width);
  const end = varying
    .zext(wide)
    .add(plusBytes + at)
    .trunc(bits);
  const low = length.unchecked && bytes > plusBytes ? isBelow(varying, bytes - plusBytes) : undefined;
  return low ? mux(low, lit(bytes + at, bits), end) : end;
};

/** Length of the header as it is stated, in as many bits as it may need. */
export const statedLength = (header: HeaderRule, read: Read): Val => statedEnd(header, read, 0);

/** `base` and `unit` for each group with a flag that is set: chosen among the few sums, which is shallower than to add. */
const sumOfGroups = (groups: readonly FlagGroup[], unit: number, base: number, read: Read): Val => {
  const bits = bitsFor(base + groups.length * unit);
  const set = groups.map(({ flags, when }) => allHold(when, read).and(anyOf(flags.map(read))));
  // The sums that the groups so far leave possible; every further group merges neighbours.
  let sums: Val[] = Array.from({ length: set.length + 1 }, (_, count) => lit(base + count * unit, bits));
  for (const one of set) sums = sums.slice(1).map((more, i) => mux(one, more, sums[i]!) as Val);
  return sums[0]!;
};

/** What a source gives when its conditions hold; ends and checksums are worked out elsewhere. */
const sourceValue = (source: VectorSource, read: Read, tables: Tables): Val => {
  if ('field' in source) return read(source.field);
  if ('constant' in source) return lit(source.constant, bitsFor(source.constant));
  if ('nonZero' in source) return anyOf(source.nonZero.map(field => read(field).orR()));
  if ('listed' in source) return anyOf(source.listed.flatMap(field => inTable(read(field), source.table, tables)));
  throw new RangeError('An end or a checksum is no value of a field.');
};

/** What a header gives to one field of the vector: a value, zero unless one of the sources counts, and whether one does. */
export interface Given {
  readonly value: Val;
  /** Undefined when a source always counts. */
  readonly counts: Val<1> | undefined;
}

/** The first of the sources whose conditions hold; `end` works out the end of the header where that is asked for. */
export const firstSource = (sources: readonly VectorSource[], read: Read, tables: Tables, end: () => Val): Given => {
  const conditions = sources.map(({ when }) => (when ? allHold(when, read) : undefined));
  const values = sources.map(source => ('end' in source ? end() : sourceValue(source, read, tables)));
  const width = Math.max(...values.map(value => value.width));
  if (values.length === 1 && !conditions[0]) return { value: values[0]!, counts: undefined };
  const arms = values.map((value, i): [Val<1>, Val] => {
    const before = conditions.slice(0, i).map(one => one!.not());
    return [allOf([...before, ...(conditions[i] ? [conditions[i]!] : [])]), value.zext(width)];
  });
  const always = conditions.some(one => one === undefined);
  return { value: oneHotMux(arms), counts: always ? undefined : anyOf(conditions.map(one => one!)) };
};
