// SPDX-License-Identifier: Apache-2.0
/** Texts and numbers that the author hands to other tools: attributes and parameters, as Verilog spells them. */
import { describeValue } from './describe.ts';
import { HdlError } from './diagnostic.ts';
import type { Attributes } from './ir/index.ts';
import type { Location } from './location.ts';
import { checkForeignName } from './names.ts';

/** A string of Verilog, quotes and backslashes escaped (IEEE 1364-2005, 3.6.3). */
export const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Whether a value is a string that fits one line of Verilog. */
export const isPlainText = (value: unknown): value is string => typeof value === 'string' && /^[ -~]*$/.test(value);

const isShortInteger = (value: unknown): boolean => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;

/** Throws unless every attribute has a name that Verilog takes and is a string or a number that an integer holds. */
export const checkAttributes = (attributes: Attributes | undefined, location: Location): void => {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    checkForeignName(name, 'an attribute', location);
    if (isPlainText(value) || isShortInteger(value)) continue;
    const text = `The attribute '${name}' is a text of one line or a whole number of 32 bits, not ${describeValue(value)}.`;
    throw new HdlError('HDL-PARAMETER', text, location);
  }
};

/** Throws unless the parameter is a text of one line, a boolean, a real, a whole number of 32 bits, or sized bits. */
export const checkBoxParameter = (name: string, value: unknown, location: Location): void => {
  if (typeof value === 'boolean' || isPlainText(value)) return;
  if (typeof value === 'number' && Number.isFinite(value) && (isShortInteger(value) || !Number.isInteger(value)))
    return;
  const sized = value as { readonly width?: unknown; readonly value?: unknown } | null | undefined;
  if (sized && Number.isInteger(sized.width) && fits(sized.value, sized.width as number)) return;
  const advice = typeof value === 'number' || typeof value === 'bigint' ? '; write { width, value }' : '';
  const text = `The parameter '${name}' of a black box is a text of one line, a boolean, a number of 32 bits or { width, value }, not ${describeValue(value)}${advice}.`;
  throw new HdlError('HDL-PARAMETER', text, location);
};

const fits = (value: unknown, width: number): boolean => {
  if (width < 1 || (typeof value !== 'bigint' && !Number.isSafeInteger(value))) return false;
  const bits = BigInt(value as number | bigint);
  return bits >= 0n && bits >> BigInt(width) === 0n;
};
