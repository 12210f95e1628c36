/** Random frames along the protocol graph: well-formed headers that lead to each other, with payload behind. */
import type { HeaderField, HeaderLayer, HeaderRule } from '../../hdl/layout/header-graph.ts';
import { pick, type Random } from './random.ts';

/** Writes a field of a header that starts at byte 0 of `bytes`. */
export const setField = (bytes: Uint8Array, { offset, bits }: HeaderField, value: number): void => {
  for (let i = 0; i < bits; i++) {
    const at = offset + i;
    const mask = 0x80 >> (at % 8);
    const one = Math.floor(value / 2 ** (bits - 1 - i)) % 2 === 1;
    bytes[at >> 3] = one ? bytes[at >> 3]! | mask : bytes[at >> 3]! & ~mask;
  }
};

/** Lengths that enclosing fields are given: none, barely enough, about right, beyond any frame. */
const enclosedLengths = (random: Random): number =>
  pick(random, [0xffff, 1000, 256, 255, 20 + random(100), random(80)]);

/** A value that names no header in any field, as long as the field has 16 bits or fewer. */
const endOfWalk = 0xfeee;

const headerBytes = (header: HeaderRule, next: string | undefined, random: Random): Uint8Array => {
  const { fields, length, checks, encloses } = header;
  const most = length ? 2 ** fields[length.field]!.bits - 1 : 0;
  const least = length ? Math.ceil(header.bytes / length.unitBytes) : 0;
  const units = least + random(most - least + 1);
  const bytes = Uint8Array.from({ length: length ? units * length.unitBytes : header.bytes }, () => random(256));
  for (const rule of checks?.rules ?? []) if ('equals' in rule) setField(bytes, fields[rule.field]!, rule.equals);
  if (length) setField(bytes, fields[length.field]!, units);
  if (encloses) setField(bytes, fields[encloses.field]!, enclosedLengths(random));
  if (header.next) {
    const named = header.next.cases.find(one => one.header === next);
    const low = named?.below === undefined ? [] : [random(named.below)];
    const values = named ? [...named.values, ...low] : (header.next.refused?.values ?? [endOfWalk]);
    setField(bytes, fields[header.next.field]!, pick(random, values));
    const { unlessNonZero } = header.next;
    if (unlessNonZero && random(8) !== 0) setField(bytes, fields[unlessNonZero]!, 0);
  }
  return bytes;
};

/** One frame whose headers follow the graph from its first header to a random end, and up to 40 bytes of payload. */
export const graphFrame = (graph: readonly HeaderLayer[], random: Random): Uint8Array => {
  const named = new Map(graph.flatMap(({ headers }) => headers.map(header => [header.name, header] as const)));
  const bytes: number[] = [];
  for (let header: HeaderRule | undefined = graph[0]!.headers[0]!; header; ) {
    const cases: readonly { readonly header: string }[] = header.next?.cases ?? [];
    const next: string | undefined = cases.length > 0 && random(12) !== 0 ? pick(random, cases).header : undefined;
    bytes.push(...headerBytes(header, next, random));
    header = next === undefined ? undefined : named.get(next);
  }
  return Uint8Array.from([...bytes, ...Array.from({ length: 1 + random(40) }, () => random(256))]);
};
