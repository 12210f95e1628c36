/** A protocol graph taken at its word: what its entries say about one frame, bit string by bit string. */
import type { HeaderField, HeaderLayer, HeaderRule, VectorSource } from '../../../hdl/layout/header-graph.ts';
import { type HeaderVectorField, headerVectorFields, parserExceptions } from '../../../hdl/layout/header-vector.ts';

export type GraphVector = Readonly<Record<HeaderVectorField, bigint>>;

/** The frame as text of zeros and ones, in network order. */
const bitString = (frame: Uint8Array): string => [...frame].map(byte => byte.toString(2).padStart(8, '0')).join('');

const exceptionOf = (name: string): bigint => BigInt(parserExceptions.find(one => one.name === name)!.id);

interface Verdict {
  readonly present: boolean;
  readonly exception: string;
  readonly bytes: number;
}

/** Reads the fields of the header that starts at `offset` bytes. */
const reader = (frame: Uint8Array, { fields }: HeaderRule, offset: number) => {
  const bits = bitString(frame);
  return (name: string): number => {
    const { offset: at, bits: width } = fields[name] as HeaderField;
    const text = bits.slice(offset * 8 + at, offset * 8 + at + width);
    return text.length === width ? Number.parseInt(text, 2) : 0;
  };
};

/** The order of the rules is that of `HeaderRule`. */
const judge = (
  { bytes, length, checks, encloses, needsRoom }: HeaderRule,
  field: (name: string) => number,
  left: number,
  room: number,
): Verdict => {
  const stop = (exception: string): Verdict => ({ present: false, exception, bytes });
  if (needsRoom && room < bytes) return stop(needsRoom.exception);
  if (left < bytes) return stop('truncated');
  const whole = length ? field(length.field) * length.unitBytes : bytes;
  for (const rule of checks?.rules ?? []) {
    const value = field(rule.field);
    if ('equals' in rule ? value !== rule.equals : value < rule.atLeast) return stop(checks!.exception);
  }
  if (encloses?.counts === 'header' && field(encloses.field) < whole) return stop(checks!.exception);
  if (left < whole) return stop('truncated');
  return { present: true, exception: 'none', bytes: whole };
};

const givenValue = (source: VectorSource, { fields }: HeaderRule, bits: string, end: number): bigint => {
  if ('constant' in source) return BigInt(source.constant);
  if ('end' in source) return BigInt(end);
  const fieldOf = (name: string): bigint => {
    const { offset, bits: width } = fields[name]!;
    return BigInt(`0b${bits.slice(offset, offset + width)}`);
  };
  if ('field' in source) return fieldOf(source.field);
  return source.nonZero.some(name => fieldOf(name) !== 0n) ? 1n : 0n;
};

/** The header vector that the graph gives a frame. */
export const interpretGraph = (graph: readonly HeaderLayer[], frame: Uint8Array): GraphVector => {
  const vector = Object.fromEntries(headerVectorFields.map(({ name }) => [name, 0n])) as Record<string, bigint>;
  const named = new Map(graph.flatMap(({ headers }) => headers.map(header => [header.name, header] as const)));
  let header: HeaderRule | undefined = graph[0]!.headers[0]!;
  let offset = 0;
  let room = Number.POSITIVE_INFINITY;
  while (header) {
    const field = reader(frame, header, offset);
    const verdict = judge(header, field, frame.length - offset, room);
    vector.exception = exceptionOf(verdict.exception);
    if (!verdict.present) break;
    const end = offset + verdict.bytes;
    const bits = bitString(frame.subarray(offset));
    for (const [name, source] of Object.entries(header.vector)) vector[name] = givenValue(source, header, bits, end);
    const { encloses, next }: HeaderRule = header;
    if (encloses) room = field(encloses.field) - (encloses.counts === 'header' ? verdict.bytes : 0);
    else room -= verdict.bytes;
    offset = end;
    if (!next || (next.unlessNonZero && field(next.unlessNonZero) !== 0)) break;
    const value = field(next.field);
    if (next.refused?.values.includes(value)) vector.exception = exceptionOf(next.refused.exception);
    header = named.get(
      next.cases.find(({ values, below = 0 }) => values.includes(value) || value < below)?.header ?? '',
    );
  }
  return vector as GraphVector;
};
