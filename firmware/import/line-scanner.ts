// SPDX-License-Identifier: Apache-2.0
/** Reads one line of a text from left to right; what does not belong there is refused with its line and column. */
import { quote } from 'typescript-hdl/words';
import { type Diagnostic, PolicyError } from '../policy/diagnostic.ts';

/** Longest piece of a line that a message quotes. */
const mostQuoted = 24;

export class LineScanner {
  readonly #file: string;
  readonly #line: number;
  readonly #text: string;
  #at = 0;

  /** `line` counts from 1. */
  constructor(file: string, line: number, text: string) {
    this.#file = file;
    this.#line = line;
    this.#text = text;
  }

  /** Column of what comes next, from 1. */
  get column(): number {
    return this.#at + 1;
  }

  /** Text that matches a sticky expression from here on, which is then passed; refused with `wanted` when none does. */
  take(pattern: RegExp, wanted: string): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) {
      const rest = this.#text.slice(this.#at, this.#at + mostQuoted).split(/\s/)[0];
      throw this.refusal(this.column, rest ? `${quote(rest)} is not ${wanted}` : `the line lacks ${wanted}`);
    }
    this.#at += found.length;
    return found;
  }

  /** Whether nothing is left but blanks. */
  isAtEnd(): boolean {
    return this.#text.slice(this.#at).trim() === '';
  }

  /** What to throw about something at a column of the line. */
  refusal(column: number, message: string): PolicyError {
    const position = { line: this.#line, column };
    const diagnostic: Diagnostic = { file: this.#file, position, severity: 'error', message };
    return new PolicyError([diagnostic]);
  }
}
