/** Takes header fields out of beats whose lane 0 is the first byte of the header. */
import { cat, reg, u, type Val, when } from 'typescript-hdl';
import type { HeaderField, HeaderRule } from '../layout/header-graph.ts';
import type { LayerPlan } from './plan.ts';

/** Fields of each header of a layer, as values: `fields.ipv4.protocol`. */
export type Captured = Readonly<Record<string, Readonly<Record<string, Val>>>>;

/** The part of a field that one beat holds: its value, and its place in the field. */
interface FieldPart {
  readonly lo: number;
  readonly value: Val;
}

/**
 * The part of `field` in beat number `beat` of the header, undefined when it has none. Bits are in network order, lane 0
 * is the first byte, so the bytes of a number come out swapped.
 */
const partOf = ({ offset, bits }: HeaderField, data: Val, beat: number, beatBytes: number): FieldPart | undefined => {
  const start = Math.max(offset, beat * beatBytes * 8);
  const end = Math.min(offset + bits, (beat + 1) * beatBytes * 8);
  if (start >= end) return undefined;
  const pieces: Val[] = [];
  for (let from = start; from < end; ) {
    const to = Math.min(end, (Math.floor(from / 8) + 1) * 8);
    const lane = Math.floor(from / 8) - beat * beatBytes;
    pieces.push(data.slice(lane * 8 + ((8 - (to % 8)) % 8), to - from));
    from = to;
  }
  return { lo: offset + bits - end, value: cat(...pieces) };
};

/** A field that lies wholly in the first beat of the header, straight from that beat. */
export const fieldOfFirstBeat = (field: HeaderField, data: Val, beatBytes: number): Val =>
  partOf(field, data, 0, beatBytes)!.value;

/**
 * Registers every field of the layer's headers as its beats pass. `beat` is the number of the beat on `data`; a field is
 * there one clock after the beat that holds the end of it, and stays until the next frame brings the same beat.
 */
export const captureFields = (
  { headers, fieldBeats }: LayerPlan,
  beatBytes: number,
  { valid, data, beat }: { readonly valid: Val<1>; readonly data: Val; readonly beat: Val },
): Captured => {
  const captured = Object.fromEntries(headers.map(header => [header.name, registersOf(header)]));
  for (let n = 0; n < fieldBeats; n++) {
    when(valid.and(beat.eq(n)), () => {
      for (const { name, fields } of headers) {
        for (const [fieldName, field] of Object.entries(fields)) {
          const part = partOf(field, data, n, beatBytes);
          if (part) captured[name][fieldName].slice(part.lo, part.value.width).set(part.value);
        }
      }
    });
  }
  return captured;
};

const registersOf = ({ name, fields }: HeaderRule): any => {
  if (Object.keys(fields).length === 0) return {};
  return reg({ [name]: Object.fromEntries(Object.entries(fields).map(([field, { bits }]) => [field, u(bits)])) })[name];
};
