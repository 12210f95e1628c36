// SPDX-License-Identifier: Apache-2.0
/** What one refused input needs to say. */
export interface InputProblem {
  /** What is wrong, as a clause with the offending value in it: "the file is empty". */
  readonly what: string;
  /** Where: a file, with byte offset, block or line when it has one. Absent when the input is the command line itself. */
  readonly where?: string;
  /** What the user can do about it, as an imperative clause ("record it again") or a question ("did you mean arp?"). */
  readonly remedy: string;
}

/**
 * An input that the user gave (file, option, missing program) and that cannot be worked with. The command line prints its
 * message alone, without a stack trace, and exits with the code of a refusal.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly problem: InputProblem;

  constructor(problem: InputProblem, options?: ErrorOptions) {
    const where = problem.where === undefined ? '' : `${problem.where}: `;
    const end = problem.remedy.endsWith('?') ? '' : '.';
    super(`${where}${problem.what}; ${problem.remedy}${end}`, options);
    this.problem = problem;
  }
}
