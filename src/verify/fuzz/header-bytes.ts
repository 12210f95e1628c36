// SPDX-License-Identifier: Apache-2.0
/** Bytes of one well-formed header that goes a given way. */
import type { HeaderRule } from '../../../hdl/spec/protocol/header-graph.ts';
import { fieldOf, getField, meetingValue, meets, setField, wholeLength } from './header-fields.ts';
import { type Way, wayTaken } from './header-ways.ts';
import type { Random } from './random.ts';

/** Whether the header that starts at byte 0 meets its own checks. */
export const isWellFormed = (rule: HeaderRule, bytes: Uint8Array): boolean =>
  (rule.checks ?? []).every(check => meets(check, getField(bytes, fieldOf(rule, check.field))));

/** Units that the length field of a header says for so many bytes. */
const unitsOf = ({ length }: HeaderRule, bytes: number): number =>
  (bytes - (length!.plusBytes ?? 0)) / length!.unitBytes;

/** Bytes that any reading of a header touches. */
const reachOf = ({ bytes, fields }: HeaderRule): number =>
  Math.max(bytes, ...Object.values(fields).map(({ offset, bits }) => Math.ceil((offset + bits) / 8)));

const attempts = 512;

/**
 * A header with random contents that goes `way` and is `length` bytes long (its least length when not given). Undefined when
 * contents that do so are not found: way and length contradict each other.
 */
export const headerBytes = (
  rule: HeaderRule,
  ways: readonly Way[],
  way: Way,
  random: Random,
  length?: number,
): Uint8Array | undefined => {
  for (let left = attempts; left > 0; left--) {
    const wanted = length ?? rule.bytes;
    const bytes = Uint8Array.from({ length: Math.max(wanted, reachOf(rule)) }, () => random(256));
    for (const check of rule.checks ?? []) {
      const field = fieldOf(rule, check.field);
      setField(bytes, field, meetingValue(check, field.bits, random));
    }
    const settings = way.settings(random);
    for (const [name, value] of Object.entries(settings)) setField(bytes, fieldOf(rule, name), value);
    const sizeField = rule.length?.unchecked ? undefined : rule.length?.field;
    if (sizeField !== undefined && (length !== undefined || !(sizeField in settings))) {
      setField(bytes, fieldOf(rule, sizeField), Math.ceil(unitsOf(rule, wanted)));
    }
    if (!isWellFormed(rule, bytes) || wayTaken(ways, rule, bytes) !== way) continue;
    const whole = rule.length?.unchecked ? rule.bytes : wholeLength(rule, bytes);
    if (length !== undefined && whole !== length) continue;
    return Uint8Array.from({ length: whole }, (_, i) => bytes[i] ?? random(256));
  }
  return undefined;
};

/** Every length of up to `most` bytes that the units of a header allow. */
export const possibleLengths = ({ bytes, length }: HeaderRule, most: number): number[] => {
  const { unitBytes, plusBytes = 0 } = length!;
  const least = plusBytes + Math.ceil((bytes - plusBytes) / unitBytes) * unitBytes;
  return Array.from({ length: Math.floor((most - least) / unitBytes) + 1 }, (_, i) => least + i * unitBytes);
};

/** Lengths tried on ways that say something about the length themselves. */
const triedLengths = 8;

/** Lengths of up to `most` bytes that a header can have on each of its ways. */
export const lengthsOf = (
  rule: HeaderRule,
  ways: readonly Way[],
  random: Random,
  most: number,
): readonly number[][] => {
  const { bytes, length } = rule;
  const built = (way: Way, lengths: readonly number[]): number[] =>
    lengths.filter(one => headerBytes(rule, ways, way, random, one) !== undefined);
  if (!length || length.unchecked) return ways.map(() => [bytes]);
  const possible = possibleLengths(rule, most);
  const { field } = length;
  if (field === undefined) return ways.map(way => built(way, possible.slice(0, (length.groups ?? []).length + 1)));
  const isFree = (way: Way): boolean => !(field in way.settings(random));
  const free = ways.filter(isFree).slice(0, 1);
  const freeLengths = free.flatMap(way => built(way, possible));
  return ways.map(way => (isFree(way) ? freeLengths : built(way, possible.slice(0, triedLengths))));
};
