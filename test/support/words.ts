// SPDX-License-Identifier: Apache-2.0
/** Words that make a sentence harder than it has to be, and what says it plainly. */

const plainer: readonly (readonly [RegExp, string])[] = [
  [/(?<!\bleav.*)\bbehind\b(?! (?:it|them|your back|a component|a Verilog name)\b)/i, 'after, or beyond'],
  [/\b(?:stands?|stood)\b(?! (?:for|in for|still)\b)/i, 'is, are, or was'],
  [
    /\bhenceforth\b|\bhereby\b|\bthereby\b|\bthereof\b|\bwherein\b|\bwhereby\b|\bwhilst\b/i,
    'a short sentence of its own',
  ],
  [/\bin order to\b/i, 'to'],
  [/\butili[sz]e[sd]?\b/i, 'use'],
  [/\b(?:eg|ie|resp|bzw)\b\.?/i, 'for example, that is, or respectively'],
  [/\bprior to\b/i, 'before'],
  [/\bsubsequent(?:ly)?\b/i, 'next, or then'],
  [/\bdue to the fact that\b/i, 'because'],
  [/\bin case of\b/i, 'if, or with'],
];

/** The text without code, addresses of links and quotations of messages. */
const proseOf = (text: string): string =>
  text
    .replaceAll(/^```[\s\S]*?^```/gm, block => block.replaceAll(/[^\n]/g, ''))
    .replaceAll(/`[^`\n]*`/g, '')
    .replaceAll(/\]\([^)]*\)/g, ']');

/** Each of these words in the prose of a document, with its line and what to write. */
export const wordsToAvoid = (text: string): readonly string[] =>
  proseOf(text)
    .split('\n')
    .flatMap((line, i) =>
      plainer.flatMap(([word, instead]) => {
        const found = word.exec(line);
        return found ? [`line ${i + 1}: "${found[0]}"; write ${instead}`] : [];
      }),
    );
