// SPDX-License-Identifier: Apache-2.0
/** Fields of one header, bit by bit: slow and plain, for frames that are made rather than parsed. */
import type { FieldCheck, HeaderField, HeaderRule } from '../../../hdl/spec/protocol/header-graph.ts';
import { pick, type Random } from './random.ts';

/** Reads a field of a header that starts at byte 0 of `bytes`; bits after its end read 0. */
export const getField = (bytes: Uint8Array, { offset, bits }: HeaderField): number => {
  let value = 0;
  for (let at = offset; at < offset + bits; at++) value = value * 2 + (((bytes[at >> 3] ?? 0) >> (7 - (at % 8))) & 1);
  return value;
};

/** Writes a field of a header that starts at byte 0 of `bytes`. */
export const setField = (bytes: Uint8Array, { offset, bits }: HeaderField, value: number): void => {
  for (let i = 0; i < bits; i++) {
    const at = offset + i;
    const mask = 0x80 >> (at % 8);
    const one = Math.floor(value / 2 ** (bits - 1 - i)) % 2 === 1;
    bytes[at >> 3] = one ? bytes[at >> 3]! | mask : bytes[at >> 3]! & ~mask;
  }
};

/** A field of a rule by name; throws a RangeError when there is none. */
export const fieldOf = (rule: HeaderRule, name: string): HeaderField => {
  const field = rule.fields[name];
  if (!field) throw new RangeError(`"${rule.name}" has no field "${name}"`);
  return field;
};

/** Whether a value meets a condition. */
export const meets = (check: FieldCheck, value: number): boolean => {
  if ('equals' in check) return value === check.equals;
  if ('oneOf' in check) return check.oneOf.includes(value);
  return 'below' in check ? value < check.below : value >= check.atLeast;
};

/** A value of a field of so many bits that meets a condition. */
export const meetingValue = (check: FieldCheck, bits: number, random: Random): number => {
  if ('equals' in check) return check.equals;
  if ('oneOf' in check) return pick(random, check.oneOf);
  return 'below' in check ? random(check.below) : check.atLeast + random(2 ** bits - check.atLeast);
};

/** A value of a field of so many bits that does not meet a condition; undefined when every value does. */
export const failingValue = (check: FieldCheck, bits: number, random: Random): number | undefined => {
  const wrong = Array.from({ length: 64 }, () => random(2 ** bits)).find(value => !meets(check, value));
  return (
    wrong ?? Array.from({ length: 64 }, (_, value) => value).find(value => !meets(check, value) && value < 2 ** bits)
  );
};

/** Bytes of the whole header that starts at byte 0 of `bytes`. */
export const wholeLength = (rule: HeaderRule, bytes: Uint8Array): number => {
  const { length } = rule;
  if (!length) return rule.bytes;
  const value = (name: string): number => getField(bytes, fieldOf(rule, name));
  const groups = (length.groups ?? []).filter(
    ({ flags, when = [] }) => flags.some(name => value(name) !== 0) && when.every(one => meets(one, value(one.field))),
  ).length;
  const units = groups + (length.field === undefined ? 0 : value(length.field));
  return Math.max(rule.bytes, (length.plusBytes ?? 0) + length.unitBytes * units);
};

/** Bytes that a header can need at most. */
export const longestLength = (rule: HeaderRule): number => {
  const { length } = rule;
  if (!length || length.unchecked) return rule.bytes;
  const units = length.field === undefined ? 0 : 2 ** fieldOf(rule, length.field).bits - 1;
  return (length.plusBytes ?? 0) + length.unitBytes * (units + (length.groups ?? []).length);
};
