// SPDX-License-Identifier: Apache-2.0
/** Shows the lines that a message cites, with what it is about underlined. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Names of the Verilog in a sentence, as they stand in TypeScript: `beat_count_q` is `beatCount`. */
const namesIn = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/'([A-Za-z]\w*)'/g)].flatMap(([, name]) => {
    const stem = name!.replace(/_[ioq]$/, '');
    return [name!, stem, stem.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())];
  });

/** Where in a line the first of the names is a word of its own; else all of it. */
const marked = (line: string, names: readonly string[]): { readonly from: number; readonly length: number } => {
  for (const name of names) {
    const found = new RegExp(`(?<![\\w'])${name}(?!\\w)`).exec(line);
    if (found) return { from: found.index, length: name.length };
  }
  const text = line.trim();
  return { from: line.indexOf(text), length: text.length };
};

const lineOf = (file: string, number: number): string | undefined => {
  try {
    return readFileSync(resolve(file), 'utf8').split('\n')[number - 1];
  } catch {
    // The file was made on the fly, or is gone: the place alone must do.
    return undefined;
  }
};

/** The message, with the line of the source below each `at FILE:LINE`. */
export const withExcerpts = (message: string): string => {
  const names = namesIn(message.split('\n')[0]!);
  return message
    .split('\n')
    .flatMap(cited => {
      const [, file = '', number = ''] = /^ {2}at (.*):(\d+)$/.exec(cited) ?? [];
      const line = file === '' ? undefined : lineOf(file, Number(number));
      if (line === undefined || line.trim() === '') return [cited];
      const { from, length } = marked(line, names);
      const gutter = ' '.repeat(number.length);
      return [cited, `    ${number} | ${line}`, `    ${gutter} | ${' '.repeat(from)}${'^'.repeat(length)}`];
    })
    .join('\n');
};
