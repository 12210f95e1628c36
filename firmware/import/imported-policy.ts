// SPDX-License-Identifier: Apache-2.0
/** Imported rules as the text of a policy: one a line, each with where it comes from. */

/** A file that was read. */
export interface SourceText {
  readonly text: string;
  readonly file: string;
}

export interface ImportedRule {
  /** Where it comes from, such as a line of the other file. */
  readonly origin: string;
  /** Whom the frames are for, as in a rule; absent for `any`. */
  readonly to?: string;
  /** Conditions as they are written in a policy. */
  readonly match: Readonly<Record<string, string>>;
  readonly action: 'allow' | 'deny';
}

/** A comment in place of a rule: what says nothing about frames of this card, and why. */
export interface LeftOut {
  readonly origin: string;
  readonly because: string;
}

const isPlain = (value: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_./-]*$/.test(value);
const scalar = (value: string): string => (isPlain(value) ? value : JSON.stringify(value));

/** A record on one line. */
export const flowRecord = (entries: Readonly<Record<string, string | readonly string[]>>): string => {
  const text = (value: string | readonly string[]): string =>
    typeof value === 'string' ? scalar(value) : `[${value.map(scalar).join(', ')}]`;
  return `{ ${Object.entries(entries)
    .map(([key, value]) => `${key}: ${text(value)}`)
    .join(', ')} }`;
};

const ruleLine = ({ to, match, action }: ImportedRule): string => {
  const parts = [
    ...(to === undefined ? [] : [`to: ${scalar(to)}`]),
    ...(Object.keys(match).length === 0 ? [] : [`match: ${flowRecord(match)}`]),
    `action: ${action}`,
  ];
  return `  - { ${parts.join(', ')} }`;
};

/** No control characters in a comment, which could end it. */
const comment = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ');

/** `rules:` and `defaults:` of a policy, what comes from one place under one comment. */
export const ruleText = (items: readonly (ImportedRule | LeftOut)[]): string => {
  let last = '';
  const lines = items.flatMap(item => {
    const heading = item.origin === last ? [] : [`  # ${comment(item.origin)}`];
    last = item.origin;
    return [...heading, 'because' in item ? `  # left out: ${comment(item.because)}` : ruleLine(item)];
  });
  const rules = items.some(item => !('because' in item)) ? ['rules:'] : ['rules: []'];
  return [...rules, ...lines, 'defaults: { unicast: deny, group: deny }', ''].join('\n');
};
