// SPDX-License-Identifier: Apache-2.0
/** What a JavaScript value is, in the words of the language: for messages about values of the wrong kind. */
import { describeShape, isWord, Union, Vec } from './shape-classes.ts';

/** `1 bit`, `8 bits`. */
export const bitsText = (width: number): string => `${width} bit${width === 1 ? '' : 's'}`;

/**
 * `an unsigned value of 4 bits`, `the string 'x'`, `an object with data, last`, ... Values, ports and components are told
 * by their properties, because the modules of their classes use this one.
 */
export const describeValue = (value: unknown): string => {
  if (typeof value === 'string') return `the string '${value}'`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (value instanceof Promise) return 'a promise';
  return describeHardware(value) ?? describeObject(value);
};

const describeHardware = (value: any): string | undefined => {
  if (value instanceof Vec || value instanceof Union || isWord(value)) return `the shape ${describeShape(value)}`;
  if ('op' in value && 'args' in value) return `an unsigned value of ${bitsText(value.width)}`;
  if ('bits' in value && 'like' in value) {
    return 'shape' in value ? 'a state of an enumeration' : `a signed value of ${bitsText(value.bits.width)}`;
  }
  if ('direction' in value && 'shape' in value) return `an ${value.direction}put port`;
  return 'elaborate' in value ? `the component '${value.name}'` : undefined;
};

const describeObject = (value: object): string => {
  const fields = Object.keys(value);
  return fields.length === 0 ? 'an empty object' : `an object with ${fields.join(', ')}`;
};
