// SPDX-License-Identifier: Apache-2.0
/**
 * A protocol graph taken at its word: what its entries say about one frame, bit string by bit string. Written apart from the
 * reference model, for any graph; slow.
 */
import type {
  FieldCheck,
  HeaderLayer,
  HeaderRule,
  NextHeader,
  VectorSource,
} from '../../../hdl/spec/protocol/header-graph.ts';
import {
  type HeaderVectorField,
  headerVectorFields,
  parserExceptions,
} from '../../../hdl/spec/protocol/header-vector.ts';
import { defaultParserTables, type ParserTableValues } from '../../../hdl/spec/protocol/parser-tables.ts';

export type GraphVector = Readonly<Record<HeaderVectorField, bigint>>;

export interface GraphModelOptions {
  readonly tables?: ParserTableValues;
  /** Bytes of the frame that are looked at. */
  readonly depthBytes?: number;
}

/** Bytes as text of zeros and ones, in network order. */
const bitString = (bytes: Uint8Array): string => [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('');

const exceptionOf = (name: string): bigint => BigInt(parserExceptions.find(one => one.name === name)!.id);

/** One header in its place: its rule, and what its fields say. Bits that are not there make a field undefined. */
class HeaderText {
  readonly rule: HeaderRule;
  readonly #bits: string;

  constructor(rule: HeaderRule, bits: string) {
    this.rule = rule;
    this.#bits = bits;
  }

  value(name: string): bigint | undefined {
    const { offset, bits } = this.rule.fields[name]!;
    const text = this.#bits.slice(offset, offset + bits);
    return text.length === bits ? BigInt(`0b${text}`) : undefined;
  }

  holds(check: FieldCheck): boolean {
    const value = this.value(check.field);
    if (value === undefined) return false;
    if ('equals' in check) return value === BigInt(check.equals);
    if ('oneOf' in check) return check.oneOf.map(BigInt).includes(value);
    if ('below' in check) return value < BigInt(check.below);
    return value >= BigInt(check.atLeast);
  }

  allHold(checks: readonly FieldCheck[] | undefined): boolean {
    return (checks ?? []).every(check => this.holds(check));
  }

  /** Bytes of the whole header. */
  get length(): number {
    const { bytes, length } = this.rule;
    if (!length) return bytes;
    const groups = (length.groups ?? []).filter(
      ({ flags, when }) => this.allHold(when) && flags.some(name => this.value(name) === 1n),
    );
    const units = Number(length.field === undefined ? 0n : this.value(length.field)) + groups.length;
    const said = units * length.unitBytes + (length.plusBytes ?? 0);
    return length.unchecked && said < bytes ? bytes : said;
  }
}

interface Reach {
  /** Bytes from the start of the header to the end of what is looked at. */
  readonly left: number;
  /** Bytes from the start of the header to the nearest end of what the lengths around it enclose. */
  readonly room: number;
}

/** Why a header does not count as present, in the order of `HeaderRule`; `missing` where bytes are not there. */
const failure = (header: HeaderText, { left, room }: Reach): 'no_room' | 'missing' | 'malformed' | undefined => {
  const { bytes, checks, encloses, length } = header.rule;
  if (room < bytes) return 'no_room';
  if (left < bytes) return 'missing';
  if (!header.allHold(checks)) return 'malformed';
  const mayEndInside = encloses?.lenient || encloses?.to;
  if (encloses && !mayEndInside && encloses.from + Number(header.value(encloses.field)) < header.length)
    return 'malformed';
  if (length?.unchecked) return undefined;
  if (left < header.length) return 'missing';
  return room < header.length ? 'no_room' : undefined;
};

/** RFC 1071 over the bits of a header: 1 for good, 2 for bad. */
const checksumVerdict = (bits: string): bigint => {
  const words = (bits.match(/.{16}/g) ?? []).map(word => Number.parseInt(word, 2));
  const sum = words.reduce((total, word) => (total + word) % 0xffff, 0);
  return sum === 0 && words.some(word => word !== 0) ? 1n : 2n;
};

const isListed = (value: bigint | undefined, table: readonly number[]): boolean =>
  value !== undefined && value !== 0n && table.map(BigInt).includes(value);

const givenValue = (
  header: HeaderText,
  source: VectorSource,
  tables: ParserTableValues,
  end: number,
  bits: string,
): bigint => {
  if ('constant' in source) return BigInt(source.constant);
  if ('end' in source) return BigInt(end);
  if ('checksum' in source) return checksumVerdict(bits);
  if ('field' in source) return header.value(source.field)!;
  if ('nonZero' in source) return source.nonZero.some(name => header.value(name) !== 0n) ? 1n : 0n;
  return source.listed.some(name => isListed(header.value(name), tables[source.table])) ? 1n : 0n;
};

/** Name of the header that an entry leads to, `too_many`, or undefined for payload. */
const followerOf = (header: HeaderText, entry: NextHeader, tables: ParserTableValues): string | undefined => {
  const value = header.value(entry.field)!;
  const tooMany = (entry.tooMany ?? []).map(BigInt).includes(value);
  if (tooMany || (entry.tooManyTable && isListed(value, tables[entry.tooManyTable]))) return 'too_many';
  for (const { header: name, values, below, table } of entry.cases) {
    if (values.map(BigInt).includes(value)) return name;
    if (below !== undefined && value < BigInt(below)) return name;
    if (table !== undefined && isListed(value, tables[table])) return name;
  }
  return entry.othersTooMany ? 'too_many' : entry.otherwise;
};

/** The header vector that the graph gives a frame. */
export const interpretGraph = (
  graph: readonly HeaderLayer[],
  frame: Uint8Array,
  { tables = defaultParserTables, depthBytes = 256 }: GraphModelOptions = {},
): GraphVector => {
  const vector = Object.fromEntries(headerVectorFields.map(({ name }) => [name, 0n])) as Record<string, bigint>;
  const rules = graph.flatMap(({ headers }) => headers);
  vector.frameBytes = BigInt(Math.min(frame.length, depthBytes));
  vector.longer = frame.length > depthBytes ? 1n : 0n;
  const seen = bitString(frame.subarray(0, depthBytes));
  const stop = (exception: string, rule: HeaderRule): GraphVector => {
    vector.exception = exceptionOf(exception);
    vector.exceptionHeader = BigInt(rules.indexOf(rule));
    return vector as GraphVector;
  };
  let rule: HeaderRule | undefined = rules[0];
  let at = 0;
  let roomEnd = Number.POSITIVE_INFINITY;
  while (rule) {
    const header = new HeaderText(rule, seen.slice(at * 8));
    const wrong = failure(header, { left: seen.length / 8 - at, room: roomEnd - at });
    const room = Math.min(seen.length / 8, roomEnd) - at;
    for (const name of wrong && rule.partly && room >= rule.partly.bytes ? rule.partly.gives : []) {
      const [source] = [rule.vector[name]!].flat() as [VectorSource];
      vector[name] = givenValue(header, source, tables, at, '');
    }
    if (wrong) return stop(wrong !== 'missing' ? wrong : frame.length > depthBytes ? 'too_deep' : 'truncated', rule);
    const end: number = at + header.length;
    vector.headers = (vector.headers ?? 0n) | (1n << BigInt(rules.indexOf(rule)));
    for (const [name, sources] of Object.entries(rule.vector)) {
      const source = [sources].flat().find(({ when }) => header.allHold(when));
      if (source) vector[name] = givenValue(header, source, tables, end, seen.slice(at * 8, end * 8));
    }
    const entry: NextHeader | undefined = rule.next?.find(({ when }) => header.allHold(when));
    const follower: string | undefined = entry && followerOf(header, entry, tables);
    if (follower === 'too_many') return stop('too_many', rule);
    const { encloses } = rule;
    if (encloses && (encloses.to ?? follower) === follower) {
      const bytes = Number(header.value(encloses.field));
      if (bytes > 0 || !encloses.zeroIsOpen) roomEnd = Math.min(roomEnd, at + encloses.from + bytes);
    }
    if (!rule.peeks) at = end;
    rule = rules.find(({ name }) => name === follower);
  }
  return vector as GraphVector;
};
