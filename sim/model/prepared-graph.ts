// SPDX-License-Identifier: Apache-2.0
/**
 * The protocol graph made ready to run: names resolved to objects, fields to functions that read them. Prepared once for
 * a graph, so that a frame costs look-ups and arithmetic only.
 */
import type {
  Enclosure,
  FieldCheck,
  HeaderField,
  HeaderLayer,
  HeaderLength,
  HeaderRule,
  NextHeader,
  VectorSource,
} from '../../hdl/spec/protocol/header-graph.ts';
import { checksumVerdicts, type HeaderVectorField } from '../../hdl/spec/protocol/header-vector.ts';
import type { ParserTable, ParserTableValues } from '../../hdl/spec/protocol/parser-tables.ts';
import { namedVectorFields } from '../../hdl/spec/protocol/vector-fields.ts';
import { readBigint } from './bytes.ts';
import { internetSum } from './internet-checksum.ts';
import { isWideField } from './vector-model.ts';

/** The value of a field of the header that starts at a byte of the frame. */
export type FieldReader = (frame: Uint8Array, start: number) => number;

/** Whether something holds for the header that starts at a byte of the frame. */
export type Condition = (frame: Uint8Array, start: number) => boolean;

/** What a header gives to one field of the vector. */
export interface PreparedSource {
  readonly target: HeaderVectorField;
  readonly when: readonly Condition[];
  /** `end` is where the header ends in the frame. */
  readonly value: (frame: Uint8Array, start: number, end: number, tables: ParserTableValues) => number | bigint;
}

/** Values of a field that lead to a header, or to none; undefined as header means payload. */
interface PreparedCase {
  readonly header: PreparedHeader | undefined;
  readonly values: readonly number[];
  readonly below: number;
  readonly table: ParserTable | undefined;
}

export interface PreparedNext {
  readonly when: readonly Condition[];
  readonly read: FieldReader;
  /** Values that stop the walk with `too_many`; looked at before the cases. */
  readonly tooMany: PreparedCase;
  readonly cases: readonly PreparedCase[];
  readonly otherwise: PreparedHeader | undefined;
  readonly othersTooMany: boolean;
}

/** A length that bounds what follows a header. */
export interface PreparedEnclosure {
  /** Where in the frame it ends; infinite where it bounds nothing. */
  readonly end: FieldReader;
  /** Ending inside the header is malformed. */
  readonly judged: boolean;
  /** It counts only in front of the header of this name. */
  readonly to: string | undefined;
}

/** One header of the graph. */
export interface PreparedHeader {
  /** Place in `headerNames`. */
  readonly number: number;
  readonly rule: HeaderRule;
  /** Bytes of the whole header; only meaningful once its first `bytes` are there. */
  readonly length: FieldReader;
  readonly checks: readonly Condition[];
  readonly enclosure: PreparedEnclosure | undefined;
  readonly next: readonly PreparedNext[];
  /** All sources; several of one target stand together, the first that holds counts. */
  readonly sources: readonly PreparedSource[];
}

/** Whether every condition holds. */
export const allHold = (conditions: readonly Condition[], frame: Uint8Array, start: number): boolean => {
  for (const condition of conditions) if (!condition(frame, start)) return false;
  return true;
};

/** Whether a case names the value; 0 is in no table. */
export const names = (one: PreparedCase, value: number, tables: ParserTableValues): boolean =>
  value < one.below ||
  one.values.includes(value) ||
  (one.table !== undefined && value !== 0 && tables[one.table].includes(value));

/** The number in a field of up to 48 bits. */
const numberReader = ({ offset, bits }: HeaderField): FieldReader => {
  const first = offset >> 3;
  const count = Math.ceil((offset + bits) / 8) - first;
  // Numbers are exact up to 53 bits.
  if (count > 6) throw new RangeError(`a field of ${bits} bits at bit ${offset} is too wide to be a number`);
  const unit = 2 ** ((first + count) * 8 - offset - bits);
  const range = 2 ** bits;
  if (count === 1) return (frame, start) => Math.floor(frame[start + first]! / unit) % range;
  if (count === 2 && bits === 16) return (frame, start) => frame[start + first]! * 256 + frame[start + first + 1]!;
  return (frame, start) => {
    let value = 0;
    for (let i = start + first; i < start + first + count; i++) value = value * 256 + frame[i]!;
    return Math.floor(value / unit) % range;
  };
};

const fieldOf = (rule: HeaderRule, name: string): HeaderField => {
  const field = rule.fields[name];
  if (!field) throw new RangeError(`"${rule.name}" has no field "${name}"`);
  return field;
};

const conditionOf = (rule: HeaderRule, check: FieldCheck): Condition => {
  const read = numberReader(fieldOf(rule, check.field));
  if ('equals' in check) return (frame, start) => read(frame, start) === check.equals;
  if ('oneOf' in check) return (frame, start) => check.oneOf.includes(read(frame, start));
  if ('below' in check) return (frame, start) => read(frame, start) < check.below;
  return (frame, start) => read(frame, start) >= check.atLeast;
};

const conditionsOf = (rule: HeaderRule, checks: readonly FieldCheck[] = []): Condition[] =>
  checks.map(check => conditionOf(rule, check));

/** Units that the flag groups of a length count. */
const flagUnits = (rule: HeaderRule, { groups = [] }: HeaderLength): FieldReader => {
  const prepared = groups.map(({ flags, when }) => ({
    flags: flags.map(name => numberReader(fieldOf(rule, name))),
    when: conditionsOf(rule, when),
  }));
  return (frame, start) =>
    prepared.filter(({ flags, when }) => flags.some(read => read(frame, start) !== 0) && allHold(when, frame, start))
      .length;
};

const lengthReader = (rule: HeaderRule): FieldReader => {
  const { bytes, length } = rule;
  if (!length) return () => bytes;
  const { unitBytes, plusBytes = 0, field } = length;
  const units = field === undefined ? flagUnits(rule, length) : numberReader(fieldOf(rule, field));
  return (frame, start) => Math.max(bytes, plusBytes + unitBytes * units(frame, start));
};

const enclosureOf = (rule: HeaderRule, { field, from, to, zeroIsOpen, lenient }: Enclosure): PreparedEnclosure => {
  const read = numberReader(fieldOf(rule, field));
  const end: FieldReader = (frame, start) => {
    const bytes = read(frame, start);
    return bytes === 0 && zeroIsOpen ? Number.POSITIVE_INFINITY : start + from + bytes;
  };
  return { end, to, judged: !lenient && to === undefined };
};

type SourceValue = PreparedSource['value'];

const sourceValue = (rule: HeaderRule, source: VectorSource, isWide: boolean): SourceValue => {
  const readerOf = (name: string): FieldReader => numberReader(fieldOf(rule, name));
  if ('constant' in source) return () => source.constant;
  if ('end' in source) return (_frame, _start, end) => end;
  if ('checksum' in source) {
    const { good, bad } = checksumVerdicts;
    return (frame, start, end) => (internetSum(frame, start, end) === 0xffff ? good : bad);
  }
  if ('nonZero' in source) {
    const readers = source.nonZero.map(readerOf);
    return (frame, start) => (readers.some(read => read(frame, start) !== 0) ? 1 : 0);
  }
  if ('listed' in source) {
    const readers = source.listed.map(readerOf);
    return (frame, start, _end, tables) =>
      readers.some(read => read(frame, start) !== 0 && tables[source.table].includes(read(frame, start))) ? 1 : 0;
  }
  const { offset, bits } = fieldOf(rule, source.field);
  if (bits > 48) return (frame, start) => readBigint(frame, start + offset / 8, bits / 8);
  const read = readerOf(source.field);
  return isWide ? (frame, start) => BigInt(read(frame, start)) : read;
};

const sourcesOf = (rule: HeaderRule): PreparedSource[] =>
  namedVectorFields.flatMap(({ name: target, bits }) =>
    [rule.vector[target] ?? []].flat().map(source => ({
      target,
      when: conditionsOf(rule, source.when),
      value: sourceValue(rule, source, isWideField(bits)),
    })),
  );

type Lookup = (name: string) => PreparedHeader;

const nextOf = (rule: HeaderRule, next: NextHeader, headerOf: Lookup): PreparedNext => ({
  when: conditionsOf(rule, next.when),
  read: numberReader(fieldOf(rule, next.field)),
  tooMany: { header: undefined, values: next.tooMany ?? [], below: 0, table: next.tooManyTable },
  cases: next.cases.map(({ header, values, below = 0, table }) => ({ header: headerOf(header), values, below, table })),
  otherwise: next.otherwise === undefined ? undefined : headerOf(next.otherwise),
  othersTooMany: next.othersTooMany ?? false,
});

/** Every header of a graph by its number; the walk begins at the first. */
export const prepareGraph = (layers: readonly HeaderLayer[]): readonly PreparedHeader[] => {
  const rules = layers.flatMap(({ headers }) => headers);
  const prepared = new Map<string, PreparedHeader>();
  const headerOf: Lookup = name => {
    const known = prepared.get(name);
    if (known) return known;
    const number = rules.findIndex(rule => rule.name === name);
    const rule = rules[number];
    if (!rule) throw new RangeError(`the graph has no header "${name}"`);
    const header: PreparedHeader = {
      number,
      rule,
      length: lengthReader(rule),
      checks: conditionsOf(rule, rule.checks),
      enclosure: rule.encloses && enclosureOf(rule, rule.encloses),
      next: (rule.next ?? []).map(next => nextOf(rule, next, headerOf)),
      sources: sourcesOf(rule),
    };
    prepared.set(name, header);
    return header;
  };
  return rules.map(({ name }) => headerOf(name));
};
