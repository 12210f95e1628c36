/** Random frames for any protocol graph: walks along its edges, with a share of wrong values, cuts and noise. */
import type { HeaderField, HeaderLayer, HeaderRule } from '../../../hdl/layout/header-graph.ts';

/** Whole numbers below a bound, the same for the same seed (mulberry32). */
export const randomNumbers = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return below => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

type Random = (below: number) => number;

const setField = (bytes: Uint8Array, { offset, bits }: HeaderField, value: number): void => {
  for (let i = 0; i < bits; i++) {
    const at = offset + i;
    const mask = 0x80 >> (at % 8);
    const one = Math.floor(value / 2 ** (bits - 1 - i)) % 2 === 1;
    bytes[at >> 3] = one ? bytes[at >> 3]! | mask : bytes[at >> 3]! & ~mask;
  }
};

const pick = <T>(random: Random, list: readonly T[]): T => list[random(list.length)]!;

/** One header with valid contents that leads to `next`, or to payload when that is undefined. */
const headerBytes = (header: HeaderRule, next: string | undefined, random: Random): Uint8Array => {
  const { fields, length, checks, encloses } = header;
  const most = length ? 2 ** fields[length.field]!.bits - 1 : 0;
  const least = length ? Math.ceil(header.bytes / length.unitBytes) : 0;
  const units = least + random(most - least + 1);
  const bytes = Uint8Array.from({ length: length ? units * length.unitBytes : header.bytes }, () => random(256));
  for (const rule of checks?.rules ?? []) if ('equals' in rule) setField(bytes, fields[rule.field]!, rule.equals);
  if (length) setField(bytes, fields[length.field]!, units);
  if (encloses)
    setField(bytes, fields[encloses.field]!, pick(random, [0xffff, 1000, 300, 256, 255, 80 + random(80), random(80)]));
  if (header.next) {
    const values = header.next.cases.find(one => one.header === next)?.values ?? header.next.refused?.values ?? [0xee];
    setField(bytes, fields[header.next.field]!, pick(random, values));
    const { unlessNonZero } = header.next;
    if (unlessNonZero && random(8) !== 0) setField(bytes, fields[unlessNonZero]!, 0);
  }
  return bytes;
};

/** One frame of at least a byte: whole, cut short, or with a few bytes overwritten. */
const randomFrame = (graph: readonly HeaderLayer[], random: Random): Uint8Array => {
  const named = new Map(graph.flatMap(({ headers }) => headers.map(header => [header.name, header] as const)));
  const parts: number[] = [];
  for (let header: HeaderRule | undefined = graph[0]!.headers[0]!; header; ) {
    const cases: readonly { readonly header: string }[] = header.next?.cases ?? [];
    const next: string | undefined = cases.length > 0 && random(12) !== 0 ? pick(random, cases).header : undefined;
    parts.push(...headerBytes(header, next, random));
    header = next === undefined ? undefined : named.get(next);
  }
  const frame = Uint8Array.from([...parts, ...Array.from({ length: 1 + random(40) }, () => random(256))]);
  const dice = random(8);
  if (dice === 0) for (let i = 0; i < 3; i++) frame[random(frame.length)] = random(256);
  return dice === 1 ? frame.subarray(0, 1 + random(frame.length)) : frame;
};

/** `count` frames that walk the graph at random. */
export const framesOfGraph = (graph: readonly HeaderLayer[], count: number, seed: number): Uint8Array[] => {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => randomFrame(graph, random));
};
