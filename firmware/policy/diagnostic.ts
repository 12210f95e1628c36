/** What is wrong, or doubtful, in a policy file: one sentence a finding, each with its place. */
import type { Position } from './policy.ts';

export interface Diagnostic {
  readonly file: string;
  readonly position: Position;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** One line in the form compilers use, so that editors can jump to it: `file:line:column: sentence`. */
export const formatDiagnostic = ({ file, position, severity, message }: Diagnostic): string =>
  `${file}:${position.line}:${position.column}: ${severity === 'warning' ? 'warning: ' : ''}${message}`;

/** The findings in the order in which the file shows their places. */
export const sortDiagnostics = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.toSorted((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);

/** A policy that cannot be compiled; its message holds one formatted line for each error. */
export class PolicyError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    const sorted = sortDiagnostics(diagnostics);
    super(sorted.map(formatDiagnostic).join('\n'));
    this.name = 'PolicyError';
    this.diagnostics = sorted;
  }
}
