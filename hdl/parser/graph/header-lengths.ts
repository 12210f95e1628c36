// SPDX-License-Identifier: Apache-2.0
/** What a header's declaration says about its length, and which bytes its declarations read. */
import type {
  FieldCheck,
  HeaderLayer,
  HeaderRule,
  NextHeader,
  VectorSource,
} from '../../spec/protocol/header-graph.ts';
import { type NamedVectorField, namedVectorFields } from '../../spec/protocol/vector-fields.ts';

/** Bits that hold every number from 0 to `most`. */
export const bitsFor = (most: number): number => Math.max(1, Math.ceil(Math.log2(most + 1)));

/** Sources of a header for one field of the vector, in the order in which they are asked. */
export type GivenField = readonly [field: NamedVectorField, sources: readonly VectorSource[]];

const given = new WeakMap<HeaderRule, readonly GivenField[]>();

/** Everything a header gives to the header vector, in the order of the vector; asked for by every stage and field. */
export const givenFields = (header: HeaderRule): readonly GivenField[] => {
  const fields = given.get(header) ?? fieldsGivenBy(header);
  given.set(header, fields);
  return fields;
};

const fieldsGivenBy = ({ vector }: HeaderRule): readonly GivenField[] =>
  namedVectorFields.flatMap(({ name }): GivenField[] => {
    const given = vector[name];
    if (given === undefined) return [];
    return [[name, Array.isArray(given) ? given : [given as VectorSource]]];
  });

/** Names of the fields that the length depends on. */
export const lengthFields = ({ length }: HeaderRule): string[] => [
  ...(length?.field === undefined ? [] : [length.field]),
  ...(length?.groups ?? []).flatMap(({ flags, when = [] }) => [...flags, ...when.map(({ field }) => field)]),
];

/** Whether every header of this kind has the same length. */
export const hasFixedLength = (header: HeaderRule): boolean => lengthFields(header).length === 0;

const allows = (check: FieldCheck, value: number): boolean => {
  if ('equals' in check) return value === check.equals;
  if ('oneOf' in check) return check.oneOf.includes(value);
  return 'below' in check ? value < check.below : value >= check.atLeast;
};

/** A value of every field that the length depends on. */
type Assignment = Readonly<Record<string, number>>;

const assignmentsOf = (header: HeaderRule): Assignment[] =>
  lengthFields(header).reduce<Assignment[]>(
    (sofar, field) =>
      sofar.flatMap(one =>
        Array.from({ length: 2 ** header.fields[field]!.bits }, (_, value) => ({ ...one, [field]: value })),
      ),
    [{}],
  );

const lengthUnder = ({ length, bytes }: HeaderRule, values: Assignment): number => {
  if (!length) return bytes;
  const units =
    (length.field === undefined ? 0 : values[length.field]!) +
    (length.groups ?? []).filter(
      ({ flags, when = [] }) =>
        flags.some(flag => values[flag] === 1) && when.every(check => allows(check, values[check.field]!)),
    ).length;
  return (length.plusBytes ?? 0) + units * length.unitBytes;
};

/** Lengths, ascending, that a header may have if its checks and the conditions `when` hold. */
export const lengthsOf = (header: HeaderRule, when: readonly FieldCheck[] = []): number[] => {
  const conditions = [...(header.checks ?? []), ...when];
  const possible = assignmentsOf(header).filter(values =>
    conditions.every(check => !(check.field in values) || allows(check, values[check.field]!)),
  );
  const lengths = possible.map(values => lengthUnder(header, values)).filter(total => total >= header.bytes);
  return [...new Set(lengths)].sort((a, b) => a - b);
};

/** Largest length that the length field can state, well-formed or not. */
export const longestStated = (header: HeaderRule): number =>
  Math.max(header.bytes, ...assignmentsOf(header).map(values => lengthUnder(header, values)));

/** Every header of a graph that may stand after a length that bounds it. */
export const boundedHeaders = (graph: readonly HeaderLayer[]): ReadonlySet<string> => {
  const bounded = new Set<string>();
  for (const header of graph.flatMap(({ headers }) => headers)) {
    const { name, encloses } = header;
    const followers = followersOf(header);
    const behind =
      bounded.has(name) || (encloses && encloses.to === undefined) ? followers : [encloses?.to ?? []].flat();
    for (const follower of behind) bounded.add(follower);
  }
  return bounded;
};

/** Headers that an entry of `next` leads to. */
export const targetsOf = ({ cases, otherwise }: NextHeader): string[] => [
  ...new Set([...cases.map(({ header }) => header), ...(otherwise === undefined ? [] : [otherwise])]),
];

/** Headers that a header leads to. */
export const followersOf = ({ next }: HeaderRule): string[] => [...new Set((next ?? []).flatMap(targetsOf))];

/** Whether an entry of `next` stops the walk for some values. */
export const canRefuse = ({ tooMany, tooManyTable, othersTooMany }: NextHeader): boolean =>
  othersTooMany === true || tooManyTable !== undefined || (tooMany ?? []).length > 0;

/** Every field of a header that some rule of it reads. */
export const fieldsRead = (header: HeaderRule): string[] => {
  const sources = givenFields(header).flatMap(([, all]) => all);
  const checked = (checks: readonly FieldCheck[] | undefined): string[] => (checks ?? []).map(({ field }) => field);
  return [
    ...lengthFields(header),
    ...checked(header.checks),
    ...(header.encloses ? [header.encloses.field] : []),
    ...(header.next ?? []).flatMap(({ when, field }) => [...checked(when), field]),
    ...sources.flatMap(source => {
      const values = 'field' in source ? [source.field] : 'nonZero' in source ? source.nonZero : [];
      return [...checked(source.when), ...values, ...('listed' in source ? source.listed : [])];
    }),
  ];
};

/** Bytes from the start of a header that hold the fields its rules read. */
export const bytesRead = (header: HeaderRule): number =>
  Math.max(
    0,
    ...fieldsRead(header).map(name => {
      const { offset, bits } = header.fields[name]!;
      return Math.ceil((offset + bits) / 8);
    }),
  );
