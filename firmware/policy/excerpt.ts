// SPDX-License-Identifier: Apache-2.0
/** The line of a policy that a finding is about, with the value that it points at underlined. */
import { type Diagnostic, diagnosticLines, formatDiagnostic, PolicyError } from './diagnostic.ts';
import type { Position } from './policy.ts';

/** Columns that are shown of a long line, and of them before what is pointed at. */
const mostColumns = 120;
const columnsBefore = 40;

/** Length of what begins at a place of a line: a value in quotes, or up to a delimiter of YAML. */
const lengthAt = (line: string, start: number): number => {
  const rest = line.slice(start);
  const quoted = /^"(?:[^"\\]|\\.)*"|^'(?:[^']|'')*'/.exec(rest)?.[0];
  if (quoted) return quoted.length;
  const isRecord = rest.startsWith('{') || rest.startsWith('[');
  const plain = isRecord ? /^.*[}\]]/.exec(rest)?.[0] : /^[^,{}[\]#]*?(?=\s*(?:[,{}[\]]|: |:$| #|$))/.exec(rest)?.[0];
  return Math.max(1, plain?.length ?? 1);
};

/** Line and underline, with the number of the line before; undefined where the text has no such line. */
export const excerptOf = (text: string, { line: number, column }: Position): readonly string[] | undefined => {
  const whole = text.split(/\r\n|\r|\n/)[number - 1];
  if (whole === undefined || whole.trim() === '') return undefined;
  const at = column - 1;
  const length = lengthAt(whole, at);
  const from = whole.length > mostColumns ? Math.max(0, at - columnsBefore) : 0;
  const line = whole.slice(from, from + mostColumns).replaceAll(/\p{Cc}/gu, ' ');
  const underline = '^'.repeat(Math.max(1, Math.min(length, line.length - (at - from))));
  const gutter = `${number}`.padStart(5);
  return [`${gutter} | ${line}`, `${' '.repeat(gutter.length)} | ${' '.repeat(at - from)}${underline}`];
};

/** Findings as {@link diagnosticLines} gives them, each followed by its line of the text. */
export const underlinedLines = (diagnostics: readonly Diagnostic[], text: string): readonly string[] => {
  const places = new Map(diagnostics.map(one => [formatDiagnostic(one), one.position]));
  return diagnosticLines(diagnostics).flatMap(line => {
    const place = places.get(line);
    return [line, ...((place && excerptOf(text, place)) ?? [])];
  });
};

/** Does some work with a policy; a {@link PolicyError} that it throws then shows the lines of the text that it is about. */
export const withExcerpts = <T>(text: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof PolicyError) error.message = underlinedLines(error.diagnostics, text).join('\n');
    throw error;
  }
};
