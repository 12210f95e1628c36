// SPDX-License-Identifier: Apache-2.0
/** HTML in template strings whose values cannot break out of their place. */
import { escapeText } from './escape-text.ts';

/** Text that is HTML already. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = Html | string | number | undefined | readonly Value[];

const shown = (value: Value): string => {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(shown).join('');
  return escapeText(`${value}`);
};

/** A template whose values are escaped, but for those that are HTML. */
export const html = (strings: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(strings.map((text, i) => text + shown(values[i])).join(''));
