// SPDX-License-Identifier: Apache-2.0
/** What is wrong, or doubtful, in a policy file: one sentence a finding, each with its place. */
import type { Position } from './policy.ts';

export interface Diagnostic {
  readonly file: string;
  readonly position: Position;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Set for a rule that others leave no frame: a tool that looks closer says more about it. */
  readonly about?: 'shadow' | undefined;
}

/** One line in the form compilers use, so that editors can jump to it: `file:line:column: sentence`. */
export const formatDiagnostic = ({ file, position, severity, message }: Diagnostic): string =>
  `${file}:${position.line}:${position.column}: ${severity === 'warning' ? 'warning: ' : ''}${message}`;

/** Each finding once, as of rules that come from one place. */
export const distinct = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => [
  ...new Map(diagnostics.map(one => [formatDiagnostic(one), one])).values(),
];

/** The findings in the order in which the file shows their places. */
export const sortDiagnostics = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.toSorted((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);

/** Findings that are shown at once: a mistake in a generated policy may be in each of its thousands of rules. */
const mostShown = 50;

/** One line for each finding in the order of the file; of very many the first, errors before warnings, and how many more. */
export const diagnosticLines = (diagnostics: readonly Diagnostic[]): readonly string[] => {
  const sorted = sortDiagnostics(diagnostics);
  if (sorted.length <= mostShown) return sorted.map(formatDiagnostic);
  const isError = ({ severity }: Diagnostic): boolean => severity === 'error';
  const shown = [...sorted.filter(isError), ...sorted.filter(one => !isError(one))].slice(0, mostShown);
  return [...sortDiagnostics(shown).map(formatDiagnostic), `and ${sorted.length - mostShown} findings more`];
};

/** A policy that cannot be compiled; its message holds a line for each finding, as {@link diagnosticLines} gives them. */
export class PolicyError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnosticLines(diagnostics).join('\n'));
    this.name = 'PolicyError';
    this.diagnostics = sortDiagnostics(diagnostics);
  }
}
